// All jets: those of jet_table(), and those of the compiler in Hoon, which the native compiler answers. The layer above
// `jets` and `hoon`, which know nothing of one another.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "jets/compiler/arms.h"
#include "jets/compiler/native_compiler.h"
#include "nock/run/machine.h"

namespace galena {

// What lies below it is the compiler's.
inline constexpr std::string_view kCompilerPath = "one/two/tri/qua/pen/ut";

// The table of one machine, with the native compiler that answers there. It must outlive the machine.
class AllJets {
 public:
  AllJets();
  AllJets(const AllJets&) = delete;
  AllJets& operator=(const AllJets&) = delete;

  std::span<const Jet> table() const { return table_; }
  const jets::NativeCompiler& compiler() const { return compiler_; }

 private:
  jets::NativeCompiler compiler_;
  std::deque<std::string> paths_;
  std::deque<jets::ArmJet> arms_;
  std::vector<Jet> table_;
};

// How often the native compiler was asked on a machine, and how often it answered: nothing, where its table has no such
// jets.
jets::NativeCompiler::Calls compiler_calls(const Machine& machine);
// What they do from here on.
void use_compiler_jets(const Machine& machine, jets::NativeCompiler::Use use);

// Their label paths, in the order of a table.
std::vector<std::string> all_jet_paths();

}  // namespace galena
