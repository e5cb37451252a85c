// What every subcommand is made of. A file a subcommand: it adds itself to the command line and does its work in the
// callback. `exit` receives what that comes to; what cannot go on throws Failure.
#pragma once

#include "tools/galena/base/command_line.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {

#define COMMAND(name) void add_##name(CommandLine app, Exit& exit);
#include "tools/galena/commands.def"
#undef COMMAND

}  // namespace galena::tools
