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
#include <random>
#include <string>

#include "jets/table.h"
#include "nock/arena.h"
#include "nock/equal.h"
#include "nock/jit/runtime.h"
#include "nock/machine.h"
#include "nock/mug.h"
#include "nock/serial.h"
#include "nock/text.h"

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
    if (!n.is_direct() || n == Noun()) throw Crash{};  // nothing here is nested so deep that a larger axis exists
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

// ---- the generator ----

// A formula, and what is known of its product: 0 an atom, 1 anything, or the cell of what its halves are known to be.
struct Made {
  Noun formula;
  Noun shape;
};
constexpr Noun kAtom = Noun::direct(0);
constexpr Noun kAnything = Noun::direct(1);

class Generator {
 public:
  Generator(Arena& arena, uint64_t seed) : arena_(arena), random_(seed) {}

  Noun constant(int depth) {
    if (depth > 0 && chance(3)) return arena_.cons(constant(depth - 1), constant(depth - 1));
    switch (below(8)) {
      case 0:
        return Noun::direct(Noun::kMaxDirect - below(2));  // 4 of it is not direct
      case 1: {
        const uint64_t limbs[] = {random_(), random_() | 1};
        return arena_.atom_limbs(limbs);
      }
      default:
        return Noun::direct(below(12));
    }
  }
  Noun shape_of(Noun n) { return n.is_cell() ? arena_.cons(shape_of(n.head()), shape_of(n.tail())) : kAtom; }

  // A program: a subject [data library] whose library has jets, and a formula for it.
  Made program(Noun subject) { return formula(shape_of(subject), 5 + static_cast<int>(below(3))); }

  Made formula(Noun shape, int depth) {
    if (depth <= 0 || --budget_ < 0) return leaf(shape);
    switch (below(26)) {
      case 0:
      case 1:
        return leaf(shape);
      case 2:
      case 3: {
        const Made a = formula(shape, depth - 1), b = formula(shape, depth - 1);
        return {arena_.cons(a.formula, b.formula), arena_.cons(a.shape, b.shape)};
      }
      case 4: {
        const Made a = formula(shape, depth - 1);
        const Made b = formula(a.shape, depth - 1);
        return {tuple(2, a.formula, Noun::direct(1), b.formula), b.shape};
      }
      case 5: {  // a formula that is computed: [2 s [[1 1] f]], the constant that f makes
        const Made a = formula(shape, depth - 1), b = formula(shape, depth - 1);
        const Noun quote = arena_.cons(Noun::direct(1), Noun::direct(1));
        return {tuple(2, a.formula, quote, b.formula), b.shape};
      }
      case 6:
        return {tuple(3, formula(shape, depth - 1).formula), kAtom};
      case 7:
        return {tuple(4, atom(shape, depth - 1)), kAtom};
      case 8: {
        const Made a = formula(shape, depth - 1);
        const Noun b = chance(3) ? a.formula : formula(shape, depth - 1).formula;
        return {tuple(5, a.formula, b), kAtom};
      }
      case 9:
      case 10: {
        const Made a = formula(shape, depth - 1), b = formula(shape, depth - 1);
        return {tuple(6, test(shape, depth - 1), a.formula, b.formula), a.shape == b.shape ? a.shape : kAnything};
      }
      case 11:
      case 12: {
        const Made a = formula(shape, depth - 1);
        const Made b = formula(a.shape, depth - 1);
        return {tuple(7, a.formula, b.formula), b.shape};
      }
      case 13:
      case 14: {
        const Made a = formula(shape, depth - 1);
        const Made b = formula(arena_.cons(a.shape, shape), depth - 1);
        return {tuple(8, a.formula, b.formula), b.shape};
      }
      case 15:
        return loop(shape, depth);
      case 16:
        return building_loop(shape, depth);
      case 17: {  // an arm of a core made here, called once
        const Made payload = formula(shape, depth - 1);
        const Made body = formula(arena_.cons(kAnything, payload.shape), depth - 1);
        const Noun core = arena_.cons(tuple(1, body.formula), payload.formula);
        return {tuple(9, Noun::direct(2), core), body.shape};
      }
      case 18:
      case 19:
        return edit(shape, depth);
      case 20:
      case 21:
        return hint(shape, depth);
      case 22:
      case 23:
        return library_call(shape, depth);
      case 24: {  // one value in two places, edited in one of them
        const Made a = formula(shape, depth - 1);
        const Noun both = arena_.cons(a.shape, a.shape);
        const Made b = edit(both, depth - 1);
        return {tuple(7, arena_.cons(a.formula, a.formula), b.formula), b.shape};
      }
      default:
        if (chance(4)) {
          return {tuple(12, formula(shape, depth - 1).formula, formula(shape, depth - 1).formula), kAnything};
        }
        return noise(shape, depth);
    }
  }

