// Every seed once through its target: galena_seeds FOLDER. What a target is for is said in it.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

// The targets, each under its name; those that have several entries are declared as often.
#define ENTRY(function, header, target) extern "C" int fuzz_##target(const uint8_t* data, size_t size);
#include "test/fuzz/entries.def"
#undef ENTRY

namespace {

using Target = int (*)(const uint8_t*, size_t);

const std::map<std::string, Target> kTargets = {
#define ENTRY(function, header, target) {#target, fuzz_##target},
#include "test/fuzz/entries.def"
#undef ENTRY
};

// Said where a target aborts.
std::string g_seed;

std::vector<uint8_t> contents_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: galena_seeds FOLDER\n");
    return 2;
  }
  std::signal(SIGABRT, [](int) {
    const ssize_t written = write(STDERR_FILENO, g_seed.data(), g_seed.size());
    _exit(written < 0 ? 2 : 1);
  });
  size_t passed = 0, missing = 0;
  for (const auto& [name, target] : kTargets) {
    std::vector<std::filesystem::path> seeds;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(argv[1]) / name)) {
      seeds.push_back(entry.path());
    }
    std::sort(seeds.begin(), seeds.end());
    if (seeds.empty()) ++missing;
    for (const auto& seed : seeds) {
      g_seed = fmt::format("{} of {} does not hold\n", seed.filename().string(), name);
      const std::vector<uint8_t> bytes = contents_of(seed);
      // On the heap and of its size, so that a sanitizer sees who reads past it.
      target(bytes.data(), bytes.size());
      ++passed;
    }
  }
  fmt::print("seeds: {} passed, {} targets without any\n", passed, missing);
  return missing == 0 ? 0 : 1;
}
