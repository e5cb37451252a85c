#include "tools/galena/base/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "tools/galena/base/completion.h"

namespace galena::tools {
namespace {

// Behind what stands in brackets: CLI11 takes those for a list of arguments, and here they are a cell.
constexpr char kMark = '\1';

std::string unmarked(std::string text) {
  if (text.ends_with(kMark)) text.pop_back();
  return text;
}

// What is wrong with a number; empty where nothing is. CLI11 would take -1 for a large one.
std::string fault_of_number(std::string text, uint64_t least, uint64_t most) {
  text = unmarked(std::move(text));
  uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, number);
  if (fault == std::errc::invalid_argument || rest != end) return fmt::format("`{}` is no whole number", text);
  if (fault == std::errc{} && number >= least && number <= most) return {};
  return fmt::format("`{}` is no number from {} to {}", text, least, most);
}

// The check of it, called in the help what `kind` says.
CLI::Option* whole(CLI::Option* option, uint64_t least, uint64_t most, const std::string& kind = {}) {
  return option->check([=](const std::string& text) { return fault_of_number(text, least, most); }, kind);
}

}  // namespace

std::string without_marks(std::string text) {
  std::erase(text, kMark);
  return text;
}

void parse(CLI::App& app, int argc, char** argv) {
  std::vector<std::string> arguments;  // the last one first
  for (int i = argc - 1; i > 0; --i) {
    std::string& argument = arguments.emplace_back(argv[i]);
    if (argument.starts_with('[') && argument.ends_with(']')) argument += kMark;
  }
  app.parse(std::move(arguments));
}

const Option& Option::required() const {
  option_->required();
  return *this;
}
const Option& Option::type_name(const std::string& name) const {
  option_->type_name(name);
  return *this;
}
const Option& Option::takes(std::string_view words) const {
  note_words(*option_, words);
  return *this;
}
const Option& Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}
const Option& Option::excludes(const std::string& name) const {
  option_->excludes(name);
  return *this;
}
const Option& Option::needs(const Option& other) const {
  option_->needs(other.option_);
  return *this;
}
const Option& Option::within(unsigned least, unsigned most) const {
  whole(option_, least, most, fmt::format("UINT in [{} - {}]", least, most));
  return *this;
}
const Option& Option::positive() const {
  whole(option_, 1, UINT64_MAX, "POSITIVE");
  return *this;
}
const Option& Option::once_each() const {
  option_->allow_extra_args(false);
  return *this;
}

CommandLine CommandLine::command(const std::string& name, const std::string& description) const {
  return CommandLine(app_->add_subcommand(name, description));
}
Option CommandLine::option(const std::string& names, std::string& value, const std::string& description) const {
  return Option(app_->add_option(names, value, description)->transform(unmarked, ""));
}
Option CommandLine::option(const std::string& names, std::vector<std::string>& values,
                           const std::string& description) const {
  return Option(app_->add_option(names, values, description)->transform(unmarked, ""));
}
Option CommandLine::option(const std::string& names, uint32_t& value, const std::string& description) const {
  return Option(whole(app_->add_option(names, value, description), 0, UINT32_MAX));
}
Option CommandLine::option(const std::string& names, uint64_t& value, const std::string& description) const {
  return Option(whole(app_->add_option(names, value, description), 0, UINT64_MAX));
}
Option CommandLine::flag(const std::string& names, bool& given, const std::string& description) const {
  return Option(app_->add_flag(names, given, description));
}
void CommandLine::footer(const std::string& text) const {
  app_->footer(text);
}
void CommandLine::callback(std::function<void()> work) const {
  app_->callback(std::move(work));
}
std::string CommandLine::help(const std::string& name) const {
  return name.empty() ? app_->get_formatter()->make_help(app_, app_->get_name(), CLI::AppFormatMode::Normal)
                      : command_of(*app_, name).help("galena");
}

}  // namespace galena::tools
