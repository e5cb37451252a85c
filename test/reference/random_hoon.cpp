// Random programs through the native compiler and through the reference on our own machine: the same AST, type and
// formula, or refused by both. Prints what differs, shrunk.
//
//   random_hoon [--patience SECONDS] [--verbose] [--print] [COUNT [FIRST-SEED]]
//   random_hoon --texts FILE [--patience SECONDS] [--facts]
//
// What keeps the reference busy for longer than SECONDS is left undecided; --verbose prints it. --print only prints the
// programs. --texts takes those of a file of JSON objects with `src`, one a line, instead; --facts prints them as lines
// for the golden data where both agree.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "jets/table.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "test/deadline.h"
#include "test/reference/generate.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

constexpr std::chrono::seconds kOurs(10);

struct Verdict {
  enum class Difference { none, syntax, ast, refusal, type, formula, endless, undecided } difference;
  bool parsed = false;
  bool accepted = false;
};
constexpr const char* kNames[] = {
    "none",    "accepted by one parser only", "AST",      "refused by one compiler only", "type",
    "formula", "endless for us only",         "undecided"};

// `whole`: with the reference as a noun, which takes a moment to copy and matters where types get into formulas.
Verdict compare_once(reference::Oracle& oracle, const std::string& source, bool whole) {
  using D = Verdict::Difference;
  Arena arena(size_t{2} << 30);
  hoon::Compiler compiler(arena);
  compiler.set_identity(whole ? oracle.identity(arena) : oracle.identity());
  Verdict v{D::undecided};
  const hoon::ParseResult ours = hoon::parse(arena, source);
  const Result theirs = oracle.ream(source);
  if (theirs.outcome != Outcome::done && theirs.outcome != Outcome::exit) return v;
  v.parsed = theirs.outcome == Outcome::done;
  if (v.parsed == ours.ast.is_none()) {
    v.difference = D::syntax;
    return v;
  }
  v.difference = D::none;
  if (!v.parsed) return v;
  if (!equal(ours.ast, theirs.noun)) {
    v.difference = D::ast;
    return v;
  }
  const auto minted = [&] {
    const Deadline deadline(kOurs);
    return compiler.mint("noun"_n, "noun"_n, ours.ast);
  }();
  const Result reference = oracle.mint("noun"_n, "noun"_n, theirs.noun);
  const bool ends = reference.outcome == Outcome::done || reference.outcome == Outcome::exit;
  v.accepted = reference.outcome == Outcome::done;
  if (!ends) {
    v.difference = D::undecided;
  } else if (!minted && minted.error().kind == hoon::ErrorKind::interrupted) {
    v.difference = D::endless;
  } else if (v.accepted != static_cast<bool>(minted)) {
    v.difference = D::refusal;
  } else if (v.accepted && !equal(minted.value().type, reference.noun.head())) {
    v.difference = D::type;
  } else if (v.accepted && !equal(minted.value().formula, reference.noun.tail())) {
    v.difference = D::formula;
  }
  return v;
}

Verdict compare(reference::Oracle& oracle, const std::string& source) {
  using D = Verdict::Difference;
  const Verdict quick = compare_once(oracle, source, false);
  const bool may_be_stand_in = quick.difference == D::type || quick.difference == D::formula;
  return may_be_stand_in ? compare_once(oracle, source, true) : quick;
}

// A line of golden data (test/golden/README.md): what the reference's own source makes of a program that both accept,
// or both refuse.
std::string fact(const std::string& source) {
  Arena arena(size_t{2} << 30);
  hoon::Compiler compiler(arena);
  const Noun ast = hoon::parse(arena, source).ast;
  const auto hex = [](Noun noun) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08x", mug(noun));
    return std::string(text);
  };
  nlohmann::ordered_json line{{"src", source}, {"ast_mug", hex(ast)}};
  if (const auto minted = compiler.mint("noun"_n, "noun"_n, ast)) {
    line["type_mug"] = hex(minted.value().type);
    line["nock_mug"] = hex(minted.value().formula);
  } else {
    line["nock"] = nullptr;
  }
  return line.dump();
}

