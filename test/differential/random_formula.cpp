#include "test/differential/random_formula.h"

#include <algorithm>
#include <array>
#include <bit>

#include "nock/noun/text.h"

namespace galena::test {
namespace {

constexpr Noun kAtom = Noun::direct(0);
constexpr Noun kAnything = Noun::direct(1);

// The axis of a path from the root: false the head, true the tail.
Noun axis_along(Arena& arena, const std::vector<bool>& path) {
  std::vector<uint64_t> limbs(path.size() / 64 + 1);
  limbs[path.size() / 64] |= uint64_t{1} << path.size() % 64;
  for (size_t i = 0; i < path.size(); ++i) {
    const size_t bit = path.size() - 1 - i;
    if (path[i]) limbs[bit / 64] |= uint64_t{1} << bit % 64;
  }
  return arena.atom_limbs(limbs);
}

// The cord of placeholder `i` in a template.
constexpr uint64_t kFirstPart = 'a';

}  // namespace

std::string arithmetic_library() {
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

std::string virtual_library() {
  const auto above = [](const std::string& below, const char* name, const std::string& battery) {
    return "[7 " + below + " 11 [%fast 1 " + name + " [0 3] 0] [1 " + battery + "] 0 1]";
  };
  const std::string mink = "[11 [%fast 1 %mink [0 7] 0] [1 [1 0] 2 [0 24] 0 25] [1 [0 0 0] 0 0 0] 0 1]";
  return above(above(above(arithmetic_library(), "%two", "[0 1]"), "%tri", "[0 1]"), "%qua", mink);
}

Generator::Generator(Arena& arena, uint64_t seed, Noun library, Kind kind)
    : arena_(arena), random_(seed), kind_(kind), library_(library) {
  virtual_shape_ = shape_of(library);
  arithmetic_shape_ = virtual_shape_;
  // [battery payload] of %qua, %tri, %two, %one: the last has five arms.
  for (int i = 0; kind == Kind::hot && i < 3; ++i) arithmetic_shape_ = arithmetic_shape_.tail();
}

Noun Generator::data() {
  return constant(3);
}

Noun Generator::program(Noun data) {
  const Noun shape = shape_of(arena_.cons(data, library_));
  const int depth = 5 + static_cast<int>(below(3));
  if (kind_ == Kind::plain) return formula(shape, depth).formula;
  budget_ = 12 + static_cast<int>(below(50));
  return (chance(4) ? repeated(shape, depth) : hot_formula(shape, depth)).formula;
}

class Generator::Inside {
 public:
  explicit Inside(Generator& generator) : generator_(generator) { ++generator_.loops_; }
  ~Inside() { --generator_.loops_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Generator& generator_;
};

Noun Generator::constant(int depth) {
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
Noun Generator::shape_of(Noun n) {
  return n.is_cell() ? arena_.cons(shape_of(n.head()), shape_of(n.tail())) : kAtom;
}

// A program: a subject [data library] whose library has jets, and a formula for it.

Made Generator::formula(Noun shape, int depth) {
  if (depth <= 0 || --budget_ < 0) return leaf(shape);
  if (kind_ == Kind::hot && chance(5)) return hot_formula(shape, depth);
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

// An axis that the shape has, as far as is known.
uint64_t Generator::axis(Noun shape, Noun* found) {
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
Made Generator::leaf(Noun shape) {
  if (chance(3)) {
    const Noun n = constant(2);
    return {tuple(1, n), shape_of(n)};
  }
  Noun found;
  const uint64_t at = axis(shape, &found);
  return {tuple(0, Noun::direct(at)), found};
}
// A formula that should make an atom.
Noun Generator::atom(Noun shape, int depth) {
  for (int i = 0; i < 4; ++i) {
    const Made a = formula(shape, depth);
    if (a.shape == kAtom) return a.formula;
  }
  return tuple(1, Noun::direct(below(9)));
}
Noun Generator::test(Noun shape, int depth) {
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
Made Generator::loop(Noun shape, int depth) {
  const Made start = formula(shape, depth - 1);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, start.shape), shape);
  const Made next = formula(inside, depth - 2);
  const uint64_t n = rounds();
  const Inside deeper(*this);
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
  const Noun initial = arena_.cons(tuple(1, kNull), start.formula);
  return {tuple(8, initial, tuple(8, tuple(1, step), tuple(9, Noun::direct(2), tuple(0, Noun::direct(1))))), kAnything};
}
// The same, not tail-recursive: conses an item a round.
Made Generator::building_loop(Noun shape, int depth) {
  const Noun inside = arena_.tuple(kAnything, kAtom, shape);
  const Made item = formula(inside, depth - 2);
  const Noun counted = tuple(5, tuple(0, Noun::direct(6)), tuple(1, Noun::direct(rounds())));
  const Inside deeper(*this);
  const Noun core =
      tuple(10, arena_.cons(Noun::direct(6), tuple(4, tuple(0, Noun::direct(6)))), tuple(0, Noun::direct(1)));
  const Noun rest = tuple(9, Noun::direct(2), core);
  const Noun step =
      tuple(6, counted, tuple(1, kNull), chance(2) ? arena_.cons(item.formula, rest) : arena_.cons(rest, item.formula));
  return {tuple(8, tuple(1, kNull), tuple(8, tuple(1, step), tuple(9, Noun::direct(2), tuple(0, Noun::direct(1))))),
          kAnything};
}
Made Generator::edit(Noun shape, int depth) {
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
Noun Generator::replaced(uint64_t at, Noun value, Noun shape) {
  if (at == 1) return value;
  if (!shape.is_cell()) return kAnything;
  const int bits = 62 - std::countl_zero(at);
  const uint64_t rest = (at & ((uint64_t{1} << bits) - 1)) | uint64_t{1} << bits;
  return (at >> bits & 1) != 0 ? arena_.cons(shape.head(), replaced(rest, value, shape.tail()))
                               : arena_.cons(replaced(rest, value, shape.head()), shape.tail());
}
Made Generator::hint(Noun shape, int depth) {
  static constexpr const char* kTags[] = {"mean", "spot", "hunk", "lose", "hand", "memo",
                                          "bout", "slog", "fast", "xray", "odd"};
  const Noun tag = arena_.cord(kTags[below(std::size(kTags))]);
  const Made body = formula(shape, depth - 1);
  if (chance(12)) {  // labels where they belong, where they do not, and what is none
    static constexpr const char* kClues[] = {"[1 %x [0 3] 0]",       "[1 %x [0 7] 0]", "[1 %x [1 0] 0]",
                                             "[1 %x [0 3] [1 0] 0]", "[1 5 [0 0] 0]",  "[1 %x 0 3]"};
    const Noun clue = fill(kClues[below(std::size(kClues))], {});
    return {tuple(11, arena_.cons(arena_.cord("fast"), clue), body.formula), body.shape};
  }
  const Noun hint = chance(4) ? tag : arena_.cons(tag, formula(shape, depth - 2).formula);
  return {tuple(11, hint, body.formula), body.shape};
}
// Where in a noun of that shape the library lies, or a part of it: it is the tail of the program's subject and so,
// wherever the subject still is whole, the tail of its last tail. 0: not there, or too deep.
uint64_t Generator::axis_of_library(Noun shape, Noun library) {
  uint64_t at = 1;
  while (shape.is_cell() && shape != library && at < (uint64_t{1} << 40)) {
    at = 2 * at + 1;
    shape = shape.tail();
  }
  return shape == library ? at : 0;
}
// A gate of the library.
Made Generator::library_call(Noun shape, int depth) {
  const uint64_t at = axis_of_library(shape, arithmetic_shape_);
  if (at == 0) return leaf(shape);
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
  return {tuple(8, gate,
                tuple(9, Noun::direct(2), tuple(10, arena_.cons(Noun::direct(6), sample), tuple(0, Noun::direct(2))))),
          kAtom};
}
// Numbers for arithmetic that counts: anything that makes no small atom becomes one.
Noun Generator::small_atom(Noun shape, int depth) {
  if (depth > 0 && chance(3)) return library_call(shape, depth).formula;
  return tuple(1, Noun::direct(below(9)));
}
// What hardly makes sense.
Made Generator::noise(Noun shape, int depth) {
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

// ---- hot ----

Noun Generator::fill(std::string_view text, std::initializer_list<Noun> parts) {
  return replace(read_text(arena_, text).noun, parts);
}

Noun Generator::replace(Noun noun, std::initializer_list<Noun> parts) {
  if (noun.is_cell()) return arena_.cons(replace(noun.head(), parts), replace(noun.tail(), parts));
  if (!noun.is_direct() || noun.direct_value() < kFirstPart || noun.direct_value() >= kFirstPart + parts.size()) {
    return noun;
  }
  return parts.begin()[noun.direct_value() - kFirstPart];
}

uint64_t Generator::rounds() {
  if (kind_ == Kind::plain) return below(20);
  if (loops_ == 0) {
    switch (below(4)) {
      case 0:
        return below(20);
      case 1:
        return 30 + below(100);
      default:
        return 300 + below(700);
    }
  }
  if (loops_ == 1) return chance(8) ? 50 + below(100) : below(12);
  return below(4);
}

Generator::Count Generator::count() {
  const uint64_t n = rounds();
  unsigned __int128 start = 0;
  if (kind_ == Kind::hot) {
    switch (below(12)) {
      case 0:
        start = Noun::kMaxDirect - below(n + 2);
        break;
      case 1:
        start = (static_cast<unsigned __int128>(1) << 64) - 1 - below(n + 2);
        break;
      case 2:
        start = below(50);
        break;
      default:
        break;
    }
  }
  const auto made = [this](unsigned __int128 value) {
    const uint64_t limbs[] = {static_cast<uint64_t>(value), static_cast<uint64_t>(value >> 64)};
    return arena_.atom_limbs(limbs);
  };
  return {made(start), made(start + n)};
}

Made Generator::hot_formula(Noun shape, int depth) {
  if (depth <= 1 || --budget_ < 0) return leaf(shape);
  switch (below(22)) {
    case 0:
    case 1:
    case 2:
      return arms(shape, depth);
    case 3:
    case 4:
      return recursion(shape, depth);
    case 5:
      return tree_recursion(shape, depth);
    case 6:
    case 7:
    case 8:
      return gates(shape, depth);
    case 9:
    case 10:
      return map_over_list(shape, depth);
    case 11:
      return deep_data(shape, depth);
    case 12:
      return formulas_as_data(shape, depth);
    case 13:
      return made_formula(shape, depth);
    case 14:
      return doubtful_tests(shape, depth);
    case 15:
    case 16:
      return failure_after(shape, depth);
    case 17:
    case 18:
      return virtual_machine(shape, depth);
    case 19:
      return scry(shape, depth);
    case 20:
      return loop(shape, depth);
    default:
      return repeated(shape, depth);
  }
}

// A core of two to four arms [battery [i end accumulator] subject] that call one another, i going up with each call.
Made Generator::arms(Noun shape, int depth) {
  static const std::vector<uint64_t> kAxes[] = {{4, 5}, {4, 10, 11}, {8, 9, 10, 11}};
  const std::vector<uint64_t>& axes = kAxes[below(3)];
  const Made start = formula(shape, depth - 1);
  const Count n = count();
  const Noun inside = arena_.tuple(kAnything, arena_.tuple(kAtom, kAtom, kAnything), shape);
  std::vector<Noun> made;
  {
    const Inside deeper(*this);
    for (size_t i = 0; i < axes.size(); ++i) made.push_back(arm(inside, axes, made, depth - 2));
  }
  Noun battery;
  switch (axes.size()) {
    case 2:
      battery = arena_.cons(made[0], made[1]);
      break;
    case 3:
      battery = arena_.tuple(made[0], made[1], made[2]);
      break;
    default:
      battery = arena_.tuple(arena_.cons(made[0], made[1]), made[2], made[3]);
  }
  return {fill("[8 [[1 %a] [1 %b] %c] 8 [1 %d] 9 %e 0 1]",
               {n.start, n.end, start.formula, battery, Noun::direct(axes[below(axes.size())])}),
          kAnything};
}

// One of them, where `arms` are those made before.
Noun Generator::arm(Noun inside, const std::vector<uint64_t>& axes, const std::vector<Noun>& arms, int depth) {
  const Noun kSelf = fill("[0 1]", {});
  const auto arm_axis = [&] { return Noun::direct(axes[below(axes.size())]); };
  const auto call = [&] {
    const Noun i = fill("[12 4 0 12]", {});
    Noun core = kSelf;
    switch (below(7)) {
      case 0:
      case 1:
      case 2:
        core = fill("[10 [27 %a] %b]", {formula(inside, depth - 1).formula, core});
        break;
      case 3:  // an arm takes the place of another, or of itself
        core = fill("[10 [%a 0 %b] %c]", {arm_axis(), arm_axis(), core});
        break;
      case 4:
        if (!arms.empty() && chance(2)) {
          core = fill("[10 [%a 1 %b] %c]", {arm_axis(), arms[below(arms.size())], core});
        } else if (chance(4)) {
          core = fill("[10 [%a %b] %c]", {arm_axis(), formula(inside, depth - 1).formula, core});
        }
        break;
      default:
        break;
    }
    core = arena_.tuple(Noun::direct(10), i, core);
    if (chance(5)) core = fill("[10 [27 %a] %b]", {leaf(inside).formula, core});
    return tuple(9, arm_axis(), core);
  };
  Noun next;
  switch (below(10)) {
    case 0:
      next = tuple(4, call());
      break;
    case 1: {
      const Noun item = formula(inside, depth - 1).formula;
      next = chance(2) ? arena_.cons(item, call()) : arena_.cons(call(), item);
      break;
    }
    case 2:
      next = tuple(8, call(), formula(arena_.cons(kAnything, inside), depth - 1).formula);
      break;
    case 3:
      next = tuple(7, call(), formula(kAnything, depth - 1).formula);
      break;
    case 4:
      next = tuple(6, test(inside, depth - 1), call(), call());
      break;
    case 5:
      next = tuple(11, arena_.cons(arena_.cord("mean"), leaf(inside).formula), chance(2) ? call() : tuple(4, call()));
      break;
    case 6:
      next = tuple(5, call(), leaf(inside).formula);
      break;
    default:
      next = call();
  }
  const Noun done = chance(2) ? fill("[0 27]", {}) : formula(inside, depth - 1).formula;
  return fill("[6 [5 [0 12] 0 26] %a %b]", {done, next});
}

// Not a tail call: something is done with the product on the way back.
Made Generator::recursion(Noun shape, int depth) {
  const bool outermost = loops_ == 0;
  Count n = count();
  if (outermost && n.start == kNull && chance(8)) n.end = arena_.atom(2000 + below(60000));
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, kAtom, shape);
  const Noun rest = fill("[9 2 10 [6 4 0 6] 0 1]", {});
  const Noun base = chance(2) ? tuple(1, constant(1)) : formula(inside, depth - 2).formula;
  Noun step;
  switch (below(8)) {
    case 0:
    case 1:
      step = tuple(4, rest);
      break;
    case 2:
      step = arena_.cons(formula(inside, depth - 2).formula, rest);
      break;
    case 3:
      step = arena_.cons(rest, formula(inside, depth - 2).formula);
      break;
    case 4:
      step = fill("[4 8 %a 0 2]", {rest});
      break;
    case 5:
      step = fill("[8 %a %b]", {rest, formula(arena_.cons(kAnything, inside), depth - 2).formula});
      break;
    case 6:
      step = fill("[11 [%mean 0 6] 4 %a]", {rest});
      break;
    default:
      step = fill("[6 [5 [0 6] %c] %a 4 %b]", {rest, rest, formula(inside, depth - 2).formula});
  }
  return {fill("[8 [1 %a] 8 [1 6 [5 [0 6] 1 %b] %c %d] 9 2 0 1]", {n.start, n.end, base, step}), kAnything};
}

// As Fibonacci's: each call makes two, with the next and the one after it.
Made Generator::tree_recursion(Noun shape, int depth) {
  const uint64_t n = loops_ == 0 ? 4 + below(10) : below(5);
  const uint64_t start = chance(5) ? Noun::kMaxDirect - below(n + 1) : 0;
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, kAtom, shape);
  const Noun one = fill("[9 2 10 [6 4 0 6] 0 1]", {});
  const Noun two = fill("[9 2 10 [6 4 4 0 6] 0 1]", {});
  Noun both;
  const uint64_t library = axis_of_library(inside, arithmetic_shape_);
  switch (below(5)) {
    case 0:
      both = arena_.cons(one, two);
      break;
    case 1:
      both = fill("[8 %a 4 8 [7 [0 3] %b] 0 2]", {one, two});
      break;
    case 2:
      both = fill("[8 %a 8 [7 [0 3] %b] 6 [5 [0 2] 0 6] [4 0 2] 0 6]", {one, two});
      break;
    default:
      both = library == 0 || chance(3)
                 ? arena_.cons(two, one)
                 : fill("[8 [9 10 0 %a] 9 2 10 [6 [7 [0 3] %b] 7 [0 3] %c] 0 2]", {Noun::direct(library), one, two});
  }
  const Noun base = chance(2) ? tuple(1, Noun::direct(below(3))) : formula(inside, depth - 3).formula;
  return {fill("[8 [1 %a] 8 [1 6 [5 [0 6] 1 %b] %d 6 [5 [0 6] 1 %c] [1 1] %e] 9 2 0 1]",
               {arena_.atom(start), arena_.atom(start + n), arena_.atom(start + n + 1), base, both}),
          kAnything};
}

// Two gates, [gate gate subject], slammed in a loop [loop [i accumulator] gate gate subject].
Made Generator::gates(Noun shape, int depth) {
  const Noun in_gate = arena_.tuple(kAnything, chance(2) ? kAnything : arena_.cons(kAtom, kAnything), shape);
  Noun made[2];
  const Count n = count();
  const Inside deeper(*this);
  for (Noun& gate : made) {
    gate = fill(chance(2) ? "[[1 %a] [1 %b] 0 1]" : "[8 [1 %b] [1 %a] 0 1]",
                {formula(in_gate, depth - 2).formula, constant(2)});
  }
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, kAnything), kAnything, kAnything, shape);
  const auto argument = [&] { return formula(inside, depth - 3).formula; };
  Noun slam;
  switch (below(7)) {
    case 0:
      slam = fill("[8 [0 14] 9 2 10 [6 7 [0 3] %a] 0 2]", {argument()});
      break;
    case 1:
      slam = fill("[9 2 10 [6 %a] 0 14]", {argument()});
      break;
    case 2:
      slam = fill("[8 [6 %a [0 14] 0 30] 9 2 10 [6 7 [0 3] %b] 0 2]", {test(inside, depth - 3), argument()});
      break;
    case 3:
      slam = fill("[9 2 10 [12 %a] 10 [13 %b] 10 [6 1 0 0] 0 14]", {argument(), argument()});
      break;
    case 4:
      slam = fill("[9 2 10 [6 %a] 10 [2 0 60] 0 14]", {argument()});
      break;
    case 5:
      slam = fill("[9 2 10 [6 0 30] 0 14]", {});
      break;
    default:
      slam = fill("[9 2 10 [6 0 13] %a]", {chance(2) ? fill("[0 14]", {}) : fill("[0 30]", {})});
  }
  if (chance(4)) slam = arena_.cons(slam, leaf(inside).formula);
  if (chance(4)) slam = tuple(4, slam);
  return {fill("[8 %a 8 %b 8 [[1 %c] %d] 8 [1 6 [5 [0 12] 1 %e] [0 13] 9 2 10 [6 [4 0 12] %f] 0 1] 9 2 0 1]",
               {made[1], tuple(7, fill("[0 3]", {}), made[0]), n.start, leaf(kAnything).formula, n.end, slam}),
          kAnything};
}

// A list of constants, of one shape or of many, walked in a loop or mapped.
Made Generator::map_over_list(Noun shape, int depth) {
  std::vector<Noun> kinds, items;
  for (uint64_t i = 1 + below(4); i > 0; --i) kinds.push_back(constant(static_cast<int>(below(3))));
  const uint64_t n = rounds(), odd = chance(2) ? below(n + 1) : n;
  for (uint64_t i = 0; i < n; ++i) items.push_back(i < odd ? kinds[0] : kinds[below(kinds.size())]);
  const Noun list = arena_.list(items);
  const Inside deeper(*this);
  Noun body;
  if (chance(2)) {
    const Noun inside = arena_.tuple(kAnything, arena_.cons(arena_.cons(kAnything, kAnything), kAnything), shape);
    body = fill("[6 [3 0 12] [9 2 10 [6 [0 25] %a] 0 1] 0 13]", {formula(inside, depth - 2).formula});
    return {fill("[8 [[1 %a] 1 %c] 8 [1 %b] 9 2 0 1]", {list, body, constant(1)}), kAnything};
  }
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAnything, kAnything), shape);
  body = fill("[6 [3 0 6] [%a 9 2 10 [6 0 13] 0 1] 1 0]", {formula(inside, depth - 2).formula});
  return {fill("[8 [1 %a] 8 [1 %b] 9 2 0 1]", {list, body}), kAnything};
}

// A path into what is known of a noun, most of the way down.
Noun Generator::deep_axis(Noun shape, Noun* found) {
  std::vector<bool> path;
  while (shape.is_cell() && !chance(60)) {
    // On along the deeper side, for the most part.
    const bool in_tail =
        shape.tail().is_cell() != shape.head().is_cell() ? shape.tail().is_cell() != chance(30) : chance(2);
    path.push_back(in_tail);
    shape = in_tail ? shape.tail() : shape.head();
  }
  if (chance(30)) {
    path.push_back(chance(2));
    shape = kAnything;
  }
  *found = shape;
  return axis_along(arena_, path);
}

// A noun up to ninety cells deep, read and edited in a loop [loop [i deep] subject].
Made Generator::deep_data(Noun shape, int depth) {
  Noun deep = constant(1);
  const uint64_t style = below(3);
  for (uint64_t i = 10 + below(80); i > 0; --i) {
    const bool in_tail = style == 2 ? chance(2) : style == 0;
    deep = in_tail ? arena_.cons(constant(0), deep) : arena_.cons(deep, constant(0));
  }
  const Noun deep_shape = shape_of(deep);
  const Count n = count();
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, deep_shape), shape);
  const auto value = [&] {
    Noun found;
    if (chance(2)) return fill("[7 [0 13] 0 %a]", {deep_axis(deep_shape, &found)});
    return formula(inside, depth - 3).formula;
  };
  Noun found;
  Noun next = fill("[0 13]", {});
  for (uint64_t i = 1 + below(2); i > 0; --i) {
    next = fill("[8 %a 10 [%b 7 [0 3] %c] 0 2]", {next, deep_axis(deep_shape, &found), value()});
  }
  const Noun done = chance(2) ? value() : fill("[0 13]", {});
  return {fill("[8 [[1 %a] 1 %b] 8 [1 6 [5 [0 12] 1 %c] %d 9 2 10 [6 [4 0 12] %e] 0 1] 9 2 0 1]",
               {n.start, deep, n.end, done, next}),
          kAnything};
}

