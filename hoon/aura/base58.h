// Base58check as @uc uses it: an atom with a checksum of four bytes appended, in the 58 digits of Bitcoin addresses.
//
// The checksum is the head of a double SHA-256 of the atom's bytes, most significant first, padded in front with zero
// bytes to at least 21.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace galena::hoon {

inline constexpr std::string_view kBase58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// Value of a digit, nullopt where it is none.
std::optional<unsigned> base58_value(char digit);

// Number of zero bytes (in @uc: of leading digits `1`) in front of an atom of `bytes` significant bytes.
constexpr size_t base58_padding(size_t bytes) {
  return bytes >= 21 ? 0 : 21 - bytes;
}

// Checksum of the atom whose significant bytes are `bytes`, most significant first. It is what is appended to them.
uint32_t base58_checksum(std::span<const uint8_t> bytes);

std::array<uint8_t, 32> sha256(std::span<const uint8_t> message);

}  // namespace galena::hoon
