// The programs of bench/programs: compiled against the library in this binary, run on every tier, their products
// checked, and a table of milliseconds.
//
//   bench_programs [--repeat N] [--patience SECONDS] [--no-jets] [--json] [NAME...]
//
// The first time of a tier is on a machine of its own, with what it takes to warm up and compile; `warm` is the best of
// later runs on the same machine. Hoon is compiled before the clock starts; `mint` is what that takes. Where
// GALENA_BENCHMARKS names a folder of [subject formula], as text (.nock) or jams (.noun), those are run too; of a desk,
// those in `bar`, and the files there that come to such a pair (.hoon). What they come to is compared between the
// tiers, since nobody says what it should be. What has no end within the patience (20 s) has no time.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hoon/aura/scot.h"
#include "hoon/desk/vase.h"
#include "hoon/parse/imports.h"
#include "hoon/parse/parser.h"
#include "jets/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "tools/galena/base/library.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/library/embedded.h"

using namespace galena;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

struct Expected {
  const char* name;
  const char* product;  // as a text noun
};
constexpr Expected kPrograms[] = {
    {"ackermann", "603"},
    {"addition", "2200"},
    {"addresses", "1227605933"},
    {"atoms_direct", "1202120038"},
    {"atoms_indirect", "1288418822"},
    {"atoms_bignum", "804332145"},
    {"decrement", "1999999"},
    {"factorial", "[8530 14440424748121153411]"},
    {"fibonacci", "28657"},
    {"mandelbrot", "35862"},
    {"md5", "0x760a.ae5f.8740.7ba8.2cd5.8edc.a4e6.0fd6"},
    {"mmul", "[34267508 53908]"},
    {"numbers", "[2000 99946635]"},
    {"queens", "40"},
    {"sha512",
     "0xc601.7363.f579.f50a.015c.e5e2.1b96.6a94.ecd7.2a32.f624.b648.263b.891d.f07a.2780.5334.0077.8bd6.a71a.3507.733d."
     "dfc4.a814.54a1.7859.cf4f.6857.1fba.eb73.bd70.b09d"},
    {"sieve", "[1229 5736396]"},
    {"words", "[676 47 316633856]"},
};
constexpr struct {
  const char* name;
  Tier tier;
} kTiers[] = {{"interp", Tier::interpreter}, {"jit", Tier::jit}, {"auto", Tier::automatic}};
constexpr size_t kTierCount = std::size(kTiers);

struct Options {
  int repeat = 3;
  std::chrono::milliseconds patience{20'000};  // for one run
  bool jets = true, json = false;
  std::set<std::string> names;
};

constexpr double kNone = 1e300;
struct Times {
  double cold = kNone, warm = kNone;
};
// One benchmark, from source to its table row. A job is a jam of a formula on the library or of [subject formula].
struct Row {
  std::string name;
  std::vector<uint8_t> job;
  bool on_library = false;
  std::vector<uint8_t> library;  // the jam of the formula that makes it, where it is on that
  uint32_t mug = 0;              // of the product; 0: what the first tier says
  double mint = 0;
  Times times[kTierCount];
  std::string trouble;
};

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<uint8_t> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::unique_ptr<Machine> make_machine(Tier tier, bool jets) {
  MachineOptions options;
  options.tier = tier;
  options.jets.enabled = jets;
  options.jet_table = jet_table();
  options.on_slog = [](Noun) {};
  return std::make_unique<Machine>(std::move(options));
}

// Compiles the programs of bench/programs.
std::vector<Row> load_programs(const Options& options) {
  const std::unique_ptr<Machine> machine = make_machine(Tier::interpreter, true);
  const std::unique_ptr<tools::Workbench> library = tools::make_library_workbench(*machine);
  tools::Workbench& bench = *library;
  const Jammed formula = jam(tools::library_formula(bench));
  const std::vector<uint8_t> makes_library(formula.data(), formula.data() + formula.size());
  std::vector<Row> rows;
  for (const Expected& expected : kPrograms) {
    if (!options.names.empty() && options.names.count(expected.name) == 0) continue;
    Row row;
    row.name = expected.name;
    row.on_library = true;
    row.library = makes_library;
    row.mug = mug(read_text(bench.arena(), expected.product).noun);
    const std::vector<uint8_t> source = read_file(fs::path(GALENA_BENCH_PROGRAMS) / (row.name + ".hoon"));
    const auto start = Clock::now();
    const hoon::ParseResult parsed =
        hoon::parse(bench.arena(), {reinterpret_cast<const char*>(source.data()), source.size()});
    if (parsed.ast.is_none()) {
      row.trouble = fmt::format("is no Hoon at {}:{}", parsed.line, parsed.column);
    } else if (const auto minted = bench.compiler().mint(bench.subject().type, "noun"_n, parsed.ast)) {
      row.job = jam(minted.value().formula);
    } else {
      row.trouble = "does not compile";
    }
    row.mint = milliseconds_since(start);
    rows.push_back(std::move(row));
  }
  return rows;
}

// The [subject formula] that files of a desk come to, compiled as plain Hoon is: without the source spots that a kernel
// puts in. The published jams have none either.
class PublicDesk {
 public:
  explicit PublicDesk(fs::path folder)
      : folder_(std::move(folder)),
        machine_(make_machine(Tier::interpreter, true)),
        bench_(tools::make_library_workbench(*machine_)) {}
  void build(const std::string& file, Row& row) {
    const auto start = Clock::now();
    try {
      const Noun noun = vase_of(file).value;
      if (noun.is_cell()) {
        row.job = jam(noun);
      } else {
        row.trouble = file + " comes to no [subject formula]";
      }
    } catch (const std::string& why) {
      row.trouble = why;
    } catch (const hoon::Failure& failure) {
      row.trouble = failure.refused ? "does not compile" : "fails as it is built";
    }
    row.mint = milliseconds_since(start);
  }

