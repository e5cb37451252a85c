#include "tools/galena/profile/naming.h"

#include "nock/jit/tier.h"

namespace galena::tools {

Naming::Naming(Workbench& bench) : bench_(bench), names_(bench.arena()) {
  names_.listen(bench.compiler());
  names_.add_subject(bench.subject().type);
  jit::Tier1* const jit = bench.machine().jit();
  if (jit != nullptr && jit->names_code()) jit->set_arms([this](Noun formula) { return find(formula); });
}

Naming::~Naming() {
  bench_.compiler().set_on_battery({});
  if (jit::Tier1* const jit = bench_.machine().jit()) jit->set_arms({});
}

std::string program_name(const std::string& source) {
  if (source.empty() || source.front() == '<') return "main";
  std::string name = source.substr(source.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

}  // namespace galena::tools
