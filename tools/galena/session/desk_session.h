// A desk as a command works on it: its folder, the base that its files see, and what is kept of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hoon/desk/desk.h"
#include "hoon/desk/folder.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/command_line.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/input.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/program.h"
#include "tools/galena/session/workshop.h"

namespace galena::tools {

// --desk, --system, --links
struct DeskOptions {
  std::string desk, system;
  std::vector<std::string> behind;  // desks whose files are there where the first has none of their name
  bool links = false;

  // The option of the desk.
  Option add_to(CommandLine app);
  hoon::Folder::Links leads() const { return links ? hoon::Folder::Links::anywhere : hoon::Folder::Links::inside; }
};

bool is_folder(const std::string& path);

// The folder of the desk that a file lies in: the nearest one above it that has `lib`, `sur` or `sys`, else its own.
std::string desk_of(const std::string& file);

// The name of a file in a desk, given by that name or by its path.
std::string name_in(const std::string& desk, const std::string& file);

class DeskSession {
 public:
  // The base is the kernel in --system, else the one in `sys` of the desk, else the library in this binary. Throws
  // Failure: no folder; a kernel that is refused, with diagnostics. `store`, if there is one, must outlive this.
  DeskSession(const DeskOptions& options, const hoon::Store* store, const EvaluationOptions& evaluation,
              const DiagnosticOptions& diagnostics);

  hoon::Folder folder;
  Workshop shop;
  hoon::Toolchain tools;
  hoon::Vase base;
  hoon::Desk desk;

  Workbench& bench() { return *shop.bench; }
  bool keeps() const { return keeps_; }
  // Makes what a program imports its subject, in place of the base alone. Throws Failure, with diagnostics.
  void import_for(Program& program, const DiagnosticOptions& diagnostics);
  // Why a run crashed, by the innermost place in the desk that its trace has, if that is known. Runs no Nock.
  std::optional<std::string> crash_reason(Noun trace);
  // Everything that kept files from being built, as diagnostics. `own`: a source that is called by its path.
  std::string report(const DiagnosticOptions& diagnostics, const std::string& own = {});

 private:
  bool keeps_;
};

// What a program is compiled against: the subject that options name, or the base of a desk.
struct Surroundings {
  // Of a desk where one is named, or where the text begins with an import line: then of the one that its file lies in.
  // Throws Failure.
  Surroundings(const SubjectOptions& subject, DeskOptions desk, const TextInput& input, const std::string& text,
               const EvaluationOptions& evaluation, const DiagnosticOptions& diagnostics);

  Machine& machine() { return session ? *session->shop.machine : *shop->machine; }
  Workbench& bench() { return session ? session->bench() : *shop->bench; }
  // Parses the program; what it imports is in the subject then.
  Noun parse(Program& program);

  std::unique_ptr<hoon::Store> store;
  std::optional<Workshop> shop;
  std::optional<DeskSession> session;
  const DiagnosticOptions& diagnostics;
};

}  // namespace galena::tools
