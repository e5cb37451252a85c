// The arguments of runes, by the letters of runes.def, and what separates them.
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

bool Parser::take_comma() {
  want(Wanted::comma);
  const char* const start = p_;
  return (take(',') && take(' ')) || fail(start);
}

bool Parser::closing(bool tall) {
  if (!tall) return true;
  const char* const start = p_;
  return (gap() && take_close("==")) || fail(start);
}

Noun Parser::wide_hoons() {
  return most([&] { return take_space(); }, [&] { return wide(); });
}
Noun Parser::wide_specs() {
  return most([&] { return take_space(); }, [&] { return wide_spec(); });
}

// Tall arguments after a gap, or wide ones in parentheses.
Noun Parser::rune_arguments(const char* shape, bool tall) {
  const char* const start = p_;
  const auto complete = [&](Noun found) {
    if (witness_ != nullptr) found.is_none() ? witness_->lack() : witness_->complete(p_);
    return found;
  };
  if (tall) {
    const char* jumped = nullptr;
    if (jump()) {
      jumped = p_;
      if (const Noun n = arguments(shape, true); !n.is_none()) return complete(n);
      p_ = start;
    }
    // Where no doc comment keeps the jump from being the whole gap, the second attempt would be the first.
    if (gap()) {
      if (p_ != jumped) {
        if (const Noun n = arguments(shape, true); !n.is_none()) return complete(n);
      }
      p_ = start;
    }
  }
  want(Wanted::parenthesis);
  return complete(enclosed('(', ')', [&] { return arguments(shape, false); }));
}

// The tuple of the arguments.
Noun Parser::arguments(const char* shape, bool tall) {
  const char* const start = p_;
  Noun found[8];
  size_t size = 0;
  bool matches = true;
  if (witness_ != nullptr) witness_->begin_parts(shape);
  for (const char* s = shape; *s != 0 && *s != '|'; ++s) {
    switch (*s) {
      case ' ':
        matches = gap_before_docs(tall);
        break;
      case '_':
        matches = gap_or_space(tall);
        break;
      case '.':
        matches = closing(tall);
        break;
      case '0':
      case '~':
        found[size++] = kNull;
        break;
      case 'x':
        GALENA_CHECK(size >= 2);
        std::swap(found[size - 1], found[size - 2]);
        break;
      default:
        found[size] = argument(*s, tall);
        matches = !found[size].is_none();
        ++size;
        if (matches && witness_ != nullptr) witness_->add_part(shape);
        break;
    }
    if (!matches) {
      p_ = start;
      while (*s != 0 && *s != '|') ++s;
      return *s == '|' ? arguments(s + 1, tall) : Noun::none();
    }
  }
  GALENA_CHECK(size > 0 && size <= std::size(found));
  Noun result = found[size - 1];
  for (size_t i = size - 1; i-- > 0;) result = arena_.cons(found[i], result);
  return result;
}

Noun Parser::argument(char kind, bool tall) {
  switch (kind) {
    case 'h':
      return hoon(tall);
    case 's':
      return spec(tall);
    case 'w':
      want(Wanted::wing);
      return wing();
    case 'W':
      want(Wanted::wing);
      return wings();
    case 'n':
      want(Wanted::name);
      return symbol(arena_);
    case 'N':
      want(Wanted::term);
      return after('%', [&] { return symbol(arena_); });
    case 'H':
      return most([&] { return gap_before_docs(tall); }, [&] { return hoon(tall); });
    case 'S':
      return most([&] { return gap_before_docs(tall); }, [&] { return spec(tall); });
    case 'T':
      return tagged("cltr"_n, arguments("H.", tall));
    case '1': {
      const Noun only = hoon(tall);
      return only.is_none() ? only : single(only);
    }
    case 'E':
      return edits(tall);
    case 'C':
      return cases(tall);
    case 'k':
      return skin(tall);
    case 'd':
      want(Wanted::declaration);
      return declaration();
    case 'l':
      want(Wanted::name);
      return named_type();
    case 'q': {
      const Replaced guard(docs_, false);
      return hoon(tall);
    }
    case 'c':
      return core_tail(tall);
    case 'A':
      return aliased_core_tail(tall);
    case 'L':
      want(Wanted::name);
      return names(tall);
    case 't':
      want(Wanted::tested);
      return tested(tall);
    case 'B':
      want(Wanted::hint);
      return hint(tall);
    case 'J':
      want(Wanted::term);
      return jet_name();
    case 'Z':
      return jet_hooks(tall);
    case 'V':
      want(Wanted::number);
      return version();
    case 'G':
      return count('>', 3);
    case 'Q':
      return count('=', INT32_MAX);
    case 'y': {
      const Replaced guard(spots_, true);
      return hoon(tall);
    }
    case 'o': {
      const Replaced guard(spots_, false);
      return hoon(tall);
    }
    default:
      return Noun::none();
  }
}

