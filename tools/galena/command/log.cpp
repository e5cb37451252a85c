// galena log: shows, checks, runs again and writes out the events of a pier.
#include <fmt/format.h>

#include <filesystem>

#include "arvo/host/failure.h"
#include "arvo/host/log.h"
#include "hoon/aura/scot.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {
namespace {

struct Options {
  std::string pier, action = "show", output;
  uint64_t from = 1, to = UINT64_MAX;
  bool json = false, deep = false;
  PierCommand common;
};

// [now wire card] taken apart.
struct Event {
  Noun now, wire, tag;
};
std::optional<Event> parse(Noun job) {
  if (!job.is_cell() || !job.head().is_atom() || !job.tail().is_cell()) return std::nullopt;
  const Noun card = job.tail().tail();
  if (!card.is_cell() || !card.head().is_atom()) return std::nullopt;
  return Event{job.head(), job.tail().head(), card.head()};
}

// Cues events one after the other. A noun is good until the next is read.
class EventReader {
 public:
  explicit EventReader(const host::EventLog& log) : log_(log) {}
  Noun read(const host::LoggedEvent& event) {
    // An arena for each would be made and unmade for longer than the event takes to read.
    if (!arena_ || arena_->bytes_used() > kEnough) arena_.emplace();
    const Cued cued = cue(*arena_, event.jam);
    if (cued.ok()) return cued.noun;
    throw host::HostFailure{
        host::FailureKind::damaged,
        fmt::format("error: {}/data.mdb is damaged: event {} is no jam ({}); put back a copy of the log", log_.folder(),
                    event.number, describe(cued.fault))};
  }

