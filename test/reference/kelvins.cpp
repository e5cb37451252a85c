// Each kelvin against the reference of that kelvin: the same AST, type and formula, or refused by both. And for each
// row of hoon/noun/kelvins.def, programs on which the kelvin that has it and the one before it differ.
//
//   kelvins [--kelvin N] [--patience SECONDS] [COUNT [FIRST-SEED]]
//   kelvins --kelvin N --files FOLDER
//
// --files compares the trees of all Hoon in a folder instead, without the import headers: the same, or refused by both.
//
// COUNT random programs a kelvin (default 60), and as many of each row, up to 100. The reference of a kelvin is its
// source, compiled by the native compiler as `galena circle` compares it, and run as Nock, but for the jets of its
// library. The sources are looked for in the folder of GALENA_REFERENCE.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "hoon/parse/parser.h"
#include "jets/table.h"
#include "test/deadline.h"
#include "test/reference/generate.h"
#include "test/reference/grammar.h"
#include "test/reference/oracle.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/session/self_hosted.h"

using namespace galena;

namespace {

constexpr std::chrono::seconds kOurs(10);

// Where compilers in Hoon lie below the folder of the public sources.
constexpr const char* kSources[] = {
    "nockchain/crates/hoonc/hoon/hoon-138.hoon", "kernel410/pkg/arvo/sys/hoon.hoon", "urbit409/pkg/arvo/sys/hoon.hoon",
    "kernel409/pkg/arvo/sys/hoon.hoon",          "ska/desk/lib/hoot.hoon",
};

std::string source_of(const std::string& folder, hoon::Kelvin kelvin) {
  for (const char* name : kSources) {
    std::ifstream file(folder + "/" + name, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (hoon::Kelvin::of_source(text) == kelvin) return text;
  }
  return {};
}

// What is made of a program: none() for what is refused, and whether it took too long to tell.
struct Made {
  Noun ast = Noun::none(), type = Noun::none(), formula = Noun::none();
  bool undecided = false;

  bool same(const Made& other) const { return ast == other.ast && type == other.type && formula == other.formula; }
};

// A kelvin: its reference, and the native compiler. All nouns are of one arena.
class Language {
 public:
  Language(hoon::Kelvin kelvin, const std::string& text, std::chrono::seconds patience)
      : kelvin_(kelvin), machine_(options()), bench_(machine_), tools_(machine_, bench_.arena(), bench_.compiler()) {
    bench_.compiler().set_kelvin(kelvin);
    const hoon::Compiled made = tools_.mint("noun"_n, hoon::parse(bench_.arena(), text, {.kelvin = kelvin}).ast);
    self_ = std::make_unique<tools::SelfHosted>(tools_, hoon::Vase{made.type, tools_.run(kNull, made.formula)});
    identity_ = self_->identity().value();
    self_->parse("1");
    self_->mint("noun"_n, hoon::parse(bench_.arena(), "1", {.kelvin = kelvin}).ast);
    bench_.set_deadline(patience);
  }

  Arena& arena() { return bench_.arena(); }
  hoon::Kelvin kelvin() const { return kelvin_; }

  Made reference(const std::string& source) {
    Made made;
    try {
      made.ast = self_->parse(source);
      const Noun both = self_->mint("noun"_n, made.ast);
      made.type = both.head();
      made.formula = both.tail();
    } catch (const hoon::Failure& failure) {
      made.undecided = failure.outcome != Outcome::exit;
    }
    return made;
  }

  Noun native_tree(const std::string& source) { return hoon::parse(bench_.arena(), source, {.kelvin = kelvin_}).ast; }
  Noun reference_tree(const std::string& source) {
    try {
      return self_->parse(source);
    } catch (const hoon::Failure&) {
      return Noun::none();
    }
  }

  Made native(const std::string& source) {
    Made made;
    const hoon::ParseResult parsed = hoon::parse(bench_.arena(), source, {.kelvin = kelvin_});
    made.ast = parsed.ast;
    if (made.ast.is_none()) return made;
    hoon::Compiler compiler(bench_.arena(), kelvin_);
    compiler.set_identity(identity_);
    const Deadline deadline(kOurs);
    const hoon::Result<hoon::Compiled> minted = compiler.mint("noun"_n, "noun"_n, parsed.ast);
    if (minted) {
      made.type = minted.value().type;
      made.formula = minted.value().formula;
    } else {
      made.undecided = minted.error().kind == hoon::ErrorKind::interrupted;
    }
    return made;
  }

 private:
  static MachineOptions options() {
    MachineOptions options;
    options.jet_table = jet_table();
    options.memory_limit = size_t{5} << 30;
    return options;
  }

  const hoon::Kelvin kelvin_;
  Machine machine_;
  tools::Workbench bench_;
  hoon::Toolchain tools_;
  std::unique_ptr<tools::SelfHosted> self_;
  hoon::Identity identity_;
};

struct Counts {
  unsigned passed = 0, failed = 0, undecided = 0, parsed = 0, accepted = 0;
};

void compare(Language& language, const std::string& source, const char* what, Counts& counts) {
  const Made theirs = language.reference(source), ours = language.native(source);
  counts.parsed += theirs.ast.is_none() ? 0 : 1;
  counts.accepted += theirs.type.is_none() ? 0 : 1;
  if (theirs.undecided) {
    ++counts.undecided;
  } else if (!ours.undecided && ours.same(theirs)) {
    ++counts.passed;
  } else {
    ++counts.failed;
    const char* const where = ours.undecided                                 ? "endless for us only"
                              : ours.ast.is_none() != theirs.ast.is_none()   ? "accepted by one parser only"
                              : ours.ast != theirs.ast                       ? "AST"
                              : ours.type.is_none() != theirs.type.is_none() ? "refused by one compiler only"
                              : ours.type != theirs.type                     ? "type"
                                                                             : "formula";
    std::printf("%llu, %s: %s\n%s\n\n", static_cast<unsigned long long>(language.kelvin().number()), what, where,
                source.c_str());
    std::fflush(stdout);
  }
}

// A literal, a term and a small expression of a seed, and others of the next.
struct Words {
  explicit Words(uint64_t seed) : random(seed * 0x9e3779b97f4a7c15 + 1) {}
  uint64_t next() { return random = random * 6364136223846793005 + 1442695040888963407, random >> 33; }
  std::string number() { return std::to_string(next() % 1000); }
  std::string term() {
    std::string word(1, static_cast<char>('a' + next() % 26));
    while (next() % 4 != 0) word.push_back(static_cast<char>('a' + next() % 26));
    return word;
  }
  std::string expression() {
    switch (next() % 5) {
      case 0:
        return number();
      case 1:
        return "[" + number() + " " + expression() + "]";
      case 2:
        return "+(" + number() + ")";
      case 3:
        return "?:(=(" + number() + " " + number() + ") " + expression() + " " + expression() + ")";
      default:
        return "`" + expression();
    }
  }
  std::string structure() {
    switch (next() % 4) {
      case 0:
        return "$@(~ [" + term() + "=@ud @])";
      case 1:
        return "?(%" + term() + " [@ ^])";
      case 2:
        return "$@(@ [" + structure() + " @])";
      default:
        return "$%([%" + term() + " @] [%" + term() + " ^ ~])";
    }
  }
  uint64_t random;
};

// A program that means different things before and after a row, or is none on one side; empty where a row is no matter
// of programs. One that is refused on both sides by luck is not counted.
std::string program_of(hoon::Difference difference, uint64_t seed) {
  Words w(seed);
  const std::string prelude(reference::kPrelude);
  const std::string a = w.term(), b = w.term();
  const std::string pad = "0" + std::to_string(1 + w.next() % 9);
  switch (difference) {
    case hoon::Difference::filtered_bunt:
      return "=|  " + a + "=" + w.structure() + "\n[" + a + " " + w.expression() + "]";
    case hoon::Difference::absent_first:
      return "=/  " + a + "  " + w.expression() + "\n!@  " + (w.next() % 2 == 0 ? a : a + "x") + "\n  [%yes " +
             w.expression() + "]\n[%no " + w.expression() + "]";
    case hoon::Difference::printing_test:
      return prelude + "--\n~?  " + "=(" + w.number() + " " + w.number() + ")  " + w.expression() + "\n" +
             w.expression();
    case hoon::Difference::empty_segment:
      return w.next() % 2 == 0 ? "#/" + a + "//" + w.number() : "^-  *\n*#/" + a + "//@ud";
    case hoon::Difference::plain_trees:
      return "|%\n++  " + a + "  " + w.expression() + "\n++  " + b + "y\n  ::    " + a + "\n  " + w.expression() +
             "\n--";
    case hoon::Difference::retyped_goal:
      return "^#  " + std::string(w.next() % 2 == 0 ? "*@" : "**") + "\n" + w.expression();
    case hoon::Difference::checked_producer:
      return "=|  " + a + "=*\n=^  " + b + "z  " + a + "  ^-(* " + w.expression() + ")\n[" + b + "z " + w.expression() +
             "]";
    case hoon::Difference::narrowing_not:
      return "=/  " + a + "  ^-($@(~ [p=@ q=@]) ~)\n?:  !?=(~ " + a + ")\n  [p." + a + " " + w.expression() + "]\n" +
             w.expression();
    case hoon::Difference::constant_trace:
      return prelude + "--\n~|  %" + a + "\n" + w.expression();
    case hoon::Difference::closed_blocks:
      return "!:\n[\"\"\"\n " + a + " {" + b + "}\n \"\"\" " + w.expression() + "]";
    case hoon::Difference::unended_comment:
      return w.expression() + "  ::  " + a;
    case hoon::Difference::padded_dates:
      return w.next() % 2 == 0 ? "~2026." + pad + ".1" : "/" + a + "/~2026.1." + pad.substr(1);
    case hoon::Difference::single_rest:
      return {};
  }
  __builtin_unreachable();
}

// What is behind the lines of imports, and the comments and air around them.
std::string body_of(std::string text) {
  size_t at = 0, body = 0;
  while (at < text.size()) {
    const bool is_import = text[at] == '/';
    const size_t end = text.find('\n', at);
    if (!is_import && text[at] != '\n' && text[at] != ' ' && text.compare(at, 2, "::") != 0) break;
    at = end == text.npos ? text.size() : end + 1;
    if (is_import) body = at;
  }
  // Names that go on in further lines belong to the header, too.
  while (body > 0 && body < text.size() && text[body] == ' ') {
    const size_t end = text.find('\n', body);
    body = end == text.npos ? text.size() : end + 1;
  }
  return text.substr(body);
}

int compare_files(Language& language, const std::string& folder) {
  namespace fs = std::filesystem;
  unsigned same = 0, refused = 0, failed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".hoon") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string body = body_of({std::istreambuf_iterator<char>(file), {}});
    const Noun ours = language.native_tree(body), theirs = language.reference_tree(body);
    if (ours == theirs) {
      ++(ours.is_none() ? refused : same);
    } else {
      ++failed;
      std::printf("%s: another tree\n", entry.path().c_str());
    }
  }
  std::printf("files: %u the same tree, %u refused by both, %u failed\n", same, refused, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t numbers[2] = {60, 1};
  size_t given = 0;
  uint64_t only = 0;
  std::string files;
  std::chrono::seconds patience(5);
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--kelvin" && i + 1 < argc) {
      only = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--patience" && i + 1 < argc) {
      patience = std::chrono::seconds(std::atoi(argv[++i]));
    } else if (argument == "--files" && i + 1 < argc) {
      files = argv[++i];
    } else if (given < 2) {
      numbers[given++] = std::strtoull(argv[i], nullptr, 10);
    }
  }
  const uint64_t count = numbers[0], first = numbers[1];
  const auto folder = reference::folder();
  Counts all;
  unsigned skipped = 0;
  for (const hoon::KelvinRow& row : hoon::all_kelvins()) {
    const hoon::Kelvin kelvin = row.kelvin;
    if (only != 0 && kelvin.number() != only) continue;
    const std::string text = folder ? source_of(*folder, kelvin) : std::string();
    if (text.empty()) {
      std::printf("Hoon %llu: skipped: its source is not below GALENA_REFERENCE\n",
                  static_cast<unsigned long long>(kelvin.number()));
      ++skipped;
      continue;
    }
    Language language(kelvin, text, patience);
    if (!files.empty()) return compare_files(language, files);
    Counts counts;
    for (uint64_t seed = first; seed < first + count; ++seed) {
      compare(language, reference::source_of(*reference::generate(seed)), "a random program", counts);
    }
    std::printf("Hoon %llu: %u of %llu random programs agree, %u undecided; %u parse, %u compile\n",
                static_cast<unsigned long long>(kelvin.number()), counts.passed, static_cast<unsigned long long>(count),
                counts.undecided, counts.parsed, counts.accepted);
    for (const hoon::DifferenceRow& difference : hoon::all_differences()) {
      // Its own kelvin, and the one before: where the two differ, each is its own reference.
      const bool has = difference.since == kelvin, before = difference.since.number() + 1 == kelvin.number();
      if (!has && !before) continue;
      Counts of_row;
      unsigned differ = 0;
      const std::optional<hoon::Kelvin> other = hoon::Kelvin::of(kelvin.number() + (has ? 1 : -1));
      for (uint64_t seed = first; of_row.passed + of_row.failed < std::min<uint64_t>(count, 100); ++seed) {
        const std::string source = program_of(difference.difference, seed);
        if (source.empty() || seed > first + 1000) break;
        compare(language, source, std::string(difference.name).c_str(), of_row);
        // By what is native: both have a reference, which is compared with in its turn.
        hoon::Compiler compiler(language.arena(), *other);
        const Noun ast = hoon::parse(language.arena(), source, {.kelvin = *other}).ast;
        const Made ours = language.native(source);
        Made theirs{ast};
        if (!ast.is_none()) {
          if (const auto minted = compiler.mint("noun"_n, "noun"_n, ast)) {
            theirs.type = minted.value().type;
            theirs.formula = minted.value().formula;
          }
        }
        differ += ours.same(theirs) ? 0 : 1;
      }
      std::printf("Hoon %llu, %s: %u of %u agree; %u differ from Hoon %llu\n",
                  static_cast<unsigned long long>(kelvin.number()), std::string(difference.name).c_str(), of_row.passed,
                  of_row.passed + of_row.failed, differ, static_cast<unsigned long long>(other->number()));
      const bool is_program = !program_of(difference.difference, first).empty();
      if (is_program && differ < of_row.passed + of_row.failed) {
        std::printf("Hoon %llu, %s: its programs are the same on both sides\n",
                    static_cast<unsigned long long>(kelvin.number()), std::string(difference.name).c_str());
        ++all.failed;
      }
      all.passed += of_row.passed;
      all.failed += of_row.failed;
      all.undecided += of_row.undecided;
    }
    all.passed += counts.passed;
    all.failed += counts.failed;
    all.undecided += counts.undecided;
    std::fflush(stdout);
  }
  std::printf("kelvins: %u passed, %u failed, %u skipped\n", all.passed, all.failed, all.undecided + skipped);
  return all.failed == 0 ? 0 : 1;
}
