#include "tools/galena/base/cache.h"

#include <atomic>
#include <cstdlib>

#include "tools/galena/base/build_id.h"
#include "tools/galena/base/io.h"

namespace galena::tools {

void CacheOptions::add_to(CommandLine app) {
  app.option("--cache", folder, "Where results are kept; else $XDG_CACHE_HOME/galena").type_name("DIR");
  app.flag("--no-cache", none, "Neither use nor keep results");
}

std::unique_ptr<hoon::Store> CacheOptions::open() const {
  const std::optional<Digest> version = build_id();
  if (none || !version) return nullptr;
  std::string where = folder;
  const auto from = [&](const char* variable, const char* below) {
    const char* value = std::getenv(variable);
    if (where.empty() && value != nullptr && value[0] == '/') where = std::string(value) + below;
  };
  from("XDG_CACHE_HOME", "/galena");
  from("HOME", "/.cache/galena");
  // Several stores of a process are one folder as a rule.
  static std::atomic<bool> told = false;
  const auto tell = [](const std::string& what) {
    if (!told.exchange(true)) complain("note: " + what);
  };
  return where.empty() ? nullptr : std::make_unique<hoon::Store>(where, *version, tell);
}

}  // namespace galena::tools
