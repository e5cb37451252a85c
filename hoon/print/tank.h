// The tank: a document that a renderer breaks into lines.
//
// A tank is a leaf (text), a rose (an opener, items between separators, a closer), or a palm (the same, which breaks
// into a staircase). On a line that is wide enough each is flat; otherwise a rose puts its items one a line, indented,
// under its opener.
//
// What renders may be larger than any memory: a noun of sixty cells stands for a tank of 2^60 leaves. So a tank has a
// most, of nodes and bytes of text, beyond which it throws TooLong; all of it polls and counts (nock/base/limits.h).
//
// Here a tank is one array of nodes in the order of a walk from the root, so that a list of ten million items is an
// array, too: it is built by appending, taken back by truncating, and rendered by loops. The noun form,
//   @  |  [%leaf tape]  |  [%palm [mid open head close] (list tank)]  |  [%rose [mid open close] (list tank)],
// is converted from and to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/noun/tape.h"
#include "nock/base/limits.h"
#include "nock/noun/arena.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

// What stands between the items of a branch, and around them. A palm shows `open` and `head` in front of its items
// where it is flat and `open` alone where it is broken, and then no closer.
struct Punctuation {
  bool palm = false;
  std::string mid;
  std::string open;
  std::string head;
  std::string close;

  static Punctuation rose(std::string mid, std::string open, std::string close) {
    return {false, std::move(mid), std::move(open), {}, std::move(close)};
  }
  bool operator==(const Punctuation&) const = default;
};

class Tank {
 public:
  // A few times what the longest value is that anybody reads; and bytes of its text.
  static constexpr size_t kMostNodes = size_t{1} << 24;
  static constexpr size_t kMostText = size_t{1} << 28;

  // Building. A tank is complete when exactly one leaf or closed branch has been appended outside of any branch.
  void leaf(std::string_view text);
  // A cord instead of a [%leaf tape]; it differs only as a noun.
  void cord(std::string_view text);
  // For leaves of several parts: append to text(), then call end_leaf with the size that text() had before.
  std::string& text() { return text_; }
  void end_leaf(size_t begin) { add(Kind::leaf, begin, text_.size() - begin); }
  // Opens a branch; everything up to `close` with the returned handle becomes its items.
  size_t open(const Punctuation& punctuation);
  void close(size_t branch);

  // The same from the last item to the first, for one whose choices in an item depend on the items behind it: append
  // the items backwards, end the branch with the position() from before them, and when the outermost is complete turn
  // around everything since its position.
  size_t position() const { return nodes_.size(); }
  void end_backwards(size_t position, const Punctuation& punctuation);
  void turn(size_t position);

  // Appends another tank, complete, as an item.
  void append(const Tank& other);

  // Taking back what was appended since `mark`, branches that are open since then included.
  struct Mark {
    size_t nodes;
    size_t text;
  };
  Mark mark() const { return {nodes_.size(), text_.size()}; }
  void truncate(Mark mark);
  bool empty() const { return nodes_.empty(); }
  // Whether it is one leaf or one branch, and every branch ends where the one around it has not ended yet.
  bool is_complete() const;

  // ++wash: the lines at a width of `edge` columns, all of them indented by `tab`. Where the indentation of nested
  // palms passes the edge, or the edge is below 3 and something has to be broken, the reference fails and `lines` goes
  // on as if there were just enough room; `strict_lines` returns nullopt there. Linear in the tank and its text.
  std::vector<std::string> lines(uint64_t edge, uint64_t tab = 0) const;
  std::optional<std::vector<std::string>> strict_lines(uint64_t edge, uint64_t tab = 0) const;
  // ++ram: everything on one line.
  std::string flat() const;

  // The noun of this tank. Linear.
  Noun to_noun(Arena& arena) const;
  // Reads a noun of any origin; nullopt where it is no tank. An element of a tape above 255 counts as its bytes, as
  // where a tape becomes a cord. Linear in the tree; of what is beyond `most` nodes and bytes there is `...`.
  static std::optional<Tank> from_noun(Noun noun, size_t most = kMostNodes + kMostText);

 private:
  enum class Kind : uint8_t { leaf, cord, branch };
  struct Node {
    Kind kind;
    uint64_t begin : 56;  // of its text; unused in a branch
    uint32_t size;        // bytes of its text, or the number of its punctuation
    uint32_t end;         // the node behind its last item; its own number plus 1 for a leaf
  };

  void add(Kind kind, uint64_t begin, uint64_t size);
  uint32_t number_of(const Punctuation& punctuation);
  std::string_view text_of(const Node& node) const { return {text_.data() + node.begin, node.size}; }
  // Width of each node on one line.
  std::vector<uint64_t> widths() const;
  void append_flat(size_t node, std::string& out) const;
  std::optional<std::vector<std::string>> render(uint64_t edge, uint64_t tab, bool strict) const;

  Pace pace_;
  Scratch<Node> nodes_;
  std::string text_;
  std::vector<Punctuation> punctuation_;  // few: each kind of branch once
};

// The lines of a tank noun at a width, for people: of one that is beyond reading the beginning. None where it is no
// tank.
std::vector<std::string> render_tank(Noun tank, unsigned width, unsigned indent = 0);

}  // namespace galena::hoon
