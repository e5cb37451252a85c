#include "tools/galena/diagnose/build_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "hoon/desk/folder.h"
#include "hoon/noun/error.h"
#include "nock/base/files.h"
#include "tools/galena/base/near_names.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/diagnose/arm_at.h"
#include "tools/galena/diagnose/explain.h"
#include "tools/galena/diagnose/suggestions.h"
#include "tools/galena/diagnose/syntax.h"
#include "tools/galena/diagnose/syntax_path.h"

namespace galena::tools {
namespace {

using Kind = hoon::BuildFailure::Kind;

std::optional<Extent> at(hoon::Place place) {
  if (place.line == 0) return std::nullopt;
  return Extent{place, place};
}

// Where in the file itself it crashed: the innermost place in a trace that is of this path.
std::optional<Extent> crash_extent(Noun trace, Noun spots) {
  for (; trace.is_cell(); trace = trace.tail()) {
    const Noun entry = trace.head();
    if (!entry.is_cell() || entry.head() != "spot"_n || !entry.tail().is_cell()) continue;
    const Noun spot = entry.tail();
    if (is_spot(spot) && spot.head() == spots) return extent_of(spot);
  }
  return std::nullopt;
}

// The files beside one that is not there whose names are near its own.
std::vector<std::string> near_files(const std::string& missing, const PathOf& path_of) {
  // Not of folders that the desk has nothing to do with.
  if (!hoon::is_name_inside(missing)) return {};
  const std::filesystem::path wanted(missing);
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator it(std::filesystem::path(path_of(missing)).parent_path(), error), end;
       it != end; it.increment(error)) {
    if (it->path().extension() == wanted.extension()) names.push_back(it->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return near_names(wanted.stem().string(), std::move(names));
}

std::vector<Diagnostic> diagnose(Workbench& bench, const hoon::BuildFailure& failure, const hoon::Source& source,
                                 const PathOf& path_of) {
  const std::optional<Extent> place = at(failure.place);
  switch (failure.kind) {
    case Kind::syntax:
      return {explain_syntax(bench.arena(), failure.place, source, true)};
    case Kind::refused: {
      const hoon::CompileError& error = failure.failure.refusal;
      if (failure.body.is_none()) return {explain(bench, error, place, nullptr, source)};
      bench.compiler().forget();
      return find_errors(bench, {failure.subject, failure.body, failure.spots}, error, source);
    }
    case Kind::crashed: {
      const hoon::Failure& crash = failure.failure;
      if (crash.outcome == Outcome::meme) return {{place, "memory", "it runs out of memory", {}, {}, {}, {}}};
      if (crash.outcome == Outcome::intr) return {{place, "interrupted", "it does not end in time", {}, {}, {}, {}}};
      Diagnostic diagnostic{place, "crash", "it crashes when it is run", {}, {}, {}, {}};
      if (crash.outcome != Outcome::exit) return {diagnostic};
      if (!place) diagnostic.extent = crash_extent(crash.trace, failure.spots);
      diagnostic.notes = render_trace(bench.machine(), crash.trace, {}, [&](Noun spot) -> std::optional<std::string> {
        if (!is_spot(spot)) return std::nullopt;
        const std::string file = file_of_path(spot.head());
        const std::string name = path_of(file);
        const std::optional<std::string> text = file.empty() ? std::nullopt : read_regular_file(name);
        if (!text) return std::nullopt;
        return place_words(name, hoon::Source(*text), extent_of(spot).from);
      });
      return {diagnostic};
    }
    case Kind::missing:
      return {{place, "missing", failure.message, {}, {}, {}, near_files(failure.missing, path_of)}};
    case Kind::cycle:
      return {{place, "cycle", failure.message, {}, {}, {}, {}}};
    case Kind::bad_name:
      return {
          {place, "name", failure.message, {}, {}, {"its paths are of lower-case letters, digits and - . ~ _"}, {}}};
    case Kind::no_conversion:
      return {{place, "conversion", failure.message, {}, {}, {}, {}}};
    case Kind::no_kernel:
      return {{place,
               "conversion",
               failure.message,
               {},
               {},
               {"say where its files are with --system DIR, or have them in sys of the desk"},
               {}}};
  }
  __builtin_unreachable();
}

void add(std::vector<FileDiagnostics>& files, Workbench& bench, const hoon::BuildFailure& failure,
         const std::vector<hoon::BuildLog::ImportLine>& importers, const PathOf& path_of) {
  const std::string name = path_of(failure.file);
  auto file = std::find_if(files.begin(), files.end(), [&](const FileDiagnostics& each) { return each.file == name; });
  if (file == files.end()) {
    const std::string text = read_regular_file(name).value_or("");
    files.push_back({name, hoon::Source(text), {}});
    file = files.end() - 1;
  }
  for (Diagnostic& diagnostic : diagnose(bench, failure, file->source, path_of)) {
    diagnostic.notes.insert(diagnostic.notes.end(), failure.notes.begin(), failure.notes.end());
    // Of a long way its beginning and its end.
    constexpr size_t kShown = 12;
    for (size_t n = 0; n < importers.size(); ++n) {
      if (importers.size() > kShown && n == kShown / 2) {
        diagnostic.notes.push_back(fmt::format("... ({} files more)", importers.size() - kShown));
        n += importers.size() - kShown;
      }
      const auto& [importer, place] = importers[n];
      diagnostic.notes.push_back(fmt::format("imported by {}:{}:{}", path_of(importer), place.line, place.column));
    }
    file->diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace

std::string reason(const hoon::BuildFailure& failure) {
  std::string place = failure.file;
  if (failure.place.line != 0) place += fmt::format(":{}:{}", failure.place.line, failure.place.column);
  if (failure.kind == Kind::refused) return fmt::format("{}: {}", place, hoon::info(failure.failure.refusal.kind).name);
  if (failure.kind == Kind::crashed) return fmt::format("{}: it crashes when it is run", place);
  return fmt::format("{}: {}", place, failure.message.empty() ? "syntax error" : failure.message);
}

std::string report(Workbench& bench, const hoon::BuildLog& log, const PathOf& path_of,
                   const DiagnosticOptions& options) {
  bench.set_wording(options.wording());
  std::vector<FileDiagnostics> files;
  for (const hoon::BuildFailure& failure : log.failures()) {
    add(files, bench, failure, log.importers(failure.file), path_of);
  }
  return render_all(std::move(files), options);
}

std::string report(Workbench& bench, const hoon::BuildFailure& failure, const PathOf& path_of,
                   const DiagnosticOptions& options) {
  bench.set_wording(options.wording());
  std::vector<FileDiagnostics> files;
  add(files, bench, failure, {}, path_of);
  return render_all(std::move(files), options);
}

}  // namespace galena::tools
