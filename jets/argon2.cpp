#include "jets/argon2.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "jets/sodium.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"

namespace galena::jets {
namespace {

struct Block {
  uint64_t words[128];
};

void update(crypto_generichash_blake2b_state& state, uint32_t number) {
  uint8_t bytes[4];
  std::memcpy(bytes, &number, 4);
  crypto_generichash_blake2b_update(&state, bytes, 4);
}
void update_sized(crypto_generichash_blake2b_state& state, std::span<const uint8_t> bytes) {
  update(state, static_cast<uint32_t>(bytes.size()));
  crypto_generichash_blake2b_update(&state, bytes.data(), bytes.size());
}

// BLAKE2b in as many bytes as one will: the halves of one hash of another, and a whole one at the end.
void long_hash(std::span<const uint8_t> in, std::span<uint8_t> out) {
  crypto_generichash_blake2b_state state;
  crypto_generichash_blake2b_init(&state, nullptr, 0, std::min<size_t>(out.size(), 64));
  update(state, static_cast<uint32_t>(out.size()));
  crypto_generichash_blake2b_update(&state, in.data(), in.size());
  if (out.size() <= 64) {
    crypto_generichash_blake2b_final(&state, out.data(), out.size());
    return;
  }
  std::array<uint8_t, 64> last;
  crypto_generichash_blake2b_final(&state, last.data(), 64);
  Pace pace;
  for (;; pace.step()) {
    std::copy_n(last.begin(), 32, out.begin());
    out = out.subspan(32);
    const std::array<uint8_t, 64> before = last;
    const size_t size = std::min<size_t>(out.size(), 64);
    crypto_generichash_blake2b(last.data(), size, before.data(), 64, nullptr, 0);
    if (out.size() <= 64) break;
  }
  std::copy_n(last.begin(), out.size(), out.begin());
}

// A sum with twice the product of the lower halves.
inline uint64_t sum(uint64_t x, uint64_t y) {
  return x + y + 2 * (x & 0xffffffff) * (y & 0xffffffff);
}
inline void quarter(uint64_t& a, uint64_t& b, uint64_t& c, uint64_t& d) {
  a = sum(a, b);
  d = std::rotr(d ^ a, 32);
  c = sum(c, d);
  b = std::rotr(b ^ c, 24);
  a = sum(a, b);
  d = std::rotr(d ^ a, 16);
  c = sum(c, d);
  b = std::rotr(b ^ c, 63);
}

// Sixteen words in a square, which begins at every second place from `first`, `step` apart.
void permute(uint64_t* words, size_t step) {
  uint64_t v[16];
  for (size_t i = 0; i < 8; ++i) {
    v[2 * i] = words[i * step];
    v[2 * i + 1] = words[i * step + 1];
  }
  for (int i = 0; i < 4; ++i) quarter(v[i], v[i + 4], v[i + 8], v[i + 12]);
  for (int i = 0; i < 4; ++i) quarter(v[i], v[4 + (i + 1) % 4], v[8 + (i + 2) % 4], v[12 + (i + 3) % 4]);
  for (size_t i = 0; i < 8; ++i) {
    words[i * step] = v[2 * i];
    words[i * step + 1] = v[2 * i + 1];
  }
}

// Two blocks as one: their rows stirred, and then the columns. `out` may be one of them; what is in it stays mixed in,
// if it is to.
void compress(const Block& x, const Block& y, Block& out, bool mix) {
  Block all, kept;
  for (size_t i = 0; i < 128; ++i) all.words[i] = x.words[i] ^ y.words[i];
  kept = all;
  if (mix) {
    for (size_t i = 0; i < 128; ++i) kept.words[i] ^= out.words[i];
  }
  for (size_t i = 0; i < 8; ++i) permute(all.words + 16 * i, 2);
  for (size_t i = 0; i < 8; ++i) permute(all.words + 2 * i, 16);
  for (size_t i = 0; i < 128; ++i) out.words[i] = all.words[i] ^ kept.words[i];
}

class Memory {
 public:
  explicit Memory(const ArgonInput& input)
      : input_(input),
        columns_(input.kilobytes / (4 * input.threads) * 4),
        quarter_(columns_ / 4),
        blocks_(size_t{columns_} * input.threads) {}

