// Every jet beside its Nock, on samples of its shape, edges first, some with a part replaced by something else.
//
// The arms are those of our library (hoon/sys), which is compiled first. Each is called with its jet, and again with
// that jet alone turned off: the product must be the same, or the crash, with the same trace. Of the calls of each jet
// at least half must yield products, and the jet must have answered some.
//
//   jets_differential [--long | --brief] [--only TEXT] [--samples N] [--seconds N] [--seed N] [--json FILE]
//                     [--library FOLDER]
//
// An arm whose Nock is slow is called as often as its share of time allows, and how often is printed: 10,000 times and
// up to five minutes with --long, until it has answered and ten times with --brief, else 300 times and half a second.
// --json writes what has been counted and measured.
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "jets/compiler/table.h"
#include "jets/sample.h"
#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/strand.h"
#include "test/differential/noun_shapes.h"
#include "test/wrapped_jets.h"

using namespace galena;
using namespace galena::hoon;
using namespace galena::test;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

// How a jet is called.
struct Row {
  std::string_view path;
  const char *gate, *sample, *door;
};
constexpr Row kRows[] = {
#define JET(path, gate, sample, door) {path, gate, sample, door},
#include "test/differential/jet_rows.def"
#undef JET
};

// Rows that no arm of our library has: the reference's alone (reference_jets_check).
constexpr std::string_view kElsewhere[] = {"one/two/tri/qua/pen/ut/nest/nest-in/nest-dext"};
bool is_elsewhere(std::string_view path) {
  return std::ranges::find(kElsewhere, path) != std::end(kElsewhere);
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  for (const auto& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

// Our library on a machine, and expressions in it.
class Library {
 public:
  Library(std::span<const Jet> table, const fs::path& folder)
      : machine_(options(table)), compiler_(arena_), type_(arena_.cord("noun")) {
    compiler_.set_evaluate([this](Noun subject, Noun formula) {
      const galena::Result result = machine_.run(subject, formula);
      return result.outcome == Outcome::done ? arena_.intern(result.noun) : Noun::none();
    });
    for (const fs::path& layer : entries_of(folder)) {
      std::string text;
      if (fs::is_directory(layer)) {
        for (const fs::path& chapter : entries_of(layer)) text += text_of(chapter);
        text += "--\n";
      } else {
        text = text_of(layer);
      }
      const auto program = compile(text);
      const galena::Result result = program ? machine_.run(value_, program->formula) : galena::Result{};
      if (!program || result.outcome != Outcome::done) {
        std::printf("%s does not make a library\n", layer.c_str());
        std::exit(1);
      }
      type_ = program->type;
      value_ = arena_.intern(result.noun);
    }
  }

  Machine& machine() { return machine_; }

  // None where that is refused or crashes.
  Noun evaluate(const std::string& expression) {
    const auto program = compile(expression);
    if (!program) return Noun::none();
    const galena::Result result = machine_.run(value_, program->formula, std::chrono::seconds(60));
    return result.outcome == Outcome::done ? arena_.intern(result.noun) : Noun::none();
  }

  const CoreRecord* record(std::string_view path) {
    for (const auto& r : machine_.jets().records()) {
      if (r->path == path) return r.get();
    }
    return nullptr;
  }

 private:
  static MachineOptions options(std::span<const Jet> table) {
    MachineOptions made;
    made.jet_table = table;
    made.memory_limit = size_t{3} << 30;
    return made;
  }
  std::optional<Compiled> compile(const std::string& text) {
    try {
      const ParseResult parsed = parse(arena_, text);
      if (parsed.ast.is_none()) return std::nullopt;
      const auto minted = compiler_.mint(type_, arena_.cord("noun"), parsed.ast);
      return minted ? std::optional(minted.value()) : std::nullopt;
    } catch (const CompileError&) {
      return std::nullopt;
    }
  }

  Arena arena_;
  Machine machine_;
  Compiler compiler_;
  Noun type_, value_;
};

struct Settings {
  bool longer = false, brief = false;
  std::string only;
  uint64_t samples = 300, seed = 1;
  double seconds = 0.5;
  std::string json;
  fs::path library = fs::path(GALENA_GOLDEN) / "../../hoon/sys";
};

// What came of the calls of one jet.
struct Count {
  uint64_t calls = 0, products = 0, crashes = 0, undecided = 0, answered = 0, failed = 0;
  double jet = 0, nock = 0;  // seconds, of the calls that the jet answered
};

class Comparison {
 public:
  Comparison(Library& library, const Settings& settings)
      : library_(library), settings_(settings), machine_(library.machine()), shapes_(machine_, settings.seed) {
    pull_ = std::make_unique<Heap::Root>(machine_.heap(), read_text(machine_.heap(), "[9 2 0 1]").noun);
  }

  // Of the row at this place of the jet table.
  Count compare(const Row& row, size_t place) {
    Count count;
    const Noun gate = gate_of(row);
    if (gate.is_none()) {
      std::printf("%s: nothing makes its gate\n", std::string(row.path).c_str());
      count.failed = 1;
      return count;
    }
    const auto begin = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    const auto wants_more = [&] {
      // What is judged of few calls is no more than chance: on a busy machine there are few in a time.
      const bool poor = count.answered == 0 || count.products * 2 < count.calls;
      if (count.calls < 4 || (poor && count.calls < 64)) return true;
      if (count.calls >= settings_.samples || seconds() >= settings_.seconds) return false;
      return !settings_.brief || count.calls < 10 || count.answered == 0;
    };
    while (wants_more()) {
      call(row, place, gate, count);
      if (count.calls % 500 == 0) machine_.collect();
    }
    return count;
  }

 private:
  // A gate, or the arm of a door that has no sample of its own, which stands in the door of another arm.
  Noun gate_of(const Row& row) {
    if (*row.gate != '\0') return library_.evaluate(row.gate);
    const bool map = row.path.find("/by/") != std::string_view::npos;
    const std::string arm(row.path.substr(row.path.rfind('/') + 1));
    library_.evaluate("~(" + arm + (map ? " by (my [1 2] ~))" : " in (sy 1 ~))"));  // which registers its core
    return library_.evaluate(map ? "~(has by *(map))" : "~(has in *(set))");
  }

  Noun core_of(const Row& row, Noun gate) {
    Heap& heap = machine_.heap();
    Noun context = gate.tail().tail();
    if (*row.door != '\0') {
      const Noun whole = shapes_.make(row.door);
      const Noun sample = wants_trees(row) ? whole : shapes_.blurred(whole);
      context = heap.tuple(context.head(), sample, context.tail().tail());
    }
    if (*row.gate == '\0') {
      const CoreRecord* const record = library_.record(row.path);
      if (record == nullptr) return Noun::none();
      // `tap`, `key` and `apt` begin with a sample of their own; `wyt` has none.
      const std::string_view arm = row.path.substr(row.path.rfind('/') + 1);
      if (arm == "wyt") return heap.cons(record->battery, context);
      const Noun sample = arm == "apt" ? heap.cons(kNull, kNull) : kNull;
      return heap.tuple(record->battery, shapes_.blurred(sample), context);
    }
    const Noun whole = shapes_.make(row.sample);
    return heap.tuple(gate.head(), wants_trees(row) ? whole : shapes_.blurred(whole), context);
  }

  // What two trees come to that are none is not the same in two libraries, and no promise of either.
  static bool wants_trees(const Row& row) { return row.path.ends_with("/int") || row.path.ends_with("/uni"); }

  void call(const Row& row, size_t place, Noun gate, Count& count) {
    Heap& heap = machine_.heap();
    const Noun made = core_of(row, gate);
    if (made.is_none()) {
      ++count.failed;
      count.calls = settings_.samples;
      std::printf("%s: no core of it is registered\n", std::string(row.path).c_str());
      return;
    }
    const Heap::Root core(heap, made);
    const uint64_t before = WrappedJets::answers(place);
    const double start = spent();
    const galena::Result with = machine_.run(core.get(), pull_->get(), deadline());
    const double middle = spent();
    const Outcome outcome = with.outcome;
    const Heap::Root product(heap, with.noun);
    const bool answered = WrappedJets::answers(place) != before;
    WrappedJets::turn_off(place);
    const double again = spent();
    const galena::Result without = machine_.run(core.get(), pull_->get(), deadline());
    const double end = spent();
    WrappedJets::turn_off({});
    ++count.calls;
    if (answered) ++count.answered;
    const auto early = [](Outcome o) { return o == Outcome::meme || o == Outcome::intr; };
    if (early(without.outcome)) {
      ++count.undecided;
      return;
    }
    if (answered) {
      count.jet += middle - start;
      count.nock += end - again;
    }
    ++(without.outcome == Outcome::done ? count.products : count.crashes);
    if (outcome == without.outcome && equal(product.get(), without.noun)) return;
    if (++count.failed > 3) return;
    const Noun payload = core.get().tail();
    std::printf("%s differs\n  of   %s\n  door %s\n  jet  %s\n  Nock %s\n", std::string(row.path).c_str(),
                print_text(payload.head(), 600).c_str(),
                *row.door == '\0' ? "" : print_text(payload.tail().tail().head(), 200).c_str(),
                shown(outcome, product.get()).c_str(), shown(without.outcome, without.noun).c_str());
  }

  // Seconds of this thread's own time, whoever else runs.
  static double spent() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }
  std::chrono::milliseconds deadline() const {
    return settings_.longer ? std::chrono::milliseconds(60'000) : std::chrono::milliseconds(3'000);
  }
  static std::string shown(Outcome outcome, Noun noun) {
    if (outcome == Outcome::meme || outcome == Outcome::intr) return "ends early";
    return (outcome == Outcome::done ? "" : "crashes, trace ") + print_text(noun, 600);
  }

  Library& library_;
  const Settings& settings_;
  Machine& machine_;
  NounShapes shapes_;
  std::unique_ptr<Heap::Root> pull_;
};

Settings settings_of(int argc, char** argv) {
  Settings s;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const auto value = [&]() -> const char* { return i + 1 < argc ? argv[++i] : "0"; };
    if (name == "--long") {
      s.longer = true;
      s.samples = 10'000;
      s.seconds = 300;
    } else if (name == "--brief") {
      s.brief = true;
    } else if (name == "--only") {
      s.only = value();
    } else if (name == "--samples") {
      s.samples = std::strtoull(value(), nullptr, 10);
    } else if (name == "--seconds") {
      s.seconds = std::strtod(value(), nullptr);
    } else if (name == "--seed") {
      s.seed = std::strtoull(value(), nullptr, 10);
    } else if (name == "--library") {
      s.library = value();
    } else if (name == "--json") {
      s.json = value();
    } else {
      std::printf("jets_differential has no option %s\n", argv[i]);
      std::exit(2);
    }
  }
  return s;
}

