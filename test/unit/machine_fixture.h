// A machine driven by text nouns.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "jets/table.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"

namespace galena {

struct TextMachine {
  explicit TextMachine(MachineOptions options = {}) : machine(prepared(std::move(options))) {}

  Noun read(const std::string& text) { return read_text(machine.heap(), text).noun; }

  static std::string text_of(const Result& r) {
    switch (r.outcome) {
      case Outcome::done:
        return print_text(r.noun);
      case Outcome::exit:
        return "exit " + print_text(r.noun);
      case Outcome::block:
        return "block " + print_text(r.noun);
      case Outcome::meme:
        return "meme";
      case Outcome::intr:
        return "intr";
    }
    return "?";
  }
  // The product of a formula on a subject as text, or how it failed.
  std::string run(const std::string& subject, const std::string& formula,
                  std::optional<std::chrono::milliseconds> deadline = {}) {
    const Noun s = read(subject);
    return text_of(machine.run(s, read(formula), deadline));
  }
  // The tone under a scry gate whose body is the formula `answer`: it sees [body [ref path] context].
  std::string run_virtual(const std::string& subject, const std::string& formula, const std::string& answer) {
    const Noun s = read(subject);
    const Noun f = read(formula);
    return text_of(machine.run_virtual(s, f, read("[" + answer + " 0 0]")));
  }

  std::vector<std::string> slogs, messages;
  Machine machine;

 private:
  MachineOptions prepared(MachineOptions options) {
    if (options.memory_limit == 0) options.memory_limit = size_t{256} << 20;
    options.jet_table = jet_table();
    options.on_slog = [this](Noun message) { slogs.push_back(print_text(message)); };
    options.on_message = [this](std::string_view line) { messages.emplace_back(line); };
    return options;
  }
};

}  // namespace galena
