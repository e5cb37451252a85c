// What has been computed before, on disk: contents under 128-bit keys.
//
// A store is never trusted: what it yields is exactly what was put under that key by the same version of the program,
// run by the same user, or nothing. Damaged, truncated and misplaced files, those of other versions or users, and those
// that others may write to, are as good as absent. It may be deleted at any time, and shared by any number of
// processes.
//
// It does not grow for ever: once a day the first process that puts something lets go of what was not read for long,
// and of the rest what was not read longest, until it is small enough.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "nock/base/digest.h"
#include "nock/base/large_pages.h"

namespace galena::hoon {

class Store {
 public:
  // `folder` is made at the first put. `version`: of the program; part of every key.
  Store(std::string folder, Digest version) : folder_(std::move(folder)), version_(version) {}

  std::optional<Bytes> get(Digest key) const;
  // Appears as a whole or not at all. A store that cannot be written stays as it is.
  void put(Digest key, std::span<const uint8_t> content) const;
  // Removes what was neither put nor read for `age` (to a day), then what was not for longest, down to `size` bytes.
  // Files that are not a store's are left alone.
  void trim(std::chrono::seconds age, uint64_t size) const;

  const std::string& folder() const { return folder_; }

 private:
  Digest full(Digest key) const { return Digester().add(version_).add(key).finish(); }
  std::string path(Digest full_key) const;
  void trim_daily() const;
  bool holds(Digest key, std::span<const uint8_t> content) const;

  std::string folder_;
  Digest version_;
  mutable std::atomic<bool> looked_ = false;  // whether it is time to trim
};

}  // namespace galena::hoon
