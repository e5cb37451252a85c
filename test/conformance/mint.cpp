// The compiler against the reference (hoon.jsonl): each AST cued and minted in a subject of which nothing is known;
// type, formula, or the messages of the refusal compared.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "hoon/parse/parser.h"
#include "hoon/print/print.h"
#include "hoon/print/show.h"
#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;
using namespace galena::hoon;
using namespace galena::test;

std::string hex(uint32_t mug) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08x", mug);
  return text;
}

// The messages of a refusal, innermost first, as the reference prints them.
std::vector<std::string> messages(Arena& arena, Compiler& compiler, const CompileError& error) {
  Printer printer(arena, TypeServices{[&](Noun hold) {
                                        const auto unfolded = compiler.unfold(hold);
                                        if (!unfolded) throw CompileError(unfolded.error());
                                        return unfolded.value();
                                      },
                                      {}});
  std::vector<std::string> lines;
  const auto add = [&](const Frame& frame) {
    const ErrorInfo& about = info(frame.kind);
    std::optional<Tank> tank;
    if (about.detail == Detail::type) {
      tank = printer.draw_labelled_type(about.name.substr(1), frame.a);
    } else if (about.detail == Detail::wing && about.name[0] == '-') {
      const Noun label = arena.cons("c"_n, arena.cord(about.name.substr(1)));
      tank = show(arena.cons(label, arena.cons("l"_n, frame.a)));
    } else {
      lines.emplace_back(about.name);
    }
    if (tank) {
      for (const std::string& line : tank->lines(80)) lines.push_back(line);
    }
  };
  add({error.kind, error.a, error.b});
  for (const Frame& frame : error.trace) add(frame);
  return lines;
}

Noun ast_of(Arena& arena, const Fact& fact) {
  return fact.has("ast") ? cue(arena, fact.jam("ast")).noun : parse(arena, fact.text("src")).ast;
}

std::string difference(const Fact& fact) {
  Arena arena(size_t{1} << 32);
  Compiler compiler(arena);
  const Noun ast = ast_of(arena, fact);
  if (ast.is_none() || hex(mug(ast)) != fact.text("ast_mug")) return "has another AST";
  const bool refused = !fact.has("type_mug");
  const auto minted = compiler.mint("noun"_n, "noun"_n, ast);
  if (!minted) {
    // The golden data keep the first six lines.
    std::vector<std::string> said = messages(arena, compiler, minted.error());
    said.resize(std::min(said.size(), size_t{6}));
    std::string all;
    for (const std::string& line : said) all += " " + line;
    if (!refused) return "refused:" + all;
    if (fact.has("error") && said != fact.lines("error")) {
      return fmt::format("refused with{}, not {}", all, fmt::join(fact.lines("error"), " "));
    }
    return {};
  }
  if (refused) {
    const Lines error = fact.has("error") ? fact.lines("error") : Lines{};
    return fmt::format("accepted, not refused with {}", fmt::join(error, " "));
  }
  const std::string type = hex(mug(minted.value().type)), nock = hex(mug(minted.value().formula));
  const std::string want_type = fact.text("type_mug"), want_nock = fact.text("nock_mug");
  if (type != want_type) return "type " + type + ", not " + want_type;
  if (nock != want_nock) return "nock " + nock + ", not " + want_nock;
  return {};
}

bool check(const char* name, bool verbose) {
  size_t passed = 0, failed = 0;
  each_fact(name, [&](const Fact& fact) {
    const std::string wrong = difference(fact);
    ++(wrong.empty() ? passed : failed);
    if (!wrong.empty() && (verbose || failed <= 5)) {
      std::printf("line %zu: %s\n  %s\n", passed + failed, fact.text("src").c_str(), wrong.c_str());
    }
  });
  std::printf("%s: %zu passed, %zu failed, 0 skipped\n", name, passed, failed);
  return failed == 0 && passed > 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  const bool programs = check("hoon.jsonl", verbose);
  const bool generated = check("random.jsonl", verbose);
  const bool found = check("found.jsonl", verbose);
  const bool pitfalls = check("pitfalls.jsonl", verbose);
  return programs && generated && found && pitfalls ? 0 : 1;
}
