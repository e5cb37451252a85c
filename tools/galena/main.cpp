// The `galena` command: takes the command line apart and lets a subcommand do its work.
#include <unistd.h>

#include <new>

#include "arvo/host/failure.h"
#include "nock/noun/arena.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/exit.h"

using namespace galena;
using namespace galena::tools;

namespace {

int run(int argc, char** argv) {
  CLI::App app("Galena: a Hoon compiler and Nock runtime", "galena");
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Print this and exit");
  app.footer("`galena COMMAND --help` describes a command and shows an example.");
  Exit exit = Exit::ok;
  for (const auto add : {add_eval, add_compile, add_build, add_nock, add_jam, add_cue, add_mug, add_circle, add_profile,
                         add_pill, add_boot, add_run, add_log, add_checkpoint, add_version}) {
    add(app, exit);
  }
  if (argc > 1 && argv[1][0] != '-' &&
      app.get_subcommands([&](CLI::App* s) { return s->get_name() == argv[1]; }).empty()) {
    throw Failure{Exit::usage, std::string("error: there is no command `") + argv[1] + "` (galena --help lists them)"};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    print(chosen.empty() ? app.help() : chosen.front()->help("galena"));
    return static_cast<int>(Exit::ok);
  } catch (const CLI::ParseError& error) {
    complain(std::string("error: ") + error.what() + " (galena --help shows the usage)");
    return static_cast<int>(Exit::usage);
  }
  return static_cast<int>(exit);
}

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
