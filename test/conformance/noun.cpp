// Text, jam and mug of nouns against the reference (noun.jsonl): each noun read and printed, jammed, cued and hashed.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/golden/facts.h"

namespace {

using galena::Arena;
using galena::test::Fact;

std::string hex(const std::vector<uint8_t>& bytes) {
  std::string out;
  char pair[3];
  for (const uint8_t byte : bytes) {
    std::snprintf(pair, sizeof pair, "%02x", byte);
    out += pair;
  }
  return out;
}

std::vector<uint8_t> unhex(const std::string& text) {
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

// What is wrong with this line's noun; empty if nothing is.
std::string difference(const Fact& fact) {
  const std::string text = fact.text("noun"), jam = fact.text("jam");
  const auto mug = static_cast<uint32_t>(std::stoul(fact.text("mug"), nullptr, 16));
  Arena arena(size_t{1} << 28);
  const galena::TextRead read = galena::read_text(arena, text);
  if (!read.ok()) return std::string("not read: ") + describe(read.fault);
  if (galena::print_text(read.noun) != text) return "prints as " + galena::print_text(read.noun);
  if (hex(galena::jam(read.noun)) != jam) return "jams to " + hex(galena::jam(read.noun));
  const galena::Cued cued = galena::cue(arena, unhex(jam));
  if (!cued.ok()) return std::string("not cued: ") + describe(cued.fault);
  if (cued.noun != read.noun) return "cues to " + galena::print_text(cued.noun);
  if (galena::mug(cued.noun) != mug) return "has mug " + std::to_string(galena::mug(cued.noun));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  size_t passed = 0, failed = 0;
  galena::test::each_fact("noun.jsonl", [&](const Fact& fact) {
    const std::string wrong = difference(fact);
    ++(wrong.empty() ? passed : failed);
    if (!wrong.empty() && (verbose || failed <= 5)) {
      std::printf("line %zu: %s\n", passed + failed, wrong.c_str());
    }
  });
  std::printf("noun.jsonl: %zu passed, %zu failed, 0 skipped\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
