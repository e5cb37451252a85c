// A line on the terminal that says what is being computed, as a program asks for it (`%spin`): on standard error, if
// that is a terminal, once the same evaluation has gone on for a while, until it is over.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "nock/base/alarm.h"

namespace galena::tools {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // From now on; nothing where it is empty. As often as one likes: little is drawn of what changes quickly.
  void show(std::string_view label);

 private:
  std::optional<Alarm::Time> draw();

  const bool on_terminal_;
  std::mutex mutex_;
  std::string label_;
  bool drawn_ = false, awaited_ = false;
  Alarm alarm_;
};

}  // namespace galena::tools
