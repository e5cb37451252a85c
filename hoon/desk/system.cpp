#include "hoon/desk/system.h"

#include "hoon/desk/build_log.h"
#include "hoon/desk/paths.h"
#include "hoon/parse/parser.h"

namespace galena::hoon {

// The path of sys/vane/ames.hoon is /sys/vane/ames/hoon.
Noun System::spots_of(const std::string& name) {
  return segments_of(tools_.arena(), "sys/" + name.substr(0, name.rfind('.')) + "/hoon");
}

Noun System::parse_file(const std::string& name, Noun spots) {
  const std::string* const text = folder_.read(name);
  if (text == nullptr) throw BuildFailure::of_missing(name, folder_.fault(name));
  const ParseResult parsed = parse(tools_.arena(), *text, {spots, Places::all, tools_.compiler().kelvin()});
  if (parsed.ast.is_none()) {
    throw BuildFailure{BuildFailure::Kind::syntax, name, {parsed.line, parsed.column}, {}};
  }
  return parsed.ast;
}

Vase System::slap(const std::string& name, Vase subject, Noun gen) {
  try {
    const Compiled compiled = tools_.mint(subject.type, gen);
    if (on_compiled) on_compiled(name, subject.type, gen, compiled);
    return {compiled.type, tools_.run(subject.value, compiled.formula)};
  } catch (const Failure& failure) {
    throw BuildFailure{name, failure, subject.type, gen, spots_of(name)};
  }
}

std::vector<std::string> System::vanes() {
  std::vector<std::string> names;
  for (const std::string& name : folder_.sources_in("vane").names) names.push_back("vane/" + name + ".hoon");
  return names;
}

Vase System::hoon() {
  try {
    return slap("hoon.hoon", {"noun"_n, Noun::zero()}, parse_file("hoon.hoon", Noun::none()));
  } catch (BuildFailure& failure) {
    // Where in it is wanted now.
    if (!failure.body.is_none()) failure.body = parse_file("hoon.hoon", failure.spots);
    throw;
  }
}

Noun System::take_core(Noun& chain) {
  while (chain.is_cell() && (chain.head() == "dbug"_n || chain.head() == "note"_n)) chain = chain.tail().tail();
  if (!chain.is_cell() || chain.head() != "tsgr"_n) return Noun::none();
  const Noun core = chain.tail().head();
  chain = chain.tail().tail();
  return core;
}

Vase System::arvo(Vase hoon) {
  // The core with an arm `part` is the one wanted.
  Arena& arena = tools_.arena();
  Noun gen = parse_file("arvo.hoon", spots_of("arvo.hoon"));
  Vase subject = hoon;
  const Noun wing = arena.cons("part"_n, kNull);
  for (;;) {
    const Noun core = take_core(gen);
    if (core.is_none()) {
      throw BuildFailure{BuildFailure::Kind::missing, "arvo.hoon", {}, "no core in it has an arm `part`"};
    }
    subject = slap("arvo.hoon", subject, core);
    if (tools_.compiler().find(subject.type, wing)) break;
  }
  return slap("arvo.hoon", subject, parse(arena, "..part").ast);
}

Vase System::on_top(Vase subject, const std::string& name) {
  return slap(name, subject, parse_file(name, spots_of(name)));
}

}  // namespace galena::hoon
