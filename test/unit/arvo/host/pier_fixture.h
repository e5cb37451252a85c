// A pier of the smallest kernel, in a folder of its own.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "arvo/host/failure.h"
#include "arvo/host/pier.h"
#include "nock/noun/text.h"

namespace galena::host {

// A kernel that counts its events, by hand: a core [battery count] whose arms are, at their places, load, wish, peek
// and poke, each a formula that makes a gate. Poke yields no effects and a core with one more; peek [0 count]. An event
// of 7 crashes. `effects`: the list that every other event yields, or kItsData.
constexpr const char* kItsData = "its data";
inline std::string counting_kernel(const std::string& effects = "0") {
  const std::string made = effects == kItsData ? "[0 55]" : "[1 " + effects + "]";
  const std::string poke = "[8 [1 0] [1 [6 [5 [1 7] 0 55] [0 0] " + made + " [0 14] 4 0 15]] 0 1]";
  constexpr const char* kPeek = "[8 [1 0] [1 [[1 0] 0 15]] 0 1]";
  return std::string("[[[1 0] [[1 0] [") + kPeek + " " + poke + "]]] 0]";
}
inline std::string counting_pill_text(const std::string& effects = "0") {
  return "['pill' 'count' [[1 0 0 " + counting_kernel(effects) + "] 0] 0 0]";
}
inline Pill counting_pill(Heap& heap, const std::string& effects = "0") {
  return parse_pill(read_text(heap, counting_pill_text(effects)).noun).value();
}

// A folder that goes with its end.
struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / "galena-unit-XXXXXX").string();
  Folder() {
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder");
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

inline std::unique_ptr<Machine> small_machine() {
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  return std::make_unique<Machine>(options);
}

inline Noun ovum(Heap& heap, uint64_t data = 0) {
  return heap.tuple(heap.tuple("test"_n, kNull), "note"_n, Noun::direct(data));
}

// A pier with its machine, booted.
struct CountingPier {
  explicit CountingPier(const std::string& folder, const std::string& effects = "0")
      : machine(small_machine()), pier(folder, *machine, {}, Pier::Mode::create) {
    pier.boot(counting_pill(machine->heap(), effects), {});
  }
  Heap& heap() { return machine->heap(); }

  std::unique_ptr<Machine> machine;
  Pier pier;
};

}  // namespace galena::host
