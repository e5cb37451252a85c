// The profiler: what it sees of a stack, whose time a tick is, and how a profile adds up. Time is the test's own; it
// passes where a program says `%slog`, or in a jet.
#include <doctest/doctest.h>

#include <array>
#include <map>

#include "hoon/desk/arm_names.h"
#include "hoon/parse/parser.h"
#include "jets/table.h"
#include "nock/noun/text.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

using namespace galena;

namespace {

struct Clock {
  uint64_t now = 0;
  Profiler* profiler = nullptr;
  void pass(uint64_t microseconds) {
    now += microseconds * 1000;
    if (profiler != nullptr) profiler->tick();
  }
} g_clock;

Noun slow(Machine&, Noun) {
  g_clock.pass(50);
  return Noun::direct(42);
}
// Takes time itself, runs the formula that is its sample, and takes time again.
Step slow_step(Strand&, Noun* r, Noun result) {
  g_clock.pass(10);
  if (r[1] == Noun::direct(1)) return Step::done(result);
  r[1] = Noun::direct(1);
  return Step::nock(kNull, r[2].tail().head());
}
const NativeJet kSlow{4, slow_step};

// The folded profile of `formula` on 0. A %slog of [n ...] takes n microseconds, and if it is [n 1] in a memo. `names`:
// formulas as text.
std::string profile_of(const std::string& formula, const std::map<std::string, std::string>& names = {},
                       std::span<const Jet> table = {}) {
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  options.jet_table = table;
  Machine* running = nullptr;
  options.on_slog = [&](Noun message) {
    std::optional<Profiler::Aside> aside;
    if (message.tail() == Noun::direct(1)) aside.emplace(running->profiler(), Profile::Kind::memo);
    g_clock.pass(message.head().direct_value());
  };
  Machine machine(options);
  running = &machine;
  g_clock = {};
  Profiler::Options profiling;
  profiling.rate = 0;
  profiling.clock = [] { return g_clock.now; };
  profiling.name_of = [&](Noun noun) {
    const auto it = names.find(print_text(noun));
    return it == names.end() ? std::string() : it->second;
  };
  Profiler profiler(machine, profiling);
  g_clock.profiler = &profiler;
  const Noun noun = read_text(machine.heap(), formula).noun;
  CHECK(machine.run(kNull, noun).outcome == Outcome::done);
  g_clock.profiler = nullptr;
  return profiler.profile().folded();
}

// The formula as the machine has it.
std::string normal(const std::string& formula) {
  Heap heap(size_t{1} << 24);
  return print_text(read_text(heap, formula).noun);
}

std::string takes(unsigned microseconds) {
  return "[11 [%slog 1 " + std::to_string(microseconds) + " 0] 1 0]";
}
// Calls formula `f`, and then there is something left to do.
std::string calls(const std::string& f) {
  return "[[9 2 1 " + f + " 0] 1 0]";
}

const std::string kLeaf = "[0 1]";

// [core-making formula]: the gate with the arm and the sample, registered as `jet` below a root, and called.
std::string jetted(const std::string& arm, const std::string& sample) {
  return "[8 [11 [%fast 1 %k [1 0] 0] 1 [[1 0] 0]] 8 [11 [%fast 1 %slow [0 7] 0] [1 " + arm + "] [1 " + sample +
         "] 0 2] [9 2 0 2] 1 0]";
}

}  // namespace

TEST_CASE("time before a call is the caller's, under its callers") {
  const std::string inner = "[" + takes(10) + " " + calls(kLeaf) + "]";
  const std::string outer = calls(inner);
  const std::map<std::string, std::string> names{{normal(inner), "inner"}, {normal(outer), "outer"}};
  CHECK(profile_of(outer, names) == "outer;inner 10\n");
}

