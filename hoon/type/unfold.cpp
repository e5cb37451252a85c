// One step of unfolding a type (repo), computing what a hold stands for (rest), and rewriting types throughout.
#include "hoon/type/ut.h"

namespace galena::hoon {

Noun Ut::repo(Noun sut) {
  switch (kind_of(sut)) {
    case "core"_w:
      return arena_.tuple("cell"_n, kNoun, p_of(sut));
    case "face"_w:
    case "hint"_w:
      return q_of(sut);
    case "hold"_w:
      return rest(sut);
    case "noun"_w:
      return types_.any_split();
    default:
      refuse(ErrorKind::repo_fltt);
  }
}

// The type of a hold. `fan_` has the holds whose type is being computed right now; each may not need itself.
Noun Ut::rest(Noun hold) {
  const Key<1> k{{hold.word()}};
  if (const Noun* known = rest_memo_.find(k)) {
    if (kChecks && GALENA_NOW_AND_THEN(1000)) {
      const Noun type = *known;
      GALENA_CHECK(comes_to(type, [&] { return play(p_of(hold), q_of(hold)); }));
      return type;
    }
    return *known;
  }
  check();
  const auto depth = static_cast<uint32_t>(fan_.size());
  if (!fan_.emplace(k, depth).second) refuse(ErrorKind::rest_loop);
  const Asking::Scope asked(asking_);
  const uint32_t outer = std::exchange(fan_low_, kFanFree);
  const Noun type = play(p_of(hold), q_of(hold));
  GALENA_CHECK(fan_.size() == depth + 1);
  fan_.erase(k);
  // What depended on this hold alone being unfolded holds whenever it is.
  if (fan_low_ >= depth) {
    fan_low_ = kFanFree;
    GALENA_CHECK(owns(k));
    rest_memo_.add(k, type, asked.id());
  }
  fan_low_ = std::min(outer, fan_low_);
  return type;
}

// Every core in the type, as far as it is not under another core, turned to a variance: from gold to any, from any to
// lead.
Noun Ut::wrap(Noun sut, Noun variance) {
  const uint64_t kind = kind_of(sut);
  if (kind == "noun"_w || kind == "void"_w || kind == "atom"_w) return sut;
  check();
  return as_type(remember(wrap_memo_, key(sut, variance), [&] {
    return framed([] { return Frame{ErrorKind::wrap}; },
                  [&] {
                    switch (kind) {
                      case "cell"_w: {
                        const Noun head = wrap(p_of(sut), variance);
                        return types_.cell(head, wrap(q_of(sut), variance));
                      }
                      case "core"_w: {
                        const CoreParts core(sut);
                        if (core.variance != "gold"_n && variance != "lead"_n) refuse(ErrorKind::bail);
                        return types_.recast(core, core.payload, variance);
                      }
                      case "face"_w:
                        return types_.face(p_of(sut), wrap(q_of(sut), variance));
                      case "hint"_w:
                        return types_.hint(p_of(sut), wrap(q_of(sut), variance));
                      case "fork"_w: {
                        Items cases = cases_of(sut);
                        for (Noun& type : cases) type = wrap(type, variance);
                        return types_.fork(cases);
                      }
                      default:
                        return wrap(repo(sut), variance);
                    }
                  });
  }));
}

// The type as a constant of a program: batteries that are not yet compiled become unknown.
Noun Ut::burp(Noun sut) {
  if (!sut.is_cell() || kind_of(sut) == "atom"_w) return sut;
  check();
  const Noun settled = remember(burp_memo_, Key<1>{{sut.word()}}, [&] {
    switch (kind_of(sut)) {
      case "cell"_w: {
        const Noun head = burp(p_of(sut));
        return arena_.tuple("cell"_n, head, burp(q_of(sut)));
      }
      case "core"_w: {
        const CoreParts core(sut);
        const Noun payload = burp(core.payload);
        const Noun context = burp(core.context);
        const Noun known = core.known.head() == mask_known_ ? core.known : unknown_;
        return arena_.tuple("core"_n, payload, core.garb, context, known, core.chapters);
      }
      case "face"_w:
        return arena_.tuple("face"_n, p_of(sut), burp(q_of(sut)));
      case "fork"_w: {
        Items cases = cases_of(sut);
        for (Noun& type : cases) type = burp(type);
        return arena_.cons("fork"_n, set_of(arena_, cases));
      }
      case "hint"_w: {
        const Noun subject = burp(p_of(sut).head());
        return types_.hint(arena_.cons(subject, p_of(sut).tail()), burp(q_of(sut)));
      }
      case "hold"_w:
        return arena_.tuple("hold"_n, burp(p_of(sut)), q_of(sut));
      default:
        return sut;
    }
  });
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || comes_to(settled, [&] { return burp(settled); }));
  return as_type(settled);
}

}  // namespace galena::hoon
