// The jam that the builder made, as bytes of this binary.
#include "tools/galena/library/embedded.h"

__asm__(
    ".pushsection .rodata\n"
    ".balign 8\n"
    ".globl galena_library_begin\n"
    ".globl galena_library_end\n"
    "galena_library_begin:\n"
    ".incbin \"" GALENA_LIBRARY_JAM
    "\"\n"
    "galena_library_end:\n"
    ".popsection\n");

extern "C" const uint8_t galena_library_begin[];
extern "C" const uint8_t galena_library_end[];

namespace galena::tools {

std::span<const uint8_t> library_jam() {
  return {galena_library_begin, galena_library_end};
}

}  // namespace galena::tools
