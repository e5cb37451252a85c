// What a process needs of memory to begin with, had from the system in a few calls.
//
// A start of the command took 180 faults, which were most of its time (populate.h).
#pragma once

namespace galena {

// Has the program's code and data mapped, and makes some room for what will be allocated. Before anything else of the
// program runs; once. Systems that do not know how leave it undone.
void have_own_pages();

}  // namespace galena
