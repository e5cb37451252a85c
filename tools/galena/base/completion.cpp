#include "tools/galena/base/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "nock/base/check.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/near_names.h"

namespace galena::tools {
namespace {

// Words are kept as the name of a validator that is never asked and that help does not show.
constexpr std::string_view kWords = "words: ";

std::string words_of(CLI::Option& option) {
  try {
    for (int i = 0;; ++i) {
      const std::string& name = option.get_validator(i)->get_name();
      if (name.starts_with(kWords)) return name.substr(kWords.size());
    }
  } catch (const CLI::OptionNotFound&) {  // which says that there are no more
    return {};
  }
}

std::string values_of(CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return "-";
  const std::string type = option.get_positional() ? option.get_name(true) : option.get_type_name();
  std::string values = words_of(option);
  for (const std::string_view kind : {"FILE", "DIR"}) {
    if (type == kind) values += (values.empty() ? "" : " ") + std::string(kind);
  }
  return values.empty() ? "TEXT" : values;
}

std::string line_of(std::string_view name, std::string_view values, std::string_view what) {
  const auto plain = [](std::string_view text) { return text.find_first_of("\t\n") == std::string_view::npos; };
  GALENA_CHECK(!name.empty() && !values.empty() && plain(name) && plain(values) && plain(what));
  return fmt::format("{}\t{}\t{}\n", name, values, what);
}

}  // namespace

void note_words(CLI::Option& option, std::string_view words) {
  GALENA_CHECK(!words.empty() && words_of(option).empty());
  CLI::Validator note;
  note.name(std::string(kWords).append(words)).active(false);
  option.check(std::move(note));
}

CLI::App& command_of(CLI::App& app, const std::string& name) {
  const auto found = app.get_subcommands([&](CLI::App* s) { return s->get_name() == name; });
  if (!found.empty()) return *found.front();
  const std::vector<std::string> near = near_names(name, {
#define COMMAND(name) #name,
#include "tools/galena/commands.def"
#undef COMMAND
                                                         });
  const std::string meant = near.empty() ? "" : fmt::format(": did you mean `{}`?", fmt::join(near, "` or `"));
  throw Failure{Exit::usage, fmt::format("error: there is no command `{}`{} (galena help lists them)", name, meant)};
}

std::string complete_commands(const CLI::App& app) {
  std::string text;
  for (const CLI::App* command : app.get_subcommands({})) {
    text += fmt::format("{}\t{}\n", command->get_name(), command->get_description());
  }
  return text;
}

std::string complete_options(CLI::App& command) {
  std::string text;
  for (CLI::Option* option : command.get_options([](CLI::Option* o) { return !o->get_group().empty(); })) {
    const std::string values = values_of(*option), &what = option->get_description();
    if (option->get_positional()) {
      const bool several = option->get_expected_max() == CLI::detail::expected_max_vector_size;
      text += line_of(option->get_name(true) + (several ? "..." : ""), values, what);
      continue;
    }
    for (const std::string& name : option->get_snames()) text += line_of("-" + name, values, what);
    for (const std::string& name : option->get_lnames()) text += line_of("--" + name, values, what);
  }
  return text;
}

}  // namespace galena::tools
