// The mistakes that everybody makes, by the text around the place and what was wanted there. Each is a function that
// says which one it is, and what to write instead, or nothing; the first that knows has the word.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "hoon/parse/runes.h"
#include "hoon/text/scanner.h"
#include "tools/galena/diagnose/syntax.h"

namespace galena::tools {
namespace {

using hoon::is_digit;
using hoon::is_lower;
using hoon::is_upper;
using hoon::OpenForm;
using hoon::Wanted;
using Words = std::optional<std::string>;

// Where it went wrong: the parser got to `far`, and tried something at `at`, which is there or before it.
class Site {
 public:
  Site(const hoon::Expected& expected, const hoon::Source& source)
      : expected_(expected),
        source_(source),
        begin_(source.begin()),
        end_(source.end()),
        far_(source.at(expected.farthest)),
        at_(std::min(source.at(expected.at), far_)) {}

  bool wants(Wanted wanted) const {
    return std::find(expected_.wanted.begin(), expected_.wanted.end(), wanted) != expected_.wanted.end();
  }
  bool wants_part() const { return wants(Wanted::expression) || wants(Wanted::structure) || wants(Wanted::wing); }
  // The byte that many behind the place, or before it; -1 beyond the text.
  int far(int by = 0) const { return byte(far_, by); }
  int at(int by = 0) const { return byte(at_, by); }
  std::string_view rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }
  std::string_view rest_of_far() const { return {far_, static_cast<size_t>(end_ - far_)}; }
  // All around the place that `belongs`.
  template <class Belongs>
  std::string_view word(Belongs belongs) const {
    const char *from = far_, *to = far_;
    while (from > begin_ && belongs(static_cast<unsigned char>(from[-1]))) --from;
    while (to < end_ && belongs(static_cast<unsigned char>(*to))) ++to;
    return {from, static_cast<size_t>(to - from)};
  }
  // The byte before the word that a view of it begins.
  int before(std::string_view word) const {
    return word.data() > begin_ ? static_cast<unsigned char>(word.data()[-1]) : -1;
  }
  int begin_of_form(int by) const { return byte(source_.at(form()->at), by); }
  std::string_view from_form() const {
    const char* const from = source_.at(form()->at);
    return {from, from};
  }
  const OpenForm* form() const { return expected_.open.empty() ? nullptr : &expected_.open.back(); }
  bool is_in(std::string_view glyphs) const { return form() != nullptr && form()->glyphs == glyphs; }
  bool in_wide_brackets() const {
    return form() != nullptr && !form()->tall && form()->glyphs.find_first_of("([{<") != std::string::npos;
  }
  bool in_text() const { return form() != nullptr && form()->glyphs.find_first_of("'\"") != std::string::npos; }
  // The form around the innermost one.
  const OpenForm* outer() const {
    return expected_.open.size() < 2 ? nullptr : &expected_.open[expected_.open.size() - 2];
  }
  // The glyphs at the place or, where there are none, those that end there: what some alternatives take for a name or
  // a constant may be half of what was meant.
  std::string_view glyphs() const {
    const char* from = at_ < end_ && is_glyph(*at_) ? at_ : at_ > begin_ && is_glyph(at_[-1]) ? at_ - 1 : at_;
    if (from == end_ || !is_glyph(*from)) return {at_, at_};
    const char* to = from;
    while (from > begin_ && is_glyph(from[-1])) --from;
    while (to < end_ && is_glyph(*to)) ++to;
    return {from, static_cast<size_t>(to - from)};
  }
  hoon::Place place(std::string_view piece) const { return source_.place(piece.data()); }
  // The line above the one that a piece stands on, without what is white at both ends.
  std::string_view line_above(std::string_view piece) const {
    const char* to = line_before(piece).data();
    while (to > begin_ && (to[-1] == '\n' || to[-1] == ' ')) --to;
    const char* from = to;
    while (from > begin_ && from[-1] != '\n') --from;
    while (from < to && *from == ' ') ++from;
    return {from, static_cast<size_t>(to - from)};
  }
  // What stands on the line in front of a piece of the text, and what behind it.
  std::string_view line_before(std::string_view piece) const {
    const char* from = piece.data();
    while (from > begin_ && from[-1] != '\n') --from;
    return {from, static_cast<size_t>(piece.data() - from)};
  }
  std::string_view line_behind(std::string_view piece) const {
    const char* const from = piece.data() + piece.size();
    return {from, static_cast<size_t>(std::find(from, end_, '\n') - from)};
  }
  bool in_core() const {
    return std::any_of(expected_.open.begin(), expected_.open.end(), [](const OpenForm& f) { return f.close == "--"; });
  }
  const std::optional<OpenForm>& complete() const { return expected_.complete; }

