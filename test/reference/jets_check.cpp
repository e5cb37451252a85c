// Every row of the jet table against the Nock it stands for.
//
// The arms are found in the reference's own library: pulling all arms of its layers and doors registers their cores.
// Then each is called with samples of the shape that it expects, edge cases and noise among them, some with a part
// replaced by something else. The product with the jet must be the product of the Nock, or both must fail; and the jet
// must have answered some of the calls. The compiler's arms are called with the types of the golden data, whose
// programs are then parsed and compiled as a whole; and so are some of them with every jet checked against its Nock on
// the way, and with a collection at every safepoint.
//
//   jets_check [SAMPLES [SEED]]      SAMPLES for each arm (default 150)
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "jets/compiler/table.h"
#include "jets/table.h"
#include "jets/tree.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "nock/run/strand.h"
#include "test/reference/oracle.h"
#include "test/wrapped_jets.h"

using namespace galena;
using galena::test::WrappedJets;

namespace {

constexpr std::chrono::milliseconds kDeadline(40);  // a Nock that takes longer is not waited for

constexpr const char* kUt = "one/two/tri/qua/pen/ut";
constexpr const char* kIn = "one/two/in";
constexpr const char* kBy = "one/two/by";
constexpr const char* kText = "one/two/tri/qua";

// Nouns at random. None of it runs Nock, so that plain nouns may be held.
class Generator {
 public:
  Generator(Heap& heap, uint64_t seed) : heap_(heap), random_(seed) {}

  uint64_t below(uint64_t n) { return random_() % n; }
  bool one_in(uint64_t n) { return below(n) == 0; }
  Noun text(std::string_view source) { return read_text(heap_, source).noun; }
  Noun n(uint64_t value) { return heap_.atom(value); }

  Noun small() { return n(below(4) == 0 ? below(300) : below(20)); }
  Noun tiny() { return n(below(12)); }
  Noun bloq() { return one_in(40) ? n(70) : n(below(8)); }
  Noun bite() { return one_in(2) ? bloq() : heap_.cons(bloq(), tiny()); }
  Noun atom() {
    static constexpr const char* kEdges[] = {"0",
                                             "1",
                                             "2",
                                             "3",
                                             "255",
                                             "256",
                                             "0xffff.ffff",
                                             "0x1.0000.0000",
                                             "0x7fff.ffff.ffff.ffff",
                                             "0x8000.0000.0000.0000",
                                             "0xffff.ffff.ffff.ffff",
                                             "0x1.0000.0000.0000.0000",
                                             "0x1.0000.0000.0000.0001"};
    if (one_in(3)) return text(kEdges[below(std::size(kEdges))]);
    if (one_in(2)) return small();
    std::vector<uint64_t> limbs(1 + below(4));
    for (uint64_t& limb : limbs) limb = one_in(4) ? 0 : random_() >> below(64);
    return heap_.atom_limbs(limbs);
  }
  Noun noun(int depth = 4) {
    if (depth == 0 || one_in(3)) return one_in(2) ? tiny() : atom();
    return heap_.cons(noun(depth - 1), noun(depth - 1));
  }
  Noun list(const std::function<Noun()>& item) {
    Noun made;
    for (uint64_t i = one_in(5) ? 0 : below(12); i > 0; --i) made = heap_.cons(item(), made);
    return made;
  }
  Noun list() {
    return list([&] { return one_in(3) ? noun(2) : tiny(); });
  }
  Noun tape() {
    return list([&] { return n("ab1\n"[below(4)]); });
  }
  // The noun, or, now and then, the same with a part replaced.
  Noun blurred(Noun noun_) {
    if (!one_in(6)) return noun_;
    std::vector<std::pair<Noun, bool>> path;
    while (noun_.is_cell() && !one_in(4)) {
      const bool to_tail = one_in(2);
      path.emplace_back(noun_, to_tail);
      noun_ = to_tail ? noun_.tail() : noun_.head();
    }
    Noun made = noun(2);
    for (; !path.empty(); path.pop_back()) {
      const auto [cell, to_tail] = path.back();
      made = to_tail ? heap_.cons(cell.head(), made) : heap_.cons(made, cell.tail());
    }
    return made;
  }
  // A gate in nothing, of these formulas.
  Noun gate(std::initializer_list<const char*> formulas) {
    return heap_.tuple(text(formulas.begin()[below(formulas.size())]), kNull, kNull);
  }
  Noun predicate() {
    return gate({"[3 0 6]", "[5 [1 1] 0 6]", "[1 0]", "[1 1]", "[6 [3 0 6] [1 1] 5 [1 2] 0 6]", "[0 6]"});
  }
  Noun mapping() { return gate({"[4 0 6]", "[[0 6] 0 6]", "[1 5]", "[0 6]", "[0 2]"}); }
  Noun pair_mapping() { return gate({"[0 12]", "[0 13]", "[0 6]", "[4 0 13]", "[[0 13] 0 12]"}); }
  Noun fold() {
    const Noun start = heap_.cons(kNull, one_in(2) ? Noun() : noun(1));
    const char* formulas[] = {"[[0 12] 0 13]", "[4 0 13]", "[0 12]", "[6 [3 0 12] [0 13] 4 0 13]", "[0 6]"};
    return heap_.tuple(text(formulas[below(5)]), start, kNull);
  }

