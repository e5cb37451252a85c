// galena_jit: makes machine code of the graphs that galena sends it (nock/jit/wire.h), until galena is gone.
//
//      galena_jit PROCESSOR    with a socket as its input
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <span>
#include <string>

#include "nock/base/own_pages.h"
#include "nock/jit/graph_reader.h"
#include "nock/jit/wire.h"
#include "nock/llvm/backend.h"

using namespace galena::jit;

namespace {

constexpr int kSocket = STDIN_FILENO;

void end_if_alone(int) {
  char byte;
  if (recv(kSocket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) _exit(0);
}

// Who asked may be gone in the middle of an answer that takes long; and Ctrl-C is for whoever asked.
bool live_as_long_as_the_other_end() {
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  struct sigaction action = {};
  action.sa_handler = end_if_alone;
  action.sa_flags = SA_RESTART;
  sigaction(SIGIO, &action, nullptr);
  return fcntl(kSocket, F_SETOWN, getpid()) == 0 && fcntl(kSocket, F_SETFL, O_ASYNC) == 0;
}

bool receive(std::string& bytes, uint64_t size) {
  if (size > kMost) return false;
  bytes.resize(size);
  return receive_all(kSocket, bytes.data(), bytes.size());
}

// Gives functions the names that they have in texts.
void name(Graph& graph, const std::string& names) {
  size_t at = 0;
  for (Function& f : graph.functions) {
    const size_t end = names.find('\0', at);
    if (end == std::string::npos) return;
    f.name = names.substr(at, end - at);
    at = end + 1;
  }
}

bool send(bool is_error, const void* bytes, size_t size) {
  return send_header(kSocket, ReplyHeader{is_error, size}) && send_all(kSocket, bytes, size);
}
bool send(bool is_error, const std::string& text) {
  return send(is_error, text.data(), text.size());
}

// One request. False where there will be no other.
bool answer(LlvmBackend& backend) {
  RequestHeader request{};
  std::string graph, names;
  if (!receive_header(kSocket, request) || !receive(graph, request.graph) || !receive(names, request.names)) {
    return false;
  }
  const auto read = read_graph({reinterpret_cast<const uint8_t*>(graph.data()), graph.size()});
  if (read == nullptr) return send(true, "that is no graph");
  name(read->graph, names);
  if (request.wanted == Wanted::ir) return send(false, backend.text(read->graph, Text::ir));
  if (request.wanted == Wanted::assembly) return send(false, backend.text(read->graph, Text::assembly));
  std::string error;
  const Objects objects = backend.compile(read->graph, request.for_debugger, error);
  return objects.empty() ? send(true, error) : send(false, objects.data(), objects.size());
}

// Before anything else, what LLVM does before `main` included.
[[gnu::section(".preinit_array"), gnu::used]] void (*const g_first)() = galena::have_own_pages;

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !live_as_long_as_the_other_end()) {
    std::fputs("galena_jit compiles for galena, which starts it\n", stderr);
    return 2;
  }
  LlvmBackend backend(argv[1]);
  while (answer(backend)) {
  }
  _exit(0);
}
