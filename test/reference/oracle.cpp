#include "test/reference/oracle.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "nock/noun/axis.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::reference {

std::optional<std::string> folder() {
  const char* path = std::getenv("GALENA_REFERENCE");
  if (path == nullptr || *path == 0) return std::nullopt;
  return path;
}

void evaluate_with(hoon::Compiler& compiler, Machine& machine, Arena& arena) {
  compiler.set_evaluate([&machine, &arena](Noun subject, Noun formula) {
    const Result r = machine.run(subject, formula);
    return r.outcome == Outcome::done ? arena.intern(r.noun) : Noun::none();
  });
}

namespace {

std::vector<uint8_t> find_bootstrap(const std::string& folder) {
  for (const char* name : {"/hoonc.jam", "/crates/hoonc/bootstrap/hoonc.jam"}) {
    std::ifstream in(folder + name, std::ios::binary);
    if (in) return {std::istreambuf_iterator<char>(in), {}};
  }
  throw std::runtime_error("no hoonc.jam in " + folder);
}

}  // namespace

Oracle::Oracle(const std::string& folder, MachineOptions options)
    : machine_(std::move(options)), library_(machine_.heap(), kNull), lazy_(machine_.heap(), kNull) {
  const Cued cued = cue(machine_.heap(), find_bootstrap(folder));
  if (!cued.ok()) throw std::runtime_error("hoonc.jam cannot be read");
  const Result kernel = machine_.run(cued.noun, read_text(machine_.heap(), "[9 2 0 1]").noun);
  if (kernel.outcome != Outcome::done) throw std::runtime_error("hoonc.jam does not run");
  Noun core = kernel.noun;
  for (int i = 0; i < 15; ++i) core = core.tail();
  library_.set(core);
}

Noun Oracle::layer(int depth) {
  Noun core = library_.get();
  for (int i = 0; i < depth; ++i) core = core.tail();
  return core;
}

Result Oracle::call(Noun core, uint64_t axis, Noun sample) {
  Heap& heap = machine_.heap();
  const Noun formula =
      heap.tuple(Noun::direct(8), heap.tuple(Noun::direct(9), Noun::direct(axis), Noun::direct(0), Noun::direct(2)),
                 read_text(heap, "[9 2 10 [6 0 7] 0 2]").noun);
  return machine_.run(heap.cons(core, sample), formula, patience_);
}

Result Oracle::ream(std::string_view source) {
  return call(layer(0), kReam, machine_.heap().cord(source));
}

Result Oracle::rain(Noun path, std::string_view source) {
  return call(layer(0), kRain, machine_.heap().cons(path, machine_.heap().cord(source)));
}

Result Oracle::ut(Noun type, uint64_t axis, Noun sample) {
  Heap& heap = machine_.heap();
  // The door with its sample replaced, then the gate.
  const Noun door =
      heap.tuple(Noun::direct(8), heap.tuple(Noun::direct(9), Noun::direct(kUt), Noun::direct(0), Noun::direct(2)),
                 read_text(heap, "[10 [6 0 14] 0 2]").noun);
  const Noun formula =
      heap.tuple(Noun::direct(8),
                 heap.tuple(Noun::direct(7), door,
                            heap.tuple(Noun::direct(9), Noun::direct(axis), Noun::direct(0), Noun::direct(1))),
                 read_text(heap, "[9 2 10 [6 0 15] 0 2]").noun);
  return machine_.run(heap.tuple(layer(0), type, sample), formula, patience_);
}

Result Oracle::mint(Noun type, Noun goal, Noun gen) {
  return ut(type, kMint, machine_.heap().cons(goal, gen));
}

Noun Oracle::lazy() {
  if (lazy_.get() != kNull) return lazy_.get();
  // The type of this product is a face on a constant, with a note that holds the unfinished core around it; and the
  // type is in the formula.
  const Result ast = ream("|-  .^($+(a @) 1)");
  if (ast.outcome != Outcome::done) throw std::runtime_error("the reference does not parse");
  const Result minted = mint("noun"_n, "noun"_n, ast.noun);
  if (minted.outcome != Outcome::done) throw std::runtime_error("the reference does not compile");
  std::vector<Noun> open{minted.noun.tail()};
  while (!open.empty()) {
    const Noun noun = open.back();
    open.pop_back();
    if (!noun.is_cell()) continue;
    if (noun.head() == "lazy"_n) {
      lazy_.set(machine_.heap().cons(noun, kNull));
      return lazy_.get();
    }
    open.push_back(noun.tail());
    open.push_back(noun.head());
  }
  throw std::runtime_error("the reference's types hold no compiler");
}

hoon::Identity Oracle::identity() {
  if (!identity_) {
    const auto found = hoon::Identity::of(lazy());
    if (!found) throw std::runtime_error("the reference is another compiler than is known");
    identity_ = *found;
    identity_->parts.reset();
  }
  return *identity_;
}

hoon::Identity Oracle::identity(Arena& arena) {
  return hoon::Identity::of(arena.intern(lazy())).value();
}

}  // namespace galena::reference
