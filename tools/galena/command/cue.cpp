// galena cue: prints the noun of a jam.
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {
namespace {

struct Options {
  std::string file;
  MemoryOption memory;
};

}  // namespace

void add_cue(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("cue", "Print the noun of a jam as text");
  sub->add_option("FILE", options->file, "A jam; - reads standard input")->required();
  options->memory.add_to(*sub, "nouns");
  sub->footer("Example:\n  galena cue bench/nock/dec10m.jam");
  sub->callback([options, &exit] {
    Heap heap(options->memory.bytes());
    print_noun(read_jam(heap, options->file));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
