// A pier: a folder with the event log and the checkpoints of one machine, and the kernel that they are the history of.
//
// The order in which things become true, for an event:
//   1. computed: the kernel has a next state and effects. Nothing is promised; a crash here and it never happened.
//   2. in the log, durably, in a transaction of its own or with its neighbors (EventLog::append).
//   3. its effects are released, and whoever sent it is told.
// A checkpoint stands for an event that is in the log already, and is never needed: without it everything is computed
// again. One process at a time has a pier (lock), and in it one thread.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arvo/host/checkpoint.h"
#include "arvo/host/kernel.h"
#include "arvo/host/log.h"
#include "arvo/host/owner_thread.h"
#include "arvo/host/pill.h"

namespace galena::host {

using Time = std::array<uint64_t, 2>;  // @da, low limb first

// The time of an event of the log, [now wire card]; 0 of what is none.
Time time_of_event(Noun job);

struct PierOptions {
  std::optional<std::chrono::milliseconds> deadline;  // for one event
  // The lines of a trace, innermost first. Runs Nock.
  std::function<std::vector<std::string>(Machine&, Noun)> render_trace;
  // A sentence about what is going on, for whoever watches.
  std::function<void(const std::string&)> report;
  // How far a long work has come: events done, of how many.
  std::function<void(uint64_t, uint64_t)> progress;
  // The clock; the system's, if there is none.
  std::function<Time()> clock;
};

// Runs the events after the kernel's, [from, to], again: the lifecycle (1..life) as a whole, for which the kernel is
// not booted, and the rest one by one, for which it is; and compares the mug of each state with what the log says.
// Throws HostFailure where they differ or an event fails. `took` hears of each event after the lifecycle, and of what
// came of it.
void replay(Kernel& kernel, const EventLog& log, uint32_t life, uint64_t from, uint64_t to,
            const std::function<void(uint64_t, uint64_t)>& progress = {},
            const std::function<void(Noun job, Noun effects)>& took = {});

class Pier {
 public:
  enum class Mode {
    create,  // the folder is made if need be: `boot`
    run,
    read,  // no event is taken, and nothing on disk is changed; beside a host that runs, too
  };
  // Takes the lock on the folder, but to read. Throws HostFailure where another process has it.
  Pier(std::string folder, Machine& machine, PierOptions options, Mode mode);
  ~Pier();
  Pier(const Pier&) = delete;
  Pier& operator=(const Pier&) = delete;

  // A new machine: writes the events of the boot, in one transaction, after computing them. Throws HostFailure: the
  // folder has a machine, or the pill does not boot, because one of its events fails; then what was made is removed.
  void boot(const Pill& pill, BootOptions options);
  // Which of its states.
  struct Moment {
    uint64_t event = UINT64_MAX;  // the state after this event, or after the last one
    // From the state that this epoch of the log begins with; else from the nearest one there is.
    std::optional<uint64_t> epoch = {};
  };
  // The machine that the folder has, as it is; or, to read, as it was: from the newest checkpoint that is not of later
  // events, the state that an epoch begins with, or nothing, and from there by running events again. One of the two,
  // once. Throws HostFailure.
  void resume() { resume_at({}); }
  void resume_at(Moment moment);

  const std::string& folder() const { return folder_; }
  Machine& machine() { return machine_; }
  Kernel& kernel() { return kernel_; }
  EventLog& log() { return *log_; }
  Checkpoint& checkpoint() { return *checkpoint_; }
  const Identity& identity() const { return identity_; }
  // The last event computed; the log may not have it yet.
  uint64_t event() const { return event_; }
  // The effect [wire %doze (unit @da)] that counts: what was asked of the timer last, if it has not rung since; else 0.
  // It is part of the state, as a checkpoint keeps it and a replay finds it: an alarm does not end with the process.
  Noun alarm() const { return alarm_.get(); }
  // How many events were run again by `resume`.
  uint64_t replayed() const { return replayed_; }

