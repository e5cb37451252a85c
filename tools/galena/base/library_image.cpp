#include "tools/galena/base/library_image.h"

#include "nock/noun/mug.h"

namespace galena::tools {

std::vector<uint8_t> make_library_image(Machine& machine, Subject library, Noun formula) {
  // In an arena of its own: of what making it took nothing is to be kept.
  Arena arena;
  fill_mugs(library.type);
  fill_mugs(library.value);
  fill_mugs(formula);
  Noun roots[LibraryRoot::count];
  roots[LibraryRoot::type] = arena.intern(library.type);
  roots[LibraryRoot::value] = arena.intern(library.value);
  roots[LibraryRoot::formula] = arena.intern(formula);
  roots[LibraryRoot::jets] = machine.jets().save(arena);
  return arena.image(roots);
}

}  // namespace galena::tools
