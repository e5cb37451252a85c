// What a parser was after at the place where a text goes wrong, for messages.
//
// A syntax error is a place: the farthest that any alternative got. This parses the text once more and notes what was
// tried there, and which brackets and runes were open around it. The grammar is the parser's own, so that what is said
// is what would have been taken. Costs two parses of the text; nothing is noted where nobody asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/parse/imports.h"
#include "hoon/text/source.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// X(id, words)
#define GALENA_HOON_WANTED(X)                         \
  X(expression, "an expression")                      \
  X(structure, "a structure (a type)")                \
  X(wing, "a wing (the name of a thing)")             \
  X(name, "a name")                                   \
  X(term, "a name behind `%`")                        \
  X(declaration, "a name or a type, as in `a=@ud`")   \
  X(tested, "what is tested")                         \
  X(hint, "a hint, as `%name` or `%name.expression`") \
  X(pattern, "a name or a pattern of names")          \
  X(number, "a number")                               \
  X(gap, "a gap (two spaces or a new line)")          \
  X(space, "a space and another part")                \
  X(comma, "a comma, a space and another pair")       \
  X(parenthesis, "`(`")                               \
  X(arm, "an arm (`++` or `+$`)")                     \
  X(file_name, "the name of a file")                  \
  X(path, "a path, as in `/lib/name`")                \
  X(close, "what closes the form that is open")       \
  X(end, "the end of the text")

enum class Wanted : uint8_t {
#define X(id, words) id,
  GALENA_HOON_WANTED(X)
#undef X
};

// In the words of the language. Of `close` the form that is open knows more.
std::string_view words_of(Wanted wanted);

// A bracket, a quote, a rune or an arm that has begun and has not ended.
struct OpenForm {
  Place at;
  std::string glyphs;  // what it begins with
  std::string close;   // what ends it, if something does
  unsigned parts = 0;  // of a rune: what it has, of what it takes
  unsigned takes = 0;  // 0 where it takes any number
  bool tall = false;
};

struct Expected {
  Place farthest;              // where the syntax error is
  Place at;                    // where what is wanted would begin: there, or before it where a part of it is there
  std::vector<Wanted> wanted;  // each once, in the order of the table; none where all that is known is the place
  std::vector<OpenForm> open;  // the outermost first
  std::optional<OpenForm> complete;  // the last rune before `at` that has all its parts
};

// What is expected where `text` has its syntax error, as a file with the import header of `builder` or without one.
// Throws OutOfMemory.
Expected expected_in(Arena& arena, std::string_view text, std::optional<Builder> builder, Kelvin kelvin = {});

}  // namespace galena::hoon
