// What the kernel's build system makes of marks: their statically typed cores (naves), gates from mark to mark, and the
// contents of files as values of a mark. The one place that knows how a mark is laid out, and what of clay it needs.
//
// Each is made once. What making it asked about the desk counts as asked by everybody who uses it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hoon/desk/build_log.h"
#include "hoon/desk/products.h"
#include "hoon/desk/vase.h"

namespace galena::hoon {

class MarkCores {
 public:
  // `base`: what files of marks are compiled against. `asked`: the desk's list to note questions in, or null; it may be
  // another one at every call. `file`: what the file of a mark produces. All must outlive this.
  MarkCores(Toolchain& tools, Vase base, BuildLog& log, std::vector<Question>*& asked,
            std::function<Vase(Noun mark)> file)
      : tools_(tools), base_(base), log_(log), asked_(asked), file_(std::move(file)) {}

  // These are steps of the import that the log follows: where one fails, that is at its line, and NotBuilt is thrown.

  // The nave of a mark: how its values are compared, patched, joined and validated. Where +grad of the mark names
  // another mark, that one's ways are used, through conversions.
  Vase nave(Noun mark);
  // A gate from one mark to another: +grow of the one, +grab of the other, or through a third mark that either names.
  Vase conversion(Noun from, Noun to);
  // The text of a file whose own mark is `own`, as a value of `mark`.
  Vase value(const std::string& text, Noun own, Noun mark);

 private:
  // A nave or a gate, with what making it asked.
  struct Made {
    Vase vase;
    std::vector<Question> questions;
  };

  template <class Table, class Key, class Make>
  Vase made_once(Table& table, const Key& key, std::string what, Make&& make);
  Vase make_nave(Noun mark);
  Vase make_conversion(Noun from, Noun to);
  void need_kernel(std::string_view name, std::string_view part);
  bool has_arm(Noun core_name, Noun arm, Vase core);
  [[noreturn]] void fail(BuildFailure::Kind kind, std::string message);
  Noun expression(std::string_view source);

  Toolchain& tools_;
  Vase base_;
  BuildLog& log_;
  std::vector<Question>*& asked_;
  std::function<Vase(Noun)> file_;
  std::unordered_map<uint64_t, Made> naves_;
  std::unordered_map<std::string, Made> conversions_;
  std::vector<std::string> making_;  // of those
  std::unordered_map<std::string, Noun> expressions_;
};

}  // namespace galena::hoon