 private:
  int byte(const char* from, int by) const {
    const char* const p = from + by;
    return p >= begin_ && p < end_ ? static_cast<unsigned char>(*p) : -1;
  }

  static bool is_glyph(char c) { return std::string_view("|$%:.^~;=?!+-/<>&@#_*{").find(c) != std::string_view::npos; }

  const hoon::Expected& expected_;
  const hoon::Source& source_;
  const char *begin_, *end_, *far_, *at_;
};

bool is_name_byte(int c) {
  return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_';
}

// ---- bytes that are nothing in Hoon ----

Words foreign_byte(const Site& site) {
  const std::string_view rest = site.rest_of_far();
  if (site.far() == '\t') return "tabs are not white space in Hoon: write spaces";
  if (site.far() == '\r') return "a carriage return is not white space in Hoon: lines end with a newline alone";
  if (rest.starts_with("\xe2\x80\x9c") || rest.starts_with("\xe2\x80\x9d")) {
    return "a typographic quote begins no text: write `\"`";
  }
  if (rest.starts_with("\xe2\x80\x98") || rest.starts_with("\xe2\x80\x99")) {
    return "a typographic quote begins no text: write `'`";
  }
  if (rest.starts_with("\xc2\xa0")) return "a no-break space is not white space in Hoon: write a space";
  if (rest.starts_with("\xef\xbb\xbf")) return "a byte order mark is not white space in Hoon: leave it out";
  if (site.far() >= 0x80) return "letters beyond ASCII stand in cords, tapes and comments only";
  return {};
}

// ---- numbers ----

// The digits in groups of `size` from the right, without zeros in front.
std::string grouped(std::string digits, size_t size) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  for (size_t at = digits.size(); at > size;) {
    at -= size;
    digits.insert(at, 1, '.');
  }
  return digits;
}

Words number(const Site& site) {
  const std::string_view word = site.word([](int c) { return is_name_byte(c) || c == '.'; });
  if (word.empty() || !is_digit(static_cast<unsigned char>(word[0])) || site.before(word) == '~') return {};
  if (site.in_text()) return {};
  std::string digits(word);
  std::erase(digits, '.');
  const auto all = [](std::string_view text, auto is) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [&](char c) { return is(static_cast<unsigned char>(c)); });
  };
  if (word.size() > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X' || word[1] == 'b')) {
    std::string_view tail = std::string_view(digits).substr(2);
    std::string lower(tail);
    for (char& c : lower) c = is_upper(c) ? static_cast<char>(c + 32) : c;
    if (word[1] == 'b' ? !all(tail, [](int c) { return c == '0' || c == '1'; })
                       : !all(lower, [](int c) { return hoon::lower_hex_value(c) >= 0; })) {
      return {};
    }
    const std::string right = fmt::format("0{}{}", word[1] == 'b' ? 'b' : 'x', grouped(lower, 4));
    if (right == word) return {};
    if (lower != tail || word[1] == 'X') return fmt::format("hexadecimal digits are lower-case: `{}`", right);
    return fmt::format("{} digits are grouped in fours: `{}`", word[1] == 'b' ? "binary" : "hexadecimal", right);
  }
  if (!all(digits, [](int c) { return is_digit(c); })) return {};
  if (word.find('.') != word.npos) {
    const size_t dot = word.find('.');
    if (word.rfind('.') == dot && word.size() - dot - 1 != 3 && dot + 1 < word.size()) {
      return fmt::format("a dot groups digits in threes: `{}`; a fraction is a `@rs`, `.{}`", grouped(digits, 3), word);
    }
  }
  if (digits.size() > 1 && digits[0] == '0') {
    return fmt::format("a number has no `0` in front: `{}`", grouped(digits, 3));
  }
  if (digits.size() < 4 || grouped(digits, 3) == word) return {};
  return fmt::format("digits are grouped in threes: `{}`", grouped(digits, 3));
}

// ---- names ----

