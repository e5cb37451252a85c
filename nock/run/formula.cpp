#include "nock/run/formula.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "nock/noun/axis.h"
#include "nock/run/nock.h"

namespace galena {
namespace {

// Deeper parts of a formula are compiled on their own: bounds the recursion here.
constexpr unsigned kMaxDepth = 160;
// Leaves room for the few registers that a step adds to its base.
constexpr uint32_t kMaxRegister = 60000;
// A subject kept apart in more pieces than this is put together: every use of it as a whole costs a cons a piece.
constexpr unsigned kMaxPieces = 6;
// The same for the subject of a 7 or a 2, which is often a tuple that is taken apart again at once.
constexpr unsigned kMaxTuple = 64;
// Parts of a formula that one code has, and words of it: what comes beyond is called, as what is too deep. A formula is
// a graph, and parts that it shares are compiled at each place; the rest is found once and for all, and only if it is
// ever reached. What people write has a small part of it.
constexpr size_t kMaxSize = size_t{1} << 14;

// What is known of a value while compiling: where it is, not what it is.
struct Value {
  enum class Kind : uint8_t { reg, constant, pair } kind;
  uint16_t reg = 0;
  Noun constant = {};
  const Value* left = nullptr;
  const Value* right = nullptr;
  unsigned pieces = 0;  // conses needed to make it one noun
};

class FormulaCompiler {
 public:
  FormulaCompiler(Heap& heap, Noun formula) : heap_(heap), code_(std::make_unique<Code>()) { code_->formula = formula; }

  std::unique_ptr<Code> run() {
    tail(code_->formula, in_register(0), 1, 0);
    // Instructions name constants by number until the vector has its final place.
    for (const size_t at : constant_words_) code_->insns[at].constant = &code_->constants[code_->insns[at].word];
    code_->registers = max_register_ + 1;
    drop_dead_subjects();
    code_->check();
    return std::move(code_);
  }

 private:
  static constexpr int kExtra[] = {
#define GALENA_OP(name, extra) extra,
      GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
  };
  static bool reads_subject(const Insn& i) {
    switch (static_cast<Op>(i.op)) {
      case Op::ret:
      case Op::jump_no:
        return i.a == 0;
      case Op::move:
      case Op::head:
      case Op::tail:
      case Op::frag:
      case Op::frag_wide:
      case Op::frag_big:
      case Op::is_cell:
      case Op::inc:
      case Op::jump_atom:
      case Op::call_known:
      case Op::tail_known:
      case Op::kick:
      case Op::kick_last:
      case Op::tail_kick:
      case Op::kick_wide:
      case Op::tail_kick_wide:
      case Op::trace_push:
      case Op::trace_pop:
      case Op::hint_slog:
      case Op::hint_start:
      case Op::hint_end:
      case Op::memo_get:
        return i.b == 0;
      case Op::cons:
      case Op::eq:
      case Op::jump_differ:
      case Op::edit:
      case Op::edit_again:
      case Op::edit_big:
      case Op::call:
      case Op::call_last:
      case Op::tail_call:
      case Op::memo_put:
      case Op::fast:
      case Op::scry:
        return i.b == 0 || i.c == 0;
      case Op::small:
      case Op::konst:
      case Op::jump:
      case Op::crash:
      case Op::native_resume:
      case Op::compiled:
      case Op::came_back:
      case Op::nested_return:
      case Op::halt:
        return false;
    }
    return true;
  }

  // Whether what stands behind an instruction may be run next.
  static bool goes_on(Op op) {
    return op != Op::ret && op != Op::tail_call && op != Op::tail_known && op != Op::tail_kick &&
           op != Op::tail_kick_wide && op != Op::crash && op != Op::jump;
  }

