// Checkpoints: the state of a pier in a mapped file, so that a start need not replay the log.
//
// An image (nock/noun/image.h) only grows, and so does its file: a checkpoint is what the state has grown by since the
// last one, moved to the end of the image, and from there to the end of the files. In the folder PIER/.urb/galena:
//
//   superblock         two slots of 4 KB, written in turn (superblock.h): which image, how much of it, the root, the
//                      event it stands for; and checksums of the sums and of itself
//   N.cells N.atoms    the columns of image N, in blocks of a page
//   N.cells.sums ...   the crc32c of every block, 4 bytes each
//
// The order of durable writes: columns, sync; sums, sync; a slot of the superblock, sync. Nothing that an older slot
// speaks for is ever written again, so a crash at any point leaves the older checkpoint whole. The newest slot that is
// whole counts.
//
// So a checkpoint costs what has changed, in whole pages, and three pages for the order of it.
//
// A start maps the columns where they were made and without access; what is touched is checked first (guard.h). It
// costs the same for any size. Caches that live in the headers of nouns (the number of their code) are left out of the
// files.
//
// All functions but `write` are for the thread of the machine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arvo/host/failure.h"
#include "arvo/host/owner_thread.h"
#include "arvo/host/pier_files.h"
#include "arvo/host/superblock.h"
#include "nock/noun/image.h"
#include "nock/noun/noun.h"

namespace galena::host {

// The folder of a pier's checkpoint, and its files, by the number of the image and the column: 0, cells, or 1, atoms.
inline constexpr const char* kCheckpointFolder = ".urb/galena";
inline constexpr const char* kSuperblock = "superblock";
std::string checkpoint_file(uint64_t number, size_t column, const char* more = "");

struct CheckpointMark {
  uint64_t event = 0;  // the last one it has seen
  uint32_t mug = 0;    // of the kernel after it
  Noun root;           // in the image: whatever the owner keeps
};

class Checkpoint {
 public:
  // The files of a pier, wherever it is moved to from now on: their folder is made when the first checkpoint is
  // written. `read_only`: none of them is changed; then they may be those of another folder below the pier. Throws
  // HostFailure where there is no pier.
  explicit Checkpoint(const std::string& pier, bool read_only = false, std::string below = kCheckpointFolder);
  ~Checkpoint();
  Checkpoint(const Checkpoint&) = delete;
  Checkpoint& operator=(const Checkpoint&) = delete;

  // The event of the newest checkpoint that a pier has by its superblock; 0: none.
  static uint64_t newest_event(const OpenFolder& pier);

  // Maps the newest checkpoint. Nothing where there is none; throws HostFailure where there is one that is damaged.
  std::optional<CheckpointMark> load();
  // Sets what is there aside, so that the next `load` finds nothing and a new image is begun.
  void set_aside();
  // Where there is none: makes a copy of that of another folder the one that is loaded next. Throws HostFailure where
  // that is damaged.
  void begin_with(const OpenFolder& other);
  // What there was to say about loading: empty, or a sentence.
  const std::string& remark() const { return remark_; }

  // The image to tenure into; made at need.
  Image& image();
  // Begins a new, empty image, to which everything is to be moved; yields the old one, which lives until `prepare`.
  // Throws std::bad_alloc where there is no place for it, with nothing begun.
  Image* begin_anew();
  // Nothing has moved: the old one is the image again, and its files are.
  void keep_old();
  // How many bytes the image has that the files do not have yet.
  size_t unwritten() const;
  size_t bytes() const { return image_ ? image_->bytes() : 0; }
  // The bytes of the image when it was begun or compacted: what it has grown beyond is at most garbage.
  size_t base_bytes() const { return base_bytes_; }

  // One write, from what is in the image now; one at a time. `prepare` in the thread of the machine, `write` in any
  // thread, while the machine goes on running (but not tenuring), and `finish` in the machine's again. A job that was
  // not written may be let go of.
  struct Job;
  std::shared_ptr<Job> prepare(const CheckpointMark& mark);
  // `logged`: the last event that the log has, which must not be before the one that the job stands for. Once for a
  // job. Throws HostFailure; what was durable before is so still.
  static void write(Job& job, uint64_t logged);
  void finish(const Job& job);

  // The event of the newest checkpoint on disk; 0: none.
  uint64_t event() const { return event_; }

 private:
  // Maps what `block` speaks for.
  OrRefused<CheckpointMark> map(const Superblock& block);
  // The steps of it. An empty string, or why not. `moved`: somebody else has the addresses, and the image is another's.
  std::string read_sums(const Superblock& block);
  std::string map_column(const Superblock& block, size_t column, bool moved);
  void guard_column(const Superblock& block, size_t column);

  // The steps of `write`, in their order.
  static void write_columns(Job& job);
  static void write_sums(Job& job);
  static void write_slot(Job& job);

  std::vector<Superblock> slots() const;
  OpenFile file(uint64_t number, size_t column, const char* more = "") const;
  // Where a column begins in memory, and how much of it is in use.
  char* begin_of(size_t column) const { return column == 0 ? image_->cells() : image_->atoms(); }
  size_t bytes_of(size_t column) const { return column == 0 ? image_->cell_bytes() : image_->atom_bytes(); }
  void forget_written();
  void unguard_columns();
  void forget_image();
  void remove_other_images(const OpenFolder& below) const;

  std::shared_ptr<const OpenFolder> pier_;
  std::unique_ptr<OpenFolder> folder_;  // of the checkpoint, while there is one that is mapped
  bool read_only_;
  std::string below_;
  std::string remark_;
  std::unique_ptr<Image> image_, old_image_;
  uint64_t number_ = 0;      // of the image
  uint64_t generation_ = 0;  // of the newest superblock
  uint64_t event_ = 0;
  size_t base_bytes_ = 0;
  // Cells, then atoms: what the files have of them.
  struct Column {
    size_t written = 0;          // bytes
    uint32_t sums_sum = 0;       // the checksum of the sums of these
    std::vector<uint32_t> sums;  // of what was mapped: the guard reads them
    int guard = -1;
  } columns_[2];
  // While a new image is begun: what was known of the old one.
  struct Before {
    size_t written[2];
    uint32_t sums_sum[2];
    uint64_t number;
    size_t base_bytes;
  } before_{};
  std::weak_ptr<Job> job_;  // the last one, while somebody has it
  OwnerThread owner_;
};

}  // namespace galena::host
