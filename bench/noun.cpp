// Throughput of the services on nouns: jam, cue, mug, equality, text. Shapes of a million distinct cells and of
// kilobyte atoms; the best of several runs, in millions of cells or in megabytes a second.
//
//   bench_noun [word]      only the lines that contain the word
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace {

using namespace galena;

constexpr size_t kCells = 1000000;
constexpr size_t kAtoms = 65536, kAtomBytes = 1024;
constexpr int kRuns = 7;

const char* g_only = "";

uint64_t next_random(uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

template <class Space>
Noun counting_list(Space& space) {
  Noun list;
  for (uint64_t i = kCells; i > 0; --i) list = space.cons(Noun::direct(i), list);
  return list;
}

template <class Space>
Noun left_tree(Space& space) {
  Noun tree;
  for (uint64_t i = kCells; i > 0; --i) tree = space.cons(tree, Noun::direct(i));
  return tree;
}

// A balanced tree of random atoms, in the order in which a computation or cue leaves it in memory.
template <class Space>
Noun balanced_tree(Space& space, uint64_t& state, size_t cells) {
  if (cells == 0) return Noun::direct(next_random(state) >> (1 + state % 60));
  const Noun head = balanced_tree(space, state, (cells - 1) / 2);
  return space.cons(head, balanced_tree(space, state, cells - 1 - (cells - 1) / 2));
}
template <class Space>
Noun tree(Space& space) {
  uint64_t state = 3;
  return balanced_tree(space, state, kCells);
}

// Pairs of random nouns made before, until one is left: a random tree whose cells lie in memory in no useful order.
template <class Space>
Noun scattered_tree(Space& space) {
  uint64_t state = 42;
  std::vector<Noun> forest;
  for (size_t i = 0; i <= kCells; ++i) forest.push_back(Noun::direct(next_random(state) >> (1 + state % 60)));
  while (forest.size() > 1) {
    std::swap(forest[next_random(state) % forest.size()], forest.back());
    const Noun a = forest.back();
    forest.pop_back();
    Noun& b = forest[next_random(state) % forest.size()];
    b = state & 256 ? space.cons(a, b) : space.cons(b, a);
  }
  return forest[0];
}

// Every third element refers to one that was there before.
template <class Space>
Noun sharing_list(Space& space) {
  uint64_t state = 7;
  std::vector<Noun> pairs;
  Noun list;
  for (size_t i = 0; i < kCells / 2; ++i) {
    if (i % 3 == 2) {
      list = space.cons(pairs[next_random(state) % pairs.size()], list);
    } else {
      pairs.push_back(space.cons(Noun::direct(i), Noun::direct(next_random(state) >> 40)));
      list = space.cons(pairs.back(), list);
    }
  }
  return list;
}

template <class Space>
Noun atom_list(Space& space) {
  uint64_t state = 1;
  std::vector<uint64_t> limbs(kAtomBytes / 8);
  Noun list;
  for (size_t i = 0; i < kAtoms; ++i) {
    for (uint64_t& limb : limbs) limb = next_random(state);
    list = space.cons(space.atom_limbs(limbs), list);
  }
  return list;
}

// Of this thread, in seconds: what others do meanwhile on the machine does not count.
double processor_time() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The best time of `body`, in seconds; `prepare` is not timed, and what it returns lives as long as the run.
template <class Prepare, class Body>
double best(Prepare prepare, Body body) {
  double result = 1e9;
  for (int i = 0; i < kRuns; ++i) {
    auto state = prepare();
    const double start = processor_time();
    body(state);
    result = std::min(result, processor_time() - start);
  }
  return result;
}

void print_line(const std::string& name, double seconds, double amount, const char* unit) {
  fmt::print("{:<28} {:>9.2f} ms {:>9.1f} {}\n", name, seconds * 1e3, amount / seconds / 1e6, unit);
  std::fflush(stdout);
}

template <class Space>
std::unique_ptr<Space> make_space() {
  return std::make_unique<Space>(size_t{1} << 30);
}

template <class Space, class Build>
void measure(const char* space_name, const char* shape, Build build, double amount, const char* unit) {
  const auto name = [&](const char* what) { return fmt::format("{} {} {}", what, space_name, shape); };
  const auto wanted = [&](const char* what) { return name(what).find(g_only) != std::string::npos; };
  struct Built {
    std::unique_ptr<Space> space = make_space<Space>();
    Noun noun;
    Noun other;
  };
  const auto fresh = [&] {
    Built b;
    b.noun = build(*b.space);
    return b;
  };
  if (wanted("mug")) print_line(name("mug"), best(fresh, [](Built& b) { mug(b.noun); }), amount, unit);
  if (wanted("jam")) print_line(name("jam"), best(fresh, [](Built& b) { jam(b.noun); }), amount, unit);
  if (wanted("cue")) {
    const Jammed bytes = jam(fresh().noun);
    print_line(name("cue"), best(make_space<Space>, [&](auto& space) { (void)cue(*space, bytes); }), amount, unit);
  }
  if (std::is_same_v<Space, Heap> && (wanted("equal") || wanted("unify"))) {
    const auto twice = [&] {
      Built b = fresh();
      b.other = build(*b.space);
      return b;
    };
    print_line(name("equal"), best(twice, [](Built& b) { equal(b.noun, b.other); }), amount, unit);
    if constexpr (std::is_same_v<Space, Heap>) {
      print_line(name("unify"), best(twice, [](Built& b) { equal(*b.space, b.noun, b.other); }), amount, unit);
    }
  }
  if (wanted("print")) print_line(name("print"), best(fresh, [](Built& b) { print_text(b.noun); }), amount, unit);
  if (wanted("read")) {
    const std::string text = print_text(fresh().noun);
    print_line(name("read"), best(make_space<Space>, [&](auto& space) { (void)read_text(*space, text); }), amount,
               unit);
  }
}

template <class Space>
void measure_all(const char* space_name) {
  const char* cells = "Mcell/s";
  measure<Space>(space_name, "list", counting_list<Space>, kCells, cells);
  measure<Space>(space_name, "left", left_tree<Space>, kCells, cells);
  measure<Space>(space_name, "tree", tree<Space>, kCells, cells);
  measure<Space>(space_name, "scattered", scattered_tree<Space>, kCells, cells);
  measure<Space>(space_name, "sharing", sharing_list<Space>, kCells / 2.0 + kCells / 3.0, cells);
  measure<Space>(space_name, "kilobytes", atom_list<Space>, kAtoms * kAtomBytes, "MB/s");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) g_only = argv[1];
  measure_all<Heap>("heap");
  measure_all<Arena>("arena");
  return 0;
}
