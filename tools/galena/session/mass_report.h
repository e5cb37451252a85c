// What the state of a pier weighs, as `galena mass` and the control socket say it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "arvo/host/weight.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {

struct WormReport {
  std::string vane;
  host::WormSize size;
};

struct MassReport {
  uint64_t event = 0;
  std::optional<host::Part> account;  // of the kernel; nothing where it has none
  host::Weight rest;                  // what that leaves out of the kernel, or all of it
  std::vector<WormReport> worms;

  host::Weight whole() const;
  std::vector<std::string> text() const;
  nlohmann::json json() const;
};

// Of a kernel that runs. Runs Nock: the kernel's account of itself.
MassReport weigh_kernel(host::Kernel& kernel, uint64_t event);
// Of a copy of the pier's machine, brought to its last event. Throws Failure or HostFailure.
MassReport weigh_pier(const PierCommand& common, const std::string& pier);

}  // namespace galena::tools
