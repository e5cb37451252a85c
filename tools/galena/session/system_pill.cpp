#include "tools/galena/session/system_pill.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "arvo/host/pill.h"
#include "hoon/aura/scot.h"
#include "hoon/desk/paths.h"
#include "hoon/desk/system.h"
#include "hoon/desk/trap.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser.h"
#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "nock/run/nock.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// The files of a desk by the knots of their paths: /lib/foo/hoon is in `lib`, in it in `foo`, the file `hoon`.
struct Node {
  std::string file;  // its name; empty where there is none
  std::map<std::string, Node> children;
};

class Maker {
 public:
  Maker(const SystemPillOptions& options, const hoon::Store* store, std::vector<std::string>& skipped)
      : options_(options),
        session_(options.desk, store, options.evaluation, options.diagnostics),
        arena_(session_.bench().arena()),
        by_(options.by ? options.by(session_.tools) : nullptr) {
    for (const char* name : {"sys/hoon.hoon", "sys/arvo.hoon", "sys/lull.hoon", "sys/zuse.hoon"}) source(name);
    for (const std::string& name : session_.folder.all().names) add_file(name, skipped);
  }

  Noun make() {
    if (options_.shape == PillShape::ivory) {
      GALENA_CHECK(!by_);  // of a folder, by the native compiler alone
      const bool wrapped = session_.folder.has("sys/ivory.hoon") && !session_.folder.has("lib/vere.hoon");
      return wrapped ? wrapped_ivory() : ivory();
    }
    const Noun hoon = arena_.cord(source("sys/hoon.hoon")), arvo = arena_.cord(source("sys/arvo.hoon"));
    const std::vector<Noun> system{system_event(hoon, arvo), files_event()};
    Noun boot, events;
    if (options_.shape == PillShape::brass) {
      const InterruptScope scope(session_.bench().machine());
      const Noun ast = parse("sys/hoon.hoon", arena_.list(std::array{"sys"_n, "hoon"_n, "hoon"_n}));
      const Noun compiler = (by_ ? by_->mint("noun"_n, ast) : program("sys/hoon.hoon").compile(ast, "noun"_n)).formula;
      boot = arena_.list(std::array{lifecycle("aeon"), lifecycle("boot"), compiler, hoon, arvo});
      events = arena_.list(system);
    } else {
      const Noun kernel = whole_kernel().formula;
      // [7 kernel 1 installed]: the kernel is made, for its jets, and what it came to stands there.
      const Noun formula = arena_.tuple(op(Opcode::compose), kernel, op(Opcode::constant), installed(kernel, system));
      boot = arena_.list(std::array{lifecycle("aeon"), startup(), formula});
      events = kNull;
    }
    // A kernel without a vane for files has no desk.
    const bool has_files = session_.folder.has("sys/vane/clay.hoon");
    const Noun desk = has_files ? arena_.list(std::array{desk_event()}) : kNull;
    return arena_.tuple("pill"_n, options_.shape == PillShape::brass ? "brass"_n : "solid"_n, boot, events, desk);
  }

  // Why something of the desk could not be made, as diagnostics.
  std::string report() { return session_.report(options_.diagnostics); }

 private:
  const std::string& source(const std::string& name) {
    if (const std::string* const text = session_.folder.read(name)) return *text;
    throw Failure{Exit::failed, fmt::format("{}: error: {}", session_.folder.root(), session_.folder.fault(name))};
  }

  void add_file(const std::string& name, std::vector<std::string>& skipped) {
    const size_t slash = name.rfind('/'), dot = name.rfind('.');
    const size_t base = slash == name.npos ? 0 : slash + 1;
    if (dot == name.npos || dot <= base || dot + 1 == name.size()) {
      skipped.push_back(name + ": it has no mark");
      return;
    }
    const std::string mark = name.substr(dot + 1);
    if (mark != "hoon" && !session_.folder.has("mar/" + mark + ".hoon")) {
      skipped.push_back(fmt::format("{}: the desk has no mark %{}", name, mark));
      return;
    }
    Node* node = &root_;
    for (Noun path = hoon::path_of_file(arena_, name); path.is_cell(); path = path.tail()) {
      node = &node->children[cord_text(path.head())];
    }
    node->file = name;
  }

  // The children's names as a map of them lists them.
  std::vector<const std::pair<const std::string, Node>*> in_order(const Node& node) {
    Noun map = kNull;
    for (const auto& child : node.children) map = hoon::map_put(arena_, map, arena_.cord(child.first), kNull);
    std::vector<Noun> entries;
    hoon::set_items(map, entries);
    std::vector<const std::pair<const std::string, Node>*> children;
    for (const Noun entry : entries) children.push_back(&*node.children.find(cord_text(entry.head())));
    return children;
  }
  void visit(const Node& node, std::vector<std::string>& files) {
    if (node.file.ends_with(".hoon")) files.push_back(node.file);
    for (const auto* child : in_order(node)) visit(child->second, files);
  }

