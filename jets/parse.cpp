#include "jets/parse.h"

#include "jets/frame.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"

namespace galena::jets {
namespace {

bool is_hair(Noun n) {
  return n.is_cell() && n.head().is_direct() && n.tail().is_direct();
}
bool is_nail(Noun n) {
  return n.is_cell() && is_hair(n.head());
}
// A failure [hair 0] or a success [hair 0 product nail].
bool is_edge(Noun n) {
  if (!n.is_cell() || !is_hair(n.head())) return false;
  const Noun unit = n.tail();
  return unit.is_cell() ? unit.tail().is_cell() : unit == kNull;
}
bool succeeded(Noun edge) {
  return edge.tail().is_cell();
}
Noun product_of(Noun edge) {
  GALENA_CHECK(is_edge(edge) && succeeded(edge));
  return edge.tail().tail().head();
}
Noun nail_of(Noun edge) {
  GALENA_CHECK(is_edge(edge) && succeeded(edge));
  return edge.tail().tail().tail();
}

// The farther of two places.
Noun farther(Noun a, Noun b) {
  GALENA_CHECK(is_hair(a) && is_hair(b));
  const uint64_t line_a = a.head().direct_value(), line_b = b.head().direct_value();
  if (line_a != line_b) return line_a > line_b ? a : b;
  return a.tail().direct_value() > b.tail().direct_value() ? a : b;
}

Noun success(Heap& heap, Noun hair, Noun product, Noun nail) {
  GALENA_CHECK(!product.is_none() && !nail.is_none());
  return heap.cons(hair, heap.tuple(kNull, product, nail));
}
Noun failure(Heap& heap, Noun hair) {
  return heap.cons(hair, kNull);
}

// The edge of a rule that takes one character.
Noun taken(Heap& heap, Noun nail) {
  const Noun hair = nail.head(), text = nail.tail(), character = text.head();
  const Noun line = hair.head(), column = hair.tail();
  const Noun after = character == Noun::direct(10) ? heap.cons(heap.atom(line.direct_value() + 1), Noun::direct(1))
                                                   : heap.cons(line, heap.atom(column.direct_value() + 1));
  GALENA_CHECK(!is_hair(after) || farther(hair, after) == after);
  return success(heap, after, character, heap.cons(after, text.tail()));
}

// The gate `core`, made by its builder from another sample.
Noun made_with(Heap& heap, Noun core, Noun sample) {
  const Noun builder = with_sample(heap, context(core), sample);
  return heap.cons(core.head(), heap.cons(jets::sample(core), builder));
}

// What a rule for one character says; `accepts` is asked about the first one of a text.
template <class F>
Noun one_character(Machine& machine, Noun core, F accepts) {
  const Noun nail = sample(core);
  if (nail.is_none() || !is_nail(nail)) return kDecline;
  const Noun text = nail.tail();
  if (text == kNull) return failure(machine.heap(), nail.head());
  if (!text.is_cell()) return kDecline;
  const Noun yes = accepts(text.head());
  if (yes.is_none()) return kDecline;
  return yes == kYes ? taken(machine.heap(), nail) : failure(machine.heap(), nail.head());
}

}  // namespace

// The sample of the gate that made the rule is in its context.
Noun easy(Machine& machine, Noun core) {
  const Noun builder = context(core);
  const Noun nail = sample(core);
  if (builder.is_none() || !nail.is_cell()) return kDecline;
  const Noun product = sample(builder);
  return product.is_none() ? kDecline : success(machine.heap(), nail.head(), product, nail);
}

Noun just(Machine& machine, Noun core) {
  const Noun builder = context(core);
  const Noun wanted = builder.is_none() ? builder : sample(builder);
  if (!wanted.is_direct()) return kDecline;
  return one_character(machine, core, [&](Noun character) { return loobean(character == wanted); });
}

Noun mask(Machine& machine, Noun core) {
  const Noun builder = context(core);
  const Noun set = builder.is_none() ? builder : sample(builder);
  if (set.is_none()) return kDecline;
  return one_character(machine, core, [&](Noun character) {
    Noun rest = set;
    for (Pace pace; rest.is_cell(); rest = rest.tail(), pace.step()) {
      if (!rest.head().is_direct()) return Noun::none();
      if (rest.head() == character) return kYes;
    }
    return rest == kNull ? kNo : Noun::none();
  });
}

Noun shim(Machine& machine, Noun core) {
  const Noun builder = context(core);
  if (builder.is_none()) return kDecline;
  const Two range = two(builder);
  if (range.a.is_none() || !range.a.is_direct() || !range.b.is_direct()) return kDecline;
  return one_character(machine, core, [&](Noun character) {
    if (!character.is_direct()) return Noun::none();
    return loobean(character.word() >= range.a.word() && character.word() <= range.b.word());
  });
}

namespace {

// The combinators of two: r[4] the edge. The rule goes on where the edge ended.
enum class Then { bend, comp, pfix, plug, sfix };

// The gate that `bend` and `comp` were given: the sample of the outer gate.
Noun combiner(Noun core) {
  const Noun builder = context(core);
  return builder.is_none() ? builder : sample(builder);
}

// The core of such a combinator, whose rule answers `edge` without being asked.
Noun knowing_rule(Heap& heap, Noun core, Noun edge) {
  return with_sample(heap, core, heap.cons(two(core).a, answering(heap, edge)));
}

// State 1: the rule was asked. State 2: the gate of bend or comp was; r[5] the farthest place, r[6] the nail, and for
// bend r[7] the rule's edge.
template <Then kThen>
Step then_step(Strand& strand, Noun* r, Noun result) {
  Heap& heap = strand.heap;
  switch (state(r)) {
    case 0: {
      const auto [edge, rule] = two(r[2]);
      if (edge.is_none() || !is_edge(edge)) return Step::decline();
      if ((kThen == Then::bend || kThen == Then::comp) && combiner(r[2]).is_none()) return Step::decline();
      if (!succeeded(edge)) return Step::done(edge);
      r[4] = edge;
      set_state(r, 1);
      return slam(strand, rule, nail_of(edge));
    }
    case 1: {
      if (!is_edge(result)) return go_on(r, knowing_rule(heap, r[2], result));
      const Noun place = farther(r[4].head(), result.head());
      if (!succeeded(result)) {
        return Step::done(heap.cons(place, kThen == Then::bend ? r[4].tail() : kNull));
      }
      const Noun first = product_of(r[4]), second = product_of(result), nail = nail_of(result);
      switch (kThen) {
        case Then::pfix:
          return Step::done(success(heap, place, second, nail));
        case Then::sfix:
          return Step::done(success(heap, place, first, nail));
        case Then::plug:
          return Step::done(success(heap, place, heap.cons(first, second), nail));
        case Then::bend:
        case Then::comp:
          break;
      }
      r[5] = place;
      r[6] = nail;
      if constexpr (kThen == Then::bend) r[7] = result;
      set_state(r, 2);
      return slam(strand, combiner(r[2]), heap.cons(first, second));
    }
    default:
      if (kThen == Then::comp) return Step::done(success(heap, r[5], result, r[6]));
      if (result.is_cell()) return Step::done(success(heap, r[5], result.tail(), r[6]));
      // A gate of bend that yields nothing: the Nock knows what that comes to.
      return go_on(r, knowing_rule(heap, made_with(heap, r[2], answering(heap, result)), r[7]));
  }
}

// A separator between edge and rule. r[4]: the edge, r[5]: the edge of the separator.
Step glue_step(Strand& strand, Noun* r, Noun result) {
  Heap& heap = strand.heap;
  switch (state(r)) {
    case 0: {
      const Noun edge = two(r[2]).a, separator = combiner(r[2]);
      // The Nock makes a rule of separator and rule first, for which it takes the sample of the separator.
      if (edge.is_none() || separator.is_none() || !is_edge(edge) || sample(separator).is_none() ||
          sample(two(r[2]).b).is_none()) {
        return Step::decline();
      }
      if (!succeeded(edge)) return Step::done(edge);
      r[4] = edge;
      set_state(r, 1);
      return slam(strand, separator, nail_of(edge));
    }
    case 1:
      if (!is_edge(result)) return go_on(r, made_with(heap, r[2], answering(heap, result)));
      if (!succeeded(result)) return Step::done(failure(heap, farther(r[4].head(), result.head())));
      r[5] = result;
      set_state(r, 2);
      return slam(strand, two(r[2]).b, nail_of(result));
    default: {
      if (!is_edge(result)) {
        return go_on(r, knowing_rule(heap, made_with(heap, r[2], answering(heap, r[5])), result));
      }
      const Noun place = farther(r[4].head(), farther(r[5].head(), result.head()));
      if (!succeeded(result)) return Step::done(failure(heap, place));
      return Step::done(success(heap, place, heap.cons(product_of(r[4]), product_of(result)), nail_of(result)));
    }
  }
}

// The rule has its nail already.
Step pose_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    const auto [edge, rule] = two(r[2]);
    if (edge.is_none() || !is_edge(edge)) return Step::decline();
    if (succeeded(edge)) return Step::done(edge);
    if (!rule.is_cell()) return Step::decline();
    r[4] = edge;
    set_state(r, 1);
    return Step::kick(rule, 2);
  }
  if (!is_edge(result)) return go_on(r, knowing_rule(strand.heap, r[2], result));
  const Noun place = farther(r[4].head(), result.head());
  return Step::done(place == result.head() ? result : strand.heap.cons(place, result.tail()));
}

