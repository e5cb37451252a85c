// What a computation leaves for people: its trace, and what it says while it runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nock/run/machine.h"

namespace galena::tools {

// The lines for a trace as the machine leaves it, innermost first, as ++mook renders them: of more than 1,024 entries
// the first and the last 512. Runs Nock: the nouns held across it must be in roots. All of it takes no longer than
// `deadline`, and no longer than two seconds: a clue that would is `####`, as is one that crashes. At most a megabyte.
std::vector<std::string> render_trace(Machine& machine, Noun trace,
                                      std::optional<std::chrono::milliseconds> deadline = {});

// A %slog, [priority tank], as lines `>>> text` with one `>` for each degree of priority; no lines where it is an atom.
// Under the limits of whoever says it.
struct Slog {
  uint64_t priority = 0;  // at most 3
  std::vector<std::string> lines;
};
Slog render_slog(Noun message);

}  // namespace galena::tools
