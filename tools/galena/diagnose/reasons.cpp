#include "tools/galena/diagnose/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hoon/print/show.h"
#include "hoon/type/types.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "tools/galena/diagnose/difference.h"
#include "tools/galena/diagnose/explain.h"
#include "tools/galena/diagnose/reference_names.h"

namespace galena::tools {
namespace {

using hoon::ErrorKind;

// Types in notes, and source that is quoted in them.
constexpr size_t kTypeText = 200;
constexpr size_t kQuoted = 40;
// Types that are unfolded to see what is in them.
constexpr size_t kUnfoldings = 100;
// Parts of a type that are looked at.
constexpr size_t kParts = 1000;

bool has_frame(const hoon::CompileError& error, std::initializer_list<ErrorKind> kinds) {
  return std::any_of(error.trace.begin(), error.trace.end(), [&](const hoon::Frame& frame) {
    return std::find(kinds.begin(), kinds.end(), frame.kind) != kinds.end();
  });
}

bool is_in_wet_gate(const hoon::CompileError& error) {
  return has_frame(error, {ErrorKind::mull_nice, ErrorKind::mull_grow, ErrorKind::if_a, ErrorKind::if_z});
}

// A type without the names, notes and recursion around it.
Noun bare(Workbench& bench, Noun type) {
  for (size_t i = 0; i < kUnfoldings && type.is_cell(); ++i) {
    const uint64_t kind = hoon::kind_of(type);
    if (kind != "face"_w && kind != "hint"_w && kind != "hold"_w) break;
    const hoon::Result<Noun> unfolded = bench.compiler().unfold(type);
    if (!unfolded) break;
    type = unfolded.value();
  }
  return type;
}

bool is_null(Noun type) {
  return hoon::kind_of(type) == "atom"_w && hoon::q_of(type).is_cell() && hoon::q_of(type).tail() == kNull;
}

// Null or a cell, as lists and units are.
bool may_be_null(Workbench& bench, Noun type) {
  type = bare(bench, type);
  if (!type.is_cell() || hoon::kind_of(type) != "fork"_w) return false;
  bool null = false, cell = false;
  for (const Noun each : hoon::cases_of(type)) {
    const Noun inner = bare(bench, each);
    if (!inner.is_cell()) continue;
    null = null || is_null(inner);
    cell = cell || hoon::kind_of(inner) == "cell"_w;
  }
  return null && cell;
}

Noun without_names(Noun type) {
  while (type.is_cell() && (type.head() == "face"_n || type.head() == "hint"_n)) type = hoon::q_of(type);
  return type;
}

// Whether a tuple that ends in null, the type of a list that is written out, is a part of the type. `left`: of how many
// parts to look into.
bool has_own_length(Noun type, size_t& left) {
  size_t items = 0;
  for (type = without_names(type); type.is_cell() && type.head() == "cell"_n && left > 0; ++items, --left) {
    if (has_own_length(hoon::p_of(type), left)) return true;
    type = without_names(hoon::q_of(type));
  }
  return items > 0 && type.is_cell() && is_null(type);
}
bool has_own_length(Noun type) {
  size_t left = kParts;
  return has_own_length(type, left);
}

std::string wing_text(Arena& arena, Noun wing) {
  const std::optional<hoon::Tank> tank = hoon::show(arena.cons("l"_n, wing));
  std::string text = tank ? tank->flat() : std::string();
  if (text.starts_with('/')) text.erase(0, 1);
  return text;
}

// What was written for a hoon with a place; empty where that is too long, or not known.
std::string quoted(const Refusal& refusal, Noun hoon) {
  if (!hoon.is_cell() || hoon.head() != "dbug"_n || !is_spot(hoon::p_of(hoon))) return {};
  const Extent extent = extent_of(hoon::p_of(hoon));
  const char* const from = refusal.source.at(extent.from);
  const char* const to = refusal.source.at(extent.to);
  if (from >= to || static_cast<size_t>(to - from) > kQuoted || std::find(from, to, '\n') != to) return {};
  return {from, to};
}

struct Call {
  Noun gate;
  std::vector<Noun> arguments;
};

// A call by one of its runes.
std::optional<Call> call_of(Noun hoon) {
  hoon = without_marks(hoon);
  if (!hoon.is_cell() || !hoon.head().is_direct() || !hoon.tail().is_cell()) return std::nullopt;
  Noun rest = hoon.tail();
  Call call;
  size_t count = 0;
  switch (hoon.head().word()) {
    case "cncl"_w:
      call.gate = rest.head();
      for (rest = rest.tail(); rest.is_cell(); rest = rest.tail()) call.arguments.push_back(rest.head());
      return call;
    case "cnhp"_w:
      count = 1;
      break;
    case "cnls"_w:
      count = 2;
      break;
    case "cnkt"_w:
      count = 3;
      break;
    case "cndt"_w:
      call.gate = rest.tail();
      call.arguments = {rest.head()};
      return call;
    default:
      return std::nullopt;
  }
  call.gate = rest.head();
  rest = rest.tail();
  for (; count > 1 && rest.is_cell(); --count, rest = rest.tail()) call.arguments.push_back(rest.head());
  call.arguments.push_back(rest);
  return call;
}

std::optional<Call> call_at(const Refusal& refusal) {
  return refusal.path == nullptr ? std::nullopt : call_of(refusal.path->target());
}

void note(Diagnostic& diagnostic, std::string text) {
  std::vector<std::string>& notes = diagnostic.notes;
  if (std::find(notes.begin(), notes.end(), text) == notes.end()) notes.push_back(std::move(text));
}

// What a gate has for a sample and what it has got, where those are the types that do not fit: [sample context] of one
// context, or cores of the same arms around such.
struct Samples {
  Noun needed, found, context;
};
std::optional<Samples> samples_of(const hoon::CompileError& error) {
  Noun a = without_names(error.a), b = without_names(error.b);
  if (!a.is_cell() || !b.is_cell()) return std::nullopt;
  if (a.head() == "core"_n && b.head() == "core"_n && hoon::CoreParts(a).chapters == hoon::CoreParts(b).chapters) {
    a = without_names(hoon::CoreParts(a).payload);
    b = without_names(hoon::CoreParts(b).payload);
  }
  if (!a.is_cell() || !b.is_cell() || a.head() != "cell"_n || b.head() != "cell"_n) return std::nullopt;
  if (hoon::q_of(a) != hoon::q_of(b)) return std::nullopt;
  return Samples{hoon::p_of(a), hoon::p_of(b), hoon::q_of(a)};
}

std::string gate_name(const Refusal& refusal, const std::optional<Call>& call) {
  const std::string text = call ? quoted(refusal, call->gate) : std::string();
  return text.empty() ? "the gate" : "`" + text + "`";
}

// A call of one argument too many, or more.
bool explain_extra_arguments(Diagnostic& diagnostic, const Refusal& refusal, const MissingLimb& missing) {
  const std::optional<Call> call = call_at(refusal);
  if (!call || !name_of_limb(missing.limb).is_none() || !has_frame(refusal.error, {ErrorKind::tack})) return false;
  const Noun core = bare(refusal.bench, refusal.error.b);
  if (!core.is_cell() || hoon::kind_of(core) != "core"_w) return false;
  const Noun payload = bare(refusal.bench, hoon::p_of(core));
  if (!payload.is_cell() || hoon::kind_of(payload) != "cell"_w) return false;
  // The arguments before the one that is missing have been put in: what was there last is what cannot be parted.
  size_t takes = 1;
  Noun rest = bare(refusal.bench, hoon::p_of(payload));
  for (; takes < call->arguments.size() && rest.is_cell() && hoon::kind_of(rest) == "cell"_w; ++takes) {
    rest = bare(refusal.bench, hoon::q_of(rest));
  }
  if (takes >= call->arguments.size()) return false;
  const size_t more = call->arguments.size() - takes;
  const Noun context = hoon::CoreParts(core).context;
  const Noun sample =
      hoon::kind_of(context) == "cell"_w && context.is_cell() ? hoon::p_of(context) : hoon::p_of(payload);
  note(diagnostic,
       fmt::format("{} takes `{}`, and is given {} more", gate_name(refusal, call),
                   refusal.bench.print_type_flat(sample, kTypeText), more == 1 ? "one" : std::to_string(more)));
  return true;
}

// Runes that are macros over a name of the library.
struct Macro {
  std::string_view tag, rune;
};
constexpr Macro kMacros[] = {
    {"sgbr", "~|"},    {"sgpm", "~&"}, {"sgwt", "~?"}, {"tell", "<...>"},
    {"yell", ">...<"}, {"zpgr", "!>"}, {"zpgl", "!<"}, {"mcmc", ";;"},
};

bool explain_macro(Diagnostic& diagnostic, const Refusal& refusal, const std::string& name) {
  constexpr std::array<std::string_view, 4> kNames = {"cain", "noah", "onan", "levi"};
  if (refusal.path == nullptr || std::find(kNames.begin(), kNames.end(), name) == kNames.end()) return false;
  const Noun hoon = without_marks(refusal.path->target());
  if (!hoon.is_cell() || !hoon.head().is_direct()) return false;
  for (const auto& [tag, rune] : kMacros) {
    if (cord_text(hoon.head()) != tag) continue;
    note(diagnostic, fmt::format("`{}` needs the arm `{}` of the library, which this subject has not", rune, name));
    return true;
  }
  return false;
}

// A list that is written out is given to a wet gate for lists.
void explain_own_length(Diagnostic& diagnostic, const Refusal& refusal) {
  const std::optional<Call> call = call_at(refusal);
  for (const Noun argument : call ? call->arguments : std::vector<Noun>()) {
    const Noun list = without_marks(argument);
    if (!list.is_cell() || list.head() != "clsg"_n || !list.tail().is_cell()) continue;
    std::string text = quoted(refusal, argument);
    if (text.empty()) text = "~[...]";
    const hoon::Result<Noun> item = refusal.bench.compiler().play("noun"_n, list.tail().head());
    std::string cast;
    if (item) {
      cast = fmt::format(" or `` `(list {})`{} ``", refusal.bench.print_type_flat(item.value(), kTypeText), text);
    }
    return note(diagnostic,
                fmt::format("`{}` has a type of its length, and a list is wanted: `(limo {})`{}", text, text, cast));
  }
  note(diagnostic,
       "a list that is written out has a type of its length, and a list is wanted: cast it, `` `(list @)`l ``");
}

}  // namespace

bool explain_call(Diagnostic& diagnostic, const Refusal& refusal) {
  const hoon::CompileError& error = refusal.error;
  const std::optional<Samples> samples = samples_of(error);
  if (!samples) return false;
  const Noun context = bare(refusal.bench, samples->context);
  const std::optional<Call> call = call_at(refusal);
  if (!call && (!context.is_cell() || hoon::kind_of(context) != "core"_w)) return false;
  Workbench& bench = refusal.bench;
  diagnostic.needed = bench.print_type_flat(samples->needed, size_t{1} << 20);
  diagnostic.found = bench.print_type_flat(samples->found, size_t{1} << 20);
  const std::string takes = bench.print_type_flat(samples->needed, kTypeText);
  const std::string given = bench.print_type_flat(samples->found, kTypeText);
  if (is_in_wet_gate(error)) {
    note(diagnostic, fmt::format("a gate that is called in {} takes `{}`, and is given `{}`",
                                 call ? gate_name(refusal, call) : "it", takes, given));
  } else {
    note(diagnostic, fmt::format("{} takes `{}`, and is given `{}`", gate_name(refusal, call), takes, given));
  }
  return true;
}

void explain_mismatch(Diagnostic& diagnostic, const Refusal& refusal) {
  if (!diagnostic.needed || !diagnostic.found) return;
  const std::string &needed = *diagnostic.needed, &found = *diagnostic.found;
  const bool wet = is_in_wet_gate(refusal.error);
  // [item (list other)] where a (list other) must be: the lists that were joined hold different things.
  if (wet && needed.starts_with("(list ") && found.starts_with('[') && found.ends_with(" " + needed + "]")) {
    const std::string item = found.substr(1, found.size() - needed.size() - 3);
    const std::string other = needed.substr(6, needed.size() - 7);
    note(diagnostic, fmt::format("the lists hold `{}` and `{}`: a list holds things of one type", item, other));
    return;
  }
  const std::optional<Samples> samples = samples_of(refusal.error);
  const bool own_length = samples ? has_own_length(samples->needed) || has_own_length(samples->found)
                                  : has_own_length(refusal.error.a) || has_own_length(refusal.error.b);
  if (wet && needed == "~") {
    return note(diagnostic, "`~` is nothing and stays it: an empty map is `*(map @ @)`, an empty list `*(list @)`");
  }
  if (wet && own_length) {
    return explain_own_length(diagnostic, refusal);
  }
  const auto [need, have] = difference(needed, found);
  for (const auto& [begin, end] : have.marks) {
    std::string_view part = std::string_view(have.text).substr(begin, end - begin);
    std::string name;
    if (const size_t equals = part.find('='); equals != part.npos && part.find('(') > equals) {
      name = part.substr(0, equals);
      part.remove_prefix(equals + 1);
    }
    if (!part.starts_with("(unit ")) continue;
    note(diagnostic, fmt::format("{} is a unit, and may be `~`: `need` takes the value out of it, `?~` tests for it",
                                 name.empty() ? "this" : "`" + name + "`"));
    return;
  }
}

namespace {

// What other languages call it.
struct Elsewhere {
  std::string_view name, here;
};
constexpr Elsewhere kElsewhere[] = {
    {"true", "yes is `&`, or `%.y`"},
    {"false", "no is `|`, or `%.n`"},
    {"null", "nothing is `~`"},
    {"nil", "nothing is `~`"},
    {"none", "nothing is `~`"},
    {"undefined", "nothing is `~`"},
    {"print", "something is printed by `~&  value  rest`"},
    {"len", "the length of a list is `(lent list)`"},
    {"length", "the length of a list is `(lent list)`"},
    {"size", "the length of a list is `(lent list)`, the number of items of a map `~(wyt by map)`"},
    {"filter", "the items of a list for which a gate says yes are `(skim list gate)`"},
    {"fold", "a list is folded by `(roll list gate)`"},
    {"reduce", "a list is folded by `(roll list gate)`"},
    {"foreach", "a gate is run on each item of a list by `(turn list gate)`"},
    {"range", "the numbers from one to another are `(gulf 1 5)`"},
    {"concat", "lists are joined by `(weld a b)`, texts by `(cat 3 a b)`"},
    {"append", "an item goes behind a list by `(snoc list item)`"},
    {"reverse", "a list is turned round by `(flop list)`"},
    {"equal", "whether two are equal is `=(a b)`"},
    {"equals", "whether two are equal is `=(a b)`"},
    {"and", "`a` and `b` is `&(a b)`"},
    {"or", "`a` or `b` is `|(a b)`"},
    {"not", "not `a` is `!a`"},
    {"if", "a choice is `?:  test  yes  no`"},
    {"int", "a number is `@ud`, one with a sign `@sd`"},
    {"string", "a text is a `tape`, or a `@t`"},
    {"bool", "yes or no is `?`"},
    {"boolean", "yes or no is `?`"},
};

// `|=  n`, where a name stands as a structure.
bool explain_sample(Diagnostic& diagnostic, const Refusal& refusal, const std::string& name) {
  constexpr std::string_view kRune = "|=  ";
  if (!diagnostic.extent) return false;
  const char* const at = refusal.source.at(diagnostic.extent->from);
  const auto before = static_cast<size_t>(at - refusal.source.begin());
  if (before < kRune.size() || std::string_view(at - kRune.size(), kRune.size()) != kRune) return false;
  note(diagnostic, fmt::format("what a gate takes has a structure: `|=  {}=*`, or `@` where it is a number", name));
  return true;
}

}  // namespace

bool explain_missing(Diagnostic& diagnostic, const Refusal& refusal, const MissingLimb& missing) {
  if (explain_extra_arguments(diagnostic, refusal, missing)) return true;
  const Noun limb = name_of_limb(missing.limb);
  if (limb.is_none() || limb == kNull || !missing.in_subject) return false;
  const std::string name = cord_text(limb);
  if (explain_macro(diagnostic, refusal, name) || explain_sample(diagnostic, refusal, name)) return true;
  for (const auto& [elsewhere, here] : kElsewhere) {
    if (name != elsewhere) continue;
    note(diagnostic, std::string(here));
    return true;
  }
  if (!is_reference_name(name)) return false;
  note(diagnostic, fmt::format("the reference's library has `{}`, and this subject has not", name));
  return true;
}

void explain_null(Diagnostic& diagnostic, const Refusal& refusal) {
  const hoon::CompileError& error = refusal.error;
  Noun wing = Noun::none(), type = Noun::none();
  if (error.kind == ErrorKind::find) {
    wing = error.a;
    type = error.b;
  }
  for (const hoon::Frame& frame : error.trace) {
    if (!wing.is_none() || frame.kind != ErrorKind::find) continue;
    wing = frame.a;
    type = frame.b;
  }
  if (wing.is_none() || !wing.is_cell() || !wing.tail().is_cell() || !type.is_cell()) return;
  if (name_of_limb(wing.head()).is_none()) return;
  for (Noun rest = wing.tail(); rest.is_cell(); rest = rest.tail()) {
    const hoon::Result<hoon::Compiled> found = refusal.bench.compiler().find(type, rest);
    if (!found || !may_be_null(refusal.bench, found.value().type)) continue;
    note(diagnostic, fmt::format("`{}` may be `~`: test it with `?~` first", wing_text(refusal.bench.arena(), rest)));
    return;
  }
}

void explain_unreachable(Diagnostic& diagnostic, const Refusal& refusal) {
  if (refusal.path == nullptr) return;
  const std::optional<SyntaxPath::Test> test = refusal.path->test_around();
  if (!test) return;
  const Noun hoon = without_marks(test->hoon);
  std::string thing;  // what is tested
  Noun tested = Noun::none();
  const Noun first = hoon.tail().head();
  if (hoon.head() == "wtcl"_n || hoon.head() == "wtdt"_n) {
    tested = first;
    thing = quoted(refusal, first);
  } else if (hoon.head() == "wtsg"_n || hoon.head() == "wtpt"_n || hoon.head() == "wtkt"_n || hoon.head() == "wthp"_n ||
             hoon.head() == "wtls"_n) {
    thing = wing_text(refusal.bench.arena(), first);
  }
  if (!test->tested.is_none()) {
    thing = quoted(refusal, test->tested);
    tested = test->tested;
  }
  if (thing.empty())
    thing = "what is tested";
  else
    thing = "`" + thing + "`";
  std::string place;
  if (!test->spot.is_none()) {
    const Extent extent = extent_of(test->spot);
    place = fmt::format(" of {}:{}", extent.from.line, extent.from.column);
  }
  const auto say = [&](std::string_view rune, std::string_view never, std::string_view always) {
    const char* const branch = test->branch == 0 ? nullptr : test->branch == 1 ? "never" : "always";
    if (branch == nullptr) {
      std::string type;
      if (!tested.is_none()) {
        const hoon::Result<Noun> played = refusal.bench.compiler().play(refusal.bench.subject().type, tested);
        if (played) type = fmt::format(": its type is `{}`", refusal.bench.print_type_flat(played.value(), kTypeText));
      }
      return fmt::format("the `{}`{} goes the same way for every value of {}{}", rune, place, thing, type);
    }
    return fmt::format("the `{}`{} makes it so: {} {} {}", rune, place, thing, branch,
                       test->branch == 1 ? never : always);
  };
  switch (hoon.head().word()) {
    case "wtsg"_w:
      return note(diagnostic, say("?~", "is `~`", "is `~`"));
    case "wtpt"_w:
      return note(diagnostic, say("?@", "is an atom", "is an atom"));
    case "wtkt"_w:
      return note(diagnostic, say("?^", "is a cell", "is a cell"));
    case "wtcl"_w:
      return note(diagnostic, say("?:", "holds", "holds"));
    case "wtdt"_w:
      // Its first branch is for what does not hold.
      return note(diagnostic, say("?.", "fails", "fails"));
    case "wthp"_w:
    case "wtls"_w:
      return note(diagnostic, fmt::format("the `{}`{}: no value of {} is of this case, or those above have them all",
                                          hoon.head() == "wthp"_n ? "?-" : "?+", place, thing));
    default:
      return;
  }
}

namespace {

struct Arm {
  std::string_view name, reason;
};
// Arms that crash on some of what they take.
constexpr Arm kArms[] = {
    {"cue", "it is no jam"},
    {"dec", "there is nothing below 0"},
    {"div", "there is no quotient by 0"},
    {"dvr", "there is no quotient by 0"},
    {"got", "there is no value under this key"},
    {"mod", "there is no remainder by 0"},
    {"need", "the unit is `~`"},
    {"rash", "the text does not parse"},
    {"rear", "the list is empty"},
    {"scan", "the text does not parse"},
    {"slav", "the text is no such literal"},
    {"snag", "the list has no item at this index"},
    {"snap", "the list has no item at this index"},
    {"sub", "the second is larger than the first"},
};

// The name that a call is of: the innermost limb of the wing that its gate is, also of an arm of a door.
std::string called_name(Noun gate) {
  gate = without_marks(gate);
  if (!gate.is_cell()) return {};
  Noun wing = Noun::none();
  if (gate.head() == "limb"_n) return gate.tail().is_atom() ? cord_text(gate.tail()) : std::string();
  if (gate.head() == "wing"_n) wing = gate.tail();
  if (gate.head() == "cnsg"_n || gate.head() == "cnts"_n) wing = gate.tail().is_cell() ? gate.tail().head() : wing;
  if (wing.is_none() || !wing.is_cell() || !wing.head().is_atom()) return {};
  return cord_text(wing.head());
}

std::optional<std::string> failing_call(Noun hoon) {
  const std::optional<Call> call = call_of(without_marks(hoon));
  if (!call) return std::nullopt;
  const std::string name = called_name(call->gate);
  for (const auto& [arm, reason] : kArms) {
    if (name == arm) return fmt::format("`{}`: {}", name, reason);
  }
  return std::nullopt;
}

constexpr const char* kNotOfType = "`;;` is given what is not of its type";

std::optional<std::string> reason_at(const SyntaxPath& path) {
  const Noun hoon = without_marks(path.target());
  if (!hoon.is_cell() || !hoon.head().is_direct()) return std::nullopt;
  switch (hoon.head().word()) {
    case "zpzp"_w:
      return "`!!` always crashes";
    case "wtgr"_w:
      return "`?>` asserts what does not hold";
    case "wtgl"_w:
      return "`?<` asserts that what holds does not";
    case "mcmc"_w:
      return kNotOfType;
    case "zpgl"_w:
      return "`!<` is given a vase of another type";
    case "dtkt"_w:
      return "`.^` asks, and nothing answers scries here";
    case "dtls"_w:
      return "`.+` is given a cell";
    case "dttr"_w:
      return "the formula that `.*` is given crashes";
    default:
      break;
  }
  if (std::optional<std::string> reason = failing_call(hoon)) return reason;
  if (path.is_in_mould_of_cast()) return kNotOfType;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> crash_reason(Arena& arena, Noun ast, Noun own, Noun trace) {
  bool said = false;  // by who crashed: an arm of the library says it in a word
  for (; trace.is_cell(); trace = trace.tail()) {
    const Noun entry = trace.head();
    if (!entry.is_cell()) return std::nullopt;
    said = said || entry.head() == "mean"_n;
    if (entry.head() != "spot"_n || !is_spot(entry.tail()) || !equal(entry.tail().head(), own)) continue;
    const std::optional<SyntaxPath> path = SyntaxPath::find(ast, arena.intern(entry.tail()));
    if (!path) return std::nullopt;
    return said ? failing_call(path->target()) : reason_at(*path);
  }
  return std::nullopt;
}

}  // namespace galena::tools
