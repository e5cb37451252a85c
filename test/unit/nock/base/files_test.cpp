#include "nock/base/files.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

using namespace galena;

namespace {

struct Folder {
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  const std::string path = std::filesystem::temp_directory_path() / ("galena_files_" + std::to_string(getpid()));
};

}  // namespace

TEST_CASE("a file is read whole, whatever its size says") {
  const Folder folder;
  const std::string long_text(200000, 'x');
  std::ofstream(folder.path + "/long") << long_text;
  std::ofstream(folder.path + "/empty");
  CHECK(read_whole_file(folder.path + "/long").bytes == long_text);
  CHECK(read_whole_file(folder.path + "/empty").ok());
  CHECK(read_whole_file(folder.path + "/empty").bytes.empty());
  CHECK(read_regular_file(folder.path + "/long") == long_text);
  // Its size is said to be 0.
  CHECK_FALSE(read_whole_file("/proc/self/status").bytes.empty());
}

TEST_CASE("what is no file to be read says why, and of sources counts as missing") {
  const Folder folder;
  mkfifo((folder.path + "/pipe").c_str(), 0600);
  CHECK(read_whole_file(folder.path + "/none").error == ENOENT);
  CHECK(read_whole_file(folder.path).error == EISDIR);
  std::filesystem::create_symlink("/dev/zero", folder.path + "/zeros");
  for (const std::string& path : {folder.path + "/pipe", folder.path + "/zeros", std::string("/dev/zero")}) {
    CHECK(read_whole_file(path).error == kNotRegular);
    CHECK(read_whole_file(path).fault() == "not a regular file");
    CHECK_FALSE(read_regular_file(path).has_value());
  }
  for (const char* name : {"/none", "", "/pipe"}) CHECK_FALSE(read_regular_file(folder.path + name).has_value());
}
