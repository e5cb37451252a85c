#include "arvo/host/loop.h"

#include <fmt/format.h>

#include <utility>

#include "arvo/host/failure.h"
#include "hoon/aura/scot.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"

namespace galena::host {
namespace {

constexpr const char* kStopping = "the host is stopping";
constexpr const char* kNoRoom = "out of memory";
constexpr const char* kNoCheckpoint =
    "there is no room for a checkpoint of the state (out of memory); there is no new one, the log has everything";

}  // namespace

// A group of events on its way to the log.
struct Loop::Commit {
  uv_work_t work;
  Loop* loop;
  std::vector<std::vector<uint8_t>> entries;
  std::string failure;
};

struct Loop::Writing {
  uv_work_t work;
  Loop* loop;
  std::shared_ptr<Checkpoint::Job> job;
  std::string failure;
};

struct Loop::Rolling {
  uv_work_t work;
  Loop* loop;
  Pier::Roll roll;
  std::string failure;
};

Loop::Loop(Pier& pier, LoopOptions options) : pier_(pier), options_(std::move(options)) {
  uv_loop_init(&uv_);
  uv_.data = this;
  uv_idle_init(&uv_, &idle_);
  idle_.data = this;
  uv_timer_init(&uv_, &checkpoint_timer_);
  checkpoint_timer_.data = this;
  uv_async_init(&uv_, &signalled_, [](uv_async_t* h) { static_cast<Loop*>(h->data)->stop(false); });
  signalled_.data = this;
  uv_async_init(&uv_, &pressed_, [](uv_async_t* h) { static_cast<Loop*>(h->data)->pressed(); });
  pressed_.data = this;
  last_checkpoint_ = pier_.checkpoint().event();
}

Loop::~Loop() {
  [[maybe_unused]] const int code = uv_loop_close(&uv_);
  GALENA_CHECK(!finished_ || code == 0);  // every driver has closed what it opened
}

void Loop::add(std::unique_ptr<Driver> driver) {
  GALENA_CHECK(is_here());
  GALENA_CHECK(!running_ && !finished_);
  drivers_.push_back(std::move(driver));
}

int Loop::run() {
  GALENA_CHECK(is_here());
  GALENA_CHECK(!running_ && !finished_);
  GALENA_CHECK(pier_.event() == pier_.log().last());  // what was computed before would wait for nothing
  running_ = true;
  released_ = pier_.event();
  signals_.emplace(pier_.machine(), [this] { uv_async_send(&signalled_); }, [this] { uv_async_send(&pressed_); });
  const auto interval = static_cast<uint64_t>(options_.checkpoint_interval.count());
  if (interval != 0) {
    uv_timer_start(
        &checkpoint_timer_,
        [](uv_timer_t* h) {
          auto* const loop = static_cast<Loop*>(h->data);
          if (loop->pier_.event() != loop->last_checkpoint_) loop->checkpoint({});
        },
        interval, interval);
  }
  for (size_t i = 0; i < drivers_.size(); ++i) drivers_[i]->start();
  // What an earlier process was asked for, and did not live to do.
  if (const Noun alarm = pier_.alarm(); alarm.is_cell()) {
    for (const auto& driver : drivers_) {
      if (driver->effect(alarm.head(), alarm.tail())) break;
    }
  }
  update();
  uv_run(&uv_, UV_RUN_DEFAULT);
  GALENA_CHECK(finished_);
  return failed_ ? 1 : 0;
}

void Loop::plan(Noun ovum, Done done) {
  GALENA_CHECK(is_here());
  GALENA_CHECK(!ovum.is_none());
  if (stopping_) {
    if (done) done({.failure = kStopping});
    return;
  }
  queue_.push_back({std::make_unique<Heap::Root>(pier_.machine().heap(), ovum), std::move(done)});
  was_full_ = was_full_ || full();
  update();
}

void Loop::make_and_plan(const std::function<Noun(Heap&)>& make_ovum, Done done) {
  Heap& heap = pier_.machine().heap();
  Heap::Root ovum(heap, kNull);
  if (make([&] { ovum.set(make_ovum(heap)); })) return plan(ovum.get(), std::move(done));
  say(Level::error, fmt::format("event dropped: {}", kNoRoom));
  if (done) done({.failure = kNoRoom});
}

bool Loop::make(const std::function<void()>& make) {
  GALENA_CHECK(is_here());
  try {
    make();
    return true;
  } catch (const OutOfMemory&) {
    pier_.machine().collect();
  }
  try {
    make();
    return true;
  } catch (const OutOfMemory&) {
    return false;
  }
}

void Loop::make_room() {
  GALENA_CHECK(is_here());
  if (pier_.machine().heap().nursery_full()) pier_.machine().collect();
}

void Loop::pressed() {
  GALENA_CHECK(is_here());
  if (stopping_) return;
  for (const auto& driver : drivers_) {
    if (driver->on_interrupt()) return;
  }
  stop(true);
}

// Events that nobody will compute.
void Loop::drop_queue() {
  for (Planned& planned : std::exchange(queue_, {})) {
    if (planned.done) planned.done({.failure = kStopping});
  }
}

void Loop::stop(bool settle) {
  GALENA_CHECK(is_here());
  if (stopping_ && (settle || !settling_)) return;
  const bool first = !stopping_;
  stopping_ = true;
  settling_ = settle;
  if (!settle) drop_queue();
  if (first) {
    uv_timer_stop(&checkpoint_timer_);
    if (rolling_ && !roll_writing_) end_roll(kStopping);
  }
  update();
}

// Sees to it that what can go on goes on.
void Loop::update() {
  if (finished_) return;
  const bool room = entries_.size() < options_.unsynced_events && entry_bytes_ < options_.unsynced_bytes;
  const bool wanted = !queue_.empty() && room && !failed_ && !rolling_;
  if (wanted != idle_running_) {
    idle_running_ = wanted;
    if (wanted) {
      uv_idle_start(&idle_, [](uv_idle_t* h) { static_cast<Loop*>(h->data)->compute(); });
    } else {
      uv_idle_stop(&idle_);
    }
  }
  const bool all_told = queue_.empty() && waiting_.empty() && !releasing_;
  if (stopping_ && !wanted && all_told && !checkpoint_writing_ && !checkpoint_job_ && !rolling_) finish();
}

void Loop::compute() {
  const auto end = std::chrono::steady_clock::now() + kSlice;
  do {
    compute_one();
  } while (!queue_.empty() && entries_.size() < options_.unsynced_events && entry_bytes_ < options_.unsynced_bytes &&
           std::chrono::steady_clock::now() < end);
  if (was_full_ && queue_.size() <= options_.queue_limit / 2) {
    was_full_ = false;
    for (const auto& driver : drivers_) driver->on_room();
  }
  start_commit();
  update();
}

void Loop::compute_one() {
  make_room();
  Planned planned = std::move(queue_.front());
  queue_.pop_front();
  Pier::Taken taken = [&] {
    Signals::Computation computation(signals());
    return pier_.take(planned.ovum->get(), [&] {
      return signals_->stopping()           ? Pier::GivenUp::ending
             : computation.ended_by_press() ? Pier::GivenUp::by_key
                                            : Pier::GivenUp::late;
    });
  }();
  if (!taken.happened || taken.crud) {
    const Noun ovum = planned.ovum->get();
    const Noun tag = ovum.is_cell() && ovum.tail().is_cell() ? ovum.tail().head() : kNull;
    say(taken.happened ? Level::warning : Level::error,
        fmt::format("event {}%{}{}: {}", taken.happened ? "" : "dropped: ", tag.is_atom() ? cord_text(tag) : "?",
                    taken.happened ? " failed, and the kernel was told" : "", taken.text()));
  }
  Verdict verdict{taken.number, std::move(taken.failure), std::move(taken.mote), std::move(taken.trace)};
  if (!taken.happened) {
    if (planned.done) planned.done(verdict);
    return;
  }
  GALENA_CHECK(taken.number == (waiting_.empty() ? released_ : waiting_.back().number) + 1);
  GALENA_CHECK(entries_.size() < options_.unsynced_events && entry_bytes_ < options_.unsynced_bytes);
  entry_bytes_ += taken.entry.size();
  entries_.push_back(std::move(taken.entry));
  waiting_.push_back({taken.number, std::make_unique<Heap::Root>(pier_.machine().heap(), taken.effects),
                      std::move(planned.done), std::move(verdict)});
}

void Loop::start_commit() {
  if (in_commit_ != 0 || entries_.empty() || failed_) return;
  GALENA_CHECK(waiting_.size() >= entries_.size());
  GALENA_CHECK(waiting_[waiting_.size() - entries_.size()].number == pier_.log().last() + 1);
  auto* const commit = new Commit{{}, this, std::move(entries_), {}};
  entries_.clear();
  entry_bytes_ = 0;
  in_commit_ = commit->entries.size();
  commit->work.data = commit;
  uv_queue_work(
      &uv_, &commit->work,
      [](uv_work_t* work) {
        auto* const c = static_cast<Commit*>(work->data);
        GALENA_CHECK(!c->loop->is_here());  // it goes on computing
        try {
          c->loop->pier_.log().append(c->entries);
        } catch (const HostFailure& failure) {
          c->failure = failure.message;
        }
      },
      [](uv_work_t* work, int) {
        const std::unique_ptr<Commit> c(static_cast<Commit*>(work->data));
        c->loop->committed(*c);
      });
}

void Loop::committed(Commit& commit) {
  if (!commit.failure.empty()) {
    fail(commit.failure);
    return;
  }
  // The next group goes out before anything is said about this one.
  const size_t count = std::exchange(in_commit_, 0);
  GALENA_CHECK(is_here());
  GALENA_CHECK(count > 0 && count <= waiting_.size());
  GALENA_CHECK(pier_.log().last() == waiting_[count - 1].number);
  start_commit();
  releasing_ = true;
  for (size_t i = 0; i < count; ++i) {
    Computed event = std::move(waiting_.front());
    waiting_.pop_front();
    release(event);
  }
  releasing_ = false;
  start_checkpoint_write();
  advance_roll();
  update();
}

void Loop::release(Computed& event) {
  GALENA_CHECK(event.number <= pier_.log().last());  // durable
  GALENA_CHECK(event.number == released_ + 1);       // in order
  released_ = event.number;
  for (Heap::Root& rest = *event.effects; rest.get().is_cell(); rest.set(rest.get().tail())) {
    const Noun effect = rest.get().head();
    if (!effect.is_cell() || !effect.tail().is_cell() || !effect.tail().head().is_atom()) continue;
    const Noun wire = effect.head(), card = effect.tail();
    if (card.head() == "exit"_n || card.head() == "logo"_n) {
      say(Level::info, "the kernel asks to stop");
      stop(true);
      continue;
    }
    bool taken = card.head() == "vega"_n;
    for (const auto& driver : drivers_) taken = taken || driver->effect(wire, card);
    if (!taken) note_dropped(card.head());
    if (options_.verbose) {
      say(Level::info, fmt::format("event {}: effect %{}{}", event.number, cord_text(card.head()),
                                   taken ? "" : ", which nobody takes"));
    }
  }
  if (event.done) event.done(event.verdict);
}

// Once for each kind: a kernel may have many that this host has no driver for.
void Loop::note_dropped(Noun tag) {
  ++dropped_count_;
  constexpr size_t kKinds = 256, kName = 64;
  if (dropped_.size() >= kKinds) return;
  if (const auto [kind, is_new] = dropped_.insert(cord_text(tag).substr(0, kName)); is_new) {
    say(Level::info, fmt::format("nobody here takes %{}: such effects are dropped", *kind));
  }
}

// The disk has refused: what is durable stays, what is not is forgotten, nothing more is taken.
void Loop::fail(const std::string& message) {
  GALENA_CHECK(!releasing_);
  failed_ = stopping_ = true;
  settling_ = false;
  say(Level::error, message);
  say(Level::error,
      fmt::format("the log ends with event {}; {} later ones are lost, and no effect of theirs was released",
                  pier_.log().last(), waiting_.size()));
  entries_.clear();
  in_commit_ = 0;
  // Who is told may ask for more; the run ends when all are.
  releasing_ = true;
  for (Computed& event : std::exchange(waiting_, {})) {
    if (event.done) event.done({.failure = "the disk refused: it never happened"});
  }
  drop_queue();
  if (!roll_writing_) end_roll(kStopping);
  checkpoint_job_.reset();
  for (auto* const waiters : {&checkpoint_waiters_, &compact_waiters_}) {
    for (const auto& waiter : std::exchange(*waiters, {})) {
      if (waiter) waiter(kStopping);
    }
  }
  releasing_ = false;
  update();
}

void Loop::checkpoint(std::function<void(const std::string&)> done, bool compact) {
  GALENA_CHECK(is_here());
  if (failed_) {
    if (done) done(kStopping);
    return;
  }
  // A roll copies the files of the newest one.
  const bool is_busy = checkpoint_writing_ || checkpoint_job_ || roll_writing_;
  (compact && is_busy ? compact_waiters_ : checkpoint_waiters_).push_back(std::move(done));
  if (is_busy) return;
  if (!compact && pier_.checkpoint().event() == pier_.event()) {
    for (const auto& waiter : std::exchange(checkpoint_waiters_, {})) {
      if (waiter) waiter({});
    }
    return;
  }
  try {
    checkpoint_job_ = pier_.begin_checkpoint(compact);
    checkpoint_event_ = pier_.event();
  } catch (const std::bad_alloc&) {
    // The state is where it was, and the log has everything.
    say(Level::warning, kNoCheckpoint);
    for (const auto& waiter : std::exchange(checkpoint_waiters_, {})) {
      if (waiter) waiter(kNoRoom);
    }
    return;
  }
  start_checkpoint_write();
}

void Loop::start_checkpoint_write() {
  // It must not stand for an event that the log may never have.
  if (!checkpoint_job_ || checkpoint_writing_ || pier_.log().last() < checkpoint_event_) return;
  checkpoint_writing_ = true;
  auto* const writing = new Writing{{}, this, std::exchange(checkpoint_job_, nullptr), {}};
  writing->work.data = writing;
  uv_queue_work(
      &uv_, &writing->work,
      [](uv_work_t* work) {
        auto* const w = static_cast<Writing*>(work->data);
        try {
          Checkpoint::write(*w->job, w->loop->pier_.log().last());
        } catch (const HostFailure& failure) {
          w->failure = failure.message;
        }
      },
      [](uv_work_t* work, int) {
        const std::unique_ptr<Writing> w(static_cast<Writing*>(work->data));
        w->loop->checkpoint_written(*w);
      });
}

void Loop::checkpoint_written(Writing& writing) {
  GALENA_CHECK(is_here());
  GALENA_CHECK(checkpoint_writing_);
  checkpoint_writing_ = false;
  if (writing.failure.empty()) {
    pier_.checkpoint().finish(*writing.job);
    writing.job.reset();  // the next may begin
    last_checkpoint_ = pier_.checkpoint().event();
    if (verbose()) say(Level::info, fmt::format("checkpoint of event {}", last_checkpoint_));
  } else {
    // The log has everything: go on without.
    writing.job.reset();
    say(Level::warning, writing.failure + "; there is no new checkpoint, the log goes on");
  }
  for (const auto& waiter : std::exchange(checkpoint_waiters_, {})) {
    if (waiter) waiter(writing.failure);
  }
  serve_compact_waiters();
  advance_roll();
  update();
}

// What was asked for meanwhile, in one.
void Loop::serve_compact_waiters() {
  auto waiters = std::exchange(compact_waiters_, {});
  if (waiters.empty()) return;
  const auto tell = [waiters = std::move(waiters)](const std::string& why_not) {
    for (const auto& waiter : waiters) {
      if (waiter) waiter(why_not);
    }
  };
  stopping_ ? tell(kStopping) : checkpoint(tell, true);
}

void Loop::roll(std::function<void(const std::string&)> done) {
  GALENA_CHECK(is_here());
  if (failed_ || stopping_) {
    if (done) done(kStopping);
    return;
  }
  roll_waiters_.push_back(std::move(done));
  if (rolling_) return;
  rolling_ = true;
  roll_asked_ = false;
  advance_roll();
  update();
}

void Loop::advance_roll() {
  const bool all_durable = entries_.empty() && in_commit_ == 0 && waiting_.empty();
  if (!rolling_ || roll_writing_ || releasing_ || !all_durable || checkpoint_writing_ || checkpoint_job_) return;
  if (pier_.checkpoint().event() != pier_.event()) {
    // What it comes to is met here again.
    if (std::exchange(roll_asked_, true)) return end_roll("there is no checkpoint to begin it with");
    return checkpoint({});
  }
  std::optional<Pier::Roll> next;
  try {
    next = pier_.prepare_roll();
  } catch (const HostFailure& failure) {
    return end_roll(failure.message);
  }
  if (!next) return end_roll("the newest epoch of the log has no events yet");
  roll_writing_ = true;
  auto* const rolling = new Rolling{{}, this, *next, {}};
  rolling->work.data = rolling;
  uv_queue_work(
      &uv_, &rolling->work,
      [](uv_work_t* work) {
        auto* const r = static_cast<Rolling*>(work->data);
        try {
          Pier::make_epoch(r->roll);
        } catch (const HostFailure& failure) {
          r->failure = failure.message;
        }
      },
      [](uv_work_t* work, int) {
        const std::unique_ptr<Rolling> r(static_cast<Rolling*>(work->data));
        r->loop->rolled(r->failure);
      });
}

void Loop::rolled(const std::string& failure) {
  GALENA_CHECK(is_here() && roll_writing_);
  roll_writing_ = false;
  std::string why_not = failure;
  if (failure.empty()) {
    try {
      pier_.finish_roll();
      if (verbose()) say(Level::info, fmt::format("the log goes on in an epoch after event {}", pier_.event()));
    } catch (const HostFailure& not_opened) {
      why_not = not_opened.message;
    }
  }
  // What is written to an epoch that is not the newest would be lost.
  const bool is_lost = !pier_.writes_to_newest();
  end_roll(why_not);
  for (const auto& waiter : std::exchange(checkpoint_waiters_, {})) {
    if (waiter) waiter({});
  }
  if (is_lost) return fail(why_not);
  if (!why_not.empty()) say(Level::warning, why_not + "; the log goes on where it was");
  serve_compact_waiters();
  update();
}

void Loop::end_roll(const std::string& why_not) {
  rolling_ = false;
  for (const auto& waiter : std::exchange(roll_waiters_, {})) {
    if (waiter) waiter(why_not);
  }
}

void Loop::finish() {
  GALENA_CHECK(stopping_ && !finished_);
  GALENA_CHECK(queue_.empty() && waiting_.empty() && entries_.empty() && in_commit_ == 0);  // all is told
  GALENA_CHECK(!checkpoint_writing_ && !checkpoint_job_);
  if (!failed_ && pier_.event() != pier_.checkpoint().event()) {
    try {
      pier_.write_checkpoint();
      if (verbose()) say(Level::info, fmt::format("checkpoint of event {}", pier_.event()));
    } catch (const HostFailure& failure) {
      say(Level::warning, failure.message + "; there is no new checkpoint, the log has everything");
    } catch (const std::bad_alloc&) {
      say(Level::warning, kNoCheckpoint);
    }
  }
  finished_ = true;
  signals_.reset();
  for (const auto& driver : drivers_) driver->stop();
  for (uv_handle_t* handle :
       {reinterpret_cast<uv_handle_t*>(&idle_), reinterpret_cast<uv_handle_t*>(&checkpoint_timer_),
        reinterpret_cast<uv_handle_t*>(&signalled_), reinterpret_cast<uv_handle_t*>(&pressed_)}) {
    if (uv_is_closing(handle) == 0) uv_close(handle, nullptr);
  }
}

}  // namespace galena::host
