#include "jets/table.h"

#include "jets/arithmetic.h"
#include "jets/bits.h"
#include "jets/list.h"
#include "jets/order.h"
#include "jets/parse.h"
#include "jets/tree.h"
#include "jets/virtual.h"

namespace galena {
namespace {

constexpr Jet gate(std::string_view path, JetFunction function, Arithmetic arithmetic = Arithmetic::none) {
  return {path, 2, function, nullptr, arithmetic};
}
constexpr Jet frame(std::string_view path, const NativeJet& native) {
  return {path, 2, nullptr, &native};
}

// Label paths below the root, as the reference's library labels its arms.
constexpr Jet kTable[] = {
    // Layer one: arithmetic, comparison, axes.
    gate("one/add", jets::add, Arithmetic::add),
    gate("one/cap", jets::cap),
    gate("one/dec", jets::dec, Arithmetic::dec),
    gate("one/div", jets::div, Arithmetic::div),
    gate("one/dvr", jets::dvr),
    gate("one/gte", jets::gte, Arithmetic::gte),
    gate("one/gth", jets::gth, Arithmetic::gth),
    gate("one/lte", jets::lte, Arithmetic::lte),
    gate("one/lth", jets::lth, Arithmetic::lth),
    gate("one/mas", jets::mas),
    gate("one/max", jets::max),
    gate("one/min", jets::min),
    gate("one/mod", jets::mod, Arithmetic::mod),
    gate("one/mul", jets::mul, Arithmetic::mul),
    gate("one/peg", jets::peg),
    gate("one/sub", jets::sub, Arithmetic::sub),

    // Layer two: lists.
    gate("one/two/find", jets::find),
    gate("one/two/flop", jets::flop),
    gate("one/two/into", jets::into),
    gate("one/two/lent", jets::lent),
    gate("one/two/need", jets::need),
    gate("one/two/oust", jets::oust),
    gate("one/two/reap", jets::reap),
    gate("one/two/rear", jets::rear),
    gate("one/two/scag", jets::scag),
    gate("one/two/slag", jets::slag),
    gate("one/two/snag", jets::snag),
    gate("one/two/snap", jets::snap),
    gate("one/two/snip", jets::snip),
    gate("one/two/weld", jets::weld),
    gate("one/two/welp", jets::weld),
    gate("one/two/zing", jets::zing),
    frame("one/two/levy", jets::kLevy),
    frame("one/two/lien", jets::kLien),
    frame("one/two/murn", jets::kMurn),
    frame("one/two/reel", jets::kReel),
    frame("one/two/roll", jets::kRoll),
    frame("one/two/skid", jets::kSkid),
    frame("one/two/skim", jets::kSkim),
    frame("one/two/skip", jets::kSkip),
    frame("one/two/sort", jets::kSort),
    frame("one/two/turn", jets::kTurn),

    // Blocks of bits, bits, powers, hashes and orders, jam.
    gate("one/two/bex", jets::bex),
    gate("one/two/can", jets::can),
    gate("one/two/cat", jets::cat),
    gate("one/two/cut", jets::cut),
    gate("one/two/end", jets::end),
    gate("one/two/fil", jets::fil),
    gate("one/two/lsh", jets::lsh),
    gate("one/two/met", jets::met),
    gate("one/two/rap", jets::rap),
    gate("one/two/rep", jets::rep),
    gate("one/two/rev", jets::rev),
    gate("one/two/rip", jets::rip),
    gate("one/two/rsh", jets::rsh),
    gate("one/two/sew", jets::sew),
    gate("one/two/swp", jets::swp),
    gate("one/two/xeb", jets::xeb),
    gate("one/two/con", jets::con),
    gate("one/two/dis", jets::dis),
    gate("one/two/mix", jets::mix),
    gate("one/two/pow", jets::pow),
    gate("one/two/sqt", jets::sqt),
    gate("one/two/muk", jets::muk),
    gate("one/two/mug", jets::mug),
    gate("one/two/aor", jets::aor),
    gate("one/two/dor", jets::dor),
    gate("one/two/gor", jets::gor),
    gate("one/two/mor", jets::mor),
    gate("one/two/jam", jets::jam),
    gate("one/two/cue", jets::cue),
    gate("one/two/mat", jets::mat),
    gate("one/two/rub", jets::rub),

    // Sets and maps.
    gate("one/two/in/apt", jets::in_apt),
    gate("one/two/in/bif", jets::in_bif),
    gate("one/two/in/del", jets::in_del),
    gate("one/two/in/dif", jets::in_dif),
    gate("one/two/in/gas", jets::in_gas),
    gate("one/two/in/has", jets::in_has),
    gate("one/two/in/int", jets::in_int),
    gate("one/two/in/put", jets::in_put),
    gate("one/two/in/uni", jets::in_uni),
    gate("one/two/in/tap", jets::tree_tap),
    gate("one/two/in/wyt", jets::tree_wyt),
    frame("one/two/in/all", jets::kInAll),
    frame("one/two/in/any", jets::kInAny),
    frame("one/two/in/rep", jets::kTreeRep),
    frame("one/two/in/run", jets::kInRun),
    gate("one/two/by/apt", jets::by_apt),
    gate("one/two/by/bif", jets::by_bif),
    gate("one/two/by/del", jets::by_del),
    gate("one/two/by/dif", jets::by_dif),
    gate("one/two/by/gas", jets::by_gas),
    gate("one/two/by/get", jets::by_get),
    gate("one/two/by/has", jets::by_has),
    gate("one/two/by/int", jets::by_int),
    gate("one/two/by/key", jets::by_key),
    gate("one/two/by/put", jets::by_put),
    gate("one/two/by/uni", jets::by_uni),
    gate("one/two/by/tap", jets::tree_tap),
    gate("one/two/by/wyt", jets::tree_wyt),
    frame("one/two/by/all", jets::kByAll),
    frame("one/two/by/any", jets::kByAny),
    frame("one/two/by/jab", jets::kByJab),
    frame("one/two/by/rep", jets::kTreeRep),
    frame("one/two/by/run", jets::kByRun),
    frame("one/two/by/urn", jets::kByUrn),

    // Layer four: text and parsers.
    gate("one/two/tri/qua/trip", jets::trip),
    gate("one/two/tri/qua/easy/fun", jets::easy),
    gate("one/two/tri/qua/just/fun", jets::just),
    gate("one/two/tri/qua/mask/fun", jets::mask),
    gate("one/two/tri/qua/shim/fun", jets::shim),
    frame("one/two/tri/qua/bend/fun", jets::kBend),
    frame("one/two/tri/qua/comp/fun", jets::kComp),
    frame("one/two/tri/qua/glue/fun", jets::kGlue),
    frame("one/two/tri/qua/pfix", jets::kPfix),
    frame("one/two/tri/qua/plug", jets::kPlug),
    frame("one/two/tri/qua/pose", jets::kPose),
    frame("one/two/tri/qua/sfix", jets::kSfix),
    frame("one/two/tri/qua/cold/fun", jets::kCold),
    frame("one/two/tri/qua/cook/fun", jets::kCook),
    frame("one/two/tri/qua/here/fun", jets::kHere),
    frame("one/two/tri/qua/stag/fun", jets::kStag),
    frame("one/two/tri/qua/stew/fun", jets::kStew),
    frame("one/two/tri/qua/stir/fun", jets::kStir),

    // Virtual machines.
    frame("one/two/tri/qua/mink", jets::kMinkGate),
    frame("one/two/tri/qua/mole", jets::kMole),
    frame("one/two/tri/qua/mule", jets::kMule),
};

}  // namespace

std::span<const Jet> jet_table() {
  return kTable;
}

}  // namespace galena
