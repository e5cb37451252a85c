// galena pill: makes pills from source, and says what is in one.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arvo/host/pill.h"
#include "hoon/aura/scot.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/kernels.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/exit.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {

Noun compile_pill(Heap& heap, const std::string& name, const std::string& from) {
  // A machine of its own, whose arena goes when the formula has been copied.
  const EvaluationOptions options;
  const std::unique_ptr<Machine> machine(options.make_machine().release());
  Workbench bench(*machine);
  std::string text, file = from;
  if (from.empty()) {
    const auto source = kernel_source(name);
    if (!source) {
      throw Failure{Exit::usage,
                    fmt::format("error: there is no kernel `{}` in this binary: --from FILE.hoon names its "
                                "source",
                                name)};
    }
    text = *source;
    file = name + ".hoon";
  } else {
    text = read_file(from);
  }
  Program program(bench, file, std::move(text));
  const hoon::Compiled compiled = program.compile(program.parse());
  const Cued formula = cue(heap, jam(compiled.formula));
  host::Pill pill{host::PillKind::pill, heap.cord(name), heap.list(std::span(&formula.noun, 1)), kNull, kNull};
  return host::make_pill(heap, pill);
}

host::Pill load_pill(Heap& heap, const std::string& path) {
  const auto pill = host::parse_pill(read_jam(heap, path));
  if (pill) return *pill;
  throw Failure{Exit::usage,
                fmt::format("error: {} is no pill: a pill is a jam of [%pill name boot modules userspace]", path)};
}

namespace {

size_t count(Noun list) {
  size_t n = 0;
  for (; list.is_cell(); list = list.tail()) ++n;
  return n;
}

// The distinct cells of a noun, and its bytes as a jam.
struct Size {
  size_t events, cells, bytes;
  uint32_t mug;
};
Size measure(Noun list) {
  return {count(list), fill_mugs(list), jam(list).size(), mug(list)};
}

Exit show(const std::string& path, bool as_json) {
  Heap heap(noun_memory(""));
  const host::Pill pill = load_pill(heap, path);
  const host::Kelvins kelvins = host::find_kelvins(pill);
  const std::pair<const char*, Noun> parts[] = {
      {"boot", pill.boot}, {"modules", pill.modules}, {"userspace", pill.userspace}};
  const std::string name = pill.name.is_atom() ? cord_text(pill.name) : std::string();
  if (as_json) {
    nlohmann::json out{{"kind", host::describe(pill.kind)}, {"name", name}};
    for (const auto& [part, list] : parts) {
      const Size size = measure(list);
      out[part] = {{"events", size.events}, {"cells", size.cells}, {"bytes", size.bytes}, {"mug", size.mug}};
    }
    out["kelvins"] = nlohmann::json::object();
    for (const auto& [what, version] : kelvins.found) out["kelvins"][what] = version;
    print_line(out.dump());
    return Exit::ok;
  }
  print_line(fmt::format("{}: {}{}", path, host::describe(pill.kind), name.empty() ? "" : ", %" + name));
  print_line(fmt::format("{:<10} {:>7} {:>10} {:>11}  {}", "", "events", "cells", "bytes", "mug"));
  for (const auto& [part, list] : parts) {
    const Size size = measure(list);
    print_line(
        fmt::format("{:<10} {:>7} {:>10} {:>11}  0x{:08x}", part, size.events, size.cells, size.bytes, size.mug));
  }
  std::string line;
  for (const auto& [what, version] : kelvins.found) line += fmt::format(" %{} {}", what, version);
  if (!line.empty()) print_line("kelvins:" + line);
  return Exit::ok;
}

struct Options {
  std::string name, from, output, file;
  bool json = false;
};

Exit make(const Options& options) {
  Heap heap(noun_memory(""));
  const Noun pill = compile_pill(heap, options.name, options.from);
  write_file(options.output, jam(pill));
  return Exit::ok;
}

}  // namespace

void add_pill(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("pill", "Make a pill from the source of a kernel, or show what is in one");
  sub->add_option("NAME", options->name,
                  "The pill's name; a kernel of this binary (baby) unless --from says otherwise; "
                  "`show` shows the pill that follows")
      ->required();
  sub->add_option("FILE", options->file, "With show: the pill");
  sub->add_option("--from", options->from, "The Hoon source of the kernel")->type_name("FILE");
  sub->add_option("-o,--output", options->output, "Where the pill goes; - is standard output")->type_name("FILE");
  sub->add_flag("--json", options->json, "With show: as JSON");
  sub->footer(
      "Examples:\n"
      "  galena pill baby -o baby.pill\n"
      "  galena pill mine --from kernel.hoon -o mine.pill\n"
      "  galena pill show mine.pill");
  sub->callback([options, &exit] {
    if (options->name == "show") {
      if (options->file.empty()) throw Failure{Exit::usage, "error: say which pill: galena pill show FILE"};
      exit = show(options->file, options->json);
      return;
    }
    if (!options->file.empty()) throw Failure{Exit::usage, "error: the source of a kernel goes behind --from"};
    if (options->output.empty()) throw Failure{Exit::usage, "error: say where the pill goes (-o FILE)"};
    exit = make(*options);
  });
}

}  // namespace galena::tools
