// galena mug: prints the hash of a noun.
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/exit.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  std::string jam;
  std::string memory;
};

}  // namespace

void add_mug(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("mug", "Print the 31-bit hash of a noun");
  options->text.add_to(*sub, "NOUN", "A text noun");
  sub->add_option("--jam", options->jam, "Read the noun from a jam")->type_name("FILE");
  sub->add_option("--memory", options->memory, "Limit for nouns, such as 512M or 2G")->type_name("SIZE");
  sub->footer("Examples:\n  galena mug '[1 2 3]'\n  galena mug --jam bench/nock/dec10m.jam");
  sub->callback([options, &exit] {
    if (!options->jam.empty() && options->text.given()) {
      throw Failure{Exit::usage, "error: give a text or a jam, not both"};
    }
    Heap heap(noun_memory(options->memory));
    print_mug(options->jam.empty() ? read_noun(heap, options->text) : read_jam(heap, options->jam));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
