#include "tools/galena/session/pill_circle.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "arvo/host/pill.h"
#include "jets/compiler/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/session/layers.h"
#include "tools/galena/session/literal.h"
#include "tools/galena/session/pill.h"
#include "tools/galena/session/self_hosted.h"
#include "tools/galena/session/system_pill.h"

namespace galena::tools {
namespace {

constexpr const char* kWhen = "~2026.1.1";  // as the build has it: a solid pill depends on it
constexpr const char* kKinds[] = {"baby", "ivory", "brass", "solid"};

// The compiler of this library: a value, made by the native one.
hoon::Vase own_compiler(hoon::Toolchain& tools) {
  hoon::Vase whole{"noun"_n, kNull};
  for (const Layer& layer : own_layers()) whole = tools.slap(whole, hoon::parse(tools.arena(), layer.text).ast);
  return whole;
}

// As Nock: nothing of what its arms come to is answered for.
class OwnPillCompiler : public PillCompiler {
 public:
  explicit OwnPillCompiler(hoon::Toolchain& tools) : self_(tools, own_compiler(tools)) {
    OwnPillCompiler::prepare(tools.machine());
  }
  Noun parse(const std::string& text, Noun path, hoon::Places places) override {
    return self_.parse(text, path, places);
  }
  hoon::Compiled mint(Noun subject, Noun ast) override {
    const Noun made = self_.mint(subject, ast);
    if (!made.is_cell()) throw hoon::Failure{};
    return {made.head(), made.tail()};
  }
  void prepare(const Machine& machine) override { use_compiler_jets(machine, jets::NativeCompiler::Use::nothing); }

 private:
  SelfHosted self_;
};

std::unique_ptr<PillCompiler> in_hoon(hoon::Toolchain& tools) {
  return std::make_unique<OwnPillCompiler>(tools);
}

// The native compiler, told which one to agree with (hoon/type/identity.h).
std::unique_ptr<PillCompiler> natively(hoon::Toolchain& tools) {
  const auto identity = SelfHosted(tools, own_compiler(tools)).identity();
  tools.compiler().forget();
  if (identity) tools.compiler().set_identity(*identity);
  return std::make_unique<NativePillCompiler>(tools);
}

// The sources of our kernel in a folder, as long as this lasts: those that our pill carries.
class Sources {
 public:
  explicit Sources(std::span<const uint8_t> brass) {
    std::string name = std::filesystem::temp_directory_path() / "galena-circle-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw Failure{Exit::failed, "error: no folder can be made in " + name};
    folder_ = name;
    Heap heap(MemoryOption().bytes());
    const std::optional<host::Pill> pill = host::parse_pill(cue(heap, brass).noun);
    GALENA_CHECK(pill.has_value());
    // Each [wire %what files], of which a file is [path %hoon text].
    for (Noun events = pill->modules; events.is_cell(); events = events.tail()) {
      for (Noun files = events.head().tail().tail(); files.is_cell(); files = files.tail()) write(files.head());
    }
  }
  ~Sources() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Sources(const Sources&) = delete;
  Sources& operator=(const Sources&) = delete;

  const std::string& folder() const { return folder_; }

 private:
  void write(Noun file) {
    std::string name = folder_;
    for (Noun path = file.head(); path.is_cell(); path = path.tail()) name += "/" + cord_text(path.head());
    std::filesystem::create_directories(std::filesystem::path(name).parent_path());
    const std::string text = cord_text(file.tail().tail());
    write_file(name + ".hoon", std::span(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
  }

  std::string folder_;
};

struct Made {
  std::vector<uint8_t> bytes;
  uint32_t mug;
  double seconds;
};

// The shape of a kind that is made of the folder of a kernel.
std::optional<PillShape> shape_of_folder(const std::string& kind) {
  const std::optional<PillShape> shape = pill_shape(kind);
  return shape == PillShape::ivory ? std::nullopt : shape;
}

Made make(const std::string& kind, const EvaluationOptions& evaluation, const Sources* sources,
          const PillCompilerMaker& by) {
  const auto begin = std::chrono::steady_clock::now();
  Made made;
  Heap heap(MemoryOption().bytes());
  if (const std::optional<PillShape> shape = shape_of_folder(kind)) {
    SystemPillOptions options;
    options.shape = *shape;
    options.desk.desk = sources->folder();
    options.now = parse_date(kWhen);
    options.evaluation = evaluation;
    options.by = by;
    std::vector<std::string> skipped;
    made.bytes = make_system_pill(options, skipped);
  } else {
    const Jammed bytes = jam(compile_pill(heap, kind, "", Places::with, by));
    made.bytes.assign(bytes.begin(), bytes.end());
  }
  made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  made.mug = mug(cue(heap, made.bytes).noun);
  return made;
}

// What this command has for a pill of that kind; nothing for ivory, whose library the build has compiled to agree with
// another compiler than this one.
std::vector<uint8_t> of_this_command(const std::string& kind, const PillsAtHand& at_hand) {
  if (kind == "ivory") return {};
  if (const auto bytes = at_hand(kind)) return {bytes->begin(), bytes->end()};
  Heap heap(MemoryOption().bytes());
  const Jammed bytes = jam(compile_pill(heap, kind, ""));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

PillsCompared compare_pills(const EvaluationOptions& evaluation, std::span<const std::string> only,
                            const PillsAtHand& at_hand) {
  for (const std::string& kind : only) {
    if (std::ranges::find(kKinds, kind) == std::end(kKinds)) {
      throw Failure{Exit::usage, fmt::format("error: there is no kind of pill `{}`: baby, ivory, brass, solid", kind)};
    }
  }
  PillsCompared compared;
  const auto brass = at_hand("brass");
  std::optional<Sources> sources;
  if (brass) sources.emplace(*brass);
  print_line(fmt::format("{:<8} {:>10} {:>10} {:>10}  {:<10}", "pill", "bytes", "native, s", "in Hoon, s", "mug"));
  for (const std::string kind : kKinds) {
    if (!only.empty() && std::ranges::find(only, kind) == only.end()) continue;
    if (shape_of_folder(kind) && !sources) continue;
    const Made native = make(kind, evaluation, sources ? &*sources : nullptr, &natively);
    const Made own = make(kind, evaluation, sources ? &*sources : nullptr, &in_hoon);
    const std::vector<uint8_t> here = of_this_command(kind, at_hand);
    const bool same = native.bytes == own.bytes, as_here = here.empty() || here == native.bytes;
    ++(same ? compared.same : compared.different);
    if (!here.empty()) ++(as_here ? compared.same : compared.different);
    print_line(fmt::format("{:<8} {:>10} {:>10.3f} {:>10.3f}  0x{:08x} {}{}", kind, native.bytes.size(), native.seconds,
                           own.seconds, native.mug, same ? "the same noun" : fmt::format("0x{:08x} DIFFERENT", own.mug),
                           as_here ? "" : ", and DIFFERENT from that of this command"));
  }
  return compared;
}

}  // namespace galena::tools