// Pairs of a wing and its new value.
Noun Parser::edits(bool tall) {
  return most([&] { return gap_or_comma(tall); }, [&] { return arguments("w h", tall); });
}

// Pairs of a pattern and what to do.
Noun Parser::cases(bool tall) {
  return most([&] { return jump_or_comma(tall); }, [&] { return arguments("s h", tall); });
}

Noun Parser::skin(bool tall) {
  const char* const start = p_;
  const Noun gen = hoon(tall);
  if (gen.is_none()) return gen;
  const Noun found = context_.desugar.flay(gen);
  return found.is_cell() ? found.tail() : none(start);
}

// name, name=spec, name/spec, =spec or spec; a type is a skin that casts what it matches.
Noun Parser::declaration() {
  const char* const start = p_;
  const auto typed = [&](Noun type) { return make("spec"_n, type, "base"_n, "noun"_n); };
  if (take('=')) {
    const Noun type = wide_spec();
    if (!type.is_none()) {
      const Noun name = context_.desugar.autoname(type);
      if (name.is_cell()) return make("name"_n, name.tail(), typed(type));
    }
    p_ = start;
  }
  if (const Noun name = symbol(arena_); !name.is_none()) {
    const char* const before = p_;
    if (take('/') || take('=')) {
      const Noun type = wide_spec();
      if (!type.is_none()) return make("name"_n, name, typed(type));
      p_ = before;
    }
    return name;
  }
  const Noun type = wide_spec();
  return type.is_none() ? type : typed(type);
}

// [name (unit spec)]
Noun Parser::named_type() {
  const Noun name = symbol(arena_);
  if (name.is_none()) return name;
  const Noun type = after('=', [&] { return wide_spec(); });
  return arena_.cons(name, type.is_none() ? kNull : some(type));
}

// The parameters of a |$: [a b], or tall a  b  ==, or one name.
Noun Parser::names(bool tall) {
  const auto name = [&] { return symbol(arena_); };
  if (const Noun n = enclosed('[', ']', [&] { return most([&] { return take_space(); }, name); }); !n.is_none()) {
    return n;
  }
  if (tall) {
    const char* const start = p_;
    const Noun n = most([&] { return gap(); }, name);
    if (!n.is_none() && closing(true)) return n;
    p_ = start;
  }
  const Noun only = name();
  return only.is_none() ? only : single(only);
}

// What a test looks at: [%& (unit name) wing] or [%| (unit name) hoon].
Noun Parser::tested(bool tall) {
  const char* const start = p_;
  const auto is_wing = [&](Noun name, Noun wing) { return make(kYes, name, wing); };
  const auto is_hoon = [&](Noun name, Noun gen) { return make(kNo, name, gen); };
  if (const Noun name = symbol(arena_); !name.is_none() && take('=')) {
    if (const Noun n = wing(); !n.is_none()) return is_wing(some(name), n);
    if (const Noun n = wide(); !n.is_none()) return is_hoon(some(name), n);
  }
  p_ = start;
  if (const Noun n = wing(); !n.is_none()) return is_wing(kNull, n);
  if (const Noun n = wide(); !n.is_none()) return is_hoon(kNull, n);
  if (!tall) return Noun::none();
  if (take("^=") && gap()) {
    if (const Noun name = symbol(arena_); !name.is_none() && gap()) {
      if (const Noun n = wing(); !n.is_none()) return is_wing(some(name), n);
      if (const Noun n = this->tall(); !n.is_none()) return is_hoon(some(name), n);
    }
  }
  p_ = start;
  if (const Noun n = this->tall(); !n.is_none()) return is_hoon(kNull, n);
  return Noun::none();
}

// %name, or [name hoon] of %name.hoon; a dot that no hoon follows is left alone.
Noun Parser::hint(bool tall) {
  const Noun name = argument('N', tall);
  if (name.is_none()) return name;
  const char* const before = p_;
  if (take('.')) {
    const char* const after_dot = p_;
    Noun gen = wide();
    if (gen.is_none() && gap_or_space(tall)) {
      gen = hoon(tall);
      if (gen.is_none()) p_ = after_dot;
    }
    if (!gen.is_none()) return arena_.cons(name, gen);
  }
  p_ = before;
  return name;
}

