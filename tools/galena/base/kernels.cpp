#include "tools/galena/base/kernels.h"

__asm__(
    ".pushsection .rodata\n"
    ".globl galena_baby_begin\n"
    ".globl galena_baby_end\n"
    "galena_baby_begin:\n"
    ".incbin \"" GALENA_BABY
    "\"\n"
    "galena_baby_end:\n"
    ".popsection\n");

extern "C" const char galena_baby_begin[];
extern "C" const char galena_baby_end[];

namespace galena::tools {

std::optional<std::string_view> kernel_source(std::string_view name) {
  if (name != "baby") return std::nullopt;
  return std::string_view(galena_baby_begin, static_cast<size_t>(galena_baby_end - galena_baby_begin));
}

}  // namespace galena::tools
