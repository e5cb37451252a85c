#include "tools/galena/base/build_id.h"

#include <elf.h>
#include <link.h>

#include <cstring>

namespace galena::tools {

std::optional<Digest> build_id() {
  std::optional<Digest> found;
  // The first object is the program itself. A note is three words, name and description, each padded to four bytes.
  const auto look = [](dl_phdr_info* object, size_t, void* out) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
      const ElfW(Phdr)& segment = object->dlpi_phdr[i];
      if (segment.p_type != PT_NOTE) continue;
      const auto* at = reinterpret_cast<const uint8_t*>(object->dlpi_addr + segment.p_vaddr);
      const auto* const end = at + segment.p_memsz;
      while (at + sizeof(ElfW(Nhdr)) <= end) {
        ElfW(Nhdr) note;
        std::memcpy(&note, at, sizeof note);
        const auto* const name = at + sizeof note;
        const auto* const description = name + ((note.n_namesz + 3) & ~3u);
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0) {
          *static_cast<std::optional<Digest>*>(out) = digest(std::span(description, note.n_descsz));
          return 1;
        }
        at = description + ((note.n_descsz + 3) & ~3u);
      }
    }
    return 1;
  };
  dl_iterate_phdr(look, &found);
  return found;
}

}  // namespace galena::tools
