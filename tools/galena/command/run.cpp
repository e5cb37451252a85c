// galena run: a pier that was booted before goes on.
#include <fmt/format.h>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {
namespace {

Exit run(const PierCommand& options) {
  const auto begin = std::chrono::steady_clock::now();
  const LastMachine machine = options.make_machine();
  host::Pier pier(options.pier, *machine, options.pier_options(), host::Pier::Mode::run);
  pier.resume();
  if (!options.quiet) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    say_line(host::Level::info,
             fmt::format("{}: at event {}, of which {} were run again, in {}.{} ms", pier.folder(), pier.event(),
                         pier.replayed(), took.count() / 1000, took.count() / 100 % 10));
  }
  return options.run_loop(pier);
}

}  // namespace

void add_run(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<PierCommand>();
  CLI::App* sub = app.add_subcommand("run", "Run a pier");
  sub->add_option("DIR", options->pier, "The pier")->required();
  options->add_to(*sub);
  sub->footer(
      "Keys go to the kernel; Ctrl-D, Ctrl-C, SIGTERM, or the end of the input stop the host. While it runs it answers "
      "on\n"
      "the socket DIR/.urb/conn.sock.\n"
      "Examples:\n"
      "  galena run zod\n"
      "  galena run zod --no-terminal &\n"
      "  echo hello | galena run zod");
  sub->callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
