#include "nock/jit/labels.h"

#include <fmt/format.h>

namespace galena::jit {

std::vector<std::string> Labels::of(const Graph& graph) {
  std::vector<std::string> labels;
  std::unordered_map<const Noun*, uint64_t> inner;
  for (const Function& f : graph.functions) {
    // The shapes of what is known to its graph alone are not kept: it goes by its place among them.
    ShapeKey key{reinterpret_cast<uint64_t>(f.formula)};
    if (f.record != nullptr) {
      append(f.record->shape, key);
    } else {
      key.push_back(UINT64_MAX);
      key.push_back(inner[f.formula]++);
    }
    labels.push_back(of(f.formula, std::move(key)));
  }
  return labels;
}

const std::string& Labels::of(const Noun* formula, ShapeKey key) {
  std::string& label = known_[std::move(key)];
  if (label.empty()) {
    label = names_.of(*formula);
    // It goes into lines of text.
    for (char& c : label) {
      if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = '?';
    }
    if (const unsigned n = ++used_[label]; n > 1) label += fmt::format("#{}", n);
  }
  return label;
}

void Labels::clear() {
  known_.clear();
  used_.clear();
}

}  // namespace galena::jit
