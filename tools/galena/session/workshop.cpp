#include "tools/galena/session/workshop.h"

#include <fmt/format.h>

#include "hoon/desk/system.h"
#include "hoon/noun/tome.h"
#include "hoon/type/form.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "nock/run/known_layers.h"
#include "nock/run/nock.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/program.h"

namespace galena::tools {

namespace {

hoon::Toolchain tools_of(Workbench& bench) {
  return {bench.machine(), bench.arena(), bench.compiler()};
}

Workshop fresh(const EvaluationOptions& evaluation, bool on_library, hoon::Kelvin kelvin) {
  Workshop shop;
  shop.machine = evaluation.make_machine();
  shop.bench = on_library ? make_library_workbench(*shop.machine) : std::make_unique<Workbench>(*shop.machine);
  shop.bench->compiler().set_kelvin(kelvin);
  shop.bench->set_deadline(evaluation.deadline());
  return shop;
}

// Whether a noun may be a value of a type, by its form: what takes too long to find out is taken for granted.
class TypeCheck {
 public:
  explicit TypeCheck(hoon::Compiler& compiler) : compiler_(compiler) {}

  // `type`: any noun of the compiler's arena.
  bool fits(Noun type, Noun value) {
    if (steps_ == 0 || depth_ == kMaxDepth) return true;
    --steps_;
    if (type.is_atom()) return type == "noun"_n || type == "void"_n;
    const Noun rest = type.tail();
    if (type.head() == "hold"_n) {
      const hoon::Result<Noun> unfolded = compiler_.unfold(type);
      return !unfolded || deeper(unfolded.value(), value);
    }
    if (type.head() == "fork"_n) return fits_any(rest, value);
    if (rest.is_atom()) return false;
    if (type.head() == "atom"_n) {
      return value.is_atom() && (rest.tail().is_atom() || atom_equal_to(rest.tail().tail(), value));
    }
    if (type.head() == "cell"_n) {
      return value.is_cell() && deeper(rest.head(), value.head()) && deeper(rest.tail(), value.tail());
    }
    if (type.head() == "core"_n) {
      // A battery is a formula or a tree of them, or 0 where there are no arms.
      return value.is_cell() && (value.head().is_cell() || value.head() == kNull) && deeper(rest.head(), value.tail());
    }
    return (type.head() == "face"_n || type.head() == "hint"_n) && deeper(rest.tail(), value);
  }

 private:
  static constexpr unsigned kMaxSteps = 2000, kMaxDepth = 200;

  static bool atom_equal_to(Noun constant, Noun value) { return constant.is_atom() && atom_equal(constant, value); }
  bool deeper(Noun type, Noun value) {
    ++depth_;
    const bool fit = fits(type, value);
    --depth_;
    return fit;
  }
  // A set of types.
  bool fits_any(Noun set, Noun value) {
    if (steps_ == 0 || depth_ == kMaxDepth) return true;
    if (set.is_atom() || set.tail().is_atom()) return false;
    ++depth_;
    const bool fit =
        fits(set.head(), value) || fits_any(set.tail().head(), value) || fits_any(set.tail().tail(), value);
    --depth_;
    return fit;
  }

