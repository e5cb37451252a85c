// galena jam: writes a noun as a jam.
#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/exit.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  std::string output;
  std::string memory;
};

}  // namespace

void add_jam(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("jam", "Write a noun as a jam");
  options->text.add_to(*sub, "NOUN", "A text noun");
  sub->add_option("-o,--output", options->output, "Where the jam goes; - is standard output")
      ->type_name("FILE")
      ->required();
  sub->add_option("--memory", options->memory, "Limit for nouns, such as 512M or 2G")->type_name("SIZE");
  sub->footer("Example:\n  galena jam '[1 2 3]' -o list.jam");
  sub->callback([options, &exit] {
    Heap heap(noun_memory(options->memory));
    write_file(options->output, jam(read_noun(heap, options->text)));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