 private:
  hoon::Vase vase_of(const std::string& file) {
    const std::vector<uint8_t> text = read_file(folder_ / file);
    const hoon::SourceFile source = hoon::parse_source_file(
        bench_->arena(), {reinterpret_cast<const char*>(text.data()), text.size()}, Noun::none(), hoon::Builder::desk);
    if (!source.ok) throw fmt::format("{} is no Hoon at {}:{}", file, source.farthest.line, source.farthest.column);
    hoon::Vase subject{bench_->subject().type, bench_->subject().value};
    for (const hoon::Import& import : source.imports) {
      if (import.kind != hoon::Import::Kind::library) throw file + " imports something else than a library";
      const hoon::Vase library = vase_of("lib/" + cord_text(import.name) + ".hoon");
      subject = tools_.slop(import.face.is_none() ? library : tools_.faced(import.face, library), subject);
    }
    return tools_.slap(subject, source.body);
  }

  fs::path folder_;
  std::unique_ptr<Machine> machine_;
  std::unique_ptr<tools::Workbench> bench_;
  hoon::Toolchain tools_{*machine_, bench_->arena(), bench_->compiler()};
};

// The files of GALENA_BENCHMARKS: of those with one name, the jam, else the text, else the source.
std::vector<Row> load_public(const Options& options) {
  const char* const folder = std::getenv("GALENA_BENCHMARKS");
  if (folder == nullptr || !fs::is_directory(folder)) {
    if (!options.json) fmt::print("GALENA_BENCHMARKS names no folder: the public benchmarks are skipped\n");
    return {};
  }
  const bool is_desk = fs::is_directory(fs::path(folder) / "bar");
  std::map<std::string, fs::path> files;
  for (const char* extension : {".noun", ".nock", ".hoon"}) {
    if (extension == std::string_view(".hoon") && !is_desk) continue;
    for (const auto& entry : fs::directory_iterator(is_desk ? fs::path(folder) / "bar" : fs::path(folder))) {
      if (entry.path().extension() == extension) files.emplace(entry.path().stem(), entry.path());
    }
  }
  std::optional<PublicDesk> desk;
  if (is_desk) desk.emplace(folder);
  std::vector<Row> rows;
  for (const auto& [name, path] : files) {
    if (!options.names.empty() && options.names.count(name) == 0) continue;
    Row row;
    row.name = "public " + name;
    if (path.extension() == ".hoon") {
      desk->build("bar/" + name + ".hoon", row);
      rows.push_back(std::move(row));
      continue;
    }
    const std::vector<uint8_t> bytes = read_file(path);
    Heap heap(size_t{1} << 28);
    const Cued cued = cue(heap, bytes);
    const Noun noun = path.extension() == ".noun"
                          ? (cued.ok() ? cued.noun : kNull)
                          : read_text(heap, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}).noun;
    if (noun.is_none() || !noun.is_cell()) {
      row.trouble = path.filename().string() + " holds no [subject formula]";
    } else {
      row.job = jam(noun);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void measure(Row& row, const Options& options) {
  for (size_t t = 0; t < kTierCount; ++t) {
    bool fine = true;
    const auto complain = [&](std::string what) {
      row.trouble += (row.trouble.empty() ? "" : ", ") + std::move(what);
      row.times[t] = {};
      fine = false;
    };
    for (int n = 0; n < options.repeat && fine; ++n) {
      const std::unique_ptr<Machine> machine = make_machine(kTiers[t].tier, options.jets);
      Heap& heap = machine->heap();
      const Heap::Root job(heap, cue(heap, row.job).noun);
      Noun library = kNull;
      if (row.on_library) library = machine->run(kNull, cue(heap, row.library).noun).noun;
      const Heap::Root subject(heap, row.on_library ? library : job.get().head());
      // Until the times have settled: at least five, and for half a second.
      const auto begin = Clock::now();
      for (int i = 0; i < 6 || (i < 200 && milliseconds_since(begin) < 500); ++i) {
        const auto start = Clock::now();
        const Result r = machine->run(subject.get(), row.on_library ? job.get() : job.get().tail(), options.patience);
        const double took = milliseconds_since(start);
        double& best = i == 0 ? row.times[t].cold : row.times[t].warm;
        best = std::min(best, took);
        if (r.outcome != Outcome::done) {
          complain(fmt::format("{} under {}", r.outcome == Outcome::intr ? "no end" : "fails", kTiers[t].name));
          break;
        }
        if (row.mug == 0) row.mug = mug(r.noun);
        if (mug(r.noun) != row.mug) {
          complain(fmt::format("another product under {}", kTiers[t].name));
          break;
        }
        if (i > 0 && milliseconds_since(begin) > 5000) break;
      }
    }
  }
}

std::string text_of(double milliseconds) {
  return milliseconds < kNone ? fmt::format("{:.2f}", milliseconds) : "-";
}

void print_row(const Row& row) {
  fmt::print("{:<18}", row.name);
  for (const Times& t : row.times) fmt::print(" {:>9} {:>9}", text_of(t.cold), text_of(t.warm));
  fmt::print(" {:>7.2f}", row.mint);
  if (row.times[0].warm < kNone && row.times[2].warm < kNone) {
    fmt::print(" {:>8.1f}x", row.times[0].warm / row.times[2].warm);
  }
  fmt::print("{}{}\n", row.trouble.empty() ? "" : "  ", row.trouble);
  std::fflush(stdout);
}

nlohmann::json to_json(const Row& row) {
  nlohmann::json j{{"name", row.name}, {"mint_ms", row.mint}};
  if (!row.trouble.empty()) j["trouble"] = row.trouble;
  for (size_t t = 0; t < kTierCount; ++t) {
    if (row.times[t].warm < kNone) {
      j[kTiers[t].name] = {{"cold_ms", row.times[t].cold}, {"warm_ms", row.times[t].warm}};
    }
  }
  return j;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--repeat") == 0 && i + 1 < argc) {
      options.repeat = std::max(1, std::atoi(argv[++i]));
    } else if (std::strcmp(argv[i], "--patience") == 0 && i + 1 < argc) {
      options.patience = std::chrono::seconds(std::max(1, std::atoi(argv[++i])));
    } else if (std::strcmp(argv[i], "--no-jets") == 0) {
      options.jets = false;
    } else if (std::strcmp(argv[i], "--json") == 0) {
      options.json = true;
    } else {
      options.names.insert(argv[i]);
    }
  }
  std::vector<Row> rows = load_programs(options);
  for (Row& row : load_public(options)) rows.push_back(std::move(row));
  if (!options.json) {
    fmt::print("{:<18} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7} {:>9}\n", "milliseconds", "interp", "warm", "jit",
               "warm", "auto", "warm", "mint", "by auto");
  }
  int wrong = 0;
  nlohmann::json all = nlohmann::json::array();
  for (Row& row : rows) {
    if (!row.job.empty()) measure(row, options);
    wrong += row.trouble.empty() ? 0 : 1;
    if (options.json) {
      all.push_back(to_json(row));
    } else {
      print_row(row);
    }
  }
  if (options.json) fmt::print("{}\n", all.dump(1));
  return wrong == 0 ? 0 : 1;
}
