// PBKDF2 with HMAC and SHA-256 (RFC 8018), and scrypt (RFC 7914). They poll, and count the memory they take.
#pragma once

#include <cstdint>
#include <span>

namespace galena::jets {

// Fills `out`. `rounds` > 0.
void pbkdf2(std::span<const uint8_t> password, std::span<const uint8_t> salt, uint64_t rounds, std::span<uint8_t> out);

// Stirs blocks of 128 * r bytes, which lie one after the other, with n * 128 * r bytes of memory. n is a power of two.
void scrypt_mix(std::span<uint8_t> lanes, uint64_t n, uint64_t r);

}  // namespace galena::jets
