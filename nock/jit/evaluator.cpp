#include "nock/jit/evaluator.h"

#include <algorithm>
#include <bit>

#include "nock/jit/code_finder.h"

namespace galena::jit {
namespace {

// Deeper parts of a formula become functions of their own: bounds the recursion here.
constexpr unsigned kMaxDepth = 120;
constexpr unsigned kMaxInline = 6;  // calls inside of calls that are compiled in place
// Bits of an axis that is followed here; what is longer is left to the interpreter.
constexpr uint64_t kMaxAxisBits = 60;
// Below it an axis is the number of a kick.
constexpr uint64_t kMaxArm = 0x10000;

bool too_deep(unsigned depth) {
  return depth > kMaxDepth;
}

bool is_arm(Noun axis) {
  return axis.is_direct() && axis.direct_value() < kMaxArm;
}

}  // namespace

void Evaluator::build(Graph& graph, FunctionId id) {
  graph_ = &graph;
  function_ = id;
  inlined_.clear();
  builder_.begin_function();
  uint32_t param = 0;
  const Value* const subject = parameters(graph.functions[id].shape, versions_.leaves(id), param);
  // The loop of self tail calls comes back to block 1.
  builder_.follow(builder_.new_block());
  tail(*graph.functions[id].formula, subject, 0);
  builder_.end_function(graph.functions[id]);
}

const Value* Evaluator::parameters(const Shape* shape, const std::vector<Example>& leaves, uint32_t& next) {
  switch (shape->kind) {
    case Shape::Kind::dynamic: {
      const Example& leaf = leaves[next];
      return builder_.dynamic(builder_.emit(NodeKind::param, kNone, kNone, next++), leaf);
    }
    case Shape::Kind::constant:
      return builder_.constant(*shape->constant);
    case Shape::Kind::pair: {
      const Value* const left = parameters(shape->left, leaves, next);
      return builder_.pair(left, parameters(shape->right, leaves, next));
    }
  }
  return nullptr;
}

// ---- formulas ----

const Value* Evaluator::eval(Noun formula, const Value* subject, unsigned depth) {
  const Operation o = operation_of(formula);
  builder_.count_part();
  if (o.op == Opcode::malformed) return builder_.crash();
  if (too_deep(depth)) return call(formula, subject, depth);
  switch (o.op) {
    case Opcode::slot:
      return fragment(subject, o.a);
    case Opcode::constant:
      return builder_.constant(o.a);
    case Opcode::evaluate:
      return evaluate(o, subject, depth);
    case Opcode::is_cell:
      return is_cell(eval(o.a, subject, depth + 1));
    case Opcode::increment:
      return increment(eval(o.a, subject, depth + 1));
    case Opcode::equal: {
      const Equality e = compare(o, subject, depth);
      if (e.truth != Truth::open) return builder_.constant(loobean(e.truth == Truth::yes));
      return builder_.dynamic(builder_.emit(NodeKind::loobean, e.boolean));
    }
    case Opcode::branch:
      return branch(o, subject, depth);
    case Opcode::compose: {
      const Value* const s = eval(o.a, subject, depth + 1);
      return eval(o.b, s, depth + 1);
    }
    case Opcode::push: {
      const Value* const pushed = eval(o.a, subject, depth + 1);
      return eval(o.b, builder_.pair(pushed, subject), depth + 1);
    }
    case Opcode::kick:
      return kick(o, subject, depth);
    case Opcode::edit:
      return edit(o, subject, depth);
    case Opcode::hint:
      return hint(formula, o, subject, depth);
    case Opcode::scry:
      return scry(o, subject, depth);
    case Opcode::cons: {
      const Value* const left = eval(o.a, subject, depth + 1);
      return builder_.pair(left, eval(o.b, subject, depth + 1));
    }
    case Opcode::malformed:
      break;
  }
  return builder_.crash();
}

const Value* Evaluator::evaluate(const Operation& o, const Value* subject, unsigned depth) {
  const Value* const s = eval(o.a, subject, depth + 1);
  if (const Noun inner = quoted(o.b); !inner.is_none()) return eval(inner, s, depth + 1);
  const Value* const f = eval(o.b, subject, depth + 1);
  const Noun known = arm(f, Noun::direct(1));
  return known.is_none() ? unknown_call(s, f) : call(known, s, depth);
}

const Value* Evaluator::is_cell(const Value* value) {
  if (!value->is_dynamic()) return builder_.constant(loobean(value->is_known_cell()));
  return builder_.dynamic(builder_.emit(NodeKind::loobean, builder_.emit(NodeKind::is_cell, value->node)));
}

const Value* Evaluator::increment(const Value* value) {
  if (value->is_pair()) return builder_.crash();
  if (value->is_constant() && value->constant.is_direct()) {
    return builder_.constant(heap_.atom(value->constant.direct_value() + 1));
  }
  return builder_.dynamic(builder_.emit(NodeKind::inc, builder_.node(value)));
}

const Value* Evaluator::branch(const Operation& o, const Value* subject, unsigned depth) {
  const BlockId no = builder_.new_block();
  size_t before;
  const Truth known = condition(o.a, subject, depth + 1, no, before);
  if (known == Truth::yes) return eval(o.b, subject, depth + 1);
  if (known == Truth::no) {
    builder_.follow(no);
    return eval(o.c, subject, depth + 1);
  }
  const Value* const yes_value = eval(o.b, subject, depth + 1);
  const BlockId yes_end = builder_.block();
  builder_.forget(before);
  builder_.go_on_in(no);
  const Value* const no_value = eval(o.c, subject, depth + 1);
  const BlockId no_end = builder_.block();
  builder_.forget(before);
  if (builder_.is_dead(yes_end)) return no_value;
  if (builder_.is_dead(no_end)) {
    builder_.go_on_in(yes_end);
    return yes_value;
  }
  const BlockId merged = builder_.new_block();
  builder_.set_predecessors(merged, {yes_end, no_end});
  const Value* const value = builder_.merge(yes_value, yes_end, no_value, no_end, merged);
  for (const BlockId end : {yes_end, no_end}) {
    builder_.go_on_in(end);
    builder_.jump(merged);
  }
  builder_.go_on_in(merged);
  builder_.forget(before);
  return value;
}

const Value* Evaluator::kick(const Operation& o, const Value* subject, unsigned depth) {
  const Noun axis = o.a;
  const Value* const core = eval(o.b, subject, depth + 1);
  const Noun formula = arm(core, axis);
  if (formula.is_none() || jets_.expects_jets(core)) return unknown_kick(core, axis);
  if (!formula.is_cell() || !jets_.has_jet(formula, axis)) return call(formula, core, depth);
  const Jet* const jet = jets_.known_jet(formula, axis, core);
  if (jet == nullptr) return unknown_kick(core, axis);
  if (jet->native == nullptr) return jets_.run(*jet, formula, core);
  const NodeId c = builder_.node(core);
  return builder_.dynamic(builder_.emit(NodeKind::frame_jet, c, kNone, jets_.number_of(*jet, formula)));
}

const Value* Evaluator::edit(const Operation& o, const Value* subject, unsigned depth) {
  const auto [opcode, axis, part, whole] = o;
  Path path(axis);
  if (path.invalid()) return builder_.crash();
  const Value* const target = eval(whole, subject, depth + 1);
  const Value* const value = eval(part, subject, depth + 1);
  if (bit_length(axis) <= kMaxAxisBits) return replaced(target, path, value);
  // [10 [axis 0 2] 0 3] on [value target]
  const Noun slot = op(Opcode::slot);
  const Noun rest = heap_.tuple(op(opcode), heap_.tuple(axis, slot, Noun::direct(2)), slot, Noun::direct(3));
  return step(builder_.pair(value, target), rest);
}

const Value* Evaluator::scry(const Operation& o, const Value* subject, unsigned depth) {
  const Value* const reference = eval(o.a, subject, depth + 1);
  const Value* const path = eval(o.b, subject, depth + 1);
  // [12 [0 2] 0 3] on [reference path]
  const Noun slot = op(Opcode::slot);
  const Noun rest = heap_.tuple(op(Opcode::scry), heap_.cons(slot, Noun::direct(2)), slot, Noun::direct(3));
  return step(builder_.pair(reference, path), rest);
}

// ---- hints ----

namespace {

// Rare ones, and those with more to say than there is a node for.
bool is_left_to_interpreter(const Operation& hint, HintTag tag) {
  switch (tag) {
    case HintTag::memo:
      return !memo_room(hint).is_none();
    case HintTag::bout:
    case HintTag::xray:
      return !hint.b.is_none();
    case HintTag::drop:
    case HintTag::cash:
    case HintTag::meme:
    case HintTag::nara:
    case HintTag::hela:
    case HintTag::loop:
    case HintTag::jinx:
    case HintTag::spin:
      return true;
    case HintTag::other:
    case HintTag::malformed:
    case HintTag::trace:
    case HintTag::slog:
    case HintTag::fast:
      return false;
  }
  return false;
}

}  // namespace

const Value* Evaluator::hint(Noun formula, const Operation& o, const Value* subject, unsigned depth) {
  const HintTag tag = hint_tag(o);
  if (tag == HintTag::malformed) return builder_.crash();
  if (is_left_to_interpreter(o, tag)) return step(subject, formula);
  const auto [opcode, name, clue_formula, body] = o;
  const Value* const clue = clue_formula.is_none() ? nullptr : eval(clue_formula, subject, depth + 1);
  switch (tag) {
    case HintTag::trace: {
      const NodeId entry = builder_.node(builder_.pair(builder_.constant(name), clue));
      const NodeId before = builder_.emit(NodeKind::trace_push, entry);
      const Value* const product = eval(body, subject, depth + 1);
      builder_.emit(NodeKind::trace_pop, before);
      return product;
    }
    case HintTag::slog:
      builder_.emit(NodeKind::slog, builder_.node(clue));
      return eval(body, subject, depth + 1);
    case HintTag::memo:
      return memo(body, subject, depth);
    case HintTag::fast:
      return fast(body, clue, subject, depth);
    case HintTag::bout: {
      const NodeId start = builder_.emit(NodeKind::bout_start, kNone);
      const Value* const product = eval(body, subject, depth + 1);
      builder_.emit(NodeKind::bout_end, start);
      return product;
    }
    case HintTag::xray:
      builder_.emit(NodeKind::xray, kNone, kNone, builder_.slot(body));
      return eval(body, subject, depth + 1);
    case HintTag::other:
      return eval(body, subject, depth + 1);
    case HintTag::drop:
    case HintTag::cash:
    case HintTag::meme:
    case HintTag::nara:
    case HintTag::hela:
    case HintTag::loop:
    case HintTag::jinx:
    case HintTag::spin:
    case HintTag::malformed:
      break;
  }
  return builder_.crash();
}

const Value* Evaluator::memo(Noun body, const Value* subject, unsigned depth) {
  const NodeId s = builder_.node(subject);
  const uint32_t formula = builder_.slot(body);
  const size_t before = builder_.trail();
  const NodeId remembered = builder_.emit(NodeKind::recall, s, kNone, formula);
  const BlockId compute = builder_.successor(), have = builder_.successor(), end = builder_.successor();
  builder_.branch(builder_.emit(NodeKind::is_none, remembered), compute, have);
  const NodeId before_it = builder_.emit(NodeKind::scries, kNone);
  const NodeId product = builder_.node(eval(body, subject, depth + 1));
  const NodeId behind_it = builder_.emit(NodeKind::scries, kNone);
  const size_t computed = builder_.trail();
  const NodeId asked_none = builder_.emit(NodeKind::same, before_it, behind_it);
  const BlockId keep = builder_.successor(), over = builder_.successor();
  builder_.branch(asked_none, keep, over);
  builder_.emit(NodeKind::remember, s, product, formula);
  builder_.jump(over);
  builder_.forget(computed);
  builder_.go_on_in(over);
  builder_.set_predecessors(end, {builder_.block(), have});
  builder_.jump(end);
  builder_.forget(before);
  builder_.go_on_in(have);
  builder_.jump(end);
  builder_.go_on_in(end);
  return builder_.phi({product, remembered});
}

const Value* Evaluator::fast(Noun body, const Value* clue, const Value* subject, unsigned depth) {
  const Value* const core = eval(body, subject, depth + 1);
  if (jets_.register_core(core, clue)) return core;
  jets_.expect_jets(core, clue);
  // Until that is settled: the core is put together for this only.
  const size_t before = builder_.trail();
  const NodeId first = builder_.emit(NodeKind::first_time, kNone, kNone, graph_->flags);
  const BlockId once = builder_.successor(), end = builder_.successor();
  builder_.branch(first, once, end);
  const NodeId c = builder_.node(core);
  builder_.emit(NodeKind::fast, c, builder_.node(clue), graph_->flags++);
  builder_.jump(end);
  builder_.forget(before);
  builder_.go_on_in(end);
  return core;
}

// ---- the last step of a function ----

void Evaluator::tail(Noun formula, const Value* subject, unsigned depth) {
  const Operation o = operation_of(formula);
  builder_.count_part();
  if (too_deep(depth) && o.op != Opcode::malformed) {
    tail_call(formula, subject, 0);
    return;
  }
  switch (o.op) {
    case Opcode::evaluate:
      return tail_evaluate(o, subject, depth);
    case Opcode::branch:
      return tail_branch(o, subject, depth);
    case Opcode::compose: {
      const Value* const s = eval(o.a, subject, depth + 1);
      return tail(o.b, s, depth + 1);
    }
    case Opcode::push: {
      const Value* const pushed = eval(o.a, subject, depth + 1);
      return tail(o.b, builder_.pair(pushed, subject), depth + 1);
    }
    case Opcode::kick:
      return tail_kick(o, subject, depth);
    case Opcode::hint:
      if (ends_in_body(hint_tag(o))) return tail_hint(o, subject, depth);
      break;
    case Opcode::slot:
    case Opcode::constant:
    case Opcode::is_cell:
    case Opcode::increment:
    case Opcode::equal:
    case Opcode::edit:
    case Opcode::scry:
    case Opcode::cons:
    case Opcode::malformed:
      break;
  }
  finish_with(eval(formula, subject, depth + 1));
}

void Evaluator::tail_evaluate(const Operation& o, const Value* subject, unsigned depth) {
  const Value* const s = eval(o.a, subject, depth + 1);
  if (const Noun inner = quoted(o.b); !inner.is_none()) return tail(inner, s, depth + 1);
  const Value* const f = eval(o.b, subject, depth + 1);
  const Noun known = arm(f, Noun::direct(1));
  if (!known.is_none()) return tail_call(known, s, depth);
  const NodeId a = builder_.node(s), b = builder_.node(f);
  Term& term = builder_.end(TermKind::tail_nock);
  term.a = a;
  term.b = b;
}

void Evaluator::tail_branch(const Operation& o, const Value* subject, unsigned depth) {
  const BlockId no = builder_.new_block();
  size_t before;
  const Truth known = condition(o.a, subject, depth + 1, no, before);
  if (known == Truth::no) {
    builder_.jump(no);
  } else {
    tail(o.b, subject, depth + 1);
  }
  builder_.forget(before);
  if (known == Truth::yes) return;
  builder_.go_on_in(no);
  tail(o.c, subject, depth + 1);
  builder_.forget(before);
}

void Evaluator::tail_kick(const Operation& o, const Value* subject, unsigned depth) {
  const Noun axis = o.a;
  const Value* const core = eval(o.b, subject, depth + 1);
  const Noun formula = arm(core, axis);
  if (!formula.is_none() && !jets_.expects_jets(core)) {
    if (!formula.is_cell() || !jets_.has_jet(formula, axis)) return tail_call(formula, core, depth);
    if (const Jet* const jet = jets_.known_jet(formula, axis, core); jet != nullptr) {
      if (jet->native == nullptr) return finish_with(jets_.run(*jet, formula, core));
      const NodeId c = builder_.node(core);
      Term& term = builder_.end(TermKind::tail_jet);
      term.a = c;
      term.axis = jets_.number_of(*jet, formula);
      return;
    }
  }
  if (!is_arm(axis)) return finish_with(unknown_kick(core, axis));
  const NodeId c = builder_.node(core);
  Term& term = builder_.end(TermKind::tail_kick);
  term.a = c;
  term.axis = axis.direct_value();
}

// Of a hint that ends in its body.
void Evaluator::tail_hint(const Operation& o, const Value* subject, unsigned depth) {
  if (!o.b.is_none()) {
    const Value* const clue = eval(o.b, subject, depth + 1);
    if (hint_tag(o) == HintTag::slog) builder_.emit(NodeKind::slog, builder_.node(clue));
  }
  tail(o.c, subject, depth + 1);
}

// ---- conditions ----

// `test` as a condition: goes on in the current block on yes, in `no` on no. No block is ended where the answer is
// known. What is known at the trail `before` is computed on the way to both.
Truth Evaluator::condition(Noun test, const Value* subject, unsigned depth, BlockId no, size_t& before) {
  const auto known = [&](bool yes) {
    before = builder_.trail();
    return yes ? Truth::yes : Truth::no;
  };
  const auto open = [&](NodeId boolean) {
    before = builder_.trail();
    builder_.branch(boolean, builder_.successor(), no);
    return Truth::open;
  };
  const Operation o = too_deep(depth) ? Operation{} : operation_of(test);
  if (o.op == Opcode::is_cell) {
    const Value* const value = eval(o.a, subject, depth + 1);
    if (!value->is_dynamic()) return known(value->is_known_cell());
    return open(builder_.emit(NodeKind::is_cell, value->node));
  }
  if (o.op == Opcode::equal) {
    const Equality e = compare(o, subject, depth);
    return e.truth == Truth::open ? open(e.boolean) : known(e.truth == Truth::yes);
  }
  if (o.op == Opcode::branch) return condition_of_branch(o, subject, depth, no, before);
  const Value* const value = eval(test, subject, depth + 1);
  if (value->is_constant() && (value->constant == kYes || value->constant == kNo)) {
    return known(value->constant == kYes);
  }
  if (!value->is_dynamic()) {
    builder_.crash();
    return known(true);
  }
  const Node& node = builder_.at(value->node);
  if (node.kind == NodeKind::loobean) return open(node.a);
  before = builder_.trail();
  builder_.test(value->node, builder_.successor(), no);
  return Truth::open;
}

// [6 a b [1 1]] and [6 a [1 0] b], and or of the field, and all that is built of them.
Truth Evaluator::condition_of_branch(const Operation& o, const Value* subject, unsigned depth, BlockId no,
                                     size_t& before) {
  const BlockId first_no = builder_.new_block();
  const Truth first = condition(o.a, subject, depth + 1, first_no, before);
  if (first == Truth::yes) return condition(o.b, subject, depth + 1, no, before);
  if (first == Truth::no) {
    builder_.follow(first_no);
    return condition(o.c, subject, depth + 1, no, before);
  }
  const BlockId end = builder_.new_block();
  const auto rest = [&](Noun test) {
    size_t unused;
    const Truth truth = condition(test, subject, depth + 1, no, unused);
    builder_.jump(truth == Truth::no ? no : end);
    builder_.forget(before);
  };
  rest(o.b);
  builder_.go_on_in(first_no);
  rest(o.c);
  builder_.go_on_in(end);
  return Truth::open;
}

Evaluator::Equality Evaluator::compare(const Operation& o, const Value* subject, unsigned depth) {
  const Value* const l = eval(o.a, subject, depth + 1);
  const Value* const r = eval(o.b, subject, depth + 1);
  if (l->is_constant() && r->is_constant()) {
    return {builder_.canonical(l->constant) == builder_.canonical(r->constant) ? Truth::yes : Truth::no};
  }
  const auto is_atom = [](const Value* v) { return v->is_constant() && v->constant.is_atom(); };
  if ((l->is_pair() && is_atom(r)) || (r->is_pair() && is_atom(l))) return {Truth::no};
  if (l->is_dynamic() && r->is_dynamic() && l->node == r->node) return {Truth::yes};
  const NodeId a = builder_.node(l);
  return {Truth::open, builder_.emit(NodeKind::same, a, builder_.node(r))};
}

// ---- parts of values ----

const Value* Evaluator::fragment(const Value* value, Noun axis) {
  Path path(axis);
  if (path.invalid()) return builder_.crash();
  if (bit_length(axis) > kMaxAxisBits) return step(value, heap_.cons(op(Opcode::slot), axis));
  for (; !path.done(); path.advance()) value = builder_.child(value, path.next_is_tail());
  return value;
}

// `target` with `part` in place of what is at the end of `path`.
const Value* Evaluator::replaced(const Value* target, Path& path, const Value* part) {
  if (path.done()) return part;
  const bool in_tail = path.next_is_tail();
  path.advance();
  const Value* const left = builder_.child(target, false);
  const Value* const right = builder_.child(target, true);
  return in_tail ? builder_.pair(left, replaced(right, path, part)) : builder_.pair(replaced(left, path, part), right);
}

// The constant at `axis`, or none. Asks for a guard where an example shows a formula.
Noun Evaluator::arm(const Value* core, Noun axis) {
  if (!axis.is_direct() || axis == Noun::zero()) return Noun::none();
  const uint64_t a = axis.direct_value();
  for (int i = 62 - std::countl_zero(a); i >= 0; --i) {
    if (core->is_constant()) return galena::fragment(last_steps(a, i + 1), core->constant);
    if (core->is_dynamic()) {
      demand(core, i, a);
      return Noun::none();
    }
    core = (a >> i & 1) != 0 ? core->right : core->left;
  }
  if (core->is_constant()) return core->constant;
  if (core->is_dynamic()) demand(core, -1, a);
  return Noun::none();
}

// The example of `value` has a formula at the last steps of an axis, from `bit` down: it is to be known in the next
// round, with the battery that it lies in.
void Evaluator::demand(const Value* value, int bit, uint64_t axis) {
  Example battery = value->example;
  if (!battery.is_known()) return;
  if (bit >= 0 && jets_.is_layer(battery.noun)) {
    guards_.demand(battery.axis);
    return;
  }
  if (bit >= 0 && (axis >> bit & 1) == 0 && bit == 62 - std::countl_zero(axis)) {
    // The whole core is dynamic, and its battery is its head.
    battery = battery.half(false);
    if (!battery.is_known()) return;
    --bit;
  }
  const Noun formula = galena::fragment(last_steps(axis, bit + 1), battery.noun);
  if (formula.is_none() || !formula.is_cell() || !battery.noun.is_cell()) return;
  guards_.demand(battery.axis);
}

// ---- calls ----

// A profile is to show each arm.
size_t Evaluator::max_inline() const {
  return machine_.profiler() == nullptr ? kMaxInline : 0;
}

const Value* Evaluator::call(Noun formula, const Value* subject, unsigned depth) {
  if (!formula.is_cell()) return builder_.crash();
  const bool fits = inlined_.size() < max_inline() && !too_deep(depth) &&
                    std::find(inlined_.begin(), inlined_.end(), formula.word()) == inlined_.end();
  if (fits && CodeFinder::is_short(formula)) {
    inlined_.push_back(formula.word());
    const Value* const product = eval(formula, subject, depth + 1);
    inlined_.pop_back();
    return product;
  }
  std::vector<const Value*> args;
  Node call{NodeKind::call};
  call.value = versions_.request(function_, formula, subject, args);
  for (const Value* arg : args) call.args.push_back(builder_.node(arg));
  return builder_.dynamic(builder_.emit(std::move(call)));
}

// The same for a step that compiled code leaves to the interpreter, which is not to compile it in turn.
const Value* Evaluator::step(const Value* subject, Noun formula) {
  formula = builder_.canonical(formula);
  machine_.code_for(formula)->declined = true;
  return unknown_call(subject, builder_.constant(formula));
}

const Value* Evaluator::unknown_call(const Value* subject, const Value* formula) {
  const NodeId s = builder_.node(subject);
  return builder_.dynamic(builder_.emit(NodeKind::nock, s, builder_.node(formula)));
}

const Value* Evaluator::unknown_kick(const Value* core, Noun axis) {
  if (!is_arm(axis)) {
    return step(core, heap_.tuple(op(Opcode::kick), axis, op(Opcode::slot), Noun::direct(1)));
  }
  return builder_.dynamic(builder_.emit(NodeKind::kick, builder_.node(core), kNone, axis.direct_value()));
}

void Evaluator::tail_call(Noun formula, const Value* subject, unsigned depth) {
  if (!formula.is_cell()) {
    builder_.crash();
    return;
  }
  if (inlined_.size() < max_inline() && CodeFinder::is_short(formula)) {
    return finish_with(call(formula, subject, depth));
  }
  std::vector<const Value*> args;
  const FunctionId function = versions_.request(function_, formula, subject, args);
  std::vector<NodeId> nodes;
  for (const Value* arg : args) nodes.push_back(builder_.node(arg));
  Term& term = builder_.end(TermKind::tail);
  term.function = function;
  term.args = std::move(nodes);
}

void Evaluator::finish_with(const Value* product) {
  const NodeId node = builder_.node(product);
  builder_.end(TermKind::ret).a = node;
}

}  // namespace galena::jit
