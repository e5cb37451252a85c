// How types print, and values by their types, against the reference (hoon.jsonl and random.jsonl).
#include <fmt/core.h>

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hoon/noun/stack.h"
#include "hoon/print/print.h"
#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"
#include "nock/noun/serial.h"

namespace {

using namespace galena;
using Lines = std::vector<std::string>;

std::vector<uint8_t> unbase64(const std::string& text) {
  std::vector<uint8_t> bytes;
  uint32_t buffer = 0;
  int bits = 0;
  for (char c : text) {
    const uint32_t digit = c >= 'A' && c <= 'Z'   ? static_cast<uint32_t>(c - 'A')
                           : c >= 'a' && c <= 'z' ? static_cast<uint32_t>(c - 'a' + 26)
                           : c >= '0' && c <= '9' ? static_cast<uint32_t>(c - '0' + 52)
                           : c == '+'             ? 62
                                                  : 63;
    if (c == '=') break;
    buffer = buffer << 6 | digit;
    if ((bits += 6) >= 8) bytes.push_back(static_cast<uint8_t>(buffer >> (bits -= 8)));
  }
  return bytes;
}

std::string joined(const Lines& lines) {
  std::string all;
  for (const std::string& line : lines) all += "    " + line + "\n";
  return all;
}

class Report {
 public:
  Report(std::string name, bool verbose) : name_(std::move(name)), verbose_(verbose) {}
  ~Report() { fmt::print("{}: {} passed, {} failed, 0 skipped\n", name_, passed_, failed_); }

  void compare(const std::string& what, const Lines& expected, const Lines& printed) {
    if (printed == expected) {
      ++passed_;
    } else if (++failed_ <= 5 || verbose_) {
      fmt::print("{}\n  expected\n{}  printed\n{}", what, joined(expected), joined(printed));
    }
  }
  bool ok() const { return failed_ == 0 && passed_ > 0; }

 private:
  std::string name_;
  bool verbose_;
  size_t passed_ = 0, failed_ = 0;
};

bool check(const std::string& name, bool verbose) {
  std::ifstream file(std::string(GALENA_GOLDEN "/") + name);
  Report report(name, verbose);
  for (std::string line; std::getline(file, line);) {
    const auto fact = nlohmann::json::parse(line);
    if (!fact.contains("type") || fact["type"].is_null()) continue;
    Arena arena;
    hoon::Compiler compiler(arena);
    const auto expand = [&](Noun hold) {
      const hoon::Result<Noun> unfolded = compiler.unfold(hold);
      if (!unfolded) throw hoon::CompileError(unfolded.error());
      return unfolded.value();
    };
    hoon::Printer printer(arena, {expand, {}});
    const std::string source = fact["src"];
    const Noun type = cue(arena, unbase64(fact["type"])).noun;
    if (fact.contains("type_text")) {
      report.compare("type of " + source, fact["type_text"].get<Lines>(), printer.type(type));
    }
    if (fact.contains("product") && fact["product"].is_string() && fact["product"] != "diverges") {
      const Noun product = cue(arena, unbase64(fact["product"])).noun;
      const std::optional<hoon::Tank> tank = printer.draw_value(type, product);
      const Lines cannot = {"cannot be printed"};
      report.compare(source, fact.value("text", cannot), tank ? tank->lines(80) : cannot);
    }
  }
  return report.ok();
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  return hoon::run_on_deep_stack(hoon::kDeepStack, [&] {
    const bool hoon_ok = check("hoon.jsonl", verbose);
    const bool random_ok = check("random.jsonl", verbose);
    return hoon_ok && random_ok ? 0 : 1;
  });
}
