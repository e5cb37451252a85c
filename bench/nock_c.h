// The algorithms of bench/nock written in C by hand, on the same integers: what compiled Nock is measured against.
//
// Where a formula counts to take one away, C takes one away, except where that is the benchmark: so C is at an
// advantage in ack and fib, and the quotient says less than what compiled code does.
#pragma once

#include <cstdint>
#include <span>

namespace galena::bench {

struct Algorithm {
  const char* name;  // as in bench/nock
  // Takes memory from `arena` if it makes cells, of 24 bytes as the machine's; yields what identifies the product.
  uint64_t (*run)(char* arena);
  uint64_t product;
};
// One for each file of bench/nock.
std::span<const Algorithm> algorithms();

// Bytes that the arena must have.
inline constexpr uint64_t kArenaBytes = uint64_t{64} << 20;
// Bytes of machine stack that the deepest of them takes.
inline constexpr uint64_t kStackBytes = uint64_t{2} << 30;

}  // namespace galena::bench
