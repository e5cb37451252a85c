// galena pill: makes pills from source, and says what is in one.
#include <fmt/format.h>

#include "arvo/host/pill.h"
#include "hoon/aura/scot.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/base/memory.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/library/pills.h"
#include "tools/galena/session/literal.h"
#include "tools/galena/session/pill.h"
#include "tools/galena/session/system_pill.h"

namespace galena::tools {

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
  Heap heap(MemoryOption().bytes());
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
    print_json(out);
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

constexpr const char* kShip = "zod";

struct Options {
  std::string name, from, output, file, ship = kShip, now;
  bool json = false, no_places = false;
  SystemPillOptions system;
};

// Of a folder of sources.
Exit make_system(const Options& options) {
  if (options.no_places) throw Failure{Exit::usage, "error: --no-places is of one file (--from FILE)"};
  const std::optional<PillShape> shape = pill_shape(options.name);
  if (!shape) {
    throw Failure{Exit::usage,
                  fmt::format("error: of a folder, a pill is brass, solid or ivory, and not `{}`", options.name)};
  }
  SystemPillOptions system = options.system;
  system.shape = *shape;
  system.desk.desk = options.from;
  system.diagnostics.json = options.json;
  system.who = parse_ship(options.ship);
  system.now = options.now.empty() ? host::system_time() : parse_date(options.now);
  std::vector<std::string> skipped;
  write_file(options.output, make_system_pill(system, skipped));
  for (const std::string& line : skipped) complain("note: left out " + line);
  return Exit::ok;
}

Exit make(const Options& options) {
  if (is_folder(options.from)) return make_system(options);
  if (!options.now.empty() || options.ship != kShip || options.system.desk.links) {
    throw Failure{Exit::usage, "error: --now, --name and --links are of a folder (--from DIR)"};
  }
  if (options.system.evaluation.kelvin.number != 0) {
    throw Failure{Exit::usage, "error: --kelvin is of a folder (--from DIR): one file is of this command's own"};
  }
  const std::optional<PillShape> shape = pill_shape(options.name);
  if (shape && *shape != PillShape::ivory && options.from.empty()) {
    const auto bytes = embedded_pill(options.name);
    if (!bytes) throw Failure{Exit::failed, "error: this build has no pill of its kernel"};
    write_file(options.output, *bytes);
    return Exit::ok;
  }
  Heap heap(MemoryOption().bytes());
  const Noun pill = compile_pill(heap, options.name, options.from, options.no_places ? Places::without : Places::with);
  write_file(options.output, jam(pill));
  return Exit::ok;
}

}  // namespace

void add_pill(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("pill", "Make a pill from the source of a kernel, or show what is in one");
  const Option name = sub.option("NAME", options->name,
                                 "The pill's name; one of this binary (baby, ivory, brass, solid) unless --from says "
                                 "otherwise; `show` shows the pill that follows");
  name.takes("baby ivory brass solid show").required();
  sub.option("FILE", options->file, "With show: the pill");
  sub.option("--from", options->from,
             "The Hoon source of the kernel; for brass, solid and ivory, also the folder of a desk with it in sys")
      .type_name("FILE");
  sub.option("--name", options->ship, "With a folder: who the kernel's places and desk are of (zod)").type_name("SHIP");
  sub.option("--now", options->now, "With a folder: when the pill was made, as ~2026.1.31; now, if not given")
      .type_name("DATE");
  sub.flag("--links", options->system.desk.links, "With a folder: follow links that lead out of it, too");
  options->system.cache.add_to(sub);
  options->system.evaluation.kelvin.add_to(sub);
  sub.flag("--no-places", options->no_places,
           "Without the places in its source, which traces name and for which each round of a loop takes room");
  sub.option("-o,--output", options->output, "Where the pill goes; - is standard output").type_name("FILE");
  sub.flag("--json", options->json, "With show: as JSON; with a folder, of errors");
  sub.footer(
      "Examples:\n"
      "  galena pill baby -o baby.pill\n"
      "  galena pill ivory -o ivory.pill\n"
      "  galena pill mine --from kernel.hoon -o mine.pill\n"
      "  galena pill solid --from pkg/arvo --links --now ~2026.1.1 -o solid.pill\n"
      "  galena pill ivory --from pkg/arvo --links -o ivory.pill\n"
      "  galena pill show mine.pill");
  sub.callback([options, &exit] {
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
