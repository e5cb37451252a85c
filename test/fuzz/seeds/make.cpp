// The seeds that can be made: galena_make_seeds FOLDER writes FOLDER/TARGET/NAME for each. The others were found by a
// search.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/driver/framing.h"
#include "arvo/host/log.h"
#include "arvo/host/superblock.h"
#include "hoon/desk/subject_image.h"
#include "nock/base/checksum.h"
#include "nock/jit/choices.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/fuzz/base_pack.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

// By target and name.
using Seeds = std::map<std::string, std::map<std::string, std::string>>;

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string jam_of(const std::string& text) {
  Heap heap(size_t{1} << 24);
  return text_of(jam(read_text(heap, text).noun));
}

std::string frame_of(const std::string& text) {
  const std::string body = jam_of(text);
  return make_frame({reinterpret_cast<const uint8_t*>(body.data()), body.size()});
}

// Columns as fuzz_image takes them: [[1 atom] 5], of which the pointers are those of an image at 2^40.
void add_image(Seeds& seeds) {
  constexpr uint64_t kBase = uint64_t{1} << 40;
  Heap heap(size_t{1} << 20);
  const Noun atom = heap.atom_limbs(std::array<uint64_t, 2>{7, 9});
  const Noun inner = heap.cons(Noun::direct(1), atom), outer = heap.cons(inner, Noun::direct(5));
  const uint64_t words[] = {
      mug(inner), 2, (kBase + Image::kColumn) | 3, mug(outer), kBase | 1, 10, mug(atom) | uint64_t{2} << 32, 7, 9, 0};
  const std::string columns(reinterpret_cast<const char*>(words), sizeof words);
  seeds["image"]["whole"] = "\x02" + columns;
  seeds["image"]["one-cell"] = "\x01" + columns;
  seeds["image"]["cut-off"] = "\x02" + columns.substr(0, columns.size() - 16);
}

void add_nouns(Seeds& seeds) {
  const char* const nouns[] = {"0",
                               "[0 0]",
                               "[1 2 3 4 5]",
                               "[[1 2] [1 2] [1 2] 1 2]",
                               "0xdead.beef.dead.beef.dead.beef",
                               "['a long cord that is seen again' 'a long cord that is seen again' %term 0]"};
  int number = 0;
  for (const char* const text : nouns) {
    seeds["cue"][fmt::format("noun-{}", number)] = jam_of(text);
    seeds["text"][fmt::format("noun-{}", number++)] = text;
  }
  seeds["cue"]["open-reference"] = "\x45";
  seeds["cue"]["trailing"] = jam_of("[1 2]") + "more";
  seeds["text"]["escapes"] = "[ 'a\\'b\\\\c\\7f' 1.234.567\n0xf %$ ]";
  seeds["text"]["unclosed"] = "[1 [2 3]";
}

void add_hoon(Seeds& seeds) {
  seeds["parser"]["gate"] = "|=  [a=@ud b=(list @t)]\n^-  @ud\n?~  b  a\n$(b t.b, a +(a))\n";
  seeds["parser"]["core"] = "|%\n::  a comment\n+|  %part\n++  one  1\n+$  two  ?(%a %b)\n--\n";
  seeds["parser"]["wide"] = "(add [1 2 ~] %.(3 |=(@ +(+<))))";
  seeds["parser"]["text"] = "'cord'^\"tape {<1>} {(trip 'a')}\"^'''\nlines\n'''";
  seeds["parser"]["sail"] = ";div#a.b(title \"x\")\n  ;p: text {<1>}\n==\n";
  seeds["parser"]["path"] = "/a/[b]/c/=/~zod";
  seeds["parser"]["brackets"] = std::string(200, '[') + "1";
  seeds["imports"]["desk"] =
      "/?  310\n/-  one, face=two, *three\n/+  lib-one\n/=  raw  /sys/x\n/~  all  @ud  /folder\n/%  mark  %noun\n"
      "/$  turn  %a  %b\n/*  file  %txt  /a/txt\n|=  a=@  a\n";
  seeds["imports"]["hoonc"] = "/-  one\n/+  two\n/#  data\n/=  *  /common/x\n(add 1 2)\n\n(add 3 4)\n";
  seeds["imports"]["none"] = "42\n";
  const char* const literals[] = {"1.000.000",
                                  "0xdead.beef",
                                  "0b1010",
                                  "0c1111111111111111111114oLvT2",
                                  "0i19",
                                  "0v3.aaaaa",
                                  "0w1.00000",
                                  "-1",
                                  "--0x1f",
                                  ".1.5",
                                  ".-3.4e-5",
                                  ".~1.0",
                                  ".~~6.5",
                                  ".~~~1e4000",
                                  ".~inf",
                                  ".nan",
                                  ".~nan",
                                  ".-inf",
                                  ".127.0.0.1",
                                  ".0.0.0.0.0.0.0.1",
                                  ".y",
                                  "~2020.1.1",
                                  "~0",
                                  "~2000.12.31..23.59.59..ffff.0001",
                                  "~5-.1.1",
                                  "~d1.h2.m3.s4..8000",
                                  "~s30",
                                  "~zod",
                                  "~sampel-palnet",
                                  "~.knot",
                                  "~~text~41.",
                                  "~-~3bb.",
                                  "._1_~zod__",
                                  "~04x",
                                  "%term"};
  int number = 0;
  for (const char* const text : literals) seeds["literal"][fmt::format("{:02}", number++)] = text;
}

