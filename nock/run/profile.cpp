#include "nock/run/profile.h"

#include <fmt/format.h>

#include <algorithm>

#include "nock/base/check.h"

namespace galena {

uint32_t Profile::function(std::string_view name, Kind kind) {
  std::string key(1, static_cast<char>(kind));
  key += name;
  const auto [it, made] = numbers_.try_emplace(std::move(key), static_cast<uint32_t>(functions.size()));
  if (made) functions.push_back({std::string(name), kind});
  return it->second;
}

uint32_t Profile::child(uint32_t parent, uint32_t function) {
  GALENA_CHECK(parent < nodes.size() && function != 0 && function < functions.size());
  const auto [it, made] = children_.try_emplace(uint64_t{parent} << 32 | function, static_cast<uint32_t>(nodes.size()));
  if (made) nodes.push_back({parent, function});
  return it->second;
}

uint64_t Profile::total() const {
  uint64_t sum = 0;
  for (const Sample& sample : samples) sum += sample.weight;
  return sum;
}

std::vector<uint64_t> Profile::self_weights() const {
  std::vector<uint64_t> weights(nodes.size());
  for (const Sample& sample : samples) {
    GALENA_CHECK(sample.node < nodes.size() && sample.weight <= sample.end);
    weights[sample.node] += sample.weight;
  }
  return weights;
}

std::vector<uint64_t> Profile::subtree_weights() const {
  std::vector<uint64_t> weights = self_weights();
  for (size_t i = nodes.size(); i-- > 1;) weights[nodes[i].parent] += weights[i];
  return weights;
}

std::vector<Profile::Share> Profile::shares() const {
  const std::vector<uint64_t> self = self_weights();
  const std::vector<uint64_t> below = subtree_weights();
  std::vector<Share> all(functions.size());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = {i, 0, 0};
  std::vector<std::vector<uint32_t>> children(nodes.size());
  for (uint32_t i = 1; i < nodes.size(); ++i) {
    children[nodes[i].parent].push_back(i);
    all[nodes[i].function].self += self[i];
  }
  // A function counts where it is met first on the way from the root.
  std::vector<uint32_t> around(functions.size());
  struct Visit {
    uint32_t node;
    bool leaving;
  };
  std::vector<Visit> open{{0, false}};
  while (!open.empty()) {
    const auto [node, leaving] = open.back();
    open.pop_back();
    const uint32_t function = nodes[node].function;
    if (leaving) {
      --around[function];
      continue;
    }
    if (around[function]++ == 0) all[function].total += below[node];
    open.push_back({node, true});
    for (const uint32_t each : children[node]) open.push_back({each, false});
  }
  std::erase_if(all, [](const Share& share) { return share.function == 0 || share.total == 0; });
  std::sort(all.begin(), all.end(), [](const Share& a, const Share& b) {
    return a.self != b.self ? a.self > b.self : a.total != b.total ? a.total > b.total : a.function < b.function;
  });
  return all;
}

std::string Profile::label(uint32_t function) const {
  std::string text;
  for (const char c : functions[function].name) {
    const auto byte = static_cast<unsigned char>(c);
    text += byte < 0x20 || byte == 0x7f ? '?' : c == ';' ? ':' : c == ' ' ? '_' : c;
  }
  if (functions[function].kind == Kind::compiled) text += "_[jit]";
  return text;
}

std::string Profile::folded() const {
  const std::vector<uint64_t> self = self_weights();
  std::vector<std::string> labels;
  for (uint32_t i = 0; i < functions.size(); ++i) labels.push_back(label(i));
  std::vector<std::string> lines;
  std::vector<uint32_t> path;
  for (uint32_t i = 1; i < nodes.size(); ++i) {
    if (self[i] < 1000) continue;
    path.clear();
    for (uint32_t node = i; node != 0; node = nodes[node].parent) path.push_back(nodes[node].function);
    std::string line;
    for (size_t n = path.size(); n-- > 0;) (line += labels[path[n]]) += n == 0 ? ' ' : ';';
    lines.push_back(fmt::format("{}{}\n", line, self[i] / 1000));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace galena
