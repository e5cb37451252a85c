// The parser against the reference parser on our own machine: the same AST, and the same farthest place, which is where
// a refused text has its error. Prints what differs, shrunk.
//
//   parse [--texts FILE] [--patience SECONDS] [--facts] [--verbose] [COUNT [FIRST-SEED]]
//   parse --sources FOLDER [--patience SECONDS] [--verbose]
//
// --sources takes every Hoon file below FOLDER instead, without its import header.
// The texts are those of the golden data and the corners in syntax.jsonl beside this file, or those of a file of JSON
// objects with `src`, one a line; after them COUNT texts that are made of them by cutting, doubling and joining.
// --facts prints the texts of the file with what the reference says, as lines for the golden data.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "jets/table.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

// Texts that keep the reference busy for longer are left undecided. Printing what is wrong in markdown takes it
// seconds.
std::chrono::seconds patience(2);

// Larger texts that differ are not made smaller.
constexpr size_t kShrinkable = 20000;

struct Edge {
  enum class Kind { parsed, refused, crashed, undecided } kind = Kind::undecided;
  uint64_t line = 0, column = 0;
  Noun ast = Noun::none();
};

Edge reference_edge(reference::Oracle& oracle, const std::string& source) {
  Heap& heap = oracle.machine().heap();
  Noun tape;
  for (size_t i = source.size(); i-- > 0;) tape = heap.cons(Noun::direct(static_cast<uint8_t>(source[i])), tape);
  const Noun start = heap.cons(Noun::direct(1), Noun::direct(1));
  // As Oracle::call, but not for ever.
  const Noun formula = read_text(heap, "[8 [9 170 0 2] 9 2 10 [6 0 7] 0 2]").noun;
  const Noun subject = heap.cons(oracle.layer(0), heap.cons(start, tape));
  const Result r = oracle.machine().run(subject, formula, patience);
  if (r.outcome == Outcome::exit) return {Edge::Kind::crashed};
  if (r.outcome != Outcome::done) return {};
  const Noun place = r.noun.head();
  const bool parsed = r.noun.tail().is_cell();
  return {parsed ? Edge::Kind::parsed : Edge::Kind::refused, place.head().direct_value(), place.tail().direct_value(),
          parsed ? r.noun.tail().tail().head() : Noun::none()};
}

Edge our_edge(Arena& arena, const std::string& source) {
  try {
    const hoon::ParseResult r = hoon::parse(arena, source);
    if (r.crashed) return {Edge::Kind::crashed};
    return {r.ast.is_none() ? Edge::Kind::refused : Edge::Kind::parsed, r.line, r.column, r.ast};
  } catch (const hoon::TooDeep&) {
    return {};
  } catch (const OutOfMemory&) {
    return {};
  }
}

std::string describe(const Edge& e) {
  const std::string place = " at [" + std::to_string(e.line) + " " + std::to_string(e.column) + "]";
  switch (e.kind) {
    case Edge::Kind::parsed: {
      char text[32];
      std::snprintf(text, sizeof text, "0x%08x", mug(e.ast));
      return text + place;
    }
    case Edge::Kind::refused:
      return "refused" + place;
    case Edge::Kind::crashed:
      return "crashed";
    case Edge::Kind::undecided:
      break;
  }
  return "undecided";
}

// Nothing is known of texts that take too long. Neither of those on which only the reference's code crashes: ++bend,
// being wet and compiled for functions that always succeed, crashes on others unless it is jetted, as it is where the
// golden data was made.
bool undecidable(const Edge& ours, const Edge& theirs) {
  return ours.kind == Edge::Kind::undecided || theirs.kind == Edge::Kind::undecided ||
         (theirs.kind == Edge::Kind::crashed && ours.kind != Edge::Kind::crashed);
}

