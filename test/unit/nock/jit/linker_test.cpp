// Objects, made here by hand: what is read of them, how they are linked, and what is refused.
#include <doctest/doctest.h>
#include <elf.h>

#include <cstring>
#include <functional>
#include <string>

#include "nock/jit/linker.h"
#include "nock/jit/object_file.h"
#include "test/unit/check_fixture.h"

using namespace galena;
using namespace galena::jit;

namespace {

// A relocatable object of a section of code and one of data.
struct Made {
  enum : uint16_t { kUnused, kText, kData, kTextRelocations, kDataRelocations, kSymbols, kStrings, kSections };
  std::vector<uint8_t> text, data;
  std::vector<Elf64_Sym> symbols = std::vector<Elf64_Sym>(1);
  std::vector<Elf64_Rela> of_text, of_data;
  std::string strings = std::string(1, '\0');

  uint32_t symbol(const std::string& name, uint16_t section, uint64_t value = 0, uint64_t size = 0) {
    Elf64_Sym s{};
    s.st_name = static_cast<uint32_t>(strings.size());
    strings += name + '\0';
    s.st_info = ELF64_ST_INFO(STB_GLOBAL, section == kText ? STT_FUNC : STT_NOTYPE);
    s.st_shndx = section;
    s.st_value = value;
    s.st_size = size;
    symbols.push_back(s);
    return static_cast<uint32_t>(symbols.size() - 1);
  }
  // `change`: of the headers, before they are written.
  std::vector<uint8_t> bytes(const std::function<void(Elf64_Ehdr&, Elf64_Shdr*)>& change = {}) const {
    std::vector<uint8_t> file(sizeof(Elf64_Ehdr) + sizeof(Elf64_Shdr) * kSections);
    Elf64_Shdr headers[kSections] = {};
    const auto put = [&](int i, uint32_t type, const void* from, size_t size) {
      file.resize((file.size() + 15) / 16 * 16);
      headers[i].sh_type = type;
      headers[i].sh_offset = file.size();
      headers[i].sh_size = size;
      headers[i].sh_addralign = 16;
      const auto* const at = static_cast<const uint8_t*>(from);
      file.insert(file.end(), at, at + size);
    };
    put(kText, SHT_PROGBITS, text.data(), text.size());
    headers[kText].sh_flags = SHF_ALLOC | SHF_EXECINSTR;
    put(kData, SHT_PROGBITS, data.data(), data.size());
    headers[kData].sh_flags = SHF_ALLOC | SHF_WRITE;
    for (const auto& [number, of, rows] :
         {std::tuple(kTextRelocations, kText, &of_text), std::tuple(kDataRelocations, kData, &of_data)}) {
      put(number, SHT_RELA, rows->data(), rows->size() * sizeof(Elf64_Rela));
      headers[number].sh_info = of;
      headers[number].sh_link = kSymbols;
      headers[number].sh_entsize = sizeof(Elf64_Rela);
    }
    put(kSymbols, SHT_SYMTAB, symbols.data(), symbols.size() * sizeof(Elf64_Sym));
    headers[kSymbols].sh_link = kStrings;
    headers[kSymbols].sh_entsize = sizeof(Elf64_Sym);
    put(kStrings, SHT_STRTAB, strings.data(), strings.size());
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_type = ET_REL;
    header.e_machine = EM_X86_64;
    header.e_shoff = sizeof header;
    header.e_shentsize = sizeof(Elf64_Shdr);
    header.e_shnum = kSections;
    header.e_shstrndx = kStrings;
    if (change) change(header, headers);
    std::memcpy(file.data(), &header, sizeof header);
    std::memcpy(file.data() + sizeof header, headers, sizeof headers);
    return file;
  }
};

// As the code of a graph of one function: entry.0 yields the first flag plus what `galena.bout_start` yields, by a call
// of another function of the object; take.0 the number that a word of data points to.
Made flag_and_call() {
  Made made;
  made.text = {
      0x48, 0x8b, 0x05, 0,    0, 0, 0,  //  0 entry.0: mov rax, [word of galena.flags]
      0x53,                             //  7 push rbx
      0x48, 0x8b, 0x18,                 //  8 mov rbx, [rax]
      0xe8, 0,    0,    0,    0,        // 11 call helper
      0x48, 0x01, 0xd8,                 // 16 add rax, rbx
      0x5b, 0xc3,                       // 19 pop rbx; ret
      0xe9, 0,    0,    0,    0,        // 21 helper: jmp galena.bout_start
      0x48, 0x8b, 0x05, 0,    0, 0, 0,  // 26 take.0: mov rax, [data + 8]
      0x48, 0x8b, 0x00, 0xc3,           // 33 mov rax, [rax]; ret
  };
  made.data = {42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  made.symbol("entry.0", Made::kText, 0, 21);
  made.symbol("take.0", Made::kText, 26, 11);
  const uint64_t helper = made.symbol("helper", Made::kText, 21, 5), data = made.symbol("data", Made::kData),
                 flags = made.symbol("galena.flags", SHN_UNDEF), start = made.symbol("galena.bout_start", SHN_UNDEF);
  made.of_text = {{3, ELF64_R_INFO(flags, R_X86_64_REX_GOTPCRELX), -4},
                  {12, ELF64_R_INFO(helper, R_X86_64_PLT32), -4},
                  {22, ELF64_R_INFO(start, R_X86_64_PLT32), -4},
                  {29, ELF64_R_INFO(data, R_X86_64_PC32), 4}};
  made.of_data = {{8, ELF64_R_INFO(data, R_X86_64_64), 0}};
  return made;
}

Objects packed(const std::vector<std::vector<uint8_t>>& files) {
  Objects objects;
  for (const std::vector<uint8_t>& file : files) {
    const uint64_t size = file.size();
    const auto* const bytes = reinterpret_cast<const uint8_t*>(&size);
    objects.insert(objects.end(), bytes, bytes + sizeof size);
    objects.insert(objects.end(), file.begin(), file.end());
  }
  return objects;
}

uint64_t thousand() {
  return 1000;
}

struct Linked {
  Graph graph;
  uint64_t flags[2] = {7, 0};
  References references{};
  Compiled code;

  explicit Linked(const std::vector<std::vector<uint8_t>>& files, const std::vector<std::string>& names = {}) {
    graph.functions.emplace_back().on_strand = true;
    references.bout_start = reinterpret_cast<uint64_t>(&thousand);
    Tables tables;
    tables.flags = flags;
    code = link(graph, tables, references, packed(files), names, false);
  }
  uint64_t run(void* entry) const { return reinterpret_cast<uint64_t (*)()>(entry)(); }
};

std::string refusal(const std::vector<std::vector<uint8_t>>& files) {
  Linked linked(files);
  CHECK((linked.code.memory == nullptr) == !linked.code.error.empty());
  return linked.code.error;
}

}  // namespace

#ifdef __x86_64__
TEST_CASE("linked code finds tables, functions, its own parts and its data") {
  const Linked linked({flag_and_call().bytes()});
  REQUIRE(linked.code.error == "");
  CHECK(linked.run(linked.code.entries[0].first) == 1007);
  CHECK(linked.run(linked.code.entries[0].second) == 42);
  CHECK(linked.code.symbols.empty());
}
#endif

TEST_CASE("objects of one graph find each other") {
  Made first, second;
  first.text = {0xe9, 0, 0, 0, 0};
  first.symbol("entry.0", Made::kText);
  first.symbol("take.0", Made::kText);
  const uint64_t machine = first.symbol("machine.0", SHN_UNDEF);
  first.of_text = {{1, ELF64_R_INFO(machine, R_X86_64_PLT32), -4}};
  second.text = {0xb8, 9, 0, 0, 0, 0xc3};
  second.symbol("machine.0", Made::kText);
  const Linked linked({first.bytes(), second.bytes()});
  REQUIRE(linked.code.error == "");
#ifdef __x86_64__
  CHECK(linked.run(linked.code.entries[0].first) == 9);
#endif
  CHECK(refusal({first.bytes()}) == "an object refers to what nobody knows");
  CHECK(refusal({first.bytes(), second.bytes(), second.bytes()}) == "a symbol is defined twice");
  CHECK(refusal({second.bytes()}) == "an object does not have the functions of its graph");
}

TEST_CASE("functions have names where names are given") {
  const Linked linked({flag_and_call().bytes()}, {"arm"});
  REQUIRE(linked.code.symbols.size() == 1);  // the pieces that have a number lie side by side
  CHECK(linked.code.symbols[0].name == "arm");
  CHECK(linked.code.symbols[0].address == reinterpret_cast<uint64_t>(linked.code.entries[0].first));
  CHECK(linked.code.symbols[0].size == 37);
}

TEST_CASE("what is no such object is refused") {
  using Change = std::function<void(Elf64_Ehdr&, Elf64_Shdr*)>;
  const Made made = flag_and_call();
  CHECK(read_object(made.bytes()));
  const Change changes[] = {
      [](auto& header, auto*) { header.e_ident[EI_CLASS] = ELFCLASS32; },
      [](auto& header, auto*) { header.e_ident[EI_DATA] = ELFDATA2MSB; },
      [](auto& header, auto*) { header.e_type = ET_DYN; },
      [](auto& header, auto*) { header.e_machine = EM_AARCH64; },
      [](auto& header, auto*) { header.e_shnum = 0; },
      [](auto& header, auto*) { header.e_shnum = 0xff00; },
      [](auto& header, auto*) { header.e_shoff = UINT64_MAX - 8; },
      [](auto& header, auto*) { header.e_shentsize = 1; },
      [](auto& header, auto*) { header.e_shstrndx = Made::kSections; },
      [](auto&, auto* sections) { sections[Made::kText].sh_type = SHT_NOBITS; },
      [](auto&, auto* sections) { sections[Made::kText].sh_offset = UINT64_MAX; },
      [](auto&, auto* sections) { sections[Made::kText].sh_size = UINT64_MAX; },
      [](auto&, auto* sections) { sections[Made::kText].sh_size = 5; },  // relocations lie behind it
      [](auto&, auto* sections) { sections[Made::kText].sh_addralign = 3; },
      [](auto&, auto* sections) { sections[Made::kText].sh_addralign = 8192; },
      [](auto&, auto* sections) { sections[Made::kText].sh_name = 10000; },
      [](auto&, auto* sections) { sections[Made::kData].sh_flags |= SHF_TLS; },
      [](auto&, auto* sections) { sections[Made::kTextRelocations].sh_type = SHT_REL; },
      [](auto&, auto* sections) { sections[Made::kTextRelocations].sh_info = Made::kSections; },
      [](auto&, auto* sections) { sections[Made::kTextRelocations].sh_link = Made::kStrings; },
      [](auto&, auto* sections) { sections[Made::kTextRelocations].sh_size = UINT64_MAX; },
      [](auto&, auto* sections) { sections[Made::kSymbols].sh_size = sizeof(Elf64_Sym); },
      [](auto&, auto* sections) { sections[Made::kSymbols].sh_link = Made::kSections; },
      [](auto&, auto* sections) { sections[Made::kSymbols].sh_entsize = 1; },
      [](auto&, auto* sections) { sections[Made::kSymbols].sh_type = SHT_PROGBITS; },
      [](auto&, auto* sections) { sections[Made::kStrings].sh_size -= 1; },
  };
  for (const Change& change : changes) {
    CAPTURE(&change - changes);
    CHECK_FALSE(read_object(made.bytes(change)));
  }
  const std::vector<uint8_t> whole = made.bytes();
  for (size_t length = 0; length < whole.size(); ++length) {
    CHECK_FALSE(read_object(std::span(whole).first(length)));
  }

  for (const auto& change : std::vector<std::function<void(Made&)>>{
           [](Made& m) { m.symbols[1].st_value = 1000; },
           [](Made& m) { m.symbols[1].st_size = UINT64_MAX; },
           [](Made& m) { m.symbols[1].st_shndx = Made::kSections; },
           [](Made& m) { m.symbols[1].st_shndx = SHN_COMMON; },
           [](Made& m) { m.symbols[1].st_info = ELF64_ST_INFO(STB_GLOBAL, STT_GNU_IFUNC); },
           [](Made& m) { m.symbols[1].st_name = 10000; },
           [](Made& m) { m.of_text[0].r_offset = 34; },
           [](Made& m) { m.of_text[0].r_offset = UINT64_MAX; },
           [](Made& m) { m.of_text[0].r_info = ELF64_R_INFO(100, R_X86_64_PC32); },
           [](Made& m) { m.of_text[0].r_info = ELF64_R_INFO(1, R_X86_64_32S); },
           [](Made& m) { m.of_data[0].r_offset = 9; },
       }) {
    Made other = flag_and_call();
    change(other);
    CHECK_FALSE(read_object(other.bytes()));
  }
}

TEST_CASE("what does not link says why") {
  CHECK(refusal({}) == "there are no objects");
  CHECK(refusal({std::vector<uint8_t>{0x7f, 'E', 'L', 'F'}}) == "an object is damaged");
  for (const char* const name : {"galena.", "galena.no_such", "bout_start", ""}) {
    Made made = flag_and_call();
    made.strings.replace(made.symbols[6].st_name, std::string("galena.bout_start").size(),
                         std::string(name) + std::string(17 - std::string(name).size(), '\0'));
    CHECK(refusal({made.bytes()}) == "an object refers to what nobody knows");
  }
  Made far = flag_and_call();
  far.of_text[3].r_addend = int64_t{1} << 40;
  CHECK(refusal({far.bytes()}) == "a distance is too long");
}

TEST_CASE("code is sealed once" * with_checks()) {
  CHECK(dies_of([] {
          const auto memory = CodeMemory::of(100);
          memory->seal();
          memory->seal();
        }) == "!sealed_");
}

TEST_CASE("sealed code cannot be written to") {
  CHECK(dies_of([] {
          const auto memory = CodeMemory::of(100);
          memory->begin()[0] = 1;
          memory->seal();
          memory->begin()[0] = 2;
        }).find("signal") != std::string::npos);
}
