#include "hoon/desk/trap.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <filesystem>
#include <map>

#include "hoon/desk/paths.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/base/files.h"
#include "nock/noun/axis.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

// What the builder takes in of its folder.
bool is_taken(const std::string& name) {
  constexpr std::array<std::string_view, 10> kEnds = {".jock", ".hoon", ".txt", ".jam", ".html",
                                                      ".css",  ".js",   ".jpg", ".png", ".gif"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return name.ends_with(end); });
}

bool is_spot(Noun formula) {
  const Operation o = operation_of(formula);
  return o.op == Opcode::hint && o.a == "spot"_n && !o.b.is_none();
}

std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

// What the builder parses.
bool is_source(std::string_view name) {
  return last_part(name).find(".hoon") != std::string_view::npos;
}

// Whether a name in the folder is a path to the builder's parser.
bool is_path(std::string_view name) {
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._~/") == std::string_view::npos;
}

// A noun with every hint of a place taken out of it.
class Stripper {
 public:
  explicit Stripper(Arena& arena) : arena_(arena) {}
  Noun operator()(Noun noun) {
    while (is_spot(noun)) noun = noun.tail().tail();
    if (!noun.is_cell()) return noun;
    if (const auto it = memo_.find(noun.word()); it != memo_.end()) return it->second;
    check_stack();
    const Noun head = (*this)(noun.head());
    const Noun made = arena_.cons(head, (*this)(noun.tail()));
    memo_.emplace(noun.word(), made);
    return made;
  }

 private:
  Arena& arena_;
  boost::unordered_flat_map<uint64_t, Noun> memo_;
};

// The line of a formula's first place; 0 where it has none.
uint64_t line_of(Noun formula) {
  const Noun place = spot_of(formula);
  const Noun line = place.is_none() ? place : fragment(12, place);
  return line.is_none() || !line.is_direct() ? 0 : line.direct_value();
}

// Whether that place is in the builder's own file.
bool is_own(Noun formula) {
  const Noun place = spot_of(formula);
  if (place.is_none() || !place.is_cell()) return false;
  Noun last;
  for (Noun path = place.head(); path.is_cell(); path = path.tail()) last = path.head();
  return last.is_atom() && cord_text(last) == "hoonc.hoon";
}

}  // namespace

Noun find_placed(Arena& arena, Noun noun, Noun bare) {
  return run_on_deep_stack(kDeepStack, [&] {
    Stripper strip(arena);
    boost::unordered_flat_set<uint64_t> seen;
    std::vector<Noun> stack{noun};
    while (!stack.empty()) {
      const Noun n = stack.back();
      stack.pop_back();
      if (!n.is_cell() || !seen.insert(n.word()).second) continue;
      const Noun formula = quoted(n);
      if (!formula.is_none() && strip(formula) == bare) return formula;
      stack.push_back(n.tail());
      stack.push_back(n.head());
    }
    return Noun::none();
  });
}

TrapFormulas TrapFormulas::bare(Arena& arena) {
  const auto leg = [&](uint64_t axis) { return arena.cons(op(Opcode::slot), Noun::direct(axis)); };
  const auto constant = [&](Noun noun) { return arena.cons(op(Opcode::constant), noun); };
  const auto then = [&](Noun first, Noun second) { return arena.tuple(op(Opcode::compose), first, second); };
  const auto arm_of = [&](Noun core) { return arena.tuple(op(Opcode::kick), Noun::direct(2), core); };
  const Noun kick = arm_of(leg(1));
  const auto kicked = [&](uint64_t axis) { return then(leg(axis), kick); };
  TrapFormulas f;
  f.swet = arena.tuple(op(Opcode::hint), arena.cons("memo"_n, constant(kNull)), leg(12), op(Opcode::evaluate),
                       then(kicked(7), leg(3)), leg(13));
  f.slat = arena.tuple(op(Opcode::push), arena.cons(kicked(6), kicked(7)),
                       arena.tuple(constant("cell"_n), then(leg(4), leg(2)), then(leg(5), leg(2))),
                       then(leg(4), leg(3)), then(leg(5), leg(3)));
  f.label = arena.tuple(op(Opcode::push), kicked(6), arena.tuple(constant("face"_n), leg(15), leg(4)), leg(5));
  // [9 2 10 [6 0 3] 0 2], made part by part.
  const Noun edit = arena.tuple(constant(Noun::direct(6)), constant(op(Opcode::slot)), constant(Noun::direct(3)));
  const Noun call = arena.tuple(constant(op(Opcode::kick)), constant(Noun::direct(2)), constant(op(Opcode::edit)), edit,
                                constant(op(Opcode::slot)), constant(Noun::direct(2)));
  f.shot =
      arena.tuple(leg(6), op(Opcode::evaluate), arena.cons(then(kicked(14), leg(3)), then(kicked(15), leg(3))), call);
  f.empty = f.hash = f.bytes = f.data = leg(3);
  f.value = f.value_of_call = then(arm_of(leg(3)), leg(3));
  const Noun atom = arena.tuple("atom"_n, kNull, kNull);
  f.bytes_type =
      arena.tuple("cell"_n, arena.tuple("face"_n, "p"_n, arena.tuple("atom"_n, "ud"_n, kNull)), "face"_n, "q"_n, atom);
  return f;
}

