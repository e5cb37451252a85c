// The text of a markdown paragraph: *bold*, _italic_, "quoted", `code`, [links](url), ![images](url), {sail}, constants
// and words.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

class CramInline {
 public:
  // `text` is a paragraph whose first byte is at `origin`, with a newline at the end of each line.
  CramInline(Parser& outer, std::string_view text, Place origin)
      : outer_(outer), source_(text, origin), in_(outer.on(source_)) {}

  // The nodes of a paragraph ([%p ~] around what is in it) or of a heading; nullopt where the text is refused.
  std::optional<std::vector<Noun>> paragraph();
  std::optional<std::vector<Noun>> heading();

  Place farthest() const { return in_->farthest(); }

 private:
  // A piece of text.
  struct Piece {
    enum class Kind : uint8_t { text, code, bold, italic, quoted, link, image, node };
    Kind kind = Kind::text;
    std::string text = {};           // text, code, and the alternative text of images
    std::string url = {};            // links and images
    std::vector<Piece> inside = {};  // bold, italic, quoted, links
    Noun node = Noun::none();        // node
  };
  using Pieces = std::vector<Piece>;

  // What a link or an image consists of: its text, in the source, and where it leads.
  struct Target {
    const char* text = nullptr;
    const char* text_end = nullptr;
    std::string url;
  };

  bool whole(Pieces& out);
  void pieces(Pieces& out);
  bool word(Pieces& out);
  bool marked(char delimiter, Piece::Kind kind, Pieces& out);
  bool target(Target& out);
  bool link(Pieces& out);
  bool image(Pieces& out);
  bool arm_name(Pieces& out);
  bool constant(Pieces& out);
  bool constant_text();
  bool inside(const char* from, const char* to, Pieces& out);
  void raw(char delimiter);
  bool whitespace();
  bool whitespace_follows();
  std::vector<Noun> nodes(const Pieces& pieces);
  Noun node(Noun name, Noun attributes, const std::vector<Noun>& children);
  Noun list(const std::vector<Noun>& nodes) { return outer_.arena().list(nodes); }
  Noun attribute(Noun name, std::string_view value);

  Parser& outer_;
  Source source_;
  std::unique_ptr<Parser> in_;
  // Stretches in which a delimiter was looked for in vain: looking again from inside would find as little.
  struct Stretch {
    const char* begin = nullptr;
    const char* end = nullptr;
  };
  std::array<Stretch, 128> unclosed_;
};

}  // namespace galena::hoon
