// What a computation leaves for people is bounded, whatever it left.
#include "tools/galena/base/trace.h"

#include <doctest/doctest.h>

#include <chrono>

#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace galena::tools;
using namespace std::chrono_literals;

namespace {

// [tag clue] alone on a trace.
Noun trace_of(Heap& heap, Noun tag, Noun clue) {
  return heap.list(std::vector<Noun>{heap.cons(tag, clue)});
}

Noun doubled(Heap& heap, Noun noun, int times) {
  for (int i = 0; i < times; ++i) noun = heap.cons(noun, noun);
  return noun;
}

size_t size_of(const std::vector<std::string>& lines) {
  size_t size = 0;
  for (const std::string& line : lines) size += line.size() + 1;
  return size;
}

}  // namespace

TEST_CASE("a clue that does not end, or is no tank, ends when its time is over") {
  TextMachine m;
  Heap& heap = m.machine.heap();
  const char* const clues[] = {
      "[[9 2 0 1] 0 0]",                // a trap that calls itself
      "[[8 [1 9 2 0 1] 9 2 0 1] 0]",    // one that loops within
      "[[8 [1 4 9 2 0 1] 9 2 0 1] 0]",  // one that takes all memory
  };
  for (const char* clue : clues) {
    CAPTURE(clue);
    const auto start = std::chrono::steady_clock::now();
    CHECK(render_trace(m.machine, trace_of(heap, "mean"_n, m.read(clue)), 100ms) == std::vector<std::string>{"####"});
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    CHECK(m.run("41", "[4 0 1]") == "42");
  }
  // Two hundred of them take no longer than one.
  std::vector<Noun> entries(200, heap.cons("mean"_n, m.read(clues[0])));
  const auto start = std::chrono::steady_clock::now();
  CHECK(render_trace(m.machine, heap.list(entries), 100ms).size() == 200);
  CHECK(std::chrono::steady_clock::now() - start < 10s);
}

TEST_CASE("a trace whose clues stand for more than memory is shown in part") {
  TextMachine m;
  Heap& heap = m.machine.heap();
  const Noun rose = m.read("[[32 0] [91 0] [93 0]]");
  Noun tank = m.read("[%leaf 97 0]");
  for (int i = 0; i < 60; ++i) tank = heap.tuple("rose"_n, rose, tank, tank, kNull);
  Noun path;
  const Noun knot = heap.atom_bytes(std::vector<uint8_t>(1 << 20, 'a'));
  for (int i = 0; i < 10'000; ++i) path = heap.cons(knot, path);
  const Noun deep = doubled(heap, Noun::direct(7), 60);
  for (const Noun trace : {
           trace_of(heap, "mean"_n, heap.cons(heap.cons(Noun::direct(1), tank), kNull)),
           trace_of(heap, "hunk"_n, heap.cons(kNull, path)),
           trace_of(heap, "spot"_n, heap.tuple(path, m.read("[1 2]"), Noun::direct(3), Noun::direct(4))),
           trace_of(heap, "spot"_n, deep),
           trace_of(heap, "hand"_n, deep),
           trace_of(heap, "lose"_n, knot),
           trace_of(heap, knot, kNull),
       }) {
    const Heap::Root kept(heap, trace);
    const std::vector<std::string> lines = render_trace(m.machine, trace, 5000ms);
    CHECK(!lines.empty());
    CHECK(size_of(lines) < (size_t{16} << 20));
  }
}

TEST_CASE("what a program says that stands for more than memory is shown in part") {
  Heap heap(size_t{64} << 20);
  const Noun rose = read_text(heap, "[[32 0] [91 0] [93 0]]").noun;
  Noun tank = read_text(heap, "[%leaf 97 0]").noun;
  for (int i = 0; i < 60; ++i) tank = heap.tuple("rose"_n, rose, tank, tank, kNull);
  const Noun deep = doubled(heap, Noun::direct(7), 60);
  const Noun wide = heap.cons("leaf"_n, doubled(heap, Noun::direct(97), 60));
  for (const Noun message : {tank, deep, wide}) {
    const Slog slog = render_slog(heap.cons(Noun::direct(1), message));
    CHECK(!slog.lines.empty());
    CHECK(size_of(slog.lines) < (size_t{64} << 20));
  }
}