std::vector<Noun> TrapFormulas::nouns() const {
  const std::vector<Noun> all{swet, slat, label, shot, empty, hash, bytes, data, value, value_of_call, bytes_type};
  GALENA_CHECK(from(all)->value_of_call == value_of_call && from(all)->bytes_type == bytes_type);
  return all;
}

std::optional<TrapFormulas> TrapFormulas::from(std::span<const Noun> n) {
  if (n.size() != 11) return std::nullopt;
  return TrapFormulas{n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]};
}

std::optional<TrapFormulas> TrapFormulas::of(Arena& arena, Noun builder) {
  const TrapFormulas plain = bare(arena);
  TrapFormulas found;
  const bool whole = run_on_deep_stack(kDeepStack, [&] {
    Stripper strip(arena);
    // Every formula with a place of the builder's file.
    boost::unordered_flat_set<uint64_t> seen;
    std::vector<Noun> stack{builder}, leg, value;
    while (!stack.empty()) {
      const Noun n = stack.back();
      stack.pop_back();
      if (!n.is_cell() || !seen.insert(n.word()).second) continue;
      stack.push_back(n.tail());
      stack.push_back(n.head());
      const Noun formula = quoted(n);
      if (formula.is_none() || !is_own(formula)) continue;
      const Noun core = strip(formula);
      if (core == plain.swet) found.swet = formula;
      if (core == plain.slat) found.slat = formula;
      if (core == plain.label) found.label = formula;
      if (core == plain.shot) found.shot = formula;
      if (core == plain.empty) leg.push_back(formula);
      if (core == plain.value) value.push_back(formula);
    }
    if (leg.size() != 4 || value.size() != 2) return false;
    const auto by_line = [](Noun a, Noun b) { return line_of(a) < line_of(b); };
    std::sort(leg.begin(), leg.end(), by_line);
    std::sort(value.begin(), value.end(), by_line);
    found.empty = leg[0];
    found.hash = leg[1];
    found.bytes = leg[2];
    found.data = leg[3];
    found.value = value[0];
    found.value_of_call = value[1];
    // Where a file's bytes become a vase: [7 call [1 battery] 0 1], with a call of a gate on a vase, which is
    // [8 gate 9 2 10 [6 7 [0 3] [1 type] value] 0 2].
    const auto at = [](Noun noun, std::string_view way) {
      for (const char step : way) {
        while (is_spot(noun)) noun = noun.tail().tail();
        if (!noun.is_cell()) return Noun::none();
        noun = step == 'h' ? noun.head() : noun.tail();
      }
      while (is_spot(noun)) noun = noun.tail().tail();
      return noun;
    };
    found.bytes_type = Noun::none();
    for (const uint64_t word : seen) {
      const Noun n = Noun::from_word(word);
      if (n.head() != op(Opcode::compose) || at(n, "tthh") != op(Opcode::constant) ||
          at(n, "tth").tail() != found.bytes)
        continue;
      const Noun sample = at(n, "thttttth");
      if (!sample.is_none() && at(sample, "ttthh") == op(Opcode::constant))
        found.bytes_type = at(sample, "ttth").tail();
    }
    for (const Noun formula : {found.swet, found.slat, found.label, found.shot}) {
      if (formula == kNull) return false;
    }
    return !found.bytes_type.is_none();
  });
  if (!whole) return std::nullopt;
  return found;
}

