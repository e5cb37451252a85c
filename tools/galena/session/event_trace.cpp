#include "tools/galena/session/event_trace.h"

#include <fmt/format.h>

#include "arvo/host/failure.h"
#include "nock/base/visible.h"
#include "nock/noun/text.h"
#include "tools/galena/base/trace.h"

namespace galena::tools {
namespace {

// More than anybody reads: an event that emits moves without end is given up before.
constexpr size_t kMostMoves = size_t{1} << 17;

std::string wire_text(Noun wire) {
  std::string text;
  for (; wire.is_cell(); wire = wire.tail()) text += "/" + (wire.head().is_atom() ? cord_text(wire.head()) : "?");
  return visible(text.empty() ? "/" : text);
}

// What the machine says while an event runs.
struct Listener {
  EventTrace trace;
  bool listens = false;

  void hear(Noun slog) {
    if (!listens || trace.moves.size() + trace.others.size() >= kMostMoves) return;
    if (auto move = read_move(slog)) {
      trace.moves.push_back(std::move(*move));
      return;
    }
    for (std::string& line : render_slog(slog).lines) trace.others.push_back(std::move(line));
  }
};

}  // namespace

EventTrace trace_event(const PierCommand& common, const std::string& folder, uint64_t event,
                       const std::atomic<bool>* ending) {
  if (event == 0) throw Failure{Exit::usage, "error: the first event is 1"};
  Listener listener;
  const std::unique_ptr<Machine> machine(
      common.evaluation.make_machine([&](Noun slog) { listener.hear(slog); }).release());
  host::PierOptions options = common.pier_options();
  if (ending != nullptr) {
    options.report = {};
    options.progress = [ending](uint64_t, uint64_t) {
      if (ending->load()) throw host::HostFailure{host::FailureKind::usage, "error: the host is stopping"};
    };
  }
  host::Pier pier(folder, *machine, options, host::Pier::Mode::read);
  pier.resume_at({.event = event - 1});
  if (pier.event() != event - 1) {
    throw Failure{Exit::usage, fmt::format("error: the log of {} ends with event {}", folder, pier.event())};
  }
  const host::Retraced ran = host::retrace(pier, [&](bool listens) { listener.listens = listens; });
  EventTrace& trace = listener.trace;
  trace.event = event;
  trace.tells = ran.tells;
  trace.mug = ran.mug;
  trace.logged = ran.logged;
  for (Noun rest = ran.effects; rest.is_cell(); rest = rest.tail()) {
    const Noun effect = rest.head();
    if (!effect.is_cell() || !effect.tail().is_cell() || !effect.tail().head().is_atom()) continue;
    trace.effects.push_back({wire_text(effect.head()), visible(cord_text(effect.tail().head()))});
  }
  trace.connect();
  return std::move(trace);
}

}  // namespace galena::tools
