// All jets, each wrapped: its answers are counted, and it can be turned off by itself. For tests that compare jets with
// their Nock. One set of counts a process.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "jets/compiler/table.h"

namespace galena::test {

class WrappedJets {
 public:
  WrappedJets();
  WrappedJets(const WrappedJets&) = delete;
  WrappedJets& operator=(const WrappedJets&) = delete;

  // In the order of AllJets; for the options of a machine, which this must outlive.
  std::span<const Jet> rows() const { return rows_; }
  // How often the jet of a row has answered, that is, not left the Nock to run.
  static uint64_t answers(size_t row);
  // From now on this one always leaves the Nock to run; none: no such.
  static void turn_off(std::optional<size_t> row);

 private:
  AllJets all_;
  std::vector<NativeJet> natives_;
  std::vector<Jet> rows_;
};

}  // namespace galena::test