  Noun set() {
    Noun made;
    for (uint64_t i = below(14); i > 0; --i) made = jets::set_put(heap_, made, one_in(4) ? noun(2) : tiny());
    return wild(made);
  }
  Noun map(Machine& machine) {
    Noun made;
    for (uint64_t i = below(14); i > 0; --i) {
      const Noun pair = heap_.cons(one_in(4) ? noun(2) : tiny(), tiny());
      made = jets::by_put(machine, heap_.tuple(kNull, pair, kNull, made, kNull));
    }
    return wild(made);
  }

 private:
  // A tree, or one that is in no order.
  Noun wild(Noun tree) {
    if (!one_in(8)) return tree;
    for (uint64_t i = below(4); i > 0; --i) {
      tree = one_in(2) ? heap_.tuple(heap_.cons(tiny(), tiny()), tree, kNull)
                       : heap_.tuple(heap_.cons(tiny(), tiny()), kNull, tree);
    }
    return tree;
  }

  Heap& heap_;
  std::mt19937_64 random_;
};

// The library of the reference on one machine, all of whose arms have been pulled once.
class Library {
 public:
  Library(const std::string& folder, MachineOptions options, uint64_t seed)
      : oracle_(folder, std::move(options)), muk_(heap(), kNull), gen(heap(), seed) {
    for (int depth = 5; depth >= 0; --depth) pull_arms(oracle_.layer(depth));
    pull_arms(door(kIn, kNull));
    pull_arms(door(kBy, gen.text("[[1 2] 0 0]")));  // some take a sample from the tree itself
    pull_arms(compiler(gen.text("%noun")));
    for (const char* rule :
         {"bend", "comp", "glue", "cold", "cook", "easy", "here", "shim", "stag", "stir", "just", "mask"}) {
      run_gate(gate(kText + std::string("/") + rule, gen.text(std::string_view(rule) == "mask" ? "0" : "[0 0 0]")));
    }
    run_gate(gate(kText + std::string("/stew"), gen.text("[[97 0] 0]")));
    run_gate(gate(kText + std::string("/just"), gen.text("97")));
    run_gate(
        heap().tuple(record(kUt + std::string("/nest"))->battery, gen.text("[1 %noun]"), compiler(gen.text("%noun"))));
  }

  Machine& machine() { return oracle_.machine(); }
  Heap& heap() { return machine().heap(); }
  reference::Oracle& oracle() { return oracle_; }

  const CoreRecord* record(const std::string& path) {
    for (const auto& r : machine().jets().records()) {
      if (r->path == path) return r.get();
    }
    return nullptr;
  }
  // The gate or door with a label, in its parent as it was seen last; with no sample of its own, the trap.
  Noun gate(const std::string& path, Noun sample) {
    const CoreRecord* r = record(path);
    return r == nullptr ? Noun::none() : heap().tuple(r->battery, sample, r->known_parent);
  }
  Noun door(const std::string& path, Noun sample) { return gate(path, sample); }
  Noun compiler(Noun type) {
    const CoreRecord* r = record(kUt);
    return heap().tuple(r->battery, type, gen.text("[0 0 0]"), r->known_parent);
  }
  // The gate that the gate `builder` makes of a sample.
  Noun built(const std::string& builder, Noun builder_sample, Noun sample) {
    const CoreRecord* r = record(builder + "/fun");
    return heap().tuple(r->battery, sample, gate(builder, builder_sample));
  }

