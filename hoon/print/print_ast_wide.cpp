#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/print/print_ast_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

const Noun kFlag = "flag"_n;

// [%spec spec [%base %noun]]: what a structure is as a skin.
Noun spec_of_skin(Noun skin) {
  if (!is_tagged(skin, "spec"_n)) return Noun::none();
  const Noun rest = tail_of(skin.tail());
  return is_tagged(rest, "base"_n) && rest.tail() == "noun"_n ? head_of(skin.tail()) : Noun::none();
}

// Whether a wing written here is read as one that ends where ours ends; it would swallow what follows otherwise.
bool begins_wing(char first, char second) {
  switch (first) {
    case '$':
    case '+':
    case '-':
    case '.':
    case ',':
      return true;
    case '&':
    case '|':
      return second >= '0' && second <= '9';
    case '^':
      return second == '^' || second == '$' || (second >= 'a' && second <= 'z');
    default:
      return first >= 'a' && first <= 'z';
  }
}

}  // namespace

Measure AstPrinter::measure(Sort sort, Noun noun) {
  auto& known = measures_[static_cast<size_t>(sort) + (numeric_axes_ ? 2 : 0)];
  if (const auto found = known.find(noun.word()); found != known.end()) return found->second;
  Line line;
  const Measure result = fresh_wide(line, sort, noun) ? line.measure() : Measure{};
  known.emplace(noun.word(), result);
  return result;
}

bool AstPrinter::fresh_wide(Line& line, Sort sort, Noun noun) {
  check_stack();
  if (noun.is_none()) return false;
  const auto irregular = [&](Line& text) {
    return sort == Sort::hoon ? irregular_hoon(text, noun, false) : irregular_spec(text, noun, false);
  };
  if (!line.writes()) return irregular(line) || regular(line, sort == Sort::hoon ? hoon_form(noun) : spec_form(noun));
  // Nothing is written that may have to be taken back: nested, that would double at each level.
  Line trial;
  return irregular(trial) ? irregular(line) : regular(line, sort == Sort::hoon ? hoon_form(noun) : spec_form(noun));
}

bool AstPrinter::wide(Line& line, Sort sort, Noun noun) {
  if (noun.is_none()) return false;
  const Measure size = measure(sort, noun);
  if (!size.exists()) return false;
  if (!line.writes()) {
    line.add(size);
    return true;
  }
  [[maybe_unused]] const size_t before = line.size();
  const bool written = fresh_wide(line, sort, noun);
  GALENA_CHECK(written && line.size() == before + size.size);
  return written;
}

bool AstPrinter::wide_hoon(Line& line, Noun hoon) {
  return wide(line, Sort::hoon, hoon);
}
bool AstPrinter::wide_spec(Line& line, Noun spec) {
  return wide(line, Sort::spec, spec);
}

bool AstPrinter::tight_hoon(Line& line, Noun hoon) {
  check_stack();
  return !hoon.is_none() && irregular_hoon(line, hoon, true);
}
bool AstPrinter::tight_spec(Line& line, Noun spec) {
  check_stack();
  return !spec.is_none() && irregular_spec(line, spec, true);
}

bool AstPrinter::wide_hoons(Line& line, Noun hoons, std::string_view open, std::string_view close) {
  const size_t start = line.size();
  line.put(open);
  for (bool first = true; hoons.is_cell(); hoons = hoons.tail(), first = false) {
    if (!first) line.put(' ');
    if (!wide_hoon(line, hoons.head())) {
      line.cut(start);
      return false;
    }
  }
  line.put(close);
  return true;
}

bool AstPrinter::wide_specs(Line& line, Noun specs, std::string_view open, std::string_view close) {
  const size_t start = line.size();
  line.put(open);
  for (bool first = true; specs.is_cell(); specs = specs.tail(), first = false) {
    if (!first) line.put(' ');
    if (!wide_spec(line, specs.head())) {
      line.cut(start);
      return false;
    }
  }
  line.put(close);
  return true;
}

// A comma between pairs. `!!,` would be read as a negation, so there is no such list on one line.
bool AstPrinter::separator(Line& line) {
  if (line.measure().last == '!') return false;
  line.put(", ");
  return true;
}

