#include "nock/jit/choices.h"

#include "nock/base/varint.h"
#include "nock/noun/axis.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// Of a shape: the one that is wanted. Else there are the kinds of its parts, pairs before their halves.
constexpr uint8_t kAsWanted = 3;

Choices fitting_nothing() {
  return {{{0, 0}}, {}};
}

}  // namespace

bool fit(const Choices& choices, Noun subject) {
  uint64_t last = 0;
  for (const Choices::Guard& guard : choices.guards) {
    const Noun part = guard.axis <= last ? Noun::none() : fragment(guard.axis, subject);
    if (part.is_none() || !part.is_cell() || mug(part) != guard.mug) return false;
    last = guard.axis;
  }
  return true;
}

std::vector<uint8_t> serialise(const Choices& choices) {
  std::vector<uint8_t> bytes;
  append_varint(bytes, choices.guards.size());
  for (const Choices::Guard& guard : choices.guards) {
    append_varint(bytes, guard.axis);
    append_varint(bytes, guard.mug);
  }
  append_varint(bytes, choices.made.size());
  for (const uint8_t made : choices.made) append_varint(bytes, made);
  return bytes;
}

Choices parse_choices(std::span<const uint8_t> bytes) {
  VarintReader reader(bytes);
  Choices choices;
  for (uint64_t count = reader.next(); count > 0 && reader.is_sound(); --count) {
    const uint64_t axis = reader.next(), hash = reader.next();
    if (hash > UINT32_MAX) return fitting_nothing();
    choices.guards.push_back({axis, static_cast<uint32_t>(hash)});
  }
  for (uint64_t count = reader.next(); count > 0 && reader.is_sound(); --count) {
    const uint64_t made = reader.next();
    if (made > UINT8_MAX) return fitting_nothing();
    choices.made.push_back(static_cast<uint8_t>(made));
  }
  return reader.is_sound() && reader.left() == 0 ? choices : fitting_nothing();
}

void ChoiceLog::begin(const Choices* again) {
  again_ = again;
  repeated_ = 0;
  made_.clear();
}

bool ChoiceLog::repeats() {
  if (again_ != nullptr && repeated_ == again_->made.size()) again_ = nullptr;
  return again_ != nullptr;
}

// What comes is about a function of `formula`: so was what is repeated, or it is given up.
void ChoiceLog::ask(const Noun* formula) {
  const auto about = static_cast<uint8_t>(mug(*formula));
  if (repeats() && again_->made[repeated_++] != about) again_ = nullptr;
  made_.push_back(about);
}

bool ChoiceLog::repeat(const Shape* wanted, Shapes& shapes, const Shape*& chosen) {
  if (!repeats()) return false;
  if (again_->made[repeated_] == kAsWanted) {
    ++repeated_;
    return true;
  }
  chosen = repeated_parts(wanted, shapes);
  if (chosen == nullptr) again_ = nullptr;
  return chosen != nullptr;
}

const Shape* ChoiceLog::repeated_parts(const Shape* wanted, Shapes& shapes) {
  if (repeated_ == again_->made.size()) return nullptr;
  const uint8_t kind = again_->made[repeated_++];
  if (kind == static_cast<uint8_t>(Shape::Kind::dynamic)) return shapes.dynamic();
  if (kind == static_cast<uint8_t>(Shape::Kind::constant)) {
    return wanted->kind == Shape::Kind::constant ? wanted : nullptr;
  }
  const bool has_halves =
      wanted->kind == Shape::Kind::pair || (wanted->kind == Shape::Kind::constant && wanted->constant->is_cell());
  if (kind != static_cast<uint8_t>(Shape::Kind::pair) || !has_halves) return nullptr;
  const Shape* const left = repeated_parts(shapes.half(wanted, false), shapes);
  if (left == nullptr) return nullptr;
  const Shape* const right = repeated_parts(shapes.half(wanted, true), shapes);
  return right == nullptr ? nullptr : shapes.pair(left, right);
}

void ChoiceLog::record(const Shape* shape) {
  if (shape == nullptr) {
    made_.push_back(kAsWanted);
    return;
  }
  made_.push_back(static_cast<uint8_t>(shape->kind));
  if (shape->kind != Shape::Kind::pair) return;
  record(shape->left);
  record(shape->right);
}

}  // namespace galena::jit
