// Packs of nouns, and the store that keeps them: what comes back is what was put there, or nothing.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "hoon/desk/store.h"
#include "nock/noun/mug.h"
#include "nock/noun/pack.h"
#include "test/unit/nock/noun/random_noun.h"

using namespace galena;
using galena::hoon::Store;

namespace {

std::optional<PackSet::Id> no_pack(Digest) {
  return std::nullopt;
}

// A noun of `size` cells or so, with much in common.
Noun make_noun(Arena& arena, test::Random& random, size_t size) {
  std::vector<Noun> nouns{kNull, arena.atom(~uint64_t{0}), arena.cord("a text of more than eight bytes")};
  for (size_t i = 0; i < size; ++i) {
    const Noun head = nouns[random.below(nouns.size())];
    nouns.push_back(arena.cons(random.below(3) == 0 ? test::random_atom(arena, random) : head,
                               nouns[nouns.size() - 1 - random.below(std::min<size_t>(nouns.size(), 8))]));
  }
  return nouns.back();
}

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/galena-store.XXXXXX";
    path_ = mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }
  std::vector<std::string> files() const {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
      if (entry.is_regular_file()) files.push_back(entry.path().string());
    }
    return files;
  }

 private:
  std::string path_;
};

std::string contents(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Bytes bytes_of(std::string_view text) {
  Bytes bytes(text.size());
  std::copy(text.begin(), text.end(), bytes.begin());
  return bytes;
}

}  // namespace

TEST_CASE("a pack is read back as the same nouns") {
  test::Random random(1);
  for (int i = 0; i < 200; ++i) {
    Arena arena;
    const Noun a = make_noun(arena, random, random.below(400)), b = make_noun(arena, random, 5);
    PackSet set(arena);
    const Noun roots[] = {a, b, Noun::direct(7)};
    const PackSet::Written written = set.write(roots, {});
    CHECK(set.name(written.id) == digest(written.bytes));

    // Into the same arena they are the same words; into another, equal nouns with their mugs.
    PackSet again(arena);
    const auto same = again.read(digest(written.bytes), written.bytes, no_pack);
    REQUIRE(same);
    CHECK(std::ranges::equal(again.roots(*same), roots));
    Arena other;
    if (random.below(2) == 0) make_noun(other, random, 600);
    PackSet there(other);
    const auto read = there.read(digest(written.bytes), written.bytes, no_pack);
    REQUIRE(read);
    CHECK(other.intern(a) == there.roots(*read)[0]);
    CHECK(other.intern(b) == there.roots(*read)[1]);
    if (a.is_cell()) CHECK(there.roots(*read)[0].cell()->header.mug == mug(a));
    const Noun back[] = {there.roots(*read)[0], there.roots(*read)[1], there.roots(*read)[2]};
    CHECK(PackSet(other).write(back, {}).bytes == written.bytes);
  }
}

TEST_CASE("a pack refers to the first of its bases that has a cell") {
  Arena arena;
  PackSet set(arena);
  const auto tree = [&](uint64_t x) { return arena.tuple(Noun::direct(x), Noun::direct(x + 1), Noun::direct(x + 2)); };
  const Noun in_first[] = {arena.cons(tree(1), tree(10))};
  const Noun in_second[] = {arena.cons(tree(1), tree(20))};
  const Noun mine[] = {arena.tuple(in_first[0], in_second[0], tree(30), tree(20))};
  const auto first = set.write(in_first, {}), second = set.write(in_second, {});
  const PackSet::Id both[] = {first.id, second.id}, one[] = {first.id};
  const auto small = set.write(mine, both), larger = set.write(mine, one);
  CHECK(small.bytes.size() < larger.bytes.size());
  CHECK(std::ranges::equal(set.bases(small.id), both));
  CHECK(std::ranges::equal(set.bases(larger.id), one));

  // Elsewhere, where the packs come in another order and other nouns are about, the bytes are the same.
  Arena other;
  PackSet there(other);
  const auto get = [&](Digest name) -> std::optional<PackSet::Id> {
    if (const auto known = there.find(name)) return known;
    const Bytes& bytes = name == digest(first.bytes) ? first.bytes : second.bytes;
    return there.read(name, bytes, no_pack);
  };
  REQUIRE(get(digest(second.bytes)));
  CHECK(!there.read(digest(small.bytes), small.bytes, no_pack));
  const auto read = there.read(digest(small.bytes), small.bytes, get);
  REQUIRE(read);
  CHECK(there.roots(*read)[0] == other.intern(mine[0]));
  // Apart from the set it is the same bytes and the same nouns.
  CHECK(set.write_apart(mine, both) == small.bytes);
  const auto apart = there.read_apart(small.bytes, get);
  REQUIRE(apart);
  CHECK(std::ranges::equal(*apart, there.roots(*read)));
  const Noun again[] = {other.intern(mine[0])};
  const PackSet::Id bases[] = {*there.find(digest(first.bytes)), *there.find(digest(second.bytes))};
  PackSet::Written rewritten = there.write(again, bases);
  CHECK(rewritten.bytes == small.bytes);
}

TEST_CASE("what is no pack is refused") {
  test::Random random(2);
  Arena arena;
  PackSet set(arena);
  const Noun roots[] = {make_noun(arena, random, 50)};
  const Bytes good = set.write(roots, {}).bytes;
  for (int i = 0; i < 2000; ++i) {
    Bytes bad = good;
    if (random.below(3) == 0) {
      bad.resize(random.below(good.size()));
    } else {
      bad[random.below(bad.size())] ^= static_cast<uint8_t>(1 << random.below(8));
    }
    // Without the check of the digest, which is the store's, any noun may come out, but nothing worse.
    Arena other;
    PackSet there(other);
    const auto read = there.read(digest(bad), bad, no_pack);
    if (read) mug(there.roots(*read)[0]);
  }
}

