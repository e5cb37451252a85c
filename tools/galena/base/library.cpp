#include "tools/galena/base/library.h"

#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "hoon/parse/parser.h"
#include "nock/run/nock.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/interrupt.h"
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

// hoon/sys/1-one.hoon, and the chapters in hoon/sys/5-pen as one.
std::vector<LibraryLayer> library_layers() {
  std::vector<LibraryLayer> layers;
  std::string folder;
  const auto end_folder = [&] {
    if (!folder.empty()) layers.back().text += "--\n";
    folder.clear();
  };
  for (const auto& [name, text] : library_sources()) {
    const std::string path(name.substr(std::string_view("hoon/sys/").size()));
    const size_t slash = path.find('/');
    const std::string in = slash == path.npos ? "" : path.substr(0, slash);
    if (in.empty() || in != folder) {
      end_folder();
      layers.push_back({in.empty() ? path : in + ".hoon", ""});
      folder = in;
    }
    layers.back().text += text;
  }
  end_folder();
  return layers;
}

Subject compile_library(Workbench& bench) {
  hoon::Compiler& compiler = bench.compiler();
  Arena& arena = bench.arena();
  Noun type = "noun"_n, formula = Noun::none();
  for (const LibraryLayer& layer : library_layers()) {
    hoon::ParseResult parsed;
    bench.under_limits([&] { parsed = hoon::parse(arena, layer.text, {.kelvin = compiler.kelvin()}); });
    if (parsed.ast.is_none())
      throw Failure{Exit::failed, "error: the library is no Hoon of that kelvin: " + layer.name};
    const hoon::Result<hoon::Compiled> made = compiler.mint(type, "noun"_n, parsed.ast);
    if (!made) throw Failure{Exit::failed, "error: the library does not compile at that kelvin: " + layer.name};
    type = made.value().type;
    formula =
        formula.is_none() ? made.value().formula : arena.tuple(op(Opcode::compose), formula, made.value().formula);
  }
  const Result made = run_interruptibly(bench.machine(), kNull, formula, bench.deadline());
  if (made.outcome != Outcome::done) throw Failure{Exit::failed, "error: the library is not made"};
  return {type, arena.intern(made.noun)};
}

Noun library_formula(Workbench& bench) {
  GALENA_CHECK(bench.arena().roots().size() == LibraryRoot::count);
  return bench.arena().roots()[LibraryRoot::formula];
}

}  // namespace galena::tools