bool AstPrinter::wide_edits(Line& line, Noun edits) {
  const size_t start = line.size();
  for (bool first = true; edits.is_cell(); edits = edits.tail(), first = false) {
    if (!first && !separator(line)) {
      line.cut(start);
      return false;
    }
    wing(line, head_of(edits.head()));
    line.put(' ');
    if (!wide_hoon(line, tail_of(edits.head()))) {
      line.cut(start);
      return false;
    }
  }
  return true;
}

// The irregular form of a hoon. With `tight`, only one that ends by itself, so that a suffix may follow.
bool AstPrinter::irregular_hoon(Line& line, Noun hoon, bool tight) {
  const size_t start = line.size();
  const auto fail = [&] {
    line.cut(start);
    return false;
  };
  if (hoon.is_atom()) return false;
  if (hoon.head().is_cell()) return irregular_pair(line, hoon, tight);
  const Noun rest = hoon.tail();
  switch (hoon.head().word()) {
    case "dbug"_w:
      return tight ? tight_hoon(line, tail_of(rest)) : wide_hoon(line, tail_of(rest));
    case "wing"_w:
      if (rest.is_atom()) return false;
      // Alone, a wing that begins with an axis is a %cnts without changes.
      if (is_tagged(rest.head(), kYes)) inexact(line);
      wing(line, rest);
      return true;
    case "limb"_w:
      inexact(line);
      name(line, rest);
      return true;
    case ""_w:
      if (rest.is_cell()) return false;
      inexact(line);
      axis(line, rest);
      return true;
    case "zpzp"_w:
      line.put("!!");
      return true;
    case "base"_w:
      if (rest == "noun"_n && !tight) return line.put('*'), true;
      if (rest == "cell"_n && !tight) return line.put('^'), true;
      if (rest == kFlag) return line.put('?'), true;
      if (is_tagged(rest, "atom"_n)) {
        line.put('@');
        line.put(cord_text(rest.tail()));
        return true;
      }
      return false;
    case "bust"_w:
      if (rest != "null"_n) return false;
      line.put('~');
      return true;
    case "sand"_w:
      // A bare | would make a rune with what follows.
      if (tight && head_of(rest) == "f"_n && tail_of(rest) == kNo) return line.put(".n"), true;
      return literal(line, head_of(rest), tail_of(rest));
    case "rock"_w:
      return constant(line, head_of(rest), tail_of(rest));
    case "leaf"_w: {
      const Noun aura = head_of(rest);
      const Noun value = tail_of(rest);
      line.put('$');
      if (aura == "tas"_n) return name(line, value), true;
      if (aura == "n"_n && value == kNull) return line.put('~'), true;
      if (aura == "f"_n && (value == kYes || value == kNo)) return line.put(value == kYes ? ".y" : ".n"), true;
      return literal(line, aura, value) || fail();
    }
    case "knit"_w:
      return string(line, rest);
    case "cltr"_w:
      return rest.is_cell() && wide_hoons(line, rest, "[", "]");
    case "clsg"_w:
      if (path(line, rest)) return true;
      return rest.is_cell() && wide_hoons(line, rest, "~[", "]");
    case "cncl"_w: {
      line.put('(');
      if (!wide_hoon(line, head_of(rest))) return fail();
      return wide_hoons(line, tail_of(rest), rest.tail() == kNull ? "" : " ", ")") || fail();
    }
    case "cnsg"_w: {
      const Noun sample = head_of(tail_of(rest));
      const Noun more = tail_of(tail_of(rest));
      if (sample.is_none() || !more.is_cell()) return false;
      line.put("~(");
      wing(line, rest.head());
      line.put(' ');
      if (!wide_hoon(line, sample)) return fail();
      return wide_hoons(line, more, " ", ")") || fail();
    }
    case "cnts"_w: {
      const Noun place = head_of(rest);
      if (place.is_none() || place.is_atom()) return false;
      const Noun first = place.head();
      if (rest.tail() == kNull) {
        // A wing that begins with an axis.
        if (!is_tagged(first, kYes)) return false;
        wing(line, place);
        return true;
      }
      if (tight) return false;
      wing(line, place);
      line.put('(');
      if (!wide_edits(line, rest.tail())) return fail();
      line.put(')');
      return true;
    }
    case "wtzp"_w: {
      if (tight) return false;
      // What begins with these would be read as a rune.
      const char first = measure(Sort::hoon, rest).first;
      if (std::string_view(":.;,@<>=").find(first) != std::string_view::npos && first != '\0') {
        if (!is_tagged(rest, "dtts"_n)) return false;
      }
      line.put('!');
      return wide_hoon(line, rest) || fail();
    }
    case "wtpm"_w:
      return wide_hoons(line, rest, "&(", ")");
    case "wtbr"_w:
      return wide_hoons(line, rest, "|(", ")");
    case "dtls"_w: {
      line.put("+(");
      if (!wide_hoon(line, rest)) return fail();
      line.put(')');
      return true;
    }
    case "dtts"_w: {
      line.put("=(");
      if (!wide_hoon(line, head_of(rest))) return fail();
      line.put(' ');
      if (!wide_hoon(line, tail_of(rest))) return fail();
      line.put(')');
      return true;
    }
    case "mccl"_w: {
      if (rest.is_atom()) return false;
      line.put(":(");
      if (!wide_hoon(line, rest.head())) return fail();
      return wide_hoons(line, rest.tail(), rest.tail() == kNull ? "" : " ", ")") || fail();
    }
    case "kttr"_w:
      line.put('*');
      return (tight ? tight_spec(line, rest) : wide_spec(line, rest)) || fail();
    case "ktcl"_w:
      return irregular_mold(line, rest, tight);
    case "kthp"_w: {
      if (tight || rest.is_atom()) return false;
      const char first = measure(Sort::spec, rest.head()).first;
      const bool any = is_tagged(rest.head(), "base"_n) && rest.head().tail() == "noun"_n;
      if (first == '@' || first == '+' || (first == '*' && !any)) return false;
      line.put('`');
      if (!wide_spec(line, rest.head())) return fail();
      line.put('`');
      return wide_hoon(line, rest.tail()) || fail();
    }
    case "ktls"_w:
      if (tight || !is_aura_cast(hoon)) return false;
      line.put("`@");
      line.put(cord_text(rest.head().tail().head()));
      line.put('`');
      return wide_hoon(line, rest.tail().tail().tail()) || fail();
    case "ktts"_w:
      if (tight || rest.is_atom()) return false;
      if (Line trial; !skin(trial, rest.head(), true) || reads_as_rune(trial.measure(), '=', rest.tail())) return false;
      skin(line, rest.head(), true);
      line.put('=');
      return wide_hoon(line, rest.tail()) || fail();
    case "tsgl"_w: {
      if (tight || rest.is_atom()) return false;
      const Noun left = rest.head();
      if (is_tagged(left, "base"_n) && left.tail() == kFlag) return false;
      if (!suffixed(line, left, ':', rest.tail())) return fail();
      return true;
    }
    case "tell"_w:
    case "yell"_w: {
      const bool tell = hoon.head() == "tell"_n;
      const bool before = numeric_axes_;
      numeric_axes_ = true;
      const bool ok = rest.is_cell() && wide_hoons(line, rest, tell ? "<" : ">", tell ? ">" : "<");
      numeric_axes_ = before;
      return ok;
    }
    case "xray"_w:
      if (tight) return false;
      line.put(';');
      return element(line, rest) || fail();
    case "mcts"_w:
      if (tight) return false;
      line.put(';');
      return elements(line, rest) || fail();
    default:
      return false;
  }
}

