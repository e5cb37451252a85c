// What an analysis chose by what had been compiled and had run by then.
//
// An analysis of the same formula, on a subject with the same known parts, that is given the choices of an earlier one
// comes to the same graph whatever has been compiled since, so that the code of that run is found on disk.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "nock/jit/shape.h"
#include "nock/noun/noun.h"

namespace galena::jit {

struct Choices {
  struct Guard {
    uint64_t axis;  // of a part of the subject that is known
    uint32_t mug;   // of what is there
    bool operator==(const Guard&) const = default;
  };
  std::vector<Guard> guards;  // by axis
  std::vector<uint8_t> made;  // in the order in which they came up, each behind a byte of what it is about
  bool operator==(const Choices&) const = default;
};

// Whether `choices` were made for subjects like this.
bool fit(const Choices& choices, Noun subject);

// Choices as bytes, and back; of other bytes, choices that fit nothing.
std::vector<uint8_t> serialise(const Choices& choices);
// Foreign bytes: fuzz_choices.
Choices parse_choices(std::span<const uint8_t> bytes);

// The choices of a round of an analysis, each of them repeated, as long as what was asked then is asked now, or made
// anew; recorded in either case. Once something else is asked, nothing more is repeated.
class ChoiceLog {
 public:
  // Forgets what was recorded; `again` is repeated from its beginning, unless it is null, and lives until then.
  void begin(const Choices* again);

  // A byte about the function of `formula`, a constant: what was chosen before, or what `now` says.
  template <class Now>
  uint8_t byte(const Noun* formula, Now now) {
    ask(formula);
    made_.push_back(repeats() ? again_->made[repeated_++] : now());
    return made_.back();
  }
  // A shape for a function of `formula`, where `wanted` is what it would be called with: null for that itself.
  template <class Now>
  const Shape* shape(const Noun* formula, const Shape* wanted, Shapes& shapes, Now now) {
    ask(formula);
    const Shape* chosen = nullptr;
    if (!repeat(wanted, shapes, chosen)) chosen = now();
    record(chosen);
    return chosen;
  }

  // Whether it was given choices, and all that was asked is what they have.
  bool has_repeated_all() const { return again_ != nullptr && repeated_ == again_->made.size(); }
  std::vector<uint8_t> take() { return std::exchange(made_, {}); }

 private:
  bool repeats();
  void ask(const Noun* formula);
  bool repeat(const Shape* wanted, Shapes& shapes, const Shape*& chosen);
  // The parts of a shape: null where that does not fit `wanted`.
  const Shape* repeated_parts(const Shape* wanted, Shapes& shapes);
  void record(const Shape* shape);

  const Choices* again_ = nullptr;  // being repeated
  size_t repeated_ = 0;             // of its choices
  std::vector<uint8_t> made_;
};

}  // namespace galena::jit
