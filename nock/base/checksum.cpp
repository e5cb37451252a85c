#include "nock/base/checksum.h"

#include <array>
#include <cstring>

namespace galena {
namespace {

constexpr uint32_t kPolynomial = 0x82f63b78;  // bits reversed

// Eight tables: a step takes eight bytes.
constexpr auto kTables = [] {
  std::array<std::array<uint32_t, 256>, 8> tables{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? c >> 1 ^ kPolynomial : c >> 1;
    tables[0][i] = c;
  }
  for (size_t t = 1; t < 8; ++t) {
    for (size_t i = 0; i < 256; ++i) tables[t][i] = tables[t - 1][i] >> 8 ^ tables[0][tables[t - 1][i] & 0xff];
  }
  return tables;
}();

uint32_t portable(const unsigned char* p, size_t size, uint32_t c) {
  for (; size >= 8; p += 8, size -= 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    word ^= c;
    c = 0;
    for (unsigned i = 0; i < 8; ++i) c ^= kTables[7 - i][word >> (8 * i) & 0xff];
  }
  for (; size > 0; ++p, --size) c = c >> 8 ^ kTables[0][(c ^ *p) & 0xff];
  return c;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) uint32_t accelerated(const unsigned char* p, size_t size, uint32_t c) {
  uint64_t wide = c;
  for (; size >= 8; p += 8, size -= 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    wide = __builtin_ia32_crc32di(wide, word);
  }
  c = static_cast<uint32_t>(wide);
  for (; size > 0; ++p, --size) c = __builtin_ia32_crc32qi(c, *p);
  return c;
}
#endif

}  // namespace

uint32_t crc32c(const void* data, size_t size, uint32_t seed) {
  const auto* p = static_cast<const unsigned char*>(data);
#if defined(__x86_64__)
  static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
  if (has_instruction) return ~accelerated(p, size, ~seed);
#endif
  return ~portable(p, size, ~seed);
}

}  // namespace galena
