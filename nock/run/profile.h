// What a profiler has seen: a tree of calls, and the samples that fell on its nodes.
//
// Times are nanoseconds of the processor time of the thread that ran, counted within evaluations only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace galena {

struct Profile {
  // What a frame is, and so whose time it is.
  enum class Kind : uint8_t {
    arm,         // bytecode
    compiled,    // the machine code of tier 1
    jet,         // C++ in place of an arm
    collection,  // of garbage
    memo,        // looking up and keeping products, of `%memo` and of jets
    code,        // making bytecode of a formula, and machine code as far as it is waited for
  };
  struct Function {
    std::string name;
    Kind kind;
  };
  // Node 0 is the root, of no function; every other comes after its parent.
  struct Node {
    uint32_t parent;
    uint32_t function;
  };
  // `weight`: since the tick before; `end`: since the beginning.
  struct Sample {
    uint64_t end, weight;
    uint32_t node;
  };

  std::vector<Function> functions{{"", Kind::arm}};  // 0 is none
  std::vector<Node> nodes{{0, 0}};
  std::vector<Sample> samples;

  // The number of a function, which is made if it is new: the same for the same name and kind.
  uint32_t function(std::string_view name, Kind kind);
  // The child of a node, made if it is new.
  uint32_t child(uint32_t parent, uint32_t function);

  // The weight of all samples.
  uint64_t total() const;
  // By node: of the samples on it alone; of those on it and below it.
  std::vector<uint64_t> self_weights() const;
  std::vector<uint64_t> subtree_weights() const;

  // By function, those with no weight left out, the largest `self` first. Recursion counts once in `total`.
  struct Share {
    uint32_t function;
    uint64_t self, total;
  };
  std::vector<Share> shares() const;

  // Folded stacks: `outermost;...;innermost microseconds` a line, sorted; what comes to 0 is left out.
  std::string folded() const;

  // The name of a function as it is shown: with a mark for compiled code, and with nothing in it that is not printed or
  // that separates folded stacks.
  std::string label(uint32_t function) const;

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
  std::unordered_map<uint64_t, uint32_t> children_;
};

}  // namespace galena
