// The JIT interface of gdb: a list of object files in the memory of the process, and a function that gdb has a
// breakpoint in, to hear of changes.
#include "nock/jit/debugger.h"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

extern "C" {
// As gdb has it in gdb/jit.h. The names are part of the interface.
struct jit_code_entry {
  jit_code_entry* next_entry;
  jit_code_entry* prev_entry;
  const char* symfile_addr;
  uint64_t symfile_size;
};
struct jit_descriptor {
  uint32_t version;
  uint32_t action_flag;
  jit_code_entry* relevant_entry;
  jit_code_entry* first_entry;
};
// NOLINTBEGIN(bugprone-reserved-identifier): gdb looks for these names
__attribute__((visibility("default"))) jit_descriptor __jit_debug_descriptor = {1, 0, nullptr, nullptr};
__attribute__((visibility("default"), noinline)) void __jit_debug_register_code() {
  asm volatile("" ::: "memory");
}
// NOLINTEND(bugprone-reserved-identifier)
}

namespace galena::jit {

class DebuggerEntry {
 public:
  explicit DebuggerEntry(std::vector<char> file) : file_(std::move(file)) {
    const std::lock_guard lock(mutex());
    jit_code_entry*& first = __jit_debug_descriptor.first_entry;
    entry_ = {first, nullptr, file_.data(), file_.size()};
    if (first != nullptr) first->prev_entry = &entry_;
    first = &entry_;
    tell(kRegister);
  }
  ~DebuggerEntry() {
    const std::lock_guard lock(mutex());
    if (entry_.next_entry != nullptr) entry_.next_entry->prev_entry = entry_.prev_entry;
    (entry_.prev_entry != nullptr ? entry_.prev_entry->next_entry : __jit_debug_descriptor.first_entry) =
        entry_.next_entry;
    tell(kUnregister);
  }
  DebuggerEntry(const DebuggerEntry&) = delete;
  DebuggerEntry& operator=(const DebuggerEntry&) = delete;

 private:
  enum Action : uint32_t { kNothing, kRegister, kUnregister };
  static std::mutex& mutex() {
    static std::mutex m;
    return m;
  }
  void tell(Action action) {
    __jit_debug_descriptor.action_flag = action;
    __jit_debug_descriptor.relevant_entry = &entry_;
    __jit_debug_register_code();
    __jit_debug_descriptor.action_flag = kNothing;
    __jit_debug_descriptor.relevant_entry = nullptr;
  }

  std::vector<char> file_;
  jit_code_entry entry_;
};

void ForgetEntry::operator()(DebuggerEntry* entry) const {
  delete entry;
}

namespace {

// A relocatable file without code: the sections say where in memory it lies.
std::vector<char> elf_of(const LinkedObject& object) {
  enum : uint16_t { kUnused, kText, kFrames, kSymbols, kStrings, kSections };
  constexpr std::string_view kNames[kSections] = {"", ".text", ".eh_frame", ".symtab", ".strtab"};
  std::string strings(1, '\0');
  const auto string = [&](std::string_view text) {
    const auto at = static_cast<uint32_t>(strings.size());
    strings.append(text).push_back('\0');
    return at;
  };

  const uint64_t start = object.symbols.front().address;
  const uint64_t end = object.symbols.back().address + object.symbols.back().size;
  std::vector<Elf64_Sym> symbols(1);
  for (const CodeSymbol& each : object.symbols) {
    Elf64_Sym symbol{};
    symbol.st_name = string(each.name);
    symbol.st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
    symbol.st_shndx = kText;
    symbol.st_value = each.address - start;
    symbol.st_size = each.size;
    symbols.push_back(symbol);
  }

  Elf64_Shdr sections[kSections] = {};
  for (size_t i = 1; i < kSections; ++i) sections[i].sh_name = string(kNames[i]);
  sections[kText].sh_type = SHT_NOBITS;
  sections[kText].sh_flags = SHF_ALLOC | SHF_EXECINSTR;
  sections[kText].sh_addr = start;
  sections[kText].sh_size = end - start;
  sections[kText].sh_addralign = 16;
  sections[kFrames].sh_type = SHT_PROGBITS;
  sections[kFrames].sh_flags = SHF_ALLOC;
  sections[kFrames].sh_addr = object.eh_frame;
  sections[kFrames].sh_addralign = 8;
  sections[kSymbols].sh_type = SHT_SYMTAB;
  sections[kSymbols].sh_link = kStrings;
  sections[kSymbols].sh_info = 1;
  sections[kSymbols].sh_entsize = sizeof(Elf64_Sym);
  sections[kSymbols].sh_addralign = 8;
  sections[kStrings].sh_type = SHT_STRTAB;
  sections[kStrings].sh_addralign = 1;

  std::vector<char> file(sizeof(Elf64_Ehdr) + sizeof sections);
  const auto put = [&](Elf64_Shdr& section, const void* bytes, size_t size) {
    file.resize((file.size() + 7) & ~size_t{7});
    section.sh_offset = file.size();
    section.sh_size = size;
    const auto* const from = static_cast<const char*>(bytes);
    file.insert(file.end(), from, from + size);
  };
  sections[kText].sh_offset = file.size();
  put(sections[kFrames], object.eh_frame_bytes.data(), object.eh_frame_bytes.size());
  put(sections[kSymbols], symbols.data(), symbols.size() * sizeof(Elf64_Sym));
  put(sections[kStrings], strings.data(), strings.size());

  Elf64_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = ET_REL;
  header.e_machine = EM_X86_64;
  header.e_version = EV_CURRENT;
  header.e_shoff = sizeof header;
  header.e_ehsize = sizeof header;
  header.e_shentsize = sizeof(Elf64_Shdr);
  header.e_shnum = kSections;
  header.e_shstrndx = kStrings;
  std::memcpy(file.data(), &header, sizeof header);
  std::memcpy(file.data() + sizeof header, sections, sizeof sections);
  return file;
}

}  // namespace

DebuggerHandle tell_debugger(const LinkedObject& object) {
  if (object.symbols.empty()) return nullptr;
  return DebuggerHandle(new DebuggerEntry(elf_of(object)));
}

}  // namespace galena::jit
