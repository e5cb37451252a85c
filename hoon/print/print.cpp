#include "hoon/print/print.h"

#include <algorithm>

#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/tape.h"
#include "hoon/print/show.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

const Punctuation kTuple = Punctuation::rose(" ", "[", "]");
const Punctuation kList = Punctuation::rose(" ", "~[", "]");
const Punctuation kTree = Punctuation::rose(" ", "{", "}");
const Punctuation kCore = Punctuation::rose(" ", "<", ">");
const Punctuation kCases = Punctuation::rose(" ", "?(", ")");
const Punctuation kPath = Punctuation::rose("/", "/", "");
const Punctuation kWall = Punctuation::rose(" ", "<|", "|>");
const Punctuation kWool = Punctuation::rose(" ", "<<", ">>");
const Punctuation kListOf = Punctuation::rose(" ", "(list ", ")");
const Punctuation kUnitOf = Punctuation::rose(" ", "(unit ", ")");
const Punctuation kTreeOf = Punctuation::rose(" ", "(tree ", ")");
const Punctuation kMapOf = Punctuation::rose(" ", "(map ", ")");
const Punctuation kFace = {true, "=", "", "", ""};
const Punctuation kNumbered = {true, ".", "", "", ""};
const Punctuation kLabel = {true, ".", "-", "", ""};
const Punctuation kBare = {true, "", "", "", ""};

// The name of an aura without its capitals, which give a size. Auras are small letters, then capitals.
std::string without_size(Noun aura) {
  std::string name = cord_text(aura);
  const size_t small = std::min(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), name.size());
  if (name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", small) != std::string::npos) throw Unprintable{};
  name.resize(small);
  return name;
}

}  // namespace

// ++dial: a pattern as the text of a type. The definition of a number stands where it is met first by a walk from right
// to left, so the document is drawn backwards.
class Printer::TypeDrawer {
 public:
  TypeDrawer(Tank& tank, const Cape& cape, Kelvin kelvin, size_t text_limit, Wording wording)
      : tank_(tank),
        kelvin_(kelvin),
        cape_(cape),
        defined_(cape.bodies.size(), false),
        text_limit_(text_limit),
        written_(wording == Wording::written) {}

  void draw(Noun pattern) {
    const size_t begin = tank_.position();
    draw_backwards(pattern);
    tank_.turn(begin);
  }

 private:
  void draw_backwards(Noun pattern) {
    check_stack();
    if (tank_.text().size() > text_limit_) return tank_.leaf("...");
    if (pattern.is_atom()) return tank_.leaf(written_ ? written_term(pattern) : text_of_term(pattern));
    if (written_ && draw_as_written(pattern)) return;
    const Noun rest = pattern.tail();
    switch (pattern.head().word()) {
      case "mato"_w:
        return tank_.leaf("@" + cord_text(rest));
      case "pear"_w: {
        const size_t begin = tank_.text().size();
        tank_.text() += '%';
        if (!append_atom(cord_text(rest.head()), rest.tail(), tank_.text(), kelvin_)) throw Unprintable{};
        return tank_.end_leaf(begin);
      }
      case "name"_w:
        return tank_.cord(name_of(rest.head()));
      case "plot"_w:
        return branch(kTuple, rest);
      case "bcwt"_w:
        return branch(kCases, rest);
      case "list"_w:
      case "tree"_w:
      case "unit"_w: {
        const size_t begin = tank_.position();
        draw_backwards(rest.tail());
        return tank_.end_backwards(begin, Punctuation::rose(" ", cord_text(rest.head()) + "(", ")"));
      }
      case "face"_w: {
        const size_t begin = tank_.position();
        draw_backwards(rest.tail());
        tank_.leaf(cord_text(rest.head()));
        return tank_.end_backwards(begin, kFace);
      }
      case "core"_w: {
        const size_t begin = tank_.position();
        draw_backwards(rest.tail());
        Scratch<Noun> names = items(rest.head());
        for (; !names.empty(); names.pop_back()) tank_.leaf(cord_text(names.back()));
        return tank_.end_backwards(begin, kCore);
      }
      case "stop"_w:
        return numbered(rest.direct_value());
      default:
        throw Unprintable{};
    }
  }

