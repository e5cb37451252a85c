// Printing of types, and of values by their types, as the reference prints them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/print/pattern.h"
#include "hoon/print/tank.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// How types are worded: `it(@ud)` and `""` as the reference prints them, or `(list @ud)` and `tape` as people write
// them. As written, a core is the first of its payload and no context: `<1.mhi [a=@ud ...]>`.
enum class Wording : uint8_t { reference, written };

// All that a printer makes as nouns (patterns, tanks) lives in its arena, and so must types. Values may live anywhere.
// Types are walked by recursion, values are not: whoever prints types from outside runs on a deep stack (stack.h).
class Printer {
 public:
  // `text_limit`: where the text of a type grows beyond so many bytes, `...` stands for the rest of it. The reference
  // has no limit, and there are types whose text is larger than memory.
  Printer(Arena& arena, TypeServices services, size_t text_limit = SIZE_MAX, Wording wording = Wording::reference)
      : arena_(arena), patterns_(arena, std::move(services)), text_limit_(text_limit), wording_(wording) {}

  // ++duck: a type as a document. nullopt where the noun is no type.
  std::optional<Tank> draw_type(Noun type);
  // ++dunk: a type behind a label: `-have.@ud`.
  std::optional<Tank> draw_labelled_type(std::string_view label, Noun type);
  // ++sell: a value of a type as a document. nullopt where the reference fails: the value does not have the type, or
  // it holds text that cannot be shown. Linear in the value, but for alternatives that fail late.
  std::optional<Tank> draw_value(Noun type, Noun value);

  // As lines. What cannot be drawn: a type is the line `#malformed`, a value prints as if it were a plain noun. Of what
  // would fill memory (Tank::kMostNodes): a type is the line `#too-long`, of a value there is the beginning of its
  // noun, and `...`.
  static constexpr size_t kReadable = size_t{1} << 20;
  std::vector<std::string> type(Noun type, unsigned width = 80);
  std::vector<std::string> value(Noun type, Noun value, unsigned width = 80);

  // As tank nouns in the arena; Noun::none() where there is nothing to draw.
  Noun type_tank(Noun type);
  Noun value_tank(Noun type, Noun value);

 private:
  class TypeDrawer;
  class ValueDrawer;

  void draw_type_into(Tank& tank, Noun type);

  Arena& arena_;
  PatternMaker patterns_;
  size_t text_limit_;
  Wording wording_;
};

}  // namespace galena::hoon
