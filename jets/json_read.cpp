// JSON: texts as values.
#include <cstdlib>

#include "jets/json.h"
#include "jets/octets.h"
#include "jets/tree.h"

namespace galena::jets {
namespace {

bool is_space(uint8_t c) {
  return c == 9 || c == 10 || c == 13 || c == ' ';
}
bool is_digit(uint8_t c) {
  return c >= '0' && c <= '9';
}

// Whether bytes are UTF-8: every character in its shortest form, and none of them half of one.
bool is_utf8(std::span<const uint8_t> bytes) {
  Pace pace;
  for (size_t i = 0; i < bytes.size(); pace.step()) {
    const uint8_t lead = bytes[i++];
    if (lead < 128) continue;
    if (lead < 194 || lead > 244) return false;
    uint8_t low = lead == 224 ? 160 : lead == 240 ? 144 : 128, top = lead == 237 ? 159 : lead == 244 ? 143 : 191;
    for (int more = lead < 224 ? 1 : lead < 240 ? 2 : 3; more > 0; --more, low = 128, top = 191) {
      if (i == bytes.size() || bytes[i] < low || bytes[i] > top) return false;
      ++i;
    }
  }
  return true;
}

class Reader {
 public:
  Reader(Machine& machine, std::span<const uint8_t> text) : machine_(machine), heap_(machine.heap()), text_(text) {}

  // None where the text is no value.
  Noun read() {
    Noun value = begin();
    // `value`: the one that has been read, if it is not the beginning of a list or a map.
    while (!value.is_none() || opened_) {
      if (std::exchange(opened_, false)) {
        if (closes()) {
          value = close();
        } else if (!before_value()) {
          return Noun::none();
        } else {
          value = begin();
        }
        continue;
      }
      skip();
      if (open_.empty()) return at_ == text_.size() ? value : Noun::none();
      add(value);
      if (closes()) {
        value = close();
      } else if (take(',') && before_value()) {
        value = begin();
      } else {
        return Noun::none();
      }
      pace_.step();
    }
    return Noun::none();
  }

 private:
  // A list or a map that is being read, from its end on.
  struct Open {
    bool object;
    Noun key;           // of the value that comes next
    size_t first_item;  // in items_
    Noun map = kNull;
  };

  void skip() {
    for (; at_ < text_.size() && is_space(text_[at_]); ++at_) pace_.step();
  }
  uint8_t peek() const { return at_ < text_.size() ? text_[at_] : 0; }
  bool take(char c) {
    if (peek() != static_cast<uint8_t>(c) || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.size() - at_ < word.size() || std::memcmp(text_.data() + at_, word.data(), word.size()) != 0)
      return false;
    at_ += word.size();
    return true;
  }
  bool closes() {
    skip();
    return take(open_.back().object ? '}' : ']');
  }

  // The key of a map, with what comes behind it.
  bool before_value() {
    if (!open_.back().object) return true;
    skip();
    open_.back().key = string();
    if (open_.back().key.is_none()) return false;
    skip();
    return take(':');
  }

  void add(Noun value) {
    Open& top = open_.back();
    if (!top.object) return items_.push_back(value);
    top.map = by_put(machine_, heap_.tuple(kNull, heap_.cons(top.key, value), kNull, top.map, kNull));
  }

  Noun close() {
    const Open top = open_.back();
    open_.pop_back();
    if (top.object) return heap_.cons("o"_n, top.map);
    const Noun list = heap_.list(std::span<const Noun>(items_).subspan(top.first_item));
    items_.resize(top.first_item);
    return heap_.cons("a"_n, list);
  }

  // A value without others in it, or the beginning of one with; none where there is neither, or `opened_`.
  Noun begin() {
    skip();
    if (take("null")) return kNull;
    if (take("true")) return heap_.cons("b"_n, kYes);
    if (take("false")) return heap_.cons("b"_n, kNo);
    if (peek() == '"') {
      const Noun text = string();
      return text.is_none() ? text : heap_.cons("s"_n, text);
    }
    const bool object = peek() == '{';
    if (take('[') || take('{')) {
      open_.push_back({object, kNull, items_.size()});
      opened_ = true;
      return Noun::none();
    }
    const size_t from = at_;
    if (!number()) return Noun::none();
    return heap_.cons("n"_n, heap_.atom_bytes(text_.subspan(from, at_ - from)));
  }

