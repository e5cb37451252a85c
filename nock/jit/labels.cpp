#include "nock/jit/labels.h"

#include <fmt/format.h>

#include <charconv>

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

void name_symbols(std::vector<CodeSymbol>& symbols, const Graph& graph, const std::vector<std::string>& names) {
  constexpr uint64_t kAlignment = 16;
  std::vector<CodeSymbol> named;
  for (const CodeSymbol& symbol : symbols) {
    // `what.number`, and maybe more.
    const size_t dot = symbol.name.find('.');
    size_t id = names.size();
    if (dot != std::string::npos) {
      std::from_chars(symbol.name.data() + dot + 1, symbol.name.data() + symbol.name.size(), id);
    }
    if (id >= names.size()) continue;
    std::string name = names[id];
    if (symbol.name.starts_with("machine.")) name += graph.functions[id].loops ? ":loop" : ":closed";
    if (!named.empty() && named.back().name == name &&
        symbol.address - (named.back().address + named.back().size) < kAlignment) {
      named.back().size = symbol.address + symbol.size - named.back().address;
      continue;
    }
    named.push_back({std::move(name), symbol.address, symbol.size});
  }
  symbols = std::move(named);
}

}  // namespace galena::jit
