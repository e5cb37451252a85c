// The grammar as one class; its functions are spread over the parser_*.cpp by subject.
//
// Every function parses one thing at the cursor. What fails returns none() (or false) and leaves the cursor where it
// was. Tall and wide forms differ in what separates arguments, so many functions take `tall`.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <string>
#include <vector>

#include "hoon/aura/literal.h"
#include "hoon/expand/desugar.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/tape.h"
#include "hoon/noun/tome.h"
#include "hoon/parse/imports.h"
#include "hoon/parse/runes.h"
#include "hoon/parse/witness.h"
#include "hoon/text/scanner.h"
#include "nock/base/scope.h"

namespace galena::hoon {

class Parser : public Scanner {
 public:
  // What a parser shares with those it starts on texts that it cut out of its own.
  struct Context {
    Context(Arena& a, Kelvin k) : arena(a), kelvin(k), desugar(a, k) {}
    Arena& arena;
    const Kelvin kelvin;
    Desugar desugar;
    Noun path;                     // where the source lies, (list @ta)
    std::vector<Noun> path_items;  // [%sand %ta item] of each
  };

  Parser(Context& context, const Source& source, bool spots, bool docs)
      : Scanner(source, context.kelvin.has(Difference::unended_comment) ? Comments::newline_or_end : Comments::newline),
        context_(context),
        arena_(context.arena),
        literals_(*this, context.arena, context.kelvin),
        spots_(spots),
        docs_(docs) {}

  // A whole file; one with an import header.
  Noun file();
  Noun file_with_imports(Builder builder, std::vector<Import>& imports);

  // Expressions and structures.
  Noun hoon(bool tall) { return tall ? this->tall() : wide(); }
  Noun spec(bool tall) { return tall ? tall_spec() : wide_spec(); }
  Noun tall();
  Noun wide();
  Noun tall_spec();
  Noun wide_spec();

  // What markdown (cram.h) needs of the rest.
  Noun sail_inline_embed();
  bool constant_name();
  Literals& literals() { return literals_; }
  // Who is told what is tried from now on; null for nobody.
  void tell(Witness* witness) { witness_ = witness; }
  Arena& arena() { return arena_; }
  // A parser for a text that was cut out of this one.
  std::unique_ptr<Parser> on(const Source& source) const {
    return std::make_unique<Parser>(context_, source, spots_, docs_);
  }

 private:
  friend class Cram;
  using Nouns = boost::container::small_vector<Noun, 16>;

  // ---- making nouns ----
  template <class... Rest>
  Noun make(Noun first, Rest... rest) {
    return arena_.tuple(first, rest...);
  }
  Noun rock(Noun aura, Noun value) { return make("rock"_n, aura, value); }
  Noun sand(Noun aura, Noun value) { return make("sand"_n, aura, value); }
  Noun some(Noun value) { return arena_.cons(kNull, value); }
  Noun single(Noun item) { return arena_.cons(item, kNull); }
  Noun tape(std::string_view text) { return tape_of(arena_, text); }
  // [tag tail] where there is a tail.
  Noun tagged(Noun tag, Noun tail) { return tail.is_none() ? tail : arena_.cons(tag, tail); }

  // ---- what is tried, for who watches ----
  void want(Wanted what) {
    if (witness_ != nullptr) [[unlikely]]
      witness_->want(p_, what);
  }
  // A form is open as long as this lives.
  class Opened {
   public:
    Opened(Parser& parser, const Witness::Form& form) : witness_(parser.witness_) {
      if (witness_ != nullptr) [[unlikely]]
        witness_->open(form);
    }
    ~Opened() {
      if (witness_ != nullptr) [[unlikely]]
        witness_->leave();
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

   private:
    Witness* witness_;
  };
  bool gap() {
    want(Wanted::gap);
    return Scanner::gap();
  }
  static constexpr std::string_view bracket(char closing) {
    switch (closing) {
      case ')':
        return ")";
      case ']':
        return "]";
      case '}':
        return "}";
      default:
        return ">";
    }
  }
  // Only who watches asks.
  std::string_view close_of(const char* shape) const {
    return witness_ == nullptr ? std::string_view() : closing_of(shape);
  }
  // What ends an open form.
  template <class Text>
  bool take_close(Text text) {
    want(Wanted::close);
    return take(text);
  }

