// What an arm is, from its type: what a gate takes and makes, what a mould is a mould of.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tools/galena/base/workbench.h"

namespace galena::tools {

// Words and the lines of a type, as `takes` and `[a=@ b=@]`. Empty where there is no such arm in the subject. A wet
// gate has no product before it is called: then its sample as it is written, if `head` has it, is all there is to say.
struct ArmType {
  std::vector<std::pair<std::string, std::vector<std::string>>> parts;
};
ArmType arm_type(Workbench& bench, const std::string& path, const std::string& kind, const std::string& head);

}  // namespace galena::tools
