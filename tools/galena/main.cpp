// The `galena` command: takes the command line apart and lets a subcommand do its work.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <new>
#include <string_view>

#include "arvo/host/failure.h"
#include "nock/base/own_pages.h"
#include "nock/noun/arena.h"
#include "tools/galena/base/completion.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/manual.h"
#include "tools/galena/base/version.h"
#include "tools/galena/command/commands.h"

using namespace galena;
using namespace galena::tools;

namespace {

struct Command {
  std::string_view name;
  void (*add)(CommandLine, Exit&);
};
constexpr Command kCommands[] = {
#define COMMAND(name) {#name, add_##name},
#include "tools/galena/commands.def"
#undef COMMAND
};

// What shells and the build ask, and help does not show.
void add_questions(CLI::App& app) {
  const auto answer = [](const std::string& text) {
    print(text);
    throw CLI::Success();
  };
  app.add_flag_callback("--complete-commands", [=, &app] { answer(complete_commands(app)); })->group("");
  const auto add = [&](const char* name, const std::function<void(const std::string&)>& about) {
    app.add_option_function<std::string>(name, about)->group("");
  };
  add("--complete-options", [=, &app](const std::string& name) { answer(complete_options(command_of(app, name))); });
  add("--man", [=, &app](const std::string& name) {
    answer(man_page(app, name == app.get_name() ? app : command_of(app, name)));
  });
}

int run(int argc, char** argv) {
  CLI::App app("Galena: a Hoon compiler and Nock runtime", "galena");
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Print this and exit");
  app.footer("`galena COMMAND --help` describes a command and shows an example.");
  Exit exit = Exit::ok;
  app.set_version_flag("--version", kVersionLine, "Print the version and exit");
  // Of the commands only the one that is asked for: describing all takes some three million instructions.
  const bool asked = argc > 1 && argv[1][0] != '-';
  const bool alone = asked && std::string_view(argv[1]) != "help";
  for (const Command& command : kCommands) {
    if (!alone || command.name == argv[1]) command.add(CommandLine(&app), exit);
  }
  // CLI11 would say less.
  if (asked) command_of(app, argv[1]);
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first.starts_with("--complete") || first.starts_with("--man")) add_questions(app);
  try {
    parse(app, argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    print(chosen.empty() ? app.help() : chosen.front()->help("galena"));
    return static_cast<int>(Exit::ok);
  } catch (const CLI::CallForVersion&) {
    print_line(app.version());
    return static_cast<int>(Exit::ok);
  } catch (const CLI::Success&) {
    return static_cast<int>(Exit::ok);
  } catch (const CLI::ParseError& error) {
    complain("error: " + without_marks(error.what()) + " (galena --help shows the usage)");
    return static_cast<int>(Exit::usage);
  }
  return static_cast<int>(exit);
}

// Before anything else, what C++ does before `main` included; but for sanitizers, which begin by themselves.
#if !__has_feature(address_sanitizer)
[[gnu::section(".preinit_array"), gnu::used]] void (*const g_first)() = have_own_pages;
#endif

}  // namespace

int main(int argc, char** argv) {
  install_interrupt_handler();
  int code;
  try {
    code = run(argc, argv);
  } catch (const Failure& failure) {
    if (!failure.message.empty()) complain(failure.message);
    code = static_cast<int>(failure.exit);
  } catch (const host::HostFailure& failure) {
    complain(failure.message);
    code = static_cast<int>(failure.kind == host::FailureKind::usage     ? Exit::usage
                            : failure.kind == host::FailureKind::damaged ? Exit::damaged
                                                                         : Exit::failed);
  } catch (const OutOfMemory&) {
    complain("error: the input does not fit the memory limit; --memory changes it");
    code = static_cast<int>(Exit::usage);
  } catch (const std::bad_alloc&) {
    complain("error: out of memory");
    code = static_cast<int>(Exit::usage);
  }
  // Nothing is left to flush, and unmapping what the process holds is the kernel's work.
  _exit(code);
}