  // ---- repetition ----
  // One or more items with separators between them, as a list. A separator that fails must leave the cursor.
  template <class Separator, class Item>
  Noun most(Separator separator, Item item) {
    Nouns items;
    Noun next = item();
    if (next.is_none()) return next;
    for (;;) {
      items.push_back(next);
      const char* const before = p_;
      if (!separator()) break;
      next = item();
      if (next.is_none()) {
        p_ = before;
        break;
      }
    }
    return arena_.list({items.data(), items.size()});
  }
  // `open`, then what `body` parses, then `close`.
  template <class Body>
  Noun enclosed(char open, char close, Body body) {
    const char* const start = p_;
    if (!take(open)) return Noun::none();
    const Opened opened(*this, {start, {start, 1}, bracket(close), nullptr, false});
    const Noun result = body();
    return result.is_none() || !take_close(close) ? none(start) : result;
  }
  // `lead`, then what `body` parses.
  template <class Body>
  Noun after(char lead, Body body) {
    const char* const start = p_;
    if (!take(lead)) return Noun::none();
    const Noun result = body();
    return result.is_none() ? none(start) : result;
  }
  Noun wide_hoons();  // separated by a space
  Noun wide_specs();
  Noun enclosed_hoons(char open, char close) {
    return enclosed(open, close, [&] { return wide_hoons(); });
  }
  Noun enclosed_specs(char open, char close) {
    return enclosed(open, close, [&] { return wide_specs(); });
  }

  // ---- memory of results ----
  enum class Rule : uint8_t { tall, wide, tall_spec, wide_spec, tall_sail };
  struct Remembered {
    Noun result;
    const char* end;
    Reach reach;
  };
  template <class Body>
  Noun remembered(Rule rule, Body body);
  template <class Body>
  bool parses_again(const Remembered& known, Body& body);

  // Records where `noun`, which began at `start`, stood, if that is wanted.
  Noun spotted(const char* start, Noun noun);

  // ---- separators (parser_args.cpp) ----
  bool take_space() {
    want(Wanted::space);
    return take(' ');
  }
  bool take_comma();  // ", "
  bool jump();        // a gap that ends before a doc comment
  bool gap_before_docs(bool tall) { return tall ? jump() : take_space(); }
  bool gap_or_space(bool tall) { return tall ? gap() : take_space(); }
  bool gap_or_comma(bool tall) { return tall ? gap() : take_comma(); }
  bool jump_or_comma(bool tall) { return tall ? jump() : take_comma(); }
  bool closing(bool tall);  // == in tall form

  // ---- arguments of runes (parser_args.cpp) ----
  Noun rune_arguments(const char* shape, bool tall);
  Noun arguments(const char* shape, bool tall);
  Noun argument(char kind, bool tall);
  Noun edits(bool tall);
  Noun cases(bool tall);
  Noun skin(bool tall);
  Noun declaration();
  Noun named_type();
  Noun names(bool tall);
  Noun tested(bool tall);
  Noun hint(bool tall);
  Noun jet_name();
  Noun jet_hooks(bool tall);
  Noun version();
  Noun count(char c, int most);
  Noun test_expression(const Rune& rune, Noun arguments);

  // ---- expressions (parser_expression.cpp) ----
  Noun rune_expression(bool tall);
  Noun long_form();
  Noun irregular();
  Noun irregular_sig();
  Noun irregular_cen();
  Noun irregular_tic();
  Noun irregular_buc();
  Noun tuple_brackets();
  Noun tall_brackets();
  Noun named_pair();
  Noun wide_bulb();
  Noun constant(Noun coin, bool rock);
  Noun call(Noun wing) { return make("cnts"_n, wing, kNull); }

  // ---- wings (parser_wing.cpp) ----
  Noun wing();
  Noun limb();
  Noun wings();
  Noun lark();
  Noun axis_limb();

  // ---- structures (parser_spec.cpp) ----
  Noun rune_structure(bool tall);
  Noun irregular_spec();
  Noun path_structure();
  Noun autonamed();
  Noun reference();
  Noun aura();

