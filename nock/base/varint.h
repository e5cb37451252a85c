// Numbers as bytes: seven bits a byte, the lowest first, the high bit set in all but the last byte of a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace galena {

// Appends to a string or vector of bytes.
template <class Bytes>
void append_varint(Bytes& out, uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<typename Bytes::value_type>(number | 0x80));
  out.push_back(static_cast<typename Bytes::value_type>(number));
}

// Reads what append_varint wrote. Bytes that it did not write, or their end in the middle of a number, are remembered:
// the numbers from there on are 0.
class VarintReader {
 public:
  explicit VarintReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  uint64_t next() {
    uint64_t number = 0;
    for (unsigned shift = 0; sound_ && shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const uint8_t byte = bytes_[at_++];
      const uint64_t bits = byte & 0x7f;
      if (bits << shift >> shift != bits || (byte == 0 && shift > 0)) break;
      number |= bits << shift;
      if (byte < 0x80) return number;
    }
    sound_ = false;
    return 0;
  }
  size_t left() const { return bytes_.size() - at_; }
  // Whether all numbers so far were there.
  bool is_sound() const { return sound_; }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  bool sound_ = true;
};

}  // namespace galena
