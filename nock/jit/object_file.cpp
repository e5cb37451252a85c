#include "nock/jit/object_file.h"

#include <elf.h>

#include <bit>
#include <cstring>

#include "nock/base/check.h"

namespace galena::jit {
namespace {

// `count` of a kind at `offset`, if they lie within `bytes`.
template <class T>
std::optional<std::vector<T>> table(std::span<const uint8_t> bytes, uint64_t offset, uint64_t count) {
  if (offset > bytes.size() || count > (bytes.size() - offset) / sizeof(T)) return std::nullopt;
  std::vector<T> rows(count);
  if (count != 0) std::memcpy(rows.data(), bytes.data() + offset, count * sizeof(T));
  return rows;
}

std::optional<std::span<const uint8_t>> part(std::span<const uint8_t> bytes, const Elf64_Shdr& header) {
  if (header.sh_offset > bytes.size() || header.sh_size > bytes.size() - header.sh_offset) return std::nullopt;
  return bytes.subspan(header.sh_offset, header.sh_size);
}

// The string at `offset` of a table of strings, which ends within it.
std::optional<std::string_view> string_at(std::span<const uint8_t> strings, uint64_t offset) {
  if (offset >= strings.size()) return std::nullopt;
  const auto* const begin = reinterpret_cast<const char*>(strings.data()) + offset;
  const size_t left = strings.size() - offset;
  const size_t length = strnlen(begin, left);
  if (length == left) return std::nullopt;
  return std::string_view(begin, length);
}

// As LLVM makes them where all code is small and position-independent.
std::optional<ObjectFile::Kind> kind_of(uint64_t type) {
  switch (type) {
    case R_X86_64_64:
      return ObjectFile::Kind::address;
    case R_X86_64_PC32:
      return ObjectFile::Kind::distance;
    case R_X86_64_PLT32:
      return ObjectFile::Kind::call;
    case R_X86_64_GOTPCREL:
    case R_X86_64_GOTPCRELX:
    case R_X86_64_REX_GOTPCRELX:
      return ObjectFile::Kind::word;
    default:
      return std::nullopt;
  }
}

class Reader {
 public:
  explicit Reader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  std::optional<ObjectFile> read() {
    if (!read_headers() || !read_sections() || !read_symbols()) return std::nullopt;
    for (const Elf64_Shdr& header : headers_) {
      if (header.sh_type == SHT_RELA && !read_relocations(header)) return std::nullopt;
    }
    return std::move(object_);
  }

 private:
  static constexpr uint32_t kNotInMemory = ObjectFile::kUndefined;

  bool read_headers() {
    Elf64_Ehdr header;
    if (bytes_.size() < sizeof header) return false;
    std::memcpy(&header, bytes_.data(), sizeof header);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return false;
    if (header.e_ident[EI_DATA] != ELFDATA2LSB || header.e_type != ET_REL || header.e_machine != EM_X86_64)
      return false;
    if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shnum == 0) return false;
    auto headers = table<Elf64_Shdr>(bytes_, header.e_shoff, header.e_shnum);
    if (!headers || header.e_shstrndx >= headers->size()) return false;
    headers_ = std::move(*headers);
    const auto names = part(bytes_, headers_[header.e_shstrndx]);
    if (!names) return false;
    names_ = *names;
    return true;
  }

  // What is to lie in memory is there byte by byte.
  bool read_sections() {
    places_.assign(headers_.size(), kNotInMemory);
    for (size_t i = 0; i < headers_.size(); ++i) {
      const Elf64_Shdr& header = headers_[i];
      if (header.sh_type == SHT_REL) return false;
      if ((header.sh_flags & SHF_ALLOC) == 0) continue;
      if (header.sh_type != SHT_PROGBITS && header.sh_type != SHT_X86_64_UNWIND) return false;
      if ((header.sh_flags & SHF_TLS) != 0) return false;
      const auto name = string_at(names_, header.sh_name);
      const auto content = part(bytes_, header);
      const uint64_t alignment = header.sh_addralign == 0 ? 1 : header.sh_addralign;
      if (!name || !content || !std::has_single_bit(alignment) || alignment > ObjectFile::kMaxAlignment) return false;
      places_[i] = static_cast<uint32_t>(object_.sections.size());
      object_.sections.push_back({*name, *content, alignment});
    }
    return true;
  }

