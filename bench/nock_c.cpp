#include "bench/nock_c.h"

namespace galena::bench {
namespace {

// No function is inlined or folded away: what a loop counts, and what a call returns, is hidden from the optimiser.
#define KEEP __attribute__((noinline))

inline uint64_t hidden(uint64_t n) {
  asm volatile("" : "+r"(n));
  return n;
}

KEEP uint64_t decrement(uint64_t n) {
  uint64_t k = 0;
  while (k + 1 != n) k = hidden(k + 1);
  return k;
}
KEEP uint64_t add(uint64_t a, uint64_t b) {
  while (a != 0) {
    a = hidden(a - 1);
    b = b + 1;
  }
  return b;
}
KEEP uint64_t fibonacci(uint64_t n) {
  return n < 2 ? n : add(fibonacci(n - 1), fibonacci(n - 2));
}
KEEP uint64_t fibonacci_added(uint64_t n) {
  return n < 2 ? n : hidden(fibonacci_added(n - 1)) + hidden(fibonacci_added(n - 2));
}
KEEP uint64_t ackermann(uint64_t m, uint64_t n) {
  if (m == 0) return n + 1;
  if (n == 0) return hidden(ackermann(m - 1, 1));
  return hidden(ackermann(m - 1, ackermann(m, n - 1)));
}
KEEP uint64_t deep(uint64_t k, uint64_t n) {
  return k == n ? 0 : hidden(deep(k + 1, n)) + 1;
}
KEEP uint64_t count_down(uint64_t n) {
  while (n != 0) n = hidden(n - 1);
  return n;
}

struct Pair {
  uint64_t mug;
  uint64_t head;
  Pair* tail;
};
char* g_top = nullptr;

KEEP Pair* cons(uint64_t head, Pair* tail) {
  auto* const p = reinterpret_cast<Pair*>(g_top);
  g_top += sizeof(Pair);
  *p = {0, head, tail};
  return p;
}
KEEP Pair* count_list(char* arena, uint64_t n) {
  g_top = arena;
  Pair* list = nullptr;
  for (uint64_t k = 0; k != n; ++k) list = cons(k, list);
  return list;
}
KEEP uint64_t length(const Pair* list) {
  uint64_t n = 0;
  for (; list != nullptr; list = list->tail) ++n;
  return n;
}
KEEP Pair* deep_list(uint64_t k, uint64_t n) {
  return k == n ? nullptr : cons(k, deep_list(k + 1, n));
}
KEEP Pair* start_deep_list(char* arena, uint64_t n) {
  g_top = arena;
  return deep_list(0, n);
}

constexpr Algorithm kAlgorithms[] = {
    {"dec10m", [](char*) { return decrement(hidden(10'000'000)); }, 9'999'999},
    {"dec10m_edit", [](char*) { return decrement(hidden(10'000'000)); }, 9'999'999},
    {"fib20_unjet", [](char*) { return fibonacci(hidden(20)); }, 6765},
    {"ack2_200", [](char*) { return ackermann(hidden(2), 200); }, 403},
    {"ack3_6", [](char*) { return ackermann(hidden(3), 6); }, 509},
    {"list1m", [](char* arena) { return count_list(arena, hidden(1'000'000))->head; }, 999'999},
    {"list1m_len", [](char* arena) { return length(count_list(arena, hidden(1'000'000))); }, 1'000'000},
    {"deep1m_inc", [](char*) { return deep(0, hidden(1'000'000)); }, 1'000'000},
    {"deep1m_cons", [](char* arena) { return start_deep_list(arena, hidden(1'000'000))->head; }, 0},
    {"deep10m_inc", [](char*) { return deep(0, hidden(10'000'000)); }, 10'000'000},
    {"jfib27_k140", [](char*) { return fibonacci_added(hidden(27)); }, 196'418},
    {"jfib15_k140", [](char*) { return fibonacci_added(hidden(15)); }, 610},
    {"jdec1m_k140", [](char*) { return count_down(hidden(1'000'000)); }, 0},
};

}  // namespace

std::span<const Algorithm> algorithms() {
  return kAlgorithms;
}

}  // namespace galena::bench