bool same(const Edge& a, const Edge& b) {
  if (undecidable(a, b)) return true;
  if (a.kind != b.kind) return false;
  if (a.kind == Edge::Kind::crashed) return true;
  if (a.line != b.line || a.column != b.column) return false;
  return a.kind == Edge::Kind::refused || equal(a.ast, b.ast);
}

// A source file without its import header, as one expression: it may have several, and =~ wants at least two. Imports
// are lines that begin with / and a rune, and those
// behind them that are indented.
std::string body_of(const std::string& text) {
  size_t at = 0;
  bool import = false;
  while (at < text.size()) {
    const char first = text[at];
    const char second = at + 1 < text.size() ? text[at + 1] : '\n';
    const size_t ink = text.find_first_not_of(' ', at);
    const bool comment = ink != std::string::npos && text.compare(ink, 2, "::") == 0;
    const bool begins = first == '/' && std::string_view("-+=~%$*?#").find(second) != std::string_view::npos;
    const bool goes_on = import && first == ' ';
    if (!comment && first != '\n' && !begins && !goes_on) break;
    import = begins || goes_on || (import && comment);
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return "=~\n~\n" + text.substr(at) + "\n==\n";
}

std::string as_json(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// A text made of others.
std::string mutated(const std::vector<std::string>& texts, std::mt19937_64& random) {
  const auto pick = [&](size_t n) { return n == 0 ? size_t{0} : static_cast<size_t>(random() % n); };
  std::string text = texts[pick(texts.size())];
  const size_t changes = 1 + pick(3);
  static constexpr std::string_view kBytes = " \n  ()[]{}\"'`~!@#$%^&*-=+|\\;:,.<>/?_abz019AZ\t";
  for (size_t i = 0; i < changes; ++i) {
    const size_t at = pick(text.size() + 1);
    const size_t size = std::min(text.size() - at, 1 + pick(4));
    switch (pick(7)) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, 1, kBytes[pick(kBytes.size())]);
        break;
      case 2:
        if (at < text.size()) text[at] = kBytes[pick(kBytes.size())];
        break;
      case 3: {
        const std::string& other = texts[pick(texts.size())];
        const size_t from = pick(other.size() + 1);
        text.insert(at, other.substr(from, 1 + pick(12)));
        break;
      }
      case 4:
        text.insert(at, texts[pick(texts.size())]);
        break;
      case 5:
        text.insert(at, text.substr(at, 1 + pick(8)));
        break;
      default: {
        // Tall and wide form differ in this.
        const size_t space = text.find("  ", at);
        if (space != std::string::npos) text.replace(space, 2, pick(2) == 0 ? " " : "\n");
        break;
      }
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const auto folder = reference::folder();
  if (!folder) {
    std::printf(
        "parse: skipped: GALENA_REFERENCE names no folder of the public sources\n0 passed, 0 failed, 1 skipped\n");
    return 0;
  }
  std::vector<std::string> files;
  uint64_t numbers[2] = {500, 1};
  size_t given = 0;
  bool facts = false, verbose = false;
  std::vector<std::string> folders;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--facts") {
      facts = true;
    } else if (argument == "--verbose") {
      verbose = true;
    } else if (argument == "--texts" && i + 1 < argc) {
      files.push_back(argv[++i]);
    } else if (argument == "--sources" && i + 1 < argc) {
      folders.push_back(argv[++i]);
    } else if (argument == "--patience" && i + 1 < argc) {
      patience = std::chrono::seconds(std::atoi(argv[++i]));
    } else if (given < 2) {
      numbers[given++] = std::strtoull(argv[i], nullptr, 10);
    }
  }
  if (files.empty()) {
    for (const char* name : {"/hoon.jsonl", "/rejects.jsonl", "/../reference/syntax.jsonl"}) {
      files.push_back(std::string(GALENA_GOLDEN) + name);
    }
  }
  std::vector<std::string> texts;
  for (const std::string& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) texts.push_back(nlohmann::json::parse(line)["src"]);
  }
  std::vector<std::string> names(texts.size());
  if (!folders.empty()) {
    texts.clear();
    names.clear();
    numbers[0] = 0;
    for (const std::string& each : folders) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(each)) {
        if (entry.path().extension() == ".hoon" && entry.is_regular_file()) names.push_back(entry.path().string());
      }
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      std::ifstream in(name, std::ios::binary);
      texts.push_back(body_of({std::istreambuf_iterator<char>(in), {}}));
    }
  }
  if (texts.empty()) return 1;

  MachineOptions options;
  options.jet_table = jet_table();
  options.memory_limit = size_t{4} << 30;
  reference::Oracle oracle(*folder, std::move(options));
  uint64_t passed = 0, failed = 0, undecided = 0, parsed = 0;
  const auto differs = [&](const std::string& text) {
    Arena arena(size_t{1} << 30);
    return !same(our_edge(arena, text), reference_edge(oracle, text));
  };
  const auto check = [&](const std::string& text) {
    Arena arena(size_t{1} << 30);
    const Edge ours = our_edge(arena, text);
    const Edge theirs = reference_edge(oracle, text);
    if (facts) {
      if (undecidable(ours, theirs)) return;
      nlohmann::ordered_json line;
      line["src"] = text;
      if (theirs.kind == Edge::Kind::parsed) {
        char mug_text[16];
        std::snprintf(mug_text, sizeof mug_text, "0x%08x", mug(theirs.ast));
        line["ast_mug"] = mug_text;
      } else {
        line["ast_mug"] = nullptr;
        if (theirs.kind == Edge::Kind::refused) line["at"] = {theirs.line, theirs.column};
      }
      std::printf("%s\n", line.dump().c_str());
      return;
    }
    undecided += undecidable(ours, theirs);
    if (verbose && undecidable(ours, theirs))
      std::printf("undecided: %s\n  ours: %s\n  reference: %s\n", as_json(text.substr(0, 2000)).c_str(),
                  describe(ours).c_str(), describe(theirs).c_str());
    parsed += theirs.kind == Edge::Kind::parsed;
    if (same(ours, theirs)) {
      ++passed;
      return;
    }
    ++failed;
    if (text.size() > kShrinkable) {
      std::printf("%s ...\n  ours: %s\n  reference: %s\n", as_json(text.substr(0, 100)).c_str(), describe(ours).c_str(),
                  describe(theirs).c_str());
      std::fflush(stdout);
      return;
    }
    std::string small = text;
    for (size_t size = std::max<size_t>(small.size() / 2, 1); size > 0; size /= 2) {
      for (size_t at = 0; at < small.size();) {
        std::string candidate = small;
        candidate.erase(at, size);
        if (differs(candidate)) {
          small = candidate;
        } else {
          at += size;
        }
      }
    }
    std::printf("%s\n  ours: %s\n  reference: %s\n", as_json(small).c_str(), describe(our_edge(arena, small)).c_str(),
                describe(reference_edge(oracle, small)).c_str());
    std::fflush(stdout);
  };
  for (size_t i = 0; i < texts.size(); ++i) {
    const uint64_t before = failed + undecided, parsed_before = parsed;
    check(texts[i]);
    if (verbose && !names[i].empty() && parsed == parsed_before) std::printf("refused: %s\n", names[i].c_str());
    if (!names[i].empty() && failed + undecided != before) std::printf("in %s\n", names[i].c_str());
  }
  if (facts) return 0;
  for (uint64_t seed = numbers[1]; seed < numbers[1] + numbers[0]; ++seed) {
    std::mt19937_64 random(seed);
    check(mutated(texts, random));
  }
  std::printf("parse: %llu passed, %llu failed, %llu skipped; %llu of the texts parse\n",
              static_cast<unsigned long long>(passed - undecided), static_cast<unsigned long long>(failed),
              static_cast<unsigned long long>(undecided), static_cast<unsigned long long>(parsed));
  return failed == 0 ? 0 : 1;
}
