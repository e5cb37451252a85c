// Makes nouns smaller for as long as a test says that what is left still shows what it is to show.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/noun.h"

namespace galena::test {

// A noun of which several are tried at once: the test says which of them, if any, is the first to fail; -1: none.
using FirstFailing = std::function<int(const std::vector<Noun>&)>;

// `noun` of `arena`, with parts of it replaced by parts of theirs, or by small formulas, greedily. Stops as well when
// `give_up` says so.
Noun shrink(Arena& arena, Noun noun, const FirstFailing& first_failing, const std::function<bool()>& give_up);

}  // namespace galena::test
