#include "arvo/host/driver/terminal.h"

#include "nock/noun/text.h"

#include <errno.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "arvo/host/driver/output.h"
#include "arvo/host/raw_mode.h"
#include "nock/base/check.h"
#include "nock/base/visible.h"

namespace galena::host {
namespace {

constexpr uint32_t kReplacement = 0xfffd;

void append_utf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x110000) {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

// Blits as text. What is shared among them can make more text, and more steps to none, than anybody wants to see: both
// are bounded.
class BlitPrinter {
 public:
  explicit BlitPrinter(bool raw) : raw_(raw) {}

  // A list of blits, one of which may hold such a list.
  std::string print(Noun blits) {
    std::vector<Noun> lists{blits};
    while (!lists.empty() && goes_on()) {
      const Noun list = lists.back();
      if (!list.is_cell()) {
        lists.pop_back();
        continue;
      }
      lists.back() = list.tail();
      const Noun blit = list.head();
      if (blit.is_cell() && blit.head() == "mor"_n && blit.tail().is_cell()) {
        lists.push_back(blit.tail());
      } else {
        one(blit);
      }
    }
    if (!goes_on()) out_ += "\n[the rest was left out]\n";
    return std::move(out_);
  }

 private:
  static constexpr size_t kMaxBytes = size_t{256} << 10;
  static constexpr size_t kMaxSteps = size_t{1} << 20;

  bool goes_on() { return ++steps_ < kMaxSteps && out_.size() < kMaxBytes; }

  void one(Noun blit);

  // Of a (list @c). Instead of a character that moves a cursor or worse there is another that takes one column, as the
  // kernel counts them: a picture of the control character, or the mark of what cannot be shown.
  void text(Noun list) {
    for (; list.is_cell() && goes_on(); list = list.tail()) {
      const uint64_t c = list.head().is_direct() ? list.head().direct_value() : kReplacement;
      const uint64_t shown = c < 0x20 ? 0x2400 + c : c == 0x7f ? 0x2421 : c < 0x110000 ? c : kReplacement;
      append_utf8(out_, is_visible(static_cast<uint32_t>(shown)) ? static_cast<uint32_t>(shown) : kReplacement);
    }
  }

  void url(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<uint8_t>(c) <= 0x20; });
    out_ += visible(text) + '\n';
  }

  bool raw_;
  std::string out_;
  size_t steps_ = 0;
};

void BlitPrinter::one(Noun blit) {
  if (!blit.is_cell() || !blit.head().is_atom()) return;
  const Noun data = blit.tail();
  switch (blit.head().word()) {
    case "put"_w:
    case "lin"_w:  // of older kernels
      return text(data);
    case "klr"_w:  // [style text] pairs
      for (Noun stub = data; stub.is_cell() && goes_on(); stub = stub.tail()) {
        if (stub.head().is_cell()) text(stub.head().tail());
      }
      return;
    case "nel"_w:
    case "mor"_w:  // of older kernels: the end of a line. Now it is a list of blits
      out_ += '\n';
      return;
    case "bel"_w:
      if (raw_) out_ += '\a';
      return;
    case "clr"_w:
      if (raw_) out_ += "\x1b[2J\x1b[H";
      return;
    case "wyp"_w:
      if (raw_) out_ += "\r\x1b[K";
      return;
    case "hop"_w:
      if (!raw_) return;
      if (data.is_direct()) {
        out_ += fmt::format("\x1b[{}G", data.direct_value() + 1);
      } else if (data.is_cell() && data.head().is_direct() && data.tail().is_direct()) {
        out_ += fmt::format("\x1b[{};{}H", data.tail().direct_value() + 1, data.head().direct_value() + 1);
      }
      return;
    case "url"_w:
      if (!data.is_atom()) return;
      url(cord_text(data).substr(0, kMaxBytes));
      return;
    default:
      return;
  }
}

constexpr size_t kMaxText = 4096;  // characters in one event
constexpr size_t kMaxEscape = 16;  // of a key that sends several bytes

constexpr std::chrono::seconds kTwice{2};

class Terminal : public Driver {
 public:
  explicit Terminal(Loop& loop) : loop_(loop), keys_(false) {}
  ~Terminal() override { end_raw_mode(); }

  void start() override {
    raw_out_ = isatty(STDOUT_FILENO) != 0;
    switch (uv_guess_handle(STDIN_FILENO)) {
      case UV_TTY:
        uv_tty_init(loop_.uv(), &tty_, STDIN_FILENO, 0);
        tty_.data = this;
        raw_ = begin_raw_mode(tty_);
        if (raw_) keys_ = KeyReader(true);
        stream_ = reinterpret_cast<uv_stream_t*>(&tty_);
        break;
      case UV_NAMED_PIPE:
        uv_pipe_init(loop_.uv(), &pipe_, 0);
        pipe_.data = this;
        uv_pipe_open(&pipe_, STDIN_FILENO);
        stream_ = reinterpret_cast<uv_stream_t*>(&pipe_);
        break;
      case UV_FILE:
        // A file is always ready: it is read when there is room for what it says.
        break;
      default:
        ended_ = true;
    }
    resize();
    if (raw_) {
      uv_signal_init(loop_.uv(), &window_);
      window_.data = this;
      uv_signal_start(&window_, [](uv_signal_t* h, int) { static_cast<Terminal*>(h->data)->resize(); }, SIGWINCH);
      has_window_ = true;
    }
    plan([](Heap& heap) { return heap.cons("hail"_n, kNull); });
    if (stream_ == nullptr) {
      uv_timer_init(loop_.uv(), &poll_);
      poll_.data = this;
      has_poll_ = true;
      ended_ ? end() : read_file();
    } else {
      listen();
    }
  }

