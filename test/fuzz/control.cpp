// Any bytes from a client of the control socket. Where a request ends does not depend on how the bytes come in parts;
// each is refused or read, an id comes back on one line, and what JSON asks for is what the same in newt asks for.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/driver/framing.h"
#include "arvo/host/driver/requests.h"
#include "nock/noun/equal.h"
#include "nock/noun/serial.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;

namespace {

struct Whole {
  Framed::Kind kind;
  std::string body;
  bool operator==(const Whole&) const = default;
};

// The requests of a stream that comes in these parts.
std::vector<Whole> requests_in(const std::vector<std::string_view>& parts) {
  std::vector<Whole> found;
  std::string input;
  for (const std::string_view part : parts) {
    input += part;
    for (;;) {
      const Framed request = next_request(input);
      require(request.used <= input.size());
      if (request.kind == Framed::Kind::partial) {
        input.erase(0, request.used);
        break;
      }
      found.push_back({request.kind, std::string(request.body)});
      if (request.kind == Framed::Kind::refused) return found;
      require(request.used > 0);
      input.erase(0, request.used);
    }
  }
  return found;
}

std::span<const uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

void take_frame(Heap& heap, std::span<const uint8_t> body) {
  const AskedInNewt read = read_frame(heap, body);
  if (read.asked) require(!read.id.is_none() && !name_of(*read.asked.value().request).empty());
}

void take_line(Heap& heap, std::string_view line) {
  const AskedInJson read = read_line(heap, line);
  require(!read.id.empty() && read.id.find('\n') == std::string::npos);
  if (!read.asked) {
    require(!read.asked.why().empty());
    return;
  }
  // The same in the other notation.
  const Asked& asked = read.asked.value();
  const Jammed jammed = jam(heap.tuple(Noun::direct(7), tag_of(*asked.request), asked.data));
  const std::string frame = make_frame({jammed.data(), jammed.size()});
  const Framed framed = next_request(frame);
  require(framed.kind == Framed::Kind::frame && framed.used == frame.size());
  const AskedInNewt newt = read_frame(heap, bytes_of(framed.body));
  require(newt.id == Noun::direct(7) && newt.asked && newt.asked.value().request == asked.request);
  require(equal(newt.asked.value().data, asked.data));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<Whole> requests = requests_in({bytes});
  const size_t middle = size == 0 ? 0 : data[size - 1] % size;
  require(requests_in({bytes.substr(0, middle), bytes.substr(middle)}) == requests);
  Heap heap(size_t{1} << 26);
  try {
    for (const Whole& request : requests) {
      if (request.kind == Framed::Kind::line) take_line(heap, request.body);
      if (request.kind == Framed::Kind::frame) take_frame(heap, bytes_of(request.body));
    }
    take_line(heap, bytes);
    take_frame(heap, bytes_of(bytes));
  } catch (const OutOfMemory&) {
  }
  return 0;
}
