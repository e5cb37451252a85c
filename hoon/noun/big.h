// Atoms as integers of GMP, for the few places of the compiler that calculate with numbers of any size.
#pragma once

#include <boost/multiprecision/gmp.hpp>

#include "nock/noun/arena.h"

namespace galena::hoon {

using Big = boost::multiprecision::mpz_int;

inline Big big_from_atom(Noun atom) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  Big result;
  mpz_import(result.backend().data(), limbs.size, -1, sizeof(uint64_t), 0, 0, limbs.data);
  return result;
}

// `value` must not be negative.
inline Noun atom_from_big(Arena& arena, const Big& value) {
  const auto* z = value.backend().data();
  static_assert(sizeof(mp_limb_t) == sizeof(uint64_t));
  return arena.atom_limbs({reinterpret_cast<const uint64_t*>(mpz_limbs_read(z)), mpz_size(z)});
}

}  // namespace galena::hoon