  // As people write it, where that is otherwise.
  bool draw_as_written(Noun pattern) {
    const Noun rest = pattern.tail();
    const size_t begin = tank_.position();
    switch (pattern.head().word()) {
      case "pear"_w:
        if (rest.head() != "n"_n) return false;
        tank_.leaf("~");
        return true;
      case "name"_w:
        draw_backwards(rest.tail());
        return true;
      case "bcwt"_w: {
        if (const Noun item = item_of_open_tree(pattern); !item.is_none()) {
          draw_tree(item);
          return true;
        }
        const Scratch<Noun> cases = items(rest);
        const auto is_flag = [](Noun n) { return n.is_cell() && n.head() == "pear"_n && n.tail().head() == "f"_n; };
        if (cases.size() != 2 || !is_flag(cases[0]) || !is_flag(cases[1])) return false;
        tank_.leaf("?");
        return true;
      }
      case "list"_w:
        draw_backwards(rest.tail());
        tank_.end_backwards(begin, kListOf);
        return true;
      case "unit"_w:
        draw_backwards(rest.tail());
        tank_.end_backwards(begin, kUnitOf);
        return true;
      case "tree"_w:
        draw_tree(rest.tail());
        return true;
      case "core"_w: {
        const bool alone = rest.head().tail() == kNull;
        const Noun payload = rest.tail();
        if (alone && payload.is_cell() && payload.head() == "plot"_n) {
          const size_t tuple = tank_.position();
          tank_.leaf("...");
          draw_backwards(payload.tail().head());
          tank_.end_backwards(tuple, kTuple);
        } else {
          tank_.leaf("...");
        }
        tank_.leaf(cord_text(rest.head().head()));
        tank_.end_backwards(begin, kCore);
        return true;
      }
      default:
        return false;
    }
  }

  static bool is_named(Noun pattern, Noun name) {
    return pattern.is_cell() && pattern.head() == "face"_n && pattern.tail().head() == name;
  }

  // What the nodes of a tree hold, the first levels of which are cases of their own, as the mould of a map leaves them;
  // none if `pattern` is something else.
  static Noun item_of_open_tree(Noun pattern) {
    if (!pattern.is_cell()) return Noun::none();
    if (pattern.head() == "tree"_n) return pattern.tail().tail();
    if (pattern.head() != "bcwt"_n) return Noun::none();
    const Scratch<Noun> cases = items(pattern.tail());
    if (cases.size() != 2) return Noun::none();
    const auto is_null = [](Noun n) { return n.is_cell() && n.head() == "pear"_n && n.tail().head() == "n"_n; };
    const Noun full = is_null(cases[0]) ? cases[1] : cases[0];
    if (is_null(cases[0]) == is_null(cases[1]) || !full.is_cell() || full.head() != "plot"_n) return Noun::none();
    const Scratch<Noun> parts = items(full.tail());
    if (parts.size() != 3 || !is_named(parts[0], "n"_n) || !is_named(parts[1], "l"_n) || !is_named(parts[2], "r"_n)) {
      return Noun::none();
    }
    const Noun item = parts[0].tail().tail(), below = parts[1].tail().tail();
    return below == parts[2].tail().tail() && item_of_open_tree(below) == item ? item : Noun::none();
  }

  // A map is a tree of pairs of a key and a value.
  void draw_tree(Noun item) {
    const size_t begin = tank_.position();
    const Scratch<Noun> pair = item.is_cell() && item.head() == "plot"_n ? items(item.tail()) : Scratch<Noun>();
    if (pair.size() == 2 && is_named(pair[0], "p"_n) && is_named(pair[1], "q"_n)) {
      draw_backwards(pair[1].tail().tail());
      draw_backwards(pair[0].tail().tail());
      tank_.end_backwards(begin, kMapOf);
    } else {
      draw_backwards(item);
      tank_.end_backwards(begin, kTreeOf);
    }
  }

