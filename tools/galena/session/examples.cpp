#include "tools/galena/session/examples.h"

#include <algorithm>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// The name that diagnostics give the text of an example.
constexpr const char* kName = "<example>";

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t from = 0; from < text.size();) {
    const size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

// Of a crash the reason that is found, and what the trace begins with, up to its first place; of a refusal its kind and
// message, without the place.
std::vector<std::string> messages_of(const std::string& failure) {
  const std::vector<std::string> lines = split(failure);
  std::vector<std::string> messages;
  const std::string mark = "error: ";
  const size_t at = lines.empty() ? std::string::npos : lines[0].find(mark);
  if (at == std::string::npos) return {"! " + failure};
  messages.push_back("! " + lines[0].substr(at + mark.size()));
  if (at != 0) return messages;  // a refusal: what follows explains it
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::string line = lines[i].substr(std::min<size_t>(2, lines[i].size()));
    if (line.starts_with("at ")) break;
    messages.push_back("! " + line);
  }
  return messages;
}

}  // namespace

bool Shown::is(const std::vector<std::string>& printed) const {
  if (messages.empty()) return printed == lines;
  return printed.size() == 1 && std::ranges::find(messages, printed[0]) != messages.end();
}

Shown show(Workbench& bench, const std::string& expression, const DiagnosticOptions& diagnostics) {
  const QuietScope quiet;
  Shown shown;
  try {
    Program program(bench, kName, expression, diagnostics);
    const hoon::Compiled compiled = program.compile(program.parse());
    Machine& machine = bench.machine();
    const Result result = run_interruptibly(machine, bench.subject().value, compiled.formula, bench.deadline());
    switch (result.outcome) {
      case Outcome::done: {
        const Heap::Root product(machine.heap(), result.noun);
        shown.lines = bench.print_value(compiled.type, product.get());
        break;
      }
      case Outcome::exit:
        shown.messages = messages_of(program.report_crash(bench.deadline()));
        break;
      case Outcome::block:
        shown.messages = {"! it waits for an answer"};
        break;
      case Outcome::meme:
        shown.messages = {"! out of memory"};
        break;
      case Outcome::intr:
        end_if_interrupted();
        shown.messages = {"! the deadline has passed"};
        break;
    }
  } catch (const Failure& failure) {
    if (failure.exit == Exit::interrupted) throw;
    shown.messages = messages_of(failure.message);
  }
  return shown;
}

}  // namespace galena::tools
