// Breaking a promise on purpose, to see its check fire.
//
//   TEST_CASE("head of an atom is refused" * with_checks()) {
//     CHECK(dies_of([] { Noun::direct(3).head(); }) == "is_cell()");
//   }
//
// The body runs in a child process, so it may leave behind whatever it likes; what it changes, the test does not see.
// It must not use doctest's macros.
#pragma once

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include "nock/base/check.h"

namespace galena {

// Decorates a test that breaks promises: builds without checks count it as skipped.
inline doctest::skip with_checks() {
  return doctest::skip(!kChecks);
}

// The text of the condition that did not hold when `body` ran; empty if all did. Whatever else ended it, an exception
// or a signal, is said in words that are no condition. What the body writes on standard error is lost.
template <class Body>
std::string dies_of(Body&& body) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child == 0) {
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, SIG_DFL);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    try {
      body();
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  close(ends[1]);
  std::string said;
  char piece[4096];
  for (ssize_t size; (size = read(ends[0], piece, sizeof piece)) > 0;) said.append(piece, static_cast<size_t>(size));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? "" : "(an exception)";

  constexpr std::string_view kMark = ": a promise does not hold: ";
  if (const size_t at = said.find(kMark); at != std::string::npos && WTERMSIG(status) == SIGABRT) {
    const size_t from = at + kMark.size();
    return said.substr(from, said.find('\n', from) - from);
  }
  return "(signal " + std::to_string(WTERMSIG(status)) + ") " + said;
}

}  // namespace galena