  static std::string_view written_term(Noun pattern) {
    switch (pattern.word()) {
      case "path"_w:
        return "path";
      case "type"_w:
        return "type";
      case "void"_w:
        return "!!";
      case "wool"_w:
        return "wall";
      case "wall"_w:
        return "wain";
      case "yarn"_w:
        return "tape";
      default:
        return text_of_term(pattern);
    }
  }

  static std::string_view text_of_term(Noun pattern) {
    switch (pattern.word()) {
      case "noun"_w:
        return "*";
      case "path"_w:
        return "/";
      case "type"_w:
        return "#t";
      case "void"_w:
        return "#!";
      case "wool"_w:
        return "*\"\"";
      case "wall"_w:
        return "*''";
      case "yarn"_w:
        return "\"\"";
      default:
        throw Unprintable{};
    }
  }

  // A mark is a term or [author path].
  static std::string name_of(Noun mark) {
    std::string name = "#";
    if (mark.is_atom()) {
      append_bytes(name, mark);
      return name;
    }
    if (mark.head().is_cell()) throw Unprintable{};
    append_bytes(name, mark.head());
    name += '+';
    Noun path = mark.tail();
    name += '/';
    for (bool first = true; path.is_cell(); path = path.tail(), first = false) {
      if (!first) name += '/';
      append_bytes(name, path.head());
    }
    return name;
  }

  static Scratch<Noun> items(Noun list) {
    Scratch<Noun> result;
    for (; list.is_cell(); list = list.tail()) result.push_back(list.head());
    return result;
  }

  void branch(const Punctuation& punctuation, Noun patterns) {
    const size_t begin = tank_.position();
    for (Scratch<Noun> parts = items(patterns); !parts.empty(); parts.pop_back()) {
      draw_backwards(parts.back());
      // One `...` stands for all that is left out.
      if (tank_.text().size() > text_limit_) {
        if (parts.size() > 1) tank_.leaf("...");
        break;
      }
    }
    tank_.end_backwards(begin, punctuation);
  }

  void numbered(uint64_t number) {
    GALENA_CHECK(number >= 1 && number <= cape_.bodies.size() && !cape_.bodies[number - 1].is_none());
    std::string text = "#";
    append_atom("ud", Noun::direct(number), text);
    if (defined_[number - 1]) return tank_.leaf(text);
    defined_[number - 1] = true;
    const size_t begin = tank_.position();
    draw_backwards(cape_.bodies[number - 1]);
    tank_.leaf("^" + text);
    tank_.end_backwards(begin, kNumbered);
  }

  Tank& tank_;
  const Kelvin kelvin_;
  const Cape& cape_;
  std::vector<bool> defined_;
  size_t text_limit_;
  bool written_;
};

// ++dish: a value by a pattern. A goal is a pattern for a noun; what remains to be done after it is a stack of frames.
// A goal that fails takes everything back to the last fork that has another case.
class Printer::ValueDrawer {
 public:
  ValueDrawer(Printer& printer, Tank& tank, const Cape& cape) : printer_(printer), tank_(tank), cape_(cape) {}

  // False where the value does not fit; throws Unprintable where the reference crashes.
  bool draw(Noun pattern, Noun value) {
    goal_ = {pattern, value, kNoNumbers};
    Pace pace;
    for (;;) {
      pace.step();
      Outcome outcome = attempt();
      while (outcome != Outcome::goal) {
        if (frames_.empty()) return outcome == Outcome::done;
        outcome = outcome == Outcome::done ? resume() : retreat();
      }
    }
  }

 private:
  // The numbers that were passed without going into the value: meeting one of them again would never end.
  struct Passed {
    uint64_t number;
    size_t before;
  };
  static constexpr size_t kNoNumbers = SIZE_MAX;

  struct Goal {
    Noun pattern;
    Noun value;
    size_t passed;
  };
  enum class Outcome : uint8_t { goal, done, failed };

