#include <algorithm>

#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/tome.h"
#include "hoon/noun/treap.h"
#include "hoon/print/print_ast_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

using namespace std::string_view_literals;

using RuneIndex = boost::unordered_flat_map<uint64_t, const Rune*>;

// The last of several runes for one tag counts: the table has the usual one last.
const Rune* expression_rune(Noun tag) {
  static const RuneIndex index = [] {
    RuneIndex runes;
    for (const Rune& rune : all_runes()) {
      if (!rune.tag.is_none() && rune.expression[0] != '$') runes[rune.tag.word()] = &rune;
    }
    return runes;
  }();
  const auto found = index.find(tag.word());
  return found == index.end() ? nullptr : found->second;
}

const Rune* structure_rune(Noun tag) {
  static const RuneIndex index = [] {
    RuneIndex runes;
    for (const Rune& rune : all_runes()) {
      if (!rune.structure_tag.is_none() && rune.structure_tag != "make"_n) runes[rune.structure_tag.word()] = &rune;
    }
    return runes;
  }();
  const auto found = index.find(tag.word());
  return found == index.end() ? nullptr : found->second;
}

bool is_list(char kind) {
  return "HSECDTcA"sv.find(kind) != std::string_view::npos;
}

Noun without_spots(Noun noun) {
  while (is_tagged(noun, "dbug"_n)) noun = tail_of(noun.tail());
  return noun;
}

// The nodes of a map, by their keys: `$` first, then in the order of the alphabet.
Scratch<Noun> sorted_nodes(Noun map) {
  Scratch<Noun> nodes;
  set_items(map, nodes);
  std::sort(nodes.begin(), nodes.end(), [](Noun a, Noun b) { return cord_text(a.head()) < cord_text(b.head()); });
  return nodes;
}

// [%help cuff crib], the content of a documentation comment.
Noun help_of(Noun noun, Noun note_tag) {
  if (!is_tagged(noun, note_tag)) return Noun::none();
  const Noun note = head_of(noun.tail());
  return is_tagged(note, "help"_n) ? note.tail() : Noun::none();
}

// A summary without details, which may stand behind what it describes.
bool is_line(Noun crib) {
  const Noun summary = head_of(crib);
  return tail_of(crib) == kNull && summary.is_atom() && summary != kNull && cord_text(summary)[0] != ' ';
}
bool is_plain(Noun help) {
  return head_of(help) == kNull && is_line(tail_of(help));
}

}  // namespace

Form AstPrinter::form_of(std::string_view glyphs, const char* shape, Noun arguments) {
  if (const char* bar = std::char_traits<char>::find(shape, std::char_traits<char>::length(shape), '|')) {
    // The first argument may be left out where it is 0.
    if (head_of(arguments) == kNull) return form_of(glyphs, bar + 1, arguments);
  }
  Form form{glyphs, {}};
  size_t parts = 0;
  for (const char* c = shape; *c != '\0' && *c != '|'; ++c) parts += *c != ' ' && *c != '_' && *c != '.';
  bool docs = true;
  for (const char* c = shape; *c != '\0' && *c != '|'; ++c) {
    switch (*c) {
      case ' ':
        docs = true;
        continue;
      case '_':
        docs = false;
        continue;
      case '.':
        form.arguments.back().closed = true;
        continue;
      default:
        break;
    }
    GALENA_CHECK(parts > 0);
    const Noun part = --parts == 0 ? arguments : head_of(arguments);
    arguments = tail_of(arguments);
    if (*c == '0') continue;
    form.arguments.push_back({*c, part, docs, *c == 'T'});
  }
  const bool sound = std::none_of(form.arguments.begin(), form.arguments.end(), [](const Argument& a) {
    if (a.noun.is_none()) return true;
    switch (a.kind) {
      case 'H':
      case 'S':
      case 'E':
      case 'C':
        return !a.noun.is_cell();
      case 'T':
        return !is_tagged(a.noun, "cltr"_n) || !a.noun.tail().is_cell();
      case '1':
        return tail_of(a.noun) != kNull;
      default:
        return false;
    }
  });
  return sound ? form : Form{};
}

