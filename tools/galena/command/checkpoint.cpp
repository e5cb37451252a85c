// galena checkpoint: writes one now.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/asking.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {
namespace {

struct Options {
  PierCommand common;
  bool compact = false;
};

using Json = nlohmann::json;

Exit run(const Options& options) {
  const std::string& folder = options.common.pier;
  // A host that runs does it by itself.
  // What an image comes to is asked only where it is said.
  const auto mass = options.compact ? ask_if_runs(folder, {{"mass", true}}) : std::nullopt;
  if (const auto event = ask_if_runs(folder, {{"checkpoint", options.compact ? Json("compact") : Json(true)}})) {
    const auto after = mass ? ask_if_runs(folder, {{"mass", true}}) : std::nullopt;
    std::string said = fmt::format("checkpoint of event {}", event->dump());
    if (after) said += fmt::format(": {} bytes, {} before", (*after)["image"].dump(), (*mass)["image"].dump());
    print_line(said);
    return Exit::ok;
  }
  const LastMachine machine = options.common.make_machine();
  host::Pier pier(folder, *machine, options.common.pier_options(), host::Pier::Mode::run);
  pier.resume();
  const size_t before = pier.checkpoint().bytes();
  pier.write_checkpoint(options.compact);
  const size_t after = pier.checkpoint().bytes();
  print_line(fmt::format("checkpoint of event {}: {} bytes{}", pier.event(), after,
                         options.compact ? fmt::format(", {} before", before) : ""));
  return Exit::ok;
}

}  // namespace

void add_checkpoint(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("checkpoint", "Write the state of a pier to disk now");
  sub.option("DIR", options->common.pier, "The pier; a host may be running it").required();
  sub.flag("--compact", options->compact, "Leave out what is no longer in use: writes all of the state anew");
  options->common.evaluation.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena checkpoint zod\n"
      "  galena checkpoint zod --compact");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
