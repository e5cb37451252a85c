// Which arm a place of a source lies in, for traces.
#pragma once

#include <string>

#include "hoon/text/source.h"
#include "nock/noun/noun.h"

namespace galena::tools {

// The name of the arm around a place, by how the source is laid out; empty where it is in none.
std::string arm_at(const hoon::Source& source, hoon::Place place);

// One form for all places in traces: "at FILE:LINE:COLUMN in ARM", or without an arm.
std::string place_words(const std::string& file, const hoon::Source& source, hoon::Place place);

}  // namespace galena::tools
