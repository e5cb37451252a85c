// The other end of the control socket: what commands ask of a host that runs.
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string_view>
#include <vector>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/socket_address.h"

namespace galena::host {
namespace {

// Bytes of an answer, to its newline: more than any host says.
constexpr size_t kLongestAnswer = size_t{1} << 30;

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

}  // namespace

std::string control_path(const std::string& pier) {
  return pier + "/.urb/conn.sock";
}

std::optional<std::string> control_request(const std::string& pier, const std::string& line) {
  const SocketAddress address(control_path(pier));
  if (!address.ok()) return std::nullopt;
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = fd >= 0 && connect(fd, address.get(), SocketAddress::size()) == 0;
  std::optional<std::string> answer;
  if (connected && send_all(fd, line + "\n")) {
    std::string got;
    std::vector<char> buffer(size_t{1} << 16);
    size_t end = std::string::npos;
    for (ssize_t n; got.size() < kLongestAnswer && end == std::string::npos;) {
      n = read(fd, buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      got.append(buffer.data(), static_cast<size_t>(n));
      end = got.find('\n', got.size() - static_cast<size_t>(n));
    }
    if (end != std::string::npos) answer = got.substr(0, end);
  }
  if (fd >= 0) close(fd);
  return answer;
}

}  // namespace galena::host
