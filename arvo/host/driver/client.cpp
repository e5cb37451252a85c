// The other end of the control socket: what commands ask of a host that runs.
#include <sys/socket.h>
#include <unistd.h>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/socket_address.h"

namespace galena::host {
namespace {

// Bytes of an answer, to its newline: more than any host says.
constexpr size_t kLongestAnswer = size_t{1} << 30;

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
  const std::string bytes = line + "\n";
  if (connected && send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size())) {
    std::string got;
    char buffer[4096];
    ssize_t n;
    while (got.size() < kLongestAnswer && got.find('\n') == std::string::npos &&
           (n = read(fd, buffer, sizeof buffer)) > 0) {
      got.append(buffer, static_cast<size_t>(n));
    }
    if (const size_t end = got.find('\n'); end != std::string::npos) answer = got.substr(0, end);
  }
  if (fd >= 0) close(fd);
  return answer;
}

}  // namespace galena::host
