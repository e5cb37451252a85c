// What was answered, as a list of nouns that can be kept and known again.
//
// The list has the tables in the order of for_answers, each its number of entries and the entries. An entry is the
// flags of its key, the nouns of its key, and the parts of its value.
#include <algorithm>
#include <array>

#include "hoon/type/ut.h"

namespace galena::hoon {
namespace {

constexpr uint64_t kNounBits = (uint64_t{1} << kFlagShift) - 1;

// How many nouns a value is, and the way there and back. A value that is not worth keeping has no parts.
template <class Value>
struct Parts;

template <>
struct Parts<Noun> {
  static constexpr size_t kCount = 1;
  static std::array<Noun, 1> of(Noun value) { return {value}; }
  static bool make(std::span<const Noun> parts, Noun& value) {
    value = parts[0];
    return true;
  }
};

// Only yes. A refusal says which of the types inside of each other did not fit, and that depends on what is known not
// to; so what is kept must not be known.
template <>
struct Parts<bool> {
  static constexpr size_t kCount = 1;
  static std::array<Noun, 1> of(bool value) { return {value ? kYes : Noun::none()}; }
  static bool make(std::span<const Noun> parts, bool& value) {
    value = true;
    return parts[0] == kYes;
  }
};

template <>
struct Parts<Minted> {
  static constexpr size_t kCount = 2;
  static std::array<Noun, 2> of(const Minted& value) { return {value.type, value.formula}; }
  static bool make(std::span<const Noun> parts, Minted& value) {
    value = {parts[0], parts[1]};
    return true;
  }
};

template <>
struct Parts<Mulled> {
  static constexpr size_t kCount = 2;
  static std::array<Noun, 2> of(const Mulled& value) { return {value.type, value.home}; }
  static bool make(std::span<const Noun> parts, Mulled& value) {
    value = {parts[0], parts[1]};
    return true;
  }
};

template <>
struct Parts<Port> {
  static constexpr size_t kCount = 4;
  static std::array<Noun, 4> of(const Port& value) {
    return {Noun::direct(static_cast<uint64_t>(value.kind)), value.vein, value.a, value.b};
  }
  static bool make(std::span<const Noun> parts, Port& value) {
    value = {static_cast<Port::Kind>(parts[0].direct_value()), parts[1], parts[2], parts[3]};
    return parts[0].is_direct() && parts[0].direct_value() <= static_cast<uint64_t>(Port::Kind::never);
  }
};

}  // namespace

void Ut::begin_round() {
  asking_.begin();
  for_answers(*this, [](auto& table) { table.begin(); });
}

size_t Ut::answered() const {
  size_t count = 0;
  for_answers(*this, [&](const auto& table) { count += table.size(); });
  return count;
}

// An answer that is kept spares the asking of all that computing it asked. So only those are kept which were asked by
// the computing of what is not: a tenth or so.
std::vector<Noun> Ut::answers(const std::function<bool(Noun)>& wanted, size_t& left_out) const {
  std::vector<Noun> parts;
  const auto take = [&]<size_t N, class Value>(const Key<N>& k, const Value& value) {
    parts.clear();
    parts.push_back(Noun::direct(k.words[0] >> kFlagShift));
    parts.push_back(Noun::from_word(k.words[0] & kNounBits));
    for (size_t i = 1; i < N; ++i) parts.push_back(Noun::from_word(k.words[i]));
    for (const Noun part : Parts<Value>::of(value)) parts.push_back(part);
  };
  std::vector<bool> can_keep(asking_.count() + 1), asked(asking_.count() + 1);
  for_answers(*this, [&](const auto& table) {
    table.visit_asked([&](Asking::Id id, const auto& k, const auto& value) {
      take(k, value);
      can_keep[id] =
          std::all_of(parts.begin(), parts.end(), [&](Noun noun) { return !noun.is_none() && wanted(noun); });
    });
  });
  for (const auto& [asker, id] : asking_.edges()) asked[id] = asked[id] || !can_keep[asker];
  left_out = static_cast<size_t>(std::count(can_keep.begin() + 1, can_keep.end(), false));
  std::vector<Noun> nouns;
  for_answers(*this, [&](const auto& table) {
    const size_t counted = nouns.size();
    uint64_t count = 0;
    nouns.push_back(kNull);
    table.visit_asked([&](Asking::Id id, const auto& k, const auto& value) {
      if (!can_keep[id] || !asked[id]) return;
      take(k, value);
      nouns.insert(nouns.end(), parts.begin(), parts.end());
      ++count;
    });
    nouns[counted] = Noun::direct(count);
  });
  GALENA_CHECK(std::all_of(nouns.begin(), nouns.end(), [&](Noun noun) { return arena_.owns(noun); }));
  return nouns;
}

bool Ut::learn(std::span<const Noun> nouns) {
  has_learned_ = true;
  bool valid = true;
  for_answers(*this, [&]<size_t N, class Value>(Answers<N, Value>& table) {
    constexpr size_t kSize = 1 + N + Parts<Value>::kCount;
    valid = valid && !nouns.empty() && nouns[0].is_direct() && nouns[0].direct_value() <= nouns.size() / kSize;
    if (!valid) return;
    const uint64_t count = nouns[0].direct_value();
    nouns = nouns.subspan(1);
    if (count * kSize > nouns.size()) {
      valid = false;
      return;
    }
    table.reserve(count);
    for (uint64_t i = 0; i < count; ++i, nouns = nouns.subspan(kSize)) {
      Key<N> k;
      for (size_t j = 0; j < N; ++j) k.words[j] = nouns[1 + j].word();
      Value value;
      if (!nouns[0].is_direct() || nouns[0].direct_value() > 7 || k.words[0] > kNounBits ||
          !Parts<Value>::make(nouns.subspan(1 + N, Parts<Value>::kCount), value)) {
        valid = false;
        return;
      }
      k.words[0] |= nouns[0].direct_value() << kFlagShift;
      GALENA_CHECK(owns(k) && owns(value));
      table.add(k, value);
    }
  });
  return valid && nouns.empty();
}

void Ut::forget() {
  has_learned_ = false;
  for_answers(*this, [](auto& table) { table.clear(); });
}

}  // namespace galena::hoon
