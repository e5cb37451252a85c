#include <algorithm>

#include "hoon/print_ast_impl.h"
#include "hoon/scot.h"
#include "hoon/stack.h"
#include "hoon/treap.h"

namespace galena::hoon {
namespace {

using namespace std::string_view_literals;

consteval Noun tag_of(std::string_view name) {
  return name == "none" ? Noun::none() : Noun::direct(cord_value(name));
}

constexpr Rune kRunes[] = {
#define RUNE(glyphs, expression_tag, expression, structure_tag, structure) \
  {glyphs, tag_of(#expression_tag), expression, tag_of(#structure_tag), structure},
#include "hoon/runes.def"
#undef RUNE
};

using RuneIndex = boost::unordered_flat_map<uint64_t, const Rune*>;

// The last of several runes for one tag counts: the table has the usual one last.
const Rune* expression_rune(Noun tag) {
  static const RuneIndex index = [] {
    RuneIndex runes;
    for (const Rune& rune : kRunes) {
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
    for (const Rune& rune : kRunes) {
      if (!rune.structure_tag.is_none() && rune.structure_tag != "make"_n) runes[rune.structure_tag.word()] = &rune;
    }
    return runes;
  }();
  const auto found = index.find(tag.word());
  return found == index.end() ? nullptr : found->second;
}

bool is_list(char kind) {
  return "HSECTcA"sv.find(kind) != std::string_view::npos;
}

Noun without_spots(Noun noun) {
  while (is_tagged(noun, "dbug"_n)) noun = tail_of(noun.tail());
  return noun;
}

// The nodes of a map, by their keys: `$` first, then in the order of the alphabet.
std::vector<Noun> sorted_nodes(Noun map) {
  std::vector<Noun> nodes;
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

// A summary of the usual kind, which may stand behind what it describes.
bool is_plain(Noun help) {
  return head_of(help) == Noun() && tail_of(tail_of(help)) == Noun();
}

}  // namespace

Form AstPrinter::form_of(std::string_view glyphs, const char* shape, Noun arguments) {
  if (const char* bar = std::char_traits<char>::find(shape, std::char_traits<char>::length(shape), '|')) {
    // The first argument may be left out where it is 0.
    if (head_of(arguments) == Noun()) return form_of(glyphs, bar + 1, arguments);
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
    const Noun part = --parts == 0 ? arguments : head_of(arguments);
    arguments = tail_of(arguments);
    if (*c == '0') continue;
    form.arguments.push_back({*c, part, docs, false});
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
        return tail_of(a.noun) != Noun();
      default:
        return false;
    }
  });
  return sound ? form : Form{};
}

// A test of a hoon that is no wing: =+ with a test of the head of the subject, where each branch has the subject
// without it. This is how the parser writes `?=(spec hoon)` and its kin.
Form AstPrinter::tested_form(Noun hoon) {
  if (!is_tagged(hoon, "tsls"_n) || hoon.tail().is_atom()) return {};
  const Noun tested = hoon.tail().head();
  const Noun test = hoon.tail().tail();
  if (test.is_atom() || test.head().is_cell() || test.tail().is_atom()) return {};
  const Noun rest = test.tail();
  const auto outside = [](Noun branch) {
    const bool ok = is_tagged(branch, "tsgr"_n) && is_tagged(head_of(branch.tail()), ""_n) &&
                    branch.tail().head().tail() == Noun::direct(3);
    return ok ? tail_of(branch.tail()) : Noun::none();
  };
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
      const Noun yes = outside(head_of(rest.tail()));
      const Noun no = outside(tail_of(rest.tail()));
      if (!is_wing_of_axis(rest.head(), 2) || yes.is_none() || no.is_none()) return {};
      return {glyphs(), {{'u', tested, true, false}, {'h', yes, false, false}, {'h', no, false, false}}};
    }
    default:
      return {};
  }
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

void AstPrinter::newline(size_t column) {
  out_ += '\n';
  line_start_ = out_.size();
  out_.append(column, ' ');
}

size_t AstPrinter::column() const {
  return out_.size() - line_start_;
}

void AstPrinter::hoon(Noun hoon, size_t column, bool docs) {
  check_stack();
  hoon = without_spots(hoon);
  std::string postfix;
  notes(hoon, "note"_n, column, docs, postfix);
  const Measure line_size = hoon.is_none() ? Measure{kNone, '\0'} : measure(Sort::kHoon, hoon);
  Line line(out_);
  const Form form = hoon.is_none() ? Form{} : hoon_form(hoon);
  if (is_tagged(hoon, "mcts"_n) && line_size.size != kNone) {
    out_ += ";=:";
    elements(line, hoon.tail());
  } else if (line_size.size != kNone && (column + line_size.size <= width_ || !form.found())) {
    wide_hoon(line, hoon);
  } else if (form.found()) {
    tall_form(form, column);
  } else {
    // No source: a pair whose parts have no irregular form prints as one that means nearly the same.
    exact_ = false;
    if (hoon.is_none() || hoon.is_atom() || !hoon.head().is_cell()) {
      out_ += "!!";
    } else {
      tall_form({":-", {{'h', hoon.head(), true, false}, {'h', hoon.tail(), true, false}}}, column);
    }
  }
  out_ += postfix;
}

void AstPrinter::spec(Noun spec, size_t column, bool docs) {
  check_stack();
  spec = without_spots(spec);
  std::string postfix;
  notes(spec, "gist"_n, column, docs, postfix);
  const Measure line_size = spec.is_none() ? Measure{kNone, '\0'} : measure(Sort::kSpec, spec);
  Line line(out_);
  const Form form = spec.is_none() ? Form{} : spec_form(spec);
  if (line_size.size != kNone && (column + line_size.size <= width_ || !form.found())) {
    wide_spec(line, spec);
  } else if (form.found()) {
    tall_form(form, column);
  } else {
    exact_ = false;
    const Noun inner = is_tagged(spec, "name"_n) || is_tagged(spec, "over"_n) || is_tagged(spec, "made"_n)
                           ? tail_of(spec.tail())
                           : Noun::none();
    if (inner.is_none()) {
      out_ += "!!";
    } else {
      this->spec(inner, column, docs);
    }
  }
  out_ += postfix;
}

// Fixed arguments step back to the column of the rune, the last one on it; lists stand below each other and are closed.
void AstPrinter::tall_form(const Form& form, size_t column) {
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
      tall_argument(argument, column + 4);
      same_line = argument.kind != 'h' && argument.kind != 's' && left > 0;
    } else {
      if (same_line && left > 0) {
        Line trial;
        const size_t at = this->column() + 2;
        if (wide_argument(trial, argument) && at + trial.size() <= width_) {
          out_ += "  ";
          tall_argument(argument, at);
          continue;
        }
        same_line = false;
      }
      newline(lists ? column + (left == 0 ? 0 : 4) : column + 2 * left);
      tall_argument(argument, this->column());
    }
    first = false;
  }
}

