// galena doc: what the comments of a source say of its arms, with their types.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "hoon/text/arm_docs.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library_docs.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/arm_text.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/examples.h"

namespace galena::tools {
namespace {

struct Options {
  std::string what;
  bool check = false;
  SubjectOptions subject;
  DeskOptions desk;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;
};

hoon::ArmReader read_source(const std::string& file, const std::string& text) {
  hoon::ArmReader reader;
  reader.read(file, text);
  reader.close();
  return reader;
}

bool names_file(const std::string& what) {
  return what.ends_with(".hoon") || what.find('/') != std::string::npos;
}

Exit show_arm(const Options& options) {
  Workshop shop = options.subject.open(options.evaluation, options.diagnostics);
  std::vector<hoon::ArmReader> readers;
  if (shop.source) readers.push_back(read_source(shop.source->name, shop.source->text));
  readers.push_back(library_docs());
  print(describe_arm(*shop.bench, readers, options.what));
  return Exit::ok;
}

std::string fenced(const std::string& text) {
  return "```\n" + text + "```\n";
}

// Markdown: paragraphs as they are, examples fenced.
std::string page_comment(const std::vector<std::string>& comment) {
  std::string text, code;
  const auto flush = [&] {
    if (!code.empty()) text += fenced(code);
    code.clear();
  };
  for (const std::string& line : comment) {
    const bool example = line.starts_with("> ") || (!code.empty() && !line.empty());
    if (!example) flush();
    (example ? code : text) += line + "\n";
  }
  flush();
  return text;
}

std::string page_of(const std::string& title, const hoon::ArmReader& reader, Workbench& bench) {
  std::string text = fmt::format("# {}\n\n{}", title, page_comment(reader.opening()));
  std::string chapter;
  for (const hoon::ArmDoc& doc : reader.arms()) {
    if (doc.hidden) continue;
    if (doc.chapter != chapter && !doc.chapter.empty()) text += fmt::format("\n## {}\n", doc.chapter);
    if (!doc.chapter.empty()) chapter = doc.chapter;
    text += fmt::format("\n### {}\n\n", doc.path());
    const std::vector<std::string> lines = type_lines(bench, doc);
    if (!lines.empty()) text += fenced(fmt::format("{}\n", fmt::join(lines, "\n"))) + "\n";
    text += page_comment(doc.comment);
  }
  return text;
}

// The product of a file as the subject, and its text.
struct FileSubject {
  std::unique_ptr<hoon::Store> store;
  std::optional<DeskSession> session;
  std::string text;

  FileSubject(const Options& options) : store(options.subject.cache.open()), text(read_file(options.what)) {
    DeskOptions desk = options.desk;
    if (desk.desk.empty()) desk.desk = desk_of(options.what);
    session.emplace(desk, store.get(), options.evaluation, options.diagnostics);
    const std::optional<hoon::Vase> product = session->desk.build(name_in(session->folder.root(), options.what));
    if (!product) throw Failure{Exit::failed, session->report(options.diagnostics)};
    session->bench().set_subject({product->type, product->value});
  }
};

// Says where an example comes to something else. The number of those.
size_t check_examples(const hoon::ArmReader& reader, Workbench& bench, const DiagnosticOptions& diagnostics,
                      size_t& count) {
  size_t wrong = 0;
  for (const hoon::ArmDoc& doc : reader.arms()) {
    for (const hoon::Example& example : doc.examples) {
      ++count;
      const Shown shown = show(bench, example.expression, diagnostics);
      if (shown.is(example.printed)) continue;
      ++wrong;
      print(fmt::format("{}:{}: {}\n  {}\n  the comment says:\n    {}\n  it prints:\n    {}\n", doc.file, example.line,
                        doc.path(), example.expression, fmt::join(example.printed, "\n    "),
                        fmt::join(shown.messages.empty() ? shown.lines : shown.messages, "\n    ")));
    }
  }
  return wrong;
}

Exit check(const Options& options) {
  size_t count = 0, wrong = 0;
  if (options.what.empty()) {
    Workshop shop = options.subject.open(options.evaluation, options.diagnostics);
    wrong = check_examples(library_docs(), *shop.bench, options.diagnostics, count);
  } else {
    FileSubject file(options);
    const hoon::ArmReader reader = read_source(options.what, file.text);
    wrong = check_examples(reader, file.session->bench(), options.diagnostics, count);
  }
  print_line(fmt::format("{} examples, {} wrong", count, wrong));
  return wrong == 0 ? Exit::ok : Exit::failed;
}

Exit run(const Options& options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (options.check) return check(options);
  if (options.what.empty()) throw Failure{Exit::usage, "error: say of which arm, or of which file"};
  if (!names_file(options.what)) return show_arm(options);
  FileSubject file(options);
  print(page_of(options.what, read_source(options.what, file.text), file.session->bench()));
  return Exit::ok;
}

}  // namespace

void add_doc(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("doc", "Show what an arm does, by its comment and its type");
  sub.option("NAME", options->what, "An arm, `add` or `put:by`; or a FILE, of whose arms a page is made")
      .type_name("FILE");
  sub.flag("--check", options->check, "Evaluate the examples in the comments of the FILE, or of the library");
  options->subject.add_to(sub);
  options->desk.add_to(sub);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena doc snag\n"
      "  galena doc put:by\n"
      "  galena doc my-arm --subject library.hoon\n"
      "  galena doc lib/count.hoon >count.md\n"
      "  galena doc --check lib/count.hoon");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
