// galena peek: a question to a kernel whose host runs.
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/asking.h"

namespace galena::tools {
namespace {

struct Options {
  std::string pier, path;
  bool mark = false;
};

Exit run(const Options& options) {
  const nlohmann::json answer = ask_host(options.pier, {{"peek", options.path}});
  if (answer.is_null()) throw Failure{Exit::failed, "error: the kernel has no answer to that (~)"};
  if (options.mark && !answer.contains("mark")) throw Failure{Exit::failed, "error: the answer has no mark"};
  print_line(options.mark ? "%" + answer["mark"].get<std::string>() : answer["value"].get<std::string>());
  return Exit::ok;
}

}  // namespace

void add_peek(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("peek", "Ask the kernel of a pier that runs, and print the answer");
  sub.option("DIR", options->pier, "The pier; a host runs it").required();
  sub.option("PATH", options->path, "/view/desk/and/so/on; or the question itself, [who what], as Hoon").required();
  sub.flag("--mark", options->mark, "Print the mark of the value instead");
  sub.footer(
      "The value is printed as a noun. Where there is none the exit code is 1.\n"
      "Examples:\n"
      "  galena peek zod /x//count\n"
      "  galena peek zod '[~ %& /notes]'");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