void AstPrinter::tall_argument(const Argument& argument, size_t column) {
  Line line(out_);
  switch (argument.kind) {
    case 'h':
    case 'q':
    case 'y':
    case 'o':
      return hoon(argument.noun, column, argument.docs && argument.kind != 'q');
    case '1':
      return hoon(argument.noun.head(), column, argument.docs);
    case 's':
      return spec(argument.noun, column, argument.docs);
    case 'u':
      if (!wide_tested(line, argument.noun)) hoon(argument.noun, column, false);
      return;
    case 'v':
      if (wide_argument(line, argument)) return;
      out_ += "^=  ";
      name(line, argument.noun.head());
      newline(column + 4);
      return hoon(argument.noun.tail(), column + 4, false);
    case 'B': {
      Line trial;
      if (wide_argument(trial, argument)) break;
      out_ += '%';
      name(line, argument.noun.head());
      out_ += '.';
      newline(column + 2);
      return hoon(argument.noun.tail(), column + 2, false);
    }
    case 'Z': {
      if (argument.noun == Noun()) break;
      out_ += "==";
      for (Noun hooks = argument.noun; hooks.is_cell(); hooks = hooks.tail()) {
        newline(column + 2);
        out_ += '%';
        name(line, head_of(hooks.head()));
        out_ += "  ";
        hoon(tail_of(hooks.head()), this->column(), false);
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
  const auto second = [&](Noun hoon, size_t start) {
    const bool beside = out_.find('\n', start) == std::string::npos;
    const Measure size = hoon.is_none() ? Measure{kNone, '\0'} : measure(Sort::kHoon, without_spots(hoon));
    if (beside && size.size != kNone && this->column() + 2 + size.size <= width_) {
      out_ += "  ";
    } else {
      newline(column + 2);
    }
    this->hoon(hoon, this->column());
  };
  Noun items = list.kind == 'T' ? list.noun.tail() : list.noun;
  switch (list.kind) {
    case 'c':
      return arms(items, column);
    case 'A': {
      bool alias = false;
      for (Noun aliases = head_of(items); aliases.is_cell(); aliases = aliases.tail(), alias = true) {
        newline(column);
        out_ += alias ? "    " : "+*  ";
        name(line, head_of(aliases.head()));
        out_ += "  ";
        hoon(tail_of(aliases.head()), this->column(), false);
      }
      return arms(tail_of(items), column);
    }
    default:
      break;
  }
  for (; items.is_cell(); items = items.tail()) {
    begin_item();
    const size_t start = out_.size();
    const Noun item = items.head();
    switch (list.kind) {
      case 'S':
        spec(item, column);
        break;
      case 'E':
        wing(line, head_of(item));
        second(tail_of(item), start);
        break;
      case 'C':
        spec(head_of(item), column);
        second(tail_of(item), start);
        break;
      default:
        hoon(item, column);
        break;
    }
  }
}

void AstPrinter::arms(Noun chapters, size_t column) {
  const std::vector<Noun> nodes = sorted_nodes(chapters);
  for (const Noun chapter : nodes) {
    const Noun tome = tail_of(chapter);
    if (chapter.head() != Noun()) {
      newline(column);
      if (const Noun what = tail_of(head_of(tome)); !what.is_none()) {
        out_ += "::  |" + cord_text(chapter.head());
        if (head_of(what) != Noun() && head_of(what).is_atom()) out_ += ": " + cord_text(what.head());
        doc_details(tail_of(what), column, 4);
        newline(column);
      }
      out_ += "+|  %";
      out_ += cord_text(chapter.head());
    } else if (nodes.size() > 1) {
      exact_ = false;
    }
    for (const Noun node : sorted_nodes(tail_of(tome))) arm(node.head(), node.tail(), column);
  }
  newline(column);
  out_ += "--";
}

void AstPrinter::arm(Noun arm_name, Noun body, size_t column) {
  newline(column);
  // Documentation stands in front of the arm: that which names it, then that which does not.
  bool named = true;
  for (Noun help; !(help = help_of(body, "note"_n)).is_none(); body = tail_of(body.tail())) {
    const Noun cuff = head_of(help);
    if (cuff == Noun()) {
      if (!named) break;
      named = false;
    } else {
      const Noun link = head_of(cuff);
      if (!named || link.is_none() || tail_of(link) != arm_name) break;
    }
    doc_comment(help, column);
  }
  Line line(out_);
  const Noun mold = is_tagged(body, "ktcl"_n) ? body.tail() : Noun::none();
  const bool structure = is_tagged(mold, "name"_n) && head_of(mold.tail()) == arm_name;
  out_ += structure ? "+$  " : "++  ";
  name(line, arm_name);
  const Noun content = without_spots(structure ? tail_of(mold.tail()) : body);
  const Measure size =
      content.is_none() ? Measure{kNone, '\0'} : measure(structure ? Sort::kSpec : Sort::kHoon, content);
  if (size.size != kNone && this->column() + 2 + size.size <= width_ && !is_tagged(content, "mcts"_n)) {
    out_ += "  ";
  } else {
    newline(column + 2);
  }
  if (structure) {
    spec(content, this->column());
  } else {
    hoon(content, this->column());
  }
}

// Takes the documentation off a hoon or spec and prints it in front, or, where nothing may stand there or there is
// another like it, leaves it in `postfix`.
void AstPrinter::notes(Noun& noun, Noun note_tag, size_t column, bool docs, std::string& postfix) {
  std::vector<Noun> helps;
  for (Noun help; !(help = help_of(noun, note_tag)).is_none();) {
    helps.push_back(help);
    noun = without_spots(tail_of(noun.tail()));
  }
  if (helps.empty()) return;
  const bool doubled = std::count_if(helps.begin(), helps.end(), [](Noun h) { return head_of(h) == Noun(); }) > 1;
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
  if (links == Noun()) {
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

// Paragraphs, each a list of lines [%& prose] or [%| code], after empty comments. Code is indented by six columns.
void AstPrinter::doc_details(Noun details, size_t column, size_t indent) {
  for (; !details.is_none() && details.is_cell(); details = details.tail()) {
    newline(column);
    out_ += "::";
    for (Noun lines = details.head(); lines.is_cell(); lines = lines.tail()) {
      const Noun text = tail_of(lines.head());
      newline(column);
      out_ += "::";
      out_.append(head_of(lines.head()) == kYes ? indent : 6, ' ');
      if (!text.is_none() && text.is_atom()) append_bytes(text, out_);
    }
  }
}

PrintedSource print_hoon(Noun hoon, unsigned width) {
  AstPrinter printer(width);
  printer.hoon(hoon, 0);
  return {printer.take_text(), printer.exact()};
}

PrintedSource print_spec(Noun spec, unsigned width) {
  AstPrinter printer(width);
  printer.spec(spec, 0);
  return {printer.take_text(), printer.exact()};
}

}  // namespace galena::hoon
