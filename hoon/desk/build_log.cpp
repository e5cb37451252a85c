#include "hoon/desk/build_log.h"

#include <fmt/format.h>

#include <cstddef>

#include "hoon/noun/stack_share.h"

namespace galena::hoon {

BuildFailure BuildFailure::of_missing(std::string missing, std::string why) {
  BuildFailure failure(Kind::missing, missing, {}, std::move(why));
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

std::string describe_cycle(std::span<const std::string> files) {
  GALENA_CHECK(!files.empty());
  // Of a long way its beginning and its end.
  constexpr size_t kShown = 12;
  const size_t left_out = files.size() > kShown ? files.size() - kShown : 0;
  std::string text = files[0] + " imports itself";
  if (files.size() == 1) return text;
  text += ": ";
  for (size_t i = 0; i < files.size(); ++i) {
    if (left_out != 0 && i == kShown / 2) {
      text += fmt::format("({} files more) ", left_out);
      i += left_out;
    }
    text += files[i] + " imports ";
  }
  return text + files[0];
}

BuildLog::Building::Building(BuildLog& log, std::string file) : log_(log) {
  first_ = log_.places_.try_emplace(file, log_.building_.size()).second;
  log_.building_.push_back({std::move(file), {}});
}

BuildLog::Building::~Building() {
  if (first_) log_.places_.erase(log_.building_.back().file);
  log_.building_.pop_back();
}

void BuildLog::enter(const std::string& file) {
  if (const auto it = failed_.find(file); it != failed_.end()) leave(file, {it->second});
  // Behind the compiler's share there is to be room for unwinding.
  if (stack_limit != nullptr &&
      static_cast<const char*>(__builtin_frame_address(0)) - stack_limit < static_cast<ptrdiff_t>(kDeepStack)) {
    fail_import({file, Failure{CompileError{ErrorKind::too_deep}, true, Outcome::done, {}}});
  }
  const auto first = places_.find(file);
  if (first == places_.end()) return;
  std::vector<std::string> way;
  for (size_t i = first->second; i < building_.size(); ++i) way.push_back(building_[i].file);
  fail_import({BuildFailure::Kind::cycle, file, {}, describe_cycle(way)});
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
                           Builder builder, Kelvin kelvin) {
  ParsedFile parsed;
  const StackShare share(kDeepStack);
  try {
    parsed.source = parse_source_file(arena, text, spots, builder, kelvin);
    if (!parsed.source.ok) {
      parsed.failure = log.note({BuildFailure::Kind::syntax, file, parsed.source.farthest, {}});
    }
  } catch (const CompileError& error) {
    parsed.failure = log.note({file, Failure{error, true, Outcome::done, {}}});
  }
  return parsed;
}

}  // namespace galena::hoon