namespace {

Noun null_type(Arena& arena) {
  return arena.tuple("atom"_n, "n"_n, kNull, kNull);
}

}  // namespace

TrapBuilder::TrapBuilder(Toolchain& tools, TrapFormulas formulas, Folder& folder, Compiled library,
                         std::optional<DeskCache> cache)
    : tools_(tools), formulas_(formulas), folder_(folder), compiled_library_(library), cache_(cache) {
  if (cache_)
    formulas_digest_ = digest(cache_->image.packs.write_apart(formulas_.nouns(), std::array<PackSet::Id, 1>{}));
}

Compiled TrapBuilder::compile_library(Toolchain& tools, const std::string& text) {
  constexpr const char* kName = "the library";
  Arena& arena = tools.arena();
  const Kelvin kelvin = tools.compiler().kelvin();
  const ParseResult parsed = parse(arena, text, {.kelvin = kelvin});
  if (parsed.ast.is_none()) {
    throw BuildFailure{BuildFailure::Kind::syntax, kName, {parsed.line, parsed.column}, {}};
  }
  try {
    return tools.mint(null_type(arena), parsed.ast);
  } catch (const Failure& failure) {
    const Noun spots = segments_of(arena, kName);
    throw BuildFailure{kName, failure, null_type(arena), parse(arena, text, {spots, Places::all, kelvin}).ast, spots};
  }
}

TrapBuilder::Trap TrapBuilder::empty() {
  const Noun type = null_type(tools_.arena());
  return {tools_.arena().tuple(formulas_.empty, type, kNull), type};
}

TrapBuilder::Trap TrapBuilder::library() {
  Arena& arena = tools_.arena();
  const auto& [type, formula] = compiled_library_;
  return {arena.tuple(formulas_.swet, arena.cons(type, formula), empty().noun), type};
}

TrapBuilder::Trap TrapBuilder::swet(Trap subject, Compiled compiled) {
  Arena& arena = tools_.arena();
  return {arena.tuple(formulas_.swet, arena.cons(compiled.type, compiled.formula), subject.noun), compiled.type};
}

TrapBuilder::Trap TrapBuilder::slat(Trap head, Trap tail) {
  Arena& arena = tools_.arena();
  return {arena.tuple(formulas_.slat, head.noun, tail.noun), arena.tuple("cell"_n, head.type, tail.type)};
}

TrapBuilder::Trap TrapBuilder::label(Trap trap, Noun face) {
  if (face.is_none()) return trap;
  Arena& arena = tools_.arena();
  return {arena.tuple(formulas_.label, trap.noun, face), arena.tuple("face"_n, face, trap.type)};
}

TrapBuilder::Trap TrapBuilder::shot(Trap gate, Trap sample) {
  Arena& arena = tools_.arena();
  const Noun call = arena.tuple("cnsg"_n, arena.tuple(""_n, kNull), arena.tuple(""_n, Noun::direct(2)),
                                arena.tuple(""_n, Noun::direct(3)), kNull);
  const Noun type = tools_.mint(arena.tuple("cell"_n, gate.type, sample.type), call).type;
  return {arena.tuple(formulas_.shot, type, gate.noun, sample.noun), type};
}

// The file that an import means, relative to the folder; with what was asked to find it.
std::string TrapBuilder::resolve(const Import& i, std::vector<Question>& asked) {
  const auto exists = [&](const std::string& name) {
    const Digest there = answer(Question::Kind::exists, name);
    asked.push_back({Question::Kind::exists, name, there});
    return there != Digest{};
  };
  const auto named = [&](std::string_view folder) -> std::string {
    const std::string name = cord_text(i.name);
    for (const std::string& candidate : readings_of(name)) {
      const std::string path = fmt::format("{}/{}.hoon", folder, candidate);
      if (exists(path)) return path;
    }
    const std::string path = fmt::format("{}/{}.hoon", folder, name);
    log_.fail_import(BuildFailure::of_missing(path, folder_.fault(path)));
  };
  switch (i.kind) {
    case Import::Kind::structure:
      return named("sur");
    case Import::Kind::library:
      return named("lib");
    case Import::Kind::data:
      return named("dat");
    case Import::Kind::raw:
    case Import::Kind::directory:
    case Import::Kind::mark:
    case Import::Kind::conversion:
    case Import::Kind::file:
      break;
  }
  std::vector<std::string> parts;
  for (Noun p = i.path; p.is_cell(); p = p.tail()) parts.push_back(cord_text(p.head()));
  if (i.kind == Import::Kind::raw) parts.push_back("hoon");
  std::string path;
  for (size_t n = 0; n < parts.size(); ++n) path += (n == 0 ? "" : n + 1 == parts.size() ? "." : "/") + parts[n];
  if (!exists(path)) log_.fail_import(BuildFailure::of_missing(path, folder_.fault(path)));
  return path;
}

