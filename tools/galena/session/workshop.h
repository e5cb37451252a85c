// Where a command compiles: a machine and a workbench, with a subject that was made before and kept, or is made now.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "hoon/desk/folder.h"
#include "hoon/desk/subject_image.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/command_line.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/places.h"

namespace galena::tools {

// What one makes a subject from, and the key of everything that it depends on.
struct Recipe {
  Digest key;
  std::function<Subject(Workbench& bench)> make;
  bool on_library = false;   // its workbench has the library as its subject
  hoon::Kelvin kelvin = {};  // of the compiler
};

struct Workshop;

// The file that a subject is the product of.
struct SubjectSource {
  std::string name, text;
  // Makes the subject again, on a machine of its own, so that a trace has the places of the file, under
  // `subject_path`. It is kept, as the subject is. Throws Failure.
  std::function<Workshop()> with_places;
};

struct Workshop {
  LastMachine machine;
  std::unique_ptr<Workbench> bench;         // with the subject
  std::optional<hoon::SubjectImage> image;  // where there is a store
  std::optional<SubjectSource> source;      // where the subject is the product of a file that options name

  // From the store, or made and put there. What `recipe.make` throws passes through.
  static Workshop open(const EvaluationOptions& evaluation, const hoon::Store* store, const Recipe& recipe);
};

// The system files of a kernel in a folder, up to zuse; each is kept, so that a change of one costs what lies behind
// it. Making throws Failure, with diagnostics where a file is wrong.
// What kelvin they are of says hoon.hoon, if nobody else does.
Recipe system_recipe(const hoon::Store* store, const std::string& path, hoon::Folder::Links links,
                     const KelvinOption& kelvin, const DiagnosticOptions& diagnostics);
// The standard library in this binary, compiled at that kelvin.
Recipe library_recipe(hoon::Kelvin kelvin);

// --bare, --subject, --subject-jam, --cache, --no-cache: what a program is compiled against.
struct SubjectOptions {
  bool bare = false;
  std::string file, jam;
  CacheOptions cache;

  void add_to(CommandLine app);
  // The library; nothing; the product of a Hoon file, compiled against one of those; or a value that comes with its
  // type. Throws Failure, with diagnostics where the file is wrong.
  Workshop open(const EvaluationOptions& evaluation, const DiagnosticOptions& diagnostics) const;

 private:
  Workshop open_file(const std::string& text, Places places, const EvaluationOptions& evaluation,
                     const DiagnosticOptions& diagnostics) const;
  Subject make(Workbench& bench, const std::string& text, Places places, const EvaluationOptions& evaluation,
               const DiagnosticOptions& diagnostics) const;
};

}  // namespace galena::tools
