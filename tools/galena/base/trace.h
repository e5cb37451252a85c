// What a computation leaves for people: its trace, and what it says while it runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nock/run/machine.h"

namespace galena::tools {

// The lines for a trace as the machine leaves it, innermost first, as ++mook renders them: of more than 1,024 entries
// the first and the last 512. Runs Nock: the nouns held across it must be in roots.
std::vector<std::string> render_trace(Machine& machine, Noun trace);

// A %slog, [priority tank], as lines `>>> text` with one `>` for each degree of priority; no lines where it is an atom.
struct Slog {
  uint64_t priority = 0;  // at most 3
  std::vector<std::string> lines;
};
Slog render_slog(Noun message);

}  // namespace galena::tools
