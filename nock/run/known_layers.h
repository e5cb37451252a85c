// The layers of the public library that are known by their batteries: a core with one of them is that layer, whoever
// made it, and may be believed its label where labels are not (jet.h). So a library that stands in a program as its own
// source, or in a kernel in a jam, has its jets, and a core that only calls itself so has none.
//
// A layer lies in the payload of the next, down to a root, which is known as a whole.
#pragma once

#include <string_view>

#include "nock/noun/arena.h"
#include "nock/noun/noun.h"

namespace galena {

// Whether `battery`, of a root the whole core, is that of the layer with the label path `path`, empty for a root. Cost:
// a mug; where that is right, a jam.
bool is_known_layer(std::string_view path, Noun battery);

// The layers that lie in `noun`, down to their root, as JetRegistry::restore takes them; 0 where there are none, or
// none within the first million nouns. Polls.
Noun find_known_layers(Arena& arena, Noun noun);

}  // namespace galena