Words name(const Site& site) {
  if (site.in_text()) return {};
  const std::string_view word = site.word(is_name_byte);
  if (word.empty() || is_digit(static_cast<unsigned char>(word[0]))) return {};
  const bool bad = std::any_of(word.begin(), word.end(), [](char c) { return is_upper(c) || c == '_'; });
  if (!bad || (site.far() != '_' && !is_upper(site.far()) && !is_upper(site.far(-1)) && site.far(-1) != '_')) return {};
  std::string right;
  char before = 0;
  for (const char c : word) {
    const bool inner = is_lower(std::exchange(before, c));
    if (is_upper(c)) {
      if (inner) right += '-';
      right += static_cast<char>(c + 32);
    } else if (c != '_') {
      right += c;
    } else if (!right.empty() && right.back() != '-') {
      right += '-';
    }
  }
  while (!right.empty() && right.back() == '-') right.pop_back();
  return fmt::format("names are lower-case letters, digits and hyphens: `{}`", right);
}

// ---- what stands between parts ----

Words comma(const Site& site) {
  if (site.far() == ',' && !site.in_text()) {
    const std::string_view digits = site.word([](int c) { return is_digit(c) || c == ','; });
    if (digits.size() > 4 && digits[digits.size() - 4] == ',' && digits.front() != ',') {
      std::string plain(digits);
      std::erase(plain, ',');
      return fmt::format("a dot groups digits in threes, and no comma: `{}`", grouped(plain, 3));
    }
  }
  if (site.far() == ',' && site.in_wide_brackets() && !site.wants(Wanted::comma)) {
    return "parts are separated by a space, without a comma";
  }
  if (site.wants(Wanted::comma) && (site.far(-1) == ',' || (site.far() == ' ' && site.at() == ' ')))
    return "pairs are separated by a comma and one space";
  return {};
}

Words tall_space(const Site& site) {
  if (!site.wants(Wanted::gap) || site.at() != ' ' || site.at(1) == ' ' || site.at(1) == '\n') return {};
  if (site.in_wide_brackets() || site.in_text()) return {};
  return "in tall form two spaces or a new line stand between parts";
}

std::string wide_line(const OpenForm& form) {
  return fmt::format("the line ends here, and {} is not closed: wide form stays on its line", name_of(form));
}

// One blank before all or behind all, which is neither a gap nor nothing.
Words blank_at_an_edge(const Site& site) {
  if (site.at() != ' ' || site.in_text() || site.form() != nullptr) return {};
  constexpr std::string_view kBlank = " \n";
  if (site.rest().find_first_not_of(kBlank) == std::string_view::npos) {
    return "one blank stands behind the end: leave it out";
  }
  if (site.line_before(site.rest()).empty() && site.line_above(site.rest()).empty()) {
    return "one blank stands in front of all: leave it out";
  }
  return {};
}

Words comment_without_end(const Site& site) {
  if (site.far() != -1 || site.far(-1) == '\n' || site.in_text()) return {};
  if (site.line_before(site.rest_of_far()).find("::") == std::string_view::npos) return {};
  return "a comment ends with a new line, and the text ends here";
}

// `[ 1 2]` began as the tall form of brackets.
Words space_in_brackets(const Site& site) {
  if (!site.is_in("[") || site.begin_of_form(1) != ' ' || site.begin_of_form(2) == ' ' || !site.wants(Wanted::gap)) {
    return {};
  }
  return "no white space stands behind `[` in wide form; in tall form gaps stand between all parts";
}

Words wide_space(const Site& site) {
  if (!site.in_wide_brackets() || !site.wants_part()) return {};
  const int c = site.at();
  if (c == ' ' || c == '\n') {
    const bool first = site.at(-1) == site.form()->glyphs.back();
    if (first) return fmt::format("no white space stands behind `{}` in wide form", site.form()->glyphs);
    if (c == ' ') return "in wide form one space stands between parts";
    return wide_line(*site.form());
  }
  if (site.at(-1) == ' ' && site.rest().starts_with(site.form()->close)) {
    return fmt::format("no space stands before `{}`", site.form()->close);
  }
  return {};
}

Words broken_line(const Site& site) {
  if (site.far() != '\n' || site.far(1) < 0 || site.form() == nullptr || site.form()->close.empty()) return {};
  if (site.in_text() && !site.form()->tall) {
    const char* const block = site.form()->glyphs == "'" ? "'''" : "\"\"\"";
    return fmt::format("the line ends here, and {} is not closed; longer texts stand between two `{}`",
                       name_of(*site.form()), block);
  }
  if (!site.in_wide_brackets() || !site.wants(Wanted::space)) return {};
  return wide_line(*site.form());
}

