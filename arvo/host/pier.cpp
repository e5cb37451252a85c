#include "arvo/host/pier.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

#include "arvo/host/epoch.h"
#include "arvo/host/failure.h"
#include "arvo/host/signals.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::host {
namespace {

// The shape of what a checkpoint keeps: [%galena 2 kernel jets alarm]. Of older builds, which kept no alarm: [%galena 1
// kernel jets].
constexpr Noun kMark = "galena"_n;
constexpr Noun kVersion = Noun::direct(2), kWithoutAlarm = Noun::direct(1);

// The public runtime's lock, so that neither starts beside the other.
constexpr const char* kLock = ".vere.lock";

// When to compact: an image that has grown so many times, and is of such a size. What was in use when it was begun may
// be moved in a pause that nobody minds (a tenth of a second), or is left for when it is asked for.
constexpr size_t kMuchGrown = 4;
constexpr size_t kWorthCompacting = size_t{1} << 20;
constexpr size_t kQuickToCompact = size_t{64} << 20;
// When to speak of it.
constexpr size_t kWorthSpeakingOf = size_t{1} << 30;

bool later(const Time& a, const Time& b) {
  return a[1] != b[1] ? a[1] > b[1] : a[0] > b[0];
}

// What the kernel and the sender are told of an event that failed: what they may know of how.
const char* mote(Outcome outcome) {
  switch (outcome) {
    case Outcome::meme:
      return "meme";
    case Outcome::intr:
      return "intr";
    case Outcome::done:
    case Outcome::exit:
    case Outcome::block:
      break;
  }
  return "exit";
}

std::string describe(Outcome outcome) {
  switch (outcome) {
    case Outcome::meme:
      return "it ran out of memory (%meme)";
    case Outcome::intr:
      return "it took too long (%intr)";
    case Outcome::block:
      return "it asked for what is not there (%exit)";
    case Outcome::done:
    case Outcome::exit:
      break;
  }
  return "it crashed (%exit)";
}

Noun leaf(Heap& heap, const std::string& text) {
  std::vector<Noun> letters;
  for (const char c : text) letters.push_back(Noun::direct(static_cast<uint8_t>(c)));
  return heap.cons("leaf"_n, heap.list(letters));
}

// [[%$ %arvo ~] %crud [mote tang] ovum]: how the kernel is told.
Noun crud(Heap& heap, const Pier::Taken& failed, Noun ovum) {
  std::vector<Noun> tang;
  for (const std::string& line : failed.trace) tang.push_back(leaf(heap, line));
  const Noun goof = heap.cons(heap.cord(failed.mote), heap.list(tang));
  return heap.cons(heap.tuple(""_n, "arvo"_n, kNull), heap.tuple("crud"_n, goof, ovum));
}

// A job read from the log.
Noun read_event(Heap& heap, const EventLog& log, const LoggedEvent& event) {
  const Cued cued = cue(heap, event.jam);
  if (cued.ok()) return cued.noun;
  throw HostFailure{FailureKind::damaged,
                    fmt::format("error: {}/data.mdb is damaged: event {} is no jam ({}); put back a "
                                "copy of the log",
                                log.folder(), event.number, galena::describe(cued.fault))};
}

}  // namespace

Time time_of_event(Noun job) {
  Time time{};
  if (!job.is_cell() || !job.head().is_atom()) return time;
  uint64_t small;
  const Limbs l = limbs_of(job.head(), small);
  std::copy_n(l.data, std::min(l.size, time.size()), time.begin());
  return time;
}

