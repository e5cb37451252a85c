#include "hoon/aura/phonetic.h"

#include <array>
#include <bit>
#include <utility>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

constexpr std::string_view kPrefixes =
    "dozmarbinwansamlitsighidfidlissogdirwacsabwissibrigsoldopmodfoglidhopdardorlorhodfolrintogsilmir"
    "holpaslacrovlivdalsatlibtabhanticpidtorbolfosdotlosdilforpilramtirwintadbicdifrocwidbisdasmidlop"
    "rilnardapmolsanlocnovsitnidtipsicropwitnatpanminritpodmottamtolsavposnapnopsomfinfonbanmorworsip"
    "ronnorbotwicsocwatdolmagpicdavbidbaltimtasmalligsivtagpadsaldivdactansidfabtarmonranniswolmispal"
    "lasdismaprabtobrollatlonnodnavfignomnibpagsopralbilhaddocridmocpacravripfaltodtiltinhapmicfanpat"
    "taclabmogsimsonpinlomrictapfirhasbosbatpochactidhavsaplindibhosdabbitbarracparloddosbortochilmac"
    "tomdigfilfasmithobharmighinradmashalraglagfadtopmophabnilnosmilfopfamdatnoldinhatnacrisfotribhoc"
    "nimlarfitwalrapsarnalmoslandondanladdovrivbacpollaptalpitnambonrostonfodponsovnocsorlavmatmipfip";
constexpr std::string_view kSuffixes =
    "zodnecbudwessevpersutletfulpensytdurwepserwylsunrypsyxdyrnuphebpeglupdepdysputlughecryttyvsydnex"
    "lunmeplutseppesdelsulpedtemledtulmetwenbynhexfebpyldulhetmevruttylwydtepbesdexsefwycburderneppur"
    "rysrebdennutsubpetrulsynregtydsupsemwynrecmegnetsecmulnymtevwebsummutnyxrextebfushepbenmuswyxsym"
    "selrucdecwexsyrwetdylmynmesdetbetbeltuxtugmyrpelsyptermebsetdutdegtexsurfeltudnuxruxrenwytnubmed"
    "lytdusnebrumtynseglyxpunresredfunrevrefmectedrusbexlebduxrynnumpyxrygryxfeptyrtustyclegnemfermer"
    "tenlusnussyltecmexpubrymtucfyllepdebbermughuttunbylsudpemdevlurdefbusbeprunmelpexdytbyttyplevmyl"
    "wedducfurfexnulluclennerlexrupnedlecrydlydfenwelnydhusrelrudneshesfetdesretdunlernyrsebhulryllud"
    "remlysfynwerrycsugnysnyllyndyndemluxfedsedbecmunlyrtesmudnytbyrsenwegfyrmurtelreptegpecnelnevfes";
static_assert(kPrefixes.size() == 256 * 3 && kSuffixes.size() == 256 * 3);

// Byte of a syllable by its letters in base 26; -1 where there is none.
using Index = std::array<int16_t, 26 * 26 * 26>;
constexpr size_t letters_key(const char* s) {
  return static_cast<size_t>((s[0] - 'a') * 676 + (s[1] - 'a') * 26 + (s[2] - 'a'));
}
Index index_of(std::string_view syllables) {
  Index index;
  index.fill(-1);
  for (int16_t byte = 0; byte < 256; ++byte) index[letters_key(syllables.data() + 3 * byte)] = byte;
  return index;
}

std::optional<uint8_t> find(const Index& index, std::string_view syllable) {
  if (syllable.size() != 3) return std::nullopt;
  for (char c : syllable) {
    if (c < 'a' || c > 'z') return std::nullopt;
  }
  const int16_t byte = index[letters_key(syllable.data())];
  GALENA_CHECK(byte < 256);
  return byte < 0 ? std::nullopt : std::optional<uint8_t>(static_cast<uint8_t>(byte));
}

// Murmur3 of the two bytes of `key`.
uint32_t round_function(unsigned round, uint32_t key) {
  constexpr uint32_t kSeeds[4] = {0xb76d5eed, 0xee281300, 0x85bcae01, 0x4b387af7};
  uint32_t k = (key & 0xffff) * 0xcc9e2d51;
  k = std::rotl(k, 15) * 0x1b873593;
  uint32_t h = kSeeds[round] ^ k;
  h ^= 2;  // the length
  h ^= h >> 16;
  h *= 0x85ebca6b;
  h ^= h >> 13;
  h *= 0xc2b2ae35;
  return h ^ h >> 16;
}

// The cipher works on pairs (left below kA, right below kB) that number the domain [0, kA * kB).
constexpr uint64_t kA = 0xffff;
constexpr uint64_t kB = 0x10000;
constexpr uint64_t kDomain = kA * kB;

// The last step has a quirk that names in use depend on: where `right` came out as kA the halves do not change place.
uint64_t encipher_once(uint64_t m) {
  uint64_t left = m % kA;
  uint64_t right = m / kA;
  for (unsigned round = 0; round < 4; ++round) {
    const uint64_t next = (round_function(round, static_cast<uint32_t>(right)) + left) % (round % 2 == 0 ? kA : kB);
    left = right;
    right = next;
  }
  return right == kA ? kA * right + left : kA * left + right;
}

uint64_t decipher_once(uint64_t m) {
  uint64_t left = m / kA;
  uint64_t right = m % kA;
  if (left == kA) std::swap(left, right);
  for (unsigned round = 4; round-- > 0;) {
    const uint64_t modulus = round % 2 == 0 ? kA : kB;
    const uint64_t f = round_function(round, static_cast<uint32_t>(left)) % modulus;
    const uint64_t previous = (right + modulus - f) % modulus;
    right = left;
    left = previous;
  }
  return kA * right + left;
}

// A result outside the domain walks the cycle once more.
template <uint64_t step(uint64_t)>
uint64_t in_domain(uint64_t m) {
  const uint64_t once = step(m);
  return once < kDomain ? once : step(once);
}

template <uint64_t step(uint64_t)>
uint64_t permute(uint64_t number) {
  const uint64_t low = number & 0xffffffff;
  if (low < kB) return number;
  return (number & ~uint64_t{0xffffffff}) | (kB + in_domain<step>(low - kB));
}

}  // namespace

std::string_view prefix_syllable(uint8_t byte) {
  return kPrefixes.substr(size_t{3} * byte, 3);
}
std::string_view suffix_syllable(uint8_t byte) {
  return kSuffixes.substr(size_t{3} * byte, 3);
}

std::optional<uint8_t> prefix_byte(std::string_view syllable) {
  static const Index index = index_of(kPrefixes);
  return find(index, syllable);
}
std::optional<uint8_t> suffix_byte(std::string_view syllable) {
  static const Index index = index_of(kSuffixes);
  return find(index, syllable);
}

uint64_t scramble(uint64_t plain) {
  const uint64_t shown = permute<encipher_once>(plain);
  GALENA_CHECK(permute<decipher_once>(shown) == plain);
  return shown;
}
uint64_t unscramble(uint64_t shown) {
  const uint64_t plain = permute<decipher_once>(shown);
  GALENA_CHECK(permute<encipher_once>(plain) == shown);
  return plain;
}

}  // namespace galena::hoon