  // [/lib/foo %hoon text] for a file lib/foo.hoon
  Noun hoon_file(const std::string& name) {
    const Noun path = hoon::segments_of(arena_, name.substr(0, name.rfind('.')));
    return arena_.tuple(path, "hoon"_n, arena_.cord(source(name)));
  }
  Noun arvo_event(Noun files) { return arena_.tuple(arena_.tuple(""_n, "arvo"_n, kNull), "what"_n, files); }
  Noun system_event(Noun hoon, Noun arvo) {
    const auto file = [&](Noun name, Noun text) {
      return arena_.tuple(arena_.tuple("sys"_n, name, kNull), "hoon"_n, text);
    };
    return arvo_event(arena_.list(std::array{file("hoon"_n, hoon), file("arvo"_n, arvo)}));
  }
  // All Hoon of the desk. The library puts each file in front of those before it, and the last folder comes first.
  Noun files_event() {
    std::vector<std::string> names;
    auto folders = in_order(root_);
    std::reverse(folders.begin(), folders.end());
    for (const auto* folder : folders) visit(folder->second, names);
    Noun files = kNull;
    for (const std::string& name : names) files = arena_.cons(hoon_file(name), files);
    return arvo_event(files);
  }

  // [/c/sync %park %base [& ~ files] ~ ~]: a commit of all files, each of its mark.
  Noun desk_event() {
    std::vector<std::string> names;
    const auto add = [&](auto&& self, const Node& node) -> void {
      if (!node.file.empty()) names.push_back(node.file);
      for (const auto& child : node.children) self(self, child.second);
    };
    add(add, root_);
    std::vector<Noun> files;
    for (const std::string& name : names) {
      const Noun mark = arena_.cord(name.substr(name.rfind('.') + 1));
      const std::optional<hoon::Vase> value = session_.desk.contents_of(name, mark);
      if (!value) {
        end_if_interrupted();
        throw Failure{Exit::failed, report()};
      }
      files.push_back(arena_.cons(hoon::path_of_file(arena_, name), arena_.tuple(kYes, mark, value->value)));
    }
    const Noun commit = arena_.tuple(kYes, kNull, hoon::map_of_entries(arena_, files));
    return arena_.tuple(arena_.tuple("c"_n, "sync"_n, kNull), "park"_n, "base"_n, commit, kNull, kNull);
  }

  hoon::Kelvin kelvin() { return session_.bench().compiler().kelvin(); }

  Program program(const std::string& file) {
    return {session_.bench(), session_.folder.root() + "/" + file, source(file), options_.diagnostics};
  }
  // Places only where the source asks for them, as the library reads the kernel's.
  Noun parse(const std::string& file, Noun path) {
    return by_ ? by_->parse(source(file), path, hoon::Places::marked) : program(file).parse(path, hoon::Places::marked);
  }

  // =>  hoon  =>  +7  arvo, with the places of its files in the desk of who makes it.
  hoon::Compiled whole_kernel() {
    const auto path = [&](const char* name) {
      const std::string who = hoon::scot("p"_n, arena_.atom_limbs(options_.who), kelvin());
      const std::string now = hoon::scot("da"_n, arena_.atom_limbs(options_.now), kelvin());
      return arena_.list(
          std::array{arena_.cord(who), arena_.cord("base"), arena_.cord(now), arena_.cord("sys"), arena_.cord(name)});
    };
    const InterruptScope scope(session_.bench().machine());
    const Noun hoon = parse("sys/hoon.hoon", path("hoon")), arvo = parse("sys/arvo.hoon", path("arvo"));
    const Noun compiler = arena_.cons(kNull, Noun::direct(7));
    const Noun kernel = arena_.tuple("tsgr"_n, hoon, "tsgr"_n, compiler, arvo);
    if (by_) return by_->mint("noun"_n, kernel);
    hoon::Compiler& native = session_.bench().compiler();
    const hoon::Result<hoon::Compiled> whole = native.mint("noun"_n, "noun"_n, kernel);
    if (whole) return whole.value();
    end_if_interrupted();
    // Each file apart says where.
    const hoon::Compiled below = program("sys/hoon.hoon").compile(hoon, "noun"_n);
    if (const hoon::Result<hoon::Compiled> library = native.mint(below.type, "noun"_n, compiler)) {
      program("sys/arvo.hoon").compile(arvo, library.value().type);
    }
    throw Failure{Exit::failed, fmt::format("{}: error: the kernel is refused: {}", session_.folder.root(),
                                            hoon::info(whole.error().kind).name)};
  }

