#include "jets/chacha.h"

#include <sodium.h>

#include "jets/octets.h"
#include "jets/sodium.h"

namespace galena::jets {
namespace {

using State = std::array<uint32_t, 16>;

State state_of(const std::array<uint8_t, 32>& key, const std::array<uint8_t, 16>& rest) {
  State state{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  std::memcpy(&state[4], key.data(), key.size());
  std::memcpy(&state[12], rest.data(), rest.size());
  return state;
}

void quarter(uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d) {
  a += b;
  d = std::rotl(d ^ a, 16);
  c += d;
  b = std::rotl(b ^ c, 12);
  a += b;
  d = std::rotl(d ^ a, 8);
  c += d;
  b = std::rotl(b ^ c, 7);
}

void stir(State& x, uint64_t rounds) {
  Pace pace;
  for (; rounds > 0; rounds -= 2, pace.step()) {
    for (size_t i = 0; i < 4; ++i) quarter(x[i], x[4 + i], x[8 + i], x[12 + i]);
    for (size_t i = 0; i < 4; ++i) quarter(x[i], x[4 + (i + 1) % 4], x[8 + (i + 2) % 4], x[12 + (i + 3) % 4]);
  }
}

// An even number of rounds; anything else would never come to an end, or crash.
bool is_rounds(Noun rounds) {
  return rounds.is_direct() && rounds.direct_value() % 2 == 0;
}

constexpr size_t kPiece = size_t{1} << 20;  // bytes between two polls

}  // namespace

Noun chacha_crypt(Machine& machine, Noun core) {
  const auto [rounds, key, rest] = three(core);
  const Noun nonce = head_of(rest), counter = head_of(tail_of(rest));
  if (rounds.is_none() || !is_rounds(rounds) || !key.is_atom() || counter.is_none() || !nonce.is_atom())
    return kDecline;
  const Sized m = sized(tail_of(tail_of(rest)));
  if (!counter.is_atom() || m.size.is_none()) return kDecline;
  Heap& heap = machine.heap();
  Bytes bytes = forwards(m.data, counted(heap, m.size));
  const auto secret = forwards<32>(key);
  const auto once = forwards<8>(nonce);
  uint64_t number = std::bit_cast<uint64_t>(forwards<8>(counter));
  sodium::ready();
  for (size_t at = 0; at < bytes.size(); poll()) {
    const size_t size = std::min(kPiece, bytes.size() - at);
    if (rounds == Noun::direct(20)) {
      crypto_stream_chacha20_xor_ic(bytes.data() + at, bytes.data() + at, size, once.data(), number, secret.data());
      number += kPiece / 64;
      at += size;
      continue;
    }
    for (const size_t stop = at + size; at < stop; at += 64, ++number) {
      std::array<uint8_t, 16> place;
      std::memcpy(place.data(), &number, 8);
      std::memcpy(place.data() + 8, once.data(), 8);
      const State start = state_of(secret, place);
      State stirred = start;
      stir(stirred, rounds.direct_value());
      for (size_t i = 0; i < 16; ++i) stirred[i] += start[i];
      const auto stream = std::bit_cast<std::array<uint8_t, 64>>(stirred);
      for (size_t i = 0; i < std::min<size_t>(64, bytes.size() - at); ++i) bytes[at + i] ^= stream[i];
    }
    at = std::min(at, bytes.size());
  }
  return heap.cons(m.size, heap.atom_bytes(bytes));
}

Noun xchacha(Machine& machine, Noun core) {
  const auto [rounds, key, nonce] = three(core);
  if (rounds.is_none() || !is_rounds(rounds) || !key.is_atom() || !nonce.is_atom()) return kDecline;
  State state = state_of(forwards<32>(key), forwards<16>(nonce));
  stir(state, rounds.direct_value());
  std::array<uint8_t, 32> made;
  std::memcpy(made.data(), &state[0], 16);
  std::memcpy(made.data() + 16, &state[12], 16);
  Heap& heap = machine.heap();
  const Octets whole(nonce);
  const auto rest = whole.size() <= 16 ? std::span<const uint8_t>() : whole.span().subspan(16);
  return heap.cons(heap.atom_bytes(made), heap.atom_bytes(rest));
}

}  // namespace galena::jets
