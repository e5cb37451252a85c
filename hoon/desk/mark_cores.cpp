#include "hoon/desk/mark_cores.h"

#include <fmt/format.h>

#include <algorithm>

#include "hoon/desk/paths.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

// The cores that the kernel's build system makes of a mark; their ASTs are part of the types that come out.
constexpr std::string_view kDelegatingMark =
    "=/  typ  _+<.cor\n"
    "=/  dif  _*diff:deg\n"
    "^-  (nave typ dif)\n"
    "|%\n"
    "++  diff  |=([old=typ new=typ] ^-(dif (diff:deg (tub old) (tub new))))\n"
    "++  form  form:deg\n"
    "++  join  join:deg\n"
    "++  mash  mash:deg\n"
    "++  pact  |=([v=typ d=dif] ^-(typ (but (pact:deg (tub v) d))))\n"
    "++  vale  noun:grab:cor\n"
    "--\n";
constexpr std::string_view kOwnMark =
    "=/  typ  _+<.cor\n"
    "=/  dif  _*diff:grad:cor\n"
    "^-  (nave:clay typ dif)\n"
    "|%\n"
    "++  diff  |=([old=typ new=typ] (diff:~(grad cor old) new))\n"
    "++  form  form:grad:cor\n"
    "++  join\n"
    "  |=  [a=dif b=dif]\n"
    "  ^-  (unit (unit dif))\n"
    "  ?:(=(a b) ~ `(join:grad:cor a b))\n"
    "++  mash\n"
    "  |=  [a=[=ship =desk =dif] b=[=ship =desk =dif]]\n"
    "  ^-  (unit dif)\n"
    "  ?:(=(dif.a dif.b) ~ `(mash:grad:cor a b))\n"
    "++  pact  |=([v=typ d=dif] (pact:~(grad cor v) d))\n"
    "++  vale  noun:grab:cor\n"
    "--\n";

}  // namespace

void MarkCores::fail(BuildFailure::Kind kind, std::string message) {
  log_.fail_import({kind, {}, {}, std::move(message)});
}

// A constant expression of this builder, parsed once and without spots.
Noun MarkCores::expression(std::string_view source) {
  auto [it, fresh] = expressions_.try_emplace(std::string(source));
  if (fresh) it->second = parse(tools_.arena(), source).ast;
  GALENA_CHECK(!it->second.is_none());
  return it->second;
}

// Marks are made of what only a kernel has.
void MarkCores::need_kernel(std::string_view name, std::string_view part) {
  try {
    tools_.play(base_.type, expression(part));
    return;
  } catch (const Failure&) {
    // It is not there. A library may have a part of `name` that is for itself.
  }
  fail(BuildFailure::Kind::no_kernel, fmt::format("marks need `{}` of a kernel, and there is no kernel here", name));
}

// Whether the arm `core_name` of `core` produces a core with an arm `arm`; on its surface only, as marks are read.
bool MarkCores::has_arm(Noun core_name, Noun arm, Vase core) {
  Noun type;
  try {
    type = tools_.slap(core, tools_.arena().tuple("wing"_n, core_name, kNull)).type;
  } catch (const Failure&) {
    return false;
  }
  while (type.is_cell() && (type.head() == "hold"_n || type.head() == "hint"_n)) {
    const Result<Noun> unfolded = tools_.compiler().unfold(type);
    if (!unfolded) return false;
    type = unfolded.value();
  }
  if (!type.is_cell() || type.head() != "core"_n) return false;
  Items chapters;
  set_items(CoreParts(type).chapters, chapters);
  return std::any_of(chapters.begin(), chapters.end(), [&](Noun chapter) {
    return !map_get(arms_of(tools_.compiler().kelvin(), chapter), arm).is_none();
  });
}

// What is made once and used again, with the questions that making it asked, which every use asks as well.
template <class Table, class Key, class Make>
Vase MarkCores::made_once(Table& table, const Key& key, std::string what, Make&& make) {
  auto it = table.find(key);
  if (it == table.end()) {
    if (std::find(making_.begin(), making_.end(), what) != making_.end()) {
      fail(BuildFailure::Kind::cycle, fmt::format("{} needs itself", what));
    }
    const Pushed inside(making_, what);
    const auto doing = log_.doing("for " + what);
    Made made;
    {
      const Replaced noted(asked_, &made.questions);
      made.vase = make();
    }
    it = table.emplace(key, std::move(made)).first;
  }
  if (asked_ != nullptr) asked_->insert(asked_->end(), it->second.questions.begin(), it->second.questions.end());
  return it->second.vase;
}

Vase MarkCores::nave(Noun mark) {
  return made_once(naves_, mark.word(), fmt::format("the core of the mark %{}", cord_text(mark)),
                   [&] { return make_nave(mark); });
}

