// A hundred hostile clients on the control socket of a host, and a few good ones, which must not notice.
#include <errno.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "arvo/host/driver/control.h"
#include "jets/table.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/session/pill.h"

using namespace galena;
using namespace galena::host;

namespace {

constexpr int kHostile = 100;
constexpr int kGoodRequests = 200;
constexpr auto kPatienceOfHost = std::chrono::milliseconds(300);
// What an event that does not end is given.
constexpr auto kSlowEvent = std::chrono::milliseconds(900);
using Clock = std::chrono::steady_clock;

[[noreturn]] void host_process(const std::string& folder) {
  alarm(120);
  MachineOptions options;
  options.memory_limit = size_t{256} << 20;
  options.jet_table = jet_table();
  auto machine = std::make_unique<Machine>(options);
  PierOptions pier_options;
  pier_options.deadline = kSlowEvent;
  Pier pier(folder, *machine, pier_options, Pier::Mode::create);
  pier.boot(*parse_pill(tools::compile_pill(machine->heap(), "baby", "")), {});
  Loop loop(pier, {});
  ControlOptions control;
  control.patience = kPatienceOfHost;
  loop.add(make_control(loop, control));
  _exit(loop.run());
}

int connect_to(const std::string& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = control_path(folder);
  memcpy(address.sun_path, path.data(), path.size());
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

// What of it goes out at once: a host that does not read must not hold us up.
void send_some(int fd, const std::string& bytes) {
  (void)send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

std::string frame(const std::string& body, uint64_t size) {
  std::string f(5, 0);
  for (size_t i = 0; i < 4; ++i) f[1 + i] = static_cast<char>(size >> (8 * i) & 0xff);
  return f + body;
}
std::string frame(const std::string& body) {
  return frame(body, body.size());
}

std::string jam_of(const std::string& text) {
  Heap heap(size_t{1} << 20);
  const Jammed bytes = jam(read_text(heap, text).noun);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string random_bytes(std::mt19937_64& random, size_t size) {
  std::string bytes(size, 0);
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

// The kinds of hostility, in turn.
std::string hostile_bytes(int kind, std::mt19937_64& random) {
  switch (kind % 12) {
    case 0:
      return random_bytes(random, 10'000);  // garbage
    case 1:
      return frame("only the beginning", 1000);  // and then silence
    case 2:
      return frame("", 0xffffffff);
    case 3:
      return frame("", 0);
    case 4:
      return frame(random_bytes(random, 1000));  // no jam
    case 5:
      return "{\"peek\": \"" + std::string(100'000, 'x');  // a line without end
    case 6:
      return "{\"poke\": 7}\n{\"peek\": []}\n{\"poke\": \"[1\"}\n{}\n[1]\n";
    case 7:
      return "";  // silence
    case 8:
      return std::string(3, 0);  // a part of a header
    case 9: {
      std::string flood;  // and no answer is read
      for (int i = 0; i < 5000; ++i) flood += "{\"peek\":\"/x//state\"}\n";
      return flood;
    }
    case 10:
      return frame(jam_of("[0 'poke' 1]")) + frame(jam_of("[0 'peek' 0]")) + frame(jam_of("[1 2 3]")) +
             frame(jam_of("7"));
    default: {
      std::string flood;
      for (int i = 0; i < 2000; ++i) flood += "{\"poke\":\"[%note 1 " + std::to_string(i) + "]\"}\n";
      return flood;
    }
  }
}

// A request and its answer, or nothing within five seconds.
std::string ask(int fd, const std::string& line) {
  send_some(fd, line + "\n");
  std::string answer;
  char buffer[4096];
  const auto end = Clock::now() + std::chrono::seconds(5);
  while (answer.find('\n') == std::string::npos && Clock::now() < end) {
    pollfd p{fd, POLLIN, 0};
    if (poll(&p, 1, 100) <= 0) continue;
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n <= 0) break;
    answer.append(buffer, static_cast<size_t>(n));
  }
  return answer;
}

// How many lines of answers come to what is sent on a connection of its own, within a minute.
size_t answers_to(const std::string& folder, const std::string& requests, bool close_half) {
  const int fd = connect_to(folder);
  size_t answers = 0, sent = 0;
  std::vector<char> buffer(size_t{1} << 16);
  const auto end = Clock::now() + std::chrono::minutes(1);
  const size_t wanted = static_cast<size_t>(std::count(requests.begin(), requests.end(), '\n'));
  while (answers < wanted && Clock::now() < end) {
    const bool all_sent = sent == requests.size();
    pollfd p{fd, static_cast<short>(all_sent ? POLLIN : POLLIN | POLLOUT), 0};
    if (poll(&p, 1, 100) <= 0) continue;
    if ((p.revents & POLLOUT) != 0) {
      const ssize_t n = send(fd, requests.data() + sent, requests.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n > 0) sent += static_cast<size_t>(n);
      if (sent == requests.size() && close_half) shutdown(fd, SHUT_WR);
    }
    if ((p.revents & (POLLIN | POLLHUP)) == 0) continue;
    const ssize_t n = read(fd, buffer.data(), buffer.size());
    if (n <= 0) break;
    answers += static_cast<size_t>(std::count(buffer.begin(), buffer.begin() + n, '\n'));
  }
  close(fd);
  return answers;
}

// Whether the host hangs up on a client within five seconds.
bool is_refused(int fd) {
  char buffer[4096];
  const auto end = Clock::now() + std::chrono::seconds(5);
  while (Clock::now() < end) {
    pollfd p{fd, POLLIN, 0};
    if (poll(&p, 1, 100) > 0 && read(fd, buffer, sizeof buffer) <= 0) return true;
  }
  return false;
}

}  // namespace

int main() {
  std::string base = access("/dev/shm", W_OK) == 0 ? "/dev/shm/galena-clients-XXXXXX" : "/tmp/galena-clients-XXXXXX";
  if (mkdtemp(base.data()) == nullptr) return 1;
  const std::string folder = base + "/pier";
  const pid_t pid = fork();
  if (pid == 0) host_process(folder);
  int passed = 0, failed = 0;
  const auto verdict = [&](bool ok, const std::string& what) {
    ok ? ++passed : ++failed;
    if (!ok) fmt::print("failed: {}\n", what);
  };
  int good = -1;
  for (int i = 0; i < 500 && good < 0; ++i) {
    usleep(20'000);
    good = connect_to(folder);
  }
  verdict(good >= 0, "the host answers");
  std::mt19937_64 random(1);
  std::vector<int> hostile;
  for (int i = 0; i < kHostile; ++i) {
    const int fd = connect_to(folder);
    verdict(fd >= 0, "another client is let in");
    send_some(fd, hostile_bytes(i, random));
    hostile.push_back(fd);
  }
  std::vector<double> times;
  int last = 0;
  for (int i = 0; i < kGoodRequests; ++i) {
    const auto begin = Clock::now();
    const bool poke = i % 2 == 0;
    const std::string answer =
        ask(good, poke ? "{\"id\":1,\"poke\":\"[%note 5 6]\"}" : "{\"id\":2,\"peek\":\"/x//count\"}");
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    const bool ok =
        answer.find("\"ok\"") != std::string::npos && answer.find(poke ? "\"id\":1" : "\"id\":2") != std::string::npos;
    if (!ok && ++last <= 3) fmt::print("answer: {}\n", answer);
    verdict(ok, poke ? "a poke is acknowledged" : "a peek is answered");
  }
  for (int i = 0; i < kHostile; ++i) {
    // Kinds that are not even wrong, or never end, are hung up on.
    const int kind = i % 12;
    if (kind <= 5 || kind == 8)
      verdict(is_refused(hostile[static_cast<size_t>(i)]), fmt::format("kind {} is refused", kind));
  }
  verdict(ask(good, "{\"id\":3,\"mass\":true}").find("\"ok\"") != std::string::npos, "the good client is still served");
  for (const int fd : hostile) close(fd);
  // Events that take three times a client's patience, and many behind them; some of which wait in the socket.
  const auto many = [](size_t count) {
    std::string requests;
    for (size_t i = 0; i < count; ++i) requests += "{\"poke\":\"[%note 1 2]\"}\n";
    return requests;
  };
  const std::string slow = "{\"poke\":\"[%spin 0]\"}\n";
  for (const std::string& requests :
       {slow + many(3000), many(100) + slow + slow + many(3000), slow + many(10) + slow, many(20'000)}) {
    for (const bool close_half : {false, true}) {
      const size_t wanted = static_cast<size_t>(std::count(requests.begin(), requests.end(), '\n'));
      const size_t got = answers_to(folder, requests, close_half);
      verdict(got == wanted, fmt::format("{} answers to {} requests behind slow events", got, wanted));
    }
  }
  verdict(ask(good, "{\"quit\":true}").find("true") != std::string::npos, "it stops when asked");
  int status = 0;
  waitpid(pid, &status, 0);
  verdict(WIFEXITED(status) && WEXITSTATUS(status) == 0, fmt::format("the host ends well: {}", status));
  std::sort(times.begin(), times.end());
  fmt::print("good clients: p50 {:.2f} ms, p99 {:.2f} ms\n", times[times.size() / 2], times[times.size() * 99 / 100]);
  fmt::print("clients: {} passed, {} failed, 0 skipped\n", passed, failed);
  std::filesystem::remove_all(base);
  return failed == 0 ? 0 : 1;
}
