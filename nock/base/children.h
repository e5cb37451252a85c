// Processes that this one has started and that end with it.
//
// A pid is one's own until it has been waited for: then the system may give it to anybody. Whoever started this process
// may have had it ignore SIGCHLD, and then the system does not wait to be asked: so that is undone, and before a pid is
// sent anything it is asked whether it is a child's.
#pragma once

#include <sys/types.h>

#include <vector>

namespace galena {

class Children {
 public:
  Children();
  // Those that run are killed.
  ~Children();
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;

  void add(pid_t pid) { pids_.push_back(pid); }
  // Whether one of them runs.
  bool any_alive();

 private:
  std::vector<pid_t> pids_;
};

}  // namespace galena
