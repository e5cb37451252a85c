// What a command reads: a text from the command line, a file or standard input, and nouns as texts or jams.
#pragma once

#include <string>
#include <string_view>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"
#include "tools/galena/base/command_line.h"

namespace galena::tools {

// A text that is given as an argument, by `-f FILE`, or on standard input by the argument `-`.
struct TextInput {
  std::string argument;
  std::string file;

  // `name`: what the text is, for the help ("NOUN", "HOON").
  void add_to(CommandLine app, const std::string& name, const std::string& description);
  bool given() const { return !argument.empty() || !file.empty(); }
  // Throws Failure where there is none.
  std::string read() const;
  // Where it comes from, for diagnostics: the file, `<stdin>`, or `<argument>`.
  std::string name() const;
};

// The noun a text denotes. Throws Failure with place and cause: `NAME:LINE:COL: error: text: CAUSE`.
Noun read_noun(Heap& heap, const TextInput& input);
// What bytes that are no jam seem to be, as `Hoon source`; empty if there is nothing to be said.
std::string what_it_seems(std::string_view bytes);
// The noun a file holds as a jam. Throws Failure: what it seems to be instead, or the bit where it goes wrong.
Noun read_jam(Heap& heap, const std::string& path);
// The same of bytes that were read from `path`.
Noun read_jam(Heap& heap, const std::string& path, std::string_view bytes);

}  // namespace galena::tools
