// The way of a graph to the program that makes code of it, and of the code back.
#include "nock/jit/backend.h"

#include <doctest/doctest.h>
#include <signal.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "nock/jit/analysis.h"
#include "nock/jit/compiler_process.h"
#include "nock/jit/graph_reader.h"
#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace galena::jit;

namespace {

MachineOptions automatic() {
  MachineOptions o;
  o.tier = Tier::automatic;
  return o;
}

// Graphs with all that serialise writes: loops with a known end, sums, lists, passages, shapes with constants.
const char* const kFormulas[] = {
    "[4 0 1]",
    "[8 [1 0] 8 [1 6 [5 [0 7] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]",
    "[8 [1 6 [5 [1 0] 0 3] [1 0] [0 3] 9 2 10 [3 8 [1 0] 8 [1 6 [5 [0 15] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1] "
    "0 1] 9 2 10 [3 0 3] 0 1]",
    "[7 [[1 [8 [1 0] 8 [1 6 [5 [0 15] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1] [6 [5 [1 0] 0 6] [0 7] 9 5 10 [6 9 4 "
    "10 [3 0 6] 0 1] 10 [7 4 0 7] 0 1]] 0 1] 9 5 0 1]",
};

class Graphs {
 public:
  std::unique_ptr<Graph> of(const char* formula) {
    return analyse(m_.machine, program_, m_.read("[7 100]"), m_.read(formula), nullptr, {});
  }

 private:
  TextMachine m_{automatic()};
  Program program_{m_.machine.heap()};
};

std::unique_ptr<GraphRead> read(const std::string& bytes) {
  return read_graph({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

TEST_CASE("a graph is read as it was written, and nothing else is a graph") {
  Graphs graphs;
  for (const char* const formula : kFormulas) {
    CAPTURE(formula);
    const auto graph = graphs.of(formula);
    REQUIRE(graph != nullptr);
    const std::string bytes = serialise(*graph);
    const auto again = read(bytes);
    REQUIRE(again != nullptr);
    CHECK(serialise(again->graph) == bytes);
    // Changed somewhere, it is another graph or none; cut off, it is none.
    for (size_t i = 0; i < bytes.size(); ++i) {
      CHECK(read(bytes.substr(0, i)) == nullptr);
      for (const int other : {0, 1, 2, 127, 128, 255}) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(other);
        const auto found = read(changed);
        CHECK((found == nullptr || serialise(found->graph) == changed));
      }
    }
    CHECK(read(bytes + '\0') == nullptr);
  }
}

TEST_CASE("what compiles says what it cannot, and is started anew where it has ended") {
  OpenedBackend opened = open_backend(false);
  if (opened.backend == nullptr) return;  // this build has no LLVM
  Graphs graphs;
  const auto graph = graphs.of(kFormulas[1]);
  REQUIRE(graph != nullptr);
  std::string error;
  const Objects objects = opened.backend->compile(*graph, error);
  CHECK(error == "");
  CHECK_FALSE(objects.empty());
  CHECK(opened.backend->text(*graph, Text::ir).find("define") != std::string::npos);
  CHECK(opened.backend->text(*graph, Text::assembly).find(".text") != std::string::npos);
  CHECK(opened.backend->compile(Graph(), error).empty());
  CHECK(error == "that is no graph");

  opened.backend.reset();
  std::unique_ptr<CompilerProcess> process = CompilerProcess::take_idle();
  REQUIRE(process != nullptr);
  const std::string program = std::filesystem::read_symlink("/proc/" + std::to_string(process->pid()) + "/exe");
  kill(process->pid(), SIGKILL);
  Backend backend(program, std::move(process), false);
  CHECK(backend.compile(*graph, error).empty());
  CHECK(error == "what compiles has ended: no code for this");
  CHECK(backend.compile(*graph, error) == objects);
  CHECK(error == "");

  CompilerProcess::end_all();
  CHECK(backend.compile(*graph, error).empty());
  CHECK(backend.compile(*graph, error) == objects);

  // A program that is another one.
  Backend other("/bin/true", nullptr, false);
  CHECK(other.compile(*graph, error).empty());
  CHECK(error != "");
  Backend none("/nowhere/galena_jit", nullptr, false);
  CHECK(none.compile(*graph, error).empty());
  CHECK(error.starts_with("/nowhere/galena_jit: "));
}

TEST_CASE("one process of the compiler is kept for the next machine") {
  OpenedBackend opened = open_backend(false);
  if (opened.backend == nullptr) return;
  opened.backend.reset();
  const std::unique_ptr<CompilerProcess> idle = CompilerProcess::take_idle();
  REQUIRE(idle != nullptr);
  CHECK(CompilerProcess::take_idle() == nullptr);
  const auto reply = idle->ask(Wanted::objects, false, "", "");
  REQUIRE(reply.has_value());
  CHECK(reply->is_error);
}
