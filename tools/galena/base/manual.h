// The manual: pages in the language of man(7), from what CLI11 knows of the command line.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace galena::tools {

// galena(1), or where `command` is one of the commands of `app` galena-COMMAND(1).
std::string man_page(const CLI::App& app, const CLI::App& command);

}  // namespace galena::tools
