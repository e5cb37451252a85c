#include "nock/jit/backend.h"

#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "nock/base/files.h"
#include "nock/jit/compiler_process.h"
#include "nock/jit/machine_stack.h"

namespace galena::jit {
namespace {

#ifdef GALENA_HAS_JIT
constexpr bool kHasProgram = true;
#else
constexpr bool kHasProgram = false;
#endif

// Where galena_jit may lie: beside the program, a folder above it, in the library folder of its installation.
std::vector<std::string> candidates() {
  std::vector<std::string> paths;
  char buffer[4096];
  const ssize_t size = readlink("/proc/self/exe", buffer, sizeof buffer);
  if (size > 0) {
    std::string folder(buffer, static_cast<size_t>(size));
    folder.resize(folder.rfind('/'));
    for (const char* where : {"/", "/../", "/../lib/", "/../lib/galena/"}) {
      paths.push_back(folder + where + "galena_jit");
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
  return kHasProgram && MachineStack::kSupported;
}

}  // namespace

Backend::Backend(std::string program, std::unique_ptr<CompilerProcess> process, bool for_debugger)
    : program_(std::move(program)), for_debugger_(for_debugger), process_(std::move(process)) {}

Backend::~Backend() {
  if (process_ != nullptr) CompilerProcess::leave_idle(std::move(process_));
}

Objects Backend::compile(const Graph& graph, std::string& error) {
  error.clear();
  const std::lock_guard lock(mutex_);
  if (process_ == nullptr || !process_->is_ours()) process_ = CompilerProcess::start(program_, processor(), error);
  if (process_ == nullptr) return {};
  const auto reply = process_->ask(Wanted::objects, for_debugger_, serialise(graph), {});
  if (!reply) {
    process_.reset();
    error = "what compiles has ended: no code for this";
    return {};
  }
  if (reply->is_error) {
    error = reply->bytes;
    return {};
  }
  Objects objects(reply->bytes.begin(), reply->bytes.end());
  // What is kept and linked is of that form.
  if (!taken_apart(objects).empty()) return objects;
  error = "what compiles has made no objects";
  return {};
}

std::string Backend::text(const Graph& graph, Text what) {
  std::string names;
  for (const Function& f : graph.functions) names.append(f.name).push_back('\0');
  const std::lock_guard lock(mutex_);
  std::string error;
  if (process_ == nullptr || !process_->is_ours()) process_ = CompilerProcess::start(program_, processor(), error);
  if (process_ == nullptr) return error + "\n";
  const Wanted wanted = what == Text::ir ? Wanted::ir : Wanted::assembly;
  auto reply = process_->ask(wanted, for_debugger_, serialise(graph), names);
  if (!reply) process_.reset();
  return reply ? std::move(reply->bytes) : "what compiles has ended\n";
}

OpenedBackend open_backend(bool for_debugger) {
  OpenedBackend opened;
  if (!is_supported()) {
    opened.error = "this build has no JIT tier";
    return opened;
  }
  for (const std::string& path : candidates()) {
    if (access(path.c_str(), X_OK) != 0) continue;
    // The first that is there or none: the key of the code that it makes is of that file (backend_build).
    std::unique_ptr<CompilerProcess> process = CompilerProcess::take_idle();
    if (process == nullptr) process = CompilerProcess::start(path, processor(), opened.error);
    if (process != nullptr) opened.backend = std::make_unique<Backend>(path, std::move(process), for_debugger);
    return opened;
  }
  opened.error = "galena_jit is not beside the program";
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
