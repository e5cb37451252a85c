// The file in which perf finds the names of compiled code.
#include "nock/jit/perf_map.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <vector>

using galena::jit::CodeSymbol;
using galena::jit::PerfMap;

namespace {

struct Map {
  PerfMap map{fmt::format("/tmp/galena-perf-map-test-{}", getpid())};
  ~Map() { unlink(map.path().c_str()); }
  bool add(std::vector<CodeSymbol> symbols) { return map.add(symbols); }
  void free(std::vector<CodeSymbol> symbols) { map.free(symbols); }
  std::string text() const {
    std::ifstream in(map.path());
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

}  // namespace

TEST_CASE("perf map: a line for a function") {
  Map m;
  CHECK(m.add({}));
  CHECK(m.text().empty());
  CHECK(m.add({{"add", 0x1000, 0x20}, {"dec:loop", 0x1020, 0x1f}}));
  CHECK(m.add({{"two words", 0x900, 8}}));
  CHECK(m.text() == "1000 20 add\n1020 1f dec:loop\n900 8 two words\n");
}

TEST_CASE("perf map: freed code keeps its name until other code lies there") {
  Map m;
  m.add({{"a", 0x1000, 0x100}, {"b", 0x1100, 0x100}, {"c", 0x1200, 0x100}, {"d", 0x1300, 0x100}});
  m.free({{"a", 0x1000, 0x100}, {"b", 0x1100, 0x100}, {"c", 0x1200, 0x100}});
  CHECK(m.text() == "1000 100 a\n1100 100 b\n1200 100 c\n1300 100 d\n");
  // From the middle of one to the last byte of another.
  m.add({{"e", 0x1080, 0x100}});
  CHECK(m.text() == "1080 100 e\n1200 100 c\n1300 100 d\n");
  m.free({{"e", 0x1080, 0x100}});
  m.add({{"f", 0x1000, 0x80}, {"g", 0x1180, 0x80}});
  CHECK(m.text() == "1080 100 e\n1200 100 c\n1300 100 d\n1000 80 f\n1180 80 g\n");
}

TEST_CASE("perf map: the names of freed code do not grow without end") {
  Map m;
  m.add({{"stays", 0x100, 0x10}});
  for (uint64_t at = 1; at <= PerfMap::kMaxFreed + 1; at += 1000) {
    std::vector<CodeSymbol> many;
    for (uint64_t i = at; i < at + 1000; ++i) many.push_back({"x", i << 12, 16});
    m.add(many);
    m.free(many);
  }
  CHECK(m.text() == "100 10 stays\n");
}

TEST_CASE("perf map: what lies at its path is not followed, and where it cannot be written it says so once") {
  Map m;
  const std::string target = m.map.path() + ".target";
  REQUIRE(symlink(target.c_str(), m.map.path().c_str()) == 0);
  CHECK(m.add({{"a", 0x1000, 1}}));
  CHECK(access(target.c_str(), F_OK) != 0);
  CHECK(m.text() == "1000 1 a\n");
  PerfMap nowhere("/nowhere/perf.map");
  const CodeSymbol symbol[] = {{"a", 0x1000, 1}};
  CHECK_FALSE(nowhere.add(symbol));
  CHECK(nowhere.add(symbol));
}