TEST_CASE("a mug that would look moved to the collector is refused") {
  Arena arena;
  PackSet set(arena);
  const Noun root = arena.cons(Noun::direct(1), Noun::direct(2));
  Bytes bytes = set.write({&root, 1}, {}).bytes;
  // The last cell's mug is in front of its two parts and the number of the root.
  bytes[bytes.size() - 4 * 4 + 3] |= 0x80;
  Arena other;
  PackSet there(other);
  CHECK_FALSE(there.read(digest(bytes), bytes, no_pack));
}

TEST_CASE("digests tell contents apart") {
  std::vector<uint8_t> bytes(200);
  const Digest zero = digest(bytes);
  CHECK(digest(std::span(bytes).first(199)) != zero);
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
    CHECK(digest(bytes) != zero);
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
  }
  CHECK(Digester().add("ab").add("c").finish() != Digester().add("a").add("bc").finish());
}

TEST_CASE("a store lets go of what was not used for long") {
  using std::chrono::hours;
  const Folder folder;
  const Store store(folder.path() + "/cache", {1, 2});
  const auto key = [](int i) { return digest(std::to_string(i)); };
  const auto kept = [&] {
    std::string found;
    for (int i = 0; i < 4; ++i) found += store.get(key(i)) ? std::to_string(i) : "-";
    return found;
  };
  // Files of 0 to 3, put so many days ago.
  const auto put = [&](int i, int days) {
    const std::vector<std::string> before = folder.files();
    store.put(key(i), bytes_of(std::string(1000, 'x')));
    for (const std::string& file : folder.files()) {
      if (std::find(before.begin(), before.end(), file) != before.end() || file.ends_with("trimmed")) continue;
      std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - hours(24 * days));
    }
  };
  for (int i = 0; i < 4; ++i) put(i, 10 * i);
  std::ofstream(folder.path() + "/cache/notes") << std::string(5000, 'x');
  std::filesystem::create_directories(folder.path() + "/cache/ab");
  std::ofstream(folder.path() + "/cache/ab/mine") << std::string(5000, 'x');
  store.trim(hours(24 * 25), 1 << 20);
  CHECK(kept() == "012-");
  // Reading has made all of them new, but for a day.
  store.trim(hours(24 * 5), 1 << 20);
  CHECK(kept() == "012-");
  store.trim(hours(24 * 5), 2500);
  const std::string two = kept();
  CHECK(std::count(two.begin(), two.end(), '-') == 2);
  CHECK(std::filesystem::exists(folder.path() + "/cache/notes"));
  CHECK(std::filesystem::exists(folder.path() + "/cache/ab/mine"));

  // Once a day by itself.
  const auto long_ago = std::filesystem::file_time_type::clock::now() - hours(24 * 40);
  const auto put_later = [&] { Store(folder.path() + "/cache", {1, 2}).put(digest("later"), bytes_of("later")); };
  const auto age = [&] {
    for (const std::string& file : folder.files()) {
      if (!file.ends_with("trimmed")) std::filesystem::last_write_time(file, long_ago);
    }
  };
  age();
  put_later();
  CHECK(kept() == two);
  std::filesystem::last_write_time(folder.path() + "/cache/trimmed", long_ago);
  age();
  put_later();
  CHECK(kept() == "----");
  CHECK(store.get(digest("later")));
}

TEST_CASE("a store yields what was put there or nothing") {
  const Folder folder;
  const Store store(folder.path() + "/deep/cache", {1, 2}), other_version(folder.path() + "/deep/cache", {1, 3});
  const Digest key = digest("key"), other = digest("other");
  CHECK(!store.get(key));
  store.put(key, bytes_of("content"));
  store.put(other, bytes_of(""));
  CHECK(store.get(key) == bytes_of("content"));
  CHECK(store.get(other) == bytes_of(""));
  CHECK(!other_version.get(key));
  CHECK(folder.files().size() == 2 + 1);  // and the time of the last trimming
  std::filesystem::remove(folder.path() + "/deep/cache/trimmed");

  // Any bit, any length, any other name.
  store.put(key, bytes_of("content"));
  for (const std::string& file : folder.files()) {
    const std::string whole = contents(file);
    const bool mine = whole.ends_with("content");
    const Digest of = mine ? key : other;
    for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
      std::string damaged = whole;
      damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
      std::ofstream(file, std::ios::binary) << damaged;
      CHECK(!store.get(of));
    }
    for (size_t size = 0; size < whole.size(); ++size) {
      std::ofstream(file, std::ios::binary) << whole.substr(0, size);
      CHECK(!store.get(of));
    }
    std::ofstream(file, std::ios::binary) << whole;
    CHECK(store.get(of));
  }
  const std::vector<std::string> files = folder.files();
  std::filesystem::copy_file(files[0], files[1], std::filesystem::copy_options::overwrite_existing);
  CHECK((!store.get(key) || !store.get(other)));

  // What somebody else has written, or may have.
  store.put(key, bytes_of("content"));
  store.put(other, bytes_of(""));
  for (const std::string& file : folder.files()) {
    if (file.ends_with("trimmed")) continue;
    const Digest of = contents(file).ends_with("content") ? key : other;
    for (const mode_t mode : {0620, 0602, 0666, 0600}) {
      chmod(file.c_str(), mode);
      CHECK(store.get(of).has_value() == (mode == 0600));
    }
    if (geteuid() != 0 || chown(file.c_str(), 1, 1) != 0) continue;
    CHECK(!store.get(of));
  }

  // Where nothing can be written, nothing is.
  const Store nowhere("/proc/no/such/folder", {1, 2});
  nowhere.put(key, bytes_of("content"));
  CHECK(!nowhere.get(key));
}