  bool effect(Noun wire, Noun card) override {
    if (card.head() != "blit"_n) return false;
    (void)wire;
    standard_output().write(text_of_blits(card.tail(), raw_out_));
    return true;
  }

  // A key for the kernel; twice, and nothing between, it stops the host as Ctrl-D does.
  bool on_interrupt() override {
    if (ended_ || !raw_) return false;
    const auto now = std::chrono::steady_clock::now();
    const auto before = std::exchange(interrupted_, now);
    if (before && now - *before < kTwice) return false;
    KeyReader::Key key{};
    key.kind = KeyReader::Key::Kind::control;
    key.value = 'c';
    plan([&](Heap& heap) { return heap.cons("belt"_n, belt(heap, key)); });
    return true;
  }

  void on_room() override {
    if (ended_ || loop_.stopping()) return;
    if (stream_ != nullptr) {
      listen();
    } else if (has_poll_) {
      uv_timer_start(&poll_, [](uv_timer_t* h) { static_cast<Terminal*>(h->data)->read_file(); }, 0, 0);
    }
  }

  void stop() override {
    if (has_window_) uv_close(reinterpret_cast<uv_handle_t*>(&window_), nullptr);
    if (has_poll_) uv_close(reinterpret_cast<uv_handle_t*>(&poll_), nullptr);
    if (stream_ != nullptr) uv_close(reinterpret_cast<uv_handle_t*>(stream_), nullptr);
    end_raw_mode();
  }

 private:
  void plan(const std::function<Noun(Heap&)>& card) {
    loop_.make_and_plan([&](Heap& heap) { return heap.cons(heap.tuple("d"_n, "term"_n, "1"_n, kNull), card(heap)); });
  }

  void resize() {
    int columns = 80, rows = 24;
    if (raw_) uv_tty_get_winsize(&tty_, &columns, &rows);
    plan([=](Heap& heap) {
      return heap.tuple("blew"_n, Noun::direct(static_cast<uint64_t>(std::max(columns, 1))),
                        Noun::direct(static_cast<uint64_t>(std::max(rows, 1))));
    });
  }

  void listen() {
    uv_read_start(
        stream_,
        [](uv_handle_t* h, size_t, uv_buf_t* buffer) {
          auto* const t = static_cast<Terminal*>(h->data);
          *buffer = uv_buf_init(t->buffer_, sizeof t->buffer_);
        },
        [](uv_stream_t* s, ssize_t n, const uv_buf_t* buffer) {
          auto* const t = static_cast<Terminal*>(s->data);
          if (n < 0) {
            uv_read_stop(s);
            t->end();
          } else if (n > 0) {
            t->take(t->keys_.read({buffer->base, static_cast<size_t>(n)}));
            if (t->loop_.full()) uv_read_stop(s);
          }
        });
  }

  void read_file() {
    while (!loop_.full() && !loop_.stopping()) {
      const ssize_t n = read(STDIN_FILENO, buffer_, 4096);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        end();
        return;
      }
      take(keys_.read({buffer_, static_cast<size_t>(n)}));
    }
  }

  void end() {
    ended_ = true;
    take(keys_.end());
    loop_.stop(true);
  }

  void take(const std::vector<KeyReader::Key>& keys) {
    interrupted_.reset();
    for (const KeyReader::Key& key : keys) {
      if (key.kind == KeyReader::Key::Kind::stop) {
        loop_.stop(true);
        return;
      }
      plan([&](Heap& heap) { return heap.cons("belt"_n, belt(heap, key)); });
    }
  }

  Loop& loop_;
  KeyReader keys_;
  uv_tty_t tty_;
  uv_pipe_t pipe_;
  uv_signal_t window_;
  uv_timer_t poll_;
  uv_stream_t* stream_ = nullptr;
  bool raw_ = false, raw_out_ = false, ended_ = false, has_window_ = false, has_poll_ = false;
  std::optional<std::chrono::steady_clock::time_point> interrupted_;  // when Ctrl-C was the last key
  char buffer_[65536];
};

}  // namespace

std::unique_ptr<Driver> make_terminal(Loop& loop) {
  return std::make_unique<Terminal>(loop);
}

void terminal_line(Level level, std::string_view text, bool colored) {
  static constexpr const char* kColors[] = {"", "\x1b[33m", "\x1b[31m"};
  GALENA_CHECK(static_cast<size_t>(level) < std::size(kColors));
  std::string out;
  if (is_raw_mode()) out += "\r\x1b[K";
  const char* const color = colored ? kColors[static_cast<size_t>(level)] : "";
  out += color;
  out += visible(text);
  if (*color != 0) out += "\x1b[0m";
  out += '\n';
  standard_error().write(out);
}

