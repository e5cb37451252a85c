// What compiled functions are called where they are looked at from outside: by `perf`, and by gdb.
//
// A label is the name of the arm that a function was compiled from, as in profiles. Objects know functions by their
// numbers alone, since they are kept on disk and found by whoever compiles the same graph; names are put to the numbers
// where an object is linked.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "nock/jit/ir.h"
#include "nock/jit/perf_map.h"
#include "nock/run/formula_names.h"

namespace galena::jit {

class Labels {
 public:
  explicit Labels(Machine& machine) : names_(machine) {}
  void set_arms(FormulaNames::Arms arms) { names_.set_arms(std::move(arms)); }

  // For the functions of a graph: the names of their arms. The second shape, or part, of the same arm is `arm#2`, and
  // so on.
  std::vector<std::string> of(const Graph& graph);
  // The program has been cleared.
  void clear();

 private:
  const std::string& of(const Noun* formula, ShapeKey key);
  FormulaNames names_;
  std::map<ShapeKey, std::string> known_;
  std::unordered_map<std::string, unsigned> used_;
};

// Gives the pieces of functions of an object, by address, the names of their functions: `arm` on the strand, `arm:loop`
// and `arm:closed` on the machine stack. Pieces that lie side by side become one.
void name_symbols(std::vector<CodeSymbol>& symbols, const Graph& graph, const std::vector<std::string>& names);

}  // namespace galena::jit