// A test of a hoon that is no wing: =+ with a test of the head of the subject, where each branch has the subject
// without it. This is how the parser writes `?=(spec hoon)` and its kin.
Form AstPrinter::tested_form(Noun hoon) {
  if (hoon.tail().is_atom()) return {};
  if (is_tagged(hoon, "tstr"_n)) return tested_wing_form(hoon);
  if (!is_tagged(hoon, "tsls"_n)) return {};
  const Noun tested = hoon.tail().head();
  const Noun test = hoon.tail().tail();
  if (test.is_atom() || test.head().is_cell() || test.tail().is_atom()) return {};
  const Noun rest = test.tail();
  const auto glyphs = [&] { return expression_rune(test.head())->glyphs; };
  switch (test.head().word()) {
    case "wtts"_w:
    case "wthx"_w: {
      const Noun pattern = rest.head();
      if (!is_wing_of_axis(rest.tail(), 2) || !is_tagged(pattern, "over"_n)) return {};
      if (!is_wing_of_axis(head_of(pattern.tail()), 3)) return {};
      const char kind = test.head() == "wtts"_n ? 's' : 'k';
      const Noun named = without_spots(tested);
      const bool has_name = is_tagged(named, "ktts"_n) && head_of(named.tail()).is_atom();
      return {glyphs(),
              {{kind, tail_of(pattern.tail()), true, false},
               {has_name ? 'v' : 'u', has_name ? named.tail() : tested, false, false}}};
    }
    case "wtkt"_w:
    case "wtpt"_w:
    case "wtsg"_w: {
      const Noun yes = outside_test(head_of(rest.tail()));
      const Noun no = outside_test(tail_of(rest.tail()));
      if (!is_wing_of_axis(rest.head(), 2) || yes.is_none() || no.is_none()) return {};
      return {glyphs(), {{'u', tested, true, false}, {'h', yes, false, false}, {'h', no, false, false}}};
    }
    case "wthp"_w:
    case "wtls"_w: {
      const bool otherwise = test.head() == "wtls"_n;
      const Noun unmatched = otherwise ? outside_test(head_of(rest.tail())) : kNull;
      const Noun cases = otherwise ? tail_of(rest.tail()) : rest.tail();
      if (!is_wing_of_axis(rest.head(), 2) || unmatched.is_none() || head_of(cases).is_none()) return {};
      for (Noun left = cases; left.is_cell(); left = left.tail()) {
        if (outside_test(tail_of(left.head())).is_none()) return {};
      }
      Form form{glyphs(), {{'u', tested, true, false}}};
      if (otherwise) form.arguments.push_back({'h', unmatched, false, false});
      form.arguments.push_back({'D', cases, false, true});
      return form;
    }
    default:
      return {};
  }
}

// The same for a wing with a name, `?=(spec name=wing)`: [%tstr [name ~] [%wing wing] test], where the wing begins with
// an axis, because then =* cannot say it.
Form AstPrinter::tested_wing_form(Noun hoon) {
  const Noun given = head_of(hoon.tail());
  const Noun place = head_of(hoon.tail().tail());
  const Noun test = tail_of(hoon.tail().tail());
  if (tail_of(given) != kNull || !is_tagged(place, "wing"_n) || !is_tagged(head_of(place.tail()), kYes)) return {};
  if (test.is_none() || test.is_atom() || test.head().is_cell()) return {};
  const Rune* rune = expression_rune(test.head());
  if (rune == nullptr || std::string_view(rune->expression).find('t') == std::string_view::npos) return {};
  Form form = form_of(rune->glyphs, rune->expression, test.tail());
  for (Argument& argument : form.arguments) {
    if (argument.kind != 't') continue;
    if (argument.noun.is_atom() || argument.noun.head() != given.head() || argument.noun.tail() != kNull) return {};
    argument.kind = 'x';
    argument.noun = hoon.tail();
  }
  return form;
}

// %~, the null constant, with a gap behind it is a rune, so that a tall form must not have it in front of other
// arguments.
bool AstPrinter::has_null_before_gap(const Form& form) {
  const auto is_null = [](Noun noun) {
    noun = without_spots(noun);
    return (is_tagged(noun, "rock"_n) || is_tagged(noun, "leaf"_n)) && head_of(noun.tail()) == "n"_n;
  };
  for (const Argument& argument : form.arguments) {
    switch (argument.kind) {
      case 'h':
      case 'k':
        if (is_null(argument.noun) && &argument != &form.arguments.back()) return true;
        break;
      case 'H':
      case 'T':
        for (Noun items = argument.noun; items.is_cell(); items = items.tail()) {
          if (is_null(items.head()) && items.tail().is_cell()) return true;
        }
        break;
      case 'E':
        for (Noun edits = argument.noun; edits.is_cell(); edits = edits.tail()) {
          if (is_null(tail_of(edits.head())) && edits.tail().is_cell()) return true;
        }
        break;
      default:
        break;
    }
  }
  return false;
}

