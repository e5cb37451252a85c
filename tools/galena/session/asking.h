// What commands ask of a host that runs: one request, one answer.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace galena::tools {

// The answer to `request` (doc/socket.md): what stands under "ok". Throws Failure: no host runs the pier, or it says
// "error"; the message has what the kernel's trace has.
nlohmann::json ask_host(const std::string& pier, const nlohmann::json& request);

// The same; nothing where none runs.
std::optional<nlohmann::json> ask_if_runs(const std::string& pier, const nlohmann::json& request);

}  // namespace galena::tools
