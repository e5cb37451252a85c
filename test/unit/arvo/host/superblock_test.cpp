// The superblock of a checkpoint: which slot counts, and which claims are believed.
#include "arvo/host/superblock.h"

#include <doctest/doctest.h>
#include <string.h>

#include "nock/base/checksum.h"
#include "nock/noun/image.h"

using namespace galena;
using namespace galena::host;

namespace {

Superblock sound_block(uint64_t generation) {
  Superblock block{};
  block.generation = generation;
  block.number = 1;
  block.base = uint64_t{0x2000} << 32;
  block.cell_bytes = 2 * Image::kBlock;
  block.atom_bytes = Image::kBlock;
  block.base_bytes = Image::kBlock;
  block.root = block.base + sizeof(Cell) + 1;
  block.event = 9;
  return sealed(block);
}

std::vector<uint8_t> file_of(const Superblock& first, const Superblock& second) {
  std::vector<uint8_t> file(2 * kSlot);
  memcpy(file.data(), &first, sizeof first);
  memcpy(file.data() + kSlot, &second, sizeof second);
  return file;
}

}  // namespace

TEST_CASE("the newest whole slot counts") {
  const Superblock four = sound_block(4), five = sound_block(5);
  CHECK(parse_superblocks(file_of(four, five)) == std::vector{five, four});
  CHECK(parse_superblocks(file_of(five, four)) == std::vector{five, four});
  Superblock torn = five;
  torn.event += 1;
  CHECK(parse_superblocks(file_of(four, torn)) == std::vector{four});
  CHECK(parse_superblocks({}).empty());
  const auto file = file_of(four, five);
  CHECK(parse_superblocks(std::span(file).first(kSlot)) == std::vector{four});
  CHECK(parse_superblocks(std::span(file).first(sizeof four - 1)).empty());
}

TEST_CASE("what no checkpoint claims is not believed, however right its checksum is") {
  const auto fault = [](auto&& change) {
    Superblock block = sound_block(4);
    change(block);
    return fault_of(sealed(block));
  };
  CHECK(fault([](Superblock&) {}).empty());
  CHECK(fault_of(Superblock{}) == "it is not what was written");
  CHECK(fault([](Superblock& b) { b.generation = 0; }) == "no checkpoint has such a number");
  CHECK(fault([](Superblock& b) { b.number = ~uint64_t{0}; }) == "no checkpoint has such a number");
  CHECK(fault([](Superblock& b) { b.base = 0; }) == "no image can lie where it says");
  CHECK(fault([](Superblock& b) { b.base += 8; }) == "no image can lie where it says");
  CHECK(fault([](Superblock& b) { b.base = ~uint64_t{4095}; }) == "no image can lie where it says");
  CHECK(fault([](Superblock& b) { b.cell_bytes += 24; }) == "no column is as long as it says");
  CHECK(fault([](Superblock& b) { b.atom_bytes = Image::kColumn + Image::kBlock; }) ==
        "no column is as long as it says");
  CHECK(fault([](Superblock& b) { b.base_bytes = ~uint64_t{0}; }) == "its image has shrunk");
  CHECK(fault([](Superblock& b) { b.root = 0; }) == "its root is not in the image");
  CHECK(fault([](Superblock& b) { b.root += 8; }) == "its root is not in the image");
  CHECK(fault([](Superblock& b) { b.root = b.base + b.cell_bytes + 1; }) == "its root is not in the image");
  CHECK(fault([](Superblock& b) { b.root = b.base - sizeof(Cell) + 1; }) == "its root is not in the image");
}

TEST_CASE("sums are read when all of them are there and are what was written") {
  const uint32_t sums[] = {7, 8, 9};
  const auto* const bytes = reinterpret_cast<const uint8_t*>(sums);
  const auto read = [&](size_t size, size_t blocks, uint32_t wanted) {
    return parse_sums({bytes, size}, blocks, wanted);
  };
  CHECK(read(12, 3, crc32c(sums, 12)).value() == std::vector<uint32_t>{7, 8, 9});
  CHECK(read(12, 2, crc32c(sums, 8)).value() == std::vector<uint32_t>{7, 8});
  CHECK(read(0, 0, 0).value().empty());
  CHECK(read(11, 3, crc32c(sums, 12)).why() == "is too short");
  CHECK(read(12, 3, 1).why() == "is not what was written");
}
