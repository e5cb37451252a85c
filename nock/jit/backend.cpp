#include "nock/jit/backend.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <span>
#include <vector>

#include "nock/base/files.h"
#include "nock/jit/machine_stack.h"

namespace galena::jit {
namespace {

#ifdef GALENA_HAS_JIT
constexpr bool kHasLibrary = true;
#else
constexpr bool kHasLibrary = false;
#endif

// Where libgalena_jit.so may lie: beside the program, a folder above it, in the library folder of its installation.
std::vector<std::string> candidates() {
  std::vector<std::string> paths;
  char buffer[4096];
  const ssize_t size = readlink("/proc/self/exe", buffer, sizeof buffer);
  if (size > 0) {
    std::string folder(buffer, static_cast<size_t>(size));
    folder.resize(folder.rfind('/'));
    for (const char* where : {"/", "/../", "/../lib/", "/../lib/galena/"}) {
      paths.push_back(folder + where + "libgalena_jit.so");
    }
  }
  return paths;
}

// What the processor can do, by the levels of the x86-64 ABI.
const char* processor() {
#ifdef __x86_64__
  __builtin_cpu_init();
  const bool second = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
  const bool third = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                     __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") &&
                     __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("movbe") &&
                     __builtin_cpu_supports("f16c");
  return second && third ? "x86-64-v3" : second ? "x86-64-v2" : "x86-64";
#else
  return "";
#endif
}

// The note of the linker that says what a file was made of, in the first bytes of the file, as is usual; empty where it
// is not there.
std::string build_note(std::span<const uint8_t> file) {
  Elf64_Ehdr header;
  if (file.size() < sizeof header) return {};
  std::memcpy(&header, file.data(), sizeof header);
  for (size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    if (header.e_phoff > file.size() || (file.size() - header.e_phoff) / sizeof segment <= i) return {};
    std::memcpy(&segment, file.data() + header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_type != PT_NOTE || segment.p_offset > file.size()) continue;
    std::span<const uint8_t> notes = file.subspan(segment.p_offset);
    if (segment.p_filesz > notes.size()) continue;
    notes = notes.first(segment.p_filesz);
    // Three words, name and description, each padded to four bytes.
    for (Elf64_Nhdr note; notes.size() >= sizeof note;) {
      std::memcpy(&note, notes.data(), sizeof note);
      notes = notes.subspan(sizeof note);
      const size_t name = (size_t{note.n_namesz} + 3) / 4 * 4, description = (size_t{note.n_descsz} + 3) / 4 * 4;
      if (name > notes.size() || description > notes.size() - name) break;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(notes.data(), "GNU", 4) == 0) {
        return {reinterpret_cast<const char*>(notes.data()) + name, note.n_descsz};
      }
      notes = notes.subspan(name + description);
    }
  }
  return {};
}

bool is_supported() {
  return kHasLibrary && MachineStack::kSupported;
}

}  // namespace

OpenedBackend open_backend(bool for_debugger) {
  OpenedBackend opened;
  if (!is_supported()) {
    opened.error = "this build has no JIT tier";
    return opened;
  }
  for (const std::string& path : candidates()) {
    if (access(path.c_str(), R_OK) != 0) continue;
    // The first that is there or none: the key of the code that it makes is of that file (backend_build).
    void* const library = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
    const auto make = library == nullptr ? nullptr : reinterpret_cast<MakeBackend>(dlsym(library, kMakeBackend));
    if (make == nullptr) {
      opened.error = dlerror();
      return opened;
    }
    opened.backend.reset(make({processor(), for_debugger}));
    return opened;
  }
  opened.error = "libgalena_jit.so is not beside the program";
  return opened;
}

std::optional<Digest> backend_build(bool for_debugger) {
  if (!is_supported()) return std::nullopt;
  for (const std::string& path : candidates()) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    uint8_t page[4096];
    const ssize_t size = pread(file, page, sizeof page, 0);
    close(file);
    if (size <= 0) return std::nullopt;
    std::string build = build_note({page, static_cast<size_t>(size)});
    if (build.empty()) build = read_whole_file(path).bytes;
    return Digester().add(build).add(processor()).add(for_debugger ? "debugger" : "").finish();
  }
  return std::nullopt;
}

}  // namespace galena::jit
