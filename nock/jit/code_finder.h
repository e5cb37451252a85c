// What in a noun may be run: which nouns are formulas, by their form, and which of them are short.
//
// There is nothing that says of a noun that it is code. What has the form of a formula all the way down is taken for
// one; that data may have it, too, costs a version of a function and no more. Answers are remembered by word: good for
// as long as nothing is collected. Time linear in what is looked at for the first time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "nock/noun/noun.h"

namespace galena::jit {

class CodeFinder {
 public:
  // `noun` may be none, which is no formula.
  bool is_formula(Noun noun) { return is_formula(noun, 0); }
  // Whether a constant is worth a version of its callee: something in it may be run.
  bool holds_code(Noun noun) { return holds_code(noun, 0); }
  // Whether a formula is a few cells without a call, which are best compiled where they are called.
  static bool is_short(Noun formula) { return size_of(formula) <= kMaxInlineSize; }

 private:
  static constexpr size_t kMaxInlineSize = 160;  // cells of a formula compiled in place

  bool is_formula(Noun noun, unsigned depth);
  bool holds_code(Noun noun, unsigned depth);
  // Cells of a formula without calls; of one with calls, or too many of it, more than kMaxInlineSize.
  static size_t size_of(Noun formula);

  std::unordered_map<uint64_t, bool> formulas_, code_;
};

}  // namespace galena::jit