  // What came of an event.
  struct Taken {
    bool happened = false;  // it, or the report of its failure, is an event now
    bool crud = false;      // the report
    uint64_t number = 0;
    std::vector<uint8_t> entry;  // what the log is to have: EventLog::append
    Noun effects;                // a list; good until the machine runs again
    // If it failed: why, on one line; how, as the kernel is told: exit, meme or intr; and the lines of the trace,
    // innermost first.
    std::string failure, mote;
    std::vector<std::string> trace;
    // The failure and its trace, for who reads.
    std::string text() const;
  };
  // What is said of an evaluation that failed: failure, mote and trace. Runs Nock.
  Taken failure_of(const Answer& failed);
  // Why an event was given up: its time was over; somebody has pressed Ctrl-C; or the process is to end, which is no
  // failure of the event, so that the kernel is not told.
  enum class GivenUp : uint8_t { late, by_key, ending };
  // Asks whoever interrupts the machine, once an event has ended by that.
  using WhyGivenUp = std::function<GivenUp()>;
  // Computes the event `ovum`, [wire card], at a time later than every event's before. If it fails, tells the kernel so
  // with a %crud; if that fails too, nothing has happened.
  Taken take(Noun ovum, const WhyGivenUp& why = {});
  // The same for events of no outside: writes it to the log, which has those before it, before it returns.
  Taken take_durably(Noun ovum);

  // Writes a checkpoint of the state as it is; every event must be in the log. Throws HostFailure. It is compacted
  // where that was asked, and where what is in use no longer is most likely most of it and moving it is a short pause.
  void write_checkpoint(bool compact = false);
  // The same in steps, for one who goes on: moves the state into the image now (a pause in proportion to what has
  // changed, or to all of it if it is compacted), and yields what Checkpoint::write is to do once event() is in the
  // log. Throws std::bad_alloc where there is no room to move it to; then it is where it was, and all goes on.
  std::shared_ptr<Checkpoint::Job> begin_checkpoint(bool compact = false);

  // Begins a new epoch of the log (epoch.h) with the state as it is, of which a checkpoint is written first; every
  // event must be in the log. Throws HostFailure, and then the log goes on where it was. False: the newest epoch has no
  // events yet.
  bool roll();
  // The same in steps, for one who goes on meanwhile, but takes no events: what there is to begin, of which the
  // checkpoint is on disk; in any thread; and the log is opened anew.
  struct Roll {
    const OpenFolder* pier;  // of this one, which must outlive it
    uint64_t after;
    uint32_t mug;
    Identity identity;
  };
  std::optional<Roll> prepare_roll() const;
  static void make_epoch(const Roll& roll);
  void finish_roll();
  // Whether what is appended to the log goes into the newest epoch of those on disk: where a roll was neither finished
  // nor undone, it does not, and nothing may be appended.
  bool writes_to_newest() const;

 private:
  void take_lock();
  void write_boot(const Pill& pill, BootOptions options);
  // Whether the image is worth moving as a whole.
  bool is_overgrown() const;
  Taken take_at(Noun time, Noun ovum, const WhyGivenUp& why = {});
  // Whether there is a machine, in a folder that is this process's to write to, and this is its thread.
  bool may_write() const;
  // What the event `job` and its effects say of the timer.
  void note_alarm(Noun job, Noun effects);
  Time now();
  // The checkpoint, if it is of this log; else it is set aside.
  void take_up(const CheckpointMark& mark);
  void restore(const CheckpointMark& mark);
  // Takes the state that an epoch begins with: the newest that is not after `event`, or that of `epoch`. Where there is
  // none that is whole, and the first epoch is there, there is no state yet.
  void begin_with_epoch(const Moment& moment);
  bool take_state_of(uint64_t epoch);
  // The time of the last event: those to come are later.
  void take_last_time();
  // Leftovers of a crash in the log.
  void remove_unfinished() const;
  // Whose the log is; throws HostFailure where it is of nobody, or damaged.
  Identity identity_of_log() const;
  // What the log says of the state after an event; 0: nothing.
  uint32_t logged_mug(uint64_t event) const;
  void report(const std::string& line) const {
    if (options_.report) options_.report(line);
  }

  std::string folder_;
  Machine& machine_;
  PierOptions options_;
  Mode mode_;
  bool made_folder_ = false, made_lock_ = false;
  std::unique_ptr<OpenFolder> locked_folder_;
  std::unique_ptr<OpenFile> lock_;
  std::unique_ptr<EventLog> log_;
  std::optional<Checkpoint> checkpoint_;
  Kernel kernel_;
  Identity identity_;
  uint64_t event_ = 0;
  uint64_t replayed_ = 0;
  Time last_time_{};
  Heap::Root jets_;             // as saved, when there were so many
  uint64_t saved_version_ = 0;  // of the registry, in jets_
  Heap::Root alarm_;
  OwnerThread owner_;
};

}  // namespace galena::host
