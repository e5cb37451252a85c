// The printers against the reference's on our own machine: atoms (++scot), tanks (++wash), and values with their types
// (++sell): products of the golden programs, and nouns made from them that mostly do not have the type.
//
//   print [COUNT [SEED [PROGRAMS]]]
//
// COUNT random atoms and tanks (default 2000), and the products of so many PROGRAMS (default 0: the reference compares
// each type with that of types, which takes it minutes where ++nest has no jet).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/print/print.h"
#include "hoon/print/tank.h"
#include "hoon/type/compiler.h"
#include "jets/table.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

class Comparison {
 public:
  explicit Comparison(const char* name) : name_(name) {}
  ~Comparison() { std::printf("%s: %zu passed, %zu failed, %zu skipped\n", name_, passed_, failed_, skipped_); }

  // Noun::none() stands for a crash.
  void compare(const std::string& what, Noun theirs, Noun ours) {
    const bool same = theirs.is_none() || ours.is_none() ? theirs.is_none() == ours.is_none() : equal(theirs, ours);
    ++(same ? passed_ : failed_);
    if (same || failed_ > 10) return;
    const auto text = [](Noun noun) {
      return noun.is_none() ? std::string("crash") : print_text(noun).substr(0, 1500);
    };
    std::printf("%s %s\n  reference %s\n  ours      %s\n", name_, what.substr(0, 600).c_str(), text(theirs).c_str(),
                text(ours).c_str());
  }
  void skip() { ++skipped_; }
  bool ok() const { return failed_ == 0; }

 private:
  const char* name_;
  size_t passed_ = 0, failed_ = 0, skipped_ = 0;
};

class Test {
 public:
  Test(const std::string& folder, MachineOptions options, uint64_t seed)
      : oracle_(folder, std::move(options)), random_(seed) {}

  bool atoms(size_t count) {
    static constexpr const char* kAuras[] = {
        "ud", "ux", "ub", "uv", "uw", "ui", "uc", "u", "sd", "sx", "sb", "sv", "sw",  "si", "p", "q", "da",  "dr", "d",
        "rh", "rs", "rd", "rq", "r",  "if", "is", "i", "f",  "n",  "t",  "ta", "tas", "c",  "",  "z", "udA", "tD"};
    Comparison result("scot");
    Arena arena;
    for (size_t i = 0; i < count; ++i) {
      const std::string aura = kAuras[pick(std::size(kAuras))];
      const Noun atom = random_atom(arena, aura);
      std::string text;
      const bool sound = hoon::append_atom(aura, atom, text);
      std::erase(text, '\0');
      const Noun theirs = called(oracle_.layer(1), reference::Oracle::kScot, arena.cons(arena.cord(aura), atom));
      result.compare("@" + aura + " " + print_text(atom), theirs, sound ? arena.cord(text) : Noun::none());
    }
    return result.ok();
  }

  bool tanks(size_t count) {
    Comparison result("wash");
    for (size_t i = 0; i < count; ++i) {
      Arena arena;
      const Noun tank = random_tank(arena, 0);
      const uint64_t tab = pick(4) == 0 ? pick(20) : 0;
      const uint64_t edge = pick(8) == 0 ? pick(4) : pick(60);
      const Noun sample = arena.cons(arena.cons(Noun::direct(tab), Noun::direct(edge)), tank);
      const Noun theirs = called(oracle_.layer(1), reference::Oracle::kWash, sample);
      Noun ours = Noun::none();
      if (const auto lines = hoon::Tank::from_noun(tank)->strict_lines(edge, tab)) ours = wall(arena, *lines);
      result.compare(print_text(sample), theirs, ours);
    }
    return result.ok();
  }

  bool values(const char* file, size_t count) {
    Comparison result("sell");
    std::ifstream in(std::string(GALENA_GOLDEN "/") + file);
    std::vector<std::string> sources;
    for (std::string line; std::getline(in, line);) sources.push_back(nlohmann::json::parse(line)["src"]);
    std::shuffle(sources.begin(), sources.end(), random_);
    constexpr size_t kVariants = 3;
    for (const std::string& source : sources) {
      if (count-- == 0) break;
      Arena arena;
      hoon::Compiler compiler(arena);
      const auto expand = [&](Noun hold) {
        const hoon::Result<Noun> unfolded = compiler.unfold(hold);
        if (!unfolded) throw hoon::CompileError(unfolded.error());
        return unfolded.value();
      };
      hoon::Printer printer(arena, {expand, {}});
      Noun type, product;
      try {
        const Noun ast = hoon::parse(arena, source).ast;
        if (ast.is_none()) continue;
        const auto compiled = compiler.mint("noun"_n, "noun"_n, ast);
        if (!compiled) continue;
        type = compiled.value().type;
        const Result run = oracle_.machine().run(kNull, compiled.value().formula, std::chrono::seconds(1));
        if (run.outcome != Outcome::done) continue;
        product = arena.intern(run.noun);
      } catch (const hoon::CompileError&) {
        continue;
      }
      for (size_t i = 0; i <= kVariants; ++i) {
        const Noun value = i == 0 ? product : mutated(arena, product, 0);
        const Result theirs = run(oracle_.layer(0), reference::Oracle::kSell, arena.cons(type, value));
        if (theirs.outcome != Outcome::done && theirs.outcome != Outcome::exit) {
          result.skip();
          continue;
        }
        result.compare(source + " " + print_text(value), theirs.outcome == Outcome::done ? theirs.noun : Noun::none(),
                       printer.value_tank(type, value));
      }
    }
    return result.ok();
  }

