#include "nock/noun/serial.h"
#include "nock/base/check.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "test/unit/nock/noun/random_noun.h"

namespace galena::test {
namespace {

// Bits in the order in which they are read.
std::vector<uint8_t> pack(std::string_view bits) {
  std::vector<uint8_t> bytes;
  size_t at = 0;
  for (const char c : bits) {
    if (c == ' ') continue;
    if (at % 8 == 0) bytes.push_back(0);
    if (c == '1') bytes.back() |= static_cast<uint8_t>(1 << at % 8);
    ++at;
  }
  return bytes;
}
std::string binary(uint64_t value) {
  std::string bits;
  for (; value != 0; value >>= 1) bits += value & 1 ? '1' : '0';
  return bits;
}
// The code of a number: its length, then itself.
std::string number(uint64_t value) {
  if (value == 0) return "1";
  const std::string bits = binary(value), length = binary(bits.size());
  return std::string(length.size(), '0') + '1' + length.substr(0, length.size() - 1) + bits;
}
std::string atom(uint64_t value) {
  return '0' + number(value);
}
std::string reference(uint64_t bit) {
  return "11" + number(bit);
}

// ---- Jam and cue as the reference defines them, by recursion over maps. ----

struct NaiveJam {
  std::string bits;
  std::unordered_map<uint64_t, uint64_t> places;  // of arena nouns: the same word is the same noun

  void put_atom(Noun noun) {
    uint64_t small;
    const Limbs limbs = limbs_of(noun, small);
    std::string value;
    for (uint64_t i = 0; i < bit_length(noun); ++i) value += limbs.data[i / 64] >> (i % 64) & 1 ? '1' : '0';
    if (value.empty()) {
      bits += "01";
      return;
    }
    const std::string length = binary(value.size());
    bits += '0' + std::string(length.size(), '0') + '1' + length.substr(0, length.size() - 1) + value;
  }
  void put(Noun noun) {
    const auto [it, is_new] = places.try_emplace(noun.word(), bits.size());
    if (is_new ? noun.is_atom() : noun.is_atom() && bit_length(noun) <= binary(it->second).size())
      return put_atom(noun);
    if (!is_new) {
      bits += reference(it->second);
      return;
    }
    bits += "10";
    put(noun.head());
    put(noun.tail());
  }
};

struct NaiveCue {
  Arena& arena;
  const std::vector<uint8_t>& bytes;
  std::unordered_map<uint64_t, Noun> places{};

