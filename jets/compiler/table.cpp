#include "jets/compiler/table.h"

#include "jets/compiler/nest.h"
#include "jets/table.h"

namespace galena {

AllJets::AllJets() {
  const std::string below = std::string(kCompilerPath) + "/";
  const auto row = [&](std::string_view name, const NativeJet& native) {
    table_.push_back({paths_.emplace_back(below + std::string(name)), 2, nullptr, &native});
  };
  table_.assign(jet_table().begin(), jet_table().end());
#define X(name, checks) row(#name, arms_.emplace_back(hoon::Arm::name, checks, compiler_));
  GALENA_COMPILER_ARMS(X)
#undef X
  row("nest/nest-in/nest-dext", jets::kNestDext);
}

namespace {

jets::NativeCompiler* compiler_of(const Machine& machine) {
  const std::string mint = std::string(kCompilerPath) + "/mint";
  for (const Jet& jet : machine.options().jet_table) {
    if (jet.path == mint) return &static_cast<const jets::ArmJet&>(*jet.native).compiler;
  }
  return nullptr;
}

}  // namespace

jets::NativeCompiler::Calls compiler_calls(const Machine& machine) {
  const jets::NativeCompiler* const compiler = compiler_of(machine);
  return compiler == nullptr ? jets::NativeCompiler::Calls{} : compiler->calls;
}

void use_compiler_jets(const Machine& machine, jets::NativeCompiler::Use use) {
  if (jets::NativeCompiler* const compiler = compiler_of(machine)) compiler->use = use;
}

std::vector<std::string> all_jet_paths() {
  const AllJets jets;
  std::vector<std::string> paths;
  for (const Jet& jet : jets.table()) paths.emplace_back(jet.path);
  return paths;
}

}  // namespace galena
