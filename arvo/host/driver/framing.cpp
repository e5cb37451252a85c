#include "arvo/host/driver/framing.h"

#include <fmt/format.h>

#include <algorithm>

#include "nock/base/check.h"

namespace galena::host {
namespace {

Framed refused(std::string why) {
  return {Framed::Kind::refused, 0, {}, std::move(why)};
}

Framed next_line(std::string_view bytes, size_t at) {
  const std::string_view rest = bytes.substr(at);
  const size_t size = std::min(rest.find('\n'), rest.size());
  if (size > kMaxLine) return refused("the line is too long");
  if (size == rest.size()) return {Framed::Kind::partial, at, {}, {}};
  return {Framed::Kind::line, at + size + 1, rest.substr(0, size), {}};
}

Framed next_frame(std::string_view bytes, size_t at) {
  const std::string_view rest = bytes.substr(at);
  if (rest.size() < kFrameHeader) return {Framed::Kind::partial, at, {}, {}};
  uint64_t size = 0;
  for (size_t i = 0; i < 4; ++i) size |= uint64_t{static_cast<uint8_t>(rest[1 + i])} << (8 * i);
  if (size == 0 || size > kMaxFrame) return refused(fmt::format("a frame of {} bytes: at most {}", size, kMaxFrame));
  if (rest.size() - kFrameHeader < size) return {Framed::Kind::partial, at, {}, {}};
  return {Framed::Kind::frame, at + kFrameHeader + size, rest.substr(kFrameHeader, size), {}};
}

Framed find_request(std::string_view bytes) {
  const size_t at = std::min(bytes.find_first_not_of("\n\r "), bytes.size());
  if (at == bytes.size()) return {Framed::Kind::partial, at, {}, {}};
  switch (bytes[at]) {
    case '{':
      return next_line(bytes, at);
    case 0:
      return next_frame(bytes, at);
    default:
      return refused("neither a line of JSON nor a frame");
  }
}

}  // namespace

Framed next_request(std::string_view bytes) {
  const Framed found = find_request(bytes);
  GALENA_CHECK(found.used <= bytes.size());
  GALENA_CHECK(found.body.size() <= found.used);
  return found;
}

std::string make_frame(std::span<const uint8_t> body) {
  std::string frame(kFrameHeader, 0);
  for (size_t i = 0; i < 4; ++i) frame[1 + i] = static_cast<char>(body.size() >> (8 * i) & 0xff);
  frame.append(reinterpret_cast<const char*>(body.data()), body.size());
  GALENA_CHECK(body.empty() || body.size() > kMaxFrame ||
               next_request(frame).body == std::string_view(frame).substr(kFrameHeader));
  return frame;
}

}  // namespace galena::host
