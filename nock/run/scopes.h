// What hints around the computation ask for while their bodies run: `%loop`, `%jinx`, `%spin`.
//
// A scope is entered when a hint's body begins and left when it ends, innermost first, as frames are; a failure leaves
// all of those above the frame where it ends. They are few and rare: compiled code leaves such hints to the
// interpreter.
//
// To enter costs a hash of the subject for a `%loop`, a look at the clock for a `%jinx`. Nothing here runs Nock. To
// enter may throw OutOfMemory; then nothing has been entered.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "nock/base/alarm.h"
#include "nock/base/limits.h"
#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena {

class Machine;

class Scopes {
 public:
  explicit Scopes(Machine& machine);

  // Each for a hint in the frame at `fp`. False: there is nothing to leave.
  //
  // `gates`: the scry gates around; the same question in another world is another one. None: the computation of
  // `formula` on `subject` is under way in this world already, and so never ends.
  enum class Entered : uint8_t { nothing, scope, cycle };
  Entered enter_loop(const Noun* fp, Noun subject, Noun formula, Noun gates);
  // `time`: in units of 2^-64 seconds; what is no atom, or 0, limits nothing.
  Entered enter_limit(const Noun* fp, Noun time);
  Entered enter_label(const Noun* fp, Noun label);
  // The innermost one, which is of the frame at `fp`.
  void leave(const Noun* fp);
  // Those of frames above `fp`.
  void unwind(const Noun* fp) {
    while (!scopes_.empty() && scopes_.back().fp > fp) pop();
  }
  // An evaluation begins, or is over.
  void clear();
  bool empty() const { return scopes_.empty(); }
  // A limit has been passed since `clear`.
  bool has_rung() const { return rung_; }

  void visit(Heap::Scanner& scanner);

 private:
  using Time = Alarm::Time;
  enum class Kind : uint8_t { loop, limit, label };
  static constexpr size_t kNone = SIZE_MAX;
  struct Scope {
    Kind kind;
    const Noun* fp;
    Noun a, b, gates;               // of a loop, its subject, formula and world; of a label, its text
    uint64_t hash = 0;              // of a loop
    size_t before = kNone;          // of a loop, the one before it with this hash; of a label, the one around it
    std::optional<Time> time = {};  // of a limit, when it or one around it is passed
  };

  void push(Scope scope);
  void pop();
  std::optional<Time> time() const;
  void show_label() const;

  Machine& machine_;
  Scratch<Scope> scopes_;
  // By hash, the innermost one.
  std::unordered_map<uint64_t, size_t, std::hash<uint64_t>, std::equal_to<>, Counted<std::pair<const uint64_t, size_t>>>
      loops_;
  size_t label_ = kNone;  // the innermost one
  std::atomic<bool> rung_ = false;
  std::optional<Alarm> alarm_;
};

}  // namespace galena
