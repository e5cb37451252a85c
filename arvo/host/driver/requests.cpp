#include "arvo/host/driver/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "arvo/host/driver/framing.h"
#include "hoon/aura/scot.h"
#include "hoon/desk/paths.h"
#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::host {

// Reading one notation, what the other must look like, and what is done.
struct Request {
  const char* name;  // the key in JSON
  const char* also;  // another key that it may have, or null
  Noun tag;          // the command in newt
  // The data of a JSON object that has the key.
  OrRefused<Noun> (*data_of)(Heap& heap, const nlohmann::json& object, const NounReader& noun_of);
  bool (*fits)(Noun data);
  const char* shape;  // said where data in newt do not fit
  void (Requests::*carry_out)(const Requests::Reply& reply, Noun data);
};

namespace {

using Json = nlohmann::json;

constexpr size_t kMaxAnswerText = size_t{4} << 20;
// What needs no room to be sent.
constexpr size_t kSmallAnswer = size_t{64} << 10;
// Of the trace of an event that failed.
constexpr size_t kMaxTraceLines = 64, kMaxTraceLine = 1024;
constexpr const char* kTooLarge = "the answer is larger than 4 MB of text (a peek in newt has no limit)";
constexpr const char* kNoMemory = "out of memory";
constexpr const char* kStopping = "the host is stopping";
// The library that reads JSON copies and prints it by recursion.
constexpr int kMaxDepth = 256;

bool is_too_deep(std::string_view line) {
  int depth = 0;
  bool in_text = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

// The value of member `wanted` of the JSON object on `line`, as it stands there, but for blanks: a number may have more
// digits than one that was read. `line` is well-formed, and has so many members.
std::string member_as_written(std::string_view line, size_t wanted) {
  std::string value;
  int depth = 0;
  bool in_text = false, in_value = false;
  size_t member = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const size_t begin = i;
    bool is_value = in_value && member == wanted;
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
    } else if (c == ' ' || c == '\t' || c == '\r') {
      is_value = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (--depth == 0) break;
    } else if (depth == 1 && c == ',') {
      in_value = is_value = false;
      ++member;
    } else if (depth == 1 && c == ':' && !in_value) {
      in_value = true;
    }
    if (is_value) value += line.substr(begin, i - begin + 1);
  }
  return value;
}

OrRefused<std::string> text_at(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) return Refused{fmt::format("`{}` has to be a string", key)};
  return it->get<std::string>();
}

Noun list_of_cords(Heap& heap, std::span<const std::string_view> knots) {
  std::vector<Noun> cords;
  for (const std::string_view knot : knots) cords.push_back(heap.cord(knot));
  return heap.list(cords);
}

// The noun that a text stands for: Hoon, of which the most is plain noun text.
OrRefused<Noun> noun_at(Heap& heap, const std::string& text, const NounReader& noun_of, const char* wanted) {
  const TextRead plain = read_text(heap, text);
  if (plain.ok()) return plain.noun;
  return noun_of ? noun_of(text) : Refused{wanted};
}

// The question of a peek: a path /view/desk/and/so/on asks [~ %| %once view desk path].
OrRefused<Noun> peek_data(Heap& heap, const Json& object, const NounReader& noun_of) {
  const OrRefused<std::string> text = text_at(object, "peek");
  if (!text) return Refused{text.why()};
  if (!text.value().starts_with('/')) {
    return noun_at(heap, text.value(), noun_of, "a peek asks for a /path or a noun");
  }
  const std::vector<std::string_view> knots = hoon::knots_of(text.value());
  if (knots.size() < 2) {
    return Refused{"a peek's path is /view/desk/and/so/on; the desk may be empty: /x//count"};
  }
  const Noun path = list_of_cords(heap, std::span(knots).subspan(2));
  return heap.tuple(kNull, kNo, "once"_n, heap.cord(knots[0]), heap.cord(knots[1]), path);
}

OrRefused<Noun> poke_data(Heap& heap, const Json& object, const NounReader& noun_of) {
  constexpr const char* kWanted = "`poke` has to be a noun [%tag data], as text";
  const OrRefused<std::string> text = text_at(object, "poke");
  if (!text) return Refused{text.why()};
  std::string wire = "/control";
  if (object.contains("wire")) {
    const OrRefused<std::string> given = text_at(object, "wire");
    if (!given) return Refused{given.why()};
    if (!given.value().starts_with('/')) return Refused{"a wire is a /path"};
    wire = given.value();
  }
  const OrRefused<Noun> card = noun_at(heap, text.value(), noun_of, kWanted);
  if (!card) return Refused{card.why()};
  if (!card.value().is_cell() || !card.value().head().is_atom()) return Refused{kWanted};
  return heap.cons(list_of_cords(heap, hoon::knots_of(wire)), card.value());
}

