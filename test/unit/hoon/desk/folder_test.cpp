// The folder of a desk: what is there by name, and nothing else.
#include "hoon/desk/folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "test/unit/temporary_folder.h"

using galena::hoon::Folder;
using galena::test::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("nothing outside of a desk is there") {
  const TemporaryFolder outside;
  outside.write("secret/s.hoon", "secret");
  outside.write("desk/lib/a.hoon", "a");
  const std::string desk = outside.at("desk"), secret = outside.at("secret");
  fs::create_symlink(secret + "/s.hoon", desk + "/lib/whole.hoon");
  fs::create_symlink("../../secret/s.hoon", desk + "/lib/relative.hoon");
  fs::create_symlink(secret, desk + "/away");
  fs::create_symlink("../secret", desk + "/near");
  fs::create_symlink("whole.hoon", desk + "/lib/twice.hoon");
  Folder folder(desk);
  for (const char* name : {"../secret/s.hoon", "lib/../../secret/s.hoon", "lib/../lib/a.hoon", "./lib/a.hoon",
                           "lib//a.hoon", "/lib/a.hoon", "lib/a.hoon/", "", "..", "lib/./a.hoon"}) {
    CHECK_FALSE(folder.has(name));
    CHECK(folder.read(name) == nullptr);
    CHECK(folder.fault(name) == "there is no file " + std::string(name));
  }
  CHECK(folder.read(std::string("lib/a.hoon\0x", 12)) == nullptr);
  CHECK(folder.read(secret + "/s.hoon") == nullptr);
  for (const char* name : {"lib/whole.hoon", "lib/relative.hoon", "lib/twice.hoon", "away/s.hoon", "near/s.hoon"}) {
    CHECK(folder.read(name) == nullptr);
    CHECK(folder.fault(name) ==
          "there is no file " + std::string(name) + ": it is a link that leads out of the folder");
  }
  for (const char* name : {"away", "near", "../secret"}) {
    CHECK_FALSE(folder.has_folder(name));
    CHECK(folder.sources_in(name).names.empty());
  }
  CHECK(folder.sources_in("lib").names == std::vector<std::string>{"a", "relative", "twice", "whole"});
  // Whoever asks for it has them.
  Folder open(desk, Folder::Links::anywhere);
  for (const char* name : {"lib/whole.hoon", "lib/relative.hoon", "lib/twice.hoon", "away/s.hoon", "near/s.hoon"}) {
    REQUIRE(open.read(name) != nullptr);
    CHECK(*open.read(name) == "secret");
  }
  CHECK(open.read("../secret/s.hoon") == nullptr);
  CHECK(open.sources_in("near").names == std::vector<std::string>{"s"});
}

TEST_CASE("links within a desk are followed, whole paths too") {
  const TemporaryFolder desk;
  desk.write("lib/a.hoon", "a");
  fs::create_symlink("a.hoon", desk.at("lib/b.hoon"));
  fs::create_symlink(desk.at("lib/a.hoon"), desk.at("lib/c.hoon"));
  fs::create_symlink("lib", desk.at("sur"));
  fs::create_symlink(desk.at("lib"), desk.at("app"));
  fs::create_symlink("..", desk.at("lib/up"));
  Folder folder(desk.path());
  for (const char* name : {"lib/b.hoon", "lib/c.hoon", "sur/a.hoon", "app/c.hoon", "lib/up/lib/b.hoon"}) {
    REQUIRE(folder.read(name) != nullptr);
    CHECK(*folder.read(name) == "a");
  }
  // A folder within itself is gone into once; the links are other ways to it.
  const Folder::Names all = folder.all();
  CHECK(all.faults.empty());
  CHECK(all.names == std::vector<std::string>{"app/a.hoon", "app/b.hoon", "app/c.hoon", "lib/a.hoon", "lib/b.hoon",
                                              "lib/c.hoon", "sur/a.hoon", "sur/b.hoon", "sur/c.hoon"});
}

TEST_CASE("what is no regular file is refused at once, and not waited for") {
  const TemporaryFolder desk;
  fs::create_directories(desk.at("lib"));
  REQUIRE(mkfifo(desk.at("lib/pipe.hoon").c_str(), 0600) == 0);
  fs::create_symlink("/dev/zero", desk.at("lib/zero.hoon"));
  fs::create_symlink("pipe.hoon", desk.at("lib/link.hoon"));
  fs::create_symlink("self.hoon", desk.at("lib/self.hoon"));
  fs::create_symlink("none.hoon", desk.at("lib/dangling.hoon"));
  fs::create_directories(desk.at("lib/folder.hoon"));
  const std::string there = "there is no file lib/";
  for (const auto links : {Folder::Links::inside, Folder::Links::anywhere}) {
    Folder folder(desk.path(), links);
    CHECK(folder.fault("lib/pipe.hoon") == "lib/pipe.hoon is not a regular file");
    CHECK(folder.fault("lib/link.hoon") == "lib/link.hoon is not a regular file");
    CHECK(folder.fault("lib/zero.hoon") == (links == Folder::Links::inside
                                                ? there + "zero.hoon: it is a link that leads out of the folder"
                                                : "lib/zero.hoon is not a regular file"));
    CHECK(folder.fault("lib/self.hoon") == "lib/self.hoon cannot be read: Too many levels of symbolic links");
    CHECK(folder.fault("lib/dangling.hoon") == there + "dangling.hoon");
    CHECK(folder.fault("lib/folder.hoon") == there + "folder.hoon");
    // Something is in the way of other readings of the name; nothing is not.
    CHECK(folder.has("lib/pipe.hoon"));
    CHECK_FALSE(folder.has("lib/dangling.hoon"));
    CHECK_FALSE(folder.has("lib/folder.hoon"));
    CHECK_FALSE(folder.has("lib/" + std::string(5000, 'x')));
  }
}