// [p q], two hoons: p^q, or `q where p is null.
bool AstPrinter::irregular_pair(Line& line, Noun hoon, bool tight) {
  const size_t start = line.size();
  const Noun left = hoon.head();
  const Noun right = hoon.tail();
  if (tight) return false;
  if (is_tagged(left, "rock"_n) && head_of(left.tail()) == "n"_n && tail_of(left.tail()) == kNull) {
    line.put('`');
    if (wide_hoon(line, right)) return true;
    line.cut(start);
    return false;
  }
  // The literal ~0... of a cell is a cell of literals without an aura.
  return suffixed(line, left, '^', right);
}

// Whether `left`, a suffix and `right` are read as a rune with its arguments: `|:(a b)`.
bool AstPrinter::reads_as_rune(const Measure& left, char suffix, Noun right) {
  return left.size == 1 && find_rune(kelvin_, left.first, suffix) != nullptr && measure(Sort::hoon, right).first == '(';
}

bool AstPrinter::suffixed(Line& line, Noun left, char suffix, Noun right) {
  const size_t start = line.size();
  Line trial;
  if (!tight_hoon(trial, left) || reads_as_rune(trial.measure(), suffix, right)) return false;
  tight_hoon(line, left);
  line.put(suffix);
  if (wide_hoon(line, right)) return true;
  line.cut(start);
  return false;
}

