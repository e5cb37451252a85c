#include "hoon/desk/products.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

// Whether a noun of an arena has a given cell in it. A cell is made after its parts, so nothing before that cell in the
// arena has it. Remembers what it has looked at. Linear in that, with an explicit stack.
class Mentions {
 public:
  explicit Mentions(Noun what) : what_(what) {}
  bool operator()(Noun noun) {
    stack_.push_back(noun);
    while (!stack_.empty()) {
      const Noun top = stack_.back();
      if (of(top) != kUnknown) {
        stack_.pop_back();
        continue;
      }
      const uint8_t head = of(top.head());
      const uint8_t tail = head == kHas ? kHas : of(top.tail());
      if (head == kUnknown || tail == kUnknown) {
        stack_.push_back(head == kUnknown ? top.head() : top.tail());
        continue;
      }
      const size_t place = (top.word() - what_.word()) / 8;
      if (place >= known_.size()) known_.resize(place * 2);
      known_[place] = std::max(head, tail);
      stack_.pop_back();
    }
    return of(noun) == kHas;
  }

 private:
  enum : uint8_t { kUnknown, kHasNot, kHas };
  uint8_t of(Noun noun) const {
    if (!noun.is_cell() || noun.word() < what_.word()) return kHasNot;
    if (noun == what_) return kHas;
    const size_t place = (noun.word() - what_.word()) / 8;
    return place < known_.size() ? known_[place] : kUnknown;
  }

  Noun what_;
  std::vector<uint8_t> known_;  // by the distance from that cell
  std::vector<Noun> stack_;
};

// Questions that take less time than keeping their answers does.
constexpr size_t kLittleWork = 16000;

Digest product_key(Digest product) {
  return Digester().add("product").add(product).finish();
}

// Whether the bytes of a pack are read as the nouns that were written.
[[maybe_unused]] bool reads_back(const PackSet& packs, const Bytes& bytes, std::span<const Noun> roots) {
  const auto read = packs.read_apart(bytes, [&](Digest base) { return packs.find(base); });
  return read && std::equal(read->begin(), read->end(), roots.begin(), roots.end());
}

}  // namespace

// A manifest is the questions, each a kind, the length of the name, the name and the answer, and at the end the digest
// of the product.
std::optional<Digest> DeskCache::recall(Digest manifest,
                                        const std::function<Digest(Question::Kind, const std::string&)>& answer) const {
  const std::optional<Bytes> bytes = store.get(manifest);
  if (!bytes) return std::nullopt;
  size_t at = 0;
  const auto take = [&](void* to, size_t size) {
    if (bytes->size() - at < size) return false;
    std::memcpy(to, bytes->data() + at, size);
    at += size;
    return true;
  };
  while (bytes->size() - at > sizeof(Digest)) {
    Question question;
    uint32_t size;
    if (!take(&question.kind, sizeof question.kind) || question.kind > Question::Kind::folder ||
        !take(&size, sizeof size) || size > bytes->size() - at) {
      return std::nullopt;
    }
    question.name.resize(size);
    if (!take(question.name.data(), size) || !take(&question.answer, sizeof question.answer)) return std::nullopt;
    if (answer(question.kind, question.name) != question.answer) return std::nullopt;
  }
  Digest product;
  if (!take(&product, sizeof product)) return std::nullopt;
  GALENA_CHECK(at == bytes->size());
  return product;
}

// Whether what was noted is what is recalled, or nothing, as the store may have it.
bool DeskCache::recalls(Digest manifest, std::span<const Question> questions, Digest product) const {
  size_t count = 0;
  bool same = true;
  const auto answer = [&](Question::Kind kind, const std::string& name) {
    same = same && count < questions.size() && questions[count].kind == kind && questions[count].name == name;
    return same ? questions[count++].answer : Digest{};
  };
  const std::optional<Digest> found = recall(manifest, answer);
  return !found || (same && count == questions.size() && *found == product);
}

