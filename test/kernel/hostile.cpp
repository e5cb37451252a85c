// Hostile events, by seed: cards of every wrong shape, unknown words, wires to nowhere, and vanes that loop, crash,
// take all memory, make moves without end, make moves of no shape, and lie about the types of what they say.
//
//   kernel_hostile [EVENTS [SEED]]     20,000 from seed 1; GALENA_HOSTILE_EVENTS is another number
//
// An event that fails is told to the kernel as %crud, and nothing else has happened: of all vanes, only the one that it
// was for and the terminal, which says so, are not what they were. An event that could not even be told has not
// happened at all. In the end the log leads to the state, and the terminal and timers still work.
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>

#include "arvo/host/kernel.h"
#include "arvo/host/pier.h"
#include "jets/table.h"
#include "nock/noun/axis.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/library/pills.h"

using namespace galena;
using namespace galena::host;

namespace {

constexpr uint64_t kEvents = 20'000;
constexpr size_t kMemory = size_t{512} << 20;
// For an event that does not end. All others have no deadline: a machine that is busy is no reason to fail.
constexpr std::chrono::milliseconds kPatience{1000};
// Of so many events one is of a kind that takes all the time or memory that there is.
constexpr uint64_t kEndless = 500;

std::string read_file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class Trial {
 public:
  Trial(std::string folder, uint64_t seed) : folder_(std::move(folder)), random_(seed), machine_(make_machine()) {
    PierOptions options;
    options.render_trace = [](Machine& machine, Noun trace) { return tools::render_trace(machine, trace); };
    pier_ = std::make_unique<Pier>(folder_, *machine_, options, Pier::Mode::create);
    pier_->boot(*parse_pill(cue(heap(), *tools::embedded_pill("solid")).noun), {});
    install("rogue", "*");
    install("puppet", "typed");
  }

  static std::unique_ptr<Machine> make_machine() {
    MachineOptions options;
    options.memory_limit = kMemory;
    options.jet_table = jet_table();
    options.on_slog = [](Noun) {};
    return std::make_unique<Machine>(options);
  }

  // A random event, and what is wrong with what came of it.
  std::string step() {
    const Heap::Root ovum(heap(), make_event());
    const auto before = parts();
    const uint32_t mug_before = pier_->kernel().mug();
    const Pier::Taken taken = pier_->take(ovum.get());
    pier_->kernel().set_deadline(std::nullopt);
    if (taken.happened) entries_.push_back(taken.entry);
    if (entries_.size() == 100) write();
    ++tally_[!taken.happened ? "not told" : taken.crud ? "told as %crud" : "happened"];
    if (!taken.failure.empty()) ++tally_["  %" + taken.mote];
    if (!taken.happened) {
      return pier_->kernel().mug() == mug_before ? "" : "an event that did not happen has changed the state";
    }
    if (!taken.crud) return "";
    const std::string target = vane_of(ovum.get());
    for (const auto& [name, mug_after] : parts()) {
      if (name == "dill" || name == target) continue;
      const auto old = before.find(name);
      if (old == before.end() || old->second != mug_after) return "what failed has changed " + name;
    }
    return "";
  }

  // What should still be so after all of it.
  std::string last() {
    write();
    const auto whole = [&](const char* wire, const char* card) {
      const Pier::Taken taken = pier_->take_durably(heap().cons(noun(wire), noun(card)));
      if (taken.happened && !taken.crud) return true;
      fmt::print("{}\n", taken.text());
      return false;
    };
    if (!whole("['d' 'term' '1' 0]", "['belt' 'txt' 'h' 'i' 0]")) return "the terminal takes no keys";
    if (!whole("['b' 'behn' 0]", "['wake' 0]")) return "the timer takes no wake";
    const std::unique_ptr<Machine> other = make_machine();
    Kernel kernel(*other);
    replay(kernel, pier_->log(), pier_->identity().life, 1, pier_->event());
    if (kernel.mug() != pier_->kernel().mug()) return "the log leads to another state";
    return "";
  }

  const std::map<std::string, uint64_t>& tally() const { return tally_; }
  std::string shown() { return print_text(pier_->kernel().booted() ? last_event_.get() : kNull, 400); }

 private:
  Heap& heap() { return machine_->heap(); }
  Noun noun(const std::string& text) { return read_text(heap(), text).noun; }
  uint64_t below(uint64_t n) { return random_() % n; }

  void write() {
    pier_->log().append(entries_);
    entries_.clear();
  }

  void install(const std::string& name, const std::string& ball) {
    std::string text = read_file(GALENA_PUPPET);
    const std::string place = "act=ball]";
    text.replace(text.find(place), place.size(), "act=" + ball + "]");
    const Noun file = heap().cons(noun("['sys' 'vane' '" + name + "' 0]"), heap().cons("hoon"_n, heap().cord(text)));
    const Noun ovum = heap().tuple(noun("['' 'arvo' 0]"), "what"_n, heap().cons(file, kNull));
    const Pier::Taken taken = pier_->take_durably(ovum);
    if (!taken.happened || taken.crud) {
      fmt::print("{} is refused: {}\n", name, taken.text());
      exit(1);
    }
  }

  // The soul of the kernel: [mien fad zen fat lul zus vanes], behind the payload's [[kelvin soul] ...].
  std::map<std::string, uint32_t> parts() {
    const Noun soul = fragment(uint64_t{13}, pier_->kernel().core());
    std::map<std::string, uint32_t> mugs;
    const auto add = [&](const std::string& name, uint64_t axis) { mugs[name] = mug(fragment(axis, soul)); };
    add("who we are", 4);
    add("silence and order", 6);
    add("the sources", 30);
    add("lull", 62);
    add("zuse", 126);
    std::vector<Noun> pending{fragment(uint64_t{127}, soul)};
    while (!pending.empty()) {
      const Noun node = pending.back();
      pending.pop_back();
      if (!node.is_cell()) continue;
      const Noun vane = node.head().tail();
      mugs[cord_text(node.head().head())] = mug(vane.head());
      pending.push_back(node.tail().head());
      pending.push_back(node.tail().tail());
    }
    return mugs;
  }

  // Whom an event is for, by its wire.
  static std::string vane_of(Noun ovum) {
    const Noun wire = ovum.head();
    if (!wire.is_cell() || !wire.head().is_atom()) return "";
    const std::string name = cord_text(wire.head());
    return name == "b" ? "behn" : name == "d" ? "dill" : name;
  }

  Noun make_event() {
    const bool ends = below(kEndless) != 0;
    const Noun made = ends ? likely() : endless();
    if (!ends) pier_->kernel().set_deadline(kPatience);
    last_event_.set(made);
    return made;
  }

  template <size_t N>
  std::string one_of(const char* const (&list)[N]) {
    return list[below(N)];
  }

  std::string wire() {
    static constexpr const char* kWires[] = {"['b' 'behn' 0]",
                                             "['b' 'x' 'y' 0]",
                                             "['behn' 'x' 0]",
                                             "['d' 'term' '1' 0]",
                                             "['dill' 'x' 0]",
                                             "['' 'arvo' 0]",
                                             "['lorem' 'x' 0]",
                                             "['ipsum' 'x' 0]",
                                             "['rogue' 'x' 0]",
                                             "['puppet' 'x' 0]",
                                             "['rogue' 'x' 0]",
                                             "['puppet' 'x' 0]",
                                             "['a' 'x' 0]",
                                             "['nobody' 'x' 0]",
                                             "['B b' 0]",
                                             "0",
                                             "7",
                                             "['b' 7]",
                                             "[['b' 0] 0]",
                                             "['b' ['x' 'y'] 0]"};
    return one_of(kWires);
  }

  // A noun of some cells and atoms, as text.
  std::string any(int depth = 4) {
    static constexpr const char* kAtoms[] = {
        "0",      "1",      "7",       "'x'",    "'soft'",
        "'wake'", "'meta'", "'give'",  "'pass'", "170141184500766106671844917718016000000",
        "'behn'", "'b'",    "'Up Per'"};
    if (depth == 0 || below(3) == 0) return one_of(kAtoms);
    return "[" + any(depth - 1) + " " + any(depth - 1) + "]";
  }

  std::string tag() {
    static constexpr const char* kTags[] = {"'born'", "'wait'", "'rest'", "'drip'",     "'huck'", "'wake'",   "'trim'",
                                            "'vega'", "'belt'", "'blew'", "'boot'",     "'hail'", "'open'",   "'shut'",
                                            "'view'", "'flee'", "'text'", "'talk'",     "'crud'", "'flog'",   "'shot'",
                                            "'heft'", "'verb'", "'whey'", "'what'",     "'wack'", "'whiz'",   "'sort'",
                                            "'wyrd'", "'whom'", "'tell'", "'bury'",     "'turn'", "'learn'",  "'look'",
                                            "'go'",   "'soft'", "'meta'", "'nonesuch'", "''",     "'Up Per'", "7"};
    return one_of(kTags);
  }

  std::string time() { return fmt::format("{}", 0x8000000d00000000 + below(1000)) + "000000000000000000"; }

  // Mostly of a shape that somebody takes.
  std::string card() {
    switch (below(12)) {
      case 0:
        return "['wait' " + time() + "]";
      case 1:
        return "['rest' " + time() + "]";
      case 2:
        return "['wake' 0]";
      case 3:
        return "['drip' " + vase() + "]";
      case 4:
        return "['belt' 'txt' 'a' 'b' 0]";
      case 5:
        return fmt::format("['go' {}]", below(8));
      case 6:
        return "['learn' ['call' 'go' " + std::to_string(below(8)) + "] " + moves() + "]";
      case 7:
        return "['crud' ['exit' 0] " + wire() + " " + tag() + " " + any() + "]";
      case 8:
        return fmt::format("['trim' {}]", below(2));
      case 9:
        return "['tell' 'x" + std::to_string(below(5)) + "' 'word']";
      default:
        return below(10) == 0 ? any() : "[" + tag() + " " + any() + "]";
    }
  }

  // A vase; sometimes what it claims is not so, or no type.
  std::string vase() {
    static constexpr const char* kVases[] = {"[['cell' ['atom' 'tas' 0 'x'] 'atom' 'ud' 0] 'x' 5]",
                                             "[['cell' ['atom' 'tas' 0 'go'] 'atom' 'ud' 0] 'go' 3]",
                                             "[['cell' ['atom' 'tas' 0 'wait'] 'atom' 'da' 0] 'wait' 5 5]",
                                             "[['cell' ['atom' 'tas' 0 'wake'] 'atom' 'n' 0 0] 'wake' 5]",
                                             "[['cell' 'noun' 'noun'] 7]",
                                             "[['cell' 'noun'] 7 7]",
                                             "[['atom' 7] 'x' 5]",
                                             "['noun' 'go' 3]",
                                             "['void' 'go' 3]",
                                             "[['hold' 'noun' 7] 'go' 3]",
                                             "[['face' 7 7] 'go' 3]",
                                             "[['fork' 7] 'go' 3]",
                                             "[['core' 'noun' 7] 'go' 3]",
                                             "[7 7]",
                                             "7"};
    return one_of(kVases);
  }

  std::string moves() {
    std::string list = "[";
    for (uint64_t n = below(4); n > 0; --n) list += "[" + duct() + " " + ball() + "] ";
    return list + "0]" == "[0]" ? "0" : list + "0]";
  }
  std::string duct() {
    static constexpr const char* kDucts[] = {"[['' 'term' '1' 0] 0]",
                                             "[['puppet' 'w' 0] ['' 'x' 0] 0]",
                                             "[['rogue' 'w' 0] 0]",
                                             "[['b' 'w' 0] 0]",
                                             "[['nobody' 'w' 0] 0]",
                                             "0",
                                             "[0 0]",
                                             "7",
                                             "[['B b' 0] 0]",
                                             "[['' 'x' 0] ['' 'y' 0] 0]"};
    return one_of(kDucts);
  }
  std::string ball() {
    static constexpr const char* kVanes[] = {"'b'", "'d'", "'puppet'", "'rogue'", "'lorem'", "'nobody'", "''", "'B b'"};
    const std::string note = one_of(kVanes) + " 'meta' " + vase();
    switch (below(8)) {
      case 0:
        return "'pass' ['w' 0] " + note;
      case 1:
        return "'give' 'meta' " + vase();
      case 2:
        return "'slip' " + note;
      case 3:
        return "'hurl' ['bad' 0] 'give' 'meta' " + vase();
      case 4:
        return "'pass' ['w' 0] " + one_of(kVanes) + " " + any();
      case 5:
        return "'give' " + any();
      case 6:
        return "'pass' " + any() + " " + one_of(kVanes) + " " + any();
      default:
        return any();
    }
  }

  Noun likely() { return heap().cons(noun(wire()), noun(card())); }

  // What does not end by itself: a vane that spins, one that takes all memory, and moves that make themselves.
  Noun endless() {
    switch (below(3)) {
      case 0:
        return heap().cons(noun("['puppet' 'x' 0]"), noun("['spin' 0]"));
      case 1:
        return heap().cons(noun("['puppet' 'x' 0]"), noun("['hog' 0]"));
      default: {
        const Noun learn = noun(
            "[['puppet' 'x' 0] 'learn' ['call' 'ever' 0] [[['' 'x' 0] 0] 'pass' ['w' 0] 'puppet' 'meta' ['cell' "
            "['atom' 'tas' 0 'ever'] 'atom' 'n' 0 0] 'ever' 0] 0]");
        const Pier::Taken taken = pier_->take(learn);
        if (taken.happened) entries_.push_back(taken.entry);
        return heap().cons(noun("['puppet' 'x' 0]"), noun("['ever' 0]"));
      }
    }
  }

  std::string folder_;
  std::mt19937_64 random_;
  std::unique_ptr<Machine> machine_;
  std::unique_ptr<Pier> pier_;
  Heap::Root last_event_{machine_->heap(), kNull};
  std::vector<std::vector<uint8_t>> entries_;
  std::map<std::string, uint64_t> tally_;
};

}  // namespace