// [%ktcl spec]: a structure as an expression.
bool AstPrinter::irregular_mold(Line& line, Noun spec, bool tight) {
  const size_t start = line.size();
  if (is_tagged(spec, "bccb"_n)) {
    if (tight) return false;
    line.put('_');
    if (wide_hoon(line, spec.tail())) return true;
    line.cut(start);
    return false;
  }
  if (is_tagged(spec, "bcwt"_n)) return spec.tail().is_cell() && wide_specs(line, spec.tail(), "?(", ")");
  // Structures with a rune of their own need no comma.
  if (!tight && !is_tagged(spec, "bccl"_n) && !is_tagged(spec, "bcmc"_n) && !is_tagged(spec, "make"_n) &&
      spec_form(spec).found())
    return false;
  line.put(',');
  if (tight ? tight_spec(line, spec) : wide_spec(line, spec)) return true;
  line.cut(start);
  return false;
}

bool AstPrinter::irregular_spec(Line& line, Noun spec, bool tight) {
  const size_t start = line.size();
  const auto fail = [&] {
    line.cut(start);
    return false;
  };
  if (spec.is_atom() || spec.head().is_cell()) return false;
  const Noun rest = spec.tail();
  switch (spec.head().word()) {
    case "dbug"_w:
      return tight ? tight_spec(line, tail_of(rest)) : wide_spec(line, tail_of(rest));
    case "base"_w:
      if (is_tagged(rest, "atom"_n)) {
        line.put('@');
        line.put(cord_text(rest.tail()));
        return true;
      }
      switch (rest.word()) {
        case "noun"_w:
          line.put('*');
          return true;
        case "cell"_w:
          if (tight) return false;
          line.put('^');
          return true;
        case "flag"_w:
          line.put('?');
          return true;
        case "null"_w:
          line.put('~');
          return true;
        case "void"_w:
          line.put("!!");
          return true;
        default:
          return false;
      }
    case "leaf"_w:
      return constant(line, head_of(rest), tail_of(rest));
    case "like"_w:
      if (tight || rest.is_atom()) return false;
      wing(line, rest.head());
      if (rest.tail().is_cell()) {
        line.put(':');
        wings(line, rest.tail());
      }
      return true;
    case "loop"_w:
      line.put('/');
      name(line, rest);
      return true;
    case "make"_w:
      line.put('(');
      if (!wide_hoon(line, head_of(rest))) return fail();
      return wide_specs(line, tail_of(rest), rest.tail() == kNull ? "" : " ", ")") || fail();
    case "bccb"_w:
      if (tight) return false;
      line.put('_');
      return wide_hoon(line, rest) || fail();
    case "bcmc"_w:
      if (tight) return false;
      line.put(',');
      return wide_hoon(line, rest) || fail();
    case "bccl"_w:
      return rest.is_cell() && wide_specs(line, rest, "[", "]");
    case "bcwt"_w:
      return rest.is_cell() && wide_specs(line, rest, "?(", ")");
    case "bcts"_w: {
      const Noun face = head_of(rest);
      if (face.is_none() || face.is_cell() || face == kNull) return false;
      name(line, face);
      line.put('=');
      return (tight ? tight_spec(line, rest.tail()) : wide_spec(line, rest.tail())) || fail();
    }
    // What the compiler writes into structures has no source of its own.
    case "name"_w:
    case "made"_w:
    case "over"_w:
      inexact(line);
      return tight ? tight_spec(line, tail_of(rest)) : wide_spec(line, tail_of(rest));
    default:
      return false;
  }
}

