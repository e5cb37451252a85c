// doc/diagnostics.md against the table of errors and the compiler: every kind is explained, and every program on the
// page is refused with the kind that it stands under.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "hoon/noun/error.h"
#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"

using namespace galena;
using namespace galena::hoon;

namespace {

struct Section {
  std::vector<std::string> names;  // of kinds, as printed
  std::vector<std::string> programs;
};

// The texts between backquotes of a line.
std::vector<std::string> in_quotes(const std::string& line) {
  std::vector<std::string> out;
  for (size_t at = line.find('`'); at != std::string::npos; at = line.find('`', at)) {
    const size_t end = line.find('`', at + 1);
    if (end == std::string::npos) break;
    out.push_back(line.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

struct Page {
  std::set<std::string> context;  // names in the first column of the table
  std::vector<Section> sections;
};

Page read_page() {
  Page page;
  std::ifstream file(GALENA_GOLDEN "/../../doc/diagnostics.md");
  bool in_program = false;
  for (std::string line; std::getline(file, line);) {
    if (in_program) {
      if (line == "```") {
        in_program = false;
      } else {
        page.sections.back().programs.back() += line + "\n";
      }
    } else if (line.starts_with("### ")) {
      page.sections.push_back({in_quotes(line), {}});
    } else if (line.starts_with("| `")) {
      for (const std::string& name : in_quotes(line.substr(0, line.find('|', 1)))) page.context.insert(name);
    } else if (line == "```hoon") {
      in_program = true;
      page.sections.back().programs.emplace_back();
    }
  }
  return page;
}

std::string kind_of(const std::string& program) {
  Arena arena(size_t{1} << 32);
  const ParseResult parsed = parse(arena, program);
  if (parsed.ast.is_none()) return std::string(info(ErrorKind::syntax).name);
  Compiler compiler(arena);
  const auto minted = compiler.mint("noun"_n, "noun"_n, parsed.ast);
  return minted ? "accepted" : std::string(info(minted.error().kind).name);
}

}  // namespace

TEST_CASE("every error is explained") {
  const Page page = read_page();
  std::set<std::string> explained = page.context;
  for (const Section& section : page.sections) explained.insert(section.names.begin(), section.names.end());
  std::set<std::string> known;
  for (const ErrorInfo& error : kErrorTable) {
    known.insert(std::string(error.name));
    CHECK_MESSAGE(explained.contains(std::string(error.name)), error.name, " is not in doc/diagnostics.md");
  }
  for (const std::string& name : explained) CHECK_MESSAGE(known.contains(name), name, " is no error");
}

TEST_CASE("the examples of errors are refused as the page says") {
  size_t programs = 0;
  for (const Section& section : read_page().sections) {
    for (const std::string& program : section.programs) {
      INFO(program);
      REQUIRE(section.names.size() == 1);
      CHECK(kind_of(program) == section.names[0]);
      ++programs;
    }
  }
  CHECK(programs >= 25);
}
