// Random Nock, seeded: every program runs on the machine in several ways, and on a plain reading of the definition of
// Nock 4K. The same noun must come out everywhere, or a failure everywhere.
//
// One program in a few also runs on compiled code, and there traces and output must be the interpreter's too.
//
//   conformance_random_nock [--verbose] [--cases N] [--seed N] [--compile-each N] [--compiled-only] [--mode NAME]
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "jets/table.h"
#include "nock/jit/tier.h"
#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "test/differential/random_formula.h"
#include "test/shown.h"

using namespace galena;

namespace {

#if __has_feature(address_sanitizer)
constexpr uint64_t kCases = 4000;
#else
constexpr uint64_t kCases = 20000;
#endif

// ---- the definition ----

// Nock as its definition reads, on hash-consed nouns, within a bound on steps and depth. Hints are only evaluated.
class Definition {
 public:
  explicit Definition(Arena& arena) : arena_(arena) {}

  enum class Ending { product, crash, undecided };
  struct Answer {
    Ending ending;
    Noun product;
  };
  Answer run(Noun subject, Noun formula) {
    steps_ = 400000;
    try {
      return {Ending::product, nock(subject, formula, 0)};
    } catch (const Crash&) {
      return {Ending::crash, {}};
    } catch (const TooLong&) {
      return {Ending::undecided, {}};
    }
  }

 private:
  struct Crash {};
  struct TooLong {};

  static Noun head(Noun n) { return n.is_cell() ? n.head() : throw Crash{}; }
  static Noun tail(Noun n) { return n.is_cell() ? n.tail() : throw Crash{}; }
  static uint64_t axis_of(Noun n) {
    if (!n.is_direct() || n == kNull) throw Crash{};  // nothing here is nested so deep that a larger axis exists
    return n.direct_value();
  }
  static Noun slot(uint64_t axis, Noun n) {
    for (int i = 62 - std::countl_zero(axis); i >= 0; --i) n = (axis >> i & 1) != 0 ? tail(n) : head(n);
    return n;
  }
  Noun edit(uint64_t axis, Noun value, Noun n) {
    if (axis == 1) return value;
    Noun h = head(n), t = tail(n);
    const int below = 62 - std::countl_zero(axis);
    const uint64_t rest = (axis & ((uint64_t{1} << below) - 1)) | uint64_t{1} << below;
    return (axis >> below & 1) != 0 ? arena_.cons(h, edit(rest, value, t)) : arena_.cons(edit(rest, value, h), t);
  }
  Noun nock(Noun s, Noun f, int depth) {
    if (--steps_ < 0 || depth > 2000) throw TooLong{};
    const auto eval = [&](Noun subject, Noun formula) { return nock(subject, formula, depth + 1); };
    const Noun op = head(f), arg = tail(f);
    if (op.is_cell()) {
      const Noun first = eval(s, op);
      return arena_.cons(first, eval(s, arg));
    }
    switch (op.is_direct() ? op.direct_value() : 99) {
      case 0:
        return slot(axis_of(arg), s);
      case 1:
        return arg;
      case 2: {
        const Noun subject = eval(s, head(arg));
        return eval(subject, eval(s, tail(arg)));
      }
      case 3:
        return loobean(eval(s, arg).is_cell());
      case 4: {
        const Noun n = eval(s, arg);
        if (!n.is_atom()) throw Crash{};
        return arena_.atom(n.is_direct() ? n.direct_value() + 1 : throw TooLong{});
      }
      case 5: {
        const Noun a = eval(s, head(arg));
        return loobean(a == eval(s, tail(arg)));
      }
      case 6: {
        const Noun test = eval(s, head(arg));
        if (test == kYes) return eval(s, head(tail(arg)));
        if (test == kNo) return eval(s, tail(tail(arg)));
        throw Crash{};
      }
      case 7: {
        const Noun next = eval(s, head(arg));
        return eval(next, tail(arg));
      }
      case 8: {
        const Noun pushed = eval(s, head(arg));
        return eval(arena_.cons(pushed, s), tail(arg));
      }
      case 9: {
        const Noun core = eval(s, tail(arg));
        return eval(core, slot(axis_of(head(arg)), core));
      }
      case 10: {
        const uint64_t axis = axis_of(head(head(arg)));
        const Noun value = eval(s, tail(head(arg)));
        return edit(axis, value, eval(s, tail(arg)));
      }
      case 11: {
        const Noun hint = head(arg);
        if (hint.is_cell()) eval(s, hint.tail());
        return eval(s, tail(arg));
      }
      case 12:  // nobody answers
        eval(s, head(arg));
        eval(s, tail(arg));
        throw Crash{};
      default:
        throw Crash{};
    }
  }

