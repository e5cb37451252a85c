// The parser against the golden data: the AST of each text that parses, with and without spots, and the place of the
// error of each that does not. Arguments: --verbose, and files of Hoon with the mug they must have (FILE=MUG).
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;

bool verbose = false;

struct Tally {
  std::string file;
  int passed = 0, failed = 0, skipped = 0;

  void check(bool ok, const std::string& source, const std::string& what) {
    ++(ok ? passed : failed);
    if (!ok && (verbose || failed <= 10)) fmt::print("{}: {}\n  {}\n", file, test::quoted(source), what);
  }
  bool report() const {
    fmt::print("{}: {} passed, {} failed, {} skipped\n", file, passed, failed, skipped);
    return failed == 0;
  }
};

struct Outcome {
  hoon::ParseResult result;
  std::string trouble;
};
Outcome parse(Arena& arena, const std::string& source, const hoon::ParseOptions& options = {}) {
  const hoon::ParseResult result = hoon::parse(arena, source, options);
  return {result, result.crashed ? "crash" : result.too_deep ? "too deep" : ""};
}

std::string mug_text(Noun noun) {
  return fmt::format("0x{:08x}", mug(noun));
}

// Empty where the AST has the mug that the file says.
std::string difference(const Outcome& got, const std::string& want) {
  if (!got.trouble.empty()) return got.trouble;
  if (got.result.ast.is_none()) return fmt::format("refused at [{} {}]", got.result.line, got.result.column);
  const std::string have = mug_text(got.result.ast);
  return have == want ? "" : fmt::format("mug {}, not {}", have, want);
}

bool accepted(const std::string& name) {
  Tally plain{name}, spots{name + " (spots)"};
  test::each_fact(name, [&](const test::Fact& fact) {
    if (!fact.has("ast_mug")) {
      ++plain.skipped;
      return;
    }
    const std::string source = fact.text("src");
    Arena arena;
    const std::string wrong = difference(parse(arena, source), fact.text("ast_mug"));
    plain.check(wrong.empty(), source, wrong);
    if (fact.has("spots_mug")) {
      const Noun path = arena.tuple(arena.cord("test"), arena.cord("hoon"), kNull);
      const std::string wrong_spots = difference(parse(arena, source, {path}), fact.text("spots_mug"));
      spots.check(wrong_spots.empty(), source, wrong_spots);
    }
  });
  const bool ok = plain.report();
  return (spots.passed + spots.failed == 0 || spots.report()) && ok;
}

bool refused(const std::string& name) {
  Tally tally{name};
  test::each_fact(name, [&](const test::Fact& fact) {
    const std::string source = fact.text("src");
    Arena arena;
    const Outcome got = parse(arena, source);
    const std::vector<uint32_t> at = fact.numbers("at");
    const uint32_t row = at.at(0), column = at.at(1);
    const std::string have = got.result.ast.is_none()
                                 ? fmt::format("refused at [{} {}] {}", got.result.line, got.result.column, got.trouble)
                                 : "accepted";
    const bool ok =
        got.trouble.empty() && got.result.ast.is_none() && got.result.line == row && got.result.column == column;
    tally.check(ok, source, fmt::format("{}, not refused at [{} {}]", have, row, column));
  });
  return tally.report();
}

bool file(const std::string& argument) {
  const size_t split = argument.rfind('=');
  Tally tally{argument.substr(0, split)};
  std::ifstream in(tally.file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  Arena arena;
  const std::string wrong = difference(parse(arena, text.str()), argument.substr(split + 1));
  tally.check(wrong.empty(), argument, wrong);
  return tally.report();
}

}  // namespace

int main(int argc, char** argv) {
  bool ok = true;
  bool files = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--verbose") {
      verbose = true;
    } else {
      files = true;
      ok = file(argv[i]) && ok;
    }
  }
  if (files) return ok ? 0 : 1;
  ok = accepted("hoon.jsonl") && ok;
  ok = accepted("random.jsonl") && ok;
  ok = refused("rejects.jsonl") && ok;
  return ok ? 0 : 1;
}
