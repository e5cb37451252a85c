#include "tools/galena/session/mass_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "nock/base/visible.h"

namespace galena::tools {
namespace {

using Json = nlohmann::json;

std::string line_of(unsigned depth, const std::string& name, const host::Weight& weight) {
  return fmt::format("{:<32} {:>13} {:>11} {:>9}", std::string(2 * depth, ' ') + visible(name), weight.bytes,
                     weight.cells, weight.atoms);
}

void add_lines(const host::Part& part, unsigned depth, std::vector<std::string>& lines) {
  lines.push_back(line_of(depth, part.name, part.weight));
  for (const host::Part& below : part.parts) add_lines(below, depth + 1, lines);
}

Json json_of(const host::Weight& weight) {
  return {{"bytes", weight.bytes}, {"cells", weight.cells}, {"atoms", weight.atoms}};
}

Json json_of(const host::Part& part) {
  Json json = json_of(part.weight);
  json["name"] = part.name;
  for (const host::Part& below : part.parts) json["parts"].push_back(json_of(below));
  return json;
}

}  // namespace

host::Weight MassReport::whole() const {
  host::Weight all = rest;
  if (account) all += account->weight;
  return all;
}

std::vector<std::string> MassReport::text() const {
  std::vector<std::string> lines{fmt::format("{:<32} {:>13} {:>11} {:>9}", "", "bytes", "cells", "atoms")};
  if (account) {
    add_lines(*account, 0, lines);
    lines.push_back(line_of(0, "the rest", rest));
  }
  lines.push_back(line_of(0, "all", whole()));
  if (worms.empty()) return lines;
  lines.emplace_back();
  lines.push_back(fmt::format("{:<12} {:>8} {:>8} {:>8}", "worm", "nests", "plays", "mints"));
  for (const WormReport& worm : worms) {
    lines.push_back(
        fmt::format("{:<12} {:>8} {:>8} {:>8}", visible(worm.vane), worm.size.nests, worm.size.plays, worm.size.mints));
  }
  return lines;
}

Json MassReport::json() const {
  Json out{{"event", event}, {"all", json_of(whole())}, {"rest", json_of(rest)}};
  out["account"] = account ? json_of(*account) : Json();
  for (const WormReport& worm : worms) {
    out["worms"][worm.vane] = {{"nests", worm.size.nests}, {"plays", worm.size.plays}, {"mints", worm.size.mints}};
  }
  return out;
}

MassReport weigh_kernel(host::Kernel& kernel, uint64_t event) {
  MassReport report;
  report.event = event;
  host::Scales scales;
  report.account = host::weigh_account(scales, host::account_of(kernel));
  if (report.account) {
    for (auto& [vane, size] : host::worms_of(*report.account)) report.worms.push_back({vane, size});
  } else {
    scales = {};
  }
  report.rest = scales.weigh(kernel.core());
  return report;
}

MassReport weigh_pier(const PierCommand& common, const std::string& folder) {
  const std::unique_ptr<Machine> machine(common.evaluation.make_machine([](Noun) {}).release());
  host::Pier pier(folder, *machine, common.pier_options(), host::Pier::Mode::read);
  pier.resume();
  return weigh_kernel(pier.kernel(), pier.event());
}

}  // namespace galena::tools
