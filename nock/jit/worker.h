// The thread that compiles, and all that is shared with it.
//
// Three locks, and none is taken with another held. `loading_` is held while LLVM is loaded, some milliseconds: whoever
// wants something generated waits for it, whoever only queues, or links what is on disk, does not. `looking_` is held
// while it is found out, once, what code on disk is made by, and `mutex_` for a few instructions, around the queue. A
// graph is the worker's from `submit` until `finished` yields it (compiled_graph.h); a graph that the machine's thread
// compiles itself never comes here. The backend and the store have locks of their own.
//
// The thread begins with the first graph. It reads no nouns and allocates none; it asks for a safepoint when a graph is
// done, at which the machine takes it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "nock/jit/backend.h"
#include "nock/jit/references.h"
#include "nock/noun/heap.h"

namespace galena::jit {

class Budget;
class CodeStore;
struct CompiledGraph;

class Worker {
 public:
  // All of these outlive it.
  Worker(Heap& heap, CodeStore& store, Budget& budget, const References& references, bool for_debugger);
  ~Worker() { stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // ---- any thread ----

  // Loads LLVM, the first time. Empty, or why there is none.
  std::string load();
  // Links the code of `graph`, a graph that is the caller's, if an earlier run has left it. Without LLVM.
  bool find(CompiledGraph& graph);
  // The same, or has it generated and leaves it. Without code it has an error. Whether
  // there was LLVM for it, if that was needed.
  bool compile(CompiledGraph& graph);
  // Graphs whose code was generated.
  uint64_t generated() const { return generated_.load(std::memory_order_relaxed); }

  // ---- the machine's thread ----

  // Hands over `graph`, which has no code yet.
  void submit(CompiledGraph& graph);
  bool has_finished() const { return has_done_.load(std::memory_order_acquire); }
  // The graphs that are finished, back. They have code, or an error.
  std::deque<CompiledGraph*> finished();
  // Those that are not back.
  size_t in_work() const { return in_work_; }
  // No more is compiled. Waits for the graph that is. Graphs on the way stay the worker's.
  void stop();
  std::string text(const Graph& graph, Text what);

 private:
  bool try_to_compile(CompiledGraph& graph);
  void work();
  // What code on disk is for; none where there is no library.
  std::optional<Digest> build();
  bool generate(CompiledGraph& graph);
  // With `lock` on `mutex_`: the next graph to compile; and it is finished.
  CompiledGraph& next(std::unique_lock<std::mutex>& lock);
  void finish(std::unique_lock<std::mutex>& lock, CompiledGraph& graph);
  bool holds(const std::unique_lock<std::mutex>& lock) const { return lock.owns_lock() && lock.mutex() == &mutex_; }

  Heap& heap_;
  CodeStore& store_;
  Budget& budget_;
  const References references_;
  const bool for_debugger_;

  // Written with `loading_` held, once; read by whoever has loaded it.
  std::mutex loading_;
  bool tried_ = false;
  OpenedBackend opened_;

  // With `looking_` held.
  std::mutex looking_;
  bool looked_ = false;
  std::optional<Digest> build_;

  // With `mutex_` held.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<CompiledGraph*> queue_, done_;
  bool stop_ = false;

  std::atomic<bool> has_done_ = false;  // hint of whether `done_` has any
  std::atomic<uint64_t> generated_ = 0;

  // The machine's thread.
  size_t in_work_ = 0;
  std::thread thread_;
};

}  // namespace galena::jit
