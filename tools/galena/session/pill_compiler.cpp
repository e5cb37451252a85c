#include "tools/galena/session/pill_compiler.h"

namespace galena::tools {

Noun NativePillCompiler::parse(const std::string& text, Noun path, hoon::Places places) {
  const hoon::ParseResult parsed = hoon::parse(tools_.arena(), text, {path, places});
  if (parsed.ast.is_none()) throw hoon::Failure{};
  return parsed.ast;
}

}  // namespace galena::tools
