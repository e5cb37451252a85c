// Compiled code of earlier runs, and what is left for later ones, where the options of the machine say.
//
// Three kinds of entries, each under a key of its own:
//
//      objects  of a graph, under the bytes of the graph and all that its code depends on (Worker)
//      seen     which formulas were compiled, all in one entry: worth looking for early
//      choices  what led to a graph of a formula (ir.h), up to `kMaxChoices` for different known parts of its subject
//
// These are foreign bytes, and objects are run. What is checked, and where:
//
//      key      by hoon/desk/store.h: a file holds its key, in which the build of the program is, and the digest of its
//               content
//      owner    by the same: a file of somebody else, or one that others may write to, is as good as absent, whoever
//               may write to the folder
//      form     here: objects fill their entry and are ELF (object_file.h). What does not link (linker.h) is compiled
//               anew. Choices are read to their end and followed as far as they fit: others lead to another graph of
//               the same formula. What was seen are words; one too many has a formula looked for in vain
//
// A machine that is not the command's has to be given functions (machine.h) that keep to the first two. Nothing
// protects from objects that are of this form and this user, under their key, and not what was saved.
//
// Any thread; loads and saves are made one at a time. Keys are made on the machine's thread: they read nouns. Costs as
// much as the disk does. Errors are absence.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "nock/base/digest.h"
#include "nock/jit/choices.h"
#include "nock/jit/object_file.h"
#include "nock/jit/shape.h"
#include "nock/run/machine.h"

namespace galena::jit {

class CodeStore {
 public:
  static constexpr int kMaxChoices = 4;

  // Refers to `options`.
  explicit CodeStore(const MachineOptions& options) : options_(options) {}

  // The process is about to end: nothing more is saved, and nothing is left there half. Whoever comes later waits, for
  // that end.
  void abandon() { mutex_.lock(); }

  // Whether there is anything to load from.
  bool loads() const { return static_cast<bool>(options_.load_code); }

  // ---- keys ----
  static Digest seen_key(Noun formula);
  // Of the set `number`, from 0, of choices for a formula: for subjects of `shape`, or any if that is null; `any_atoms`
  // as in Graph::any_atoms.
  static Digest choices_key(Noun formula, const Shape* shape, bool any_atoms, int number);

  // ---- what earlier runs have left ----
  // Whether one has compiled `formula`. Reads the disk the first time.
  bool found(Noun formula);
  std::optional<Choices> choices(Digest key);
  std::optional<Objects> objects(Digest key);

  // ---- for later runs ----
  void save_objects(Digest key, const Objects& objects);
  // Of several processes that do so at once, one may be forgotten: what it has seen is seen again.
  void save_seen(Digest key);
  void save_choices(Digest key, const Choices& choices);

 private:
  std::optional<std::vector<uint8_t>> load(Digest key);
  void save(Digest key, std::span<const uint8_t> bytes);

  // With `mutex_` held: what is on disk.
  std::vector<uint64_t> load_seen();

  // Formulas that are remembered, those that were compiled last: a few hundred KB.
  static constexpr size_t kMaxSeen = size_t{1} << 15;

  const MachineOptions& options_;
  std::mutex mutex_;  // around the functions of `options_`, and what follows
  bool looked_ = false;
  std::unordered_set<uint64_t> seen_;
};

}  // namespace galena::jit
