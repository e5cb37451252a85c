#include "arvo/host/raw_mode.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>

namespace galena::host {
namespace {

std::atomic<bool> g_raw = false;
// Whether the terminal is being made raw on some thread. Signals are blocked there, so a handler is on another, and can
// wait for the end of it.
std::atomic<bool> g_changing = false;
// libuv keeps it, too, but only for as long as its handle is open.
termios g_before;

// What ends a process by itself. Handlers of others stay: who has one ends in its own way.
constexpr int kDeadly[] = {SIGHUP,  SIGQUIT, SIGILL,  SIGTRAP, SIGABRT, SIGBUS,  SIGFPE,  SIGSEGV, SIGSYS,
                           SIGTERM, SIGINT,  SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ, SIGPIPE};

void on_deadly(int signal) {
  while (g_changing.load()) sched_yield();
  end_raw_mode();
  ::signal(signal, SIG_DFL);
  raise(signal);
}

void install_handlers() {
  struct sigaction action{};
  action.sa_handler = on_deadly;
  sigemptyset(&action.sa_mask);
  for (const int signal : kDeadly) {
    struct sigaction before;
    if (sigaction(signal, nullptr, &before) != 0) continue;
    if ((before.sa_flags & SA_SIGINFO) == 0 && before.sa_handler == SIG_DFL) sigaction(signal, &action, nullptr);
  }
}

// Keeps this thread from signals, and those that others get from the terminal, while it is being changed.
class Change {
 public:
  Change() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
    g_changing.store(true);
  }
  ~Change() {
    g_changing.store(false);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

bool begin_raw_mode(uv_tty_t& tty) {
  install_handlers();
  const Change change;
  if (tcgetattr(STDIN_FILENO, &g_before) != 0 || uv_tty_set_mode(&tty, UV_TTY_MODE_RAW) != 0) return false;
  // Of the keys that are signals Ctrl-C alone, which must reach a host that computes; where it would reach us.
  if (termios raw; tcgetpgrp(STDIN_FILENO) == getpgrp() && tcgetattr(STDIN_FILENO, &raw) == 0) {
    raw.c_lflag |= ISIG | NOFLSH;
    raw.c_cc[VINTR] = 3;
    raw.c_cc[VQUIT] = raw.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  static const int registered = atexit(end_raw_mode);
  (void)registered;
  g_raw.store(true);
  return true;
}

void end_raw_mode() {
  if (g_raw.exchange(false)) tcsetattr(STDIN_FILENO, TCSANOW, &g_before);
}

bool is_raw_mode() {
  return g_raw.load();
}

}  // namespace galena::host
