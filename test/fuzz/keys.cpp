// Any bytes as keys: characters of Unicode, the same however the bytes come in parts, and text that is shown is read as
// what stands for it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/driver/terminal.h"
#include "nock/base/visible.h"
#include "nock/noun/heap.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;
using Key = KeyReader::Key;

namespace {

// The keys of the parts in turn, and of the end; texts that meet are one.
std::vector<Key> keys_of(bool raw, const std::vector<std::string_view>& parts) {
  KeyReader reader(raw);
  std::vector<Key> all;
  const auto add = [&](const std::vector<Key>& keys) {
    for (const Key& key : keys) {
      if (key.kind == Key::Kind::text && !all.empty() && all.back().kind == Key::Kind::text) {
        all.back().text.insert(all.back().text.end(), key.text.begin(), key.text.end());
      } else {
        all.push_back(key);
      }
    }
  };
  for (const std::string_view part : parts) add(reader.read(part));
  add(reader.end());
  return all;
}

bool same(const Key& a, const Key& b) {
  return a.kind == b.kind && a.value == b.value && a.row == b.row && a.text == b.text;
}

// The character that stands for it on a terminal.
uint32_t shown_as(uint32_t character) {
  const uint32_t picture = character < 0x20 ? 0x2400 + character : character == 0x7f ? 0x2421 : character;
  return is_visible(picture) ? picture : 0xfffd;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const bool raw = (data[0] & 1) != 0;
  const std::vector<Key> keys = keys_of(raw, {bytes});
  const size_t middle = bytes.empty() ? 0 : (data[0] >> 1) % bytes.size();
  const std::vector<Key> parted = keys_of(raw, {bytes.substr(0, middle), bytes.substr(middle)});
  require(keys.size() == parted.size());
  Heap heap(size_t{1} << 26);
  for (size_t i = 0; i < keys.size(); ++i) {
    require(same(keys[i], parted[i]));
    if (keys[i].kind == Key::Kind::stop) continue;
    require(belt(heap, keys[i]).is_cell());
    if (keys[i].kind != Key::Kind::text) continue;
    std::vector<Noun> letters;
    std::vector<uint32_t> shown;
    for (const uint32_t c : keys[i].text) {
      require(c < 0x110000 && (c < 0xd800 || c > 0xdfff));
      letters.push_back(Noun::direct(c));
      shown.push_back(shown_as(c));
    }
    const std::string text = text_of_blits(heap.cons(heap.cons("put"_n, heap.list(letters)), kNull), raw);
    const std::vector<Key> read = keys_of(true, {text});
    require(shown.empty() ? read.empty() : !read.empty() && read[0].text == shown);
  }
  return 0;
}