TEST_CASE("a sample weighs what has passed since the one before") {
  const std::string inner =
      "[" + takes(10) + " " + takes(5) + " " + calls(kLeaf) + " " + takes(7) + " " + calls(kLeaf) + "]";
  const std::string outer = "[" + takes(100) + " " + calls(inner) + "]";
  const std::map<std::string, std::string> names{{normal(inner), "inner"}, {normal(outer), "outer"}};
  CHECK(profile_of(outer, names) == "outer 100\nouter;inner 22\n");
}

TEST_CASE("time before a tail call is that of the code it leaves") {
  const std::string inner = "[7 " + takes(10) + " 9 2 1 " + kLeaf + " 0]";
  const std::string outer = calls(inner);
  const std::map<std::string, std::string> names{{normal(inner), "inner"}, {normal(outer), "outer"}};
  CHECK(profile_of(outer, names) == "outer;inner 10\n");
}

TEST_CASE("what calls nothing is a part of its caller") {
  const std::string outer = "[" + calls(takes(10)) + " " + calls(kLeaf) + "]";
  CHECK(profile_of(outer, {{normal(outer), "outer"}}) == "outer 10\n");
}

TEST_CASE("time after the last call is the outermost formula's") {
  const std::string outer = "[" + calls(kLeaf) + " " + takes(10) + "]";
  CHECK(profile_of(outer, {{normal(outer), "outer"}}) == "outer 10\n");
}

TEST_CASE("recursion is one frame") {
  // Counts to 3 through calls that are no tail calls, and takes time at the bottom.
  const std::string loop = "[6 [5 [0 6] 1 3] [" + takes(10) + " " + calls(kLeaf) + "] [9 2 10 [6 4 0 6] 0 1] 1 0]";
  const std::string main = "[[8 [1 0] 8 [1 " + loop + "] 9 2 0 1] 1 0]";
  CHECK(profile_of(main, {{normal(loop), "loop"}, {normal(main), "main"}}) == "main;loop 10\n");
}

TEST_CASE("the time within a jet is its own") {
  const std::array table{Jet{"slow", 2, slow, nullptr}};
  const std::string formula = jetted("[0 0]", "0");
  CHECK(profile_of(formula, {{normal(formula), "main"}}, table) == "main;slow 50\n");
}

TEST_CASE("a native frame has its steps, and what it runs lies on it") {
  const std::array table{Jet{"slow", 2, nullptr, &kSlow}};
  const std::string inner = "[" + takes(5) + " " + calls(kLeaf) + "]";
  const std::string formula = jetted("[0 0]", inner);
  CHECK(profile_of(formula, {{normal(formula), "main"}, {normal(inner), "inner"}}, table) ==
        "main;slow 20\nmain;slow;inner 5\n");
}

TEST_CASE("time in memos is told apart") {
  const std::string inner = "[" + takes(3) + " [11 [%slog 1 10 1] 1 0] " + calls(kLeaf) + "]";
  CHECK(profile_of(inner, {{normal(inner), "inner"}}) == "inner 3\ninner;(memo) 10\n");
}

TEST_CASE("formulas without a name have a label, a place, or a mug") {
  const std::string work = "[" + takes(10) + " " + calls(kLeaf) + "]";
  const std::string folded = profile_of(work);
  CHECK(folded.starts_with("0x"));
  CHECK(profile_of("[11 [%spot 1 [%a %b 0] [12 3] 12 40] " + work + "]") == "/a/b:12 10\n");
  // The Nock of an arm in a registered core, whose jet there is none of.
  CHECK(profile_of(jetted(work, "0")).ends_with(";slow 10\n"));
}

