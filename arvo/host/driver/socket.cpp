// The socket of control.h: who is let in, what of their bytes is a request, and what goes out to them.
#include <errno.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <list>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/framing.h"
#include "arvo/host/driver/requests.h"
#include "arvo/host/driver/socket_address.h"
#include "nock/base/check.h"

namespace galena::host {
namespace {

// Bytes of answers that a client has not read, at the most.
constexpr size_t kMaxUnread = size_t{16} << 20;
constexpr size_t kBuffer = size_t{1} << 16;

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

class Control : public Driver, public Clients {
 public:
  Control(Loop& loop, ControlOptions options)
      : loop_(loop), patience_(options.patience), requests_(loop, std::move(options), *this) {}

  void start() override {
    path_ = control_path(loop_.pier().folder());
    unlink(path_.c_str());  // the pier is ours: whoever made it is gone
    const int fd = listening_socket();
    if (fd < 0) {
      loop_.say(Level::warning, fmt::format("there is no control socket: {}: {}", path_, strerror(errno)));
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

  void send(uint64_t number, std::string bytes) override {
    if (Client* const client = find(number)) send(*client, std::move(bytes));
  }
  void hang_up(uint64_t number) override {
    if (Client* const client = find(number)) drop(*client);
  }
  size_t count() const override { return clients_.size(); }

 private:
  friend struct Client;

  // Bound to the path, for the owner alone; -1 and errno where that cannot be.
  int listening_socket() const {
    const SocketAddress address(path_);
    if (!address.ok()) return -1;
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return -1;
    const mode_t before = umask(0177);
    const bool bound = bind(fd, address.get(), SocketAddress::size()) == 0;
    const int code = errno;
    umask(before);
    if (bound) return fd;
    close(fd);
    errno = code;
    return -1;
  }

  void received(Client& client, std::string_view bytes) {
    client.last_heard = uv_now(loop_.uv());
    client.input += bytes;
    take(client);
  }

  void drop(Client& client) {
    GALENA_CHECK(loop_.is_here());
    if (client.closing) return;
    client.closing = true;
    uv_close(reinterpret_cast<uv_handle_t*>(&client.pipe), [](uv_handle_t* h) {
      auto* const c = static_cast<Client*>(h->data);
      c->control.clients_.erase(c->place);
    });
  }

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
    GALENA_CHECK(served() <= kMaxClients);
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

  // Clients that are not about to go.
  size_t served() const {
    size_t number = 0;
    for (const auto& client : clients_) number += client->closing ? 0 : 1;
    return number;
  }

  uint64_t sweep_time() const { return static_cast<uint64_t>(patience_.count()) / 10 + 1; }

  // Requests that have begun and do not end.
  void sweep() {
    const uint64_t now = uv_now(loop_.uv());
    const auto patience = static_cast<uint64_t>(patience_.count());
    for (const auto& client : clients_) {
      if (client->closing || client->began == 0 || now - client->began < patience) continue;
      refuse(*client, "the request does not end");
    }
  }

  // Does what is asked in the requests that are there as a whole.
  void take(Client& client) {
    std::string& input = client.input;
    size_t done = 0;
    while (!client.closing && !client.ending) {
      if (loop_.full()) {
        uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
        client.reading = false;
        break;
      }
      const Framed request = next_request(std::string_view(input).substr(done));
      done += request.used;
      if (request.kind == Framed::Kind::partial) break;
      carry_out(client, request);
    }
    GALENA_CHECK(done <= input.size() || client.ending);
    GALENA_CHECK(input.size() <= kFrameHeader + kMaxFrame + kBuffer);
    input.erase(0, done);
    if (input.empty() && input.capacity() > kBuffer) input.shrink_to_fit();
    if (input.empty()) {
      client.began = 0;
    } else if (client.began == 0 || done > 0) {
      client.began = uv_now(loop_.uv());
    }
  }

  void carry_out(Client& client, const Framed& request) {
    switch (request.kind) {
      case Framed::Kind::partial:
        break;
      case Framed::Kind::line:
        requests_.take_line(client.number, request.body);
        break;
      case Framed::Kind::frame: {
        const auto* const bytes = reinterpret_cast<const uint8_t*>(request.body.data());
        const auto refused = requests_.take_frame(client.number, {bytes, request.body.size()});
        if (refused) refuse(client, refused->why);
        break;
      }
      case Framed::Kind::refused:
        refuse(client, request.why);
        break;
    }
  }

  // Says why and hangs up.
  void refuse(Client& client, const std::string& why) {
    if (client.closing || client.ending) return;
    send(client, json_refusal(why));
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

  Loop& loop_;
  std::chrono::milliseconds patience_;
  Requests requests_;
  std::string path_;
  uv_pipe_t server_;
  uv_timer_t timer_;
  bool started_ = false;
  std::list<std::unique_ptr<Client>> clients_;
  uint64_t last_number_ = 0;
  char buffer_[kBuffer];
};

}  // namespace

std::unique_ptr<Driver> make_control(Loop& loop, ControlOptions options) {
  return std::make_unique<Control>(loop, std::move(options));
}

}  // namespace galena::host
