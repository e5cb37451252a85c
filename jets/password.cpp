#include "jets/password.h"

#include <bit>
#include <optional>

#include "jets/argon2.h"
#include "jets/octets.h"
#include "jets/scrypt.h"

namespace galena::jets {
namespace {

constexpr uint64_t kMostRounds = uint64_t{1} << 28, kMostBytes = uint64_t{1} << 30, kLongestText = uint64_t{1} << 31;

// The first `kCount` elements of a tuple, the last of which is all that is left: atoms, or nothing.
template <size_t kCount>
std::optional<std::array<Noun, kCount>> atoms(Noun tuple) {
  std::array<Noun, kCount> out;
  Pace pace;
  for (size_t i = 0; i < kCount; ++i, pace.step()) {
    const bool last = i + 1 == kCount;
    if (tuple.is_none() || (!last && !tuple.is_cell())) return std::nullopt;
    out[i] = last ? tuple : tuple.head();
    if (!out[i].is_atom()) return std::nullopt;
    if (!last) tuple = tuple.tail();
  }
  return out;
}

// Text and salt as they lie in their atoms.
struct Secret {
  Bytes password, salt;
};
Secret secret_of(Heap& heap, Noun password, Noun its_size, Noun salt, Noun salt_size) {
  return {forwards(password, counted(heap, its_size)), forwards(salt, counted(heap, salt_size))};
}

Noun size_of(Heap& heap, Noun atom) {
  return heap.atom(byte_length(atom));
}

Noun pbkdf2_key(Heap& heap, Noun p, Noun pl, Noun s, Noun sl, Noun rounds, Noun size) {
  if (saturated(size) > kMostBytes || saturated(rounds) > kMostRounds || rounds == Noun::zero()) return kDecline;
  const Secret secret = secret_of(heap, p, pl, s, sl);
  Bytes key(size.direct_value());
  pbkdf2(secret.password, secret.salt, rounds.direct_value(), key);
  return heap.atom_bytes(key);
}

Noun scrypt_key(Heap& heap, Noun p, Noun pl, Noun s, Noun sl, Noun n, Noun r, Noun lanes, Noun size) {
  const uint64_t count = saturated(n), width = saturated(r), z = saturated(lanes);
  if (saturated(size) > kMostBytes || saturated(pl) >= kLongestText || saturated(sl) >= kLongestText) return kDecline;
  if (!std::has_single_bit(count) || width == 0 || z == 0) return kDecline;
  if (count > kMostBytes || width > kMostBytes || z > kMostBytes) return kDecline;
  if (static_cast<__uint128_t>(128 * width) * (count + z - 1) > kMostBytes) return kDecline;
  if (width < 4 && count >> (16 * width) != 0) return kDecline;
  const Secret secret = secret_of(heap, p, pl, s, sl);
  Bytes all(128 * width * z), key(size.direct_value());
  pbkdf2(secret.password, secret.salt, 1, all);
  scrypt_mix(all, count, width);
  pbkdf2(secret.password, all, 1, key);
  return heap.atom_bytes(key);
}

std::optional<ArgonType> type_of(Noun name) {
  if (name == "d"_n) return ArgonType::d;
  if (name == "i"_n) return ArgonType::i;
  if (name == "id"_n) return ArgonType::id;
  if (name == "u"_n) return ArgonType::u;
  return std::nullopt;
}

std::optional<uint32_t> word_of(Noun atom) {
  if (atom.is_none() || !atom.is_atom() || saturated(atom) > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(atom.direct_value());
}

}  // namespace

Noun pbk(Machine& machine, Noun core) {
  const auto a = atoms<4>(sample(core));
  if (!a) return kDecline;
  const auto& [p, s, rounds, size] = *a;
  Heap& heap = machine.heap();
  return pbkdf2_key(heap, p, size_of(heap, p), s, size_of(heap, s), rounds, size);
}

Noun pbl(Machine& machine, Noun core) {
  const auto a = atoms<6>(sample(core));
  if (!a) return kDecline;
  const auto& [p, pl, s, sl, rounds, size] = *a;
  return pbkdf2_key(machine.heap(), p, pl, s, sl, rounds, size);
}

Noun hsh(Machine& machine, Noun core) {
  const auto a = atoms<6>(sample(core));
  if (!a) return kDecline;
  const auto& [p, s, n, r, z, size] = *a;
  Heap& heap = machine.heap();
  return scrypt_key(heap, p, size_of(heap, p), s, size_of(heap, s), n, r, z, size);
}

Noun hsl(Machine& machine, Noun core) {
  const auto a = atoms<8>(sample(core));
  if (!a) return kDecline;
  const auto& [p, pl, s, sl, n, r, z, size] = *a;
  return scrypt_key(machine.heap(), p, pl, s, sl, n, r, z, size);
}

// The gate lies in [rows segment columns blocks outer], and the outer one's sample is
// [out type version threads kilobytes passes key extra].
Noun argon2(Machine& machine, Noun core) {
  const auto [msg, salt] = two(core);
  const Noun sizes = tail_of(tail_of(context(core)));
  const Noun outer = tail_of(tail_of(sizes));
  if (msg.is_none() || outer.is_none()) return kDecline;
  Noun rest = sample(outer);
  std::array<Noun, 7> fields;
  for (Noun& field : fields) {
    field = head_of(rest);
    rest = tail_of(rest);
    if (field.is_none()) return kDecline;
  }
  const auto& [out, typ, version, threads, kilobytes, passes, key] = fields;
  const Sized m = sized(msg), s = sized(salt), k = sized(key), x = sized(rest);
  if (m.size.is_none() || s.size.is_none() || k.size.is_none() || x.size.is_none()) return kDecline;
  const auto type = type_of(typ);
  const auto v = word_of(version), t = word_of(threads), mem = word_of(kilobytes), time = word_of(passes);
  if (!type || !v || !t || !mem || !time || saturated(out) == 0 || saturated(out) > kMostBytes) return kDecline;
  if ((*v != 0x10 && *v != 0x13) || *t == 0 || *time == 0 || *mem / 8 < *t || *t > UINT32_MAX / 8) return kDecline;
  const uint64_t columns = *mem / (4 * *t) * 4;
  if (saturated(sizes.head()) != columns || saturated(head_of(context(core).tail())) != columns / 4) return kDecline;
  if (saturated(s.size) < 8) return kDecline;
  for (const Sized& one : {m, s, k, x}) {
    if (saturated(one.size) > UINT32_MAX) return kDecline;
  }
  Heap& heap = machine.heap();
  const Bytes message = backwards(heap, m), its_salt = backwards(heap, s);
  const Bytes secret = backwards(heap, k), extra = backwards(heap, x);
  Bytes digest(out.direct_value());
  argon2(ArgonInput{*type, *v, *t, *mem, *time, message, its_salt, secret, extra}, digest);
  return atom_backwards(heap, digest);
}

}  // namespace galena::jets
