#include "jets/name.h"

#include <optional>

#include "hoon/aura/phonetic.h"
#include "jets/octets.h"

namespace galena::jets {
namespace {

using Syllable = std::string_view (*)(uint8_t);

bool is_table(Noun text, Syllable syllable) {
  if (text.is_none() || !text.is_atom()) return false;
  const Octets bytes(text);
  if (bytes.size() != 768) return false;
  for (size_t i = 0; i < 256; ++i) {
    if (std::memcmp(bytes.data() + 3 * i, syllable(static_cast<uint8_t>(i)).data(), 3) != 0) return false;
  }
  return true;
}

// Whether the core that a gate lies in has the tables that names are written by: two on top of what it was made in,
// or a pair of them.
bool has_tables(Noun gate) {
  const Noun payload = tail_of(context(gate)), top = head_of(payload);
  if (top.is_none()) return false;
  const bool pair = top.is_cell();
  return is_table(pair ? top.head() : head_of(tail_of(payload)), hoon::prefix_syllable) &&
         is_table(pair ? top.tail() : top, hoon::suffix_syllable);
}

Noun byte_of(Machine& machine, Noun core, std::optional<uint8_t> (*find)(std::string_view)) {
  const Noun syllable = sample(core);
  if (syllable.is_none() || !has_tables(core)) return kDecline;
  if (syllable.is_cell()) return kNull;
  const Octets text(syllable);
  const auto byte = find({reinterpret_cast<const char*>(text.data()), text.size()});
  return byte ? machine.heap().cons(kNull, Noun::direct(*byte)) : kNull;
}

Noun syllable_of(Machine& machine, Noun core, Syllable syllable) {
  const Noun n = sample(core);
  if (n.is_none() || !n.is_direct() || n.direct_value() > 255 || !has_tables(core)) return kDecline;
  return machine.heap().cord(syllable(static_cast<uint8_t>(n.direct_value())));
}

// More than two words of 32 bits are left as they are.
Noun permuted(Machine& machine, Noun core, uint64_t (*change)(uint64_t)) {
  const Noun n = sample(core);
  if (n.is_none() || !n.is_atom()) return kDecline;
  uint64_t small;
  const Limbs limbs = limbs_of(n, small);
  return limbs.size != 1 ? n : machine.heap().atom(change(limbs.data[0]));
}

}  // namespace

Noun ins(Machine& machine, Noun core) {
  return byte_of(machine, core, hoon::prefix_byte);
}
Noun ind(Machine& machine, Noun core) {
  return byte_of(machine, core, hoon::suffix_byte);
}
Noun tos(Machine& machine, Noun core) {
  return syllable_of(machine, core, hoon::prefix_syllable);
}
Noun tod(Machine& machine, Noun core) {
  return syllable_of(machine, core, hoon::suffix_syllable);
}
Noun fein(Machine& machine, Noun core) {
  return permuted(machine, core, hoon::scramble);
}
Noun fynd(Machine& machine, Noun core) {
  return permuted(machine, core, hoon::unscramble);
}

}  // namespace galena::jets
