#include "hoon/parse/expected.h"

#include <cstring>

#include "hoon/parse/parser_impl.h"
#include "hoon/parse/witness.h"

namespace galena::hoon {
namespace {

constexpr std::string_view kWords[] = {
#define X(id, words) words,
    GALENA_HOON_WANTED(X)
#undef X
};
static_assert(std::size(kWords) <= 32);

// How many parts a rune of this shape takes; 0 where that is any number, or depends.
unsigned parts_of(const char* shape) {
  unsigned parts = 0;
  for (; *shape != 0; ++shape) {
    if (std::strchr("|.cATL", *shape) != nullptr) return 0;
    if (std::strchr(" _0~x", *shape) == nullptr) ++parts;
  }
  return parts;
}

OpenForm described(const Witness::Form& form, const Source& source) {
  OpenForm open{source.place(form.start), std::string(form.glyphs), std::string(form.close), form.parts, 0, form.tall};
  if (form.shape != nullptr) open.takes = parts_of(form.shape);
  return open;
}

}  // namespace

std::string_view words_of(Wanted wanted) {
  return kWords[static_cast<size_t>(wanted)];
}

void Witness::want(const char* at, Wanted what) {
  if (target_ == nullptr) {
    if (at > farthest_) farthest_ = at;
    return;
  }
  if (at != target_) return;
  // What is tried first at a depth is tried with the first alternative; the deepest says most of what is open.
  if (wanted_ == 0 || forms_.size() > open_.size()) open_ = forms_;
  wanted_ |= uint32_t{1} << static_cast<unsigned>(what);
}

// In wide form there is a parenthesis between a rune and its parts.
Witness::Form* Witness::owner_of(const char* shape) {
  for (size_t i = forms_.size(); i-- > 0 && i + 2 >= forms_.size();) {
    if (forms_[i].shape == shape) return &forms_[i];
  }
  return nullptr;
}

void Witness::begin_parts(const char* shape) {
  if (Form* const form = owner_of(shape)) form->parts = 0;
}

void Witness::add_part(const char* shape) {
  if (Form* const form = owner_of(shape)) ++form->parts;
}

void Witness::lack() {
  const Form& form = forms_.back();
  if (target_ != nullptr && form.start < target_ && form.parts > 0) refused_.push_back(form);
}

const Witness::Form* Witness::refused_before(const char* parenthesis) const {
  for (const Form& form : refused_) {
    if (form.start + form.glyphs.size() == parenthesis) return &form;
  }
  return nullptr;
}

void Witness::complete(const char* end) {
  if (target_ == nullptr || end > target_ || (complete_end_ != nullptr && end <= complete_end_)) return;
  complete_ = forms_.back();
  complete_end_ = end;
}

Expected expected_in(Arena& arena, std::string_view text, std::optional<Builder> builder, Kelvin kelvin) {
  // The path of the source fills gaps of path literals; which text it is does not matter for what is expected.
  const Noun path = arena.cons(arena.cord("source"), kNull);
  return parse_with(arena, text, kelvin, path, Places::all, [&](Parser& first) {
    const auto parse = [&](Parser& parser, Witness& witness) {
      parser.tell(&witness);
      try {
        std::vector<Import> imports;
        run_leavable([&] { builder ? parser.file_with_imports(*builder, imports) : parser.file(); });
      } catch (const TooDeep&) {
      } catch (const CompileError&) {
      }
      parser.tell(nullptr);
    };
    Witness search;
    parse(first, search);
    Expected expected;
    expected.farthest = first.farthest();
    if (search.farthest() == nullptr) return expected;
    const std::unique_ptr<Parser> second = first.on(first.source());
    Witness witness(search.farthest());
    parse(*second, witness);
    const Source& source = first.source();
    expected.at = source.place(search.farthest());
    for (size_t i = 0; i < std::size(kWords); ++i) {
      if (witness.wants(static_cast<Wanted>(i))) expected.wanted.push_back(static_cast<Wanted>(i));
    }
    for (const Witness::Form& form : witness.open_forms()) {
      // The parenthesis may be one that was tried otherwise after the rune did not get its parts.
      const Witness::Form* const rune = form.shape == nullptr ? witness.refused_before(form.start) : nullptr;
      const bool known =
          !expected.open.empty() && rune != nullptr && expected.open.back().at == source.place(rune->start);
      if (rune != nullptr && !known) expected.open.push_back(described(*rune, source));
      expected.open.push_back(described(form, source));
      if (known) expected.open[expected.open.size() - 2].parts = rune->parts;
    }
    if (witness.complete_form()) expected.complete = described(*witness.complete_form(), source);
    return expected;
  });
}

}  // namespace galena::hoon
