#include "nock/jit/code_store.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "nock/base/check.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// Of what is left for formulas that were compiled.
Digest all_seen_key() {
  return Digester().add("compiled formulas").finish();
}

void add(Digester& digester, const Shape& shape) {
  digester.add(std::to_string(static_cast<int>(shape.kind)));
  if (shape.kind == Shape::Kind::constant) digester.add(std::to_string(mug(*shape.constant)));
  if (shape.kind != Shape::Kind::pair) return;
  add(digester, *shape.left);
  add(digester, *shape.right);
}

}  // namespace

Digest CodeStore::seen_key(Noun formula) {
  GALENA_CHECK(formula.is_cell());
  return Digester().add("compiled formula").add(std::to_string(mug(formula))).finish();
}

Digest CodeStore::choices_key(Noun formula, const Shape* shape, bool any_atoms, int number) {
  GALENA_CHECK(formula.is_cell());
  GALENA_CHECK(0 <= number && number < kMaxChoices);
  Digester digester;
  digester.add("plan").add(std::to_string(mug(formula))).add(any_atoms ? "general" : "").add(std::to_string(number));
  if (shape != nullptr) add(digester, *shape);
  return digester.finish();
}

std::optional<std::vector<uint8_t>> CodeStore::load(Digest key) {
  if (!options_.load_code) return std::nullopt;
  const std::lock_guard lock(mutex_);
  return options_.load_code(key);
}

void CodeStore::save(Digest key, std::span<const uint8_t> bytes) {
  if (!options_.save_code) return;
  const std::lock_guard lock(mutex_);
  options_.save_code(key, bytes);
}

std::vector<uint64_t> CodeStore::load_seen() {
  const std::optional<std::vector<uint8_t>> bytes = options_.load_code(all_seen_key());
  if (!bytes || bytes->size() % sizeof(uint64_t) != 0) return {};
  std::vector<uint64_t> seen(bytes->size() / sizeof(uint64_t));
  if (!seen.empty()) std::memcpy(seen.data(), bytes->data(), bytes->size());
  return seen;
}

bool CodeStore::found(Noun formula) {
  if (!options_.load_code) return false;
  const uint64_t word = seen_key(formula).low;
  const std::lock_guard lock(mutex_);
  if (!looked_) {
    looked_ = true;
    for (const uint64_t each : load_seen()) seen_.insert(each);
  }
  return seen_.contains(word);
}

std::optional<Choices> CodeStore::choices(Digest key) {
  const std::optional<std::vector<uint8_t>> bytes = load(key);
  return bytes ? std::optional(parse_choices(*bytes)) : std::nullopt;
}

std::optional<Objects> CodeStore::objects(Digest key) {
  std::optional<Objects> objects = load(key);
  if (objects && taken_apart(*objects).empty()) return std::nullopt;
  return objects;
}

void CodeStore::save_objects(Digest key, const Objects& objects) {
  GALENA_CHECK(!taken_apart(objects).empty());
  save(key, objects);
  if (kChecks && GALENA_NOW_AND_THEN(16)) {
    [[maybe_unused]] const std::optional<Objects> again = load(key);
    GALENA_CHECK(!again || *again == objects);
  }
}

void CodeStore::save_seen(Digest key) {
  if (!options_.save_code || !options_.load_code) return;
  const std::lock_guard lock(mutex_);
  // Others may have seen more meanwhile.
  std::vector<uint64_t> seen = load_seen();
  seen_.insert(key.low);
  if (std::ranges::find(seen, key.low) != seen.end()) return;
  seen.push_back(key.low);
  if (seen.size() > kMaxSeen) seen.erase(seen.begin(), seen.end() - kMaxSeen / 2);
  options_.save_code(all_seen_key(), {reinterpret_cast<const uint8_t*>(seen.data()), seen.size() * sizeof(uint64_t)});
}

void CodeStore::save_choices(Digest key, const Choices& choices) {
  const std::vector<uint8_t> bytes = serialise(choices);
  if (kChecks) {
    [[maybe_unused]] const Choices same = parse_choices(bytes);
    GALENA_CHECK(same.guards == choices.guards && same.made == choices.made);
  }
  save(key, bytes);
}

}  // namespace galena::jit
