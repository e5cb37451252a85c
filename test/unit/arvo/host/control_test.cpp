// What a client of the control socket may say, apart from the socket.
#include <doctest/doctest.h>

#include "arvo/host/driver/framing.h"
#include "arvo/host/driver/requests.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::host;

namespace {

struct Asking {
  Heap heap{size_t{1} << 24};

  // The request and its data as text, or why not.
  template <class Read>
  static std::string text_of(const Read& read) {
    if (!read.asked) return read.asked.why();
    return std::string(name_of(*read.asked.value().request)) + " " + print_text(read.asked.value().data);
  }
  std::string line(const std::string& text) { return text_of(read_line(heap, text)); }
  std::string frame(const std::string& noun) {
    const Jammed bytes = jam(read_text(heap, noun).noun);
    return text_of(read_frame(heap, {bytes.data(), bytes.size()}));
  }
  std::string print(const std::string& noun) { return print_text(read_text(heap, noun).noun); }
};

constexpr const char* kUnknown = "ask for peek, poke, task, eval, wish, mass, trace, checkpoint, roll or quit";

}  // namespace

TEST_CASE("a request says the same in JSON and in newt") {
  struct Case {
    const char* json;
    const char* newt;
    const char* name;
    const char* data;
  };
  const Case table[] = {
      {R"({"peek":"/x//count"})", "[1 'peek' 0 1 'once' 'x' '' 'count' 0]", "peek", "[0 1 'once' 'x' '' 'count' 0]"},
      {R"({"peek":"/x/"})", "[1 'peek' 0 1 'once' 'x' '' 0]", "peek", "[0 1 'once' 'x' '' 0]"},
      {R"({"peek":"[1 2]"})", "[1 'peek' 1 2]", "peek", "[1 2]"},
      {R"({"poke":"[%note 5]"})", "[1 'poke' ['control' 0] 'note' 5]", "poke", "[['control' 0] 'note' 5]"},
      {R"({"poke":"[%note 5]","wire":"/a//b"})", "[1 'poke' ['a' '' 'b' 0] 'note' 5]", "poke",
       "[['a' '' 'b' 0] 'note' 5]"},
      {R"({"poke":"[%note 5]","wire":"/"})", "[1 'poke' 0 'note' 5]", "poke", "[0 'note' 5]"},
      {R"_({"eval":"(add 1 2)"})_", "[1 'eval' '(add 1 2)']", "eval", "'(add 1 2)'"},
      {R"({"mass":true})", "[1 'mass' 0]", "mass", "0"},
      {R"({"checkpoint":true})", "[1 'save' 0]", "checkpoint", "0"},
      {R"({"checkpoint":"compact"})", "[1 'save' 'compact']", "checkpoint", "'compact'"},
      {R"({"quit":true})", "[1 'quit' 0]", "quit", "0"},
  };
  Asking asking;
  for (const Case& c : table) {
    CAPTURE(c.json);
    const std::string wanted = std::string(c.name) + " " + asking.print(c.data);
    CHECK(asking.line(c.json) == wanted);
    CHECK(asking.frame(c.newt) == wanted);
  }
}

TEST_CASE("what is refused, and why") {
  Asking asking;
  CHECK(asking.line("[1]") == "this is no JSON object");
  CHECK(asking.line("{") == "this is no JSON object");
  CHECK(asking.line("{}") == kUnknown);
  CHECK(asking.line(R"({"peek":7})") == "`peek` has to be a string");
  CHECK(asking.line(R"({"peek":"[1"})") == "a peek asks for a /path or a noun");
  CHECK(asking.line(R"({"peek":"/x"})") == "a peek's path is /view/desk/and/so/on; the desk may be empty: /x//count");
  CHECK(asking.line(R"({"poke":"7"})") == "`poke` has to be a noun [%tag data], as text");
  CHECK(asking.line(R"({"poke":"[%a 0]","wire":"a"})") == "a wire is a /path");
  CHECK(asking.line(R"({"poke":"[%a 0]","wire":[]})") == "`wire` has to be a string");
  CHECK(asking.line(R"({"mass":false})") == "`mass` has to be true or \"parts\"");
  CHECK(asking.line(R"({"quit":0})") == "`quit` has to be true");
  for (const char* const manner : {"\"true\"", "1", "null", "false", "[\"compact\"]", "\"\""}) {
    CHECK(asking.line(std::string(R"({"checkpoint":)") + manner + "}") == "`checkpoint` has to be true or \"compact\"");
  }
  CHECK(asking.frame("[1 'save' 1]") == "a save is ~ or %compact");
  CHECK(asking.frame("[1 'save' 'compac']") == "a save is ~ or %compact");
  CHECK(asking.frame("7") == "the frame is no jam of [id command data]");
  CHECK(asking.frame("[1 'poke' 5]") == "a poke is [wire tag data]");
  CHECK(asking.frame("[1 'eval' 1 2]") == "an eval is a cord");
  CHECK(asking.frame("[1 'checkpoint' 0]") == kUnknown);
  CHECK(asking.frame("[1 [2 3] 0]") == kUnknown);
}

TEST_CASE("what a request does not say is not guessed: unknown keys, and two requests in one, are refused") {
  Asking asking;
  CHECK(asking.line(R"({"poke":"[%a 0]","wier":"/a"})") == "what is `wier`? poke takes `poke`, `wire`, and `id`");
  CHECK(asking.line(R"({"peek":"/x//count","wire":"/a"})") == "what is `wire`? peek takes `peek`, and `id`");
  CHECK(asking.line(R"({"id":1,"mass":true,"":2})") == "what is ``? mass takes `mass`, and `id`");
  CHECK(asking.line(R"({"quit":true,"ID":2})") == "what is `ID`? quit takes `quit`, and `id`");
  CHECK(asking.line(R"({"peek":"/x//a","poke":"[%a 0]"})") == "`peek` and `poke` are two requests");
  CHECK(asking.line(R"({"quit":true,"mass":true})") == "`quit` and `mass` are two requests");
  CHECK(asking.line(R"({"poke":"[%a 0]","poke":"[%b 0]"})") == "the key `poke` is there twice");
  CHECK(asking.line(R"({"id":1,"mass":true,"id":2})") == "the key `id` is there twice");
  CHECK(asking.line(R"({"pok":"[%a 0]"})") == kUnknown);
  CHECK(asking.line(R"({"mass":true,"id":{"mass":true,"foo":1}})") == "mass 0");
}

TEST_CASE("noun text of requests is Hoon's where it is more than a noun") {
  Asking asking;
  std::vector<std::string> asked;
  const auto line = [&](const std::string& text) {
    return Asking::text_of(read_line(asking.heap, text, [&](const std::string& hoon) -> OrRefused<Noun> {
      asked.push_back(hoon);
      if (hoon == "7") return Noun::direct(7);
      if (!hoon.starts_with('[')) return Refused{"no Hoon"};
      return asking.heap.tuple("a"_n, kNull);
    }));
  };
  CHECK(line(R"({"poke":"[%a ~]"})") == "poke " + asking.print("[['control' 0] 'a' 0]"));
  CHECK(line(R"({"poke":"[%a \"x\"]","wire":"/b"})") == "poke " + asking.print("[['b' 0] 'a' 0]"));
  CHECK(line(R"({"peek":"[%& ~]"})") == "peek " + asking.print("['a' 0]"));
  CHECK(line(R"_({"poke":"(oops"})_") == "no Hoon");
  CHECK(asked == std::vector<std::string>{"[%a ~]", "[%a \"x\"]", "[%& ~]", "(oops"});
  // Plain nouns need no compiler.
  CHECK(line(R"({"poke":"[%a 0]"})") == "poke " + asking.print("[['control' 0] 'a' 0]"));
  CHECK(line(R"({"peek":"[1 'b' 0x1f]"})") == "peek " + asking.print("[1 'b' 31]"));
  CHECK(asked.size() == 4);
}

TEST_CASE("an id comes back as it came, and without one it is null") {
  Heap heap(size_t{1} << 20);
  const auto id_of = [&](const std::string& line) { return read_line(heap, line).id; };
  CHECK(id_of(R"({"mass":true})") == "null");
  CHECK(id_of(R"({"id": {"b": [1, "two"]}, "mass":true})") == R"({"b":[1,"two"]})");
  CHECK(id_of("{\"id\": \"a\\nb\"}") == R"("a\nb")");
  CHECK(id_of(R"({"id": 5, "peek": 7})") == "5");
}

TEST_CASE("an id keeps all of its digits, and every character") {
  Heap heap(size_t{1} << 20);
  for (const char* const id :
       {"18446744073709551616", "-9223372036854775809", "340282366920938463463374607431768211455", "1.0", "1e3",
        "0.1000000000000000055511151231257827", "[18446744073709551617,{\"a\":99999999999999999999.5}]",
        R"("\u0041\/ ,:\"]}")", "true", R"({"id":1,"mass":[2,":"]})", "\"\xc3\xa4\"", "null", "[]"}) {
    CAPTURE(id);
    const std::string text = id;
    CHECK(read_line(heap, "{\"id\":" + text + ",\"mass\":true}").id == text);
    CHECK(read_line(heap, " { \"mass\" : true , \"id\" :\t" + text + " } ").id == text);
    CHECK(read_line(heap, R"({"peek":"a,\"id\":{","i\u0064":)" + text + R"(,"wire":[1,{"id":2}]})").id == text);
  }
}

TEST_CASE("JSON that is nested deeply is refused") {
  Asking asking;
  const auto nested = [](size_t depth) {
    return "{\"id\":" + std::string(depth, '[') + std::string(depth, ']') + ",\"mass\":true}";
  };
  CHECK(asking.line(nested(100)) == "mass 0");
  CHECK(asking.line(nested(60'000)) == "the JSON is nested too deeply");
  const std::string deep(60'000, '[');
  CHECK(asking.line("{\"peek\":" + deep) == "the JSON is nested too deeply");
  CHECK(asking.line("{\"id\":{\"a\":" + deep + "\"]\"}}") == "the JSON is nested too deeply");
  // What stands in a string is none of JSON's.
  CHECK(asking.line("{\"id\":\"\\\"" + deep + "\",\"mass\":true}") == "mass 0");
  CHECK(asking.line("{\"peek\":\"" + deep + "\"}") == "a peek asks for a /path or a noun");
  CHECK(asking.line(nested(400'000)) == "the JSON is nested too deeply");
}

TEST_CASE("a request ends where it ends") {
  using Kind = Framed::Kind;
  const std::string frame = make_frame(std::array<uint8_t, 3>{1, 2, 3});
  CHECK(frame == std::string("\0\3\0\0\0\1\2\3", 8));
  struct Case {
    std::string bytes;
    Kind kind;
    size_t used;
    std::string body;
  };
  const Case table[] = {
      {"", Kind::partial, 0, ""},
      {" \r\n", Kind::partial, 3, ""},
      {"{\"a\"", Kind::partial, 0, ""},
      {"\n{}\n{}\n", Kind::line, 4, "{}"},
      {frame + "more", Kind::frame, 8, "\1\2\3"},
      {frame.substr(0, 7), Kind::partial, 0, ""},
      {frame.substr(0, 3), Kind::partial, 0, ""},
      {std::string("\0\0\0\0\0", 5), Kind::refused, 0, ""},
      {std::string("\0\1\0\0\1", 5), Kind::refused, 0, ""},
      {"x", Kind::refused, 0, ""},
      {"{" + std::string(kMaxLine, ' '), Kind::refused, 0, ""},
      {"{" + std::string(kMaxLine, ' ') + "\n", Kind::refused, 0, ""},
      {"{" + std::string(kMaxLine - 1, ' '), Kind::partial, 0, ""},
  };
  for (const Case& c : table) {
    CAPTURE(c.bytes.substr(0, 20));
    const Framed found = next_request(c.bytes);
    CHECK(found.kind == c.kind);
    CHECK(found.used == c.used);
    CHECK(std::string(found.body) == c.body);
    CHECK(found.why.empty() == (c.kind != Kind::refused));
  }
}
