#include "nock/noun/text.h"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <vector>

#include "nock/base/limits.h"
#include "nock/base/worklist.h"
#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/long_arithmetic.h"

namespace galena {
namespace {

static_assert(GMP_NUMB_BITS == 64, "limbs are handed to GMP as they are");

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
// The value of a hexadecimal digit, or -1.
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (is_lower(c) && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

template <class Space>
class Reader {
 public:
  Reader(Space& space, std::string_view text) : space_(space), text_(text) {}

  TextRead run() {
    Pace pace;
    for (;;) {
      pace.step();
      skip_space();
      if (at_ == text_.size()) return fail(opened_ == 0 ? TextFault::no_noun : TextFault::unclosed_cell);
      if (text_[at_] == '[') {
        open_cell();
        continue;
      }
      Noun noun;
      const TextFault fault = text_[at_] == ']' ? close_cell(noun) : read_atom(noun);
      if (fault != TextFault::none) return fail(fault);
      if (opened_ == 0) return finish(noun);
      items_.push(noun.word());
    }
  }

 private:
  // On the stack, between the elements read so far, stands how many cells opened in a row. The top bit tells such a
  // word from a noun: a direct atom with it has an even word, and no address has it.
  static constexpr uint64_t kOpenings = uint64_t{1} << 63 | 1;
  static constexpr uint64_t kOneOpening = 4;
  static bool is_openings(uint64_t word) { return (word & kOpenings) == kOpenings; }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  void open_cell() {
    if (items_.empty() || !is_openings(items_.back())) items_.push(kOpenings);
    items_.back() += kOneOpening;
    ++opened_;
    ++at_;
  }

  TextFault close_cell(Noun& noun) {
    if (opened_ == 0) return TextFault::unopened_cell;
    if (is_openings(items_.back())) return TextFault::empty_cell;
    noun = Noun::from_word(items_.pop());
    if (is_openings(items_.back())) return TextFault::single_element;
    GALENA_CHECK(noun.is_noun());
    do {
      noun = space_.cons(Noun::from_word(items_.pop()), noun);
    } while (!is_openings(items_.back()));
    items_.back() -= kOneOpening;
    if (items_.back() == kOpenings) items_.drop();
    --opened_;
    ++at_;
    return TextFault::none;
  }

  TextFault read_atom(Noun& noun) {
    const char c = text_[at_];
    TextFault fault;
    if (is_digit(c)) {
      fault = text_.substr(at_, 2) == "0x" ? read_hexadecimal(noun) : read_decimal(noun);
    } else if (c == '\'') {
      fault = read_cord(noun);
    } else if (c == '%') {
      fault = read_term(noun);
    } else {
      fault = TextFault::bad_character;
    }
    if (fault != TextFault::none) return fault;
    if (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '[' && text_[at_] != ']') {
      return TextFault::bad_character;
    }
    return TextFault::none;
  }

  TextFault read_decimal(Noun& noun) {
    const size_t start = at_;
    if (const TextFault fault = read_groups(3, [](char c) { return is_digit(c) ? c - '0' : -1; });
        fault != TextFault::none) {
      return fault;
    }
    if (text_[start] == '0' && digits_.size() > 1) {
      at_ = start;
      return TextFault::bad_number;
    }
    noun = from_digits(10);
    return TextFault::none;
  }
  TextFault read_hexadecimal(Noun& noun) {
    at_ += 2;
    if (const TextFault fault = read_groups(4, hex_value); fault != TextFault::none) return fault;
    noun = from_digits(16);
    return TextFault::none;
  }
  // Digits into digits_: plain, or a group of at most `group` and then groups of exactly as many, a dot before each.
  template <class Value>
  TextFault read_groups(size_t group, Value value) {
    digits_.clear();
    const size_t first = read_run(value);
    if (first == 0) return TextFault::bad_number;
    while (at_ < text_.size() && text_[at_] == '.') {
      if (first > group) return TextFault::bad_number;
      ++at_;
      if (read_run(value) != group) return TextFault::bad_number;
    }
    return TextFault::none;
  }
  template <class Value>
  size_t read_run(Value value) {
    const size_t start = at_;
    for (; at_ < text_.size(); ++at_) {
      const int digit = value(text_[at_]);
      if (digit < 0) break;
      digits_.push_back(static_cast<uint8_t>(digit));
    }
    return at_ - start;
  }
  Noun from_digits(uint64_t base) {
    // The longest numbers below 2^64 for sure: 19 decimal digits, 16 hexadecimal.
    if (digits_.size() <= 16) {
      uint64_t value = 0;
      for (const uint8_t digit : digits_) value = value * base + digit;
      return space_.atom(value);
    }
    // A digit is at most four bits.
    limbs_.resize(long_arithmetic::limbs_of_digits(digits_.size()));
    if (base == 10) {
      const size_t size = long_arithmetic::read_decimal(limbs_.data(), digits_.data(), digits_.size());
      return space_.atom_limbs({limbs_.data(), size});
    }
    const mp_size_t size = mpn_set_str(reinterpret_cast<mp_limb_t*>(limbs_.data()), digits_.data(), digits_.size(),
                                       static_cast<int>(base));
    return space_.atom_limbs({limbs_.data(), static_cast<size_t>(size)});
  }

  TextFault read_cord(Noun& noun) {
    const size_t start = at_++;
    digits_.clear();
    for (;; ++at_) {
      if (at_ == text_.size() || text_[at_] == '\n') {
        at_ = start;
        return TextFault::unterminated_cord;
      }
      char c = text_[at_];
      if (c == '\'') break;
      if (c == '\\') {
        if (const TextFault fault = read_escape(c); fault != TextFault::none) return fault;
      }
      digits_.push_back(static_cast<uint8_t>(c));
    }
    ++at_;
    noun = digits_.empty() ? Noun::direct(0) : space_.atom_bytes(digits_);
    return TextFault::none;
  }
  // At a backslash: the byte, and at_ on the last character of the escape.
  TextFault read_escape(char& c) {
    const std::string_view rest = text_.substr(at_ + 1, 2);
    if (!rest.empty() && (rest[0] == '\'' || rest[0] == '\\')) {
      c = rest[0];
      at_ += 1;
      return TextFault::none;
    }
    if (rest.size() < 2 || hex_value(rest[0]) < 0 || hex_value(rest[1]) < 0) return TextFault::bad_escape;
    c = static_cast<char>(hex_value(rest[0]) << 4 | hex_value(rest[1]));
    at_ += 2;
    return TextFault::none;
  }

  TextFault read_term(Noun& noun) {
    const size_t start = ++at_;
    if (text_.substr(at_, 1) == "$") {
      ++at_;
      noun = Noun::direct(0);
      return TextFault::none;
    }
    if (at_ == text_.size() || !is_lower(text_[at_])) return TextFault::bad_character;
    while (at_ < text_.size() && (is_lower(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '-')) ++at_;
    noun = space_.cord(text_.substr(start, at_ - start));
    return TextFault::none;
  }

  TextRead finish(Noun noun) {
    skip_space();
    if (at_ == text_.size()) return {noun};
    return fail(text_[at_] == ']' ? TextFault::unopened_cell : TextFault::trailing_text);
  }
  TextRead fail(TextFault fault) const {
    const std::string_view before = text_.substr(0, at_);
    const auto line = static_cast<size_t>(std::count(before.begin(), before.end(), '\n'));
    const size_t line_start = line == 0 ? 0 : before.rfind('\n') + 1;
    return {Noun::none(), fault, line + 1, at_ - line_start + 1};
  }

  Space& space_;
  const std::string_view text_;
  size_t at_ = 0;
  size_t opened_ = 0;
  Worklist<uint64_t, 256> items_;
  std::vector<uint8_t> digits_;  // of a number, each its value; or the bytes of a cord
  std::vector<uint64_t> limbs_;
};

class Printer {
 public:
  Printer(TextWriter write, void* context) : write_(write), context_(context) {}

  // Leaves in `out` what was not written.
  void run(Noun noun, std::string& out) {
    Worklist<Noun, 256> tails;
    Pace pace;
    for (;;) {
      while (noun.is_cell()) {
        pace.step();
        out += '[';
        tails.push(noun.tail());
        noun = noun.head();
        if (!flush(out)) return;
      }
      append_number(out, noun);
      // A tail that is a cell goes on in the brackets of the cell it belongs to; one that is an atom closes them.
      for (;;) {
        if (!flush(out)) return;
        if (tails.empty()) return;
        const Noun tail = tails.pop();
        pace.step();
        out += ' ';
        if (tail.is_cell()) {
          tails.push(tail.tail());
          noun = tail.head();
          break;
        }
        append_number(out, tail);
        out += ']';
      }
    }
  }

 private:
  static constexpr size_t kPiece = size_t{1} << 16;

  static void append_number(std::string& out, Noun atom) {
    is_very_large(atom) ? append_hexadecimal(out, atom) : append_decimal(out, atom);
  }

  bool flush(std::string& out) const {
    if (out.size() < kPiece || write_ == nullptr) [[likely]]
      return true;
    const bool go_on = write_(context_, out);
    out.clear();
    return go_on;
  }

  TextWriter write_;
  void* context_;
};

}  // namespace

const char* describe(TextFault fault) {
  switch (fault) {
    case TextFault::none:
      return "no fault";
    case TextFault::no_noun:
      return "there is no noun";
    case TextFault::empty_cell:
      return "a cell without elements";
    case TextFault::single_element:
      return "a cell of one element";
    case TextFault::unclosed_cell:
      return "unbalanced: the text ends inside of a cell";
    case TextFault::unopened_cell:
      return "unbalanced: ']' closes nothing";
    case TextFault::trailing_text:
      return "more text after the noun";
    case TextFault::bad_character:
      return "unexpected character";
    case TextFault::bad_number:
      return "malformed number";
    case TextFault::bad_escape:
      return "malformed escape in a cord";
    case TextFault::unterminated_cord:
      return "unterminated cord";
  }
  return "unknown fault";
}

template <class Space>
TextRead read_text(Space& space, std::string_view text) {
  return Reader<Space>(space, text).run();
}
namespace {

// Whether a short text reads back as `noun`.
[[maybe_unused]] bool reads_as(std::string_view text, Noun noun) {
  Arena arena(size_t{1} << 20);
  const TextRead read = read_text(arena, text);
  return read.ok() && equal(read.noun, noun);
}

}  // namespace

template TextRead read_text(Arena&, std::string_view);
template TextRead read_text(Heap&, std::string_view);

void append_bytes(std::string& out, Noun atom) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  // Limbs lie least significant first, as do the bytes in each on the machines we run on.
  static_assert(std::endian::native == std::endian::little);
  out.append(reinterpret_cast<const char*>(limbs.data), byte_length(atom));
}

std::string cord_text(Noun atom) {
  std::string text;
  append_bytes(text, atom);
  return text;
}

void append_decimal(std::string& out, Noun atom) {
  if (atom.is_direct()) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, atom.direct_value()).ptr;
    out.append(digits, end);
    return;
  }
  long_arithmetic::append_decimal(out, atom.indirect()->limbs, static_cast<size_t>(atom.indirect()->size()));
}