  Arena& arena_;
  int64_t steps_ = 0;
};

// ---- the machine, in its modes ----

struct Mode {
  const char* name;
  bool jets, check_jets, stress, virtualised;
  Tier tier = Tier::interpreter;
};
constexpr Mode kModes[] = {{"jets on", true, false, false, false},
                           {"jets off", false, false, false, false},
                           {"jets checked", true, true, false, false},
                           {"collecting at every safepoint", true, false, true, false},
                           {"virtualised", true, false, false, true}};
// The first two are what the others are compared with.
constexpr Mode kCompiledModes[] = {{"interpreter, for comparison", true, false, false, false},
                                   {"interpreter, virtualised, for comparison", true, false, false, true},
                                   {"compiled", true, false, false, false, Tier::jit},
                                   {"compiled, jets off", false, false, false, false, Tier::jit},
                                   {"compiled, collecting at every safepoint", true, false, true, false, Tier::jit},
                                   {"compiled, virtualised", true, false, false, true, Tier::jit},
                                   {"by counters", true, false, false, false, Tier::automatic}};

struct Runner {
  explicit Runner(const Mode& m) : mode(m) {
    MachineOptions options;
    options.memory_limit = size_t{256} << 20;
    options.jets.enabled = mode.jets;
    options.check_jets = mode.check_jets;
    options.tier = mode.tier;
    options.on_slog = [this](Noun message) { output = output * 31 + test::mug_of_shown(message); };
    options.stress_collector = mode.stress;
    options.jet_table = jet_table();
    machine = std::make_unique<Machine>(std::move(options));
    library = std::make_unique<Heap::Root>(
        machine->heap(), machine->run(kNull, read_text(machine->heap(), test::arithmetic_library()).noun).noun);
  }
  Noun bring(Noun foreign) {
    const std::vector<uint8_t> bytes = jam(foreign);
    return cue(machine->heap(), bytes).noun;
  }

  // What the machine makes of a program, in the definition's terms. The product lives until the next run.
  Definition::Answer run(Noun data, Noun formula) {
    Heap& heap = machine->heap();
    const Noun subject = heap.cons(bring(data), library->get());
    const Noun code = bring(formula);
    output = trace = 0;
    using enum Definition::Ending;
    const auto deadline = std::chrono::milliseconds(5000);
    if (mode.virtualised) {
      const Noun blocks = heap.tuple(heap.cons(Noun::direct(1), kNull), kNull, kNull);
      const Result r = machine->run_virtual(subject, code, blocks, deadline);
      if (r.outcome != Outcome::done) return {undecided, {}};
      if (r.noun.head() == Noun::direct(2)) trace = mug(r.noun.tail());
      return r.noun.head() == kNull ? Definition::Answer{product, r.noun.tail()} : Definition::Answer{crash, {}};
    }
    const Result r = machine->run(subject, code, deadline);
    if (r.outcome == Outcome::done) return {product, r.noun};
    if (r.outcome == Outcome::exit) trace = mug(r.noun);
    return {r.outcome == Outcome::exit ? crash : undecided, {}};
  }

  Mode mode;
  std::unique_ptr<Machine> machine;
  std::unique_ptr<Heap::Root> library;
  uint64_t output = 0, trace = 0;  // of the last run, hashed
  int passed = 0, failed = 0, skipped = 0;
};

}  // namespace

