// Every computation of nock.jsonl on the interpreter, with collections as usual and at every safepoint: the product the
// reference has, or a crash where it crashes. Afterwards the same inside of a virtual machine.
#include <cstdio>
#include <cstring>
#include <string>

#include "jets/table.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "nock/run/strand.h"
#include "test/golden/facts.h"

using namespace galena;

namespace {

struct Case {
  std::string subject, formula, product;
  bool crashes;
};

std::vector<Case> load() {
  std::vector<Case> cases;
  test::each_fact("nock.jsonl", [&](const test::Fact& fact) {
    const bool crashes = !fact.has("p");
    cases.push_back({fact.text("s"), fact.text("f"), crashes ? std::string() : fact.text("p"), crashes});
  });
  return cases;
}

struct Mode {
  const char* name;
  bool jets, stress, virtualised;
  Tier tier = Tier::interpreter;
};

int run(const std::vector<Case>& cases, const Mode& mode, bool verbose) {
  int passed = 0, failed = 0;
  MachineOptions options;
  options.memory_limit = size_t{256} << 20;
  options.jets.enabled = mode.jets;
  options.jet_table = jet_table();
  options.stress_collector = mode.stress;
  options.tier = mode.tier;
  Machine machine(std::move(options));
  for (const Case& c : cases) {
    Heap& heap = machine.heap();
    Noun subject = read_text(heap, c.subject).noun;
    Noun formula = read_text(heap, c.formula).noun;
    if (mode.virtualised) {
      // [subject formula] and a gate as the subject of a formula that can only be run through mink.
      const Result r = machine.run_virtual(subject, formula, kNull);
      const bool ok =
          r.outcome == Outcome::done && r.noun.is_cell() &&
          (c.crashes ? r.noun.head() == Noun::direct(2)
                     : r.noun.head() == Noun::direct(0) && equal(r.noun.tail(), read_text(heap, c.product).noun));
      ok ? ++passed : ++failed;
      if (!ok && (verbose || failed <= 3))
        std::printf("%s: *[%s %s]\n", mode.name, c.subject.c_str(), c.formula.c_str());
      continue;
    }
    const Result r = machine.run(subject, formula);
    const bool ok = c.crashes ? r.outcome == Outcome::exit
                              : r.outcome == Outcome::done && equal(r.noun, read_text(heap, c.product).noun);
    ok ? ++passed : ++failed;
    if (!ok && (verbose || failed <= 3)) {
      std::printf("%s: *[%s %s]\n  expected %s\n  found %s\n", mode.name, c.subject.c_str(), c.formula.c_str(),
                  c.crashes ? "a crash" : c.product.c_str(),
                  r.outcome == Outcome::done ? print_text(r.noun).c_str() : "no product");
    }
  }
  std::printf("nock.jsonl, %s: %d passed, %d failed, 0 skipped\n", mode.name, passed, failed);
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  const std::vector<Case> cases = load();
  int failed = cases.size() == 1500 ? 0 : 1;
  for (const Mode& mode : {Mode{"jets on", true, false, false}, Mode{"jets off", false, false, false},
                           Mode{"collecting at every safepoint", true, true, false},
                           Mode{"virtualised", true, false, true}, Mode{"compiled", true, false, false, Tier::jit},
                           Mode{"compiled, jets off, collecting at every safepoint", false, true, false, Tier::jit}}) {
    failed += run(cases, mode, verbose);
  }
  return failed == 0 ? 0 : 1;
}
