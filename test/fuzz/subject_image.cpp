// Any bytes as the image of a subject: refused, or loaded to one that is made into an image and loaded again.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "hoon/desk/subject_image.h"
#include "test/fuzz/require.h"

using namespace galena;

namespace {

// A machine without jets and an arena, to load into.
struct Loader {
  Loader() : machine(options()), arena(size_t{1} << 28), compiler(arena), tools(machine, arena, compiler) {}
  static MachineOptions options() {
    MachineOptions o;
    o.memory_limit = size_t{1} << 26;
    return o;
  }
  Machine machine;
  Arena arena;
  hoon::Compiler compiler;
  hoon::Toolchain tools;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    Loader first;
    const std::optional<hoon::SubjectImage> image = hoon::load_subject_image(first.tools, {data, size});
    if (!image) return 0;
    require(first.arena.owns(image->subject.type) && first.arena.owns(image->subject.value));
    const Bytes bytes = hoon::make_subject_image(first.tools, image->subject);
    Loader second;
    const std::optional<hoon::SubjectImage> again = hoon::load_subject_image(second.tools, bytes);
    require(again.has_value());
    require(second.arena.intern(image->subject.type) == again->subject.type);
    require(second.arena.intern(image->subject.value) == again->subject.value);
  } catch (const OutOfMemory&) {
  }
  return 0;
}
