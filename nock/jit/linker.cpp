#include "nock/jit/linker.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "nock/base/check.h"
#include "nock/jit/labels.h"

namespace galena::jit {
namespace {

// Of one graph: far more than there is of any, so that all distances within it are short.
constexpr uint64_t kMaxBytes = uint64_t{64} << 20;

constexpr uint64_t round_up(uint64_t n, uint64_t unit) {
  return (n + unit - 1) / unit * unit;
}

// The names of what compiled code refers to, in order.
struct Name {
  std::string_view name;
  size_t place;  // in References
};
constexpr auto kNames = [] {
#define GALENA_NAMED(name) Name{#name, offsetof(References, name)},
  std::array names{GALENA_JIT_FIELDS(GALENA_NAMED) GALENA_JIT_FUNCTIONS(GALENA_NAMED, GALENA_NAMED, GALENA_NAMED)};
#undef GALENA_NAMED
  std::ranges::sort(names, {}, &Name::name);
  return names;
}();

class Linking {
 public:
  Linking(const Graph& graph, const Tables& tables, const References& references)
      : graph_(graph), tables_(tables), references_(references) {}

  std::optional<uint64_t> reference(std::string_view symbol) const;
  bool read(std::span<const uint8_t> objects);
  bool lay_out();
  bool place();
  bool find_entries(Compiled& compiled) const;
  std::vector<LinkedObject> described() const;

  std::unique_ptr<CodeMemory> memory;
  std::string error;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  // A jump by a word, and what fills it up.
  static constexpr uint8_t kJump[] = {0xff, 0x25};
  static constexpr size_t kJumpSize = 8;

  struct Part {
    ObjectFile file;
    std::vector<uint64_t> sections;   // where they lie in the memory
    std::vector<uint32_t> words;      // by symbol: its word, or kNone
    std::vector<uint64_t> addresses;  // by symbol; 0 where it is unknown and nothing refers to it
  };
  bool fail(std::string_view what) {
    error = what;
    return false;
  }
  uint64_t base() const { return reinterpret_cast<uint64_t>(memory->begin()); }
  uint64_t word_at(uint32_t word) const { return words_at_ + sizeof(uint64_t) * word; }
  uint64_t jump_at(uint32_t word) const { return jumps_at_ + kJumpSize * word; }
  bool is_here(uint64_t address) const { return address - base() <= memory->size(); }
  void put(uint64_t at, const void* bytes, size_t count) {
    GALENA_CHECK(at <= memory->size() && count <= memory->size() - at);
    std::memcpy(memory->begin() + at, bytes, count);
  }
  bool define_globals();
  std::optional<uint64_t> defined(std::string_view name) const;
  bool resolve(Part& part);
  bool relocate(Part& part, const ObjectFile::Relocation& relocation);