// The rules that run another one on the same nail: [what rule] is the sample of the gate that made them.
enum class Around { cold, cook, here, stag };

// State 1: the rule was asked. State 2: the gate; r[4] is the edge.
template <Around kAround>
Step around_step(Strand& strand, Noun* r, Noun result) {
  Heap& heap = strand.heap;
  if (state(r) == 0) {
    const Noun builder = context(r[2]), nail = sample(r[2]);
    if (builder.is_none() || !is_nail(nail)) return Step::decline();
    const auto [what, rule] = two(builder);
    if (what.is_none()) return Step::decline();
    set_state(r, 1);
    return slam(strand, rule, nail);
  }
  if (state(r) == 1) {
    const Noun what = two(context(r[2])).a;
    const auto go_on_knowing = [&] {
      return go_on(r, made_with(heap, r[2], heap.cons(what, answering(heap, result))));
    };
    if (!is_edge(result)) return go_on_knowing();
    if (!succeeded(result)) return Step::done(result);
    switch (kAround) {
      case Around::cold:
        return Step::done(success(heap, result.head(), what, nail_of(result)));
      case Around::stag:
        return Step::done(success(heap, result.head(), heap.cons(what, product_of(result)), nail_of(result)));
      case Around::cook:
        r[4] = result;
        set_state(r, 2);
        return slam(strand, what, product_of(result));
      case Around::here: {
        if (!nail_of(result).is_cell()) return go_on_knowing();
        r[4] = result;
        set_state(r, 2);
        const Noun range = heap.cons(sample(r[2]).head(), nail_of(result).head());
        return slam(strand, what, heap.cons(range, product_of(result)));
      }
    }
  }
  return Step::done(success(heap, r[4].head(), result, nail_of(r[4])));
}

