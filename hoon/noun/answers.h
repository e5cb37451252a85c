// Memo tables of the compiler: from a few nouns of one arena to whatever was computed from them.
//
// Arena nouns are equal when their words are, so a key is a handful of words and looking up is one probe.
//
// The first word of a key is a noun, perhaps with flags in its top bits (see tagged); the others are nouns as they are.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "nock/base/check.h"
#include "nock/base/large_pages.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

template <size_t N>
struct Key {
  std::array<uint64_t, N> words;
  bool operator==(const Key&) const = default;
};

inline Key<2> key(Noun a, Noun b) {
  return {{a.word(), b.word()}};
}

// A flag beside a type: the words of types are direct terms of four letters or addresses, so the top bits are free.
inline constexpr int kFlagShift = 61;
inline uint64_t tagged(Noun type, uint64_t flag) {
  GALENA_CHECK(type.word() >> kFlagShift == 0 && flag <= 1);
  return type.word() | flag << 63;
}

struct KeyHash {
  using is_avalanching = void;
  template <size_t N>
  size_t operator()(const Key<N>& k) const {
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (const uint64_t word : k.words) {
      const __uint128_t product = static_cast<__uint128_t>(h ^ word) * 0xd1b54a32d192ed03u;
      h = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
    }
    return h;
  }
};

template <size_t N, class Value>
using Memo = boost::unordered_flat_map<Key<N>, Value, KeyHash, std::equal_to<Key<N>>,
                                       LargePages<std::pair<const Key<N>, Value>>>;

// What is noted of the asking of questions, while a round of it lasts: which was asked by the computing of which.
class Asking {
 public:
  using Id = uint32_t;  // a question that was asked in this round; kNobody: who began it
  static constexpr Id kNobody = 0;

  bool noting() const { return noting_; }
  uint32_t round() const { return round_; }
  // From outside of any question.
  void begin() {
    GALENA_CHECK(asker_ == kNobody);
    ++round_;
    noting_ = true;
    next_ = asker_ = kNobody;
    edges_.clear();
  }
  void end() { noting_ = false; }
  // Whatever was being computed is not any more.
  void ask_nothing() { asker_ = kNobody; }

  Id fresh() {
    GALENA_CHECK(noting_ && next_ != UINT32_MAX);
    return ++next_;
  }
  size_t count() const { return next_; }
  // The question `id` was asked, by what is being computed.
  void note(Id id) {
    GALENA_CHECK(id != kNobody && id <= next_ && asker_ <= next_);
    if (edges_.empty() || edges_.back() != std::pair{asker_, id}) edges_.emplace_back(asker_, id);
  }
  // [who asked, what was asked], in order.
  std::span<const std::pair<Id, Id>> edges() const { return edges_; }

  // The computing of an answer, from the question on.
  class Scope {
   public:
    explicit Scope(Asking& asking) : asking_(asking), outer_(asking.asker_) {
      if (!asking.noting_) return;
      id_ = asking.fresh();
      asking.note(id_);
      asking.asker_ = id_;
    }
    ~Scope() {
      GALENA_CHECK(id_ == kNobody || asking_.asker_ == id_);
      asking_.asker_ = outer_;
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Id id() const { return id_; }

   private:
    Asking& asking_;
    Id outer_;
    Id id_ = kNobody;
  };

 private:
  bool noting_ = false;
  uint32_t round_ = 0;
  Id next_ = kNobody, asker_ = kNobody;
  std::vector<std::pair<Id, Id>> edges_;
};

// Whether two answers to one question are the same.
template <class Value>
bool same_answer(const Value& a, const Value& b) {
  return a == b;
}

// A memo that can say which of its entries were asked for in a round. Costs a word an entry.
template <size_t N, class Value>
class Answers {
 public:
  using value_type = Value;

  explicit Answers(Asking& asking) : asking_(asking) {}

  // The value under `k`; null if there is none.
  const Value* find(const Key<N>& k) {
    const auto it = table_.find(k);
    if (it == table_.end()) return nullptr;
    Entry& entry = it->second;
    if (asking_.noting()) [[unlikely]] {
      if (entry.round != asking_.round()) {
        entry.round = asking_.round();
        entry.id = asking_.fresh();
        asked_.push_back(k);
      }
      asking_.note(entry.id);
    }
    return &entry.value;
  }
  // What is there already stays. `id`: of the question, where it has one.
  void add(const Key<N>& k, const Value& value, Asking::Id id) {
    const bool noted = id != Asking::kNobody;
    const auto [it, is_new] = table_.emplace(k, Entry{value, noted ? asking_.round() : 0, id});
    GALENA_CHECK(is_new || same_answer(it->second.value, value));
    if (is_new && noted) asked_.push_back(k);
  }
  void add(const Key<N>& k, const Value& value) { add(k, value, Asking::kNobody); }
  void reserve(size_t more) { table_.reserve(table_.size() + more); }
  void erase(const Key<N>& k) { table_.erase(k); }
  void clear() { table_.clear(); }
  size_t size() const { return table_.size(); }

  void begin() { asked_.clear(); }
  size_t asked() const { return asked_.size(); }
  // Calls `visit(id, key, value)` for what was asked in this round, in the order in which it was asked first.
  template <class Visit>
  void visit_asked(const Visit& visit) const {
    for (const Key<N>& k : asked_) {
      const auto it = table_.find(k);
      if (it != table_.end() && it->second.round == asking_.round()) visit(it->second.id, k, it->second.value);
    }
  }

 private:
  struct Entry {
    Value value;
    uint32_t round;
    Asking::Id id;
  };
  Asking& asking_;
  Memo<N, Entry> table_;
  std::vector<Key<N>> asked_;
};

}  // namespace galena::hoon
