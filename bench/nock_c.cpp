// The algorithms of bench/nock written in C by hand, on the same integers: what compiled Nock is measured against.
// Every function is kept from being folded away or inlined; what a loop counts is hidden from the optimiser.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace {

#define KEEP __attribute__((noinline))

uint64_t hidden(uint64_t n) {
  asm volatile("" : "+r"(n));
  return n;
}

KEEP uint64_t decrement(uint64_t n) {
  uint64_t k = 0;
  while (k + 1 != n) k = hidden(k + 1);
  return k;
}

// What follows takes one away as C does, not by counting.
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
KEEP Pair* count_list(uint64_t n) {
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
KEEP uint64_t count_down(uint64_t n) {
  while (n != 0) n = hidden(n - 1);
  return n;
}

}  // namespace

int main() {
  char* const arena = static_cast<char*>(std::malloc(size_t{64} << 20));
  const struct {
    const char* name;
    std::function<uint64_t()> run;
  } benchmarks[] = {
      {"dec10m", [] { return decrement(hidden(10000000)); }},
      {"dec10m_edit", [] { return decrement(hidden(10000000)); }},
      {"fib20_unjet", [] { return fibonacci(hidden(20)); }},
      {"ack2_200", [] { return ackermann(hidden(2), 200); }},
      {"ack3_6", [] { return ackermann(hidden(3), 6); }},
      {"list1m", [] { return reinterpret_cast<uint64_t>(count_list(hidden(1000000))) != 0; }},
      {"list1m_len", [] { return length(count_list(hidden(1000000))); }},
      {"deep1m_inc", [] { return deep(0, hidden(100000)); }},
      {"deep1m_cons", [] { return length(deep_list(0, hidden(100000))); }},
      {"jfib27_k140", [] { return fibonacci_added(hidden(27)); }},
      {"jdec1m_k140", [] { return count_down(hidden(1000000)); }},
  };
  std::printf("%-14s %10s\n", "benchmark", "C, ms");
  for (const auto& b : benchmarks) {
    double best = 1e300;
    uint64_t product = 0;
    for (int i = 0; i < 10; ++i) {
      g_top = arena;
      const auto start = std::chrono::steady_clock::now();
      product = b.run();
      best =
          std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::printf("%-14s %10.4f  %llu\n", b.name, best, static_cast<unsigned long long>(product));
  }
  std::free(arena);
  std::printf("deep1m_*: a tenth of the depth, for the stack of the process\n");
}
