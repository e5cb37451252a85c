#include "arvo/host/retrace.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

#include "arvo/host/failure.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"

namespace galena::host {
namespace {

// The way from a noun to a part of it: true is the tail.
using Way = std::vector<bool>;

// Where two nouns differ, if that is in one atom. Linear in the length of the way: mugs lead it.
std::optional<Way> only_difference(Noun one, Noun other) {
  Way way;
  while (one.is_cell() && other.is_cell()) {
    const bool heads = mug(one.head()) == mug(other.head()), tails = mug(one.tail()) == mug(other.tail());
    if (heads == tails) return std::nullopt;
    way.push_back(heads);
    one = heads ? one.tail() : one.head();
    other = heads ? other.tail() : other.head();
  }
  if (one.is_cell() || other.is_cell()) return std::nullopt;
  return way;
}

Noun part_of(Noun noun, const Way& way) {
  for (const bool tail : way) {
    if (!noun.is_cell()) return Noun::none();
    noun = tail ? noun.tail() : noun.head();
  }
  return noun;
}

Noun with_part(Heap& heap, Noun noun, const Way& way, Noun part) {
  std::vector<Noun> spine;
  for (const bool tail : way) {
    spine.push_back(noun);
    noun = tail ? noun.tail() : noun.head();
  }
  for (size_t i = way.size(); i-- > 0;) {
    part = way[i] ? heap.cons(spine[i].head(), part) : heap.cons(part, spine[i].tail());
  }
  return part;
}

// The state after [now [%$ %arvo ~] %verb ~ silent]; none where the kernel does not take it.
Noun after_verb(Kernel& kernel, Noun core, Noun now, bool silent) {
  Heap& heap = kernel.machine().heap();
  const Heap::Root before(heap, core);
  const Noun card = heap.tuple("verb"_n, kNull, loobean(silent));
  const Noun job = heap.tuple(now, heap.tuple(""_n, "arvo"_n, kNull), card);
  const Answer answer = kernel.poke(job);
  const Noun after = answer.ok() ? kernel.core() : Noun::none();
  kernel.set_core(before.get());
  return after;
}

// Where the kernel's state says whether it is silent.
std::optional<Way> silence_of(Kernel& kernel, Noun job) {
  Heap& heap = kernel.machine().heap();
  const Heap::Root kept(heap, job);
  Heap::Root silent(heap, after_verb(kernel, kernel.core(), kept.get().head(), true));
  if (silent.get().is_none()) return std::nullopt;
  const Noun loud = after_verb(kernel, kernel.core(), kept.get().head(), false);
  if (loud.is_none()) return std::nullopt;
  const auto way = only_difference(silent.get(), loud);
  if (!way || part_of(silent.get(), *way) != kYes || part_of(loud, *way) != kNo) return std::nullopt;
  const Noun own = part_of(kernel.core(), *way);
  return own == kYes || own == kNo ? way : std::nullopt;
}

Noun read_job(Pier& pier, uint64_t number, uint32_t& mug) {
  Noun job;
  pier.log().read(number, number, [&](const LoggedEvent& event) {
    mug = event.mug;
    const Cued cued = cue(pier.machine().heap(), event.jam);
    if (!cued.ok()) {
      throw HostFailure{FailureKind::damaged,
                        fmt::format("error: event {} of {} is no jam ({}); put back a copy of the "
                                    "log",
                                    number, pier.folder(), galena::describe(cued.fault))};
    }
    job = cued.noun;
    return true;
  });
  return job;
}

}  // namespace

Retraced retrace(Pier& pier, const std::function<void(bool)>& listen) {
  const uint64_t number = pier.event() + 1;
  if (number > pier.log().last()) {
    throw HostFailure{FailureKind::usage,
                      fmt::format("error: the log of {} ends with event {}", pier.folder(), pier.log().last())};
  }
  Retraced retraced;
  Kernel& kernel = pier.kernel();
  Heap& heap = pier.machine().heap();
  const Heap::Root job(heap, read_job(pier, number, retraced.logged));
  listen(false);
  const std::optional<Way> way = job.get().is_cell() ? silence_of(kernel, job.get()) : std::nullopt;
  retraced.tells = way.has_value();
  const Noun silence = way ? part_of(kernel.core(), *way) : kNull;
  if (way) kernel.set_core(with_part(heap, kernel.core(), *way, kNo));
  listen(true);
  const Answer answer = kernel.poke(job.get());
  listen(false);
  if (!answer.ok()) {
    throw HostFailure{FailureKind::kernel, fmt::format("error: event {} of {} does not run again: {}", number,
                                                       pier.folder(), pier.failure_of(answer).text())};
  }
  retraced.effects = answer.noun;
  retraced.mug = kernel.mug();
  // Put back where it was, or, where the event made another kernel, where that one has it; an event that asks for
  // silence or the reverse has left it as it wants it.
  std::optional<Way> place = way;
  for (int tries = 0; tries < 2 && place && !retraced.is_same(); ++tries) {
    const Heap::Root told(heap, kernel.core()), effects(heap, retraced.effects);
    if (tries != 0) place = silence_of(kernel, job.get());
    if (place && part_of(told.get(), *place) == kNo) {
      kernel.set_core(with_part(heap, told.get(), *place, silence));
      retraced.mug = kernel.mug();
      if (!retraced.is_same()) kernel.set_core(told.get());
    }
    retraced.effects = effects.get();
  }
  return retraced;
}

}  // namespace galena::host
