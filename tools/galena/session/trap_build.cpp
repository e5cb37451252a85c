#include "tools/galena/session/trap_build.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>

#include "hoon/desk/folder.h"
#include "hoon/desk/trap.h"
#include "nock/base/clock.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/workshop.h"

namespace galena::tools {
namespace {

using Clock = std::chrono::steady_clock;

// The formulas in a builder. Looking for them takes most of a second, so they are kept.
hoon::TrapFormulas builder_formulas(Machine& machine, Arena& arena, const std::optional<hoon::DeskCache>& cache,
                                    const TrapOptions& options) {
  Digester key;
  const std::string bytes_of_builder = read_file(options.builder);
  if (cache) {
    key.add("trap formulas").add(cache->image.digest).add(digest(bytes_of_builder));
    if (const auto bytes = cache->store.get(key.finish())) {
      const PackSet& packs = cache->image.packs;
      const auto nouns = packs.read_apart(*bytes, [&](Digest base) { return packs.find(base); });
      if (nouns) {
        if (const auto known = hoon::TrapFormulas::from(*nouns)) return *known;
      }
    }
  }
  const Noun jam = arena.intern(read_jam(machine.heap(), options.builder, bytes_of_builder));
  const std::optional<hoon::TrapFormulas> found = hoon::TrapFormulas::of(arena, jam);
  if (!found) throw Failure{Exit::usage, fmt::format("{}: error: this is no builder that is known", options.builder)};
  // They have types in them that are of the library: the image is the first of the packs.
  if (cache)
    cache->store.put(key.finish(), cache->image.packs.write_apart(found->nouns(), std::array<PackSet::Id, 1>{}));
  return *found;
}

}  // namespace

Exit build_trap(const TrapOptions& options) {
  if (!is_folder(options.folder)) throw Failure{Exit::usage, fmt::format("error: `{}` is no folder", options.folder)};
  const auto start = Clock::now();
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  const std::string text = read_file(options.library);
  const auto tools_of = [](Workbench& bench) {
    return hoon::Toolchain(bench.machine(), bench.arena(), bench.compiler());
  };
  // The library's formula stands for its value, which is not needed.
  const Recipe recipe{Digester().add("trap library").add(text).finish(),
                      [&](Workbench& bench) {
                        hoon::Toolchain tools = tools_of(bench);
                        try {
                          const hoon::Compiled library = hoon::TrapBuilder::compile_library(tools, text);
                          // For its jets, which the folding of constants needs.
                          tools.run(kNull, library.formula);
                          return Subject{library.type, library.formula};
                        } catch (const hoon::BuildFailure& failure) {
                          const auto path = [&](const std::string&) { return options.library; };
                          throw Failure{Exit::failed, report(bench, failure, path, options.diagnostics)};
                        }
                      },
                      false, options.evaluation.kelvin.kelvin(hoon::Kelvin::of_source(text))};
  Workshop shop = Workshop::open(options.evaluation, store.get(), recipe);
  const double subject_ms = milliseconds_since(start);
  Workbench& bench = *shop.bench;
  Arena& arena = bench.arena();
  hoon::Toolchain tools = tools_of(bench);
  std::optional<hoon::DeskCache> cache;
  if (store && shop.image) cache.emplace(hoon::DeskCache{*store, *shop.image});
  const hoon::TrapFormulas formulas = options.builder.empty() ? hoon::TrapFormulas::bare(arena)
                                                              : builder_formulas(*shop.machine, arena, cache, options);
  std::error_code error;
  hoon::Folder folder(std::filesystem::canonical(options.folder, error).string(),
                      options.links ? hoon::Folder::Links::anywhere : hoon::Folder::Links::inside);
  hoon::TrapBuilder builder(tools, formulas, folder, {bench.subject().type, bench.subject().value}, cache);
  const std::string& target = options.file;
  const std::optional<Noun> trap = builder.build(target, options.arbitrary);
  if (!trap) {
    // A trap is built from a path; what it imports is in the folder.
    std::string root = options.folder;
    while (root.size() > 1 && root.back() == '/') root.pop_back();
    const auto path = [&](const std::string& file) { return file == target ? file : root + "/" + file; };
    throw Failure{Exit::failed, report(bench, builder.log(), path, options.diagnostics)};
  }
  if (!options.output.empty()) write_file(options.output, jam(*trap));
  if (options.mug) print_mug(*trap);
  if (options.time) {
    const hoon::TrapBuilder::Statistics& s = builder.statistics();
    complain(
        fmt::format("subject {:.1f} ms, {} files compiled, {} as before; compiler asked {}, {} known; all {:.1f} ms",
                    subject_ms, s.files, s.cached, s.questions.asked, s.questions.known, milliseconds_since(start)));
  }
  return Exit::ok;
}

}  // namespace galena::tools
