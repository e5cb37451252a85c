// The socket of control.h: who is let in, what of their bytes is a request, and what goes out to them.
#include <errno.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <utility>

#include "arvo/host/driver/control.h"
#include "arvo/host/driver/framing.h"
#include "arvo/host/driver/requests.h"
#include "arvo/host/driver/socket_address.h"
#include "arvo/host/patience.h"
#include "arvo/host/pier_files.h"
#include "nock/base/check.h"

namespace galena::host {
namespace {

// Bytes of answers that a client has not taken: with more it is not served. What is on its way is this, one answer, and
// those to its events.
constexpr size_t kMuchUnread = size_t{1} << 20;
// The same of all clients: with more there is no room for large answers, and a client may have little.
constexpr size_t kMuchUnreadByAll = size_t{64} << 20;
constexpr size_t kLittleUnread = size_t{64} << 10;
// Events of one client that are not answered: with more it is not served. Others are to find room in the queue.
constexpr size_t kManyOwed = 512;
constexpr size_t kBuffer = size_t{1} << 16;
// Bytes of requests that are not there as a whole, of all clients, beyond one buffer of each: with more only the one
// who began first goes on.
constexpr size_t kMuchUnfinished = size_t{64} << 20;
// Of requests carried out in a row, before the loop looks elsewhere.
constexpr std::chrono::milliseconds kSlice{4};
// In how many steps patience runs out.
constexpr int kSteps = 10;
// An answer may take so many bytes for each step that it may take longer than patience.
constexpr size_t kSlowestReader = size_t{1} << 20;

using Clock = std::chrono::steady_clock;

class Control;

// One client. Lives in the driver's table until its handle is closed.
struct Client {
  Client(Control& owner, uint64_t client_number) : control(owner), number(client_number) {}
  Control& control;
  uint64_t number;
  uv_pipe_t pipe{};
  std::string input;
  size_t taken = 0;          // bytes of it that are done with
  uint64_t last_heard = 0;   // of the loop's clock, ms
  Clock::duration served{};  // how much of the loop's time it has had
  Clock::duration cost{};    // of its last request; 0: there was none
  size_t owed = 0;           // requests taken and not answered
  uint64_t began = 0;        // in which order requests that are not there as a whole began; 0: there is none
  // Steps of patience: with a request that does not end, with an answer that is not taken.
  int request_steps = 0, answer_steps = 0;
  std::string output;        // answers that go out in this turn of the loop
  size_t unread_before = 0;  // at the last step
  bool reading = false;
  bool idle = true;       // nothing that is there as a whole waits to be taken
  bool finished = false;  // no more will come
  bool closing = false, ending = false;
};

size_t unread(const Client& client) {
  return uv_stream_get_write_queue_size(reinterpret_cast<const uv_stream_t*>(&client.pipe)) + client.output.size();
}

class Control : public Driver, public Clients {
 public:
  Control(Loop& loop, ControlOptions options)
      : loop_(loop),
        patience_(options.patience),
        question_limit_(options.question_limit),
        requests_(loop, std::move(options), *this) {}

  void start() override {
    path_ = control_path(loop_.pier().folder());
    folder_ = std::make_unique<OpenFolder>(path_.substr(0, path_.rfind('/')));
    remove_socket();  // the pier is ours: whoever made it is gone
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
    uv_idle_init(loop_.uv(), &turns_);
    turns_.data = this;
    uv_prepare_init(loop_.uv(), &changes_);
    changes_.data = this;
    uv_prepare_start(&changes_, [](uv_prepare_t* h) { static_cast<Control*>(h->data)->update(); });
    uv_listen(reinterpret_cast<uv_stream_t*>(&server_), kMaxClients, [](uv_stream_t* s, int status) {
      if (status == 0) static_cast<Control*>(s->data)->accept();
    });
    last_sweep_ = uv_now(loop_.uv());
    uv_timer_start(&timer_, [](uv_timer_t* h) { static_cast<Control*>(h->data)->sweep(); }, step(), step());
  }