  // A frame that waits for a call keeps its subject alive; where it has no more use for it, it lets go. Jumps only go
  // forward, so one pass from the end finds where r0 is still read.
  void drop_dead_subjects() {
    std::vector<Insn>& insns = code_->insns;
    std::vector<size_t> starts;
    for (size_t i = 0; i < insns.size(); i += 1 + static_cast<size_t>(kExtra[insns[i].op])) starts.push_back(i);
    std::vector<bool> live(insns.size() + 1, false);
    for (size_t n = starts.size(); n-- > 0;) {
      const size_t i = starts[n];
      const Op op = static_cast<Op>(insns[i].op);
      const size_t next = i + 1 + static_cast<size_t>(kExtra[insns[i].op]);
      const bool jumps = op == Op::jump || op == Op::jump_no || op == Op::jump_differ || op == Op::jump_atom;
      bool after = goes_on(op) && live[next];
      if (jumps) after = after || live[next + insns[i + 1].word];
      if (op == Op::memo_get) after = after || live[next + 2];
      if (!after && op == Op::call) insns[i].op = static_cast<uint16_t>(Op::call_last);
      if (!after && op == Op::kick) insns[i].op = static_cast<uint16_t>(Op::kick_last);
      live[i] = after || reads_subject(insns[i]);
    }
  }

  struct Result {
    const Value* value;        // reads only registers below `top`
    uint32_t top;              // first register that is free again
    uint64_t edited_axis = 0;  // the value was just made by an edit at this axis: its spine is nobody else's
  };
  using Label = std::vector<size_t>;  // words that hold the distance to a place not yet known

  // Values.
  const Value* in_register(uint32_t reg) {
    GALENA_CHECK(reg <= UINT16_MAX);
    return &values_.emplace_back(Value{Value::Kind::reg, static_cast<uint16_t>(reg)});
  }
  const Value* constant(Noun noun) { return &values_.emplace_back(Value{Value::Kind::constant, 0, noun}); }
  const Value* pair(const Value* left, const Value* right) {
    if (left->kind == Value::Kind::constant && right->kind == Value::Kind::constant) {
      return constant(heap_.cons(left->constant, right->constant));
    }
    return &values_.emplace_back(
        Value{Value::Kind::pair, 0, {}, left, right, std::min(left->pieces + right->pieces + 1, 1000u)});
  }

  // Emission.
  void touch(uint32_t reg) { max_register_ = std::max(max_register_, reg); }
  void emit(Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0) {
    GALENA_CHECK(a <= UINT16_MAX && b <= UINT16_MAX && c <= UINT16_MAX);
    touch(a);
    Insn i;
    i.op = static_cast<uint16_t>(op);
    i.a = static_cast<uint16_t>(a);
    i.b = static_cast<uint16_t>(b);
    i.c = static_cast<uint16_t>(c);
    code_->insns.push_back(i);
  }
  void emit_word(uint64_t word) {
    Insn i;
    i.word = word;
    code_->insns.push_back(i);
  }
  void emit_constant(Noun noun) {
    constant_words_.push_back(code_->insns.size());
    emit_word(code_->constants.size());
    code_->constants.push_back(noun);
  }
  void emit_distance(Label& label) {
    label.push_back(code_->insns.size());
    emit_word(0);
  }
  // A distance counts from the word after the one that holds it.
  void place(const Label& label) {
    for (const size_t at : label) code_->insns[at].word = code_->insns.size() - at - 1;
  }

  // A register that holds `value`; where it has none yet, `free`. No register from `free` up is in use.
  uint32_t any_register(const Value* value, uint32_t free) {
    if (value->kind == Value::Kind::reg) return value->reg;
    to_register(value, free, free);
    return free;
  }
  // Puts `value` into `at`, which `value` itself may read. No register from `free` up is in use.
  void to_register(const Value* value, uint32_t at, uint32_t free) {
    switch (value->kind) {
      case Value::Kind::reg:
        if (value->reg != at) emit(Op::move, at, value->reg);
        return;
      case Value::Kind::constant:
        if (value->constant.is_direct()) {
          emit(Op::small, at);
          emit_word(value->constant.word());
        } else {
          emit(Op::konst, at);
          emit_constant(value->constant);
        }
        return;
      case Value::Kind::pair: {
        const uint32_t left = any_register(value->left, free);
        if (value->left == value->right) return emit(Op::cons, at, left, left);
        const uint32_t right = any_register(value->right, left == free ? free + 1 : free);
        emit(Op::cons, at, left, right);
        return;
      }
    }
  }
  // Registers for two operands that are needed at once.
  std::pair<uint32_t, uint32_t> two_registers(const Value* first, const Value* second, uint32_t free) {
    const uint32_t a = any_register(first, free);
    return {a, any_register(second, a == free ? free + 1 : free)};
  }
  Result made(uint32_t at) { return {in_register(at), at + 1}; }

