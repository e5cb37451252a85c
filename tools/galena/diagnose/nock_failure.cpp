#include "tools/galena/diagnose/nock_failure.h"

#include <fmt/format.h>

#include "hoon/noun/stack.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/nock.h"

namespace galena::tools {
namespace {

constexpr size_t kSteps = 1'000'000;
constexpr size_t kStack = size_t{64} << 20;
// Of a noun in a message.
constexpr size_t kShown = 60;

// A noun in brackets, with `...` for what is beyond `left` bytes.
void append_short(std::string& text, Noun noun, size_t limit) {
  bool first = true;
  for (bool in_tail = false;; in_tail = true) {
    if (!first) text += ' ';
    if (text.size() > limit) {
      text += "...";
      if (in_tail) text += ']';
      return;
    }
    if (noun.is_atom()) {
      if (noun.is_direct()) {
        append_decimal(text, noun);
      } else {
        text += "...";
      }
      if (in_tail) text += ']';
      return;
    }
    if (!in_tail) text += '[';
    append_short(text, noun.head(), limit);
    first = false;
    noun = noun.tail();
  }
}

std::string short_text(Noun noun) {
  std::string text = "`";
  append_short(text, noun, kShown);
  return text + "`";
}

struct Crash {
  std::string words;
};
// It takes too long, or does what is not looked into.
struct GaveUp {};

class Plain {
 public:
  explicit Plain(Heap& heap) : heap_(heap) {}

  Noun run(Noun subject, Noun formula) {
    hoon::check_stack();
    for (;;) {
      if (++steps_ > kSteps) throw GaveUp{};
      const Operation o = operation_of(formula);
      switch (o.op) {
        case Opcode::slot:
          return part(subject, o.a, formula);
        case Opcode::constant:
          return o.a;
        case Opcode::evaluate: {
          const Noun next = run(subject, o.a);
          formula = run(subject, o.b);
          subject = next;
          break;
        }
        case Opcode::is_cell:
          return run(subject, o.a).is_cell() ? kYes : kNo;
        case Opcode::increment: {
          const Noun value = run(subject, o.a);
          if (value.is_cell()) throw Crash{short_text(formula) + " increments a cell, " + short_text(value)};
          if (!value.is_direct() || value.direct_value() >= INT64_MAX) throw GaveUp{};
          return Noun::direct(value.direct_value() + 1);
        }
        case Opcode::equal: {
          const Noun left = run(subject, o.a);
          return equal(left, run(subject, o.b)) ? kYes : kNo;
        }
        case Opcode::branch: {
          const Noun test = run(subject, o.a);
          if (test != kYes && test != kNo) {
            throw Crash{
                fmt::format("the test of {} is {}, and neither 0 nor 1", short_text(formula), short_text(test))};
          }
          formula = test == kYes ? o.b : o.c;
          break;
        }
        case Opcode::compose:
          subject = run(subject, o.a);
          formula = o.b;
          break;
        case Opcode::push:
          subject = heap_.cons(run(subject, o.a), subject);
          formula = o.b;
          break;
        case Opcode::kick: {
          subject = run(subject, o.b);
          formula = part(subject, o.a, formula);
          break;
        }
        case Opcode::edit: {
          const Noun whole = run(subject, o.c);
          const Noun value = run(subject, o.b);
          return changed(whole, o.a, value, formula);
        }
        case Opcode::hint:
          if (!o.b.is_none()) run(subject, o.b);
          if (o.a.is_cell()) throw Crash{"the tag of " + short_text(formula) + " is a cell"};
          formula = o.c;
          break;
        case Opcode::scry:
          throw Crash{"nothing answers the scry of " + short_text(formula)};
        case Opcode::cons: {
          const Noun head = run(subject, o.a);
          return heap_.cons(head, run(subject, o.b));
        }
        case Opcode::malformed:
          throw Crash{short_text(formula) + (formula.is_atom() ? ", an atom, is no formula" : " is no formula")};
      }
    }
  }

 private:
  [[noreturn]] static void nothing(Noun formula, Noun axis, Noun of) {
    throw Crash{fmt::format("{} finds nothing at axis {} of {}", short_text(formula),
                            axis.is_direct() ? std::to_string(axis.direct_value()) : "...", short_text(of))};
  }

  static Noun part(Noun subject, Noun axis, Noun formula) {
    if (axis == Noun::zero()) nothing(formula, axis, subject);
    if (!axis.is_direct()) throw GaveUp{};
    Noun at = subject;
    const uint64_t bits = axis.direct_value();
    for (int i = 62 - __builtin_clzll(bits); i >= 0; --i) {
      if (at.is_atom()) nothing(formula, axis, subject);
      at = (bits >> i & 1) != 0 ? at.tail() : at.head();
    }
    return at;
  }

  Noun changed(Noun whole, Noun axis, Noun value, Noun formula) {
    if (axis == Noun::zero()) nothing(formula, axis, whole);
    if (!axis.is_direct()) throw GaveUp{};
    const uint64_t bits = axis.direct_value();
    const int depth = 63 - __builtin_clzll(bits);
    std::vector<Noun> cells;
    Noun at = whole;
    for (int i = depth - 1; i >= 0; --i) {
      if (at.is_atom()) nothing(formula, axis, whole);
      cells.push_back(at);
      at = (bits >> i & 1) != 0 ? at.tail() : at.head();
    }
    for (int i = 0; i < depth; ++i) {
      const Noun cell = cells[static_cast<size_t>(depth - 1 - i)];
      value = (bits >> i & 1) != 0 ? heap_.cons(cell.head(), value) : heap_.cons(value, cell.tail());
    }
    return value;
  }

  Heap& heap_;
  size_t steps_ = 0;
};

}  // namespace

std::optional<std::string> nock_failure(Heap& heap, Noun subject, Noun formula) {
  return hoon::run_on_deep_stack(kStack, [&]() -> std::optional<std::string> {
    try {
      Plain(heap).run(subject, formula);
    } catch (const Crash& crash) {
      return crash.words;
    } catch (const GaveUp&) {
    } catch (const hoon::TooDeep&) {
    } catch (const OutOfMemory&) {
    }
    return std::nullopt;
  });
}

}  // namespace galena::tools
