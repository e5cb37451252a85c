#include "jets/float.h"

#include "jets/octets.h"
#include "third_party/softfloat/softfloat_galena.h"

namespace galena::jets {
namespace {

// A width: its type, and SoftFloat's functions of it.
template <Width>
struct Format;
#define GALENA_FLOAT_FORMAT(width, type, prefix, exponent_bits, fraction_bits)      \
  template <>                                                                       \
  struct Format<Width::width> {                                                     \
    using Float = type;                                                             \
    static constexpr unsigned kExponent = exponent_bits, kFraction = fraction_bits; \
    static constexpr auto add = prefix##_add, sub = prefix##_sub;                   \
    static constexpr auto mul = prefix##_mul, div = prefix##_div;                   \
    static constexpr auto fma = prefix##_mulAdd;                                    \
    static constexpr auto sqt = prefix##_sqrt;                                      \
    static constexpr auto equ = prefix##_eq;                                        \
    static constexpr auto lte = prefix##_le_quiet, lth = prefix##_lt_quiet;         \
  };
GALENA_FLOAT_FORMAT(half, float16_t, f16, 5, 10)
GALENA_FLOAT_FORMAT(single, float32_t, f32, 8, 23)
GALENA_FLOAT_FORMAT(twice, float64_t, f64, 11, 52)
GALENA_FLOAT_FORMAT(quad, float128_t, f128, 15, 112)
#undef GALENA_FLOAT_FORMAT

// What an atom or a float is in bits.
template <class Float>
Float read(Noun atom) {
  Float value;
  static_assert(sizeof value <= 16);
  Octets(atom).copy(reinterpret_cast<uint8_t*>(&value), sizeof value);
  return value;
}
template <class Float>
Noun write(Heap& heap, const Float& value) {
  return heap.atom_bytes({reinterpret_cast<const uint8_t*>(&value), sizeof value});
}

// The product of the operation before it. What is beyond the largest number is infinite here, whichever way is rounded;
// the IEEE has the largest number where that is the way.
template <class Float>
Noun finish(Heap& heap, const Float& value, unsigned exponent, unsigned fraction) {
  if ((softfloat_exceptionFlags & softfloat_flag_overflow) == 0) return write(heap, value);
  std::array<uint64_t, (sizeof value + 7) / 8> bits{};
  std::memcpy(bits.data(), &value, sizeof value);
  const unsigned sign = exponent + fraction;
  for (unsigned i = 0; i < sign; ++i) {
    const uint64_t bit = uint64_t{1} << i % 64;
    bits[i / 64] = i < fraction ? bits[i / 64] & ~bit : bits[i / 64] | bit;
  }
  return heap.atom_limbs(bits);
}

// Rounds as the door of a gate says, from now on; false where that is not known here.
bool round_as(Noun core) {
  softfloat_exceptionFlags = 0;
  const Noun way = head_of(tail_of(context(core)));
  if (way == "n"_n) {
    softfloat_roundingMode = softfloat_round_near_even;
  } else if (way == "u"_n) {
    softfloat_roundingMode = softfloat_round_max;
  } else if (way == "d"_n) {
    softfloat_roundingMode = softfloat_round_min;
  } else if (way == "z"_n) {
    softfloat_roundingMode = softfloat_round_minMag;
  } else {
    return false;
  }
  return true;
}

template <class Format, class F>
Noun of_two(Machine& machine, Noun core, F f) {
  using Float = typename Format::Float;
  const auto [a, b] = two_atoms(core);
  if (a.is_none() || !round_as(core)) return kDecline;
  const Float value = f(read<Float>(a), read<Float>(b));
  return finish(machine.heap(), value, Format::kExponent, Format::kFraction);
}

template <class Float, class F>
Noun compared(Noun core, F f) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none() || !round_as(core)) return kDecline;
  return loobean(f(read<Float>(a), read<Float>(b)));
}

}  // namespace

template <Width kWidth>
Noun float_add(Machine& machine, Noun core) {
  return of_two<Format<kWidth>>(machine, core, Format<kWidth>::add);
}
template <Width kWidth>
Noun float_sub(Machine& machine, Noun core) {
  return of_two<Format<kWidth>>(machine, core, Format<kWidth>::sub);
}
template <Width kWidth>
Noun float_mul(Machine& machine, Noun core) {
  return of_two<Format<kWidth>>(machine, core, Format<kWidth>::mul);
}
template <Width kWidth>
Noun float_div(Machine& machine, Noun core) {
  return of_two<Format<kWidth>>(machine, core, Format<kWidth>::div);
}
template <Width kWidth>
Noun float_fma(Machine& machine, Noun core) {
  using Float = typename Format<kWidth>::Float;
  const auto [a, b, c] = three(core);
  if (a.is_none() || !a.is_atom() || !b.is_atom() || !c.is_atom() || !round_as(core)) return kDecline;
  const Float value = Format<kWidth>::fma(read<Float>(a), read<Float>(b), read<Float>(c));
  return finish(machine.heap(), value, Format<kWidth>::kExponent, Format<kWidth>::kFraction);
}
template <Width kWidth>
Noun float_sqt(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (a.is_none() || !a.is_atom() || !round_as(core)) return kDecline;
  return write(machine.heap(), Format<kWidth>::sqt(read<typename Format<kWidth>::Float>(a)));
}
template <Width kWidth>
Noun float_lth(Machine&, Noun core) {
  return compared<typename Format<kWidth>::Float>(core, Format<kWidth>::lth);
}
template <Width kWidth>
Noun float_lte(Machine&, Noun core) {
  return compared<typename Format<kWidth>::Float>(core, Format<kWidth>::lte);
}
template <Width kWidth>
Noun float_equ(Machine&, Noun core) {
  return compared<typename Format<kWidth>::Float>(core, Format<kWidth>::equ);
}
template <Width kWidth>
Noun float_gte(Machine&, Noun core) {
  using Float = typename Format<kWidth>::Float;
  return compared<Float>(core, [](Float a, Float b) { return Format<kWidth>::lte(b, a); });
}
template <Width kWidth>
Noun float_gth(Machine&, Noun core) {
  using Float = typename Format<kWidth>::Float;
  return compared<Float>(core, [](Float a, Float b) { return Format<kWidth>::lth(b, a); });
}

#define GALENA_FLOAT_ARMS(width)                              \
  template Noun float_add<Width::width>(Machine&, Noun core); \
  template Noun float_sub<Width::width>(Machine&, Noun core); \
  template Noun float_mul<Width::width>(Machine&, Noun core); \
  template Noun float_div<Width::width>(Machine&, Noun core); \
  template Noun float_fma<Width::width>(Machine&, Noun core); \
  template Noun float_sqt<Width::width>(Machine&, Noun core); \
  template Noun float_lth<Width::width>(Machine&, Noun core); \
  template Noun float_lte<Width::width>(Machine&, Noun core); \
  template Noun float_equ<Width::width>(Machine&, Noun core); \
  template Noun float_gte<Width::width>(Machine&, Noun core); \
  template Noun float_gth<Width::width>(Machine&, Noun core);
GALENA_FLOAT_ARMS(half)
GALENA_FLOAT_ARMS(single)
GALENA_FLOAT_ARMS(twice)
GALENA_FLOAT_ARMS(quad)
#undef GALENA_FLOAT_ARMS

}  // namespace galena::jets