  // A crash ends the path; what follows is never run but needs a value to go on with.
  Result crash(uint32_t at) {
    emit(Op::crash);
    return {constant(Noun::direct(0)), at};
  }

  // The part of `value` at `axis`. Walks what is kept apart, then emits the rest of the walk.
  Result fragment(const Value* value, Noun axis, uint32_t at) {
    Path path(axis);
    if (path.invalid()) return crash(at);
    while (!path.done()) {
      if (value->kind == Value::Kind::pair) {
        value = path.next_is_tail() ? value->right : value->left;
        path.advance();
      } else if (value->kind == Value::Kind::constant) {
        if (!value->constant.is_cell()) return crash(at);
        value = constant(path.next_is_tail() ? value->constant.tail() : value->constant.head());
        path.advance();
      } else {
        const uint64_t rest = path.remaining_small();
        if (rest == 2 || rest == 3) {
          emit(rest == 2 ? Op::head : Op::tail, at, value->reg);
        } else if (rest != 0 && rest < 0x10000) {
          emit(Op::frag, at, value->reg, static_cast<uint32_t>(rest));
        } else if (rest != 0) {
          emit(Op::frag_wide, at, value->reg);
          emit_word(rest);
        } else {
          emit(Op::frag_big, at, value->reg);
          emit_constant(path.remaining(heap_));
        }
        return made(at);
      }
    }
    return {value, at};
  }

  // `target` with the part at the rest of `path` replaced. Only what is kept apart is taken apart; the rest is copied
  // by the machine. `edited_axis`: of the edit that has just made the target, or 0.
  Result edit(const Value* target, uint64_t edited_axis, Path& path, const Value* value, uint32_t at) {
    if (path.done()) return {value, at};
    if (target->kind == Value::Kind::constant) {
      if (!target->constant.is_cell()) return crash(at);
      target = &values_.emplace_back(
          Value{Value::Kind::pair, 0, {}, constant(target->constant.head()), constant(target->constant.tail()), 1});
    }
    if (target->kind == Value::Kind::pair) {
      const bool in_tail = path.next_is_tail();
      path.advance();
      const Result part = edit(in_tail ? target->right : target->left, 0, path, value, at);
      return {in_tail ? pair(target->left, part.value) : pair(part.value, target->right), part.top};
    }
    const uint32_t v = any_register(value, at);
    const uint64_t rest = path.remaining_small();
    if (rest != 0) {
      // The cells that an edit has just made are nobody else's: an edit of its product may write to them.
      const unsigned shared = edited_axis == 0 ? 0 : shared_steps(edited_axis, rest);
      emit(shared != 0 ? Op::edit_again : Op::edit, at, target->reg, v);
      emit_word(rest);
      if (shared != 0) emit_word(shared);
      Result r = made(at);
      r.edited_axis = rest;
      return r;
    } else {
      emit(Op::edit_big, at, target->reg, v);
      emit_constant(path.remaining(heap_));
    }
    return made(at);
  }

  // How many cells of its spine an edit at `axis` made that an edit at `other` goes through.
  static unsigned shared_steps(uint64_t axis, uint64_t other) {
    const int a = 63 - std::countl_zero(axis), b = 63 - std::countl_zero(other);
    int shared = 0;
    while (shared < a && shared < b && (axis >> (a - shared - 1) & 1) == (other >> (b - shared - 1) & 1)) ++shared;
    // The root cell is shared in any case; the cell at the end of a shared axis is the value put there, not the edit's.
    return static_cast<unsigned>(std::min({shared + 1, a, b}));
  }