  void on_room() override { changed_ = true; }

  // What was asked is answered, now that nothing more will be done; clients get a moment to take it.
  void stop() override {
    if (!started_) return;
    stopped_ = true;
    remove_socket();
    uv_close(reinterpret_cast<uv_handle_t*>(&server_), nullptr);
    uv_close(reinterpret_cast<uv_handle_t*>(&turns_), nullptr);
    uv_close(reinterpret_cast<uv_handle_t*>(&changes_), nullptr);
    requests_.on_stop();
    count_unread();
    for (const auto& [number, client] : clients_) {
      read_what_is_there(*client);
      while (!client->closing && !client->ending && take(*client)) {
      }
      finish(*client);
    }
    uv_timer_start(
        &timer_,
        [](uv_timer_t* h) {
          auto* const control = static_cast<Control*>(h->data);
          for (const auto& [number, client] : control->clients_) control->drop(*client);
        },
        static_cast<uint64_t>(kFarewell.count()), 0);
    end_timer();
  }

  void send(uint64_t number, std::string bytes) override {
    Client* const client = find(number);
    if (client == nullptr) return;
    GALENA_CHECK(client->owed > 0);  // an answer is to a request, and there is one
    --client->owed;
    send(*client, std::move(bytes));
    changed_ = true;
  }
  void hang_up(uint64_t number) override {
    if (Client* const client = find(number)) drop(*client);
  }
  size_t count() const override { return clients_.size(); }
  bool has_room() const override { return unread_by_all_ < kMuchUnreadByAll; }

 private:
  friend struct Client;

  // In the folder that it was made in, wherever that is by now: at its old place may be another pier, and its socket.
  void remove_socket() const { unlinkat(folder_->fd(), path_.c_str() + path_.rfind('/') + 1, 0); }

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

  // -1: it has none any more.
  static int descriptor(const Client& client) {
    uv_os_fd_t fd;
    return uv_fileno(reinterpret_cast<const uv_handle_t*>(&client.pipe), &fd) == 0 ? fd : -1;
  }

  void received(Client& client, std::string_view bytes) {
    client.last_heard = uv_now(loop_.uv());
    client.input += bytes;
    // Time that was not used is not kept for later.
    if (client.idle) client.served = std::max(client.served, served_);
    GALENA_CHECK(client.input.size() <= kFrameHeader + kMaxFrame + 2 * kBuffer);
    client.idle = false;
    changed_ = true;
  }

  void drop(Client& client) {
    GALENA_CHECK(loop_.is_here());
    if (client.closing) return;
    client.closing = true;
    unread_by_all_ -= std::min(unread_by_all_, unread(client));
    requests_.forget(client.number);
    uv_close(reinterpret_cast<uv_handle_t*>(&client.pipe), [](uv_handle_t* h) {
      auto* const c = static_cast<Client*>(h->data);
      Control& control = c->control;
      control.clients_.erase(c->number);
      control.end_timer();
      control.changed_ = true;
    });
  }

  void end_timer() {
    auto* const timer = reinterpret_cast<uv_handle_t*>(&timer_);
    if (stopped_ && clients_.empty() && uv_is_closing(timer) == 0) uv_close(timer, nullptr);
  }

  void accept() {
    const uint64_t number = ++last_number_;
    Client& client = *clients_.emplace(number, std::make_unique<Client>(*this, number)).first->second;
    uv_pipe_init(loop_.uv(), &client.pipe, 0);
    client.pipe.data = &client;
    client.last_heard = uv_now(loop_.uv());
    if (uv_accept(reinterpret_cast<uv_stream_t*>(&server_), reinterpret_cast<uv_stream_t*>(&client.pipe)) != 0) {
      return drop(client);
    }
    const int fd = descriptor(client);
    ucred peer;
    socklen_t size = sizeof peer;
    if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 ||
        (peer.uid != geteuid() && peer.uid != 0)) {
      return drop(client);
    }
    if (present() > kMaxClients && !make_place(client)) return refuse(client, "there are too many clients");
    GALENA_CHECK(present() <= kMaxClients + 1);
    listen(client);
  }

