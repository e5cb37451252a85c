#include "tools/galena/diagnose/syntax.h"

#include <fmt/format.h>

#include <algorithm>

#include "hoon/noun/stack.h"
#include "nock/noun/arena.h"

namespace galena::tools {
namespace {

using hoon::OpenForm;
using hoon::Wanted;

// Forms that are named around an error.
constexpr size_t kFormsNamed = 4;

std::string count_words(unsigned count) {
  static constexpr const char* kWords[] = {"none", "one", "two", "three", "four", "five"};
  return count < std::size(kWords) ? kWords[count] : std::to_string(count);
}

bool is_arm(const OpenForm& form) {
  return form.glyphs == "++" || form.glyphs == "+$";
}

// What could stand there, in a row: "a, b or c".
std::string wanted_words(const hoon::Expected& expected) {
  std::vector<std::string> words;
  const auto add = [&](std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
  };
  const auto has = [&](Wanted wanted) {
    return std::find(expected.wanted.begin(), expected.wanted.end(), wanted) != expected.wanted.end();
  };
  for (const Wanted wanted : expected.wanted) {
    // A gap before what is wanted anyhow says nothing.
    if (wanted == Wanted::gap && (has(Wanted::expression) || has(Wanted::arm))) continue;
    if (wanted == Wanted::close) {
      if (!expected.open.empty() && !expected.open.back().close.empty()) {
        add("`" + expected.open.back().close + "`");
      }
    } else {
      add(std::string(hoon::words_of(wanted)));
    }
  }
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  return text;
}

// What is there.
std::string found_words(const hoon::Source& source, const char* at) {
  if (at == source.end()) return "the end of the text";
  if (*at == '\n') return at + 1 == source.end() ? "the end of the text" : "the end of the line";
  if (*at == ' ') return "a space";
  const auto c = static_cast<unsigned char>(*at);
  return c > 0x20 && c < 0x7f ? fmt::format("`{}`", *at) : fmt::format("the byte 0x{:02x}", c);
}

// Of the headers that a file may have, and of the kelvins, the first with which it goes wrong there; nothing but the
// place where none does, or where there is no time to find out.
hoon::Expected expected_at(Arena& arena, hoon::Place place, const hoon::Source& source, bool imports) {
  const std::string_view text(source.begin(), static_cast<size_t>(source.end() - source.begin()));
  std::vector<std::optional<hoon::Builder>> builders{std::nullopt};
  if (imports) builders = {hoon::Builder::desk, hoon::Builder::hoonc};
  for (const hoon::KelvinRow& row : hoon::all_kelvins()) {
    for (const std::optional<hoon::Builder> builder : builders) {
      try {
        hoon::Expected expected = hoon::expected_in(arena, text, builder, row.kelvin);
        if (expected.farthest == place) return expected;
      } catch (const OutOfMemory&) {
      } catch (const hoon::TooDeep&) {
      } catch (const Interrupted&) {
        return {place, place, {}, {}, {}};
      }
    }
  }
  return {place, place, {}, {}, {}};
}

}  // namespace

std::string name_of(const OpenForm& form) {
  return fmt::format("`{}` of {}:{}", form.glyphs, form.at.line, form.at.column);
}

std::string parts_words(unsigned count) {
  return fmt::format("{} part{}", count_words(count), count == 1 ? "" : "s");
}

std::string open_words(const OpenForm& form, bool ends) {
  const std::string name = name_of(form);
  if (form.takes > 0) {
    if (form.parts >= form.takes) return {};
    return fmt::format("{} takes {}, and has {}", name, parts_words(form.takes), count_words(form.parts));
  }
  if (is_arm(form)) return name + " is an arm without its body";
  // In wide form parentheses are what closes a rune, and they are named themselves.
  const bool is_rune = form.close == "--" || form.close == "==";
  if (form.close.empty() || (is_rune && !form.tall)) return name + " is not complete";
  if (is_rune) return fmt::format("{} wants `{}`", name, form.close);
  return ends ? name + " is not closed"
              : fmt::format("`{}` opened at {}:{}", form.glyphs, form.at.line, form.at.column);
}

Diagnostic explain_syntax(Arena& arena, hoon::Place place, const hoon::Source& source, bool imports) {
  const char* const at = source.at(place);
  const bool ends = at == source.end() || (at + 1 == source.end() && *at == '\n');
  const hoon::Expected expected = expected_at(arena, place, source, imports);
  Diagnostic diagnostic{Extent{place, place}, "syntax", {}, {}, {}, {}, {}};
  const std::string wanted = wanted_words(expected);
  std::vector<std::string> open;  // the innermost first
  for (size_t i = expected.open.size(); i-- > 0 && open.size() < kFormsNamed;) {
    if (std::string words = open_words(expected.open[i], ends); !words.empty()) open.push_back(std::move(words));
  }
  if (const std::optional<std::string> mistake = common_mistake(expected, source)) {
    diagnostic.message = *mistake;
    if (!wanted.empty()) diagnostic.notes.push_back("expected here: " + wanted);
  } else if (ends && !open.empty()) {
    diagnostic.message = "the text ends here, and " + open[0];
    open.erase(open.begin());
    if (!wanted.empty()) diagnostic.notes.push_back("expected here: " + wanted);
  } else if (wanted.empty()) {
    diagnostic.message = ends ? "the text ends here, and more is needed"
                              : fmt::format("{} has no meaning here", found_words(source, at));
  } else {
    diagnostic.message = fmt::format("expected {}, found {}", wanted, found_words(source, at));
  }
  // Where the text goes on, what lies further out is well.
  if (!ends) open.resize(std::min<size_t>(open.size(), 1));
  for (std::string& words : open) {
    // What the message names need not be named again.
    if (!ends && diagnostic.message.find(name_of(expected.open.back())) != std::string::npos) continue;
    diagnostic.notes.push_back(std::move(words));
  }
  return diagnostic;
}

}  // namespace galena::tools
