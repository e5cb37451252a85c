#include "nock/run/jet.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <type_traits>
#include <utility>

#include "nock/base/limits.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/known_layers.h"
#include "nock/run/machine.h"
#include "nock/run/nock.h"

namespace galena {
namespace {

// Of one core that count: names of names would double at each layer.
constexpr size_t kMaxNames = 4;

// A label: a term, or [term number]. Empty for anything else.
std::string label_text(Noun name) {
  const Noun term = name.is_cell() ? name.head() : name;
  if (!term.is_atom()) return {};
  std::string text = cord_text(term);
  if (name.is_cell()) {
    if (!name.tail().is_direct()) return {};
    text += std::to_string(name.tail().direct_value());
  }
  return text;
}

// Whether a path is another or lies below it.
bool is_within(std::string_view path, std::string_view other) {
  return path.starts_with(other) && (path.size() == other.size() || path[other.size()] == '/');
}

// The axis in a parent formula: 0 for a root's [1 0], or nothing.
struct ParentAxis {
  bool valid;
  uint64_t axis;
};
ParentAxis parent_axis(Noun formula) {
  Operation o = operation_of(formula);
  while (o.op == Opcode::hint) o = operation_of(o.c);
  if (o.op == Opcode::constant) return {o.a == Noun::zero(), 0};
  if (o.op != Opcode::slot || !o.a.is_direct()) return {false, 0};
  return {o.a.direct_value() > 1, o.a.direct_value()};
}

// Nouns that are looked at in one search, in a library or in what somebody calls one.
constexpr size_t kMaxSearch = size_t{1} << 20;

// Whether a battery has an arm that makes cores with the battery `made`; `same` compares. A battery is a tree of
// formulas, and so looks as what makes a cell of them; of each the parts are looked at that can come to a core.
template <class Same>
bool makes(Noun battery, Noun made, Same same) {
  Scratch<Noun> todo{battery};
  Pace pace;
  for (size_t seen = 0; !todo.empty() && seen < kMaxSearch; ++seen, pace.step()) {
    const Operation o = operation_of(todo.back());
    todo.pop_back();
    switch (o.op) {
      case Opcode::constant:
        if (same(o.a, made) || (o.a.is_cell() && same(o.a.head(), made))) return true;
        todo.push_back(o.a);  // the battery of a core in between, perhaps
        break;
      case Opcode::compose:
      case Opcode::push:
      case Opcode::cons:
        todo.push_back(o.b);
        todo.push_back(o.a);
        break;
      case Opcode::branch:
        todo.push_back(o.c);
        todo.push_back(o.b);
        break;
      case Opcode::kick:
        todo.push_back(o.b);
        break;
      case Opcode::edit:
      case Opcode::hint:
        todo.push_back(o.c);
        break;
      case Opcode::slot:
      case Opcode::evaluate:
      case Opcode::is_cell:
      case Opcode::increment:
      case Opcode::equal:
      case Opcode::scry:
      case Opcode::malformed:
        break;
    }
  }
  return false;
}
// By the words, as a rule; else by what they are.
bool makes(Noun battery, Noun made) {
  return makes(battery, made, [](Noun a, Noun b) { return a == b; }) ||
         makes(battery, made, [](Noun a, Noun b) { return equal(a, b); });
}
bool makes(const CoreRecord& maker, Noun made) {
  return makes(maker.parent == nullptr ? maker.battery.head() : maker.battery, made);
}

// Whether a core that is registered lies between `core` and its parent, which is at `axis` of it, and makes it: so it
// is where a library has several files, and a core that the last one makes names one of the first as its parent.
bool is_made_between(const JetRegistry& jets, Heap& heap, Noun core, uint64_t axis) {
  Noun at = core;
  for (unsigned bit = static_cast<unsigned>(std::bit_width(axis)) - 2; bit > 0; --bit) {
    at = (axis >> bit & 1) != 0 ? at.tail() : at.head();
    const std::vector<const CoreRecord*> known = jets.find_all(heap, at);
    if (std::ranges::any_of(known, [&](const CoreRecord* maker) { return makes(*maker, core.head()); })) return true;
  }
  return false;
}

}  // namespace

JetRegistry::JetRegistry(std::span<const Jet> table, Options options) : options_(std::move(options)) {
  for (const Jet& jet : table) {
    GALENA_CHECK((jet.function == nullptr) != (jet.native == nullptr));
    GALENA_CHECK(jet.native == nullptr || jet.native->registers >= 4);
    GALENA_CHECK(!jet.path.empty() && jet.axis >= 2);
    table_.emplace(jet.path, &jet);
  }
}

bool JetRegistry::disabled(const CoreRecord& record) const {
  if (!options_.enabled) return true;
  return std::any_of(options_.disabled.begin(), options_.disabled.end(), [&](const std::string& path) {
    return is_within(record.path, path) || is_within(record.root + "/" + record.path, path);
  });
}

bool has_labels(Noun noun) {
  Scratch<Noun> todo{noun};
  Pace pace;
  for (size_t seen = 0; !todo.empty() && seen < kMaxSearch; ++seen, pace.step()) {
    const Noun part = todo.back();
    todo.pop_back();
    const Operation o = operation_of(part);
    if (!part.is_cell()) continue;
    if (o.op == Opcode::hint && hint_tag(o) == HintTag::fast) return true;
    todo.push_back(part.tail());
    todo.push_back(part.head());
  }
  return false;
}

bool JetRegistry::believes(const CoreRecord& record) const {
  if (is_known_layer(record.path, record.battery)) return true;
  if (record.parent == nullptr) return false;
  const std::string below = record.path + "/";
  if (std::ranges::none_of(table_,
                           [&](const auto& row) { return row.first == record.path || row.first.starts_with(below); })) {
    return false;
  }
  return makes(*record.parent, record.battery);
}

bool JetRegistry::has(std::string_view path) const {
  return options_.enabled && table_.contains(path) &&
         std::ranges::none_of(options_.disabled, [&](std::string_view disabled) {
           return is_within(path, disabled) || is_within(path, disabled.substr(disabled.find('/') + 1));
         });
}

namespace {

// Whether a noun is no part of the heap.
bool lies_beside(const Heap& heap, Noun noun) {
  return !heap.in_nursery(noun) && !heap.in_old(noun);
}

}  // namespace

bool JetRegistry::register_core(Machine& machine, Noun core, Noun clue) {
  if (!core.is_cell() || !core.head().is_cell() || !clue.is_cell() || !clue.tail().is_cell()) return true;
  const ParentAxis where = parent_axis(clue.tail().head());
  if (!where.valid) return true;
  Noun parent;
  std::vector<const CoreRecord*> parents;
  if (where.axis != 0) {
    parent = galena::fragment(where.axis, core);
    if (parent.is_none()) return false;
    parents = find_all(machine.heap(), parent);
    if (parents.empty()) return false;
  }
  const std::string name = label_text(clue.head());
  if (name.empty()) return true;

  if (where.axis == 0) {
    auto record = std::make_unique<CoreRecord>();
    record->root = name;
    record->battery = core;
    record->of_library = lies_beside(machine.heap(), core);
    add(machine, std::move(record), core.head(), Belief::looks);
  }
  for (const CoreRecord* const known : parents) {
    const auto record = [&] {
      auto made = std::make_unique<CoreRecord>();
      made->parent = known;
      made->parent_axis = where.axis;
      made->known_parent = parent;
      made->root = known->root;
      made->path = known->path.empty() ? name : known->path + "/" + name;
      made->battery = core.head();
      made->of_library = lies_beside(machine.heap(), core.head());
      return made;
    };
    if (add(machine, record(), core.head(), Belief::looks) == nullptr &&
        is_made_between(*this, machine.heap(), core, where.axis)) {
      add(machine, record(), core.head(), Belief::blind);
    }
  }
  return true;
}

uint64_t JetRegistry::parent_axis_of(Noun clue) {
  if (!clue.is_cell() || !clue.tail().is_cell()) return 0;
  const ParentAxis where = parent_axis(clue.tail().head());
  return !where.valid ? 0 : where.axis == 0 ? 1 : where.axis;
}

bool JetRegistry::may_name(Noun clue) const {
  if (!options_.enabled || !clue.is_cell()) return false;
  const std::string name = label_text(clue.head());
  return std::any_of(table_.begin(), table_.end(), [&](const auto& row) {
    const std::string_view path = row.first;
    return path.ends_with(name) && (path.size() == name.size() || path[path.size() - name.size() - 1] == '/');
  });
}

namespace {

// That of the label of a root, `k138`; a root of no kelvin counts as of the first.
uint64_t kelvin_of(std::string_view label) {
  uint64_t number = 0;
  if (!label.starts_with('k')) return UINT64_MAX;
  const auto [end, error] = std::from_chars(label.data() + 1, label.data() + label.size(), number);
  return error == std::errc() && end == label.data() + label.size() ? number : UINT64_MAX;
}

}  // namespace

const CoreRecord* JetRegistry::add(Machine& machine, std::unique_ptr<CoreRecord> record, Noun battery, Belief belief) {
  GALENA_CHECK(record->battery.is_cell() && battery.is_cell());
  GALENA_CHECK((record->parent == nullptr) == (record->parent_axis == 0));
  Heap& heap = machine.heap();
  const uint32_t hash = mug(battery);
  for (auto [it, end] = by_battery_.equal_range(hash); it != end; ++it) {
    CoreRecord& other = *it->second;
    if (other.path == record->path && other.parent == record->parent && other.parent_axis == record->parent_axis &&
        equal(heap, other.battery, record->battery)) {
      // The state's own rather than that of what was put beside it: with the state it is kept (of_state in
      // arvo/host/pier.cpp).
      if (other.of_library && !record->of_library) {
        other.known_battery = std::exchange(other.battery, record->battery);
        other.of_library = false;
        ++version_;
      }
      return &other;
    }
  }
  if (closed_ && belief == Belief::looks && !believes(*record)) return nullptr;
  // Known before any code refers to it, as what follows may be refused memory.
  const CoreRecord* const added = records_.emplace_back(std::move(record)).get();
  ++version_;
  by_battery_.emplace(hash, records_.back().get());
  if (!disabled(*added)) {
    for (auto [it, end] = table_.equal_range(added->path); it != end; ++it) {
      // In [battery payload] an arm is at 2 or below it; from the battery, the second bit from the top is left out.
      const uint64_t axis = it->second->axis;
      if (axis < 2 || kelvin_of(added->root) < it->second->last_kelvin) continue;
      const uint64_t top = std::bit_floor(axis), half = top >> 1;
      if ((axis & half) != 0) continue;
      const Noun formula = galena::fragment(axis - top + half, battery);
      if (formula.is_none() || !formula.is_cell()) continue;
      Code* const code = machine.code_for(formula);
      code->jets.push_back({axis, added, it->second});
      code->choose_run();
      machine.got_jet(formula);
    }
  }
  return added;
}

template <class Space>
Noun JetRegistry::save_in(Space& space) const {
  std::unordered_map<const CoreRecord*, uint64_t> places{{nullptr, 0}};
  std::vector<Noun> items;
  for (const auto& record : records_) {
    places.emplace(record.get(), places.size());
    Noun battery = record->battery;
    if constexpr (std::is_same_v<Space, Arena>) battery = space.intern(battery);
    items.push_back(space.tuple(space.cord(record->path), space.cord(record->root), battery,
                                Noun::direct(places.at(record->parent)), space.atom(record->parent_axis)));
  }
  return space.list(items);
}

Noun JetRegistry::save(Heap& heap) const {
  return save_in(heap);
}
Noun JetRegistry::save(Arena& arena) const {
  return save_in(arena);
}

bool JetRegistry::restore(Machine& machine, Noun saved, Whose whose) {
  std::vector<const CoreRecord*> places{nullptr};
  for (; saved.is_cell(); saved = saved.tail()) {
    std::array<Noun, 5> fields;
    Noun rest = saved.head();
    for (size_t i = 0; i < 4; ++i) {
      if (!rest.is_cell()) return false;
      fields[i] = rest.head();
      rest = rest.tail();
    }
    fields[4] = rest;
    const auto& [path, root, battery, parent, axis] = fields;
    if (!path.is_atom() || !root.is_atom() || !battery.is_cell() || !parent.is_direct() || !axis.is_direct() ||
        parent.direct_value() >= places.size() || (parent == Noun::zero()) != (axis == Noun::zero())) {
      return false;
    }
    auto record = std::make_unique<CoreRecord>();
    record->path = cord_text(path);
    record->root = cord_text(root);
    record->battery = battery;
    record->parent = places[parent.direct_value()];
    record->parent_axis = axis.direct_value();
    record->of_library = whose == Whose::library && lies_beside(machine.heap(), battery);
    const bool is_root = record->parent == nullptr;
    if (is_root && !battery.head().is_cell()) return false;
    places.push_back(add(machine, std::move(record), is_root ? battery.head() : battery, Belief::blind));
  }
  return saved == Noun::zero();
}

bool JetRegistry::has_battery(Heap& heap, const CoreRecord& record, Noun battery) {
  if (battery == record.battery || battery == record.known_battery) {
    GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || equal(battery, record.battery));
    return true;
  }
  if (!equal(heap, battery, record.battery)) return false;
  record.known_battery = battery;
  return true;
}

