// galena mug: prints the hash of a noun.
#include <memory>

#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  std::string jam;
  MemoryOption memory;
};

}  // namespace

void add_mug(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("mug", "Print the 31-bit hash of a noun");
  options->text.add_to(sub, "NOUN", "A text noun");
  sub.option("--jam", options->jam, "Read the noun from a jam").type_name("FILE");
  options->memory.add_to(sub, "nouns");
  sub.footer("Examples:\n  galena mug '[1 2 3]'\n  galena mug --jam bench/nock/dec10m.jam");
  sub.callback([options, &exit] {
    if (!options->jam.empty() && options->text.given()) {
      throw Failure{Exit::usage, "error: give a text or a jam, not both"};
    }
    Heap heap(options->memory.bytes());
    print_mug(options->jam.empty() ? read_noun(heap, options->text) : read_jam(heap, options->jam));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
