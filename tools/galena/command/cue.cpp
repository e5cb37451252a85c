// galena cue: prints the noun of a jam.
#include <memory>

#include "nock/noun/measure.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {
namespace {

struct Options {
  std::string file;
  bool shape = false, whole = false;
  MemoryOption memory;
};

}  // namespace

void add_cue(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("cue", "Print the noun of a jam as text");
  sub.option("FILE", options->file, "A jam; - reads standard input").required();
  const Option shape = sub.flag("--shape", options->shape, "Print how large it is instead, and its first levels");
  sub.flag("--whole", options->whole, "Print all of it, however long; else 16 MB").excludes(shape);
  options->memory.add_to(sub, "nouns");
  sub.footer(
      "Examples:\n"
      "  galena cue bench/nock/dec10m.jam\n"
      "  galena cue --shape app.jam          prints depth, cells, distinct cells, atoms, and the first levels");
  sub.callback([options, &exit] {
    Heap heap(options->memory.bytes());
    const Noun noun = read_jam(heap, options->file);
    if (options->shape) {
      print_line(describe_size(noun));
      print_line(outline(noun));
    } else {
      print_noun(noun, options->whole);
    }
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
