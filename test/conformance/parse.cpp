// The parser against the golden data: the AST of each text that parses, with and without spots, and the place of the
// error of each that does not. Arguments: --verbose, and files of Hoon with the mug they must have (FILE=MUG).
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"

namespace {

using namespace galena;

bool verbose = false;

struct Tally {
  std::string file;
  int passed = 0, failed = 0, skipped = 0;

  void check(bool ok, const std::string& source, const std::string& what) {
    ++(ok ? passed : failed);
    if (!ok && (verbose || failed <= 10))
      fmt::print("{}: {}\n  {}\n", file,
                 nlohmann::json(source).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), what);
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

template <class Line>
void each_line(const std::string& name, Line line) {
  std::ifstream in(std::string(GALENA_GOLDEN) + "/" + name);
  for (std::string text; std::getline(in, text);) line(nlohmann::json::parse(text));
}

bool accepted(const std::string& name) {
  Tally plain{name}, spots{name + " (spots)"};
  each_line(name, [&](const nlohmann::json& line) {
    if (!line.contains("ast_mug") || line["ast_mug"].is_null()) {
      ++plain.skipped;
      return;
    }
    const std::string source = line["src"];
    Arena arena;
    const std::string wrong = difference(parse(arena, source), line["ast_mug"]);
    plain.check(wrong.empty(), source, wrong);
    if (line.contains("spots_mug")) {
      const Noun path = arena.tuple(arena.cord("test"), arena.cord("hoon"), kNull);
      const std::string wrong_spots = difference(parse(arena, source, {path}), line["spots_mug"]);
      spots.check(wrong_spots.empty(), source, wrong_spots);
    }
  });
  const bool ok = plain.report();
  return (spots.passed + spots.failed == 0 || spots.report()) && ok;
}

bool refused(const std::string& name) {
  Tally tally{name};
  each_line(name, [&](const nlohmann::json& line) {
    const std::string source = line["src"];
    Arena arena;
    const Outcome got = parse(arena, source);
    const uint32_t row = line["at"][0], column = line["at"][1];
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
