// What clients of the control socket may ask for, in one table (requests.cpp) with both notations of each: reading a
// request, carrying it out, and answering. control.h describes them for who asks.
//
// A request in JSON is read into what the newt notation says for the same: [command data]; so there is one way to carry
// it out, and the two can be compared. Reading allocates in the heap and runs no Nock; carrying out may run it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "arvo/host/driver/control.h"

namespace galena::host {

// A row of the table.
struct Request;
std::string_view name_of(const Request& request);
Noun tag_of(const Request& request);

// What is asked. The data are as newt has them, and fit the request.
struct Asked {
  const Request* request;
  Noun data;
};

// A line of JSON. Throws OutOfMemory.
struct AskedInJson {
  std::string id = "null";  // JSON, on one line
  OrRefused<Asked> asked;
};
// Foreign bytes: fuzz_control.
AskedInJson read_line(Heap& heap, std::string_view line);

// The body of a newt frame. Throws OutOfMemory.
struct AskedInNewt {
  Noun id = Noun::none();  // none: this is no [id command data], and nobody to answer
  OrRefused<Asked> asked;
};
// Foreign bytes: fuzz_control.
AskedInNewt read_frame(Heap& heap, std::span<const uint8_t> body);

// The answer to what is not even a request.
std::string json_refusal(const std::string& why);

// The clients, as whoever answers them knows them: by numbers, which are not used twice. One that has gone hears
// nothing.
class Clients {
 public:
  virtual ~Clients() = default;
  virtual void send(uint64_t client, std::string bytes) = 0;
  virtual void hang_up(uint64_t client) = 0;
  virtual size_t count() const = 0;
};

class Requests {
 public:
  Requests(Loop& loop, ControlOptions options, Clients& clients)
      : loop_(loop), options_(std::move(options)), clients_(clients) {}

  // Does what is asked; the answer goes to `client`, now or later.
  void take_line(uint64_t client, std::string_view line);
  // The same. Refused where there is nobody to answer.
  std::optional<Refused> take_frame(uint64_t client, std::span<const uint8_t> body);

  // Where an answer goes, and in which notation.
  struct Reply {
    uint64_t client;
    std::string json_id;
    std::shared_ptr<Heap::Root> newt_id;  // null: in JSON
  };
  // How the rows of the table are carried out.
  void peek(const Reply& reply, Noun question);
  void poke(const Reply& reply, Noun ovum);
  void eval(const Reply& reply, Noun text);
  void mass(const Reply& reply, Noun);
  void checkpoint(const Reply& reply, Noun);
  void quit(const Reply& reply, Noun);

 private:
  Heap& heap() { return loop_.pier().machine().heap(); }
  void carry_out(const Reply& reply, const OrRefused<Asked>& asked);
  void answer(const Reply& reply, const std::string& json, Noun noun);
  void answer_noun(const Reply& reply, Noun noun);
  void fail(const Reply& reply, const std::string& why);
  // [id tag content]. Hangs up where there is no memory for it.
  template <class MakeContent>
  void send_newt(const Reply& reply, Noun tag, MakeContent&& make_content);

  Loop& loop_;
  ControlOptions options_;
  Clients& clients_;
};

}  // namespace galena::host