void replay(Kernel& kernel, const EventLog& log, uint32_t life, uint64_t from, uint64_t to,
            const std::function<void(uint64_t, uint64_t)>& progress,
            const std::function<void(Noun job, Noun effects)>& took) {
  if (from > to) return;
  GALENA_CHECK(from > 0 && life > 0);
  GALENA_CHECK(from > life ? kernel.booted() : from == 1 && to >= life && !kernel.booted());
  Heap& heap = kernel.machine().heap();
  std::vector<Noun> lifecycle;
  const auto fail = [&](uint64_t number, const std::string& what) {
    throw HostFailure{FailureKind::kernel, fmt::format("error: event {} of {} {}", number, log.folder(), what)};
  };
  log.read(from, to, [&](const LoggedEvent& event) {
    if (event.number <= life) {
      // Nothing runs before all of them are there.
      lifecycle.push_back(read_event(heap, log, event));
      if (event.number < life) return true;
      const Answer answer = kernel.boot(lifecycle);
      if (!answer.ok()) fail(1, "does not boot: " + describe(answer.outcome));
      return true;
    }
    const Heap::Root job(heap, read_event(heap, log, event));
    const Answer answer = kernel.poke(job.get());
    if (answer.ok() && took) took(job.get(), answer.noun);
    if (!answer.ok()) {
      fail(event.number, fmt::format("does not run again: {}{}", describe(answer.outcome),
                                     answer.outcome == Outcome::meme ? "; --memory gives more" : ""));
    }
    if (event.mug != 0) {
      const uint32_t mug = kernel.mug();
      if (mug != event.mug) {
        fail(event.number, fmt::format("comes to another state: its mug was 0x{:08x} and is 0x{:08x}; the log is "
                                       "damaged, or this build computes something else",
                                       event.mug, mug));
      }
    }
    if (progress) progress(event.number - from + 1, to - from + 1);
    return true;
  });
}

namespace {

// Of what is registered with the jets, as they save it, that which belongs to the state: whose batteries lie in the
// heap or in the image. What was put beside the kernel lies elsewhere, as the library that texts are evaluated on, and
// who wants it puts it there again.
Noun of_state(Noun saved, Heap& heap, const Image& image) {
  std::vector<uint64_t> places{0};  // in what is kept, of each that was saved, from 1; 0: none
  std::vector<Noun> kept;
  for (; saved.is_cell(); saved = saved.tail()) {
    const Noun record = saved.head(), path = record.head(), root = record.tail().head();
    const Noun battery = record.tail().tail().head(), rest = record.tail().tail().tail();
    const uint64_t parent = rest.head().direct_value();
    const bool is_own = heap.in_nursery(battery) || heap.in_old(battery) || image.contains(battery);
    const bool keeps = is_own && (parent == 0 || places[parent] != 0);
    places.push_back(keeps ? kept.size() + 1 : 0);
    if (keeps) kept.push_back(heap.tuple(path, root, battery, Noun::direct(places[parent]), rest.tail()));
  }
  return heap.list(kept);
}

}  // namespace

