// What came of tests: of the arms of a file, and of a file that does not build. They go from process to process, and
// into the store, as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace galena::tools {

// What an arm complains of: text, or two values that should be alike.
struct Complaint {
  std::vector<std::string> text;  // lines
  std::string what;               // of the two: empty for values, `type`
  std::vector<std::string> expected, found;
};

enum class Verdict : uint8_t {
  passed,
  failed,   // it complains
  crashed,  // the trace is what it complains of
  stopped,  // by a limit: nothing that would come out again
  refused,  // it is no test
};
std::string_view word_of(Verdict verdict);

struct ArmResult {
  std::string name;
  Verdict verdict = Verdict::passed;
  double ms = 0;
  std::vector<Complaint> complaints;
  std::vector<std::string> said;  // lines that it printed
};

struct FileResult {
  std::vector<ArmResult> arms;  // in the order of the source
  std::string fault;            // why it does not build, as diagnostics; empty where it does
  double build_ms = 0;
  bool kept = false;              // from an earlier run
  std::vector<std::string> said;  // while it was built

  size_t failures() const;
};

nlohmann::json to_json(const FileResult& result);
// Throws nlohmann::json::exception for what to_json does not make.
FileResult file_result(const nlohmann::json& json);

}  // namespace galena::tools
