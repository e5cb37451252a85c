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
  kNone,    // both 0; of `nest_fail`, a and b: the whole types that were needed and found
  kWing,    // a: wing; of `find`, b: the type it was looked for in
  kType,    // a: type
  kHoon,    // a: hoon
  kTerm,    // a: term
  kTerms,   // a: list of terms
  kTape,    // a: tape
  kSpot,    // a: spot, [path [line column] [line column]]
  kPlace,   // a: line, b: column, both from 1, as atoms
  kCounts,  // a: expected, b: found, as atoms
};

enum class Role : uint8_t {
  kFailure,  // says why a program is refused
  kContext,  // says where, or shows a type or a hoon that took part
};

// X(id, name, role, detail, meaning). `name` is the message of the reference; a name in angle brackets is ours, for a
// failure that the reference does not name. `meaning` is one line for developers.
// clang-format off
#define GALENA_HOON_ERRORS(X)                                                                                         \
  /* text */                                                                                                          \
  X(syntax, "syntax error", kFailure, kPlace, "the text is no Hoon; the place is the furthest the parser got")        \
  /* types that do not fit */                                                                                         \
  X(nest_fail, "nest-fail", kFailure, kNone, "the type that was found does not nest under the one that was needed")   \
  X(have, "-have", kContext, kType, "the type that was found")                                                        \
  X(need, "-need", kContext, kType, "the type that was needed")                                                       \
  X(mint_nice, "mint-nice", kContext, kNone, "while checking an expression against the type it must have")            \
  X(mull_nice, "mull-nice", kContext, kNone, "the same check, inside a wet gate")                                     \
  X(mull_grow, "mull-grow", kContext, kNone, "while checking a core inside a wet gate")                               \
  X(atom_mismatch, "atom-mismatch", kFailure, kNone, "a pattern tests for an aura that the atom cannot have")         \
  /* names */                                                                                                         \
  X(find, "-find", kFailure, kWing, "no such name in the subject")                                                    \
  X(find_fork, "find-fork", kFailure, kNone, "the name means different things in the cases of a fork")                \
  X(fend_fragment, "fend-fragment", kFailure, kNone, "the wing must be a leg here, and it is an arm or is computed")  \
  X(tack, "-tack", kFailure, kWing, "an edit of a wing that does not resolve to a place that can be edited")          \
  X(wing_edit, "hoon", kFailure, kNone, "changes (a %= list) on a wing that is a computed alias")                     \
  X(feel_oops, "%oops-guess-you-needed-feel-after-all", kContext, kNone, "in a pattern that looks at another wing")   \
  /* code that cannot run */                                                                                          \
  X(mint_vain, "mint-vain", kFailure, kNone, "this code can never be reached")                                        \
  X(mint_lost, "mint-lost", kFailure, kNone, "a switch does not cover every case")                                    \
  X(lost, "-lost", kContext, kType, "the case that is not covered")                                                   \
  X(mint_open, "mint-open", kFailure, kNone, "an expression that cannot be compiled")                                 \
  X(play_open, "play-open", kFailure, kNone, "an expression that has no type")                                        \
  X(mull_open, "mull-open", kFailure, kNone, "an expression that cannot be in a wet gate")                            \
  X(hoon, "-hoon", kContext, kHoon, "the expression")                                                                 \
  /* wet gates */                                                                                                     \
  X(mull_none, "mull-none", kFailure, kNone, "a wet gate is checked against an impossible subject")                   \
  X(mull_skip, "mull-skip", kFailure, kNone, "a switch inside a wet gate does not cover every case")                  \
  X(mull_bonk_a, "mull-bonk-a", kFailure, kNone, "a ?= in a wet gate needs other code for the caller's types")        \
  X(mull_bonk_b, "mull-bonk-b", kFailure, kNone, "a branch in a wet gate is impossible in its definition only")       \
  X(mull_bonk_c, "mull-bonk-c", kFailure, kNone, "an else in a wet gate is impossible in its definition only")        \
  X(mull_bonk_f, "mull-bonk-f", kFailure, kNone, "a !@ in a wet gate decides otherwise for the caller's types")       \
  X(mull_bonk_x, "mull-bonk-x", kFailure, kNone, "a ?# in a wet gate needs other code for the caller's types")        \
  X(wet_loop, "<wet-loop>", kFailure, kNone, "a wet gate calls itself with ever new types")                           \
  X(if_z, "if-z", kContext, kNone, "in a branch of a wet gate that the caller's types make impossible")               \
  X(if_a, "if-a", kContext, kNone, "in an else of a wet gate that the caller's types make impossible")                \
  X(redo_match, "%redo-match", kFailure, kNone, "the names in the sample do not fit those of the wet gate")           \
  /* cores */                                                                                                         \
  X(fire_core, "fire-core", kFailure, kNone, "an arm is called on something that is no core")                         \
  X(fire_type, "-fire-type", kContext, kType, "the subject of the call")                                              \
  X(expected_fork_to_be_core, "expected-fork-to-be-core", kContext, kNone, "one case of the fork is no core")         \
  X(fork_type, "-fork-type", kContext, kType, "the case that is no core")                                             \
  X(payload_block, "payload-block", kFailure, kNone, "the variance of the core hides this part of its payload")       \
  X(wrap, "wrap", kFailure, kNone, "only a gold core can become iron or zinc")                                        \
  X(core_nice, "core-nice", kFailure, kNone, "a core does not have the shape that the cast asks for")                 \
  X(core_number_of_chapters, "core-number-of-chapters", kContext, kNone, "the core has another number of chapters")   \
  X(unexpected_chapter, "unexpcted-chapter", kFailure, kTerm, "the cast knows no chapter of this name")               \
  X(core_number_of_arms, "core-number-of-arms", kContext, kCounts, "the core has another number of arms")             \
  X(missing, "missing", kContext, kTerms, "arms that the cast asks for and the core lacks")                           \
  X(extra, "extra", kContext, kTerms, "arms of the core that the cast does not know")                                 \
  X(have_arms, "have", kContext, kTerms, "the arms of the core")                                                      \
  X(unexpected_arm, "unexpected-arm", kFailure, kTerm, "the cast knows no arm of this name")                          \
  /* recursion in types */                                                                                            \
  X(fish_core, "fish-core", kFailure, kNone, "a test cannot tell cores apart")                                        \
  X(fish_loop, "fish-loop", kFailure, kNone, "a test against a recursive type would never end")                       \
  X(fuse_loop, "fuse-loop", kFailure, kNone, "narrowing by a recursive type would never end")                         \
  X(rest_loop, "rest-loop", kFailure, kNone, "the type of an expression depends on itself")                           \
  X(repo_fltt, "repo-fltt", kFailure, kNone, "a type that cannot be unfolded was to be unfolded")                     \
  X(crop, "crop", kFailure, kNone, "what a failed test leaves of a type cannot be computed")                          \
  X(hold_loop, "<hold-loop>", kFailure, kNone, "a type unfolds to ever new types, and to no value")                       \
  X(endless, "<endless>", kFailure, kNone, "the reference does not end on this program")                              \
  /* tests and constants */                                                                                           \
  X(test, "%test", kContext, kWing, "in a test of this wing")                                                         \
  X(cove, "cove", kFailure, kNone, "a test, in a wet gate, of a wing that is computed")                               \
  X(rock, "<rock>", kFailure, kNone, "a constant is not of its aura: ~ is 0, a flag is 0 or 1")                       \
  /* macro expansion */                                                                                               \
  X(eror, "<eror>", kFailure, kTape, "the parser left a message in the place of this expression")                     \
  X(loop, "%loop", kFailure, kTerm, "a recursive structure refers to a name that is not around it")                   \
  X(empty_brbc, "<empty-brbc>", kFailure, kNone, "a |$ without parameters")                                           \
  X(open_mcsg, "open-mcsg", kFailure, kNone, "a ;~ without gates")                                                    \
  X(hoon_version, "hoon-version", kFailure, kNone, "the code is for another version of Hoon")                         \
  X(rake_hoon, "rake-hoon", kFailure, kNone, "a wing was expected, not a computation")                                \
  X(rusk_hoon, "rusk-hoon", kFailure, kNone, "a name was expected, not a wing")                                       \
  X(malformed, "<malformed>", kFailure, kNone, "a noun that is no hoon, spec or skin was given to the compiler")      \
  /* limits and the rest */                                                                                           \
  X(bail, "<bail>", kFailure, kNone, "the reference fails here without a message")                                    \
  X(too_deep, "<too-deep>", kFailure, kNone, "the program or a type nests deeper than the compiler's stack allows")   \
  X(out_of_memory, "<out-of-memory>", kFailure, kNone, "the compiler ran into its memory limit")                      \
  X(interrupted, "<interrupted>", kFailure, kNone, "the compilation was cancelled or ran out of time")                \
  X(spot, "-spot", kContext, kSpot, "where in the source this happened")                                              \
  X(sgzp, "-sgzp", kContext, kType, "a type that the program asked to see with ~!")
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
  Noun a = Noun();
  Noun b = Noun();
};

// A refused program. Thrown inside the compiler only; its entry points turn it into a value.
struct CompileError {
  ErrorKind kind;
  Noun a = Noun();
  Noun b = Noun();
  // What lay around the failure, innermost first. Filled while the stack unwinds, so an error that is caught close to
  // where it was thrown allocates nothing.
  std::vector<Frame> trace = {};
};

[[noreturn]] inline void refuse(ErrorKind kind, Noun a = Noun(), Noun b = Noun()) {
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