  enum class Kind : uint8_t {
    branch,     // close the branch
    fork,       // `patterns`: the cases that are left for `value`
    plot,       // `patterns` for the parts of `value`, then close the branch
    nouns,      // the parts of `value`, an improper list, then close the branch
    list,       // `patterns` (one) for the items of `value`, then close the branch
    tree_node,  // `patterns` (one) for the node of `value`, then its right tree
  };
  struct Frame {
    Kind kind;
    Noun patterns;
    Noun value;
    size_t branch;
    size_t passed;       // for the cases of a fork
    size_t passed_size;  // of passed_, to cut off what later goals added
    Tank::Mark mark;     // for a fork
  };

  void push(Kind kind, Noun patterns, Noun value, size_t branch) {
    frames_.push_back({kind, patterns, value, branch, goal_.passed, passed_.size(), tank_.mark()});
  }

  Outcome next(Noun pattern, Noun value, size_t passed = kNoNumbers) {
    goal_ = {pattern, value, passed};
    return Outcome::goal;
  }

  Outcome leaf(std::string_view text) {
    tank_.leaf(text);
    return Outcome::done;
  }

  Outcome attempt() {
    const Noun value = goal_.value;
    if (goal_.pattern.is_atom()) return attempt_term(goal_.pattern, value);
    const Noun rest = goal_.pattern.tail();
    switch (goal_.pattern.head().word()) {
      case "mato"_w:
        return value.is_atom() ? atom(rest, value) : Outcome::failed;
      case "pear"_w:
        return constant(rest.head(), rest.tail(), value);
      case "core"_w:
        TypeDrawer(tank_, cape_, printer_.patterns_.kelvin(), SIZE_MAX, Wording::reference).draw(goal_.pattern);
        return Outcome::done;
      case "name"_w:
        return next(rest.tail(), value, goal_.passed);
      case "face"_w: {
        push(Kind::branch, kNull, kNull, tank_.open(kFace));
        tank_.leaf(cord_text(rest.head()));
        return next(rest.tail(), value, goal_.passed);
      }
      case "list"_w:
        if (value == kNull) return leaf("~");
        push(Kind::list, rest.tail(), value, tank_.open(kList));
        return resume();
      case "bcwt"_w:
        return fork(rest, value, goal_.passed);
      case "plot"_w:
        if (rest.is_atom()) return Outcome::failed;
        push(Kind::plot, rest, value, tank_.open(kTuple));
        return resume();
      case "stop"_w: {
        const uint64_t number = rest.direct_value();
        GALENA_CHECK(number >= 1 && number <= cape_.bodies.size() && !cape_.bodies[number - 1].is_none());
        for (size_t i = goal_.passed; i != kNoNumbers; i = passed_[i].before) {
          if (passed_[i].number == number) return Outcome::failed;
        }
        const Noun body = cape_.bodies[number - 1];
        passed_.push_back({number, goal_.passed});
        return next(body, value, passed_.size() - 1);
      }
      case "tree"_w:
        push(Kind::branch, kNull, kNull, tank_.open(kTree));
        return tree(rest.tail(), value);
      case "unit"_w:
        if (value.is_atom()) return value == kNull ? leaf("~") : Outcome::failed;
        if (value.head() != kNull) return Outcome::failed;
        push(Kind::branch, kNull, kNull, tank_.open(kTuple));
        tank_.leaf("~");
        return next(rest.tail(), value.tail());
      default:
        throw Unprintable{};
    }
  }

  Outcome attempt_term(Noun term, Noun value) {
    switch (term.word()) {
      case "noun"_w:
        if (value.is_atom()) return atom(kNull, value);
        push(Kind::nouns, kNull, value, tank_.open(kTuple));
        return resume();
      case "void"_w:
        return Outcome::failed;
      case "path"_w: {
        const size_t branch = tank_.open(kPath);
        each(value, [&](Noun item) { tank_.leaf(cord_of(item)); });
        tank_.close(branch);
        return Outcome::done;
      }
      case "wall"_w: {
        const size_t branch = tank_.open(kWall);
        each(value, [&](Noun item) { tank_.leaf(cord_of(item)); });
        tank_.close(branch);
        return Outcome::done;
      }
      case "wool"_w: {
        const size_t branch = tank_.open(kWool);
        each(value, [&](Noun item) { tape(item); });
        tank_.close(branch);
        return Outcome::done;
      }
      case "yarn"_w:
        tape(value);
        return Outcome::done;
      case "type"_w: {
        const size_t branch = tank_.open(kBare);
        tank_.leaf("#t/");
        printer_.draw_type_into(tank_, printer_.arena_.intern(value));
        tank_.close(branch);
        return Outcome::done;
      }
      default:
        throw Unprintable{};
    }
  }

