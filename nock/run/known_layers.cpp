#include "nock/run/known_layers.h"

#include <algorithm>
#include <span>
#include <vector>

#include "nock/base/digest.h"
#include "nock/base/limits.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"

namespace galena {
namespace {

// Of the public library of kelvin 138, in the two texts of it that were published; compiled without places. Digests
// are of the jams of batteries.
struct Layer {
  std::string_view path;
  uint32_t mug;
  Digest jam;
};
constexpr std::string_view kRoot = "k138";
constexpr Layer kLayers[] = {
    {"", 0x777280a1, {0xcd1ceb15fa45433e, 0xd1092f98424c0d36}},
    {"one", 0x4522bdf2, {0xb01ca8c0e23a6e8c, 0xba52d7cc8632b616}},
    {"one/two", 0x54d40c5e, {0x9f3107bab49a8269, 0xb5ac19a582ca3097}},
    {"one/two/tri", 0x5d47855a, {0xe92e77b68311ba6e, 0x5aa1877d087a6b99}},
    {"one/two/tri", 0x4965d87f, {0xa58c899ecd7841be, 0x1c40037ca9744ea5}},
    {"one/two/tri/qua", 0x4de8c7fd, {0x734d0cbe3cbdece0, 0x9e2b3a920da0b996}},
    {"one/two/tri/qua", 0x677fc9c2, {0x889f38c78d2d4b2b, 0x1634c205ec67d429}},
    {"one/two/tri/qua/pen", 0x5da052a7, {0x201e6022e1855640, 0x891a64dacaad2875}},
    {"one/two/tri/qua/pen", 0x6b8722ea, {0xee37cf7529869171, 0x6c7881b549e47f18}},
};
constexpr uint64_t kPayload = 3;

bool is_of(const Layer& layer, Noun battery) {
  if (!battery.is_cell() || mug(battery) != layer.mug) return false;
  const Jammed bytes = jam(battery);
  return digest(std::span(bytes.data(), bytes.size())) == layer.jam;
}

// The layer that a core is, of those but the root; null where it is none.
const Layer* layer_of(Noun core) {
  if (!core.is_cell() || !core.head().is_cell()) return nullptr;
  for (const Layer& layer : kLayers) {
    if (!layer.path.empty() && is_of(layer, core.head())) return &layer;
  }
  return nullptr;
}

std::string_view parent_of(std::string_view path) {
  const size_t last = path.rfind('/');
  return last == path.npos ? std::string_view() : path.substr(0, last);
}

// A core and those below it, down to the root, the root first; empty where they are no layers on one another.
std::vector<std::pair<std::string_view, Noun>> layers_down_from(Noun core) {
  std::vector<std::pair<std::string_view, Noun>> found;
  std::string_view path;
  for (const Layer* layer = layer_of(core); layer != nullptr; layer = layer_of(core)) {
    if (!found.empty() && layer->path != path) return {};
    found.emplace_back(layer->path, core.head());
    if (layer->path == "one") {
      if (!is_known_layer("", core.tail())) return {};
      found.emplace_back("", core.tail());
      std::reverse(found.begin(), found.end());
      return found;
    }
    path = parent_of(layer->path);
    poll();
    core = core.tail();
  }
  return {};
}

}  // namespace

bool is_known_layer(std::string_view path, Noun battery) {
  return std::ranges::any_of(kLayers, [&](const Layer& layer) { return layer.path == path && is_of(layer, battery); });
}

Noun find_known_layers(Arena& arena, Noun noun) {
  constexpr size_t kMaxSearch = size_t{1} << 20;
  Scratch<Noun> todo{noun};
  Pace pace;
  for (size_t seen = 0; !todo.empty() && seen < kMaxSearch; ++seen, pace.step()) {
    const Noun part = todo.back();
    todo.pop_back();
    if (!part.is_cell()) continue;
    const auto layers = layers_down_from(part);
    if (layers.empty()) {
      // What a core lies in comes first: there the library is.
      todo.push_back(part.head());
      todo.push_back(part.tail());
      continue;
    }
    Scratch<Noun> rows;
    for (const auto& [path, battery] : layers) {
      rows.push_back(arena.tuple(arena.cord(path), arena.cord(kRoot), arena.intern(battery), Noun::direct(rows.size()),
                                 Noun::direct(rows.empty() ? 0 : kPayload)));
    }
    return arena.list(rows);
  }
  return kNull;
}

}  // namespace galena
