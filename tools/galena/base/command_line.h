// What a command says of itself: its options, its arguments, and what is done where they have been understood. CLI11
// takes the line apart; it is seen by few files, since each that sees it compiles it.
//
// Both classes here name a part of the command line, which outlives them; copies name the same part. What a variable
// holds when it is declared is its value where the line says nothing, and it must live until the line has been read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace galena::tools {

// An option, or an argument.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  const Option& required() const;
  // What its value is called in the help. Names of kinds that shells complete are FILE and DIR.
  const Option& type_name(const std::string& name) const;
  // Notes the words it takes, with a space between them, for completion and the manual. Refuses nothing: that does the
  // command, in words of its own.
  const Option& takes(std::string_view words) const;
  // Not together with, and only together with another one, which has been declared.
  const Option& excludes(const Option& other) const;
  const Option& excludes(const std::string& name) const;
  const Option& needs(const Option& other) const;
  // Numbers: those from `least` to `most`, and those above zero.
  const Option& within(unsigned least, unsigned most) const;
  const Option& positive() const;
  // Of a list: one value behind each use of its name.
  const Option& once_each() const;

 private:
  CLI::Option* option_;
};

// Has `app` read the line. Throws CLI::Error, whose message is to be shown without marks.
void parse(CLI::App& app, int argc, char** argv);
std::string without_marks(std::string text);

// The line of a command, or of the whole.
class CommandLine {
 public:
  explicit CommandLine(CLI::App* app) : app_(app) {}

  // A command of this one.
  CommandLine command(const std::string& name, const std::string& description) const;
  // What it is called: "-o,--output", or for an argument in the order of its place "FILE". Numbers are whole, and fit.
  Option option(const std::string& names, std::string& value, const std::string& description) const;
  Option option(const std::string& names, std::vector<std::string>& values, const std::string& description) const;
  Option option(const std::string& names, uint32_t& value, const std::string& description) const;
  Option option(const std::string& names, uint64_t& value, const std::string& description) const;
  // Has no value: `given` says whether it is there.
  Option flag(const std::string& names, bool& given, const std::string& description) const;
  // What stands below the options in the help: sentences, and examples below a line that says so.
  void footer(const std::string& text) const;
  // What is done where the line is that of this command.
  void callback(std::function<void()> work) const;
  // The help of the command of that name, or of all where it is empty. Throws Failure where there is none.
  std::string help(const std::string& name) const;

 private:
  CLI::App* app_;
};

}  // namespace galena::tools
