// A subject as bytes: its type, its value, and the cores in it that jets know, so that a program can be compiled and
// run against it without building it again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "hoon/desk/vase.h"
#include "nock/base/digest.h"
#include "nock/noun/pack.h"

namespace galena::hoon {

struct SubjectImage {
  Vase subject;
  Digest digest;  // of its bytes
  PackSet packs;  // the image is the first
};

// `subject`, all cores registered with the machine, and the kelvin of the compiler.
Bytes make_subject_image(Toolchain& tools, Vase subject);

// The subject again; its cores are registered with the machine, and the compiler is of its kelvin. Nothing where
// `bytes` are no image.
// Foreign bytes: fuzz_subject_image.
std::optional<SubjectImage> load_subject_image(Toolchain& tools, std::span<const uint8_t> bytes);

}  // namespace galena::hoon
