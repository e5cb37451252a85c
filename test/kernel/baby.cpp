// The smallest kernel, arvo/sys/baby.hoon, arm by arm: compiled by the native compiler, run without a host.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "arvo/host/kernel.h"
#include "jets/table.h"
#include "nock/noun/axis.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/session/pill.h"

using namespace galena;
using namespace galena::host;

namespace {

int g_passed = 0, g_failed = 0;

void is(const std::string& what, const std::string& found, const std::string& wanted) {
  found == wanted ? ++g_passed : ++g_failed;
  if (found != wanted) fmt::print("{}: {}\n  wanted {}\n", what, found, wanted);
}

struct Baby {
  std::vector<std::string> slogs;
  std::unique_ptr<Machine> machine;
  Kernel kernel;
  Noun formula;

  Baby() : machine(make(slogs)), kernel(*machine) {
    const auto pill = parse_pill(tools::compile_pill(heap(), "baby", ""));
    formula = pill->boot.head();
    is("boot", kernel.boot({&formula, 1}).ok() ? "ok" : "failed", "ok");
  }
  static std::unique_ptr<Machine> make(std::vector<std::string>& slogs) {
    MachineOptions options;
    options.on_slog = [&slogs](Noun slog) { slogs.push_back(print_text(slog)); };
    options.memory_limit = size_t{64} << 20;
    options.jet_table = jet_table();
    return std::make_unique<Machine>(options);
  }
  Heap& heap() { return machine->heap(); }
  Noun noun(const std::string& text) { return read_text(heap(), text).noun; }
  // The effects of an event as text, or how it failed.
  std::string poke(const std::string& card) { return poke(noun("['t' 0]"), noun(card)); }
  std::string poke(Noun wire, Noun card) {
    const Answer answer = kernel.poke(heap().tuple(noun("1000"), wire, card));
    return answer.ok()                       ? print_text(answer.noun)
           : answer.outcome == Outcome::meme ? "meme"
           : answer.outcome == Outcome::intr ? "intr"
                                             : "exit";
  }
  std::string peek(const std::string& path) {
    const Answer answer = kernel.peek(noun("[0 1 'once' 'x' 0 " + path + "]"));
    return answer.ok() ? print_text(answer.noun) : "exit";
  }
  std::string text(const std::string& noun_text) { return print_text(noun(noun_text)); }
  // What a line on the terminal is as an effect.
  std::string line(const std::string& letters) {
    std::string list = "[";
    for (const char c : letters) list += std::to_string(static_cast<int>(c)) + " ";
    return "[['d' 'term' '1' 0] 'blit' ['put' " + list + "0]] ['nel' 0] 0]";
  }
};

void arms() {
  Baby baby;
  const Noun core = baby.kernel.core();
  for (const uint64_t axis : {4, 10, 22, 23}) {
    is(fmt::format("arm +{}", axis), galena::fragment(axis, core).is_cell() ? "a formula" : "nothing", "a formula");
  }
  // Four arms and no more: the battery has no others.
  is("the battery", galena::fragment(uint64_t{2}, core).tail().tail().is_cell() ? "four" : "fewer", "four");
}

void events() {
  Baby baby;
  is("an unknown event", baby.poke("['odd' 7]"), baby.text("[" + baby.line("event 1: heard") + " 0]"));
  is("text", baby.poke("['belt' 'txt' 'h' 'i' 0]"), baby.text("[" + baby.line("event 2: text") + " 0]"));
  is("back", baby.poke("['belt' 'bac' 0]"), baby.text("[" + baby.line("event 3: back") + " 0]"));
  is("return", baby.poke("['belt' 'ret' 0]"), baby.text("[" + baby.line("event 4: line h") + " 0]"));
  is("a note", baby.poke("['note' 'a' 1 2]"), baby.text("[" + baby.line("event 5: noted") + " 0]"));
  baby.poke("['note' 'a' 3]");
  is("its value", baby.peek("['note' 'a' 0]"), baby.text("[0 'noun' 3]"));
  baby.poke("['forget' 'a']");
  is("forgotten", baby.peek("['note' 'a' 0]"), "0");
  is("an alarm", baby.poke("['alarm' 5]"),
     baby.text("[" + baby.line("event 8: alarm set") + " [['b' 'behn' 0] 'doze' 0 5] 0]"));
  baby.poke("['wake' 0]");
  for (int i = 10; i < 100; ++i) baby.poke("['odd' 0]");
  is("the hundredth", baby.poke("['odd' 7]"), baby.text("[" + baby.line("event 100: heard") + " 0]"));
  is("the count", baby.peek("['count' 0]"), baby.text("[0 'noun' 100]"));
  is("alarms", baby.peek("['alarms' 0]"), baby.text("[0 'noun' 1]"));
  is("the last time", baby.peek("['last' 0]"), baby.text("[0 'noun' 1000]"));
  is("no such path", baby.peek("['such' 0]"), "0");
  is("no path", print_text(baby.kernel.peek(baby.noun("[0 7]")).noun), "0");
}

void failures() {
  Baby baby;
  baby.kernel.set_deadline(std::chrono::milliseconds(300));
  is("a crash", baby.poke("['crash' 0]"), "exit");
  is("no end", baby.poke("['spin' 0]"), "intr");
  is("the count", baby.peek("['count' 0]"), baby.text("[0 'noun' 0]"));
  baby.kernel.set_deadline(std::nullopt);
  is("no memory", baby.poke("['hog' 0]"), "meme");
  is("a report", baby.poke("['crud' ['exit' 0] ['t' 0] 'crash' 0]"),
     baby.text("[" + baby.line("event 1: trouble") + " 0]"));
  is("a report that crashes", baby.poke("['crud' ['exit' 0] ['t' 0] 'doom' 0]"), "exit");
  is("trouble", baby.peek("['trouble' 0]"), baby.text("[0 'noun' 1]"));
}

// Unless it is quiet, each event is a %slog, with the words that the terminal has; no other effect is another by it.
void slogs() {
  Baby baby;
  baby.poke("['odd' 7]");
  is("quiet at first", std::to_string(baby.slogs.size()), "0");
  baby.poke("['verb' 0]");
  is("turned over", std::to_string(baby.slogs.size()), "1");
  is("an event", baby.poke("['odd' 7]"), baby.text("[" + baby.line("event 3: heard") + " 0]"));
  const auto slog = [&](const std::string& letters) {
    std::string list;
    for (const char c : letters) list += std::to_string(static_cast<int>(c)) + " ";
    return baby.text("[0 'leaf' " + list + "0]");
  };
  is("its slog", baby.slogs.back(), slog("event 3: heard"));
  baby.poke("['note' 'a' 1]");
  is("another", baby.slogs.back(), slog("event 4: noted"));
  is("one each", std::to_string(baby.slogs.size()), "3");
  baby.poke("['verb' 0 0]");
  baby.poke("['odd' 7]");
  is("told to be quiet", std::to_string(baby.slogs.size()), "3");
  is("no loobean", baby.poke("['verb' 0 7]"), "exit");
}

void wishes() {
  Baby baby;
  baby.poke("['odd' 0]");
  is("count", print_text(baby.kernel.wish("count"_n).noun), "1");
  is("another", baby.kernel.wish("other"_n).ok() ? "ok" : "exit", "exit");
}

// Itself, as new: its state stays, and its next event is the one after.
void upgrade() {
  Baby baby;
  baby.poke("['note' 'a' 1]");
  is("an upgrade", baby.poke(baby.noun("['t' 0]"), baby.heap().cons("vega"_n, baby.formula)),
     baby.text("[[['t' 0] 'vega' 0] " + baby.line("upgraded") + " 0]"));
  is("what it knew", baby.peek("['note' 'a' 0]"), baby.text("[0 'noun' 1]"));
  is("goes on", baby.poke("['odd' 0]"), baby.text("[" + baby.line("event 2: heard") + " 0]"));
  is("to no kernel", baby.poke("['vega' 1 0 0 7]"), "exit");
  is("goes on", baby.poke("['odd' 0]"), baby.text("[" + baby.line("event 3: heard") + " 0]"));
}

// Events behind the formula in one lifecycle computation, as a runtime may read the log, or poked one by one: the same
// state, and it goes on the same.
void lifecycle() {
  const std::string time = "[1000 ['t' 0] ";
  const std::vector<std::vector<std::string>> histories = {
      {},
      {"['wyrd' 0 0 0]", "['verb' 0 1]", "['whom' 0]", "['wack' 99]", "['boot' 1 'fake' 0]"},
      {"['note' 'a' 1]", "['belt' 'txt' 'h' 'i' 0]", "['alarm' 5]", "['wake' 0]"},
      {"['fill' 100]", "['crud' ['exit' 0] ['t' 0] 'crash' 0]", "['drop' 0]"},
  };
  for (const std::vector<std::string>& history : histories) {
    Baby one_by_one;
    for (const std::string& card : history) one_by_one.poke(card);
    Baby maker;
    Kernel at_once(*maker.machine);
    std::vector<Noun> events{maker.formula};
    for (const std::string& card : history) events.push_back(maker.noun(time + card + "]"));
    is("one computation", at_once.boot(events).ok() ? "ok" : "failed", "ok");
    for (const char* const card : {"['odd' 7]", "['belt' 'ret' 0]"}) {
      is("its mug", fmt::format("{:08x}", at_once.mug()), fmt::format("{:08x}", one_by_one.kernel.mug()));
      one_by_one.poke(card);
      at_once.poke(maker.noun(time + card + "]"));
    }
  }
}

}  // namespace

int main() {
  arms();
  lifecycle();
  events();
  failures();
  slogs();
  wishes();
  upgrade();
  fmt::print("baby: {} passed, {} failed, 0 skipped\n", g_passed, g_failed);
  return g_failed == 0 ? 0 : 1;
}