// A list of formulas, run one after the other on what has come of it so far.
Made Generator::formulas_as_data(Noun shape, int depth) {
  std::vector<Noun> kinds, items;
  const uint64_t n = rounds();
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(arena_.cons(kAnything, kAnything), kAnything), shape);
  const bool whole = chance(2);
  for (uint64_t i = 1 + below(3); i > 0; --i) {
    kinds.push_back(formula(whole ? inside : arena_.cons(kAnything, shape), depth - 2).formula);
  }
  for (uint64_t i = 0; i < n; ++i) items.push_back(kinds[chance(20) ? below(kinds.size()) : i % kinds.size()]);
  const Noun run = fill(whole ? "[2 [0 1] 0 24]" : "[2 [[0 13] 0 7] 0 24]", {});
  return {fill("[8 [[1 %a] 1 %b] 8 [1 6 [3 0 12] [9 2 10 [6 [0 25] %c] 0 1] 0 13] 9 2 0 1]",
               {arena_.list(items), constant(1), run}),
          kAnything};
}

// A formula put together anew in each round of a loop.
Made Generator::made_formula(Noun shape, int depth) {
  const Count n = count();
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, kAnything), shape);
  Noun next;
  switch (below(5)) {
    case 0:
      next = fill("[2 [0 1] [1 4] [1 0] 1 12]", {});
      break;
    case 1:
      next = fill("[2 [0 1] [1 1] 0 13]", {});
      break;
    case 2:  // another one each time
      next = fill("[2 [0 1] [1 4] [1 1] 0 12]", {});
      break;
    case 3:
      next = fill("[2 [0 1] [1 6] [[1 1] %a] [1 %b] 1 %c]",
                  {test(inside, depth - 3), formula(inside, depth - 3).formula, formula(inside, depth - 3).formula});
      break;
    default:  // reads the axis that it counts
      next = fill("[2 [1 %a] [1 0] 0 12]", {constant(4)});
  }
  return {fill("[8 [[1 %a] %b] 8 [1 6 [5 [0 12] 1 %c] [0 13] 9 2 10 [6 [4 0 12] %d] 0 1] 9 2 0 1]",
               {n.start, leaf(shape).formula, n.end, next}),
          kAnything};
}