Form AstPrinter::hoon_form(Noun hoon) {
  if (hoon.is_atom() || hoon.head().is_cell()) return {};
  if (Form tested = tested_form(hoon); tested.found()) return tested;
  if (hoon.head() == "ktcl"_n) {
    const Noun spec = without_spots(hoon.tail());
    const Rune* rune = structure_rune(head_of(spec));
    if (rune != nullptr && rune->is_mold()) return form_of(rune->glyphs, rune->structure, spec.tail());
  }
  const Rune* rune = expression_rune(hoon.head());
  return rune == nullptr ? Form{} : form_of(rune->glyphs, rune->expression, hoon.tail());
}

Form AstPrinter::spec_form(Noun spec) {
  if (spec.is_atom() || spec.head().is_cell()) return {};
  if (spec.head() == "make"_n) {
    size_t count = 0;
    for (Noun specs = tail_of(spec.tail()); specs.is_cell(); specs = specs.tail()) ++count;
    if (count == 0 || count > 3) return form_of("%:", "h S.", spec.tail());
    Form form{count == 1 ? "%-"sv : count == 2 ? "%+"sv : "%^"sv, {{'h', spec.tail().head(), true, false}}};
    for (Noun specs = spec.tail().tail(); specs.is_cell(); specs = specs.tail()) {
      form.arguments.push_back({'s', specs.head(), true, false});
    }
    return form;
  }
  const Rune* rune = structure_rune(spec.head());
  return rune == nullptr ? Form{} : form_of(rune->glyphs, rune->structure, spec.tail());
}

// Indentation starts again at the left where it would fill the text: nesting of a hundred thousand is linear, too.
void AstPrinter::newline(size_t column) {
  constexpr size_t kDeepest = 200;
  out_ += '\n';
  line_start_ = out_.size();
  out_.append(column % kDeepest, ' ');
}

// Whether a hoon or spec has a form on one line that fits from `column` on.
bool AstPrinter::fits(Sort sort, Noun noun, size_t column) {
  if (noun.is_none()) return false;
  const Measure size = measure(sort, without_spots(noun));
  return size.exists() && column + size.size <= width_;
}

size_t AstPrinter::column() const {
  GALENA_CHECK(line_start_ <= out_.size());
  return out_.size() - line_start_;
}

void AstPrinter::hoon(Noun hoon, bool docs) {
  check_stack();
  const size_t column = this->column();
  hoon = without_spots(hoon);
  std::string postfix;
  notes(hoon, "note"_n, column, docs, postfix);
  const Measure line_size = hoon.is_none() ? Measure{} : measure(Sort::hoon, hoon);
  Line line(out_);
  const Form form = hoon.is_none() ? Form{} : hoon_form(hoon);
  if (is_tagged(hoon, "mcts"_n) && line_size.exists()) {
    out_ += ";=:";
    elements(line, hoon.tail());
  } else if (line_size.exists() && (column + line_size.size <= width_ || !form.found() || !postfix.empty() ||
                                    is_aura_cast(hoon) || is_path(hoon) || has_null_before_gap(form))) {
    wide_hoon(line, hoon);
  } else if (form.found()) {
    tall_form(form);
    return finish(form, postfix);
  } else {
    // No source: a pair whose parts have no irregular form prints as one that means nearly the same.
    exact_ = false;
    if (hoon.is_none() || hoon.is_atom() || !hoon.head().is_cell()) {
      out_ += "!!";
    } else {
      tall_form({":-", {{'h', hoon.head(), true, false}, {'h', hoon.tail(), true, false}}});
    }
  }
  out_ += postfix;
}

// A comment behind a tall form is that of its last part, unless the form is closed.
void AstPrinter::finish(const Form& form, const std::string& postfix) {
  GALENA_CHECK(!form.arguments.empty());
  const Argument& last = form.arguments.back();
  if (!postfix.empty() && !last.closed && last.kind != 'c' && last.kind != 'A') exact_ = false;
  out_ += postfix;
}

