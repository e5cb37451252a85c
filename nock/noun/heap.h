// The machine's heap: bump allocation, two generations, copying collection at safepoints.
//
// THE RULE. Allocation never collects. A collection happens only inside `collect`, which only the strand calls, at its
// safepoints: calls, loop back-edges, and between the steps of a native frame. So
//  - C++ code (jets, services, the compiler) holds plain nouns in locals between two safepoints, without ceremony;
//  - a noun that must outlive a safepoint lives in a strand's registers, or in a `Root` that the heap knows;
//  - C++ code that wants Nock run does not call the interpreter: it is a native frame (strand.h), whose state
//    the strand scans.
// Functions that take a Heap& may allocate and may throw OutOfMemory; what counts (limits.h) may as well.
//
// Layout. New nouns go to the nursery. A collection copies what is alive in it to the old generation; nouns are
// immutable, so old nouns never point into the nursery and there is no write barrier. When the old generation has
// doubled since it was last copied, it is copied too. Arena nouns (arena.h) and mapped images lie outside both and are
// never moved or scanned: they must not point into a heap.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "nock/base/limits.h"
#include "nock/base/reservation.h"
#include "nock/noun/arena.h"
#include "nock/noun/maker.h"
#include "nock/noun/noun.h"

namespace galena {

class Image;

// The heap is what computations on it work under: what they hold besides nouns counts against the same limit.
class Heap final : public Maker<Heap>, public Limits {
 public:
  // `limit`: bytes at the most of live and dead nouns, all generations together, and of what is counted besides.
  explicit Heap(size_t limit);
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // [head tail]. Throws OutOfMemory. A dozen instructions.
  Noun cons(Noun head, Noun tail) {
    GALENA_CHECK(head.is_noun() && tail.is_noun());
    Cell* c = reinterpret_cast<Cell*>(allocate(sizeof(Cell)));
    c->header = {};
    c->head = head;
    c->tail = tail;
    return Noun::from(c);
  }

  // The atom of these bytes, least significant first; leading zeros are dropped.
  Noun atom_bytes(std::span<const uint8_t> bytes);

  // An atom under construction: `limbs` limbs, not initialised. `finish` drops leading zeros and yields the atom;
  // nothing may be allocated in between.
  Indirect* begin_atom(size_t limbs);
  Noun finish_atom(Indirect* atom);

  // True once enough has been allocated that the next safepoint should collect.
  bool wants_collection() const { return top_ >= soft_limit_.load(std::memory_order_relaxed); }
  // Makes wants_collection() true at once, from any thread or signal handler: how an interrupt reaches a safepoint.
  // Sequentially consistent, as is what follows: who clears a request and then looks why there was one sees a reason
  // that was given before it, or leaves the request.
  void request_safepoint() { soft_limit_.store(nullptr); }
  // Puts the threshold back after a requested safepoint was taken.
  void clear_safepoint_request() { soft_limit_.store(nursery_threshold_); }
  // Whether the nursery is really full, a request apart.
  bool nursery_full() const { return top_ >= nursery_threshold_; }

  // A word that the collector visits and updates, for as long as the Root lives. For embedders and long-lived tables;
  // not for hot paths.
  class Root {
   public:
    Root(Heap& heap, Noun noun);
    ~Root();
    Root(const Root&) = delete;
    Root& operator=(const Root&) = delete;
    Noun get() const { return noun_; }
    void set(Noun noun) { noun_ = noun; }

   private:
    friend class Heap;
    Heap& heap_;
    Noun noun_;
    Root* next_;
    Root* previous_;
  };

  // Has the next collection visit `slot`, a child of a cell that may be old and is about to be written to for the first
  // time: the one exception to old cells that refer to nothing young.
  void remember(Noun* slot) {
    GALENA_CHECK(nursery_.holds(reinterpret_cast<uint64_t>(slot)) || old_.holds(reinterpret_cast<uint64_t>(slot)));
    remembered_.push_back(slot);
  }