  bool too_deep(uint32_t at, unsigned depth) const {
    return depth > kMaxDepth || at > kMaxRegister || parts_ + code_->insns.size() > kMaxSize;
  }

  // Emits code that computes `formula` against `subject`, using registers `at` and up.
  Result eval(Noun formula, const Value* subject, uint32_t at, unsigned depth) {
    const Operation o = operation_of(formula);
    ++parts_;
    if (o.op == Opcode::malformed) return crash(at);
    if (too_deep(at, depth)) {
      const uint32_t s = any_register(subject, at);
      emit(Op::call_known, at, s);
      emit_constant(formula);
      return made(at);
    }
    switch (o.op) {
      case Opcode::slot:
        return fragment(subject, o.a, at);
      case Opcode::constant:
        return {constant(o.a), at};
      case Opcode::evaluate: {
        const Result s = composed(o.a, subject, at, depth);
        if (const Noun inner = quoted(o.b); !inner.is_none()) {
          return settle(eval(inner, s.value, s.top, depth + 1), at);
        }
        const Result f = eval(o.b, subject, s.top, depth + 1);
        return made_of(Op::call, s.value, f, at);
      }
      case Opcode::is_cell:
        return is_cell(eval(o.a, subject, at, depth + 1), at);
      case Opcode::increment:
        return increment(eval(o.a, subject, at, depth + 1), at);
      case Opcode::equal: {
        const Result l = eval(o.a, subject, at, depth + 1);
        const Result r = eval(o.b, subject, l.top, depth + 1);
        return made_of(Op::eq, l.value, r, at);
      }
      case Opcode::branch:
        return branch(o, subject, at, depth);
      case Opcode::compose: {
        const Result s = composed(o.a, subject, at, depth);
        return settle(eval(o.b, s.value, s.top, depth + 1), at);
      }
      case Opcode::push: {
        const Result s = pushed(o.a, subject, at, depth);
        return settle(eval(o.b, s.value, s.top, depth + 1), at);
      }
      case Opcode::kick: {
        const Result core = eval(o.b, subject, at, depth + 1);
        kick(any_register(core.value, core.top), o.a, at, false);
        return made(at);
      }
      case Opcode::edit: {
        const auto [opcode, axis, part, whole] = o;
        Path path(axis);
        if (path.invalid()) return crash(at);
        const Result target = eval(whole, subject, at, depth + 1);
        const Result value = eval(part, subject, target.top, depth + 1);
        return edit(target.value, target.edited_axis, path, value.value, value.top);
      }
      case Opcode::hint:
        return hint(o, subject, at, depth);
      case Opcode::scry: {
        const Result reference = eval(o.a, subject, at, depth + 1);
        const Result path = eval(o.b, subject, reference.top, depth + 1);
        return made_of(Op::scry, reference.value, path, at);
      }
      case Opcode::cons: {
        const Result left = eval(o.a, subject, at, depth + 1);
        const Result right = eval(o.b, subject, left.top, depth + 1);
        return {pair(left.value, right.value), right.top};
      }
      case Opcode::malformed:
        break;
    }
    return crash(at);
  }

  // What `op` makes of two operands, the second of which was computed last.
  Result made_of(Op op, const Value* first, const Result& second, uint32_t at) {
    const auto [a, b] = two_registers(first, second.value, second.top);
    emit(op, at, a, b);
    return made(at);
  }

  Result is_cell(const Result& v, uint32_t at) {
    if (v.value->kind == Value::Kind::pair) return {constant(kYes), at};
    if (v.value->kind == Value::Kind::constant) return {constant(loobean(v.value->constant.is_cell())), at};
    emit(Op::is_cell, at, v.value->reg);
    return made(at);
  }