  const Graph& graph_;
  const Tables& tables_;
  const References& references_;
  std::vector<Part> parts_;
  std::vector<std::pair<std::string_view, uint64_t>> globals_;  // what the objects define, in order
  uint32_t words_ = 0;
  uint64_t words_at_ = 0, jumps_at_ = 0, size_ = 0;
};

bool Linking::read(std::span<const uint8_t> objects) {
  for (const std::span<const uint8_t> object : taken_apart(objects)) {
    std::optional<ObjectFile> file = read_object(object);
    if (!file) return fail("an object is damaged");
    parts_.push_back({std::move(*file), {}, {}, {}});
  }
  return !parts_.empty() || fail("there are no objects");
}

// Sections one behind the other, then the words of symbols, then a jump for each of these.
bool Linking::lay_out() {
  for (Part& part : parts_) {
    for (const ObjectFile::Section& section : part.file.sections) {
      size_ = round_up(size_, section.alignment);
      part.sections.push_back(size_);
      size_ += section.bytes.size();
      if (size_ > kMaxBytes) return fail("an object is too large");
    }
    part.words.assign(part.file.symbols.size(), kNone);
    for (const ObjectFile::Relocation& relocation : part.file.relocations) {
      const bool far = part.file.symbols[relocation.symbol].section == ObjectFile::kUndefined;
      const bool wants_word =
          relocation.kind == ObjectFile::Kind::word || (relocation.kind == ObjectFile::Kind::call && far);
      uint32_t& word = part.words[relocation.symbol];
      if (wants_word && word == kNone) word = words_++;
    }
  }
  words_at_ = round_up(size_, sizeof(uint64_t));
  jumps_at_ = words_at_ + sizeof(uint64_t) * words_;
  size_ = jumps_at_ + kJumpSize * words_;
  return size_ <= kMaxBytes || fail("an object is too large");
}

bool Linking::place() {
  memory = CodeMemory::of(size_);
  if (memory == nullptr) return fail("there is no memory for code");
  for (const Part& part : parts_) {
    for (size_t i = 0; i < part.sections.size(); ++i) {
      const std::span<const uint8_t> bytes = part.file.sections[i].bytes;
      if (!bytes.empty()) put(part.sections[i], bytes.data(), bytes.size());
    }
  }
  if (!define_globals()) return false;
  for (Part& part : parts_) {
    if (!resolve(part)) return false;
    for (const ObjectFile::Relocation& relocation : part.file.relocations) {
      if (!relocate(part, relocation)) return false;
    }
  }
  return memory->seal() || fail("the system does not let code be run");
}

bool Linking::define_globals() {
  for (const Part& part : parts_) {
    for (const ObjectFile::Symbol& symbol : part.file.symbols) {
      if (!symbol.global || symbol.section == ObjectFile::kUndefined) continue;
      globals_.emplace_back(symbol.name, base() + part.sections[symbol.section] + symbol.value);
    }
  }
  std::ranges::sort(globals_);
  const auto same = std::ranges::adjacent_find(globals_, {}, &std::pair<std::string_view, uint64_t>::first);
  return same == globals_.end() || fail("a symbol is defined twice");
}

std::optional<uint64_t> Linking::defined(std::string_view name) const {
  const auto it = std::ranges::lower_bound(globals_, name, {}, &std::pair<std::string_view, uint64_t>::first);
  if (it == globals_.end() || it->first != name) return std::nullopt;
  return it->second;
}

std::optional<uint64_t> Linking::reference(std::string_view symbol) const {
  constexpr std::string_view kPrefix = kReferencePrefix;
  if (!symbol.starts_with(kPrefix)) return std::nullopt;
  symbol.remove_prefix(kPrefix.size());
  if (symbol == "constants") return reinterpret_cast<uint64_t>(tables_.constants);
  if (symbol == "records") return reinterpret_cast<uint64_t>(tables_.records);
  if (symbol == "flags") return reinterpret_cast<uint64_t>(tables_.flags);
  if (symbol == "jets") return reinterpret_cast<uint64_t>(tables_.jets);
  const auto it = std::ranges::lower_bound(kNames, symbol, {}, &Name::name);
  if (it == kNames.end() || it->name != symbol) return std::nullopt;
  uint64_t address;
  std::memcpy(&address, reinterpret_cast<const uint8_t*>(&references_) + it->place, sizeof address);
  return address;
}

// Finds the addresses of what is referred to, and fills the words and the jumps.
bool Linking::resolve(Part& part) {
  std::vector<bool> wanted(part.file.symbols.size());
  for (const ObjectFile::Relocation& relocation : part.file.relocations) wanted[relocation.symbol] = true;
  part.addresses.assign(part.file.symbols.size(), 0);
  for (size_t i = 0; i < part.addresses.size(); ++i) {
    if (!wanted[i]) continue;
    const ObjectFile::Symbol& symbol = part.file.symbols[i];
    if (symbol.section != ObjectFile::kUndefined) {
      part.addresses[i] = base() + part.sections[symbol.section] + symbol.value;
    } else {
      std::optional<uint64_t> address = defined(symbol.name);
      if (!address) address = reference(symbol.name);
      if (!address) return fail("an object refers to what nobody knows");
      part.addresses[i] = *address;
    }
    const uint32_t word = part.words[i];
    if (word == kNone) continue;
    put(word_at(word), &part.addresses[i], sizeof part.addresses[i]);
    // The distance is from behind it.
    const auto distance = static_cast<int32_t>(word_at(word) - (jump_at(word) + sizeof kJump + sizeof(int32_t)));
    uint8_t jump[kJumpSize] = {kJump[0], kJump[1], 0, 0, 0, 0, 0xcc, 0xcc};
    std::memcpy(jump + sizeof kJump, &distance, sizeof distance);
    put(jump_at(word), jump, sizeof jump);
  }
  return true;
}

bool Linking::relocate(Part& part, const ObjectFile::Relocation& relocation) {
  const uint64_t at = part.sections[relocation.section] + relocation.offset;
  uint64_t target = part.addresses[relocation.symbol];
  switch (relocation.kind) {
    case ObjectFile::Kind::address:
      target += static_cast<uint64_t>(relocation.addend);
      put(at, &target, sizeof target);
      return true;
    case ObjectFile::Kind::distance:
      break;
    case ObjectFile::Kind::call:
      if (!is_here(target)) target = base() + jump_at(part.words[relocation.symbol]);
      break;
    case ObjectFile::Kind::word:
      target = base() + word_at(part.words[relocation.symbol]);
      break;
  }
  const auto distance = static_cast<int64_t>(target + static_cast<uint64_t>(relocation.addend) - (base() + at));
  const auto near = static_cast<int32_t>(distance);
  if (near != distance) return fail("a distance is too long");
  put(at, &near, sizeof near);
  return true;
}

bool Linking::find_entries(Compiled& compiled) const {
  compiled.entries.assign(graph_.functions.size(), {nullptr, nullptr});
  const auto find = [&](const std::string& name, void*& entry) {
    const std::optional<uint64_t> address = defined(name);
    entry = address ? reinterpret_cast<void*>(*address) : nullptr;
    return address.has_value();
  };
  for (FunctionId id = 0; id < graph_.functions.size(); ++id) {
    if (graph_.functions[id].on_strand && !find(entry_symbol(id), compiled.entries[id].first)) return false;
  }
  return find(take_symbol(graph_.entry), compiled.entries[graph_.entry].second);
}

// What there is to be known of each object, by the names of its own symbols.
std::vector<LinkedObject> Linking::described() const {
  std::vector<LinkedObject> objects;
  for (const Part& part : parts_) {
    LinkedObject object;
    for (const ObjectFile::Symbol& symbol : part.file.symbols) {
      if (!symbol.function || symbol.section == ObjectFile::kUndefined || symbol.size == 0) continue;
      const uint64_t address = base() + part.sections[symbol.section] + symbol.value;
      object.symbols.push_back({std::string(symbol.name), address, symbol.size});
    }
    std::ranges::sort(object.symbols, {}, &CodeSymbol::address);
    for (size_t i = 0; i < part.sections.size(); ++i) {
      const ObjectFile::Section& section = part.file.sections[i];
      if (section.name != ".eh_frame") continue;
      object.eh_frame = base() + part.sections[i];
      const auto* const bytes = reinterpret_cast<const char*>(memory->begin() + part.sections[i]);
      object.eh_frame_bytes.assign(bytes, bytes + section.bytes.size());
    }
    objects.push_back(std::move(object));
  }
  return objects;
}

}  // namespace

std::unique_ptr<CodeMemory> CodeMemory::of(size_t bytes) {
  const size_t size = round_up(std::max<size_t>(bytes, 1), static_cast<size_t>(sysconf(_SC_PAGESIZE)));
  // Its pages are all written at once: populating them here costs less than a fault for each.
  void* const begin = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (begin == MAP_FAILED) return nullptr;
  return std::unique_ptr<CodeMemory>(new CodeMemory(static_cast<uint8_t*>(begin), size));
}

CodeMemory::~CodeMemory() {
  known_to_debugger_.clear();
  munmap(begin_, size_);
}

bool CodeMemory::seal() {
  GALENA_CHECK(!sealed_);
  sealed_ = true;
  return mprotect(begin_, size_, PROT_READ | PROT_EXEC) == 0;
}

void CodeMemory::tell_debugger(const LinkedObject& object) {
  known_to_debugger_.push_back(jit::tell_debugger(object));
}

Compiled link(const Graph& graph, const Tables& tables, const References& references, std::span<const uint8_t> objects,
              const std::vector<std::string>& names, bool for_debugger) {
  Compiled compiled;
  Linking linking(graph, tables, references);
  if (!linking.read(objects) || !linking.lay_out() || !linking.place()) {
    compiled.error = std::move(linking.error);
    return compiled;
  }
  if (!linking.find_entries(compiled)) {
    compiled.entries.clear();
    compiled.error = "an object does not have the functions of its graph";
    return compiled;
  }
  compiled.bytes = objects.size();
  if (!names.empty()) {
    for (LinkedObject& object : linking.described()) {
      name_symbols(object.symbols, graph, names);
      if (for_debugger) linking.memory->tell_debugger(object);
      std::move(object.symbols.begin(), object.symbols.end(), std::back_inserter(compiled.symbols));
    }
  }
  compiled.memory = std::move(linking.memory);
  return compiled;
}

}  // namespace galena::jit
