// A digest of bytes: 128 bits that name a content. Two contents that occur by themselves do not share one, and a
// damaged content has another; it is no defence against who makes contents to order.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace galena {

struct Digest {
  uint64_t low = 0, high = 0;
  auto operator<=>(const Digest&) const = default;
  std::string hex() const;
};

// Some 8 GB a second.
Digest digest(std::span<const uint8_t> bytes);
inline Digest digest(std::string_view text) {
  return digest(std::span(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
}

// The digest of several parts in order; where one ends and the next begins counts.
class Digester {
 public:
  Digester& add(std::string_view part);
  Digester& add(Digest part);
  Digest finish() const { return digest(parts_); }

 private:
  std::string parts_;
};

}  // namespace galena
