#include "hoon/type/compiler.h"

#include <new>
#include <optional>

#include "hoon/noun/stack.h"
#include "hoon/type/nesting.h"
#include "hoon/type/ut.h"
#include "nock/base/limits.h"

namespace galena::hoon {

Ut::Ut(Arena& arena, Kelvin kelvin)
    : arena_(arena),
      types_(arena),
      cases_(arena),
      nock_(arena),
      desugar_(arena, kelvin),
      identity_(Identity::of(kelvin)),
      mask_known_(arena.cons("full"_n, kNull)),
      mask_blocked_(arena.tuple("full"_n, kNull, kNull, kNull)),
      unknown_(arena.cons(mask_blocked_, kNull)) {}

Ut::~Ut() = default;

std::vector<Questions> Ut::questions() const {
  return {{"mint", mint_memo_.size()}, {"play", play_memo_.size()}, {"mull", mull_memo_.size()},
          {"nest", nest_memo_.size()}, {"find", step_memo_.size()}, {"peek", peek_memo_.size()},
          {"rest", rest_memo_.size()}, {"fuse", fuse_memo_.size()}, {"crop", crop_memo_.size()},
          {"redo", redo_memo_.size()}, {"miss", miss_memo_.size()}, {"burp", burp_memo_.size()},
          {"fold", fold_memo_.size()}};
}

void Ut::recover() {
  fan_.clear();
  fan_low_ = kFanFree;
  if (!rib_.empty()) {
    // What was compiled inside of the check may rest on it as well; there is little of that.
    mint_memo_.clear();
    step_memo_.clear();
    chip_memo_.clear();
  }
  rib_.clear();
  rib_list_ = kNull;
  spots_ = nullptr;
  fold_limit_ = nullptr;
  asks_again_ = false;
  asking_.ask_nothing();
  desugar_.forget_unfinished();
  for (const Key<4>& k : mull_on_trust_) mull_memo_.erase(k);
  mull_on_trust_.clear();
  for (const auto& nesting : nestings_) nesting->clear();
  nesting_depth_ = 0;
  GALENA_CHECK(is_idle());
}

void Ut::too_deep() {
  places_.clear();
  for (const Spotted* at = spots_; at != nullptr; at = at->outer) places_.push_back({ErrorKind::spot, at->spot});
  stop_here(Stop::too_deep);
}

Compiler::Compiler(Arena& arena, Kelvin kelvin) : arena_(arena), ut_(std::make_unique<Ut>(arena, kelvin)) {}
Compiler::~Compiler() = default;

void Compiler::set_evaluate(Evaluate evaluate) {
  ut_->set_evaluate(std::move(evaluate));
}

void Compiler::set_on_battery(OnBattery on_battery) {
  ut_->set_on_battery(std::move(on_battery));
}

Kelvin Compiler::kelvin() const {
  return ut_->kelvin();
}

void Compiler::set_kelvin(Kelvin kelvin) {
  if (kelvin == ut_->kelvin()) return;
  GALENA_CHECK(ut_->is_idle());
  auto next = std::make_unique<Ut>(arena_, kelvin);
  next->take_services(*ut_);
  ut_ = std::move(next);
}

void Compiler::set_identity(const Identity& identity) {
  ut_->set_identity(identity);
}

void Compiler::set_limits(RunUnder run_under) {
  run_under_ = std::move(run_under);
}

// Runs a question on a deep stack and turns whatever stops it into a refusal.
template <class Body>
auto Compiler::guarded(Body&& body) -> Result<std::invoke_result_t<Body>> {
  using T = std::invoke_result_t<Body>;
  std::optional<Result<T>> result;
  const auto ask = [&] {
    try {
      run_leavable([&] {
        GALENA_CHECK(ut_->is_idle());
        result.emplace(body());
        GALENA_CHECK(ut_->is_idle());
      });
      return;
    } catch (CompileError& error) {
      result.emplace(std::move(error));
    } catch (const TooDeep&) {
      result.emplace(CompileError{ErrorKind::too_deep, kNull, kNull, ut_->take_places()});
    } catch (const Interrupted&) {
      result.emplace(CompileError{ErrorKind::interrupted});
    } catch (const std::bad_alloc&) {
      result.emplace(CompileError{ErrorKind::out_of_memory});
    }
    ut_->recover();
  };
  const auto on_deep_stack = [&] { run_on_deep_stack(kDeepStack, [&] { ask(); }); };
  if (run_under_) {
    run_under_(on_deep_stack);
  } else {
    on_deep_stack();
  }
  // Whoever puts this thread under limits makes an outcome of what is thrown, as where the stack is not to be had.
  if (!result) result.emplace(CompileError{ErrorKind::out_of_memory});
  return std::move(*result);
}

std::vector<Questions> Compiler::questions() const {
  return ut_->questions();
}

void Compiler::begin_round() {
  ut_->begin_round();
}

void Compiler::end_round() {
  ut_->end_round();
}

size_t Compiler::asked() const {
  return ut_->asked();
}

size_t Compiler::answered() const {
  return ut_->answered();
}

Compiler::Asked Compiler::answers(const std::function<bool(Noun)>& wanted) const {
  Asked asked;
  asked.nouns = ut_->answers(wanted, asked.left_out);
  return asked;
}

bool Compiler::learn(std::span<const Noun> answers) {
  return ut_->learn(answers);
}

void Compiler::forget() {
  ut_->forget();
}

Result<Compiled> Compiler::mint(Noun subject_type, Noun goal, Noun gen) {
  GALENA_CHECK(ut_->takes(subject_type) && ut_->takes(goal) && ut_->takes(gen));
  return guarded([&] {
    const Minted minted = ut_->mint(true, subject_type, goal, gen);
    return Compiled{minted.type, minted.formula};
  });
}

Result<Noun> Compiler::play(Noun subject_type, Noun gen) {
  GALENA_CHECK(ut_->takes(subject_type) && ut_->takes(gen));
  return guarded([&] { return ut_->play(subject_type, gen); });
}

Result<bool> Compiler::nests(Noun need, Noun have) {
  GALENA_CHECK(ut_->takes(need) && ut_->takes(have));
  return guarded([&] { return ut_->nest(need, have); });
}

Result<Noun> Compiler::unfold(Noun type) {
  GALENA_CHECK(ut_->takes(type));
  return guarded([&] { return ut_->repo(type); });
}

Result<Compiled> Compiler::find(Noun type, Noun wing) {
  GALENA_CHECK(ut_->takes(type) && ut_->takes(wing));
  return guarded([&] {
    const Minted found = ut_->fine(true, type, ut_->find(true, Way::read, type, wing));
    return Compiled{found.type, found.formula};
  });
}

Result<Noun> Compiler::settle(Noun type) {
  GALENA_CHECK(ut_->takes(type));
  return guarded([&] { return ut_->burp(type); });
}

}  // namespace galena::hoon