  // Visits of words that hold nouns. `minor`: words that have not changed since the last collection may be left out.
  class Scanner {
   public:
    void visit(Noun& noun) {
      GALENA_CHECK(noun.is_noun() || noun.is_none());
      if (noun.is_pointer()) visit_pointer(noun);
    }
    void visit(std::span<Noun> nouns) {
      for (Noun& n : nouns) visit(n);
    }
    bool minor() const { return minor_; }
    const Heap& heap() const { return heap_; }
    // In the last phase of a collection: whether something has kept `noun` alive. If so, `noun` becomes its image.
    bool keep_if_alive(Noun& noun);
    // Copies what that which was visited refers to. The bytes of the heap's nouns that are alive by now.
    size_t finish();

   private:
    friend class Heap;
    void visit_pointer(Noun& noun);
    Scanner(Heap& heap, bool minor) : heap_(heap), minor_(minor), scanned_(heap.old_cells_) {}
    Heap& heap_;
    bool minor_;
    char* scanned_;  // up to here, copied cells refer to what has been copied
  };
  // What a collection asks of its caller. `roots` visits every word outside the heap that holds a noun (the heap adds
  // its own Roots). `remembered`, if there is one, comes after everything reachable from those has been copied: it
  // visits what is only remembered, and may in a major collection let go of what would take too much. `weak` comes
  // last, in a major collection only: it lets go of what is held weakly, or visits it.
  struct Roots {
    std::function<void(Scanner&)> roots;
    std::function<void(Scanner&)> remembered;
    std::function<void(Scanner&)> weak;
    bool major = false;  // collect the old generation too, whatever its size
    // What is reachable from these words, and is not in `image`, moves to the end of it, before anything else is
    // copied. Makes the collection a major one. Ends with Image::seal.
    std::span<Noun> tenured = {};
    Image* image = nullptr;
    // An image that is given up: its nouns move as if they were the heap's. Nothing points into it afterwards.
    Image* evacuated = nullptr;
  };
  // Collects. Throws OutOfMemory when what is alive does not fit the limit, or the image has no room for what is to
  // move there; everything is whole then.
  void collect(const Roots& roots);

  // Makes nouns in the old generation, while nothing collects: what is read from a file, is large, and stays is not
  // copied before that generation is. Parts are nouns that the maker has made, or that are not the heap's.
  class Elders final : public Maker<Elders> {
   public:
    explicit Elders(Heap& heap) : heap_(heap) {}
    ~Elders();
    Elders(const Elders&) = delete;
    Elders& operator=(const Elders&) = delete;

    // As those of the heap.
    Noun cons(Noun head, Noun tail) {
      GALENA_CHECK(!heap_.in_nursery(head) && !heap_.in_nursery(tail));
      claim(sizeof(Cell));
      auto* c = reinterpret_cast<Cell*>(heap_.old_cells_);
      heap_.old_cells_ += sizeof(Cell);
      c->header = {};
      c->head = head;
      c->tail = tail;
      return Noun::from(c);
    }
    Noun atom_bytes(std::span<const uint8_t> bytes);

   private:
    friend class Maker<Elders>;
    Noun new_atom(std::span<const uint64_t> limbs);
    void claim(size_t bytes) {
      if (claimed_ < bytes) [[unlikely]]
        claim_more(bytes);
      claimed_ -= bytes;
    }
    void claim_more(size_t bytes);
    Heap& heap_;
    size_t claimed_ = 0;  // room for nouns that the nursery has no more
  };

