#include "tools/galena/session/test_bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "hoon/parse/parser.h"
#include "hoon/print/tank.h"
#include "hoon/type/types.h"
#include "nock/base/clock.h"
#include "nock/base/scope.h"
#include "nock/base/visible.h"
#include "nock/noun/text.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/diagnose/explain.h"
#include "tools/galena/diagnose/syntax_path.h"

namespace galena::tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned kWidth = 80;
// Bytes of a type, or of a path, in a message; lines of a trace.
constexpr size_t kShown = 200;
constexpr size_t kTraceLines = 24;

// The text of [%leaf tape] or of a cord; empty for another document.
std::string leaf_text(Noun tank) {
  if (tank.is_atom()) return cord_text(tank);
  if (tank.head() != "leaf"_n) return {};
  std::string text;
  for (Noun rest = tank.tail(); rest.is_cell() && text.size() < kShown; rest = rest.tail()) {
    if (rest.head().is_direct()) text += static_cast<char>(rest.head().direct_value());
  }
  return text;
}

// The two items of [%palm [mid open head close] leaf document ~] where the leaf is a name and a value comes behind it;
// whatever else is wrapped around it, alone, is taken off.
struct Named {
  std::string name;
  Noun document = Noun::none();
};
Named named_document(Noun tank) {
  for (;;) {
    if (!tank.is_cell() || !tank.tail().is_cell()) return {};
    const Noun items = tank.tail().tail();
    if (!items.is_cell()) return {};
    if (tank.head() == "palm"_n && items.tail().is_cell() && items.tail().tail() == kNull) {
      return {leaf_text(items.head()), items.tail().head()};
    }
    if (tank.head() != "rose"_n || items.tail() != kNull) return {};
    tank = items.head();
  }
}

std::vector<std::string> lines_of(Noun tank) {
  std::vector<std::string> lines = hoon::render_tank(tank, kWidth);
  for (std::string& line : lines) line = visible(line);
  return lines;
}

// What is expected, or found, by its name in the public library: padded with spaces, and before ` type` where it is
// one.
struct Side {
  enum class Which : uint8_t { none, expected, found } which = Which::none;
  std::string what;
};
Side side_of(std::string name) {
  while (name.ends_with(' ')) name.pop_back();
  const size_t space = std::min(name.find(' '), name.size());
  const std::string first = name.substr(0, space), what = space < name.size() ? name.substr(space + 1) : "";
  if (first == "expected") return {Side::Which::expected, what};
  if (first == "actual") return {Side::Which::found, what};
  return {};
}

std::string message_of(Outcome outcome, const EvaluationOptions& options) {
  return outcome == Outcome::meme ? "out of memory (%meme): --memory changes the limit"
                                  : fmt::format("the deadline of {} ms has passed (%intr)", options.deadline_ms);
}

}  // namespace

TestFile test_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  // As people have it: from here, where it was said from here.
  const auto said = [&](const fs::path& desk) {
    return (fs::path(path).is_absolute() ? desk : desk.lexically_proximate(fs::current_path(error))).string();
  };
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  for (fs::path folder = whole.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
    if (folder.filename() != "tests") continue;
    const fs::path desk = folder.parent_path();
    return {path, said(desk), whole.lexically_relative(desk).string()};
  }
  const std::string desk = desk_of(path);
  return {path, said(desk), whole.lexically_relative(desk).string()};
}

TestBench::TestBench(TestOptions options, const std::string& desk) : options_(std::move(options)), desk_(desk) {
  options_.evaluation.say = [this](const std::string& line) { said_.push_back(line); };
  store_ = options_.cache.open();
  DeskOptions files = options_.desk;
  files.desk = desk;
  if (!options_.desk.desk.empty()) files.behind.insert(files.behind.begin(), options_.desk.desk);
  std::error_code error;
  std::erase_if(files.behind, [&](const std::string& each) { return std::filesystem::equivalent(each, desk, error); });
  session_ = std::make_unique<DeskSession>(files, store_.get(), options_.evaluation, options_.diagnostics);
}