void add_packs(Seeds& seeds) {
  Arena arena(size_t{1} << 24);
  PackSet set(arena);
  const PackSet::Id base = write_base_pack(arena, set);
  const Noun shared = set.roots(base)[0].tail();
  const Noun roots[] = {arena.tuple(shared, shared, arena.atom(~uint64_t{0})), Noun::direct(7)};
  seeds["pack"]["apart"] = text_of(set.write_apart(roots, {}));
  seeds["pack"]["referring"] = text_of(set.write_apart(roots, {&base, 1}));
  seeds["pack"]["empty"] = text_of(set.write_apart({}, {}));

  const Noun type = arena.tuple("atom"_n, "ud"_n, kNull),
             battery = arena.cons(arena.cons(kNull, Noun::direct(1)), kNull);
  const Noun core = arena.tuple("core"_n, "core"_n, battery, kNull, kNull);
  for (const auto& [name, jets] : {std::pair("plain", kNull), {"jets", arena.list(std::array{core})}}) {
    const Noun subject[] = {type, Noun::direct(5), jets, Noun::direct(138)};
    seeds["subject_image"][name] = text_of(set.write_apart(subject, {}));
  }
}

void add_code(Seeds& seeds) {
  jit::Choices choices;
  seeds["choices"]["none"] = text_of(jit::serialise(choices));
  choices.guards = {{1, 0x7fffffff}, {uint64_t{1} << 40, 5}};
  choices.made = {0, 1, 2, 1};
  seeds["choices"]["some"] = text_of(jit::serialise(choices));
  seeds["choices"]["empty"] = "";

  const auto object = [](const std::string& rest) {
    const std::string file =
        "\x7f"
        "ELF" +
        rest;
    const uint64_t size = file.size();
    return std::string(reinterpret_cast<const char*>(&size), sizeof size) + file;
  };
  seeds["objects"]["one"] = object("");
  seeds["objects"]["two"] = object("first") + object("the second");
  seeds["objects"]["cut"] = seeds["objects"]["two"].substr(0, 20);
}

std::string text_of(const Superblock& block) {
  return {reinterpret_cast<const char*>(&block), sizeof block};
}