  Result increment(const Result& v, uint32_t at) {
    if (v.value->kind == Value::Kind::pair) return crash(at);
    if (v.value->kind == Value::Kind::constant && v.value->constant.is_direct()) {
      return {constant(heap_.atom(v.value->constant.direct_value() + 1)), at};
    }
    emit(Op::inc, at, any_register(v.value, at));
    return made(at);
  }

  Result branch(const Operation& o, const Value* subject, uint32_t at, unsigned depth) {
    Label no;
    const Truth known = condition(o.a, subject, at, depth + 1, no);
    if (known == Truth::yes) return eval(o.b, subject, at, depth + 1);
    if (known == Truth::no) return eval(o.c, subject, at, depth + 1);
    const Result yes = eval(o.b, subject, at, depth + 1);
    to_register(yes.value, at, yes.top);
    Label end;
    emit(Op::jump);
    emit_distance(end);
    place(no);
    const Result other = eval(o.c, subject, at, depth + 1);
    to_register(other.value, at, other.top);
    place(end);
    return made(at);
  }
  // The subject of an 8: what `formula` yields, beside the subject it was given.
  Result pushed(Noun formula, const Value* subject, uint32_t at, unsigned depth) {
    const Result h = eval(formula, subject, at, depth + 1);
    return together(pair(h.value, subject), h.top, kMaxPieces);
  }
  // The subject of a 7 or a 2: what `formula` yields.
  Result composed(Noun formula, const Value* subject, uint32_t at, unsigned depth) {
    const Result s = eval(formula, subject, at, depth + 1);
    return together(s.value, s.top, kMaxTuple);
  }
  // A value of no more than `most` pieces.
  Result together(const Value* value, uint32_t top, unsigned most) {
    if (value->pieces <= most) return {value, top};
    to_register(value, top, top);
    return made(top);
  }

  // Gives back the registers between `at` and a result that is a single register above it.
  Result settle(Result r, uint32_t at) {
    if (r.value->kind == Value::Kind::constant) return {r.value, at};
    if (r.value->kind == Value::Kind::reg) {
      if (r.value->reg < at) return {r.value, at};
      to_register(r.value, at, r.top);
      return made(at);
    }
    return r;
  }

  void kick(uint32_t core, Noun axis, uint32_t at, bool in_tail) {
    touch(core);
    if (axis.is_direct() && axis.direct_value() < 0x10000) {
      emit(in_tail ? Op::tail_kick : Op::kick, at, core, static_cast<uint32_t>(axis.direct_value()));
    } else {
      emit(in_tail ? Op::tail_kick_wide : Op::kick_wide, at, core);
      emit_constant(axis);
    }
  }

  // The formula `test` as a condition: falls through on yes, goes to `no` on no. Nothing is emitted where the answer
  // is known.
  enum class Truth { yes, no, open };
  Truth condition(Noun test, const Value* subject, uint32_t at, unsigned depth, Label& no) {
    const Operation o = too_deep(at, depth) ? Operation{} : operation_of(test);
    if (o.op == Opcode::is_cell) {
      const Result v = eval(o.a, subject, at, depth + 1);
      if (v.value->kind == Value::Kind::pair) return Truth::yes;
      if (v.value->kind == Value::Kind::constant) return v.value->constant.is_cell() ? Truth::yes : Truth::no;
      emit(Op::jump_atom, 0, v.value->reg);
      emit_distance(no);
      return Truth::open;
    }
    if (o.op == Opcode::equal) {
      const Result l = eval(o.a, subject, at, depth + 1);
      const Result r = eval(o.b, subject, l.top, depth + 1);
      const auto [lr, rr] = two_registers(l.value, r.value, r.top);
      emit(Op::jump_differ, 0, lr, rr);
      emit_distance(no);
      return Truth::open;
    }
    if (o.op == Opcode::branch) return condition_of_branch(o, subject, at, depth, no);
    const Result v = eval(test, subject, at, depth + 1);
    if (v.value->kind == Value::Kind::constant && v.value->constant.is_direct() &&
        v.value->constant.direct_value() < 2) {
      // A crash that was emitted on the way stands before whatever follows, so taking either answer is sound.
      return v.value->constant == kYes ? Truth::yes : Truth::no;
    }
    if (v.value->kind != Value::Kind::reg) {
      emit(Op::crash);
      return Truth::yes;
    }
    emit(Op::jump_no, v.value->reg);
    emit_distance(no);
    return Truth::open;
  }