// Keys of stew's tree: a character, or a range of them.
struct Range {
  bool valid;
  uint64_t low, high;
};
Range range_of(Noun key) {
  if (key.is_direct()) return {true, key.word(), key.word()};
  if (!key.is_cell() || !key.head().is_direct() || !key.tail().is_direct()) return {false, 0, 0};
  return {true, key.head().word(), key.tail().word()};
}

// A rule by the first character: the tree [[key rule] left right] is the head of the gate's context.
Step stew_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) != 0) return Step::done(result);
  const Noun nail = sample(r[2]);
  const Noun around = context(r[2]);
  if (!is_nail(nail) || around.is_none() || !around.is_cell()) return Step::decline();
  if (nail.tail() == kNull) return Step::done(failure(strand.heap, nail.head()));
  if (!nail.tail().is_cell() || !nail.tail().head().is_direct()) return Step::decline();
  const uint64_t character = nail.tail().head().word();
  Pace pace;
  for (Noun tree = around.head(); tree != kNull; pace.step()) {
    if (!tree.is_cell() || !tree.head().is_cell() || !tree.tail().is_cell()) return Step::decline();
    const Range range = range_of(tree.head().head());
    if (!range.valid) return Step::decline();
    if (range.low <= character && character <= range.high) {
      set_state(r, 1);
      return slam(strand, tree.head().tail(), nail);
    }
    tree = character < range.low ? tree.tail().head() : tree.tail().tail();
  }
  return Step::done(failure(strand.heap, nail.head()));
}

