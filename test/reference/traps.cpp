// Traps against those that the other toolchain's builder makes, run on our own machine: the same noun.
//
//   traps [--verbose]
//
// Builds a folder of small files with every kind of import, as kernels and as they are. The Hoon library that files see
// is hoon-138.hoon in the folder of GALENA_REFERENCE. The builder starts with that library's trap in its state, as ours
// is: it would take minutes to make its own.
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "hoon/desk/folder.h"
#include "hoon/desk/trap.h"
#include "jets/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::pair<const char*, const char*> kFiles[] = {
    {"sur/shape.hoon", "|%\n+$  point  [x=@ud y=@ud]\n--\n"},
    {"lib/of-points.hoon", "/-  *shape\n|%\n++  flip  |=(p=point [y.p x.p])\n--\n"},
    {"dat/table.hoon", "(turn (gulf 1 4) |=(a=@ (mul a a)))\n"},
    {"dat/note.txt", "some text\n"},
    {"common/deep/part.hoon", "/=  *  /sur/shape\n=/  p  *point\np(x 3)\n"},
    {"all.hoon",
     "::  every kind\n/-  s=shape\n/+  of-points, other=of-points\n/=  part  /common/deep/part\n/=  *  /lib/of-points\n"
     "/*  words-of  %txt  /dat/note/txt\n/#  squares=table\n[(flip:of-points part) -.squares q.words-of *point:s]\n"},
    {"kernel.hoon", "/=  *  /sur/shape\n|=  hash=@uvI\n|%\n++  poke  |=(* [~ hash *point])\n--\n"},
    {"plain.hoon", "[1 2 'three']\n"},
    {"bytes.hoon", "/*  words-of  %txt  /dat/note/txt\nq.words-of\n"},
    {"data.hoon", "/#  squares=table\n-.squares\n"},
    // Comments are no documentation here.
    {"documented.hoon",
     "|%\n::  +x: what x is\n++  x  1  ::  a number\n::    and another\n++  y  ::  not x\n  5\n--\n"},
    {"one-line.hoon", "5  ::  a\n"},
    {"lib/noted.hoon", "::    a library\n|%\n++  n\n  ::    a gate\n  |=(a=@ a)\n+$  m  ::  a type\n  @ud\n--\n"},
    {"uses-noted.hoon", "::    with a note\n/+  noted\n*m.noted\n"},
    // Files with the same text are one, wherever they lie and whatever they are.
    {"lib/twin-a.hoon", "|%\n++  here  (add 1 2)\n--\n"},
    {"lib/twin-b.hoon", "|%\n++  here  (add 1 2)\n--\n"},
    {"dat/twin.txt", "|%\n++  here  (add 1 2)\n--\n"},
    {"lib/squares.hoon", "(turn (gulf 1 4) |=(a=@ (mul a a)))\n"},
    {"twins.hoon", "/+  a=twin-a, b=twin-b\n[here.a here.b]\n"},
    {"twins-back.hoon", "/+  b=twin-b, a=twin-a\n[here.a here.b]\n"},
    {"twin-alone.hoon", "/+  b=twin-b\nhere.b\n"},
    {"twins-text.hoon", "/+  a=twin-a\n/*  t  %txt  /dat/twin/txt\n[a t]\n"},
    {"twins-data.hoon", "/+  s=squares\n/#  d=table\n[s d]\n"},
    {"twins-deep.hoon", "/+  a=twin-a\n/=  t  /twin-alone\n[t here.a]\n"},
    {"named.hoon", "/-  s=shape\n/+  of-points, other=of-points\n*point:s\n"},
};
struct Target {
  const char* file;
  bool arbitrary;
};
constexpr Target kTargets[] = {{"plain.hoon", true},      {"bytes.hoon", true},
                               {"data.hoon", true},       {"named.hoon", true},
                               {"documented.hoon", true}, {"one-line.hoon", true},
                               {"uses-noted.hoon", true}, {"twins.hoon", true},
                               {"twins-back.hoon", true}, {"twin-alone.hoon", true},
                               {"twins-text.hoon", true}, {"twins-data.hoon", true},
                               {"twins-deep.hoon", true}, {"common/deep/part.hoon", true},
                               {"all.hoon", true},        {"kernel.hoon", true},
                               {"kernel.hoon", false}};

// Files beside the others for which nothing is built, though nothing imports them; and that do no harm.
struct Extra {
  const char* file;
  const char* text;
  bool refused;
};
constexpr Extra kExtras[] = {
    {"lib/broken.hoon", "|=  a=@\n(add a\n", true},
    {"lib/lost.hoon", "/+  nowhere\n~\n", true},
    {"lib/lost-text.hoon", "/*  t  %txt  /dat/none/txt\n~\n", true},
    {"lib/self.hoon", "/+  self\n~\n", true},
    {"lib/Foo.hoon", "~\n", true},
    {"UP/text.txt", "text", true},
    {"lib/a b.txt", "text", true},
    {"lib/broken.hoon.txt", "|=\n", true},
    {"lib/wrong-type.hoon", "^-(@ud %a)\n", false},
    {"lib/a_b~c.hoon", "~\n", false},
};

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/galena-traps-XXXXXX";
    path_ = std::filesystem::canonical(mkdtemp(name)).string();
    // The builder takes no capitals in paths.
    const std::string lower = "/tmp/galena-traps." + std::to_string(getpid());
    std::filesystem::rename(path_, lower);
    path_ = lower;
    for (const auto& [file, text] : kFiles) {
      const std::filesystem::path at = path_ + "/" + file;
      std::filesystem::create_directories(at.parent_path());
      std::ofstream(at, std::ios::binary) << text;
    }
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