// ---- parts of runes ----

bool begins_arm(std::string_view text) {
  return text.starts_with("++") || text.starts_with("+$") || text.starts_with("+|") || text.starts_with("+*");
}
bool closes(std::string_view text) {
  return text.starts_with("--") || text.starts_with("==");
}

// What comes next cannot be a part. One `+` or `-` is a wing, and may have been taken for the part that is missing.
Words missing_part(const Site& site) {
  const std::string_view glyphs = site.glyphs();
  if (!begins_arm(glyphs) && !closes(glyphs)) return {};
  if (!site.line_before(glyphs).empty() && site.line_before(glyphs).back() != ' ') return {};
  const std::string_view above = site.line_above(glyphs);
  if ((above.starts_with("++  ") || above.starts_with("+$  ")) && above.find(' ', 4) == above.npos &&
      site.line_before(glyphs).find_first_not_of(' ') == std::string_view::npos && begins_arm(glyphs)) {
    const hoon::Place at = site.place(above);
    return fmt::format("`{}` of {}:{} is an arm without its body", above.substr(0, 2), at.line, at.column);
  }
  if (glyphs.data() < site.rest().data()) {
    if (!site.complete() || site.complete()->takes < 2 || !site.complete()->tall) return {};
    OpenForm form = *site.complete();
    form.parts = form.takes - 1;
    return open_words(form, false);
  }
  if (!site.wants_part() || site.form() == nullptr || !site.form()->tall) return {};
  const std::string words = open_words(*site.form(), false);
  return words.empty() ? Words() : words;
}

// In wide form.
Words count_of_parts(const Site& site) {
  if (!site.is_in("(") || site.outer() == nullptr || site.outer()->takes == 0 || site.at() != ')') return {};
  const OpenForm& rune = *site.outer();
  if (rune.at.line != site.form()->at.line || rune.at.column + rune.glyphs.size() != site.form()->at.column) return {};
  if (rune.parts < rune.takes) return open_words(rune, false);
  return fmt::format("{} takes {}, and has more", name_of(rune), parts_words(rune.takes));
}

Words lost_arm(const Site& site) {
  const std::string_view glyphs = site.glyphs();
  if (!begins_arm(glyphs) || site.in_core() || !site.line_before(glyphs).empty()) return {};
  return "an arm stands in a core: begin it with `|%`, and end it with `--`";
}

Words needless_close(const Site& site) {
  const std::string_view rest = site.rest();
  if (!closes(rest) || site.wants(Wanted::expression)) return {};
  const std::string close(rest.substr(0, 2));
  if (site.complete() && site.complete()->tall && site.complete()->takes > 0) {
    return fmt::format("{} has all its parts: no `{}` closes it", name_of(*site.complete()), close);
  }
  if (site.form() != nullptr && site.form()->tall && !site.form()->close.empty() && site.form()->close != close) {
    return fmt::format("{} is closed by `{}`, and not by `{}`", name_of(*site.form()), site.form()->close, close);
  }
  return fmt::format("nothing is open that `{}` closes", close);
}

Words extra_part(const Site& site) {
  if (!site.wants(Wanted::end) || site.far() < 0) return {};
  const int c = site.far();
  if (c == ')' || c == ']' || c == '}') return fmt::format("nothing is open that `{}` closes", static_cast<char>(c));
  if (!site.complete() || site.complete()->takes == 0 || c == ' ' || c == '\n') return {};
  return fmt::format("{} takes {}, and has {}: this is one more", name_of(*site.complete()),
                     parts_words(site.complete()->takes), site.complete()->takes == 1 ? "it" : "them");
}

Words mismatched_close(const Site& site) {
  const int c = site.far();
  if ((c != ')' && c != ']' && c != '}' && c != '>') || !site.wants(Wanted::close) || site.in_text()) return {};
  if (site.form() == nullptr || site.form()->close.empty() || site.form()->close[0] == c) return {};
  return fmt::format("{} is closed by `{}`, and not by `{}`", name_of(*site.form()), site.form()->close,
                     static_cast<char>(c));
}

// ---- other languages ----