  // ---- text (parser_text.cpp) ----
  Noun cord();
  Noun cord_block();
  bool cord_byte(std::string& out);
  bool tape_piece(Nouns& out);
  bool tape_bytes(bool block, Nouns& out);
  template <class Separate>
  bool tapes(char lead, Separate separate);
  Noun woofs() { return joined_woofs(0); }
  Noun joined_woofs(char lead);
  Noun separate_tapes();
  Noun embed();
  int hex_escape();
  // Whether blocks are cut out first, and then parsed.
  bool cuts_blocks() const;
  // The text of a block between delimiters on lines of their own, without its margin; false where there is none. The
  // cursor is behind it then.
  bool take_block(std::string_view delimiter, bool comments, std::string& text);
  // What `body` parses with a parser for the text of such a block, all of it. That counts lines from the delimiter on,
  // which is one line too early: so does the reference.
  template <class Body>
  Noun in_cut_block(std::string_view delimiter, Body body) {
    const char* const start = p_;
    const Place at = place(start);
    const Reach before = reach();
    std::string text;
    if (!take_block(delimiter, false, text)) return none(start);
    const Source source(text, {at.line, 1});
    const std::unique_ptr<Parser> inner = on(source);
    const Noun result = body(*inner);
    if (!result.is_none() && inner->at_end()) return result;
    set_reach(before);
    const Place far = inner->farthest();
    look_at({far.line, far.column + at.column - 1});
    return none(start);
  }
  // What `body` parses in the view of the block that begins at the cursor.
  template <class Body>
  auto in_block(Body body) {
    const View block = block_view();
    enter(&block);
    auto result = body();
    leave(&block);
    return result;
  }

  // ---- paths (parser_path.cpp) ----
  using Tyke = std::vector<Noun>;  // none() stands for a place that the path of the source fills
  bool path_segments(Tyke& out);
  bool path_group(Tyke& out);
  Noun path_element();
  Noun path();
  Noun relative_path();
  bool path_tail(size_t& dropped, Tyke& out);
  bool path_fill(const std::vector<Noun>& source, const Tyke& tyke, std::vector<Noun>& out);
  Noun path_finish(const Tyke* head, const size_t* dropped, const Tyke* tail);
  Noun typed_path();
  Noun typed_segment();
  Noun written_segment();
  bool may_be_empty() const;  // a segment of a typed path

  // ---- the import header (parser_imports.cpp) ----
  void any_whitespace();
  void version_pin();
  Noun file_path();
  bool import_name(Import& out);
  Noun import_mark();
  bool import_line(Builder builder, Import::Kind kind, std::vector<Import>& out);
  void import_section(Builder builder, char rune, Import::Kind kind, std::vector<Import>& out);

  // ---- doc comments (parser_docs.cpp) ----
  struct Documented {
    Noun body = Noun::none();
    Noun before;  // (map cuff [cord sections]) of the comments above
    Noun after;   // cord of the comment on the line
  };
  template <class Body>
  Documented with_docs_before(Body body);
  template <class Body>
  Documented with_docs(Body body) {
    Documented found = with_docs_before(body);
    if (!found.body.is_none()) found.after = doc_after();
    return found;
  }
  // The body with its comments around it, in nouns tagged `tag`.
  Noun annotated(Noun tag, const Documented& found);
  Noun help(Noun cuff, Noun summary) { return make(cuff, summary, kNull); }
  Noun docs_before();
  Noun doc_after();
  bool leap();
  bool plain_comment();
  bool comment_lead();
  bool two_spaces() { return take("  "); }
  void skip_whitespace();
  Noun doc_links();
  Noun doc_link();
  bool wide_doc_head(Noun& cuff, Noun& summary);
  bool linked_doc_head(Noun& cuff, Noun& summary);
  Noun doc_sections(bool wide);
  Noun doc_line(bool wide);
  Noun rest_of_line();

  // ---- arms and chapters (parser_core.cpp) ----
  struct Arm {
    Noun docs;
    Noun name;
    Noun help;
    Noun body;
  };
  struct Chapter {
    Noun docs;
    Noun name;
    Noun arms;
  };
  Noun core_tail(bool tall);
  Noun aliased_core_tail(bool tall);
  bool chapter(Chapter& out);
  Noun arms();
  bool arm(Arm& out);
  Noun arm_map(const std::vector<Arm>& arms);

  // ---- sail (parser_sail.cpp) ----
  Noun sail(bool tall);
  Noun sail_top_level(bool tall);
  Noun sail_wide_top();
  Noun sail_tall_top();
  Noun sail_tall_top_alternatives();
  Noun sail_wide_inner_top();
  Noun sail_wide_tail();
  Noun sail_wide_children(Noun separated);
  Noun sail_wide_parens();
  Noun sail_wrapped();
  Noun sail_wide_quote(bool tall);
  Noun sail_quote_innards(bool tall, bool in_line);
  Noun sail_collapse(bool tall, Noun bytes);
  Noun sail_bracketed();
  Noun sail_tag_head();
  Noun sail_attributes();
  Noun sail_tall_attributes();
  Noun sail_attribute_value();
  Noun sail_name();
  Noun sail_mode();
  Noun sail_script();
  Noun sail_script_tail();
  Noun sail_tall_element();
  Noun sail_tall_tail();
  Noun sail_tall_children();
  Noun sail_text(Noun tape);
  Noun mixed_case_symbol();
  Noun markdown();

