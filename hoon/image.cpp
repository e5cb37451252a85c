#include "hoon/image.h"

#include <unordered_map>

#include "hoon/desk_names.h"

namespace galena::hoon {
// Three roots: type, value, and the list of records, each [path root battery parent axis], where a parent is the number
// of the record, from 1, and 0 for a root. Parents come before their children.
Bytes make_image(Toolchain& tools, Vase subject) {
  Arena& arena = tools.arena();
  std::unordered_map<const CoreRecord*, uint64_t> numbers;
  std::vector<Noun> records;
  for (const auto& record : tools.machine().jets().records()) {
    numbers.emplace(record.get(), records.size() + 1);
    const uint64_t parent = record->parent == nullptr ? 0 : numbers.at(record->parent);
    records.push_back(arena.tuple(arena.cord(record->path), arena.cord(record->root), arena.intern(record->battery),
                                  arena.atom(parent), arena.atom(record->parent_axis)));
  }
  const Noun roots[] = {subject.type, subject.value, arena.list(records)};
  return PackSet(arena).write(roots, {}).bytes;
}

std::optional<Image> load_image(Toolchain& tools, std::span<const uint8_t> bytes) {
  Image image{{}, digest(bytes), PackSet(tools.arena())};
  const std::optional<PackSet::Id> id =
      image.packs.read(image.digest, bytes, [](Digest) -> std::optional<PackSet::Id> { return std::nullopt; });
  if (!id || image.packs.roots(*id).size() != 3) return std::nullopt;
  const std::span<const Noun> roots = image.packs.roots(*id);
  Machine& machine = tools.machine();
  std::vector<const CoreRecord*> records;
  for (Noun rest = roots[2]; rest.is_cell(); rest = rest.tail()) {
    Noun record = rest.head();
    Noun parts[4];
    for (Noun& part : parts) {
      if (!record.is_cell()) return std::nullopt;
      part = record.head();
      record = record.tail();
    }
    const auto& [path, root, battery, parent] = parts;
    if (!parent.is_direct() || parent.direct_value() > records.size() || !record.is_direct()) return std::nullopt;
    records.push_back(machine.jets().restore(machine, text_of(path), text_of(root), battery,
                                             parent == Noun() ? nullptr : records[parent.direct_value() - 1],
                                             record.direct_value()));
  }
  image.subject = {roots[0], roots[1]};
  return image;
}

}  // namespace galena::hoon
