#include "jets/table.h"

#include "jets/arithmetic.h"

namespace galena {
namespace {

constexpr Jet gate(std::string_view path, JetFunction function) { return {path, 2, function, nullptr}; }

// Label paths below the root, as the reference's library labels its arms.
constexpr Jet kTable[] = {
    // Layer one: arithmetic and comparison.
    gate("one/add", jets::add),
    gate("one/dec", jets::dec),
    gate("one/div", jets::div),
    gate("one/dvr", jets::dvr),
    gate("one/gte", jets::gte),
    gate("one/gth", jets::gth),
    gate("one/lte", jets::lte),
    gate("one/lth", jets::lth),
    gate("one/max", jets::max),
    gate("one/min", jets::min),
    gate("one/mod", jets::mod),
    gate("one/mul", jets::mul),
    gate("one/sub", jets::sub),
    // Layer two: bits.
    gate("one/two/bex", jets::bex),
};

}  // namespace

std::span<const Jet> jet_table() { return kTable; }

}  // namespace galena
