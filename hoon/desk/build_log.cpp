#include "hoon/desk/build_log.h"

#include <fmt/format.h>

#include <algorithm>

namespace galena::hoon {

BuildFailure BuildFailure::of_missing(std::string missing) {
  BuildFailure failure(Kind::missing, missing, {}, fmt::format("there is no file {}", missing));
  failure.missing = std::move(missing);
  return failure;
}

BuildFailure::BuildFailure(std::string file, Failure failure)
    : BuildFailure(failure.refused ? Kind::refused : Kind::crashed, std::move(file), {}, {}) {
  this->failure = std::move(failure);
}

BuildFailure::BuildFailure(std::string file, Failure failure, Noun subject, Noun body, Noun spots)
    : BuildFailure(std::move(file), std::move(failure)) {
  this->subject = subject;
  this->body = body;
  this->spots = spots;
}

const BuildFailure* BuildLog::why(const std::string& file) const {
  const auto it = failed_.find(file);
  GALENA_CHECK(it == failed_.end() || it->second < failures_.size());
  return it == failed_.end() ? nullptr : &failures_[it->second];
}

std::vector<BuildLog::ImportLine> BuildLog::importers(const std::string& file) const {
  std::vector<ImportLine> lines;
  for (auto it = importers_.find(file); it != importers_.end(); it = importers_.find(it->second.file)) {
    GALENA_CHECK(lines.size() < importers_.size());
    lines.push_back(it->second);
  }
  return lines;
}

void BuildLog::enter(const std::string& file) {
  if (const auto it = failed_.find(file); it != failed_.end()) leave(file, {it->second});
  const auto first =
      std::find_if(building_.begin(), building_.end(), [&](const ImportLine& line) { return line.file == file; });
  if (first == building_.end()) return;
  std::string way;
  for (auto line = first; line != building_.end() && first + 1 != building_.end(); ++line) {
    way += (line == first ? ": " : "") + line->file + " imports ";
  }
  const std::string message = fmt::format("{} imports itself{}", file, way.empty() ? way : way + file);
  fail_import({BuildFailure::Kind::cycle, file, {}, message});
}

void BuildLog::leave(const std::string& file, NotBuilt reason) {
  GALENA_CHECK(reason.failure <= failures_.size());
  failed_.try_emplace(file, reason.failure);
  if (!building_.empty() && building_.back().place.line != 0) importers_.try_emplace(file, building_.back());
  throw reason;
}

NotBuilt BuildLog::note(BuildFailure failure) {
  failures_.push_back(std::move(failure));
  return {failures_.size() - 1};
}

void BuildLog::fail_import(BuildFailure failure) {
  if (!building_.empty()) {
    failure.file = building_.back().file;
    failure.place = building_.back().place;
    if (failure.place.line == 0) throw NotBuilt{failures_.size()};
  }
  failure.notes.insert(failure.notes.end(), doing_.rbegin(), doing_.rend());
  throw note(std::move(failure));
}

ParsedFile parse_for_build(BuildLog& log, Arena& arena, const std::string& file, std::string_view text, Noun spots,
                           Builder builder) {
  ParsedFile parsed;
  try {
    parsed.source = parse_source_file(arena, text, spots, builder);
    if (!parsed.source.ok) {
      parsed.failure = log.note({BuildFailure::Kind::syntax, file, parsed.source.farthest, {}});
    }
  } catch (const CompileError& error) {
    parsed.failure = log.note({file, Failure{error, true, Outcome::done, {}}});
  }
  return parsed;
}

}  // namespace galena::hoon
