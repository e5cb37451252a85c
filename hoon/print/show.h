// The documents that Hoon code builds for its messages, and the escapes in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hoon/print/tank.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

// ++mesc: appends `text` with backslashes doubled, and apostrophes, control characters and bytes above 126 as `\0x1f/`.
void append_mesc(std::string_view text, std::string& out);

// ++dash: appends `text` between two `quote`s, with backslashes, the quote and the characters of `special` behind a
// backslash, and control characters as a backslash and two hexadecimal digits.
void append_quoted(std::string_view text, char quote, std::string_view special, std::string& out);

// ++show: the document of a message in the format of stack traces, `[%c %find] [%l wing]` and the like. nullopt where
// the reference fails. Recursion follows the nesting of the message, not the length of lists in it.
std::optional<Tank> show(Noun message);

}  // namespace galena::hoon
