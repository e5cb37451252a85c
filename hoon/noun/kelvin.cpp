#include "hoon/noun/kelvin.h"

#include <algorithm>
#include <charconv>

#include "nock/base/check.h"

namespace galena::hoon {

std::span<const KelvinRow> all_kelvins() {
  static const KelvinRow kRows[] = {
#define KELVIN(number, zuse, thunk, laze, ut, library) {*Kelvin::of(number), zuse, {thunk, laze, ut, library}},
#define DIFFERENCE(...)
#include "hoon/noun/kelvins.def"
#undef DIFFERENCE
#undef KELVIN
  };
  return kRows;
}

std::span<const DifferenceRow> all_differences() {
  static const DifferenceRow kRows[] = {
#define KELVIN(...)
#define DIFFERENCE(name, since, asked_in, text) {Difference::name, #name, *Kelvin::of(since), asked_in, text},
#include "hoon/noun/kelvins.def"
#undef DIFFERENCE
#undef KELVIN
  };
  return kRows;
}

const KelvinRow& row_of(Kelvin kelvin) {
  const auto rows = all_kelvins();
  const auto row = std::ranges::find(rows, kelvin, &KelvinRow::kelvin);
  GALENA_CHECK(row != rows.end());
  return *row;
}

std::optional<Kelvin> Kelvin::of(uint64_t number) {
  static constexpr uint64_t kNumbers[] = {
#define KELVIN(number, ...) number,
#define DIFFERENCE(...)
#include "hoon/noun/kelvins.def"
#undef DIFFERENCE
#undef KELVIN
  };
  if (std::ranges::find(kNumbers, number) == std::end(kNumbers)) return std::nullopt;
  return Kelvin(static_cast<uint16_t>(number));
}

std::optional<Kelvin> Kelvin::of_zuse(uint64_t zuse) {
  for (const KelvinRow& row : all_kelvins()) {
    if (row.zuse == zuse) return row.kelvin;
  }
  return std::nullopt;
}

namespace {

constexpr bool is_air(char c) {
  return c == ' ' || c == '\n';
}

// What is left of a text behind air and comments.
std::string_view behind_air(std::string_view text) {
  for (;;) {
    while (!text.empty() && is_air(text.front())) text.remove_prefix(1);
    if (!text.starts_with("::")) return text;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
}

std::optional<uint64_t> number_at(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<Kelvin> Kelvin::of_source(std::string_view text) {
  for (;;) {
    text = behind_air(text);
    if (text.starts_with("!:") || text.starts_with("!.")) {
      text.remove_prefix(2);
    } else if (text.starts_with("=<")) {  // =<  ride
      text = behind_air(text.substr(2));
      while (!text.empty() && !is_air(text.front())) text.remove_prefix(1);
    } else {
      break;
    }
  }
  if (!text.starts_with("=>")) return std::nullopt;
  text = behind_air(text.substr(2));
  if (!text.starts_with("%")) return std::nullopt;
  const std::optional<uint64_t> number = number_at(text.substr(1));
  return number ? of(*number) : std::nullopt;
}

std::optional<Kelvin> Kelvin::of_desk(std::string_view text) {
  constexpr std::string_view kZuse = "%zuse ";
  std::optional<Kelvin> newest;
  for (size_t at = 0; (at = text.find(kZuse, at)) != text.npos; at += kZuse.size()) {
    const std::optional<uint64_t> number = number_at(text.substr(at + kZuse.size()));
    const std::optional<Kelvin> kelvin = number ? of_zuse(*number) : std::nullopt;
    if (kelvin && (!newest || kelvin->number() < newest->number())) newest = kelvin;
  }
  return newest;
}

std::optional<Kelvin> Kelvin::of_library(Noun library) {
  while (library.is_cell()) library = library.tail();
  return library.is_direct() ? of(library.direct_value()) : std::nullopt;
}

}  // namespace galena::hoon
