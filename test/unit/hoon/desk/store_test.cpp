// The store of results: what comes back is what was put there by ourselves, or nothing.
#include "hoon/desk/store.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "nock/base/keyed_digest.h"
#include "test/unit/temporary_folder.h"

using namespace galena;
using galena::hoon::Store;
using galena::test::contents_of;
using galena::test::TemporaryFolder;

namespace {

Bytes bytes_of(std::string_view text) {
  Bytes bytes(text.size());
  std::copy(text.begin(), text.end(), bytes.begin());
  return bytes;
}

mode_t mode_of(const std::string& path) {
  struct stat about;
  return lstat(path.c_str(), &about) == 0 ? about.st_mode & 07777 : 0;
}

// Every folder of a store, itself first.
std::vector<std::string> folders_of(const std::string& store) {
  std::vector<std::string> folders{store};
  for (const auto& entry : std::filesystem::directory_iterator(store)) {
    if (entry.is_directory()) folders.push_back(entry.path().string());
  }
  return folders;
}

}  // namespace

TEST_CASE("digests with a key are SipHash-2-4 of 128 bits") {
  // The first of the vectors that its authors published.
  DigestKey key;
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<uint8_t>(i);
  CHECK(keyed_digest(key, {}) == Digest{0xe6a825ba047f81a3, 0x930255c71472f66d});
  CHECK(keyed_digest(key, bytes_of(std::string(1, 0))) == Digest{0x44af996bd8c187da, 0x45fc229b11597634});
  std::vector<uint8_t> bytes(67);
  const Digest zero = keyed_digest(key, bytes);
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
    CHECK(keyed_digest(key, bytes) != zero);
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
  }
  key[3] ^= 1;
  CHECK(keyed_digest(key, bytes) != zero);
}

