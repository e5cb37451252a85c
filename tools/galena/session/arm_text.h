// What there is to say of an arm: its comment, and its type in the subject.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hoon/text/arm_docs.h"
#include "tools/galena/base/workbench.h"

namespace galena::tools {

// The lines of its type, each behind what it is: `takes  [a=@ b=@]`; none where the subject has no such arm.
std::vector<std::string> type_lines(Workbench& bench, const hoon::ArmDoc& doc);

// All of it for an arm by its name, `put:by` or `put`, in the first of `readers` that knows one. Throws Failure where
// none does, and where several arms have that name.
std::string describe_arm(Workbench& bench, std::span<const hoon::ArmReader> readers, std::string name);

}  // namespace galena::tools
