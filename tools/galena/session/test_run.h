// Running files of tests in processes of their own: several at once, and none of them takes the others along when it
// ends badly.
#pragma once

#include <functional>
#include <span>

#include "tools/galena/session/test_bench.h"

namespace galena::tools {

// Runs them in `jobs` processes, and hears of each in the order of `files`. Throws Failure where a desk cannot be
// opened, and where Ctrl-C ends it.
void run_tests(const TestOptions& options, std::span<const TestFile> files, unsigned jobs,
               const std::function<void(const TestFile& file, const FileResult& result)>& heard);

}  // namespace galena::tools
