#include "tools/galena/session/literal.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

// The constant of that aura which a text is.
std::optional<std::array<uint64_t, 2>> parse_literal(const std::string& text, Noun aura) {
  Arena arena;
  hoon::ParseResult parsed;
  constexpr size_t kStack = size_t{1} << 20;
  hoon::run_on_deep_stack(kStack, [&] { parsed = hoon::parse(arena, text); });
  // [%sand aura number]
  const Noun ast = parsed.ast;
  if (ast.is_none() || !ast.is_cell() || ast.head() != "sand"_n || !ast.tail().is_cell() || ast.tail().head() != aura ||
      !ast.tail().tail().is_atom()) {
    return std::nullopt;
  }
  uint64_t small;
  const Limbs l = limbs_of(ast.tail().tail(), small);
  if (l.size > 2) return std::nullopt;
  return std::array<uint64_t, 2>{l.size > 0 ? l.data[0] : 0, l.size > 1 ? l.data[1] : 0};
}

}  // namespace

std::array<uint64_t, 2> parse_ship(const std::string& name) {
  const std::string bare = name.starts_with('~') ? name.substr(1) : name;
  if (!bare.empty() && bare.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos) {
    if (const auto number = parse_literal("~" + bare, "p"_n)) return *number;
  }
  throw Failure{Exit::usage, fmt::format("error: `{}` is no name: one like zod or sampel-palnet", name)};
}

std::array<uint64_t, 2> parse_date(const std::string& date) {
  if (date.starts_with('~') && date.find_first_not_of("~.-0123456789abcdef") == std::string::npos) {
    if (const auto number = parse_literal(date, "da"_n)) return *number;
  }
  throw Failure{Exit::usage, fmt::format("error: `{}` is no date: one like ~2026.1.31", date)};
}

}  // namespace galena::tools
