// Compiled code beside the interpreter: the same products, failures, traces and output.
#include "nock/jit/tier.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "nock/jit/analysis.h"
#include "nock/noun/mug.h"
#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

MachineOptions options(Tier tier, bool stress = false) {
  MachineOptions o;
  o.tier = tier;
  o.stress_collector = stress;
  return o;
}

bool compiles() {
  static const bool yes = TextMachine(options(Tier::jit)).machine.jit()->available();
  return yes;
}

// What all tiers say, if it is the same.
std::string everywhere(const std::string& subject, const std::string& formula,
                       std::optional<std::chrono::milliseconds> deadline = {}) {
  TextMachine model(options(Tier::interpreter));
  const std::string expected = model.run(subject, formula, deadline);
  for (const Tier tier : {Tier::jit, Tier::automatic}) {
    for (const bool stress : {false, true}) {
      if (stress && deadline) continue;
      TextMachine m(options(tier, stress));
      for (int i = 0; i < 2; ++i) {
        m.slogs.clear();
        const std::string found = m.run(subject, formula, deadline);
        if (found != expected) return "expected " + expected + ", found " + found;
        if (m.slogs != model.slogs) return "the output differs";
      }
    }
  }
  return expected;
}

// [n formula]: n less one by counting up, from a start.
std::string decrement(const std::string& start) {
  return "[8 [1 " + start + "] 8 [1 6 [5 [0 7] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
}

// A core with arms for dec (axis 4), add (axis 10) and a formula of its own (axis 11), as `[battery sample]`.
const char* const kAdd =
    "[[8 [1 0] 8 [1 6 [5 [0 15] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1] "
    "[6 [5 [1 0] 0 6] [0 7] 9 5 10 [6 9 4 10 [3 0 6] 0 1] 10 [7 4 0 7] 0 1]]";

}  // namespace

TEST_CASE("loops whose end is known are not run through") {
  if (!compiles()) return;
  TextMachine m(options(Tier::jit));
  const auto soon = std::chrono::milliseconds(20000);
  CHECK(m.run("4000000000000000000", decrement("0"), soon) == "3999999999999999999");
  CHECK(m.run("[3000000000000000000 4000000000000000000]", "[7 [[1 " + std::string(kAdd) + "] 0 1] 9 5 0 1]", soon) ==
        "7000000000000000000");
}

// The same, where decrement crashes for `floor` and has a hint around it.
std::string checked_add(const std::string& floor) {
  return "[7 [[1 [11 [1851876717 1 7] 6 [5 [1 " + floor +
         "] 0 3] [0 0] 8 [1 0] 8 [1 6 [5 [0 15] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1] "
         "6 [5 [1 0] 0 6] [0 7] 9 5 10 [6 9 4 10 [3 0 6] 0 1] 10 [7 4 0 7] 0 1] 0 1] 9 5 0 1]";
}

TEST_CASE("decrement is found where it crashes for 0") {
  CHECK(everywhere("[5 4]", checked_add("0")) == "9");
  CHECK(everywhere("[0 4]", checked_add("0")) == "4");
  CHECK(everywhere("[0 [1 2]]", checked_add("0")) == "[1 2]");
  CHECK(everywhere("[1 [1 2]]", checked_add("0")).starts_with("exit"));
  CHECK(everywhere("[[1 2] 4]", checked_add("0"), std::chrono::milliseconds(100)) == "intr");
  CHECK(everywhere("[5 4]", checked_add("3")).starts_with("exit"));
  CHECK(everywhere("[3 9223372036854775806]", checked_add("0")) == "9223372036854775809");
  if (!compiles()) return;
  TextMachine m(options(Tier::jit));
  CHECK(m.run("[3000000000000000000 4000000000000000000]", checked_add("0"), std::chrono::milliseconds(20000)) ==
        "7000000000000000000");
}