  // Lets go of the one that was silent for longest among those that wait for nothing.
  bool make_place(const Client& newest) {
    Client* silent = nullptr;
    for (const auto& [number, other] : clients_) {
      if (other->closing || other.get() == &newest || waits(*other)) continue;
      if (silent == nullptr || other->last_heard < silent->last_heard) silent = other.get();
    }
    if (silent == nullptr) return false;
    drop(*silent);
    return true;
  }
  // Whether something was asked that is not answered.
  static bool waits(const Client& client) { return client.owed > 0 || !client.idle || unread(client) > 0; }

  void listen(Client& client) {
    client.reading = true;
    uv_read_start(
        reinterpret_cast<uv_stream_t*>(&client.pipe),
        [](uv_handle_t* h, size_t, uv_buf_t* buffer) {
          auto& control = static_cast<Client*>(h->data)->control;
          *buffer = uv_buf_init(control.buffer_, sizeof control.buffer_);
        },
        [](uv_stream_t* s, ssize_t n, const uv_buf_t* buffer) {
          auto* const c = static_cast<Client*>(s->data);
          if (n > 0) return c->control.received(*c, {buffer->base, static_cast<size_t>(n)});
          if (n == UV_EOF) return c->control.half_closed(*c);
          if (n < 0) c->control.drop(*c);
        });
  }

  // A client that says no more is answered all the same.
  void half_closed(Client& client) {
    uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
    client.reading = false;
    client.finished = true;
    client.idle = false;
    changed_ = true;
  }

  // Clients that are not about to go.
  size_t present() const {
    size_t number = 0;
    for (const auto& [n, client] : clients_) number += client->closing || client->ending ? 0 : 1;
    return number;
  }

  // What has been taken is seen here, and what is sent where it is sent: asking each client whenever somebody wants to
  // know takes longer than most requests.
  void count_unread() {
    unread_by_all_ = 0;
    for (const auto& [number, client] : clients_) unread_by_all_ += client->closing ? 0 : unread(*client);
  }

  uint64_t step() const { return static_cast<uint64_t>(patience_.count()) / kSteps + 1; }

  // A step of patience. It counts where the host had time to listen, and the client did not use it; and for more where
  // others wait for the room that its answers take.
  void sweep() {
    const uint64_t now = uv_now(loop_.uv());
    dearest_ /= 2;
    count_unread();
    const bool host_was_slow = now - std::exchange(last_sweep_, now) > 2 * step();
    for (const auto& [number, client] : clients_) {
      if (client->closing) continue;
      if (client->began == 0) client->request_steps = 0;
      if (unread(*client) == 0) client->answer_steps = 0;
      if (host_was_slow) continue;
      if (client->began != 0 && client->reading && ++client->request_steps > kSteps) {
        refuse(*client, "the request does not end");
      } else if (unread(*client) > 0) {
        const bool stalled = unread(*client) >= std::exchange(client->unread_before, unread(*client));
        client->answer_steps += stalled && !has_room() ? kSteps / 2 : 1;
        if (client->answer_steps > kSteps + static_cast<int>(unread(*client) / kSlowestReader)) drop(*client);
      }
    }
    changed_ = true;
  }

  bool may_take(const Client& client) const {
    return !client.closing && !client.ending && !client.idle && client.owed < kManyOwed &&
           unread(client) <= (has_room() ? kMuchUnread : kLittleUnread) && !requests_.waiting(client.number);
  }

