// A profile as events with a beginning and a duration, one inside the other.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nock/base/check.h"
#include "tools/galena/profile/profiling.h"

namespace galena::tools {
namespace {

constexpr const char* kCategories[] = {"arm", "compiled", "jet", "collection", "memo", "code"};

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string chrome_trace_of(const Profile& profile, const std::string& title) {
  std::vector<std::string> heads;
  for (uint32_t i = 0; i < profile.functions.size(); ++i) {
    heads.push_back(fmt::format(",\n{{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"cat\":\"{}\",\"name\":{}",
                                kCategories[static_cast<size_t>(profile.functions[i].kind)], quoted(profile.label(i))));
  }
  std::string text =
      "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{\"ph\":\"M\",\"pid\":1,\"tid\":1,\"name\":\"process_name\",";
  text += "\"args\":{\"name\":" + quoted(title) + "}}";
  // The frames that are open, outermost first, with the times they were entered. Samples follow one another without
  // gaps within an evaluation; between two there may be one.
  struct Open {
    uint32_t node;
    uint64_t since;
  };
  std::vector<Open> open;
  std::vector<uint32_t> path;
  uint64_t end = 0;
  const auto close = [&](size_t depth) {
    for (; open.size() > depth; open.pop_back()) {
      const Open& last = open.back();
      GALENA_CHECK(last.since <= end && (open.size() == 1 || open[open.size() - 2].since <= last.since));
      text += heads[profile.nodes[last.node].function];
      text += fmt::format(",\"ts\":{}.{:03},\"dur\":{}.{:03}}}", last.since / 1000, last.since % 1000,
                          (end - last.since) / 1000, (end - last.since) % 1000);
    }
  };
  for (const Profile::Sample& sample : profile.samples) {
    const uint64_t begin = sample.end - sample.weight;
    if (begin != end) close(0);
    path.clear();
    for (uint32_t node = sample.node; node != 0; node = profile.nodes[node].parent) path.push_back(node);
    size_t common = 0;
    while (common < open.size() && common < path.size() && open[common].node == path[path.size() - 1 - common])
      ++common;
    close(common);
    for (; common < path.size(); ++common) open.push_back({path[path.size() - 1 - common], begin});
    end = sample.end;
  }
  close(0);
  return text + "\n]}\n";
}

}  // namespace galena::tools
