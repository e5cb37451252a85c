// Builds of the other toolchain's builder: a file and what it imports as a trap, a core that computes a vase when it is
// kicked, and none of whose parts has been run.
//
// A trap is a core [battery payload], whose battery is one formula. There are a few kinds, each with a formula of its
// own:
//   swet  [[type formula] trap]   a file: its formula on the value of its subject
//   slat  [trap trap]             two vases beside each other
//   label [trap face]             a vase under a face
//   shot  [type gate sample]      a gate called with a sample: two traps
//   plain [type value]            a vase that is known
//   value trap                    the value alone: the outermost
// The formulas are parts of the builder itself, with the places of its own source in them.
//
// As the builder does it, two files with the same text are one: the product of the later one is that of the earlier,
// with its places; and nothing is built from a folder in which any file is not in order.
//
// With a cache, the traps of files are kept as a desk's products are (products.h): each under its path and text, and
// good while what it imports is found where it was and came to the same.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hoon/desk/desk.h"

namespace galena::hoon {

// The formulas of the kinds of traps. Those that are the same Nock differ in the places that they name.
struct TrapFormulas {
  Noun swet, slat, label, shot;
  Noun empty, hash, bytes, data;  // plain ones: the empty vase, the hash, a file that is no Hoon, a file of dat
  Noun value, value_of_call;
  Noun bytes_type;  // of a file that is no Hoon

  // Without places.
  static TrapFormulas bare(Arena& arena);
  // All of them in a fixed order, and back.
  std::vector<Noun> nouns() const;
  static std::optional<TrapFormulas> from(std::span<const Noun> nouns);
  // Those of a builder, found in the noun that it is started from. Nothing where they are not in it.
  static std::optional<TrapFormulas> of(Arena& arena, Noun builder);
};

// The formula that is `bare` but for hints of places and stands in `noun` as a constant of another formula; none()
// where there is none. Visits all of `noun`.
Noun find_placed(Arena& arena, Noun noun, Noun bare);

class TrapBuilder {
 public:
  // `folder`: what paths of imports are relative to; its root is a path without links. `library`: the Hoon library
  // that every file sees behind its imports, as compile_library has it. The folder, and `cache`, if there is one, must
  // outlive this, and the subject of the cache's image must be the library's type and formula.
  TrapBuilder(Toolchain& tools, TrapFormulas formulas, Folder& folder, Compiled library,
              std::optional<DeskCache> cache = {});

  // A library against the subject that it has there, ~. Throws BuildFailure.
  static Compiled compile_library(Toolchain& tools, const std::string& text);

  // The trap of a file, given by its path. Called with the hash of the folder; as it is with `arbitrary`. Nothing where
  // the log says why.
  std::optional<Noun> build(const std::string& file, bool arbitrary);
  const BuildLog& log() const { return log_; }

  // The trap of the library alone, as the builder keeps it.
  Noun library_trap() { return library().noun; }

  // How many files were compiled, and how many found to be as they were.
  struct Statistics {
    size_t files = 0, cached = 0;
    Effort questions;
  };
  const Statistics& statistics() const { return statistics_; }

 private:
  struct Trap {
    Noun noun;
    Noun type;  // of the value of the vase that it computes
  };
  std::optional<Noun> build_here(const std::string& target, bool arbitrary);
  Trap empty();
  Trap library();
  // A file: where it is, what diagnostics and imports call it, and the path that places in it are recorded under.
  struct Source {
    std::string name;
    Noun spots;
    bool target;  // the file that is built, which need not be in the folder
  };
  struct Built {
    Source source;  // of several with its text, the first
    Digest digest;  // of its pack; meaningless without a cache
    std::optional<Trap> trap;
    std::optional<PackSet::Id> pack;
  };
  Trap swet(Trap subject, Compiled compiled);
  Trap slat(Trap head, Trap tail);
  Trap label(Trap trap, Noun face);
  Trap shot(Trap gate, Trap sample);
  Source source_of(const std::string& name);
  const std::string& text_of(const Source& source);
  using Imported = std::vector<std::pair<std::string, Place>>;
  Imported imports_of(const std::string& name);
  void check_folder();
  Built& file(const Source& source);
  Built recall_or_compile(const Source& source, const std::string& text);
  Trap load(const Source& source);
  Trap compile(const Source& source, const std::string& text, std::vector<Question>& asked);
  Digest answer(Question::Kind kind, const std::string& name);
  std::vector<PackSet::Id> bases(const std::vector<Question>& asked) const;
  std::string resolve(const Import& import, std::vector<Question>& asked);
  const std::vector<std::string>& taken();
  uint32_t folder_hash(Noun target);

  Toolchain& tools_;
  TrapFormulas formulas_;
  Folder& folder_;
  Compiled compiled_library_;
  std::optional<DeskCache> cache_;
  Digest formulas_digest_;
  std::unordered_map<uint64_t, std::shared_ptr<Built>> built_;          // by the path that places are recorded under
  std::unordered_map<std::string_view, std::shared_ptr<Built>> first_;  // by the text, which the folder holds
  std::optional<std::vector<std::string>> taken_;
  std::string target_;  // the text of the file that is built
  BuildLog log_;
  Statistics statistics_;
};

}  // namespace galena::hoon