// Tests of what is yes or no for long, and then something else.
Made Generator::doubtful_tests(Noun shape, int depth) {
  std::vector<Noun> items;
  const uint64_t n = rounds();
  for (uint64_t i = 0; i < n; ++i) items.push_back(Noun::direct(chance(3) ? 1 : 0));
  if (!items.empty() && chance(2)) items[below(n)] = constant(1);
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(arena_.cons(kAnything, kAnything), kAnything), shape);
  const Noun both = fill("[6 [0 24] %a %b]", {formula(inside, depth - 2).formula, formula(inside, depth - 2).formula});
  return {fill("[8 [[1 %a] 1 %b] 8 [1 6 [3 0 12] [9 2 10 [6 [0 25] %c] 0 1] 0 13] 9 2 0 1]",
               {arena_.list(items), constant(1), both}),
          kAnything};
}

Noun Generator::failing(Noun shape) {
  switch (below(9)) {
    case 0:
      return fill("[0 0]", {});
    case 1:
      return fill("[4 [1 1] 1 1]", {});
    case 2:
      return fill("[6 [1 2] [1 0] 1 0]", {});
    case 3:
      return fill("[11 [%mean 1 %x] 0 0]", {});
    case 4:
      return fill("[9 6 1 0 0]", {});
    case 5:
      return fill("[2 [0 1] 1 5]", {});
    case 6:
      return fill("[7 [1 3] 0 2]", {});
    case 7:
      return fill("[10 [2 1 0] 1 5]", {});
    default:
      return leaf(shape).formula;
  }
}