  hoon::Compiler& compiler_;
  unsigned steps_ = kMaxSteps, depth_ = 0;
};

// Whether the cores that a type shows have chapters of this kelvin: those of another have another shape.
bool is_of_kelvin(hoon::Kelvin kelvin, Noun type) {
  size_t steps = 10'000;
  std::vector<Noun> open{type};
  while (!open.empty() && steps-- > 0) {
    const Noun next = open.back();
    open.pop_back();
    if (!next.is_cell() || !hoon::looks_like_type(next) || next.head() == "atom"_n || next.head() == "fork"_n) continue;
    if (next.head() == "cell"_n) open.push_back(hoon::p_of(next));
    if (next.head() == "cell"_n || next.head() == "face"_n || next.head() == "hint"_n) {
      open.push_back(hoon::q_of(next));
    }
    if (next.head() != "core"_n) continue;
    const hoon::CoreParts core(next);
    hoon::Items chapters;
    if (!hoon::is_tree_of_names(core.chapters)) return false;
    hoon::set_items(core.chapters, chapters);
    for (const Noun chapter : chapters) {
      if (!hoon::has_arms(kelvin, chapter.tail())) return false;
      if (!hoon::is_tree_of_names(hoon::arms_of(kelvin, chapter))) return false;
    }
    open.push_back(core.payload);
  }
  return true;
}

// Whether `bytes` are an image, which then is the subject.
bool enter(Workshop& shop, std::span<const uint8_t> bytes) {
  hoon::Toolchain tools = tools_of(*shop.bench);
  shop.image = hoon::load_subject_image(tools, bytes);
  if (shop.image) shop.bench->set_subject({shop.image->subject.type, shop.image->subject.value});
  return shop.image.has_value();
}

// With the library in place: what a program registers besides has no jets.
Workshop closed(Workshop shop) {
  shop.machine->jets().close();
  return shop;
}

}  // namespace

// What was made is read back even where it has just been made: an image is much smaller than what is left over from
// making it, and programs come to the same result either way.
Workshop Workshop::open(const EvaluationOptions& evaluation, const hoon::Store* store, const Recipe& recipe) {
  if (store == nullptr) {
    Workshop shop = fresh(evaluation, recipe.on_library, recipe.kelvin);
    shop.bench->set_subject(recipe.make(*shop.bench));
    return closed(std::move(shop));
  }
  const Digest key = Digester().add(recipe.key).add(fmt::to_string(recipe.kelvin.number())).finish();
  if (const auto bytes = store->get(key)) {
    Workshop shop = fresh(evaluation, false, recipe.kelvin);
    if (enter(shop, *bytes)) return closed(std::move(shop));
  }
  Bytes bytes;
  {
    const Workshop maker = fresh(evaluation, recipe.on_library, recipe.kelvin);
    const Subject subject = recipe.make(*maker.bench);
    hoon::Toolchain tools = tools_of(*maker.bench);
    bytes = hoon::make_subject_image(tools, {subject.type, subject.value});
  }
  store->put(key, bytes);
  Workshop shop = fresh(evaluation, false, recipe.kelvin);
  if (!enter(shop, bytes)) throw Failure{Exit::failed, "error: the subject cannot be kept"};
  GALENA_CHECK(shop.image && shop.image->digest == digest(bytes));
  return closed(std::move(shop));
}

Recipe library_recipe(hoon::Kelvin kelvin) {
  // The one in the binary was compiled when it was built.
  const bool built = kelvin == hoon::Kelvin();
  const auto make = [built](Workbench& bench) { return built ? bench.subject() : compile_library(bench); };
  return {Digester().add("library").finish(), make, built, kelvin};
}

namespace {

constexpr const char* kStages[] = {"hoon.hoon", "arvo.hoon", "lull.hoon", "zuse.hoon"};

hoon::Vase make_stage(hoon::Toolchain& tools, const hoon::Store* store, hoon::Folder& folder,
                      const std::vector<Digest>& keys, size_t stage) {
  GALENA_CHECK(keys.size() == std::size(kStages) && stage < keys.size());
  hoon::System system(tools, folder);
  if (stage == 0) return system.hoon();
  hoon::Vase before;
  std::optional<hoon::SubjectImage> image;
  if (store != nullptr) {
    if (const auto bytes = store->get(keys[stage - 1])) image = hoon::load_subject_image(tools, *bytes);
  }
  if (image) {
    before = image->subject;
  } else {
    before = make_stage(tools, store, folder, keys, stage - 1);
    if (store != nullptr) store->put(keys[stage - 1], hoon::make_subject_image(tools, before));
  }
  return stage == 1 ? system.arvo(before) : system.on_top(before, kStages[stage]);
}

}  // namespace

Recipe system_recipe(const hoon::Store* store, const std::string& path, hoon::Folder::Links links,
                     const KelvinOption& kelvin, const DiagnosticOptions& diagnostics) {
  // It reads each file once: what is compiled are the bytes that are in the key.
  const auto folder = std::make_shared<hoon::Folder>(path, links);
  std::vector<Digest> keys;
  Digester digester;
  std::optional<hoon::Kelvin> said;
  digester.add("system");
  for (const char* name : kStages) {
    const std::string* const text = folder->read(name);
    if (text == nullptr) throw Failure{Exit::usage, fmt::format("error: {} of {}", folder->fault(name), path)};
    digester.add(*text);
    if (name == kStages[0]) {
      said = hoon::Kelvin::of_source(*text);
      digester.add(fmt::to_string(kelvin.kelvin(said).number()));
    }
    keys.push_back(digester.finish());
  }
  return {keys.back(),
          [=](Workbench& bench) {
            hoon::Toolchain tools = tools_of(bench);
            try {
              const hoon::Vase vase = make_stage(tools, store, *folder, keys, std::size(kStages) - 1);
              return Subject{vase.type, vase.value};
            } catch (const hoon::BuildFailure& failure) {
              end_if_interrupted();
              const auto path_of = [&](const std::string& file) { return folder->root() + "/" + file; };
              throw Failure{Exit::failed, report(bench, failure, path_of, diagnostics)};
            }
          },
          false, kelvin.kelvin(said)};
}

void SubjectOptions::add_to(CommandLine app) {
  const Option plain = app.flag("--bare", bare, "Without the standard library: the subject is 0, its type %noun");
  const Option source = app.option("--subject", file, "Against the product of this Hoon file").type_name("FILE");
  app.option("--subject-jam", jam, "Against what this jam holds: [type value]")
      .type_name("FILE")
      .excludes(source)
      .excludes(plain);
  cache.add_to(app);
}

Subject SubjectOptions::make(Workbench& bench, const std::string& text, Places places,
                             const EvaluationOptions& evaluation, const DiagnosticOptions& diagnostics) const {
  Program program(bench, file == "-" ? "<stdin>" : file, text, diagnostics);
  const Noun spots = places == Places::with ? subject_path(bench.arena()) : Noun::none();
  const hoon::Compiled compiled = program.compile(program.parse(spots));
  const Result result =
      run_interruptibly(bench.machine(), bench.subject().value, compiled.formula, evaluation.deadline());
  if (result.outcome == Outcome::exit) throw Failure{Exit::failed, program.report_crash(evaluation.deadline())};
  if (result.outcome != Outcome::done) throw Failure{report_failure(bench.machine(), evaluation, result), ""};
  return {compiled.type, bench.arena().intern(result.noun)};
}

Workshop SubjectOptions::open_file(const std::string& text, Places places, const EvaluationOptions& evaluation,
                                   const DiagnosticOptions& diagnostics) const {
  Digester key;
  key.add(bare ? "bare subject" : "subject").add(text);
  if (places == Places::with) key.add("with its places");
  const auto made = [&](Workbench& bench) { return make(bench, text, places, evaluation, diagnostics); };
  const std::unique_ptr<hoon::Store> store = cache.open();
  // A file on nothing may be a library of its own, which says what it is of.
  const hoon::Kelvin kelvin = evaluation.kelvin.kelvin(bare ? hoon::Kelvin::of_source(text) : std::nullopt);
  const auto on_library = [&](Workbench& bench) {
    bench.set_subject(compile_library(bench));
    return made(bench);
  };
  const bool built = kelvin == hoon::Kelvin();
  if (bare || built) return Workshop::open(evaluation, store.get(), {key.finish(), made, !bare, kelvin});
  return Workshop::open(evaluation, store.get(), {key.finish(), on_library, false, kelvin});
}

Workshop SubjectOptions::open(const EvaluationOptions& evaluation, const DiagnosticOptions& diagnostics) const {
  if (!file.empty()) {
    const std::string text = read_file(file);
    Workshop shop = open_file(text, Places::without, evaluation, diagnostics);
    const auto with_places = [options = *this, text, evaluation, diagnostics] {
      return options.open_file(text, Places::with, evaluation, diagnostics);
    };
    shop.source.emplace(SubjectSource{file == "-" ? "<stdin>" : file, text, with_places});
    return shop;
  }
  const hoon::Kelvin kelvin = evaluation.kelvin.kelvin();
  if (jam.empty() && !bare && kelvin != hoon::Kelvin()) {
    return Workshop::open(evaluation, cache.open().get(), library_recipe(kelvin));
  }
  Workshop shop = fresh(evaluation, jam.empty() && !bare, kelvin);
  Workbench& bench = *shop.bench;
  if (!jam.empty()) {
    const Noun vase = bench.arena().intern(read_jam(shop.machine->heap(), jam));
    if (!vase.is_cell())
      throw Failure{Exit::usage, fmt::format("{}: error: a [type value] was expected, not an atom", jam)};
    if (!is_of_kelvin(kelvin, vase.head())) {
      throw Failure{Exit::usage, fmt::format("{}: error: the type in it is none of Hoon {}: say which with --kelvin",
                                             jam, kelvin.number())};
    }
    if (!TypeCheck(bench.compiler()).fits(vase.head(), vase.tail())) {
      const bool formula = operation_of(vase.tail()).op != Opcode::malformed;
      throw Failure{Exit::usage,
                    fmt::format("{}: error: {}, and [type value] is needed, as `galena build -o` writes it", jam,
                                formula ? "this seems to be [type formula], as `galena compile` writes it"
                                        : "the value in it does not have the type beside it")};
    }
    bench.set_subject({vase.head(), vase.tail()});
    // A core does not say what it is called: the formulas that made it did. But the public library's is known.
    const Noun layers = find_known_layers(bench.arena(), vase.tail());
    if (layers != kNull) {
      shop.machine->jets().restore(*shop.machine, layers);
    } else if (!evaluation.no_jets && has_labels(vase.tail())) {
      complain(
          fmt::format("note: {}: whatever library this holds runs without jets, so that its arithmetic counts; "
                      "--subject with the library's source has them",
                      jam));
    }
  }
  return closed(std::move(shop));
}

}  // namespace galena::tools