void AstPrinter::spec(Noun spec, bool docs) {
  check_stack();
  const size_t column = this->column();
  spec = without_spots(spec);
  std::string postfix;
  notes(spec, "gist"_n, column, docs, postfix);
  const Measure line_size = spec.is_none() ? Measure{} : measure(Sort::spec, spec);
  Line line(out_);
  const Form form = spec.is_none() ? Form{} : spec_form(spec);
  if (line_size.exists() && (column + line_size.size <= width_ || !form.found() || !postfix.empty())) {
    wide_spec(line, spec);
  } else if (form.found()) {
    tall_form(form);
    return finish(form, postfix);
  } else {
    exact_ = false;
    const Noun inner = is_tagged(spec, "name"_n) || is_tagged(spec, "over"_n) || is_tagged(spec, "made"_n)
                           ? tail_of(spec.tail())
                           : Noun::none();
    if (inner.is_none()) {
      out_ += "!!";
    } else {
      this->spec(inner, docs);
    }
  }
  out_ += postfix;
}

// Fixed arguments step back to the column of the rune, the last one on it; lists stand below each other and are closed.
void AstPrinter::tall_form(const Form& form) {
  const size_t column = this->column();
  const std::vector<Argument>& arguments = form.arguments;
  const bool lists = std::any_of(arguments.begin(), arguments.end(), [](const Argument& a) { return is_list(a.kind); });
  out_ += form.glyphs;
  bool first = true;
  bool same_line = false;  // short arguments share the first line
  size_t left = arguments.size();
  for (const Argument& argument : arguments) {
    --left;
    if (is_list(argument.kind)) {
      if (argument.kind == 'c' || argument.kind == 'A') {
        tall_items(argument, column, false);
        continue;
      }
      tall_items(argument, first ? column + 4 : column + 2, first);
      if (argument.closed) {
        newline(column);
        out_ += "==";
      }
      first = false;
      continue;
    }
    if (first) {
      out_ += "  ";
      tall_argument(argument);
      same_line = argument.kind != 'h' && argument.kind != 's' && left > 0;
    } else {
      if (same_line && left > 0) {
        Line trial;
        const size_t at = this->column() + 2;
        if (wide_argument(trial, argument) && at + trial.size() <= width_) {
          out_ += "  ";
          tall_argument(argument);
          continue;
        }
        same_line = false;
      }
      newline(lists ? column + (left == 0 ? 0 : 4) : column + 2 * left);
      tall_argument(argument);
    }
    first = false;
  }
}

void AstPrinter::tall_argument(const Argument& argument) {
  const size_t column = this->column();
  Line line(out_);
  switch (argument.kind) {
    case 'h':
    case 'q':
    case 'y':
    case 'o':
      return hoon(argument.noun, argument.docs && argument.kind != 'q');
    case '1':
      return hoon(argument.noun.head(), argument.docs);
    case 's':
      return spec(argument.noun, argument.docs);
    case 'u':
      if (!wide_tested(line, argument.noun)) hoon(argument.noun, false);
      return;
    case 'k': {
      Noun skin = argument.noun;
      for (; is_tagged(skin, "help"_n); skin = tail_of(skin.tail())) doc_comment(head_of(skin.tail()), column);
      if (this->skin(line, skin, false)) return;
      break;
    }
    case 'v':
      if (wide_argument(line, argument)) return;
      out_ += "^=  ";
      name(line, argument.noun.head());
      newline(column + 4);
      return hoon(argument.noun.tail(), false);
    case 'B': {
      Line trial;
      if (wide_argument(trial, argument)) break;
      out_ += '%';
      name(line, argument.noun.head());
      out_ += '.';
      newline(column + 2);
      return hoon(argument.noun.tail(), false);
    }
    case 'Z': {
      if (argument.noun == kNull) break;
      out_ += "==";
      for (Noun hooks = argument.noun; hooks.is_cell(); hooks = hooks.tail()) {
        newline(column + 2);
        out_ += '%';
        name(line, head_of(hooks.head()));
        out_ += "  ";
        hoon(tail_of(hooks.head()), false);
      }
      newline(column);
      out_ += "==";
      return;
    }
    default:
      break;
  }
  if (!wide_argument(line, argument)) {
    exact_ = false;
    out_ += "!!";
  }
}

