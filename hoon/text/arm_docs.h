// What a Hoon source says of its arms in comments: doc/library.md has the form.
//
// A reading of lines, not of the language: of arms in tall form, what lies in which by their indentation, and the
// comment above each, or above the group that it is of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace galena::hoon {

// What a comment shows an arm doing: lines `> EXPRESSION`, gone on with by `. MORE`, and what that prints.
struct Example {
  std::string expression;
  std::vector<std::string> printed;
  uint32_t line = 0;  // in its file, from 1
};

struct ArmDoc {
  std::string name;
  std::string kind;              // ++, +$ or +*
  std::vector<std::string> way;  // the arms that it lies in, outermost first
  // Whether nobody outside reaches it: of a core that only computes something (`|^`), or of an arm that is a gate.
  bool hidden = false;
  std::string chapter;
  std::string file;
  uint32_t line = 0;
  std::vector<std::string> comment;  // without its colons and indentation; air is an empty line
  std::vector<Example> examples;
  std::string head;  // of a gate or a door its sample as it is written, `|*  [may=(unit) else=*]`; else empty

  // `put:by`
  std::string path() const;
};

// Reads sources in turn: they are parts of one text, as chapters of a layer are, until `close`.
class ArmReader {
 public:
  void read(std::string file, std::string_view text);
  void close();

  // In the order of the source.
  const std::vector<ArmDoc>& arms() const { return arms_; }
  // The comment that the first source opens with.
  const std::vector<std::string>& opening() const { return opening_; }

 private:
  struct Comment {
    std::vector<std::string> lines;
    std::vector<uint32_t> numbers;
  };
  struct Open {
    size_t indent, arm;
  };
  struct Group {
    size_t indent;
    Comment comment;
    std::vector<std::string> names;
  };

  void line(std::string_view text, uint32_t number);
  void code(std::string_view text, uint32_t number);
  void arm(size_t indent, std::string_view kind, std::string_view name, uint32_t number);
  void note_core(std::string_view text);

  std::string file_;
  std::vector<ArmDoc> arms_;
  std::vector<std::string> opening_;
  bool opened_ = false;   // code has come
  bool in_text_ = false;  // in a block of text, between ''' and '''
  Comment comment_;
  std::vector<Open> open_;
  std::vector<Group> groups_;
  std::vector<std::string> cores_;  // by column, the last rune there that begins a core
  std::string chapter_;
};

}  // namespace galena::hoon
