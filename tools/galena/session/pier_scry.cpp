#include "tools/galena/session/pier_scry.h"

#include "nock/run/nock.h"
#include "tools/galena/base/interrupt.h"

namespace galena::tools {
namespace {

Noun number(uint64_t n) {
  return Noun::direct(n);
}

// The gate that is asked, [battery [reference path] kernel]: it calls the kernel's arm at +22 with [~ %& path], and
// makes a (unit (unit *)) of the (unit [mark *]) that comes.
Noun scry_gate(Heap& heap, Noun kernel) {
  const auto constant = [&](Noun noun) { return heap.cons(op(Opcode::constant), noun); };
  const auto slot = [&](uint64_t axis) { return heap.cons(op(Opcode::slot), number(axis)); };
  // On [gate core]: the path is at 13 in the core, so at 29.
  const Noun question = heap.tuple(constant(kNull), constant(kYes), slot(29));
  const Noun slam =
      heap.tuple(op(Opcode::kick), number(2), heap.tuple(op(Opcode::edit), heap.cons(number(6), question), slot(2)));
  const Noun peek = heap.tuple(op(Opcode::kick), number(22), slot(7));
  const Noun asked = heap.tuple(op(Opcode::push), peek, slam);
  // On [answer core].
  const Noun found = heap.tuple(constant(kNull), constant(kNull), slot(11));
  const Noun is_cell = heap.cons(op(Opcode::is_cell), slot(2));
  const Noun made = heap.tuple(op(Opcode::branch), is_cell, heap.cons(found, constant(kNull)));
  return heap.tuple(heap.tuple(op(Opcode::push), asked, made), heap.cons(kNull, kNull), kernel);
}

}  // namespace

Result run_with_kernel(Machine& machine, Noun kernel, Noun subject, Noun formula,
                       std::optional<std::chrono::milliseconds> deadline) {
  const InterruptScope scope(machine);
  const Result result = machine.run_virtual(subject, formula, scry_gate(machine.heap(), kernel), deadline);
  if (result.outcome != Outcome::done) return result;
  const Noun tone = result.noun;
  if (tone.head() == number(0)) return {Outcome::done, tone.tail()};
  return {tone.head() == number(1) ? Outcome::block : Outcome::exit, tone.tail()};
}

}  // namespace galena::tools