Pier::Pier(std::string folder, Machine& machine, PierOptions options, Mode mode)
    : folder_(std::move(folder)),
      machine_(machine),
      options_(std::move(options)),
      mode_(mode),
      kernel_(machine),
      jets_(machine.heap(), Noun::zero()),
      alarm_(machine.heap(), Noun::zero()) {
  while (folder_.size() > 1 && folder_.back() == '/') folder_.pop_back();
  made_folder_ = mode == Mode::create && mkdir(folder_.c_str(), 0700) == 0;
  if (mode == Mode::create && !made_folder_ && errno != EEXIST) throw disk_failure("make " + folder_, errno);
  struct stat status;
  if (stat(folder_.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    throw HostFailure{FailureKind::usage, fmt::format("error: there is no pier {}", folder_)};
  }
  if (mode != Mode::read) take_lock();
  checkpoint_.emplace(folder_, mode == Mode::read);
  kernel_.set_deadline(options_.deadline);
}

void Pier::take_lock() {
  // They belong to what is open: whatever ends the process frees them. The file's is the one that other runtimes ask
  // for; somebody may take it for a leftover and remove it, and so the folder is locked as well.
  locked_folder_ = std::make_unique<OpenFolder>(folder_);
  const OpenFolder& here = *locked_folder_;
  made_lock_ = !here.has(kLock);
  lock_ = std::make_unique<OpenFile>(here, kLock, O_RDWR | O_CREAT);
  if (!lock_->ok()) lock_->fail();
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool folder_taken = flock(here.fd(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (folder_taken || fcntl(lock_->fd(), F_OFD_SETLK, &lock) != 0) {
    char pid[24] = "";
    const ssize_t n = pread(lock_->fd(), pid, sizeof pid - 1, 0);
    lock_.reset();
    const std::string who(pid, n > 0 ? strcspn(pid, "\n") : 0);
    throw HostFailure{FailureKind::usage, fmt::format("error: another host{} runs {}; stop it first",
                                                      who.empty() ? "" : " (process " + who + ")", folder_)};
  }
  const std::string pid = fmt::format("{}\n", getpid());
  if (ftruncate(lock_->fd(), 0) != 0 || pwrite(lock_->fd(), pid.data(), pid.size(), 0) < 0) {
    // Who holds it is only said in a message.
  }
}

Pier::~Pier() {
  if (!lock_) return;
  const bool emptied = ftruncate(lock_->fd(), 0) == 0;
  (void)emptied;
}

Time Pier::now() {
  Time t = options_.clock ? options_.clock() : system_time();
  if (!later(t, last_time_)) {
    // A clock that stands still or goes back: times go on all the same.
    t = last_time_;
    const uint64_t step = uint64_t{1} << 32;
    t[0] += step;
    if (t[0] < step) ++t[1];
  }
  GALENA_CHECK(later(t, last_time_) || last_time_[1] == UINT64_MAX);  // no kernel gets to the end of time
  last_time_ = t;
  return t;
}

void Pier::boot(const Pill& pill, BootOptions options) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(mode_ != Mode::read && lock_ != nullptr);
  const OpenFolder here(folder_);
  const bool is_new = !here.has(".urb");
  try {
    write_boot(pill, std::move(options));
  } catch (...) {
    // A folder without a machine in it is of no use to anybody, and in the way of the next boot.
    log_.reset();
    if (is_new) remove_all_below(here, ".urb");
    if (made_lock_) unlinkat(here.fd(), kLock, 0);
    if (made_folder_) rmdir(folder_.c_str());
    throw;
  }
}

void Pier::write_boot(const Pill& pill, BootOptions options) {
  log_.reset();
  log_ = std::make_unique<EventLog>(folder_, EventLog::Mode::create);
  if (log_->last() != 0) {
    throw HostFailure{FailureKind::usage,
                      fmt::format("error: {} has a machine already: galena run {} starts it", folder_, folder_)};
  }
  Heap& heap = machine_.heap();
  const Time time = now();
  options.now = {time[0], time[1]};
  const BootSequence sequence = boot_sequence(heap, pill, options);
  std::vector<std::vector<uint8_t>> entries;
  for (const Noun event : sequence.lifecycle) entries.push_back(make_entry(0, jam(event)));
  const Heap::Root events(heap, heap.list(sequence.events));
  const Answer booted = kernel_.boot(sequence.lifecycle);
  if (!booted.ok()) {
    std::string text = "error: the pill does not boot: " + describe(booted.outcome);
    if (options_.render_trace && booted.outcome == Outcome::exit) {
      for (const std::string& line : options_.render_trace(machine_, booted.noun)) text += "\n  " + line;
    }
    throw HostFailure{FailureKind::kernel, text};
  }
  event_ = entries.size();
  const uint64_t count = entries.size() + sequence.events.size();
  for (Heap::Root rest(heap, events.get()); rest.get().is_cell(); rest.set(rest.get().tail())) {
    const Heap::Root kept(heap, rest.get().head());
    Taken taken = take_at(kept.get().head(), kept.get().tail());
    // Whether the kernel could be told of it or not.
    if (!taken.happened || taken.crud) {
      const Noun card = kept.get().tail().tail();
      const Noun tag = card.is_cell() ? card.head() : kNull;
      throw HostFailure{FailureKind::kernel,
                        fmt::format("error: the pill does not boot: event {} of {}, %{}, failed: {}",
                                    entries.size() + 1, count, tag.is_atom() ? cord_text(tag) : "?", taken.text())};
    }
    entries.push_back(std::move(taken.entry));
    if (options_.progress) options_.progress(entries.size(), count);
  }
  identity_ = {options.who, true, static_cast<uint32_t>(sequence.lifecycle.size()), 0};
  log_->set_identity(identity_);
  log_->append(entries);
  GALENA_CHECK(event_ == log_->last() && event_ == count);
  // The events of the boot have times after the clock's.
  last_time_ = time;
  last_time_[1] += (sequence.events.size() >> 16) + 1;
}

void Pier::restore(const CheckpointMark& mark) {
  const auto refuse = [&] {
    throw HostFailure{FailureKind::damaged,
                      fmt::format("error: the checkpoint of {} is of another version; remove {}/.urb/galena, and the "
                                  "events are run again",
                                  folder_, folder_)};
  };
  GALENA_CHECK(!kernel_.booted());
  // A touch of the root may be the first of the image: damage there ends the process with its own message.
  Noun root = mark.root;
  if (!root.is_cell() || root.head() != kMark) refuse();
  root = root.tail();
  if (!root.is_cell() || !root.tail().is_cell()) refuse();
  const bool has_alarm = root.head() == kVersion;
  if (!has_alarm && root.head() != kWithoutAlarm) refuse();
  kernel_.set_core(root.tail().head());
  const Noun rest = root.tail().tail();
  if (has_alarm && !rest.is_cell()) refuse();
  jets_.set(has_alarm ? rest.head() : rest);
  alarm_.set(has_alarm ? rest.tail() : Noun::zero());
  if (!machine_.jets().restore(machine_, jets_.get(), JetRegistry::Whose::state)) refuse();
  saved_version_ = machine_.jets().version();
  event_ = mark.event;
}

void Pier::take_up(const CheckpointMark& mark) {
  const auto set_aside = [&](const std::string& why) {
    report(fmt::format("the checkpoint is not of this log: {}; it is set aside, and the events are run again", why));
    checkpoint_->set_aside();
  };
  if (mark.event < identity_.life) return set_aside(fmt::format("there is no state at event {}", mark.event));
  if (mark.event + 1 < log_->first()) {
    return set_aside(fmt::format("it is of event {}, and the log begins with {}", mark.event, log_->first()));
  }
  if (const uint32_t logged = logged_mug(mark.event); logged != 0 && logged != mark.mug) {
    return set_aside(
        fmt::format("at event {} the log has mug 0x{:08x}, it has 0x{:08x}", mark.event, logged, mark.mug));
  }
  restore(mark);
}

uint32_t Pier::logged_mug(uint64_t event) const {
  uint32_t mug = 0;
  // Of the event that the newest epoch begins after, that one knows: no start needs those before it.
  const uint64_t newest = log_->epochs().back();
  if (event == newest && newest != 0) return mug_of_state(OpenFolder(OpenFolder(folder_), epoch_folder(newest)));
  if (event < log_->first()) return mug;
  log_->read(event, event, [&](const LoggedEvent& logged) {
    mug = logged.mug;
    return true;
  });
  return mug;
}

Identity Pier::identity_of_log() const {
  const std::optional<Identity> identity = log_->identity();
  if (log_->last() == 0) {
    throw HostFailure{
        FailureKind::usage,
        fmt::format("error: {} was not booted to its end: galena boot PILL --pier {} does it", folder_, folder_)};
  }
  // What they are comes into the log before the events.
  if (!identity || identity->life == 0 || identity->life > log_->last()) {
    throw HostFailure{FailureKind::damaged,
                      fmt::format("error: {}/data.mdb is damaged: {}; put back a copy of the log", log_->folder(),
                                  !identity ? "it does not say whose it is" : "its lifecycle does not fit its events")};
  }
  return *identity;
}

bool Pier::take_state_of(uint64_t epoch) {
  const OpenFolder folder(OpenFolder(folder_), epoch_folder(epoch));
  if (!has_state(folder)) {
    report(fmt::format("{} begins with a state of another runtime; the events before it are run again", folder.path()));
    return false;
  }
  std::optional<CheckpointMark> mark;
  std::string why;
  try {
    if (mode_ == Mode::read) {
      checkpoint_.emplace(folder_, true, epoch_folder(epoch));
    } else {
      checkpoint_->begin_with(folder);
    }
    mark = checkpoint_->load();
    why = checkpoint_->remark();
  } catch (const HostFailure& failure) {
    if (failure.kind != FailureKind::damaged) throw;
    why = failure.message;
  }
  if (mark && (mark->event != epoch || (logged_mug(epoch) != 0 && logged_mug(epoch) != mark->mug))) {
    why = fmt::format("it is of event {} and has mug 0x{:08x}", mark->event, mark->mug);
    mark.reset();
  }
  if (mark) {
    restore(*mark);
    return true;
  }
  report(fmt::format("the state that {} begins with is not what was written ({})", folder.path(), why));
  return false;
}

void Pier::begin_with_epoch(const Moment& moment) {
  std::vector<uint64_t> epochs = log_->epochs();
  if (moment.epoch && std::ranges::find(epochs, *moment.epoch) == epochs.end()) {
    std::string names;
    for (const uint64_t epoch : epochs) names += (names.empty() ? "" : ", ") + epoch_name(epoch);
    throw HostFailure{FailureKind::usage, fmt::format("error: the log of {} has no epoch {}: {}", folder_,
                                                      epoch_name(*moment.epoch), names)};
  }
  if (moment.event < epochs.front()) {
    throw HostFailure{FailureKind::usage, fmt::format("error: the log of {} begins with event {}: there is no state "
                                                      "after event {} any more",
                                                      folder_, log_->first(), moment.event)};
  }
  for (; !epochs.empty(); epochs.pop_back()) {
    const uint64_t epoch = epochs.back();
    if (epoch > moment.event || (moment.epoch && epoch > *moment.epoch)) continue;
    if (epoch == 0 || take_state_of(epoch)) return;
    if (moment.epoch) break;
  }
  throw HostFailure{FailureKind::damaged,
                    fmt::format("error: the log of {} has no state to begin with; put back a copy of it", folder_)};
}

void Pier::resume_at(Moment moment) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(!kernel_.booted());
  GALENA_CHECK(mode_ == Mode::read || (lock_ != nullptr && moment.event == UINT64_MAX && !moment.epoch));
  log_.reset();
  if (mode_ != Mode::read) remove_unfinished();
  log_ = std::make_unique<EventLog>(folder_, mode_ == Mode::read ? EventLog::Mode::read : EventLog::Mode::write);
  identity_ = identity_of_log();
  if (const auto mark = moment.epoch ? std::nullopt : checkpoint_->load()) {
    if (mark->event > moment.event) {
      checkpoint_.emplace(folder_, true);
    } else {
      // Beside a host the log may have gone on since, and a checkpoint been written of that.
      if (mark->event > log_->last()) log_->refresh(mark->event);
      take_up(*mark);
    }
  }
  const uint64_t to = std::min(moment.event, log_->last());
  if (to < identity_.life) {
    throw HostFailure{FailureKind::usage, fmt::format("error: there is no state after event {} of {}: its first {} are "
                                                      "the lifecycle, which runs as a whole",
                                                      to, folder_, identity_.life)};
  }
  if (!checkpoint_->remark().empty()) report(checkpoint_->remark());
  if (!kernel_.booted()) begin_with_epoch(moment);
  const size_t bytes = checkpoint_->bytes();
  if (bytes > kMuchGrown * checkpoint_->base_bytes() && bytes > kWorthSpeakingOf && mode_ == Mode::run) {
    report(fmt::format(
        "the checkpoint has grown from {} to {} MB, part of which may be in use no longer: galena checkpoint "
        "{} --compact finds out",
        checkpoint_->base_bytes() >> 20, bytes >> 20, folder_));
  }
  const uint64_t from = event_ + 1;
  kernel_.set_deadline(std::nullopt);  // what happened once happens again, however slow the machine is
  replay(kernel_, *log_, identity_.life, from, to, options_.progress,
         [this](Noun job, Noun effects) { note_alarm(job, effects); });
  kernel_.set_deadline(options_.deadline);
  replayed_ = to + 1 - from;
  event_ = to;
  GALENA_CHECK(kernel_.booted());
  take_last_time();
}

void Pier::take_last_time() {
  if (event_ <= identity_.life || event_ < log_->first()) return;
  try {
    log_->read(event_, event_, [&](const LoggedEvent& event) {
      last_time_ = time_of_event(read_event(machine_.heap(), *log_, event));
      // The state is the one that was computed when the event was taken.
      GALENA_CHECK(event.mug == 0 || event.mug == kernel_.mug());
      return true;
    });
  } catch (const HostFailure& failure) {
    // Of an epoch that is over, which nothing else was needed of.
    if (failure.kind != FailureKind::damaged || event_ != log_->epochs().back()) throw;
    report(fmt::format("{} (the time of event {} is not known)", failure.message, event_));
  }
}

void Pier::remove_unfinished() const {
  const OpenFolder here(folder_);
  if (here.has(kLogFolder)) remove_unfinished_epochs(OpenFolder(here, kLogFolder));
}

Pier::Taken Pier::failure_of(const Answer& failed) {
  constexpr size_t kMaxLines = 256;
  Taken taken;
  taken.failure = describe(failed.outcome);
  taken.mote = mote(failed.outcome);
  if (failed.outcome == Outcome::exit && options_.render_trace) {
    taken.trace = options_.render_trace(machine_, failed.noun);
  }
  if (taken.trace.size() > kMaxLines) taken.trace.resize(kMaxLines);
  return taken;
}

std::string Pier::Taken::text() const {
  std::string all = failure;
  for (const std::string& line : trace) all += "\n  " + line;
  return all;
}

void Pier::note_alarm(Noun job, Noun effects) {
  const auto card_of = [](Noun ovum) {
    const bool is_ovum = ovum.is_cell() && ovum.tail().is_cell();
    return is_ovum ? ovum.tail() : Noun::none();
  };
  Noun ovum = job.is_cell() ? job.tail() : kNull;
  Noun card = card_of(ovum);
  // Of what failed the kernel knows, too: [%crud goof ovum].
  if (!card.is_none() && card.head() == "crud"_n && card.tail().is_cell()) {
    ovum = card.tail().tail();
    card = card_of(ovum);
  }
  if (!card.is_none() && card.head() == "wake"_n && alarm_.get().is_cell() && equal(alarm_.get().head(), ovum.head())) {
    alarm_.set(Noun::zero());
  }
  for (Noun rest = effects; rest.is_cell(); rest = rest.tail()) {
    const Noun effect_card = card_of(rest.head());
    if (effect_card.is_none() || effect_card.head() != "doze"_n) continue;
    alarm_.set(effect_card.tail().is_cell() ? rest.head() : Noun::zero());
  }
}

bool Pier::may_write() const {
  return owner_.is_here() && mode_ != Mode::read && lock_ != nullptr && kernel_.booted();
}

Pier::Taken Pier::take(Noun ovum, const WhyGivenUp& why) {
  GALENA_CHECK(may_write());
  GALENA_CHECK(event_ >= log_->last());
  try {
    return take_at(machine_.heap().atom_limbs(now()), ovum, why);
  } catch (const OutOfMemory&) {
    Taken taken;
    taken.failure = describe(Outcome::meme);
    taken.mote = mote(Outcome::meme);
    return taken;
  }
}

Pier::Taken Pier::take_at(Noun time, Noun given, const WhyGivenUp& why) {
  Heap& heap = machine_.heap();
  Taken taken;
  const Heap::Root before(heap, kernel_.core());
  try {
    Heap::Root ovum(heap, given);
    Heap::Root job(heap, heap.cons(time, given));
    Answer answer = kernel_.poke(job.get());
    if (!answer.ok()) {
      const GivenUp given_up = answer.outcome == Outcome::intr && why ? why() : GivenUp::late;
      if (given_up == GivenUp::ending) {
        taken.failure = "the host is stopping";
        return taken;
      }
      taken = failure_of(answer);
      if (given_up == GivenUp::by_key) taken.failure = kByKey;
      const Noun report_ovum = crud(heap, taken, ovum.get());
      job.set(heap.cons(job.get().head(), report_ovum));
      answer = kernel_.poke(job.get());
      if (!answer.ok()) {
        if (answer.outcome == Outcome::intr && why) why();
        taken.failure += "; and so did telling the kernel: " + describe(answer.outcome);
        GALENA_CHECK(kernel_.core() == before.get());
        return taken;
      }
      taken.crud = true;
    }
    taken.effects = answer.noun;
    taken.entry = make_entry(kernel_.mug(), jam(job.get()));
    GALENA_CHECK(parse_entry(taken.entry));
    taken.happened = true;
    taken.number = ++event_;
    note_alarm(job.get(), answer.noun);
  } catch (const OutOfMemory&) {
    // Of what stands around the computation.
    kernel_.set_core(before.get());
    taken = {};
    taken.failure = describe(Outcome::meme);
    taken.mote = mote(Outcome::meme);
  }
  return taken;
}

Pier::Taken Pier::take_durably(Noun ovum) {
  GALENA_CHECK(event_ == log_->last());
  Taken taken = take(ovum);
  if (taken.happened) log_->append({&taken.entry, 1});
  GALENA_CHECK(event_ == log_->last());
  return taken;
}

bool Pier::is_overgrown() const {
  const size_t base = checkpoint_->base_bytes(), bytes = checkpoint_->bytes();
  return base <= kQuickToCompact && bytes > kWorthCompacting && bytes > kMuchGrown * base;
}

std::shared_ptr<Checkpoint::Job> Pier::begin_checkpoint(bool compact) {
  GALENA_CHECK(may_write());
  compact = compact || is_overgrown();
  Heap& heap = machine_.heap();
  if (machine_.jets().version() != saved_version_ || jets_.get() == Noun::zero()) {
    jets_.set(of_state(machine_.jets().save(heap), heap, checkpoint_->image()));
    saved_version_ = machine_.jets().version();
  }
  const uint32_t mug = kernel_.mug();
  Noun root = heap.tuple(kMark, kVersion, kernel_.core(), jets_.get(), alarm_.get());
  galena::mug(root);
  Image* const old = compact ? checkpoint_->begin_anew() : nullptr;
  try {
    machine_.tenure({&root, 1}, checkpoint_->image(), old);
  } catch (const std::bad_alloc&) {
    if (compact && checkpoint_->image().bytes() == 0) checkpoint_->keep_old();
    throw;
  }
  // It is the same state, in another place.
  GALENA_CHECK(checkpoint_->image().contains(kernel_.core()));
  GALENA_CHECK(root.tail().tail().head() == kernel_.core() && kernel_.mug() == mug);
  return checkpoint_->prepare({event_, mug, root});
}

void Pier::write_checkpoint(bool compact) {
  // Nothing to do where the newest one is of this event.
  if (!compact && checkpoint_->event() == event_ && event_ != 0) return;
  const auto job = begin_checkpoint(compact);
  Checkpoint::write(*job, log_->last());
  checkpoint_->finish(*job);
}

std::optional<Pier::Roll> Pier::prepare_roll() const {
  GALENA_CHECK(may_write());
  GALENA_CHECK(event_ == log_->last() && checkpoint_->event() == event_);
  if (log_->epochs().back() == event_) return std::nullopt;
  // LMDB opens by path.
  struct stat here, named;
  const bool is_here = fstat(locked_folder_->fd(), &here) == 0 && stat(folder_.c_str(), &named) == 0 &&
                       here.st_dev == named.st_dev && here.st_ino == named.st_ino;
  if (!is_here) {
    throw HostFailure{
        FailureKind::usage,
        fmt::format("error: {} was moved while its host runs: stop it, and start it where it is", folder_)};
  }
  return Roll{locked_folder_.get(), event_, logged_mug(event_), identity_};
}

void Pier::make_epoch(const Roll& roll) {
  begin_epoch(*roll.pier, roll.after, roll.mug, roll.identity);
}

bool Pier::writes_to_newest() const {
  const std::vector<uint64_t> epochs = epochs_of(OpenFolder(*locked_folder_, kLogFolder));
  return epochs.empty() || epochs.back() == log_->epochs().back();
}

void Pier::finish_roll() {
  GALENA_CHECK(may_write());
  log_ = std::make_unique<EventLog>(folder_, EventLog::Mode::write);
  GALENA_CHECK(log_->last() == event_);
}

bool Pier::roll() {
  write_checkpoint();
  const std::optional<Roll> next = prepare_roll();
  if (!next) return false;
  make_epoch(*next);
  finish_roll();
  return true;
}

}  // namespace galena::host
