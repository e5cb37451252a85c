// The compiler against the reference (hoon.jsonl): each AST cued and minted in a subject of which nothing is known;
// type, formula, or the messages of the refusal compared.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hoon/parse/parser.h"
#include "hoon/print/print.h"
#include "hoon/print/show.h"
#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"

namespace {

using namespace galena;
using namespace galena::hoon;

std::vector<uint8_t> unbase64(const std::string& text) {
  std::vector<uint8_t> bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    uint32_t digit;
    if (c >= 'A' && c <= 'Z') {
      digit = static_cast<uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      digit = static_cast<uint32_t>(c - 'a') + 26;
    } else if (c >= '0' && c <= '9') {
      digit = static_cast<uint32_t>(c - '0') + 52;
    } else if (c == '+' || c == '/') {
      digit = c == '+' ? 62 : 63;
    } else {
      break;
    }
    bits = bits << 6 | digit;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<uint8_t>(bits >> count & 0xff));
    }
  }
  return bytes;
}

std::string hex(uint32_t mug) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08x", mug);
  return text;
}

// The messages of a refusal, innermost first, as the reference prints them.
std::vector<std::string> messages(Arena& arena, Compiler& compiler, const CompileError& error) {
  Printer printer(arena, TypeServices{[&](Noun hold) {
                                        const auto unfolded = compiler.unfold(hold);
                                        if (!unfolded) throw CompileError(unfolded.error());
                                        return unfolded.value();
                                      },
                                      {}});
  std::vector<std::string> lines;
  const auto add = [&](const Frame& frame) {
    const ErrorInfo& about = info(frame.kind);
    std::optional<Tank> tank;
    if (about.detail == Detail::type) {
      tank = printer.draw_labelled_type(about.name.substr(1), frame.a);
    } else if (about.detail == Detail::wing && about.name[0] == '-') {
      const Noun label = arena.cons("c"_n, arena.cord(about.name.substr(1)));
      tank = show(arena.cons(label, arena.cons("l"_n, frame.a)));
    } else {
      lines.emplace_back(about.name);
    }
    if (tank) {
      for (const std::string& line : tank->lines(80)) lines.push_back(line);
    }
  };
  add({error.kind, error.a, error.b});
  for (const Frame& frame : error.trace) add(frame);
  return lines;
}

Noun ast_of(Arena& arena, const nlohmann::json& fact) {
  if (fact.contains("ast")) return cue(arena, unbase64(fact["ast"])).noun;
  return parse(arena, fact["src"].get<std::string>()).ast;
}

std::string difference(const nlohmann::json& fact) {
  Arena arena(size_t{1} << 32);
  Compiler compiler(arena);
  const Noun ast = ast_of(arena, fact);
  if (ast.is_none() || hex(mug(ast)) != fact["ast_mug"].get<std::string>()) return "has another AST";
  const bool refused = !fact.contains("type_mug");
  const auto minted = compiler.mint("noun"_n, "noun"_n, ast);
  if (!minted) {
    // The golden data keep the first six lines.
    std::vector<std::string> said = messages(arena, compiler, minted.error());
    said.resize(std::min(said.size(), size_t{6}));
    std::string all;
    for (const std::string& line : said) all += " " + line;
    if (!refused) return "refused:" + all;
    if (fact.contains("error") && nlohmann::json(said) != fact["error"]) {
      return "refused with" + all + ", not " + fact["error"].dump();
    }
    return {};
  }
  if (refused) return "accepted, not refused with " + fact.value("error", nlohmann::json()).dump();
  const std::string type = hex(mug(minted.value().type)), nock = hex(mug(minted.value().formula));
  const std::string want_type = fact["type_mug"], want_nock = fact["nock_mug"];
  if (type != want_type) return "type " + type + ", not " + want_type;
  if (nock != want_nock) return "nock " + nock + ", not " + want_nock;
  return {};
}

bool check(const char* name, bool verbose) {
  std::ifstream file(std::string(GALENA_GOLDEN "/") + name);
  size_t passed = 0, failed = 0;
  for (std::string line; std::getline(file, line);) {
    const auto fact = nlohmann::json::parse(line);
    const std::string wrong = difference(fact);
    ++(wrong.empty() ? passed : failed);
    if (!wrong.empty() && (verbose || failed <= 5)) {
      std::printf("line %zu: %s\n  %s\n", passed + failed, fact["src"].get<std::string>().c_str(), wrong.c_str());
    }
  }
  std::printf("%s: %zu passed, %zu failed, 0 skipped\n", name, passed, failed);
  return failed == 0 && passed > 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  const bool programs = check("hoon.jsonl", verbose);
  const bool generated = check("random.jsonl", verbose);
  const bool found = check("found.jsonl", verbose);
  const bool pitfalls = check("pitfalls.jsonl", verbose);
  return programs && generated && found && pitfalls ? 0 : 1;
}
