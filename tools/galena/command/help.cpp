// galena help: what `--help` says, for who asks in words.
#include <memory>
#include <string>

#include "tools/galena/base/completion.h"
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {

void add_help(CLI::App& app, Exit& exit) {
  CLI::App* sub = app.add_subcommand("help", "Show what there is, or what a command does");
  sub->footer("Example:\n  galena help eval");
  const auto topic = std::make_shared<std::string>();
  std::string names;
#define COMMAND(name) names += names.empty() ? #name : " " #name;
#include "tools/galena/commands.def"
#undef COMMAND
  takes(sub->add_option("COMMAND", *topic, "One of those that galena help lists"), names);
  sub->callback([&app, topic, &exit] {
    print(topic->empty() ? app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal)
                         : command_of(app, *topic).help("galena"));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
