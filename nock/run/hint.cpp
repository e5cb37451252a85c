#include "nock/run/hint.h"

#include <fmt/format.h>

#include <new>
#include <string>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/noun/text.h"
#include "nock/run/strand.h"

namespace galena {
namespace {

// The room that a plain %drop empties.
Noun build_room(Heap& heap) {
  return heap.tuple("clay"_n, "ford"_n, kNull);
}

// Whether a clue, [0 clue], says how what a hint has to tell is to be shown: [priority tank].
bool has_caption(Noun clue) {
  return clue.is_cell() && clue.tail().is_cell() && clue.tail().head().is_atom();
}

// Behind the caption as a tank, if there is one, else as a line.
void tell(Strand& strand, Noun clue, const std::string& text) {
  if (!has_caption(clue)) return strand.machine.message(text);
  Heap& heap = strand.heap;
  const Noun colon = heap.tuple(Noun::direct(':'), Noun::direct(' '), kNull);
  const Noun tank = heap.tuple("rose"_n, heap.tuple(colon, kNull, kNull), clue.tail().tail(), heap.cord(text), kNull);
  strand.machine.slog(heap.cons(clue.tail().head(), tank));
}

void show_trace(Strand& strand, Noun trace) {
  if (strand.sinks.on_trace) return strand.sinks.on_trace(strand.machine, trace);
  strand.machine.message("trace: " + print_text(trace, Machine::kReadable));
}

// The trace, and those of the virtual machines around.
void show_traces(Strand& strand, Noun clue, bool all) {
  if (has_caption(clue)) tell(strand, clue, "trace");
  show_trace(strand, strand.trace);
  if (!all) return;
  strand.each_trace_around([&](Noun trace) { show_trace(strand, trace); });
}

std::string memory_in_use(const Heap& heap) {
  return fmt::format("memory: {} kB of nouns, {} kB besides, of {} kB", heap.bytes_used() >> 10,
                     heap.bytes_taken() >> 10, heap.limit() >> 10);
}

// Whether a memory is [room body], and no body alone, which may be any noun.
bool is_in_room(Noun kept_as) {
  return kept_as.is_cell() && names_room(kept_as.head());
}

Noun as_note(Scopes::Entered entered) {
  return Noun::direct(entered == Scopes::Entered::scope ? 1 : 0);
}

Noun begin_loop(Strand& strand, const HintSite& site, Noun clue, Noun subject) {
  const auto entered = strand.scopes.enter_loop(site.fp, subject, site.body, strand.scry_gates);
  if (entered != Scopes::Entered::cycle) return as_note(entered);
  if (clue.is_cell()) strand.trace = strand.heap.cons(strand.heap.cons("mean"_n, clue.tail()), strand.trace);
  return Noun::none();
}

}  // namespace

std::string duration_text(uint64_t nanoseconds) {
  return fmt::format("took: {}.{:03} ms", nanoseconds / 1000000, nanoseconds / 1000 % 1000);
}

Noun recall_memo(Strand& strand, Noun kept_as, Noun subject) {
  if (!is_in_room(kept_as)) [[likely]]
    return strand.machine.recall({kept_as, subject});
  return strand.rooms.find(strand.heap, kept_as.head(), {kept_as.tail(), subject});
}

void remember_memo(Strand& strand, Noun kept_as, Noun subject, Noun product, uint64_t scries) {
  if (!is_in_room(kept_as)) return strand.machine.remember({kept_as, subject}, product, scries);
  if (scries != strand.machine.scries() || strand.is_spoiled()) return;
  try {
    strand.rooms.add(strand.heap, kept_as.head(), {kept_as.tail(), subject}, product);
  } catch (const std::bad_alloc&) {
    // It is only a memory.
  }
}

Noun begin_hint(Strand& strand, const HintSite& site, Noun clue) {
  switch (site.tag) {
    case HintTag::bout:
      return strand.heap.cons(clue, Noun::direct(now_nanoseconds()));
    case HintTag::cash:
      return strand.heap.cons(clue, Noun::direct(strand.heap.bytes_taken()));
    case HintTag::xray:
      tell(strand, clue, (has_caption(clue) ? "" : "xray: ") + print_text(site.body, Machine::kReadable));
      return kNull;
    case HintTag::meme:
      tell(strand, clue, memory_in_use(strand.heap));
      return kNull;
    case HintTag::drop:
      strand.rooms.forget(strand.heap, clue.is_cell() ? clue.tail() : build_room(strand.heap));
      return kNull;
    case HintTag::nara:
    case HintTag::hela:
      show_traces(strand, clue, site.tag == HintTag::hela);
      return kNull;
    case HintTag::loop:
      return begin_loop(strand, site, clue.head(), clue.tail());
    case HintTag::jinx:
      return as_note(strand.scopes.enter_limit(site.fp, clue.tail()));
    case HintTag::spin:
      return as_note(strand.scopes.enter_label(site.fp, clue.tail()));
    case HintTag::other:
    case HintTag::malformed:
    case HintTag::trace:
    case HintTag::slog:
    case HintTag::memo:
    case HintTag::fast:
      break;
  }
  GALENA_CHECK(false);
  return kNull;
}

void end_hint(Strand& strand, const HintSite& site, Noun note) {
  switch (site.tag) {
    case HintTag::bout:
      tell(strand, note.head(), duration_text(now_nanoseconds() - note.tail().direct_value()));
      return;
    case HintTag::cash: {
      const auto before = static_cast<int64_t>(note.tail().direct_value());
      const int64_t more = static_cast<int64_t>(strand.heap.bytes_taken()) - before;
      tell(strand, note.head(), fmt::format("memories: {:+} kB", more / 1024));
      return;
    }
    case HintTag::loop:
    case HintTag::jinx:
    case HintTag::spin:
      if (note != kNull) strand.scopes.leave(site.fp);
      return;
    case HintTag::xray:
    case HintTag::meme:
    case HintTag::drop:
    case HintTag::nara:
    case HintTag::hela:
      return;
    case HintTag::other:
    case HintTag::malformed:
    case HintTag::trace:
    case HintTag::slog:
    case HintTag::memo:
    case HintTag::fast:
      break;
  }
  GALENA_CHECK(false);
}

}  // namespace galena
