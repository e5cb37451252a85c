#include "arvo/host/pill.h"

#include <ranges>

#include "hoon/aura/scot.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"

namespace galena::host {
namespace {

// What the host supports: of each thing the coldest version, the warmest thing first. A kernel runs here where its own
// are as warm or warmer.
struct Kelvin {
  const char* name;
  uint64_t version;
};
constexpr Kelvin kKelvins[] = {{"zuse", 408}, {"lull", 320}, {"arvo", 234}, {"hoon", 135}, {"nock", 4}};

// 1970 counted from the year that @da counts from, in seconds.
constexpr uint64_t kEpoch = 0x8000000cce9e0d80;

// The first event of the public sequence: what the host speaks.
Noun wyrd(Heap& heap) {
  Noun kelvins = kNull;
  for (const Kelvin& kelvin : std::views::reverse(kKelvins)) {
    kelvins = heap.cons(heap.cons(heap.cord(kelvin.name), Noun::direct(kelvin.version)), kelvins);
  }
  const Noun version = heap.tuple("galena"_n, heap.cord("0.1.0"), kNull);
  return heap.tuple("wyrd"_n, heap.cons(kNull, version), kelvins);
}

// Calls `visit` for the cells of a noun until it returns false, at most `limit` of them: shared structure is met as
// often as it is there.
template <class Visit>
void walk(Noun noun, size_t limit, Visit&& visit) {
  std::vector<Noun> pending{noun};
  while (!pending.empty() && limit-- > 0) {
    const Noun n = pending.back();
    pending.pop_back();
    if (!n.is_cell()) continue;
    if (!visit(n)) return;
    pending.push_back(n.tail());
    pending.push_back(n.head());
  }
}

}  // namespace

const char* describe(PillKind kind) {
  switch (kind) {
    case PillKind::pill:
      return "pill";
    case PillKind::cash:
      return "pill with a cache";
    case PillKind::ivory:
      return "ivory pill, a kernel alone";
    case PillKind::untagged:
      return "pill without a tag, of an older time";
  }
  return "";
}

std::optional<std::vector<Noun>> list_items(Noun list) {
  std::vector<Noun> items;
  for (; list.is_cell(); list = list.tail()) items.push_back(list.head());
  if (list != kNull) return std::nullopt;
  return items;
}

std::optional<Pill> parse_pill(Noun noun) {
  if (!noun.is_cell()) return std::nullopt;
  Pill pill{PillKind::untagged, {}, {}, {}, {}};
  if (noun.head() == "ivory"_n) {
    pill.kind = PillKind::ivory;
    pill.name = noun.head();
    pill.boot = noun.tail();
    // The formula reads the whole of it: a list in shape or not.
    if (!pill.boot.is_cell()) return std::nullopt;
    return pill;
  }
  Noun body = noun;
  if (noun.head() == "cash"_n || noun.head() == "pill"_n) {
    pill.kind = noun.head() == "cash"_n ? PillKind::cash : PillKind::pill;
    body = noun.tail();
    if (pill.kind == PillKind::cash) {
      if (!body.is_cell() || !body.head().is_cell()) return std::nullopt;
      body = body.head();
      if (body.head() == "pill"_n) body = body.tail();
    }
    if (!body.is_cell() || !body.head().is_atom()) return std::nullopt;
    pill.name = body.head();
    body = body.tail();
  }
  if (!body.is_cell() || !body.tail().is_cell()) return std::nullopt;
  pill.boot = body.head();
  pill.modules = body.tail().head();
  pill.userspace = body.tail().tail();
  if (!pill.boot.is_cell() || !list_items(pill.boot)) return std::nullopt;
  for (const Noun list : {pill.modules, pill.userspace}) {
    const auto items = list_items(list);
    if (!items) return std::nullopt;
    for (const Noun item : *items) {
      if (!item.is_cell() || !item.tail().is_cell()) return std::nullopt;
    }
  }
  return pill;
}

Noun make_pill(Heap& heap, const Pill& pill) {
  const Noun noun = heap.tuple("pill"_n, pill.name, pill.boot, pill.modules, pill.userspace);
  GALENA_CHECK(parse_pill(noun));
  return noun;
}

std::array<uint64_t, 2> time_of(int64_t seconds, uint32_t nanoseconds) {
  GALENA_CHECK(nanoseconds < 1'000'000'000);
  // 2^64 parts of a second in the low limb.
  const auto fraction = static_cast<uint64_t>((static_cast<unsigned __int128>(nanoseconds) << 64) / 1000000000);
  return {fraction, kEpoch + static_cast<uint64_t>(seconds)};
}

std::array<uint64_t, 2> system_time() {
  timespec t{};
  clock_gettime(CLOCK_REALTIME, &t);
  return time_of(t.tv_sec, static_cast<uint32_t>(t.tv_nsec));
}

BootSequence boot_sequence(Heap& heap, const Pill& pill, const BootOptions& options) {
  BootSequence sequence;
  // What is not a proper list at its end (an ivory pill need not be) is one event.
  for (Noun list = pill.boot; list.is_cell(); list = list.tail()) sequence.lifecycle.push_back(list.head());
  GALENA_CHECK(!sequence.lifecycle.empty());
  GALENA_CHECK(options.now.size() <= 2);
  std::vector<uint64_t> now = options.now;
  now.resize(3);
  const auto add = [&](Noun ovum) {
    // 2^-16 of a second further on, so that every event has a time of its own.
    const uint64_t step = uint64_t{1} << 48;
    const uint64_t second = now[1];
    now[0] += step;
    if (now[0] < step) ++now[1];
    GALENA_CHECK(now[1] >= second);  // later than the one before
    GALENA_CHECK(ovum.is_cell() && ovum.tail().is_cell());
    sequence.events.push_back(heap.cons(heap.atom_limbs(now), ovum));
  };
  if (pill.kind == PillKind::ivory) return sequence;
  const Noun who = heap.atom_limbs(options.who);
  const Noun arvo = heap.tuple(""_n, "arvo"_n, kNull);
  add(heap.cons(arvo, wyrd(heap)));
  add(heap.cons(arvo, heap.tuple("verb"_n, kNull, loobean(!options.verbose))));
  add(heap.cons(arvo, heap.cons("whom"_n, who)));
  add(heap.cons(arvo, heap.cons("wack"_n, heap.atom_limbs(options.entropy))));
  for (Noun list = pill.modules; list.is_cell(); list = list.tail()) add(list.head());
  const Noun terminal = heap.tuple("d"_n, "term"_n, "1"_n, kNull);
  add(heap.cons(terminal, heap.tuple("boot"_n, kNo, heap.cons("fake"_n, who))));
  for (Noun list = pill.userspace; list.is_cell(); list = list.tail()) add(list.head());
  // Who rings, for what has a clock among its vanes: a kernel alone has none.
  if (sequence.lifecycle.size() > 1) add(heap.tuple(heap.tuple("b"_n, "behn"_n, kNull), "born"_n, kNull));
  return sequence;
}

Kelvins find_kelvins(const Pill& pill) {
  Kelvins kelvins;
  const auto note = [&](const std::string& name, uint64_t version) {
    for (const auto& known : kelvins.found) {
      if (known.first == name) return;
    }
    kelvins.found.emplace_back(name, version);
  };
  // [%hoon 138] and the like, and the text of a sys/kelvin: [%zuse 410].
  constexpr size_t kLimit = 4'000'000;
  for (const Noun part : {pill.boot, pill.modules, pill.userspace}) {
    walk(part, kLimit, [&](Noun cell) {
      switch (cell.head().word()) {
        case "zuse"_w:
        case "lull"_w:
        case "arvo"_w:
        case "hoon"_w:
        case "nock"_w:
          if (cell.tail().is_direct() && cell.tail().direct_value() > 0 && cell.tail().direct_value() < 1000) {
            note(cord_text(cell.head()), cell.tail().direct_value());
          }
          break;
        default:
          break;
      }
      return kelvins.found.size() < 5;
    });
  }
  return kelvins;
}

}  // namespace galena::host