struct Foreign {
  std::string_view text, words;
};
constexpr Foreign kGlyphs[] = {
    {"//", "a comment begins with `::`"}, {"/*", "a comment begins with `::`, on each line"},
    {"#", "a comment begins with `::`"},  {"&&", "`a` and `b` is `&(a b)`"},
    {"||", "`a` or `b` is `|(a b)`"},     {"{", "braces stand in tapes and sail only: a cell is `[a b]`"},
};
// What a line begins with.
constexpr Foreign kWords[] = {
    {"let ", "a name is bound by `=/  name  value`"},
    {"var ", "a name is bound by `=/  name  value`"},
    {"const ", "a name is bound by `=/  name  value`"},
    {"if ", "a choice is `?:  test  yes  no`"},
    {"function ", "a gate is `|=  a=@  body`"},
    {"def ", "a gate is `|=  a=@  body`"},
    {"fn ", "a gate is `|=  a=@  body`"},
    {"return ", "nothing is returned: an expression is its value"},
    {"import ", "a library is imported by `/+  name`, at the head of a file"},
};
// What stands between two operands, elsewhere. A longer one stands before what it begins with.
struct Operator {
  std::string_view glyphs, gate;
};
constexpr Operator kOperators[] = {
    {"**", "pow"}, {"<=", "lte"}, {">=", "gte"}, {"+", "add"}, {"-", "sub"},
    {"*", "mul"},  {"/", "div"},  {"%", "mod"},  {"<", "lth"}, {">", "gth"},
};
constexpr std::string_view kBinding = "a name is bound by `=/  name  value`; whether two are equal is `=(a b)`";

// The operator that stands at the place, a blank on either side of it or behind it.
Words between_operands(const Site& site) {
  if (site.in_text()) return {};
  const std::string_view at_blank = site.rest().starts_with(' ') ? site.rest().substr(1) : std::string_view();
  const std::string_view glyphs = site.glyphs();
  const std::string_view before = site.line_before(glyphs);
  const bool apart = before.size() > 1 && before.back() == ' ' && before[before.size() - 2] != ' ';
  for (const auto& [text, gate] : kOperators) {
    const bool behind_blank = at_blank.starts_with(text) && at_blank.substr(text.size()).starts_with(' ');
    const bool here = apart && glyphs == text && site.line_behind(glyphs).starts_with(' ');
    if (behind_blank || here) return fmt::format("no operators stand between their operands: `({} a b)`", gate);
  }
  return {};
}

// `add(1, 2)`, where a parenthesis behind a name begins changes of it.
Words call_from_outside(const Site& site) {
  if (!site.is_in("(") || site.form()->tall || !is_name_byte(site.begin_of_form(-1))) return {};
  if (!site.wants(Wanted::wing) && site.far() != ',') return {};
  std::string_view name(site.line_before(site.from_form()));
  size_t from = name.size();
  while (from > 0 && is_name_byte(static_cast<unsigned char>(name[from - 1]))) --from;
  name.remove_prefix(from);
  if (name.empty() || !is_lower(static_cast<unsigned char>(name[0]))) return {};
  return fmt::format("a call has its gate within: `({0} a b)`; `{0}(face value)` is `{0}` with a change", name);
}

Words two_are_equal(const Site& site) {
  if (!site.is_in("(") || site.begin_of_form(-1) != '=' || !site.wants(Wanted::close) || site.at() != ' ') return {};
  return "`=(a b)` takes two parts: of three, `&(=(a b) =(b c))`";
}

Words other_language(const Site& site) {
  if (site.in_text()) return {};
  const std::string_view glyphs = site.glyphs();
  const bool apart = site.line_before(glyphs).ends_with(' ') && !site.line_before(glyphs).ends_with("  ") &&
                     site.line_behind(glyphs).starts_with(' ');
  if (apart && (glyphs == "=" || glyphs == "==")) return std::string(kBinding);
  if (apart && glyphs == "!=") return "whether two differ is `!=(a b)`";
  if (apart && glyphs == ":=") return "a name is bound by `=/  name  value`, and changed by `=.  name  value`";
  std::string_view rest = site.rest();
  if (rest.starts_with(" = ") || rest.starts_with(" == ")) return std::string(kBinding);
  if (rest.starts_with(" := ")) return "a name is bound by `=/  name  value`, and changed by `=.  name  value`";
  for (const auto& [text, words] : kGlyphs) {
    if (glyphs.starts_with(text)) return std::string(words);
  }
  const std::string_view before = site.line_before(rest);
  const std::string_view line(before.data(), before.size() + site.line_behind({rest.data(), 0}).size());
  const std::string_view text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
  if (site.wants(Wanted::gap)) {
    for (const auto& [word, words] : kWords) {
      if (text.starts_with(word)) return std::string(words);
    }
  }
  if (site.far() == ';' && !site.wants_part()) return "nothing ends with `;`: a gap ends a part in tall form";
  return {};
}

