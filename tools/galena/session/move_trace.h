// What a kernel tells of its moves, taken apart: a line of it is a %slog whose tank is that of a cell, and its items
// are tanks of their own:
//
//   ["||" %pass [%gall %g] [[%deal ...] /wire] ~[/dill //term/1]]
//   place  kind  items
//
// The place is a text: as many bars as calls led there, the order by depth; or the numbers of which sibling each was,
// outermost first and those above 9 in brackets, by breadth. So a tree is found without a parse of what is printed.
// Ours and the public kernel print the same shape.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "arvo/host/retrace.h"

namespace galena::tools {

struct TracedMove {
  std::string place, kind;
  std::vector<std::string> items;  // the rest, as text
  std::string text;                // all of it, on one line
  int parent = -1;                 // the move that it came of, by its index; -1: the event
};

// The move that a %slog, [priority tank], tells of; nothing where it is none.
std::optional<TracedMove> read_move(Noun slog);

struct Effect {
  std::string wire, tag;
};

// An event, and what it did.
struct EventTrace {
  uint64_t event = 0;
  bool tells = false;               // whether the kernel knows how to
  std::vector<TracedMove> moves;    // in the order in which they were made
  std::vector<std::string> others;  // what else was said, as it is shown
  std::vector<Effect> effects;
  uint32_t mug = 0, logged = 0;  // of the state after it, and what the log says of it

  // Finds the parents.
  void connect();
  // A line a move, then the effects.
  std::vector<std::string> text() const;
  nlohmann::json json() const;
  // The tree, drawn: an event on the left, a column for each level.
  std::string svg() const;
};

}  // namespace galena::tools
