// The system files of a kernel, each compiled on the one before: hoon, arvo, lull, zuse, and the vanes on top.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/desk/folder.h"
#include "hoon/desk/vase.h"

namespace galena::hoon {

// Builds the system files in a folder (hoon.hoon, arvo.hoon, lull.hoon, zuse.hoon, vane/*.hoon). Throws BuildFailure
// (build_log.h).
class System {
 public:
  // The folder must outlive this.
  System(Toolchain& tools, Folder& folder) : tools_(tools), folder_(folder) {}

  // The library and compiler, alone, without spots, as kernels are booted.
  Vase hoon();
  // What lull sees: the part of arvo that its vanes may use, `..part`.
  Vase arvo(Vase hoon);
  // arvo is a chain of cores, each the subject of the next (=>): takes the first one off `chain`; none() where it is
  // none.
  static Noun take_core(Noun& chain);
  // A file with spots under its path (/sys/lull/hoon and so on), on `subject`; lull, zuse and the vanes are such.
  Vase on_top(Vase subject, const std::string& name);

  // The names of the vanes' files, in order.
  std::vector<std::string> vanes();

  // Told what was compiled: the type it was compiled against, its AST, and what it came to.
  std::function<void(std::string_view name, Noun subject, Noun ast, Compiled compiled)> on_compiled;

 private:
  Noun spots_of(const std::string& name);
  Noun parse_file(const std::string& name, Noun spots);
  Vase slap(const std::string& name, Vase subject, Noun gen);

  Toolchain& tools_;
  Folder& folder_;
};

}  // namespace galena::hoon