  // murmur's gate, which lies in a door of its own.
  Noun muk() const { return muk_.get(); }

  Result run_gate(Noun core) { return run(core, gen.text("[9 2 0 1]")); }
  Result run(Noun core, Noun formula) { return machine().run(core, formula, kDeadline); }

 private:
  // Every formula in a battery, with guesses where a formula might as well be two.
  void pull_arms(Noun core_noun) {
    const Heap::Root core(heap(), core_noun);
    std::vector<uint64_t> todo{2};
    while (!todo.empty()) {
      const uint64_t axis = todo.back();
      todo.pop_back();
      Noun formula = core.get();
      for (int i = 62 - std::countl_zero(axis); i >= 0; --i)
        formula = (axis >> i & 1) != 0 ? formula.tail() : formula.head();
      if (!formula.is_cell()) continue;
      if (formula.head().is_cell() && axis < (uint64_t{1} << 16)) {
        todo.push_back(2 * axis + 1);
        todo.push_back(2 * axis);
      }
      const Noun pull = heap().tuple(gen.n(9), gen.n(axis), kNull, gen.n(1));
      const Result pulled = machine().run(core.get(), pull, std::chrono::milliseconds(10));
      if (pulled.outcome != Outcome::done) continue;
      const CoreRecord* found = machine().jets().find(heap(), pulled.noun);
      if (found != nullptr && found->path == "one/two/muk") muk_.set(pulled.noun);
    }
  }

  reference::Oracle oracle_;
  Heap::Root muk_;

 public:
  Generator gen;
};

// What to call each arm with.
class Samples {
 public:
  Samples(Library& library, const std::vector<std::string>& formulas)
      : library_(library), gen_(library.gen), heap_(library.heap()), formulas_(formulas) {
    numbers();
    lists();
    bits();
    trees();
    parsers();
    gates_[kText + std::string("/mink")] = [&] {
      return heap_.cons(heap_.cons(gen_.noun(), formula()), gen_.gate({"[1 0]", "[1 0 0 5]"}));
    };
    gates_[kText + std::string("/mole")] = [&] { return heap_.cons(formula(), gen_.noun()); };
    gates_[kText + std::string("/mule")] = gates_[kText + std::string("/mole")];
  }

  // Whether it is compared here, and not only by jets_differential.
  bool knows(const std::string& path) const { return gates_.contains(path) || cores_.contains(path); }
  // A core to kick at axis 2, or none if nobody knows how to call that arm.
  Noun core(const std::string& path) {
    if (const auto it = gates_.find(path); it != gates_.end()) return library_.gate(path, gen_.blurred(it->second()));
    if (const auto it = cores_.find(path); it != cores_.end()) return it->second();
    return Noun::none();
  }

 private:
  using Make = std::function<Noun()>;

  Noun pair(Noun a, Noun b) { return heap_.cons(a, b); }
  Noun formula() { return gen_.text(formulas_[gen_.below(formulas_.size())]); }

  void numbers() {
    for (const char* name : {"add", "div", "dvr", "gte", "gth", "lte", "lth", "max", "min", "mod", "mul", "sub"}) {
      gates_[std::string("one/") + name] = [&] { return pair(gen_.small(), gen_.small()); };
    }
    gates_["one/dec"] = [&] { return gen_.small(); };
    gates_["one/cap"] = gates_["one/mas"] = [&] { return gen_.atom(); };
    gates_["one/peg"] = [&] { return pair(gen_.atom(), gen_.atom()); };
  }

  void two(const char* name, Make make) { gates_[std::string("one/two/") + name] = std::move(make); }

