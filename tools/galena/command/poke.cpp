// galena poke: an event for a kernel whose host runs.
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/asking.h"

namespace galena::tools {
namespace {

struct Options {
  std::string pier, card, wire, vane;
};

Exit run(const Options& options) {
  nlohmann::json request{{options.vane.empty() ? "poke" : "task", options.card}};
  if (!options.wire.empty()) request["wire"] = options.wire;
  if (!options.vane.empty()) request["vane"] = options.vane;
  print_line(ask_host(options.pier, request).dump());
  return Exit::ok;
}

}  // namespace

void add_poke(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("poke", "Send an event to a pier that runs, and print its number");
  sub.option("DIR", options->pier, "The pier; a host runs it").required();
  sub.option("HOON", options->card, "The event's card, [%tag data], as Hoon").required();
  sub.option("--wire", options->wire, "Where it comes from; /control if not given").type_name("PATH");
  sub.option("--vane", options->vane, "Give it to this vane as a task: a letter or a name").type_name("VANE");
  sub.footer(
      "The number is printed when the event is on disk. Where it failed, that is said, with the kernel's trace, and "
      "the\n"
      "exit code is 1.\n"
      "Examples:\n"
      "  galena poke zod '[%note %key (add 2 2)]'\n"
      "  galena poke zod '[%belt %txt \"hello\"]' --wire /d/term/1\n"
      "  galena poke zod '[%text \"foo\"]' --vane d");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
