#include "nock/jit/machine_stack.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "nock/base/check.h"
#include "nock/base/populate.h"
#include "nock/jit/record.h"
#include "nock/jit/references.h"
#include "nock/run/machine.h"
#include "nock/run/strand.h"

#if defined(__x86_64__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define GALENA_MACHINE_STACK 1
#else
#define GALENA_MACHINE_STACK 0
#endif

#if GALENA_MACHINE_STACK
// galena_jit_enter(entry, arguments, sp, activation, stack): calls entry(arguments, sp) on `stack`.
// galena_jit_leave(activation): has the call of galena_jit_enter that made `activation` yield 3, which is no noun.
asm(R"(
  .text
  .p2align 4
  .type galena_jit_enter, @function
galena_jit_enter:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rcx)
  movq %rcx, %rbx
  movq %r8, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  callq *%rax
.Lgalena_jit_back:
  movq (%rbx), %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
  .size galena_jit_enter, .-galena_jit_enter
  .type galena_jit_leave, @function
galena_jit_leave:
  movq %rdi, %rbx
  movl $3, %eax
  jmp .Lgalena_jit_back
  .size galena_jit_leave, .-galena_jit_leave
)");
extern "C" uint64_t galena_jit_enter(galena::jit::MachineEntry entry, const uint64_t* arguments, uint64_t* sp,
                                     galena::jit::Activation* activation, void* stack);
extern "C" [[noreturn]] void galena_jit_leave(galena::jit::Activation* activation);
#else
static uint64_t galena_jit_enter(galena::jit::MachineEntry, const uint64_t*, uint64_t*, galena::jit::Activation*,
                                 void*) {
  std::abort();
}
[[noreturn]] static void galena_jit_leave(galena::jit::Activation*) {
  std::abort();
}
#endif

namespace galena::jit {

static_assert(offsetof(Activation, stack_pointer) == 0 && kFailed == 3, "as the assembly has them");

const bool MachineStack::kSupported = GALENA_MACHINE_STACK;

void MachineStack::begin() {
  GALENA_CHECK(active_ == nullptr);
  paused_frame_ = nullptr;
}

bool MachineStack::reserve() {
  if (!space_.empty()) return true;
  try {
    space_ = Reservation(strand_.heap.limit() + 4 * kSlack);
    // It grows down: from a few small pages, which are there at once, to large ones.
    char* const end = space_.end() - reinterpret_cast<uint64_t>(space_.end() - kFirstBytes) % kLargePageBytes;
    top_ = end - 64;
    populate(end - kFirstBytes, end);
  } catch (const std::bad_alloc&) {
    return false;
  }
  clear_interrupt();
  if (strand_.machine.interrupted()) interrupt();
  return true;
}

uint64_t MachineStack::enter(const Record& record, MachineEntry entry, Noun* frame, Noun* shadow) {
  GALENA_CHECK(active_ == nullptr);
  GALENA_CHECK(strand_.stack < frame && frame <= shadow);
  GALENA_CHECK(record.code != nullptr);
  if (is_paused()) return kFailed;
  if (!reserve()) return kExhausted;
  Activation activation;
  activation.frame = frame;
  activation.record = &record;
  active_ = &activation;
  ++entered_;
  // The stack pointer is a multiple of 16 where a call is made.
  char* const top = top_;
  GALENA_CHECK(holds(top) && reinterpret_cast<uint64_t>(top) % 16 == 0);
  const uint64_t word = galena_jit_enter(entry, reinterpret_cast<const uint64_t*>(frame),
                                         reinterpret_cast<uint64_t*>(shadow), &activation, top);
  GALENA_CHECK(active_ == &activation);
  GALENA_CHECK(word == kFailed || is_noun_word(word));
  active_ = nullptr;
  strand_.low_water = std::min(strand_.low_water, frame);
  if (word != kFailed) return word;
  ++left_;
  switch (activation.reason) {
    case Activation::Reason::failed:
      return kFailed;
    case Activation::Reason::interrupted:
      return kOver;
    case Activation::Reason::out_of_memory:
      break;
  }
  return kExhausted;
}

void MachineStack::leave(Activation::Reason reason) {
  GALENA_CHECK(active_ != nullptr);
  GALENA_CHECK(holds(__builtin_frame_address(0)));
  active_->reason = reason;
  galena_jit_leave(active_);
}

const Activation& MachineStack::active() const {
  GALENA_CHECK(active_ != nullptr);
  return *active_;
}

void MachineStack::pause(Noun* frame) {
  GALENA_CHECK(paused_frame_ == nullptr && frame > strand_.stack);
  paused_frame_ = frame;
}

void MachineStack::go_on([[maybe_unused]] const Noun* frame) {
  GALENA_CHECK(paused_frame_ == frame);
  paused_frame_ = nullptr;
}

bool MachineStack::has_room() const {
  const auto* const here = static_cast<const char*>(__builtin_frame_address(0));
  return !holds(here) || here - space_.begin() > static_cast<ptrdiff_t>(kSlack);
}

void MachineStack::clear_interrupt() {
  const uint64_t limit = space_.empty() ? 0 : reinterpret_cast<uint64_t>(space_.begin()) + kSlack;
  limit_.store(limit);  // before it is asked whether there was one
}

}  // namespace galena::jit
