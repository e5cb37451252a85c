#include "tools/galena/session/line_editor.h"

#include <fcntl.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "tools/galena/base/exit.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"

namespace galena::tools {
namespace {

constexpr int kHistory = 2000;
// Candidates that are shown.
constexpr size_t kMostShown = 60;

bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string common_beginning(const std::vector<std::string>& words) {
  std::string common = words.front();
  for (const std::string& word : words) {
    const auto end = std::ranges::mismatch(common, word).in1;
    common.erase(end, common.end());
  }
  return common;
}

}  // namespace

struct LineEditor::Terminal {
  EditLine* line = nullptr;
  History* history = nullptr;
  std::string prompt;
  Complete* complete = nullptr;
  bool interrupted = false;

  explicit Terminal(Complete& with) : complete(&with) {
    // It takes lines apart into characters, and knows those of this locale only.
    setlocale(LC_CTYPE, "C.UTF-8");
    line = el_init("galena", stdin, stdout, stderr);
    history = history_init();
    if (line == nullptr || history == nullptr) throw Failure{Exit::failed, "error: the terminal cannot be used"};
    HistEvent event;
    ::history(history, &event, H_SETSIZE, kHistory);
    ::history(history, &event, H_SETUNIQUE, 1);
    el_set(line, EL_CLIENTDATA, this);
    el_set(line, EL_SIGNAL, 0);
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_HIST, ::history, history);
    el_set(line, EL_PROMPT, &Terminal::prompt_of);
    el_set(line, EL_GETCFN, &Terminal::next);
    el_set(line, EL_ADDFN, "galena-complete", "completes a name", &Terminal::completed);
    el_set(line, EL_BIND, "^I", "galena-complete", nullptr);
    el_set(line, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_set(line, EL_BIND, "\\e[3~", "ed-delete-next-char", nullptr);
    el_set(line, EL_BIND, "\\e[H", "ed-move-to-beg", nullptr);
    el_set(line, EL_BIND, "\\e[F", "ed-move-to-end", nullptr);
    el_set(line, EL_BIND, "\\e[1;5C", "em-next-word", nullptr);
    el_set(line, EL_BIND, "\\e[1;5D", "ed-prev-word", nullptr);
  }
  ~Terminal() {
    if (history != nullptr) history_end(history);
    if (line != nullptr) el_end(line);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  static Terminal& of(EditLine* line) {
    void* self = nullptr;
    el_get(line, EL_CLIENTDATA, &self);
    return *static_cast<Terminal*>(self);
  }
  static char* prompt_of(EditLine* line) { return of(line).prompt.data(); }

  // A character of UTF-8. Ctrl-C ends the wait.
  static int next(EditLine* line, wchar_t* to) {
    Terminal& self = of(line);
    uint32_t code = 0;
    int more = 0;
    for (;;) {
      uint8_t byte;
      const ssize_t size = ::read(STDIN_FILENO, &byte, 1);
      if (was_interrupted()) {
        self.interrupted = true;
        return -1;
      }
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return 0;
      if (more == 0) {
        more = byte < 0xc0 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        code = more == 0 ? byte : byte & (0x3fu >> more);
      } else {
        code = code << 6 | (byte & 0x3fu);
        --more;
      }
      if (more != 0) continue;
      *to = static_cast<wchar_t>(code);
      return 1;
    }
  }

  static unsigned char completed(EditLine* line, int) {
    Terminal& self = of(line);
    const LineInfo* const info = el_line(line);
    const char* from = info->cursor;
    while (from > info->buffer && is_word_part(from[-1])) --from;
    const std::string word(from, info->cursor);
    const std::vector<std::string> words = (*self.complete)(word);
    if (words.empty()) return CC_ERROR;
    const std::string common = common_beginning(words);
    if (common.size() > word.size() && el_insertstr(line, common.c_str() + word.size()) == 0) return CC_REFRESH;
    if (words.size() == 1) return CC_REFRESH;
    self.list(words);
    return CC_REDISPLAY;
  }

  // In columns, below the line.
  void list(const std::vector<std::string>& words) const {
    size_t width = 0;
    for (const std::string& word : words) width = std::max(width, word.size() + 2);
    const size_t columns = std::max<size_t>(1, 80 / width), count = std::min(words.size(), kMostShown);
    std::string text = "\n";
    for (size_t i = 0; i < count; ++i) {
      text += words[i];
      const bool last = (i + 1) % columns == 0 || i + 1 == count;
      text += last ? "\n" : std::string(width - words[i].size(), ' ');
    }
    if (count < words.size()) text += "and " + std::to_string(words.size() - count) + " more\n";
    print(text);
  }
};

LineEditor::LineEditor(std::string history, Complete complete)
    : interactive_(isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0),
      history_file_(std::move(history)),
      complete_(std::move(complete)) {
  if (!interactive_) return;
  terminal_ = std::make_unique<Terminal>(complete_);
  HistEvent event;
  if (!history_file_.empty()) ::history(terminal_->history, &event, H_LOAD, history_file_.c_str());
}

LineEditor::~LineEditor() {
  if (!terminal_ || history_file_.empty()) return;
  // For nobody else to read: what is typed may be anything.
  const int file = open(history_file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return;
  close(file);
  HistEvent event;
  ::history(terminal_->history, &event, H_SAVE, history_file_.c_str());
}

LineEditor::Line LineEditor::read(const std::string& prompt) {
  if (!interactive_) return read_plain();
  terminal_->prompt = prompt;
  terminal_->interrupted = false;
  int size = 0;
  const char* const text = el_gets(terminal_->line, &size);
  if (terminal_->interrupted) {
    forget_interrupt();
    el_reset(terminal_->line);
    print("^C\n");
    return {End::interrupted, {}};
  }
  if (text == nullptr || size <= 0) {
    print("\n");
    return {End::over, {}};
  }
  std::string line(text, static_cast<size_t>(size));
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  return {End::line, std::move(line)};
}

LineEditor::Line LineEditor::read_plain() {
  for (;;) {
    const size_t end = buffer_.find('\n');
    if (end != std::string::npos || (over_ && !buffer_.empty())) {
      Line line{End::line, buffer_.substr(0, end)};
      buffer_.erase(0, end == std::string::npos ? end : end + 1);
      if (line.text.ends_with('\r')) line.text.pop_back();
      return line;
    }
    if (over_) return {End::over, {}};
    char piece[65536];
    const ssize_t size = ::read(STDIN_FILENO, piece, sizeof piece);
    if (was_interrupted()) throw Failure{Exit::interrupted, "error: interrupted"};
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      over_ = true;
    } else {
      buffer_.append(piece, static_cast<size_t>(size));
    }
  }
}

void LineEditor::remember(const std::string& line) {
  if (!terminal_ || line.empty()) return;
  HistEvent event;
  ::history(terminal_->history, &event, H_ENTER, line.c_str());
}

bool LineEditor::pending() const {
  pollfd waiting{STDIN_FILENO, POLLIN, 0};
  return interactive_ && ::poll(&waiting, 1, 0) > 0;
}

}  // namespace galena::tools
