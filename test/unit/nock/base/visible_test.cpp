#include "nock/base/visible.h"

#include <doctest/doctest.h>

using namespace galena;

TEST_CASE("characters that act on a terminal or cannot be seen are shown by their bytes") {
  struct Case {
    std::string_view text, shown, json;
  };
  constexpr Case kCases[] = {
      {"plain text\twith a tab\nand a line", "plain text\twith a tab\nand a line",
       "plain text\twith a tab\nand a line"},
      {"\x1b]0;pwned\x07", "\\1b]0;pwned\\07", "\\u001b]0;pwned\\u0007"},
      {"\x1b[8mhidden", "\\1b[8mhidden", "\\u001b[8mhidden"},
      {"a\rb\bc\x7f", "a\\0db\\08c\\7f", "a\\u000db\\u0008c\\u007f"},
      {"\xc2\x9b"
       "31m",
       "\\c2\\9b31m", "\\u009b31m"},  // U+009B
      {"\x9b"
       "31m",
       "\\9b31m", "\\ufffd31m"},                                   // the same in one byte
      {"if \xe2\x80\xae x", "if \\e2\\80\\ae x", "if \\u202e x"},  // U+202E
      {"\xe2\x81\xa6\xe2\x81\xa9\xe2\x80\x8f", "\\e2\\81\\a6\\e2\\81\\a9\\e2\\80\\8f", "\\u2066\\u2069\\u200f"},
      {"\xe2\x80\xa8", "\\e2\\80\\a8", "\\u2028"},                               // a separator of lines
      {"\xf3\xa0\x81\xa1", "\\f3\\a0\\81\\a1", "\\udb40\\udc61"},                // a tag
      {"\xed\xa0\x80", "\\ed\\a0\\80", "\\ufffd\\ufffd\\ufffd"},                 // a surrogate alone
      {"\xc0\x9b\xf5\xff", "\\c0\\9b\\f5\\ff", "\\ufffd\\ufffd\\ufffd\\ufffd"},  // no UTF-8
      {"\xe2\x80", "\\e2\\80", "\\ufffd\\ufffd"},                                // cut off
      {"\xf4\x90\x80\x80", "\\f4\\90\\80\\80", "\\ufffd\\ufffd\\ufffd\\ufffd"},  // beyond the last character
      {"gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80", "gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80",
       "gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80"},
      {"", "", ""},
  };
  for (const Case& c : kCases) {
    CHECK(visible(c.text) == c.shown);
    CHECK(visible_json(c.text) == c.json);
    CHECK(visible(c.shown) == c.shown);
  }
  CHECK(visible(std::string_view("a\0b", 3)) == "a\\00b");
  CHECK(visible_xml("<a b=\"&\">\n\x1b\xff") == "&lt;a b=&quot;&amp;&quot;&gt;\n\\1b\\ff");
}

TEST_CASE("our own colours stay, and nobody else's codes") {
  for (const std::string_view color : kColors) {
    const std::string text = "\x1b[" + std::string(color) + "merror:\x1b[0m";
    CHECK(visible_but_colors(text) == text);
    CHECK(visible(text) != text);
  }
  CHECK(visible_but_colors("\x1b[8mx") == "\\1b[8mx");
  CHECK(visible_but_colors("\x1b[1;31") == "\\1b[1;31");
  CHECK(visible_but_colors("\x1b[2J\x1b[1mx\x1b]0;y\x07") == "\\1b[2J\x1b[1mx\\1b]0;y\\07");
}
