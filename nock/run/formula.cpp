#include "nock/run/formula.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "nock/noun/axis.h"

namespace galena {
namespace {

// Deeper parts of a formula are compiled on their own: bounds the recursion here.
constexpr unsigned kMaxDepth = 160;
// Leaves room for the few registers that a step adds to its base.
constexpr uint32_t kMaxRegister = 60000;
// A subject kept apart in more pieces than this is put together: every use of it as a whole costs a cons a piece.
constexpr unsigned kMaxPieces = 6;

// What is known of a value while compiling: where it is, not what it is.
struct Value {
  enum class Kind : uint8_t { reg, constant, pair } kind;
  uint16_t reg = 0;
  Noun constant = {};
  const Value* left = nullptr;
  const Value* right = nullptr;
  unsigned pieces = 0;  // conses needed to make it one noun
};
using V = const Value*;

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
      bool after = false;
      switch (op) {
        case Op::ret:
        case Op::tail_call:
        case Op::tail_known:
        case Op::tail_kick:
        case Op::tail_kick_wide:
        case Op::crash:
          break;
        case Op::jump:
          after = live[next + insns[i + 1].word];
          break;
        case Op::jump_no:
        case Op::jump_differ:
        case Op::jump_atom:
          after = live[next] || live[next + insns[i + 1].word];
          break;
        case Op::memo_get:
          after = live[next] || live[next + 2];
          break;
        case Op::move:
        case Op::small:
        case Op::konst:
        case Op::head:
        case Op::tail:
        case Op::frag:
        case Op::frag_wide:
        case Op::frag_big:
        case Op::cons:
        case Op::is_cell:
        case Op::inc:
        case Op::eq:
        case Op::edit:
        case Op::edit_again:
        case Op::edit_big:
        case Op::call:
        case Op::call_last:
        case Op::call_known:
        case Op::kick:
        case Op::kick_last:
        case Op::kick_wide:
        case Op::trace_push:
        case Op::trace_pop:
        case Op::hint_slog:
        case Op::hint_start:
        case Op::hint_end:
        case Op::memo_put:
        case Op::fast:
        case Op::scry:
        case Op::native_resume:
        case Op::compiled:
        case Op::came_back:
        case Op::nested_return:
        case Op::halt:
          after = live[next];
      }
      if (!after && op == Op::call) insns[i].op = static_cast<uint16_t>(Op::call_last);
      if (!after && op == Op::kick) insns[i].op = static_cast<uint16_t>(Op::kick_last);
      live[i] = after || reads_subject(insns[i]);
    }
  }

  struct Result {
    V value;                   // reads only registers below `top`
    uint32_t top;              // first register that is free again
    uint64_t edited_axis = 0;  // the value was just made by an edit at this axis: its spine is nobody else's
  };
  using Label = std::vector<size_t>;  // words that hold the distance to a place not yet known

  // Values.
  V in_register(uint32_t reg) {
    GALENA_CHECK(reg <= UINT16_MAX);
    return &values_.emplace_back(Value{Value::Kind::reg, static_cast<uint16_t>(reg)});
  }
  V constant(Noun noun) { return &values_.emplace_back(Value{Value::Kind::constant, 0, noun}); }
  V pair(V left, V right) {
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
  uint32_t any_register(V value, uint32_t free) {
    if (value->kind == Value::Kind::reg) return value->reg;
    to_register(value, free, free);
    return free;
  }
  // Puts `value` into `at`, which `value` itself may read. No register from `free` up is in use.
  void to_register(V value, uint32_t at, uint32_t free) {
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
        const uint32_t right = any_register(value->right, left == free ? free + 1 : free);
        emit(Op::cons, at, left, right);
        return;
      }
    }
  }
  // Registers for two operands that are needed at once.
  std::pair<uint32_t, uint32_t> two_registers(V first, V second, uint32_t free) {
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
  Result fragment(V value, Noun axis, uint32_t at) {
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
  Result edit(V target, uint64_t edited_axis, Path& path, V value, uint32_t at) {
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

  // [1 formula]: compiled in place. A formula that is only found to be constant is not: that could go on without end.
  static bool is_quoted(Noun formula) { return formula.is_cell() && formula.head() == Noun::direct(1); }

  // How many cells of its spine an edit at `axis` made that an edit at `other` goes through.
  static unsigned shared_steps(uint64_t axis, uint64_t other) {
    const int a = 63 - std::countl_zero(axis), b = 63 - std::countl_zero(other);
    int shared = 0;
    while (shared < a && shared < b && (axis >> (a - shared - 1) & 1) == (other >> (b - shared - 1) & 1)) ++shared;
    // The root cell is shared in any case; the cell at the end of a shared axis is the value put there, not the edit's.
    return static_cast<unsigned>(std::min({shared + 1, a, b}));
  }

  bool too_deep(uint32_t at, unsigned depth) const { return depth > kMaxDepth || at > kMaxRegister; }

  // Emits code that computes `formula` against `subject`, using registers `at` and up.
  Result eval(Noun formula, V subject, uint32_t at, unsigned depth) {
    if (!formula.is_cell()) return crash(at);
    if (too_deep(at, depth)) {
      const uint32_t s = any_register(subject, at);
      emit(Op::call_known, at, s);
      emit_constant(formula);
      return made(at);
    }
    const Noun op = formula.head();
    const Noun arg = formula.tail();
    if (op.is_cell()) {
      const Result left = eval(op, subject, at, depth + 1);
      const Result right = eval(arg, subject, left.top, depth + 1);
      return {pair(left.value, right.value), right.top};
    }
    if (!op.is_direct()) return crash(at);
    switch (op.direct_value()) {
      case 0:
        return arg.is_atom() ? fragment(subject, arg, at) : crash(at);
      case 1:
        return {constant(arg), at};
      case 2: {
        if (!arg.is_cell()) return crash(at);
        const Result s = eval(arg.head(), subject, at, depth + 1);
        if (is_quoted(arg.tail())) return settle(eval(arg.tail().tail(), s.value, s.top, depth + 1), at);
        const Result f = eval(arg.tail(), subject, s.top, depth + 1);
        const auto [sr, fr] = two_registers(s.value, f.value, f.top);
        emit(Op::call, at, sr, fr);
        return made(at);
      }
      case 3: {
        const Result v = eval(arg, subject, at, depth + 1);
        if (v.value->kind == Value::Kind::pair) return {constant(kYes), at};
        if (v.value->kind == Value::Kind::constant) return {constant(loobean(v.value->constant.is_cell())), at};
        emit(Op::is_cell, at, v.value->reg);
        return made(at);
      }
      case 4: {
        const Result v = eval(arg, subject, at, depth + 1);
        if (v.value->kind == Value::Kind::pair) return crash(at);
        if (v.value->kind == Value::Kind::constant && v.value->constant.is_direct()) {
          return {constant(heap_.atom(v.value->constant.direct_value() + 1)), at};
        }
        emit(Op::inc, at, any_register(v.value, at));
        return made(at);
      }
      case 5: {
        if (!arg.is_cell()) return crash(at);
        const Result l = eval(arg.head(), subject, at, depth + 1);
        const Result r = eval(arg.tail(), subject, l.top, depth + 1);
        const auto [lr, rr] = two_registers(l.value, r.value, r.top);
        emit(Op::eq, at, lr, rr);
        return made(at);
      }
      case 6: {
        if (!arg.is_cell() || !arg.tail().is_cell()) return crash(at);
        Label no;
        const Truth known = condition(arg.head(), subject, at, depth + 1, no);
        if (known == Truth::yes) return eval(arg.tail().head(), subject, at, depth + 1);
        if (known == Truth::no) return eval(arg.tail().tail(), subject, at, depth + 1);
        const Result yes = eval(arg.tail().head(), subject, at, depth + 1);
        to_register(yes.value, at, yes.top);
        Label end;
        emit(Op::jump);
        emit_distance(end);
        place(no);
        const Result other = eval(arg.tail().tail(), subject, at, depth + 1);
        to_register(other.value, at, other.top);
        place(end);
        return made(at);
      }
      case 7: {
        if (!arg.is_cell()) return crash(at);
        const Result s = eval(arg.head(), subject, at, depth + 1);
        return settle(eval(arg.tail(), s.value, s.top, depth + 1), at);
      }
      case 8: {
        if (!arg.is_cell()) return crash(at);
        const Result s = pushed(arg.head(), subject, at, depth);
        return settle(eval(arg.tail(), s.value, s.top, depth + 1), at);
      }
      case 9: {
        if (!arg.is_cell() || !arg.head().is_atom()) return crash(at);
        const Result core = eval(arg.tail(), subject, at, depth + 1);
        kick(any_register(core.value, core.top), arg.head(), at, false);
        return made(at);
      }
      case 10: {
        if (!arg.is_cell() || !arg.head().is_cell() || !arg.head().head().is_atom()) return crash(at);
        Path path(arg.head().head());
        if (path.invalid()) return crash(at);
        const Result target = eval(arg.tail(), subject, at, depth + 1);
        const Result value = eval(arg.head().tail(), subject, target.top, depth + 1);
        return edit(target.value, target.edited_axis, path, value.value, value.top);
      }
      case 11:
        return hint(arg, subject, at, depth);
      case 12: {
        if (!arg.is_cell()) return crash(at);
        const Result ref = eval(arg.head(), subject, at, depth + 1);
        const Result path = eval(arg.tail(), subject, ref.top, depth + 1);
        const auto [rr, pr] = two_registers(ref.value, path.value, path.top);
        emit(Op::scry, at, rr, pr);
        return made(at);
      }
      default:
        return crash(at);
    }
  }

  // The subject of an 8: what `formula` yields, beside the subject it was given.
  Result pushed(Noun formula, V subject, uint32_t at, unsigned depth) {
    const Result h = eval(formula, subject, at, depth + 1);
    V both = pair(h.value, subject);
    if (both->pieces <= kMaxPieces) return {both, h.top};
    to_register(both, h.top, h.top);
    return {in_register(h.top), h.top + 1};
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
  Truth condition(Noun test, V subject, uint32_t at, unsigned depth, Label& no) {
    if (test.is_cell() && test.head().is_direct() && !too_deep(at, depth)) {
      const Noun arg = test.tail();
      if (test.head() == Noun::direct(3)) {
        const Result v = eval(arg, subject, at, depth + 1);
        if (v.value->kind == Value::Kind::pair) return Truth::yes;
        if (v.value->kind == Value::Kind::constant) return v.value->constant.is_cell() ? Truth::yes : Truth::no;
        emit(Op::jump_atom, 0, v.value->reg);
        emit_distance(no);
        return Truth::open;
      }
      if (test.head() == Noun::direct(5) && arg.is_cell()) {
        const Result l = eval(arg.head(), subject, at, depth + 1);
        const Result r = eval(arg.tail(), subject, l.top, depth + 1);
        const auto [lr, rr] = two_registers(l.value, r.value, r.top);
        emit(Op::jump_differ, 0, lr, rr);
        emit_distance(no);
        return Truth::open;
      }
      if (test.head() == Noun::direct(6) && arg.is_cell() && arg.tail().is_cell()) {
        // [6 a b [1 1]] and [6 a [1 0] b], and or of the field, and all that is built of them.
        Label first_no;
        const Truth first = condition(arg.head(), subject, at, depth + 1, first_no);
        if (first == Truth::yes) return condition(arg.tail().head(), subject, at, depth + 1, no);
        if (first == Truth::no) return condition(arg.tail().tail(), subject, at, depth + 1, no);
        const Truth then = condition(arg.tail().head(), subject, at, depth + 1, no);
        Label end;
        emit(Op::jump);
        emit_distance(then == Truth::no ? no : end);
        place(first_no);
        const Truth other = condition(arg.tail().tail(), subject, at, depth + 1, no);
        if (other == Truth::no) {
          emit(Op::jump);
          emit_distance(no);
        }
        place(end);
        return Truth::open;
      }
    }
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

  struct Hint {
    Noun tag;
    Noun clue;  // none for a static hint
    Noun body;
  };
  // Takes the argument of an 11 apart; a tag of none: malformed.
  static Hint take_hint(Noun arg) {
    if (!arg.is_cell()) return {Noun::none(), Noun::none(), {}};
    const Noun h = arg.head();
    if (h.is_atom()) return {h, Noun::none(), arg.tail()};
    if (!h.head().is_atom()) return {Noun::none(), Noun::none(), {}};
    return {h.head(), h.tail(), arg.tail()};
  }

  static bool is_trace_hint(Noun tag) {
    return tag == "mean"_n || tag == "spot"_n || tag == "hunk"_n || tag == "lose"_n || tag == "hand"_n;
  }
  // Whether something is left to do once the hinted computation has returned.
  static bool needs_end(const Hint& h) {
    return is_trace_hint(h.tag) || h.tag == "memo"_n || h.tag == "fast"_n || h.tag == "bout"_n || h.tag == "xray"_n;
  }

  Result hint(Noun arg, V subject, uint32_t at, unsigned depth) {
    const Hint h = take_hint(arg);
    if (h.tag.is_none()) return crash(at);
    V clue = nullptr;
    uint32_t top = at;
    if (!h.clue.is_none()) {
      const Result c = eval(h.clue, subject, at, depth + 1);
      clue = c.value;
      top = c.top;
    }
    if (is_trace_hint(h.tag) && clue != nullptr) {
      // The saved trace must lie where it outlives the computation: at `at`, the clue being dead once on the trace.
      const uint32_t c = any_register(clue, top);
      touch(at);
      emit(Op::trace_push, at, c);
      emit_constant(h.tag);
      const Result r = eval(h.body, subject, at + 1, depth + 1);
      const uint32_t v = any_register(r.value, r.top);
      emit(Op::trace_pop, at, v);
      return made(at);
    }
    if (h.tag == "slog"_n && clue != nullptr) {
      const uint32_t c = any_register(clue, top);
      touch(c);
      emit(Op::hint_slog, 0, c);
      return eval(h.body, subject, at, depth + 1);
    }
    if (h.tag == "memo"_n) {
      const uint32_t s = any_register(subject, at);
      const uint32_t base = std::max(at, s + 1);
      emit(Op::memo_get, base, s);
      emit_constant(h.body);
      Label compute, end;
      emit(Op::jump);
      emit_distance(compute);
      emit(Op::jump);
      emit_distance(end);
      place(compute);
      const Result r = eval(h.body, subject, base, depth + 1);
      to_register(r.value, base, r.top);
      emit(Op::memo_put, 0, s, base);
      emit_constant(h.body);
      place(end);
      return settle(made(base), at);
    }
    if (h.tag == "fast"_n && clue != nullptr) {
      const uint32_t c = any_register(clue, top);
      if (c >= at && c != at) emit(Op::move, at, c);
      const uint32_t kept = c < at ? c : at;
      const uint32_t base = c < at ? at : at + 1;
      const Result r = eval(h.body, subject, base, depth + 1);
      const uint32_t v = any_register(r.value, r.top);
      touch(v);
      emit(Op::fast, 0, v, kept);
      emit_word(0);
      to_register(in_register(v), at, v + 1);
      return made(at);
    }
    if (h.tag == "bout"_n || h.tag == "xray"_n) {
      const HintKind kind = h.tag == "bout"_n ? HintKind::bout : HintKind::xray;
      const uint32_t c = any_register(clue == nullptr ? constant(Noun::direct(0)) : clue, top);
      emit(Op::hint_start, at, c, static_cast<uint32_t>(kind));
      emit_constant(h.body);
      const Result r = eval(h.body, subject, at + 1, depth + 1);
      const uint32_t v = any_register(r.value, r.top);
      emit(Op::hint_end, at, v, static_cast<uint32_t>(kind));
      emit_constant(h.body);
      return made(at);
    }
    return eval(h.body, subject, at, depth + 1);
  }

  // As eval, but the product is what the frame returns: calls take its place.
  void tail(Noun formula, V subject, uint32_t at, unsigned depth) {
    if (formula.is_cell() && !too_deep(at, depth) && formula.head().is_direct()) {
      const Noun arg = formula.tail();
      switch (formula.head().direct_value()) {
        case 2: {
          if (!arg.is_cell()) break;
          const Result s = eval(arg.head(), subject, at, depth + 1);
          if (is_quoted(arg.tail())) {
            tail(arg.tail().tail(), s.value, s.top, depth + 1);
            return;
          }
          const Result f = eval(arg.tail(), subject, s.top, depth + 1);
          const auto [sr, fr] = two_registers(s.value, f.value, f.top);
          emit(Op::tail_call, 0, sr, fr);
          return;
        }
        case 6: {
          if (!arg.is_cell() || !arg.tail().is_cell()) break;
          Label no;
          const Truth known = condition(arg.head(), subject, at, depth + 1, no);
          if (known != Truth::no) tail(arg.tail().head(), subject, at, depth + 1);
          place(no);
          if (known != Truth::yes) tail(arg.tail().tail(), subject, at, depth + 1);
          return;
        }
        case 7: {
          if (!arg.is_cell()) break;
          const Result s = eval(arg.head(), subject, at, depth + 1);
          tail(arg.tail(), s.value, s.top, depth + 1);
          return;
        }
        case 8: {
          if (!arg.is_cell()) break;
          const Result s = pushed(arg.head(), subject, at, depth);
          tail(arg.tail(), s.value, s.top, depth + 1);
          return;
        }
        case 9: {
          if (!arg.is_cell() || !arg.head().is_atom()) break;
          const Result core = eval(arg.tail(), subject, at, depth + 1);
          kick(any_register(core.value, core.top), arg.head(), at, true);
          return;
        }
        case 11: {
          const Hint h = take_hint(arg);
          if (h.tag.is_none() || needs_end(h)) break;
          if (!h.clue.is_none()) {
            const Result c = eval(h.clue, subject, at, depth + 1);
            if (h.tag == "slog"_n) {
              const uint32_t r = any_register(c.value, c.top);
              touch(r);
              emit(Op::hint_slog, 0, r);
            }
          }
          tail(h.body, subject, at, depth + 1);
          return;
        }
        default:
          break;
      }
    } else if (formula.is_cell() && too_deep(at, depth)) {
      emit(Op::tail_known, 0, any_register(subject, at));
      emit_constant(formula);
      return;
    }
    const Result r = eval(formula, subject, at, depth + 1);
    emit(Op::ret, any_register(r.value, r.top));
  }

  Heap& heap_;
  std::unique_ptr<Code> code_;
  std::deque<Value> values_;
  std::vector<size_t> constant_words_;
  uint32_t max_register_ = 0;
};

}  // namespace

std::unique_ptr<Code> compile_formula(Heap& heap, Noun formula) {
  return FormulaCompiler(heap, formula).run();
}

}  // namespace galena
