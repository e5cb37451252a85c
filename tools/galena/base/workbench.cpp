#include "tools/galena/base/workbench.h"

#include <algorithm>

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
// Of a type of which less is shown.
constexpr size_t kDrawnText = size_t{1} << 20;

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
  serve();
}

Workbench::Workbench(Machine& machine, const ArenaImage& image, Runs runs)
    : machine_(machine),
      runs_(runs),
      arena_(image, machine.heap().limit()),
      compiler_(arena_),
      subject_{"noun"_n, Noun::zero()} {
  serve();
}

// What the compiler asks of the machine.
void Workbench::serve() {
  // It hears of its limits by itself, and says which of them has ended a question.
  compiler_.set_limits([this](const std::function<void()>& question) { under_limits(question); });
  compiler_.set_evaluate([this](Noun subject, Noun formula) {
    const bool copies = runs_ == Runs::copies;
    const Result r = [&] {
      const WayOut::Closed closed;
      return run_interruptibly(machine_, copies ? copy(subject) : subject, copies ? copy(formula) : formula, deadline_);
    }();
    if (r.outcome == Outcome::intr) hoon::stop_here(hoon::Stop::interrupted);
    if (r.outcome == Outcome::meme) throw OutOfMemory{};
    return r.outcome == Outcome::done ? arena_.intern(r.noun) : Noun::none();
  });
}

Workbench::~Workbench() = default;

// As !> makes it: the type of [%kttr %bcmc %limb %abel] in the subject.
Noun Workbench::type_of_types() {
  if (types_.subject != subject_.type) {
    types_.subject = subject_.type;
    const Noun example = arena_.tuple("kttr"_n, "bcmc"_n, "limb"_n, "abel"_n);
    const hoon::Result<Noun> played = compiler_.play(subject_.type, example);
    types_.type = played ? played.value() : Noun::none();
  }
  return types_.type;
}

hoon::TypeServices Workbench::services() {
  hoon::TypeServices services;
  services.kelvin = compiler_.kelvin();
  services.expand = [this](Noun hold) {
    hoon::Result<Noun> unfolded = compiler_.unfold(hold);
    if (!unfolded) {
      poll();
      throw hoon::CompileError(unfolded.error());
    }
    return unfolded.value();
  };
  services.is_type_of_types = [this](Noun type) {
    // Found out when it is asked for: few values hold what it may be.
    const Noun types = type_of_types();
    if (types.is_none()) return false;
    const auto fits = [&](Noun need, Noun have) {
      const hoon::Result<bool> nests = compiler_.nests(need, have);
      return nests && nests.value();
    };
    return type == types || (fits(types, type) && fits(type, types));
  };
  return services;
}

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
  return render([&] { return hoon::Printer(arena_, services(), kReadableType).type(type, width); });
}

std::vector<std::string> Workbench::print_value(Noun type, Noun value, unsigned width) {
  return render([&] { return hoon::Printer(arena_, services()).value(type, value, width); });
}

std::string Workbench::print_type_flat(Noun type, size_t limit) {
  // It is drawn from the right, and people read from the left.
  const size_t drawn = std::max<size_t>(limit, kDrawnText);
  std::string text = "...";
  under_limits([&] {
    text = guarded_lines([&]() -> std::vector<std::string> {
             const std::optional<hoon::Tank> tank = hoon::Printer(arena_, services(), drawn, wording_).draw_type(type);
             return {tank ? tank->flat() : "#malformed"};
           }).front();
  });
  if (text.size() > limit) text.replace(limit, text.npos, "...");
  return text;
}

}  // namespace galena::tools
