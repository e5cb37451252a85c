// Names and dates on a command line, as Hoon writes them.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace galena::tools {

// Each of 128 bits, the low half first. Throws Failure where the text is none.
// The number of a ship's name: zod, ~sampel-palnet.
std::array<uint64_t, 2> parse_ship(const std::string& name);
// ~2026.1.31, ~2026.1.31..12.00.00 and so on.
std::array<uint64_t, 2> parse_date(const std::string& date);

}  // namespace galena::tools