FileResult TestBench::run(const std::string& name) {
  hoon::Desk& desk = session_->desk;
  said_.clear();
  FileResult result;
  const auto start = Clock::now();
  const std::optional<Digest> product = desk.name_of(name);
  const Digest key = Digester().add("test results").add(product.value_or(Digest{})).add(name).finish();
  const bool keeps = product && options_.may_keep();
  if (keeps && !options_.again) {
    if (std::optional<FileResult> kept = recall(key)) {
      std::erase_if(kept->arms, [&](const ArmResult& arm) { return !options_.wants(arm.name); });
      return *std::move(kept);
    }
  }
  const std::optional<hoon::Vase> core = desk.build(name);
  result.build_ms = milliseconds_since(start);
  result.said = std::exchange(said_, {});
  if (!core) {
    const auto path = [this](const std::string& file) { return session_->folder.path_of(file); };
    result.fault = report(session_->bench(), *desk.log().why(name), path, options_.diagnostics);
    return result;
  }
  bool whole = true;
  for (const std::string& arm : arms_of_product(name, core->type)) {
    if (!options_.wants(arm)) {
      whole = false;
      continue;
    }
    result.arms.push_back(run_arm(*core, arm));
    if (result.arms.back().verdict == Verdict::stopped) whole = false;
  }
  if (whole && keeps) {
    const std::string text = to_json(result).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    store_->put(key, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  }
  return result;
}

std::optional<FileResult> TestBench::recall(Digest key) const {
  const auto bytes = store_->get(key);
  if (!bytes) return std::nullopt;
  try {
    FileResult result = file_result(nlohmann::json::parse(bytes->begin(), bytes->end()));
    result.kept = true;
    result.build_ms = 0;
    return result;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

// The arms of a core that are tests, in the order in which the source has them. What is no core has none.
std::vector<std::string> TestBench::arms_of_product(const std::string& name, Noun type) {
  for (;;) {
    if (!type.is_cell()) return {};
    if (type.head() == "core"_n) break;
    if (type.head() != "hold"_n && type.head() != "hint"_n) return {};
    const hoon::Result<Noun> unfolded = session_->bench().compiler().unfold(type);
    if (!unfolded) return {};
    type = unfolded.value();
  }
  std::vector<std::string> arms;
  hoon::Items chapters;
  hoon::set_items(hoon::CoreParts(type).chapters, chapters);
  for (const Noun chapter : chapters) {
    hoon::Items entries;
    hoon::set_items(hoon::arms_of(session_->bench().compiler().kelvin(), chapter), entries);
    for (const Noun entry : entries) {
      if (std::string arm = cord_text(entry.head()); arm.starts_with("test-")) arms.push_back(std::move(arm));
    }
  }
  const std::string* const text = session_->folder.read(name);
  const auto place = [&](const std::string& arm) {
    for (size_t at = 0; text != nullptr && (at = text->find(" " + arm, at)) != std::string::npos; ++at) {
      const size_t end = at + 1 + arm.size();
      if (end == text->size() || std::string_view(" \n").find((*text)[end]) != std::string_view::npos) return at;
    }
    return std::string::npos;
  };
  std::vector<std::pair<size_t, std::string>> placed;
  for (std::string& arm : arms) placed.emplace_back(place(arm), arm);
  std::ranges::sort(placed);
  std::ranges::transform(placed, arms.begin(), [](auto& each) { return std::move(each.second); });
  return arms;
}

// The type of a list of tanks in the subject that files see; none() where that has no such thing.
Noun TestBench::type_of_complaints() {
  if (!tang_.is_none()) return tang_;
  try {
    Arena& arena = session_->bench().arena();
    tang_ = session_->tools.play(session_->base.type, hoon::parse(arena, "*(list tank)").ast);
  } catch (const hoon::Failure&) {
  }
  return tang_;
}

ArmResult TestBench::run_arm(hoon::Vase core, const std::string& name) {
  Workbench& bench = session_->bench();
  Machine& machine = bench.machine();
  Arena& arena = bench.arena();
  ArmResult arm;
  arm.name = name;
  const auto start = Clock::now();
  const Noun wing = arena.tuple("wing"_n, arena.cord(name), kNull);
  const hoon::Result<hoon::Compiled> compiled = bench.compiler().mint(core.type, "noun"_n, wing);
  const Noun tang = type_of_complaints();
  const auto fits = [&] {
    const hoon::Result<bool> nests = bench.compiler().nests(tang, compiled.value().type);
    return nests && nests.value();
  };
  if (!compiled || tang.is_none() || !fits()) {
    arm.verdict = Verdict::refused;
    const std::string type = compiled ? bench.print_type_flat(compiled.value().type, kShown) : "nothing that compiles";
    arm.complaints = {{{fmt::format("a test makes a list of tanks, and this makes {}", type)}, {}, {}, {}}};
    return arm;
  }
  const uint64_t differed = machine.jet_mismatches();
  const Result result =
      run_interruptibly(machine, core.value, compiled.value().formula, options_.evaluation.deadline());
  arm.ms = milliseconds_since(start);
  end(arm, result.outcome, result.noun);
  if (machine.jet_mismatches() != differed) {
    arm.verdict = Verdict::failed;
    arm.complaints.push_back({{"jets differed from their Nock"}, {}, {}, {}});
  }
  arm.said = std::exchange(said_, {});
  return arm;
}

void TestBench::end(ArmResult& arm, Outcome outcome, Noun noun) {
  Machine& machine = session_->bench().machine();
  switch (outcome) {
    case Outcome::done: {
      const Heap::Root tanks(machine.heap(), noun);
      const Outcome rendered =
          machine.under_limits(options_.evaluation.deadline(), [&] { arm.complaints = complaints(tanks.get()); });
      arm.verdict = arm.complaints.empty() ? Verdict::passed : Verdict::failed;
      if (rendered == Outcome::done) return;
      arm.verdict = Verdict::stopped;
      arm.complaints = {{{message_of(rendered, options_.evaluation)}, {}, {}, {}}};
      return;
    }
    case Outcome::exit: {
      arm.verdict = Verdict::crashed;
      const Heap::Root trace(machine.heap(), noun);
      std::vector<std::string> lines = render_trace(
          machine, trace.get(), options_.evaluation.deadline(), [&](Noun spot) -> std::optional<std::string> {
            if (!is_spot(spot)) return std::nullopt;
            const hoon::Place at = extent_of(spot).from;
            return fmt::format("at {}:{}:{}", session_->folder.path_of(file_of_path(spot.head())), at.line, at.column);
          });
      if (std::optional<std::string> reason = session_->crash_reason(trace.get())) lines.insert(lines.begin(), *reason);
      if (lines.size() > kTraceLines) {
        const size_t more = lines.size() - kTraceLines;
        lines.resize(kTraceLines);
        lines.push_back(fmt::format("... and {} more", more));
      }
      arm.complaints = {{std::move(lines), {}, {}, {}}};
      return;
    }
    case Outcome::block:
      arm.verdict = Verdict::crashed;
      arm.complaints = {{{"it waits for " + print_text(noun, kShown)}, {}, {}, {}}};
      return;
    case Outcome::meme:
    case Outcome::intr:
      end_if_interrupted();
      arm.verdict = Verdict::stopped;
      arm.complaints = {{{message_of(outcome, options_.evaluation)}, {}, {}, {}}};
      return;
  }
}

std::vector<Complaint> TestBench::complaints(Noun tanks) {
  std::vector<Complaint> all;
  for (; tanks.is_cell(); tanks = tanks.tail()) {
    poll();
    const Named first = named_document(tanks.head());
    const Side side = side_of(first.name);
    if (side.which == Side::Which::expected && tanks.tail().is_cell()) {
      const Named second = named_document(tanks.tail().head());
      const Side other = side_of(second.name);
      if (other.which == Side::Which::found && other.what == side.what) {
        all.push_back({{}, side.what, lines_of(first.document), lines_of(second.document)});
        tanks = tanks.tail();
        continue;
      }
    }
    std::vector<std::string> lines = lines_of(tanks.head());
    if (all.empty() || !all.back().expected.empty()) all.emplace_back();
    std::ranges::move(lines, std::back_inserter(all.back().text));
  }
  return all;
}

}  // namespace galena::tools