TrapBuilder::Source TrapBuilder::source_of(const std::string& name) {
  return {name, segments_of(tools_.arena(), name), false};
}

// The text of a file; that there is none is a failure of the import that the log follows.
const std::string& TrapBuilder::text_of(const Source& source) {
  if (source.target) return target_;
  const std::string* const text = folder_.read(source.name);
  if (text == nullptr) log_.fail_import(BuildFailure::of_missing(source.name, folder_.fault(source.name)));
  return *text;
}

Digest TrapBuilder::answer(Question::Kind kind, const std::string& name) {
  if (kind == Question::Kind::product) {
    try {
      return file(source_of(name)).digest;
    } catch (const NotBuilt&) {
      return {};  // that of no product
    }
  }
  return {folder_.has(name), 0};
}

std::vector<PackSet::Id> TrapBuilder::bases(const std::vector<Question>& asked) const {
  std::vector<PackSet::Id> packs;
  for (const Question& question : asked) {
    if (question.kind != Question::Kind::product) continue;
    const auto it = built_.find(segments_of(tools_.arena(), question.name).word());
    if (it != built_.end() && it->second->pack) packs.push_back(*it->second->pack);
  }
  return cache_->with_bases(packs);
}

// What a file came to, as far as that is known without making it again.
TrapBuilder::Built& TrapBuilder::file(const Source& source) {
  if (const auto it = built_.find(source.spots.word()); it != built_.end()) return *it->second;
  log_.enter(source.name);
  try {
    const std::string& text = text_of(source);
    const auto twin = first_.find(text);
    const std::shared_ptr<Built> built =
        twin != first_.end() ? twin->second : std::make_shared<Built>(recall_or_compile(source, text));
    first_.emplace(text, built);
    return *built_.emplace(source.spots.word(), built).first->second;
  } catch (const NotBuilt& reason) {
    log_.leave(source.name, reason);
  }
}

TrapBuilder::Built TrapBuilder::recall_or_compile(const Source& source, const std::string& text) {
  const auto inside = log_.building(source.name);
  std::vector<Question> asked;
  Built built{source, {}, {}, {}};
  if (!cache_) {
    built.trap = compile(source, text, asked);
    ++statistics_.files;
    return built;
  }
  GALENA_CHECK(cache_->image.subject.type == compiled_library_.type);
  Digester key;
  key.add("trap file").add(cache_->image.digest).add(formulas_digest_).add(source.name);
  for (Noun n = source.spots; n.is_cell(); n = n.tail()) key.add(cord_text(n.head()));
  const Digest manifest = key.add(digest(text)).finish();
  const auto ask_again = [this](Question::Kind kind, const std::string& name) { return answer(kind, name); };
  if (const std::optional<Digest> known = cache_->recall(manifest, ask_again)) {
    built.digest = *known;
    ++statistics_.cached;
    return built;
  }
  built.trap = compile(source, text, asked);
  ++statistics_.files;
  const Noun roots[] = {built.trap->noun, built.trap->type};
  built.pack = cache_->keep(roots, bases(asked));
  built.digest = cache_->image.packs.name(*built.pack);
  cache_->note(manifest, asked, built.digest);
  return built;
}

