#include "tools/galena/session/test_result.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace galena::tools {
namespace {

using Json = nlohmann::json;

constexpr Verdict kVerdicts[] = {Verdict::passed, Verdict::failed, Verdict::crashed, Verdict::stopped,
                                 Verdict::refused};

// Leaves out what is empty: nearly everything is.
void put(Json& json, const char* key, const std::vector<std::string>& lines) {
  if (!lines.empty()) json[key] = lines;
}
std::vector<std::string> lines_at(const Json& json, const char* key) {
  return json.value(key, std::vector<std::string>());
}

Json json_of(const Complaint& complaint) {
  Json json = Json::object();
  put(json, "text", complaint.text);
  put(json, "expected", complaint.expected);
  put(json, "found", complaint.found);
  if (!complaint.what.empty()) json["what"] = complaint.what;
  return json;
}

Json json_of(const ArmResult& arm) {
  Json json{{"name", arm.name}, {"verdict", word_of(arm.verdict)}, {"ms", arm.ms}};
  for (const Complaint& complaint : arm.complaints) json["complaints"].push_back(json_of(complaint));
  put(json, "said", arm.said);
  return json;
}

ArmResult arm_result(const Json& json) {
  ArmResult arm;
  arm.name = json.at("name");
  const std::string verdict = json.at("verdict");
  arm.verdict = *std::ranges::find_if(kVerdicts, [&](Verdict v) { return word_of(v) == verdict; });
  arm.ms = json.at("ms");
  for (const Json& each : json.value("complaints", Json::array())) {
    arm.complaints.push_back(
        {lines_at(each, "text"), each.value("what", ""), lines_at(each, "expected"), lines_at(each, "found")});
  }
  arm.said = lines_at(json, "said");
  return arm;
}

}  // namespace

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "ok";
    case Verdict::failed:
      return "FAILED";
    case Verdict::crashed:
      return "CRASHED";
    case Verdict::stopped:
      return "STOPPED";
    case Verdict::refused:
      return "REFUSED";
  }
  __builtin_unreachable();
}

size_t FileResult::failures() const {
  return static_cast<size_t>(
      std::ranges::count_if(arms, [](const ArmResult& arm) { return arm.verdict != Verdict::passed; }));
}

Json to_json(const FileResult& result) {
  Json json{{"arms", Json::array()}, {"build_ms", result.build_ms}, {"kept", result.kept}};
  for (const ArmResult& arm : result.arms) json["arms"].push_back(json_of(arm));
  if (!result.fault.empty()) json["fault"] = result.fault;
  put(json, "said", result.said);
  return json;
}

FileResult file_result(const Json& json) {
  FileResult result;
  for (const Json& arm : json.at("arms")) result.arms.push_back(arm_result(arm));
  result.fault = json.value("fault", "");
  result.build_ms = json.at("build_ms");
  result.kept = json.at("kept");
  result.said = lines_at(json, "said");
  return result;
}

}  // namespace galena::tools
