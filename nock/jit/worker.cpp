#include "nock/jit/worker.h"

#include <utility>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/base/signals.h"
#include "nock/jit/budget.h"
#include "nock/jit/code_store.h"
#include "nock/jit/compiled_graph.h"

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
    tried_ = true;
    opened_ = open_backend(references_, for_debugger_);
    is_loaded_.store(opened_.backend != nullptr, std::memory_order_release);
  }
  return opened_.error;
}

bool Worker::find(CompiledGraph& graph) {
  GALENA_CHECK(is_loaded());
  GALENA_CHECK(graph.source != nullptr && graph.code.handle == nullptr);
  const uint64_t start = thread_nanoseconds();
  graph.objects_key = Digester().add(opened_.build).add(serialise(*graph.source)).finish();
  if (const std::optional<Objects> objects = store_.objects(graph.objects_key)) {
    graph.code = opened_.backend->link(*graph.source, graph.tables(), *objects, graph.names);
    // Objects that do not link are as good as absent.
    if (!graph.code.error.empty()) graph.code = {};
  }
  budget_.charge_compiling(thread_nanoseconds() - start);
  return graph.code.handle != nullptr;
}

void Worker::compile(CompiledGraph& graph) {
  if (!find(graph)) {
    const uint64_t start = thread_nanoseconds();
    generated_.fetch_add(1, std::memory_order_relaxed);
    const Objects objects = opened_.backend->compile(*graph.source, graph.code.error);
    if (!objects.empty()) {
      store_.save_objects(graph.objects_key, objects);
      graph.code = opened_.backend->link(*graph.source, graph.tables(), objects, graph.names);
    }
    budget_.charge_compiling(thread_nanoseconds() - start);
  }
  GALENA_CHECK((graph.code.handle == nullptr) == !graph.code.error.empty());
  if (!graph.code.error.empty()) return;
  store_.save_seen(graph.seen_key);
  if (graph.choices_key && !graph.source->repeated) store_.save_choices(*graph.choices_key, graph.source->choices);
}

void Worker::submit(CompiledGraph& graph) {
  GALENA_CHECK(t_worker != this);
  GALENA_CHECK(graph.source != nullptr && graph.code.handle == nullptr);
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

void Worker::work() {
  leave_stop_signals_to_others();
  t_worker = this;
  if (!load().empty()) return;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || !queue_.empty(); });
    if (stop_) return;
    CompiledGraph& graph = next(lock);
    lock.unlock();
    compile(graph);
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

void Worker::release(CompiledGraph& graph) {
  GALENA_CHECK(t_worker != this);
  if (void* const handle = std::exchange(graph.code.handle, nullptr)) opened_.backend->release(handle);
}

std::string Worker::text(const Graph& graph, Text what) {
  if (const std::string error = load(); !error.empty()) return error + "\n";
  return opened_.backend->text(graph, what);
}

}  // namespace galena::jit