  // The top frame goes on after one of its goals was met.
  Outcome resume() {
    GALENA_CHECK(!frames_.empty() && frames_.back().passed_size <= passed_.size());
    Frame& frame = frames_.back();
    passed_.resize(frame.passed_size);
    switch (frame.kind) {
      case Kind::branch:
        return finish(frame.branch);
      case Kind::fork:
        frames_.pop_back();
        return Outcome::done;
      case Kind::plot: {
        if (frame.patterns == kNull) return finish(frame.branch);
        const Noun pattern = frame.patterns.head();
        frame.patterns = frame.patterns.tail();
        if (frame.patterns == kNull) return next(pattern, frame.value);
        if (frame.value.is_atom()) return Outcome::failed;
        const Noun part = frame.value.head();
        frame.value = frame.value.tail();
        return next(pattern, part);
      }
      case Kind::nouns: {
        if (frame.value.is_none()) return finish(frame.branch);
        if (frame.value.is_atom()) {
          const Noun last = frame.value;
          frame.value = Noun::none();
          atom(kNull, last);
          return finish(frame.branch);
        }
        const Noun part = frame.value.head();
        frame.value = frame.value.tail();
        return next("noun"_n, part);
      }
      case Kind::list: {
        if (frame.value.is_atom()) return frame.value == kNull ? finish(frame.branch) : Outcome::failed;
        const Noun item = frame.value.head();
        frame.value = frame.value.tail();
        return next(frame.patterns, item);
      }
      case Kind::tree_node: {
        const Noun pattern = frame.patterns;
        const Noun node = frame.value.head();
        const Noun right = frame.value.tail().tail();
        frames_.pop_back();
        if (tree(pattern, right) == Outcome::failed) return Outcome::failed;
        return next(pattern, node);
      }
    }
    __builtin_unreachable();
  }

  Outcome finish(size_t branch) {
    tank_.close(branch);
    frames_.pop_back();
    return Outcome::done;
  }

  // The goal of the top frame failed, and with it the frame, unless it is a fork.
  Outcome retreat() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame.kind != Kind::fork) return Outcome::failed;
    passed_.resize(frame.passed_size);
    tank_.truncate(frame.mark);
    return fork(frame.patterns, frame.value, frame.passed);
  }

  Outcome fork(Noun cases, Noun value, size_t passed) {
    if (cases.is_atom()) return Outcome::failed;
    const Noun first = cases.head();
    const Noun others = cases.tail();
    goal_.passed = passed;
    // No frame for the last case: its failure is that of the fork.
    if (others.is_cell()) push(Kind::fork, others, value, 0);
    return next(first, value, passed);
  }

  // Pushes the nodes on the way to the leftmost, which comes first; done where there is none.
  Outcome tree(Noun pattern, Noun value) {
    for (; value != kNull; value = value.tail().head()) {
      poll();
      if (value.is_atom() || value.tail().is_atom()) return Outcome::failed;
      push(Kind::tree_node, pattern, value, 0);
    }
    return Outcome::done;
  }

  Outcome atom(Noun aura, Noun value) {
    const std::string name = without_size(aura);
    const size_t begin = tank_.text().size();
    append_typed(name, cord_text(aura), value);
    tank_.end_leaf(begin);
    return Outcome::done;
  }

  void append_typed(std::string_view name, std::string_view aura, Noun value) {
    std::string& out = tank_.text();
    if (is_very_large(value) && name != "t" && name != "ta" && name != "tas") {
      append_hexadecimal(out, value);
    } else if (name.empty()) {
      append_atom("ud", value, out);
    } else if (name == "t") {
      append_quoted(cord_text(value), '\'', "", out);
    } else if (name == "tas") {
      out += '%';
      if (value == kNull) {
        out += '$';
      } else {
        append_bytes(out, value);
      }
    } else if (!append_atom(aura, value, out, printer_.patterns_.kelvin())) {
      throw Unprintable{};
    }
  }

  Outcome constant(Noun aura, Noun expected, Noun value) {
    if (value.is_cell() || !atom_equal(value, expected)) return Outcome::failed;
    const std::string name = without_size(aura);
    const size_t begin = tank_.text().size();
    if (name != "n" && name != "tas") tank_.text() += '%';
    append_typed(name, name, value);
    tank_.end_leaf(begin);
    return Outcome::done;
  }

  static std::string cord_of(Noun noun) {
    if (noun.is_cell()) throw Unprintable{};
    return cord_text(noun);
  }

  template <class Visit>
  static void each(Noun list, Visit visit) {
    for (; list.is_cell(); list = list.tail()) {
      poll();
      visit(list.head());
    }
    if (list != kNull) throw Unprintable{};
  }

  void tape(Noun value) {
    std::string text;
    if (!append_tape(value, text)) throw Unprintable{};
    const size_t begin = tank_.text().size();
    append_quoted(text, '"', "{", tank_.text());
    tank_.end_leaf(begin);
  }

  Printer& printer_;
  Tank& tank_;
  const Cape& cape_;
  Goal goal_;
  Scratch<Frame> frames_;
  Scratch<Passed> passed_;
};

