// galena version: what this binary is.
#include "tools/galena/base/version.h"
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {

void add_version(CommandLine app, Exit& exit) {
  const CommandLine sub = app.command("version", "Print the version of Galena and of the languages it speaks");
  sub.footer("Example:\n  galena version");
  sub.callback([&exit] {
    print_line(kVersionLine);
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
