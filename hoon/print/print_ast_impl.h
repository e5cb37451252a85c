// Inside of the AST printer. print_ast.cpp lays out the tall form, print_ast_wide.cpp writes hoons and structures on
// one line, print_ast_leaf.cpp names, literals, texts and sail.
//
// Every text on one line is measured before it is written, by the same code: a Line that only counts. Measures are kept
// for each noun, so that both layouts together stay linear.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/parse/runes.h"
#include "hoon/print/print_ast.h"
#include "nock/base/check.h"

namespace galena::hoon {

// What is known of a text on one line without writing it.
struct Measure {
  static constexpr size_t kNone = SIZE_MAX;
  size_t size = kNone;  // where there is no such text
  char first = '\0';
  char second = '\0';
  char last = '\0';
  bool exists() const { return size != kNone; }
};

// A text on one line that is written, or measured only.
class Line {
 public:
  Line() = default;
  explicit Line(std::string& out) : out_(&out) {}

  bool writes() const { return out_ != nullptr; }
  void put(std::string_view text) {
    if (text.empty()) return;
    add({text.size(), text[0], text.size() > 1 ? text[1] : '\0', text.back()});
    if (out_ != nullptr) *out_ += text;
  }
  void put(char c) { put(std::string_view(&c, 1)); }

  size_t size() const { return measure_.size; }
  const Measure& measure() const { return measure_; }
  // Takes back everything behind the first `size` bytes.
  void cut(size_t size) {
    GALENA_CHECK(size <= measure_.size && (out_ == nullptr || measure_.size - size <= out_->size()));
    if (out_ != nullptr) out_->resize(out_->size() - (measure_.size - size));
    measure_.size = size;
  }
  // Adds a text that is measured already.
  void add(const Measure& text) {
    if (measure_.size == 0) {
      measure_.first = text.first;
      measure_.second = text.second;
    } else if (measure_.size == 1) {
      measure_.second = text.first;
    }
    measure_.last = text.last;
    measure_.size += text.size;
  }

 private:
  std::string* out_ = nullptr;
  Measure measure_ = {0, '\0', '\0', '\0'};
};

// The arguments of a rune, each with the letter of its shape (see runes.def) and what surrounds it. Besides those
// letters: 'u' a tested hoon, 'v' a tested hoon with a name, 'x' a tested wing with a name (the tail of its %tstr), 'D'
// cases as those of 'C', where each hoon is the outside_test of its noun.
struct Argument {
  char kind;
  Noun noun;
  bool docs;    // doc comments may stand before it
  bool closed;  // a list that ends in ==
};
struct Form {
  std::string_view glyphs;
  std::vector<Argument> arguments;
  bool found() const { return !glyphs.empty(); }
};

class AstPrinter {
 public:
  AstPrinter(unsigned width, Kelvin kelvin) : width_(width), kelvin_(kelvin) {}

  // Tall form, or on one line where that fits. `docs`: doc comments may stand before it.
  void hoon(Noun hoon, bool docs = true);
  void spec(Noun spec, bool docs = true);

  std::string take_text() { return std::move(out_); }
  bool exact() const { return exact_; }

 private:
  enum class Sort : uint8_t { hoon, spec };
  // One line; false, and nothing put, where there is no such form. print_ast_wide.cpp
  bool wide_hoon(Line& line, Noun hoon);
  bool wide_spec(Line& line, Noun spec);
  bool tight_hoon(Line& line, Noun hoon);  // such that a suffix (:foo, ^foo, =foo) may follow
  Measure measure(Sort sort, Noun noun);
  bool wide(Line& line, Sort sort, Noun noun);
  bool fresh_wide(Line& line, Sort sort, Noun noun);
  bool irregular_hoon(Line& line, Noun hoon, bool tight);
  bool irregular_pair(Line& line, Noun hoon, bool tight);
  bool irregular_mold(Line& line, Noun spec, bool tight);
  bool irregular_spec(Line& line, Noun spec, bool tight);
  bool tight_spec(Line& line, Noun spec);
  bool regular(Line& line, const Form& form);
  bool wide_argument(Line& line, const Argument& argument);
  bool wide_hoons(Line& line, Noun hoons, std::string_view open, std::string_view close);
  bool wide_specs(Line& line, Noun specs, std::string_view open, std::string_view close);
  bool wide_edits(Line& line, Noun edits);
  bool wide_tested(Line& line, Noun hoon);
  bool separator(Line& line);
  bool suffixed(Line& line, Noun left, char suffix, Noun right);
  bool reads_as_rune(const Measure& left, char suffix, Noun right);
  bool skin(Line& line, Noun skin, bool tight);
  bool declaration(Line& line, Noun skin);

