#include "tools/galena/diagnose/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>

#include "hoon/aura/scot.h"
#include "hoon/noun/tape.h"
#include "hoon/print/show.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"
#include "tools/galena/diagnose/difference.h"
#include "tools/galena/diagnose/reasons.h"
#include "tools/galena/diagnose/suggestions.h"

namespace galena::tools {
namespace {

using hoon::Detail;
using hoon::ErrorKind;

// Types that are compared: what is equal is left out of them, so nobody has to read that much.
constexpr size_t kComparedText = size_t{1} << 20;
// Types in notes.
constexpr size_t kNoteText = 400;
// Errors of a file: nobody mends more at once; and the refusals that are looked at to find them.
constexpr size_t kErrorsShown = 20;
constexpr size_t kAttempts = 100;
// Source that is quoted within a note.
constexpr size_t kQuoted = 40;

// `-find` and `%test` are called find and test.
std::string plain_name(std::string_view name) {
  if (name.starts_with('<')) return std::string(name.substr(1, name.size() - 2));
  if (name.starts_with('-') || name.starts_with('%')) name.remove_prefix(1);
  return std::string(name);
}

std::string wing_text(Arena& arena, Noun wing) {
  const std::optional<hoon::Tank> tank = hoon::show(arena.cons("l"_n, wing));
  std::string text = tank ? tank->flat() : std::string();
  if (text.starts_with('/')) text.erase(0, 1);
  return text;
}

// What the nouns of a frame say; empty where they say nothing.
std::string detail_text(Workbench& bench, const hoon::Frame& frame) {
  std::string text;
  switch (hoon::info(frame.kind).detail) {
    case Detail::type:
      return bench.print_type_flat(frame.a, kNoteText);
    case Detail::wing:
      return wing_text(bench.arena(), frame.a);
    case Detail::term:
      return cord_text(frame.a);
    case Detail::terms:
      for (Noun n = frame.a; n.is_cell(); n = n.tail()) text += (text.empty() ? "" : ", ") + cord_text(n.head());
      return text;
    case Detail::tape:
      hoon::append_tape(frame.a, text);
      return text;
    case Detail::counts:
      return fmt::format("{} expected, {} found", hoon::scot("ud"_n, frame.a), hoon::scot("ud"_n, frame.b));
    case Detail::none:
    case Detail::hoon:
    case Detail::spot:
    case Detail::place:
      break;
  }
  return text;
}

std::string with_detail(std::string_view meaning, const std::string& detail) {
  return detail.empty() ? std::string(meaning) : fmt::format("{}: {}", meaning, detail);
}

std::string source_text(const hoon::Source& source, const Extent& extent) {
  const char* const from = source.at(extent.from);
  const char* const to = source.at(extent.to);
  return from < to ? std::string(from, to) : std::string();
}

// Whether the type that a call does not fit may be that of a sample, and not what its product must be.
bool is_call(Noun hoon) {
  hoon = without_marks(hoon);
  if (!hoon.is_cell() || !hoon.head().is_direct()) return false;
  const Noun rune = hoon.head();
  return (rune == "cnts"_n && hoon.tail().is_cell() && hoon::q_of(hoon).is_cell()) || rune == "cncl"_n ||
         rune == "cndt"_n || rune == "cnhp"_n || rune == "cnkt"_n || rune == "cnls"_n || rune == "cnsg"_n ||
         rune == "cnbc"_n || rune == "mccl"_n || rune == "mcfs"_n;
}

void add_origins(Diagnostic& diagnostic, const SyntaxPath& path, const hoon::Source& source) {
  if (const Noun spot = path.asked_by(); !spot.is_none()) {
    const Extent extent = extent_of(spot);
    const std::string text = source_text(source, extent);
    const bool quotable = !text.empty() && text.size() <= kQuoted && text.find('\n') == std::string::npos;
    if (!is_call(path.target()) || text == *diagnostic.needed) {
      diagnostic.notes.push_back(fmt::format("needed by {} at {}:{}", quotable ? "`" + text + "`" : "the type",
                                             extent.from.line, extent.from.column));
    }
  }
  if (const Noun spot = path.bound_at(); !spot.is_none()) {
    const Extent extent = extent_of(spot);
    diagnostic.notes.push_back(fmt::format("found in `{}`, which is bound at {}:{}",
                                           source_text(source, extent_of(hoon::p_of(path.target()))), extent.from.line,
                                           extent.from.column));
  }
}

// The frames show the innermost parts that do not fit; the whole types say more.
void add_whole_types(Diagnostic& diagnostic, Workbench& bench, const hoon::CompileError& error) {
  if (!diagnostic.needed || !diagnostic.found || error.a == kNull || error.b == kNull) return;
  std::string needed = bench.print_type_flat(error.a, kComparedText);
  std::string found = bench.print_type_flat(error.b, kComparedText);
  if (needed != *diagnostic.needed || found != *diagnostic.found) {
    const auto [need, have] = difference(*diagnostic.needed, *diagnostic.found);
    diagnostic.notes.push_back(fmt::format("`{}` does not nest under `{}`", have.text, need.text));
  }
  diagnostic.needed = std::move(needed);
  diagnostic.found = std::move(found);
}

bool is_void(Workbench& bench, Noun type) {
  const hoon::Result<bool> fits = bench.compiler().nests(hoon::kVoid, type);
  return fits && fits.value();
}

bool encloses(const Extent& outer, const Extent& inner) {
  return outer.from <= inner.from && inner.to <= outer.to;
}

// Code is also looked at where it is used: a wet gate by each call, an arm for its type.
void add_user(Diagnostic& diagnostic, const hoon::CompileError& error, Noun spot) {
  const Extent here = extent_of(spot);
  for (const hoon::Frame& frame : error.trace) {
    if (frame.kind != ErrorKind::spot || !frame.a.is_cell() || frame.a.head() != spot.head()) continue;
    const Extent user = extent_of(frame.a);
    if (encloses(user, here)) continue;
    diagnostic.notes.push_back(fmt::format("as it is used at {}:{}", user.from.line, user.from.column));
    return;
  }
}

void add_missing(Diagnostic& diagnostic, const Refusal& refusal, const MissingLimb& missing) {
  Workbench& bench = refusal.bench;
  if (explain_missing(diagnostic, refusal, missing)) return;
  const Noun name = name_of_limb(missing.limb);
  if (name == kNull) {
    diagnostic.notes.push_back("what is called here is no gate: it has no arm `$`");
    if (missing.type.is_cell() && missing.type.head() == "atom"_n) {
      diagnostic.notes.push_back("a call begins with what is called, and no operators stand between: `(add 1 2)`");
    }
  } else if (name.is_none()) {
    diagnostic.notes.push_back("there is nothing at this axis");
  }
  if (!missing.in_subject && !is_void(bench, missing.type)) {
    diagnostic.notes.push_back("it was looked for in: " + bench.print_type_flat(missing.type, kNoteText));
  }
  diagnostic.suggestions = suggest_names(bench.compiler(), missing);
}

// Two types that are worded alike are told apart as the reference does.
void add_types(Diagnostic& diagnostic, const Refusal& refusal) {
  Workbench& bench = refusal.bench;
  const auto type_in = [&](ErrorKind kind) -> std::optional<std::string> {
    const std::vector<hoon::Frame>& trace = refusal.error.trace;
    const auto at = std::find_if(trace.begin(), trace.end(), [&](const hoon::Frame& f) { return f.kind == kind; });
    if (at == trace.end()) return std::nullopt;
    return bench.print_type_flat(at->a, kComparedText);
  };
  const auto read = [&] {
    diagnostic.needed = type_in(ErrorKind::need);
    diagnostic.found = type_in(ErrorKind::have);
    diagnostic.notes.clear();
    if (!explain_call(diagnostic, refusal)) add_whole_types(diagnostic, bench, refusal.error);
  };
  read();
  if (!diagnostic.needed || !diagnostic.found) return;
  if (*diagnostic.needed == *diagnostic.found && bench.wording() == hoon::Wording::written) {
    bench.set_wording(hoon::Wording::reference);
    read();
    bench.set_wording(hoon::Wording::written);
  }
  explain_mismatch(diagnostic, refusal);
  if (refusal.path != nullptr) add_origins(diagnostic, *refusal.path, refusal.source);
}

}  // namespace

Noun innermost_spot(const hoon::CompileError& error, Noun own_path) {
  for (const hoon::Frame& frame : error.trace) {
    if (frame.kind != ErrorKind::spot) continue;
    if (frame.a.is_cell() && frame.a.tail().is_cell() && frame.a.head() == own_path) return frame.a;
  }
  return Noun::none();
}

Extent extent_of(Noun spot) {
  GALENA_CHECK(is_spot(spot));
  const auto place = [](Noun pint) {
    return hoon::Place{static_cast<uint32_t>(pint.head().direct_value()),
                       static_cast<uint32_t>(pint.tail().direct_value())};
  };
  return {place(spot.tail().head()), place(spot.tail().tail())};
}

Diagnostic explain(Workbench& bench, const hoon::CompileError& error, std::optional<Extent> extent,
                   const SyntaxPath* path, const hoon::Source& source) {
  const hoon::ErrorInfo& about = hoon::info(error.kind);
  const hoon::Frame failure{error.kind, error.a, error.b};
  Diagnostic diagnostic;
  diagnostic.extent = extent;
  diagnostic.kind = plain_name(about.name);
  diagnostic.message = with_detail(about.meaning, detail_text(bench, failure));

  const Refusal refusal{bench, error, path, source};
  if (error.kind == ErrorKind::nest_fail) add_types(diagnostic, refusal);
  if (error.kind == ErrorKind::find) {
    if (const auto missing = missing_limb(bench.arena(), bench.compiler(), error.b, error.a)) {
      add_missing(diagnostic, refusal, *missing);
    }
  }
  if (error.kind == ErrorKind::find || error.kind == ErrorKind::find_fork) explain_null(diagnostic, refusal);
  if (error.kind == ErrorKind::mint_vain) explain_unreachable(diagnostic, refusal);

  for (const hoon::Frame& frame : error.trace) {
    const bool compared = diagnostic.needed && (frame.kind == ErrorKind::have || frame.kind == ErrorKind::need);
    if (frame.kind == ErrorKind::spot || compared) continue;
    const hoon::ErrorInfo& context = hoon::info(frame.kind);
    const std::string detail = detail_text(bench, frame);
    // The wing around the name that was not there.
    std::string note = frame.kind == ErrorKind::find
                           ? fmt::format("find: while looking up {}", detail)
                           : with_detail(fmt::format("{}: {}", plain_name(context.name), context.meaning), detail);
    // Nested checks say the same again.
    std::vector<std::string>& notes = diagnostic.notes;
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
  }
  if (path != nullptr) add_user(diagnostic, error, hoon::p_of(path->target()));
  return diagnostic;
}

bool is_consequence(Workbench& bench, const hoon::CompileError& error) {
  if (error.kind == ErrorKind::find) {
    const auto missing = missing_limb(bench.arena(), bench.compiler(), error.b, error.a);
    // An axis leads to nothing in an atom, too.
    return missing && !name_of_limb(missing->limb).is_none() && is_void(bench, missing->type);
  }
  if (error.kind == ErrorKind::nest_fail) {
    return std::any_of(error.trace.begin(), error.trace.end(), [](const hoon::Frame& frame) {
      return frame.kind == ErrorKind::need && frame.a == hoon::kVoid;
    });
  }
  return error.kind == ErrorKind::mint_vain || error.kind == ErrorKind::mull_none;
}

std::vector<Diagnostic> find_errors(Workbench& bench, const Refused& refused, const hoon::CompileError& first,
                                    const hoon::Source& source,
                                    std::optional<std::chrono::steady_clock::time_point> end) {
  using std::chrono::milliseconds;
  std::vector<Diagnostic> errors;
  const struct Restore {
    Workbench& bench;
    std::optional<milliseconds> deadline;
    ~Restore() { bench.set_deadline(deadline); }
  } restore{bench, bench.deadline()};
  boost::unordered_flat_set<uint64_t> seen;  // spots
  bool types_are_known = true;
  Noun ast = refused.ast;
  for (size_t attempt = 0; attempt < kAttempts && errors.size() < kErrorsShown; ++attempt) {
    if (end) {
      const auto left = std::chrono::duration_cast<milliseconds>(*end - std::chrono::steady_clock::now());
      bench.set_deadline(std::max(left, milliseconds(1)));
    }
    const hoon::Result<hoon::Compiled> minted = bench.compiler().mint(refused.subject, "noun"_n, ast);
    if (minted) break;
    const hoon::CompileError& error = minted.error();
    // The time that is up says nothing of the program.
    if (end && error.kind == ErrorKind::interrupted) break;
    // What runs out of its limits once will again, and take as long.
    const bool last = hoon::is_limit(error.kind);
    const Noun spot = innermost_spot(error, refused.spots);
    // Without a place there is nothing to replace; at a place that was met before, replacing it has not helped.
    if (spot.is_none() || !seen.insert(spot.word()).second) break;
    const std::optional<SyntaxPath> path = SyntaxPath::find(ast, spot);
    if (types_are_known || !is_consequence(bench, error)) {
      errors.push_back(explain(bench, error, extent_of(spot), path ? &*path : nullptr, source));
    }
    if (last) break;
    const std::optional<SyntaxPath::Pruned> pruned = path ? path->prune(bench.arena()) : std::nullopt;
    if (!pruned) break;
    ast = pruned->ast;
    types_are_known = types_are_known && pruned->keeps_type;
  }
  if (errors.empty()) errors.push_back(explain(bench, first, Extent{{1, 1}, {1, 1}}, nullptr, source));
  GALENA_CHECK(errors.size() <= kErrorsShown);
  return errors;
}

}  // namespace galena::tools
