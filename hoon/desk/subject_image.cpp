#include "hoon/desk/subject_image.h"

#include <algorithm>

#include "nock/base/check.h"

namespace galena::hoon {

namespace {

// Whether an image is read as the nouns that it was made of.
[[maybe_unused]] bool reads_back(Arena& arena, const Bytes& bytes, std::span<const Noun> roots) {
  PackSet packs(arena);
  const auto id = packs.read(digest(bytes), bytes, [](Digest) { return std::optional<PackSet::Id>(); });
  return id && std::equal(roots.begin(), roots.end(), packs.roots(*id).begin(), packs.roots(*id).end());
}

}  // namespace

// Four roots: type, value, the jets that are registered, and the kelvin.
Bytes make_subject_image(Toolchain& tools, Vase subject) {
  Arena& arena = tools.arena();
  const Noun roots[] = {subject.type, subject.value, tools.machine().jets().save(arena),
                        Noun::direct(tools.compiler().kelvin().number())};
  GALENA_CHECK(arena.owns(subject.type) && arena.owns(subject.value));
  const Bytes bytes = PackSet(arena).write(roots, {}).bytes;
  GALENA_CHECK(reads_back(arena, bytes, roots));
  return bytes;
}

std::optional<SubjectImage> load_subject_image(Toolchain& tools, std::span<const uint8_t> bytes) {
  SubjectImage image{{}, digest(bytes), PackSet(tools.arena())};
  const std::optional<PackSet::Id> id =
      image.packs.read(image.digest, bytes, [](Digest) -> std::optional<PackSet::Id> { return std::nullopt; });
  if (!id || image.packs.roots(*id).size() != 4) return std::nullopt;
  const std::span<const Noun> roots = image.packs.roots(*id);
  const std::optional<Kelvin> kelvin = roots[3].is_direct() ? Kelvin::of(roots[3].direct_value()) : std::nullopt;
  if (!kelvin) return std::nullopt;
  tools.compiler().set_kelvin(*kelvin);
  if (!tools.machine().jets().restore(tools.machine(), roots[2])) return std::nullopt;
  image.subject = {roots[0], roots[1]};
  return image;
}

}  // namespace galena::hoon
