// JSON on standard output.
#pragma once

#include <nlohmann/json.hpp>

#include "nock/base/visible.h"
#include "tools/galena/base/io.h"

namespace galena::tools {

// On a line of its own, as it may be shown on a terminal. What is no UTF-8 in its strings, which may be names that came
// from outside, is replaced.
inline void print_json(const nlohmann::json& json) {
  print_line(visible_json(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

}  // namespace galena::tools