 private:
  static constexpr size_t kEnough = size_t{4} << 20;
  const host::EventLog& log_;
  std::optional<Arena> arena_;
};

std::string time_text(Noun now) {
  std::string text;
  hoon::append_atom("da", now, text);
  return text;
}

std::string wire_text(Noun wire) {
  std::string text;
  for (; wire.is_cell(); wire = wire.tail()) {
    text += '/';
    text += wire.head().is_atom() ? cord_text(wire.head()) : "?";
  }
  return text.empty() ? "/" : text;
}

uint64_t last_of(const Options& options, const host::EventLog& log) {
  return std::min(options.to, log.last());
}

Exit show(const Options& options, const host::EventLog& log) {
  const auto identity = log.identity();
  const uint64_t life = identity ? identity->life : 0;
  const uint64_t to = last_of(options, log);
  if (!options.json) {
    std::string who = "?";
    if (identity) {
      Heap small(size_t{1} << 20);
      who.clear();
      hoon::append_atom("p", small.atom_limbs(identity->who), who);
    }
    print_line(fmt::format("{}: {}{}, {} events, lifecycle of {}", options.pier, who,
                           identity && identity->fake ? " (fake)" : "", log.last(), life));
  }
  EventReader reader(log);
  log.read(options.from, to, [&](const host::LoggedEvent& event) {
    const std::string name = event.number <= life ? "lifecycle" : "";
    std::string wire, tag, when;
    if (name.empty()) {
      if (const auto parsed = parse(reader.read(event))) {
        wire = wire_text(parsed->wire);
        tag = cord_text(parsed->tag);
        when = time_text(parsed->now);
      }
    }
    if (options.json) {
      nlohmann::json line{{"event", event.number}, {"mug", event.mug}, {"bytes", event.jam.size()}};
      if (name.empty()) {
        line["wire"] = wire;
        line["tag"] = tag;
        line["time"] = when;
      } else {
        line["tag"] = name;
      }
      print_json(line);
    } else {
      print_line(fmt::format("{:>8}  0x{:08x}  {:>8}  {:<38} {}", event.number, event.mug, event.jam.size(), when,
                             name.empty() ? fmt::format("{} %{}", wire, tag) : name));
    }
    return true;
  });
  return Exit::ok;
}

// What the kernel said when its events happened is not said again.
std::unique_ptr<Machine> make_quiet_machine(const Options& options) {
  return std::unique_ptr<Machine>(options.common.evaluation.make_machine([](Noun) {}).release());
}

// The mug of a noun without trust in what its headers remember.
uint32_t mug_from_leaves(Noun noun) {
  Heap heap(MemoryOption().bytes());
  return mug(cue(heap, jam(noun)).noun);
}

Failure not_booted(const Options& options) {
  return {Exit::usage,
          fmt::format("error: {0} was not booted to its end: galena boot PILL --pier {0} does it", options.pier)};
}

// Runs everything from the first event in a machine of its own; yields the mug after `to`.
uint32_t run_again(const Options& options, const host::EventLog& log, uint64_t to) {
  const auto identity = log.identity();
  if (!identity) throw not_booted(options);
  const std::unique_ptr<Machine> machine = make_quiet_machine(options);
  host::Kernel kernel(*machine);
  host::replay(kernel, log, identity->life, 1, to, options.common.pier_options().progress);
  return kernel.mug();
}

Exit verify(const Options& options, const host::EventLog& log) {
  if (log.last() == 0) throw not_booted(options);
  const bool all_pages = log.check_pages();
  uint64_t events = 0, bytes = 0, checked = 0;
  EventReader reader(log);
  log.read(options.from, last_of(options, log), [&](const host::LoggedEvent& event) {
    ++events;
    bytes += event.jam.size();
    checked += event.is_checked ? 1 : 0;
    reader.read(event);
    return true;
  });
  log.identity();
  std::string text =
      fmt::format("{} events, {} bytes: none is missing, {} have a checksum, and it is right", events, bytes, checked);
  if (!all_pages) text += "; what lies between them was not looked at, since a host writes to the log";
  nlohmann::json json{{"events", events}, {"bytes", bytes}, {"checked", checked}, {"all-pages", all_pages}};
  if (options.deep) {
    const uint32_t from_start = run_again(options, log, log.last());
    json["mug"] = from_start;
    text += fmt::format("\nfrom event 1: 0x{:08x} after event {}", from_start, log.last());
    // And from the checkpoint, in another machine.
    const std::unique_ptr<Machine> machine = make_quiet_machine(options);
    host::Pier pier(options.pier, *machine, options.common.pier_options(), host::Pier::Mode::read);
    pier.resume();
    if (pier.event() != log.last()) {
      throw Failure{Exit::failed, "error: the log grows while it is checked; stop the host first"};
    }
    if (pier.replayed() < pier.event()) {
      const uint32_t from_checkpoint = pier.kernel().mug();
      text +=
          fmt::format("\nfrom the checkpoint of event {}: 0x{:08x}", pier.event() - pier.replayed(), from_checkpoint);
      json["checkpoint"] = {{"event", pier.event() - pier.replayed()}, {"mug", from_checkpoint}};
      // The mug of a state that was read back is what its headers say: compute it from the leaves.
      const uint32_t computed = mug_from_leaves(pier.kernel().core());
      if (from_checkpoint != from_start || computed != from_start) {
        throw host::HostFailure{
            host::FailureKind::damaged,
            fmt::format("error: the checkpoint is of another state: 0x{:08x}, computed 0x{:08x}, and from event 1 "
                        "0x{:08x}; remove {}/.urb/galena, and the events are run again",
                        from_checkpoint, computed, from_start, options.pier)};
      }
    }
  }
  options.json ? print_json(json) : print_line(text);
  return Exit::ok;
}

Exit replay_again(const Options& options, const host::EventLog& log) {
  const uint64_t to = last_of(options, log);
  const auto begin = std::chrono::steady_clock::now();
  const uint32_t mug = run_again(options, log, to);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (options.json) {
    print_json({{"events", to}, {"mug", mug}, {"seconds", seconds}});
  } else {
    print_line(fmt::format("{} events in {:.3f} s: 0x{:08x}", to, seconds, mug));
  }
  return Exit::ok;
}

// One file an event, or lines of JSON with the noun as text.
Exit export_events(const Options& options, const host::EventLog& log) {
  if (!options.json && options.output.empty()) {
    throw Failure{Exit::usage, "error: say into which folder (-o DIR), or ask for --json"};
  }
  if (std::error_code error; !options.json && !std::filesystem::create_directories(options.output, error) && error) {
    throw Failure{Exit::usage, fmt::format("error: cannot make {}: {}", options.output, error.message())};
  }
  EventReader reader(log);
  log.read(options.from, last_of(options, log), [&](const host::LoggedEvent& event) {
    if (options.json) {
      const std::string noun = print_text(reader.read(event));
      print_json({{"event", event.number}, {"mug", event.mug}, {"noun", noun}});
    } else {
      write_file(fmt::format("{}/{}.jam", options.output, event.number), event.jam);
    }
    return true;
  });
  return Exit::ok;
}

Exit run(const Options& options) {
  if (options.from == 0 || options.from > options.to)
    throw Failure{Exit::usage, "error: there is no such range of events"};
  const host::EventLog log(options.pier, host::EventLog::Mode::read);
  if (options.from > 1 && options.from > log.last()) {
    throw Failure{Exit::usage, fmt::format("error: the log of {} ends with event {}", options.pier, log.last())};
  }
  if (options.action == "show") return show(options, log);
  if (options.action == "verify") return verify(options, log);
  if (options.action == "replay") return replay_again(options, log);
  if (options.action == "export") return export_events(options, log);
  throw Failure{Exit::usage, fmt::format("error: cannot `{}` a log: show, verify, replay or export", options.action)};
}

}  // namespace

void add_log(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("log", "Show, check, run again or write out the events of a pier");
  sub.option("DIR", options->pier, "The pier; a host may be running it").required();
  const Option action = sub.option(
      "ACTION", options->action,
      "show (the default), verify (none missing, none damaged), replay (from the first event on, and compare "
      "each state), or export (a jam a file)");
  action.takes("show verify replay export");
  sub.option("--from", options->from, "The first event").type_name("N");
  sub.option("--to", options->to, "The last event").type_name("N");
  sub.option("-o,--output", options->output, "With export: the folder for the files").type_name("DIR");
  sub.flag("--json", options->json, "A line of JSON each");
  sub.flag("--deep", options->deep, "With verify: replay, and compare with the checkpoint");
  options->common.evaluation.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena log zod --from 10 --to 20\n"
      "  galena log zod verify --deep\n"
      "  galena log zod export --json > events.json");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