int main(int argc, char** argv) {
  bool verbose = false;
  uint64_t cases = kCases, seed = 1, compile_each = 40;
  bool compiled_only = false;
  const char* only = nullptr;  // of the compiled modes
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--verbose") == 0) verbose = true;
    if (std::strcmp(argv[i], "--cases") == 0 && i + 1 < argc) cases = std::strtoull(argv[++i], nullptr, 10);
    if (std::strcmp(argv[i], "--compile-each") == 0 && i + 1 < argc)
      compile_each = std::strtoull(argv[++i], nullptr, 10);
    if (std::strcmp(argv[i], "--mode") == 0 && i + 1 < argc) only = argv[++i];
    if (std::strcmp(argv[i], "--compiled-only") == 0) compiled_only = true;
    if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc) seed = std::strtoull(argv[++i], nullptr, 10);
  }
  std::vector<std::unique_ptr<Runner>> runners;
  if (!compiled_only) {
    for (const Mode& mode : kModes) runners.push_back(std::make_unique<Runner>(mode));
  }
  const size_t interpreted = runners.size();
  std::string why;
  const bool compiles = Runner(kCompiledModes[2]).machine->jit()->available(&why);
  if (compiles) {
    for (const Mode& mode : kCompiledModes) {
      const bool model = mode.tier == Tier::interpreter;
      if (!model && only != nullptr && std::strcmp(only, mode.name) != 0) continue;
      runners.push_back(std::make_unique<Runner>(mode));
    }
  } else {
    std::printf("random Nock: nothing is compiled: %s\n", why.c_str());
  }

  int products = 0, crashes = 0, undecided = 0, reported = 0;
  std::unique_ptr<Arena> arena;
  Noun library;
  for (uint64_t i = 0; i < cases; ++i) {
    if (i % 1000 == 0) {  // the definition never frees
      arena = std::make_unique<Arena>();
      library = Definition(*arena).run(kNull, read_text(*arena, test::arithmetic_library()).noun).product;
    }
    test::Generator generator(*arena, seed * 1000003 + i, library);
    const Noun data = generator.data();
    const Noun subject = arena->cons(data, library);
    const Noun formula = generator.program(data);
    const Definition::Answer expected = Definition(*arena).run(subject, formula);
    switch (expected.ending) {
      case Definition::Ending::product:
        ++products;
        break;
      case Definition::Ending::crash:
        ++crashes;
        break;
      case Definition::Ending::undecided:
        ++undecided;
        continue;
    }
    for (size_t r = 0; r < (i % compile_each == 0 ? runners.size() : interpreted); ++r) {
      Runner* const runner = runners[r].get();
      const Runner* const model = r > interpreted + 1 ? runners[interpreted + runner->mode.virtualised].get() : nullptr;
      const Definition::Answer found = runner->run(data, formula);
      if (found.ending == Definition::Ending::undecided) {
        ++runner->skipped;
        if (verbose) {
          std::printf("%s, case %llu: no answer to *[[%s library] %s]\n", runner->mode.name,
                      static_cast<unsigned long long>(i), print_text(data).c_str(), print_text(formula).c_str());
        }
        continue;
      }
      // Whatever a program edits, its subject stays as it was.
      const bool same_effects = model == nullptr || !runner->mode.jets ||
                                (model->output == runner->output &&
                                 (found.ending != Definition::Ending::crash || model->trace == runner->trace));
      if (!same_effects && (verbose || reported < 5)) {
        std::printf("%s: trace %s, output %s\n", runner->mode.name, model->trace == runner->trace ? "same" : "differs",
                    model->output == runner->output ? "same" : "differs");
      }
      const bool ok = equal(runner->library->get(), library) && found.ending == expected.ending && same_effects &&
                      (found.ending == Definition::Ending::crash || equal(found.product, expected.product));
      ++(ok ? runner->passed : runner->failed);
      if (!ok && (verbose || reported++ < 5)) {
        std::printf("%s, seed %llu, case %llu: *[[%s library] %s]\n  expected %s\n  found %s\n", runner->mode.name,
                    static_cast<unsigned long long>(seed), static_cast<unsigned long long>(i), print_text(data).c_str(),
                    print_text(formula).c_str(),
                    expected.ending == Definition::Ending::crash ? "a crash" : print_text(expected.product).c_str(),
                    found.ending == Definition::Ending::crash ? "a crash" : print_text(found.product).c_str());
      }
    }
  }
  int failed = 0;
  std::printf("random Nock: %d products, %d crashes, %d undecided\n", products, crashes, undecided);
  for (const auto& runner : runners) {
    std::printf("random Nock, %s: %d passed, %d failed, %d skipped\n", runner->mode.name, runner->passed,
                runner->failed, runner->skipped);
    failed += runner->failed;
    if (runner->machine->jet_mismatches() != 0) {
      std::printf("random Nock, %s: jets differed %llu times\n", runner->mode.name,
                  static_cast<unsigned long long>(runner->machine->jet_mismatches()));
      ++failed;
    }
  }
  // The test is worth something only while most programs mean something.
  if (products < static_cast<int>(cases / 3)) {
    std::printf("too few programs come to a product\n");
    ++failed;
  }
  return failed == 0 ? 0 : 1;
}
