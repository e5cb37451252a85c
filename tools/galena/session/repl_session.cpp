#include "tools/galena/session/repl_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/type/types.h"
#include "nock/noun/text.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library_docs.h"
#include "tools/galena/session/arm_text.h"

namespace galena::tools {
namespace {

// What diagnostics call what was typed.
constexpr const char* kName = "<typed>";

constexpr std::string_view kHelp =
    "HOON                an expression; it may take several lines\n"
    "=name HOON          puts a name into the subject, and =name takes it out\n"
    "/+  name            imports a file of the desk, as the lines of a file do: /-  /+  /=  face  /path\n"
    ":load name PATH     the same for any file of the desk, under a name\n"
    ":type HOON          the type of an expression; ? HOON prints it and the value\n"
    ":doc NAME           what an arm does\n"
    ":names              what has been put in front of the subject\n"
    ":quit               ends the session, as Ctrl-D does; Ctrl-C ends a computation\n";

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_name_part(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

// Whether there is nothing in it but comments.
bool is_empty(std::string_view text) {
  for (text = trimmed(text); text.starts_with("::"); text = trimmed(text)) {
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  return text.empty();
}

// The term at the start of a text, cut off from it; empty where there is none.
std::string take_name(std::string_view& text) {
  size_t end = 0;
  if (!text.empty() && is_letter(text[0])) {
    while (end < text.size() && is_name_part(text[end])) ++end;
  }
  const std::string name(text.substr(0, end));
  text.remove_prefix(end);
  return name;
}

// =name, alone or before an expression. (`=name` is no Hoon but where a mould stands.)
struct Assignment {
  std::string name;
  std::string_view text;
};
std::optional<Assignment> assignment_of(std::string_view text) {
  if (!text.starts_with('=')) return std::nullopt;
  text.remove_prefix(1);
  std::string name = take_name(text);
  if (name.empty() || (!text.empty() && text[0] != ' ' && text[0] != '\n')) return std::nullopt;
  return Assignment{std::move(name), trimmed(text)};
}

}  // namespace

ReplSession::ReplSession(Workbench& bench, DeskSession* desk, Options options)
    : bench_(bench), desk_(desk), options_(std::move(options)), base_(bench.subject()) {}

// The names in front of what was there before them.
void ReplSession::rebuild() {
  Arena& arena = bench_.arena();
  Subject subject = base_;
  for (const Binding& binding : bindings_) {
    const Noun type =
        binding.name.empty() ? binding.value.type : arena.tuple("face"_n, arena.cord(binding.name), binding.value.type);
    subject = {arena.tuple("cell"_n, type, subject.type), arena.cons(binding.value.value, subject.value)};
  }
  bench_.set_subject(subject);
}

void ReplSession::put(Binding binding) {
  if (!binding.name.empty()) std::erase_if(bindings_, [&](const Binding& one) { return one.name == binding.name; });
  bindings_.push_back(std::move(binding));
  rebuild();
}

void ReplSession::unbind(const std::string& name) {
  const size_t gone = std::erase_if(bindings_, [&](const Binding& one) { return one.name == name; });
  if (gone == 0) throw Failure{Exit::usage, fmt::format("error: nothing has been named `{}` here", name)};
  rebuild();
}

ReplSession::Heard ReplSession::take(const std::string& text, bool last) {
  forget_interrupt();  // one that came when nothing was there to stop
  const std::string_view body = trimmed(text);
  if (is_empty(body)) return Heard::done;
  if (body == ":quit" || body == ":q") return Heard::over;
  try {
    const bool is_command = body.size() > 1 && body[0] == ':' && is_letter(body[1]);
    if (is_command) {
      command(body);
      return Heard::done;
    }
    if (begins_with_import(std::string(body) + "\n")) {
      import(text + "\n");
      return Heard::done;
    }
    const std::optional<Assignment> assignment = assignment_of(body);
    const bool asks_type = body.starts_with("? ");
    const std::string_view hoon = assignment ? assignment->text : asks_type ? trimmed(body.substr(2)) : body;
    constexpr std::string_view kBuild = "-build-file ";
    if (assignment && hoon.empty()) {
      unbind(assignment->name);
      return Heard::done;
    }
    if (assignment && hoon.starts_with(kBuild)) {
      load(assignment->name, std::string(trimmed(hoon.substr(kBuild.size()))));
      return Heard::done;
    }
    if (!last && !is_complete(std::string(hoon))) return Heard::more;
    if (assignment) {
      assign(assignment->name, std::string(hoon));
    } else {
      if (asks_type) print_type_of(std::string(hoon));
      evaluate(std::string(hoon), false);
    }
    return Heard::done;
  } catch (const Failure& failure) {
    if (!failure.message.empty()) complain(failure.message);
    forget_interrupt();
    return Heard::refused;
  }
}

void ReplSession::command(std::string_view text) {
  text.remove_prefix(1);
  const std::string word = take_name(text);
  std::string rest(trimmed(text));
  if (word == "help") {
    print(kHelp);
  } else if (word == "type") {
    print_type_of(rest);
  } else if (word == "doc") {
    if (!docs_) docs_.emplace().push_back(library_docs());
    print(describe_arm(bench_, *docs_, rest));
  } else if (word == "names") {
    for (size_t i = bindings_.size(); i-- > 0;) {
      const Binding& binding = bindings_[i];
      print_line(fmt::format("{}  {}", binding.name.empty() ? "*" : binding.name,
                             bench_.print_type_flat(binding.value.type, options_.width)));
    }
  } else if (word == "load") {
    std::string_view left = rest;
    const std::string name = take_name(left);
    if (name.empty() || trimmed(left).empty()) throw Failure{Exit::usage, "error: say :load NAME PATH"};
    load(name, std::string(trimmed(left)));
  } else {
    throw Failure{Exit::usage, fmt::format("error: there is no command :{}; :help lists them", word)};
  }
}

void ReplSession::assign(const std::string& name, const std::string& text) {
  if (const std::optional<hoon::Vase> value = evaluate(text, true)) put({name, *value});
}

// A file by its name, its path as Hoon has it (%/lib/foo/hoon), or without its ending.
void ReplSession::load(const std::string& name, std::string path) {
  if (desk_ == nullptr) throw Failure{Exit::usage, "error: there is no desk to load from; --desk DIR names one"};
  if (path.starts_with("%/")) path.erase(0, 2);
  while (path.starts_with('/')) path.erase(0, 1);
  if (path.ends_with("/hoon")) path.replace(path.size() - 5, 5, ".hoon");
  if (!path.ends_with(".hoon")) path += ".hoon";
  const std::optional<hoon::Vase> value = desk_->desk.build(path);
  if (!value) throw Failure{Exit::failed, desk_->report(options_.diagnostics)};
  put({name, *value});
}

void ReplSession::import(const std::string& text) {
  if (desk_ == nullptr) throw Failure{Exit::usage, "error: there is no desk to import from; --desk DIR names one"};
  // A header wants a body.
  Program program(bench_, kName, text + "~\n", options_.diagnostics, true);
  program.parse();
  for (const hoon::Import& one : program.imports()) {
    const std::optional<hoon::Vase> with = desk_->desk.subject_of(kName, {&one, 1});
    if (!with) throw Failure{Exit::failed, desk_->report(options_.diagnostics, kName)};
    // [import base], each under its face.
    const Noun type = with->type.tail().head();
    const bool faced = type.is_cell() && type.head() == "face"_n && !one.face.is_none();
    const hoon::Vase value{faced ? type.tail().tail() : type, with->value.head()};
    put({faced ? cord_text(one.face) : std::string(), value});
  }
}

void ReplSession::print_type_of(const std::string& text) {
  Program program(bench_, kName, text, options_.diagnostics);
  print_lines(bench_.print_type(program.compile(program.parse()).type, options_.width));
}

std::optional<hoon::Vase> ReplSession::evaluate(const std::string& text, bool keep) {
  Program program(bench_, kName, text, options_.diagnostics);
  const hoon::Compiled compiled = program.compile(program.parse());
  Machine& machine = bench_.machine();
  const Noun subject = bench_.subject().value;
  const Result result = run_ ? run_(subject, compiled.formula)
                             : run_interruptibly(machine, subject, compiled.formula, options_.evaluation.deadline());
  if (result.outcome == Outcome::exit)
    throw Failure{Exit::failed, program.report_crash(options_.evaluation.deadline())};
  if (result.outcome != Outcome::done) throw Failure{report_failure(machine, options_.evaluation, result), ""};
  if (keep) return hoon::Vase{compiled.type, bench_.arena().intern(result.noun)};
  const Heap::Root product(machine.heap(), result.noun);
  print_lines(bench_.print_value(compiled.type, product.get(), options_.width));
  return std::nullopt;
}

// Not where the parser came to the end of the text and wanted more.
bool ReplSession::is_complete(const std::string& text) {
  bool complete = true;
  bench_.under_limits([&] {
    hoon::ParseResult result;
    hoon::run_on_deep_stack(hoon::kDeepStack, [&] {
      result = hoon::parse(bench_.arena(), text + "\n", {.kelvin = bench_.compiler().kelvin()});
    });
    if (!result.ast.is_none() || result.too_deep || result.crashed) return;
    const auto lines = static_cast<uint32_t>(std::ranges::count(text, '\n')) + 1;
    const size_t begin = text.rfind('\n') + 1;  // 0 where there is one line
    complete = result.line < lines || (result.line == lines && result.column <= text.size() - begin);
  });
  return complete;
}

std::vector<std::string> ReplSession::complete(const std::string& beginning) {
  collect_names();
  std::vector<std::string> found;
  for (auto at = std::ranges::lower_bound(names_, beginning); at != names_.end() && at->starts_with(beginning); ++at) {
    found.push_back(*at);
  }
  return found;
}

// Faces, and arms of cores, as far as a limb finds them.
void ReplSession::collect_names() {
  if (named_ == bench_.subject().type) return;
  named_ = bench_.subject().type;
  names_.clear();
  std::vector<Noun> waiting{named_};
  const auto add_arms = [&](Noun chapters) {
    hoon::Items items;
    hoon::set_items(chapters, items);
    for (const Noun chapter : items) {
      hoon::Items arms;
      hoon::set_items(hoon::arms_of(bench_.compiler().kelvin(), chapter), arms);
      for (const Noun arm : arms) names_.push_back(cord_text(arm.head()));
    }
  };
  for (size_t steps = 0; !waiting.empty() && steps < 100'000; ++steps) {
    const Noun type = waiting.back();
    waiting.pop_back();
    if (!type.is_cell()) continue;
    if (type.head() == "cell"_n) {
      waiting.push_back(hoon::p_of(type));
      waiting.push_back(hoon::q_of(type));
    } else if (type.head() == "face"_n) {
      if (hoon::p_of(type).is_atom()) names_.push_back(cord_text(hoon::p_of(type)));
    } else if (type.head() == "core"_n) {
      const hoon::CoreParts core(type);
      add_arms(core.chapters);
      waiting.push_back(core.payload);
    } else if (type.head() == "hint"_n || type.head() == "hold"_n) {
      const hoon::Result<Noun> unfolded = bench_.compiler().unfold(type);
      if (unfolded) waiting.push_back(unfolded.value());
    }
  }
  std::ranges::sort(names_);
  names_.erase(std::ranges::unique(names_).begin(), names_.end());
  std::erase(names_, std::string());
}

std::optional<std::string> without_prompt(std::string_view line) {
  const size_t at = line.find("> ");
  const std::string_view before = line.substr(0, std::min(at, line.size()));
  if (line == ">") return std::string();
  if (at == std::string_view::npos) return std::nullopt;
  const bool dojo = before.ends_with("dojo") && (before.size() == 4 || before.starts_with('~'));
  if (!before.empty() && !dojo) return std::nullopt;
  return std::string(line.substr(at + 2));
}

}  // namespace galena::tools