  void begin(std::array<uint8_t, 72>& seed) {
    for (uint32_t row = 0; row < input_.threads; ++row) {
      for (uint32_t column = 0; column < 2; ++column) {
        std::memcpy(seed.data() + 64, &column, 4);
        std::memcpy(seed.data() + 68, &row, 4);
        Block& block = at(row, column);
        long_hash(seed, {reinterpret_cast<uint8_t*>(block.words), sizeof block.words});
      }
    }
  }
  void fill() {
    for (uint32_t pass = 0; pass < input_.passes; ++pass) {
      for (uint32_t segment = 0; segment < 4; ++segment) {
        for (uint32_t row = 0; row < input_.threads; ++row) fill(pass, segment, row);
      }
    }
  }
  // The last blocks of all rows, mixed.
  Block end() {
    Block last{};
    for (uint32_t row = 0; row < input_.threads; ++row) {
      for (size_t i = 0; i < 128; ++i) last.words[i] ^= at(row, columns_ - 1).words[i];
    }
    return last;
  }

 private:
  Block& at(uint32_t row, uint32_t column) { return blocks_[size_t{row} * columns_ + column]; }

  bool is_told(uint32_t pass, uint32_t segment) const {
    switch (input_.type) {
      case ArgonType::d:
        return false;
      case ArgonType::i:
        return true;
      case ArgonType::id:
        return pass == 0 && segment < 2;
      case ArgonType::u:
        return pass == 0 && segment < 3;
    }
    return false;
  }

  void fill(uint32_t pass, uint32_t segment, uint32_t row) {
    const bool told = is_told(pass, segment);
    Block places{};
    const uint32_t from = pass == 0 && segment == 0 ? 2 : 0;
    for (uint32_t i = from; i < quarter_; ++i) {
      if (told && (i % 128 == 0 || i == from)) tell(pass, segment, row, i / 128, places);
      const uint32_t column = segment * quarter_ + i;
      const Block& before = at(row, column == 0 ? columns_ - 1 : column - 1);
      const uint64_t pick = told ? places.words[i % 128] : before.words[0];
      const uint32_t other = pass == 0 && segment == 0 ? row : static_cast<uint32_t>((pick >> 32) % input_.threads);
      const uint32_t place = reference(pass, segment, i, static_cast<uint32_t>(pick), row == other);
      compress(before, at(other, place), at(row, column), pass != 0 && input_.version == 0x13);
      if (i % 256 == 0) poll();
    }
  }

  // 128 places that do not depend on what is there.
  void tell(uint32_t pass, uint32_t segment, uint32_t row, uint32_t block, Block& places) {
    const Block zero{};
    Block input{};
    const uint64_t words[] = {
        pass, row, segment, blocks_.size(), input_.passes, static_cast<uint64_t>(input_.type), uint64_t{block} + 1};
    std::copy(std::begin(words), std::end(words), input.words);
    compress(zero, input, places, false);
    compress(zero, places, places, false);
  }

  // The column of what is mixed in: of what is done, a late one rather than an early one.
  uint32_t reference(uint32_t pass, uint32_t segment, uint32_t i, uint32_t number, bool same) const {
    const uint32_t done = pass == 0 ? segment * quarter_ : columns_ - quarter_;
    const uint64_t area = same ? uint64_t{done} + i - 1 : i == 0 ? uint64_t{done} - 1 : done;
    const uint64_t square = (uint64_t{number} * number) >> 32;
    const uint64_t back = (area * square) >> 32;
    const uint64_t first = pass == 0 || segment == 3 ? 0 : uint64_t{segment + 1} * quarter_;
    return static_cast<uint32_t>((first + area - 1 - back) % columns_);
  }

  const ArgonInput& input_;
  const uint32_t columns_, quarter_;
  Scratch<Block> blocks_;
};

}  // namespace

void argon2(const ArgonInput& input, std::span<uint8_t> out) {
  GALENA_CHECK(!out.empty() && input.threads > 0 && input.passes > 0 && input.kilobytes / 8 >= input.threads);
  sodium::ready();
  crypto_generichash_blake2b_state state;
  crypto_generichash_blake2b_init(&state, nullptr, 0, 64);
  for (const uint32_t number : {input.threads, static_cast<uint32_t>(out.size()), input.kilobytes, input.passes,
                                input.version, static_cast<uint32_t>(input.type)}) {
    update(state, number);
  }
  for (const auto bytes : {input.message, input.salt, input.secret, input.extra}) update_sized(state, bytes);
  std::array<uint8_t, 72> seed{};
  crypto_generichash_blake2b_final(&state, seed.data(), 64);
  Memory memory(input);
  memory.begin(seed);
  memory.fill();
  const Block last = memory.end();
  long_hash({reinterpret_cast<const uint8_t*>(last.words), sizeof last.words}, out);
}

}  // namespace galena::jets
