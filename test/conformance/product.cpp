// What the programs of hoon.jsonl come to: parsed, compiled and run on the machine, jets on and off; the reference's
// product, or a crash or no end where it has none.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "jets/table.h"
#include "nock/noun/equal.h"
#include "nock/noun/serial.h"
#include "nock/run/machine.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;
using namespace galena::test;

// What is wrong, or nothing.
std::string difference(const Fact& fact, bool jets) {
  MachineOptions options;
  options.memory_limit = size_t{512} << 20;
  options.jets.enabled = jets;
  options.jet_table = jet_table();
  Machine machine(std::move(options));
  Arena arena(size_t{1} << 30);
  hoon::Compiler compiler(arena);
  const Noun ast = hoon::run_on_deep_stack(hoon::kDeepStack, [&] { return hoon::parse(arena, fact.text("src")).ast; });
  if (ast.is_none()) return "is refused by the parser";
  const auto minted = compiler.mint("noun"_n, "noun"_n, ast);
  if (!minted) return "is refused by the compiler";
  const bool crashes = !fact.has("product");
  const bool diverges = !crashes && fact.text("product") == "diverges";
  const Result r = machine.run(kNull, minted.value().formula, std::chrono::milliseconds(diverges ? 200 : 20000));
  if (diverges)
    return r.outcome == Outcome::intr || r.outcome == Outcome::meme ? "" : "ends, where the reference does not";
  if (crashes) return r.outcome == Outcome::exit ? "" : "does not crash";
  if (r.outcome != Outcome::done) return "comes to no product";
  const Cued expected = cue(machine.heap(), fact.jam("product"));
  return expected.ok() && equal(r.noun, expected.noun) ? "" : "comes to another product";
}

int check(bool jets, bool verbose) {
  int passed = 0, failed = 0, skipped = 0;
  each_fact("hoon.jsonl", [&](const Fact& fact) {
    if (!fact.mentions("product") || !fact.has("nock_mug")) {
      ++skipped;
      return;
    }
    const std::string wrong = difference(fact, jets);
    ++(wrong.empty() ? passed : failed);
    if (!wrong.empty() && (verbose || failed <= 5)) {
      std::printf("%s\n  %s\n", fact.text("src").c_str(), wrong.c_str());
    }
  });
  std::printf("hoon.jsonl, products, jets %s: %d passed, %d failed, %d skipped\n", jets ? "on" : "off", passed, failed,
              skipped);
  return passed > 0 ? failed : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  const int failed = check(true, verbose) + check(false, verbose);
  return failed == 0 ? 0 : 1;
}