int compare_texts(reference::Oracle& oracle, const std::string& path, bool facts) {
  std::ifstream file(path);
  uint64_t passed = 0, failed = 0, undecided = 0;
  for (std::string line; std::getline(file, line);) {
    const std::string source = nlohmann::json::parse(line)["src"];
    const Verdict v = compare(oracle, source);
    const bool same = v.difference == Verdict::Difference::none;
    const bool open = v.difference == Verdict::Difference::undecided;
    ++(same ? passed : open ? undecided : failed);
    if (!same) std::printf("%s: %s\n", kNames[static_cast<int>(v.difference)], line.c_str());
    if (same && facts && v.parsed) std::printf("%s\n", fact(source).c_str());
  }
  std::printf("random_hoon: %llu passed, %llu failed, %llu skipped\n", static_cast<unsigned long long>(passed),
              static_cast<unsigned long long>(failed), static_cast<unsigned long long>(undecided));
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t numbers[2] = {1000, 1};
  size_t given = 0;
  std::chrono::seconds patience(5);
  bool verbose = false;
  bool print = false;
  bool facts = false;
  std::string texts;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--verbose") {
      verbose = true;
    } else if (argument == "--facts") {
      facts = true;
    } else if (argument == "--texts" && i + 1 < argc) {
      texts = argv[++i];
    } else if (argument == "--print") {
      print = true;
    } else if (argument == "--patience" && i + 1 < argc) {
      patience = std::chrono::seconds(std::atoi(argv[++i]));
    } else if (given < 2) {
      numbers[given++] = std::strtoull(argv[i], nullptr, 10);
    }
  }
  const uint64_t count = numbers[0], first = numbers[1];
  if (print) {
    for (uint64_t seed = first; seed < first + count; ++seed) {
      std::printf("%s\n", reference::source_of(*reference::generate(seed)).c_str());
    }
    return 0;
  }
  const auto folder = reference::folder();
  if (!folder) {
    std::printf(
        "random_hoon: skipped: GALENA_REFERENCE names no folder of the public sources\n0 passed, 0 failed, 1 "
        "skipped\n");
    return 0;
  }
  MachineOptions options;
  options.jet_table = jet_table();
  options.memory_limit = size_t{4} << 30;
  reference::Oracle oracle(*folder, std::move(options));
  oracle.set_patience(patience);
  if (!texts.empty()) return compare_texts(oracle, texts, facts);
  uint64_t passed = 0, failed = 0, undecided = 0, parsed = 0, accepted = 0;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const std::string source = reference::source_of(*reference::generate(seed));
    const Verdict v = compare(oracle, source);
    parsed += v.parsed ? 1 : 0;
    accepted += v.accepted ? 1 : 0;
    if (v.difference == Verdict::Difference::undecided) {
      ++undecided;
      if (verbose) std::printf("seed %llu: undecided\n%s\n\n", static_cast<unsigned long long>(seed), source.c_str());
    } else if (v.difference == Verdict::Difference::none) {
      ++passed;
    } else {
      ++failed;
      const std::string small = reference::shrink(
          seed, [&](const std::string& candidate) { return compare(oracle, candidate).difference == v.difference; });
      std::printf("seed %llu: %s\n%s\n\n", static_cast<unsigned long long>(seed),
                  kNames[static_cast<int>(v.difference)], small.c_str());
      std::fflush(stdout);
    }
  }
  std::printf("%llu of them parse, %llu compile\nrandom_hoon: %llu passed, %llu failed, %llu skipped\n",
              static_cast<unsigned long long>(parsed), static_cast<unsigned long long>(accepted),
              static_cast<unsigned long long>(passed), static_cast<unsigned long long>(failed),
              static_cast<unsigned long long>(undecided));
  return failed == 0 ? 0 : 1;
}