// %name, %name.kelvin, %vendor:name.kelvin, %vendor:name..kelvin
Noun Parser::jet_name() {
  const char* const start = p_;
  if (!take('%')) return Noun::none();
  const Noun first = symbol(arena_);
  if (first.is_none()) return none(start);
  const char* const after_first = p_;
  if (take(':')) {
    const Noun second = symbol(arena_);
    if (!second.is_none() && take('.')) {
      take('.');
      const Noun kelvin = literals_.long_decimal();
      if (!kelvin.is_none()) return make(first, second, kelvin);
    }
    p_ = after_first;
  }
  if (take('.')) {
    const Noun kelvin = literals_.long_decimal();
    if (!kelvin.is_none()) return arena_.cons(first, kelvin);
    p_ = after_first;
  }
  return first;
}

// ~, or %name hoon pairs between == and == in tall form, parentheses in wide form.
Noun Parser::jet_hooks(bool tall) {
  const char* const start = p_;
  if (take('~')) return kNull;
  if (tall ? !(take("==") && gap()) : !take('(')) return none(start);
  Noun hooks = most([&] { return gap_or_comma(tall); }, [&] { return arguments("N_h", tall); });
  if (hooks.is_none()) hooks = kNull;
  return (tall ? closing(true) : take(')')) ? hooks : none(start);
}

Noun Parser::version() {
  if (const Noun n = literals_.long_decimal(); !n.is_none()) return n;
  return enclosed('[', ']', [&]() -> Noun {
    const Noun from = literals_.long_decimal();
    if (from.is_none() || !take_space()) return Noun::none();
    const Noun to = literals_.long_decimal();
    return to.is_none() ? to : arena_.cons(from, to);
  });
}

Noun Parser::count(char c, int most) {
  int n = 0;
  while (n < most && take(c)) ++n;
  return n == 0 ? Noun::none() : Noun::direct(static_cast<uint64_t>(n));
}

// The tests on a computed thing bind it first, at axis 2 of a new subject; then patterns and branches refer to the old
// subject, at axis 3, unless the thing has a name. A wing is tested where it is, under an alias if it has a name.
Noun Parser::test_expression(const Rune& rune, Noun arguments) {
  const bool pattern_first = rune.tag == "wtts"_n || rune.tag == "wthx"_n;
  const Noun tested = pattern_first ? arguments.tail() : arguments.head();
  const bool is_wing = tested.head() == kYes;
  const Noun name = tested.tail().head();
  const Noun thing = tested.tail().tail();
  const bool named = name.is_cell();

  const Noun wing = !is_wing ? single(arena_.cons(kYes, Noun::direct(2))) : named ? single(name.tail()) : thing;
  const Noun old_subject = arena_.cons(""_n, Noun::direct(3));
  const auto branch = [&](Noun gen) { return is_wing || named ? gen : make("tsgr"_n, old_subject, gen); };
  const auto pattern = [&](Noun n) {
    return is_wing ? n : make("over"_n, single(arena_.cons(kYes, Noun::direct(3))), n);
  };
  const auto all_cases = [&](Noun list) {
    Nouns out;
    for (; list.is_cell(); list = list.tail()) {
      out.push_back(arena_.cons(list.head().head(), branch(list.head().tail())));
    }
    return arena_.list({out.data(), out.size()});
  };

  Noun test;
  switch (rune.tag.word()) {
    case "wtts"_w:
    case "wthx"_w:
      test = make(rune.tag, pattern(arguments.head()), wing);
      break;
    case "wthp"_w:
      test = make(rune.tag, wing, all_cases(arguments.tail()));
      break;
    case "wtls"_w:
      test = make(rune.tag, wing, branch(arguments.tail().head()), all_cases(arguments.tail().tail()));
      break;
    default:
      test = make(rune.tag, wing, branch(arguments.tail().head()), branch(arguments.tail().tail()));
      break;
  }
  if (is_wing) return named ? make("tstr"_n, single(name.tail()), make("wing"_n, thing), test) : test;
  return make("tsls"_n, named ? make("ktts"_n, name.tail(), thing) : thing, test);
}

}  // namespace galena::hoon
