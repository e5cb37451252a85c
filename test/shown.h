// What hints show, made comparable: times and sizes, which no two runs have the same, are left out.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "nock/noun/mug.h"
#include "nock/noun/noun.h"
#include "nock/noun/text.h"

namespace galena::test {

// The kind of a line that tells a time or a size, or the line itself.
inline std::string_view without_measures(std::string_view line) {
  for (const std::string_view kind : {"took: ", "memory: ", "memories: "}) {
    if (line.starts_with(kind)) return kind;
  }
  return line;
}

// Of a message as a machine hands it out, [priority tank]: where its tank is [%rose seam caption cord ~], as hints make
// it (nock/run/hint.h), and the cord tells a time or a size, the mug of the caption alone.
inline uint32_t mug_of_shown(Noun message) {
  std::array<Noun, 4> parts{};
  Noun rest = message.is_cell() ? message.tail() : kNull;
  for (Noun& part : parts) {
    if (!rest.is_cell()) return mug(message);
    part = rest.head();
    rest = rest.tail();
  }
  const Noun cord = parts[3];
  if (rest != kNull || !cord.is_atom()) return mug(message);
  const std::string line = cord_text(cord);
  return without_measures(line) == line ? mug(message) : mug(parts[2]);
}

}  // namespace galena::test