// The trap of a file, made again where what was kept of it is lost.
TrapBuilder::Trap TrapBuilder::load(const Source& source) {
  Built& built = file(source);
  if (built.trap) return *built.trap;
  built.pack = cache_->load(built.digest);
  if (built.pack && cache_->image.packs.roots(*built.pack).size() == 2) {
    const std::span<const Noun> roots = cache_->image.packs.roots(*built.pack);
    GALENA_CHECK(looks_like_type(roots[1]));
    built.trap = Trap{roots[0], roots[1]};
    return *built.trap;
  }
  const auto inside = log_.building(built.source.name);
  std::vector<Question> asked;
  const Trap made = compile(built.source, text_of(built.source), asked);
  const Noun roots[] = {made.noun, made.type};
  built.pack = cache_->keep(roots, bases(asked));
  built.digest = cache_->image.packs.name(*built.pack);
  built.trap = made;
  return made;
}

TrapBuilder::Trap TrapBuilder::compile(const Source& source, const std::string& text, std::vector<Question>& asked) {
  Arena& arena = tools_.arena();
  const std::string& name = source.name;
  if (!is_source(name)) {
    const Noun bytes = arena.cord(text);
    const Noun value = arena.cons(arena.atom(byte_length(bytes)), bytes);
    return {arena.tuple(formulas_.bytes, formulas_.bytes_type, value), formulas_.bytes_type};
  }
  const ParsedFile file_read =
      parse_for_build(log_, arena, name, text, source.spots, Builder::hoonc, tools_.compiler().kelvin());
  const SourceFile& parsed = file_read.source;
  // What is wrong in the imports is wanted even where the file is not going to be compiled.
  std::optional<NotBuilt> reason = file_read.failure;
  Trap imports = empty();
  for (const Import& import : parsed.imports) {
    log_.follow(import.place);
    try {
      const Source target = source_of(resolve(import, asked));
      const Trap imported = load(target);
      asked.push_back({Question::Kind::product, target.name, file(target).digest});
      imports = slat(imports, label(imported, import.face));
    } catch (const NotBuilt& why) {
      if (!reason) reason = why;
    }
  }
  if (reason) throw *reason;
  const Trap subject = slat(imports, library());
  Trap made;
  try {
    if (cache_) {
      Digester key;
      key.add("trap answers").add(cache_->image.digest).add(formulas_digest_);
      for (Noun n = source.spots; n.is_cell(); n = n.tail()) key.add(cord_text(n.head()));
      for (const Question& question : asked) key.add(question.answer);
      made = swet(subject, cache_->mint(tools_, key.finish(), source.spots, bases(asked), subject.type, parsed.body,
                                        statistics_.questions));
    } else {
      made = swet(subject, tools_.mint(subject.type, parsed.body));
    }
    if (source.spots.is_cell() && source.spots.head() == "dat"_n) {
      // Files of data are run at once.
      const Noun vase =
          tools_.run(made.noun, arena.tuple(op(Opcode::kick), Noun::direct(2), op(Opcode::slot), Noun::direct(1)));
      made = {arena.cons(formulas_.data, vase), vase.head()};
    }
  } catch (const Failure& why) {
    throw log_.note({name, why, subject.type, parsed.body, source.spots});
  }
  return made;
}

// The names of what the builder takes in of its folder.
const std::vector<std::string>& TrapBuilder::taken() {
  if (!taken_) {
    taken_.emplace();
    Folder::Names all = folder_.all();
    for (std::string& fault : all.faults) {
      log_.note({BuildFailure::Kind::missing, folder_.root(), {}, std::move(fault)});
    }
    for (std::string& name : all.names) {
      if (is_taken(name) && folder_.has(name)) taken_->push_back(std::move(name));
    }
  }
  return *taken_;
}

// What a file that was not built imports, with the lines that do; what is wrong with it is recorded.
TrapBuilder::Imported TrapBuilder::imports_of(const std::string& name) {
  Imported imported;
  const Source source = source_of(name);
  try {
    const std::string& text = text_of(source);
    if (!is_source(name)) return imported;
    const auto inside = log_.building(name);
    const ParsedFile parsed =
        parse_for_build(log_, tools_.arena(), name, text, source.spots, Builder::hoonc, tools_.compiler().kelvin());
    for (const Import& import : parsed.source.imports) {
      log_.follow(import.place);
      try {
        std::vector<Question> asked;
        imported.emplace_back(resolve(import, asked), import.place);
      } catch (const NotBuilt&) {  // is recorded; so are those of the other imports
      }
    }
  } catch (const NotBuilt&) {
  } catch (const BuildFailure& failure) {
    log_.note(failure);
  }
  return imported;
}

