// The markdown dialect of sail: paragraphs, lists, headings, quotes, verse and code between elements.
//
// Blocks are found line by line, by indentation; the text of each paragraph is then put together anew, without its
// indentation, and parsed as a source of its own. The markdown ends at ==, at a line indented less than its first, or
// at the end of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoon/text/source.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

class Parser;

class Cram {
 public:
  explicit Cram(Parser& parser);

  // The list of nodes at the parser's cursor, which moves behind it; none() and nothing moved where there is none.
  Noun parse();

 private:
  enum class Kind : uint8_t { root, bullets, numbers, item, verse, quote, heading };
  enum class Style : uint8_t { done, stop, outdent, rule, fence, element, number, bullet, heading, quote, verse, text };
  struct Line {
    uint32_t column;
    Style style;
  };
  // Something that is being built. The nodes are those of the reference's list from its end to its front.
  struct Block {
    Kind kind;
    std::vector<Noun> nodes;
  };
  struct Paragraph {
    Place place;
    std::vector<std::string> lines;
  };

  void lines();
  bool begin_paragraph(Line line);
  std::optional<Line> look();
  enum class Ending : uint8_t { line, last, broken };
  Ending read_line(std::string& out);
  void retreat(uint32_t column);
  void close_block();
  void close_paragraph();
  void open(Style style);
  void push(Kind kind) {
    outer_.push_back(std::move(block_));
    block_ = {kind, {}};
  }
  void enter(Kind kind);
  void leaf(Style style);
  Noun element();
  Noun rule();
  Noun fence();
  std::vector<Noun> block_nodes();
  void prepend(const std::vector<Noun>& nodes);
  void error(Place place) {
    error_ = place;
    failed_ = true;
  }
  Place here() const;

  Parser& parser_;
  uint32_t column_;  // of the cursor
  bool failed_ = false;
  Place error_;
  uint32_t outer_indent_ = 0;
  uint32_t indent_ = 0;
  std::vector<Block> outer_;
  Block block_{Kind::root, {}};
  std::optional<Paragraph> paragraph_;
};

}  // namespace galena::hoon
