#include "tools/program.h"

#include <fmt/format.h>

#include <algorithm>

#include "hoon/error.h"
#include "hoon/parser.h"
#include "hoon/scot.h"
#include "hoon/show.h"
#include "hoon/stack.h"
#include "nock/equal.h"
#include "tools/evaluation.h"
#include "tools/io.h"

namespace galena::tools {
namespace {

// Nesting to the depth of some hundred thousand brackets; more is noise and shall not cost gigabytes.
constexpr size_t kParserStack = size_t{256} << 20;
constexpr size_t kPrinterStack = size_t{1} << 30;
constexpr unsigned kWidth = 80;
// Types in diagnostics: nobody reads more.
constexpr size_t kTypeText = 2000;

hoon::TypeServices services(hoon::Compiler& compiler) {
  return {[&compiler](Noun hold) {
            hoon::Result<Noun> unfolded = compiler.unfold(hold);
            if (!unfolded) throw hoon::CompileError(unfolded.error());
            return unfolded.value();
          },
          {}};
}

// Printing, or what it says instead of what cannot be printed.
template <class Body>
std::vector<std::string> guarded_lines(Body&& body) {
  return hoon::run_on_deep_stack(kPrinterStack, [&]() -> std::vector<std::string> {
    try {
      return body();
    } catch (const hoon::CompileError&) {
      return {"#unprintable"};
    } catch (const hoon::TooDeep&) {
      return {"#too-deep"};
    }
  });
}

bool printable(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || static_cast<unsigned char>(c) == 0x7f;
  });
}

// Lines that are longer are shown in part, or they would hide the message.
constexpr size_t kLineShown = 120;

}  // namespace

Workbench::Workbench(Machine& machine)
    : machine_(machine), arena_(machine.heap().limit()), compiler_(arena_), subject_{"noun"_n, Noun()} {
  compiler_.set_evaluate([this](Noun subject, Noun formula) {
    const InterruptScope scope(machine_);
    const Result r = machine_.run(subject, formula, deadline_);
    if (r.outcome == Outcome::intr) hoon::refuse(hoon::ErrorKind::interrupted);
    if (r.outcome == Outcome::meme) throw OutOfMemory{};
    return r.outcome == Outcome::done ? arena_.intern(r.noun) : Noun::none();
  });
}

Workbench::~Workbench() = default;

std::vector<std::string> Workbench::print_type(Noun type) {
  return guarded_lines([&] { return hoon::Printer(arena_, services(compiler_)).type(type, kWidth); });
}

std::vector<std::string> Workbench::print_value(Noun type, Noun value) {
  return guarded_lines([&] { return hoon::Printer(arena_, services(compiler_)).value(type, value, kWidth); });
}

Program::Program(Workbench& bench, std::string name, std::string text)
    : bench_(bench), name_(std::move(name)), source_(text) {}

Noun Program::parse(Noun spots) {
  std::optional<hoon::CompileError> error;
  hoon::ParseResult result;
  hoon::run_on_deep_stack(kParserStack, [&] {
    try {
      const std::string_view text(source_.begin(), static_cast<size_t>(source_.end() - source_.begin()));
      result = hoon::parse(bench_.arena_, text, {spots});
    } catch (hoon::CompileError& e) {
      error.emplace(std::move(e));
    } catch (const hoon::TooDeep&) {
      error.emplace(hoon::CompileError{hoon::ErrorKind::too_deep});
    } catch (const OutOfMemory&) {
      error.emplace(hoon::CompileError{hoon::ErrorKind::out_of_memory});
    }
  });
  if (error) refuse(Exit::usage, *error);
  if (result.ast.is_none()) refuse_syntax({result.line, result.column});
  return result.ast;
}

hoon::Compiled Program::compile(Noun ast) {
  const auto mint = [&](Noun gen) { return bench_.compiler_.mint(bench_.subject_.type, "noun"_n, gen); };
  const hoon::Result<hoon::Compiled> minted = mint(ast);
  if (minted) return minted.value();
  if (minted.error().kind == hoon::ErrorKind::interrupted && was_interrupted()) {
    throw Failure{Exit::interrupted, "error: interrupted (%intr)"};
  }
  // The place is known where the spots are: once more with them.
  const hoon::Result<hoon::Compiled> spotted = mint(parse(own_path()));
  refuse(Exit::failed, spotted ? minted.error() : spotted.error());
}

std::vector<std::string> Program::explain_crash(std::optional<std::chrono::milliseconds> deadline) {
  const hoon::Compiled compiled = compile(parse(own_path()));
  Machine& machine = bench_.machine_;
  const QuietScope quiet;
  Result result{};
  {
    const InterruptScope scope(machine);
    result = machine.run(bench_.subject_.value, compiled.formula, deadline);
  }
  if (result.outcome != Outcome::exit) return {};
  const std::string own = "/" + std::string("galena-source") + ":<[";
  std::vector<std::string> lines = render_trace(machine, result.noun);
  for (std::string& line : lines) {
    unsigned long from_line, from_column;
    int end = 0;
    if (!line.starts_with(own)) continue;
    if (std::sscanf(line.c_str() + own.size(), "%lu %lu]%n", &from_line, &from_column, &end) == 2 && end != 0) {
      line = fmt::format("at {}:{}:{}", name_, from_line, from_column);
    }
  }
  return lines;
}