  // A file of the public ivory pill: its name in the desk, and how it is put on those before it.
  enum class On : uint8_t { on_top, beside };
  struct Layer {
    const char* name;
    On on;
  };
  static constexpr Layer kIvory[] = {
      {"sys/hoon", On::on_top},     {"sys/arvo", On::on_top},    {"sys/lull", On::on_top}, {"sys/zuse", On::on_top},
      {"lib/ethereum", On::beside}, {"lib/azimuth", On::beside}, {"lib/vere", On::on_top}};

  // [%ivory formula trap 0], the formula of `q:$:ver` on [ver=trap 0].
  Noun ivory() {
    for (const Layer& layer : kIvory) source(std::string(layer.name) + ".hoon");
    const InterruptScope scope(session_.bench().machine());
    const Noun empty = value_of(session_.base, "*(trap vase)");
    // The library's own gate: its traps keep it, with what it was called with.
    const Noun swat = value_of(session_.base, "swat");
    const Noun on_top = value_of(session_.base, "(swat *(trap vase) [%$ 1])").head();
    const Noun beside = formula_of_beside();
    const Noun formula = value_of(session_.base, "=>(*[ver=(trap vase) ~] !=(q:$:ver))");
    // The types are those that the folder's own compiler makes.
    const Noun lazy = value_of(session_.base, "(~(laze ut %noun) ~ %dry ~)");
    if (const std::optional<hoon::Identity> identity = hoon::Identity::of(lazy)) {
      session_.bench().compiler().forget();
      session_.bench().compiler().set_identity(*identity);
    }
    Noun trap = empty, type = "noun"_n;
    for (const Layer& layer : kIvory) {
      const std::string file = std::string(layer.name) + ".hoon";
      Program program(session_.bench(), session_.folder.root() + "/" + file, below_imports(source(file)),
                      options_.diagnostics);
      Noun ast = program.parse(hoon::path_of_file(arena_, file), hoon::Places::marked);
      if (layer.on == On::beside) ast = arena_.tuple("ktts"_n, last_of(layer.name), ast);
      const hoon::Compiled made = program.compile(ast, type);
      const Noun gun = arena_.cons(made.type, made.formula);
      if (layer.on == On::on_top) {
        const Noun call = arena_.tuple(swat.head(), arena_.cons(trap, ast), swat.tail().tail());
        trap = arena_.tuple(on_top, gun, call);
        type = made.type;
      } else {
        trap = arena_.tuple(beside, trap, gun);
        type = arena_.tuple("cell"_n, made.type, type);
      }
    }
    return arena_.tuple("ivory"_n, formula, trap, kNull);
  }
  // A trap of a vase beside that of another, `tap`, which it is compiled on.
  static constexpr const char* kBeside =
      "=>  [tap=*(trap vase) gun=*[p=type q=nock]]\n|.  ~+\n=/  was  q:$:tap\n"
      "[[%cell p.gun p:$:tap] [.*(was q.gun) was]]";
  // Its formula: with the places of the desk's pill library, where it has one.
  Noun formula_of_beside() {
    const Noun bare = value_of(session_.base, kBeside).head();
    if (!session_.folder.has("lib/pill.hoon")) return bare;
    const std::optional<hoon::Vase> library = session_.desk.build("lib/pill.hoon");
    if (!library || !library->value.is_cell()) throw Failure{Exit::failed, report()};
    const Noun placed = hoon::find_placed(arena_, library->value.head(), bare);
    return placed.is_none() ? bare : placed;
  }
  Noun last_of(std::string_view name) { return arena_.cord(name.substr(name.rfind('/') + 1)); }

  // [%ivory [7 [1 0] 7 hoon kernel] 0]: what comes behind it in a log is no part of it. The kernel is compiled as arvo
  // is: on the context of the gate that hoon comes to.
  Noun wrapped_ivory() {
    const InterruptScope scope(session_.bench().machine());
    const auto compile = [&](const std::string& file, Noun type) {
      return program(file).compile(parse(file, hoon::path_of_file(arena_, file)), type);
    };
    const hoon::Compiled hoon = compile("sys/hoon.hoon", "noun"_n);
    const hoon::Compiled library = session_.tools.mint(hoon.type, arena_.cons(kNull, Noun::direct(7)));
    const hoon::Compiled kernel = compile("sys/ivory.hoon", library.type);
    const auto then = [&](Noun first, Noun second) { return arena_.tuple(op(Opcode::compose), first, second); };
    const Noun nothing = arena_.cons(op(Opcode::constant), kNull);
    return arena_.tuple("ivory"_n, then(nothing, then(hoon.formula, then(library.formula, kernel.formula))), kNull);
  }