  // Runes. print_ast.cpp
  Form hoon_form(Noun hoon);
  Form tested_form(Noun hoon);
  Form tested_wing_form(Noun hoon);
  static bool has_null_before_gap(const Form& form);
  Form spec_form(Noun spec);
  Form form_of(std::string_view glyphs, const char* shape, Noun arguments);
  void tall_form(const Form& form);
  void finish(const Form& form, const std::string& postfix);
  void tall_argument(const Argument& argument);
  void tall_items(const Argument& list, size_t column, bool on_first_line);
  void arms(Noun chapters, size_t column, bool docs);
  void chapter(Noun name, Noun what, size_t column, bool docs);
  void arm(Noun name, Noun body, size_t column, bool docs);
  void newline(size_t column);
  size_t column() const;
  bool fits(Sort sort, Noun noun, size_t column);
  void notes(Noun& hoon, Noun note_tag, size_t column, bool docs, std::string& postfix);
  void doc_comment(Noun help, size_t column);
  void doc_details(Noun details, size_t column, size_t indent);

  // Leaves. print_ast_leaf.cpp
  void name(Line& line, Noun term);
  void wing(Line& line, Noun wing);
  void wings(Line& line, Noun wings);
  void limb(Line& line, Noun limb);
  void axis(Line& line, Noun axis);
  bool literal(Line& line, Noun aura, Noun value);   // as [%sand aura value]
  bool constant(Line& line, Noun aura, Noun value);  // as [%rock aura value]
  void quoted_cord(Line& line, Noun cord);
  bool string(Line& line, Noun woofs);
  bool path(Line& line, Noun hoons);
  bool element(Line& line, Noun manx);
  bool elements(Line& line, Noun marl);
  void mark_name(Line& line, Noun mane);
  void inexact(Line& line) {
    if (line.writes()) exact_ = false;
  }

  size_t width_;
  const Kelvin kelvin_;
  std::string out_;
  size_t line_start_ = 0;
  bool exact_ = true;
  // Axes as numbers: inside of < > a lark would run into the bracket.
  bool numeric_axes_ = false;
  boost::unordered_flat_map<uint64_t, Measure> measures_[4];  // by sort, and the same with numeric axes
};

// Of any noun, or none.
inline bool is_tagged(Noun noun, Noun tag) {
  return head_of(noun) == tag;
}

// A branch of a test of a hoon that is no wing: [%tsgr [%$ 3] branch] in the AST, because what is tested is pushed in
// front of the subject. none() where it is no such thing.
inline Noun outside_test(Noun branch) {
  if (!is_tagged(branch, "tsgr"_n) || !is_tagged(head_of(branch.tail()), ""_n)) return Noun::none();
  return branch.tail().head().tail() == Noun::direct(3) ? branch.tail().tail() : Noun::none();
}

// `@aura`hoon, which is [%ktls [%sand aura 0] [%ktls [%sand %$ 0] hoon]]. It has no other form, because there is no
// literal of every aura.
inline bool is_aura_cast(Noun hoon) {
  const auto is_zero = [](Noun noun) { return is_tagged(noun, "sand"_n) && tail_of(noun.tail()) == kNull; };
  if (!is_tagged(hoon, "ktls"_n) || !is_zero(head_of(hoon.tail()))) return false;
  const Noun inner = tail_of(hoon.tail());
  if (!is_tagged(inner, "ktls"_n) || !is_zero(head_of(inner.tail()))) return false;
  return inner.tail().head().tail().head() == kNull && hoon.tail().head().tail().head().is_atom();
}

// A list with a constant of @tas in it, which can only be written in a path.
inline bool is_path(Noun hoon) {
  if (!is_tagged(hoon, "clsg"_n)) return false;
  for (Noun items = hoon.tail(); items.is_cell(); items = items.tail()) {
    if (is_tagged(items.head(), "sand"_n) && head_of(items.head().tail()) == "tas"_n) return true;
  }
  return false;
}

// The wing that means the tested value: the head, which ?= and its kin push in front of the subject.
inline bool is_wing_of_axis(Noun wing, uint64_t axis) {
  const Noun limb = head_of(wing);
  return tail_of(wing) == kNull && head_of(limb) == kYes && tail_of(limb) == Noun::direct(axis);
}

}  // namespace galena::hoon
