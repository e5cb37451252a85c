#include "tools/galena/base/workbench.h"

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/print/print.h"
#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/interrupt.h"

namespace galena::tools {
namespace {

constexpr size_t kPrinterStack = size_t{1} << 30;
// Bytes of the text of a type that is asked for: there are types whose text is larger than memory.
constexpr size_t kReadableType = size_t{16} << 20;

hoon::TypeServices services(hoon::Compiler& compiler) {
  return {[&compiler](Noun hold) {
            hoon::Result<Noun> unfolded = compiler.unfold(hold);
            if (!unfolded) throw hoon::CompileError(unfolded.error());
            return unfolded.value();
          },
          {}};
}

// Printing, or what it says instead of what cannot be printed.
template <class Body>
std::vector<std::string> guarded_lines(Body&& body) {
  std::vector<std::string> lines = hoon::run_on_deep_stack(kPrinterStack, [&]() -> std::vector<std::string> {
    try {
      return body();
    } catch (const hoon::CompileError&) {
      return {"#unprintable"};
    } catch (const hoon::TooDeep&) {
      return {"#too-deep"};
    }
  });
  GALENA_CHECK(!lines.empty());
  return lines;
}

}  // namespace

Workbench::Workbench(Machine& machine, Runs runs)
    : machine_(machine),
      runs_(runs),
      arena_(machine.heap().limit()),
      compiler_(arena_),
      subject_{"noun"_n, Noun::zero()} {
  compiler_.set_evaluate([this](Noun subject, Noun formula) {
    const bool copies = runs_ == Runs::copies;
    const Result r =
        run_interruptibly(machine_, copies ? copy(subject) : subject, copies ? copy(formula) : formula, deadline_);
    if (r.outcome == Outcome::intr) hoon::refuse(hoon::ErrorKind::interrupted);
    if (r.outcome == Outcome::meme) throw OutOfMemory{};
    return r.outcome == Outcome::done ? arena_.intern(r.noun) : Noun::none();
  });
}

Workbench::~Workbench() = default;

Noun Workbench::copy(Noun noun) {
  const Jammed bytes = jam(noun);
  const Cued copied = cue(machine_.heap(), {bytes.data(), bytes.size()});
  GALENA_CHECK(copied.ok());
  return copied.noun;
}

// What prints runs under the limits of the machine, as what it prints did.
std::vector<std::string> Workbench::render(const std::function<std::vector<std::string>()>& body) {
  std::vector<std::string> lines;
  render_interruptibly(machine_, deadline_, [&] { lines = guarded_lines(body); });
  return lines;
}

std::vector<std::string> Workbench::print_type(Noun type, unsigned width) {
  return render([&] { return hoon::Printer(arena_, services(compiler_), kReadableType).type(type, width); });
}

std::vector<std::string> Workbench::print_value(Noun type, Noun value, unsigned width) {
  return render([&] { return hoon::Printer(arena_, services(compiler_)).value(type, value, width); });
}

std::string Workbench::print_type_flat(Noun type, size_t limit) {
  const std::vector<std::string> lines = guarded_lines([&]() -> std::vector<std::string> {
    const std::optional<hoon::Tank> tank = hoon::Printer(arena_, services(compiler_), limit).draw_type(type);
    return {tank ? tank->flat() : "#malformed"};
  });
  return lines.front();
}

}  // namespace galena::tools