void AstPrinter::tall_items(const Argument& list, size_t column, bool on_first_line) {
  bool first = on_first_line;
  const auto begin_item = [&] {
    if (first) {
      out_ += "  ";
    } else {
      newline(column);
    }
    first = false;
  };
  Line line(out_);
  // The second half of a pair: beside the first if it fits there, else below.
  const auto second = [&](Noun hoon, bool beside) {
    if (beside && fits(Sort::hoon, hoon, this->column() + 2)) {
      out_ += "  ";
    } else {
      newline(column + 2);
    }
    this->hoon(hoon);
  };
  Noun items = list.kind == 'T' ? list.noun.tail() : list.noun;
  switch (list.kind) {
    case 'c':
      return arms(items, column, list.docs);
    case 'A': {
      bool alias = false;
      for (Noun aliases = head_of(items); aliases.is_cell(); aliases = aliases.tail(), alias = true) {
        newline(column);
        out_ += alias ? "    " : "+*  ";
        name(line, head_of(aliases.head()));
        out_ += "  ";
        hoon(tail_of(aliases.head()), false);
      }
      return arms(tail_of(items), column, false);
    }
    default:
      break;
  }
  for (; items.is_cell(); items = items.tail()) {
    const bool docs = list.docs || items != list.noun;
    begin_item();
    const Noun item = items.head();
    switch (list.kind) {
      case 'S':
        spec(item, docs);
        break;
      case 'E':
        wing(line, head_of(item));
        second(tail_of(item), true);
        break;
      case 'C':
      case 'D':
        spec(head_of(item), docs);
        second(list.kind == 'D' ? outside_test(tail_of(item)) : tail_of(item), fits(Sort::spec, head_of(item), column));
        break;
      default:
        hoon(item, docs);
        break;
    }
  }
}

// `docs`: doc comments may stand in front of the first of them.
void AstPrinter::arms(Noun chapters, size_t column, bool docs) {
  const Scratch<Noun> nodes = sorted_nodes(chapters);
  for (const Noun node : nodes) {
    const Noun tome = tail_of(node);
    if (node.head() != kNull) {
      const Noun what = has_docs(kelvin_) ? tail_of(head_of(tome)) : Noun::none();
      chapter(node.head(), what, column, docs);
      docs = true;
    } else if (nodes.size() > 1) {
      exact_ = false;
    }
    for (const Noun arm_node : sorted_nodes(has_docs(kelvin_) ? tail_of(tome) : tome)) {
      arm(arm_node.head(), arm_node.tail(), column, docs);
      docs = true;
    }
  }
  newline(column);
  out_ += "--";
}

// `what` is [summary details] or none.
void AstPrinter::chapter(Noun chapter_name, Noun what, size_t column, bool docs) {
  newline(column);
  const std::string declared = "+|  %" + cord_text(chapter_name);
  const std::string summary = what.is_none() || head_of(what).is_cell() ? "" : cord_text(head_of(what));
  if (what.is_none()) {
    out_ += declared;
  } else if (is_line(what)) {
    out_ += declared + "  ::  " + summary;
  } else {
    if (!docs) exact_ = false;
    out_ += "::  |" + cord_text(chapter_name);
    if (!summary.empty()) out_ += ": " + summary;
    doc_details(tail_of(what), column, 4);
    newline(column);
    out_ += declared;
  }
}

void AstPrinter::arm(Noun arm_name, Noun body, size_t column, bool docs) {
  newline(column);
  // Documentation that names the arm, and then that which names nothing, stands in front of it. The last that names it,
  // if it is but a line, stands behind the name.
  Scratch<Noun> helps;
  std::string postfix;
  Noun inner = body;
  bool named = true;
  const auto names_arm = [&](Noun cuff) { return cuff.is_cell() && tail_of(cuff.head()) == arm_name; };
  for (Noun help; !(help = help_of(inner, "note"_n)).is_none(); inner = tail_of(inner.tail())) {
    const Noun cuff = head_of(help);
    if (cuff == kNull ? !named : !named || !names_arm(cuff)) break;
    named = cuff != kNull;
    helps.push_back(help);
  }
  const auto is_structure = [&](Noun content) {
    const Noun mold = is_tagged(content, "ktcl"_n) ? content.tail() : Noun::none();
    return is_tagged(mold, "name"_n) && head_of(mold.tail()) == arm_name;
  };
  const bool structure = is_structure(inner);
  for (size_t i = helps.size(); i-- > 0;) {
    const Noun cuff = head_of(helps[i]);
    if (cuff == kNull) continue;
    const bool own = tail_of(cuff) == kNull && head_of(cuff.head()) == (structure ? "plan"_n : "funk"_n);
    const Noun crib = tail_of(helps[i]);
    if (own && is_line(crib)) {
      postfix = "  ::  " + cord_text(head_of(crib));
      helps.erase(helps.begin() + static_cast<ptrdiff_t>(i));
    }
    break;
  }
  if (docs || structure) {
    if (!docs && !helps.empty()) exact_ = false;
    for (const Noun help : helps) doc_comment(help, column);
    helps.clear();
  }
  Line line(out_);
  out_ += structure ? "+$  " : "++  ";
  name(line, arm_name);
  const Noun content = without_spots(structure ? tail_of(inner.tail().tail()) : inner);
  const Measure size = content.is_none() ? Measure{} : measure(structure ? Sort::spec : Sort::hoon, content);
  if (postfix.empty() && helps.empty() && size.exists() && this->column() + 2 + size.size <= width_ &&
      !is_tagged(content, "mcts"_n)) {
    out_ += "  ";
  } else {
    out_ += postfix;
    newline(column + 2);
    for (const Noun help : helps) doc_comment(help, column + 2);
  }
  if (structure) {
    spec(content);
  } else {
    hoon(content);
  }
}

