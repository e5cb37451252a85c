#include "tools/galena/base/input.h"

#include <fmt/format.h>

#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"

namespace galena::tools {

void TextInput::add_to(CLI::App& app, const std::string& name, const std::string& description) {
  auto* text = app.add_option(name, argument, description + "; - reads standard input");
  app.add_option("-f,--file", file, "Read it from a file")->type_name("FILE")->excludes(text);
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

Noun read_jam(Heap& heap, const std::string& path) {
  const std::string bytes = read_file(path);
  const Cued cued = cue(heap, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  if (!cued.ok()) {
    throw Failure{Exit::usage, fmt::format("{}: error: jam: {} (bit {})", path == "-" ? "<stdin>" : path,
                                           describe(cued.fault), cued.bit)};
  }
  return cued.noun;
}

}  // namespace galena::tools