// A task for a vane: [vane tag data].
OrRefused<Noun> task_data(Heap& heap, const Json& object, const NounReader& noun_of) {
  constexpr const char* kWanted = "`task` has to be a noun [%tag data], as text, and `vane` the name of who gets it";
  const OrRefused<std::string> text = text_at(object, "task"), vane = text_at(object, "vane");
  if (!text || !vane || vane.value().empty() || vane.value().find('/') != std::string::npos) return Refused{kWanted};
  const OrRefused<Noun> card = noun_at(heap, text.value(), noun_of, kWanted);
  if (!card) return Refused{card.why()};
  if (!card.value().is_cell() || !card.value().head().is_atom()) return Refused{kWanted};
  return heap.cons(heap.cord(vane.value()), card.value());
}

template <const char* kName>
OrRefused<Noun> cord_data(Heap& heap, const Json& object, const NounReader&) {
  const OrRefused<std::string> text = text_at(object, kName);
  if (!text) return Refused{text.why()};
  return heap.cord(text.value());
}

OrRefused<Noun> mass_data(Heap&, const Json& object, const NounReader&) {
  if (object["mass"] == true) return kNull;
  if (object["mass"] == "parts") return "parts"_n;
  return Refused{"`mass` has to be true or \"parts\""};
}

OrRefused<Noun> trace_data(Heap&, const Json& object, const NounReader&) {
  const Json& number = object["trace"];
  if (!number.is_number_unsigned() || number.get<uint64_t>() == 0 || number.get<uint64_t>() > Noun::kMaxDirect) {
    return Refused{"`trace` has to be the number of an event"};
  }
  return Noun::direct(number.get<uint64_t>());
}

OrRefused<Noun> checkpoint_data(Heap&, const Json& object, const NounReader&) {
  if (object["checkpoint"] == true) return kNull;
  if (object["checkpoint"] == "compact") return "compact"_n;
  return Refused{"`checkpoint` has to be true or \"compact\""};
}

// Of requests that only say what they want.
template <const char* kName>
OrRefused<Noun> no_data(Heap&, const Json& object, const NounReader&) {
  if (object[kName] != true) return Refused{fmt::format("`{}` has to be true", kName)};
  return kNull;
}

bool anything(Noun) {
  return true;
}
bool is_ovum(Noun noun) {
  return noun.is_cell() && noun.tail().is_cell();
}
bool is_task(Noun noun) {
  return is_ovum(noun) && noun.head().is_atom() && noun.tail().head().is_atom();
}
bool is_cord(Noun noun) {
  return noun.is_atom();
}

bool is_event(Noun noun) {
  return noun.is_direct() && noun != Noun::zero();
}
bool is_manner_of_mass(Noun noun) {
  return noun == kNull || noun == "parts"_n;
}
bool is_manner_of_checkpoint(Noun noun) {
  return noun == kNull || noun == "compact"_n;
}

constexpr const char kEval[] = "eval", kWish[] = "wish", kRoll[] = "roll", kQuit[] = "quit";

constexpr Request kRequests[] = {
    {"peek", nullptr, "peek"_n, &peek_data, &anything, "", &Requests::peek},
    {"poke", "wire", "poke"_n, &poke_data, &is_ovum, "a poke is [wire tag data]", &Requests::poke},
    {"task", "vane", "task"_n, &task_data, &is_task, "a task is [vane tag data]", &Requests::task},
    {kEval, nullptr, "eval"_n, &cord_data<kEval>, &is_cord, "an eval is a cord", &Requests::eval},
    {kWish, nullptr, "wish"_n, &cord_data<kWish>, &is_cord, "a wish is a cord", &Requests::wish},
    {"mass", nullptr, "mass"_n, &mass_data, &is_manner_of_mass, "a mass is ~ or %parts", &Requests::mass},
    {"trace", nullptr, "trace"_n, &trace_data, &is_event, "a trace is the number of an event", &Requests::trace},
    {"checkpoint", nullptr, "save"_n, &checkpoint_data, &is_manner_of_checkpoint, "a save is ~ or %compact",
     &Requests::checkpoint},
    {kRoll, nullptr, "roll"_n, &no_data<kRoll>, &anything, "", &Requests::roll},
    {kQuit, nullptr, "quit"_n, &no_data<kQuit>, &anything, "", &Requests::quit},
};

