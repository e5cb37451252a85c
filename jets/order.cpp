#include "jets/order.h"

#include <bit>
#include <cstring>
#include <vector>

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"

namespace galena::jets {
namespace {

uint8_t byte_of(const Limbs& limbs, uint64_t i) {
  return i / 8 < limbs.size ? static_cast<uint8_t>(limbs.data[i / 8] >> i % 8 * 8) : 0;
}

// Whether the first byte in which two different atoms differ is less in `a`.
bool bytes_less(Noun a, Noun b) {
  uint64_t small_a, small_b;
  const Limbs x = limbs_of(a, small_a), y = limbs_of(b, small_b);
  Pace pace;
  for (size_t i = 0;; ++i, pace.step()) {
    const uint64_t p = i < x.size ? x.data[i] : 0, q = i < y.size ? y.data[i] : 0;
    if (p == q) continue;
    const int shift = std::countr_zero(p ^ q) & ~7;
    return (p >> shift & 0xff) < (q >> shift & 0xff);
  }
}

}  // namespace

// MurmurHash3 (32 bits, x86), of `length` bytes.
Noun muk(Machine&, Noun core) {
  const auto [seed, length, key] = three(core);
  if (seed.is_none() || !seed.is_atom() || !length.is_direct() || !key.is_atom()) return kDecline;
  const uint64_t size = length.direct_value();
  if (size >> 31 != 0 || byte_length(key) > size) return kDecline;
  const uint64_t whole = size / 4;
  if ((bit_length(key) + 31) / 32 < whole) return kDecline;  // the Nock looks for blocks that are not there
  uint64_t small_seed, small_key;
  const Limbs s = limbs_of(seed, small_seed), k = limbs_of(key, small_key);
  auto hash = static_cast<uint32_t>(s.size == 0 ? 0 : s.data[0]);
  const auto scramble = [](uint32_t block) { return std::rotl(block * 0xcc9e2d51u, 15) * 0x1b873593u; };
  const auto block_at = [&](uint64_t i, uint64_t bytes) {
    uint32_t block = 0;
    for (uint64_t j = 0; j < bytes; ++j) block |= uint32_t{byte_of(k, 4 * i + j)} << 8 * j;
    return block;
  };
  Pace pace;
  for (uint64_t i = 0; i < whole; ++i, pace.step())
    hash = std::rotl(hash ^ scramble(block_at(i, 4)), 13) * 5 + 0xe6546b64u;
  if (size % 4 != 0) hash ^= scramble(block_at(whole, size % 4));
  hash ^= static_cast<uint32_t>(size);
  hash = (hash ^ hash >> 16) * 0x85ebca6bu;
  hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
  return Noun::direct(hash ^ hash >> 16);
}

Noun mug(Machine&, Noun core) {
  const Noun a = sample(core);
  return a.is_none() ? kDecline : Noun::direct(galena::mug(a));
}

bool aor_of(Noun a, Noun b) {
  const Difference d = first_difference(a, b);
  GALENA_CHECK(d.a.is_none() == d.b.is_none() && (d.a.is_none() || d.a.is_atom() || d.b.is_atom()));
  if (d.a.is_none()) return true;
  return !d.a.is_cell() && (d.b.is_cell() || bytes_less(d.a, d.b));
}
Noun aor(Machine&, Noun core) {
  const auto [a, b] = two(core);
  return a.is_none() ? kDecline : loobean(aor_of(a, b));
}

Noun dor(Machine&, Noun core) {
  const auto [a, b] = two(core);
  return a.is_none() ? kDecline : loobean(galena::dor(a, b));
}
Noun gor(Machine&, Noun core) {
  const auto [a, b] = two(core);
  return a.is_none() ? kDecline : loobean(galena::gor(a, b));
}
Noun mor(Machine&, Noun core) {
  const auto [a, b] = two(core);
  return a.is_none() ? kDecline : loobean(galena::mor(a, b));
}

namespace {

std::span<const uint8_t> bytes_of(Noun atom, uint64_t& small) {
  const Limbs limbs = limbs_of(atom, small);
  return {reinterpret_cast<const uint8_t*>(limbs.data), byte_length(atom)};
}

// Whether cueing yields the noun again.
[[maybe_unused]] bool is_jam_of(Heap& heap, Noun jammed, Noun noun) {
  uint64_t small;
  const Cued cued = galena::cue(heap, bytes_of(jammed, small), CueMode::reference);
  return cued.ok() && equal(cued.noun, noun);
}

}  // namespace

Noun jam(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (a.is_none()) return kDecline;
  const Noun jammed = jam_atom(machine.heap(), a);
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || is_jam_of(machine.heap(), jammed, a));
  return jammed;
}

Noun cue(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  uint64_t small;
  const Cued cued = galena::cue(machine.heap(), bytes_of(a, small), CueMode::reference);
  return cued.ok() ? cued.noun : kDecline;
}

}  // namespace galena::jets