// A skin as the hoon it was read from. With `tight`, one that a `=` may follow.
bool AstPrinter::skin(Line& line, Noun skin, bool tight) {
  check_stack();
  const size_t start = line.size();
  const auto fail = [&] {
    line.cut(start);
    return false;
  };
  if (skin.is_none()) return false;
  if (skin.is_atom()) return name(line, skin), true;
  const Noun rest = skin.tail();
  switch (skin.head().word()) {
    case "base"_w:
      if (rest == "noun"_n && !tight) return line.put('*'), true;
      if (rest == "cell"_n && !tight) return line.put('^'), true;
      if (rest == kFlag) return line.put('?'), true;
      if (!is_tagged(rest, "atom"_n)) return false;
      line.put('@');
      line.put(cord_text(rest.tail()));
      return true;
    case "leaf"_w:
      return constant(line, head_of(rest), tail_of(rest));
    case "cell"_w: {
      line.put('[');
      Noun part = skin;
      for (; is_tagged(part, "cell"_n) && part.tail().is_cell(); part = part.tail().tail()) {
        if (!this->skin(line, part.tail().head(), false)) return fail();
        line.put(' ');
      }
      if (!this->skin(line, part, false)) return fail();
      line.put(']');
      return true;
    }
    case "dbug"_w:
      return this->skin(line, tail_of(rest), tight);
    case "name"_w:
      if (tight) return false;
      name(line, head_of(rest));
      line.put('=');
      return this->skin(line, tail_of(rest), false) || fail();
    case "spec"_w: {
      const Noun spec = spec_of_skin(skin);
      if (spec.is_none()) return false;
      line.put('*');
      return (tight ? tight_spec(line, spec) : wide_spec(line, spec)) || fail();
    }
    case "over"_w:
      if (tight || rest.is_atom()) return false;
      line.put("=>(");
      wing(line, rest.head());
      line.put(' ');
      if (!this->skin(line, rest.tail(), false)) return fail();
      line.put(')');
      return true;
    case "wash"_w:
      if (tight) return false;
      if (rest != kNull) inexact(line);
      line.put(',');
      return true;
    case "help"_w:
      return false;  // a comment ends a line
    default:
      return false;
  }
}

// A skin as =/ and its kin have it: name, name=structure or structure.
bool AstPrinter::declaration(Line& line, Noun skin) {
  const size_t start = line.size();
  if (skin.is_none()) return false;
  if (skin.is_atom()) return name(line, skin), true;
  bool done = false;
  if (is_tagged(skin, "name"_n)) {
    const Noun spec = spec_of_skin(tail_of(skin.tail()));
    name(line, head_of(skin.tail()));
    line.put('=');
    done = !spec.is_none() && wide_spec(line, spec);
  } else if (const Noun spec = spec_of_skin(skin); !spec.is_none()) {
    // A name alone would be read as that.
    const char first = measure(Sort::spec, spec).first;
    if (first >= 'a' && first <= 'z') inexact(line);
    done = wide_spec(line, spec);
  }
  if (done) return true;
  line.cut(start);
  inexact(line);
  return this->skin(line, skin, false);
}

// A hoon that ?= and its kin test. It must not begin like a wing: the wing alone would be read.
bool AstPrinter::wide_tested(Line& line, Noun hoon) {
  while (is_tagged(hoon, "dbug"_n)) hoon = tail_of(hoon.tail());
  if (hoon.is_none()) return false;
  const auto fits = [](const Measure& text) { return text.exists() && !begins_wing(text.first, text.second); };
  if (!fits(measure(Sort::hoon, hoon))) {
    const Form form = hoon_form(hoon);
    Line trial;
    if (regular(trial, form) && fits(trial.measure())) return regular(line, form);
    inexact(line);
  }
  return wide_hoon(line, hoon);
}

bool AstPrinter::regular(Line& line, const Form& form) {
  if (!form.found()) return false;
  const size_t start = line.size();
  line.put(form.glyphs);
  line.put('(');
  bool first = true;
  for (const Argument& argument : form.arguments) {
    if (!first) line.put(' ');
    first = false;
    if (!wide_argument(line, argument)) {
      line.cut(start);
      return false;
    }
  }
  line.put(')');
  return true;
}

