#include "tools/galena/base/kelvin_option.h"

#include <fmt/format.h>

#include "tools/galena/base/exit.h"

namespace galena::tools {

namespace {

std::string known_numbers(std::string_view between) {
  std::string text;
  for (const hoon::KelvinRow& row : hoon::all_kelvins()) {
    fmt::format_to(std::back_inserter(text), "{}{}", text.empty() ? "" : between, row.kelvin.number());
  }
  return text;
}

}  // namespace

void KelvinOption::add_to(CommandLine app) {
  app.option("--kelvin", number, "The version of Hoon; else what the sources say (sys.kelvin, hoon.hoon), else 138")
      .type_name("N")
      .positive()
      .takes(known_numbers(" "));
}

hoon::Kelvin KelvinOption::kelvin(std::optional<hoon::Kelvin> said) const {
  if (number == 0) return said.value_or(hoon::Kelvin());
  if (const std::optional<hoon::Kelvin> asked = hoon::Kelvin::of(number)) return *asked;
  throw Failure{Exit::usage, fmt::format("error: there is no Hoon of kelvin {} here: {}", number, known_numbers(", "))};
}

}  // namespace galena::tools
