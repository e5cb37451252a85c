#include "nock/jit/compiler_process.h"

#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "nock/base/check.h"

namespace galena::jit {
namespace {

struct Idle {
  std::mutex mutex;
  std::unique_ptr<CompilerProcess> process;
};
// Of this whole process, as what is in it is: and never destroyed, as machines may outlive what is static.
Idle& idle() {
  static Idle* const one = new Idle;
  return *one;
}

// Those that are to be waited for, each with who started it: that this may have been forked from.
struct Running {
  std::mutex mutex;
  std::vector<std::pair<pid_t, pid_t>> pids;
};
Running& running() {
  static Running* const one = new Running;
  return *one;
}

void end(pid_t pid) {
  // It may be in the middle of something that nobody waits for.
  kill(pid, SIGKILL);
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// How a new process begins: its socket is its input and output, nothing else is open but stderr, and no signal blocked.
class Beginning {
 public:
  explicit Beginning(int socket) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  }
  ~Beginning() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  Beginning(const Beginning&) = delete;
  Beginning& operator=(const Beginning&) = delete;

  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
};

}  // namespace

CompilerProcess::CompilerProcess(int socket, pid_t pid) : socket_(socket), pid_(pid), parent_(getpid()) {}

std::unique_ptr<CompilerProcess> CompilerProcess::start(const std::string& program, const char* processor,
                                                        std::string& error) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    error = std::string("no socket to tier 1: ") + std::strerror(errno);
    return nullptr;
  }
  const Beginning beginning(ends[1]);
  char* const arguments[] = {const_cast<char*>(program.c_str()), const_cast<char*>(processor), nullptr};
  const std::lock_guard lock(running().mutex);
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, program.c_str(), &beginning.files, &beginning.attributes, arguments, environ);
  close(ends[1]);
  if (failed == 0) {
    running().pids.emplace_back(pid, getpid());
    return std::unique_ptr<CompilerProcess>(new CompilerProcess(ends[0], pid));
  }
  close(ends[0]);
  error = program + ": " + std::strerror(failed);
  return nullptr;
}

CompilerProcess::~CompilerProcess() {
  close(socket_);
  const std::lock_guard lock(running().mutex);
  if (std::erase(running().pids, std::pair(pid_, getpid())) != 0) end(pid_);
}

void CompilerProcess::end_all() {
  const std::lock_guard lock(running().mutex);
  for (const auto& [pid, parent] : std::exchange(running().pids, {})) {
    if (parent == getpid()) end(pid);
  }
}

bool CompilerProcess::is_ours() const {
  return parent_ == getpid();
}

std::optional<CompilerProcess::Reply> CompilerProcess::ask(Wanted wanted, bool for_debugger, const std::string& graph,
                                                           const std::string& names) {
  GALENA_CHECK(is_ours());
  const RequestHeader request{wanted, for_debugger, graph.size(), names.size()};
  ReplyHeader header{};
  if (!send_header(socket_, request) || !send_all(socket_, graph.data(), graph.size()) ||
      !send_all(socket_, names.data(), names.size()) || !receive_header(socket_, header) || header.size > kMost) {
    return std::nullopt;
  }
  Reply reply{header.is_error, std::string(header.size, '\0')};
  if (!receive_all(socket_, reply.bytes.data(), reply.bytes.size())) return std::nullopt;
  return reply;
}

std::unique_ptr<CompilerProcess> CompilerProcess::take_idle() {
  const std::lock_guard lock(idle().mutex);
  if (idle().process != nullptr && !idle().process->is_ours()) idle().process.reset();
  return std::exchange(idle().process, nullptr);
}

void CompilerProcess::leave_idle(std::unique_ptr<CompilerProcess> process) {
  const std::lock_guard lock(idle().mutex);
  if (idle().process == nullptr) idle().process = std::move(process);
}

}  // namespace galena::jit
