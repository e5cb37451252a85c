#include "jets/blake3.h"

#include <optional>

#include "jets/octets.h"
#include "third_party/blake3/blake3.h"

extern "C" {
#include "third_party/blake3/blake3_impl.h"
}

namespace galena::jets {
namespace {

constexpr size_t kPiece = size_t{1} << 20;  // bytes between two polls

using Words = std::array<uint32_t, 8>;

Words words_of(Noun atom) {
  return std::bit_cast<Words>(forwards<32>(atom));
}

// What the core around a gate begins with.
struct Start {
  std::array<uint8_t, 32> cv;
  uint8_t flags;
};
std::optional<Start> start_of(Noun gate) {
  const Noun start = head_of(tail_of(context(gate)));
  const Noun cv = head_of(start), flags = tail_of(start);
  if (flags.is_none() || !cv.is_atom() || !flags.is_atom() || saturated(flags) > 0xff) return std::nullopt;
  return Start{forwards<32>(cv), static_cast<uint8_t>(flags.direct_value())};
}

}  // namespace

Noun blake3_hash(Machine& machine, Noun core) {
  const auto start = start_of(core);
  const auto [out, message] = two(core);
  if (!start || out.is_none() || !out.is_atom()) return kDecline;
  const Sized m = sized(message);
  if (m.size.is_none()) return kDecline;
  Heap& heap = machine.heap();
  Bytes digest(counted(heap, out));
  const Bytes bytes = forwards(m.data, counted(heap, m.size));
  blake3_hasher hasher;
  blake3_hasher_init_keyed(&hasher, start->cv.data());
  hasher.chunk.flags = start->flags;
  for (std::span<const uint8_t> rest(bytes); !rest.empty();) {
    const auto piece = rest.first(std::min(rest.size(), kPiece));
    blake3_hasher_update(&hasher, piece.data(), piece.size());
    rest = rest.subspan(piece.size());
    poll();
  }
  for (size_t at = 0; at < digest.size(); at += kPiece, poll()) {
    blake3_hasher_finalize_seek(&hasher, at, digest.data() + at, std::min(kPiece, digest.size() - at));
  }
  return heap.atom_bytes(digest);
}

Noun blake3_chunk_output(Machine& machine, Noun core) {
  const auto start = start_of(core);
  const auto [counter, chunk] = two(core);
  if (!start || counter.is_none() || !counter.is_direct()) return kDecline;
  const Sized c = sized(chunk);
  if (c.size.is_none()) return kDecline;
  Heap& heap = machine.heap();
  const Bytes bytes = forwards(c.data, counted(heap, c.size));
  Words cv = std::bit_cast<Words>(start->cv);
  unsigned flags = start->flags | CHUNK_START;
  std::span<const uint8_t> rest(bytes);
  for (Pace pace; rest.size() > 64; rest = rest.subspan(64), flags = start->flags, pace.step()) {
    blake3_compress_in_place(cv.data(), rest.data(), 64, counter.direct_value(), static_cast<uint8_t>(flags));
  }
  flags |= CHUNK_END;
  return heap.tuple(heap.atom_bytes(std::bit_cast<std::array<uint8_t, 32>>(cv)), counter, heap.atom_bytes(rest),
                    Noun::direct(rest.size()), Noun::direct(flags));
}

Noun blake3_compress(Machine& machine, Noun core) {
  const auto [cv, counter, rest] = three(core);
  const Noun block = head_of(rest), size = head_of(tail_of(rest)), flags = tail_of(tail_of(rest));
  if (cv.is_none() || flags.is_none() || !cv.is_atom() || !counter.is_atom() || !block.is_atom()) return kDecline;
  if (!size.is_atom() || !flags.is_atom() || saturated(size) > 0xff || saturated(flags) > 0xff) return kDecline;
  const Words words = words_of(cv);
  const auto bytes = forwards<64>(block);
  const uint64_t number = std::bit_cast<uint64_t>(forwards<8>(counter));
  std::array<uint8_t, 64> out;
  blake3_compress_xof(words.data(), bytes.data(), static_cast<uint8_t>(size.direct_value()), number,
                      static_cast<uint8_t>(flags.direct_value()), out.data());
  return machine.heap().atom_bytes(out);
}

}  // namespace galena::jets
