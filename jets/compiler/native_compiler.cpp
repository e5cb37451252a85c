#include "jets/compiler/native_compiler.h"

#include "nock/base/limits.h"
#include "nock/noun/mug.h"

namespace galena::jets {

bool NativeCompiler::serves(Machine& machine) {
  if (machine_ == nullptr) {
    machine_ = &machine;
    arena_ = std::make_unique<Arena>(machine.heap().limit() / 2);
  }
  // A major collection may move what lies in an image, and what is freed after it may be something else's place.
  if (const uint64_t major = machine.heap().statistics().major; major != collections_) {
    elsewhere_ = {};
    collections_ = major;
  }
  return &machine == machine_ && !full_;
}

// What was found for a word, if it still stands for the same.
Noun NativeCompiler::known_elsewhere(Noun noun) {
  const auto known = elsewhere_.find(noun.word());
  return known != elsewhere_.end() && mug(known->second) == mug(noun) ? known->second : Noun::none();
}

Noun NativeCompiler::intern(Noun noun) {
  if (arena_->owns(noun)) return noun;
  if (noun.is_indirect()) return arena_->atom_limbs({noun.indirect()->limbs, noun.indirect()->size()});
  return intern_cell(noun);
}

bool NativeCompiler::is_of_heap(Noun noun) const {
  return machine_->heap().in_nursery(noun) || machine_->heap().in_old(noun);
}

Noun NativeCompiler::cons_like(Noun cell, Noun head, Noun tail) {
  const Noun own = arena_->cons(head, tail);
  if (const uint32_t known = cell.cell()->header.mug; known != 0) own.cell()->header.mug = known;
  return own;
}

Noun NativeCompiler::known(Noun noun) {
  if (arena_->owns(noun)) return noun;
  if (noun.is_indirect()) return arena_->atom_limbs({noun.indirect()->limbs, noun.indirect()->size()});
  if (!is_of_heap(noun)) return known_elsewhere(noun);
  // A cell of the heap that was looked at refers to the arena.
  const Noun head = noun.head(), tail = noun.tail();
  return arena_->owns(head) && arena_->owns(tail) ? cons_like(noun, head, tail) : Noun::none();
}

bool NativeCompiler::is_due(Noun battery, Noun library) {
  // Some forty milliseconds of Nock, whose products are remembered.
  constexpr size_t kPatience = 20000;
  // Whoever has met one compiler is no small program, and the one that was met may lie in an image, which is looked at
  // anew after each major collection.
  for (const Shoe& shoe : shoes_) {
    if (shoe.arms != nullptr) return true;
  }
  if (!known(battery).is_none() && !known(library).is_none()) return true;
  if (++unmet_ <= kPatience) return false;
  unmet_ = 0;
  return true;
}

Noun NativeCompiler::intern_cell(Noun cell) {
  if (const Noun own = known(cell); !own.is_none()) return own;
  Scratch<Noun> todo{cell};
  Noun last;
  for (Pace pace; !todo.empty(); pace.step()) {
    const Noun n = todo.back();
    const Noun head = known(n.head()), tail = known(n.tail());
    if (head.is_none() || tail.is_none()) {
      if (tail.is_none()) todo.push_back(n.tail());
      if (head.is_none()) todo.push_back(n.head());
      continue;
    }
    todo.pop_back();
    last = cons_like(n, head, tail);
    if (is_of_heap(n)) {
      n.cell()->head = head;
      n.cell()->tail = tail;
    } else {
      elsewhere_.insert_or_assign(n.word(), last);
    }
  }
  return last;
}

NativeCompiler::Known NativeCompiler::find(Noun battery, Noun library) {
  const Noun own_battery = intern(battery), own_library = intern(library);
  for (const Shoe& shoe : shoes_) {
    if (shoe.battery == own_battery && shoe.library == own_library) return {true, shoe.arms.get()};
  }
  return {false, nullptr};
}

void NativeCompiler::add(Noun battery, Noun library, const hoon::Identity* identity) {
  std::unique_ptr<hoon::Arms> arms;
  // One of a kelvin that is not known is none that is.
  const std::optional<hoon::Kelvin> kelvin = hoon::Kelvin::of_library(library);
  if (identity != nullptr && kelvin) arms = std::make_unique<hoon::Arms>(*arena_, *identity, *kelvin);
  shoes_.push_back({intern(battery), intern(library), std::move(arms)});
}

size_t NativeCompiler::bytes() const {
  // The tables of the hash-consing are about a quarter of an arena.
  size_t all = arena_->bytes_used() / 4 * 5 + elsewhere_.size() * 24;
  for (const Shoe& shoe : shoes_) all += shoe.arms == nullptr ? 0 : shoe.arms->bytes();
  return all;
}

void NativeCompiler::settle() {
  const size_t now = bytes();
  if (now > counted_) {
    machine_->heap().take(now - counted_);
    counted_ = now;
  }
  full_ = now > machine_->heap().limit() / 4;
}

}  // namespace galena::jets
