// What is said of tests: as text while they run, as JSON or JUnit's XML at the end.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tools/galena/session/test_run.h"

namespace galena::tools {

class TestReport {
 public:
  void add(const TestFile& file, const FileResult& result);

  // The lines for a file that has just been run: `quiet`, only for what failed, and what it said.
  static std::string text_of(const TestFile& file, const FileResult& result, bool quiet);
  // Arms and files, and how they fared. `ms`: how long all of it took.
  std::string totals(double ms) const;
  nlohmann::json json(double ms) const;
  std::string junit(double ms) const;

  size_t arms() const { return arms_; }
  bool passed() const { return failed_ == 0 && faults_ == 0; }

 private:
  std::vector<std::pair<TestFile, FileResult>> files_;
  size_t arms_ = 0, failed_ = 0, faults_ = 0, kept_ = 0;
};

}  // namespace galena::tools
