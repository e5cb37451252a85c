// How the compiler refuses a program: one table of everything a refusal can say, and the exception that carries it to
// the entry point of the compiler.
//
// A refusal is a kind plus the frames that lie around the place where it happened, innermost first, exactly as the
// reference stacks its messages: ["nest-fail" "-have.@ud" "-need.@ux" "mint-nice"]. Kinds and frames share one table,
// because the innermost message of a refusal is its kind and some messages (wrap, crop, -tack) are frames that become
// the kind when the reference fails below them without a message of its own.
//
// An error carries nouns (a wing, a type, a hoon), never text: throwing costs no printing, so that code that tries and
// gives up may throw freely. Text is made by whoever shows the error (see doc/diagnostics.md).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "nock/noun/noun.h"

namespace galena::hoon {

// What the nouns `a` and `b` of a frame are, so that a printer needs no switch over the kinds.
enum class Detail : uint8_t {
  none,    // both 0; of `nest_fail`, a and b: the whole types that were needed and found
  wing,    // a: wing; of `find`, b: the type it was looked for in
  type,    // a: type
  hoon,    // a: hoon
  term,    // a: term
  terms,   // a: list of terms
  tape,    // a: tape
  spot,    // a: spot, [path [line column] [line column]]
  place,   // a: line, b: column, both from 1, as atoms
  counts,  // a: expected, b: found, as atoms
};

enum class Role : uint8_t {
  failure,  // says why a program is refused
  context,  // says where, or shows a type or a hoon that took part
};

// X(id, name, role, detail, meaning). `name` is the message of the reference; a name in angle brackets is ours, for a
// failure that the reference does not name. `meaning` is one line for developers.
// clang-format off
#define GALENA_HOON_ERRORS(X)                                                                                         \
  /* text */                                                                                                          \
  X(syntax, "syntax error", failure, place, "the text is no Hoon; the place is the furthest the parser got")        \
  X(underflow, "decrement-underflow", failure, none, "a date or span of time for which the parser counts below 0")  \
  /* types that do not fit */                                                                                         \
  X(nest_fail, "nest-fail", failure, none, "the type that was found does not nest under the one that was needed")   \
  X(have, "-have", context, type, "the type that was found")                                                        \
  X(need, "-need", context, type, "the type that was needed")                                                       \
  X(mint_nice, "mint-nice", context, none, "while checking an expression against the type it must have")            \
  X(mull_nice, "mull-nice", context, none, "the same check, inside a wet gate")                                     \
  X(mull_grow, "mull-grow", context, none, "while checking a core inside a wet gate")                               \
  X(atom_mismatch, "atom-mismatch", failure, none, "a pattern tests for an aura that the atom cannot have")         \
  /* names */                                                                                                         \
  X(find, "-find", failure, wing, "no such name in the subject")                                                    \
  X(find_fork, "find-fork", failure, none, "the name means different things in the cases of a fork")                \
  X(fend_fragment, "fend-fragment", failure, none, "the wing must be a leg here, and it is an arm or is computed")  \
  X(tack, "-tack", failure, wing, "an edit of a wing that does not resolve to a place that can be edited")          \
  X(wing_edit, "hoon", failure, none, "changes (a %= list) on a wing that is a computed alias")                     \
  X(feel_oops, "%oops-guess-you-needed-feel-after-all", context, none, "in a pattern that looks at another wing")   \
  /* code that cannot run */                                                                                          \
  X(mint_vain, "mint-vain", failure, none, "this code can never be reached")                                        \
  X(mint_lost, "mint-lost", failure, none, "a switch does not cover every case")                                    \
  X(lost, "-lost", context, type, "the case that is not covered")                                                   \
  X(mint_open, "mint-open", failure, none, "an expression that cannot be compiled")                                 \
  X(play_open, "play-open", failure, none, "an expression that has no type")                                        \
  X(mull_open, "mull-open", failure, none, "an expression that cannot be in a wet gate")                            \
  X(hoon, "-hoon", context, hoon, "the expression")                                                                 \
  /* wet gates */                                                                                                     \
  X(mull_none, "mull-none", failure, none, "a wet gate is checked against an impossible subject")                   \
  X(mull_skip, "mull-skip", failure, none, "a switch inside a wet gate does not cover every case")                  \
  X(mull_bonk_a, "mull-bonk-a", failure, none, "a ?= in a wet gate needs other code for the caller's types")        \
  X(mull_bonk_b, "mull-bonk-b", failure, none, "a branch in a wet gate is impossible in its definition only")       \
  X(mull_bonk_c, "mull-bonk-c", failure, none, "an else in a wet gate is impossible in its definition only")        \
  X(mull_bonk_f, "mull-bonk-f", failure, none, "a !@ in a wet gate decides otherwise for the caller's types")       \
  X(mull_bonk_x, "mull-bonk-x", failure, none, "a ?# in a wet gate needs other code for the caller's types")        \
  X(wet_loop, "<wet-loop>", failure, none, "a wet gate calls itself with ever new types")                           \
  X(if_z, "if-z", context, none, "in a branch of a wet gate that the caller's types make impossible")               \
  X(if_a, "if-a", context, none, "in an else of a wet gate that the caller's types make impossible")                \
  X(redo_match, "%redo-match", failure, none, "the names in the sample do not fit those of the wet gate")           \
  /* cores */                                                                                                         \
  X(fire_core, "fire-core", failure, none, "an arm is called on something that is no core")                         \
  X(fire_type, "-fire-type", context, type, "the subject of the call")                                              \
  X(expected_fork_to_be_core, "expected-fork-to-be-core", context, none, "one case of the fork is no core")         \
  X(fork_type, "-fork-type", context, type, "the case that is no core")                                             \
  X(payload_block, "payload-block", failure, none, "the variance of the core hides this part of its payload")       \
  X(wrap, "wrap", failure, none, "only a gold core can become iron or zinc")                                        \
  X(core_nice, "core-nice", failure, none, "a core does not have the shape that the cast asks for")                 \
  X(core_number_of_chapters, "core-number-of-chapters", context, none, "the core has another number of chapters")   \
  X(unexpected_chapter, "unexpcted-chapter", failure, term, "the cast knows no chapter of this name")               \
  X(core_number_of_arms, "core-number-of-arms", context, counts, "the core has another number of arms")             \
  X(missing, "missing", context, terms, "arms that the cast asks for and the core lacks")                           \
  X(extra, "extra", context, terms, "arms of the core that the cast does not know")                                 \
  X(have_arms, "have", context, terms, "the arms of the core")                                                      \
  X(unexpected_arm, "unexpected-arm", failure, term, "the cast knows no arm of this name")                          \
  /* recursion in types */                                                                                            \
  X(fish_core, "fish-core", failure, none, "a test cannot tell cores apart")                                        \
  X(fish_loop, "fish-loop", failure, none, "a test against a recursive type would never end")                       \
  X(fuse_loop, "fuse-loop", failure, none, "narrowing by a recursive type would never end")                         \
  X(rest_loop, "rest-loop", failure, none, "the type of an expression depends on itself")                           \
  X(repo_fltt, "repo-fltt", failure, none, "a type that cannot be unfolded was to be unfolded")                     \
  X(crop, "crop", failure, none, "what a failed test leaves of a type cannot be computed")                          \
  X(hold_loop, "<hold-loop>", failure, none, "a type unfolds to ever new types, and to no value")                   \
  X(endless, "<endless>", failure, none, "the reference does not end on this program")                              \
  /* tests and constants */                                                                                           \
  X(test, "%test", context, wing, "in a test of this wing")                                                         \
  X(cove, "cove", failure, none, "a test, in a wet gate, of a wing that is computed")                               \
  X(rock, "<rock>", failure, none, "a constant is not of its aura: ~ is 0, a flag is 0 or 1")                       \
  /* macro expansion */                                                                                               \
  X(eror, "<eror>", failure, tape, "the parser left a message in the place of this expression")                     \
  X(loop, "%loop", failure, term, "a recursive structure refers to a name that is not around it")                   \
  X(empty_brbc, "<empty-brbc>", failure, none, "a |$ without parameters")                                           \
  X(open_mcsg, "open-mcsg", failure, none, "a ;~ without gates")                                                    \
  X(hoon_version, "hoon-version", failure, none, "the code is for another version of Hoon")                         \
  X(rake_hoon, "rake-hoon", failure, none, "a wing was expected, not a computation")                                \
  X(rusk_hoon, "rusk-hoon", failure, none, "a name was expected, not a wing")                                       \
  X(malformed, "<malformed>", failure, none, "a noun that is no hoon, spec or skin was given to the compiler")      \
  /* limits and the rest */                                                                                           \
  X(bail, "<bail>", failure, none, "the reference fails here without a message")                                    \
  X(too_deep, "<too-deep>", failure, none, "the program or a type nests deeper than the compiler's stack allows")   \
  X(out_of_memory, "<out-of-memory>", failure, none, "the compiler ran into its memory limit")                      \
  X(interrupted, "<interrupted>", failure, none, "the compilation was cancelled or ran out of time")                \
  X(spot, "-spot", context, spot, "where in the source this happened")                                              \
  X(sgzp, "-sgzp", context, type, "a type that the program asked to see with ~!")
// clang-format on

enum class ErrorKind : uint8_t {
#define X(id, name, role, detail, meaning) id,
  GALENA_HOON_ERRORS(X)
#undef X
};

struct ErrorInfo {
  std::string_view id;  // the enumerator: stable, for tests and documentation
  std::string_view name;
  Role role;
  Detail detail;
  std::string_view meaning;
};

inline constexpr ErrorInfo kErrorTable[] = {
#define X(id, name, role, detail, meaning) {#id, name, Role::role, Detail::detail, meaning},
    GALENA_HOON_ERRORS(X)
#undef X
};
inline constexpr size_t kErrorCount = sizeof(kErrorTable) / sizeof(kErrorTable[0]);

constexpr const ErrorInfo& info(ErrorKind kind) {
  return kErrorTable[static_cast<size_t>(kind)];
}

// Whether a refusal says that the compiler gave up, and nothing of the program.
constexpr bool is_limit(ErrorKind kind) {
  return kind == ErrorKind::wet_loop || kind == ErrorKind::hold_loop || kind == ErrorKind::too_deep ||
         kind == ErrorKind::out_of_memory || kind == ErrorKind::interrupted;
}

// One message: a kind and the nouns it shows. They are of the compiler's arena and live as long as it does.
struct Frame {
  ErrorKind kind;
  Noun a = Noun::zero();
  Noun b = Noun::zero();
};

// A refused program. Thrown inside the compiler only; its entry points turn it into a value.
struct CompileError {
  ErrorKind kind;
  Noun a = Noun::zero();
  Noun b = Noun::zero();
  // What lay around the failure, innermost first. Filled while the stack unwinds, so an error that is caught close to
  // where it was thrown allocates nothing.
  std::vector<Frame> trace = {};
};

[[noreturn]] inline void refuse(ErrorKind kind, Noun a = Noun::zero(), Noun b = Noun::zero()) {
  throw CompileError{kind, a, b};
}

// Runs `body`; a refusal that comes out of it gets the frame that `frame()` returns. Free when nothing is thrown: the
// frame, and the types shown in it, are computed only then. A refusal without a message (`bail`) takes on the name of
// the first frame around it that is not a place in the source, because that is what the reference shows.
template <class FrameOf, class Body>
decltype(auto) framed(FrameOf&& frame, Body&& body) {
  try {
    return std::forward<Body>(body)();
  } catch (CompileError& error) {
    const Frame around = std::forward<FrameOf>(frame)();
    if (error.kind == ErrorKind::bail && around.kind != ErrorKind::spot) {
      error.kind = around.kind;
      error.a = around.a;
      error.b = around.b;
    } else {
      error.trace.push_back(around);
    }
    throw;
  }
}

}  // namespace galena::hoon