bool AstPrinter::wide_argument(Line& line, const Argument& argument) {
  const Noun noun = argument.noun;
  if (noun.is_none()) return false;
  switch (argument.kind) {
    case 'h':
    case 'q':
    case 'y':
    case 'o':
      return wide_hoon(line, noun);
    case '1':
      return tail_of(noun) == kNull && wide_hoon(line, noun.head());
    case 's':
      return wide_spec(line, noun);
    case 'w':
    case 't':
      wing(line, noun);
      return true;
    case 'u':
      return wide_tested(line, noun);
    case 'x':
      name(line, noun.head().head());
      line.put('=');
      wing(line, noun.tail().head().tail());
      return true;
    case 'v':
      name(line, head_of(noun));
      line.put('=');
      return wide_hoon(line, tail_of(noun));
    case 'W':
      wings(line, noun);
      return true;
    case 'n':
      name(line, noun);
      return noun.is_atom();
    case 'N':
      line.put('%');
      name(line, noun);
      return true;
    case 'H':
      return noun.is_cell() && wide_hoons(line, noun, "", "");
    case 'T':
      return is_tagged(noun, "cltr"_n) && noun.tail().is_cell() && wide_hoons(line, noun.tail(), "", "");
    case 'S':
      return noun.is_cell() && wide_specs(line, noun, "", "");
    case 'E':
      return noun.is_cell() && wide_edits(line, noun);
    case 'C':
    case 'D': {
      for (Noun cases = noun; cases.is_cell(); cases = cases.tail()) {
        if (cases != noun && !separator(line)) return false;
        if (!wide_spec(line, head_of(cases.head()))) return false;
        line.put(' ');
        const Noun branch = tail_of(cases.head());
        if (!wide_hoon(line, argument.kind == 'D' ? outside_test(branch) : branch)) return false;
      }
      return noun.is_cell();
    }
    case 'k':
      return skin(line, noun, false);
    case 'd':
      return declaration(line, noun);
    case 'l':
      name(line, head_of(noun));
      if (tail_of(noun) == kNull) return true;
      line.put('=');
      return wide_spec(line, tail_of(tail_of(noun)));
    case 'L':
      if (tail_of(noun) == kNull) return name(line, noun.head()), true;
      line.put('[');
      for (Noun names = noun; names.is_cell(); names = names.tail()) {
        if (names != noun) line.put(' ');
        name(line, names.head());
      }
      line.put(']');
      return true;
    case 'B':
      line.put('%');
      if (noun.is_atom()) return name(line, noun), true;
      name(line, noun.head());
      line.put('.');
      return wide_hoon(line, noun.tail());
    case 'J': {
      line.put('%');
      if (noun.is_atom()) return name(line, noun), true;
      name(line, noun.head());
      Noun version = noun.tail();
      if (version.is_cell()) {
        line.put(':');
        name(line, version.head());
        version = version.tail();
      }
      if (version.is_cell()) return false;
      line.put('.');
      std::string digits;
      append_atom("ud", version, digits);
      line.put(digits);
      return true;
    }
    case 'Z':
      if (noun == kNull) return line.put('~'), true;
      line.put('(');
      for (Noun hooks = noun; hooks.is_cell(); hooks = hooks.tail()) {
        if (hooks != noun && !separator(line)) return false;
        line.put('%');
        name(line, head_of(hooks.head()));
        line.put(' ');
        if (!wide_hoon(line, tail_of(hooks.head()))) return false;
      }
      line.put(')');
      return true;
    case 'V': {
      const auto number = [&](Noun n) {
        std::string digits;
        append_atom("ud", n, digits);
        line.put(digits);
      };
      if (noun.is_atom()) return number(noun), true;
      if (noun.head().is_cell() || noun.tail().is_cell()) return false;
      line.put('[');
      number(noun.head());
      line.put(' ');
      number(noun.tail());
      line.put(']');
      return true;
    }
    case 'G':
    case 'Q': {
      if (!noun.is_direct() || noun.direct_value() > 80) return false;
      if (argument.kind == 'G' && noun.direct_value() > 3) inexact(line);
      line.put(std::string(noun.direct_value(), argument.kind == 'G' ? '>' : '='));
      return true;
    }
    default:
      return false;  // cores have no form on one line
  }
}

}  // namespace galena::hoon
