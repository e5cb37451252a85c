// galena mass: what the state of a pier weighs, by its parts.
#include <fmt/format.h>

#include "arvo/host/weight.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/mass_report.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {
namespace {

struct Options {
  PierCommand common;
  bool json = false;
};

Exit run(const Options& options) {
  const MassReport report = weigh_pier(options.common, options.common.pier);
  options.json ? print_json(report.json()) : print_lines(report.text());
  return Exit::ok;
}

}  // namespace

void add_mass(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("mass", "Print what the state of a pier weighs, by its parts");
  sub.option("DIR", options->common.pier, "The pier; a host may be running it").required();
  sub.flag("--json", options->json, "As JSON");
  options->common.evaluation.add_to(sub);
  sub.footer(
      "The parts are those that the kernel names; what two share is counted where it is met first, so that the sum is\n"
      "the whole. Nothing of the pier is changed.\n"
      "Examples:\n"
      "  galena mass zod\n"
      "  galena mass zod --json");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