  // [6 a b [1 1]] and [6 a [1 0] b], and or of the field, and all that is built of them.
  Truth condition_of_branch(const Operation& o, const Value* subject, uint32_t at, unsigned depth, Label& no) {
    Label first_no;
    const Truth first = condition(o.a, subject, at, depth + 1, first_no);
    if (first == Truth::yes) return condition(o.b, subject, at, depth + 1, no);
    if (first == Truth::no) return condition(o.c, subject, at, depth + 1, no);
    const Truth then = condition(o.b, subject, at, depth + 1, no);
    Label end;
    emit(Op::jump);
    emit_distance(then == Truth::no ? no : end);
    place(first_no);
    const Truth other = condition(o.c, subject, at, depth + 1, no);
    if (other == Truth::no) {
      emit(Op::jump);
      emit_distance(no);
    }
    place(end);
    return Truth::open;
  }

  // The clue of a hint, if it has one, else null; no register from `top` up is in use after it.
  struct Clue {
    const Value* value;
    uint32_t top;
  };
  Clue clue_of(const Operation& hint, const Value* subject, uint32_t at, unsigned depth) {
    if (hint.b.is_none()) return {nullptr, at};
    const Result r = eval(hint.b, subject, at, depth + 1);
    return {r.value, r.top};
  }

  Result hint(const Operation& o, const Value* subject, uint32_t at, unsigned depth) {
    const HintTag tag = hint_tag(o);
    if (tag == HintTag::malformed) return crash(at);
    const Clue clue = clue_of(o, subject, at, depth);
    switch (tag) {
      case HintTag::trace:
        return traced(o, clue, subject, at, depth);
      case HintTag::memo:
        return memo(o, subject, at, depth);
      case HintTag::fast:
        return fast(o.c, clue, subject, at, depth);
      case HintTag::drop:
      case HintTag::bout:
      case HintTag::cash:
      case HintTag::xray:
      case HintTag::meme:
      case HintTag::nara:
      case HintTag::hela:
      case HintTag::loop:
      case HintTag::jinx:
      case HintTag::spin:
        return wrapped(tag, o.c, clue, subject, at, depth);
      case HintTag::slog:
        slog(clue);
        break;
      case HintTag::other:
      case HintTag::malformed:
        break;
    }
    return eval(o.c, subject, at, depth + 1);
  }

  void slog(const Clue& clue) {
    const uint32_t c = any_register(clue.value, clue.top);
    touch(c);
    emit(Op::hint_slog, 0, c);
  }

  Result traced(const Operation& o, const Clue& clue, const Value* subject, uint32_t at, unsigned depth) {
    // The saved trace must lie where it outlives the computation: at `at`, with the clue dead once it is on the trace.
    const uint32_t c = any_register(clue.value, clue.top);
    touch(at);
    emit(Op::trace_push, at, c);
    emit_constant(o.a);
    const Result r = eval(o.c, subject, at + 1, depth + 1);
    const uint32_t v = any_register(r.value, r.top);
    emit(Op::trace_pop, at, v);
    return made(at);
  }

  Result memo(const Operation& o, const Value* subject, uint32_t at, unsigned depth) {
    const Noun body = o.c, room = memo_room(o), kept_as = room.is_none() ? body : heap_.cons(room, body);
    const uint32_t s = any_register(subject, at);
    const uint32_t base = std::max(at, s + 1);
    const uint32_t product = base + 1;
    touch(product);
    emit(Op::memo_get, base, s, product);
    emit_constant(kept_as);
    Label compute, end;
    emit(Op::jump);
    emit_distance(compute);
    emit(Op::jump);
    emit_distance(end);
    place(compute);
    const Result r = eval(body, subject, product, depth + 1);
    to_register(r.value, product, r.top);
    emit(Op::memo_put, base, s, product);
    emit_constant(kept_as);
    place(end);
    return settle(made(product), at);
  }

