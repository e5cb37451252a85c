// Files, standard streams and diagnostics of the command.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena::tools {

// The whole of a file, or of standard input where `path` is "-". Throws Failure: no such file, a directory, no
// permission, larger than memory.
std::string read_file(const std::string& path);

// Writes a file, or standard output where `path` is "-". Throws Failure. A file that could not be written whole is
// removed.
void write_file(const std::string& path, std::span<const uint8_t> bytes);

// Standard output and standard error. A closed pipe ends the process quietly.
void print(std::string_view text);
void print_line(std::string_view text);
void complain(std::string_view line);  // a line on stderr

void print_lines(const std::vector<std::string>& lines);

// The text noun of `noun` and a newline, in pieces, on standard output.
void print_noun(Noun noun);
// 0x%08x
void print_mug(Noun noun);

// A text that is given as an argument, by `-f FILE`, or on standard input by the argument `-`.
struct TextInput {
  std::string argument;
  std::string file;

  // `name`: what the text is, for the help ("NOUN", "HOON").
  void add_to(CLI::App& app, const std::string& name, const std::string& description);
  bool given() const { return !argument.empty() || !file.empty(); }
  // Throws Failure where there is none.
  std::string read() const;
  // Where it comes from, for diagnostics: the file, `<stdin>`, or `<argument>`.
  std::string name() const;
};

// The noun a text denotes. Throws Failure with place and cause: `NAME:LINE:COL: error: text: CAUSE`.
Noun read_noun(Heap& heap, const TextInput& input);
// The noun a file holds as a jam. Throws Failure with the bit where it goes wrong.
Noun read_jam(Heap& heap, const std::string& path);

// 512, 64K, 100M, 2G, 1T: bytes, in powers of 1024. Throws Failure.
size_t parse_size(const std::string& text);
// Bytes for the heap of a command that only reads nouns: `text` where it is not empty, else a share of the machine's
// memory.
size_t noun_memory(const std::string& text);
// The same back, for messages: the largest unit that leaves no fraction.
std::string format_size(size_t bytes);

}  // namespace galena::tools
