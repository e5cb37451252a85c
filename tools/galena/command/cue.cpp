// galena cue: prints the noun of a jam.
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/exit.h"

namespace galena::tools {
namespace {

struct Options {
  std::string file;
  std::string memory;
};

}  // namespace

void add_cue(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("cue", "Print the noun of a jam as text");
  sub->add_option("FILE", options->file, "A jam; - reads standard input")->required();
  sub->add_option("--memory", options->memory, "Limit for nouns, such as 512M or 2G")->type_name("SIZE");
  sub->footer("Example:\n  galena cue bench/nock/dec10m.jam");
  sub->callback([options, &exit] {
    Heap heap(noun_memory(options->memory));
    print_noun(read_jam(heap, options->file));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
