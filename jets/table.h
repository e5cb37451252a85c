// The jet table: every arm that C++ answers for, in one place (table.cpp).
#pragma once

#include <span>

#include "nock/run/jet.h"

namespace galena {

std::span<const Jet> jet_table();

}  // namespace galena
