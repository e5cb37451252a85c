// Whose labels count: those of a library while it is put together, and what it makes from then on.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

// A root and a layer on it. The layer has one arm, which makes a gate.
std::string layer(const std::string& root, const std::string& name, const std::string& arm) {
  return "[7 [11 [%fast 1 " + root + " [1 0] 0] 1 [0 1] 7] 11 [%fast 1 " + name + " [0 3] 0] [1 " + arm + "] 0 1]";
}
std::string gate(const std::string& name, const std::string& body) {
  return "[11 [%fast 1 " + name + " [0 7] 0] [1 " + body + "] [1 0 0] 0 1]";
}
size_t count(TextMachine& m, std::string_view path) {
  return static_cast<size_t>(std::ranges::count_if(m.machine.jets().records(), [&](const auto& record) {
    return record->path == path && (!path.empty() || record->root == "k138");
  }));
}

struct Closed : TextMachine {
  explicit Closed(Tier tier, const std::string& arm = gate("%add", "0 6")) : TextMachine(options(tier)) {
    library = run("0", layer("%k138", "%one", arm));
    machine.jets().close();
  }
  static MachineOptions options(Tier tier) {
    MachineOptions made;
    made.tier = tier;
    return made;
  }
  // Makes a gate on the library as a program would.
  void make(const std::string& made) { run(library, made); }
  std::string library;
};

}  // namespace

TEST_CASE("once the library is there, a core has jets where the library makes it, and nowhere else") {
  for (const Tier tier : {Tier::interpreter, Tier::jit}) {
    {
      // An arm of the library.
      Closed m(tier);
      CHECK(count(m, "one") == 1);
      CHECK(count(m, "one/add") == 0);
      m.make("[9 2 0 1]");
      CHECK(count(m, "one/add") == 1);
      m.make("[9 2 0 1]");
      CHECK(count(m, "one/add") == 1);
    }
    {
      // The same core, made by a program: it is what the library makes.
      Closed m(tier);
      m.make(gate("%add", "0 6"));
      CHECK(count(m, "one/add") == 1);
    }
    {
      // Another body under the name of the arm.
      Closed m(tier);
      m.make(gate("%add", "1 999"));
      m.make("[9 2 0 1]");
      m.make(gate("%add", "0 7"));
      CHECK(count(m, "one/add") == 1);
    }
    {
      // A name that the library has no arm for.
      Closed m(tier);
      m.make(gate("%dec", "1 999"));
      CHECK(count(m, "one/dec") == 0);
    }
    {
      // A root and a layer that are called as those of the library.
      Closed m(tier);
      m.run("0", "[7 " + layer("%k138", "%one", gate("%add", "1 999")) + " 9 2 0 1]");
      CHECK(count(m, "one") == 1);
      CHECK(count(m, "one/add") == 0);
    }
    {
      // A root of another name.
      Closed m(tier);
      m.run("0", "[7 " + layer("%mine", "%one", gate("%add", "1 999")) + " 9 2 0 1]");
      CHECK(m.machine.jets().records().size() == 2);
    }
  }
}

TEST_CASE("an arm of the library may come to its core in any way") {
  for (const char* arm :
       {"[8 [1 5] 8 [1 0] 7 [0 7] MADE]", "[7 MADE 0 1]", "[6 [1 0] MADE 0 0]", "[[1 7] MADE]",
        "[7 [[1 MADE] 0 1] 7 [0 3] 9 4 10 [4 0 2] 9 2 0 1]", "[10 [4 1 [0 6]] MADE]", "[11 %note 8 MADE 0 2]"}) {
    std::string text = arm;
    while (text.find("MADE") != std::string::npos) text.replace(text.find("MADE"), 4, gate("%add", "0 6"));
    Closed m(Tier::interpreter, text);
    m.make(gate("%add", "0 6"));
    CHECK_MESSAGE(count(m, "one/add") == 1, text);
  }
}

TEST_CASE("what a file on the library makes has jets under the name of the layer that it gives as its parent") {
  // A core on the layer, whose arm makes a gate: the layer lies behind both.
  const auto file = [](const std::string& body) {
    const std::string made = "[11 [%fast 1 %add [0 15] 0] [1 " + body + "] [1 0 0] 0 1]";
    return "[11 [%fast 1 %file [0 3] 0] [1 " + made + "] 0 1]";
  };
  for (const Tier tier : {Tier::interpreter, Tier::jit}) {
    {
      TextMachine m(Closed::options(tier));
      const std::string on = m.run("0", "[7 " + layer("%k138", "%one", "0 1") + " " + file("0 6") + "]");
      m.machine.jets().close();
      CHECK(count(m, "one/file") == 1);
      m.run(on, "[9 2 0 1]");
      CHECK(count(m, "one/add") == 1);
    }
    {
      // A program's core is no file of the library, whatever it calls itself.
      Closed m(tier);
      m.make("[7 " + file("1 999") + " 9 2 0 1]");
      CHECK(count(m, "one/file") == 0);
      CHECK(count(m, "one/add") == 0);
    }
  }
}

TEST_CASE("a noun with fast hints in it is told from one without") {
  TextMachine m;
  CHECK(has_labels(m.read(gate("%add", "0 6"))));
  CHECK(has_labels(m.read("[1 [[[0 1] " + gate("%add", "0 6") + "] 0] 2]")));
  CHECK(has_labels(m.read("[0 " + layer("%k138", "%one", "0 1") + "]")));
  CHECK(!has_labels(m.read("[9 2 0 1]")));
  CHECK(!has_labels(m.read("[11 %fast 0 1]")));
  CHECK(!has_labels(m.read("[11 [%mean 1 0] 0 1]")));
  CHECK(!has_labels(m.read("7")));
}
