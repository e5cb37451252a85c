#include "hoon/desk/desk.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "hoon/desk/paths.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/base/scope.h"
#include "nock/noun/text.h"

namespace galena::hoon {

Desk::Desk(Toolchain& tools, Folder& folder, Vase base, std::optional<DeskCache> cache)
    : tools_(tools), folder_(folder), base_(base), cache_(cache), marks_(tools, base, log_, asked_, [this](Noun mark) {
        return mark_file(mark);
      }) {}

bool Desk::exists(const std::string& file) {
  ask(Question::Kind::exists, file);
  return folder_.has(file);
}

// The text of a file; that there is none is a failure of the import that the log follows.
const std::string& Desk::read(const std::string& file) {
  const std::string* const text = folder_.read(file);
  if (text == nullptr) log_.fail_import(BuildFailure::of_missing(file, folder_.fault(file)));
  return *text;
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
      return {folder_.has(name), 0};
    case Question::Kind::contents: {
      const std::string* const text = folder_.read(name);
      return text != nullptr ? digest(*text) : Digest{};
    }
    case Question::Kind::folder: {
      const Folder::Names& sources = folder_.sources_in(name);
      Digester names;
      for (const std::string& each : sources.names) names.add(each);
      for (const std::string& fault : sources.faults) names.add("/" + fault);
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
    const std::string& text = read(file);
    return products_.emplace(file, recall_or_compile(file, text)).first->second;
  } catch (const NotBuilt& reason) {
    log_.leave(file, reason);
  }
}

Desk::Product Desk::recall_or_compile(const std::string& file, const std::string& text) {
  const auto inside = log_.building(file);
  std::vector<Question> questions;
  const Replaced noted(asked_, &questions);
  GALENA_CHECK(!cache_ || cache_->image.subject.type == base_.type);
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
  return cache_->mint(tools_, key.finish(), path_of_file(tools_.arena(), file), bases(*asked_), subject_type, body,
                      statistics_.questions);
}

// The nouns of a product of which only the digest is known.
Vase Desk::load(const std::string& file, Product& product) {
  if (product.vase) return *product.vase;
  const PackSet& packs = cache_->image.packs;
  product.pack = cache_->load(product.digest);
  if (product.pack && packs.roots(*product.pack).size() == 2) {
    product.vase = Vase{packs.roots(*product.pack)[0], packs.roots(*product.pack)[1]};
    GALENA_CHECK(looks_like_type(product.vase->type));
    return *product.vase;
  }
  // The pack is lost; what it was can be made again.
  const auto inside = log_.building(file);
  std::vector<Question> questions;
  const Replaced noted(asked_, &questions);
  product = compile(file, read(file));
  keep(product, questions);
  return *product.vase;
}

bool Desk::check(const std::string& file) {
  return run_on_deep_stack(kBuildStack, [&] {
    try {
      product(file);
      return true;
    } catch (const NotBuilt&) {
      return false;
    }
  });
}

std::optional<Digest> Desk::name_of(const std::string& file) {
  if (!cache_) return std::nullopt;
  return run_on_deep_stack(kBuildStack, [&]() -> std::optional<Digest> {
    try {
      return product(file).digest;
    } catch (const NotBuilt&) {
      return std::nullopt;
    }
  });
}

std::optional<Vase> Desk::build(const std::string& file) {
  return run_on_deep_stack(kBuildStack, [&]() -> std::optional<Vase> {
    try {
      return get(file);
    } catch (const NotBuilt&) {
      return std::nullopt;
    }
  });
}

Vase Desk::get(const std::string& file) {
  Product& built = product(file);
  ask(Question::Kind::product, file);
  return load(file, built);
}

Desk::Product Desk::compile(const std::string& file, const std::string& text) {
  Arena& arena = tools_.arena();
  const Noun spots = path_of_file(arena, file);
  const auto parse_start = std::chrono::steady_clock::now();
  const ParsedFile parsed = parse_for_build(log_, arena, file, text, spots, Builder::desk, tools_.compiler().kelvin());
  statistics_.parse_ms += milliseconds_since(parse_start);
  const SourceFile& source = parsed.source;
  // What is wrong in the imports is wanted even where the file is not going to be compiled.
  std::optional<NotBuilt> reason = parsed.failure;
  const Vase subject = with_imports(source.imports, reason);
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

Vase Desk::with_imports(std::span<const Import> imports, std::optional<NotBuilt>& reason) {
  Vase subject = base_;
  for (const Import& i : imports) {
    log_.follow(i.place);
    try {
      subject = import(i, subject, !reason);
    } catch (const NotBuilt& why) {
      if (!reason) reason = why;
    }
  }
  return subject;
}

std::optional<Vase> Desk::subject_of(const std::string& name, std::span<const Import> imports) {
  return run_on_deep_stack(kBuildStack, [&]() -> std::optional<Vase> {
    const auto inside = log_.building(name);
    std::optional<NotBuilt> reason;
    const Vase subject = with_imports(imports, reason);
    return reason ? std::nullopt : std::optional(subject);
  });
}

std::optional<Vase> Desk::contents_of(const std::string& file, Noun mark) {
  return run_on_deep_stack(kBuildStack, [&]() -> std::optional<Vase> {
    const auto inside = log_.building(file);
    try {
      return contents(path_of_file(tools_.arena(), file), mark);
    } catch (const NotBuilt&) {
      return std::nullopt;
    }
  });
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
      const std::string target = file_of_path(arena.list(parts));
      if (!exists(target)) log_.fail_import(BuildFailure::of_missing(target, folder_.fault(target)));
      return in_front(i.face, get(target));
    }
    case Import::Kind::directory:
      return in_front(i.face, directory(i, subject, whole));
    case Import::Kind::mark:
      return in_front(i.face, marks_.nave(i.mark));
    case Import::Kind::conversion:
      return in_front(i.face, marks_.conversion(i.mark, i.to));
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
  const std::string file = fmt::format("{}/{}.hoon", folder, name);
  log_.fail_import(BuildFailure::of_missing(file, folder_.fault(file)));
}

// /~: a map from the names of a folder's files to what they produce, all of the type asked for.
Vase Desk::directory(const Import& i, Vase subject, bool whole) {
  Arena& arena = tools_.arena();
  std::string folder;
  for (Noun p = i.path; p.is_cell(); p = p.tail()) folder += (folder.empty() ? "" : "/") + cord_text(p.head());
  ask(Question::Kind::folder, folder);
  const Folder::Names& sources = folder_.sources_in(folder);
  if (!sources.faults.empty()) log_.fail_import(BuildFailure::of_missing(folder, sources.faults.front()));
  const std::vector<std::string>& names = sources.names;
  std::vector<Vase> products;
  std::optional<NotBuilt> reason;
  for (const std::string& name : names) {
    try {
      products.push_back(get(fmt::format("{}/{}.hoon", folder, name)));
    } catch (const NotBuilt& why) {
      if (!reason) reason = why;
    }
  }
  if (reason) throw *reason;
  // The type may be of an import that is not there.
  if (!whole) return subject;
  const auto [item, map] = log_.attempt([&] {
    const Noun of_names = arena.tuple("base"_n, "atom"_n, "ta"_n);
    const Noun make = arena.tuple("make"_n, arena.tuple("wing"_n, "map"_n, kNull), of_names, i.spec, kNull);
    return std::pair{tools_.play(subject.type, arena.cons("kttr"_n, i.spec)),
                     tools_.play(subject.type, arena.cons("kttr"_n, make))};
  });
  std::vector<Noun> entries;
  for (size_t n = 0; n < names.size(); ++n) {
    const auto doing = log_.doing(fmt::format("of what {}/{}.hoon produces", folder, names[n]));
    log_.attempt([&] {
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

// The contents of the file at `path` as a value of `mark`.
Vase Desk::contents(Noun path, Noun mark) {
  const std::string target = file_of_path(path);
  ask(Question::Kind::contents, target);
  const std::string& text = read(target);
  Noun own = mark;
  for (Noun p = path; p.is_cell(); p = p.tail()) own = p.head();
  const auto doing = log_.doing(fmt::format("for {} as a %{}", target, cord_text(mark)));
  return marks_.value(text, own, mark);
}

}  // namespace galena::hoon
