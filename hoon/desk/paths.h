// Paths in text, and names and paths of files as builders of desks read them.
//
// A path is knots with slashes between them: /a/b has two. Between two slashes, and behind the last one, there is
// always a knot, which may be empty: /x//count has three, /x/ has two. / alone has none, and so has no text at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nock/noun/arena.h"

namespace galena::hoon {

// The knots of /a/b, or of a/b: with or without the first slash. They lie in `path`.
std::vector<std::string_view> knots_of(std::string_view path);

// The path [%a %'b.hoon' ~] of /a/b.hoon or a/b.hoon.
Noun segments_of(Arena& arena, std::string_view path);

// The path /lib/foo/hoon of the file lib/foo.hoon, and the other way round.
Noun path_of_file(Arena& arena, std::string_view file);
std::string file_of_path(Noun path);

// Every way to read hyphens of a name as slashes, in the order in which files are looked for: all hyphens first, all
// slashes last, and a slash further to the left before one further to the right.
std::vector<std::string> readings_of(const std::string& name);

}  // namespace galena::hoon
