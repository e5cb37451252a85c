// What the comments of the standard library say of its arms.
#pragma once

#include "hoon/text/arm_docs.h"

namespace galena::tools {

// Reads all of it: some milliseconds.
hoon::ArmReader library_docs();

}  // namespace galena::tools
