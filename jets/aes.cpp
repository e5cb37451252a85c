#include "jets/aes.h"

#include <sodium.h>

#include "nock/base/check.h"

#pragma clang diagnostic ignored "-Wdeprecated-declarations"

#ifdef __x86_64__
// libcrypto's own parts, which it chooses among by the processor where a cipher is asked for by its name; that costs a
// microsecond for each key. In the static library they are there for all.
extern "C" {
int aesni_set_encrypt_key(const unsigned char* key, int bits, AES_KEY* out);
int aesni_set_decrypt_key(const unsigned char* key, int bits, AES_KEY* out);
void aesni_encrypt(const unsigned char* in, unsigned char* out, const AES_KEY* key);
void aesni_decrypt(const unsigned char* in, unsigned char* out, const AES_KEY* key);
int vpaes_set_encrypt_key(const unsigned char* key, int bits, AES_KEY* out);
int vpaes_set_decrypt_key(const unsigned char* key, int bits, AES_KEY* out);
void vpaes_encrypt(const unsigned char* in, unsigned char* out, const AES_KEY* key);
void vpaes_decrypt(const unsigned char* in, unsigned char* out, const AES_KEY* key);
}
#endif

namespace galena::jets {
namespace {

struct Implementation {
  int (*set_encrypt_key)(const unsigned char*, int, AES_KEY*);
  int (*set_decrypt_key)(const unsigned char*, int, AES_KEY*);
  void (*encrypt)(const unsigned char*, unsigned char*, const AES_KEY*);
  void (*decrypt)(const unsigned char*, unsigned char*, const AES_KEY*);
};

const Implementation& best() {
#ifdef __x86_64__
  static constexpr Implementation kInstructions{aesni_set_encrypt_key, aesni_set_decrypt_key, aesni_encrypt,
                                                aesni_decrypt};
  static constexpr Implementation kVectors{vpaes_set_encrypt_key, vpaes_set_decrypt_key, vpaes_encrypt, vpaes_decrypt};
  if (__builtin_cpu_supports("aes")) return kInstructions;
  if (__builtin_cpu_supports("ssse3")) return kVectors;
#endif
  static constexpr Implementation kTables{AES_set_encrypt_key, AES_set_decrypt_key, AES_encrypt, AES_decrypt};
  return kTables;
}

}  // namespace

Aes::Aes(const uint8_t* key, unsigned bytes, Way way) {
  GALENA_CHECK(bytes == 16 || bytes == 24 || bytes == 32);
  const Implementation& aes = best();
  const auto set = way == Way::encipher ? aes.set_encrypt_key : aes.set_decrypt_key;
  set(key, static_cast<int>(8 * bytes), &key_);
  function_ = way == Way::encipher ? aes.encrypt : aes.decrypt;
}

Aes::~Aes() {
  sodium_memzero(&key_, sizeof key_);
}

Block Aes::operator()(const Block& block) const {
  Block out;
  function_(block.data(), out.data(), &key_);
  return out;
}

}  // namespace galena::jets
