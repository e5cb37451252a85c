// galena log: shows, checks, runs again and writes out the events of a pier, and begins and lets go of epochs of it.
#include <fmt/format.h>

#include <filesystem>

#include "arvo/host/checkpoint_copy.h"
#include "arvo/host/epoch.h"
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
#include "tools/galena/session/asking.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {
namespace {

constexpr uint64_t kNotGiven = UINT64_MAX;

struct Options {
  std::string pier, action = "show", output;
  uint64_t from = kNotGiven, to = UINT64_MAX, epoch = kNotGiven;
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

uint64_t first_of(const Options& options, const host::EventLog& log) {
  return options.from == kNotGiven ? std::max<uint64_t>(log.first(), 1) : options.from;
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
    std::string epochs;
    if (log.epochs().size() > 1 || log.epochs().front() != 0) {
      for (const uint64_t epoch : log.epochs())
        epochs += (epochs.empty() ? ", epochs " : " ") + host::epoch_name(epoch);
    }
    print_line(fmt::format("{}: {}{}, {} events, lifecycle of {}{}", options.pier, who,
                           identity && identity->fake ? " (fake)" : "", log.last(), life, epochs));
  }
  EventReader reader(log);
  log.read(first_of(options, log), to, [&](const host::LoggedEvent& event) {
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

// What came of the events that are run again in a machine of its own.
struct RunAgain {
  uint64_t from, to;  // after which the state was there, and the last one
  uint32_t mug;
};
// From the state that the epoch begins with that was asked for, or the oldest.
RunAgain run_again(const Options& options, const host::EventLog& log, uint64_t to,
                   const std::function<void(Noun kernel)>& then = {}) {
  if (log.last() == 0) throw not_booted(options);
  const std::unique_ptr<Machine> machine = make_quiet_machine(options);
  host::Pier pier(options.pier, *machine, options.common.pier_options(), host::Pier::Mode::read);
  pier.resume_at({.event = to, .epoch = options.epoch == kNotGiven ? log.epochs().front() : options.epoch});
  const RunAgain ran{pier.event() - pier.replayed(), pier.event(), pier.kernel().mug()};
  if (then) then(pier.kernel().core());
  return ran;
}

// The states that epochs begin with: how many are whole. Throws HostFailure where one is not, or is another than the
// log says.
uint64_t verify_epochs(const Options& options, const host::EventLog& log) {
  uint64_t whole = 0;
  const host::OpenFolder pier(options.pier);
  for (const uint64_t epoch : log.epochs()) {
    const host::OpenFolder folder(
        pier, log.epochs().size() == 1 && epoch == 0 ? host::kLogFolder : host::epoch_folder(epoch));
    if (epoch == 0 || !host::has_state(folder)) continue;
    const host::Superblock block = host::verify_checkpoint(folder);
    uint32_t logged = 0;
    if (epoch >= log.first()) {
      log.read(epoch, epoch, [&](const host::LoggedEvent& event) {
        logged = event.mug;
        return true;
      });
    }
    if (block.event != epoch || (logged != 0 && logged != block.mug)) {
      throw host::HostFailure{
          host::FailureKind::damaged,
          fmt::format("error: {} begins with another state: of event {}, 0x{:08x} for 0x{:08x}; put "
                      "back a copy of it",
                      folder.path(), block.event, block.mug, logged)};
    }
    ++whole;
  }
  return whole;
}

Exit verify(const Options& options, const host::EventLog& log) {
  if (log.last() == 0) throw not_booted(options);
  const bool all_pages = log.check_pages();
  uint64_t events = 0, bytes = 0, checked = 0;
  EventReader reader(log);
  log.read(first_of(options, log), last_of(options, log), [&](const host::LoggedEvent& event) {
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
  const uint64_t states = verify_epochs(options, log);
  json["epochs"] = log.epochs();
  if (log.epochs().size() > 1) {
    text += fmt::format("\n{} epochs, {} begin with a state, and it is right", log.epochs().size(), states);
  }
  if (options.deep) {
    const RunAgain ran = run_again(options, log, log.last());
    const uint32_t from_start = ran.mug;
    json["mug"] = from_start;
    text += fmt::format("\nfrom event {}: 0x{:08x} after event {}", ran.from + 1, from_start, log.last());
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
            fmt::format("error: the checkpoint is of another state: 0x{:08x}, computed 0x{:08x}, and from event {} "
                        "0x{:08x}; remove {}/.urb/galena, and the events are run again",
                        from_checkpoint, computed, ran.from + 1, from_start, options.pier)};
      }
    }
  }
  options.json ? print_json(json) : print_line(text);
  return Exit::ok;
}

Exit replay_again(const Options& options, const host::EventLog& log) {
  const auto begin = std::chrono::steady_clock::now();
  const RunAgain ran = run_again(options, log, last_of(options, log), [&](Noun kernel) {
    if (!options.output.empty()) write_file(options.output, jam(kernel));
  });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (options.json) {
    print_json({{"from", ran.from}, {"events", ran.to - ran.from}, {"mug", ran.mug}, {"seconds", seconds}});
  } else {
    print_line(fmt::format("{} events{} in {:.3f} s: 0x{:08x}", ran.to - ran.from,
                           ran.from == 0 ? "" : fmt::format(" after {}", ran.from), seconds, ran.mug));
  }
  return Exit::ok;
}

// A new epoch: by the host that runs the pier, if one does.
Exit roll(const Options& options) {
  uint64_t event = 0;
  if (const auto answer = ask_if_runs(options.pier, {{"roll", true}})) {
    event = answer->is_number_unsigned() ? answer->get<uint64_t>() : 0;
  } else {
    const LastMachine machine = options.common.make_machine();
    host::Pier pier(options.pier, *machine, options.common.pier_options(), host::Pier::Mode::run);
    pier.resume();
    if (!pier.roll()) {
      throw Failure{Exit::failed, "error: the newest epoch of the log has no events yet"};
    }
    event = pier.event();
  }
  print_line(fmt::format("the log goes on in {}", host::epoch_name(event)));
  return Exit::ok;
}

Exit chop(const Options& options) {
  const LastMachine machine = options.common.make_machine();
  // It is nobody else's meanwhile.
  const host::Pier pier(options.pier, *machine, options.common.pier_options(), host::Pier::Mode::run);
  const std::vector<uint64_t> gone = host::chop(host::OpenFolder(options.pier));
  for (const uint64_t epoch : gone) print_line(fmt::format("{} is gone", host::epoch_name(epoch)));
  if (gone.empty())
    complain("note: the latest two epochs are kept, and there are no others: galena log DIR roll begins one");
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
  log.read(first_of(options, log), last_of(options, log), [&](const host::LoggedEvent& event) {
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
  const bool has_from = options.from != kNotGiven;
  if (options.to == 0 || (has_from && (options.from == 0 || options.from > options.to))) {
    throw Failure{Exit::usage, "error: there is no such range of events"};
  }
  if (options.epoch != kNotGiven && options.action != "replay")
    throw Failure{Exit::usage, "error: --epoch is of replay"};
  if (options.action == "roll") return roll(options);
  if (options.action == "chop") return chop(options);
  const host::EventLog log(options.pier, host::EventLog::Mode::read);
  if (has_from && options.from > 1 && options.from > log.last()) {
    throw Failure{Exit::usage, fmt::format("error: the log of {} ends with event {}", options.pier, log.last())};
  }
  if (options.action == "show") return show(options, log);
  if (options.action == "verify") return verify(options, log);
  if (options.action == "replay") return replay_again(options, log);
  if (options.action == "export") return export_events(options, log);
  throw Failure{Exit::usage,
                fmt::format("error: cannot `{}` a log: show, verify, replay, export, roll or chop", options.action)};
}

}  // namespace

void add_log(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub =
      app.command("log", "Show, check, run again or write out the events of a pier; begin and drop epochs");
  sub.option("DIR", options->pier, "The pier; a host may be running it").required();
  const Option action = sub.option(
      "ACTION", options->action,
      "show (the default), verify (none missing, none damaged), replay (from the first event on, and compare "
      "each state), export (a jam a file), roll (begin a new epoch with the state as it is), or chop (let go of all "
      "epochs but the latest two)");
  action.takes("show verify replay export roll chop");
  sub.option("--from", options->from, "The first event").type_name("N");
  sub.option("--to", options->to, "The last event").type_name("N");
  sub.option("--epoch", options->epoch, "With replay: from the state that epoch 0iN begins with").type_name("N");
  sub.option("-o,--output", options->output, "With export: the folder for the files; with replay: a file for the state")
      .type_name("DIR");
  sub.flag("--json", options->json, "A line of JSON each");
  sub.flag("--deep", options->deep, "With verify: replay, and compare with the checkpoint");
  options->common.evaluation.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena log zod --from 10 --to 20\n"
      "  galena log zod verify --deep\n"
      "  galena log zod replay --to 1000\n"
      "  galena log zod roll && galena log zod chop\n"
      "  galena log zod export --json > events.json");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
