#include "hoon/type/arms.h"

#include "hoon/type/form.h"

namespace galena::hoon {
namespace {

constexpr bool kMayCheck[] = {
#define X(name, checks) checks,
    GALENA_COMPILER_ARMS(X)
#undef X
};

std::optional<Way> way_of(Noun term) {
  if (term == "read"_n) return Way::read;
  if (term == "rite"_n) return Way::rite;
  if (term == "both"_n) return Way::both;
  if (term == "free"_n) return Way::free;
  return std::nullopt;
}

bool is_flag(Noun noun) {
  return noun == kYes || noun == kNo;
}

}  // namespace

Arms::Arms(Arena& arena, const Identity& identity, Kelvin kelvin)
    : arena_(arena), identity_(identity), ut_(arena, kelvin), sound_(arena, identity_, kelvin) {
  ut_.set_identity(identity_);
  ut_.set_is_type([this](Noun noun) { return sound_.type(noun); });
  ut_.set_evaluate([this](Noun subject, Noun formula) {
    const auto known = folded_.find(key(subject, formula));
    if (known == folded_.end()) throw NeedsNock{subject, formula};
    return known->second;
  });
}

void Arms::tell(const NeedsNock& question, Noun product) {
  folded_[key(question.subject, question.formula)] = product;
}

size_t Arms::bytes() const {
  // A key and an answer of a few words each, in tables that are three quarters full at best.
  constexpr size_t kEach = 96;
  size_t answers = folded_.size() + refused_.size();
  for (const Questions& of_a_kind : ut_.questions()) answers += of_a_kind.count;
  return answers * kEach;
}

bool Arms::takes(const Door& door, bool checks) {
  if (!is_flag(door.vet) || (checks && door.rib != kNull)) return false;
  return is_type(door.sut);
}

// Takes over the holds that are being unfolded, (set [type hoon]).
bool Arms::enter(Noun fan) {
  if (fan == kNull) return true;
  if (!is_set(fan)) return false;
  Items holds;
  set_items(fan, holds);
  for (const Noun hold : holds) {
    if (!hold.is_cell()) return false;
    const auto depth = static_cast<uint32_t>(ut_.fan_.size());
    ut_.fan_.emplace(Key<1>{{arena_.cons("hold"_n, hold).word()}}, depth);
  }
  return true;
}

Noun Arms::answer(Arm arm, const Door& door, Noun sample) {
  if (!takes(door, kMayCheck[static_cast<size_t>(arm)])) return Noun::none();
  const bool vet = door.vet == kYes;
  const Key<3> question{{tagged(door.sut, vet), Noun::direct(static_cast<uint64_t>(arm)).word(), sample.word()}};
  if (refused_.contains(question)) return Noun::none();
  const bool free = door.fan == kNull;
  struct Recovered {
    Ut& ut;
    bool needed;
    ~Recovered() {
      if (needed) ut.recover();
    }
  } recovered{ut_, true};
  try {
    Noun product = Noun::none();
    run_leavable([&] {
      if (enter(door.fan)) product = ask(arm, vet, door.sut, sample);
    });
    recovered.needed = !free;
    GALENA_CHECK(recovered.needed || ut_.is_idle());
    return product;
  } catch (const CompileError& refusal) {
    if (free && !is_limit(refusal.kind)) refused_.insert(question);
    return Noun::none();
  }
}

Noun Arms::ask(Arm arm, bool vet, Noun sut, Noun sample) {
  switch (arm) {
    case Arm::mint: {
      if (!sample.is_cell() || !is_type(sample.head())) return Noun::none();
      const Minted minted = ut_.mint(vet, sut, sample.head(), sample.tail());
      return arena_.cons(minted.type, minted.formula);
    }
    case Arm::mull: {
      if (!sample.is_cell() || !sample.tail().is_cell()) return Noun::none();
      const Noun gol = sample.head(), dox = sample.tail().head(), gen = sample.tail().tail();
      if (!is_type(gol) || !is_type(dox)) return Noun::none();
      const Mulled mulled = ut_.mull(vet, sut, gol, dox, gen);
      return arena_.cons(mulled.type, mulled.home);
    }
    case Arm::play:
      return ut_.play(sut, sample);
    case Arm::nest: {
      if (!sample.is_cell() || !is_flag(sample.head()) || !is_type(sample.tail())) return Noun::none();
      const bool nests = ut_.nest(sut, sample.tail());
      return nests ? kYes : sample.head() == kYes ? Noun::none() : kNo;
    }
    case Arm::rest: {
      // Of a list, more than one at a time are in `fan` together.
      const bool alone = ut_.kelvin().has(Difference::single_rest);
      const bool single = sample.is_cell() && (alone || sample.tail() == kNull);
      const Noun leg = alone || !single ? sample : sample.head();
      if (!single || !leg.is_cell() || !is_type(leg.head())) return Noun::none();
      return ut_.rest(arena_.cons("hold"_n, leg));
    }
    case Arm::chip:
    case Arm::crop:
    case Arm::fish:
    case Arm::fuse:
    case Arm::gain:
    case Arm::lose:
    case Arm::redo:
    case Arm::wrap:
      return ask_narrowing(arm, vet, sut, sample);
    case Arm::find:
    case Arm::fond:
    case Arm::peek:
      return ask_wing(arm, vet, sut, sample);
  }
  __builtin_unreachable();
}

// What makes one type of another.
Noun Arms::ask_narrowing(Arm arm, bool vet, Noun sut, Noun sample) {
  switch (arm) {
    case Arm::crop:
      return is_type(sample) ? ut_.crop(sut, sample) : Noun::none();
    case Arm::fuse:
      return is_type(sample) ? ut_.fuse(sut, sample) : Noun::none();
    case Arm::redo:
      return is_type(sample) ? ut_.redo(sut, sample) : Noun::none();
    case Arm::fish:
      return sample.is_atom() && sample != kNull ? ut_.fish(sut, sample, nullptr) : Noun::none();
    case Arm::wrap: {
      const bool variance = sample == "lead"_n || sample == "iron"_n || sample == "zinc"_n;
      return variance ? ut_.wrap(sut, sample) : Noun::none();
    }
    case Arm::gain:
    case Arm::lose:
      return sample.is_cell() ? ut_.chip(arm == Arm::gain, vet, sut, sample) : Noun::none();
    case Arm::chip: {
      if (!sample.is_cell() || !is_flag(sample.head()) || !sample.tail().is_cell()) return Noun::none();
      return ut_.chip(sample.head() == kYes, vet, sut, sample.tail());
    }
    case Arm::find:
    case Arm::fond:
    case Arm::mint:
    case Arm::mull:
    case Arm::nest:
    case Arm::peek:
    case Arm::play:
    case Arm::rest:
      break;
  }
  __builtin_unreachable();
}

// What follows a wing, or an axis.
Noun Arms::ask_wing(Arm arm, bool vet, Noun sut, Noun sample) {
  if (!sample.is_cell()) return Noun::none();
  const std::optional<Way> way = way_of(sample.head());
  const Noun where = sample.tail();
  if (!way) return Noun::none();
  if (arm == Arm::peek) return where.is_atom() && where != kNull ? ut_.peek(*way, sut, where) : Noun::none();
  if (!is_wing(where)) return Noun::none();
  return arm == Arm::find ? port_noun(ut_.find(vet, *way, sut, where)) : pony_noun(ut_.fond(vet, *way, sut, where));
}

// [%& vein %& type], [%& vein %| axis feet] or [%| type formula].
Noun Arms::port_noun(const Port& port) {
  switch (port.kind) {
    case Port::Kind::leg:
      return arena_.tuple(kYes, port.vein, kYes, port.a);
    case Port::Kind::arm:
      return arena_.tuple(kYes, port.vein, kNo, port.a, port.b);
    case Port::Kind::made:
      return arena_.tuple(kNo, port.a, port.b);
    case Port::Kind::too_few:
    case Port::Kind::never:
      break;
  }
  __builtin_unreachable();
}

// ~, the first of a port, [%| %& skipped] or [%| %| type formula].
Noun Arms::pony_noun(const Port& port) {
  switch (port.kind) {
    case Port::Kind::leg:
    case Port::Kind::arm:
      return port_noun(port);
    case Port::Kind::made:
      return arena_.cons(kNo, port_noun(port));
    case Port::Kind::too_few:
      return arena_.tuple(kNo, kYes, port.a);
    case Port::Kind::never:
      return kNull;
  }
  __builtin_unreachable();
}

}  // namespace galena::hoon