void add_host(Seeds& seeds) {
  const std::string kernel = counting_kernel(), boot = "[[1 0 0 " + kernel + "] 0]";
  seeds["pill"]["pill"] = jam_of(counting_pill_text());
  seeds["pill"]["events"] = jam_of("['pill' 'x' [[1 0] [1 0] 0] [[0 'zuse' 410] 0] [[[1 0] 'a' 3] [[2 0] 'b' 4] 0]]");
  seeds["pill"]["cash"] = jam_of("['cash' ['pill' 'x' [[1 0] 0] 0 0] 5]");
  seeds["pill"]["ivory"] = jam_of("['ivory' [1 0] 7]");
  seeds["pill"]["untagged"] = jam_of("[" + boot + " 0 0]");

  const auto entry = [](const std::string& jammed) {
    return text_of(make_entry(0x1234567, {reinterpret_cast<const uint8_t*>(jammed.data()), jammed.size()}));
  };
  seeds["event"]["note"] = entry(jam_of("[0x8000.000c.ce9e.0d80.0000.0000.0000.0001 ['test' 0] 'note' 1]"));
  seeds["event"]["crash"] = entry(jam_of("[0x8000.000c.ce9e.0d80.0000.0000.0000.0001 ['test' 0] 'note' 7]"));
  seeds["event"]["atom"] = entry(jam_of("5"));
  seeds["event"]["no-jam"] = entry("\xff\xff");
  seeds["event"]["tail"] = text_of(make_tail(1000));

  Superblock block{};
  block.generation = 4;
  block.number = 1;
  block.base = uint64_t{0x2000} << 32;
  block.cell_bytes = 2 * Image::kBlock;
  block.root = block.base + sizeof(Cell) + 1;
  block.event = 6;
  const uint32_t sums[] = {1, 2};
  block.cell_sums = crc32c(sums, sizeof sums);
  Superblock older = block;
  older.generation = 3;
  older.cell_bytes = Image::kBlock;
  const std::string both = text_of(sealed(block)) + text_of(sealed(older));
  const std::string their_sums(reinterpret_cast<const char*>(sums), sizeof sums);
  seeds["superblock"]["whole"] = std::string(1, 0) + both + their_sums;
  seeds["superblock"]["put-right"] = std::string(1, 7) + both + their_sums;
  seeds["superblock"]["one-slot"] = std::string(1, 1) + text_of(block);
}

void add_drivers(Seeds& seeds) {
  seeds["control"]["lines"] =
      "{\"id\":1,\"peek\":\"/x//count\"}\n{\"id\":\"a\",\"poke\":\"[%note 5 6]\",\"wire\":\"/a//b/\"}\n"
      "{\"eval\":\"(add 1 2)\"}\n{\"mass\":true}\n{\"checkpoint\":true}\n{\"id\":[{}],\"quit\":true}\n";
  seeds["control"]["line"] = "{\"peek\":\"[0 1 'x']\"}";
  seeds["control"]["refused"] = "{\"poke\": 7}\n{\"peek\": []}\n{\"poke\": \"[1\"}\n{}\n{\"peek\":\"/x\"}\nxyz";
  seeds["control"]["frames"] = frame_of("[1 'peek' 0 1 'once' 'x' 0]") + "\n" +
                               frame_of("[2 'poke' ['w' 0] 'note' 7]") + frame_of("[3 'eval' '5']") +
                               frame_of("[4 'save' 0]") + frame_of("[[5 5] 'quit' 0]");
  seeds["control"]["frame"] = jam_of("[1 'mass' 0]");
  seeds["control"]["of-a-log"] =
      "{\"trace\":7}\n{\"roll\":true}\n{\"wish\":\"add\"}\n{\"mass\":\"parts\"}\n{\"task\":\"[1 2]\",\"vane\":\"d\"}\n";
  seeds["control"]["frames-of-a-log"] = frame_of("[1 'trace' 7]") + frame_of("[2 'task' 'd' 1 2]") +
                                        frame_of("[3 'wish' 'add']") + frame_of("[4 'mass' 'parts']");
  seeds["control"]["too-large"] = std::string("\0\xff\xff\xff\x7f", 5);
  // The library that reads JSON copies and prints it by recursion.
  seeds["control"]["deep"] = "{\"id\":" + std::string(1000, '[') + std::string(1000, ']') + ",\"mass\":1}\n";

  const std::string raw(1, 1), lines(1, 0), half(1, 9);
  seeds["keys"]["typed"] = raw + "hello \xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\r\x7f\x01\x1b[A\x1b[3~\x1bx\x1bOD\x04";
  seeds["keys"]["lines"] = lines + "one\ntwo\tthree\r\nlast";
  seeds["keys"]["parts"] = half + "ab\x1b[1;5C\xe2\x82\xac";
  seeds["keys"]["no-utf8"] = raw + "\xff\xc3(\xed\xa0\x80\xe0\x80\x80\xf4\x90\x80\x80\xf0\x9f";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: galena_make_seeds FOLDER\n");
    return 2;
  }
  Seeds seeds;
  add_nouns(seeds);
  add_image(seeds);
  add_hoon(seeds);
  add_packs(seeds);
  add_code(seeds);
  add_host(seeds);
  add_drivers(seeds);
  for (const auto& [target, named] : seeds) {
    const std::filesystem::path folder = std::filesystem::path(argv[1]) / target;
    std::filesystem::create_directories(folder);
    for (const auto& [name, bytes] : named) {
      std::ofstream(folder / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
  }
  fmt::print("{} targets\n", seeds.size());
  return 0;
}