TEST_CASE("a loop is run where its end is not what induction says") {
  CHECK(everywhere("5", decrement("0")) == "4");
  CHECK(everywhere("5", decrement("4")) == "4");
  CHECK(everywhere("1", decrement("0")) == "0");
  const auto brief = std::chrono::milliseconds(100);
  CHECK(everywhere("0", decrement("0"), brief) == "intr");
  CHECK(everywhere("5", decrement("5"), brief) == "intr");
  CHECK(everywhere("[1 2]", decrement("0"), brief) == "intr");
  CHECK(everywhere("5", decrement("[1 2]")).starts_with("exit"));
  // Beyond 63 bits the atoms are not direct.
  CHECK(everywhere("9223372036854775809", decrement("9223372036854775806")) == "9223372036854775808");
  CHECK(everywhere("9223372036854775808", decrement("9223372036854775806")) == "9223372036854775807");
  CHECK(everywhere("9223372036854775807", decrement("9223372036854775000")) == "9223372036854775806");
}

TEST_CASE("addition by counting") {
  const std::string add = "[7 [[1 " + std::string(kAdd) + "] 0 1] 9 5 0 1]";
  CHECK(everywhere("[0 0]", add) == "0");
  CHECK(everywhere("[7 35]", add) == "42");
  CHECK(everywhere("[0 [1 2]]", add) == "[1 2]");
  CHECK(everywhere("[1 [1 2]]", add).starts_with("exit"));
  CHECK(everywhere("[3 9223372036854775806]", add) == "9223372036854775809");
  CHECK(everywhere("[3 18446744073709551615]", add) == "18446744073709551618");
}

TEST_CASE("recursion that adds one to its product, or conses to it") {
  const auto counted = [](const std::string& base, const std::string& step) {
    return "[8 [1 0] 8 [1 6 [5 [0 6] 0 7] [1 " + base + "] " + step + "] 9 2 0 1]";
  };
  const std::string again = "9 2 10 [6 4 0 6] 0 1";
  CHECK(everywhere("5", counted("0", "4 " + again)) == "5");
  CHECK(everywhere("5", counted("9223372036854775805", "4 " + again)) == "9223372036854775810");
  CHECK(everywhere("5", counted("[1 2]", "4 " + again)).starts_with("exit"));
  CHECK(everywhere("0", counted("[1 2]", "4 " + again)) == "[1 2]");
  CHECK(everywhere("3", counted("7", "[0 6] " + again)) == "[0 1 2 7]");
  CHECK(everywhere("3", counted("7", "[" + again + "] 0 6")) == "[[[7 2] 1] 0]");
  CHECK(everywhere("3", counted("7", "[[0 6] 8 [1 1] 0 14] " + again)) == "[[0 0] [1 1] [2 2] 7]");
}

TEST_CASE("long lists and deep recursion go through collections whole") {
  if (!compiles()) return;
  const auto mugs = [](Tier tier, const std::string& formula) {
    TextMachine m(options(tier));
    const Noun f = m.read(formula);
    const Result r = m.machine.run(m.read("1000000"), f);
    return r.outcome == Outcome::done ? mug(r.noun) : 0;
  };
  for (const char* step : {"[0 6] 9 2 10 [6 4 0 6] 0 1", "[9 2 10 [6 4 0 6] 0 1] 0 6",
                           "[[0 6] 0 6] 9 2 10 [6 4 0 6] 0 1", "[8 [9 2 10 [6 4 0 6] 0 1] 0 14] 0 2"}) {
    CAPTURE(step);
    const std::string formula = "[8 [1 0] 8 [1 6 [5 [0 6] 0 7] [1 0] " + std::string(step) + "] 9 2 0 1]";
    const uint32_t expected = mugs(Tier::interpreter, formula);
    CHECK(mugs(Tier::jit, formula) == expected);
    CHECK(mugs(Tier::automatic, formula) == expected);
  }
}

TEST_CASE("calls of what is not known, and tail calls of it without end") {
  CHECK(everywhere("[[4 0 1] 41]", "[2 [0 3] 0 2]") == "42");
  CHECK(everywhere("[[0 2] 41]", "[2 [0 3] 0 2]").starts_with("exit"));
  // Two formulas in the subject call each other, each by what it finds there: [even odd n].
  const std::string swap = "[2 [[[0 5] 0 4] 4 0 3] 0 5]";
  const std::string even = "[6 [5 [0 3] 1 100000] [1 0] " + swap + "]";
  const std::string odd = "[6 [5 [0 3] 1 100000] [1 1] " + swap + "]";
  CHECK(everywhere("[[" + even + " " + odd + "] 0]", "[2 [0 1] 0 4]") == "0");
  CHECK(everywhere("[[" + even + " " + odd + "] 1]", "[2 [0 1] 0 4]") == "1");
}

