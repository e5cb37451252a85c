// The files of a pier: opened below a folder that is held open, so that they are this pier's wherever it is moved to
// and whatever comes to its old place; and only if they are what the host made, regular files, since what lies there
// may be somebody else's: a link would have another file overwritten, and a pipe be waited for.
//
// Also what must be on disk for a name to be there: a file that was synced is not, until its folder was.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/failure.h"

namespace galena::host {

// What the system said, as a HostFailure of the disk: "error: cannot DOING: why; what to do". `doing` names the file.
HostFailure disk_failure(const std::string& doing, int code);
// Whether the system said that there is no room for what was to be written.
bool is_full(int code);

class OpenFolder {
 public:
  // Throws HostFailure where there is none.
  explicit OpenFolder(const std::string& path);
  OpenFolder(const OpenFolder& parent, const std::string& name);
  // The same, made where it is not there.
  static OpenFolder made(const OpenFolder& parent, const std::string& name);
  ~OpenFolder();
  OpenFolder(OpenFolder&& other) noexcept;
  OpenFolder& operator=(OpenFolder&&) = delete;

  int fd() const { return fd_; }
  // As it was called: for messages.
  const std::string& path() const { return path_; }
  std::string path(const std::string& name) const { return path_ + "/" + name; }
  // Whether there is something of that name.
  bool has(const std::string& name) const;
  // Makes its names durable. Throws HostFailure; a system that cannot sync folders is left to it.
  void sync() const;

 private:
  OpenFolder(int fd, std::string path);
  int fd_ = -1;
  std::string path_;
};

class OpenFile {
 public:
  // `flags` as `open` has them, without O_TRUNC. Where it is not ok, `why` says why not.
  OpenFile(const OpenFolder& folder, const std::string& name, int flags);
  ~OpenFile();
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;

  int fd() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  const std::string& path() const { return path_; }
  // errno of the opening; 0 where it is something else than a regular file.
  int code() const { return code_; }
  std::string why() const;

  // Throw HostFailure.
  void write(const void* data, size_t size, size_t offset) const;
  void sync() const;
  // As many bytes, with room on the disk for them: what is mapped and written to later has to be there.
  void reserve(size_t bytes) const;
  [[noreturn]] void fail() const;

  // All of them, or false.
  bool read(void* data, size_t size, size_t offset) const;
  // At most the first `limit` bytes; fewer where there are fewer.
  std::vector<uint8_t> read_up_to(size_t limit) const;
  uint64_t size() const;

 private:
  std::string path_;
  int fd_ = -1;
  int code_ = 0;
};

// A small file, whole or as it was before; durable with the next sync of the folder. Throws HostFailure.
void write_text(const OpenFolder& folder, const std::string& name, std::string_view text);

// Removes what is below `name`, and itself. What cannot be removed stays.
void remove_all_below(const OpenFolder& folder, const std::string& name);

}  // namespace galena::host
