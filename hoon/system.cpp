#include "hoon/system.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "hoon/desk.h"

namespace galena::hoon {

std::string System::read(const std::string& name) {
  std::ifstream in(folder_ + "/" + name, std::ios::binary);
  if (!in) {
    throw BuildFailure{
        BuildFailure::Kind::missing, name, {}, fmt::format("there is no file {}/{}", folder_, name), {}, {}};
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

Noun System::parse_file(const std::string& name, bool spots) {
  Arena& arena = tools_.arena();
  ParseOptions options;
  if (spots) {
    // sys/vane/ames.hoon is /sys/vane/ames/hoon.
    std::vector<Noun> path{"sys"_n};
    const std::string stem = name.substr(0, name.rfind('.'));
    for (size_t from = 0; from <= stem.size();) {
      const size_t to = std::min(stem.find('/', from), stem.size());
      path.push_back(arena.cord(std::string_view(stem).substr(from, to - from)));
      from = to + 1;
    }
    path.push_back("hoon"_n);
    options.spots_path = arena.list(path);
  }
  const ParseResult parsed = parse(arena, read(name), options);
  if (parsed.ast.is_none()) {
    throw BuildFailure{BuildFailure::Kind::syntax, name, {parsed.line, parsed.column}, "syntax error", {}, {}};
  }
  return parsed.ast;
}

Vase System::slap(const std::string& name, Vase subject, Noun gen) {
  try {
    const Compiled compiled = tools_.mint(subject.type, gen);
    if (on_compiled) on_compiled(name, subject.type, gen, compiled);
    return {compiled.type, tools_.run(subject.value, compiled.formula)};
  } catch (const Failure& failure) {
    throw BuildFailure{
        failure.refused ? BuildFailure::Kind::refused : BuildFailure::Kind::crashed, name, {}, {}, failure, {}};
  }
}

std::vector<std::string> System::vanes() const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ + "/vane", error)) {
    if (entry.path().extension() == ".hoon") names.push_back("vane/" + entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Vase System::hoon() {
  return slap("hoon.hoon", {"noun"_n, Noun()}, parse_file("hoon.hoon", false));
}

Vase System::arvo(Vase hoon) {
  // arvo is a chain of cores, each the subject of the next (=>); the one with an arm `part` is the one wanted.
  Arena& arena = tools_.arena();
  Noun gen = parse_file("arvo.hoon", true);
  Vase subject = hoon;
  const Noun wing = arena.cons("part"_n, Noun());
  for (;;) {
    while (gen.is_cell() && (gen.head() == "dbug"_n || gen.head() == "note"_n)) gen = gen.tail().tail();
    if (!gen.is_cell() || gen.head() != "tsgr"_n) {
      throw BuildFailure{BuildFailure::Kind::refused, "arvo.hoon", {}, "no core in it has an arm `part`", {}, {}};
    }
    subject = slap("arvo.hoon", subject, gen.tail().head());
    gen = gen.tail().tail();
    if (tools_.compiler().find(subject.type, wing)) break;
  }
  return slap("arvo.hoon", subject, parse(arena, "..part").ast);
}

Vase System::on_top(Vase subject, const std::string& name) {
  return slap(name, subject, parse_file(name, true));
}

}  // namespace galena::hoon
