// A compiler of Hoon that is written in Hoon, as a value of a type, and what it makes of programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hoon/desk/vase.h"
#include "hoon/parse/parser.h"
#include "hoon/type/identity.h"

namespace galena::tools {

// Methods throw hoon::Failure where the compiler, or what calls it, does not end well.
class SelfHosted {
 public:
  SelfHosted(hoon::Toolchain& tools, hoon::Vase compiler) : tools_(tools), compiler_(compiler) {}

  // Compiles the questions, for which it takes the native compiler: after this, that one may be of another kelvin than
  // the type of this.
  void prepare();
  // Which compiler it is, for the native one to agree with it.
  std::optional<hoon::Identity> identity();
  // The syntax tree of `text`; with the places in it, below `path`, unless that is none().
  Noun parse(const std::string& text, Noun path = Noun::none(), hoon::Places places = hoon::Places::all);
  // [type formula] of a syntax tree in a subject of type `subject`.
  Noun mint(Noun subject, Noun ast);

 private:
  Noun compile(std::string_view expression);
  hoon::ParseOptions options() { return {.kelvin = tools_.compiler().kelvin()}; }

  hoon::Toolchain& tools_;
  hoon::Vase compiler_;
  Noun parse_, parse_all_, parse_marked_, mint_;  // formulas, once they are made
};

}  // namespace galena::tools
