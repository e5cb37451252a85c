// Code of one graph as bytes: what is kept on disk, and what is in it.
//
// It is ELF, as LLVM writes it for x86-64: relocatable objects that refer to what they work on by name (references.h).
// They are foreign bytes until they have been read here: what `read_object` yields lies within its bytes, and each
// relocation within its section, refers to a symbol that there is, and is of a kind that the linker knows (linker.h).
// What the instructions do is not looked at: who keeps code for us is asked for what was saved (code_store.h).
//
// Nothing here runs Nock. Time linear in the bytes; memory for symbols and relocations, a few times theirs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace galena::jit {

// Objects one behind the other, each with its size in front, in eight bytes.
using Objects = std::vector<uint8_t>;

// The objects; none where the bytes are not of that form. What is in them `read_object` looks at.
// Foreign bytes: fuzz_objects.
std::vector<std::span<const uint8_t>> taken_apart(std::span<const uint8_t> objects);

// One relocatable object: its sections that are to lie in memory, in order, and what is said of them. Refers to its
// bytes.
struct ObjectFile {
  // A symbol that has no section: another object defines it, or whoever links.
  static constexpr uint32_t kUndefined = UINT32_MAX;

  struct Section {
    std::string_view name;
    std::span<const uint8_t> bytes;
    uint64_t alignment = 1;  // a power of two, of a page at the most
  };
  struct Symbol {
    std::string_view name;
    uint32_t section = kUndefined;
    uint64_t value = 0, size = 0;  // within the section
    bool global = false, function = false;
  };
  // What is put at a place: the address of a symbol; how far it is from there; the same for a call, which may go by way
  // of a jump; the same of a word that has the address.
  enum class Kind : uint8_t { address, distance, call, word };
  struct Relocation {
    Kind kind;
    uint32_t section;
    uint64_t offset;  // of eight bytes for an address, of four for the others
    uint32_t symbol;
    int64_t addend;
  };

  std::vector<Section> sections;
  std::vector<Symbol> symbols;
  std::vector<Relocation> relocations;

  static constexpr uint64_t kMaxAlignment = 4096;
  static constexpr size_t width(Kind kind) { return kind == Kind::address ? 8 : 4; }
};

// Nothing where that is not an object of this form.
// Foreign bytes: fuzz_objects.
std::optional<ObjectFile> read_object(std::span<const uint8_t> bytes);

}  // namespace galena::jit
