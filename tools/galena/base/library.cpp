#include "tools/galena/base/library.h"

#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "tools/galena/base/exit.h"
#include "tools/galena/base/library_image.h"
#include "tools/galena/library/embedded.h"

namespace galena::tools {
namespace {

// Where in the file of this program something of it lies that was loaded from there; 0 where that is not known.
uint64_t place_in_program(const uint8_t* at) {
  struct Search {
    uint64_t address, offset;
  } search{reinterpret_cast<uint64_t>(at), 0};
  // The program is the first to be told of.
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* context) {
        auto* const wanted = static_cast<Search*>(context);
        for (const auto& part : std::span(info->dlpi_phdr, info->dlpi_phnum)) {
          const uint64_t from = info->dlpi_addr + part.p_vaddr;
          if (part.p_type == PT_LOAD && wanted->address - from < part.p_filesz) {
            wanted->offset = part.p_offset + (wanted->address - from);
          }
        }
        return 1;
      },
      &search);
  return search.offset;
}

// The library's image, mapped out of the program's file where that can be read.
class OpenImage {
 public:
  OpenImage() : image_{.bytes = library_image()} {
    image_.offset = place_in_program(image_.bytes.data());
    const int file = image_.offset == 0 ? -1 : open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    // What is there under that name need not be the program any more.
    std::array<uint8_t, 64> first{};
    const bool same = pread(file, first.data(), first.size(), static_cast<off_t>(image_.offset)) ==
                          static_cast<ssize_t>(first.size()) &&
                      std::memcmp(first.data(), image_.bytes.data(), first.size()) == 0;
    same ? image_.file = file : close(file);
  }
  ~OpenImage() {
    if (image_.file >= 0) close(image_.file);
  }
  OpenImage(const OpenImage&) = delete;
  OpenImage& operator=(const OpenImage&) = delete;

  const ArenaImage& get() const { return image_; }

 private:
  ArenaImage image_;
};

}  // namespace

std::unique_ptr<Workbench> make_library_workbench(Machine& machine) {
  Library library = open_library(machine, Workbench::Runs::itself);
  if (!machine.jets().restore(machine, library.bench->arena().roots()[LibraryRoot::jets])) {
    throw Failure{Exit::failed, "error: the library in this binary is damaged"};
  }
  library.bench->set_subject({library.type, library.value});
  return std::move(library.bench);
}

Library open_library(Machine& machine, Workbench::Runs runs) {
  const OpenImage image;
  Library library;
  library.bench = std::make_unique<Workbench>(machine, image.get(), runs);
  const std::span<const Noun> roots = library.bench->arena().roots();
  GALENA_CHECK(roots.size() == LibraryRoot::count);
  library.type = roots[LibraryRoot::type];
  library.value = roots[LibraryRoot::value];
  return library;
}

Noun library_formula(Workbench& bench) {
  GALENA_CHECK(bench.arena().roots().size() == LibraryRoot::count);
  return bench.arena().roots()[LibraryRoot::formula];
}

}  // namespace galena::tools