int run(const Settings& settings) {
  const WrappedJets table;
  Library library(table.rows(), settings.library);
  Comparison comparison(library, settings);
  uint64_t jets = 0, calls = 0, products = 0, failed = 0;
  std::FILE* const json = settings.json.empty() ? nullptr : std::fopen(settings.json.c_str(), "w");
  for (size_t place = 0; place < table.rows().size(); ++place) {
    const std::string_view path = table.rows()[place].path;
    if (is_elsewhere(path) || path.find(settings.only) == std::string_view::npos) continue;
    const auto row = std::ranges::find(kRows, path, &Row::path);
    if (row == std::end(kRows)) {
      std::printf("%s: jet_rows.def does not say how it is called\n", std::string(path).c_str());
      ++failed;
      continue;
    }
    const Count c = comparison.compare(*row, place);
    const double times = c.jet > 0 ? c.nock / c.jet : 0;
    std::printf("%-66s %6lu calls %6lu products %5lu crashes %4lu undecided %6lu answered %9.1f times as fast\n",
                std::string(path).c_str(), c.calls, c.products, c.crashes, c.undecided, c.answered, times);
    if (json != nullptr) {
      std::fprintf(json,
                   "{\"path\":\"%s\",\"calls\":%lu,\"products\":%lu,\"crashes\":%lu,\"answered\":%lu,\"times\":%.1f}\n",
                   std::string(path).c_str(), c.calls, c.products, c.crashes, c.answered, times);
    }
    failed += c.failed;
    if (c.answered == 0) {
      std::printf("%s: the jet never answers\n", std::string(path).c_str());
      ++failed;
    } else if (c.calls >= 40 && 2 * c.products < c.calls - c.undecided) {
      std::printf("%s: less than half of the calls have products\n", std::string(path).c_str());
      ++failed;
    }
    ++jets;
    calls += c.calls;
    products += c.products;
  }
  if (json != nullptr) std::fclose(json);
  std::printf("jets beside their Nock: %lu jets, %lu calls, %lu products, %lu failed\n", jets, calls, products, failed);
  return failed == 0 && jets > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Settings settings = settings_of(argc, argv);
  return run_on_deep_stack(kDeepStack, [&] { return run(settings); });
}