std::string Program::headline(Extent extent, std::string_view kind, std::string_view message) const {
  std::string text = fmt::format("{}:{}:{}: error: {}: {}", name_, extent.from.line, extent.from.column, kind, message);
  const char* const begin = source_.at({extent.from.line, 1});
  const char* const end = std::find(begin, source_.end(), '\n');
  std::string_view line(begin, static_cast<size_t>(end - begin));
  size_t column = std::min<size_t>(extent.from.column - 1, line.size());
  if (!printable(line)) return text;
  size_t length = extent.to.line == extent.from.line && extent.to.column > extent.from.column
                      ? extent.to.column - extent.from.column
                      : size_t{1};
  if (line.size() > kLineShown) {
    const size_t first = column > kLineShown / 2 ? column - kLineShown / 2 : 0;
    line = line.substr(first, kLineShown);
    column -= first;
  }
  length = std::min(length, std::max<size_t>(line.size() - column, 1));
  const std::string number = std::to_string(extent.from.line);
  text += fmt::format("\n {} | {}\n {} | ", number, line, std::string(number.size(), ' '));
  // One mark a character, not a byte; tabs stay tabs.
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  for (const char c : line.substr(0, column)) {
    if (!continues(c)) text += c == '\t' ? '\t' : ' ';
  }
  text += '^';
  for (const char c : line.substr(std::min(column + 1, line.size()), length - 1)) {
    if (!continues(c)) text += '~';
  }
  return text;
}

void Program::refuse_syntax(hoon::Place place) {
  const char* const at = source_.at(place);
  std::string message;
  if (at == source_.end() || (at + 1 == source_.end() && *at == '\n')) {
    message = "the text ends here, and more is needed";
  } else if (*at == '\n') {
    message = "not at the end of this line";
  } else if (static_cast<unsigned char>(*at) >= 0x20 && static_cast<unsigned char>(*at) < 0x7f) {
    message = fmt::format("`{}` has no meaning here", *at);
  } else {
    message = fmt::format("the byte 0x{:02x} has no meaning here", static_cast<unsigned char>(*at));
  }
  throw Failure{Exit::usage, headline({place, place}, "syntax", message)};
}

Noun Program::own_path() {
  return bench_.arena_.list(std::array{bench_.arena_.cord("galena-source")});
}

std::optional<Program::Extent> Program::own_extent(Noun spot) {
  if (!spot.is_cell() || !spot.tail().is_cell() || spot.head() != own_path()) return std::nullopt;
  const auto place = [](Noun pint) {
    return hoon::Place{static_cast<uint32_t>(pint.head().direct_value()),
                       static_cast<uint32_t>(pint.tail().direct_value())};
  };
  return Extent{place(spot.tail().head()), place(spot.tail().tail())};
}

std::vector<std::string> Program::frame_lines(const hoon::Frame& frame) {
  const hoon::ErrorInfo& about = hoon::info(frame.kind);
  Arena& arena = bench_.arena_;
  const std::string name(about.name);
  const auto with = [&](const std::string& text) { return std::vector<std::string>{name + ": " + text}; };
  switch (about.detail) {
    case hoon::Detail::kType:
      return guarded_lines([&]() -> std::vector<std::string> {
        hoon::Printer printer(arena, services(bench_.compiler_), kTypeText);
        const std::optional<hoon::Tank> tank =
            printer.draw_labelled_type(name.starts_with('-') ? name.substr(1) : name, frame.a);
        return tank ? tank->lines(kWidth) : std::vector<std::string>{name};
      });
    case hoon::Detail::kWing: {
      const Noun label = arena.cons("c"_n, arena.cord(name.starts_with('-') ? name.substr(1) : name));
      const std::optional<hoon::Tank> tank = hoon::show(arena.cons(label, arena.cons("l"_n, frame.a)));
      return tank ? tank->lines(kWidth) : std::vector<std::string>{name};
    }
    case hoon::Detail::kTerm:
      return with(hoon::cord_text(frame.a));
    case hoon::Detail::kTerms: {
      std::string text;
      for (Noun n = frame.a; n.is_cell(); n = n.tail()) text += (text.empty() ? "" : ", ") + hoon::cord_text(n.head());
      return with(text);
    }
    case hoon::Detail::kTape: {
      std::string text;
      for (Noun n = frame.a; n.is_cell(); n = n.tail()) text += static_cast<char>(n.head().direct_value());
      return with(text);
    }
    case hoon::Detail::kCounts:
      return with(fmt::format("{} expected, {} found", hoon::scot("ud"_n, frame.a), hoon::scot("ud"_n, frame.b)));
    case hoon::Detail::kNone:
    case hoon::Detail::kHoon:
    case hoon::Detail::kSpot:
    case hoon::Detail::kPlace:
      break;
  }
  return {name};
}

void Program::refuse(Exit exit, const hoon::CompileError& error) {
  Extent extent{{1, 1}, {1, 1}};
  for (const hoon::Frame& frame : error.trace) {
    if (frame.kind != hoon::ErrorKind::spot) continue;
    if (const auto own = own_extent(frame.a)) {
      extent = *own;
      break;
    }
  }
  if (error.kind == hoon::ErrorKind::syntax) {
    extent.from = {static_cast<uint32_t>(error.a.direct_value()), static_cast<uint32_t>(error.b.direct_value())};
    extent.to = extent.from;
  }
  const hoon::ErrorInfo& about = hoon::info(error.kind);
  std::string kind(about.name);
  if (kind.starts_with('<')) kind = kind.substr(1, kind.size() - 2);
  if (kind.starts_with('-') || kind.starts_with('%')) kind = kind.substr(1);
  std::string text = headline(extent, kind, about.meaning);
  const auto add = [&](const hoon::Frame& frame) {
    for (const std::string& line : frame_lines(frame)) text += "\n  " + line;
  };
  if (about.detail != hoon::Detail::kNone && about.detail != hoon::Detail::kPlace) add({error.kind, error.a, error.b});
  for (const hoon::Frame& frame : error.trace) {
    if (frame.kind != hoon::ErrorKind::spot) add(frame);
  }
  throw Failure{exit, text};
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
