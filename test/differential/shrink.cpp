#include "test/differential/shrink.h"

#include <unordered_map>

namespace galena::test {
namespace {

constexpr size_t kPlaces = 3000;  // looked at in one noun
constexpr size_t kBatch = 40;     // candidates handed to the test at once

// How many cells a noun has as a tree, within a bound.
size_t size_of(Noun noun) {
  size_t cells = 0;
  std::vector<Noun> rest{noun};
  while (!rest.empty() && cells < 1'000'000) {
    const Noun n = rest.back();
    rest.pop_back();
    if (!n.is_cell()) continue;
    ++cells;
    rest.push_back(n.head());
    rest.push_back(n.tail());
  }
  return cells;
}

using Path = std::vector<bool>;

Noun replaced(Arena& arena, Noun noun, const Path& path, size_t at, Noun part) {
  if (at == path.size()) return part;
  return path[at] ? arena.cons(noun.head(), replaced(arena, noun.tail(), path, at + 1, part))
                  : arena.cons(replaced(arena, noun.head(), path, at + 1, part), noun.tail());
}

// What may stand in the place of `part`, all of it smaller.
std::vector<Noun> substitutes(Arena& arena, Noun part) {
  const Noun zero = Noun::direct(0), one = Noun::direct(1);
  if (!part.is_cell()) {
    if (!part.is_direct()) return {zero, arena.atom(Noun::kMaxDirect)};
    const uint64_t n = part.direct_value();
    std::vector<Noun> less;
    if (n > 1) less = {zero, one};
    if (n == 1) less = {zero};
    if (n > 3) less.push_back(Noun::direct(n / 2));
    if (n > 8) less.push_back(Noun::direct(n - n / 8));
    if (n > 2) less.push_back(Noun::direct(n - 1));
    return less;
  }
  std::vector<Noun> out;
  // What lies in it, the nearest first.
  std::vector<Noun> level{part};
  for (int depth = 0; depth < 4; ++depth) {
    std::vector<Noun> next;
    for (const Noun n : level) {
      if (!n.is_cell()) continue;
      for (const Noun child : {n.head(), n.tail()}) {
        next.push_back(child);
        if (child.is_cell()) out.push_back(child);
      }
    }
    level = std::move(next);
  }
  for (const Noun small : {arena.cons(one, zero), arena.cons(zero, one), zero}) {
    if (small != part) out.push_back(small);
  }
  return out;
}

}  // namespace

Noun shrink(Arena& arena, Noun noun, const FirstFailing& first_failing, const std::function<bool()>& give_up) {
  for (bool better = true; better;) {
    better = false;
    std::vector<Path> places{{}};
    for (size_t i = 0; i < places.size() && !give_up(); ++i) {
      // A copy: the list grows.
      const Path path = places[i];
      Noun part = noun;
      bool there = true;
      for (const bool in_tail : path) {
        there = part.is_cell();
        if (!there) break;
        part = in_tail ? part.tail() : part.head();
      }
      if (!there) continue;
      std::vector<Noun> candidates;
      const size_t size = size_of(noun);
      for (const Noun s : substitutes(arena, part)) {
        const Noun candidate = replaced(arena, noun, path, 0, s);
        if (size_of(candidate) < size || !part.is_cell()) candidates.push_back(candidate);
      }
      bool replaced_here = false;
      for (size_t from = 0; from < candidates.size() && !give_up(); from += kBatch) {
        const std::vector<Noun> some(
            candidates.begin() + static_cast<std::ptrdiff_t>(from),
            candidates.begin() + static_cast<std::ptrdiff_t>(std::min(from + kBatch, candidates.size())));
        const int found = first_failing(some);
        if (found < 0) continue;
        noun = some[static_cast<size_t>(found)];
        better = replaced_here = true;
        break;
      }
      if (replaced_here) {
        --i;  // the same place again
        continue;
      }
      if (part.is_cell() && places.size() < kPlaces) {
        for (const bool in_tail : {false, true}) {
          places.push_back(path);
          places.back().push_back(in_tail);
        }
      }
    }
    if (give_up()) break;
  }
  return noun;
}

}  // namespace galena::test
