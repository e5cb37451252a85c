// The terminal driver: keys become `%belt` events on the wire /d/term/1, `%blit` effects become text.
//
// On a terminal it is in raw mode, and keys go to the kernel one by one, text that arrives together as one event.
// Ctrl-C ends the event that is being computed, and is a key where none is; twice it stops the host, as Ctrl-D does.
// Where standard input is a pipe or a file, its lines are text and return; its end settles and stops the host.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/loop.h"

namespace galena::host {

std::unique_ptr<Driver> make_terminal(Loop& loop);

// A line for the person at the terminal, on standard error: where the terminal is raw it goes above the line that is
// being typed. `colored`: by level.
void terminal_line(Level level, std::string_view text, bool colored);

// What bytes from a terminal mean: the same, however they come in parts. One for each stream. Characters are those of
// Unicode; what is no UTF-8 becomes U+FFFD.
class KeyReader {
 public:
  struct Key {
    enum class Kind : uint8_t { text, ret, bac, del, arrow, control, meta, hit, stop } kind;
    uint32_t value = 0;          // arrow: u d r l; control and meta: the character; hit: the column
    uint32_t row = 0;            // hit
    std::vector<uint32_t> text;  // code points
  };
  // `raw`: a terminal in raw mode; else a stream of lines.
  explicit KeyReader(bool raw) : raw_(raw) {}
  // Foreign bytes: fuzz_keys.
  std::vector<Key> read(std::string_view bytes);
  // The input has ended: a last line without its end counts.
  std::vector<Key> end();

 private:
  void flush(std::vector<Key>& keys);
  void take(uint32_t character, std::vector<Key>& keys);
  bool raw_;
  std::vector<uint32_t> text_;
  std::string escape_;  // from ESC on
  // Of a UTF-8 sequence: what is there, how many bytes are missing, and what the next one may be.
  uint32_t partial_ = 0;
  int missing_ = 0;
  uint8_t lowest_ = 0x80, highest_ = 0xbf;
};

// The belt [%txt ...] and its like for a key, which is not `stop`.
Noun belt(Heap& heap, const KeyReader::Key& key);
// What a list of blits looks like on a terminal, or as plain text; bounded.
std::string text_of_blits(Noun blits, bool raw);

}  // namespace galena::host