void DeskCache::note(Digest manifest, std::span<const Question> questions, Digest product) const {
  std::vector<uint8_t> bytes;
  const auto append = [&](const void* data, size_t size) {
    const auto* from = static_cast<const uint8_t*>(data);
    bytes.insert(bytes.end(), from, from + size);
  };
  for (const Question& question : questions) {
    const auto size = static_cast<uint32_t>(question.name.size());
    append(&question.kind, sizeof question.kind);
    append(&size, sizeof size);
    append(question.name.data(), size);
    append(&question.answer, sizeof question.answer);
  }
  append(&product, sizeof product);
  store.put(manifest, bytes);
  GALENA_CHECK(recalls(manifest, questions, product));
}

std::optional<PackSet::Id> DeskCache::load(Digest name) const {
  PackSet& packs = image.packs;
  if (const std::optional<PackSet::Id> known = packs.find(name)) return known;
  const std::optional<Bytes> bytes = store.get(product_key(name));
  if (!bytes || digest(*bytes) != name) return std::nullopt;
  const std::optional<PackSet::Id> id = packs.read(name, *bytes, [&](Digest base) { return load(base); });
  GALENA_CHECK(!id || packs.name(*id) == name);
  return id;
}

PackSet::Id DeskCache::keep(std::span<const Noun> roots, std::span<const PackSet::Id> bases) const {
  const PackSet::Written written = image.packs.write(roots, bases);
  GALENA_CHECK(digest(written.bytes) == image.packs.name(written.id));
  GALENA_CHECK(reads_back(image.packs, written.bytes, roots));
  store.put(product_key(image.packs.name(written.id)), written.bytes);
  return written.id;
}

std::vector<PackSet::Id> DeskCache::with_bases(std::span<const PackSet::Id> packs) const {
  std::vector<PackSet::Id> bases{0};
  std::unordered_set<PackSet::Id> known{0};
  const auto add = [&](PackSet::Id id) {
    if (known.insert(id).second) bases.push_back(id);
  };
  for (const PackSet::Id pack : packs) {
    for (const PackSet::Id id : image.packs.bases(pack)) {
      GALENA_CHECK(id != pack);
      add(id);
    }
    add(pack);
  }
  return bases;
}

// What is kept is a pack whose roots are how many questions came on top, and the answers.
Compiled DeskCache::mint(Toolchain& tools, Digest key, Noun spots, std::span<const PackSet::Id> bases, Noun subject,
                         Noun body, Effort& effort) const {
  Compiler& compiler = tools.compiler();
  const size_t unknown = compiler.answered();
  bool found = false;
  uint64_t expected = 0;
  if (const std::optional<Bytes> bytes = store.get(key)) {
    const auto nouns = image.packs.read_apart(*bytes, [&](Digest base) { return load(base); });
    if (nouns && !nouns->empty() && nouns->front().is_direct()) {
      expected = nouns->front().direct_value();
      found = compiler.learn(std::span(*nouns).subspan(1));
    }
  }
  const size_t before = compiler.answered();
  effort.known += before - unknown;
  Compiled compiled;
  try {
    if (!found) compiler.begin_round();
    compiled = tools.mint(subject, body);
    compiler.end_round();
  } catch (const Failure&) {
    compiler.end_round();
    // Which of several messages tells of a refusal depends on what was known. So it is asked for as if for the first
    // time.
    if (before == unknown) throw;
    compiler.forget();
    return tools.mint(subject, body);
  }
  const size_t asked = compiler.answered() - before;
  effort.asked += asked;
  if (!found && compiler.asked() > kLittleWork) {
    // What mentions a place in the file is left out: there is much of that, and it is not asked again.
    Mentions mentions(spots);
    Compiler::Asked all = compiler.answers([&](Noun noun) { return !mentions(noun); });
    all.nouns.insert(all.nouns.begin(), Noun::direct(all.left_out));
    const Bytes pack = image.packs.write_apart(all.nouns, bases);
    GALENA_CHECK(reads_back(image.packs, pack, all.nouns));
    store.put(key, pack);
  } else if (found && asked > kLittleWork + expected * 3 / 2) {
    // What is kept has become of little use. The next time it is made anew.
    store.put(key, {});
  }
  return compiled;
}

}  // namespace galena::hoon