// "ask for peek, poke or quit".
Refused unknown() {
  std::string why = "ask for ";
  for (const Request& request : kRequests) {
    if (&request != std::begin(kRequests)) why += &request + 1 == std::end(kRequests) ? " or " : ", ";
    why += request.name;
  }
  return {why};
}

// Which request the keys of an object name. Whoever misspells a key, or gives one twice or two requests at once, would
// get something else than he meant.
OrRefused<const Request*> request_of(const std::vector<std::string>& keys) {
  const Request* found = nullptr;
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (std::find(keys.begin(), key, *key) != key) return Refused{fmt::format("the key `{}` is there twice", *key)};
    for (const Request& request : kRequests) {
      if (*key != request.name) continue;
      if (found != nullptr) return Refused{fmt::format("`{}` and `{}` are two requests", found->name, request.name)};
      found = &request;
    }
  }
  if (found == nullptr) return unknown();
  for (const std::string& key : keys) {
    if (key == "id" || key == found->name || (found->also != nullptr && key == found->also)) continue;
    const std::string also = found->also != nullptr ? fmt::format("`{}`, ", found->also) : "";
    return Refused{fmt::format("what is `{}`? {} takes `{}`, {}and `id`", key, found->name, found->name, also)};
  }
  return found;
}

// The text of a noun, or nothing if it is longer than `limit`: shared structure can be exponentially longer than it is
// large.
std::optional<std::string> bounded_text(Noun noun, size_t limit) {
  struct Out {
    std::string text;
    size_t limit;
    bool whole = true;
  } out{.text = {}, .limit = limit};
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto* const o = static_cast<Out*>(context);
        o->text += piece;
        o->whole = o->text.size() <= o->limit;
        return o->whole;
      },
      &out);
  if (!out.whole) return std::nullopt;
  return std::move(out.text);
}

// On one line; what is no UTF-8 is replaced.
std::string dump(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  GALENA_CHECK(text.find('\n') == std::string::npos);
  return text;
}

// What a kernel's answer is in JSON: of a wish its text; of a peek null, or its mark and value apart. Nothing where
// that is longer than `limit`.
std::optional<std::string> json_of_answer(Noun answer, size_t limit, bool of_peek) {
  if (of_peek && answer == kNull) return "null";
  Noun value = answer;
  Json json = Json::object();
  const bool is_page =
      answer.is_cell() && answer.head() == kNull && answer.tail().is_cell() && answer.tail().head().is_atom();
  if (of_peek && is_page) {
    std::string mark = cord_text(answer.tail().head());
    if (mark.size() > limit) return std::nullopt;
    json["mark"] = std::move(mark);
    value = answer.tail().tail();
  }
  std::optional<std::string> text = bounded_text(value, limit);
  if (!text) return std::nullopt;
  if (!of_peek) return dump(*text);
  json["value"] = std::move(*text);
  return dump(json);
}

// Bounded, because many may wait for a client that does not read.
std::vector<std::string> bounded_trace(const std::vector<std::string>& trace) {
  std::vector<std::string> lines;
  for (const std::string& line : trace) {
    if (lines.size() == kMaxTraceLines) {
      lines.emplace_back("...");
      break;
    }
    lines.push_back(line.size() <= kMaxTraceLine ? line : line.substr(0, kMaxTraceLine) + "...");
  }
  return lines;
}

}  // namespace

// An event that is traced, in a thread of the pool; its end is told to who asked, if he is still there.
struct Requests::Tracing {
  uv_work_t work;
  Requests* requests;  // null when those are gone
  Reply reply;
  uint64_t event;
  std::function<OrRefused<std::string>(uint64_t, const std::atomic<bool>&)> trace;
  std::atomic<bool> ending = false;
  OrRefused<std::string> json = Refused{kStopping};
};

std::string_view name_of(const Request& request) {
  return request.name;
}

Noun tag_of(const Request& request) {
  return request.tag;
}

