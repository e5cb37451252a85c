// Where a command keeps what it has computed, for later runs of it.
#pragma once

#include <memory>
#include <string>

#include "hoon/desk/store.h"
#include "tools/galena/base/command_line.h"

namespace galena::tools {

// --cache, --no-cache
struct CacheOptions {
  std::string folder;
  bool none = false;

  void add_to(CommandLine app);
  // Null where there is to be none, or no place for it is known.
  std::unique_ptr<hoon::Store> open() const;
};

}  // namespace galena::tools
