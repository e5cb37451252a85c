#include "jets/cipher.h"

#include <algorithm>
#include <optional>

#include "jets/aes.h"
#include "jets/octets.h"

namespace galena::jets {
namespace {

Block mixed(Block a, const Block& b) {
  for (size_t i = 0; i < a.size(); ++i) a[i] ^= b[i];
  return a;
}

// The sample of the door that a gate is in.
Noun door_sample(Noun gate) {
  return head_of(tail_of(context(gate)));
}

// A key, of which the lowest bytes count; `skip` bytes lower down belong to another.
template <unsigned kBytes>
std::array<uint8_t, kBytes> key_of(Noun atom, size_t skip = 0) {
  const Octets bytes(atom);
  std::array<uint8_t, kBytes> key{};
  for (size_t i = 0; i < kBytes && skip + i < bytes.size(); ++i) key[kBytes - 1 - i] = bytes.data()[skip + i];
  return key;
}

// A number of so many bytes, the highest first.
struct Text {
  Bytes bytes;
  explicit Text(Noun atom) : bytes(backwards(atom, Octets(atom).size())) {}
  explicit Text(Bytes all) : bytes(std::move(all)) {}
  size_t size() const { return bytes.size(); }
};

// Blocks of a number, the first one filled up with zeros at its front; of zero, one.
class Blocks {
 public:
  explicit Blocks(std::span<const uint8_t> bytes) : bytes_(bytes) {
    while (!bytes_.empty() && bytes_.front() == 0) bytes_ = bytes_.subspan(1);
  }
  size_t count() const { return std::max<size_t>((bytes_.size() + 15) / 16, 1); }
  Block next() {
    Block block{};
    const size_t size = bytes_.empty() ? 0 : (bytes_.size() - 1) % 16 + 1;
    std::copy_n(bytes_.data(), size, block.data() + 16 - size);
    bytes_ = bytes_.subspan(size);
    return block;
  }

