#include "hoon/print/tank.h"

#include <algorithm>
#include <limits>

#include "hoon/aura/scot.h"
#include "hoon/noun/tape.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"

namespace galena::hoon {

void Tank::add(Kind kind, uint64_t begin, uint64_t size) {
  if (nodes_.size() >= std::numeric_limits<uint32_t>::max() - 1 || size > std::numeric_limits<uint32_t>::max()) {
    throw OutOfMemory{};
  }
  pace_.step();
  if (nodes_.size() >= kMostNodes || text_.size() > kMostText) throw TooLong{};
  nodes_.push_back({kind, begin, static_cast<uint32_t>(size), static_cast<uint32_t>(nodes_.size() + 1)});
}

void Tank::leaf(std::string_view text) {
  const size_t begin = text_.size();
  text_ += text;
  add(Kind::leaf, begin, text.size());
}

void Tank::cord(std::string_view text) {
  const size_t begin = text_.size();
  text_ += text;
  add(Kind::cord, begin, text.size());
}

uint32_t Tank::number_of(const Punctuation& punctuation) {
  // The kind used last is the likeliest.
  const auto found = std::find(punctuation_.rbegin(), punctuation_.rend(), punctuation);
  if (found != punctuation_.rend()) return static_cast<uint32_t>(punctuation_.rend() - found - 1);
  punctuation_.push_back(punctuation);
  return static_cast<uint32_t>(punctuation_.size() - 1);
}

size_t Tank::open(const Punctuation& punctuation) {
  add(Kind::branch, 0, number_of(punctuation));
  return nodes_.size() - 1;
}

void Tank::close(size_t branch) {
  GALENA_CHECK(branch < nodes_.size() && nodes_[branch].kind == Kind::branch && nodes_[branch].end == branch + 1);
  nodes_[branch].end = static_cast<uint32_t>(nodes_.size());
}

void Tank::end_backwards(size_t position, const Punctuation& punctuation) {
  GALENA_CHECK(position <= nodes_.size());
  add(Kind::branch, 0, number_of(punctuation));
  nodes_.back().end = static_cast<uint32_t>(nodes_.size() - position);  // for now, the number of nodes in it
}

void Tank::turn(size_t position) {
  std::reverse(nodes_.begin() + static_cast<ptrdiff_t>(position), nodes_.end());
  for (size_t i = position; i < nodes_.size(); ++i) {
    Node& node = nodes_[i];
    node.end = static_cast<uint32_t>(i + (node.kind == Kind::branch ? node.end : 1));
    GALENA_CHECK(node.end <= nodes_.size());
  }
}

bool Tank::is_complete() const {
  if (nodes_.empty() || nodes_[0].end != nodes_.size()) return false;
  std::vector<uint32_t> ends;
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    while (!ends.empty() && ends.back() == i) ends.pop_back();
    const Node& node = nodes_[i];
    if (node.end <= i || (!ends.empty() && node.end > ends.back())) return false;
    if (node.kind != Kind::branch && node.end != i + 1) return false;
    if (node.kind == Kind::branch ? node.size >= punctuation_.size() : node.begin + node.size > text_.size())
      return false;
    if (node.kind == Kind::branch) ends.push_back(node.end);
  }
  return true;
}

void Tank::append(const Tank& other) {
  GALENA_CHECK(other.is_complete());
  const auto first = static_cast<uint32_t>(nodes_.size());
  const size_t text = text_.size();
  text_ += other.text_;
  for (Node node : other.nodes_) {
    if (node.kind == Kind::branch) {
      node.size = number_of(other.punctuation_[node.size]);
    } else {
      node.begin += text;
    }
    node.end += first;
    nodes_.push_back(node);
  }
}

void Tank::truncate(Mark mark) {
  GALENA_CHECK(mark.nodes <= nodes_.size() && mark.text <= text_.size());
  nodes_.resize(mark.nodes);
  text_.resize(mark.text);
}

std::vector<uint64_t> Tank::widths() const {
  std::vector<uint64_t> widths(nodes_.size());
  Pace pace;
  for (size_t i = nodes_.size(); i-- > 0;) {
    pace.step();
    const Node& node = nodes_[i];
    if (node.kind != Kind::branch) {
      widths[i] = node.size;
      continue;
    }
    const Punctuation& p = punctuation_[node.size];
    uint64_t width = p.open.size() + p.head.size() + p.close.size();
    for (size_t item = i + 1; item < node.end; item = nodes_[item].end) {
      width += widths[item] + (item == i + 1 ? 0 : p.mid.size());
    }
    widths[i] = width;
  }
  return widths;
}

