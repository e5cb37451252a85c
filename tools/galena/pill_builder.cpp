// galena_pill_builder FOLDER OUTPUT...: the pills that the command holds, each called by its kind (solid.pill), of the
// folder of a kernel. They are the same whenever and by whomever they are built.
#include <filesystem>

#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"
#include "tools/galena/session/literal.h"
#include "tools/galena/session/system_pill.h"

namespace galena::tools {
namespace {

constexpr const char* kWhen = "~2026.1.1";

void build(const std::string& folder, const std::filesystem::path& output) {
  const std::optional<PillShape> shape = pill_shape(output.stem().string());
  if (!shape) throw Failure{Exit::usage, "error: " + output.string() + " is the name of no kind of pill"};
  SystemPillOptions options;
  options.shape = *shape;
  options.desk.desk = folder;
  options.now = parse_date(kWhen);
  options.cache.none = true;
  std::vector<std::string> skipped;
  write_file(output.string(), make_system_pill(options, skipped));
  if (!skipped.empty()) throw Failure{Exit::failed, "error: left out " + skipped.front()};
}

}  // namespace
}  // namespace galena::tools

int main(int argc, char** argv) {
  using namespace galena::tools;
  try {
    for (int i = 2; i < argc; ++i) build(argv[1], argv[i]);
    return argc > 2 ? 0 : 2;
  } catch (const Failure& failure) {
    if (!failure.message.empty()) complain(failure.message);
    return static_cast<int>(failure.exit);
  } catch (const std::exception& error) {
    complain(std::string("error: ") + error.what());
    return 1;
  }
}