int main(int argc, char** argv) {
  if (!tools::embedded_pill("solid")) {
    fmt::print("hostile: skipped: there is no pill in this build\n");
    return 0;
  }
  const char* const wanted = argc > 1 ? argv[1] : std::getenv("GALENA_HOSTILE_EVENTS");
  const uint64_t events = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : kEvents;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::string base = access("/dev/shm", W_OK) == 0 ? "/dev/shm/galena-hostile-XXXXXX" : "/tmp/galena-hostile-XXXXXX";
  if (mkdtemp(base.data()) == nullptr) return 1;
  uint64_t failed = 0;
  {
    Trial trial(base + "/pier", seed);
    for (uint64_t n = 0; n < events; ++n) {
      const std::string trouble = trial.step();
      if (trouble.empty() || ++failed > 10) continue;
      fmt::print("event {} of seed {}: {}\n  {}\n", n, seed, trouble, trial.shown());
    }
    const std::string trouble = trial.last();
    if (!trouble.empty()) fmt::print("{}\n", trouble);
    failed += trouble.empty() ? 0 : 1;
    for (const auto& [what, count] : trial.tally()) fmt::print("{:<16} {:>6}\n", what, count);
  }
  std::filesystem::remove_all(base);
  fmt::print("hostile: {} events, {} failed\n", events, failed);
  return failed == 0 ? 0 : 1;
}