// Takes the documentation off a hoon or spec and prints it in front, or, where nothing may stand there or there is
// another like it, leaves it in `postfix`.
void AstPrinter::notes(Noun& noun, Noun note_tag, size_t column, bool docs, std::string& postfix) {
  Scratch<Noun> helps;
  for (Noun help; !(help = help_of(noun, note_tag)).is_none();) {
    helps.push_back(help);
    noun = without_spots(tail_of(noun.tail()));
  }
  if (helps.empty()) return;
  const bool doubled = std::count_if(helps.begin(), helps.end(), [](Noun h) { return head_of(h) == kNull; }) > 1;
  if ((!docs || doubled) && is_plain(helps.back())) {
    postfix = "  ::  " + cord_text(head_of(tail_of(helps.back())));
    helps.pop_back();
  }
  if (!docs && !helps.empty()) exact_ = false;
  for (const Noun help : helps) doc_comment(help, column);
}

// [cuff summary details]: links to what is described, a line, and paragraphs.
void AstPrinter::doc_comment(Noun help, size_t column) {
  const Noun summary = head_of(tail_of(help));
  const std::string text = summary.is_none() || summary.is_cell() ? "" : cord_text(summary);
  Noun links = head_of(help);
  if (links == kNull) {
    out_ += "::    " + text;
    if (text.empty()) exact_ = false;
    doc_details(tail_of(tail_of(help)), column, 2);
    return newline(column);
  }
  out_ += "::  ";
  for (; links.is_cell(); links = links.tail()) {
    const Noun link = links.head();
    Line line(out_);
    switch (head_of(link).word()) {
      case "chat"_w:
        out_ += '|';
        break;
      case "frag"_w:
        out_ += '.';
        break;
      case "funk"_w:
        out_ += '+';
        break;
      case "plan"_w:
        out_ += '$';
        break;
      case "cone"_w:
        out_ += '%';
        if (!literal(line, head_of(link.tail()), tail_of(link.tail()))) exact_ = false;
        continue;
      default:
        exact_ = false;
        continue;
    }
    name(line, link.tail());
  }
  if (!text.empty()) out_ += ": " + text;
  doc_details(tail_of(tail_of(help)), column, 4);
  newline(column);
}

// Paragraphs, each a list of lines [%& prose] or [%| code], after empty comments. Code is indented by six columns. An
// empty line keeps what follows from being read as part of them.
void AstPrinter::doc_details(Noun details, size_t column, size_t indent) {
  const bool any = !details.is_none() && details.is_cell();
  for (; !details.is_none() && details.is_cell(); details = details.tail()) {
    newline(column);
    out_ += "::";
    for (Noun lines = details.head(); lines.is_cell(); lines = lines.tail()) {
      const Noun text = tail_of(lines.head());
      newline(column);
      out_ += "::";
      out_.append(head_of(lines.head()) == kYes ? indent : 6, ' ');
      if (!text.is_none() && text.is_atom()) append_bytes(out_, text);
    }
  }
  if (any) newline(0);
}

PrintedSource print_hoon(Noun hoon, unsigned width, Kelvin kelvin) {
  AstPrinter printer(width, kelvin);
  printer.hoon(hoon, false);  // comments in front of everything are no documentation
  return {printer.take_text(), printer.exact()};
}

PrintedSource print_spec(Noun spec, unsigned width, Kelvin kelvin) {
  AstPrinter printer(width, kelvin);
  printer.spec(spec);
  return {printer.take_text(), printer.exact()};
}

}  // namespace galena::hoon
