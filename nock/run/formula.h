// From a formula to bytecode.
#pragma once

#include <memory>
#include <string>

#include "nock/noun/heap.h"
#include "nock/run/bytecode.h"

namespace galena {

// Compiles `formula`, any cell. Never fails: a part that is no formula compiles to a crash in its place, since Nock
// fails only where it gets to. Time and space linear in the text of the formula, up to a fixed bound; parts beyond it,
// nested deeper than another, or wanting too many registers, become calls of formulas of their own, compiled when they
// are first reached. So what a formula that shares its parts costs is linear in the parts that there are, and that are
// run.
// Allocates constants on the heap.
std::unique_ptr<Code> compile_formula(Heap& heap, Noun formula);

// The instructions of `code`, a line each: its place, its name and registers, and what follows it.
std::string disassemble(const Code& code);

}  // namespace galena
