#include "nock/jit/code_finder.h"

#include "nock/run/nock.h"

namespace galena::jit {
namespace {

// What is nested deeper is taken for what it is looked for as: bounds the recursion here.
constexpr unsigned kMaxFormulaDepth = 300;
constexpr unsigned kMaxCodeDepth = 60;

}  // namespace

bool CodeFinder::is_formula(Noun noun, unsigned depth) {
  if (noun.is_none() || !noun.is_cell()) return false;
  if (depth > kMaxFormulaDepth) return true;
  const Operation o = operation_of(noun);
  const auto are_formulas = [&](auto... parts) {
    // What has no parts is told more quickly than remembered.
    if (const auto it = formulas_.find(noun.word()); it != formulas_.end()) return it->second;
    const bool result = (is_formula(parts, depth + 1) && ...);
    formulas_.emplace(noun.word(), result);
    return result;
  };
  switch (o.op) {
    case Opcode::slot:
    case Opcode::constant:
      return true;
    case Opcode::malformed:
      return false;
    case Opcode::is_cell:
    case Opcode::increment:
      return are_formulas(o.a);
    case Opcode::evaluate:
    case Opcode::equal:
    case Opcode::compose:
    case Opcode::push:
    case Opcode::scry:
    case Opcode::cons:
      return are_formulas(o.a, o.b);
    case Opcode::branch:
      return are_formulas(o.a, o.b, o.c);
    case Opcode::kick:
      return are_formulas(o.b);
    case Opcode::edit:
      return are_formulas(o.b, o.c);
    case Opcode::hint:
      return are_formulas(o.c);
  }
  return false;
}

bool CodeFinder::holds_code(Noun noun, unsigned depth) {
  if (!noun.is_cell()) return false;
  if (depth > kMaxCodeDepth) return true;
  if (const auto it = code_.find(noun.word()); it != code_.end()) return it->second;
  const bool small = noun.head().is_direct() && noun.head().direct_value() < 2;  // [0 1], [1 0]: mostly data
  const bool result =
      (!small && is_formula(noun)) || holds_code(noun.head(), depth + 1) || holds_code(noun.tail(), depth + 1);
  code_.emplace(noun.word(), result);
  return result;
}

size_t CodeFinder::size_of(Noun formula) {
  const Operation o = operation_of(formula);
  size_t size = 1;
  const auto with = [&](auto... parts) {
    ((size = size > kMaxInlineSize ? size : size + size_of(parts)), ...);
    return size;
  };
  switch (o.op) {
    case Opcode::slot:
    case Opcode::constant:
      return size;
    case Opcode::is_cell:
    case Opcode::increment:
      return with(o.a);
    case Opcode::compose:
    case Opcode::push:
    case Opcode::cons:
      return with(o.a, o.b);
    case Opcode::edit:
      return with(o.b, o.c);
    case Opcode::hint:
      return o.b.is_none() ? with(o.c) : with(o.b, o.c);
    case Opcode::evaluate:
    case Opcode::equal:
    case Opcode::branch:
    case Opcode::kick:
    case Opcode::scry:
    case Opcode::malformed:
      return kMaxInlineSize + 1;
  }
  return kMaxInlineSize + 1;
}

}  // namespace galena::jit
