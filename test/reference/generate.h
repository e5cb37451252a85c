// Random Hoon: programs that are well typed for the greater part, and wrong in one place for the rest.
//
// A program is a tree of fragments, so that a failing one can be shrunk. The same seed makes the same
// program.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace galena::reference {

// A piece of source: text with holes for other pieces.
struct Piece {
  std::vector<std::string> text;  // one more than there are parts
  std::vector<std::unique_ptr<Piece>> parts;
  bool expression = true;  // may stand wherever an expression may
};

std::unique_ptr<Piece> generate(uint64_t seed);
std::string source_of(const Piece& piece);

// The program of `seed`, made smaller for as long as `fails` says that what is left still fails: parts take the place
// of what they are in, and literals that of anything.
std::string shrink(uint64_t seed, const std::function<bool(const std::string&)>& fails);
// The same of any program.
std::string shrink(std::unique_ptr<Piece> program, const std::function<bool(const std::string&)>& fails);

}  // namespace galena::reference
