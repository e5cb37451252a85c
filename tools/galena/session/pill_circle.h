// Each kind of pill, made by the native compiler and by the one of this library, which is written in Hoon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tools/galena/base/evaluation.h"

namespace galena::tools {

struct PillsCompared {
  size_t same = 0, different = 0;
};

// The jam of the pill of a kind that this command holds, brass or solid; nothing where it holds none.
using PillsAtHand = std::function<std::optional<std::span<const uint8_t>>(std::string_view kind)>;

// Makes baby, ivory, brass and solid both ways, or those of them that `only` names, and prints a line for each. The
// compiler in Hoon is Nock, of which no jet answers for an arm; the native one is told which it is to agree with. What
// comes of it must also be the pill that this command has. Brass and solid are left out of builds that have none. Takes
// a minute. Throws Failure and hoon::Failure.
PillsCompared compare_pills(const EvaluationOptions& evaluation, std::span<const std::string> only,
                            const PillsAtHand& at_hand);

}  // namespace galena::tools
