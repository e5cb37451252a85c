// The stack of machine calls that closed loops (ir.h) run on, and the ways onto it and off it.
//
// It is address space as large as the memory limit, reserved when it is first entered. One activation is on it at a
// time: what runs there calls C++, but never the interpreter. It ends with a product, or it *leaves*: all of it is
// dropped, whatever its depth. Where it has left for a failure, the interpreter runs the call again that entered, and
// until that has returned (`pause`, `go_on`) nothing enters.
//
// Machine code holds its stack pointer against a limit wherever it polls; `interrupt` raises that above everything. All
// but `interrupt` and `clear_interrupt` are for the thread that the strand runs on. No function allocates nouns.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "nock/base/reservation.h"
#include "nock/noun/noun.h"

namespace galena {
class Strand;
}

namespace galena::jit {

struct Record;

// Machine code, as it is entered: with the words of its arguments and a shadow stack for what a collection must see.
using MachineEntry = uint64_t (*)(const uint64_t* arguments, uint64_t* shadow);

// Entered machine code.
struct Activation {
  uint64_t stack_pointer = 0;  // first: for the assembly
  Noun* frame = nullptr;       // of the strand, with the arguments
  const Record* record = nullptr;
  enum class Reason : uint8_t { failed, interrupted, out_of_memory } reason = Reason::failed;
};

class MachineStack {
 public:
  // Whether this build has it.
  static const bool kSupported;

  explicit MachineStack(Strand& strand) : strand_(strand) {}
  MachineStack(const MachineStack&) = delete;
  MachineStack& operator=(const MachineStack&) = delete;

  // An evaluation begins.
  void begin();

  // Runs the machine code of `record` on the arguments at `frame`, with a shadow stack at `shadow`: the product, or
  // kFailed, kOver, kExhausted (references.h). `entry` is code that kept to the calling convention of C.
  uint64_t enter(const Record& record, MachineEntry entry, Noun* frame, Noun* shadow);
  // Gives up the machine code that runs.
  [[noreturn]] void leave(Activation::Reason reason);
  // Whether machine code runs; what runs there, which there must be.
  bool is_active() const { return active_ != nullptr; }
  const Activation& active() const;

  // The call whose arguments were at `frame` is run again by the interpreter: nothing enters until it has returned
  // there, or a failure has left it behind.
  bool is_paused() const { return paused_frame_ != nullptr; }
  void pause(Noun* frame);
  void go_on(const Noun* frame);
  // A failure goes on at `frame`, and leaves what is above.
  void unwind(const Noun* frame) {
    if (paused_frame_ > frame) paused_frame_ = nullptr;
  }

  // Whether there is room for more calls, and for the C++ that they call.
  bool has_room() const;
  // From any thread and from signal handlers: machine code comes to a poll. Whoever clears it looks afterwards whether
  // it was meant anew.
  void interrupt() { limit_.store(UINT64_MAX); }
  void clear_interrupt();
  // What machine code holds its stack pointer against.
  const std::atomic<uint64_t>& limit() const { return limit_; }

  // How often machine code was entered, and left.
  uint64_t entered() const { return entered_; }
  uint64_t left() const { return left_; }

 private:
  // Room that C++ called from machine code may use.
  static constexpr size_t kSlack = size_t{4} << 20;

  bool reserve();
  bool holds(const void* address) const { return space_.holds(reinterpret_cast<uint64_t>(address)); }

  Strand& strand_;
  Reservation space_;  // empty before it is first entered
  char* top_ = nullptr;
  std::atomic<uint64_t> limit_ = 0;
  Activation* active_ = nullptr;
  Noun* paused_frame_ = nullptr;
  uint64_t entered_ = 0, left_ = 0;
};

}  // namespace galena::jit
