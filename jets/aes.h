// The Rijndael cipher of one block.
#pragma once

#include <openssl/aes.h>

#include <array>
#include <cstdint>

namespace galena::jets {

using Block = std::array<uint8_t, 16>;

// Ciphers of one key, of `bytes` 16, 24 or 32. What is kept of the key is wiped at the end.
class Aes {
 public:
  enum class Way : uint8_t { encipher, decipher };
  Aes(const uint8_t* key, unsigned bytes, Way way);
  ~Aes();
  Aes(const Aes&) = delete;
  Aes& operator=(const Aes&) = delete;
  // In the direction that it was made for.
  Block operator()(const Block& block) const;

 private:
  using Function = void (*)(const uint8_t* in, uint8_t* out, const AES_KEY* key);
  AES_KEY key_;
  Function function_;
};

}  // namespace galena::jets
