#include "test/wrapped_jets.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "nock/run/strand.h"

namespace galena::test {
namespace {

constexpr size_t kMaxRows = 512;
std::array<Jet, kMaxRows> originals;
std::array<uint64_t, kMaxRows> counts;
size_t off = kMaxRows;

template <size_t kRow>
Noun wrapped(Machine& machine, Noun core) {
  if (off == kRow) return kDecline;
  const Noun product = originals[kRow].function(machine, core);
  if (product != kDecline) ++counts[kRow];
  return product;
}

// r[0] says whose the frame is, and a jet of the compiler looks there for itself.
template <size_t kRow>
Step wrapped_step(Strand& strand, Noun* r, Noun result) {
  const bool first = r[1] == kNull;
  if (first && off == kRow) return Step::decline();
  const NativeJet& original = *originals[kRow].native;
  const Noun own = std::exchange(r[0], Noun::from_word(reinterpret_cast<uint64_t>(&original)));
  const Step step = original.step(strand, r, result);
  r[0] = own;
  if (first && step.kind != Step::Kind::decline) ++counts[kRow];
  return step;
}

template <size_t... kRows>
constexpr auto functions(std::index_sequence<kRows...>) {
  return std::array<JetFunction, kMaxRows>{wrapped<kRows>...};
}
template <size_t... kRows>
constexpr auto steps(std::index_sequence<kRows...>) {
  return std::array<decltype(NativeJet::step), kMaxRows>{wrapped_step<kRows>...};
}
constexpr auto kFunctions = functions(std::make_index_sequence<kMaxRows>());
constexpr auto kSteps = steps(std::make_index_sequence<kMaxRows>());

}  // namespace

WrappedJets::WrappedJets() {
  const std::span<const Jet> table = all_.table();
  if (table.size() > kMaxRows) {
    std::puts("the table of jets has outgrown kMaxRows");
    std::abort();
  }
  natives_.reserve(table.size());
  for (size_t i = 0; i < table.size(); ++i) {
    Jet jet = originals[i] = table[i];
    if (jet.native != nullptr) {
      natives_.push_back({jet.native->registers, kSteps[i], jet.native->interprets});
      jet.native = &natives_.back();
    } else {
      jet.function = kFunctions[i];
    }
    rows_.push_back(jet);
  }
}

uint64_t WrappedJets::answers(size_t row) {
  return counts[row];
}
void WrappedJets::turn_off(std::optional<size_t> row) {
  off = row.value_or(kMaxRows);
}

}  // namespace galena::test
