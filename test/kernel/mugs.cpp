// The state after each event of a boot, by its mug: of baby, brass and solid, as mugs.txt has them.
//
//   kernel_mugs FILE [--write]     compares with that file; or writes it, when the kernels have changed
//
// So that nothing comes to be part of a state unnoticed: neither a time of day, nor who compiles, nor on what machine.
// The public runtime's states are the same nouns, and have these mugs.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "arvo/host/kernel.h"
#include "arvo/host/pill.h"
#include "jets/compiler/table.h"
#include "nock/noun/serial.h"
#include "tools/galena/library/pills.h"
#include "tools/galena/session/pill.h"

using namespace galena;
using namespace galena::host;

namespace {

constexpr const char* kKinds[] = {"baby", "brass", "solid"};

// The lines of a kind; nothing where this build has no such pill.
std::string mugs_of(const std::string& kind) {
  const AllJets jets;
  MachineOptions machine_options;
  machine_options.jet_table = jets.table();
  machine_options.on_slog = [](Noun) {};
  Machine machine(machine_options);
  Heap& heap = machine.heap();
  const auto bytes = tools::embedded_pill(kind);
  if (kind != "baby" && !bytes) return "";
  const std::optional<Pill> pill = parse_pill(bytes ? cue(heap, *bytes).noun : tools::compile_pill(heap, kind, ""));
  BootOptions options;
  const auto now = time_of(1'700'000'000, 0);
  options.now = {now[0], now[1]};
  options.entropy = {1, 2, 3, 4, 5, 6, 7, 8};
  const BootSequence sequence = boot_sequence(heap, *pill, options);
  std::vector<std::unique_ptr<Heap::Root>> events;
  for (const Noun event : sequence.events) events.push_back(std::make_unique<Heap::Root>(heap, event));
  Kernel kernel(machine);
  const size_t life = sequence.lifecycle.size();
  if (!kernel.boot(sequence.lifecycle).ok()) return fmt::format("{} {} does not boot\n", kind, life);
  std::string lines = fmt::format("{} {} 0x{:08x}\n", kind, life, kernel.mug());
  for (size_t i = 0; i < events.size(); ++i) {
    const bool happened = kernel.poke(events[i]->get()).ok();
    lines += happened ? fmt::format("{} {} 0x{:08x}\n", kind, life + i + 1, kernel.mug())
                      : fmt::format("{} {} fails\n", kind, life + i + 1);
  }
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::string found, wanted;
  for (const char* const kind : kKinds) found += mugs_of(kind);
  if (argc > 2) {
    std::ofstream(argv[1]) << found;
    return 0;
  }
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    // What this build has no pill of is left out.
    const std::string kind = line.substr(0, line.find(' '));
    if (kind == "baby" || tools::embedded_pill(kind)) wanted += line + "\n";
  }
  if (found == wanted) {
    fmt::print("mugs: {} states are as they were\n", std::ranges::count(found, '\n'));
    return 0;
  }
  fmt::print("mugs: the states are others. Found:\n{}wanted:\n{}if that is meant: kernel_mugs FILE --write\n", found,
             wanted);
  return 1;
}