 private:
  uint64_t below(uint64_t n) { return random_() % n; }
  bool chance(uint64_t one_in) { return below(one_in) == 0; }
  template <class... Rest>
  Noun tuple(uint64_t op, Rest... rest) {
    return arena_.tuple(Noun::direct(op), rest...);
  }

  // An axis that the shape has, as far as is known.
  uint64_t axis(Noun shape, Noun* found) {
    uint64_t axis = 1;
    while (axis < 64 && !chance(4)) {
      if (shape.is_cell()) {
        const bool in_tail = chance(2);
        axis = 2 * axis + (in_tail ? 1 : 0);
        shape = in_tail ? shape.tail() : shape.head();
      } else if (shape == kAnything && chance(6)) {
        axis = 2 * axis + below(2);
      } else {
        break;
      }
    }
    *found = shape;
    return axis;
  }
  Made leaf(Noun shape) {
    if (chance(3)) {
      const Noun n = constant(2);
      return {tuple(1, n), shape_of(n)};
    }
    Noun found;
    const uint64_t at = axis(shape, &found);
    return {tuple(0, Noun::direct(at)), found};
  }
  // A formula that should make an atom.
  Noun atom(Noun shape, int depth) {
    for (int i = 0; i < 4; ++i) {
      const Made a = formula(shape, depth);
      if (a.shape == kAtom) return a.formula;
    }
    return tuple(1, Noun::direct(below(9)));
  }
  Noun test(Noun shape, int depth) {
    switch (below(4)) {
      case 0:
        return tuple(3, formula(shape, depth).formula);
      case 1:
        return tuple(1, Noun::direct(below(2)));
      case 2:
        return leaf(shape).formula;
      default:
        return tuple(5, formula(shape, depth).formula, formula(shape, depth).formula);
    }
  }