TEST_CASE("a profile adds up") {
  Profile profile;
  const auto arm = [&](const char* name) { return profile.function(name, Profile::Kind::arm); };
  const uint32_t a = arm("a"), b = arm("b"), gc = profile.function("(collect)", Profile::Kind::collection);
  CHECK(arm("a") == a);
  const uint32_t on_a = profile.child(0, a), on_b = profile.child(on_a, b), again = profile.child(on_b, a);
  CHECK(profile.child(on_a, b) == on_b);
  uint64_t end = 0;
  const auto sample = [&](uint32_t node, uint64_t weight) { profile.samples.push_back({end += weight, weight, node}); };
  sample(on_a, 1'000'000);
  sample(on_b, 2'000'000);
  sample(again, 4'000'000);
  sample(profile.child(on_b, gc), 8'000'000);
  sample(on_a, 999);
  CHECK(profile.total() == 15'000'999);
  CHECK(profile.subtree_weights()[0] == profile.total());
  CHECK(profile.folded() == "a 1000\na;b 2000\na;b;(collect) 8000\na;b;a 4000\n");
  const std::vector<Profile::Share> shares = profile.shares();
  REQUIRE(shares.size() == 3);
  CHECK(shares[0].function == gc);
  CHECK(shares[1].function == a);
  CHECK(shares[1].self == 5'000'999);
  CHECK(shares[1].total == 15'000'999);  // once, though it calls itself through b
  CHECK(shares[2].self == 2'000'000);
  CHECK(shares[2].total == 14'000'000);
}

TEST_CASE("nothing in a name breaks a line of folded stacks") {
  Profile profile;
  profile.samples.push_back({1000, 1000, profile.child(0, profile.function("a;b c\nd", Profile::Kind::compiled))});
  CHECK(profile.folded() == "a:b_c?d_[jit] 1\n");
}

TEST_CASE("a real clock and thread come to a profile too") {
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  Machine machine(options);
  Profiler profiler(machine, {2000, {}, {}});
  const Noun formula =
      read_text(machine.heap(), "[8 [1 0] 8 [1 6 [5 [0 6] 1 2.000.000] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]").noun;
  CHECK(machine.run(kNull, formula).outcome == Outcome::done);
  CHECK(profiler.profile().total() > 0);
  CHECK(profiler.profile().shares().size() <= 3);
}

TEST_CASE("arms have the names of the arms around them") {
  const auto program = [](Arena& arena, std::string_view text, hoon::ArmNames& names) {
    hoon::Compiler compiler(arena);
    names.listen(compiler);
    const auto minted = compiler.mint("noun"_n, "noun"_n, hoon::parse(arena, text).ast);
    REQUIRE(minted);
    names.add_program(minted.value().formula, "main");
    return minted.value();
  };
  Arena arena(size_t{1} << 28);
  hoon::ArmNames names(arena);
  const hoon::Compiled core = program(
      arena, "|%  ++  foo  |=  n=@  |-  ?:  =(n 0)  n  $(n 0)  ++  door  |_  a=@  ++  get  a  ++  put  [a a]  --  --",
      names);
  CHECK(names.find(core.formula) == "main");
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  Machine machine(options);
  const Result made = machine.run(kNull, core.formula);
  REQUIRE(made.outcome == Outcome::done);
  std::vector<std::string> found;
  for (const Noun arm : {made.noun.head().head(), made.noun.head().tail()}) {
    found.push_back(names.find(arm));
    const Result inner = machine.run(machine.run(kNull, core.formula).noun, arm);
    REQUIRE(inner.outcome == Outcome::done);
    const Noun battery = inner.noun.head();
    if (found.back() == "foo") {
      found.push_back(names.find(battery));
      found.push_back(names.find(battery.tail().head()));  // a part of it
    } else {
      found.push_back(names.find(battery.head()));
      found.push_back(names.find(battery.tail()));
    }
  }
  std::sort(found.begin(), found.end());
  std::string joined;
  for (const std::string& name : found) joined += name + " ";
  CHECK(joined == "door door/get door/put foo foo/$ foo/$ ");

  // The same by the type of the core alone, whose inner cores nobody has compiled for this.
  hoon::ArmNames by_type(arena);
  by_type.add_subject(core.type);
  const Result again = machine.run(kNull, core.formula);
  std::vector<std::string> arms{by_type.find(again.noun.head().head()), by_type.find(again.noun.head().tail())};
  std::sort(arms.begin(), arms.end());
  CHECK(arms == std::vector<std::string>{"door", "foo"});
  CHECK(by_type.find(core.formula).empty());
}