AskedInJson read_line(Heap& heap, std::string_view line, const NounReader& noun_of) {
  AskedInJson read{"null", Refused{"this is no JSON object"}};
  if (is_too_deep(line)) {
    read.asked = Refused{"the JSON is nested too deeply"};
    return read;
  }
  std::vector<std::string> keys;
  const auto note_keys = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth == 1 && event == Json::parse_event_t::key) keys.push_back(parsed.get<std::string>());
    return true;
  };
  const Json object = Json::parse(line, note_keys, false);
  if (!object.is_object()) return read;
  if (const auto id = std::ranges::find(keys, "id"); id != keys.end()) {
    read.id = member_as_written(line, static_cast<size_t>(id - keys.begin()));
  }
  const OrRefused<const Request*> request = request_of(keys);
  if (!request) {
    read.asked = Refused{request.why()};
    return read;
  }
  const OrRefused<Noun> data = request.value()->data_of(heap, object, noun_of);
  GALENA_CHECK(!data || request.value()->fits(data.value()));  // the two notations say the same
  read.asked = data ? OrRefused<Asked>(Asked{request.value(), data.value()}) : Refused{data.why()};
  return read;
}

AskedInNewt read_frame(Heap& heap, std::span<const uint8_t> body) {
  AskedInNewt read{Noun::none(), Refused{"the frame is no jam of [id command data]"}};
  const Cued cued = cue(heap, body);
  if (!cued.ok() || !cued.noun.is_cell() || !cued.noun.tail().is_cell()) return read;
  read.id = cued.noun.head();
  const Noun tag = cued.noun.tail().head(), data = cued.noun.tail().tail();
  for (const Request& request : kRequests) {
    if (request.tag != tag) continue;
    read.asked = request.fits(data) ? OrRefused<Asked>(Asked{&request, data}) : Refused{request.shape};
    return read;
  }
  read.asked = unknown();
  return read;
}

std::string json_refusal(const std::string& why) {
  return dump(Json{{"error", why}}) + "\n";
}

void Requests::take_line(uint64_t client, std::string_view line) {
  GALENA_CHECK(!waiting(client));
  loop_.make_room();
  Reply reply{client, "null", nullptr};
  std::optional<AskedInJson> read;
  bool made;
  {
    Signals::Computation computation(loop_.signals());  // of a noun that is Hoon
    made = loop_.make([&] { read.emplace(read_line(heap(), line, options_.noun_of)); });
    if (made && !read->asked && computation.ended_by_press()) read->asked = Refused{kByKey};
  }
  if (!made) return fail(reply, kNoMemory);
  reply.json_id = read->id;
  carry_out(reply, read->asked);
}

std::optional<Refused> Requests::take_frame(uint64_t client, std::span<const uint8_t> body) {
  GALENA_CHECK(!waiting(client));
  loop_.make_room();
  std::optional<AskedInNewt> read;
  const bool made = loop_.make([&] { read.emplace(read_frame(heap(), body)); });
  if (!made) return Refused{kNoMemory};
  if (read->id.is_none()) return Refused{read->asked.why()};
  carry_out({client, {}, std::make_shared<Heap::Root>(heap(), read->id)}, read->asked);
  return std::nullopt;
}

bool Requests::waiting(uint64_t client) const {
  return std::ranges::any_of(waiting_, [&](const Waiting& one) { return one.reply.client == client; });
}

void Requests::forget(uint64_t client) {
  std::erase_if(waiting_, [&](const Waiting& one) { return one.reply.client == client; });
}

bool Requests::on_room() {
  if (waiting_.empty() || !clients_.has_room()) return false;
  // Out of the list first: who is sent something may go, and be forgotten.
  const Waiting next = std::move(waiting_.front());
  waiting_.pop_front();
  answer_noun(next.reply, next.noun->get(), next.of);
  return !waiting_.empty();
}

void Requests::on_stop() {
  for (const Waiting& one : std::exchange(waiting_, {})) fail(one.reply, kStopping);
  if (tracing_ != nullptr) tracing_->ending = true;
}

void Requests::carry_out(const Reply& reply, const OrRefused<Asked>& asked) {
  GALENA_CHECK(loop_.is_here());
  if (!asked) return fail(reply, asked.why());
  (this->*asked.value().request->carry_out)(reply, asked.value().data);
}

void Requests::answer(const Reply& reply, const std::string& json, const std::function<Noun()>& noun) {
  if (reply.newt_id) return send_newt(reply, "ok"_n, noun);
  clients_.send(reply.client, fmt::format("{{\"id\":{},\"ok\":{}}}\n", reply.json_id, json));
}

void Requests::fail(const Reply& reply, const std::string& why) {
  fail(reply, Verdict{.failure = why});
}