// ---- the head of a file ----

constexpr Foreign kImports[] = {
    {"/-", "`/-  name` imports a structure, `sur/name.hoon`"},
    {"/+", "`/+  name` imports a library, `lib/name.hoon`"},
    {"/=", "`/=  name  /path` imports a file"},
    {"/*", "`/*  name  %mark  /path` imports what a file holds"},
    {"/~", "`/~  name  type  /path` imports the files of a folder"},
    {"/%", "`/%  name  %mark` imports a mark"},
    {"/$", "`/$  name  %from  %to` imports a conversion of marks"},
    {"/#", "`/#  name` imports data"},
};

Words import_line(const Site& site) {
  const bool in_line = site.form() != nullptr && site.form()->glyphs.starts_with('/');
  const std::string_view glyphs = in_line ? std::string_view(site.form()->glyphs) : site.glyphs();
  if (!in_line && !site.line_before(glyphs).empty()) return {};
  for (const auto& [rune, words] : kImports) {
    if (!glyphs.starts_with(rune)) continue;
    if (in_line) return std::string(words);
    return std::string(words) + ", at the head of a file that is built";
  }
  return {};
}

Words no_rune(const Site& site) {
  const std::string_view glyphs = site.glyphs();
  if (glyphs.size() < 2 || begins_arm(glyphs) || closes(glyphs)) return {};
  const std::string_view two = glyphs.substr(0, 2);
  // Only where a rune would begin, and its gap follow.
  const std::string_view before = site.line_before(glyphs), behind = site.line_behind(two);
  if (!before.empty() && before.back() != ' ' && before.back() != '(' && before.back() != '[') return {};
  if (!behind.starts_with("  ") && !behind.starts_with('(') && !behind.empty()) return {};
  const hoon::Rune* const rune = hoon::find_rune({}, two[0], two[1]);
  if (rune == nullptr) {
    if (!hoon::begins_expression_rune(two[0])) return {};
    return fmt::format("`{}` is no rune", two);
  }
  if (site.wants(Wanted::structure) && !site.wants(Wanted::expression) && rune->structure[0] == 0) {
    return fmt::format("`{}` is a rune of expressions, and here a structure (a type) is wanted", two);
  }
  return {};
}

// ---- texts ----

Words escape(const Site& site) {
  if (!site.in_text()) return {};
  const int c = site.far();
  const bool escaped = site.far(-1) == '\\' || (site.far(-2) == '\\' && hoon::hex_value(site.far(-1)) >= 0);
  if (!escaped) return {};
  if (site.far(-1) == '\\' && c == 'n') return "a new line in a text is `\\0a`";
  if (site.far(-1) == '\\' && c == 't') return "a tab in a text is `\\09`";
  return "behind `\\` stands `\\`, the quote, or a byte as two hexadecimal digits";
}

Words edit(const Site& site) {
  if (site.far() != '=' || !site.is_in("(") || !site.wants(Wanted::space) || site.wants(Wanted::close)) return {};
  return "an edit is a wing, a space and the value: `thing(face value)`";
}

using Mistake = Words (*)(const Site&);
constexpr Mistake kMistakes[] = {
    foreign_byte,      escape,         comment_without_end,
    broken_line,       number,         name,
    call_from_outside, comma,          edit,
    two_are_equal,     count_of_parts, space_in_brackets,
    import_line,       missing_part,   lost_arm,
    between_operands,  other_language, blank_at_an_edge,
    tall_space,        wide_space,     no_rune,
    needless_close,    extra_part,     mismatched_close,
};

}  // namespace

std::optional<std::string> common_mistake(const hoon::Expected& expected, const hoon::Source& source) {
  const Site site(expected, source);
  for (const Mistake mistake : kMistakes) {
    if (Words words = mistake(site)) return words;
  }
  return {};
}

}  // namespace galena::tools