TEST_CASE("a folder is as it was when it was first looked at") {
  const TemporaryFolder desk;
  desk.write("sys/zuse.hoon", "before");
  desk.write("dat/a.hoon", "1");
  Folder folder(desk.path());
  CHECK(*folder.read("sys/zuse.hoon") == "before");
  CHECK_FALSE(folder.has("lib/late.hoon"));
  CHECK(folder.sources_in("dat").names == std::vector<std::string>{"a"});
  desk.write("sys/zuse.hoon", "after");
  desk.write("lib/late.hoon", "late");
  desk.write("dat/b.hoon", "2");
  CHECK(*folder.read("sys/zuse.hoon") == "before");
  CHECK_FALSE(folder.has("lib/late.hoon"));
  CHECK(folder.read("lib/late.hoon") == nullptr);
  CHECK(folder.sources_in("dat").names == std::vector<std::string>{"a"});
  fs::remove(desk.at("sys/zuse.hoon"));
  CHECK(folder.has("sys/zuse.hoon"));
  CHECK(*Folder(desk.path()).read("lib/late.hoon") == "late");
}

TEST_CASE("a folder that may not be read is said to be so") {
  // For a user to whom everything is allowed, only a folder that leads to itself cannot be read.
  const TemporaryFolder desk;
  desk.write("lib/a.hoon", "a");
  fs::create_symlink("round", desk.at("round"));
  Folder folder(desk.path());
  REQUIRE(folder.sources_in("round").faults.size() == 1);
  CHECK(folder.sources_in("round").faults[0] == "the folder round cannot be read: Too many levels of symbolic links");
  CHECK(folder.sources_in("none").faults.empty());
  CHECK(folder.sources_in("lib/a.hoon").faults.empty());
  if (geteuid() == 0) return;
  for (const char* name : {"closed", "lib/closed", "deep/er/closed"}) {
    fs::create_directories(desk.at(name));
    REQUIRE(chmod(desk.at(name).c_str(), 0) == 0);
  }
  const Folder::Names all = folder.all();
  CHECK(all.faults.size() == 3);
  CHECK(folder.sources_in("closed").faults ==
        std::vector<std::string>{"the folder closed cannot be read: Permission denied"});
  for (const char* name : {"closed", "lib/closed", "deep/er/closed"}) chmod(desk.at(name).c_str(), 0700);
}

TEST_CASE("what a folder has not is looked for behind it, in their order") {
  const TemporaryFolder front, middle, back;
  front.write("lib/a.hoon", "front");
  middle.write("lib/a.hoon", "middle");
  middle.write("lib/b.hoon", "middle");
  back.write("lib/b.hoon", "back");
  back.write("sys/c.hoon", "back");
  Folder folder(front.path());
  folder.put_behind(middle.path());
  folder.put_behind(back.path());
  folder.put_file("lib/a.hoon", "own");
  folder.put_file("lib/d.hoon", "own");
  for (const auto& [name, text] : {std::pair{"lib/a.hoon", "front"}, std::pair{"lib/b.hoon", "middle"},
                                   std::pair{"sys/c.hoon", "back"}, std::pair{"lib/d.hoon", "own"}}) {
    REQUIRE(folder.read(name) != nullptr);
    CHECK(*folder.read(name) == text);
    CHECK(folder.has(name));
    CHECK(folder.fault(name).empty());
  }
  CHECK_FALSE(folder.has("lib/e.hoon"));
  CHECK(folder.path_of("lib/b.hoon") == middle.at("lib/b.hoon"));
  CHECK(folder.path_of("lib/e.hoon") == front.at("lib/e.hoon"));
  CHECK(folder.path_of("sys") == back.at("sys"));
  CHECK(folder.has_folder("sys"));
  CHECK(folder.sources_in("lib").names == std::vector<std::string>{"a", "b"});
  CHECK(folder.all().names == std::vector<std::string>{"lib/a.hoon", "lib/b.hoon", "sys/c.hoon"});
}