  // Once in a turn of the loop, where something has changed: sees to it that what can go on goes on: reading, turns,
  // farewells, answers that wait for room.
  void update() {
    if (!std::exchange(changed_, false)) return;
    count_unread();
    if (requests_.on_room()) changed_ = true;
    bool turns = false;
    const Client* const first = first_unfinished();
    for (const auto& [number, client] : clients_) {
      if (client->closing || client->ending) continue;
      flush(*client);
      if (client->closing) continue;
      turns = turns || may_take(*client);
      if (client->finished && client->idle && client->owed == 0 && !requests_.waiting(number)) {
        finish(*client);
        continue;
      }
      const bool small = client->input.size() < kBuffer;
      const bool wanted = !client->finished && !loop_.full() &&
                          (small || (client->idle && (first == nullptr || first == client.get())));
      if (wanted == client->reading) continue;
      if (wanted) {
        listen(*client);
      } else {
        uv_read_stop(reinterpret_cast<uv_stream_t*>(&client->pipe));
        client->reading = false;
      }
    }
    // What has changed by this is looked at in the next turn, which comes at once.
    if ((turns && !loop_.full()) || changed_) {
      uv_idle_start(&turns_, [](uv_idle_t* h) { static_cast<Control*>(h->data)->take_turns(); });
    } else {
      uv_idle_stop(&turns_);
    }
  }

  // Where there is too much of requests that are not there as a whole: the only client who may go on with a large one.
  const Client* first_unfinished() const {
    size_t bytes = 0;
    const Client* first = nullptr;
    for (const auto& [number, client] : clients_) {
      if (client->closing || client->input.size() < kBuffer) continue;
      bytes += client->input.size();
      if (client->idle && (first == nullptr || client->began < first->began)) first = client.get();
    }
    return bytes > kMuchUnfinished ? first : nullptr;
  }

  // Requests, for a slice of time: of the client that will have had the least of the loop's time, if it asks for as
  // much as the last time; of a new one the dearest is expected. So who asks for little waits for a request of somebody
  // else and not for one of everybody, and none waits for ever.
  void take_turns() {
    const auto end = Clock::now() + kSlice;
    count_unread();
    for (auto now = Clock::now(); now < end && !loop_.full();) {
      Client* next = nullptr;
      for (const auto& [number, client] : clients_) {
        if (may_take(*client) && (next == nullptr || due(*client) < due(*next))) next = client.get();
      }
      if (next == nullptr) break;
      served_ = next->served;
      take(*next);
      const auto after = Clock::now();
      next->cost = std::max(after - now, Clock::duration(1));
      next->served += next->cost;
      dearest_ = std::max(dearest_, next->cost);
      now = after;
    }
    changed_ = true;
  }

  Clock::duration due(const Client& client) const {
    return client.served + (client.cost == Clock::duration{} ? dearest_ : client.cost);
  }

  // Does what is asked first, if that is there as a whole.
  bool take(Client& client) {
    std::string& input = client.input;
    const Framed request = next_request(std::string_view(input).substr(client.taken));
    client.taken += request.used;
    GALENA_CHECK(client.taken <= input.size());
    const bool whole = request.kind != Framed::Kind::partial;
    if (whole) {
      client.began = 0;
      carry_out(client, request);
      if (client.closing) return true;
    }
    // What is done with goes when there is much of it: a line at a time would move the rest each time.
    if (!whole || client.taken >= kBuffer) {
      input.erase(0, client.taken);
      client.taken = 0;
      if (input.size() < kBuffer && input.capacity() > 2 * kBuffer) input.shrink_to_fit();
    }
    if (whole) return true;
    if (client.finished && input.starts_with('{')) {
      // What is said last may be a line without its end.
      input += '\n';
      return true;
    }
    client.idle = true;
    if (input.empty()) {
      client.began = 0;
    } else if (client.finished) {
      refuse(client, "the request does not end");
    } else if (client.began == 0) {
      client.began = ++last_began_;
      client.request_steps = 0;
    }
    return false;
  }

  // While it lives, what the machine does is for this client.
  Patience::Scope question_of(const Client& client) {
    if (!watch_) watch_.emplace(loop_.pier().machine());
    return Patience::Scope(*watch_, question_limit_, descriptor(client));
  }

