#include "tools/galena/profile/profiling.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "nock/base/check.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"

namespace galena::tools {
namespace {

constexpr size_t kShown = 10;

struct FormatName {
  std::string_view name;
  std::string_view extension;
  ProfileOptions::Format format;
};
constexpr FormatName kFormats[] = {
    {"folded", ".folded", ProfileOptions::Format::folded},
    {"svg", ".svg", ProfileOptions::Format::svg},
    {"chrome", ".json", ProfileOptions::Format::chrome},
};

constexpr const char* kKindNames[] = {"interpreter", "compiled code", "jets", "collection", "memos", "compiling"};

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// Through a file beside it, which takes its place when it is whole. What is no file, such as a pipe, is written to.
void write_whole(const std::string& path, const std::string& text) {
  const std::span bytes(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  struct stat status;
  if (path == "-" || (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))) return write_file(path, bytes);
  const std::string beside = fmt::format("{}.{}.part", path, ::getpid());
  write_file(beside, bytes);
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    throw Failure{Exit::usage, fmt::format("{}: error: {}", path, std::strerror(error))};
  }
}

std::string percent(uint64_t part, uint64_t whole) {
  return fmt::format("{:.1f}%", whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void summarize(const Profile& profile) {
  const uint64_t total = profile.total();
  if (total == 0) {
    complain("profile: no samples: nothing ran for as long as the time between two");
    return;
  }
  const std::vector<Profile::Share> shares = profile.shares();
  std::array<uint64_t, std::size(kKindNames)> kinds{};
  for (const Profile::Share& share : shares) {
    kinds[static_cast<size_t>(profile.functions[share.function].kind)] += share.self;
  }
  complain("   self    total  arm");
  for (size_t i = 0; i < std::min(kShown, shares.size()) && shares[i].self != 0; ++i) {
    complain(fmt::format("{:>7}  {:>7}  {}", percent(shares[i].self, total), percent(shares[i].total, total),
                         profile.label(shares[i].function)));
  }
  std::string line;
  for (size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] == 0 && i != 0) continue;
    line += fmt::format("{}{} {}", line.empty() ? "" : ", ", kKindNames[i], percent(kinds[i], total));
  }
  complain(fmt::format("{}; {:.3f} s in {} samples", line, static_cast<double>(total) / 1e9, profile.samples.size()));
}

}  // namespace

void ProfileOptions::add_to(CommandLine app, const std::string& name, const std::string& description) {
  app.option(name, output, description).type_name("FILE");
  const Option formats =
      app.option("--format", format, "folded, svg or chrome; else by the end of the file's name, or folded");
  formats.takes("folded svg chrome").type_name("FORMAT");
  app.option("--rate", rate, "Samples a second (1000)").type_name("HZ").within(1, 100000);
}

ProfileOptions::Format ProfileOptions::chosen() const {
  for (const FormatName& each : kFormats) {
    if (format.empty() ? output.ends_with(each.extension) : format == each.name) return each.format;
  }
  if (!format.empty()) {
    throw Failure{Exit::usage, fmt::format("error: there is no format `{}`: folded, svg or chrome", format)};
  }
  return Format::folded;
}

void ProfileOptions::check() const {
  chosen();
  if (output.empty() || output == "-") return;
  struct stat status;
  const std::string folder = folder_of(output);
  int error = 0;
  if (::stat(output.c_str(), &status) == 0) {
    error = S_ISDIR(status.st_mode) ? EISDIR : 0;
  } else if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    error = errno;
  }
  if (error != 0) throw Failure{Exit::usage, fmt::format("{}: error: {}", output, std::strerror(error))};
}

Profiling::Profiling(Workbench& bench, const ProfileOptions& options)
    : bench_(bench), options_(options), names_(bench) {}

void Profiling::start() {
  GALENA_CHECK(profiler_ == nullptr);
  Profiler::Options profiler;
  profiler.rate = options_.rate;
  profiler.name_of = [this](Noun formula) { return names_.find(formula); };
  profiler_ = std::make_unique<Profiler>(bench_.machine(), std::move(profiler));
}

void Profiling::write(const std::string& title) const {
  if (profiler_ == nullptr) return;
  const Profile& profile = profiler_->profile();
  std::string text;
  switch (options_.chosen()) {
    case ProfileOptions::Format::folded:
      text = profile.folded();
      break;
    case ProfileOptions::Format::svg:
      text = svg_of(profile, title);
      break;
    case ProfileOptions::Format::chrome:
      text = chrome_trace_of(profile, title);
      break;
  }
  write_whole(options_.output.empty() ? "-" : options_.output, text);
  summarize(profile);
}
}  // namespace galena::tools
