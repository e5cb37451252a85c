// The address of a pier's control socket, for who listens there and who connects.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <string>

namespace galena::host {

// An address has room for about 100 bytes: a longer path is reached through its folder, which stays open meanwhile.
class SocketAddress {
 public:
  explicit SocketAddress(const std::string& path);
  ~SocketAddress();
  SocketAddress(const SocketAddress&) = delete;
  SocketAddress& operator=(const SocketAddress&) = delete;

  // Whether there is one; else errno says why not.
  bool ok() const { return ok_; }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
  static constexpr socklen_t size() { return sizeof(sockaddr_un); }

 private:
  sockaddr_un address_{};
  int folder_ = -1;
  bool ok_ = false;
};

}  // namespace galena::host
