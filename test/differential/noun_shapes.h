// Nouns at random by shapes, edges first: what the arms of a library are called with.
//
// A shape is a letter, or some in brackets, which make a tuple:
//
//   a  an atom of any size     s  one below 300           t  one below 12           f  yes or no
//   b  a bloq                  B  a bloq, or [bloq count] e  a signed atom          n  any noun
//   l  a list of small atoms   L  one of nouns            A  one of atoms           T  a tape
//   p  a list of pairs         c  a text                  C  lines of text          x  a text in base 16
//   y  [wid dat]               j  a value of JSON         J  a text of JSON         0  0, and so on to 9
//   h r d q  a float           m  how one rounds          w  how digits are rounded v  digits, [e a]
//   S  a set                   G  a map                   P  a gate that says yes or no
//   M  a gate of a noun        N  one of a pair           F  one that folds         O  an order
//   W  a gate that makes units
//   H  a map of maps           Y  a syllable
//   K  128 bits                I  256 bits                u  an aura                U  [aura atom]
//   V  [aura text], mostly a literal of it
//   i  what a parser is given  E  what one yields         D  a simple type          R  a formula
//   Q  a type
#pragma once

#include <functional>
#include <random>
#include <string>
#include <string_view>

#include "nock/noun/heap.h"
#include "nock/run/machine.h"

namespace galena::test {

class NounShapes {
 public:
  NounShapes(Machine& machine, uint64_t seed) : machine_(machine), heap_(machine.heap()), random_(seed) {}

  // A noun of a shape, made in the heap; runs no Nock.
  Noun make(std::string_view shape);
  // The noun, or, now and then, the same with a part replaced by something else.
  Noun blurred(Noun noun);

  uint64_t below(uint64_t n) { return random_() % n; }
  bool one_in(uint64_t n) { return below(n) == 0; }
  Noun n(uint64_t value) { return heap_.atom(value); }
  Noun atom();
  Noun bytes(size_t count);
  Heap& heap() { return heap_; }

 private:
  Noun next(std::string_view& shape);
  Noun of(char letter);
  Noun noun(int depth);
  Noun list(const std::function<Noun()>& item);
  Noun text(bool lines);
  Noun number_of_bits(unsigned bits);
  Noun float_of(unsigned exponent, unsigned fraction);
  Noun gate(std::initializer_list<const char*> formulas);
  Noun json(int depth);
  Noun json_text();
  Noun dime();
  Noun type(int depth);
  Noun read(std::string_view text);

  Machine& machine_;
  Heap& heap_;
  std::mt19937_64 random_;
};

}  // namespace galena::test