TEST_CASE("a store lets go of what was not used for long") {
  using std::chrono::hours;
  const TemporaryFolder folder;
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
  const TemporaryFolder folder;
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
    const std::string whole = contents_of(file);
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
    const Digest of = contents_of(file).ends_with("content") ? key : other;
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

TEST_CASE("a store is made for nobody else to look into") {
  const mode_t before = umask(0);
  const TemporaryFolder folder;
  const std::string where = folder.at("deep/cache");
  const Store store(where, {1, 2});
  store.put(digest("key"), bytes_of("content"));
  store.put_code(digest("code"), bytes_of("machine code"));
  umask(before);
  for (const std::string& each : folders_of(where)) CHECK(mode_of(each) == 0700);
  for (const std::string& file : folder.files()) CHECK(mode_of(file) == 0600);
  CHECK(store.get(digest("key")) == bytes_of("content"));
  CHECK(store.get_code(digest("code")) == bytes_of("machine code"));
}

TEST_CASE("a store that others own or may write to is not used, and that is said once") {
  const TemporaryFolder folder;
  const std::string where = folder.at("cache");
  const Digest key = digest("key"), code = digest("code");
  const Store first(where, {1, 2});
  first.put(key, bytes_of("content"));
  first.put_code(code, bytes_of("machine code"));
  std::vector<std::string> said;
  const auto yields = [&] {
    said.clear();
    const Store store(where, {1, 2}, [&](const std::string& what) { said.push_back(what); });
    const bool both = store.get(key) && store.get_code(code);
    store.get(key);
    CHECK(said.size() == (both ? 0 : 1));
    return both;
  };
  CHECK(yields());
  // The folder, and each in it that holds one of the two.
  for (const std::string& each : folders_of(where)) {
    for (const mode_t mode : {0720, 0702, 0777, 01777, 0775, 0700, 0755, 0711}) {
      REQUIRE(chmod(each.c_str(), mode) == 0);
      CHECK(yields() == ((mode & 022) == 0));
    }
    REQUIRE(chmod(each.c_str(), 0700) == 0);
    if (geteuid() != 0) continue;
    REQUIRE(chown(each.c_str(), 65534, 65534) == 0);
    CHECK_FALSE(yields());
    CHECK(said == std::vector{each + " belongs to another user: what is kept there is not used"});
    REQUIRE(chown(each.c_str(), 0, 0) == 0);
  }
  CHECK(yields());
  REQUIRE(chmod(where.c_str(), 0777) == 0);
  const size_t before = folder.files().size();
  Store(where, {1, 2}).put(digest("another"), bytes_of("more"));
  CHECK(folder.files().size() == before);
  CHECK_FALSE(yields());
  CHECK(said == std::vector{where + " may be written to by others: what is kept there is not used"});
}

TEST_CASE("machine code that was not sealed with the folder's secret is not run") {
  const TemporaryFolder folder;
  const std::string where = folder.at("cache"), secret = where + "/secret";
  const Digest key = digest("key");
  const auto fresh = [&] { return std::make_unique<Store>(where, Digest{1, 2}); };
  // Who knows all but the secret can make everything right but the seal.
  fresh()->put(key, bytes_of("evil code, and a seal...........and more"));
  CHECK(fresh()->get(key));
  CHECK(!fresh()->get_code(key));
  fresh()->put_code(key, bytes_of("code"));
  CHECK(fresh()->get_code(key) == bytes_of("code"));
  const Bytes sealed = *fresh()->get(key);
  CHECK(sealed.size() == 4 + sizeof(Digest));
  // Another content, or the same under another key.
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes other = sealed;
    other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    fresh()->put(key, other);
    CHECK(!fresh()->get_code(key));
  }
  fresh()->put(digest("another"), sealed);
  CHECK(!fresh()->get_code(digest("another")));
  fresh()->put(key, sealed);
  CHECK(fresh()->get_code(key));
  // A secret that others may have read, that is none, or that somebody has put there, is not used.
  const std::string bytes = contents_of(secret);
  for (const mode_t mode : {0640, 0604, 0620, 0666}) {
    chmod(secret.c_str(), mode);
    CHECK(!fresh()->get_code(key));
  }
  chmod(secret.c_str(), 0600);
  CHECK(fresh()->get_code(key));
  for (const size_t size : {0, 15, 17, 1000}) {
    std::ofstream(secret, std::ios::binary) << std::string(size, 'x');
    CHECK(!fresh()->get_code(key));
  }
  std::ofstream(folder.at("elsewhere"), std::ios::binary) << bytes;
  chmod(folder.at("elsewhere").c_str(), 0600);
  std::filesystem::remove(secret);
  std::filesystem::create_symlink(folder.at("elsewhere"), secret);
  CHECK(!fresh()->get_code(key));
  // The next put makes a new one, and leaves alone what the link led to.
  fresh()->put_code(key, bytes_of("new code"));
  CHECK(fresh()->get_code(key) == bytes_of("new code"));
  CHECK(!std::filesystem::is_symlink(secret));
  CHECK(mode_of(secret) == 0600);
  CHECK(contents_of(folder.at("elsewhere")) == bytes);
}

TEST_CASE("what is no regular file in a store is not waited for") {
  const TemporaryFolder folder;
  const std::string where = folder.at("cache");
  const Digest key = digest("key");
  std::ofstream(folder.at("other")) << "other";
  const auto replace = [&](const std::string& path, int kind) {
    std::filesystem::remove_all(path);
    if (kind == 0) REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    if (kind == 1) std::filesystem::create_symlink("/dev/zero", path);
    if (kind == 2) std::filesystem::create_directory(path);
    if (kind == 3) std::filesystem::create_symlink(folder.at("other"), path);
  };
  for (int kind = 0; kind < 4; ++kind) {
    std::filesystem::remove_all(where);
    {
      const Store store(where, {1, 2});
      store.put_code(key, bytes_of("content"));
    }
    for (const std::string& file : folder.files()) {
      if (!file.starts_with(where)) continue;
      replace(file, kind);
      const Store store(where, {1, 2});
      CHECK(store.get_code(key).has_value() == file.ends_with("trimmed"));
      store.put_code(digest("another"), bytes_of("more"));
      store.trim(std::chrono::hours(1), 1 << 20);
      if (!file.ends_with("trimmed")) break;
    }
    // A part of it.
    for (const std::string& each : folders_of(where)) {
      if (each != where) replace(each, kind);
    }
    const Store store(where, {1, 2});
    CHECK(!store.get_code(key));
    store.put_code(key, bytes_of("content"));
    CHECK(contents_of(folder.at("other")) == "other");
  }
}
