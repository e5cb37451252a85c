#include "tools/galena/session/asking.h"

#include <fmt/format.h>

#include "arvo/host/driver/control.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

using Json = nlohmann::json;

// "error: the event failed: it crashed (%exit)", the event that reports it, and the trace. What a host says of Hoon
// begins with "error: " by itself, or with a place and that.
std::string message_of(const Json& answer) {
  std::string message = answer.value("error", "the host said nothing");
  const std::string_view first = std::string_view(message).substr(0, message.find('\n'));
  if (first.find("error: ") == std::string_view::npos) message.insert(0, "error: ");
  if (answer.contains("event")) message += fmt::format(" (event {} reports it)", answer["event"].dump());
  for (const Json& line : answer.value("trace", Json::array())) {
    if (line.is_string()) message += "\n  " + line.get<std::string>();
  }
  return message;
}

}  // namespace

std::optional<Json> ask_if_runs(const std::string& pier, const Json& request) {
  const auto line = host::control_request(pier, request.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!line) return std::nullopt;
  const Json answer = Json::parse(*line, nullptr, false);
  if (answer.is_object() && answer.contains("ok")) return answer["ok"];
  throw Failure{Exit::failed, message_of(answer.is_object() ? answer : Json::object())};
}

Json ask_host(const std::string& pier, const Json& request) {
  if (const auto answer = ask_if_runs(pier, request)) return *answer;
  throw Failure{Exit::usage, fmt::format("error: no host runs {0}: galena run {0} starts one", pier)};
}

}  // namespace galena::tools