  // A text whose lines of imports are blank ones.
  static std::string below_imports(std::string text) {
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      const size_t first = text.find_first_not_of(' ', begin);
      const bool import = begin < end && text[begin] == '/';
      if (!import && first < end && text.compare(first, 2, "::") != 0) break;
      if (import)
        std::fill(text.begin() + static_cast<ptrdiff_t>(begin), text.begin() + static_cast<ptrdiff_t>(end), ' ');
      begin = end + 1;
    }
    return text;
  }

  Noun value_of(hoon::Vase subject, const std::string& text) {
    try {
      if (!by_) return session_.tools.slap(subject, hoon::parse(arena_, text, {.kelvin = kelvin()}).ast).value;
      const Noun ast = by_->parse(text, Noun::none(), hoon::Places::all);
      return session_.tools.run(subject.value, by_->mint(subject.type, ast).formula);
    } catch (const hoon::Failure&) {
      end_if_interrupted();
      throw Failure{Exit::failed,
                    fmt::format("{}: error: the kernel's library has no `{}`, which the pill is made with",
                                session_.folder.root(), text)};
    }
  }
  // One of the formulas of the kernel's own that begin a log.
  Noun lifecycle(const std::string& name) { return value_of(base(), name + ":eden:part"); }
  // What they are arms of: the kernel's files with their places, as a desk's base has them, which the native compiler
  // has made.
  hoon::Vase base() {
    if (!by_) return session_.base;
    if (base_) return *base_;
    base_ = hoon::Vase{"noun"_n, kNull};
    const auto go_on = [&](Noun ast) {
      const hoon::Compiled compiled = by_->mint(base_->type, ast);
      base_ = hoon::Vase{compiled.type, session_.tools.run(base_->value, compiled.formula)};
    };
    const Noun path = arena_.list(std::array{"sys"_n, "arvo"_n, "hoon"_n}), wing = arena_.cons("part"_n, kNull);
    go_on(by_->parse(source("sys/hoon.hoon"), Noun::none(), hoon::Places::all));
    Noun chain = by_->parse(source("sys/arvo.hoon"), path, hoon::Places::all);
    do {
      const Noun core = hoon::System::take_core(chain);
      GALENA_CHECK(!core.is_none());  // the desk's own base was made of the same source
      go_on(core);
    } while (!session_.bench().compiler().find(base_->type, wing));
    return *base_;
  }
  Noun startup() {
    return value_of({"noun"_n, kNull}, "=>(*[kernel-formula=^ tale=*] !=([.*(0 kernel-formula) tale]))");
  }

  // The gate that the kernel is after these events, on a machine of its own, which believes its labels.
  Noun installed(Noun kernel, std::span<const Noun> events) {
    const std::unique_ptr<Machine> machine(options_.evaluation.make_machine().release());
    if (by_) by_->prepare(*machine);
    Heap& heap = machine->heap();
    const auto run = [&](Noun subject, Noun formula) {
      const Result result = run_interruptibly(*machine, subject, formula, options_.evaluation.deadline());
      if (result.outcome != Outcome::done) {
        const Exit exit = report_failure(*machine, options_.evaluation, result);
        const std::string& root = session_.folder.root();
        throw Failure{exit, exit == Exit::interrupted
                                ? ""
                                : fmt::format("{}: error: the kernel does not take its own files", root)};
      }
      return result.noun;
    };
    const auto copy = [&](Noun noun) { return cue(heap, jam(noun)).noun; };
    Heap::Root gate(heap, run(kNull, copy(kernel)));
    Heap::Root call(heap, read_call(heap));
    for (const Noun event : events) {
      Heap::Root job(heap, copy(event));
      job.set(heap.cons(heap.atom_limbs(options_.now), job.get()));
      gate.set(run(heap.cons(gate.get(), job.get()), call.get()));
    }
    return arena_.intern(gate.get());
  }
  // [9 2 10 [6 0 3] 0 2]: on [gate sample], the gate called with it.
  static Noun read_call(Heap& heap) {
    const Noun edit = heap.tuple(op(Opcode::edit), heap.tuple(Noun::direct(6), op(Opcode::slot), Noun::direct(3)),
                                 op(Opcode::slot), Noun::direct(2));
    return heap.tuple(op(Opcode::kick), Noun::direct(2), edit);
  }

  const SystemPillOptions& options_;
  DeskSession session_;
  Arena& arena_;
  const std::unique_ptr<PillCompiler> by_;
  std::optional<hoon::Vase> base_;  // as `by_` compiles it
  Node root_;
};

}  // namespace

std::optional<PillShape> pill_shape(std::string_view name) {
  if (name == "brass") return PillShape::brass;
  if (name == "solid") return PillShape::solid;
  if (name == "ivory") return PillShape::ivory;
  return std::nullopt;
}

std::vector<uint8_t> make_system_pill(const SystemPillOptions& options, std::vector<std::string>& skipped) {
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  Maker maker(options, store.get(), skipped);
  const Noun pill = maker.make();
  GALENA_CHECK(host::parse_pill(pill).has_value());
  return jam(pill);
}

}  // namespace galena::tools
