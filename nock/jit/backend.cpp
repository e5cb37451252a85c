#include "nock/jit/backend.h"

#include <dlfcn.h>
#include <unistd.h>

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

}  // namespace

OpenedBackend open_backend(const References& references, bool for_debugger) {
  OpenedBackend opened;
  if (!kHasLibrary || !MachineStack::kSupported) {
    opened.error = "this build has no JIT tier";
    return opened;
  }
  for (const std::string& path : candidates()) {
    if (access(path.c_str(), R_OK) != 0) continue;
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      opened.error = dlerror();
      continue;
    }
    const auto make = reinterpret_cast<MakeBackend>(dlsym(library, kMakeBackend));
    if (make == nullptr) {
      opened.error = dlerror();
      continue;
    }
    opened.backend.reset(make());
    opened.backend->bind(references, for_debugger);
    opened.build = Digester().add(opened.backend->target()).add(read_whole_file(path).bytes).finish();
    opened.error.clear();
    return opened;
  }
  if (opened.error.empty()) opened.error = "libgalena_jit.so is not beside the program";
  return opened;
}

bool is_backend_resident() {
  for (const std::string& path : candidates()) {
    if (void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD)) {
      dlclose(library);
      return true;
    }
  }
  return false;
}

}  // namespace galena::jit