TEST_CASE("traces are the interpreter's, and what was said is not said twice") {
  CHECK(everywhere("7", "[11 [%mean 1 %a] 11 [%spot 1 %b] 0 0]") == "exit [[1953460339 98] [1851876717 97] 0]");
  CHECK(everywhere("7", "[[11 [%slog 1 0 1] 1 1] 11 [%mean 1 %a] 11 [%slog 1 0 2] 0 0]") == "exit [[1851876717 97] 0]");
  // The body is a call of what is not known.
  CHECK(everywhere("[[0 0] 7]", "[11 [%mean 1 %a] 2 [0 3] 0 2]") == "exit [[1851876717 97] 0]");
  CHECK(everywhere("[[0 0] 7]", "[11 [%mean 1 %a] 9 2 0 1]") == "exit [[1851876717 97] 0]");
  const std::string loop = "[8 [1 0] 8 [1 11 [%slog 0 6] 6 [5 [0 6] 0 7] [0 0] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  CHECK(everywhere("5", loop).starts_with("exit"));
  CHECK(everywhere("5", "[11 [%memo 1 0] 4 0 1]") == "6");
  CHECK(everywhere("5", "[11 [%memo 1 0] 0 0]").starts_with("exit"));
}

TEST_CASE("virtual machines around compiled code and inside of it") {
  if (!compiles()) return;
  for (const Tier tier : {Tier::interpreter, Tier::jit}) {
    TextMachine m(options(tier));
    CHECK(m.run_virtual("5", decrement("0"), "1 0") == "[0 4]");
    CHECK(m.run_virtual("5", "[11 [%mean 1 %a] 0 0]", "1 0") == "[2 [1851876717 97] 0]");
    CHECK(m.run_virtual("5", "[12 [0 1] 0 1]", "[1 0]") == "[1 5]");
    CHECK(m.run_virtual("5", "[12 [0 1] 0 1]", "[1 0 0 9]") == "[0 9]");
  }
}

TEST_CASE("limits hold in compiled code") {
  if (!compiles()) return;
  MachineOptions o = options(Tier::jit);
  o.memory_limit = size_t{16} << 20;
  TextMachine m(o);
  const auto brief = std::chrono::milliseconds(100);
  CHECK(m.run("0", "[8 [1 9 2 0 1] 9 2 0 1]", brief) == "intr");
  CHECK(m.run("0", "[8 [1 4 9 2 0 1] 9 2 0 1]") == "meme");
  CHECK(m.run("0", "[8 [1 [1 1] 9 2 0 1] 9 2 0 1]") == "meme");
  CHECK(m.run("0", "[8 [1 3 9 2 0 1] 9 2 0 1]") == "meme");
  CHECK(m.run("1", "[8 [1 0] 8 [1 6 [5 [0 6] 0 7] [1 1] 9 2 10 [6 [0 6] 0 6] 0 1] 9 2 0 1]") == "meme");
  CHECK(m.run("41", "[4 0 1]") == "42");
}

TEST_CASE("the graph and the code of a formula can be printed") {
  if (!compiles()) return;
  TextMachine m(options(Tier::jit));
  const Noun formula = m.read(decrement("0"));
  CHECK(m.machine.jit()->text(Noun::direct(5), formula, "graph").find("known by induction") != std::string::npos);
  CHECK(m.machine.jit()->text(Noun::direct(5), formula, "ir").find("define") != std::string::npos);
  CHECK(m.machine.jit()->text(Noun::direct(5), formula, "asm").find("ret") != std::string::npos);
}

