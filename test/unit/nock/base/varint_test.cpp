#include "nock/base/varint.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace galena {
namespace {

TEST_CASE("numbers come back from their bytes") {
  const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, uint64_t{1} << 63, UINT64_MAX};
  std::vector<uint8_t> bytes;
  for (const uint64_t n : numbers) append_varint(bytes, n);
  VarintReader reader(bytes);
  for (const uint64_t n : numbers) CHECK(reader.next() == n);
  CHECK(reader.is_sound());
  CHECK(reader.left() == 0);
  std::string text;
  append_varint(text, 300);
  CHECK(text == "\xac\x02");
}

TEST_CASE("bytes that are no number are told, and read as 0 from there on") {
  const std::vector<std::vector<uint8_t>> cases = {
      {},                                                            // nothing
      {0x80},                                                        // more to come
      {0x80, 0x00},                                                  // longer than it need be
      {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02},  // beyond 64 bits
      {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01},
  };
  for (const auto& bytes : cases) {
    VarintReader reader(bytes);
    CHECK(reader.next() == 0);
    CHECK_FALSE(reader.is_sound());
    CHECK(reader.next() == 0);
  }
}

}  // namespace
}  // namespace galena