  void lists() {
    const Make list = [&] { return gen_.list(); };
    two("find", [&] { return pair(gen_.one_in(2) ? heap_.cons(gen_.tiny(), kNull) : gen_.list(), gen_.list()); });
    for (const char* name : {"flop", "lent", "rear", "snip"}) two(name, list);
    two("zing", [&] { return gen_.list([&] { return gen_.list(); }); });
    two("need", [&] { return gen_.one_in(3) ? Noun() : pair(kNull, gen_.noun()); });
    two("into", [&] { return heap_.tuple(gen_.list(), gen_.tiny(), gen_.noun()); });
    two("snap", [&] { return heap_.tuple(gen_.list(), gen_.tiny(), gen_.noun()); });
    two("oust", [&] { return pair(pair(gen_.tiny(), gen_.tiny()), gen_.list()); });
    two("reap", [&] { return pair(gen_.tiny(), gen_.noun()); });
    for (const char* name : {"scag", "slag", "snag"}) two(name, [&] { return pair(gen_.tiny(), gen_.list()); });
    two("weld", [&] { return pair(gen_.list(), gen_.list()); });
    two("welp", [&] { return pair(gen_.list(), gen_.list()); });
    for (const char* name : {"levy", "lien", "skid", "skim", "skip"}) {
      two(name, [&] { return pair(gen_.list(), gen_.predicate()); });
    }
    two("murn",
        [&] { return pair(gen_.list(), gen_.gate({"[6 [3 0 6] [1 0] [1 0] 0 6]", "[1 0]", "[[1 0] 0 6]", "[0 6]"})); });
    for (const char* name : {"roll", "reel"}) two(name, [&] { return pair(gen_.list(), gen_.fold()); });
    two("turn", [&] { return pair(gen_.list(), gen_.mapping()); });
    two("sort", [&] {
      if (gen_.one_in(3))
        return pair(gen_.list(), gen_.gate({"[5 [0 12] 0 13]", "[1 0]", "[1 1]", "[3 0 12]", "[0 12]"}));
      static constexpr const char* kOrders[] = {"one/lth",     "one/gth",     "one/lte",    "one/gte",
                                                "one/two/dor", "one/two/gor", "one/two/aor"};
      return pair(gen_.list([&] { return gen_.tiny(); }), library_.gate(kOrders[gen_.below(7)], kNull));
    });
  }

  void bits() {
    const Make atom = [&] { return gen_.atom(); };
    two("bex", [&] { return gen_.small(); });
    two("can", [&] { return pair(gen_.bloq(), gen_.list([&] { return pair(gen_.tiny(), gen_.atom()); })); });
    two("cat", [&] { return heap_.tuple(gen_.bloq(), gen_.atom(), gen_.atom()); });
    two("cut", [&] { return heap_.tuple(gen_.bloq(), pair(gen_.tiny(), gen_.tiny()), gen_.atom()); });
    two("fil", [&] { return heap_.tuple(gen_.bloq(), gen_.tiny(), gen_.atom()); });
    two("rev", [&] { return heap_.tuple(gen_.bloq(), gen_.small(), gen_.atom()); });
    two("sew",
        [&] { return heap_.tuple(gen_.bloq(), heap_.tuple(gen_.tiny(), gen_.tiny(), gen_.atom()), gen_.atom()); });
    for (const char* name : {"end", "lsh", "rip", "rsh"}) two(name, [&] { return pair(gen_.bite(), gen_.atom()); });
    for (const char* name : {"met", "swp"}) two(name, [&] { return pair(gen_.bloq(), gen_.atom()); });
    two("rap", [&] { return pair(gen_.bloq(), gen_.list([&] { return gen_.atom(); })); });
    two("rep", [&] { return pair(gen_.bite(), gen_.list([&] { return gen_.atom(); })); });
    for (const char* name : {"con", "dis", "mix"}) two(name, [&] { return pair(gen_.atom(), gen_.atom()); });
    two("pow", [&] { return pair(gen_.atom(), gen_.tiny()); });
    for (const char* name : {"xeb", "sqt", "mat"}) two(name, atom);
    cores_["one/two/muk"] = [&] {
      const Noun key = gen_.atom();
      const Noun length = gen_.one_in(3) ? gen_.small() : gen_.n(byte_length(key) + gen_.below(3));
      const Noun pulled = library_.muk();
      return heap_.tuple(pulled.head(), gen_.blurred(heap_.tuple(gen_.atom(), length, key)), pulled.tail().tail());
    };
    for (const char* name : {"mug", "jam"}) two(name, [&] { return gen_.noun(); });
    for (const char* name : {"aor", "dor", "gor", "mor"}) {
      two(name, [&] {
        const Noun a = gen_.noun();
        return pair(a, gen_.one_in(4) ? a : gen_.one_in(2) ? gen_.blurred(a) : gen_.noun());
      });
    }
    two("cue", [&] { return gen_.one_in(2) ? gen_.atom() : jam_atom(heap_, gen_.noun()); });
    two("rub", [&] { return pair(gen_.tiny(), gen_.one_in(2) ? gen_.atom() : jam_atom(heap_, gen_.noun())); });
    gates_[kText + std::string("/trip")] = atom;
  }