 private:
  size_t pick(size_t n) { return n == 0 ? 0 : static_cast<size_t>(random_() % n); }

  Result run(Noun core, uint64_t axis, Noun sample) {
    Heap& heap = oracle_.machine().heap();
    const Noun formula =
        heap.tuple(Noun::direct(8), heap.tuple(Noun::direct(9), Noun::direct(axis), Noun::direct(0), Noun::direct(2)),
                   read_text(heap, "[9 2 10 [6 0 7] 0 2]").noun);
    return oracle_.machine().run(heap.cons(core, sample), formula, std::chrono::seconds(60));
  }
  Noun called(Noun core, uint64_t axis, Noun sample) {
    const Result result = run(core, axis, sample);
    return result.outcome == Outcome::done ? result.noun : Noun::none();
  }

  Noun random_atom(Arena& arena, const std::string& aura) {
    if (!aura.empty() && (aura[0] == 't' || aura[0] == 'c') && pick(4) != 0) {
      static constexpr const char* kPieces[] = {"a",
                                                "Z",
                                                "0",
                                                "-",
                                                ".",
                                                "~",
                                                "_",
                                                " ",
                                                "\n",
                                                "\x01",
                                                "\xc3\xa9",
                                                "\xe2\x82\xac",
                                                "\xf0\x9f\x98\x80",
                                                "\xff",
                                                "\xc0\x80",
                                                "'"};
      std::string text;
      for (size_t n = pick(6); n > 0; --n) text += kPieces[pick(std::size(kPieces))];
      if (aura[0] == 't') return arena.cord(text);
      return arena.atom(pick(2) == 0 ? pick(0x110000) : random_());
    }
    // Few bits set, few bits clear, or any.
    std::vector<uint64_t> limbs(1 + pick(3));
    for (uint64_t& limb : limbs) {
      limb = pick(3) == 0 ? uint64_t{1} << pick(64) : pick(3) == 0 ? ~(uint64_t{1} << pick(64)) : random_();
    }
    limbs.back() >>= pick(64);
    if (aura[0] == 'r' && pick(3) == 0) limbs[0] = random_() & ((uint64_t{1} << pick(52)) - 1);
    return arena.atom_limbs(limbs);
  }

  Noun tape(Arena& arena, std::string_view text) {
    Noun list;
    for (size_t i = text.size(); i-- > 0;) list = arena.cons(Noun::direct(static_cast<uint8_t>(text[i])), list);
    return list;
  }
  Noun wall(Arena& arena, const std::vector<std::string>& lines) {
    Noun list;
    for (size_t i = lines.size(); i-- > 0;) list = arena.cons(tape(arena, lines[i]), list);
    return list;
  }
  std::string word(size_t most) {
    std::string text;
    for (size_t n = pick(most + 1); n > 0; --n) text += pick(6) == 0 ? ' ' : static_cast<char>('a' + pick(26));
    return text;
  }
  Noun random_tank(Arena& arena, size_t depth) {
    const size_t kind = pick(depth > 5 ? 2 : 6);
    if (kind == 0) return arena.cord(word(10));
    if (kind == 1) return arena.cons("leaf"_n, tape(arena, word(12)));
    std::vector<Noun> items(pick(5));
    for (Noun& item : items) item = random_tank(arena, depth + 1);
    const Noun list = arena.list(items);
    const auto text = [&](size_t most) { return tape(arena, word(most)); };
    if (kind < 4) return arena.tuple("rose"_n, arena.tuple(text(2), text(3), text(2)), list);
    return arena.tuple("palm"_n, arena.tuple(text(2), text(3), text(2), text(2)), list);
  }

  // The noun with a part of it replaced.
  Noun mutated(Arena& arena, Noun noun, size_t depth) {
    if (pick(8) == 0 || depth > 12) {
      switch (pick(4)) {
        case 0:
          return kNull;
        case 1:
          return Noun::direct(pick(300));
        case 2:
          return arena.cons(kNull, noun);
        default:
          return arena.cons(noun, kNull);
      }
    }
    if (noun.is_atom()) return noun;
    if (pick(2) == 0) return arena.cons(mutated(arena, noun.head(), depth + 1), noun.tail());
    return arena.cons(noun.head(), mutated(arena, noun.tail(), depth + 1));
  }

  reference::Oracle oracle_;
  std::mt19937_64 random_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto folder = reference::folder();
  if (!folder) {
    std::printf("skipped: GALENA_REFERENCE names no folder of public sources\n");
    return 0;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2000;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  const size_t programs = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 0;
  return hoon::run_on_deep_stack(hoon::kDeepStack, [&] {
    MachineOptions options;
    options.jet_table = jet_table();
    Test test(*folder, std::move(options), seed);
    const bool atoms = test.atoms(count);
    const bool tanks = test.tanks(count);
    const bool hoon = programs == 0 || test.values("hoon.jsonl", programs);
    const bool random = programs == 0 || test.values("random.jsonl", programs);
    return atoms && tanks && hoon && random ? 0 : 1;
  });
}
