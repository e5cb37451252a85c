#include "nock/jit/worker.h"

#include <new>
#include <utility>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/base/signals.h"
#include "nock/jit/budget.h"
#include "nock/jit/code_store.h"
#include "nock/jit/compiled_graph.h"
#include "nock/jit/linker.h"

namespace galena::jit {
namespace {

// Whose thread this is, if it is one that compiles.
thread_local const Worker* t_worker = nullptr;

}  // namespace

Worker::Worker(Heap& heap, CodeStore& store, Budget& budget, const References& references, bool for_debugger)
    : heap_(heap), store_(store), budget_(budget), references_(references), for_debugger_(for_debugger) {}

std::string Worker::load() {
  const std::lock_guard lock(loading_);
  if (!tried_) {
    opened_ = open_backend(for_debugger_);
    tried_ = true;
  }
  return opened_.error;
}

std::optional<Digest> Worker::build() {
  const std::lock_guard lock(looking_);
  if (!looked_) {
    build_ = backend_build(for_debugger_);
    looked_ = true;
  }
  return build_;
}

bool Worker::find(CompiledGraph& graph) {
  GALENA_CHECK(graph.source != nullptr && graph.code.memory == nullptr);
  const std::optional<Digest> made_by = build();
  if (!made_by) return false;
  const uint64_t start = thread_nanoseconds();
  graph.objects_key = Digester().add(*made_by).add(serialise(*graph.source)).finish();
  if (const std::optional<Objects> objects = store_.objects(graph.objects_key)) {
    graph.code = link(*graph.source, graph.tables(), references_, *objects, graph.names, for_debugger_);
    // Objects that do not link are as good as absent.
    if (!graph.code.error.empty()) graph.code = {};
  }
  budget_.charge_compiling(thread_nanoseconds() - start);
  return graph.code.memory != nullptr;
}

bool Worker::compile(CompiledGraph& graph) {
  const bool done = find(graph) || generate(graph);
  GALENA_CHECK((graph.code.memory == nullptr) == !graph.code.error.empty());
  if (!graph.code.error.empty()) return done;
  store_.save_seen(graph.seen_key);
  if (graph.choices_key && !graph.source->repeated) store_.save_choices(*graph.choices_key, graph.source->choices);
  return done;
}

bool Worker::generate(CompiledGraph& graph) {
  graph.code.error = load();
  if (!graph.code.error.empty()) return false;
  const uint64_t start = thread_nanoseconds();
  generated_.fetch_add(1, std::memory_order_relaxed);
  const Objects objects = opened_.backend->compile(*graph.source, graph.code.error);
  if (!objects.empty()) {
    store_.save_objects(graph.objects_key, objects);
    graph.code = link(*graph.source, graph.tables(), references_, objects, graph.names, for_debugger_);
  }
  budget_.charge_compiling(thread_nanoseconds() - start);
  return true;
}

void Worker::submit(CompiledGraph& graph) {
  GALENA_CHECK(t_worker != this);
  GALENA_CHECK(graph.source != nullptr && graph.code.memory == nullptr);
  {
    const std::lock_guard lock(mutex_);
    GALENA_CHECK(!stop_);
    queue_.push_back(&graph);
  }
  ++in_work_;
  if (!thread_.joinable()) {
    thread_ = std::thread([this] { work(); });
  } else {
    changed_.notify_one();
  }
}

// A graph for whose code this side of LLVM finds no memory stays interpreted. LLVM itself ends the process.
bool Worker::try_to_compile(CompiledGraph& graph) {
  try {
    return compile(graph);
  } catch (const std::bad_alloc&) {
    graph.code = {};
    graph.code.error = "there is no memory for its code";
    return true;
  }
}

void Worker::work() {
  leave_stop_signals_to_others();
  t_worker = this;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || !queue_.empty(); });
    if (stop_) return;
    CompiledGraph& graph = next(lock);
    lock.unlock();
    // Without LLVM everything is interpreted, and nothing said.
    if (!try_to_compile(graph)) return;
    lock.lock();
    finish(lock, graph);
  }
}

CompiledGraph& Worker::next([[maybe_unused]] std::unique_lock<std::mutex>& lock) {
  GALENA_CHECK(holds(lock));
  CompiledGraph& graph = *queue_.front();
  queue_.pop_front();
  return graph;
}

void Worker::finish([[maybe_unused]] std::unique_lock<std::mutex>& lock, CompiledGraph& graph) {
  GALENA_CHECK(holds(lock));
  done_.push_back(&graph);
  has_done_.store(true, std::memory_order_release);
  heap_.request_safepoint();
}

std::deque<CompiledGraph*> Worker::finished() {
  GALENA_CHECK(t_worker != this);
  std::deque<CompiledGraph*> done;
  const std::lock_guard lock(mutex_);
  done.swap(done_);
  has_done_.store(false, std::memory_order_relaxed);
  GALENA_CHECK(done.size() <= in_work_);
  in_work_ -= done.size();
  return done;
}

void Worker::stop() {
  GALENA_CHECK(t_worker != this);
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

std::string Worker::text(const Graph& graph, Text what) {
  if (const std::string error = load(); !error.empty()) return error + "\n";
  return opened_.backend->text(graph, what);
}

}  // namespace galena::jit
