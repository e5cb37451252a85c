#include "hoon/desk/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "hoon/desk/paths.h"
#include "hoon/noun/treap.h"
#include "nock/base/files.h"
#include "nock/noun/text.h"
#include "nock/base/scope.h"

namespace galena::hoon {
namespace {

// lib/foo.hoon of the path /lib/foo/hoon.
std::string file_of(Noun path) {
  std::vector<std::string> parts;
  for (; path.is_cell(); path = path.tail()) parts.push_back(cord_text(path.head()));
  if (parts.size() < 2) return parts.empty() ? std::string() : parts[0];
  std::string file = parts[0];
  for (size_t i = 1; i + 1 < parts.size(); ++i) file += "/" + parts[i];
  return file + "." + parts.back();
}

// The other way round.
Noun path_of(Arena& arena, std::string_view file) {
  std::vector<Noun> parts;
  const size_t dot = file.rfind('.');
  const std::string_view stem = file.substr(0, dot);
  for (size_t from = 0; from <= stem.size();) {
    const size_t to = std::min(stem.find('/', from), stem.size());
    parts.push_back(arena.cord(stem.substr(from, to - from)));
    from = to + 1;
  }
  if (dot != std::string_view::npos) parts.push_back(arena.cord(file.substr(dot + 1)));
  return arena.list(parts);
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// The cores that the kernel's build system makes of a mark; their ASTs are part of the types that come out.
constexpr std::string_view kDelegatingMark =
    "=/  typ  _+<.cor\n"
    "=/  dif  _*diff:deg\n"
    "^-  (nave typ dif)\n"
    "|%\n"
    "++  diff  |=([old=typ new=typ] ^-(dif (diff:deg (tub old) (tub new))))\n"
    "++  form  form:deg\n"
    "++  join  join:deg\n"
    "++  mash  mash:deg\n"
    "++  pact  |=([v=typ d=dif] ^-(typ (but (pact:deg (tub v) d))))\n"
    "++  vale  noun:grab:cor\n"
    "--\n";
constexpr std::string_view kOwnMark =
    "=/  typ  _+<.cor\n"
    "=/  dif  _*diff:grad:cor\n"
    "^-  (nave:clay typ dif)\n"
    "|%\n"
    "++  diff  |=([old=typ new=typ] (diff:~(grad cor old) new))\n"
    "++  form  form:grad:cor\n"
    "++  join\n"
    "  |=  [a=dif b=dif]\n"
    "  ^-  (unit (unit dif))\n"
    "  ?:(=(a b) ~ `(join:grad:cor a b))\n"
    "++  mash\n"
    "  |=  [a=[=ship =desk =dif] b=[=ship =desk =dif]]\n"
    "  ^-  (unit dif)\n"
    "  ?:(=(dif.a dif.b) ~ `(mash:grad:cor a b))\n"
    "++  pact  |=([v=typ d=dif] (pact:~(grad cor v) d))\n"
    "++  vale  noun:grab:cor\n"
    "--\n";

}  // namespace

Desk::Desk(Toolchain& tools, std::string folder, Vase base, std::optional<DeskCache> cache)
    : tools_(tools), folder_(std::move(folder)), base_(base), cache_(cache) {}

void Desk::fail(BuildFailure::Kind kind, std::string message) {
  log_.fail_import({kind, {}, {}, std::move(message)});
}

// Runs `body`, a step of making an import.
template <class Body>
auto Desk::attempt(Body body) {
  try {
    return body();
  } catch (const Failure& why) {
    log_.fail_import({{}, why});
  }
}

bool Desk::is_file(const std::string& file) const {
  return is_regular_file(folder_ + "/" + file);
}

bool Desk::exists(const std::string& file) {
  ask(Question::Kind::exists, file);
  return is_file(file);
}

std::optional<std::string> Desk::read(const std::string& file) const {
  return read_regular_file(folder_ + "/" + file);
}

// A constant expression of this builder, parsed once and without spots.
Noun Desk::expression(std::string_view source) {
  auto [it, fresh] = expressions_.try_emplace(std::string(source));
  if (fresh) it->second = parse(tools_.arena(), source).ast;
  return it->second;
}

Digest Desk::answer(Question::Kind kind, const std::string& name) {
  switch (kind) {
    case Question::Kind::product:
      try {
        return product(name).digest;
      } catch (const NotBuilt&) {
        return {};  // that of no product
      }
    case Question::Kind::exists:
      return {is_file(name), 0};
    case Question::Kind::contents: {
      const std::optional<std::string> text = read(name);
      return text ? digest(*text) : Digest{};
    }
    case Question::Kind::folder: {
      Digester names;
      for (const std::string& each : names_in(name)) names.add(each);
      return names.finish();
    }
  }
  __builtin_unreachable();
}

void Desk::ask(Question::Kind kind, const std::string& name) {
  if (cache_ && asked_ != nullptr) asked_->push_back({kind, name, answer(kind, name)});
}

Digest Desk::manifest_key(const std::string& file, const std::string& text) const {
  return Digester().add("desk file").add(cache_->image.digest).add(file).add(digest(text)).finish();
}

Desk::Product& Desk::product(const std::string& file) {
  if (const auto it = products_.find(file); it != products_.end()) return it->second;
  log_.enter(file);
  try {
    const std::optional<std::string> text = read(file);
    if (!text) log_.fail_import(BuildFailure::of_missing(file));
    return products_.emplace(file, recall_or_compile(file, *text)).first->second;
  } catch (const NotBuilt& reason) {
    log_.leave(file, reason);
  }
}

Desk::Product Desk::recall_or_compile(const std::string& file, const std::string& text) {
  const auto inside = log_.building(file);
  std::vector<Question> questions;
  const Replaced noted(asked_, &questions);
  if (!cache_) return compile(file, text);

  const Digest manifest = manifest_key(file, text);
  const auto ask_again = [this](Question::Kind kind, const std::string& name) { return answer(kind, name); };
  if (const std::optional<Digest> known = cache_->recall(manifest, ask_again)) {
    ++statistics_.cached;
    return {*known, {}, {}};
  }
  questions.clear();
  Product product = compile(file, text);
  const auto pack_start = std::chrono::steady_clock::now();
  keep(product, questions);
  cache_->note(manifest, questions, product.digest);
  statistics_.pack_ms += milliseconds_since(pack_start);
  return product;
}

// The packs of all files that were asked for, and those that they refer to.
std::vector<PackSet::Id> Desk::bases(const std::vector<Question>& questions) const {
  std::vector<PackSet::Id> packs;
  for (const Question& question : questions) {
    if (question.kind != Question::Kind::product) continue;
    if (const auto& pack = products_.at(question.name).pack) packs.push_back(*pack);
  }
  return cache_->with_bases(packs);
}

// Packs the product of a file. It refers to the packs of all files that building asked for, and to what those refer to.
void Desk::keep(Product& product, const std::vector<Question>& questions) {
  const Noun roots[] = {product.vase->type, product.vase->value};
  product.pack = cache_->keep(roots, bases(questions));
  product.digest = cache_->image.packs.name(*product.pack);
}

// The body of a file in the subject that it has.
Compiled Desk::mint(const std::string& file, Noun subject_type, Noun body) {
  if (!cache_ || asked_ == nullptr) return tools_.mint(subject_type, body);
  Digester key;
  key.add("answers").add(cache_->image.digest).add(file);
  for (const Question& question : *asked_) {
    if (question.kind == Question::Kind::product) key.add(question.answer);
  }
  return cache_->mint(tools_, key.finish(), path_of(tools_.arena(), file), bases(*asked_), subject_type, body,
                      statistics_.questions);
}

// The nouns of a product of which only the digest is known.
Vase Desk::load(const std::string& file, Product& product) {
  if (product.vase) return *product.vase;
  const PackSet& packs = cache_->image.packs;
  product.pack = cache_->load(product.digest);
  if (product.pack && packs.roots(*product.pack).size() == 2) {
    product.vase = Vase{packs.roots(*product.pack)[0], packs.roots(*product.pack)[1]};
    return *product.vase;
  }
  // The pack is lost; what it was can be made again.
  const auto inside = log_.building(file);
  std::vector<Question> questions;
  const Replaced noted(asked_, &questions);
  product = compile(file, read(file).value_or(""));
  keep(product, questions);
  return *product.vase;
}

bool Desk::check(const std::string& file) {
  try {
    product(file);
    return true;
  } catch (const NotBuilt&) {
    return false;
  }
}

std::optional<Vase> Desk::build(const std::string& file) {
  try {
    return get(file);
  } catch (const NotBuilt&) {
    return std::nullopt;
  }
}

Vase Desk::get(const std::string& file) {
  Product& built = product(file);
  ask(Question::Kind::product, file);
  return load(file, built);
}

Desk::Product Desk::compile(const std::string& file, const std::string& text) {
  Arena& arena = tools_.arena();
  const Noun spots = path_of(arena, file);
  const auto parse_start = std::chrono::steady_clock::now();
  const ParsedFile parsed = parse_for_build(log_, arena, file, text, spots, Builder::desk);
  statistics_.parse_ms += milliseconds_since(parse_start);
  const SourceFile& source = parsed.source;
  // What is wrong in the imports is wanted even where the file is not going to be compiled.
  std::optional<NotBuilt> reason = parsed.failure;
  Vase subject = base_;
  for (const Import& i : source.imports) {
    log_.follow(i.place);
    try {
      subject = import(i, subject, !reason);
    } catch (const NotBuilt& why) {
      if (!reason) reason = why;
    }
  }
  if (reason) throw *reason;
  if (on_file) on_file(file);
  ++statistics_.files;
  try {
    const auto compile_start = std::chrono::steady_clock::now();
    const Compiled compiled = mint(file, subject.type, source.body);
    statistics_.compile_ms += milliseconds_since(compile_start);
    const auto run_start = std::chrono::steady_clock::now();
    const Noun value = tools_.run(subject.value, compiled.formula);
    statistics_.run_ms += milliseconds_since(run_start);
    return Product{{}, Vase{compiled.type, value}, {}};
  } catch (const Failure& why) {
    throw log_.note({file, why, subject.type, source.body, spots});
  }
}

// The subject with one more import in front.
Vase Desk::import(const Import& i, Vase subject, bool whole) {
  Arena& arena = tools_.arena();
  const auto in_front = [&](Noun face, Vase vase) {
    return tools_.slop(face.is_none() ? vase : tools_.faced(face, vase), subject);
  };
  switch (i.kind) {
    case Import::Kind::structure:
      return in_front(i.face, get(fit("sur", cord_text(i.name))));
    case Import::Kind::library:
      return in_front(i.face, get(fit("lib", cord_text(i.name))));
    case Import::Kind::data:
      return in_front(i.face, get(fit("dat", cord_text(i.name))));
    case Import::Kind::raw: {
      std::vector<Noun> parts;
      for (Noun p = i.path; p.is_cell(); p = p.tail()) parts.push_back(p.head());
      parts.push_back("hoon"_n);
      const std::string target = file_of(arena.list(parts));
      if (!exists(target)) log_.fail_import(BuildFailure::of_missing(target));
      return in_front(i.face, get(target));
    }
    case Import::Kind::directory:
      return in_front(i.face, directory(i, subject, whole));
    case Import::Kind::mark:
      return in_front(i.face, mark_core(i.mark));
    case Import::Kind::conversion:
      return in_front(i.face, conversion(i.mark, i.to));
    case Import::Kind::file:
      return in_front(i.face, contents(i.path, i.mark));
  }
  __builtin_unreachable();
}

std::string Desk::fit(std::string_view folder, const std::string& name) {
  for (const std::string& candidate : readings_of(name)) {
    const std::string file = fmt::format("{}/{}.hoon", folder, candidate);
    if (exists(file)) return file;
  }
  log_.fail_import(BuildFailure::of_missing(fmt::format("{}/{}.hoon", folder, name)));
}

// The names of the source files in a folder, without their extension.
std::vector<std::string> Desk::names_in(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ + "/" + folder, error)) {
    if (entry.path().extension() == ".hoon") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// /~: a map from the names of a folder's files to what they produce, all of the type asked for.
Vase Desk::directory(const Import& i, Vase subject, bool whole) {
  Arena& arena = tools_.arena();
  std::string folder;
  for (Noun p = i.path; p.is_cell(); p = p.tail()) folder += (folder.empty() ? "" : "/") + cord_text(p.head());
  ask(Question::Kind::folder, folder);
  const std::vector<std::string> names = names_in(folder);
  std::vector<Vase> products;
  std::optional<NotBuilt> reason;
  for (const std::string& name : names) {
    try {
      products.push_back(get(folder + "/" + name + ".hoon"));
    } catch (const NotBuilt& why) {
      if (!reason) reason = why;
    }
  }
  if (reason) throw *reason;
  // The type may be of an import that is not there.
  if (!whole) return subject;
  const auto [item, map] = attempt([&] {
    const Noun of_names = arena.tuple("base"_n, "atom"_n, "ta"_n);
    const Noun make = arena.tuple("make"_n, arena.tuple("wing"_n, "map"_n, kNull), of_names, i.spec, kNull);
    return std::pair{tools_.play(subject.type, arena.cons("kttr"_n, i.spec)),
                     tools_.play(subject.type, arena.cons("kttr"_n, make))};
  });
  std::vector<Noun> entries;
  for (size_t n = 0; n < names.size(); ++n) {
    const auto doing = log_.doing(fmt::format("of what {}/{}.hoon produces", folder, names[n]));
    attempt([&] {
      const Result<bool> fits_in = tools_.compiler().nests(item, products[n].type);
      if (!fits_in) throw Failure{fits_in.error(), true, Outcome::done, {}};
      if (fits_in.value()) return;
      const std::vector<Frame> frames{{ErrorKind::have, products[n].type}, {ErrorKind::need, item}};
      throw Failure{CompileError{ErrorKind::nest_fail, item, products[n].type, frames}, true, Outcome::done, {}};
    });
    entries.push_back(arena.cons(arena.cord(names[n]), products[n].value));
  }
  return {map, map_of_entries(arena, entries)};
}

Vase Desk::mark_file(Noun mark) {
  return get(fit("mar", cord_text(mark)));
}

// Marks are made of what only a kernel has.
void Desk::need_kernel(std::string_view name) {
  Arena& arena = tools_.arena();
  if (tools_.compiler().find(base_.type, arena.cons(arena.cord(name), kNull))) return;
  fail(BuildFailure::Kind::no_kernel, fmt::format("marks need `{}` of a kernel, and there is no kernel here", name));
}

// Whether the arm `core_name` of `core` produces a core with an arm `arm`; on its surface only, as marks are read.
bool Desk::has_arm(Noun core_name, Noun arm, Vase core) {
  Noun type;
  try {
    type = tools_.slap(core, tools_.arena().tuple("wing"_n, core_name, kNull)).type;
  } catch (const Failure&) {
    return false;
  }
  while (type.is_cell() && (type.head() == "hold"_n || type.head() == "hint"_n)) {
    const Result<Noun> unfolded = tools_.compiler().unfold(type);
    if (!unfolded) return false;
    type = unfolded.value();
  }
  if (!type.is_cell() || type.head() != "core"_n) return false;
  // [%core payload [garb context [seminoun (map term [what (map term hoon)])]]]
  std::vector<Noun> chapters;
  set_items(type.tail().tail().tail().tail().tail(), chapters);
  return std::any_of(chapters.begin(), chapters.end(),
                     [&](Noun chapter) { return !map_get(chapter.tail().tail(), arm).is_none(); });
}

// What is made once and used again, with the questions that making it asked, which every use asks as well.
template <class Table, class Key, class Make>
Vase Desk::made_once(Table& table, const Key& key, std::string what, Make&& make) {
  auto it = table.find(key);
  if (it == table.end()) {
    if (std::find(making_.begin(), making_.end(), what) != making_.end()) {
      fail(BuildFailure::Kind::cycle, fmt::format("{} needs itself", what));
    }
    const Pushed inside(making_, what);
    const auto doing = log_.doing("for " + what);
    Made made;
    {
      const Replaced noted(asked_, &made.questions);
      made.vase = make();
    }
    it = table.emplace(key, std::move(made)).first;
  }
  if (asked_ != nullptr) asked_->insert(asked_->end(), it->second.questions.begin(), it->second.questions.end());
  return it->second.vase;
}

// The statically typed core of a mark (a nave): how its values are compared, patched, joined and validated. Where
// +grad of the mark names another mark, that one's ways are used, through conversions.
Vase Desk::mark_core(Noun mark) {
  return made_once(marks_, mark.word(), fmt::format("the core of the mark %{}", cord_text(mark)),
                   [&] { return make_mark_core(mark); });
}

Vase Desk::make_mark_core(Noun mark) {
  Arena& arena = tools_.arena();
  need_kernel("clay");
  const Vase core = mark_file(mark);
  const Vase grad = attempt([&] { return tools_.slap(core, arena.cons("limb"_n, "grad"_n)); });
  if (grad.value.is_cell()) {
    return attempt([&] { return tools_.slap(tools_.slop(tools_.faced("cor"_n, core), base_), expression(kOwnMark)); });
  }
  const Vase delegate = mark_core(grad.value);
  const Vase to = conversion(mark, grad.value);
  const Vase from = conversion(grad.value, mark);
  return attempt([&] {
    Vase subject = tools_.faced("nave"_n, tools_.slap(base_, expression("nave:clay")));
    subject = tools_.slop(tools_.faced("cor"_n, core), subject);
    subject = tools_.slop(tools_.faced("but"_n, from), subject);
    subject = tools_.slop(tools_.faced("tub"_n, to), subject);
    subject = tools_.slop(tools_.faced("deg"_n, delegate), subject);
    return tools_.slap(subject, expression(kDelegatingMark));
  });
}

// A gate from one mark to another: +grow of the one, +grab of the other, or through a third mark that either names.
Vase Desk::conversion(Noun from, Noun to) {
  return made_once(conversions_, cord_text(from) + " " + cord_text(to),
                   fmt::format("the conversion from %{} to %{}", cord_text(from), cord_text(to)),
                   [&] { return make_conversion(from, to); });
}

Vase Desk::make_conversion(Noun from, Noun to) {
  Arena& arena = tools_.arena();
  const auto limb = [&](Noun name) { return arena.cons("limb"_n, name); };
  const auto in = [&](Noun what, Noun where) { return arena.tuple("tsgl"_n, limb(what), limb(where)); };
  const auto compose = [&](Noun via) {
    const Vase first = conversion(from, via);
    const Vase second = conversion(via, to);
    return attempt([&] {
      const Vase both = tools_.slop(tools_.faced("uno"_n, first), tools_.faced("dos"_n, second));
      return tools_.slap(both, expression("|=(_+<.uno (dos (uno +<)))"));
    });
  };
  if (from == to) return attempt([&] { return tools_.slap(base_, expression("same")); });
  if (from == "mime"_n && to == "hoon"_n) {
    need_kernel("mime");
    return attempt([&] { return tools_.slap(base_, expression("|=(m=mime q.q.m)")); });
  }
  const Vase old = mark_file(from);
  if (has_arm("grow"_n, to, old)) {
    return attempt([&] {
      const Noun gate =
          arena.tuple("brcl"_n, expression("v=+<.cor"), arena.tuple("tsgl"_n, limb(to), expression("~(grow cor v)")));
      return tools_.slap(tools_.faced("cor"_n, old), gate);
    });
  }
  const auto try_slap = [&](Vase core, Noun gen) -> std::optional<Vase> {
    try {
      return tools_.slap(core, gen);
    } catch (const Failure&) {
      return std::nullopt;
    }
  };
  const Vase fresh = mark_file(to);
  const bool grabs = has_arm("grab"_n, from, fresh);
  const std::optional<Vase> grab = try_slap(fresh, in(from, "grab"_n));
  if (grabs && grab && grab->value.is_cell()) return *grab;
  const std::optional<Vase> jump = try_slap(old, in(to, "jump"_n));
  if (has_arm("jump"_n, from, old) && jump && jump->value.is_atom()) return compose(jump->value);
  if (grabs && grab) return compose(grab->value);
  if (to == "noun"_n) return attempt([&] { return tools_.slap(base_, expression("same")); });
  fail(BuildFailure::Kind::no_conversion,
       fmt::format("no way from mark %{} to mark %{}", cord_text(from), cord_text(to)));
}

// The contents of the file at `path` as a value of `mark`. On disk a file is a %mime, [type [length bytes]].
Vase Desk::contents(Noun path, Noun mark) {
  Arena& arena = tools_.arena();
  const std::string target = file_of(path);
  const std::optional<std::string> text = read(target);
  if (asked_ != nullptr) asked_->push_back({Question::Kind::contents, target, text ? digest(*text) : Digest{}});
  if (!text) log_.fail_import(BuildFailure::of_missing(target));
  Noun own = mark;
  for (Noun p = path; p.is_cell(); p = p.tail()) own = p.head();
  const Noun bytes = arena.cord(*text);
  if (own == "hoon"_n && mark == "hoon"_n) return {arena.tuple("atom"_n, "t"_n, kNull), bytes};
  const auto doing = log_.doing(fmt::format("for {} as a %{}", target, cord_text(mark)));
  need_kernel("mime");
  const Noun type = arena.tuple(arena.cord("text"), arena.cord("plain"), kNull);
  const Vase mime{attempt([&] { return tools_.play(base_.type, expression("*mime")); }),
                  arena.cons(type, arena.cons(arena.atom(text->size()), bytes))};
  const auto converted = [&](Noun from, Noun to, Vase value) {
    if (from == to) return value;
    const Vase gate = conversion(from, to);
    return attempt([&] { return tools_.slam(gate, value); });
  };
  return converted(own, mark, converted("mime"_n, own, mime));
}

}  // namespace galena::hoon