Vase MarkCores::make_nave(Noun mark) {
  Arena& arena = tools_.arena();
  need_kernel("clay", "nave:clay");
  const Vase core = file_(mark);
  const Vase grad = log_.attempt([&] { return tools_.slap(core, arena.cons("limb"_n, "grad"_n)); });
  if (grad.value.is_cell()) {
    return log_.attempt(
        [&] { return tools_.slap(tools_.slop(tools_.faced("cor"_n, core), base_), expression(kOwnMark)); });
  }
  const Vase delegate = nave(grad.value);
  const Vase to = conversion(mark, grad.value);
  const Vase from = conversion(grad.value, mark);
  return log_.attempt([&] {
    Vase subject = tools_.faced("nave"_n, tools_.slap(base_, expression("nave:clay")));
    subject = tools_.slop(tools_.faced("cor"_n, core), subject);
    subject = tools_.slop(tools_.faced("but"_n, from), subject);
    subject = tools_.slop(tools_.faced("tub"_n, to), subject);
    subject = tools_.slop(tools_.faced("deg"_n, delegate), subject);
    return tools_.slap(subject, expression(kDelegatingMark));
  });
}

Vase MarkCores::conversion(Noun from, Noun to) {
  return made_once(conversions_, cord_text(from) + " " + cord_text(to),
                   fmt::format("the conversion from %{} to %{}", cord_text(from), cord_text(to)),
                   [&] { return make_conversion(from, to); });
}

Vase MarkCores::make_conversion(Noun from, Noun to) {
  Arena& arena = tools_.arena();
  const auto limb = [&](Noun name) { return arena.cons("limb"_n, name); };
  const auto in = [&](Noun what, Noun where) { return arena.tuple("tsgl"_n, limb(what), limb(where)); };
  const auto compose = [&](Noun via) {
    const Vase first = conversion(from, via);
    const Vase second = conversion(via, to);
    return log_.attempt([&] {
      const Vase both = tools_.slop(tools_.faced("uno"_n, first), tools_.faced("dos"_n, second));
      return tools_.slap(both, expression("|=(_+<.uno (dos (uno +<)))"));
    });
  };
  if (from == to) return log_.attempt([&] { return tools_.slap(base_, expression("same")); });
  if (from == "mime"_n && to == "hoon"_n) {
    need_kernel("mime", "mime");
    return log_.attempt([&] { return tools_.slap(base_, expression("|=(m=mime q.q.m)")); });
  }
  const Vase old = file_(from);
  if (has_arm("grow"_n, to, old)) {
    return log_.attempt([&] {
      const Noun gate =
          arena.tuple("brcl"_n, expression("v=+<.cor"), arena.tuple("tsgl"_n, limb(to), expression("~(grow cor v)")));
      return tools_.slap(tools_.faced("cor"_n, old), gate);
    });
  }
  const auto try_slap = [&](Vase core, Noun gen) -> std::optional<Vase> {
    try {
      return tools_.slap(core, gen);
    } catch (const Failure&) {
      return std::nullopt;
    }
  };
  const Vase fresh = file_(to);
  const bool grabs = has_arm("grab"_n, from, fresh);
  const std::optional<Vase> grab = try_slap(fresh, in(from, "grab"_n));
  if (grabs && grab && grab->value.is_cell()) return *grab;
  const std::optional<Vase> jump = try_slap(old, in(to, "jump"_n));
  if (has_arm("jump"_n, from, old) && jump && jump->value.is_atom()) return compose(jump->value);
  if (grabs && grab) return compose(grab->value);
  if (to == "noun"_n) return log_.attempt([&] { return tools_.slap(base_, expression("same")); });
  fail(BuildFailure::Kind::no_conversion,
       fmt::format("no way from mark %{} to mark %{}", cord_text(from), cord_text(to)));
}

// On disk a file is a %mime, [type [length bytes]].
Vase MarkCores::value(const std::string& text, Noun own, Noun mark) {
  Arena& arena = tools_.arena();
  const Noun bytes = arena.cord(text);
  if (own == "hoon"_n && mark == "hoon"_n) return {arena.tuple("atom"_n, "t"_n, kNull), bytes};
  need_kernel("mime", "mime");
  const Noun type = arena.tuple(arena.cord("text"), arena.cord("plain"), kNull);
  const Vase mime{log_.attempt([&] { return tools_.play(base_.type, expression("*mime")); }),
                  arena.cons(type, arena.cons(arena.atom(text.size()), bytes))};
  const auto converted = [&](Noun from, Noun to, Vase vase) {
    if (from == to) return vase;
    const Vase gate = conversion(from, to);
    return log_.attempt([&] { return tools_.slam(gate, vase); });
  };
  return converted(own, mark, converted("mime"_n, own, mime));
}

}  // namespace galena::hoon
