// A process of galena_jit, by a socket to it.
//
// It is there for as long as somebody asks it something, and ends by itself when its socket does, so with this program
// however that ends. It takes no Ctrl-C, and holds nothing of this program's but stderr.
//
// What a process is asked is up to one thread at a time. A process that forks leaves it to the parent.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>

#include "nock/jit/wire.h"

namespace galena::jit {

class CompilerProcess {
 public:
  // Starts `program`; or null, and why not. A millisecond, in which the process does not run yet.
  static std::unique_ptr<CompilerProcess> start(const std::string& program, const char* processor, std::string& error);
  ~CompilerProcess();
  CompilerProcess(const CompilerProcess&) = delete;
  CompilerProcess& operator=(const CompilerProcess&) = delete;

  struct Reply {
    bool is_error;
    std::string bytes;
  };
  // Waits for it. Nothing where the process is gone: it is of no use any more then.
  std::optional<Reply> ask(Wanted wanted, bool for_debugger, const std::string& graph, const std::string& names);
  pid_t pid() const { return pid_; }
  // Whether it is this process's, and not that of one that this was forked from.
  bool is_ours() const;

  // One that nobody asks is kept for whoever comes next: starting and loading it takes milliseconds, and a process may
  // make machines by the thousand. Null where there is none.
  static std::unique_ptr<CompilerProcess> take_idle();
  static void leave_idle(std::unique_ptr<CompilerProcess> process);
  // This process is about to end: all of them have, and are waited for, since not every system does that for children
  // whose parent is gone. Any thread, whoever asks them something.
  static void end_all();

 private:
  CompilerProcess(int socket, pid_t pid);

  const int socket_;
  const pid_t pid_, parent_;
};

}  // namespace galena::jit
