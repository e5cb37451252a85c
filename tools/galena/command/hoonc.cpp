// galena hoonc: a trap, called as the builder of that name is.
#include <fmt/format.h>

#include <cstdlib>

#include "nock/base/files.h"
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/trap_build.h"

namespace galena::tools {
namespace {

// Where the file of settings is; empty where no place for it is known.
std::string settings_file() {
  const char* const home = std::getenv("HOME");
  const char* const config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && config[0] == '/') return std::string(config) + "/galena/hoonc";
  return home != nullptr && home[0] == '/' ? std::string(home) + "/.config/galena/hoonc" : std::string();
}

std::string_view trimmed(std::string_view text) {
  const size_t from = text.find_first_not_of(" \t\r");
  return from == text.npos ? std::string_view() : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// What the command line leaves open, from the environment, else from the file: lines of `name = path`, where a path
// that is not whole is one from the file's folder; # begins a comment.
void fill_in(TrapOptions& options) {
  struct Setting {
    std::string_view name;
    const char* variable;
    std::string& value;
  };
  const Setting settings[] = {{"library", "GALENA_HOONC_LIBRARY", options.library},
                              {"builder", "GALENA_HOONC_BUILDER", options.builder}};
  bool whole = true;
  for (const Setting& setting : settings) {
    const char* const value = std::getenv(setting.variable);
    if (setting.value.empty() && value != nullptr) setting.value = value;
    whole = whole && !setting.value.empty();
  }
  const std::string file = settings_file();
  const FileRead read = whole || file.empty() ? FileRead{{}, ENOENT} : read_whole_file(file);
  if (!read.ok() && read.error != ENOENT && read.error != ENOTDIR) {
    throw Failure{Exit::usage, fmt::format("{}: error: {}", file, read.fault())};
  }
  const std::string_view text = read.bytes;
  size_t number = 0;
  for (size_t from = 0; from < text.size(); ++number) {
    const size_t to = std::min(text.find('\n', from), text.size());
    const std::string_view line = trimmed(text.substr(from, std::min(text.find('#', from), to) - from));
    from = to + 1;
    if (line.empty()) continue;
    const size_t equals = std::min(line.find('='), line.size());
    const std::string_view name = trimmed(line.substr(0, equals));
    const std::string_view value = equals == line.size() ? std::string_view() : trimmed(line.substr(equals + 1));
    const auto* const setting = std::ranges::find(settings, name, &Setting::name);
    if (setting == std::end(settings) || value.empty()) {
      throw Failure{Exit::usage,
                    fmt::format("{}:{}: error: a line is `library = FILE` or `builder = FILE`", file, number + 1)};
    }
    if (!setting->value.empty()) continue;
    setting->value = value.starts_with('/') ? value : fmt::format("{}/{}", file.substr(0, file.rfind('/')), value);
  }
  if (!options.library.empty()) return;
  throw Failure{
      Exit::usage,
      fmt::format("error: the library that files see is not known: --library FILE, GALENA_HOONC_LIBRARY, or a "
                  "line `library = FILE` in {}",
                  file.empty() ? "$XDG_CONFIG_HOME/galena/hoonc" : file)};
}

}  // namespace

void add_hoonc(CommandLine app, Exit& exit) {
  auto options = std::make_shared<TrapOptions>();
  options->folder = "hoon";
  options->output = "out.jam";
  const CommandLine sub = app.command("hoonc", "Build a trap, called as the builder of that name is");
  sub.option("FILE", options->file, "The file").required();
  sub.option("DIR", options->folder, "The folder that imports are looked for in; `hoon` if not given");
  sub.flag("--arbitrary", options->arbitrary, "No kernel, whatever the file is");
  sub.option("-o,--output", options->output, "Where the jam goes; `out.jam` if not given").type_name("FILE");
  sub.option("--library", options->library,
             "The Hoon library that files see; else $GALENA_HOONC_LIBRARY, or as the file of settings says")
      .type_name("FILE");
  sub.option("--builder", options->builder,
             "The builder's jam, for its own formulas in the trap; else $GALENA_HOONC_BUILDER, or as the file says")
      .type_name("FILE");
  sub.flag("--mug", options->mug, "Print the mug of the trap");
  sub.flag("--time", options->time, "Say where the time went");
  sub.flag("--links", options->links, "Follow links that lead out of the folder, too");
  options->cache.add_to(sub);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "The file of settings is $XDG_CONFIG_HOME/galena/hoonc, or ~/.config/galena/hoonc, with lines like `library = "
      "hoon-138.hoon`.\n"
      "Examples:\n"
      "  galena hoonc hoon/apps/peek/peek.hoon hoon\n"
      "  galena hoonc --arbitrary hoon/tests/all.hoon hoon -o tests.jam --library hoon-138.hoon");
  sub.callback([options, &exit] {
    fill_in(*options);
    options->diagnostics.colored();  // refuses a bad --color at once
    exit = build_trap(*options);
  });
}

}  // namespace galena::tools
