// Files that the build puts into a binary, as they are.
#pragma once

#include <cstdint>
#include <span>

// At namespace scope, once for each name in a program: defines `name()`, the bytes of `file`, a string literal,
// read-only, at a multiple of `alignment`. The assembler reads the file, so the source must be an OBJECT_DEPENDS of it.
#define GALENA_EMBED(name, file, alignment)                                          \
  __asm__(                                                                           \
      ".pushsection .rodata\n"                                                       \
      ".balign " #alignment                                                          \
      "\n"                                                                           \
      ".globl galena_embedded_" #name                                                \
      "\n"                                                                           \
      ".globl galena_embedded_" #name                                                \
      "_end\n"                                                                       \
      "galena_embedded_" #name                                                       \
      ":\n"                                                                          \
      ".incbin \"" file                                                              \
      "\"\n"                                                                         \
      "galena_embedded_" #name                                                       \
      "_end:\n"                                                                      \
      ".popsection\n");                                                              \
  extern "C" const uint8_t galena_embedded_##name[], galena_embedded_##name##_end[]; \
  static std::span<const uint8_t> name() {                                           \
    return {galena_embedded_##name, galena_embedded_##name##_end};                   \
  }
