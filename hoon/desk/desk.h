// Building the files of a desk as the kernel's build system does: a folder of source, each file compiled against the
// base library and what it imports.
//
// A file /lib/foo/hoon of a desk is the file lib/foo.hoon of its folder. Its subject is the base, and before it, under
// their faces, the imports in the order of the header. Every file is built once; a cycle of imports is an error.
//
// With a cache, what a file came to is kept on disk as well, together with everything about the desk that building it
// asked: which files were built and what they came to, which files there were, what was in them. While the answers stay
// the same, so does the product. A product is named by its content, so that a change of a file which does not change
// its product does not reach the files that import it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hoon/desk/build_log.h"
#include "hoon/desk/folder.h"
#include "hoon/desk/mark_cores.h"
#include "hoon/desk/products.h"
#include "hoon/desk/vase.h"
#include "hoon/parse/imports.h"

namespace galena::hoon {

class Desk {
 public:
  // `folder`: its files, which are read as they are needed. `base`: what every file sees behind its imports. `folder`
  // and `cache`, if there is one, must outlive the desk.
  Desk(Toolchain& tools, Folder& folder, Vase base, std::optional<DeskCache> cache = {});
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // The product of a file, named relative to the desk with its extension ("lib/foo.hoon"); nothing where the log says
  // why.
  std::optional<Vase> build(const std::string& file);
  // The same where only the fact counts: a file that is known to build is not compiled.
  bool check(const std::string& file);
  // What the product of a file is named where results are kept, by its content and all that it refers to; nothing where
  // the log says why, or where nothing is kept. A file that is known to build is not compiled.
  std::optional<Digest> name_of(const std::string& file);
  // What a source sees that need not be of the desk: the base, and before it what it imports. Nothing where the log
  // says why, in which the source is called `name`.
  std::optional<Vase> subject_of(const std::string& name, std::span<const Import> imports);
  // A file as a value of a mark; nothing where the log says why.
  std::optional<Vase> contents_of(const std::string& file, Noun mark);
  // Everything that kept a file from being built so far.
  const BuildLog& log() const { return log_; }

  // The compiler's and the machine's work so far.
  struct Statistics {
    size_t files = 0;   // compiled
    size_t cached = 0;  // found to be as they were
    Effort questions;
    double parse_ms = 0, compile_ms = 0, run_ms = 0, pack_ms = 0;
  };
  const Statistics& statistics() const { return statistics_; }
  // Called with each file before it is compiled.
  std::function<void(const std::string&)> on_file;

 private:
  struct Product {
    Digest digest;  // of its pack; meaningless without a cache
    std::optional<Vase> vase;
    std::optional<PackSet::Id> pack;
  };

  Product& product(const std::string& file);
  Product recall_or_compile(const std::string& file, const std::string& text);
  Product compile(const std::string& file, const std::string& text);
  Compiled mint(const std::string& file, Noun subject_type, Noun body);
  std::vector<PackSet::Id> bases(const std::vector<Question>& questions) const;
  Digest manifest_key(const std::string& file, const std::string& text) const;
  Digest answer(Question::Kind kind, const std::string& name);
  void ask(Question::Kind kind, const std::string& name);
  void keep(Product& product, const std::vector<Question>& questions);
  Vase get(const std::string& file);
  Vase load(const std::string& file, Product& product);

  // The subject that imports make; where one fails, the reason is there afterwards, if there was none before.
  Vase with_imports(std::span<const Import> imports, std::optional<NotBuilt>& reason);

  // What follows is done for the import that the log follows; where it fails, that is at its line.
  // `whole`: whether `subject` has all imports before this one.
  Vase import(const Import& import, Vase subject, bool whole);
  Vase directory(const Import& import, Vase subject, bool whole);
  // The file that a name stands for: hyphens may be slashes, the leftmost first.
  std::string fit(std::string_view folder, const std::string& name);
  Vase mark_file(Noun mark);
  Vase contents(Noun path, Noun mark);

  bool exists(const std::string& file);
  const std::string& read(const std::string& file);

  Toolchain& tools_;
  Folder& folder_;
  Vase base_;
  std::optional<DeskCache> cache_;
  std::unordered_map<std::string, Product> products_;
  BuildLog log_;
  std::vector<Question>* asked_ = nullptr;  // where questions are noted
  MarkCores marks_;
  Statistics statistics_;
};

}  // namespace galena::hoon
