// Files and standard streams of the command.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nock/noun/noun.h"

namespace galena::tools {

// The whole of a regular file, or of standard input where `path` is "-". A descriptor that is open already may be named
// too (/dev/stdin, /dev/fd/3), and be a pipe. Throws Failure: no such file, another kind, no permission, larger than
// memory.
std::string read_file(const std::string& path);

// Writes a file, or standard output where `path` is "-". Throws Failure. A file that could not be written whole is
// removed.
void write_file(const std::string& path, std::span<const uint8_t> bytes);

// Text on standard output and standard error, as it may be shown on a terminal (nock/base/visible.h). A closed pipe
// ends the process quietly.
void print(std::string_view text);
void print_line(std::string_view text);
void complain(std::string_view line);  // a line on stderr

void print_lines(const std::vector<std::string>& lines);

// The text noun of `noun` and a newline, in pieces, on standard output. Of a text of more than 16 MB that is not wanted
// `whole`, the beginning and ` ...`, and on standard error what is left out. Polls.
void print_noun(Noun noun, bool whole = false);
// `depth 3, 7 cells (3 distinct), 8 atoms`
std::string describe_size(Noun noun);
// 0x%08x
void print_mug(Noun noun);

}  // namespace galena::tools
