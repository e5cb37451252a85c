// galena jam: writes a noun as a jam.
#include "nock/noun/serial.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  std::string output;
  MemoryOption memory;
};

}  // namespace

void add_jam(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("jam", "Write a noun as a jam");
  options->text.add_to(sub, "NOUN", "A text noun");
  sub.option("-o,--output", options->output, "Where the jam goes; - is standard output").type_name("FILE").required();
  options->memory.add_to(sub, "nouns");
  sub.footer("Example:\n  galena jam '[1 2 3]' -o list.jam");
  sub.callback([options, &exit] {
    Heap heap(options->memory.bytes());
    write_file(options->output, jam(read_noun(heap, options->text)));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
