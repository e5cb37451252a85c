// The parser: source text to AST.
//
// The AST is the noun of the reference of that kelvin, bit for bit, hash-consed in the caller's arena (++vast, ++ream,
// ++rain). The grammar is of the PEG kind: ordered alternatives without coming back once one has matched. So is this
// parser, a recursive descent over bytes that remembers the results of long stretches, which keeps it linear where
// alternatives share what they begin with.
#pragma once

#include <cstdint>
#include <string_view>

#include "hoon/noun/error.h"
#include "hoon/noun/kelvin.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// Which places in a source its AST records.
enum class Places : uint8_t {
  all,     // of everything
  marked,  // of what the source marks with !:
};

struct ParseOptions {
  // A path, (list @ta), or none(). With a path, the AST records where in the source things stood: each hoon and spec is
  // wrapped in [%dbug [path [line column] [line column]] ...]. Without one, only what the source marks is, under the
  // empty path. The path is also what a `=` in a path literal stands for.
  Noun spots_path = Noun::none();
  Places places = Places::all;
  Kelvin kelvin = {};
};

struct ParseResult {
  Noun ast = Noun::none();            // none() where the text is refused
  bool too_deep = false;              // refused because it nests deeper than the stack allows; the place is where
  bool crashed = false;               // refused because the reference crashes instead of reporting a syntax error,
  ErrorKind crash = ErrorKind::bail;  // with what it says, if that is something
  // From 1: the farthest place that the parser looked at. In a refused text this is where the reference says that the
  // syntax error is.
  uint32_t line = 0;
  uint32_t column = 0;
};

// Parses the whole of `source`. Whitespace and comments around the expression are allowed. Nouns that were made for
// alternatives which failed stay in the arena. Throws OutOfMemory. Runs on a deep stack (hoon/noun/stack.h).
// Foreign bytes: fuzz_parser.
ParseResult parse(Arena& arena, std::string_view source, const ParseOptions& options = {});

}  // namespace galena::hoon
