// Jets: C++ in place of an arm's Nock, tied to it by label path and battery.
//
// A core is registered when a `%fast` hint wraps its making: the clue `[name parent hooks]` gives its name and where in
// it its parent lies (a formula `[0 axis]`, or `[1 0]` for a root). Its label path is the parent's path and its name;
// the root's name is left out of paths in the table, so that "one/add" is the same arm under any kernel root.
// A jet answers a call when the core that is kicked has the registered battery, and so has its parent, up to the root,
// which must be equal as a whole. Names alone never match anything.
//
// Whose labels count: those of a library. A registry is open while one is put together, and then believes every hint: a
// kernel in a pier, and `galena nock`, bring theirs along, so for them it stays open. Who goes on to run somebody's
// program closes it: from then on a core is registered if its battery is part of that of its parent, as it is where an
// arm of the library makes it. A root, or a core of the program's own, has no jets then, whatever it calls itself.
//
// A jet has exactly the meaning of its Nock, the trace of a crash included. Where it cannot tell, or where the Nock
// crashes and would say why, it declines and the Nock runs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena {

class Machine;
class Strand;
struct Code;
struct NativeJet;

// A jet that needs no Nock run. Takes the kicked core; yields the product, or one of these. May allocate and throw
// OutOfMemory.
using JetFunction = Noun (*)(Machine& machine, Noun core);
inline constexpr Noun kDecline = Noun::none();
// A crash without a trace of its own: for samples on which the Nock would never end.
inline constexpr Noun kFail = Noun::from_word(3);
// The Nock crashes, at the end of a long recursion of the arm. It runs; where it comes to the arm again, that is run on
// `JetRegistry::shorter`, which crashes in the same way after fewer turns.
inline constexpr Noun kFailShorter = Noun::from_word(5);

// What a native frame wants next.
struct Step {
  enum class Kind : uint8_t {
    done,     // return `a`
    nock,     // run formula `b` on subject `a`, and step again with the product
    kick,     // pull arm `axis` of core `a`, jets included, and step again with the product
    native,   // run the native frame `jet` on `a`, and step again with the product
    fail,     // crash
    decline,  // at the first step only: run the Nock of the arm instead
    replace,  // end this frame by running formula `b` on subject `a` in its place, which runs nothing again
  };
  Kind kind;
  Noun a;
  Noun b;
  uint64_t axis = 2;
  const NativeJet* jet = nullptr;

  static Step done(Noun product) { return {Kind::done, product, {}}; }
  static Step nock(Noun subject, Noun formula) { return {Kind::nock, subject, formula}; }
  static Step kick(Noun core, uint64_t arm) { return {Kind::kick, core, {}, arm}; }
  static Step native(const NativeJet& jet, Noun argument) { return {Kind::native, argument, {}, 2, &jet}; }
  static Step fail() { return {Kind::fail, {}, {}}; }
  static Step decline() { return {Kind::decline, {}, {}}; }
  static Step replace(Noun subject, Noun formula) { return {Kind::replace, subject, formula}; }
};

// A jet that calls back into Nock: a state machine in a frame of its own on the strand's stack. `r` are its registers,
// all nouns and all roots: r[1] is the state, 0 at the first step; r[2] the kicked core (or whatever it was asked to
// run on); r[3], at the first step, the formula of the arm; the rest 0. All but r[0] are free for use. `result` is the
// product of the Nock last asked for. A step may allocate; it must keep what it needs in registers, since a collection
// may happen before the next step.
struct NativeJet {
  uint16_t registers;  // count, from 4
  Step (*step)(Strand& strand, Noun* r, Noun result);
  // What it runs its Nock interprets, and does not call: so that is checked (--check-jets) where the jet runs it.
  bool interprets = false;
};

// What a jet computes, where compiled code can do it in a few instructions: on direct atoms with a direct product. The
// sample is [a b], or a for `dec`.
enum class Arithmetic : uint8_t { none, add, sub, mul, div, mod, dec, lth, lte, gth, gte };

// One row of the jet table: exactly one of `function` and `native` is set.
struct Jet {
  std::string_view path;  // labels from below the root, "two/in/put"
  uint64_t axis;          // of the arm in its core; 2 for a gate
  JetFunction function = nullptr;
  const NativeJet* native = nullptr;
  Arithmetic arithmetic = Arithmetic::none;
  // The last kelvin of the language, which count down, whose library has this arm: under the root of a later one, whose
  // label is `k` and its number, there is another of that name.
  uint64_t last_kelvin = 0;
};

