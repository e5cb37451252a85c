// galena run: a pier that was booted before goes on.
#include <fmt/format.h>

#include <filesystem>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/pier_command.h"
#include "tools/galena/session/run_file.h"

namespace galena::tools {
namespace {

struct Options {
  PierCommand pier;
  RunFileOptions program;
};

// Whether it is a program that is meant, and no pier.
bool is_program(const std::string& path) {
  return !is_folder(path) && (path.ends_with(".hoon") || std::filesystem::is_regular_file(path));
}

Exit run_pier(const PierCommand& options) {
  const auto begin = std::chrono::steady_clock::now();
  const LastMachine machine = options.make_machine();
  host::Pier pier(options.pier, *machine, options.pier_options(), host::Pier::Mode::run);
  pier.resume();
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  return options.run_loop(
      pier, fmt::format("{}: at event {}, of which {} were run again, in {}.{} ms", pier.folder(), pier.event(),
                        pier.replayed(), took.count() / 1000, took.count() / 100 % 10));
}

Exit run(Options& options) {
  if (!is_program(options.pier.pier)) {
    if (!options.program.arguments.empty()) {
      throw Failure{Exit::usage,
                    fmt::format("error: a pier takes no arguments, and `{}` is no file of Hoon", options.pier.pier)};
    }
    return run_pier(options.pier);
  }
  options.program.file = options.pier.pier;
  return run_file(options.program, options.pier.evaluation);
}

}  // namespace

void add_run(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("run", "Run a pier, or a file of Hoon as a program");
  RunFileOptions& program = options->program;
  sub.option("PIER", options->pier.pier, "The folder of a pier, or the file of a program").takes("FILE DIR").required();
  sub.option("ARGUMENT", program.arguments, "What a program is called with: Hoon expressions");
  options->pier.add_to(sub);
  program.desk.add_to(sub);
  program.cache.add_to(sub);
  program.diagnostics.add_to(sub);
  sub.option("--width", program.width, "Columns for what a program comes to; 80 if not given")
      .type_name("COLUMNS")
      .within(1, 1'000'000);
  sub.footer(
      "A program is built with what it imports, and the gate that it produces is called with the arguments: with one, "
      "or\n"
      "with several as [a b c]; without any, with the sample that it has. Its desk is the nearest folder above it "
      "with\n"
      "`lib`, `sur` or `sys`, unless --desk names one.\n"
      "Of a pier, keys go to the kernel. Ctrl-C ends the event that it computes; Ctrl-D, Ctrl-C twice, SIGTERM, or "
      "the\n"
      "end of the input stop the host. While it runs it answers on the socket DIR/.urb/conn.sock.\n"
      "Examples:\n"
      "  galena run zod\n"
      "  galena run zod --no-terminal &\n"
      "  echo hello | galena run zod\n"
      "  galena run fact.hoon 20\n"
      "  galena run desk/gen/greet.hoon '\"world\"' ~[1 2 3]");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
