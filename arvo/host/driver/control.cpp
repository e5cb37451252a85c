#include "arvo/host/driver/control.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <list>
#include <nlohmann/json.hpp>

#include "arvo/host/failure.h"
#include "hoon/aura/scot.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::host {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxLine = size_t{1} << 20;
constexpr size_t kMaxAnswerText = size_t{4} << 20;
constexpr size_t kMaxUnread = size_t{16} << 20;
constexpr size_t kFrameHeader = 5;

// A socket's name has room for about 100 bytes. A longer path is reached through the folder's descriptor.
bool socket_address(const std::string& path, sockaddr_un& address, int& folder) {
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  folder = -1;
  std::string name = path;
  if (name.size() >= sizeof address.sun_path) {
    folder = open(path.substr(0, path.rfind('/')).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    name = fmt::format("/proc/self/fd/{}{}", folder, path.substr(path.rfind('/')));
  }
  memcpy(address.sun_path, name.data(), name.size());
  return true;
}

// The text of a noun, or nothing if it is longer than an answer may be: shared structure can be exponentially longer
// than it is large.
std::optional<std::string> bounded_text(Noun noun) {
  struct Out {
    std::string text;
    bool whole = true;
  } out;
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto* const o = static_cast<Out*>(context);
        o->text += piece;
        o->whole = o->text.size() <= kMaxAnswerText;
        return o->whole;
      },
      &out);
  if (!out.whole) return std::nullopt;
  return std::move(out.text);
}

class Control;

// One client. Lives in the driver's list until its handle is closed.
struct Client {
  Client(Control& owner, uint64_t client_number) : control(owner), number(client_number) {}
  Control& control;
  uint64_t number;
  uv_pipe_t pipe{};
  std::string input;
  uint64_t last_heard = 0;  // of the loop's clock, ms
  uint64_t began = 0;       // when the request that is not whole yet began; 0: none
  bool reading = false, closing = false, ending = false;
  std::list<std::unique_ptr<Client>>::iterator place;
};

// Where an answer goes.
struct Reply {
  uint64_t client;
  bool json;
  Json id;                          // JSON
  std::shared_ptr<Heap::Root> tag;  // newt
};

class Control : public Driver {
 public:
  Control(Loop& loop, ControlOptions options) : loop_(loop), options_(std::move(options)) {}

  void start() override {
    path_ = control_path(loop_.pier().folder());
    unlink(path_.c_str());  // the pier is ours: whoever made it is gone
    sockaddr_un address;
    int folder;
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const bool named = socket_address(path_, address, folder);
    const mode_t before = umask(0177);
    const bool bound = named && fd >= 0 && bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int code = errno;
    umask(before);
    if (folder >= 0) close(folder);
    if (!bound) {
      if (fd >= 0) close(fd);
      loop_.say(Level::warning, fmt::format("there is no control socket: {}: {}", path_, strerror(code)));
      return;
    }
    uv_pipe_init(loop_.uv(), &server_, 0);
    server_.data = this;
    uv_pipe_open(&server_, fd);
    uv_timer_init(loop_.uv(), &timer_);
    timer_.data = this;
    started_ = true;
    uv_listen(reinterpret_cast<uv_stream_t*>(&server_), 128, [](uv_stream_t* s, int status) {
      if (status == 0) static_cast<Control*>(s->data)->accept();
    });
    uv_timer_start(&timer_, [](uv_timer_t* h) { static_cast<Control*>(h->data)->sweep(); }, sweep_time(), sweep_time());
  }

  void on_room() override {
    for (auto it = clients_.begin(); it != clients_.end();) {
      Client& client = **it++;
      if (!client.closing && !client.reading && !client.ending) {
        take(client);
        listen(client);
      }
    }
  }

  void stop() override {
    if (!started_) return;
    unlink(path_.c_str());
    uv_close(reinterpret_cast<uv_handle_t*>(&server_), nullptr);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
    for (const auto& client : clients_) finish(*client);
  }