void Requests::fail(const Reply& reply, const Verdict& verdict) {
  const std::vector<std::string> trace = bounded_trace(verdict.trace);
  const std::string why = verdict.number != 0 ? "the event failed: " + verdict.failure : verdict.failure;
  if (reply.newt_id && verdict.number != 0) {
    return send_newt(reply, "crud"_n, [&] {
      std::vector<Noun> lines;
      for (const std::string& line : trace) lines.push_back(heap().cord(line));
      return heap().tuple(Noun::direct(verdict.number), heap().cord(verdict.mote), heap().list(lines));
    });
  }
  if (reply.newt_id) return send_newt(reply, "fail"_n, [&] { return heap().cord(why); });
  std::string more;
  if (verdict.number != 0) more += fmt::format(",\"event\":{}", verdict.number);
  more += ",\"id\":" + reply.json_id;
  if (!verdict.mote.empty()) more += fmt::format(",\"kind\":{},\"trace\":{}", dump(verdict.mote), dump(trace));
  clients_.send(reply.client, fmt::format("{{\"error\":{}{}}}\n", dump(why), more));
}

std::string Requests::newt(const Reply& reply, Noun tag, const std::function<Noun()>& make_content) {
  std::string frame;
  loop_.make([&] {
    const Jammed body = jam(heap().tuple(reply.newt_id->get(), tag, make_content()));
    if (body.size() <= UINT32_MAX) frame = make_frame({body.data(), body.size()});
  });
  return frame;
}

void Requests::send_newt(const Reply& reply, Noun tag, const std::function<Noun()>& make_content) {
  std::string frame = newt(reply, tag, make_content);
  frame.empty() ? clients_.hang_up(reply.client) : clients_.send(reply.client, std::move(frame));
}

bool Requests::answer_noun(const Reply& reply, Noun noun, Of of) {
  const bool room = clients_.has_room();
  if (reply.newt_id) {
    const Heap::Root root(heap(), noun);
    std::string frame = newt(reply, "ok"_n, [&] { return root.get(); });
    if (!room && frame.size() > kSmallAnswer) return false;
    frame.empty() ? clients_.hang_up(reply.client) : clients_.send(reply.client, std::move(frame));
    return true;
  }
  const std::optional<std::string> json = json_of_answer(noun, room ? kMaxAnswerText : kSmallAnswer, of == Of::peek);
  if (!json && !room) return false;
  json ? answer(reply, *json, {}) : fail(reply, kTooLarge);
  return true;
}

void Requests::ask_kernel(const Reply& reply, Noun sample, Of of) {
  if (loop_.stopping()) return fail(reply, kStopping);
  Pier& pier = loop_.pier();
  Answer got;
  bool by_key = false;
  {
    Signals::Computation computation(loop_.signals());
    got = of == Of::peek ? pier.kernel().peek(sample) : pier.kernel().wish(sample);
    by_key = got.outcome == Outcome::intr && computation.ended_by_press();
  }
  if (!got.ok()) {
    const Pier::Taken failed = pier.failure_of(got);
    return fail(reply, Verdict{0, by_key ? kByKey : failed.failure, failed.mote, failed.trace});
  }
  const Heap::Root root(heap(), got.noun);
  if (!answer_noun(reply, got.noun, of)) {
    waiting_.push_back({reply, std::make_unique<Heap::Root>(heap(), root.get()), of});
  }
}

void Requests::peek(const Reply& reply, Noun question) {
  ask_kernel(reply, question, Of::peek);
}

void Requests::wish(const Reply& reply, Noun text) {
  ask_kernel(reply, text, Of::wish);
}

void Requests::poke(const Reply& reply, Noun ovum) {
  loop_.plan(ovum, [this, reply](const Verdict& verdict) {
    if (!verdict.ok()) return fail(reply, verdict);
    answer(reply, std::to_string(verdict.number), [&] { return Noun::direct(verdict.number); });
  });
}

void Requests::eval(const Reply& reply, Noun text) {
  if (loop_.stopping()) return fail(reply, kStopping);
  if (!options_.evaluate) return fail(reply, "this host does not evaluate");
  OrRefused<std::vector<std::string>> lines = Refused{kNoMemory};
  {
    Signals::Computation computation(loop_.signals());
    try {
      lines = options_.evaluate(cord_text(text));
    } catch (const OutOfMemory&) {
      loop_.pier().machine().collect();
    }
    if (!lines && computation.ended_by_press()) lines = Refused{kByKey};
  }
  if (!lines) return fail(reply, lines.why());
  std::string product;
  for (const std::string& line : lines.value()) product += (product.empty() ? "" : "\n") + line;
  if (product.size() > kMaxAnswerText) return fail(reply, kTooLarge);
  answer(reply, dump(product), [&] { return heap().cord(product); });
}

