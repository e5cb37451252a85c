// How types print, and values by their types, against the reference (hoon.jsonl and random.jsonl).
#include <fmt/core.h>

#include <cstring>
#include <string>
#include <vector>

#include "hoon/noun/stack.h"
#include "hoon/print/print.h"
#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"
#include "nock/noun/serial.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;
using test::Fact;
using test::Lines;

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
  Report report(name, verbose);
  test::each_fact(name, [&](const Fact& fact) {
    if (!fact.has("type")) return;
    Arena arena;
    hoon::Compiler compiler(arena);
    const auto expand = [&](Noun hold) {
      const hoon::Result<Noun> unfolded = compiler.unfold(hold);
      if (!unfolded) throw hoon::CompileError(unfolded.error());
      return unfolded.value();
    };
    hoon::Printer printer(arena, {expand, {}});
    const std::string source = fact.text("src");
    const Noun type = cue(arena, fact.jam("type")).noun;
    if (fact.has("type_text")) {
      report.compare("type of " + source, fact.lines("type_text"), printer.type(type));
    }
    if (fact.has("product") && fact.text("product") != "diverges") {
      const Noun product = cue(arena, fact.jam("product")).noun;
      const std::optional<hoon::Tank> tank = printer.draw_value(type, product);
      const Lines cannot = {"cannot be printed"};
      report.compare(source, fact.has("text") ? fact.lines("text") : cannot, tank ? tank->lines(80) : cannot);
    }
  });
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
