// One way to poll, and one way to count.
#include "nock/base/limits.h"

#include <doctest/doctest.h>

#include <thread>

#include "nock/base/worklist.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

using namespace galena;

namespace {

constexpr size_t kLimit = size_t{32} << 20;

Noun long_list(Heap& heap, size_t length) {
  Noun list;
  for (size_t i = 0; i < length; ++i) list = heap.cons(Noun::direct(i), list);
  return list;
}

}  // namespace

TEST_CASE("who works under no limits polls and counts for nothing") {
  CHECK(current_limits() == nullptr);
  CHECK_NOTHROW(poll());
  Scratch<int> scratch(1000);
  Charge charge;
  CHECK_NOTHROW(charge.to(size_t{1} << 60));
}

TEST_CASE("a poll throws once its computation is to stop, on its own thread only") {
  Heap heap(kLimit);
  const Under under(&heap);
  CHECK_NOTHROW(poll());
  heap.stop();
  CHECK_THROWS_AS(poll(), Interrupted);
  std::thread([] { CHECK_NOTHROW(poll()); }).join();
  heap.allow();
  CHECK_NOTHROW(poll());
}

TEST_CASE("what is counted takes room from nouns, and gives it back") {
  Heap heap(kLimit);
  const Under under(&heap);
  {
    Scratch<char> scratch(kLimit / 2);
    CHECK(heap.bytes_taken() == kLimit / 2);
    CHECK_THROWS_AS(heap.begin_atom(kLimit / 2 / 8 + 1024), OutOfMemory);
    CHECK_THROWS_AS(Scratch<char>(kLimit / 2 + 4096), OutOfMemory);
    Charge charge;
    charge.to(4096);
    CHECK_THROWS_AS(charge.to(kLimit), OutOfMemory);
    CHECK(charge.bytes() == 4096);
    CHECK(heap.bytes_taken() == kLimit / 2 + 4096);
  }
  CHECK(heap.bytes_taken() == 0);
  CHECK_NOTHROW(heap.begin_atom(kLimit / 2 / 8 + 1024));
}

TEST_CASE("a walk over a deep noun is counted, and a walk over a long one polls") {
  Heap heap(kLimit);
  Noun left, other;
  for (uint64_t i = 0; i < 300'000; ++i) left = heap.cons(left, Noun::direct(i));
  for (uint64_t i = 0; i < 300'000; ++i) other = heap.cons(other, Noun::direct(i));
  const Under under(&heap);
  // The nouns take 14 MB, and what walks them some more.
  {
    Charge rest;
    rest.to(kLimit - heap.bytes_used() - 100'000);
    CHECK_THROWS_AS(mug(left), OutOfMemory);
    CHECK_THROWS_AS(equal(left, other), OutOfMemory);
    CHECK_THROWS_AS(print_text(left), OutOfMemory);
    CHECK_THROWS_AS(jam(left), OutOfMemory);
  }
  CHECK(heap.bytes_taken() == 0);
  heap.stop();
  CHECK_THROWS_AS(mug(left), Interrupted);
  CHECK_THROWS_AS(equal(left, other), Interrupted);
  CHECK_THROWS_AS(print_text(left), Interrupted);
  CHECK_THROWS_AS(jam(left), Interrupted);
  heap.allow();
  CHECK(heap.bytes_taken() == 0);
  CHECK(equal(left, other));
  const Jammed jammed = jam(long_list(heap, 10'000));
  heap.stop();
  CHECK_THROWS_AS(cue(heap, {jammed.data(), jammed.size()}), Interrupted);
  heap.allow();
  CHECK(cue(heap, {jammed.data(), jammed.size()}).ok());
}

TEST_CASE("a safepoint that is asked for is not lost to what is counted") {
  Heap heap(kLimit);
  const Under under(&heap);
  heap.request_safepoint();
  Scratch<char> scratch(kLimit - (size_t{1} << 20));
  CHECK(heap.wants_collection());
  heap.clear_safepoint_request();
  CHECK(!heap.wants_collection());
}