  // A core [loop [counter state subject]] that counts to n and changes its state on the way:
  //   [8 [[1 0] start] 8 [1 step] 9 2 0 1], where the body has the subject [step [[counter state] subject]].
  Made loop(Noun shape, int depth) {
    const Made start = formula(shape, depth - 1);
    const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, start.shape), shape);
    const Made next = formula(inside, depth - 2);
    const uint64_t n = below(20);
    const Noun counted = tuple(5, tuple(0, Noun::direct(12)), tuple(1, Noun::direct(n)));
    // Counter and state in one edit or in two, in either order.
    const Noun counter = tuple(4, tuple(0, Noun::direct(12)));
    Noun core = tuple(0, Noun::direct(1));
    switch (below(3)) {
      case 0:
        core = tuple(10, arena_.cons(Noun::direct(6), arena_.cons(counter, next.formula)), core);
        break;
      case 1:
        core = tuple(10, arena_.cons(Noun::direct(12), counter),
                     tuple(10, arena_.cons(Noun::direct(13), next.formula), core));
        break;
      default:
        core = tuple(10, arena_.cons(Noun::direct(13), next.formula),
                     tuple(10, arena_.cons(Noun::direct(12), counter), core));
    }
    const Noun done = chance(2) ? tuple(0, Noun::direct(13)) : formula(inside, depth - 2).formula;
    const Noun step = tuple(6, counted, done, tuple(9, Noun::direct(2), core));
    const Noun initial = arena_.cons(tuple(1, Noun()), start.formula);
    return {tuple(8, initial, tuple(8, tuple(1, step), tuple(9, Noun::direct(2), tuple(0, Noun::direct(1))))),
            kAnything};
  }
  // The same, not tail-recursive: conses an item a round.
  Made building_loop(Noun shape, int depth) {
    const Noun inside = arena_.tuple(kAnything, kAtom, shape);
    const Made item = formula(inside, depth - 2);
    const Noun counted = tuple(5, tuple(0, Noun::direct(6)), tuple(1, Noun::direct(below(20))));
    const Noun core =
        tuple(10, arena_.cons(Noun::direct(6), tuple(4, tuple(0, Noun::direct(6)))), tuple(0, Noun::direct(1)));
    const Noun rest = tuple(9, Noun::direct(2), core);
    const Noun step = tuple(6, counted, tuple(1, Noun()),
                            chance(2) ? arena_.cons(item.formula, rest) : arena_.cons(rest, item.formula));
    return {tuple(8, tuple(1, Noun()), tuple(8, tuple(1, step), tuple(9, Noun::direct(2), tuple(0, Noun::direct(1))))),
            kAnything};
  }
  Made edit(Noun shape, int depth) {
    Made target = formula(shape, depth - 1);
    const int edits = 1 + static_cast<int>(below(3));
    for (int i = 0; i < edits; ++i) {
      Noun found;
      const uint64_t at = axis(target.shape, &found);
      const Made value = formula(shape, depth - 2);
      target = {tuple(10, arena_.cons(Noun::direct(at), value.formula), target.formula),
                replaced(at, value.shape, target.shape)};
    }
    return target;
  }
  Noun replaced(uint64_t at, Noun value, Noun shape) {
    if (at == 1) return value;
    if (!shape.is_cell()) return kAnything;
    const int bits = 62 - std::countl_zero(at);
    const uint64_t rest = (at & ((uint64_t{1} << bits) - 1)) | uint64_t{1} << bits;
    return (at >> bits & 1) != 0 ? arena_.cons(shape.head(), replaced(rest, value, shape.tail()))
                                 : arena_.cons(replaced(rest, value, shape.head()), shape.tail());
  }
  Made hint(Noun shape, int depth) {
    static constexpr const char* kTags[] = {"mean", "spot", "hunk", "lose", "hand",
                                            "memo", "bout", "slog", "fast", "odd"};
    const Noun tag = arena_.cord(kTags[below(std::size(kTags))]);
    const Made body = formula(shape, depth - 1);
    const Noun hint = chance(4) ? tag : arena_.cons(tag, formula(shape, depth - 2).formula);
    return {tuple(11, hint, body.formula), body.shape};
  }
  // A gate of the library, which is the tail of the program's subject and so, wherever the subject still is whole, the
  // tail of its last tail: found by the shape of the program's subject alone.
  Made library_call(Noun shape, int depth) {
    uint64_t at = 1;
    Noun s = shape;
    while (s.is_cell() && s != library_shape_ && at < (uint64_t{1} << 40)) {
      at = 2 * at + 1;
      s = s.tail();
    }
    if (s != library_shape_) return leaf(shape);
    static constexpr struct {
      uint64_t arm;
      bool two;
    } kArms[] = {{4, false}, {10, true}, {22, true}, {46, true}, {47, true}};
    const auto& arm = kArms[below(std::size(kArms))];
    const Noun core = tuple(0, Noun::direct(at));
    // The arguments are computed with the gate pushed on the subject.
    const auto argument = [&] { return tuple(7, tuple(0, Noun::direct(3)), small_atom(shape, depth - 2)); };
    const Noun sample = arm.two ? arena_.cons(argument(), argument()) : argument();
    const Noun gate = tuple(9, Noun::direct(arm.arm), core);
    return {
        tuple(8, gate,
              tuple(9, Noun::direct(2), tuple(10, arena_.cons(Noun::direct(6), sample), tuple(0, Noun::direct(2))))),
        kAtom};
  }
  // Numbers for arithmetic that counts: anything that makes no small atom becomes one.
  Noun small_atom(Noun shape, int depth) {
    if (depth > 0 && chance(3)) return library_call(shape, depth).formula;
    return tuple(1, Noun::direct(below(9)));
  }
  // What hardly makes sense.
  Made noise(Noun shape, int depth) {
    switch (below(6)) {
      case 0:
        return {tuple(0, Noun::direct(below(16))), kAnything};
      case 1:
        return {constant(3), kAnything};
      case 2:
        return {tuple(13 + below(3), formula(shape, depth - 1).formula), kAnything};
      case 3:
        return {tuple(9, Noun::direct(below(6)), formula(shape, depth - 1).formula), kAnything};
      case 4:
        return {tuple(10, arena_.cons(Noun::direct(below(9)), formula(shape, depth - 1).formula), leaf(shape).formula),
                kAnything};
      default:
        return {tuple(2, leaf(shape).formula, leaf(shape).formula), kAnything};
    }
  }

  Arena& arena_;
  std::mt19937_64 random_;
  int budget_ = 120;  // formulas that are no leaves

 public:
  Noun library_shape_ = Noun::none();
};