bool JetRegistry::matches(Heap& heap, const CoreRecord& record, Noun core) const {
  const CoreRecord* r = &record;
  Noun c = core;
  for (;;) {
    if (!c.is_cell()) return false;
    if (r->parent == nullptr) {
      if (!has_battery(heap, *r, c)) return false;
      break;
    }
    if (!has_battery(heap, *r, c.head())) return false;
    const Noun parent = galena::fragment(r->parent_axis, c);
    if (parent.is_none()) return false;
    if (parent == r->known_parent) {
      GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || matches(heap, *r->parent, parent));
      break;
    }
    r = r->parent;
    c = parent;
  }
  if (record.parent != nullptr) record.known_parent = galena::fragment(record.parent_axis, core);
  return true;
}

std::vector<const CoreRecord*> JetRegistry::find_all(Heap& heap, Noun core) const {
  std::vector<const CoreRecord*> found;
  if (!core.is_cell() || !core.head().is_cell()) return found;
  for (auto [it, end] = by_battery_.equal_range(mug(core.head())); it != end; ++it) {
    if (matches(heap, *it->second, core)) found.push_back(it->second);
    if (found.size() == kMaxNames) break;
  }
  GALENA_CHECK(found.size() <= kMaxNames);
  return found;
}

const CoreRecord* JetRegistry::find(Heap& heap, Noun core) const {
  const std::vector<const CoreRecord*> found = find_all(heap, core);
  return found.empty() ? nullptr : found.front();
}

void JetRegistry::visit(Heap::Scanner& scanner) {
  scanner.visit(relied);
  scanner.visit(tone);
  for (const auto& record : records_) {
    scanner.visit(record->battery);
    scanner.visit(record->known_battery);
    scanner.visit(record->known_parent);
  }
}

}  // namespace galena
