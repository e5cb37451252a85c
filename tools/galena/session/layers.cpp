#include "tools/galena/session/layers.h"

#include <utility>

#include "tools/galena/base/library.h"

namespace galena::tools {

std::vector<Layer> own_layers() {
  std::vector<Layer> layers;
  for (LibraryLayer& layer : library_layers()) layers.push_back({std::move(layer.name), std::move(layer.text)});
  return layers;
}

}  // namespace galena::tools
