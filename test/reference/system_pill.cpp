// Pills of a kernel's folder against those that the public pill library makes of the same folder: the same nouns.
//
//   system_pill [brass|solid|ivory...]
//
// The library is lib/pill.hoon of the desk, built natively and called on our machine, under a namespace that answers
// from the folder. The folder is the first below GALENA_REFERENCE that has the library and a kernel, links included.
// Of brass and ivory, if nothing else is said: for a solid one the library installs the kernel's files by Nock without
// jets.
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "hoon/aura/scot.h"
#include "hoon/desk/paths.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/reference/oracle.h"
#include "tools/galena/session/literal.h"
#include "tools/galena/session/system_pill.h"

using namespace galena;
namespace fs = std::filesystem;

namespace {

constexpr const char* kWho = "~zod";
constexpr const char* kNow = "~2026.1.1";

std::optional<std::string> desk_in(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const fs::path desk = entry.path() / "pkg/arvo";
    if (fs::exists(desk / "lib/pill.hoon", error) && fs::exists(desk / "sys/arvo.hoon", error)) {
      found.push_back(desk.string());
    }
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) return std::nullopt;
  return found.front();
}

class Library {
 public:
  explicit Library(const tools::SystemPillOptions& options)
      : session_(options.desk, nullptr, options.evaluation, options.diagnostics),
        arena_(session_.bench().arena()),
        root_(arena_.list(std::array{arena_.cord(kWho), "base"_n, arena_.cord(kNow)})) {
    read();
  }

  // What `call`, of the library `pill`, comes to.
  Result make(const std::string& call) {
    const std::optional<hoon::Vase> pill = session_.desk.build("lib/pill.hoon");
    if (!pill) throw std::runtime_error(session_.report({}));
    hoon::Toolchain& tools = session_.tools;
    const hoon::Vase subject = tools.slop(tools.faced("pill"_n, *pill), session_.base);
    const hoon::Compiled compiled = tools.mint(subject.type, parse(call));
    const hoon::Vase answers{tools.play(session_.base.type, parse("*(map * *)")),
                             hoon::map_of_entries(arena_, answers_)};
    const hoon::Vase roof = tools.slap(tools.slop(tools.faced("answers"_n, answers), session_.base),
                                       parse("|=  [ref=* pax=*]\n=/  got  (~(get by answers) pax)\n?~(got ~ ``u.got)"));
    return session_.bench().machine().run_virtual(subject.value, compiled.formula, roof.value);
  }

 private:
  Noun parse(const std::string& text) {
    return hoon::run_on_deep_stack(hoon::kDeepStack, [&] { return hoon::parse(arena_, text).ast; });
  }

  // What is at a care and a path.
  void answer(Noun care, Noun path, Noun value) {
    Noun whole = path;
    std::vector<Noun> knots;
    for (Noun rest = root_; rest.is_cell(); rest = rest.tail()) knots.push_back(rest.head());
    for (size_t i = knots.size(); i-- > 0;) whole = arena_.cons(knots[i], whole);
    answers_.push_back(arena_.cons(arena_.cons(care, whole), value));
  }

  void read() {
    std::map<std::string, std::pair<bool, std::map<std::string, Noun>>> nodes;  // by path: a file, and its children
    for (const std::string& name : session_.folder.all().names) {
      if (fs::path(name).filename().string().starts_with('.')) continue;
      const Noun path = hoon::path_of_file(arena_, name);
      std::string at;
      for (Noun rest = path; rest.is_cell(); rest = rest.tail()) {
        const std::string knot = cord_text(rest.head());
        nodes[at].second.emplace(knot, rest.head());
        at += "/" + knot;
      }
      nodes[at].first = true;
      const auto value = session_.desk.contents_of(name, arena_.cord(name.substr(name.rfind('.') + 1)));
      if (!value) throw std::runtime_error(session_.report({}));
      answer("cx"_n, path, value->value);
    }
    for (const auto& [at, node] : nodes) {
      Noun children = kNull;
      for (const auto& child : node.second) children = hoon::map_put(arena_, children, child.second, kNull);
      const Noun file = node.first ? arena_.cons(kNull, Noun::direct(1)) : kNull;
      answer("cy"_n, hoon::segments_of(arena_, at), arena_.cons(file, children));
    }
  }

  tools::DeskSession session_;
  Arena& arena_;
  Noun root_;
  std::vector<Noun> answers_;
};

// Where two nouns that differ do so first: the way to it, left of right, and what is there.
void print_difference(Heap& heap, Noun a, Noun b) {
  std::string way;
  while (a.is_cell() && b.is_cell()) {
    const bool head = !equal(heap, a.head(), b.head());
    way += head ? 'h' : 't';
    a = head ? a.head() : a.tail();
    b = head ? b.head() : b.tail();
  }
  constexpr size_t kShown = 300;
  std::printf("at %s: %s\nand %s\n", way.c_str(), print_text(a).substr(0, kShown).c_str(),
              print_text(b).substr(0, kShown).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const auto folder = reference::folder();
  const auto desk = folder ? desk_in(*folder) : std::nullopt;
  if (!desk) {
    std::printf("SKIPPED: no folder in GALENA_REFERENCE has */pkg/arvo with lib/pill.hoon\n");
    return 0;
  }
  std::vector<std::string> shapes(argv + 1, argv + argc);
  if (shapes.empty()) shapes = {"brass", "ivory"};
  int failed = 0;
  try {
    tools::SystemPillOptions options;
    options.desk.desk = *desk;
    options.desk.links = true;
    options.who = tools::parse_ship(kWho);
    options.now = tools::parse_date(kNow);
    options.cache.none = true;
    for (const std::string& shape : shapes) {
      const auto known = tools::pill_shape(shape);
      if (!known) throw std::runtime_error("there is no such shape: " + shape);
      options.shape = *known;
      std::vector<std::string> skipped;
      const std::vector<uint8_t> ours = tools::make_system_pill(options, skipped);
      Library library(options);
      const std::string sys = "/(scot %p ~zod)/base/(scot %da " + std::string(kNow) + ")/sys";
      const auto call = [&]() -> std::string {
        switch (*known) {
          case tools::PillShape::brass:
            return "(brass:pill " + sys + " ~ | ~)";
          case tools::PillShape::solid:
            return "(solid:pill " + sys + " ~ | " + std::string(kNow) + " | ~)";
          case tools::PillShape::ivory:
            return "(ivory:pill " + sys + ")";
        }
        __builtin_unreachable();
      };
      const Result theirs = library.make(call());
      Heap heap(size_t{4} << 30);
      const Noun mine = cue(heap, ours).noun;
      // [0 product]
      const bool made = theirs.outcome == Outcome::done && theirs.noun.is_cell() && theirs.noun.head() == kNull;
      const bool same = made && equal(heap, mine, theirs.noun.tail());
      std::printf("%s: %s, 0x%08x and 0x%08x\n", shape.c_str(), same ? "same" : "DIFFER", mug(mine),
                  made ? mug(theirs.noun.tail()) : 0);
      if (made && !same) print_difference(heap, mine, theirs.noun.tail());
      failed += !same;
    }
  } catch (const tools::Failure& failure) {
    std::printf("FAILED: %s\n", failure.message.c_str());
    return 1;
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
  std::printf("system pills: %zu passed, %d failed\n", shapes.size() - static_cast<size_t>(failed), failed);
  return failed != 0;
}