// A gate that knows what a rule answers to the nails that it was asked about: `edges` are the answers, last first, each
// but the last a success; `nail` is the first question.
Noun answering_all(Heap& heap, Noun nail, Noun edges) {
  Scratch<Noun> answers;
  Pace pace;
  for (; edges.is_cell(); edges = edges.tail(), pace.step()) answers.push_back(edges.head());
  Scratch<Noun> questions{nail};
  for (size_t i = answers.size(); i-- > 1;) questions.push_back(nail_of(answers[i]));
  Noun formula = heap.cons(kNull, kNull);
  for (size_t i = 0; i < answers.size(); ++i) {
    const Noun asked = heap.cons(Noun::direct(1), questions[answers.size() - 1 - i]);
    const Noun is_it = heap.tuple(Noun::direct(5), heap.cons(kNull, Noun::direct(6)), asked);
    formula = heap.tuple(Noun::direct(6), is_it, heap.cons(Noun::direct(1), answers[i]), formula);
  }
  return heap.tuple(formula, kNull, kNull);
}

// A rule as often as it goes, [first gate rule] in the sample of the outer gate; then its products are folded from the
// last one. r[4]: the edges, last first; r[5]: the nail; then r[5]: the farthest place, r[6]: the product, r[7]: the
// nail at the end.
Step stir_step(Strand& strand, Noun* r, Noun result) {
  Heap& heap = strand.heap;
  switch (state(r)) {
    case 0: {
      const Noun builder = context(r[2]);
      if (builder.is_none()) return Step::decline();
      if (three(builder).a.is_none() || !is_nail(sample(r[2]))) return Step::decline();
      r[5] = sample(r[2]);
      set_state(r, 1);
      return slam(strand, three(builder).c, r[5]);
    }
    case 1: {
      const Noun builder = context(r[2]);
      if (!is_edge(result)) {
        const auto [first, gate, rule] = three(builder);
        const Noun known = answering_all(heap, sample(r[2]), heap.cons(result, r[4]));
        return go_on(r, made_with(heap, r[2], heap.tuple(first, gate, known)));
      }
      if (succeeded(result)) {
        r[4] = heap.cons(result, r[4]);
        r[5] = nail_of(result);
        return slam(strand, three(builder).c, r[5]);
      }
      r[6] = three(builder).a;
      r[7] = r[5];
      r[5] = result.head();
      set_state(r, 2);
      break;
    }
    default:
      r[5] = farther(r[4].head().head(), r[5]);
      r[6] = result;
      r[4] = r[4].tail();
      break;
  }
  if (r[4] == kNull) return Step::done(success(heap, r[5], r[6], r[7]));
  GALENA_CHECK(state(r) == 2 && is_edge(r[4].head()));
  return slam(strand, three(context(r[2])).b, heap.cons(product_of(r[4].head()), r[6]));
}

}  // namespace

const NativeJet kBend{8, then_step<Then::bend>};
const NativeJet kComp{7, then_step<Then::comp>};
const NativeJet kGlue{6, glue_step};
const NativeJet kPfix{5, then_step<Then::pfix>};
const NativeJet kPlug{5, then_step<Then::plug>};
const NativeJet kPose{5, pose_step};
const NativeJet kSfix{5, then_step<Then::sfix>};
const NativeJet kCold{4, around_step<Around::cold>};
const NativeJet kCook{5, around_step<Around::cook>};
const NativeJet kHere{5, around_step<Around::here>};
const NativeJet kStag{4, around_step<Around::stag>};
const NativeJet kStew{4, stew_step};
const NativeJet kStir{8, stir_step};

}  // namespace galena::jets
