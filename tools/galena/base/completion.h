// What the completions of shells and the manual need to know of the command line, from CLI11, which knows all but one
// thing: the words that an option takes. What refuses others is the command, in words of its own; so whoever adds such
// an option says them (Option::takes, command_line.h).
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace galena::tools {

// Notes that `option` takes `words`, with a space between them. Refuses nothing.
void note_words(CLI::Option& option, std::string_view words);

// The command of that name; where there is none, a refusal with the names that are near.
CLI::App& command_of(CLI::App& app, const std::string& name);

// A line a command: its name, a tab, and what it does.
std::string complete_commands(const CLI::App& app);

// A line a name of an option, and a line an argument, called as in the help, with `...` where there may be several: the
// name, what it takes, and what it is for, with tabs between. What it takes is `-` for nothing, or words with spaces
// between; of these FILE and DIR stand for a path, and TEXT for what nobody can complete.
std::string complete_options(CLI::App& command);

}  // namespace galena::tools