TEST_CASE("a fast hint is taken up when the parent is registered, whatever its first core was") {
  const std::string kid = "[11 [1953718630 1 6580587 [0 3] 0] [1 0 1] 0 1]";
  const std::string root = "[11 [1953718630 1 1953460082 [1 0] 0] [1 [0 1] 7] 1 0]";
  for (const Tier tier : {Tier::interpreter, Tier::jit}) {
    for (const bool with_root : {false, true}) {
      TextMachine m(options(tier));
      const std::string last = with_root ? root : "[1 9 9]";
      m.run("0", "[[2 [1 5] 1 " + kid + "] [2 [1 8 8] 1 " + kid + "] [2 " + last + " 1 " + kid + "] 0]");
      size_t found = 0;
      for (const auto& record : m.machine.jets().records()) found += record->path == "kid" ? 1 : 0;
      CHECK(found == (with_root ? 1 : 0));
    }
  }
}

TEST_CASE("of doors with an equal arm each has what the arm makes registered") {
  const auto door = [](const char* name, const char* battery) {
    return "[11 [%fast 1 " + std::string(name) + " [0 3] 0] [1 " + battery + "] 0 1]";
  };
  const std::string root = "[11 [%fast 1 %root [1 0] 0] [1 [0 1] 7] 1 0]";
  // One formula that all of them run, and so one site; the last is no door.
  const std::string arm = "[11 [%fast 1 %rep [0 3] 0] [1 0 1] 0 1]";
  for (const Tier tier : {Tier::interpreter, Tier::automatic, Tier::jit}) {
    MachineOptions o = options(tier);
    o.jit_threshold = 2;
    TextMachine m(o);
    for (int i = 0; i < 20; ++i) {
      m.run("0", "[7 " + root + " [2 " + door("%in", "0 4") + " 1 " + arm + "] [2 " + door("%by", "0 5") + " 1 " + arm +
                     "] [2 " + door("%on", "0 6") + " 1 " + arm + "] [2 [1 9 9] 1 " + arm + "] [2 " +
                     door("%by", "0 5") + " 1 " + arm + "] 0 1]");
    }
    std::vector<std::string> paths;
    for (const auto& record : m.machine.jets().records()) paths.push_back(record->path);
    for (const char* path : {"in/rep", "by/rep", "on/rep"}) CHECK(std::count(paths.begin(), paths.end(), path) == 1);
  }
}

TEST_CASE("a core with two names hands both on, whichever came first") {
  const auto named = [](const char* name, const char* battery) {
    return "[11 [%fast 1 " + std::string(name) + " [0 3] 0] [1 " + battery + "] 0 1]";
  };
  const std::string root = "[11 [%fast 1 %root [1 0] 0] [1 [0 1] 7] 1 0]";
  const std::string a = named("%a", "0 1"), b = named("%b", "0 1"), kid = named("%kid", "0 3");
  for (const Tier tier : {Tier::interpreter, Tier::jit}) {
    for (const std::string& first : {a, b}) {
      TextMachine m(options(tier));
      m.run("0", "[7 " + root + " [7 " + first + " 0 1] 7 [7 " + (first == a ? b : a) + " 0 1] " + kid + "]");
      std::vector<std::string> paths;
      for (const auto& record : m.machine.jets().records()) paths.push_back(record->path);
      for (const char* path : {"a/kid", "b/kid"}) CHECK(std::count(paths.begin(), paths.end(), path) == 1);
    }
  }
}

TEST_CASE("a jet answers calls that were compiled before it was there") {
  const auto above = [](const std::string& below, const std::string& name) {
    return "[7 " + below + " 11 [%fast 1 " + name + " [0 3] 0] [1 0 1] 0 1]";
  };
  std::string library = "[11 [%fast 1 %k138 [1 0] 0] [1 [0 1] 7] 1 0]";
  for (const char* name : {"%one", "%two", "%tri", "%qua"}) library = above(library, name);
  // Its Nock fails where the formula does; the jet says so.
  const std::string mink = "[[1 [1 0] 2 [0 24] 0 25] [1 [0 0 0] 0 0 0] 0 1]";
  const std::string call = "[8 " + mink + " 9 2 10 [6 1 [5 0 0] 0 0 0] 0 2]";
  for (const Tier tier : {Tier::interpreter, Tier::jit, Tier::automatic}) {
    MachineOptions o = options(tier);
    o.jit_threshold = 2;
    TextMachine m(o);
    const std::string core = m.run("0", library);
    const auto calls = [&](int times) {
      std::string last;
      for (int i = 0; i < times; ++i) last = m.run(core, call);
      return last;
    };
    CHECK(calls(100).starts_with("exit"));
    m.run(core, "[11 [%fast 1 %mink [0 7] 0] " + mink + "]");
    CHECK(calls(1) == "[2 0]");
    CHECK(calls(100) == "[2 0]");
  }
}

