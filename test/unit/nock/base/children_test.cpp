// Processes that were started: only one's own are ended.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "nock/base/children.h"

using galena::Children;

namespace {

pid_t start(bool ends) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  if (!ends) {
    alarm(60);
    for (;;) pause();
  }
  _exit(0);
}

bool comes_to_an_end(Children& children) {
  for (int i = 0; i < 2000; ++i) {
    if (!children.any_alive()) return true;
    usleep(5000);
  }
  return false;
}

}  // namespace

TEST_CASE("a pid that has been waited for, or never was a child's, is not killed, whatever the parent ignores") {
  for (auto* const before : {SIG_DFL, SIG_IGN}) {
    signal(SIGCHLD, before);
    // Somebody else: a grandchild, whose pid is known.
    int fds[2];
    REQUIRE(pipe(fds) == 0);
    const pid_t between = fork();
    if (between == 0) {
      const pid_t pid = start(false);
      const bool told = write(fds[1], &pid, sizeof pid) == sizeof pid;
      _exit(told ? 0 : 1);
    }
    pid_t other = 0;
    REQUIRE(read(fds[0], &other, sizeof other) == sizeof other);
    close(fds[0]);
    close(fds[1]);
    waitpid(between, nullptr, 0);
    pid_t running = 0;
    {
      std::optional<Children> children(std::in_place);
      children->add(start(true));
      children->add(start(true));
      children->add(other);
      CHECK(comes_to_an_end(*children));
      running = start(false);
      children->add(running);
      children->add(other);
      CHECK(children->any_alive());
    }
    CHECK(kill(other, 0) == 0);     // it lives
    CHECK(kill(running, 0) == -1);  // it does not
    kill(other, SIGKILL);
  }
  signal(SIGCHLD, SIG_DFL);
}
