// What has been computed before, on disk: contents under 128-bit keys.
//
// A store is never trusted: what it yields is exactly what was put under that key by the same version of the program,
// run by the same user, or nothing. Damaged, truncated and misplaced files, those of other versions or users, those
// that others may write to, and what is no file are as good as absent. So is a whole folder that another user owns, or
// that others may write to. It may be deleted at any time, and shared by any number of processes.
//
// Machine code is run as it is. So it is sealed besides: with a digest that is keyed by a secret of the folder, which
// only its owner can read.
//
// It does not grow for ever: once a day the first process that puts something lets go of what was not read for long,
// and of the rest what was not read longest, until it is small enough.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "nock/base/digest.h"
#include "nock/base/keyed_digest.h"
#include "nock/base/large_pages.h"

namespace galena::hoon {

class Store {
 public:
  // Told once, in a sentence, of what is not used because it is not ours, or others may write to it. On any thread.
  using OnForeign = std::function<void(const std::string&)>;
  // `folder` is made at the first put, for nobody else to look into. `version`: of the program; part of every key.
  Store(std::string folder, Digest version, OnForeign on_foreign = {});
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  std::optional<Bytes> get(Digest key) const;
  // Appears as a whole or not at all. A store that cannot be written stays as it is.
  void put(Digest key, std::span<const uint8_t> content) const;
  // The same for machine code: what `get_code` yields was put by `put_code`, in a process that could read the secret.
  std::optional<Bytes> get_code(Digest key) const;
  void put_code(Digest key, std::span<const uint8_t> code) const;
  // Removes what was neither put nor read for `age` (to a day), then what was not for longest, down to `size` bytes.
  // Files that are not a store's are left alone.
  void trim(std::chrono::seconds age, uint64_t size) const;

  const std::string& folder() const { return folder_; }

 private:
  Digest full(Digest key) const { return Digester().add(version_).add(key).finish(); }
  // The folder, where it is there and ours, else null; `make`: made, where it is not there.
  std::shared_ptr<const int> open_folder(bool make) const;
  // A descriptor of a folder in it, or -1.
  int open_part(int folder, const std::string& name, bool make) const;
  bool is_ours(int descriptor, bool folder, const std::string& name) const;
  std::optional<DigestKey> secret(bool make) const;
  Digest seal(const DigestKey& secret, Digest key, std::span<const uint8_t> code) const;
  void trim_daily(int folder) const;
  bool holds(Digest key, std::span<const uint8_t> content) const;

  std::string folder_;
  Digest version_;
  OnForeign on_foreign_;
  mutable std::atomic<bool> told_ = false;    // of what is foreign
  mutable std::atomic<bool> looked_ = false;  // whether it is time to trim
  mutable std::mutex mutex_;                  // of what follows
  mutable std::shared_ptr<const int> opened_;
  mutable std::optional<DigestKey> secret_;
};

}  // namespace galena::hoon
