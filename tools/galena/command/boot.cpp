// galena boot: a new pier from a pill, which then runs.
#include <fmt/format.h>
#include <sys/random.h>

#include <filesystem>

#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/kernels.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/library/pills.h"
#include "tools/galena/session/literal.h"
#include "tools/galena/session/pier_command.h"
#include "tools/galena/session/pill.h"

namespace galena::tools {
namespace {

struct Options {
  PierCommand common;
  std::string pill, name = "zod";
  bool exit_after = false;
};

// A file; or, where there is none of that name, a pill or kernel of this binary.
std::optional<host::Pill> find_pill(Heap& heap, const std::string& name) {
  if (!std::filesystem::is_regular_file(name)) {
    if (const auto bytes = embedded_pill(name)) return host::parse_pill(cue(heap, *bytes).noun);
    if (kernel_source(name)) return host::parse_pill(compile_pill(heap, name, ""));
  }
  return load_pill(heap, name);
}

Exit run(const Options& options) {
  host::BootOptions boot;
  boot.verbose = options.common.verbose;
  if (getrandom(boot.entropy.data(), sizeof boot.entropy, 0) != static_cast<ssize_t>(sizeof boot.entropy)) {
    throw Failure{Exit::failed, "error: the system has no entropy"};
  }
  const std::string name = options.name.starts_with('~') ? options.name.substr(1) : options.name;
  boot.who = parse_ship(name);
  const std::string folder = options.common.pier.empty() ? name : options.common.pier;

  const auto begin = std::chrono::steady_clock::now();
  const LastMachine machine = options.common.make_machine();
  Heap& heap = machine->heap();
  const std::optional<host::Pill> pill = find_pill(heap, options.pill);
  host::Pier pier(folder, *machine, options.common.pier_options(), host::Pier::Mode::create);
  pier.boot(*pill, boot);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  const std::string booted = fmt::format("booted {} with {} events in {} ms", folder, pier.event(), took.count());
  if (options.exit_after) {
    if (!options.common.quiet) say_line(host::Level::info, booted);
    pier.write_checkpoint();
    return Exit::ok;
  }
  return options.common.run_loop(pier, booted);
}

}  // namespace

void add_boot(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("boot", "Boot a pill into a new pier, and run it");
  const Option pill =
      sub.option("PILL", options->pill, "A pill, or the name of one in this binary: baby, ivory, brass, solid");
  pill.takes("baby ivory brass solid FILE").required();
  sub.option("--pier", options->common.pier, "The folder to make; by default called as the ship").type_name("DIR");
  sub.option("--name", options->name, "Who it is, as a fake identity (zod)").type_name("SHIP");
  sub.flag("--exit", options->exit_after, "Only boot");
  options->common.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena boot baby.pill --pier zod\n"
      "  galena boot solid --pier zod --exit && galena run zod");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