TEST_CASE("large constants stay whole where ways meet") {
  TextMachine m(options(Tier::jit));
  const auto phis = [&](const std::string& one, const std::string& other) {
    const std::string graph = m.machine.jit()->text(
        m.read("[0 7]"), m.read("[7 [6 [0 2] [1 " + one + "] 1 " + other + "] [0 2] 0 3]"), "graph");
    size_t count = 0;
    for (size_t at = graph.find(" phi "); at != std::string::npos; at = graph.find(" phi ", at + 1)) ++count;
    return count;
  };
  CHECK(phis("1 2", "3 4") == 2);
  CHECK(phis("1 2 3 4 5 6 7 8 9 10 11 12", "21 22 23 24 25 26 27 28 29 30 31 32") == 1);
  CHECK(everywhere("[0 7]", "[[6 [0 2] [1 1 2] 1 3 4] 0 3]") == "[[1 2] 7]");
}

TEST_CASE("code that makes code out of constants comes to an end") {
  // A core that puts its battery into its battery.
  const std::string core = "[[6 [5 [0 6] 1 40] [0 2] 9 4 10 [6 4 0 6] 10 [5 0 2] 0 1] 0 0]";
  CHECK(!everywhere("0", "[8 [1 " + core + " 0 0] 7 [9 4 0 2] [0 5] 0 7]").starts_with("expected"));
}

TEST_CASE("what was found to be a cell is not asked again") {
  TextMachine m(options(Tier::jit));
  const auto proved = [&](const std::string& formula) {
    const std::string graph = m.machine.jit()->text(m.read("[[1 2] 3 4]"), m.read(formula), "graph");
    size_t count = 0;
    for (size_t at = graph.find(" proved"); at != std::string::npos; at = graph.find(" proved", at + 1)) ++count;
    return count;
  };
  CHECK(proved("[0 2]") == 0);
  CHECK(proved("[[0 2] 0 3]") == 1);
  CHECK(proved("[6 [3 0 2] [[0 4] 0 5] [0 2]]") == 2);
  CHECK(proved("[6 [3 0 2] [0 2] [0 4]]") == 0);
  // The subject on both ways and behind them, and its head for its tail.
  CHECK(proved("[[6 [0 6] [0 4] 0 5] [0 4] 0 5]") == 4);
  CHECK(proved("[[6 [0 6] [0 4] 1 5] [0 5] 0 5]") == 2);
  CHECK(everywhere("[5 6]", "[6 [3 0 2] [0 4] 0 2]") == "5");
  CHECK(everywhere("[5 0]", "[[6 [0 3] [1 1] 0 4] 0 4]").starts_with("exit"));
}

namespace {

// Code on disk, in memory.
struct Shelf {
  std::map<Digest, std::vector<uint8_t>> files;
  bool damaged = false;  // what is loaded; code itself is never damaged, since nothing would protect from that

  MachineOptions options(Tier tier) {
    MachineOptions o = ::options(tier);
    o.jit_threshold = 30;
    o.load_code = [this](Digest key) -> std::optional<std::vector<uint8_t>> {
      const auto it = files.find(key);
      if (it == files.end()) return std::nullopt;
      std::vector<uint8_t> bytes = it->second;
      if (damaged && bytes.size() < 200) {
        for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(bytes[i] * 37 + i);
      }
      return bytes;
    };
    o.save_code = [this](Digest key, std::span<const uint8_t> code) { files[key].assign(code.begin(), code.end()); };
    return o;
  }
};

// A core with three arms that call one another, so that what is compiled with what depends on which of them runs first:
// of a sample [a b], 4 is the core with a + 1 (and says so, which keeps the others from being closed), 10 is a + b by
// counting, 11 is 10 of 4.
const char* const kArms =
    "[[11 [1735355507 1 0] 10 [6 4 0 6] 0 1] "
    "[6 [5 [1 0] 0 7] [0 6] 7 [9 4 0 1] 9 10 "
    "10 [7 8 [1 0] 8 [1 6 [5 [0 31] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1] 0 1] "
    "7 [9 4 0 1] 9 10 0 1]";

std::string arms(const std::string& axis) {
  return "[7 [[1 " + std::string(kArms) + "] 0 1] 9 " + axis + " 0 1]";
}

}  // namespace

