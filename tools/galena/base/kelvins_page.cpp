#include "tools/galena/base/kelvins_page.h"

#include <fmt/format.h>

#include "hoon/noun/kelvin.h"

namespace galena::tools {

namespace {

constexpr const char* kHead = R"(# Kelvins

The versions of the language that the native compiler speaks. They count down. This page is what `galena version
--kelvins` prints of `hoon/noun/kelvins.def`, and the chapter `hoon` of test/cli holds it to that.

`--kelvin N` says which one a command compiles. Where it is not given, the sources say: the `sys/hoon.hoon` of a desk or
of a `--system`, the library of a trap, or the source that `galena circle` is given, by the `=>  %N` that they begin
with; else the `sys.kelvin` of a desk, by the kernel that it names. Where they do not say either, it is 138. The library
in this binary is Hoon of any of them; it is the library of 138, compiled at another kelvin where that is asked for, and
kept. What is kept of a subject names its kelvin, and what is built on a subject is kept under the digest of that.

)";

constexpr const char* kTail = R"(
A program whose text means the same at two kelvins may still be another noun at each: `galena circle SOURCE` compares
the native compiler of a kelvin with that kelvin's own compiler in Hoon, and `test/reference/kelvins.cpp` does with
random programs, and with programs of each row.

## Adding the next one

1. Its row, `KELVIN`, with the kernel that it belongs to and zeros for the mugs; `Kelvin` knows it from there.
2. A row `DIFFERENCE` for each thing in which its compiler differs from the one before, found by comparing the two
   sources; each is asked for in one file. A rune has `RUNE_OF` in `hoon/parse/runes.def` besides.
3. `program_of` in `test/reference/kelvins.cpp`: programs on which that row makes a difference. A switch without it does
   not compile.
4. `galena circle hoon-N.hoon`, until all agree, and `--from` the kelvin before, as a kernel takes it up; it prints the
   mugs that the row wants.
5. Jets: the labels that are another arm there get `up_to` in `jets/table.cpp`.
6. `galena version --kelvins > doc/kelvins.md`.
7. A row that nobody asks for: "each difference between kelvins is asked for where its row says". A difference without a
   row: the circle, or a random program of `reference_kelvins`.
)";

// A point of a list, in lines of up to 120 columns.
std::string point(std::string_view text) {
  constexpr size_t kWidth = 118;
  std::string lines;
  for (const char* lead = "- "; !text.empty(); lead = "  ") {
    const size_t space = text.size() <= kWidth ? text.npos : text.rfind(' ', kWidth);
    lines += fmt::format("{}{}\n", lead, text.substr(0, space));
    text.remove_prefix(space == text.npos ? text.size() : space + 1);
  }
  return lines;
}

}  // namespace

std::string kelvins_page() {
  std::string page = kHead;
  page += "| Hoon | kernel (zuse) |\n|---|---|\n";
  for (const hoon::KelvinRow& row : hoon::all_kelvins()) {
    page += fmt::format("| {} | {} |\n", row.kelvin.number(), row.zuse);
  }
  page += "\n## What changes with each\n\n";
  uint64_t last = 0;
  for (const hoon::DifferenceRow& row : hoon::all_differences()) {
    if (row.since.number() != last) page += fmt::format("{}### {}\n\n", last == 0 ? "" : "\n", row.since.number());
    last = row.since.number();
    page += point(fmt::format("**{}**: {}. `{}`", row.name, row.text, row.asked_in));
  }
  return page + kTail;
}

}  // namespace galena::tools
