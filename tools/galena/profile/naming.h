// The names of the arms that a workbench compiles, for whoever shows what runs: profiles, and labels of compiled code.
#pragma once

#include <string>

#include "hoon/desk/arm_names.h"
#include "tools/galena/base/workbench.h"

namespace galena::tools {

class Naming {
 public:
  // Learns the names of the subject, which the workbench has by then, and of what is compiled from now on. While it
  // lives, what tier 1 compiles is labelled by them, if its machine labels code.
  explicit Naming(Workbench& bench);
  ~Naming();
  Naming(const Naming&) = delete;
  Naming& operator=(const Naming&) = delete;

  // Names what a compiled program has in it.
  void add_program(Noun formula, const std::string& name) { names_.add_program(formula, name); }
  std::string find(Noun formula) const { return names_.find(formula); }

 private:
  Workbench& bench_;
  hoon::ArmNames names_;
};

// The name of a source as that of a program: `fib` for a/fib.hoon, `main` for what comes without a file.
std::string program_name(const std::string& source);

}  // namespace galena::tools
