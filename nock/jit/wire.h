// What goes between this program and galena_jit (backend.h, nock/llvm/main.cpp), over a socket: a header, and the bytes
// that it tells of, either way. Both ends are of one build and one machine, so numbers are as they lie in memory.
//
//      request  which text, or objects; the graph (serialise); for a text, the functions' names, each ending in a zero
//      reply    what was asked for, or why it is not to be had
//
// Whoever reads takes nothing for granted but the size, which ends at `kMost`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace galena::jit {

enum class Wanted : uint8_t { objects, ir, assembly };

struct RequestHeader {
  Wanted wanted;
  bool for_debugger;  // code with what gdb needs to walk a stack
  uint64_t graph;     // bytes
  uint64_t names;     // bytes
};

struct ReplyHeader {
  bool is_error;
  uint64_t size;
};

inline constexpr uint64_t kMost = uint64_t{1} << 30;

// All bytes, or false where the other end is gone. Never a SIGPIPE.
bool send_all(int socket, const void* bytes, size_t size);
bool receive_all(int socket, void* bytes, size_t size);

template <class Header>
bool send_header(int socket, const Header& header) {
  return send_all(socket, &header, sizeof header);
}
template <class Header>
bool receive_header(int socket, Header& header) {
  return receive_all(socket, &header, sizeof header);
}

}  // namespace galena::jit
