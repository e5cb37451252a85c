// Random programs through the native compiler and through the reference on our own machine: the same AST, type and formula,
// or refused by both. Prints what differs, shrunk.
//
//   random_hoon [COUNT [FIRST-SEED]]
#include <cstdio>
#include <cstdlib>
#include <string>

#include "hoon/compiler.h"
#include "hoon/parser.h"
#include "jets/table.h"
#include "nock/equal.h"
#include "nock/mug.h"
#include "test/reference/generate.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

struct Verdict {
  enum class Difference { none, syntax, ast, refusal, type, formula, undecided } difference;
  bool accepted;
};
constexpr const char* kNames[] = {"none",     "accepted by one parser only", "AST", "refused by one compiler only", "type",
                                  "formula", "undecided"};

Verdict compare(reference::Oracle& oracle, hoon::Compiler& compiler, Arena& arena, const std::string& source) {
  using D = Verdict::Difference;
  const hoon::ParseResult ours = hoon::parse(arena, source);
  const Result theirs = oracle.ream(source);
  if (theirs.outcome != Outcome::done && theirs.outcome != Outcome::exit) return {D::undecided, false};
  const bool parsed = theirs.outcome == Outcome::done;
  if (parsed == ours.ast.is_none()) return {D::syntax, false};
  if (!parsed) return {D::none, false};
  if (!equal(ours.ast, theirs.noun)) return {D::ast, true};
  const auto minted = compiler.mint("noun"_n, "noun"_n, ours.ast);
  const Result reference = oracle.mint("noun"_n, "noun"_n, theirs.noun);
  if (reference.outcome != Outcome::done && reference.outcome != Outcome::exit) return {D::undecided, false};
  if ((reference.outcome == Outcome::done) != static_cast<bool>(minted)) return {D::refusal, false};
  if (!minted) return {D::none, false};
  if (!equal(minted.value().type, reference.noun.head())) return {D::type, true};
  if (!equal(minted.value().formula, reference.noun.tail())) return {D::formula, true};
  return {D::none, true};
}

}  // namespace

int main(int argc, char** argv) {
  const auto folder = reference::folder();
  if (!folder) {
    std::printf("random_hoon: skipped: GALENA_REFERENCE names no folder of the public sources\n0 passed, 0 failed, 1 skipped\n");
    return 0;
  }
  const uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  const uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  MachineOptions options;
  options.jet_table = jet_table();
  reference::Oracle oracle(*folder, std::move(options));
  Arena arena;
  hoon::Compiler compiler(arena);
  uint64_t passed = 0, failed = 0, undecided = 0, accepted = 0;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const std::string source = reference::source_of(*reference::generate(seed));
    const Verdict v = compare(oracle, compiler, arena, source);
    accepted += v.accepted ? 1 : 0;
    if (v.difference == Verdict::Difference::undecided) {
      ++undecided;
    } else if (v.difference == Verdict::Difference::none) {
      ++passed;
    } else {
      ++failed;
      const std::string small = reference::shrink(seed, [&](const std::string& candidate) {
        return compare(oracle, compiler, arena, candidate).difference == v.difference;
      });
      std::printf("seed %llu: %s\n%s\n\n", static_cast<unsigned long long>(seed),
                  kNames[static_cast<int>(v.difference)], small.c_str());
      std::fflush(stdout);
    }
  }
  std::printf("%llu of them accepted\nrandom_hoon: %llu passed, %llu failed, %llu skipped\n",
              static_cast<unsigned long long>(accepted), static_cast<unsigned long long>(passed),
              static_cast<unsigned long long>(failed), static_cast<unsigned long long>(undecided));
  return failed == 0 ? 0 : 1;
}
