// galena version: what this binary is.
#include "tools/galena/base/version.h"
#include <memory>

#include "tools/galena/base/io.h"
#include "tools/galena/base/kelvins_page.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {

void add_version(CommandLine app, Exit& exit) {
  const CommandLine sub = app.command("version", "Print the version of Galena and of the languages it speaks");
  auto kelvins = std::make_shared<bool>(false);
  sub.flag("--kelvins", *kelvins, "The versions of Hoon and in what they differ, as Markdown");
  sub.footer("Example:\n  galena version");
  sub.callback([kelvins, &exit] {
    *kelvins ? print(kelvins_page()) : print_line(kVersionLine);
    exit = Exit::ok;
  });
}

}  // namespace galena::tools
