// The way from the root of a syntax tree with spots to the expression at a spot, and what can be told from it: where a
// type was asked for, where a name was bound, and what to leave out so that the rest can be compiled.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "nock/noun/arena.h"

namespace galena::tools {

// An AST is a tree of cells: a step goes from one to its head or tail. The [%dbug spot hoon] at the end is `target`.
class SyntaxPath {
 public:
  // The way to the outermost [%dbug spot ...] of `ast`; nullopt where there is none. Spots of one source nest, so only
  // what lies around the place is searched.
  static std::optional<SyntaxPath> find(Noun ast, Noun spot);

  // [%dbug spot hoon]
  Noun target() const { return target_; }

  // The tree without the piece that keeps the target from being compiled: a crash stands in its place. The piece is the
  // nearest around the target whose type is stated (the body of a cast, the value of a face with a type), or else the
  // nearest arm of a core, whichever is the smaller.
  struct Pruned {
    Noun ast;
    bool keeps_type;  // what depends on the piece sees the same type as before
  };
  std::optional<Pruned> prune(Arena& arena) const;

  // The test that decides whether the target runs.
  struct Test {
    Noun hoon;    // ?: and its kin, as parsed
    Noun spot;    // none() where it has none
    int branch;   // 1 for the target in the first branch, 2 in the second or another; 0 where that is not known
    Noun tested;  // a thing that is no wing and was bound to be tested; else none()
  };
  // The nearest around the target, or the target itself.
  std::optional<Test> test_around() const;

  // Whether the target is a part of the type that `;;` makes sure of.
  bool is_in_mould_of_cast() const;

  // The spot of the cast, or of the type on a face, that the target's product must fit, or none().
  Noun asked_by() const;

  // Where the name that the target consists of is bound around it by =/, =; or =+ or a sample: the spot of the value or
  // type, or none().
  Noun bound_at() const;

 private:
  struct Step {
    Noun cell;
    bool tail;
  };
  static bool descend(Noun ast, Noun spot, SyntaxPath& path);
  // Whether each step leads to where the next one starts. In time of the path's length.
  bool is_connected() const;

  // What step `index` leads to; what it starts from is steps_[index].cell.
  Noun child(size_t index) const { return index + 1 < steps_.size() ? steps_[index + 1].cell : target_; }
  // Whether the steps from `index` on are these: 'h' to the head, 't' to the tail.
  bool goes(size_t index, const char* way) const;
  // The number of the step that leads to an arm's hoon, where steps_[index].cell is a core with that arm.
  std::optional<size_t> arm_of(size_t index) const;
  Noun replace(Arena& arena, size_t index, Noun with) const;

  std::vector<Step> steps_;
  Noun target_;
};

// Whether a noun is a spot as parsers make them: [path [line column] [line column]], counted from 1 and in order. One
// in a trace need not be: programs make their own.
bool is_spot(Noun noun);

// The hoon inside of spots and notes.
Noun without_marks(Noun hoon);

}  // namespace galena::tools