  Result fast(Noun body, const Clue& clue, const Value* subject, uint32_t at, unsigned depth) {
    const uint32_t c = any_register(clue.value, clue.top);
    if (c >= at && c != at) emit(Op::move, at, c);
    const uint32_t kept = c < at ? c : at;
    const uint32_t base = c < at ? at : at + 1;
    const Result r = eval(body, subject, base, depth + 1);
    const uint32_t v = any_register(r.value, r.top);
    touch(v);
    emit(Op::fast, 0, v, kept);
    emit_word(0);
    emit_word(0);
    to_register(in_register(v), at, v + 1);
    return made(at);
  }

  // begin_hint and end_hint around the body.
  Result wrapped(HintTag tag, Noun body, const Clue& clue, const Value* subject, uint32_t at, unsigned depth) {
    const Value* told = constant(Noun::zero());
    if (clue.value != nullptr) told = pair(told, clue.value);
    if (tag == HintTag::loop) told = pair(told, subject);
    const uint32_t c = any_register(told, clue.top);
    touch(at);
    emit(Op::hint_start, at, c, static_cast<uint32_t>(tag));
    emit_constant(body);
    const Result r = eval(body, subject, at + 1, depth + 1);
    const uint32_t v = any_register(r.value, r.top);
    emit(Op::hint_end, at, v, static_cast<uint32_t>(tag));
    emit_constant(body);
    return made(at);
  }

  // As eval, but the product is what the frame returns: calls take its place.
  void tail(Noun formula, const Value* subject, uint32_t at, unsigned depth) {
    const Operation o = operation_of(formula);
    if (too_deep(at, depth) && o.op != Opcode::malformed) {
      emit(Op::tail_known, 0, any_register(subject, at));
      emit_constant(formula);
      return;
    }
    switch (o.op) {
      case Opcode::evaluate: {
        const Result s = composed(o.a, subject, at, depth);
        if (const Noun inner = quoted(o.b); !inner.is_none()) return tail(inner, s.value, s.top, depth + 1);
        const Result f = eval(o.b, subject, s.top, depth + 1);
        const auto [sr, fr] = two_registers(s.value, f.value, f.top);
        emit(Op::tail_call, 0, sr, fr);
        return;
      }
      case Opcode::branch: {
        Label no;
        const Truth known = condition(o.a, subject, at, depth + 1, no);
        if (known != Truth::no) tail(o.b, subject, at, depth + 1);
        place(no);
        if (known != Truth::yes) tail(o.c, subject, at, depth + 1);
        return;
      }
      case Opcode::compose: {
        const Result s = composed(o.a, subject, at, depth);
        return tail(o.b, s.value, s.top, depth + 1);
      }
      case Opcode::push: {
        const Result s = pushed(o.a, subject, at, depth);
        return tail(o.b, s.value, s.top, depth + 1);
      }
      case Opcode::kick: {
        const Result core = eval(o.b, subject, at, depth + 1);
        kick(any_register(core.value, core.top), o.a, at, true);
        return;
      }
      case Opcode::hint: {
        const HintTag tag = hint_tag(o);
        if (!ends_in_body(tag)) break;
        const Clue clue = clue_of(o, subject, at, depth);
        if (tag == HintTag::slog) slog(clue);
        return tail(o.c, subject, at, depth + 1);
      }
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
    const Result r = eval(formula, subject, at, depth + 1);
    emit(Op::ret, any_register(r.value, r.top));
  }

  Heap& heap_;
  std::unique_ptr<Code> code_;
  std::deque<Value> values_;
  std::vector<size_t> constant_words_;
  uint32_t max_register_ = 0;
  size_t parts_ = 0;
};

}  // namespace

std::unique_ptr<Code> compile_formula(Heap& heap, Noun formula) {
  return FormulaCompiler(heap, formula).run();
}

}  // namespace galena
