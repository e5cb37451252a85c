// The native Hoon compiler: from the AST of a program to its type and its Nock.
//
// The contract: for any subject type and any hoon, type and formula are the nouns that the reference compiler of the
// same kelvin produces, and what it refuses is refused, with its messages. Nouns are of one arena, given at the start.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "hoon/noun/error.h"
#include "hoon/noun/kelvin.h"
#include "hoon/type/identity.h"
#include "hoon/type/questions.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

class Ut;

// A compiled program: what it produces and the formula that does. See types.h for the shape of a type.
struct Compiled {
  Noun type;
  Noun formula;
};

// What a question to the compiler comes to: the answer, or why the program is refused. Never an exception.
template <class T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(CompileError error) : content_(std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }
  const T& value() const { return std::get<0>(content_); }
  const CompileError& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, CompileError> content_;
};

// Remembers every answer for as long as it lives, so that compiling many programs against one subject pays for what
// they share only once. Not thread-safe; costs memory in proportion to what was compiled.
class Compiler {
 public:
  // All nouns given and returned are of `arena`, which must outlive the compiler.
  explicit Compiler(Arena& arena, Kelvin kelvin = {});
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  // The compiler needs no Evaluate, but jets make folding fast where the subject is fully known.
  void set_evaluate(Evaluate evaluate);
  // Called from then on.
  void set_on_battery(OnBattery on_battery);

  // Which version of the language it is of. Another one makes another compiler of it: it knows nothing then, and agrees
  // with the reference of that version.
  Kelvin kelvin() const;
  void set_kelvin(Kelvin kelvin);

  // Which compiler in Hoon to agree with; before anything is asked.
  void set_identity(const Identity& identity);

  // Who puts this thread under the limits of each question, and then runs it; without one it is under those that it is
  // under already. A question that is to stop is refused as interrupted. Programs can be written that keep any compiler
  // of Hoon busy for ever: its wet gates compute.
  using RunUnder = std::function<void(const std::function<void()>& question)>;
  void set_limits(RunUnder run_under);

  // The type and formula of `gen` in a subject of `subject_type`. The product must nest in `goal`; %noun asks nothing.
  Result<Compiled> mint(Noun subject_type, Noun goal, Noun gen);

  // The type alone, without checks.
  Result<Noun> play(Noun subject_type, Noun gen);

  // Whether a value of type `have` may be used where `need` is asked for.
  Result<bool> nests(Noun need, Noun have);

  // One step of unfolding: what a hold, face, hint, core or %noun stands for. Refuses other types.
  Result<Noun> unfold(Noun type);

  // The part of a value of `type` that `wing` names, [type formula]; its type and how to compute it.
  Result<Compiled> find(Noun type, Noun wing);

  // The work that was necessary so far, by kind.
  std::vector<Questions> questions() const;

  // Answers, kept: what one compiler has answered spares another the work. An answer is a function of its question, so
  // knowing answers changes nothing about results.
  //
  // Between the two it is noted what is asked: memory in proportion to that, and a few hundredths of the time.
  void begin_round();
  void end_round();
  // How many different questions were asked in the last round, whether or not their answers were known.
  size_t asked() const;
  // How many questions of those kinds were answered so far.
  size_t answered() const;
  // Those questions with their answers, of which `wanted` holds for every noun, as far as any of the others asked them;
  // the others are counted. Only after a round without a refusal.
  struct Asked {
    std::vector<Noun> nouns;
    size_t left_out = 0;
  };
  Asked answers(const std::function<bool(Noun)>& wanted) const;
  // Knows answers that a compiler of the same version and the same identity gave. False where they are not that: what
  // of them is right is known then.
  bool learn(std::span<const Noun> answers);
  // Knows nothing any more.
  void forget();

  // The type as a constant, as the compiler puts it into a vase: unfinished batteries are forgotten.
  Result<Noun> settle(Noun type);

 private:
  template <class Body>
  auto guarded(Body&& body) -> Result<std::invoke_result_t<Body>>;

  Arena& arena_;
  std::unique_ptr<Ut> ut_;
  RunUnder run_under_;
};

}  // namespace galena::hoon
