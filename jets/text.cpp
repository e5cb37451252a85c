#include "jets/text.h"

#include <optional>
#include <string>

#include "hoon/aura/literal.h"
#include "hoon/aura/scot.h"
#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "jets/octets.h"
#include "nock/noun/text.h"

namespace galena::jets {
namespace {

constexpr uint8_t kLineEnd = 10;
constexpr size_t kReadStack = size_t{1} << 20;

// The pieces between line ends, of which there is one more than of those.
Noun lines(Heap& heap, std::span<const uint8_t> text) {
  Noun list = kNull;
  size_t stop = text.size();
  Pace pace;
  for (size_t i = text.size(); i-- > 0; pace.step()) {
    if (text[i] != kLineEnd) continue;
    list = heap.cons(heap.atom_bytes(text.subspan(i + 1, stop - i - 1)), list);
    stop = i;
  }
  return heap.cons(heap.atom_bytes(text.first(stop)), list);
}

int digit_value(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The text of [aura atom]; nothing where the Nock is to say what it is.
std::optional<std::string> text_of(Noun dime) {
  const Noun aura = head_of(dime), atom = tail_of(dime);
  if (aura.is_none() || !aura.is_atom() || !atom.is_atom()) return std::nullopt;
  const Octets letters(aura);
  const std::string name(reinterpret_cast<const char*>(letters.data()), std::min<size_t>(letters.size(), 3));
  if (name.find('\0') != std::string::npos) return std::nullopt;
  std::string text;
  if (!hoon::append_atom(name, atom, text)) return std::nullopt;
  return text;
}

}  // namespace

Noun leer(Machine& machine, Noun core) {
  const Noun text = sample(core);
  if (text.is_none() || !text.is_atom()) return kDecline;
  return text == Noun::zero() ? kNull : lines(machine.heap(), Octets(text).span());
}

Noun lore(Machine& machine, Noun core) {
  const Noun text = sample(core);
  if (text.is_none() || !text.is_atom()) return kDecline;
  const Octets bytes(text);
  const auto end = std::ranges::find(bytes.span(), 0);
  return lines(machine.heap(), bytes.span().first(static_cast<size_t>(end - bytes.span().begin())));
}

Noun lune(Machine& machine, Noun core) {
  const Noun text = sample(core);
  if (text.is_none() || !text.is_atom()) return kDecline;
  if (text == Noun::zero()) return kNull;
  const Octets bytes(text);
  if (bytes.span().back() != kLineEnd) return kDecline;
  return lines(machine.heap(), bytes.span().first(bytes.size() - 1));
}

Noun base16_en(Machine& machine, Noun core) {
  const Sized s = sized(sample(core));
  if (s.size.is_none()) return kDecline;
  const size_t size = counted(machine.heap(), s.size);
  const Octets data(s.data);
  static constexpr char kDigits[] = "0123456789abcdef";
  Bytes text(2 * size, '0');
  Pace pace;
  for (size_t i = 0; i < std::min(size, data.size()); ++i, pace.step()) {
    text[2 * (size - i) - 1] = static_cast<uint8_t>(kDigits[data.data()[i] & 15]);
    text[2 * (size - i) - 2] = static_cast<uint8_t>(kDigits[data.data()[i] >> 4]);
  }
  return machine.heap().atom_bytes(text);
}

Noun base16_de(Machine& machine, Noun core) {
  const Noun text = sample(core);
  if (text.is_none() || !text.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  const Octets digits(text);
  const size_t count = digits.size();
  Bytes bytes((count + 1) / 2);
  Pace pace;
  for (size_t i = 0; i < count; ++i, pace.step()) {
    const int value = digit_value(digits.data()[count - 1 - i]);
    if (value < 0) return kNull;
    bytes[i / 2] |= static_cast<uint8_t>(i % 2 == 0 ? value : value << 4);
  }
  return heap.tuple(kNull, heap.atom(bytes.size()), heap.atom_bytes(bytes));
}

Noun scot(Machine& machine, Noun core) {
  auto text = text_of(sample(core));
  if (!text) return kDecline;
  std::erase(*text, '\0');
  return machine.heap().cord(*text);
}

Noun slaw(Machine& machine, Noun core) {
  const Two given = two(core);
  if (given.a.is_none() || !given.a.is_atom() || !given.b.is_atom()) return kDecline;
  const std::string aura = cord_text(given.a), knot = cord_text(given.b);
  Arena arena;
  Noun atom;
  try {
    atom = hoon::run_on_deep_stack(kReadStack, [&] { return hoon::read_atom(arena, aura, knot); });
  } catch (const hoon::CompileError&) {
    return kDecline;  // the Nock crashes
  }
  if (atom.is_none()) return kNull;
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  return machine.heap().cons(kNull, machine.heap().atom_limbs({limbs.data, limbs.size}));
}

Noun scow(Machine& machine, Noun core) {
  const auto text = text_of(sample(core));
  if (!text) return kDecline;
  Noun list = kNull;
  Pace pace;
  for (size_t i = text->size(); i-- > 0; pace.step()) {
    list = machine.heap().cons(Noun::direct(static_cast<uint8_t>((*text)[i])), list);
  }
  return list;
}

}  // namespace galena::jets