 private:
  std::span<const uint8_t> bytes_;
};

// What mixes into a number from its end, and a number as a block.
void mix_low(Bytes& bytes, const Block& block) {
  if (bytes.size() < block.size()) bytes.insert(bytes.begin(), block.size() - bytes.size(), 0);
  for (size_t i = 0; i < block.size(); ++i) bytes[bytes.size() - block.size() + i] ^= block[i];
}

// Twice as much, in the field of 128 bits.
Block doubled(const Block& a) {
  Block out;
  for (size_t i = 0; i < 16; ++i) out[i] = static_cast<uint8_t>(a[i] << 1 | (i + 1 < 16 ? a[i + 1] >> 7 : 0));
  out[15] ^= static_cast<uint8_t>(0x87 & -(a[0] >> 7));
  return out;
}

// A text of so many bytes, filled up to whole blocks: a bit, and zeros.
Bytes padded(size_t size, const Bytes& text) {
  const size_t over = size % 16;
  if (over == 0) {
    Bytes block(16);
    block[0] = 0x80;
    return block;
  }
  Bytes all(text);
  all.push_back(0x80);
  all.resize(all.size() + 15 - over);
  return all;
}

// What tells that a text of `size` bytes is as it was: its last block, chained (CMAC).
Block mac(const Aes& aes, size_t size, Bytes text) {
  const Block one = doubled(aes(Block{})), two = doubled(one);
  const bool whole = size != 0 && size % 16 == 0;
  if (!whole) text = padded(size, text);
  mix_low(text, whole ? one : two);
  Blocks blocks(text);
  Block last{};
  Pace pace;
  for (size_t left = blocks.count(); left > 0; --left, pace.step()) last = aes(mixed(last, blocks.next()));
  return last;
}

// What tells that several texts are as they were; nothing where `texts` is no list of atoms.
std::optional<Block> mac_of_all(const Aes& aes, Noun texts, const Bytes& text) {
  Block sum = mac(aes, 16, Bytes(16));
  for (Pace pace; texts.is_cell(); texts = texts.tail(), pace.step()) {
    if (!texts.head().is_atom()) return std::nullopt;
    const Text next(texts.head());
    sum = mixed(doubled(sum), mac(aes, next.size(), next.bytes));
  }
  if (texts != kNull) return std::nullopt;
  if (text.size() >= 16) {
    Bytes last(text);
    mix_low(last, sum);
    return mac(aes, text.size(), std::move(last));
  }
  Bytes last = padded(text.size(), text);
  mix_low(last, doubled(sum));
  return mac(aes, 16, std::move(last));
}

// A text of `count` bytes, which is no longer, mixed with the ciphers of a counter that begins with what tells.
Bytes mixed_with_counter(const Aes& aes, const Block& iv, size_t count, const Bytes& text) {
  Block counter = iv;
  counter[8] &= 0x7f;
  counter[12] &= 0x7f;
  Bytes out(count);
  std::copy(text.begin(), text.end(), out.begin() + static_cast<ptrdiff_t>(count - text.size()));
  Pace pace;
  for (size_t at = 0; at < count; at += 16, pace.step()) {
    const Block stream = aes(counter);
    for (size_t i = 0; i < std::min<size_t>(16, count - at); ++i) out[at + i] ^= stream[i];
    for (size_t i = 16; i-- > 0 && ++counter[i] == 0;) {
    }
  }
  return out;
}

void drop_zeros(Bytes& bytes) {
  bytes.erase(bytes.begin(), std::find_if(bytes.begin(), bytes.end(), [](uint8_t b) { return b != 0; }));
}

Noun siv_encipher(Heap& heap, const Aes& teller, const Aes& aes, Noun texts, Noun sample) {
  if (!sample.is_atom()) return kDecline;
  const Text text(sample);
  const auto iv = mac_of_all(teller, texts, text.bytes);
  if (!iv) return kDecline;
  const Bytes cipher = mixed_with_counter(aes, *iv, text.size(), text.bytes);
  return heap.tuple(atom_backwards(heap, *iv), heap.atom(text.size()), atom_backwards(heap, cipher));
}

Noun siv_decipher(Heap& heap, const Aes& teller, const Aes& aes, Noun texts, Noun sample) {
  const Noun iv = head_of(sample), count = head_of(tail_of(sample)), cipher = tail_of(tail_of(sample));
  if (cipher.is_none() || !iv.is_atom() || !count.is_atom() || !cipher.is_atom()) return kDecline;
  const Text bytes(cipher);
  const size_t size = counted(heap, count);
  if (size < bytes.size()) return kDecline;
  Bytes text = mixed_with_counter(aes, backwards<16>(iv), size, bytes.bytes);
  drop_zeros(text);
  const auto told = mac_of_all(teller, texts, text);
  if (!told) return kDecline;
  if (byte_length(iv) > 16 || backwards<16>(iv) != *told) return kNull;
  return heap.cons(kNull, atom_backwards(heap, text));
}

}  // namespace

template <unsigned kWords, Direction kDirection>
Noun aes_ecb(Machine& machine, Noun core) {
  const Noun block = sample(core), key = door_sample(core);
  if (key.is_none() || !key.is_atom() || !block.is_atom()) return kDecline;
  const auto bytes = key_of<4 * kWords>(key);
  const Aes aes(bytes.data(), bytes.size(),
                kDirection == Direction::encipher ? Aes::Way::encipher : Aes::Way::decipher);
  return atom_backwards(machine.heap(), aes(backwards<16>(block)));
}

template <unsigned kWords, Direction kDirection>
Noun aes_cbc(Machine& machine, Noun core) {
  const Noun text = sample(core), door = door_sample(core);
  const Noun key = head_of(door), before = tail_of(door);
  if (before.is_none() || !key.is_atom() || !before.is_atom() || !text.is_atom()) return kDecline;
  const auto bytes = key_of<4 * kWords>(key);
  constexpr bool kEncipher = kDirection == Direction::encipher;
  const Aes aes(bytes.data(), bytes.size(), kEncipher ? Aes::Way::encipher : Aes::Way::decipher);
  const Text all(text);
  Blocks blocks(all.bytes);
  Bytes out;
  out.reserve(16 * blocks.count());
  Block last = backwards<16>(before);
  Pace pace;
  for (size_t left = blocks.count(); left > 0; --left, pace.step()) {
    const Block block = blocks.next();
    const Block made = kEncipher ? aes(mixed(last, block)) : mixed(last, aes(block));
    last = kEncipher ? made : block;
    out.insert(out.end(), made.begin(), made.end());
  }
  return atom_backwards(machine.heap(), out);
}

template <unsigned kWords, Direction kDirection>
Noun aes_siv(Machine& machine, Noun core) {
  const Noun argument = sample(core), door = door_sample(core);
  const Noun keys = head_of(door), texts = tail_of(door);
  if (texts.is_none() || !keys.is_atom() || argument.is_none()) return kDecline;
  const auto low = key_of<4 * kWords>(keys), high = key_of<4 * kWords>(keys, 4 * kWords);
  const Aes teller(high.data(), high.size(), Aes::Way::encipher), aes(low.data(), low.size(), Aes::Way::encipher);
  return kDirection == Direction::encipher ? siv_encipher(machine.heap(), teller, aes, texts, argument)
                                           : siv_decipher(machine.heap(), teller, aes, texts, argument);
}

#define GALENA_AES_ARMS(words)                                            \
  template Noun aes_ecb<words, Direction::encipher>(Machine&, Noun core); \
  template Noun aes_ecb<words, Direction::decipher>(Machine&, Noun core); \
  template Noun aes_cbc<words, Direction::encipher>(Machine&, Noun core); \
  template Noun aes_cbc<words, Direction::decipher>(Machine&, Noun core); \
  template Noun aes_siv<words, Direction::encipher>(Machine&, Noun core); \
  template Noun aes_siv<words, Direction::decipher>(Machine&, Noun core);
GALENA_AES_ARMS(4)
GALENA_AES_ARMS(6)
GALENA_AES_ARMS(8)
#undef GALENA_AES_ARMS

}  // namespace galena::jets
