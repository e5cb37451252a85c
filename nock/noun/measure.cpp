#include "nock/noun/measure.h"

#include <algorithm>
#include <unordered_map>

#include "nock/base/limits.h"
#include "nock/base/worklist.h"
#include "nock/noun/text.h"

namespace galena {
namespace {

struct Size {
  uint64_t depth = 0, cells = 0;
};

uint64_t saturating_sum(uint64_t a, uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

// Parts of a row, those that tails lead to, before `...`.
constexpr unsigned kParts = 8;

void append_outline(std::string& out, Noun noun, unsigned levels) {
  if (noun.is_atom()) {
    const uint64_t bytes = byte_length(noun);
    if (bytes <= 16) return append_decimal(out, noun);
    out += '<' + std::to_string(bytes) + " bytes>";
    return;
  }
  if (levels == 0) {
    out += "...";
    return;
  }
  out += '[';
  for (unsigned part = 0; noun.is_cell(); noun = noun.tail()) {
    if (part++ == kParts) {
      out += "...]";
      return;
    }
    append_outline(out, noun.head(), levels - 1);
    out += ' ';
  }
  append_outline(out, noun, levels);
  out += ']';
}

}  // namespace

Measure measure(Noun noun) {
  if (noun.is_atom()) return {};
  using Entry = std::pair<const uint64_t, Size>;
  std::unordered_map<uint64_t, Size, std::hash<uint64_t>, std::equal_to<>, Counted<Entry>> sizes;
  const auto known = [&](Noun part, Size& size) {
    if (part.is_atom()) return true;
    const auto found = sizes.find(part.word());
    if (found != sizes.end()) size = found->second;
    return found != sizes.end();
  };
  Worklist<Noun, 256> wanted;
  wanted.push(noun);
  Pace pace;
  while (!wanted.empty()) {
    pace.step();
    const Noun cell = wanted.back();
    Size head, tail;
    const bool head_known = known(cell.head(), head), tail_known = known(cell.tail(), tail);
    if (head_known && tail_known) {
      sizes[cell.word()] = {1 + std::max(head.depth, tail.depth),
                            saturating_sum(1, saturating_sum(head.cells, tail.cells))};
      wanted.drop();
      continue;
    }
    if (!tail_known) wanted.push(cell.tail());
    if (!head_known) wanted.push(cell.head());
  }
  const Size all = sizes[noun.word()];
  return {all.depth, all.cells, sizes.size()};
}

std::string outline(Noun noun, unsigned levels) {
  std::string out;
  append_outline(out, noun, levels);
  return out;
}

}  // namespace galena
