// Text nouns: the notation in which people and test data write nouns.
//
//   noun  = atom | "[" noun noun+ "]"          [a b c] is [a [b c]]; whitespace is free
//   atom  = 1234 | 1.234.567                   decimal, plain or in groups of three
//         | 0xdeadbeef | 0xdead.beef           hexadecimal, plain or in groups of four
//         | 'text'                             a cord; \' \\ and \7f escape a quote, a backslash, a byte
//         | %term | %$                         a term: lower case, digits, hyphens
//
// The printer writes plain decimals, but hexadecimal from a million bytes on, where decimal takes a quarter of a second
// and more; one space between elements, and no brackets that are not needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "nock/noun/noun.h"

namespace galena {

enum class TextFault : uint8_t {
  none,
  no_noun,            // nothing but whitespace
  empty_cell,         // []
  single_element,     // [1]
  unclosed_cell,      // the text ends inside of a cell
  unopened_cell,      // ] without [
  trailing_text,      // more after the noun
  bad_character,      // no noun begins or goes on like this
  bad_number,         // a leading zero, or digits that are not grouped as they should be
  bad_escape,         // in a cord
  unterminated_cord,  // the line ends inside of a cord
};
// What the fault is, in a few words; a string literal.
const char* describe(TextFault fault);

struct TextRead {
  Noun noun = Noun::none();  // none if there is a fault
  TextFault fault = TextFault::none;
  size_t line = 0;    // of the fault, from 1
  size_t column = 0;  // in bytes, from 1

  bool ok() const { return fault == TextFault::none; }
};

// The noun that `text` denotes, made in `space`, an Arena or a Heap. Linear, but for long decimals; nesting is bounded
// by memory alone, and brackets that open in a row take none. Throws OutOfMemory if `space` is full.
// Foreign bytes: fuzz_text.
template <class Space>
TextRead read_text(Space& space, std::string_view text);

// The text of a noun: linear in the tree it denotes, but for large atoms. Polls.
std::string print_text(Noun noun);
// The same of at most about `most` bytes, which then end in ` ...`.
std::string print_text(Noun noun, size_t most);

// Whether an atom is so large that its decimal digits take too long.
bool is_very_large(Noun atom);
// Appends `0x` and the hexadecimal digits of an atom. Linear.
void append_hexadecimal(std::string& out, Noun atom);

// The same in pieces of about 64 KB, each handed to `write`, which says whether to go on. For nouns whose text may be
// longer than memory.
using TextWriter = bool (*)(void* context, std::string_view piece);
void print_text(Noun noun, TextWriter write, void* context);

// The bytes of an atom, least significant first, without zeros at the end: the text of a cord. `append_bytes` appends
// them.
std::string cord_text(Noun atom);
void append_bytes(std::string& out, Noun atom);

// Appends the decimal digits of an atom. Subquadratic.
void append_decimal(std::string& out, Noun atom);

}  // namespace galena
