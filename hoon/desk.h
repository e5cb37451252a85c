// Building the files of a desk as the kernel's build system does: a folder of source, each file compiled against the base
// library and what it imports.
//
// A file /lib/foo/hoon of a desk is the file lib/foo.hoon of its folder. Its subject is the base, and before it, under their
// faces, the imports in the order of the header. Every file is built once; a cycle of imports is an error.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "hoon/imports.h"
#include "hoon/vase.h"

namespace galena::hoon {

// Why a file could not be built.
struct BuildFailure {
  enum class Kind : uint8_t { missing, unreadable, syntax, refused, crashed, cycle, no_conversion, nest };
  Kind kind;
  std::string file;      // relative to the desk
  Place place;           // syntax: where; missing: the import line
  std::string message;   // what is missing, the cycle
  Failure failure;       // refused, crashed
  std::vector<std::string> importers;  // how the build came to `file`, the one asked for last
};

class Desk {
 public:
  // `folder`: the root of the desk. `base`: what every file sees behind its imports. Files are read as they are needed.
  Desk(Toolchain& tools, std::string folder, Vase base);

  // The product of a file, named relative to the desk with its extension ("lib/foo.hoon"). Throws BuildFailure.
  Vase build(const std::string& file);

  // The compiler's and the machine's work so far.
  struct Statistics {
    size_t files = 0;
    double parse_ms = 0, compile_ms = 0, run_ms = 0;
  };
  const Statistics& statistics() const { return statistics_; }
  // Called with each file before it is compiled.
  std::function<void(const std::string&)> on_file;

 private:
  Vase import(const std::string& file, const Import& import, Vase subject);
  Vase directory(const std::string& file, const Import& import, Vase subject);
  // The file that a name stands for: hyphens may be slashes, the leftmost first.
  std::string fit(const std::string& file, std::string_view folder, const Import& import);
  std::optional<std::string> find_fit(std::string_view folder, const std::string& name) const;
  Vase mark_file(const std::string& file, Noun mark);
  Vase mark_core(const std::string& file, Noun mark);
  Vase conversion(const std::string& file, Noun from, Noun to);
  Vase contents(const std::string& file, Noun path, Noun mark, Place place);
  bool has_arm(Noun core_name, Noun arm, Vase core);
  bool exists(const std::string& file) const;
  std::optional<std::string> read(const std::string& file) const;
  template <class Body>
  auto attempt(const std::string& file, Body body);
  [[noreturn]] void fail(BuildFailure::Kind kind, const std::string& file, Place place, std::string message);
  Noun expression(std::string_view source);

  Toolchain& tools_;
  std::string folder_;
  Vase base_;
  std::unordered_map<std::string, Vase> built_;
  std::vector<std::string> building_;
  std::unordered_map<uint64_t, Vase> marks_;
  std::unordered_map<std::string, Vase> conversions_;
  std::vector<std::string> converting_;
  std::unordered_map<std::string, Noun> expressions_;
  Statistics statistics_;
};

}  // namespace galena::hoon