void Tank::append_flat(size_t root, std::string& out) const {
  Scratch<size_t> open;  // the branches around the current node
  Pace pace;
  for (size_t i = root; i < nodes_[root].end;) {
    pace.step();
    if (out.size() > 2 * kMostText) throw TooLong{};
    const Node& node = nodes_[i];
    if (!open.empty() && open.back() + 1 != i) out += punctuation_[nodes_[open.back()].size].mid;
    if (node.kind == Kind::branch) {
      const Punctuation& p = punctuation_[node.size];
      out += p.open;
      out += p.head;
      open.push_back(i);
    } else {
      out += text_of(node);
    }
    ++i;
    while (!open.empty() && nodes_[open.back()].end == i) {
      out += punctuation_[nodes_[open.back()].size].close;
      open.pop_back();
    }
  }
}

std::string Tank::flat() const {
  std::string out;
  if (!nodes_.empty()) append_flat(0, out);
  GALENA_CHECK(nodes_.empty() || (is_complete() && out.size() == widths()[0]));
  return out;
}

std::vector<std::string> Tank::lines(uint64_t edge, uint64_t tab) const {
  return *render(edge, tab, false);
}

std::optional<std::vector<std::string>> Tank::strict_lines(uint64_t edge, uint64_t tab) const {
  return render(edge, tab, true);
}

