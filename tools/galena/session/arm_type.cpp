#include "tools/galena/session/arm_type.h"

#include <algorithm>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "hoon/type/types.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

constexpr unsigned kWidth = 70;
// Of a core, and of a type in a page.
constexpr size_t kMostArms = 12, kMostLines = 16;

class Reader {
 public:
  explicit Reader(Workbench& bench) : bench_(bench) {}

  ArmType read(const std::string& path, const std::string& kind, const std::string& head) {
    ArmType arm;
    const Noun type = play(bench_.subject().type, path);
    if (type.is_none()) return arm;
    if (kind == "+$") {
      if (const Noun example = play(bench_.subject().type, "*" + path); !example.is_none()) add(arm, "is", example);
      return arm;
    }
    const Noun core = core_of(type);
    if (core.is_none()) {
      add(arm, "is", type);
      return arm;
    }
    const hoon::CoreParts parts(core);
    if (!has_dollar(parts)) {
      arm.parts.emplace_back("has", std::vector{arms_of(parts)});
      if (!head.empty()) add(arm, "door of", play(core, "+<"));
      return arm;
    }
    if (parts.polarity == "wet"_n) {
      arm.parts.emplace_back("wet gate", std::vector{head});
      return arm;
    }
    add(arm, "takes", play(core, "+<"));
    add(arm, "makes", play(core, "$"));
    return arm;
  }

 private:
  // The type of an expression; none() where it has none.
  Noun play(Noun subject, const std::string& text) {
    Noun type = Noun::none();
    bench_.under_limits([&] {
      hoon::ParseResult parsed;
      hoon::run_on_deep_stack(hoon::kDeepStack, [&] {
        parsed = hoon::parse(bench_.arena(), text, {.kelvin = bench_.compiler().kelvin()});
      });
      if (parsed.ast.is_none()) return;
      const hoon::Result<Noun> played = bench_.compiler().play(subject, parsed.ast);
      if (played) type = played.value();
    });
    return type;
  }

  Noun core_of(Noun type) {
    for (;;) {
      if (!type.is_cell()) return Noun::none();
      if (type.head() == "core"_n) return type;
      if (type.head() != "hold"_n && type.head() != "hint"_n) return Noun::none();
      const hoon::Result<Noun> unfolded = bench_.compiler().unfold(type);
      if (!unfolded) return Noun::none();
      type = unfolded.value();
    }
  }

  std::vector<std::string> names_of(const hoon::CoreParts& core) const {
    std::vector<std::string> names;
    hoon::Items chapters;
    hoon::set_items(core.chapters, chapters);
    for (const Noun chapter : chapters) {
      hoon::Items entries;
      hoon::set_items(hoon::arms_of(bench_.compiler().kelvin(), chapter), entries);
      for (const Noun entry : entries) names.push_back(cord_text(entry.head()));
    }
    std::ranges::sort(names);
    return names;
  }
  bool has_dollar(const hoon::CoreParts& core) const {
    const std::vector<std::string> names = names_of(core);
    return std::ranges::find(names, "") != names.end();
  }
  std::string arms_of(const hoon::CoreParts& core) const {
    const std::vector<std::string> names = names_of(core);
    std::string text;
    for (size_t i = 0; i < std::min(names.size(), kMostArms); ++i) text += (i == 0 ? "" : " ") + names[i];
    return names.size() > kMostArms ? text + " ..." : text;
  }

  void add(ArmType& arm, const char* what, Noun type) {
    if (type.is_none()) return;
    // A name that only stands for something else is taken off.
    for (int turns = 0; turns < 8 && type.is_cell() && type.head() == "hold"_n; ++turns) {
      const hoon::Result<Noun> unfolded = bench_.compiler().unfold(type);
      if (!unfolded) break;
      type = unfolded.value();
    }
    std::vector<std::string> lines;
    try {
      lines = bench_.print_type(type, kWidth);
    } catch (const Failure&) {
      return;
    }
    if (lines.size() > kMostLines) {
      lines.resize(kMostLines);
      lines.push_back("...");
    }
    arm.parts.emplace_back(what, std::move(lines));
  }

  Workbench& bench_;
};

}  // namespace

ArmType arm_type(Workbench& bench, const std::string& path, const std::string& kind, const std::string& head) {
  return Reader(bench).read(path, kind, head);
}

}  // namespace galena::tools