  void carry_out(Client& client, const Framed& request) {
    switch (request.kind) {
      case Framed::Kind::partial:
        break;
      case Framed::Kind::line: {
        ++client.owed;
        const Patience::Scope limited = question_of(client);
        requests_.take_line(client.number, request.body);
        break;
      }
      case Framed::Kind::frame: {
        ++client.owed;
        const auto* const bytes = reinterpret_cast<const uint8_t*>(request.body.data());
        const auto refused = [&] {
          const Patience::Scope limited = question_of(client);
          return requests_.take_frame(client.number, {bytes, request.body.size()});
        }();
        if (!refused) break;
        --client.owed;
        refuse(client, refused->why);
        break;
      }
      case Framed::Kind::refused:
        refuse(client, request.why);
        break;
    }
  }

  // Bytes that have come and were not read: at the end, so that whoever sent them is told.
  void read_what_is_there(Client& client) {
    if (client.closing || client.ending) return;
    const int fd = descriptor(client);
    if (fd < 0) return;
    client.idle = false;
    while (client.input.size() < kMaxFrame) {
      const ssize_t n = read(fd, buffer_, sizeof buffer_);
      if (n <= 0) return;
      client.input.append(buffer_, static_cast<size_t>(n));
    }
  }

  // Says why and hangs up, when what was asked before is answered: update() sees that. Nothing behind it is heard.
  void refuse(Client& client, const std::string& why) {
    if (client.closing || client.ending) return;
    send(client, json_refusal(why));
    if (client.owed == 0 && !requests_.waiting(client.number)) return finish(client);
    uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
    client.reading = false;
    client.finished = client.idle = true;
    client.input.clear();
    client.taken = 0;
    client.began = 0;
  }

  // Hangs up when what was said has gone out.
  void finish(Client& client) {
    if (client.closing || client.ending) return;
    flush(client);
    if (client.closing) return;
    client.ending = true;
    client.input.clear();
    client.taken = 0;
    uv_read_stop(reinterpret_cast<uv_stream_t*>(&client.pipe));
    client.reading = false;
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
    unread_by_all_ += bytes.size();
    if (client.output.empty()) {
      client.output = std::move(bytes);
    } else {
      client.output += bytes;
    }
    changed_ = true;
  }

  void flush(Client& client) {
    if (client.closing || client.output.empty()) return;
    auto* const stream = reinterpret_cast<uv_stream_t*>(&client.pipe);
    struct Write {
      uv_write_t request;
      std::string bytes;
      Client* client;
    };
    auto* const write = new Write{{}, std::exchange(client.output, {}), &client};
    write->request.data = write;
    const uv_buf_t buffer = uv_buf_init(write->bytes.data(), static_cast<unsigned>(write->bytes.size()));
    const int code = uv_write(&write->request, stream, &buffer, 1, [](uv_write_t* r, int status) {
      const std::unique_ptr<Write> w(static_cast<Write*>(r->data));
      w->client->answer_steps = 0;
      if (status < 0) w->client->control.drop(*w->client);
      w->client->control.changed_ = true;
    });
    if (code != 0) {
      delete write;
      drop(client);
    }
  }

  Client* find(uint64_t number) {
    const auto it = clients_.find(number);
    return it == clients_.end() ? nullptr : it->second.get();
  }

  Loop& loop_;
  std::chrono::milliseconds patience_, question_limit_;
  std::optional<Patience> watch_;  // from the first request on
  Requests requests_;
  std::string path_;
  std::unique_ptr<OpenFolder> folder_;  // of the socket
  uv_pipe_t server_;
  uv_timer_t timer_;
  uv_idle_t turns_;
  uv_prepare_t changes_;
  bool started_ = false, stopped_ = false, changed_ = false;
  std::map<uint64_t, std::unique_ptr<Client>> clients_;
  uint64_t last_number_ = 0, last_began_ = 0;
  Clock::duration served_{};   // what the client had that was served last
  Clock::duration dearest_{};  // request of late
  uint64_t last_sweep_ = 0;
  size_t unread_by_all_ = 0;  // or more: count_unread
  char buffer_[kBuffer];
};

}  // namespace

std::unique_ptr<Driver> make_control(Loop& loop, ControlOptions options) {
  return std::make_unique<Control>(loop, std::move(options));
}

}  // namespace galena::host
