// galena trace: the moves that an event of a pier's log made.
#include <fmt/format.h>

#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/event_trace.h"

namespace galena::tools {
namespace {

struct Options {
  PierCommand common;
  uint64_t event = 0;
  bool json = false;
  std::string svg;
};

Exit run(const Options& options) {
  const EventTrace trace = trace_event(options.common, options.common.pier, options.event);
  if (options.json) {
    print_json(trace.json());
  } else {
    print_lines(trace.text());
  }
  if (!options.svg.empty()) {
    const std::string drawn = trace.svg();
    write_file(options.svg, std::span(reinterpret_cast<const uint8_t*>(drawn.data()), drawn.size()));
  }
  if (!trace.tells) complain("note: this kernel does not tell of its moves; those are the effects");
  if (trace.logged != 0 && trace.mug != trace.logged) {
    complain(fmt::format("error: after it the state is not the one that the log says: 0x{:08x} for 0x{:08x}", trace.mug,
                         trace.logged));
    return Exit::failed;
  }
  return Exit::ok;
}

}  // namespace

void add_trace(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("trace", "Run an event of a pier's log again and print the moves it made");
  sub.option("DIR", options->common.pier, "The pier; a host may be running it").required();
  sub.option("EVENT", options->event, "The number of the event").type_name("N").required();
  sub.flag("--json", options->json, "As JSON: each move with its place, its kind, and the move it came of");
  sub.option("--svg", options->svg, "Write there the tree of the moves, drawn").type_name("FILE");
  options->common.evaluation.add_to(sub);
  sub.footer(
      "A line is a move, as the kernel prints it when it is not silent: bars are how deep it is, numbers its place in\n"
      "the tree where the order is by breadth. Nothing of the pier is changed.\n"
      "Examples:\n"
      "  galena trace zod 42\n"
      "  galena trace zod 42 --json\n"
      "  galena trace zod 42 --svg event.svg");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