  uint64_t size() const { return bytes.size() * 8; }
  bool bit(uint64_t at) const { return at < size() && (bytes[at / 8] >> (at % 8) & 1) != 0; }
  // From `at` on: the value, or none; at moves behind it. Lengths from 2^40 on stand for any.
  Noun number(uint64_t& at) const {
    uint64_t zeros = 0;
    while (!bit(at)) {
      if (at >= size()) return Noun::none();
      ++at;
      ++zeros;
    }
    ++at;
    if (zeros == 0) return Noun::direct(0);
    uint64_t length = 1;
    for (uint64_t i = zeros - 1; i-- > 0;) length = length < uint64_t{1} << 40 ? length * 2 + bit(at + i) : length;
    at += zeros - 1;
    std::vector<uint64_t> limbs(size() / 64 + 1);
    for (uint64_t i = 0; i < length && at + i < size(); ++i) limbs[i / 64] |= uint64_t{bit(at + i)} << (i % 64);
    at += length;
    return arena.atom_limbs(limbs);
  }
  Noun get(uint64_t& at) {
    const uint64_t start = at;
    if (!bit(at)) {
      const Noun noun = number(++at);
      if (!noun.is_none()) places.emplace(start, noun);
      return noun;
    }
    if (bit(at + 1)) {
      const Noun place = number(at += 2);
      if (place.is_none() || place.is_indirect()) return Noun::none();
      const auto it = places.find(place.direct_value());
      return it == places.end() ? Noun::none() : it->second;
    }
    at += 2;
    const Noun head = get(at);
    if (head.is_none()) return head;
    const Noun tail = get(at);
    if (tail.is_none()) return tail;
    return places[start] = arena.cons(head, tail);
  }
};

// Cued into an arena and into a heap, which must agree.
std::optional<CueFault> fault_of(const std::vector<uint8_t>& bytes, CueMode mode = CueMode::strict) {
  Arena arena(size_t{1} << 24);
  Heap heap(size_t{1} << 24);
  const Cued a = cue(arena, bytes, mode), h = cue(heap, bytes, mode);
  if (a.fault != h.fault || a.bit != h.bit || a.noun.is_none() != h.noun.is_none()) return {};
  if (a.ok() && !equal(a.noun, h.noun)) return {};
  return a.fault;
}

TEST_CASE("random nouns jam as the definition has it, and come back") {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    Arena arena(size_t{1} << 24);
    Heap heap(size_t{1} << 26);
    const Noun noun = random_noun(arena, random, random.below(60));
    NaiveJam naive;
    naive.put(noun);
    const std::vector<uint8_t> bytes = jam(noun);
    CHECK(bytes == pack(naive.bits));
    CHECK(cue(arena, bytes).noun == noun);
    const Noun in_heap = cue(heap, bytes).noun;
    CHECK(equal(in_heap, noun));
    CHECK(std::vector<uint8_t>(jam(in_heap)) == bytes);
    CHECK(jam_atom(arena, noun) == arena.atom_bytes(bytes));
    CHECK(atom_equal(jam_atom(heap, in_heap), arena.atom_bytes(bytes)));
  }
}

TEST_CASE("equal nouns of a heap are one noun to jam, however many copies there are") {
  Random random(4);
  for (int i = 0; i < 200; ++i) {
    Arena arena(size_t{1} << 24);
    Heap heap(size_t{1} << 26);
    std::vector<Noun> ours, theirs;
    for (int j = 0; j < 5; ++j) {
      const Noun noun = random_noun(arena, random, 20);
      const std::vector<uint8_t> bytes = jam(noun);
      for (int k = 0; k < 3; ++k) {
        ours.push_back(noun);
        theirs.push_back(cue(heap, bytes).noun);
      }
    }
    CHECK(std::vector<uint8_t>(jam(heap.list(theirs))) == std::vector<uint8_t>(jam(arena.list(ours))));
  }
}

TEST_CASE("any bits at all cue as the definition has it") {
  constexpr int kTexts = kChecks ? 6'000 : 30'000;
  Random random(5);
  int good = 0;
  for (int i = 0; i < kTexts; ++i) {
    Arena arena(size_t{1} << 22);
    std::vector<uint8_t> bytes;
    if (random.below(3) == 0) {
      for (uint64_t n = random.below(24); n > 0; --n) bytes.push_back(static_cast<uint8_t>(random.next()));
    } else {
      bytes = jam(random_noun(arena, random, random.below(12)));
      for (uint64_t n = random.below(3); n > 0; --n) {
        const uint64_t at = random.below(bytes.size() * 8);
        bytes[at / 8] ^= static_cast<uint8_t>(1 << at % 8);
      }
      if (random.below(4) == 0) bytes.resize(random.below(bytes.size() + 4));
    }
    NaiveCue naive{arena, bytes};
    uint64_t at = 0;
    const Noun expected = naive.get(at);
    Heap heap(size_t{1} << 22);
    const Cued a = cue(arena, bytes, CueMode::reference), h = cue(heap, bytes, CueMode::reference);
    CHECK(a.noun == expected);
    CHECK(h.ok() == a.ok());
    if (a.ok()) {
      ++good;
      CHECK(equal(h.noun, expected));
    }
    // Strictly: the same, unless bits are missing or left.
    bool rest = false;
    for (uint64_t j = at; j < naive.size(); ++j) rest = rest || naive.bit(j);
    const Cued strict = cue(arena, bytes);
    CHECK(strict.ok() == (!expected.is_none() && at <= naive.size() && !rest));
    if (strict.ok()) CHECK(strict.noun == expected);
  }
  CHECK(good > kTexts / 6);
}

TEST_CASE("what is no jam is refused, and why") {
  const std::string one = atom(1);
  struct {
    std::string bits;
    CueFault fault;
  } const cases[] = {
      {"", CueFault::truncated},
      {"0000 0000", CueFault::truncated},                           // no length
      {"0 0000001", CueFault::truncated},                           // half a length
      {"0 0001 00 1", CueFault::oversized},                         // three bits of a longer value
      {"10" + one, CueFault::truncated},                            // no tail
      {"10 00", CueFault::truncated},                               // neither head nor tail
      {"11 0000", CueFault::truncated},                             // half a backreference
      {reference(0), CueFault::forward_reference},                  // to itself
      {"10" + one + reference(6), CueFault::forward_reference},     // to itself, as a tail
      {"10" + one + reference(1000), CueFault::forward_reference},  // further on
      {"10" + one + "11" + std::string(8, '0') + '1' + std::string(7, '0') + std::string(128, '1'),
       CueFault::forward_reference},                          // no offset at all
      {"10" + one + reference(0), CueFault::open_reference},  // to the cell around it
      {"10 10" + one + one + "10" + one + reference(0), CueFault::open_reference},
      {"10 10" + one + reference(2) + one, CueFault::open_reference},
      {"10" + one + reference(1), CueFault::stray_reference},  // into the middle of a tag
      {"10" + one + reference(3), CueFault::stray_reference},  // into an atom
      {"10 10" + one + one + "10" + reference(2) + reference(14), CueFault::stray_reference},  // to a backreference
      {one + "0000001", CueFault::trailing},
      {one + std::string(200, '0') + "1", CueFault::trailing},
      {one, CueFault::none},
      {one + std::string(200, '0'), CueFault::none},
      {"0 01 1 0000 0000", CueFault::none},
      {"10" + one + reference(2), CueFault::none},  // a reference longer than what it refers to
      {"0 0001 11 0000000", CueFault::none},        // an atom with zeros at its top
  };
  for (const auto& c : cases) {
    CAPTURE(c.bits);
    CHECK(fault_of(pack(c.bits)) == c.fault);
  }
}

TEST_CASE("an atom that claims 2^60 bits is refused before anything is allocated") {
  for (const unsigned width : {40u, 60u, 61u, 62u, 63u, 64u, 65u, 200u}) {
    const std::string bits = '0' + std::string(width, '0') + '1' + std::string(width - 1, '0') + std::string(500, '1');
    CHECK(fault_of(pack(bits)) == CueFault::oversized);
    // The reference takes what is missing for zeros.
    Arena arena(size_t{1} << 16);
    const Cued cued = cue(arena, pack(bits), CueMode::reference);
    REQUIRE(cued.ok());
    CHECK(bit_length(cued.noun) == 500);
  }
}

TEST_CASE("cells that cannot all be completed are refused before they take memory") {
  std::vector<uint8_t> bytes(size_t{1} << 20, 0x55);  // 10 10 10 ...
  CHECK(fault_of(bytes) == CueFault::truncated);
}

TEST_CASE("a space that is too small says so") {
  Heap big(size_t{1} << 26);
  const std::vector<uint8_t> bytes = jam(long_list(big, 200000));
  Heap heap(size_t{1} << 20);
  CHECK_THROWS_AS(cue(heap, bytes), OutOfMemory);
  Arena arena(size_t{1} << 20);
  CHECK_THROWS_AS(cue(arena, bytes), OutOfMemory);
}

TEST_CASE("what is cued into the old generation stays where it is until that is copied") {
  Random random(5);
  for (int i = 0; i < 200; ++i) {
    Arena arena(size_t{1} << 24);
    Heap heap(size_t{1} << 26);
    const Noun noun = random_noun(arena, random, random.below(60));
    const auto collect = [&](Noun& root, bool major) {
      Heap::Roots roots;
      roots.roots = [&](Heap::Scanner& scanner) { scanner.visit(root); };
      roots.major = major;
      heap.collect(roots);
    };
    Noun old;
    {
      Heap::Elders elders(heap);
      old = cue(elders, jam(noun)).noun;
    }
    CHECK(equal(old, noun));
    CHECK(heap.in_old(old) == old.is_pointer());
    // Young nouns refer to it.
    Noun young = heap.cons(old, Noun::direct(7));
    collect(young, false);
    CHECK(young.head() == old);
    collect(young, true);
    CHECK((young.head() != old) == old.is_pointer());
    CHECK(equal(young.head(), noun));
  }
}

TEST_CASE("an old generation that is too small says so, and is whole") {
  Heap big(size_t{1} << 26), heap(size_t{1} << 20);
  const std::vector<uint8_t> bytes = jam(long_list(big, 200000)), less = jam(long_list(big, 20000));
  for (int i = 0; i < 3; ++i) {
    {
      Heap::Elders elders(heap);
      CHECK_THROWS_AS(cue(elders, bytes), OutOfMemory);
    }
    CHECK_THROWS_AS(cue(heap, bytes), OutOfMemory);
    Heap::Roots roots;
    roots.roots = [](Heap::Scanner&) {};
    roots.major = true;
    heap.collect(roots);
    CHECK(heap.bytes_used() == 0);
    CHECK(heap.bytes_taken() == 0);
    {
      Heap::Elders elders(heap);
      CHECK(equal(cue(elders, less).noun, cue(big, less).noun));
    }
    CHECK(heap.bytes_used() == 20000 * sizeof(Cell));
    heap.collect(roots);
  }
}

TEST_CASE("atoms of every length around a limb") {
  Arena arena(size_t{1} << 24);
  Heap heap(size_t{1} << 24);
  for (size_t bits = 1; bits <= 400; ++bits) {
    std::vector<uint64_t> limbs((bits + 63) / 64, 0x5555555555555555);
    limbs[(bits - 1) / 64] &= ~uint64_t{0} >> (63 - (bits - 1) % 64);
    limbs[(bits - 1) / 64] |= uint64_t{1} << (bits - 1) % 64;
    const Noun value = arena.atom_limbs(limbs);
    REQUIRE(bit_length(value) == bits);
    // At every alignment, and once more at the end of the input.
    for (uint64_t shift = 0; shift < 8; ++shift) {
      const Noun noun = arena.tuple(Noun::direct(uint64_t{1} << shift), value, Noun::direct(3), value);
      NaiveJam naive;
      naive.put(noun);
      const std::vector<uint8_t> bytes = jam(noun);
      CHECK(bytes == pack(naive.bits));
      CHECK(cue(arena, bytes).noun == noun);
      CHECK(equal(cue(heap, bytes).noun, noun));
    }
  }
}

TEST_CASE("long, deep and doubling nouns come back") {
  Heap heap(size_t{4} << 30);
  const auto round_trip = [&](Noun noun) {
    const Jammed bytes = jam(noun);
    const Cued cued = cue(heap, bytes);
    REQUIRE(cued.ok());
    CHECK(equal(noun, cued.noun));
    return bytes.size();
  };
  round_trip(long_list(heap, kMany));
  round_trip(left_tree(heap, kMany));
  CHECK(round_trip(doubling(heap, 100000, Noun::direct(1))) < 500000);
}

TEST_CASE("nouns that are one step over and over, whose mugs run into a cycle") {
  Heap heap(size_t{1} << 30);
  const auto zeros = [&] {
    Noun list;
    for (int i = 0; i < 1000000; ++i) list = heap.cons(Noun::direct(0), list);
    return list;
  };
  const Noun noun = heap.cons(zeros(), zeros());
  const Jammed bytes = jam(noun);
  CHECK(bytes.size() < 600000);
  const Noun back = cue(heap, bytes).noun;
  CHECK(back.head() == back.tail());
  CHECK(equal(back, noun));
  const Noun dag = doubling(heap, 200000, heap.atom_limbs(std::vector<uint64_t>{1, 2}));
  CHECK(equal(cue(heap, jam(heap.cons(dag, doubling(heap, 200000, Noun::direct(1))))).noun.head(), dag));
}

TEST_CASE("many references to a large copy, and to the parts of one") {
  Heap heap(size_t{1} << 28);
  const Noun first = long_list(heap, 100000), second = long_list(heap, 100000);
  Noun noun = Noun::direct(0);
  for (int i = 0; i < 100000; ++i) noun = heap.cons(second, noun);
  Noun part = second;
  for (int i = 0; i < 100000; ++i, part = part.tail()) noun = heap.cons(part, noun);
  noun = heap.cons(first, noun);
  CHECK(equal(cue(heap, jam(noun)).noun, noun));

  std::vector<uint64_t> limbs(1 << 17, 7);
  const Noun large = heap.atom_limbs(limbs), again = heap.atom_limbs(limbs);
  noun = large;
  for (int i = 0; i < 100000; ++i) noun = heap.cons(again, noun);
  const Jammed bytes = jam(noun);
  CHECK(bytes.size() < (1 << 20) + 2000000);
  CHECK(equal(cue(heap, bytes).noun, noun));
}

TEST_CASE("every fault has words") {
  for (int i = 0; i <= static_cast<int>(CueFault::trailing); ++i) {
    CHECK(std::string_view(describe(static_cast<CueFault>(i))) != "unknown fault");
  }
}

}  // namespace
}  // namespace galena::test
