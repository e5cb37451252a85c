// galena jets: the arms that C++ answers for.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>

#include "jets/compiler/table.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/command/commands.h"

namespace galena::tools {
namespace {

struct Options {
  bool json = false, markdown = false;
  std::string missing;
};

// What has been found out about a jet: how it was compared with its Nock, with how many calls, and how many times as
// fast it was in them, 0 where that has not been measured.
struct Measured {
  std::string_view path, function, check;
  uint64_t calls;
  double times;
};
constexpr Measured kMeasured[] = {
#define MEASURED(path, function, check, calls, times) {path, function, check, calls, times},
#include "jets/measured.def"
#undef MEASURED
};

std::map<std::string_view, Measured> rows() {
  static const AllJets jets;  // whose names the rows are of
  std::map<std::string_view, Measured> all;
  for (const Jet& jet : jets.table()) {
    const bool is_compiler = jet.path.starts_with(kCompilerPath);
    const std::string_view arm = jet.path.substr(jet.path.rfind('/') + 1);
    all.try_emplace(jet.path, Measured{jet.path, is_compiler ? arm : "", is_compiler ? "circle" : "", 0, 0});
  }
  for (const Measured& row : kMeasured) {
    if (const auto found = all.find(row.path); found != all.end()) found->second = row;
  }
  return all;
}

std::string times_text(double times) {
  if (times == 0) return "";
  return times < 10 ? fmt::format("{:.1f}", times) : fmt::format("{:.0f}", times);
}

void print_table() {
  size_t width = 0, names = 0;
  const auto all = rows();
  for (const auto& [path, row] : all) {
    width = std::max(width, path.size());
    names = std::max(names, row.function.size());
  }
  print_line(fmt::format("{:{}}  {:{}}  {:12}  {:>7}  {:>8}", "label", width, "function", names, "compared by", "calls",
                         "times"));
  for (const auto& [path, row] : all) {
    const std::string calls = row.calls == 0 ? "" : std::to_string(row.calls);
    print_line(fmt::format("{:{}}  {:{}}  {:12}  {:>7}  {:>8}", path, width, row.function, names, row.check, calls,
                           times_text(row.times)));
  }
}

void print_page() {
  print(
      "# The jets\n\n"
      "Arms of the library that C++ answers for, as `galena jets` lists them; this page is what `galena jets "
      "--markdown`\n"
      "prints. A jet has the meaning of its Nock, bit for bit, the trace of a failure included "
      "([add-a-jet.md](add-a-jet.md)).\n\n"
      "*Compared by*: `differential` is `build/test/differential/jets_differential`, which calls each arm with its jet "
      "and\n"
      "without, on nouns at random by the shape of the sample; `reference` is the same with the reference's library "
      "and with\n"
      "rules of parsers made of others; `programs` compiles whole programs with the jet and without. *Calls* is how "
      "many of\n"
      "them there were when this was measured, *times* how many times as fast the jet was in these calls, small "
      "samples all.\n\n"
      "| label | function | compared by | calls | times |\n|---|---|---|---:|---:|\n");
  for (const auto& [path, row] : rows()) {
    print_line(fmt::format("| `{}` | `{}` | {} | {} | {} |", path, row.function, row.check,
                           row.calls == 0 ? "" : std::to_string(row.calls), times_text(row.times)));
  }
}

void print_as_json() {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& [path, row] : rows()) {
    all.push_back({{"label", path},
                   {"function", row.function},
                   {"compared_by", row.check},
                   {"calls", row.calls},
                   {"times", row.times}});
  }
  print_json(all);
}

// The labels of a list, one a line, that no jet has.
Exit print_missing(const std::string& file) {
  const auto all = rows();
  Exit exit = Exit::ok;
  for (const auto line : read_file(file) | std::views::split('\n')) {
    const std::string_view label(line.begin(), line.end());
    if (label.empty() || all.contains(label)) continue;
    print_line(label);
    exit = Exit::failed;
  }
  return exit;
}

}  // namespace

void add_jets(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("jets", "List the arms that C++ answers for");
  const Option json = sub.flag("--json", options->json, "The same as JSON");
  const Option markdown = sub.flag("--markdown", options->markdown, "The same as a page").excludes(json);
  sub.option("--missing", options->missing, "Print the labels of a list that are not answered; exit 1 if there are any")
      .type_name("FILE")
      .excludes(json)
      .excludes(markdown);
  sub.footer("Examples:\n  galena jets\n  galena jets --missing test/library/labels-k138.list");
  sub.callback([options, &exit] {
    exit = Exit::ok;
    if (!options->missing.empty()) {
      exit = print_missing(options->missing);
    } else if (options->json) {
      print_as_json();
    } else if (options->markdown) {
      print_page();
    } else {
      print_table();
    }
  });
}

}  // namespace galena::tools
