// The standard library (hoon/sys), compiled layer by layer, against tables of expressions and what they print
// (test/library/*.txt), with jets; with --compare also with every jet run beside its Nock and compared.
//
// A line of a table is an expression, a tab, and the text of its product at width 80, lines joined by a space;
// `!crash` where it crashes and `!refused` where the compiler refuses it. Lines that begin with # are headings. Every
// row of the jet table is met by some line.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/print/print.h"
#include "hoon/type/compiler.h"
#include "jets/table.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"
#include "nock/run/machine.h"

namespace {

using namespace galena;
using namespace galena::hoon;
namespace fs = std::filesystem;

struct Case {
  std::string expression, product;
};

// A jet beside its Nock costs what the Nock costs, and that of arithmetic counts to the numbers it is given: comparing
// gives up early, and says for how many expressions it did.
struct Mode {
  const char* name;
  bool check;
  std::chrono::milliseconds deadline;
};

// With checks some of the ciphers: in Nock they are slow enough without.
constexpr size_t kEvery = kChecks ? 12 : 1;

std::vector<fs::path> files_in(const fs::path& folder, const char* extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The layers of the library: files and folders, by their names.
std::vector<fs::path> layers_in(const fs::path& folder) {
  std::vector<fs::path> layers;
  for (const auto& entry : fs::directory_iterator(folder)) layers.push_back(entry.path());
  std::sort(layers.begin(), layers.end());
  return layers;
}

std::vector<Case> load(const fs::path& table) {
  std::vector<Case> cases;
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    cases.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return cases;
}

bool is_called_elsewhere(std::string_view path) {
  static constexpr std::string_view kPaths[] = {
#define JET(path, gate, sample, door) path,
#include "test/differential/jet_rows.def"
#undef JET
  };
  return std::ranges::find(kPaths, path) != std::end(kPaths);
}

MachineOptions options_for(const Mode& mode) {
  MachineOptions options;
  options.jet_table = jet_table();
  options.check_jets = mode.check;
  return options;
}

// A machine whose subject is the library.
class Library {
 public:
  explicit Library(const Mode& mode)
      : deadline_(mode.deadline),
        machine_(options_for(mode)),
        compiler_(arena_),
        printer_(arena_, TypeServices{[this](Noun hold) {
                                        const auto unfolded = compiler_.unfold(hold);
                                        if (!unfolded) throw CompileError(unfolded.error());
                                        return unfolded.value();
                                      },
                                      [this](Noun type) { return is_type_of_types(type); }}),
        type_(arena_.cord("noun")) {
    compiler_.set_evaluate([this](Noun subject, Noun formula) {
      const auto result = machine_.run(subject, formula, deadline_);
      return result.outcome == Outcome::done ? arena_.intern(result.noun) : Noun::none();
    });
  }

  // Puts a layer on top, a file or a folder of chapters; false, with a message, where it does not compile or run.
  bool extend(const fs::path& file) {
    std::string text;
    if (fs::is_directory(file)) {
      for (const fs::path& chapter : files_in(file, ".hoon")) text += text_of(chapter);
      text += "--\n";
    } else {
      text = text_of(file);
    }
    const auto program = compile(text);
    if (!program) {
      std::printf("%s is refused\n", file.c_str());
      return false;
    }
    const auto result = machine_.run(value_, program->formula);
    if (result.outcome != Outcome::done) {
      std::printf("%s crashes\n", file.c_str());
      return false;
    }
    type_ = program->type;
    value_ = arena_.intern(result.noun);
    return true;
  }

  std::string evaluate(const std::string& expression) {
    const auto program = compile(expression);
    if (!program) return "!refused";
    const auto result = machine_.run(value_, program->formula, deadline_);
    if (result.outcome == Outcome::exit) return "!crash";
    if (result.outcome != Outcome::done) return "!unfinished";
    std::string text;
    for (const std::string& line : printer_.value(program->type, result.noun)) {
      const size_t start = std::min(line.find_first_not_of(' '), line.size());
      if (!text.empty()) text += ' ';
      text += line.substr(start);
    }
    return text;
  }

  uint64_t mismatches() const { return machine_.jet_mismatches(); }

  // The rows of the jet table that answered nothing here: no core of their path has been made.
  std::vector<std::string_view> unmet() {
    std::set<std::string_view> made;
    for (const auto& record : machine_.jets().records()) made.insert(record->path);
    std::vector<std::string_view> paths;
    for (const Jet& jet : jet_table()) {
      if (!made.contains(jet.path)) paths.push_back(jet.path);
    }
    return paths;
  }

  // From here on the cores that have jets are those that the library makes, as in a command that runs a program.
  void close() { machine_.jets().close(); }

 private:
  // That of what `!>` says of a value: the library has it as `abel`.
  bool is_type_of_types(Noun type) {
    const Noun abel = arena_.tuple(arena_.cord("kttr"), arena_.cord("bcmc"), arena_.cord("limb"), arena_.cord("abel"));
    const auto types = compiler_.play(type_, abel);
    const auto fits = [&](Noun need, Noun have) {
      const auto nests = compiler_.nests(need, have);
      return nests && nests.value();
    };
    return types && fits(types.value(), type) && fits(type, types.value());
  }

  std::optional<Compiled> compile(const std::string& text) {
    try {
      const ParseResult parsed = parse(arena_, text);
      if (parsed.ast.is_none()) return std::nullopt;
      const auto minted = compiler_.mint(type_, arena_.cord("noun"), parsed.ast);
      if (!minted) return std::nullopt;
      return minted.value();
    } catch (const CompileError&) {
      return std::nullopt;
    }
  }

  const std::chrono::milliseconds deadline_;
  Arena arena_;
  Machine machine_;
  Compiler compiler_;
  Printer printer_;
  Noun type_, value_;
};

int run(const Mode& mode, bool verbose) {
  const fs::path here(GALENA_GOLDEN);
  Library library(mode);
  for (const fs::path& layer : layers_in(here / "../../hoon/sys")) {
    if (!library.extend(layer)) return 1;
  }
  library.close();
  int all_failed = 0;
  for (const fs::path& table : files_in(here / "../library", ".txt")) {
    int passed = 0, failed = 0, skipped = 0;
    size_t number = 0;
    for (const Case& c : load(table)) {
      if (table.stem() == "hex" && number++ % kEvery != 0) continue;
      const uint64_t before = library.mismatches();
      const std::string product = library.evaluate(c.expression);
      const bool jets_differ = library.mismatches() != before;
      if (mode.check && !jets_differ && product == "!unfinished") {
        ++skipped;
        continue;
      }
      const bool ok = product == c.product && !jets_differ;
      ++(ok ? passed : failed);
      if (!ok && (verbose || failed <= 5)) {
        std::printf("%s\n  is   %s\n  not  %s%s\n", c.expression.c_str(), product.c_str(), c.product.c_str(),
                    jets_differ ? "\n  and a jet differs from its Nock" : "");
      }
    }
    std::printf("%s (%s): %d passed, %d failed, %d skipped\n", table.filename().c_str(), mode.name, passed, failed,
                skipped);
    all_failed += failed + (passed == 0 ? 1 : 0);
  }
  for (const std::string_view path : library.unmet()) {
    // The compiler's is compared elsewhere, and so are those that jets_differential calls.
    if (path.find("/pen/ut/") != std::string_view::npos || is_called_elsewhere(path)) continue;
    std::printf("%s (%s): no expression makes its core\n", std::string(path).c_str(), mode.name);
    ++all_failed;
  }
  return all_failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  bool verbose = false, compare = false;
  for (int i = 1; i < argc; ++i) {
    verbose = verbose || std::strcmp(argv[i], "--verbose") == 0;
    compare = compare || std::strcmp(argv[i], "--compare") == 0;
  }
  return run_on_deep_stack(kDeepStack, [&] {
    int code = run({"jets", false, std::chrono::seconds(20)}, verbose);
    if (compare) code |= run({"jets compared", true, std::chrono::milliseconds(50)}, verbose);
    return code;
  });
}