// A loop, or a recursion that fails at its bottom, in which some round fails.
Made Generator::failure_after(Noun shape, int depth) {
  const Count n = count();
  const auto shortly_before = [&](uint64_t end) { return Noun::direct(end - std::min(end, below(3))); };
  const Noun at = chance(3) || !n.end.is_direct() ? n.end : shortly_before(n.end.direct_value());
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, kAnything), shape);
  const Noun work = formula(inside, depth - 2).formula;
  Noun next = fill("[6 [5 [0 12] 1 %a] %b %c]", {at, failing(inside), work});
  if (chance(3)) next = fill("[11 [%mean 0 12] %a]", {next});
  Noun again = fill("[9 2 10 [6 [4 0 12] %a] 0 1]", {next});
  if (chance(4)) again = fill("[11 [%spot 0 12] %a]", {again});
  if (chance(8)) again = fill("[11 [%slog [1 0] 0 12] %a]", {again});
  if (chance(3)) again = tuple(4, again);
  return {fill("[8 [[1 %a] 1 %b] 8 [1 6 [5 [0 12] 1 %c] %d %e] 9 2 0 1]",
               {n.start, constant(1), n.end, chance(2) ? failing(inside) : fill("[0 13]", {}), again}),
          kAnything};
}

// What +mink of the library makes of a formula, which may well fail or ask.
Made Generator::virtual_machine(Noun shape, int depth) {
  const uint64_t library = axis_of_library(shape, virtual_shape_);
  if (library == 0) return leaf(shape);
  const Made subject = formula(shape, depth - 2);
  Noun run;
  switch (below(4)) {
    case 0:
      run = scry(subject.shape, depth - 1).formula;
      break;
    case 1:
      run = failure_after(subject.shape, depth - 1).formula;
      break;
    default:
      run = formula(subject.shape, depth - 1).formula;
  }
  static constexpr const char* kAnswers[] = {"[[1 0] 0 0]", "[[1 0 0] 0 0]", "[[[1 0] [1 0] 0 6] 0 0]", "[[0 0] 0 0]",
                                             "[[6 [5 [0 12] 0 13] [1 0] [1 0] [1 0] 0 12] 0 0]"};
  const Noun answer = fill(kAnswers[below(std::size(kAnswers))], {});
  return {fill("[8 [9 2 0 %a] 9 2 10 [6 [[7 [0 3] %b] 1 %c] 1 %d] 0 2]",
               {Noun::direct(library), subject.formula, run, answer}),
          arena_.cons(kAtom, kAnything)};
}

