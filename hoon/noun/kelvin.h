// Which version of the language is meant. What the versions differ in is a table: hoon/noun/kelvins.def.
//
// A kelvin goes along by value, from who knows it (a command's option, a desk's sys.kelvin, the source of a compiler)
// into the parser, the expander, the compiler and the printers, and is a part of every key under which something
// compiled is kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "nock/noun/noun.h"

namespace galena::hoon {

// In what a version differs from those before it.
enum class Difference : uint8_t {
#define KELVIN(...)
#define DIFFERENCE(name, ...) name,
#include "hoon/noun/kelvins.def"
#undef DIFFERENCE
#undef KELVIN
};

class Kelvin {
 public:
  // The one that is meant where nothing is said: 138.
  constexpr Kelvin() = default;
  // That of a number, of %zuse for a kernel; nothing where there is no such version.
  static std::optional<Kelvin> of(uint64_t number);
  static std::optional<Kelvin> of_zuse(uint64_t zuse);
  // That which a compiler's source in Hoon says that it is of, `=>  %136  =>` or `=>  %136`, as the first thing that
  // is no comment; nothing where it says none, or one that there is not. Linear in the comments before it.
  static std::optional<Kelvin> of_source(std::string_view text);
  // That of a sys.kelvin, `[%zuse 409]` or several such; of these the newest that there is.
  static std::optional<Kelvin> of_desk(std::string_view text);
  // That which the core at the root of a library has for its payload, [battery kelvin]: `library` is a core, and the
  // root lies in the payload of the last core of its payloads. Linear in the depth of payloads.
  static std::optional<Kelvin> of_library(Noun library);

  constexpr uint64_t number() const { return number_; }
  constexpr bool has(Difference difference) const { return number_ <= kSince[static_cast<size_t>(difference)]; }
  friend constexpr bool operator==(Kelvin, Kelvin) = default;

 private:
  constexpr explicit Kelvin(uint16_t number) : number_(number) {}

  static constexpr uint16_t kSince[] = {
#define KELVIN(...)
#define DIFFERENCE(name, since, ...) since,
#include "hoon/noun/kelvins.def"
#undef DIFFERENCE
#undef KELVIN
  };
  uint16_t number_ = 138;
};

// The rows of the table, in its order.
struct KelvinRow {
  Kelvin kelvin;
  uint64_t zuse;
  std::array<uint32_t, 4> compiler;  // mugs; see kelvins.def
};
std::span<const KelvinRow> all_kelvins();
const KelvinRow& row_of(Kelvin kelvin);

struct DifferenceRow {
  Difference difference;
  std::string_view name;
  Kelvin since;
  std::string_view asked_in, text;
};
std::span<const DifferenceRow> all_differences();

}  // namespace galena::hoon