// Whether everything in the folder is in order, what the target does not import too: the builder reads all of it before
// it compiles anything. What is not is recorded.
void TrapBuilder::check_folder() {
  Digester key;
  key.add("trap folder");
  for (const std::string& name : taken()) {
    const std::string* const text = folder_.read(name);
    key.add(name).add(text != nullptr ? digest(*text) : Digest{});
  }
  if (!log_.failures().empty() || (cache_ && cache_->store.get(key.finish()))) return;
  std::map<std::string, Imported> waiting;
  for (const std::string& name : taken()) {
    if (!is_path(name)) {
      log_.note({BuildFailure::Kind::bad_name, name, {}, fmt::format("{} is no path to the builder", name)});
    } else if (!built_.contains(source_of(name).spots.word())) {
      waiting.emplace(name, imports_of(name));
    }
  }
  // Those among them that import themselves, by way of which others.
  std::unordered_map<std::string, bool> done;  // false: the way leads through it
  for (const auto& [first, imported] : waiting) {
    if (!done.try_emplace(first, false).second) continue;
    std::vector<std::pair<std::string, size_t>> way{{first, 0}};
    while (!way.empty()) {
      const std::string file = way.back().first;
      const Imported& next = waiting.at(file);
      if (way.back().second == next.size()) {
        done[file] = true;
        way.pop_back();
        continue;
      }
      const auto& [target, place] = next[way.back().second++];
      if (!waiting.contains(target)) continue;
      if (const auto [at, fresh] = done.try_emplace(target, false); !fresh) {
        if (at->second) continue;
        std::vector<std::string> cycle;
        for (auto from = way.rbegin(); cycle.empty() || cycle.back() != target; ++from) cycle.push_back(from->first);
        std::reverse(cycle.begin(), cycle.end());
        log_.note({BuildFailure::Kind::cycle, file, place, describe_cycle(cycle)});
        continue;
      }
      way.emplace_back(target, 0);
    }
  }
  if (log_.failures().empty() && cache_) cache_->store.put(key.finish(), {});
}

// The mug of the map from the paths of everything in the folder, and of the target, to what is in it.
uint32_t TrapBuilder::folder_hash(Noun target) {
  Arena& arena = tools_.arena();
  std::vector<Noun> entries;
  for (const std::string& name : taken()) {
    const std::string* const text = folder_.read(name);
    if (text != nullptr) entries.push_back(arena.cons(segments_of(arena, name), arena.cord(*text)));
  }
  // The builder's list has the target first, and what comes later counts.
  if (std::none_of(entries.begin(), entries.end(), [&](Noun entry) { return entry.head() == target; })) {
    entries.push_back(arena.cons(target, arena.cord(target_)));
  }
  return mug(map_of_entries(arena, entries));
}

std::optional<Noun> TrapBuilder::build(const std::string& target, bool arbitrary) {
  return run_on_deep_stack(kBuildStack, [&] { return build_here(target, arbitrary); });
}

std::optional<Noun> TrapBuilder::build_here(const std::string& target, bool arbitrary) {
  Arena& arena = tools_.arena();
  // Which of several with the same text is the first is a matter of this build.
  built_.clear();
  first_.clear();
  std::error_code error;
  const Noun path = segments_of(arena, std::filesystem::weakly_canonical(target, error).string());
  try {
    std::optional<std::string> text = read_regular_file(target);
    if (!text) log_.fail_import(BuildFailure::of_missing(target, fmt::format("there is no file {}", target)));
    target_ = *std::move(text);
    const Trap made = load({target, path, true});
    check_folder();
    if (!log_.failures().empty()) return std::nullopt;
    if (arbitrary) return arena.cons(formulas_.value, made.noun);
    const Noun type = arena.tuple("atom"_n, "uvI"_n, kNull);
    const Trap hash{arena.tuple(formulas_.hash, type, Noun::direct(folder_hash(path))), type};
    return arena.cons(formulas_.value_of_call, shot(made, hash).noun);
  } catch (const Failure& why) {
    // It is no gate that takes a hash.
    log_.note({target, why});
  } catch (const NotBuilt&) {
  }
  return std::nullopt;
}

}  // namespace galena::hoon
