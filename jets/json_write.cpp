// JSON: values as texts.
#include "jets/json.h"
#include "jets/octets.h"
#include "jets/tree.h"

namespace galena::jets {
namespace {

class Writer {
 public:
  explicit Writer(Machine& machine) : machine_(machine) {}

  // False where that is no value.
  bool write(Noun value) {
    if (!begin(value)) return false;
    for (; !open_.empty(); pace_.step()) {
      Open& top = open_.back();
      if (top.rest == kNull) {
        put(top.object ? '}' : ']');
        open_.pop_back();
        continue;
      }
      if (!top.rest.is_cell()) return false;
      if (!std::exchange(top.first, false)) put(',');
      Noun item = top.rest.head();
      top.rest = top.rest.tail();
      if (top.object) {
        if (!item.is_cell() || !item.head().is_atom()) return false;
        quote(item.head());
        put(':');
        item = item.tail();
      }
      if (!begin(item)) return false;
    }
    return true;
  }
  Noun text() { return machine_.heap().atom_bytes(out_); }

 private:
  // A list or a map that is being written.
  struct Open {
    Noun rest;
    bool object, first = true;
  };

  bool begin(Noun value) {
    if (value == kNull) return put("null"), true;
    if (!value.is_cell()) return false;
    const Noun kind = value.head(), content = value.tail();
    if (kind == "b"_n) {
      if (content != kYes && content != kNo) return false;
      return put(content == kYes ? "true" : "false"), true;
    }
    if (kind == "n"_n) {
      if (!content.is_atom()) return false;
      const Octets digits(content);
      out_.insert(out_.end(), digits.span().begin(), digits.span().end());
      return true;
    }
    if (kind == "s"_n) return content.is_atom() && (quote(content), true);
    if (kind == "a"_n) return put('['), open_.push_back({content, false}), true;
    if (kind != "o"_n) return false;
    const Noun items = tree_tap(machine_, machine_.heap().tuple(kNull, kNull, kNull, content, kNull));
    if (items == kDecline) return false;
    return put('{'), open_.push_back({items, true}), true;
  }

  void quote(Noun text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    const Octets bytes(text);
    put('"');
    for (const uint8_t byte : bytes.span()) {
      if (byte == '\n') {
        put("\\n");
      } else if (byte == '"' || byte == '\\') {
        put('\\');
        put(static_cast<char>(byte));
      } else if (byte < 32 || byte == 127) {
        put("\\u00");
        put(kDigits[byte >> 4]);
        put(kDigits[byte & 15]);
      } else {
        out_.push_back(byte);
      }
      pace_.step();
    }
    put('"');
  }

  void put(char c) { out_.push_back(static_cast<uint8_t>(c)); }
  void put(std::string_view text) { out_.insert(out_.end(), text.begin(), text.end()); }

  Machine& machine_;
  Bytes out_;
  Scratch<Open> open_;
  Pace pace_;
};

}  // namespace

Noun json_en(Machine& machine, Noun core) {
  const Noun value = sample(core);
  if (value.is_none()) return kDecline;
  Writer writer(machine);
  return writer.write(value) ? writer.text() : kDecline;
}

}  // namespace galena::jets
