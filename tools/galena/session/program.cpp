#include "tools/galena/session/program.h"

#include <fmt/format.h>

#include <array>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/diagnose/arm_at.h"
#include "tools/galena/diagnose/explain.h"
#include "tools/galena/diagnose/reasons.h"
#include "tools/galena/diagnose/syntax.h"
#include "tools/galena/session/workshop.h"

namespace galena::tools {
namespace {

// Nesting to the depth of some hundred thousand brackets; more is noise and shall not cost gigabytes.
constexpr size_t kParserStack = size_t{256} << 20;

}  // namespace

bool begins_with_import(std::string_view text) {
  for (;;) {
    const size_t at = text.find_first_not_of(" \n");
    if (at == text.npos) return false;
    text.remove_prefix(at);
    if (!text.starts_with("::")) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  // Nothing else in Hoon has a rune of these and then a gap.
  if (text.size() < 4 || text[0] != '/' || std::string_view("?-+=~%$*").find(text[1]) == std::string_view::npos) {
    return false;
  }
  return text[2] == '\n' || text.substr(2, 2) == "  " || text.substr(2, 2) == " \n";
}

Program::Program(Workbench& bench, std::string name, const std::string& text, DiagnosticOptions diagnostics,
                 bool imports)
    : bench_(bench), name_(std::move(name)), source_(text), diagnostics_(std::move(diagnostics)), has_header_(imports) {
  bench_.set_wording(diagnostics_.wording());
}

Noun Program::parse(Noun spots, hoon::Places places) {
  std::optional<hoon::CompileError> error;
  hoon::ParseResult result;
  const auto read = [&] {
    try {
      const std::string_view text(source_.begin(), static_cast<size_t>(source_.end() - source_.begin()));
      if (!has_header_) {
        result = hoon::parse(bench_.arena(), text, {spots, places, bench_.compiler().kelvin()});
        return;
      }
      hoon::SourceFile file =
          hoon::parse_source_file(bench_.arena(), text, spots, hoon::Builder::desk, bench_.compiler().kelvin());
      imports_ = std::move(file.imports);
      result.ast = file.ok ? file.body : Noun::none();
      result.line = file.farthest.line;
      result.column = file.farthest.column;
    } catch (const hoon::TooDeep&) {
      error.emplace(hoon::CompileError{hoon::ErrorKind::too_deep});
    } catch (const hoon::CompileError& refusal) {
      error.emplace(refusal);
    } catch (const std::bad_alloc&) {
      error.emplace(hoon::CompileError{hoon::ErrorKind::out_of_memory});
    } catch (const Interrupted&) {
      error.emplace(hoon::CompileError{hoon::ErrorKind::interrupted});
    }
  };
  const Outcome outcome = bench_.under_limits([&] { hoon::run_on_deep_stack(kParserStack, [&] { read(); }); });
  // The stack itself was refused.
  if (outcome != Outcome::done && !error) error.emplace(hoon::CompileError{hoon::ErrorKind::out_of_memory});
  hoon::Place place{1, 1};
  if (result.too_deep || result.crashed) {
    error.emplace(hoon::CompileError{result.too_deep ? hoon::ErrorKind::too_deep : result.crash});
    place = {result.line, result.column};
  }
  if (error) {
    const bool stopped = error->kind == hoon::ErrorKind::interrupted;
    const std::optional<Extent> extent = stopped ? std::nullopt : std::optional(Extent{place, place});
    refuse(stopped ? Exit::failed : Exit::usage, {explain(bench_, *error, extent, nullptr, source_)});
  }
  if (result.ast.is_none()) {
    // What it says where there is no time, or no room, to find out more.
    const hoon::Place at{result.line, result.column};
    Diagnostic diagnostic{Extent{at, at}, "syntax", "the text has no meaning from here on", {}, {}, {}, {}};
    bench_.under_limits([&] { diagnostic = explain_syntax(bench_.arena(), at, source_, has_header_); });
    refuse(Exit::usage, {std::move(diagnostic)});
  }
  GALENA_CHECK(bench_.arena().owns(result.ast));
  return result.ast;
}

hoon::Compiled Program::compile(Noun ast, Noun subject) {
  std::optional<std::chrono::steady_clock::time_point> end;
  if (bench_.deadline()) end = std::chrono::steady_clock::now() + *bench_.deadline();
  const hoon::Result<hoon::Compiled> minted = bench_.compiler().mint(subject, "noun"_n, ast);
  if (minted) {
    GALENA_CHECK(bench_.arena().owns(minted.value().type) && bench_.arena().owns(minted.value().formula));
    return minted.value();
  }
  if (minted.error().kind == hoon::ErrorKind::interrupted) end_if_interrupted();
  // Where the time was not enough once, it is not for finding the place.
  if (minted.error().kind == hoon::ErrorKind::interrupted) {
    refuse(Exit::failed, {explain(bench_, minted.error(), std::nullopt, nullptr, source_)});
  }
  // Places are known where the spots are: once more with them.
  const Refused refused{subject, parse(own_path()), own_path()};
  refuse(Exit::failed, find_errors(bench_, refused, minted.error(), source_, end));
}

void Program::refuse(Exit exit, std::vector<Diagnostic> diagnostics) {
  throw Failure{exit, render_all({{name_, source_, std::move(diagnostics)}}, diagnostics_)};
}

std::vector<std::string> Program::explain_crash(std::optional<std::chrono::milliseconds> deadline) {
  if (subject_ == nullptr) return explain_here(deadline);
  try {
    const QuietScope quiet;
    const Workshop shop = subject_->with_places();
    const std::string text(source_.begin(), static_cast<size_t>(source_.end() - source_.begin()));
    Program there(*shop.bench, name_, text, diagnostics_, has_header_);
    there.subject_ = subject_;
    if (std::vector<std::string> lines = there.explain_here(deadline); !lines.empty()) return lines;
  } catch (const Failure&) {
    // What cannot be made again leaves what the program says by itself.
  }
  return explain_here(deadline);
}

std::vector<std::string> Program::explain_here(std::optional<std::chrono::milliseconds> deadline) {
  const Noun ast = parse(own_path());
  const hoon::Compiled compiled = compile(ast);
  Machine& machine = bench_.machine();
  const QuietScope quiet;
  const InterruptScope scope(machine);
  const Result result = run_interruptibly(machine, bench_.subject().value, compiled.formula, deadline);
  if (result.outcome != Outcome::exit) return {};
  const Noun own = own_path();
  const Noun below = subject_path(bench_.arena());
  std::optional<hoon::Source> subject;
  if (subject_ != nullptr) subject.emplace(subject_->text);
  const Heap::Root trace(machine.heap(), result.noun);
  std::vector<std::string> lines =
      render_trace(machine, trace.get(), deadline, [&](Noun spot) -> std::optional<std::string> {
        if (!is_spot(spot)) return std::nullopt;
        if (equal(spot.head(), own)) return place_words(name_, source_, extent_of(spot).from);
        if (!subject || !equal(spot.head(), below)) return std::nullopt;
        return place_words(subject_->name, *subject, extent_of(spot).from);
      });
  std::optional<std::string> reason = crash_reason(bench_.arena(), ast, own, trace.get());
  if (reason) lines.insert(lines.begin(), std::move(*reason));
  return lines;
}

std::string Program::report_crash(std::optional<std::chrono::milliseconds> deadline) {
  const std::string message = "the computation crashed";
  std::vector<std::string> trace = explain_crash(deadline);
  if (diagnostics_.json) {
    return render({std::nullopt, "crash", message, {}, {}, std::move(trace), {}}, name_, source_, diagnostics_);
  }
  std::string text = "error: " + message;
  for (const std::string& line : trace) text += "\n  " + line;
  return text;
}

Noun Program::own_path() {
  return bench_.arena().list(std::array{bench_.arena().cord("galena-source")});
}

Noun subject_path(Arena& arena) {
  return arena.cons(arena.cord("galena-subject"), kNull);
}

Noun read_path(Arena& arena, const std::string& text) {
  std::vector<Noun> knots;
  bool ok = !text.empty() && text[0] == '/';
  for (size_t i = 1; ok && i <= text.size() && text.size() > 1;) {
    const size_t end = std::min(text.find('/', i), text.size());
    ok = end > i;
    knots.push_back(arena.cord(std::string_view(text).substr(i, end - i)));
    i = end + 1;
  }
  if (!ok) throw Failure{Exit::usage, fmt::format("error: `{}` is no path: say /like/this", text)};
  return arena.list(knots);
}

}  // namespace galena::tools