  void received(Client& client, std::string_view bytes) {
    client.last_heard = uv_now(loop_.uv());
    client.input += bytes;
    take(client);
  }

  void drop(Client& client) {
    if (client.closing) return;
    client.closing = true;
    uv_close(reinterpret_cast<uv_handle_t*>(&client.pipe), [](uv_handle_t* h) {
      auto* const c = static_cast<Client*>(h->data);
      c->control.clients_.erase(c->place);
    });
  }

 private:
  Heap& heap() { return loop_.pier().machine().heap(); }

  void accept() {
    auto owned = std::make_unique<Client>(*this, ++last_number_);
    Client& client = *owned;
    uv_pipe_init(loop_.uv(), &client.pipe, 0);
    client.pipe.data = &client;
    client.place = clients_.insert(clients_.end(), std::move(owned));
    client.last_heard = uv_now(loop_.uv());
    if (uv_accept(reinterpret_cast<uv_stream_t*>(&server_), reinterpret_cast<uv_stream_t*>(&client.pipe)) != 0) {
      return drop(client);
    }
    uv_os_fd_t fd;
    ucred peer;
    socklen_t size = sizeof peer;
    if (uv_fileno(reinterpret_cast<uv_handle_t*>(&client.pipe), &fd) != 0 ||
        getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || (peer.uid != geteuid() && peer.uid != 0)) {
      return drop(client);
    }
    if (clients_.size() > kMaxClients) {
      Client* silent = nullptr;
      for (const auto& other : clients_) {
        if (other->closing || other.get() == &client) continue;
        if (silent == nullptr || other->last_heard < silent->last_heard) silent = other.get();
      }
      if (silent != nullptr) drop(*silent);
    }
    listen(client);
  }

  void listen(Client& client) {
    if (client.closing || client.ending || client.reading || loop_.full()) return;
    client.reading = true;
    uv_read_start(
        reinterpret_cast<uv_stream_t*>(&client.pipe),
        [](uv_handle_t* h, size_t, uv_buf_t* buffer) {
          auto& control = static_cast<Client*>(h->data)->control;
          *buffer = uv_buf_init(control.buffer_, sizeof control.buffer_);
        },
        [](uv_stream_t* s, ssize_t n, const uv_buf_t* buffer) {
          auto* const c = static_cast<Client*>(s->data);
          if (n < 0) {
            c->control.drop(*c);
          } else if (n > 0) {
            c->control.received(*c, {buffer->base, static_cast<size_t>(n)});
          }
        });
  }

  uint64_t sweep_time() const { return static_cast<uint64_t>(options_.patience.count()) / 10 + 1; }

  // Requests that have begun and do not end.
  void sweep() {
    const uint64_t now = uv_now(loop_.uv());
    const auto patience = static_cast<uint64_t>(options_.patience.count());
    for (const auto& client : clients_) {
      if (client->closing || client->began == 0 || now - client->began < patience) continue;
      refuse(*client, "the request does not end");
    }
  }

  // Does what is asked in the requests that are there as a whole.
  void take(Client& client) {
    size_t at = 0;
    std::string& input = client.input;
    while (at < input.size() && !client.closing && !client.ending) {
      if (loop_.full()) {
        uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
        client.reading = false;
        break;
      }
      const char first = input[at];
      if (first == '\n' || first == '\r' || first == ' ') {
        ++at;
      } else if (first == '{') {
        const size_t end = input.find('\n', at);
        if (end == std::string::npos) {
          if (input.size() - at > kMaxLine) refuse(client, "the line is too long");
          break;
        }
        const std::string line = input.substr(at, end - at);
        at = end + 1;
        take_line(client, line);
      } else if (first == 0) {
        if (input.size() - at < kFrameHeader) break;
        uint64_t size = 0;
        for (size_t i = 0; i < 4; ++i) size |= uint64_t{static_cast<uint8_t>(input[at + 1 + i])} << (8 * i);
        if (size == 0 || size > kMaxFrame) {
          refuse(client, fmt::format("a frame of {} bytes: at most {}", size, kMaxFrame));
          break;
        }
        if (input.size() - at < kFrameHeader + size) break;
        const std::string frame = input.substr(at + kFrameHeader, size);
        at += kFrameHeader + size;
        take_frame(client, frame);
      } else {
        refuse(client, "neither a line of JSON nor a frame");
      }
    }
    input.erase(0, at);
    if (input.empty() && input.capacity() > (size_t{1} << 16)) input.shrink_to_fit();
    if (input.empty()) {
      client.began = 0;
    } else if (client.began == 0 || at > 0) {
      client.began = uv_now(loop_.uv());
    }
  }

