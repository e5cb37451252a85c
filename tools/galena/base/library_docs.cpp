#include "tools/galena/base/library_docs.h"

#include "tools/galena/library/embedded.h"

namespace galena::tools {

// Layers in turn; the chapters of a folder are parts of one text.
hoon::ArmReader library_docs() {
  hoon::ArmReader reader;
  std::string folder;
  for (const LibrarySource& source : library_sources()) {
    const std::string in(source.name.substr(0, source.name.rfind('/')));
    if (in != folder || in == "hoon/sys") reader.close();
    folder = in;
    reader.read(std::string(source.name), source.text);
  }
  reader.close();
  return reader;
}

}  // namespace galena::tools