// A battery that was registered with a `%fast` hint.
struct CoreRecord {
  std::string path;  // below the root; empty for a root
  std::string root;  // the root's label, such as "k138"
  Noun battery;      // a root; for a root core, the whole core
  const CoreRecord* parent = nullptr;
  uint64_t parent_axis = 0;
  bool of_library = false;  // the battery lies in an arena beside the state
  // The last nouns that matched: mostly the same words again, and a walk through equal ones may be long. A battery and
  // its copy in an arena, say, stay two.
  mutable Noun known_battery = Noun::none(), known_parent = Noun::none();
};

struct JetSite {
  uint64_t axis;
  const CoreRecord* core;
  const Jet* jet;
};

// Whether there are `%fast` hints in a noun, as there are in the batteries of a library. Of a large one, in a million
// nouns of it.
bool has_labels(Noun noun);

// The jet state of one machine.
class JetRegistry {
 public:
  struct Options {
    bool enabled = true;
    std::vector<std::string> disabled;  // paths, with or without the root label
  };
  JetRegistry(std::span<const Jet> table, Options options);

  // The library is there: what is registered from now on, it makes.
  void close() { closed_ = true; }

  // Acts on a `%fast` hint: under each name that its parent has by then.
  // Anything malformed or without a registered parent is ignored, as the hint is only advice.
  // False if a core with the same battery and clue may fare otherwise: this one's parent is not registered.
  bool register_core(Machine& machine, Noun core, Noun clue);
  // The axis of the parent in a core registered under `clue`: 1 for a root, 0 where the clue is malformed.
  static uint64_t parent_axis_of(Noun clue);
  // Whether a core registered under `clue` may have jets.
  bool may_name(Noun clue) const;
  // Whether `battery`, of a root core the whole core, is that of `record`.
  static bool has_battery(Heap& heap, const CoreRecord& record, Noun battery);
  // Whether `core` is one of `record`: batteries up to the root.
  bool matches(Heap& heap, const CoreRecord& record, Noun core) const;
  // The records that `core` matches, up to four: it may have been named more than once.
  std::vector<const CoreRecord*> find_all(Heap& heap, Noun core) const;
  // One of them, or null.
  const CoreRecord* find(Heap& heap, Noun core) const;

  // Whether the row of this path, without a root label, is in use.
  bool has(std::string_view path) const;

  // What jets keep while a computation runs.
  // A list: what the products of calls that have returned rely on.
  Noun relied;
  // [[subject formula] tone]: what the next virtual machine comes to, if it is asked for this; it has run already.
  Noun tone;
  // The core that goes with kFailShorter. Not scanned.
  Noun shorter;
  void forget_computation() { relied = tone = Noun::zero(); }

  // What has been registered, as a noun that another machine can take over: for a state that was not made by running
  // its hints again. A list of [path root battery parent axis]; `parent` is a place in the list, from 1, or 0.
  Noun save(Heap& heap) const;
  Noun save(Arena& arena) const;
  // Registers what is not known yet; false, with a part registered, if the noun is not of that shape. What is not of
  // the heap lies where `whose` says: in the state's image, or in an arena beside the state.
  enum class Whose : uint8_t { state, library };
  bool restore(Machine& machine, Noun saved, Whose whose = Whose::library);
  // Changes whenever what `save` yields does.
  uint64_t version() const { return version_; }

  void visit(Heap::Scanner& scanner);
  const std::vector<std::unique_ptr<CoreRecord>>& records() const { return records_; }

 private:
  bool disabled(const CoreRecord& record) const;
  // Whether a closed registry takes a record that is not known to it: the library makes it, and a row may need it.
  bool believes(const CoreRecord& record) const;
  enum class Belief : uint8_t { looks, blind };
  // Adds `record`, whose core has the battery `battery`, unless it is known; yields it or its equal, or null where it
  // is not believed.
  const CoreRecord* add(Machine& machine, std::unique_ptr<CoreRecord> record, Noun battery, Belief belief);
  template <class Space>
  Noun save_in(Space& space) const;

  std::unordered_multimap<std::string_view, const Jet*> table_;
  Options options_;
  bool closed_ = false;
  uint64_t version_ = 0;
  std::vector<std::unique_ptr<CoreRecord>> records_;
  std::unordered_multimap<uint32_t, CoreRecord*> by_battery_;  // by mug; roots by the mug of their battery too
};

}  // namespace galena