  // Says why and hangs up.
  void refuse(Client& client, const std::string& why) {
    if (client.closing || client.ending) return;
    send(client, Json{{"error", why}}.dump() + "\n");
    client.input.clear();
    finish(client);
  }

  // Hangs up when what was said has gone out.
  void finish(Client& client) {
    if (client.closing || client.ending) return;
    client.ending = true;
    uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
    auto* const request = new uv_shutdown_t;
    request->data = &client;
    const int code = uv_shutdown(request, reinterpret_cast<uv_stream_t*>(&client.pipe), [](uv_shutdown_t* r, int) {
      const std::unique_ptr<uv_shutdown_t> owned(r);
      auto* const c = static_cast<Client*>(r->data);
      c->control.drop(*c);
    });
    if (code != 0) {
      delete request;
      drop(client);
    }
  }

  void send(Client& client, std::string bytes) {
    if (client.closing || client.ending) return;
    auto* const stream = reinterpret_cast<uv_stream_t*>(&client.pipe);
    if (uv_stream_get_write_queue_size(stream) > kMaxUnread) return drop(client);
    struct Write {
      uv_write_t request;
      std::string bytes;
    };
    auto* const write = new Write{{}, std::move(bytes)};
    write->request.data = write;
    const uv_buf_t buffer = uv_buf_init(write->bytes.data(), static_cast<unsigned>(write->bytes.size()));
    const int code =
        uv_write(&write->request, stream, &buffer, 1, [](uv_write_t* r, int) { delete static_cast<Write*>(r->data); });
    if (code != 0) {
      delete write;
      drop(client);
    }
  }

  Client* find(uint64_t number) {
    for (const auto& client : clients_) {
      if (client->number == number) return client.get();
    }
    return nullptr;
  }

