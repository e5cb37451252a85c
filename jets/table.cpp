#include "jets/table.h"

#include "jets/arithmetic.h"
#include "jets/bits.h"
#include "jets/blake3.h"
#include "jets/chacha.h"
#include "jets/cipher.h"
#include "jets/curve.h"
#include "jets/decimal.h"
#include "jets/float.h"
#include "jets/hash.h"
#include "jets/json.h"
#include "jets/list.h"
#include "jets/make.h"
#include "jets/name.h"
#include "jets/order.h"
#include "jets/parse.h"
#include "jets/password.h"
#include "jets/text.h"
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

// Of the libraries up to this kelvin.
constexpr Jet up_to(uint64_t kelvin, Jet jet) {
  jet.last_kelvin = kelvin;
  return jet;
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
    gate("one/two/mate", jets::mate),
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

    // Layer three: floats, hashes, random numbers, names.
    gate("one/two/tri/cofl/drg", jets::drg),
    gate("one/two/tri/cofl/lug", jets::lug),
    gate("one/two/tri/rh/add", jets::float_add<jets::Width::half>),
    gate("one/two/tri/rh/sub", jets::float_sub<jets::Width::half>),
    gate("one/two/tri/rh/mul", jets::float_mul<jets::Width::half>),
    gate("one/two/tri/rh/div", jets::float_div<jets::Width::half>),
    gate("one/two/tri/rh/fma", jets::float_fma<jets::Width::half>),
    gate("one/two/tri/rh/sqt", jets::float_sqt<jets::Width::half>),
    gate("one/two/tri/rh/lth", jets::float_lth<jets::Width::half>),
    gate("one/two/tri/rh/lte", jets::float_lte<jets::Width::half>),
    gate("one/two/tri/rh/equ", jets::float_equ<jets::Width::half>),
    gate("one/two/tri/rh/gte", jets::float_gte<jets::Width::half>),
    gate("one/two/tri/rh/gth", jets::float_gth<jets::Width::half>),
    gate("one/two/tri/rs/add", jets::float_add<jets::Width::single>),
    gate("one/two/tri/rs/sub", jets::float_sub<jets::Width::single>),
    gate("one/two/tri/rs/mul", jets::float_mul<jets::Width::single>),
    gate("one/two/tri/rs/div", jets::float_div<jets::Width::single>),
    gate("one/two/tri/rs/fma", jets::float_fma<jets::Width::single>),
    gate("one/two/tri/rs/sqt", jets::float_sqt<jets::Width::single>),
    gate("one/two/tri/rs/lth", jets::float_lth<jets::Width::single>),
    gate("one/two/tri/rs/lte", jets::float_lte<jets::Width::single>),
    gate("one/two/tri/rs/equ", jets::float_equ<jets::Width::single>),
    gate("one/two/tri/rs/gte", jets::float_gte<jets::Width::single>),
    gate("one/two/tri/rs/gth", jets::float_gth<jets::Width::single>),
    gate("one/two/tri/rd/add", jets::float_add<jets::Width::twice>),
    gate("one/two/tri/rd/sub", jets::float_sub<jets::Width::twice>),
    gate("one/two/tri/rd/mul", jets::float_mul<jets::Width::twice>),
    gate("one/two/tri/rd/div", jets::float_div<jets::Width::twice>),
    gate("one/two/tri/rd/fma", jets::float_fma<jets::Width::twice>),
    gate("one/two/tri/rd/sqt", jets::float_sqt<jets::Width::twice>),
    gate("one/two/tri/rd/lth", jets::float_lth<jets::Width::twice>),
    gate("one/two/tri/rd/lte", jets::float_lte<jets::Width::twice>),
    gate("one/two/tri/rd/equ", jets::float_equ<jets::Width::twice>),
    gate("one/two/tri/rd/gte", jets::float_gte<jets::Width::twice>),
    gate("one/two/tri/rd/gth", jets::float_gth<jets::Width::twice>),
    gate("one/two/tri/rq/add", jets::float_add<jets::Width::quad>),
    gate("one/two/tri/rq/sub", jets::float_sub<jets::Width::quad>),
    gate("one/two/tri/rq/mul", jets::float_mul<jets::Width::quad>),
    gate("one/two/tri/rq/div", jets::float_div<jets::Width::quad>),
    gate("one/two/tri/rq/fma", jets::float_fma<jets::Width::quad>),
    gate("one/two/tri/rq/sqt", jets::float_sqt<jets::Width::quad>),
    gate("one/two/tri/rq/lth", jets::float_lth<jets::Width::quad>),
    gate("one/two/tri/rq/lte", jets::float_lte<jets::Width::quad>),
    gate("one/two/tri/rq/equ", jets::float_equ<jets::Width::quad>),
    gate("one/two/tri/rq/gte", jets::float_gte<jets::Width::quad>),
    gate("one/two/tri/rq/gth", jets::float_gth<jets::Width::quad>),
    gate("one/two/tri/shax", jets::shax),
    gate("one/two/tri/shay", jets::shay),
    gate("one/two/tri/shas", jets::shas),
    gate("one/two/tri/shal", jets::shal),
    gate("one/two/tri/sha/sha1", jets::sha1),
    gate("one/two/tri/og/raw", jets::og_raw),
    gate("one/two/tri/ob/fein", jets::fein),
    gate("one/two/tri/ob/fynd", jets::fynd),

    // Layer four: text and parsers.
    gate("one/two/tri/qua/trip", jets::trip),
    gate("one/two/tri/qua/po/ind", jets::ind),
    gate("one/two/tri/qua/po/ins", jets::ins),
    gate("one/two/tri/qua/po/tod", jets::tod),
    gate("one/two/tri/qua/po/tos", jets::tos),
    up_to(136, gate("one/two/tri/qua/scot", jets::scot)),
    up_to(136, gate("one/two/tri/qua/scow", jets::scow)),
    up_to(136, gate("one/two/tri/qua/slaw", jets::slaw)),
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

    // Layer five: types, formulas, arms by name.
    gate("one/two/tri/qua/pen/cell", jets::make_cell),
    gate("one/two/tri/qua/pen/comb", jets::make_comb),
    gate("one/two/tri/qua/pen/cons", jets::make_cons),
    gate("one/two/tri/qua/pen/core", jets::make_core),
    gate("one/two/tri/qua/pen/face", jets::make_face),
    gate("one/two/tri/qua/pen/fitz", jets::fitz),
    gate("one/two/tri/qua/pen/fork", jets::make_fork),
    gate("one/two/tri/qua/pen/look", jets::look),
    up_to(136, gate("one/two/tri/qua/pen/loot", jets::loot)),

    // A kernel's side: texts.
    gate("one/two/tri/qua/pen/hex/json/de", jets::json_de),
    gate("one/two/tri/qua/pen/hex/json/en", jets::json_en),
    gate("one/two/tri/qua/pen/hex/leer", jets::leer),
    gate("one/two/tri/qua/pen/hex/lore", jets::lore),
    gate("one/two/tri/qua/pen/hex/loss", jets::loss),
    gate("one/two/tri/qua/pen/hex/lune", jets::lune),
    gate("one/two/tri/qua/pen/hex/mimes/base16/de", jets::base16_de),
    gate("one/two/tri/qua/pen/hex/mimes/base16/en", jets::base16_en),

    // Ciphers, hashes, keys of passwords, signatures.
    gate("one/two/tri/qua/pen/hex/aes/ecba/en", jets::aes_ecb<4, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/ecba/de", jets::aes_ecb<4, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/ecbb/en", jets::aes_ecb<6, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/ecbb/de", jets::aes_ecb<6, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/ecbc/en", jets::aes_ecb<8, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/ecbc/de", jets::aes_ecb<8, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbca/en", jets::aes_cbc<4, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbca/de", jets::aes_cbc<4, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbcb/en", jets::aes_cbc<6, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbcb/de", jets::aes_cbc<6, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbcc/en", jets::aes_cbc<8, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/cbcc/de", jets::aes_cbc<8, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/siva/en", jets::aes_siv<4, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/siva/de", jets::aes_siv<4, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/sivb/en", jets::aes_siv<6, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/sivb/de", jets::aes_siv<6, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/aes/sivc/en", jets::aes_siv<8, jets::Direction::encipher>),
    gate("one/two/tri/qua/pen/hex/aes/sivc/de", jets::aes_siv<8, jets::Direction::decipher>),
    gate("one/two/tri/qua/pen/hex/blake/blake2b", jets::blake2b),
    gate("one/two/tri/qua/pen/hex/kecc/k224", jets::keccak224),
    gate("one/two/tri/qua/pen/hex/kecc/k256", jets::keccak256),
    gate("one/two/tri/qua/pen/hex/kecc/k384", jets::keccak384),
    gate("one/two/tri/qua/pen/hex/kecc/k512", jets::keccak512),
    gate("one/two/tri/qua/pen/hex/blake/blake3-impl/blake3/chunk-output", jets::blake3_chunk_output),
    gate("one/two/tri/qua/pen/hex/blake/blake3-impl/blake3/hash", jets::blake3_hash),
    gate("one/two/tri/qua/pen/hex/blake/blake3-impl/compress", jets::blake3_compress),
    gate("one/two/tri/qua/pen/hex/chacha/crypt", jets::chacha_crypt),
    gate("one/two/tri/qua/pen/hex/chacha/xchacha", jets::xchacha),
    gate("one/two/tri/qua/pen/hex/ripemd/ripemd160", jets::ripemd160),
    frame("one/two/tri/qua/pen/hex/hmac/hmac", jets::kHmac),
    gate("one/two/tri/qua/pen/hex/scr/hsh", jets::hsh),
    gate("one/two/tri/qua/pen/hex/scr/hsl", jets::hsl),
    gate("one/two/tri/qua/pen/hex/scr/pbk", jets::pbk),
    gate("one/two/tri/qua/pen/hex/scr/pbl", jets::pbl),
    gate("one/two/tri/qua/pen/hex/argon/argon2", jets::argon2),
    gate("one/two/tri/qua/pen/hex/coed/ed/add-double-scalarmult", jets::ed_add_double_scalarmult),
    gate("one/two/tri/qua/pen/hex/coed/ed/add-scalarmult-scalarmult-base", jets::ed_add_scalarmult_base),
    gate("one/two/tri/qua/pen/hex/coed/ed/point-add", jets::ed_point_add),
    gate("one/two/tri/qua/pen/hex/coed/ed/puck", jets::ed_puck),
    gate("one/two/tri/qua/pen/hex/coed/ed/scalarmult", jets::ed_scalarmult),
    gate("one/two/tri/qua/pen/hex/coed/ed/scalarmult-base", jets::ed_scalarmult_base),
    gate("one/two/tri/qua/pen/hex/coed/ed/shar", jets::ed_shar),
    gate("one/two/tri/qua/pen/hex/coed/ed/sign", jets::ed_sign),
    gate("one/two/tri/qua/pen/hex/coed/ed/sign-octs", jets::ed_sign_octs),
    gate("one/two/tri/qua/pen/hex/coed/ed/veri", jets::ed_veri),
    gate("one/two/tri/qua/pen/hex/coed/ed/veri-octs", jets::ed_veri_octs),
    gate("one/two/tri/qua/pen/hex/secp/secp256k1/make", jets::secp_make),
    gate("one/two/tri/qua/pen/hex/secp/secp256k1/reco", jets::secp_reco),
    gate("one/two/tri/qua/pen/hex/secp/secp256k1/sign", jets::secp_sign),
    gate("one/two/tri/qua/pen/hex/secp/secp256k1/schnorr/sosi", jets::schnorr_sign),
    gate("one/two/tri/qua/pen/hex/secp/secp256k1/schnorr/sove", jets::schnorr_verify),
};

}  // namespace

std::span<const Jet> jet_table() {
  return kTable;
}

}  // namespace galena