// A request, in a loop or not.
Made Generator::scry(Noun shape, int depth) {
  if (chance(2)) return {tuple(12, leaf(shape).formula, leaf(shape).formula), kAnything};
  const Count n = count();
  const Inside deeper(*this);
  const Noun inside = arena_.tuple(kAnything, arena_.cons(kAtom, kAnything), shape);
  return {fill("[8 [[1 %a] 1 0] 8 [1 6 [5 [0 12] 1 %b] [0 13] 9 2 10 [6 [4 0 12] 12 %c %d] 0 1] 9 2 0 1]",
               {n.start, n.end, leaf(inside).formula, formula(inside, depth - 2).formula}),
          kAnything};
}

// A formula as a whole, over and over.
Made Generator::repeated(Noun shape, int depth) {
  const uint64_t n = loops_ == 0 ? 10 + below(100) : below(4);
  const Inside deeper(*this);
  const Made body = chance(2) ? hot_formula(shape, depth - 1) : formula(shape, depth - 1);
  return {fill(chance(2) ? "[8 [[1 0] 1 0] 8 [1 6 [5 [0 12] 1 %a] [0 13] 9 2 10 [6 [4 0 12] 7 [0 7] %b] 0 1] 9 2 0 1]"
                         : "[8 [[1 0] 1 0] 8 [1 6 [5 [0 12] 1 %a] [0 13] 9 2 10 [6 [4 0 12] 2 [0 7] 1 %b] 0 1] 9 2 0 "
                           "1]",
               {Noun::direct(n), body.formula}),
          body.shape};
}

}  // namespace galena::test
