// What clients of the control socket may ask for, in one table (requests.cpp) with both notations of each: reading a
// request, carrying it out, and answering. control.h describes them for who asks.
//
// A request in JSON is read into what the newt notation says for the same: [command data]; so there is one way to carry
// it out, and the two can be compared. Reading allocates in the heap, and runs Nock where a text is Hoon that is more
// than a noun; carrying out may run it.
#pragma once

#include <deque>
#include <functional>
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

// What makes a noun of a text that `read_text` does not take; null: nothing.
using NounReader = std::function<OrRefused<Noun>(const std::string&)>;

// A line of JSON. Throws OutOfMemory.
struct AskedInJson {
  std::string id = "null";  // JSON, on one line
  OrRefused<Asked> asked;
};
// Foreign bytes: fuzz_control.
AskedInJson read_line(Heap& heap, std::string_view line, const NounReader& noun_of = {});

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
  // The answer to one request of `client`.
  virtual void send(uint64_t client, std::string bytes) = 0;
  virtual void hang_up(uint64_t client) = 0;
  virtual size_t count() const = 0;
  // Whether there is room for large answers among those that are on their way.
  virtual bool has_room() const = 0;
};

class Requests {
 public:
  Requests(Loop& loop, ControlOptions options, Clients& clients)
      : loop_(loop), options_(std::move(options)), clients_(clients) {}
  ~Requests();

  // Does what is asked; the answer goes to `client`, now or later. Not to be called for a client that is `waiting`.
  void take_line(uint64_t client, std::string_view line);
  // The same. Refused where there is nobody to answer.
  std::optional<Refused> take_frame(uint64_t client, std::span<const uint8_t> body);

  // Large answers wait as nouns, which the memory limit counts, in the order in which they were made, until there is
  // room for their bytes. One at most for each client.
  bool waiting(uint64_t client) const;
  // There may be room again: answers one. Whether there are more.
  bool on_room();
  // Nothing more is done: what waits is refused.
  void on_stop();
  // The client has gone.
  void forget(uint64_t client);

  // Where an answer goes, and in which notation.
  struct Reply {
    uint64_t client;
    std::string json_id;
    std::shared_ptr<Heap::Root> newt_id;  // null: in JSON
  };
  // How the rows of the table are carried out.
  void peek(const Reply& reply, Noun question);
  void poke(const Reply& reply, Noun ovum);
  void task(const Reply& reply, Noun task);
  void eval(const Reply& reply, Noun text);
  void wish(const Reply& reply, Noun text);
  void mass(const Reply& reply, Noun manner);
  void trace(const Reply& reply, Noun event);
  void checkpoint(const Reply& reply, Noun manner);
  void roll(const Reply& reply, Noun);
  void quit(const Reply& reply, Noun);

 private:
  Heap& heap() { return loop_.pier().machine().heap(); }
  void carry_out(const Reply& reply, const OrRefused<Asked>& asked);
  // `noun` makes what `json` says, of Roots, where the answer is in newt.
  void answer(const Reply& reply, const std::string& json, const std::function<Noun()>& noun);
  // What a peek or a wish came to. False: there is no room for it yet.
  enum class Of : uint8_t { peek, wish };
  bool answer_noun(const Reply& reply, Noun noun, Of of);
  // Asks the kernel one or the other, and answers now or when there is room.
  void ask_kernel(const Reply& reply, Noun sample, Of of);
  void traced(const Reply& reply, const OrRefused<std::string>& json);
  void fail(const Reply& reply, const std::string& why);
  void fail(const Reply& reply, const Verdict& verdict);
  // [id tag content], as a frame; empty where there is no memory for it. `make_content` makes it of Roots.
  std::string newt(const Reply& reply, Noun tag, const std::function<Noun()>& make_content);
  // Sends it, or hangs up.
  void send_newt(const Reply& reply, Noun tag, const std::function<Noun()>& make_content);

  struct Waiting {
    Reply reply;
    std::unique_ptr<Heap::Root> noun;
    Of of;
  };
  struct Tracing;

  Loop& loop_;
  ControlOptions options_;
  Clients& clients_;
  std::deque<Waiting> waiting_;
  Tracing* tracing_ = nullptr;  // the one that is under way
};

}  // namespace galena::host
