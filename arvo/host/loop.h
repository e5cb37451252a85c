// The loop of a running pier: takes events from drivers, computes them one by one, writes them to the log in groups,
// and releases their effects.
//
// One thread computes; writes to disk happen on libuv's pool. While a group of events is being synced the next ones are
// computed; they are the next group. So an event alone waits for one sync, and under load a sync is shared by as many
// as came meanwhile. Effects and acknowledgements of an event come after its group is on disk, in the order of the
// events.
//
// Everything is bounded. The queue of events takes `queue_limit`; a driver that meets a full one stops reading until
// `on_room`. Events that are computed and not durable yet are bounded, too: then computing waits for the disk.
//
// A loop belongs to the thread that made it, which is that of its pier: drivers are called by it, and call it.
#pragma once

#include <uv.h>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "arvo/host/driver.h"
#include "arvo/host/pier.h"
#include "arvo/host/signals.h"

namespace galena::host {

// What became of a planned event, for who planned it.
struct Verdict {
  uint64_t number = 0;  // of what is in the log, durably, with its effects out; 0: nothing is
  // Empty: the event happened. Else why not, on one line; with a number, that is of the %crud that reports it.
  std::string failure = {};
  // How, if it was computed and failed: exit, meme or intr; and the lines of its trace, innermost first.
  std::string mote = {};
  std::vector<std::string> trace = {};

  bool ok() const { return failure.empty(); }
};

// How grave a line for the person at the terminal is.
enum class Level : uint8_t { info, warning, error };

struct LoopOptions {
  size_t queue_limit = 1024;
  size_t unsynced_events = 4096;
  size_t unsynced_bytes = size_t{64} << 20;
  std::chrono::milliseconds checkpoint_interval{600'000};
  bool verbose = false;  // say what is done with every effect
  std::function<void(Level, const std::string&)> say;
};

class Loop {
 public:
  Loop(Pier& pier, LoopOptions options);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Before it runs.
  void add(std::unique_ptr<Driver> driver);

  // Once. Runs until it is told to stop; then everything computed is made durable, a checkpoint written. The exit code:
  // 0, or 1 where the disk refused.
  int run();

  // For drivers.
  uv_loop_t* uv() { return &uv_; }
  // Whether this is its thread: for checks.
  bool is_here() const { return owner_.is_here(); }
  Pier& pier() { return pier_; }
  bool full() const { return queue_.size() >= options_.queue_limit; }
  bool stopping() const { return stopping_; }
  // Called once for each event planned, by the loop, when it is durable or dropped.
  using Done = std::function<void(const Verdict&)>;
  // Queues the event `ovum`, [wire card].
  void plan(Noun ovum, Done done = {});
  // The same for an event that is to be made first: of Roots, because it may take a collection to make room for it.
  // Where there is none it is dropped, and that is said. So no failure passes through a driver.
  void make_and_plan(const std::function<Noun(Heap&)>& make, Done done = {});
  // Runs `make`, which makes nouns of Roots alone, and once more after a collection if there was no room. False: there
  // is none. Collects, so nobody may hold plain nouns.
  bool make(const std::function<void()>& make);
  // Collects if there is much that nothing holds. For who makes nouns and runs nothing, before it begins.
  void make_room();
  // Whose computations Ctrl-C on the terminal ends; null but while it runs, though clients are still answered after it.
  Signals* signals() { return signals_ ? &*signals_ : nullptr; }
  // How many effects nobody took.
  uint64_t dropped() const { return dropped_count_; }
  // Ends the run, as SIGINT, SIGTERM and SIGHUP do. `settle`: what is queued is computed first; else it is dropped.
  void stop(bool settle);
  // Starts a checkpoint, unless one is being written; `done` gets an empty text or why not. `compact`: of all of the
  // state, without what is no longer in use; that begins when the one that is being written is.
  void checkpoint(std::function<void(const std::string&)> done, bool compact = false);
  // Begins a new epoch of the log (Pier::roll) when what is computed is durable; events wait meanwhile, for as long as
  // it takes to write the state twice. `done` gets an empty text or why not.
  void roll(std::function<void(const std::string&)> done);
  void say(Level level, const std::string& line) const {
    if (options_.say) options_.say(level, line);
  }
  bool verbose() const { return options_.verbose; }

 private:
  struct Planned {
    std::unique_ptr<Heap::Root> ovum;
    Done done;
  };
  // An event that is computed.
  struct Computed {
    uint64_t number;
    std::unique_ptr<Heap::Root> effects;
    Done done;
    Verdict verdict;
  };
  struct Commit;
  struct Writing;
  struct Rolling;
  static constexpr std::chrono::milliseconds kSlice{4};

  void pressed();
  void note_dropped(Noun tag);
  void drop_queue();
  void compute();
  void compute_one();
  void start_commit();
  void committed(Commit& commit);
  void release(Computed& event);
  void start_checkpoint_write();
  void checkpoint_written(Writing& writing);
  void serve_compact_waiters();
  // The next step of a roll, if there is one under way and nothing else; its last.
  void advance_roll();
  void rolled(const std::string& failure);
  void end_roll(const std::string& why_not);
  void update();
  void fail(const std::string& message);
  void finish();

  Pier& pier_;
  LoopOptions options_;
  uv_loop_t uv_;
  uv_idle_t idle_;
  uv_timer_t checkpoint_timer_;
  uv_async_t signalled_, pressed_;
  std::optional<Signals> signals_;  // while it runs
  std::vector<std::unique_ptr<Driver>> drivers_;

  std::deque<Planned> queue_;
  // Of the group that is growing: what the log is to have, and what waits for it.
  std::vector<std::vector<uint8_t>> entries_;
  size_t entry_bytes_ = 0;
  std::deque<Computed> waiting_;
  size_t in_commit_ = 0;  // of waiting_: those being written
  bool idle_running_ = false;
  bool stopping_ = false, settling_ = false, finished_ = false;
  bool failed_ = false;     // the disk refused
  bool releasing_ = false;  // effects and acknowledgements of a group are going out
  bool was_full_ = false;

  std::shared_ptr<Checkpoint::Job> checkpoint_job_;
  uint64_t checkpoint_event_ = 0;
  bool checkpoint_writing_ = false;
  uint64_t last_checkpoint_ = 0;
  std::vector<std::function<void(const std::string&)>> checkpoint_waiters_;
  std::vector<std::function<void(const std::string&)>> compact_waiters_;  // of the checkpoint after this one
  // A roll is under way; it is written, and the log not touched meanwhile; and a checkpoint was asked for.
  bool rolling_ = false, roll_writing_ = false, roll_asked_ = false;
  std::vector<std::function<void(const std::string&)>> roll_waiters_;
  OwnerThread owner_;
  bool running_ = false;
  uint64_t released_ = 0;  // the last event whose effects are out
  // Effects that nobody took; what has been said of, by tag.
  uint64_t dropped_count_ = 0;
  std::unordered_set<std::string> dropped_;
};

}  // namespace galena::host
