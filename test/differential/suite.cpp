#include "test/differential/suite.h"

#include <fmt/format.h>

#include "hoon/parse/parser.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/differential/random_formula.h"
#include "test/differential/random_program.h"
#include "test/differential/shrink.h"
#include "tools/galena/base/library.h"
#include "tools/galena/library/embedded.h"

namespace galena::test {
namespace {

uint64_t seed_of(uint64_t seed, uint64_t index) {
  return seed * 1'000'003 + index;
}

// All settings come up in all pairs with each other and with the modes of a batch (tiers.cpp), which have a period
// of 4.
Setting setting_of(uint64_t batch, Noun library) {
  Setting s;
  s.library = library;
  s.stress = batch % 17 == 9;
  s.threshold = 1 << batch % 7;
  s.keeps_code = batch % 5 < 3;
  return s;
}

class Formulas : public Suite {
 public:
  explicit Formulas(uint64_t seed) : seed_(seed) {
    MachineOptions options;
    options.memory_limit = size_t{64} << 20;
    Machine machine(std::move(options));
    library_ = read_text(arena_, virtual_library()).noun;
    library_value_ = arena_.intern(machine.run(kNull, read_text(machine.heap(), virtual_library()).noun).noun);
  }

  const char* name() const override { return "formula"; }
  std::optional<Program> program(uint64_t index) override {
    Generator generator(arena_, seed_of(seed_, index), library_value_, Generator::Kind::hot);
    Program p;
    p.data = generator.data();
    p.formula = generator.program(p.data);
    p.virtualised = index % 5 == 4;
    return p;
  }
  std::string text(uint64_t index) override { return print(*program(index)); }
  Setting setting(uint64_t batch) const override { return setting_of(batch, library_); }

  std::string shrink(uint64_t index, const FirstWrong& first_wrong, const std::function<bool()>& give_up) override {
    const Program whole = *program(index);
    const auto build = [&](Noun noun) {
      return Program{noun.tail().head(), noun.tail().tail(), whole.virtualised && noun.head() != kNull};
    };
    const FirstFailing first_failing = [&](const std::vector<Noun>& nouns) {
      std::vector<Program> programs;
      std::vector<int> places;
      for (size_t i = 0; i < nouns.size(); ++i) {
        const Noun n = nouns[i];
        if (!n.is_cell() || !n.tail().is_cell() || !n.tail().tail().is_cell()) continue;
        programs.push_back(build(n));
        places.push_back(static_cast<int>(i));
      }
      const int found = first_wrong(programs);
      return found < 0 ? -1 : places[static_cast<size_t>(found)];
    };
    const Noun noun = arena_.tuple(Noun::direct(whole.virtualised ? 1 : 0), whole.data, whole.formula);
    return print(build(test::shrink(arena_, noun, first_failing, give_up)));
  }

 private:
  static std::string print(const Program& p) {
    return fmt::format("*[[{} library] {}]{}", print_text(p.data), print_text(p.formula),
                       p.virtualised ? "  (virtualised)" : "");
  }

  const uint64_t seed_;
  Arena arena_;
  Noun library_, library_value_;
};

class Programs : public Suite {
 public:
  explicit Programs(uint64_t seed)
      : seed_(seed),
        machine_(make_machine()),
        bench_(tools::make_library_workbench(*machine_)),
        library_(tools::library_formula(*bench_)) {
    bench_->set_deadline(std::chrono::seconds(3));
  }

  const char* name() const override { return "program"; }
  std::optional<Program> program(uint64_t index) override {
    return compile(reference::source_of(*generated(index)), index);
  }
  std::string text(uint64_t index) override { return reference::source_of(*generated(index)); }
  Setting setting(uint64_t batch) const override { return setting_of(batch, library_); }

  std::string shrink(uint64_t index, const FirstWrong& first_wrong, const std::function<bool()>& give_up) override {
    return reference::shrink(generated(index), [&](const std::string& source) {
      if (give_up()) return false;
      const std::optional<Program> p = compile(source, index);
      return p && first_wrong({*p}) == 0;
    });
  }

 private:
  static std::unique_ptr<Machine> make_machine() {
    MachineOptions options;
    options.memory_limit = size_t{1} << 30;
    options.on_slog = [](Noun) {};
    return std::make_unique<Machine>(std::move(options));
  }
  std::unique_ptr<reference::Piece> generated(uint64_t index) const {
    const uint64_t seed = seed_of(seed_, index);
    return index % 8 == 7 ? reference::generate(seed) : generate_program(seed);
  }
  std::optional<Program> compile(const std::string& source, uint64_t index) {
    try {
      const hoon::ParseResult parsed = hoon::parse(bench_->arena(), source);
      if (parsed.ast.is_none()) return std::nullopt;
      const auto minted = bench_->compiler().mint(bench_->subject().type, bench_->arena().cord("noun"), parsed.ast);
      if (!minted) return std::nullopt;
      return Program{Noun::none(), minted.value().formula, index % 5 == 4};
    } catch (const hoon::CompileError&) {
      return std::nullopt;
    }
  }

  const uint64_t seed_;
  std::unique_ptr<Machine> machine_;
  std::unique_ptr<tools::Workbench> bench_;
  Noun library_;
};

}  // namespace

std::unique_ptr<Suite> make_formulas(uint64_t seed) {
  return std::make_unique<Formulas>(seed);
}
std::unique_ptr<Suite> make_programs(uint64_t seed) {
  return std::make_unique<Programs>(seed);
}

}  // namespace galena::test