void Requests::mass(const Reply& reply, Noun manner) {
  Pier& pier = loop_.pier();
  if (manner != kNull) {
    if (loop_.stopping()) return fail(reply, kStopping);
    if (!options_.weigh) return fail(reply, "this host does not weigh");
    OrRefused<std::string> weighed = Refused{kNoMemory};
    {
      Signals::Computation computation(loop_.signals());
      weighed = options_.weigh();
    }
    if (!weighed) return fail(reply, weighed.why());
    return answer(reply, weighed.value(), [&] { return heap().cord(weighed.value()); });
  }
  const std::pair<const char*, uint64_t> sizes[] = {
      {"event", pier.event()},
      {"checkpoint", pier.checkpoint().event()},
      {"heap", heap().bytes_used()},
      {"image", pier.checkpoint().bytes()},
      {"code", pier.machine().code_bytes()},
      {"limit", heap().limit()},
      {"clients", clients_.count()},
      {"dropped", loop_.dropped()},
  };
  Json json;
  for (const auto& [name, size] : sizes) json[name] = size;
  answer(reply, dump(json), [&] {
    std::vector<Noun> list;
    for (const auto& [name, size] : sizes) list.push_back(heap().cons(heap().cord(name), heap().atom(size)));
    return heap().list(list);
  });
}

void Requests::checkpoint(const Reply& reply, Noun manner) {
  loop_.checkpoint(
      [this, reply](const std::string& why_not) {
        if (!why_not.empty()) return fail(reply, why_not);
        const uint64_t event = loop_.pier().checkpoint().event();
        answer(reply, std::to_string(event), [&] { return Noun::direct(event); });
      },
      manner != kNull);
}

// The event's wire names who gets it: the kernel hands it what comes as a %soft task.
void Requests::task(const Reply& reply, Noun task) {
  Heap::Root ovum(heap(), kNull);
  const Heap::Root given(heap(), task);
  const bool made = loop_.make([&] {
    const Noun wire = heap().tuple(given.get().head(), "control"_n, kNull);
    ovum.set(heap().cons(wire, given.get().tail()));
  });
  made ? poke(reply, ovum.get()) : fail(reply, kNoMemory);
}

void Requests::roll(const Reply& reply, Noun) {
  loop_.roll([this, reply](const std::string& why_not) {
    if (!why_not.empty()) return fail(reply, why_not);
    const uint64_t event = loop_.pier().log().epochs().back();
    answer(reply, std::to_string(event), [&] { return Noun::direct(event); });
  });
}

Requests::~Requests() {
  if (tracing_ != nullptr) tracing_->requests = nullptr;
}

void Requests::trace(const Reply& reply, Noun event) {
  if (loop_.stopping()) return fail(reply, kStopping);
  if (!options_.trace) return fail(reply, "this host does not trace");
  if (tracing_ != nullptr) return fail(reply, "another event is being traced: ask again");
  if (event.direct_value() > loop_.pier().log().last()) {
    return fail(reply, fmt::format("the log ends with event {}", loop_.pier().log().last()));
  }
  tracing_ = new Tracing{{}, this, reply, event.direct_value(), options_.trace};
  tracing_->work.data = tracing_;
  uv_queue_work(
      loop_.uv(), &tracing_->work,
      [](uv_work_t* work) {
        auto* const t = static_cast<Tracing*>(work->data);
        t->json = t->trace(t->event, t->ending);
      },
      [](uv_work_t* work, int) {
        const std::unique_ptr<Tracing> t(static_cast<Tracing*>(work->data));
        if (t->requests != nullptr) t->requests->traced(t->reply, t->json);
      });
}

void Requests::traced(const Reply& reply, const OrRefused<std::string>& json) {
  tracing_ = nullptr;
  if (!json) return fail(reply, json.why());
  if (json.value().size() > kMaxAnswerText) return fail(reply, kTooLarge);
  answer(reply, json.value(), [&] { return heap().cord(json.value()); });
}

void Requests::quit(const Reply& reply, Noun) {
  answer(reply, "true", [] { return kNull; });
  loop_.stop(true);
}

}  // namespace galena::host
