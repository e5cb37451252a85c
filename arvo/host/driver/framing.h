// Where one request ends and the next begins, in the bytes of a client of the control socket: lines of JSON and newt
// frames, in any order, with blanks between them.
//
// Decides the same of the same bytes, however they come in parts, and from the first byte of a request and the header
// of a frame: what claims too much is refused before it is kept. Allocates nothing but a refusal's text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace galena::host {

// The body of a frame, and a line without its end, have at most so many bytes.
inline constexpr size_t kMaxFrame = size_t{16} << 20;
inline constexpr size_t kMaxLine = size_t{1} << 20;
// 0x00, and the size of the body, 4 bytes, little-endian.
inline constexpr size_t kFrameHeader = 5;

struct Framed {
  enum class Kind : uint8_t {
    partial,  // no request is there as a whole
    line,     // it begins with {
    frame,
    refused,  // and nothing that follows can be told apart
  } kind = Kind::partial;
  size_t used = 0;        // bytes that are done with: blanks, and the request
  std::string_view body;  // of a line or a frame; lies in what was given
  std::string why;        // it is refused
};

// The first request in `bytes`.
// Foreign bytes: fuzz_control.
Framed next_request(std::string_view bytes);

// A frame with this body, which has less than 2^32 bytes.
std::string make_frame(std::span<const uint8_t> body);

}  // namespace galena::host
