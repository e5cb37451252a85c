// Compiles the standard library at build time:
//
//   galena_library_builder OUTPUT LAYER...
//
// Each layer is one expression, whose subject is the product of the layer before it (of the first: 0, of which nothing
// is known). It is a file, or a folder of chapters: the arms of one core, whose head is in the first of them. What they
// are when they are joined is written beside the output, so that a place in it can be looked up.
//
// The output is an image of the last product with its type (base/library_image.h).
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "nock/run/nock.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library_image.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/session/program.h"

using namespace galena;
using namespace galena::tools;

namespace {

namespace fs = std::filesystem;

struct Layer {
  std::string file, text;
};

Layer read_layer(const fs::path& layer, const fs::path& folder_of_output) {
  if (!fs::is_directory(layer)) return {layer.string(), read_file(layer.string())};
  std::vector<fs::path> chapters;
  for (const auto& entry : fs::directory_iterator(layer)) {
    if (entry.path().extension() == ".hoon") chapters.push_back(entry.path());
  }
  std::sort(chapters.begin(), chapters.end());
  std::string text;
  for (const fs::path& chapter : chapters) text += read_file(chapter.string());
  text += "--\n";
  const std::string joined = (folder_of_output / layer.filename()).string() + ".hoon";
  write_file(joined, std::span(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
  return {joined, text};
}

void build(const std::string& output, std::span<char*> layers) {
  const LastMachine machine = EvaluationOptions().make_machine();
  Workbench bench(*machine);
  Arena& arena = bench.arena();
  Noun formula = arena.cons(op(Opcode::slot), Noun::direct(1));
  for (size_t i = 0; i < layers.size(); ++i) {
    const auto [file, text] = read_layer(layers[i], fs::path(output).parent_path());
    Program program(bench, file, text);
    const hoon::Compiled layer = program.compile(program.parse());
    formula = i == 0 ? layer.formula : arena.tuple(op(Opcode::compose), formula, layer.formula);
    bench.set_subject({layer.type, Noun::zero()});
  }
  const Result r = machine->run(kNull, formula);
  if (r.outcome != Outcome::done) throw Failure{report_failure(*machine, {}, r), "error: the library crashes"};
  write_file(output, make_library_image(*machine, {bench.subject().type, arena.intern(r.noun)}, formula));
}

}  // namespace

int main(int argc, char** argv) {
  int code = 0;
  try {
    if (argc < 2) throw Failure{Exit::usage, "usage: galena_library_builder OUTPUT LAYER..."};
    build(argv[1], std::span(argv + 2, argv + argc));
  } catch (const Failure& failure) {
    complain(failure.message);
    code = static_cast<int>(failure.exit);
  }
  _exit(code);
}
