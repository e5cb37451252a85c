// What building files of a folder keeps on disk: the products, what building each asked about the folder, and what
// compiling each asked the compiler.
//
// A product is named by its content: the digest of its pack. A manifest, under a key that holds a file's text and
// everything else that does not change while files are built, has the questions with their answers, and the name of the
// product. While the answers stay the same, so does the product.
//
// An edit of a large file would still cost compiling all of it. So what the compiler was asked about other things than
// the file itself (types of what it imports, and of the library), which no edit of the file changes, is kept with the
// answers, and known when the file is compiled again with the same imports.
//
// All of it is as good as absent where it is damaged.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoon/desk/store.h"
#include "hoon/desk/subject_image.h"
#include "hoon/desk/vase.h"

namespace galena::hoon {

// Something that building a file asked about the folder, and the answer.
struct Question {
  enum class Kind : uint8_t { product, exists, contents, folder };
  Kind kind;
  std::string name;
  Digest answer;
};

// The compiler's work: questions of those kinds whose answers may be kept.
struct Effort {
  size_t asked = 0;  // and answered
  size_t known = 0;  // answers that were kept from before
};

// Where products are kept, and the image that they refer to, whose subject must be what every file sees.
struct DeskCache {
  const Store& store;
  SubjectImage& image;

  // The name of the product of a manifest, if `answer` says the same to all its questions, in their order, as it did.
  // What `answer` throws passes through.
  std::optional<Digest> recall(Digest manifest,
                               const std::function<Digest(Question::Kind, const std::string&)>& answer) const;
  void note(Digest manifest, std::span<const Question> questions, Digest product) const;
  bool recalls(Digest manifest, std::span<const Question> questions, Digest product) const;  // for checks

  // The pack of this name, and what it refers to; nothing where any of it is lost.
  std::optional<PackSet::Id> load(Digest product) const;
  // Keeps nouns as a product, which refers to `bases` where it can. Its name is that of its pack.
  PackSet::Id keep(std::span<const Noun> roots, std::span<const PackSet::Id> bases) const;
  // The image, the packs, and those that they refer to, each once.
  std::vector<PackSet::Id> with_bases(std::span<const PackSet::Id> packs) const;

  // As Toolchain::mint, but knowing what is kept under `key`, and keeping there what is worth it. `key` holds the file
  // and all that it imports, but not its text; `spots` is the path under which `body` has its places; `bases` are the
  // packs of what is imported. Type and formula are those of Toolchain::mint, and so is the refusal.
  Compiled mint(Toolchain& tools, Digest key, Noun spots, std::span<const PackSet::Id> bases, Noun subject, Noun body,
                Effort& effort) const;
};

}  // namespace galena::hoon
