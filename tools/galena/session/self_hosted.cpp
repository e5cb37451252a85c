#include "tools/galena/session/self_hosted.h"

#include <fmt/format.h>

namespace galena::tools {
namespace {

// A text and the path of its places, of nouns.
constexpr const char* kText = "!<(@ [-:!>(*@) src])";
constexpr const char* kPath = "!<(path [-:!>(*path) sut])";

}  // namespace

std::optional<hoon::Identity> SelfHosted::identity() {
  const Noun lazy = hoon::parse(tools_.arena(), "(~(laze ut %noun) ~ %dry ~)", options()).ast;
  return hoon::Identity::of(tools_.slap(compiler_, lazy).value);
}

// The samples are nouns to the type system: they go in where the arms' own types are not looked at.
Noun SelfHosted::compile(std::string_view expression) {
  Arena& arena = tools_.arena();
  const Noun noun = "noun"_n;
  const auto faced = [&](Noun name) { return arena.tuple("face"_n, name, noun); };
  const Noun sample = arena.tuple("cell"_n, faced("sut"_n), faced("src"_n));
  return tools_.mint(arena.tuple("cell"_n, sample, compiler_.type), hoon::parse(arena, expression, options()).ast)
      .formula;
}

void SelfHosted::prepare() {
  if (parse_ == kNull) parse_ = compile(fmt::format("(ream {})", kText));
  if (mint_ == kNull) mint_ = compile("(~(mint ut !<(type [-:!>(*type) sut])) %noun !<(hoon [-:!>(*hoon) src]))");
}

Noun SelfHosted::parse(const std::string& text, Noun path, hoon::Places places) {
  Arena& arena = tools_.arena();
  const bool all = places == hoon::Places::all;
  Noun& formula = path.is_none() ? parse_ : all ? parse_all_ : parse_marked_;
  prepare();
  if (formula == kNull) {
    formula = compile(all ? fmt::format("(rash {} (whole tall:(vang & {})))", kText, kPath)
                          : fmt::format("(rain {} {})", kPath, kText));
  }
  const Noun sample = arena.cons(path.is_none() ? kNull : path, arena.cord(text));
  return tools_.run(arena.cons(sample, compiler_.value), formula);
}

Noun SelfHosted::mint(Noun subject, Noun ast) {
  Arena& arena = tools_.arena();
  prepare();
  return tools_.run(arena.cons(arena.cons(subject, ast), compiler_.value), mint_);
}

}  // namespace galena::tools
