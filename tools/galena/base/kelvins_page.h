// doc/kelvins.md, made from hoon/noun/kelvins.def.
#pragma once

#include <string>

namespace galena::tools {

std::string kelvins_page();

}  // namespace galena::tools