  size_t digits() {
    const size_t from = at_;
    for (; is_digit(peek()); ++at_) pace_.step();
    return at_ - from;
  }
  // As much as belongs to a number; false if none begins here.
  bool number() {
    take('-');
    if (!take('0') && digits() == 0) return false;
    size_t back = at_;
    if (!take('.') || digits() == 0) at_ = back;
    back = at_;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (digits() == 0) at_ = back;
    }
    return true;
  }

  // The text in quotes; none where there is no such text.
  Noun string() {
    if (!take('"')) return Noun::none();
    string_.clear();
    for (;; pace_.step()) {
      if (at_ == text_.size()) return Noun::none();
      const uint8_t byte = text_[at_++];
      if (byte == '"') break;
      if (byte < 32) return Noun::none();
      if (byte != '\\') {
        string_.push_back(byte);
      } else if (!escape()) {
        return Noun::none();
      }
    }
    return is_utf8(string_) ? heap_.atom_bytes(string_) : Noun::none();
  }

  // What stands behind a backslash.
  bool escape() {
    if (at_ == text_.size()) return false;
    switch (const uint8_t byte = text_[at_++]) {
      case '"':
      case '/':
      case '\\':
        return string_.push_back(byte), true;
      case 'b':
        return string_.push_back(8), true;
      case 't':
        return string_.push_back(9), true;
      case 'n':
        return string_.push_back(10), true;
      case 'f':
        return string_.push_back(12), true;
      case 'r':
        return string_.push_back(13), true;
      case 'u':
        break;
      default:
        return false;
    }
    const int32_t high = quad();
    if (high < 0 || (high >= 0xdc00 && high < 0xe000)) return false;
    if (high < 0xd800 || high >= 0xe000) return put(static_cast<uint32_t>(high)), true;
    if (!take("\\u")) return false;
    const int32_t low = quad();
    if (low < 0xdc00 || low >= 0xe000) return false;
    return put(0x10000 + (static_cast<uint32_t>(high - 0xd800) << 10) + static_cast<uint32_t>(low - 0xdc00)), true;
  }
  int32_t quad() {
    int32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const uint8_t c = peek();
      const int digit = is_digit(c)              ? c - '0'
                        : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                        : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                                 : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }
  // A character in UTF-8; nothing of the character 0.
  void put(uint32_t c) {
    const auto tail = [&](int shift) { string_.push_back(static_cast<uint8_t>(0x80 | (c >> shift & 0x3f))); };
    if (c == 0) return;
    if (c < 0x80) return string_.push_back(static_cast<uint8_t>(c));
    if (c < 0x800) {
      string_.push_back(static_cast<uint8_t>(0xc0 | c >> 6));
    } else if (c < 0x10000) {
      string_.push_back(static_cast<uint8_t>(0xe0 | c >> 12));
      tail(6);
    } else {
      string_.push_back(static_cast<uint8_t>(0xf0 | c >> 18));
      tail(12);
      tail(6);
    }
    tail(0);
  }

  Machine& machine_;
  Heap& heap_;
  std::span<const uint8_t> text_;
  size_t at_ = 0;
  bool opened_ = false;  // a list or a map has just begun
  Scratch<Open> open_;
  Scratch<Noun> items_;  // of all lists that are open
  Bytes string_;
  Pace pace_;
};

}  // namespace

Noun json_de(Machine& machine, Noun core) {
  const Noun text = sample(core);
  if (text.is_none() || !text.is_atom()) return kDecline;
  const Octets bytes(text);
  const Noun value = Reader(machine, bytes.span()).read();
  return value.is_none() ? kNull : machine.heap().cons(kNull, value);
}

}  // namespace galena::jets
