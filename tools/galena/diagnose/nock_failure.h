// Why a formula crashes: which operation failed, on what.
#pragma once

#include <optional>
#include <string>

#include "nock/noun/heap.h"

namespace galena::tools {

// The crash of `formula` on `subject`, in words: "`[0 7]` finds nothing at axis 7 of 5". Runs the formula by the plain
// definition of Nock, for so many steps and so deep as people write by hand; nullopt where it does not crash within
// them. Nouns are of `heap`, which grows by what it makes.
std::optional<std::string> nock_failure(Heap& heap, Noun subject, Noun formula);

}  // namespace galena::tools
