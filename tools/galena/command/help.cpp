// galena help: what `--help` says, for who asks in words.
#include <memory>
#include <string>

#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {

void add_help(CommandLine app, Exit& exit) {
  const CommandLine sub = app.command("help", "Show what there is, or what a command does");
  sub.footer("Example:\n  galena help eval");
  const auto topic = std::make_shared<std::string>();
  std::string names;
#define COMMAND(name) names += names.empty() ? #name : " " #name;
#include "tools/galena/commands.def"
#undef COMMAND
  sub.option("COMMAND", *topic, "One of those that galena help lists").takes(names);
  sub.callback([app, topic, &exit] {
    print(app.help(*topic));
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
