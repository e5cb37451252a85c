#include "arvo/host/driver/socket_address.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <unistd.h>

namespace galena::host {

SocketAddress::SocketAddress(const std::string& path) {
  address_.sun_family = AF_UNIX;
  std::string name = path;
  if (name.size() >= sizeof address_.sun_path) {
    folder_ = open(path.substr(0, path.rfind('/')).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder_ < 0) return;
    name = fmt::format("/proc/self/fd/{}{}", folder_, path.substr(path.rfind('/')));
  }
  if (name.size() >= sizeof address_.sun_path) {
    errno = ENAMETOOLONG;
    return;
  }
  memcpy(address_.sun_path, name.data(), name.size());
  ok_ = true;
}

SocketAddress::~SocketAddress() {
  if (folder_ >= 0) close(folder_);
}

}  // namespace galena::host