  // An arm of the door `path` on a tree.
  void arm(const char* door, const char* name, std::function<Noun(Noun tree)> sample) {
    const bool is_map = door == kBy;
    cores_[std::string(door) + "/" + name] = [this, door, name, is_map, sample] {
      const Noun tree = is_map ? gen_.map(library_.machine()) : gen_.set();
      const Noun core = library_.door(door, gen_.blurred(tree));
      const CoreRecord* r = library_.record(std::string(door) + "/" + name);
      if (r == nullptr) return Noun::none();
      return sample == nullptr ? pair(r->battery, core) : heap_.tuple(r->battery, gen_.blurred(sample(tree)), core);
    };
  }
  void trees() {
    for (const char* door : {kIn, kBy}) {
      const Make other = [this, door] { return door == kBy ? gen_.map(library_.machine()) : gen_.set(); };
      const auto key = [this](Noun) { return gen_.one_in(4) ? gen_.noun(2) : gen_.tiny(); };
      const auto with_other = [this, other](Noun tree) { return gen_.one_in(6) ? tree : other(); };
      for (const char* name : {"bif", "del", "has"}) arm(door, name, key);
      for (const char* name : {"dif", "int", "uni"}) arm(door, name, with_other);
      arm(door, "apt", [&](Noun) { return heap_.cons(kNull, kNull); });
      arm(door, "tap", [&](Noun) { return gen_.one_in(3) ? gen_.list() : kNull; });
      arm(door, "wyt", nullptr);
      arm(door, "all", [&](Noun) { return gen_.predicate(); });
      arm(door, "any", [&](Noun) { return gen_.predicate(); });
      arm(door, "rep", [&](Noun) { return gen_.fold(); });
      arm(door, "run", [&](Noun) { return gen_.mapping(); });
    }
    arm(kIn, "put", [&](Noun) { return gen_.one_in(4) ? gen_.noun(2) : gen_.tiny(); });
    arm(kIn, "gas", [&](Noun) { return gen_.list(); });
    arm(kBy, "get", [&](Noun) { return gen_.one_in(4) ? gen_.noun(2) : gen_.tiny(); });
    arm(kBy, "put", [&](Noun) { return pair(gen_.tiny(), gen_.tiny()); });
    arm(kBy, "gas", [&](Noun) { return gen_.list([&] { return pair(gen_.tiny(), gen_.tiny()); }); });
    arm(kBy, "key", [&](Noun) { return kNull; });
    arm(kBy, "jab", [&](Noun) { return pair(gen_.tiny(), gen_.mapping()); });
    arm(kBy, "urn", [&](Noun) { return gen_.pair_mapping(); });
  }