  // Answers. The client may have gone.
  void fail(const Reply& reply, const std::string& why) {
    Client* const client = find(reply.client);
    if (client == nullptr) return;
    if (reply.json) {
      send(*client, Json{{"id", reply.id}, {"error", why}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    } else {
      send_frame(*client, heap().tuple(reply.tag->get(), "fail"_n, heap().cord(why)));
    }
  }
  void answer(const Reply& reply, const Json& json, Noun noun) {
    Client* const client = find(reply.client);
    if (client == nullptr) return;
    if (reply.json) {
      send(*client, Json{{"id", reply.id}, {"ok", json}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    } else {
      send_frame(*client, heap().tuple(reply.tag->get(), "ok"_n, noun));
    }
  }
  void answer_noun(const Reply& reply, Noun noun) {
    if (!reply.json) return answer(reply, {}, noun);
    const std::optional<std::string> text = bounded_text(noun);
    text ? answer(reply, *text, noun) : fail(reply, "the answer is too large for text; ask with a frame");
  }
  void send_frame(Client& client, Noun noun) {
    const Jammed bytes = jam(noun);
    if (bytes.size() > UINT32_MAX) return drop(client);
    std::string frame(kFrameHeader, 0);
    for (size_t i = 0; i < 4; ++i) frame[1 + i] = static_cast<char>(bytes.size() >> (8 * i) & 0xff);
    frame.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    send(client, std::move(frame));
  }

  void take_line(Client& client, const std::string& line) {
    Reply reply{client.number, true, nullptr, nullptr};
    try {
      const Json request = Json::parse(line, nullptr, false);
      if (!request.is_object()) return fail(reply, "this is no JSON object");
      if (request.contains("id")) reply.id = request["id"];
      const auto text = [&](const char* key) {
        const auto it = request.find(key);
        if (it == request.end() || !it->is_string()) throw std::string("`") + key + "` has to be a string";
        return it->get<std::string>();
      };
      if (request.contains("peek")) {
        std::string error;
        const Noun sample = peek_sample(heap(), text("peek"), error);
        if (!error.empty()) throw error;
        peek(reply, sample);
      } else if (request.contains("poke")) {
        const TextRead card = read_text(heap(), text("poke"));
        if (!card.ok() || !card.noun.is_cell() || !card.noun.head().is_atom()) {
          throw std::string("`poke` has to be a noun [%tag data], as text");
        }
        std::vector<Noun> wire{"control"_n};
        if (request.contains("wire")) wire = path_knots(text("wire"));
        poke(reply, heap().cons(heap().list(wire), card.noun));
      } else if (request.contains("eval")) {
        eval(reply, text("eval"));
      } else if (request.contains("mass")) {
        mass(reply);
      } else if (request.contains("checkpoint")) {
        checkpoint(reply);
      } else if (request.contains("quit")) {
        quit(reply);
      } else {
        fail(reply, "ask for peek, poke, eval, mass, checkpoint or quit");
      }
    } catch (const std::string& why) {
      fail(reply, why);
    } catch (const OutOfMemory&) {
      fail(reply, "out of memory");
    }
  }

  void take_frame(Client& client, const std::string& frame) {
    Reply reply{client.number, false, nullptr, nullptr};
    try {
      const Cued cued = cue(heap(), std::span(reinterpret_cast<const uint8_t*>(frame.data()), frame.size()));
      if (!cued.ok() || !cued.noun.is_cell() || !cued.noun.tail().is_cell()) {
        return refuse(client, "the frame is no jam of [id command data]");
      }
      reply.tag = std::make_shared<Heap::Root>(heap(), cued.noun.head());
      const Noun data = cued.noun.tail().tail();
      switch (cued.noun.tail().head().word()) {
        case "peek"_w:
          return peek(reply, data);
        case "poke"_w:
          if (!data.is_cell() || !data.tail().is_cell()) return fail(reply, "a poke is [wire tag data]");
          return poke(reply, data);
        case "eval"_w:
          if (!data.is_atom()) return fail(reply, "an eval is a cord");
          return eval(reply, cord_text(data));
        case "mass"_w:
          return mass(reply);
        case "save"_w:
          return checkpoint(reply);
        case "quit"_w:
          return quit(reply);
        default:
          return fail(reply, "ask for peek, poke, eval, mass, checkpoint or quit");
      }
    } catch (const OutOfMemory&) {
      if (reply.tag) fail(reply, "out of memory");
    }
  }

  static std::string why(const Answer& answer) {
    switch (answer.outcome) {
      case Outcome::meme:
        return "out of memory";
      case Outcome::intr:
        return "it took too long";
      default:
        return "the kernel crashed";
    }
  }

  void peek(const Reply& reply, Noun sample) {
    const Answer got = loop_.pier().kernel().peek(sample);
    got.ok() ? answer_noun(reply, got.noun) : fail(reply, why(got));
  }

  void poke(const Reply& reply, Noun ovum) {
    loop_.plan(ovum, [this, reply](uint64_t number, const std::string& why) {
      number != 0 ? answer(reply, number, Noun::direct(number)) : fail(reply, why);
    });
  }

  void eval(const Reply& reply, const std::string& text) {
    if (!options_.evaluate) return fail(reply, "this host does not evaluate");
    try {
      std::string product;
      for (const std::string& line : options_.evaluate(text)) product += (product.empty() ? "" : "\n") + line;
      answer(reply, product, reply.json ? Noun() : heap().cord(product));
    } catch (const std::string& why) {
      fail(reply, why);
    }
  }

  void mass(const Reply& reply) {
    Pier& pier = loop_.pier();
    const std::pair<const char*, uint64_t> sizes[] = {
        {"event", pier.event()},
        {"checkpoint", pier.checkpoint().event()},
        {"heap", heap().bytes_used()},
        {"image", pier.checkpoint().bytes()},
        {"code", pier.machine().code_bytes()},
        {"limit", heap().limit()},
        {"clients", clients_.size()},
    };
    Json json;
    std::vector<Noun> list;
    for (const auto& [name, size] : sizes) {
      json[name] = size;
      if (!reply.json) list.push_back(heap().cons(heap().cord(name), heap().atom(size)));
    }
    answer(reply, json, heap().list(list));
  }

  void checkpoint(const Reply& reply) {
    loop_.checkpoint([this, reply](const std::string& why) {
      const uint64_t event = loop_.pier().checkpoint().event();
      why.empty() ? answer(reply, event, Noun::direct(event)) : fail(reply, why);
    });
  }

  void quit(const Reply& reply) {
    answer(reply, true, kNull);
    loop_.stop(true);
  }

  std::vector<Noun> path_knots(const std::string& path) {
    std::vector<Noun> knots;
    if (path.empty() || path[0] != '/') throw std::string("a wire is a /path");
    for (size_t at = 1; at <= path.size() && path.size() > 1;) {
      const size_t end = std::min(path.find('/', at), path.size());
      knots.push_back(heap().cord(std::string_view(path).substr(at, end - at)));
      at = end + 1;
    }
    return knots;
  }

  friend struct Client;
  Loop& loop_;
  ControlOptions options_;
  std::string path_;
  uv_pipe_t server_;
  uv_timer_t timer_;
  bool started_ = false;
  std::list<std::unique_ptr<Client>> clients_;
  uint64_t last_number_ = 0;
  char buffer_[65536];
};

}  // namespace

std::unique_ptr<Driver> make_control(Loop& loop, ControlOptions options) {
  return std::make_unique<Control>(loop, std::move(options));
}

std::string control_path(const std::string& pier) {
  return pier + "/.urb/conn.sock";
}

std::optional<std::string> control_request(const std::string& pier, const std::string& line) {
  sockaddr_un address;
  int folder;
  if (!socket_address(control_path(pier), address, folder)) return std::nullopt;
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = fd >= 0 && connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  if (folder >= 0) close(folder);
  std::optional<std::string> answer;
  const std::string bytes = line + "\n";
  if (connected && ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size())) {
    std::string got;
    char buffer[4096];
    ssize_t n;
    while (got.find('\n') == std::string::npos && (n = read(fd, buffer, sizeof buffer)) > 0) {
      got.append(buffer, static_cast<size_t>(n));
    }
    if (const size_t end = got.find('\n'); end != std::string::npos) answer = got.substr(0, end);
  }
  if (fd >= 0) close(fd);
  return answer;
}

Noun peek_sample(Heap& heap, const std::string& text, std::string& error) {
  if (text.empty() || text[0] != '/') {
    const TextRead noun = read_text(heap, text);
    if (!noun.ok()) error = "a peek asks for a /path or a noun";
    return noun.ok() ? noun.noun : kNull;
  }
  std::vector<Noun> knots;
  for (size_t at = 1; at <= text.size();) {
    const size_t end = std::min(text.find('/', at), text.size());
    knots.push_back(heap.cord(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  if (knots.size() < 2) {
    error = "a peek's path is /view/desk/and/so/on; the desk may be empty: /x//count";
    return kNull;
  }
  const Noun path = heap.list(std::span(knots).subspan(2));
  return heap.tuple(kNull, kNo, "once"_n, knots[0], knots[1], path);
}

}  // namespace galena::host
