#include "tools/galena/session/arm_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/galena/base/exit.h"
#include "tools/galena/base/near_names.h"
#include "tools/galena/session/arm_type.h"

namespace galena::tools {
namespace {

std::string text_of(Workbench& bench, const hoon::ArmDoc& doc) {
  std::string text = fmt::format("{}  {}:{}\n", doc.path(), doc.file, doc.line);
  for (const std::string& line : type_lines(bench, doc)) text += "  " + line + "\n";
  if (!doc.comment.empty()) text += '\n';
  for (const std::string& line : doc.comment) text += line.empty() ? "\n" : "  " + line + "\n";
  return text;
}

// An arm by its name, `put:by` or `put`, among those that can be reached; what is nearest the surface first.
std::vector<const hoon::ArmDoc*> find(const hoon::ArmReader& reader, const std::string& name) {
  std::vector<const hoon::ArmDoc*> exact, inside;
  for (const hoon::ArmDoc& doc : reader.arms()) {
    if (doc.hidden) continue;
    if (doc.path() == name) {
      exact.push_back(&doc);
    } else if (doc.name == name) {
      inside.push_back(&doc);
    }
  }
  return exact.empty() ? inside : exact;
}

}  // namespace

std::vector<std::string> type_lines(Workbench& bench, const hoon::ArmDoc& doc) {
  const ArmType type = arm_type(bench, doc.path(), doc.kind, doc.head);
  size_t width = 0;
  for (const auto& [what, lines] : type.parts) width = std::max(width, what.size());
  std::vector<std::string> all;
  for (const auto& [what, lines] : type.parts) {
    for (size_t i = 0; i < lines.size(); ++i) {
      all.push_back(fmt::format("{:<{}}  {}", i == 0 ? what : "", width, lines[i]));
    }
  }
  return all;
}

std::string describe_arm(Workbench& bench, std::span<const hoon::ArmReader> readers, std::string name) {
  while (name.starts_with('+') || name.starts_with('$')) name.erase(0, 1);
  std::vector<std::string> names;
  for (const hoon::ArmReader& reader : readers) {
    const std::vector<const hoon::ArmDoc*> found = find(reader, name);
    if (found.size() == 1) return text_of(bench, *found[0]);
    if (!found.empty()) {
      std::vector<std::string> paths;
      for (const hoon::ArmDoc* each : found) paths.push_back(each->path());
      throw Failure{Exit::usage,
                    fmt::format("error: there are several `{}`: say `{}`", name, fmt::join(paths, "`, `"))};
    }
    for (const hoon::ArmDoc& doc : reader.arms()) {
      if (!doc.hidden) names.push_back(doc.path());
    }
  }
  const std::vector<std::string> near = near_names(name, std::move(names));
  throw Failure{Exit::usage,
                fmt::format("error: no arm `{}` is known{}", name,
                            near.empty() ? "" : fmt::format(": did you mean `{}`?", fmt::join(near, "` or `")))};
}

}  // namespace galena::tools