void KeyReader::flush(std::vector<Key>& keys) {
  if (text_.empty()) return;
  GALENA_CHECK(text_.size() <= kMaxText);
  keys.push_back({Key::Kind::text, 0, 0, std::move(text_)});
  text_.clear();
}

std::vector<KeyReader::Key> KeyReader::read(std::string_view bytes) {
  std::vector<Key> keys;
  for (const char byte : bytes) {
    const auto b = static_cast<uint8_t>(byte);
    if (missing_ > 0) {
      if (b >= lowest_ && b <= highest_) {
        partial_ = partial_ << 6 | (b & 0x3f);
        lowest_ = 0x80;
        highest_ = 0xbf;
        if (--missing_ == 0) take(partial_, keys);
        continue;
      }
      missing_ = 0;
      take(kReplacement, keys);
    }
    if (b < 0x80) {
      take(b, keys);
    } else if (b < 0xc2 || b > 0xf4) {
      take(kReplacement, keys);
    } else {
      missing_ = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
      partial_ = b & 0x3fu >> missing_;
      // Neither longer than need be, nor a surrogate, nor beyond the last character.
      lowest_ = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
      highest_ = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    }
  }
  // On a terminal what was typed is not held back.
  if (raw_) flush(keys);
  return keys;
}

std::vector<KeyReader::Key> KeyReader::end() {
  std::vector<Key> keys;
  if (std::exchange(missing_, 0) > 0) take(kReplacement, keys);
  if (!text_.empty()) {
    flush(keys);
    keys.push_back({Key::Kind::ret, 0, 0, {}});
  }
  return keys;
}

void KeyReader::take(uint32_t c, std::vector<Key>& keys) {
  GALENA_CHECK(c < 0x110000 && (c < 0xd800 || c > 0xdfff));
  GALENA_CHECK(missing_ == 0 && escape_.size() < kMaxEscape);
  const auto key = [&](Key::Kind kind, uint32_t value = 0) {
    flush(keys);
    keys.push_back({kind, value, 0, {}});
  };
  if (!escape_.empty()) {
    if (c < 0x20 || c > 0x7e) {
      escape_.clear();
    } else {
      escape_ += static_cast<char>(c);
      if (escape_.size() == 2 && c != '[' && c != 'O') {
        escape_.clear();
        key(Key::Kind::meta, c);
        return;
      }
      if (escape_.size() < 3 || (c < 0x40 && escape_.size() < kMaxEscape)) return;
      const std::string sequence = std::exchange(escape_, {});
      switch (c) {
        case 'A':
          return key(Key::Kind::arrow, 'u');
        case 'B':
          return key(Key::Kind::arrow, 'd');
        case 'C':
          return key(Key::Kind::arrow, 'r');
        case 'D':
          return key(Key::Kind::arrow, 'l');
        case '~':
          if (sequence[2] == '3') key(Key::Kind::del);
          return;
        default:
          return;  // a key that no kernel knows
      }
    }
  }
  if (raw_) {
    switch (c) {
      case 0x1b:
        escape_ = "\x1b";
        return;
      case 0x03:
      case 0x04:
        return key(Key::Kind::stop);
      case '\r':
      case '\n':
        return key(Key::Kind::ret);
      case 0x08:
      case 0x7f:
        return key(Key::Kind::bac);
      default:
        if (c < 0x20) return key(Key::Kind::control, 'a' + c - 1);
    }
  } else if (c == '\n') {
    return key(Key::Kind::ret);
  } else if (c < 0x20 && c != '\t') {
    return;
  }
  text_.push_back(c);
  if (text_.size() >= kMaxText) flush(keys);
}

Noun belt(Heap& heap, const KeyReader::Key& key) {
  using Kind = KeyReader::Key::Kind;
  GALENA_CHECK(key.kind != Kind::stop);
  switch (key.kind) {
    case Kind::text: {
      std::vector<Noun> letters;
      for (const uint32_t c : key.text) letters.push_back(Noun::direct(c));
      return heap.cons("txt"_n, heap.list(letters));
    }
    case Kind::ret:
      return heap.cons("ret"_n, kNull);
    case Kind::bac:
      return heap.cons("bac"_n, kNull);
    case Kind::del:
      return heap.cons("del"_n, kNull);
    case Kind::arrow:
      return heap.cons("aro"_n, Noun::direct(key.value));
    case Kind::control:
      return heap.tuple("mod"_n, "ctl"_n, Noun::direct(key.value));
    case Kind::meta:
      return heap.tuple("mod"_n, "met"_n, Noun::direct(key.value));
    case Kind::hit:
      return heap.tuple("hit"_n, Noun::direct(key.value), Noun::direct(key.row));
    case Kind::stop:
      break;
  }
  return kNull;
}

std::string text_of_blits(Noun blits, bool raw) {
  return BlitPrinter(raw).print(blits);
}

}  // namespace galena::host