MachineOptions options() {
  MachineOptions o;
  o.jet_table = jet_table();
  return o;
}

// The builder's kernel with the library in its state: what [%build ...] makes it want to write, or none.
Noun reference_trap(Machine& machine, Noun kernel, const Folder& folder, const Target& target,
                    const Extra* extra = nullptr) {
  Heap& heap = machine.heap();
  const auto cord = [&](const std::string& text) { return heap.cord(text); };
  Noun directory;
  const auto add = [&](const char* file, const char* text) {
    directory = heap.cons(heap.cons(cord("/" + std::string(file)), cord(text)), directory);
  };
  for (const auto& [file, text] : kFiles) add(file, text);
  if (extra != nullptr) add(extra->file, extra->text);
  const std::string path = folder.path() + "/" + target.file;
  const Noun cause =
      heap.tuple(cord("build"), cord(path), cord(contents(path)), directory, loobean(target.arbitrary), cord("out"));
  const Noun wire = heap.tuple(cord("poke"), cord("test"), kNull);
  const Noun event = heap.tuple(Noun::direct(0), wire, Noun::direct(1), Noun::direct(1), Noun::direct(1), cause);
  const Noun formula = read_text(heap, "[8 [9 23 0 2] 9 2 10 [6 0 7] 0 2]").noun;
  const Result r = machine.run(heap.cons(kernel, event), formula);
  if (r.outcome != Outcome::done) return Noun::none();
  const Noun effects = r.noun.head();
  if (!effects.is_cell() || !effects.head().tail().is_cell()) return Noun::none();
  // [%file %write path contents]
  return effects.head().tail().tail().tail();
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  const auto reference = reference::folder();
  if (!reference || !std::filesystem::exists(*reference + "/hoon-138.hoon") ||
      !std::filesystem::exists(*reference + "/hoonc.jam")) {
    std::puts("traps: skipped: GALENA_REFERENCE has no hoon-138.hoon and hoonc.jam");
    return 0;
  }
  size_t passed = 0, failed = 0;
  Machine machine(options());
  Arena arena;
  hoon::Compiler compiler(arena);
  reference::evaluate_with(compiler, machine, arena);
  hoon::Toolchain tools(machine, arena, compiler);
  try {
    const hoon::Compiled library = hoon::TrapBuilder::compile_library(tools, contents(*reference + "/hoon-138.hoon"));
    const std::string jam_text = contents(*reference + "/hoonc.jam");
    const Cued builder = cue(arena, {reinterpret_cast<const uint8_t*>(jam_text.data()), jam_text.size()});
    const auto formulas = hoon::TrapFormulas::of(arena, builder.noun);
    if (!formulas) {
      std::puts("traps: the formulas are not in the builder");
      return 1;
    }
    const Folder folder;
    hoon::Folder files(folder.path());
    hoon::TrapBuilder ours(tools, *formulas, files, library);
    // [0 hash 3 [0 library] caches], at the sample of the kernel.
    const Noun state = arena.tuple(kNull, kNull, Noun::direct(3), arena.cons(kNull, ours.library_trap()), kNull, kNull);
    const Noun boot = read_text(machine.heap(), "[8 [9 2 0 2] 10 [6 0 7] 0 2]").noun;
    const Result started = machine.run(arena.cons(builder.noun, state), boot);
    if (started.outcome != Outcome::done) {
      std::puts("traps: the builder does not start");
      return 1;
    }
    const Heap::Root kernel(machine.heap(), started.noun);
    for (const Target& target : kTargets) {
      const std::optional<Noun> built = ours.build(folder.path() + "/" + target.file, target.arbitrary);
      if (!built) throw ours.log().failures().front();
      const Noun made = *built;
      const std::vector<uint8_t> mine = jam(made);
      const Noun theirs = reference_trap(machine, kernel.get(), folder, target);
      const bool same = !theirs.is_none() && arena.intern(theirs) == arena.atom_bytes(mine);
      ++(same ? passed : failed);
      if (verbose || !same) {
        std::printf("%s%s: %s: 0x%08x, %zu bytes, and %zu\n", target.file, target.arbitrary ? "" : " as a kernel",
                    same ? "the same" : "DIFFERENT", mug(made), mine.size(),
                    theirs.is_none() ? size_t{0} : static_cast<size_t>(byte_length(theirs)));
      }
    }
    for (const Extra& extra : kExtras) {
      const std::filesystem::path at = folder.path() + "/" + extra.file;
      const bool new_folder = !std::filesystem::exists(at.parent_path());
      std::filesystem::create_directories(at.parent_path());
      std::ofstream(at, std::ios::binary) << extra.text;
      hoon::Folder now(folder.path());
      hoon::TrapBuilder again(tools, *formulas, now, library);
      const bool mine = !again.build(folder.path() + "/plain.hoon", true);
      const bool theirs = reference_trap(machine, kernel.get(), folder, kTargets[0], &extra).is_none();
      const bool same = mine == extra.refused && theirs == extra.refused;
      ++(same ? passed : failed);
      if (verbose || !same) {
        std::printf("with %s: %s here, %s there\n", extra.file, mine ? "refused" : "built",
                    theirs ? "refused" : "built");
      }
      std::filesystem::remove(at);
      if (new_folder) std::filesystem::remove(at.parent_path());
    }
  } catch (const hoon::BuildFailure& failure) {
    std::printf("traps: %s: %s %s\n", failure.file.c_str(), failure.message.c_str(),
                std::string(hoon::info(failure.failure.refusal.kind).name).c_str());
    ++failed;
  }
  std::printf("traps: %zu passed, %zu failed, 0 skipped\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
