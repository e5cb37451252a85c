#include "tools/galena/base/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <set>
#include <string_view>
#include <vector>

#include "nock/base/check.h"

namespace galena::tools {
namespace {

// As roff shows it letter by letter: what it would take for something else, or set as a typographer does, is escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '"':
        out += "\\(dq";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += c;
    }
  }
  // Else it would be a request.
  if (out.starts_with('.')) out.insert(0, "\\&");
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + escaped(text) + "\\fR";
}
std::string italic(std::string_view text) {
  return "\\fI" + escaped(text) + "\\fR";
}

// Running text, in which backquotes stand around what is bold, and which ends as a sentence.
std::string prose(std::string_view text) {
  std::string out;
  bool inside = false;
  for (size_t begin = 0; begin <= text.size(); inside = !inside) {
    const size_t end = std::min(text.find('`', begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    out += inside ? bold(piece) : escaped(piece);
    begin = end + 1;
  }
  if (!text.ends_with('.')) out += '.';
  return out;
}

class Page {
 public:
  Page(std::string_view name, std::string_view what) {
    std::string title;
    for (const char c : name) title += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    line(fmt::format(".TH {} 1 \"\" \"Galena {}\" \"Galena\"", escaped(title), GALENA_VERSION));
    section("NAME");
    paragraph(fmt::format("{} \\- {}", escaped(name), escaped(what)));
  }

  void section(std::string_view name) {
    line(fmt::format(".SH {}", name));
    starts_ = true;
  }
  void paragraph(std::string_view text) {
    if (!starts_) line(".PP");
    line(text);
    starts_ = false;
  }
  // A thing and what there is to say about it.
  void entry(std::string_view name, std::string_view text) {
    line(".TP");
    line(name);
    line(text);
    starts_ = false;
  }
  // Lines as they are.
  void verbatim(const std::vector<std::string_view>& lines) {
    if (!starts_) line(".PP");
    starts_ = false;
    line(".RS 4");
    line(".nf");
    for (const std::string_view each : lines) line(escaped(each));
    line(".fi");
    line(".RE");
  }
  std::string take() { return std::move(text_); }

 private:
  void line(std::string_view text) {
    GALENA_CHECK(!text.empty() && text.find('\n') == std::string_view::npos);
    (text_ += text) += '\n';
  }

  std::string text_;
  bool starts_ = false;  // nothing stands in the section yet
};

bool is_several(const CLI::Option& option) {
  return option.get_expected_max() == CLI::detail::expected_max_vector_size;
}

// -f, --file FILE
std::string heading(const CLI::Option& option) {
  if (option.get_positional()) return italic(option.get_name(true)) + (is_several(option) ? " ..." : "");
  std::string text;
  for (const auto& [dashes, names] : {std::pair("-", option.get_snames()), std::pair("--", option.get_lnames())}) {
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + bold(dashes + name);
  }
  // Behind a colon there is what CLI11 asks of the value.
  const std::string type = option.get_type_name();
  if (option.get_items_expected_max() != 0) text += " " + italic(type.substr(0, type.find(':')));
  return text;
}

std::string describe(const CLI::Option& option) {
  std::string text = prose(option.get_description());
  const auto names = [&](std::string_view before, const std::set<CLI::Option*>& others) {
    if (others.empty()) return;
    std::set<std::string> sorted;  // theirs is the order of addresses
    for (const CLI::Option* other : others) sorted.insert(bold(other->get_name()));
    text += fmt::format(" {} {}.", before, fmt::join(sorted, ", "));
  };
  if (option.get_required()) text += " Required.";
  names("Only with", option.get_needs());
  names("Not with", option.get_excludes());
  return text;
}

std::vector<const CLI::Option*> shown(const CLI::App& app, bool positional) {
  return app.get_options([&](const CLI::Option* option) {
    return !option->get_group().empty() && option->get_positional() == positional;
  });
}

void add_options(Page& page, const CLI::App& app) {
  for (const bool positional : {true, false}) {
    const auto options = shown(app, positional);
    if (!options.empty()) page.section(positional ? "ARGUMENTS" : "OPTIONS");
    for (const CLI::Option* option : options) page.entry(heading(*option), describe(*option));
  }
}

// What stands below the options in the help: sentences, and examples, which are indented below a line that says so.
void add_footer(Page& page, std::string_view footer) {
  std::vector<std::string_view> examples;
  std::string text;
  const auto flush = [&] {
    if (!examples.empty()) page.verbatim(examples);
    if (!text.empty()) page.paragraph(prose(text));
    examples.clear();
    text.clear();
  };
  for (size_t begin = 0; begin < footer.size();) {
    const size_t end = std::min(footer.find('\n', begin), footer.size());
    const std::string_view line = footer.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with("Example")) {
      flush();
      page.section("EXAMPLES");
    } else if (line.starts_with("  ")) {
      if (!text.empty()) flush();
      examples.push_back(line.substr(2));
    } else if (!line.empty()) {
      if (!examples.empty()) flush();
      (text += text.empty() ? "" : " ") += line;
    }
  }
  flush();
}

void add_rest(Page& page, const std::string& see) {
  page.section("EXIT STATUS");
  for (const auto& [code, meaning] :
       {std::pair("0", "It has done what it was asked for."),
        std::pair("1", "The program that was run or compiled failed; the reason is on standard error."),
        std::pair("2", "The command line or a file that it names cannot be used."),
        std::pair("3", "A file of a pier is not what was written there."), std::pair("130", "It was interrupted.")}) {
    page.entry(bold(code), escaped(meaning));
  }
  page.section("SEE ALSO");
  page.paragraph(see);
}

}  // namespace

std::string man_page(const CLI::App& app, const CLI::App& command) {
  const std::string whole = app.get_name();
  if (&command == &app) {
    Page page(whole, app.get_description().substr(app.get_description().find(' ') + 1));
    page.section("SYNOPSIS");
    page.paragraph(
        fmt::format("{} {} [{}] [{} ...]", bold(whole), italic("COMMAND"), italic("OPTIONS"), italic("ARGUMENT")));
    page.section("DESCRIPTION");
    page.paragraph(
        prose("Products are printed on standard output, and everything else on standard error. " + app.get_footer()));
    page.section("COMMANDS");
    for (const CLI::App* each : app.get_subcommands({})) {
      page.entry(fmt::format("{}(1)", bold(whole + "-" + each->get_name())), prose(each->get_description()));
    }
    add_options(page, app);
    add_rest(page, "The other pages of this manual are in share/doc/galena.");
    return page.take();
  }
  const std::string name = whole + "-" + command.get_name();
  Page page(name, command.get_description());
  page.section("SYNOPSIS");
  std::string usage = fmt::format("{} [{}]", bold(whole + " " + command.get_name()), italic("OPTIONS"));
  for (const CLI::Option* option : shown(command, true)) {
    const std::string text = heading(*option);
    usage += option->get_required() ? " " + text : " [" + text + "]";
  }
  page.paragraph(usage);
  page.section("DESCRIPTION");
  page.paragraph(prose(command.get_description()));
  add_options(page, command);
  add_footer(page, command.get_footer());
  add_rest(page, bold(whole) + "(1)");
  return page.take();
}

}  // namespace galena::tools
