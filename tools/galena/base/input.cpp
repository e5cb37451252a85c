#include "tools/galena/base/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"

namespace galena::tools {

void TextInput::add_to(CommandLine app, const std::string& name, const std::string& description) {
  const Option text = app.option(name, argument, description + "; - reads standard input");
  app.option("-f,--file", file, "Read it from a file").type_name("FILE").excludes(text);
}

std::string TextInput::read() const {
  if (!given()) throw Failure{Exit::usage, "error: nothing to read: give a text, -f FILE, or - for standard input"};
  if (!file.empty()) return read_file(file);
  return argument == "-" ? read_file(argument) : argument;
}

std::string TextInput::name() const {
  if (!file.empty() && file != "-") return file;
  return file == "-" || argument == "-" ? "<stdin>" : "<argument>";
}

Noun read_noun(Heap& heap, const TextInput& input) {
  const TextRead read = read_text(heap, input.read());
  if (!read.ok()) {
    throw Failure{Exit::usage,
                  fmt::format("{}:{}:{}: error: text: {}", input.name(), read.line, read.column, describe(read.fault))};
  }
  return read.noun;
}

namespace {

// Text has no control characters but white space, and bytes above 127 only as UTF-8 has them, which is taken for
// granted here. A jam of any length that has only such bytes is rare, and one that cannot be read is rarer.
bool is_text(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte >= ' ' ? byte != 0x7f : byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
  });
}

// What begins so, and is no jam.
struct Beginning {
  std::string_view bytes;
  const char* what;
};
constexpr Beginning kBinary[] = {
    {"\x7f"
     "ELF",
     "a program"},
    {"\x1f\x8b", "compressed by gzip"},
    {"\x28\xb5\x2f\xfd", "compressed by zstd"},
    {"\xfd"
     "7zXZ",
     "compressed by xz"},
    {"BZh", "compressed by bzip2"},
    {"PK\x03\x04", "a ZIP archive"},
    {"\x89PNG", "a picture"},
    {"%PDF", "a PDF document"},
};
constexpr Beginning kText[] = {
    {"::", "Hoon source"}, {"/+", "Hoon source"},
    {"/-", "Hoon source"}, {"/=", "Hoon source"},
    {"|", "Hoon source"},  {"=", "Hoon source"},
    {"!", "Hoon source"},  {":-", "Hoon source"},
    {"%-", "Hoon source"}, {"~", "Hoon source"},
    {"^", "Hoon source"},  {"?", "Hoon source"},
    {"{", "JSON"},         {"#!", "a script"},
    {"<", "HTML or XML"},  {"[", "a noun as text: `galena jam` makes a jam of it"},
};

}  // namespace

std::string what_it_seems(std::string_view bytes) {
  if (bytes.empty()) return "an empty file";
  for (const Beginning& b : kBinary) {
    if (bytes.starts_with(b.bytes)) return b.what;
  }
  if (!is_text(bytes)) return {};
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  for (const Beginning& b : kText) {
    if (bytes.starts_with(b.bytes)) return b.what;
  }
  if (bytes.find_first_not_of("0123456789.") == std::string_view::npos || std::isdigit(bytes.front()) != 0) {
    return "a noun as text: `galena jam` makes a jam of it";
  }
  return "text";
}

Noun read_jam(Heap& heap, const std::string& path) {
  return read_jam(heap, path, read_file(path));
}

Noun read_jam(Heap& heap, const std::string& path, std::string_view bytes) {
  // What is large stays, as a rule, and is not copied out of the nursery then.
  constexpr size_t kLarge = size_t{256} << 10;
  const std::span jam(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  const Cued cued = bytes.size() < kLarge ? cue(heap, jam) : [&] {
    Heap::Elders elders(heap);
    return cue(elders, jam);
  }();
  if (!cued.ok()) {
    const std::string name = path == "-" ? "<stdin>" : path;
    if (const std::string other = what_it_seems(bytes); !other.empty()) {
      throw Failure{Exit::usage, fmt::format("{}: error: jam: not a jam: it seems to be {}", name, other)};
    }
    throw Failure{Exit::usage, fmt::format("{}: error: jam: {} (bit {})", name, describe(cued.fault), cued.bit)};
  }
  return cued.noun;
}

}  // namespace galena::tools