// Lines come into being from the last to the first, because an opener joins the line below it where that is indented
// far enough. So the last item of a branch is rendered first, and `lines` is turned round at the end.
std::optional<std::vector<std::string>> Tank::render(uint64_t edge, uint64_t tab, bool strict) const {
  std::vector<std::string> lines;
  if (nodes_.empty()) return lines;
  GALENA_CHECK(is_complete());
  const std::vector<uint64_t> width = widths();

  // A staircase is indented by the square of its steps, and punctuation may be long.
  const uint64_t most = (uint64_t{64} << 20) + 64 * (nodes_.size() + text_.size());
  uint64_t made = 0;
  Pace pace;
  const auto put = [&](uint64_t indent, std::string_view text) {
    made += indent + text.size();
    if (made > most) throw TooLong{};
    std::string line(indent, ' ');
    line += text;
    lines.push_back(std::move(line));
  };
  const auto put_opener = [&](uint64_t indent, std::string_view text) {
    const uint64_t used = indent + text.size() + 1;
    // The line below must have something after the blanks that the opener takes.
    if (lines.empty() || lines.back().size() <= used || lines.back().find_first_not_of(' ') < used) {
      return put(indent, text);
    }
    lines.back().replace(indent, text.size(), text);
  };

  struct Step {
    uint64_t tab;
    uint32_t node;
    bool opener;  // the items of this branch are done: put its opener
  };
  Scratch<Step> steps;
  steps.push_back({tab, 0, false});
  std::string flat;
  while (!steps.empty()) {
    pace.step();
    const Step step = steps.back();
    steps.pop_back();
    const Node& node = nodes_[step.node];
    if (node.kind != Kind::branch) {
      put(step.tab, text_of(node));
      continue;
    }
    const Punctuation& p = punctuation_[node.size];
    const uint32_t first = step.node + 1;
    const bool single = first < node.end && nodes_[first].end == node.end;
    if (step.opener) {
      if (p.palm && single) {
        put(step.tab + 2, p.open);
      } else if (p.palm || !p.open.empty()) {
        put_opener(step.tab, p.open);
      }
      continue;
    }
    if (step.tab > edge && strict) return std::nullopt;
    if (width[step.node] <= edge - std::min(edge, step.tab)) {
      flat.clear();
      append_flat(step.node, flat);
      GALENA_CHECK(flat.size() == width[step.node]);
      put(step.tab, flat);
      continue;
    }
    if (p.palm && first == node.end) {
      put(step.tab, p.open);
      continue;
    }
    steps.push_back({step.tab, step.node, true});
    if (p.palm) {
      // A staircase down to the left: the last item stands under the opener, each one before it two columns further.
      const size_t begin = steps.size();
      for (uint32_t item = first; item < node.end; item = nodes_[item].end) steps.push_back({step.tab, item, false});
      for (size_t i = begin; i < steps.size(); ++i) steps[i].tab += 2 * (steps.size() - 1 - i);
      continue;
    }
    if (!p.close.empty()) put(step.tab, p.close);
    if (first == node.end) continue;
    // Deep nesting starts again at the left instead of being squeezed against the edge.
    const uint64_t wrap = edge / 3 * 2;
    if (wrap == 0 && strict) return std::nullopt;
    const uint64_t inner = wrap == 0 ? 0 : (step.tab + 2) % wrap;
    for (uint32_t item = first; item < node.end; item = nodes_[item].end) steps.push_back({inner, item, false});
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

Noun Tank::to_noun(Arena& arena) const {
  // Backwards, so that the items of a branch are there when it is reached. `done` has the finished nodes that wait for
  // the branch around them, the first of them on top.
  Scratch<Noun> done;
  for (size_t i = nodes_.size(); i-- > 0;) {
    const Node& node = nodes_[i];
    switch (node.kind) {
      case Kind::leaf:
        done.push_back(arena.cons("leaf"_n, tape_of(arena, text_of(node))));
        break;
      case Kind::cord:
        done.push_back(arena.cord(text_of(node)));
        break;
      case Kind::branch: {
        const Punctuation& p = punctuation_[node.size];
        size_t count = 0;
        for (size_t item = i + 1; item < node.end; item = nodes_[item].end) ++count;
        Noun items;
        for (size_t j = done.size() - count; j < done.size(); ++j) items = arena.cons(done[j], items);
        done.resize(done.size() - count);
        const Noun mid = tape_of(arena, p.mid);
        const Noun open = tape_of(arena, p.open);
        const Noun close = tape_of(arena, p.close);
        done.push_back(p.palm ? arena.tuple("palm"_n, arena.tuple(mid, open, tape_of(arena, p.head), close), items)
                              : arena.tuple("rose"_n, arena.tuple(mid, open, close), items));
        break;
      }
    }
  }
  GALENA_CHECK(done.size() <= 1);
  const Noun noun = done.empty() ? kNull : done.back();
  GALENA_CHECK(nodes_.empty() || !GALENA_NOW_AND_THEN(100) || from_noun(noun)->flat() == flat());
  return noun;
}

std::optional<Tank> Tank::from_noun(Noun noun, size_t most) {
  Tank tank;
  struct Open {
    Noun items;  // that are still to come
    size_t branch;
  };
  Scratch<Open> open;
  for (;;) {
    // `noun` is the next tank.
    if (tank.nodes_.size() + tank.text_.size() >= most) {
      tank.leaf("...");
      for (; !open.empty(); open.pop_back()) tank.close(open.back().branch);
      return tank;
    }
    if (noun.is_atom()) {
      const size_t begin = tank.text_.size();
      append_bytes(tank.text_, noun);
      tank.add(Kind::cord, begin, tank.text_.size() - begin);
    } else if (noun.head() == "leaf"_n) {
      const size_t begin = tank.text_.size();
      if (!append_tape(noun.tail(), tank.text_)) return std::nullopt;
      tank.end_leaf(begin);
    } else if (noun.head() == "palm"_n || noun.head() == "rose"_n) {
      Punctuation p;
      p.palm = noun.head() == "palm"_n;
      if (noun.tail().is_atom()) return std::nullopt;
      Noun texts = noun.tail().head();
      const auto next = [&](std::string& text) {
        if (texts.is_atom() || !append_tape(texts.head(), text)) return false;
        texts = texts.tail();
        return true;
      };
      if (!next(p.mid) || !next(p.open) || (p.palm && !next(p.head)) || !append_tape(texts, p.close)) {
        return std::nullopt;
      }
      open.push_back({noun.tail().tail(), tank.open(p)});
    } else {
      return std::nullopt;
    }
    while (!open.empty() && open.back().items == kNull) {
      tank.close(open.back().branch);
      open.pop_back();
    }
    GALENA_CHECK(!open.empty() || tank.is_complete());
    if (open.empty()) return tank;
    Noun& items = open.back().items;
    if (items.is_atom()) return std::nullopt;
    noun = items.head();
    items = items.tail();
  }
}

std::vector<std::string> render_tank(Noun tank, unsigned width, unsigned indent) {
  constexpr size_t kReadable = size_t{1} << 20;
  try {
    const std::optional<Tank> read = Tank::from_noun(tank, kReadable);
    return read ? read->lines(width, indent) : std::vector<std::string>{};
  } catch (const TooLong&) {  // one text, or one punctuation between many
    return {"..."};
  }
}

}  // namespace galena::hoon
