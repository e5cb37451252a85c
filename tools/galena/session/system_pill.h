// Pills of a kernel's sources and its desk, in the shapes that the public pill library makes of the same folder:
//
//   brass   [aeon boot compiler source source]: the language as a formula, and the kernel as text, which it compiles at
//           the boot; then the kernel's files and the desk as events
//   solid   [aeon startup kernel]: the kernel compiled, all files of the kernel in it already; the desk as an event
//   ivory   [%ivory formula trap 0]: no kernel, but what a runtime wants of Hoon: hoon, arvo, lull and zuse, beside
//           them the desk's `ethereum` and `azimuth`, and lib/vere on top. It is compiled, and nothing of it has run: a
//           trap of traps. Of a desk with sys/ivory and without lib/vere it is [%ivory formula 0]: that file's kernel,
//           on top of hoon
//
// Places, and the time at which a solid kernel was made, name who made it and when: for the same options the nouns are
// the same.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/pill_compiler.h"

namespace galena::tools {

enum class PillShape : uint8_t { brass, solid, ivory };
// The shape of that name.
std::optional<PillShape> pill_shape(std::string_view name);

struct SystemPillOptions {
  PillShape shape = PillShape::solid;
  DeskOptions desk;                    // a folder with `sys`
  std::array<uint64_t, 2> who{}, now;  // @p and @da, the low half first
  EvaluationOptions evaluation;
  CacheOptions cache;
  DiagnosticOptions diagnostics;
  PillCompilerMaker by;  // none: the native compiler, for which more is said of what it refuses
};

// The jam of a pill. `skipped` gets the files of the desk that it leaves out, each with the reason. Throws Failure:
// the sources are not there, are refused, or make no kernel.
std::vector<uint8_t> make_system_pill(const SystemPillOptions& options, std::vector<std::string>& skipped);

}  // namespace galena::tools
