// Names and paths of files, as builders of desks read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nock/noun/arena.h"

namespace galena::hoon {

// The path [%a %'b.hoon' ~] of /a/b.hoon or a/b.hoon.
Noun segments_of(Arena& arena, std::string_view path);

// Every way to read hyphens of a name as slashes, in the order in which files are looked for: all hyphens first, all
// slashes last, and a slash further to the left before one further to the right.
std::vector<std::string> readings_of(const std::string& name);

}  // namespace galena::hoon