  bool read_symbols() {
    for (size_t i = 0; i < headers_.size(); ++i) {
      const Elf64_Shdr& header = headers_[i];
      if (header.sh_type != SHT_SYMTAB) continue;
      if (symbols_at_ != 0 || header.sh_entsize != sizeof(Elf64_Sym) || header.sh_link >= headers_.size()) return false;
      symbols_at_ = i;
      const auto rows = table<Elf64_Sym>(bytes_, header.sh_offset, header.sh_size / sizeof(Elf64_Sym));
      const auto strings = part(bytes_, headers_[header.sh_link]);
      if (!rows || !strings) return false;
      for (const Elf64_Sym& row : *rows) {
        if (!add_symbol(row, *strings)) return false;
      }
    }
    return true;
  }

  bool add_symbol(const Elf64_Sym& row, std::span<const uint8_t> strings) {
    ObjectFile::Symbol symbol;
    const auto name = string_at(strings, row.st_name);
    const unsigned type = ELF64_ST_TYPE(row.st_info);
    if (!name || type == STT_TLS || type == STT_GNU_IFUNC || type == STT_COMMON || row.st_shndx == SHN_COMMON) {
      return false;
    }
    symbol.name = *name;
    symbol.global = ELF64_ST_BIND(row.st_info) != STB_LOCAL;
    symbol.function = type == STT_FUNC;
    // What is in no memory, as the name of a source, is as good as undefined: nobody defines it.
    if (row.st_shndx != SHN_UNDEF && row.st_shndx < SHN_LORESERVE) {
      if (row.st_shndx >= places_.size()) return false;
      symbol.section = places_[row.st_shndx];
    }
    if (symbol.section != kNotInMemory) {
      const uint64_t size = object_.sections[symbol.section].bytes.size();
      if (row.st_value > size || row.st_size > size - row.st_value) return false;
      symbol.value = row.st_value;
      symbol.size = row.st_size;
    }
    object_.symbols.push_back(symbol);
    return true;
  }

  bool read_relocations(const Elf64_Shdr& header) {
    if (header.sh_info >= places_.size()) return false;
    const uint32_t section = places_[header.sh_info];
    if (section == kNotInMemory) return true;
    if (header.sh_entsize != sizeof(Elf64_Rela) || header.sh_link != symbols_at_ || symbols_at_ == 0) return false;
    const auto rows = table<Elf64_Rela>(bytes_, header.sh_offset, header.sh_size / sizeof(Elf64_Rela));
    if (!rows) return false;
    const uint64_t size = object_.sections[section].bytes.size();
    // Sections may share their rows, so that a small file has any number of them.
    if (object_.relocations.size() + rows->size() > bytes_.size() / sizeof(Elf64_Rela)) return false;
    for (const Elf64_Rela& row : *rows) {
      const auto kind = kind_of(ELF64_R_TYPE(row.r_info));
      const uint64_t symbol = ELF64_R_SYM(row.r_info);
      if (!kind || symbol >= object_.symbols.size()) return false;
      if (row.r_offset > size || size - row.r_offset < ObjectFile::width(*kind)) return false;
      object_.relocations.push_back({*kind, section, row.r_offset, static_cast<uint32_t>(symbol), row.r_addend});
    }
    return true;
  }

  const std::span<const uint8_t> bytes_;
  std::span<const uint8_t> names_;  // of sections
  std::vector<Elf64_Shdr> headers_;
  std::vector<uint32_t> places_;  // by section of the file: in the object
  size_t symbols_at_ = 0;         // the section of the symbols; 0, which is none, before it is found
  ObjectFile object_;
};

}  // namespace

std::vector<std::span<const uint8_t>> taken_apart(std::span<const uint8_t> objects) {
  std::vector<std::span<const uint8_t>> list;
  std::span<const uint8_t> rest = objects;
  while (!rest.empty()) {
    uint64_t size;
    if (rest.size() < sizeof size) return {};
    std::memcpy(&size, rest.data(), sizeof size);
    rest = rest.subspan(sizeof size);
    if (size < SELFMAG || size > rest.size()) return {};
    if (std::memcmp(rest.data(), ELFMAG, SELFMAG) != 0) return {};
    list.push_back(rest.first(size));
    rest = rest.subspan(size);
  }
  return list;
}

std::optional<ObjectFile> read_object(std::span<const uint8_t> bytes) {
  return Reader(bytes).read();
}

}  // namespace galena::jit