  Noun nail() { return pair(pair(gen_.n(1 + gen_.below(3)), gen_.n(1 + gen_.below(9))), gen_.tape()); }
  Noun edge() {
    const Noun hair = pair(gen_.n(1 + gen_.below(3)), gen_.n(1 + gen_.below(9)));
    return pair(hair, gen_.one_in(3) ? Noun() : heap_.tuple(kNull, gen_.noun(1), nail()));
  }
  std::string text_arm(const char* name) { return std::string(kText) + "/" + name; }
  // A rule, its sample a nail.
  Noun rule(int depth = 2) {
    switch (gen_.below(depth == 0 ? 4 : 7)) {
      case 0:
        return library_.built(text_arm("just"), gen_.n("ab\n"[gen_.below(3)]), nail());
      case 1:
        return library_.built(text_arm("shim"), pair(gen_.n('1'), gen_.n('a')), nail());
      case 2:
        return heap_.tuple(gen_.text("[[0 12] 1 0]"), nail(), kNull);
      case 3:
        return gen_.one_in(4) ? gen_.gate({"[1 5]", "[0 6]", "[0 0]", "[1 [1 1] 7]"})
                              : library_.built(text_arm("mask"), gen_.tape(), nail());
      case 4:
        return library_.built(text_arm("stag"), pair(gen_.tiny(), rule(depth - 1)), nail());
      case 5:
        return library_.built(text_arm("stir"), heap_.tuple(kNull, gen_.gate({"[0 6]"}), rule(depth - 1)), nail());
      default:
        return library_.built(text_arm("easy"), gen_.tiny(), nail());
    }
  }
  // A rule or combinator made by another gate; both their samples.
  void made(const char* name, Make outer, Make inner) {
    cores_[text_arm(name) + "/fun"] = [this, name, outer, inner] {
      return library_.built(text_arm(name), gen_.blurred(outer()), gen_.blurred(inner()));
    };
  }
  void parsers() {
    const Make a_nail = [&] { return nail(); };
    const Make edge_and_rule = [&] { return pair(edge(), rule()); };
    for (const char* name : {"pfix", "plug", "pose", "sfix"}) gates_[text_arm(name)] = edge_and_rule;
    made(
        "bend", [&] { return gen_.gate({"[[1 0] 0 6]", "[1 0]", "[6 [5 [0 12] 0 13] [1 0] [1 0] 0 6]", "[0 12]"}); },
        edge_and_rule);
    made("comp", [&] { return gen_.pair_mapping(); }, edge_and_rule);
    made("glue", [&] { return rule(); }, edge_and_rule);
    made("easy", [&] { return gen_.noun(); }, a_nail);
    made("just", [&] { return gen_.n("ab1\n"[gen_.below(4)]); }, a_nail);
    made("mask", [&] { return gen_.tape(); }, a_nail);
    made("shim", [&] { return pair(gen_.n('0' + gen_.below(4)), gen_.n('a' + gen_.below(3))); }, a_nail);
    made("cold", [&] { return pair(gen_.noun(), rule()); }, a_nail);
    made("cook", [&] { return pair(gen_.mapping(), rule()); }, a_nail);
    made("here", [&] { return pair(gen_.pair_mapping(), rule()); }, a_nail);
    made("stag", [&] { return pair(gen_.noun(), rule()); }, a_nail);
    made("stir", [&] { return heap_.tuple(gen_.noun(1), gen_.pair_mapping(), rule(1)); }, a_nail);
    cores_[text_arm("stew/fun")] = [&] {
      const CoreRecord* r = library_.record(text_arm("stew/fun"));
      const Noun key = gen_.n('a'), range = pair(gen_.n('0'), gen_.n('9'));
      const Noun root = one_of(pair(key, rule()), pair(range, rule()));
      const Noun below = heap_.tuple(pair(gen_.n('b'), rule()), kNull, kNull);
      const Noun tree = heap_.tuple(root, heap_.tuple(pair(gen_.n('\n'), rule()), kNull, kNull), below);
      // The context is [tree order gate]: the order is the library's, found in a rule made by the gate itself.
      return heap_.tuple(r->battery, gen_.blurred(nail()), gen_.blurred(tree), stew_order());
    };
  }
  Noun one_of(Noun a, Noun b) { return gen_.one_in(2) ? a : b; }

  // What remains of the context of a rule made by stew: [order gate].
  Noun stew_order() {
    if (!stew_) {
      const Result made = library_.run_gate(library_.gate(text_arm("stew"), gen_.text("[[97 0] 0]")));
      stew_ = std::make_unique<Heap::Root>(heap_, made.noun);
    }
    return stew_->get().tail().tail().tail();
  }

  Library& library_;
  Generator& gen_;
  Heap& heap_;
  const std::vector<std::string>& formulas_;
  std::map<std::string, Make> gates_;  // samples of gates right in a layer
  std::map<std::string, Make> cores_;  // whole cores
  std::unique_ptr<Heap::Root> stew_;
};

class Tally {
 public:
  explicit Tally(std::string name) : name_(std::move(name)) {}
  ~Tally() { std::printf("%s: %zu passed, %zu failed, %zu skipped\n", name_.c_str(), passed_, failed_, skipped_); }
  void pass() { ++passed_; }
  void skip() { ++skipped_; }
  void fail(const std::string& what) {
    if (++failed_ <= 12) std::printf("%s: %s\n", name_.c_str(), what.c_str());
  }
  bool ok() const { return failed_ == 0 && passed_ > 0; }

