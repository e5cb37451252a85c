// Reading lines from a person at a terminal, with editing, history and completion (libedit), or from a pipe or a file,
// as they are.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace galena::tools {

// What may stand in place of the word that ends at the cursor: whole words.
using Complete = std::function<std::vector<std::string>(const std::string& word)>;

class LineEditor {
 public:
  // `history`: the file where lines are kept from one session to the next; empty: nowhere. It is written when this
  // ends.
  LineEditor(std::string history, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // Whether a person is there.
  bool interactive() const { return interactive_; }
  enum class End : uint8_t { line, interrupted, over };
  struct Line {
    End end;
    std::string text;  // without its newline
  };
  // Ctrl-C at the prompt is `interrupted`; a computation's is not met here. Under an InterruptNote.
  Line read(const std::string& prompt);
  // Puts a line into the history, unless it is the last one.
  void remember(const std::string& line);
  // Whether more has come already, as where text is pasted.
  bool pending() const;

 private:
  struct Terminal;
  Line read_plain();

  bool interactive_;
  std::string history_file_;
  Complete complete_;
  std::string buffer_;  // of a pipe: what has been read and not given out
  bool over_ = false;
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace galena::tools