std::string print_text(Noun noun) {
  std::string out;
  Printer(nullptr, nullptr).run(noun, out);
  GALENA_CHECK(out.size() > 1000 || !GALENA_NOW_AND_THEN(16) || reads_as(out, noun));
  return out;
}

bool is_very_large(Noun atom) {
  return atom.is_indirect() && atom.indirect()->size() >= size_t{1} << 17;
}

void append_hexadecimal(std::string& out, Noun atom) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  out += "0x";
  char digits[16];
  Pace pace;
  for (size_t i = limbs.size; i-- > 0;) {
    pace.step();
    const char* const end = std::to_chars(digits, digits + sizeof digits, limbs.data[i], 16).ptr;
    const auto count = static_cast<size_t>(end - digits);
    if (i + 1 != limbs.size) out.append(sizeof digits - count, '0');
    out.append(digits, count);
  }
  if (limbs.size == 0) out += '0';
}

std::string print_text(Noun noun, size_t most) {
  struct Bounded {
    std::string text;
    size_t most;
  } bounded{{}, most};
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto& b = *static_cast<Bounded*>(context);
        b.text.append(piece.substr(0, b.most - std::min(b.most, b.text.size())));
        return b.text.size() < b.most;
      },
      &bounded);
  if (bounded.text.size() >= most) bounded.text += " ...";
  return std::move(bounded.text);
}

void print_text(Noun noun, TextWriter write, void* context) {
  std::string out;
  bool whole = true;
  struct Guarded {
    TextWriter write;
    void* context;
    bool* whole;
  } guarded{write, context, &whole};
  Printer(
      [](void* p, std::string_view piece) {
        auto* g = static_cast<Guarded*>(p);
        return *g->whole = g->write(g->context, piece);
      },
      &guarded)
      .run(noun, out);
  if (whole && !out.empty()) write(context, out);
}

}  // namespace galena
