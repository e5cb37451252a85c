#include "nock/run/formula_names.h"

#include <fmt/format.h>

#include <vector>

#include "nock/noun/axis.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "nock/run/nock.h"

namespace galena {
namespace {

// `file:line` of a formula that says where it is from, or nothing.
std::string spot_text(Noun formula) {
  const Noun place = spot_of(formula);
  const Noun line = place.is_none() ? place : fragment(12, place);
  if (line.is_none() || !line.is_direct()) return {};
  std::string text;
  for (Noun path = place.head(); path.is_cell(); path = path.tail()) {
    if (!path.head().is_atom()) return {};
    text += '/';
    append_bytes(text, path.head());
  }
  return fmt::format("{}:{}", text, line.direct_value());
}

}  // namespace

// The formulas in the batteries of cores with labels, by their axis in the core.
void FormulaNames::learn_cores() {
  constexpr uint64_t kDeepest = uint64_t{1} << 12;
  const auto& records = machine_.jets().records();
  for (; cores_known_ < records.size(); ++cores_known_) {
    const CoreRecord& record = *records[cores_known_];
    const Noun battery = record.parent == nullptr ? record.battery.head() : record.battery;
    const std::string label = record.path.empty() ? record.root : record.path;
    struct Part {
      Noun noun;
      uint64_t axis;
    };
    std::vector<Part> open{{battery, 2}};
    while (!open.empty()) {
      const auto [noun, axis] = open.back();
      open.pop_back();
      if (!noun.is_cell()) continue;
      core_names_.try_emplace(mug(noun), axis == 2 ? label : fmt::format("{}/+{}", label, axis));
      if (axis >= kDeepest) continue;
      open.push_back({noun.head(), axis * 2});
      open.push_back({noun.tail(), axis * 2 + 1});
    }
  }
}

std::string FormulaNames::of(Noun formula) {
  if (arms_) {
    if (std::string name = arms_(formula); !name.empty()) return name;
  }
  learn_cores();
  if (const auto it = core_names_.find(mug(formula)); it != core_names_.end()) return it->second;
  if (std::string spot = spot_text(formula); !spot.empty()) return spot;
  return fmt::format("0x{:08x}", mug(formula));
}

}  // namespace galena