// A library as Hoon would make it, labelled for jets under a kernel root: [[dec add sub mul lth] root], each arm
// making a gate [formula sample library]. In plain Nock, by counting.
std::string library_text() {
  const auto gate = [](const char* name, const char* sample, const char* body) {
    return std::string("[11 [%fast 1 ") + name + " [0 7] 0] [1 " + body + "] [1 " + sample + "] 0 1]";
  };
  // Counts up from 0 until the successor is the sample (axis 30 below the loop).
  const std::string dec =
      gate("%dec", "0",
           "[6 [3 0 6] [0 0] 6 [5 [1 0] 0 6] [0 0] 8 [1 0] 8 [1 6 [5 [4 0 6] 0 30] [0 6] 9 2 10 [6 4 0 6] 0 1] "
           "9 2 0 1]");
  // dec of axis 12, through the library at axis 7 of the gate.
  const std::string less = "[8 [9 4 0 7] 9 2 10 [6 0 28] 0 2]";
  const std::string less_right = "[8 [9 4 0 7] 9 2 10 [6 0 29] 0 2]";
  const std::string add = gate("%add", "0 0", ("[6 [5 [1 0] 0 12] [0 13] 9 2 10 [6 " + less + " 4 0 13] 0 1]").c_str());
  const std::string sub =
      gate("%sub", "0 0", ("[6 [5 [1 0] 0 13] [0 12] 9 2 10 [6 " + less + " " + less_right + "] 0 1]").c_str());
  // b + (a - 1) * b
  const std::string mul = gate(
      "%mul", "0 0",
      ("[6 [5 [1 0] 0 12] [1 0] 8 [9 10 0 7] 9 2 10 [6 [0 29] 7 [0 3] 9 2 10 [12 " + less + "] 0 1] 0 2]").c_str());
  // Down together until one is 0.
  const std::string lth =
      gate("%lth", "0 0",
           ("[6 [5 [1 0] 0 13] [1 1] 6 [5 [1 0] 0 12] [1 0] 9 2 10 [6 " + less + " " + less_right + "] 0 1]").c_str());
  return "[7 [11 [%fast 1 %k138 [1 0] 0] [1 [0 1] 7] 1 0] 11 [%fast 1 %one [0 3] 0] [1 " + dec + " " + add + " " + sub +
         " " + mul + " " + lth + "] 0 1]";
}

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
    options.on_slog = [this](Noun message) { output = output * 31 + mug(message); };
    options.stress_collector = mode.stress;
    options.jet_table = jet_table();
    machine = std::make_unique<Machine>(std::move(options));
    library = std::make_unique<Heap::Root>(machine->heap(),
                                           machine->run(Noun(), read_text(machine->heap(), library_text()).noun).noun);
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
      const Noun blocks = heap.tuple(heap.cons(Noun::direct(1), Noun()), Noun(), Noun());
      const Result r = machine->run_virtual(subject, code, blocks, deadline);
      if (r.outcome != Outcome::done) return {undecided, {}};
      if (r.noun.head() == Noun::direct(2)) trace = mug(r.noun.tail());
      return r.noun.head() == Noun() ? Definition::Answer{product, r.noun.tail()} : Definition::Answer{crash, {}};
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
      library = Definition(*arena).run(Noun(), read_text(*arena, library_text()).noun).product;
    }
    Generator generator(*arena, seed * 1000003 + i);
    generator.library_shape_ = generator.shape_of(library);
    const Noun data = generator.constant(3);
    const Noun subject = arena->cons(data, library);
    const Noun formula = generator.program(subject).formula;
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
