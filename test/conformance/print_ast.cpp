// Source that is printed from an AST parses to the same AST: every program of hoon.jsonl and random.jsonl, at a usual,
// a narrow and an unlimited width. With the folder of the public sources in GALENA_REFERENCE, every Hoon file in it,
// too.
#include <fmt/core.h>

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/print/print_ast.h"
#include "nock/noun/arena.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;

// An AST without its spots, [%dbug [path [line column] [line column]] content].
class Spotless {
 public:
  explicit Spotless(Arena& arena) : arena_(arena) {}

  Noun operator()(Noun noun) {
    hoon::check_stack();
    if (noun.is_atom()) return noun;
    const auto [known, fresh] = done_.try_emplace(noun.word(), noun);
    if (!fresh) return known->second;
    const Noun result =
        is_spot(noun) ? (*this)(noun.tail().tail()) : arena_.cons((*this)(noun.head()), (*this)(noun.tail()));
    done_.insert_or_assign(noun.word(), result);
    return result;
  }

 private:
  static bool is_place(Noun noun) { return noun.is_cell() && noun.head().is_atom() && noun.tail().is_atom(); }
  static bool is_spot(Noun noun) {
    if (noun.head() != "dbug"_n || noun.tail().is_atom() || noun.tail().head().is_atom()) return false;
    const Noun range = noun.tail().head().tail();
    return range.is_cell() && is_place(range.head()) && is_place(range.tail());
  }

  Arena& arena_;
  boost::unordered_flat_map<uint64_t, Noun> done_;
};

struct Tally {
  size_t passed = 0, failed = 0, skipped = 0;
  bool verbose = false;

  void check(const std::string& source, const std::string& what) {
    Arena arena;
    Noun ast;
    try {
      ast = hoon::parse(arena, source).ast;
    } catch (const hoon::CompileError&) {
      ast = Noun::none();
    }
    if (ast.is_none()) {
      ++skipped;
      return;
    }
    for (const unsigned width : {80u, 20u, 1u << 30}) {
      const hoon::PrintedSource printed = hoon::print_hoon(ast, width);
      const hoon::ParseResult again = hoon::parse(arena, printed.text);
      if (again.ast == Spotless(arena)(ast)) {
        ++passed;
        continue;
      }
      if (++failed > 5 && !verbose) continue;
      fmt::print("{}\n  at width {} prints{} as\n{}\n", what, width, printed.exact ? "" : " (inexactly)",
                 printed.text.substr(0, 3000));
      if (again.ast.is_none()) fmt::print("  which does not parse at {}:{}\n", again.line, again.column);
    }
  }
};

bool check_golden(const std::string& name, bool verbose) {
  Tally tally;
  tally.verbose = verbose;
  test::each_fact(name, [&](const test::Fact& fact) { tally.check(fact.text("src"), fact.text("src")); });
  fmt::print("{}: {} passed, {} failed, {} skipped\n", name, tally.passed, tally.failed, tally.skipped);
  return tally.failed == 0 && tally.passed > 0;
}

bool check_folder(const std::string& folder, bool verbose) {
  Tally tally;
  tally.verbose = verbose;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".hoon") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    tally.check(text.str(), entry.path());
  }
  fmt::print("{}: {} passed, {} failed, {} skipped\n", folder, tally.passed, tally.failed, tally.skipped);
  return tally.failed == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  return hoon::run_on_deep_stack(hoon::kDeepStack, [&] {
    bool ok = check_golden("hoon.jsonl", verbose);
    ok = check_golden("random.jsonl", verbose) && ok;
    const char* const folder = std::getenv("GALENA_REFERENCE");
    if (folder != nullptr && *folder != 0) ok = check_folder(folder, verbose) && ok;
    return ok ? 0 : 1;
  });
}
