// How the host says no.
//
// HostFailure is what it throws where it cannot go on: a sentence for the person at the terminal, which says what is
// wrong, where, and what to do. Caught by the command. Refused is a value: why something that came from outside is not
// taken, for whoever sent it, and the host goes on.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace galena::host {

enum class FailureKind : uint8_t {
  usage,    // asked for what cannot be: no such pier, another host holds it, not a pill
  disk,     // the system refused: full, read-only, no permission
  damaged,  // a file is not what was written
  kernel,   // the kernel does not boot, or does not come to the same state again
};

struct HostFailure {
  FailureKind kind;
  std::string message;
};

struct Refused {
  std::string why;
};

// What was made of something from outside, or why nothing was.
template <class T>
class OrRefused {
 public:
  OrRefused(T value) : content_(std::move(value)) {}
  OrRefused(Refused refused) : content_(std::move(refused)) {}

  explicit operator bool() const { return content_.index() == 0; }
  const T& value() const { return std::get<0>(content_); }
  const std::string& why() const { return std::get<1>(content_).why; }

 private:
  std::variant<T, Refused> content_;
};

}  // namespace galena::host