  bool in_nursery(Noun noun) const { return noun.is_pointer() && nursery_.holds(noun.word()); }
  bool in_old(Noun noun) const { return noun.is_pointer() && old_.holds(noun.word()); }
  // Bytes of nouns, live and dead; and of what is counted besides.
  size_t bytes_used() const { return static_cast<size_t>(top_ - nursery_.begin()) + old_bytes(); }
  size_t bytes_taken() const { return taken_; }
  // Constant time; the room for nouns is so much smaller until it is given back.
  void take(size_t bytes) override;
  void give_back(size_t bytes) override;
  size_t limit() const { return limit_; }
  // Where compiled code finds what `cons` and `wants_collection` work on.
  struct Fields {
    char** top;
    char** hard_limit;
    std::atomic<char*>* soft_limit;
    uint64_t nursery, nursery_size;  // where it begins, and the bytes reserved for it
  };
  Fields fields() {
    return {&top_, &hard_limit_, &soft_limit_, reinterpret_cast<uint64_t>(nursery_.begin()), nursery_.size()};
  }
  struct Statistics {
    uint64_t minor = 0, major = 0;  // collections
    uint64_t copied_bytes = 0;      // by all of them
    uint64_t nanoseconds = 0;       // in all of them
  };
  const Statistics& statistics() const { return statistics_; }

 private:
  friend class Maker<Heap>;
  Noun new_atom(std::span<const uint64_t> limbs);
  char* allocate(size_t bytes) {
    GALENA_CHECK(bytes % 8 == 0);
    char* p = top_;
    if (static_cast<size_t>(hard_limit_ - p) < bytes) [[unlikely]]
      out_of_memory();
    top_ = p + bytes;
    return p;
  }
  [[noreturn]] void out_of_memory();
  // Whether a collection moves what this pointer points to.
  bool moves(Noun noun, bool minor) const;
  Noun copy(Noun noun);
  void tenure(std::span<Noun> roots, Image& image);
  template <bool kMinor>
  void scan(char* from);
  void set_limits();
  // The room is so much smaller. Throws OutOfMemory.
  void lower_limit(size_t bytes);
  void raise_limit();
  // Whether the old generation is to be copied as well.
  bool wants_major() const;
  struct Extent {
    size_t cells, atoms;  // bytes, from both ends of a space
  };
  Extent extent() const {
    return {static_cast<size_t>(old_cells_ - old_space_), static_cast<size_t>(old_space_ + space_size_ - old_atoms_)};
  }
  // Gives the pages of `space` back to the system, but for `kept`; `used`: what has been in use since the last time.
  void trim(char* space, Extent used, Extent kept);
  size_t old_bytes() const { return extent().cells + extent().atoms; }
  char* other_space() const { return old_space_ == old_.begin() ? old_.begin() + space_size_ : old_.begin(); }
  // For checks: whether a pointer into the heap is to something that is there; and the old generation as a whole.
  bool is_allocated(Noun noun) const;
  void check_old() const;
  bool check_is_due();

  // Nursery: up to `top_` in use. Past `nursery_threshold_` a collection is due; `soft_limit_` is the same, or null
  // while a safepoint is requested; `hard_limit_` is the memory limit.
  Reservation nursery_;
  char* top_ = nullptr;
  std::atomic<char*> soft_limit_ = nullptr;
  char* nursery_threshold_ = nullptr;
  char* hard_limit_ = nullptr;
  // Old generation: one reservation of two spaces, one of them in use. In it cells grow up from `old_space_` to
  // `old_cells_`, and indirect atoms grow down from its end to `old_atoms_`: a scan of what was copied sees cells only.
  Reservation old_;
  size_t space_size_ = 0;
  char* old_space_ = nullptr;
  char* old_cells_ = nullptr;
  char* old_atoms_ = nullptr;
  Extent vacated_ = {};  // while a major collection runs: what was in use of the other space
  size_t old_after_major_ = 0;
  Extent touched_[2] = {};  // by space: outside of it there are no pages
  size_t limit_ = 0;
  size_t taken_ = 0;  // counted, besides nouns
  Root* roots_ = nullptr;
  size_t unchecked_ = 0;        // bytes allocated since check_old
  Image* evacuated_ = nullptr;  // while a collection empties it
  std::vector<Noun*> remembered_;
  Statistics statistics_;
};

}  // namespace galena
