// What a computation leaves for people: its trace, and what it says while it runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nock/run/machine.h"

namespace galena::tools {

// How a place in a source, [path [line column] [line column]], is said; nullopt for as it is said everywhere.
using SpotWords = std::function<std::optional<std::string>(Noun spot)>;

// The lines for a trace as the machine leaves it, innermost first, as ++mook renders them but for places, which are
// `at /lib/name.hoon:LINE:COLUMN` or what `words` says: of more than 1,024 entries the first and the last 512. Runs
// Nock: the nouns held across it must be in roots. All of it takes no longer than `deadline`, and no longer than two
// seconds: a clue that would is `####`, as is one that crashes; a deadline of 0 has it run none. At most a megabyte.
std::vector<std::string> render_trace(Machine& machine, Noun trace,
                                      std::optional<std::chrono::milliseconds> deadline = {},
                                      const SpotWords& words = {});

// The name of the file that a path of a source stands for: lib/name.hoon of /lib/name/hoon. Empty where it is no path.
std::string file_of_path(Noun path);

// A %slog, [priority tank], as lines `>>> text` with one `>` for each degree of priority; no lines where it is an atom.
// Under the limits of whoever says it.
struct Slog {
  uint64_t priority = 0;  // at most 3
  std::vector<std::string> lines;
};
Slog render_slog(Noun message);

}  // namespace galena::tools
