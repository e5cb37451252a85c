#include "tools/galena/session/desk_session.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

#include "hoon/desk/paths.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/own_files.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/diagnose/reasons.h"

namespace galena::tools {
namespace {

std::string checked(std::string desk) {
  if (!is_folder(desk)) throw Failure{Exit::usage, fmt::format("error: `{}` is no folder", desk)};
  while (desk.size() > 1 && desk.back() == '/') desk.pop_back();
  return desk;
}

// The folder's root is there before what stands behind it.
hoon::Folder& completed(hoon::Folder& folder, const DeskOptions& options) {
  for (const std::string& root : options.behind) folder.put_behind(checked(root), options.leads());
  for (const OwnFile& file : own_files()) folder.put_file(std::string(file.name), file.text);
  return folder;
}

Workshop open_base(const DeskOptions& options, hoon::Folder& folder, const hoon::Store* store,
                   const EvaluationOptions& evaluation, const DiagnosticOptions& diagnostics) {
  std::string system = options.system;
  if (system.empty() && folder.has_folder("sys")) system = folder.path_of("sys");
  if (!system.empty()) {
    return Workshop::open(evaluation, store,
                          system_recipe(store, system, options.leads(), evaluation.kelvin, diagnostics));
  }
  const std::string* const pin = folder.has("sys.kelvin") ? folder.read("sys.kelvin") : nullptr;
  const std::optional<hoon::Kelvin> said = pin == nullptr ? std::nullopt : hoon::Kelvin::of_desk(*pin);
  return Workshop::open(evaluation, store, library_recipe(evaluation.kelvin.kelvin(said)));
}

}  // namespace

Option DeskOptions::add_to(CommandLine app) {
  app.option("--system", system,
             "The kernel's files: hoon, arvo, lull, zuse; else sys in the desk, else the library in this binary")
      .type_name("DIR");
  app.flag("--links", links, "Follow links that lead out of the desk, too");
  return app.option("--desk", desk, "The root of the desk").type_name("DIR");
}

bool is_folder(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

std::string desk_of(const std::string& file) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(file, error).lexically_normal();
  // The root of the machine has such folders, and is no desk.
  for (std::filesystem::path folder = whole.parent_path(); folder != folder.root_path();
       folder = folder.parent_path()) {
    for (const char* part : {"lib", "sur", "sys"}) {
      if (is_folder((folder / part).string())) return folder.string();
    }
  }
  return whole.parent_path().string();
}

std::string name_in(const std::string& desk, const std::string& file) {
  struct stat about;
  if (hoon::is_name_inside(file) && stat((desk + "/" + file).c_str(), &about) == 0) return file;
  std::error_code error;
  const std::filesystem::path from = std::filesystem::absolute(desk, error).lexically_normal();
  const std::string name = std::filesystem::absolute(file, error).lexically_normal().lexically_relative(from).string();
  return hoon::is_name_inside(name) ? name : file;
}

DeskSession::DeskSession(const DeskOptions& options, const hoon::Store* store, const EvaluationOptions& evaluation,
                         const DiagnosticOptions& diagnostics)
    : folder(checked(options.desk), options.leads()),
      shop(open_base(options, completed(folder, options), store, evaluation, diagnostics)),
      tools(*shop.machine, shop.bench->arena(), shop.bench->compiler()),
      base{shop.bench->subject().type, shop.bench->subject().value},
      desk(tools, folder, base,
           store != nullptr && shop.image ? std::optional(hoon::DeskCache{*store, *shop.image}) : std::nullopt),
      keeps_(store != nullptr && shop.image.has_value()) {}

void DeskSession::import_for(Program& program, const DiagnosticOptions& diagnostics) {
  const std::optional<hoon::Vase> subject = desk.subject_of(program.name(), program.imports());
  if (!subject) throw Failure{Exit::failed, report(diagnostics, program.name())};
  bench().set_subject({subject->type, subject->value});
}

std::optional<std::string> DeskSession::crash_reason(Noun trace) {
  for (Noun rest = trace; rest.is_cell(); rest = rest.tail()) {
    const Noun entry = rest.head();
    if (!entry.is_cell() || entry.head() != "spot"_n || !is_spot(entry.tail())) continue;
    const std::string file = hoon::file_of_path(entry.tail().head());
    const std::string* const text = hoon::is_name_inside(file) ? folder.read(file) : nullptr;
    if (text == nullptr) continue;
    const Noun own = hoon::path_of_file(bench().arena(), file);
    try {
      return tools::crash_reason(bench().arena(), Program(bench(), file, *text, {}, true).parse(own), own, trace);
    } catch (const Failure&) {
      return std::nullopt;  // a limit: what is known is said without
    }
  }
  return std::nullopt;
}

std::string DeskSession::report(const DiagnosticOptions& diagnostics, const std::string& own) {
  const auto path = [&](const std::string& file) { return file == own ? own : folder.path_of(file); };
  return tools::report(bench(), desk.log(), path, diagnostics);
}

Surroundings::Surroundings(const SubjectOptions& subject, DeskOptions desk, const TextInput& input,
                           const std::string& text, const EvaluationOptions& evaluation,
                           const DiagnosticOptions& diagnostics)
    : diagnostics(diagnostics) {
  const bool is_named = !desk.desk.empty() || !desk.system.empty();
  if (is_named && (subject.bare || !subject.file.empty() || !subject.jam.empty())) {
    throw Failure{Exit::usage, "error: a desk and a system bring their own subject: leave out --bare and --subject"};
  }
  if (desk.desk.empty() && begins_with_import(text) && !input.file.empty() && input.file != "-") {
    desk.desk = desk_of(input.file);
  }
  if (desk.desk.empty() && desk.system.empty()) {
    shop.emplace(subject.open(evaluation, diagnostics));
    return;
  }
  store = subject.cache.open();
  if (desk.desk.empty()) {
    shop.emplace(Workshop::open(evaluation, store.get(),
                                system_recipe(store.get(), desk.system, desk.leads(), evaluation.kelvin, diagnostics)));
    return;
  }
  session.emplace(desk, store.get(), evaluation, diagnostics);
}

Noun Surroundings::parse(Program& program) {
  const Noun ast = program.parse();
  if (session) session->import_for(program, diagnostics);
  return ast;
}

}  // namespace galena::tools