TEST_CASE("what was compiled in another order is found on disk") {
  if (!compiles()) return;
  Shelf shelf;
  struct Part {
    const char *axis, *sample, *product;
  };
  const Part ten{"10", "[7 100]", "107"}, eleven{"11", "[7 0]", "8"};
  const auto run = [&](std::initializer_list<Part> parts) {
    TextMachine m(shelf.options(Tier::automatic));
    REQUIRE(m.machine.jit()->available());
    for (const Part& part : parts) {
      for (int round = 0; round < 200; ++round) {
        CHECK(m.run(part.sample, arms(part.axis)) == part.product);
        if (round % 40 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    }
    return m.machine.jit()->statistics().generated;
  };
  CHECK(run({ten, eleven}) > 0);
  // Now they are asked for on the way from one another, too.
  run({eleven, ten});
  CHECK(run({ten, eleven}) == 0);
  CHECK(run({eleven, ten}) == 0);
  shelf.damaged = true;
  run({eleven, ten});
}

TEST_CASE("code on disk that is none is compiled anew, and left in its place") {
  if (!compiles()) return;
  Shelf shelf;
  const auto run = [&] {
    TextMachine m(shelf.options(Tier::jit));
    CHECK(m.run("[7 100]", arms("10")) == "107");
    CHECK(m.messages.empty());
    return m.machine.jit()->statistics().generated;
  };
  const uint64_t all = run();
  CHECK(all > 0);
  CHECK(run() == 0);
  const auto whole = shelf.files;
  const auto damage = [&](const auto& change) {
    for (auto& [key, bytes] : shelf.files) {
      if (bytes.size() >= 200) change(bytes);
    }
    CHECK(run() == all);
    CHECK(run() == 0);
    CHECK(shelf.files == whole);
  };
  damage([](std::vector<uint8_t>& bytes) { bytes.pop_back(); });
  damage([](std::vector<uint8_t>& bytes) { bytes[8] = 0; });
  // ELF by its first word, and nothing else.
  damage([](std::vector<uint8_t>& bytes) { std::fill(bytes.begin() + 12, bytes.end(), uint8_t{0}); });
}

TEST_CASE("an analysis that is given the choices of another comes to the same graph") {
  TextMachine m(options(Tier::automatic));
  const Noun subject = m.read("[7 100]"), formula = m.read(arms("11"));
  int compiled = 0;
  const auto analyse = [&](jit::Program& program, const jit::Choices* again, bool cold) {
    jit::AnalysisOptions how;
    how.again = again;
    how.cold = [cold](const Code&) { return cold; };
    auto graph = jit::analyse(m.machine, program, subject, formula, nullptr, how);
    REQUIRE(graph != nullptr);
    return graph;
  };
  jit::Program fresh(m.machine.heap()), later(m.machine.heap());
  const auto first = analyse(fresh, nullptr, false);
  CHECK_FALSE(first->repeated);
  analyse(later, nullptr, false);
  for (jit::Record& record : later.records()) record.entry_with_subject = &compiled;
  const auto without = analyse(later, nullptr, false);
  CHECK(serialise(*without) != serialise(*first));
  const auto cold = analyse(fresh, nullptr, true);
  CHECK(serialise(*cold) != serialise(*first));

  for (jit::Program* program : {&fresh, &later}) {
    for (const jit::Graph* graph : {first.get(), without.get(), cold.get()}) {
      const auto again = analyse(*program, &graph->choices, true);
      CHECK(again->repeated);
      CHECK(serialise(*again) == serialise(*graph));
    }
  }
  // What does not fit is not followed.
  for (size_t length = 0; length < first->choices.made.size(); ++length) {
    for (const uint8_t wrong : {0, 1, 2, 3, 7, 255}) {
      jit::Choices other = first->choices;
      other.made.resize(length);
      other.made.push_back(wrong);
      analyse(later, &other, false);
    }
  }
  CHECK(jit::fit(first->choices, subject));
}