void Printer::draw_type_into(Tank& tank, Noun type) {
  const Cape cape = patterns_.cape_of(type);
  TypeDrawer(tank, cape, patterns_.kelvin(), text_limit_, wording_).draw(cape.pattern);
}

std::optional<Tank> Printer::draw_type(Noun type) {
  Tank tank;
  try {
    draw_type_into(tank, type);
  } catch (const Unprintable&) {
    return std::nullopt;
  }
  GALENA_CHECK(tank.is_complete());
  return tank;
}

std::optional<Tank> Printer::draw_labelled_type(std::string_view label, Noun type) {
  Tank tank;
  const size_t branch = tank.open(kLabel);
  const size_t begin = tank.text().size();
  append_mesc(label, tank.text());
  tank.end_leaf(begin);
  try {
    draw_type_into(tank, type);
  } catch (const Unprintable&) {
    return std::nullopt;
  }
  tank.close(branch);
  GALENA_CHECK(tank.is_complete());
  return tank;
}

std::optional<Tank> Printer::draw_value(Noun type, Noun value) {
  Tank tank;
  try {
    const Cape cape = patterns_.cape_of(type);
    if (!ValueDrawer(*this, tank, cape).draw(cape.pattern, value)) return std::nullopt;
  } catch (const Unprintable&) {
    return std::nullopt;
  }
  GALENA_CHECK(tank.is_complete());
  return tank;
}

std::vector<std::string> Printer::type(Noun type, unsigned width) {
  try {
    const std::optional<Tank> tank = draw_type(type);
    return tank ? tank->lines(width) : std::vector<std::string>{"#malformed"};
  } catch (const TooLong&) {
    return {"#too-long"};
  }
}

std::vector<std::string> Printer::value(Noun type, Noun value, unsigned width) {
  try {
    std::optional<Tank> tank = draw_value(type, value);
    if (!tank) tank = draw_value("noun"_n, value);
    GALENA_CHECK(tank.has_value());
    return tank->lines(width);
  } catch (const TooLong&) {
    return {print_text(value, kReadable)};
  }
}

Noun Printer::type_tank(Noun type) {
  const std::optional<Tank> tank = draw_type(type);
  return tank ? tank->to_noun(arena_) : Noun::none();
}

Noun Printer::value_tank(Noun type, Noun value) {
  const std::optional<Tank> tank = draw_value(type, value);
  return tank ? tank->to_noun(arena_) : Noun::none();
}

}  // namespace galena::hoon