  Context& context_;
  Arena& arena_;
  Literals literals_;
  bool spots_;
  bool docs_;
  Witness* witness_ = nullptr;
  boost::unordered_flat_map<uint64_t, Remembered> memory_;
  bool parses_again_ = false;  // for checks
  struct {
    const char* begin = nullptr;
    const char* end = nullptr;
  } nameless_kets_;  // the last row of ^ that no name followed
};

// Offsets of a source are packed into keys (see Parser::remembered).
inline constexpr size_t kLongestSource = size_t{1} << 28;

// What `body` makes of a parser for `text`, on a deep stack. The rest: see ParseOptions. Throws Interrupted
// where this thread is to stop. Calls the grammar by `run_leavable`: a parser that was left is asked for no more than
// its places.
template <class Body>
auto parse_with(Arena& arena, std::string_view text, Kelvin kelvin, Noun path, Places places, Body&& body) {
  if (text.size() > kLongestSource) throw OutOfMemory{};
  // A text is the bytes of a cord, and those end where only zeros are left.
  while (!text.empty() && text.back() == 0) text.remove_suffix(1);
  return run_on_deep_stack(kDeepStack, [&] {
    Parser::Context context(arena, kelvin);
    const bool spots = !path.is_none() && places == Places::all;
    if (!path.is_none()) context.path = path;
    for (Noun rest = context.path; rest.is_cell(); rest = rest.tail()) {
      context.path_items.push_back(arena.tuple("sand"_n, "ta"_n, rest.head()));
    }
    const Source source(text);
    Parser parser(context, source, spots, has_docs(kelvin));
    return body(parser);
  });
}

// Results of stretches shorter than this are cheaper to find again than to remember.
inline constexpr ptrdiff_t kWorthRemembering = 32;

// The result of `body` at this place, found once. What it looked at is part of what is remembered.
template <class Body>
Noun Parser::remembered(Rule rule, Body body) {
  check_stack();
  const char* const start = p_;
  const uint64_t key = static_cast<uint64_t>(start - source().begin()) << 36 |
                       static_cast<uint64_t>(view() == nullptr ? 0 : view()->position - source().begin() + 1) << 8 |
                       static_cast<uint64_t>(rule) << 2 | uint64_t{spots_} << 1 | uint64_t{docs_};
  const Reach before = reach();
  if (const auto it = memory_.find(key); it != memory_.end()) {
    if (kChecks && GALENA_NOW_AND_THEN(100)) {
      const Remembered known = it->second;
      GALENA_CHECK(parses_again(known, body));
      merge_reach(known.reach);
      p_ = known.end;
      return known.result;
    }
    merge_reach(it->second.reach);
    p_ = it->second.end;
    return it->second.result;
  }
  restart_reach();
  const Noun result = body();
  // What fails leaves the cursor where it was.
  GALENA_CHECK(result.is_none() ? p_ == start : start <= p_);
  GALENA_CHECK(result.is_none() || arena_.owns(result));
  if (reach().far - start >= kWorthRemembering || reach().other.line != 0) {
    memory_.emplace(key, Remembered{result, p_, reach()});
  }
  merge_reach(before);
  return result;
}

// Whether `body` makes of this place what is remembered. Leaves the cursor anywhere, and the reach as it was. Of a text
// with views or miscounts, which parsing adds to, it says yes.
template <class Body>
bool Parser::parses_again(const Remembered& known, Body& body) {
  if (parses_again_ || !has_plain_places()) return true;
  const Replaced again(parses_again_, true);
  const Reach before = reach();
  restart_reach();
  const Noun result = body();
  const bool same = result == known.result && p_ == known.end && reach().far <= known.reach.far;
  set_reach(before);
  return same;
}

// Comments above belong to `body`, if it follows; else they are none.
template <class Body>
Parser::Documented Parser::with_docs_before(Body body) {
  Documented found;
  if (!has_docs(context_.kelvin)) {
    found.body = body();
    return found;
  }
  const char* const start = p_;
  const int c = peek();
  if (c == ':' || c == ' ' || c == '\n') {
    found.before = docs_ ? docs_before() : kNull;
    // The newline that ended a doc comment counts as the beginning of the gap after it.
    bool gapped = true;
    if (found.before == kNull) {
      gapped = gap();
    } else {
      skip_whitespace();
    }
    if (gapped) {
      found.body = body();
      if (!found.body.is_none()) return found;
      p_ = start;
      found.before = kNull;
    }
  }
  found.body = body();
  return found;
}

}  // namespace galena::hoon
