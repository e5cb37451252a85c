#include "nock/base/children.h"

#include <signal.h>
#include <sys/wait.h>

namespace galena {

Children::Children() {
  signal(SIGCHLD, SIG_DFL);
}

bool Children::any_alive() {
  // One that has ended yields its pid, one that is none of ours an error.
  std::erase_if(pids_, [](pid_t pid) { return waitpid(pid, nullptr, WNOHANG) != 0; });
  return !pids_.empty();
}

Children::~Children() {
  if (!any_alive()) return;
  for (const pid_t pid : pids_) kill(pid, SIGKILL);
  for (const pid_t pid : pids_) waitpid(pid, nullptr, 0);
}

}  // namespace galena
