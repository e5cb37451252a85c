// Tier 1 of one machine: what has been compiled, what is to be, and how compiled code is entered and left.
//
// Compiled code runs on a stack of its own, as deep as memory allows, and keeps the nouns that are alive across a
// collection on the strand's stack, above the frame that entered it. It keeps no trace. Where it cannot go on it
// leaves: all of it back to its entry is dropped, and the interpreter runs the call again from there, with what it says
// meanwhile held back as far as it has been said before. So products, failures, traces and output are the
// interpreter's.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "nock/heap.h"
#include "nock/jit/backend.h"
#include "nock/jit/ir.h"

namespace galena {
class Machine;
class Strand;
struct Code;
}  // namespace galena

namespace galena::jit {

// One graph, and where its entry is found. Belongs to the code of its formula.
struct Unit {
  Code* code = nullptr;
  std::unique_ptr<Graph> graph;
  std::vector<std::pair<uint64_t, const Noun*>> guards;
  std::vector<uint64_t> arguments;  // axes of the subject
  std::vector<uint64_t> flags;
  Runtime runtime{};
  Compiled compiled;
  size_t bytes = 0;      // a guess
  uint32_t returns = 0;  // times that the interpreter came to a product where the compiled code had left
  bool retired = false;
};

// Entered compiled code, on the machine stack.
struct Activation {
  uint64_t stack_pointer = 0;  // first: for the assembly
  Activation* outer = nullptr;
  Noun* frame = nullptr;
  Noun* nested_base = nullptr;
  Noun* virtual_frame = nullptr;
  enum class Reason : uint8_t { failed, interrupted, out_of_memory } reason = Reason::failed;
};

class Jit {
 public:
  // `eager`: everything is compiled at once, when it is first called.
  Jit(Machine& machine, Strand& strand, bool eager);
  ~Jit();

  // Whether this build and this machine have a tier 1; why not, otherwise. Loads LLVM.
  bool available(std::string* why = nullptr);

  // The unit to run `code` on `subject`, or null. Counts, compiles and installs on the way. Never collects.
  Unit* unit_for(Code* code, Noun subject);
  // Calls before code is looked at.
  int32_t threshold() const { return eager_ ? 0 : kThreshold; }
  // Makes what the other thread has finished usable. At safepoints.
  void install();
  void visit(Heap::Scanner& scanner);

  // Runs `unit` on frame[0]; frame[1] and frame[2] are used too, and above. False: it left, as `activation` says.
  bool enter(Unit& unit, Noun* frame, Activation& activation, Noun& product);
  // The unit as a call from compiled code.
  uint64_t call(Unit& unit, Noun subject, Noun* sp);
  // Gives up the compiled code that runs, as far as the reason demands.
  [[noreturn]] void leave(Activation::Reason reason);

  // Whether `bytes` more fit the native stack that runs, if it does.
  bool has_native_room() const;
  void interrupt() { native_limit_.store(UINT64_MAX, std::memory_order_relaxed); }
  void clear_interrupt();

  // IR, assembly or graph of a formula on a subject.
  std::string text(Noun subject, Noun formula, std::string_view what);

  struct Statistics {
    uint64_t compiled = 0, declined = 0, left = 0, entered = 0;
    uint64_t again_nanoseconds = 0;  // in which the interpreter ran again what compiled code had left
    uint64_t analysis_nanoseconds = 0;
    std::atomic<uint64_t> compile_nanoseconds = 0;
  };
  const Statistics& statistics() const { return statistics_; }
  void count_again(uint64_t nanoseconds) { statistics_.again_nanoseconds += nanoseconds; }

  Activation* active = nullptr;
  // The interpreter runs a call again that compiled code has left: nothing is entered meanwhile.
  bool paused = false;
  std::atomic<uint64_t> native_limit_ = 0;

 private:
  static constexpr int32_t kThreshold = 600;
  static constexpr size_t kMaxUnits = 4;  // of one formula
  // All compiled code is let go of once there is more than this, as a guess of its memory, and none of it runs.
  static constexpr size_t kMaxBytes = size_t{96} << 20;

  bool load();
  std::unique_ptr<Unit> prepare(Code* code, Noun subject, bool general);
  void request(Code* code, Noun subject, bool general);
  void work();
  void arguments_of(const Unit& unit, Noun subject, uint64_t* out) const;
  bool fits(const Unit& unit, Noun subject) const;
  void add(std::unique_ptr<Unit> unit);
  void forget_all();
  bool worth_waiting_for(const Unit& unit);
  static bool resident();
  bool affordable() const;

  Machine& machine_;
  Strand& strand_;
  const bool eager_;
  const uint64_t start_;
  std::atomic<bool> backend_ready_ = false;
  std::string error_;
  void* library_ = nullptr;
  std::unique_ptr<Backend> backend_;
  bool tried_ = false;

  char* native_stack_ = nullptr;
  size_t native_bytes_ = 0;
  std::deque<Noun> constants_;
  size_t constants_scanned_ = 0;
  std::vector<std::unique_ptr<Unit>> units_;
  size_t bytes_ = 0;

  // The other thread.
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Unit>> queue_, done_;
  std::atomic<bool> has_done_ = false;
  bool stop_ = false;
  size_t in_work_ = 0;  // units requested and not installed
  Statistics statistics_;
};

}  // namespace galena::jit
