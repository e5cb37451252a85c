#include "tools/galena/session/layers.h"

#include <string_view>

#include "tools/galena/library/embedded.h"

namespace galena::tools {

// The chapters in a folder are the arms of one core, which ends behind them.
std::vector<Layer> own_layers() {
  std::vector<Layer> layers;
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

}  // namespace galena::tools