 private:
  std::string name_;
  size_t passed_ = 0, failed_ = 0, skipped_ = 0;
};

std::string shown(Outcome outcome, Noun noun) {
  if (outcome != Outcome::done) return outcome == Outcome::exit ? "fails" : "ends early";
  return print_text(noun).substr(0, 400);
}

// Answers and failures of each arm, with the jet and without.
bool check_arms(Library& library, const std::vector<std::string>& formulas, int count) {
  Tally tally("jets, arm by arm");
  Samples samples(library, formulas);
  Heap& heap = library.heap();
  size_t row = 0;
  for (const Jet& jet : jet_table()) {
    const std::string path(jet.path);
    const size_t number = row++;
    if (path.starts_with(kUt) || !samples.knows(path)) continue;
    if (library.record(path) == nullptr) {
      tally.fail(path + ": no such core");
      continue;
    }
    for (int i = 0; i < count; ++i) {
      const Noun made = samples.core(path);
      if (made.is_none()) {
        tally.fail(path + ": nobody knows how to call it");
        break;
      }
      const Heap::Root core(heap, made);
      const Result jetted = library.run_gate(core.get());
      const Outcome jetted_outcome = jetted.outcome;
      const Heap::Root product(heap, jetted_outcome == Outcome::done ? jetted.noun : kNull);
      const Result plain = library.run(core.get(), core.get().head());
      const auto early = [](Outcome outcome) { return outcome == Outcome::meme || outcome == Outcome::intr; };
      if (early(plain.outcome)) {
        tally.skip();
      } else if (jetted_outcome == plain.outcome &&
                 (plain.outcome != Outcome::done || equal(product.get(), plain.noun))) {
        tally.pass();
      } else {
        const Noun payload = core.get().tail();
        tally.fail(path + " " + print_text(payload.is_cell() ? payload.head() : payload).substr(0, 300) + "\n  jet  " +
                   shown(jetted_outcome, product.get()) + "\n  Nock " + shown(plain.outcome, plain.noun));
      }
    }
    if (WrappedJets::answers(number) == 0) tally.fail(path + ": the jet never answers");
  }
  return tally.ok();
}

using Jam = std::vector<uint8_t>;

// What an arm of the compiler says about a type: a jam, or the outcome.
std::string asked(Library& library, const char* arm, const Jam& type, const std::function<Noun(Heap&)>& sample) {
  Heap& heap = library.heap();
  const Noun door = library.compiler(cue(heap, type).noun);
  const CoreRecord* r = library.record(std::string(kUt) + "/" + arm);
  if (r == nullptr) return "no core";
  const Result result = library.run_gate(heap.tuple(r->battery, sample(heap), door));
  if (result.outcome != Outcome::done) return shown(result.outcome, kNull);
  const Jam jammed = jam(result.noun);
  return {jammed.begin(), jammed.end()};
}

// The compiler's arms on pairs of types, on a machine that remembers and one that does not.
bool check_compiler(Library& library, Library& plain, const std::vector<Jam>& types, int count) {
  Tally tally("the compiler's arms");
  Generator& gen = library.gen;
  for (int i = 0; i < count; ++i) {
    const Jam &a = types[gen.below(types.size())], &b = types[gen.below(types.size())];
    const uint64_t axis = 1 + gen.below(7);
    const auto other = [&](Heap& heap) { return cue(heap, b).noun; };
    const std::pair<const char*, std::function<Noun(Heap&)>> questions[] = {
        {"nest", [&](Heap& heap) { return heap.cons(Noun::direct(1), other(heap)); }},
        {"nest", [&](Heap& heap) { return heap.cons(Noun::direct(0), other(heap)); }},
        {"crop", other},
        {"fuse", other},
        {"redo", other},
        {"fish", [&](Heap&) { return Noun::direct(axis); }},
        {"peek", [&](Heap& heap) { return heap.cons("free"_n, Noun::direct(axis)); }},
        {"peek", [&](Heap& heap) { return heap.cons("read"_n, Noun::direct(axis)); }},
        {"rest",
         [&](Heap& heap) {
           const Noun type = other(heap);
           return type.is_cell() && type.head() == "hold"_n ? heap.cons(type.tail(), kNull) : kNull;
         }},
    };
    for (const auto& [arm, sample] : questions) {
      const std::string with = asked(library, arm, a, sample), without = asked(plain, arm, a, sample);
      if (without == "ends early") {
        tally.skip();
      } else if (with == without) {
        tally.pass();
      } else {
        tally.fail(std::string(arm) + " differs, types " + std::to_string(&a - types.data()) + " and " +
                   std::to_string(&b - types.data()));
      }
    }
  }
  return tally.ok();
}

uint32_t number(const nlohmann::json& hex) {
  return static_cast<uint32_t>(std::strtoul(hex.get<std::string>().c_str(), nullptr, 16));
}

// Whole programs against the golden data; every `stride`th.
bool check_programs(const char* name, reference::Oracle& oracle, const std::vector<nlohmann::json>& facts,
                    size_t stride) {
  Tally tally(name);
  for (size_t i = 0; i < facts.size(); i += stride) {
    const nlohmann::json& fact = facts[i];
    const std::string source = fact["src"];
    const Result parsed = oracle.ream(source);
    if (parsed.outcome != Outcome::done || mug(parsed.noun) != number(fact["ast_mug"])) {
      tally.fail("parses wrong: " + source);
      continue;
    }
    const Result minted = oracle.mint("noun"_n, "noun"_n, parsed.noun);
    const bool refused = minted.outcome == Outcome::exit;
    if (fact["nock"].is_null()
            ? !refused
            : minted.outcome != Outcome::done || mug(minted.noun.head()) != number(fact["type_mug"]) ||
                  mug(minted.noun.tail()) != number(fact["nock_mug"])) {
      tally.fail("compiles wrong: " + source);
    } else {
      tally.pass();
    }
  }
  if (oracle.machine().jet_mismatches() != 0)
    tally.fail(std::to_string(oracle.machine().jet_mismatches()) + " mismatches");
  return tally.ok();
}

Jam unbase64(const std::string& text) {
  Jam bytes;
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

std::vector<nlohmann::json> lines_of(const char* file) {
  std::ifstream in(std::string(GALENA_GOLDEN "/") + file);
  std::vector<nlohmann::json> facts;
  for (std::string line; std::getline(in, line);) facts.push_back(nlohmann::json::parse(line));
  return facts;
}

MachineOptions options(std::span<const Jet> table) {
  MachineOptions made;
  made.jet_table = table;
  made.memory_limit = size_t{1} << 30;
  made.on_message = [](std::string_view line) { std::printf("%.*s\n", static_cast<int>(line.size()), line.data()); };
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const auto folder = reference::folder();
  if (!folder) {
    std::puts("jets_check: skipped: GALENA_REFERENCE is not set");
    return 0;
  }
  const int count = argc > 1 ? std::atoi(argv[1]) : 150;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;

  std::vector<std::string> formulas;
  for (const auto& fact : lines_of("nock.jsonl")) formulas.push_back(fact["f"]);
  const std::vector<nlohmann::json> programs = lines_of("hoon.jsonl");
  std::vector<Jam> types;
  for (const auto& fact : programs) {
    if (fact.contains("type") && fact["type"].is_string()) types.push_back(unbase64(fact["type"]));
  }

  const WrappedJets table;
  bool ok = true;
  {
    Library library(*folder, options(table.rows()), seed);
    ok = check_arms(library, formulas, count) && ok;
    MachineOptions forgetful = options(jet_table());
    Library plain(*folder, std::move(forgetful), seed);
    ok = check_compiler(library, plain, types, count) && ok;
    ok = check_programs("programs", library.oracle(), programs, 1) && ok;
    uint64_t answered = 0;
    for (size_t row = jet_table().size(); row < table.rows().size(); ++row) answered += WrappedJets::answers(row);
    std::printf("the native compiler has answered %zu times\n", static_cast<size_t>(answered));
    ok = answered != 0 && ok;
  }
  {
    const AllJets jets;
    MachineOptions stressed = options(jets.table());
    stressed.stress_collector = true;
    reference::Oracle oracle(*folder, std::move(stressed));
    ok = check_programs("programs, collecting all the time", oracle, programs, 40) && ok;
  }
  return ok ? 0 : 1;
}
