#include "tools/galena/session/test_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "nock/base/visible.h"
#include "tools/galena/diagnose/line_difference.h"

namespace galena::tools {
namespace {

std::vector<std::string> lines_of(const Complaint& complaint) {
  std::vector<std::string> lines = complaint.text;
  if (complaint.expected.empty() && complaint.found.empty()) return lines;
  if (!complaint.what.empty()) lines.push_back(fmt::format("the {} differs", complaint.what));
  std::ranges::move(line_difference(complaint.expected, complaint.found), std::back_inserter(lines));
  return lines;
}

std::string text_of_complaints(const ArmResult& arm, std::string_view indent) {
  std::string text;
  for (const Complaint& complaint : arm.complaints) {
    for (const std::string& line : lines_of(complaint)) text += fmt::format("{}{}\n", indent, line);
  }
  return text;
}

std::string indented(const std::vector<std::string>& lines, std::string_view indent) {
  std::string text;
  for (const std::string& line : lines) text += fmt::format("{}{}\n", indent, line);
  return text;
}

std::string case_of(const std::string& file, const ArmResult& arm) {
  std::string text = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\"", visible_xml(file),
                                 arm.name, arm.ms / 1000);
  if (arm.verdict == Verdict::passed && arm.said.empty()) return text + "/>\n";
  text += ">\n";
  if (arm.verdict != Verdict::passed) {
    text += fmt::format("      <failure type=\"{}\">{}</failure>\n", word_of(arm.verdict),
                        visible_xml(text_of_complaints(arm, "")));
  }
  if (!arm.said.empty())
    text += fmt::format("      <system-out>{}</system-out>\n", visible_xml(indented(arm.said, "")));
  return text + "    </testcase>\n";
}

std::string counted(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

double milliseconds_of(const FileResult& result) {
  double ms = result.build_ms;
  for (const ArmResult& arm : result.arms) ms += arm.ms;
  return ms;
}

}  // namespace

void TestReport::add(const TestFile& file, const FileResult& result) {
  files_.emplace_back(file, result);
  arms_ += result.arms.size();
  failed_ += result.failures();
  if (!result.fault.empty()) ++faults_;
  if (result.kept) kept_ += result.arms.size();
}

std::string TestReport::text_of(const TestFile& file, const FileResult& result, bool quiet) {
  if (!result.fault.empty()) return fmt::format("{}  REFUSED\n{}\n", file.shown, result.fault);
  if (result.arms.empty() || (quiet && result.failures() == 0)) return {};
  std::string text = file.shown;
  if (!result.kept) text += fmt::format("  (built in {:.1f} ms)", result.build_ms);
  text += '\n';
  if (!quiet) text += indented(result.said, "    | ");
  for (const ArmResult& arm : result.arms) {
    if (quiet && arm.verdict == Verdict::passed) continue;
    text += fmt::format("  {:<8}{}  {}\n", word_of(arm.verdict), arm.name,
                        result.kept ? "as before" : fmt::format("{:.1f} ms", arm.ms));
    text += indented(arm.said, "    | ");
    text += text_of_complaints(arm, "    ");
  }
  return text;
}

std::string TestReport::totals(double ms) const {
  std::string text = fmt::format("{} in {}: {} passed, {} failed", counted(arms_, "test"),
                                 counted(files_.size(), "file"), arms_ - failed_, failed_);
  if (faults_ != 0) text += fmt::format(", {} refused", counted(faults_, "file"));
  if (kept_ != 0) text += fmt::format(" ({} as before)", kept_);
  return text + fmt::format("; {:.1f} s\n", ms / 1000);
}

nlohmann::json TestReport::json(double ms) const {
  nlohmann::json json{
      {"tests", arms_}, {"passed", arms_ - failed_},       {"failed", failed_}, {"refused", faults_}, {"kept", kept_},
      {"ms", ms},       {"files", nlohmann::json::array()}};
  for (const auto& [file, result] : files_) {
    nlohmann::json one = to_json(result);
    one["file"] = file.shown;
    // Diagnostics are JSON then, a line each.
    if (const nlohmann::json fault = nlohmann::json::parse(result.fault, nullptr, false); fault.is_object()) {
      one["fault"] = fault;
    }
    json["files"].push_back(std::move(one));
  }
  return json;
}

std::string TestReport::junit(double ms) const {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  text += fmt::format("<testsuites tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.3f}\">\n", arms_, failed_,
                      faults_, ms / 1000);
  for (const auto& [file, result] : files_) {
    text += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.3f}\">\n",
                        visible_xml(file.shown), result.arms.size(), result.failures(), result.fault.empty() ? 0 : 1,
                        milliseconds_of(result) / 1000);
    if (!result.fault.empty()) {
      text +=
          fmt::format("    <testcase classname=\"{0}\" name=\"build\">\n      <error>{1}</error>\n    </testcase>\n",
                      visible_xml(file.shown), visible_xml(result.fault));
    }
    for (const ArmResult& arm : result.arms) text += case_of(file.shown, arm);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace galena::tools
