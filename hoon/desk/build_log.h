// What goes wrong while a builder goes through files that import each other: each failure once, and by way of which
// imports the build came to it.
//
// A failure is recorded and NotBuilt is thrown, which leaves the file; the files that import it fail in turn, without a
// failure of their own. A builder goes on with the other imports of a file, so that all that is wrong is found at once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hoon/desk/vase.h"
#include "hoon/parse/imports.h"
#include "nock/base/check.h"
#include "nock/base/scope.h"

namespace galena::hoon {

// Why a file could not be built.
struct BuildFailure {
  enum class Kind : uint8_t { missing, syntax, refused, crashed, cycle, no_conversion, no_kernel, bad_name };
  Kind kind;
  std::string file;                // that the place is in
  Place place;                     // the import line, or of a syntax error; line 0 where none is known
  std::string message;             // what is missing, the cycle
  std::string missing;             // the file that is not there
  std::vector<std::string> notes;  // what was being done for the import, innermost first
  Failure failure;                 // refused, crashed
  // What was refused or crashed, if it is a text of the file itself: the type that it was compiled against, and its
  // tree with places under the path `spots`. Else all of it is none().
  Noun subject = Noun::none(), body = Noun::none(), spots = Noun::none();

  BuildFailure(Kind kind, std::string file, Place place, std::string message)
      : kind(kind), file(std::move(file)), place(place), message(std::move(message)) {}
  // No file `missing`, or none that can be read: `why` says it.
  static BuildFailure of_missing(std::string missing, std::string why);
  // At no place that is known.
  BuildFailure(std::string file, Failure failure);
  // Of the file's own text.
  BuildFailure(std::string file, Failure failure, Noun subject, Noun body, Noun spots);
};

// The address space for building: each file of a chain of imports takes some KB of stack. The compiler's share of it is
// the same for every file (hoon/noun/stack_share.h).
inline constexpr size_t kBuildStack = size_t{4} << 30;

// What is said of files that import one another in a circle, each the next and the last the first.
std::string describe_cycle(std::span<const std::string> files);

// Thrown out of a file that is not built. The failure that tells why is in the log.
struct NotBuilt {
  size_t failure;  // its number
};

class BuildLog {
 public:
  struct ImportLine {
    std::string file;
    Place place;
  };

  const std::vector<BuildFailure>& failures() const { return failures_; }
  // The failure that keeps a file from being built: its own or that of something it imports. Null where there is none.
  const BuildFailure* why(const std::string& file) const;
  // The import lines by way of which the build came to a file that failed, the one next to it first.
  std::vector<ImportLine> importers(const std::string& file) const;

  // The file that is being built while what this yields lives.
  class Building {
   public:
    Building(BuildLog& log, std::string file);
    ~Building();
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;

   private:
    BuildLog& log_;
    bool first_;  // not within itself
  };
  [[nodiscard]] Building building(std::string file) { return {*this, std::move(file)}; }
  // The import of that file which is being followed from now on.
  void follow(Place place) {
    GALENA_CHECK(!building_.empty());
    building_.back().place = place;
  }

  // Before `file` is built. Throws where it is known not to be, where it is being built (a cycle of imports), and where
  // the stack has no room for more files that import one another.
  void enter(const std::string& file);
  // `file` is not built for that reason; throws it on.
  [[noreturn]] void leave(const std::string& file, NotBuilt reason);

  // Records a failure.
  NotBuilt note(BuildFailure failure);
  // A failure at the import line that is being followed; where none is, it is of the file that it names. What is not
  // known to be on a line yet is thrown without being recorded: whoever asks then comes back to it by way of the line.
  [[noreturn]] void fail_import(BuildFailure failure);
  // What `body` comes to, a step of following an import; a Failure of it is one at the import line.
  template <class Body>
  auto attempt(Body body) -> decltype(body()) {
    try {
      return body();
    } catch (const Failure& why) {
      fail_import({{}, why});
    }
  }
  // What is being done for the import, while what this yields lives.
  [[nodiscard]] Pushed<std::string> doing(std::string what) { return {doing_, std::move(what)}; }

 private:
  std::vector<BuildFailure> failures_;
  std::unordered_map<std::string, size_t> failed_;
  std::unordered_map<std::string, ImportLine> importers_;
  std::vector<ImportLine> building_;
  std::unordered_map<std::string, size_t> places_;  // of files in it
  std::vector<std::string> doing_;
};

// Parses a file; where it cannot be parsed that is recorded, and the imports are those that were found.
struct ParsedFile {
  SourceFile source;
  std::optional<NotBuilt> failure;
};
ParsedFile parse_for_build(BuildLog& log, Arena& arena, const std::string& file, std::string_view text, Noun spots,
                           Builder builder, Kelvin kelvin);

}  // namespace galena::hoon
