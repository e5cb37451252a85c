#include "arvo/host/driver/requests.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

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
  Noun tag;          // the command in newt
  // The data of a JSON object that has the key.
  OrRefused<Noun> (*data_of)(Heap& heap, const nlohmann::json& object);
  bool (*fits)(Noun data);
  const char* shape;  // said where data in newt do not fit
  void (Requests::*carry_out)(const Requests::Reply& reply, Noun data);
};

namespace {

using Json = nlohmann::json;

constexpr size_t kMaxAnswerText = size_t{4} << 20;
// The library that reads JSON copies and prints it by recursion.
constexpr int kMaxDepth = 256;

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

// The question of a peek: a path /view/desk/and/so/on asks [~ %| %once view desk path].
OrRefused<Noun> peek_data(Heap& heap, const Json& object) {
  const OrRefused<std::string> text = text_at(object, "peek");
  if (!text) return Refused{text.why()};
  if (!text.value().starts_with('/')) {
    const TextRead noun = read_text(heap, text.value());
    if (!noun.ok()) return Refused{"a peek asks for a /path or a noun"};
    return noun.noun;
  }
  const std::vector<std::string_view> knots = hoon::knots_of(text.value());
  if (knots.size() < 2) {
    return Refused{"a peek's path is /view/desk/and/so/on; the desk may be empty: /x//count"};
  }
  const Noun path = list_of_cords(heap, std::span(knots).subspan(2));
  return heap.tuple(kNull, kNo, "once"_n, heap.cord(knots[0]), heap.cord(knots[1]), path);
}

OrRefused<Noun> poke_data(Heap& heap, const Json& object) {
  const OrRefused<std::string> text = text_at(object, "poke");
  if (!text) return Refused{text.why()};
  const TextRead card = read_text(heap, text.value());
  if (!card.ok() || !card.noun.is_cell() || !card.noun.head().is_atom()) {
    return Refused{"`poke` has to be a noun [%tag data], as text"};
  }
  if (!object.contains("wire")) return heap.tuple(heap.tuple("control"_n, kNull), card.noun);
  const OrRefused<std::string> wire = text_at(object, "wire");
  if (!wire) return Refused{wire.why()};
  if (!wire.value().starts_with('/')) return Refused{"a wire is a /path"};
  return heap.cons(list_of_cords(heap, hoon::knots_of(wire.value())), card.noun);
}

OrRefused<Noun> eval_data(Heap& heap, const Json& object) {
  const OrRefused<std::string> text = text_at(object, "eval");
  if (!text) return Refused{text.why()};
  return heap.cord(text.value());
}

OrRefused<Noun> no_data(Heap&, const Json&) {
  return kNull;
}

bool anything(Noun) {
  return true;
}
bool is_ovum(Noun noun) {
  return noun.is_cell() && noun.tail().is_cell();
}
bool is_cord(Noun noun) {
  return noun.is_atom();
}

// In the order in which a JSON object is searched for them.
constexpr Request kRequests[] = {
    {"peek", "peek"_n, &peek_data, &anything, "", &Requests::peek},
    {"poke", "poke"_n, &poke_data, &is_ovum, "a poke is [wire tag data]", &Requests::poke},
    {"eval", "eval"_n, &eval_data, &is_cord, "an eval is a cord", &Requests::eval},
    {"mass", "mass"_n, &no_data, &anything, "", &Requests::mass},
    {"checkpoint", "save"_n, &no_data, &anything, "", &Requests::checkpoint},
    {"quit", "quit"_n, &no_data, &anything, "", &Requests::quit},
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

// The text of a noun, or nothing if it is longer than an answer may be: shared structure can be exponentially longer
// than it is large.
std::optional<std::string> bounded_text(Noun noun) {
  struct Out {
    std::string text;
    bool whole = true;
  } out;
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto* const o = static_cast<Out*>(context);
        o->text += piece;
        o->whole = o->text.size() <= kMaxAnswerText;
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

std::string why(const Answer& answer) {
  switch (answer.outcome) {
    case Outcome::meme:
      return "out of memory";
    case Outcome::intr:
      return "it took too long";
    case Outcome::done:
    case Outcome::exit:
    case Outcome::block:
      break;
  }
  return "the kernel crashed";
}

}  // namespace

std::string_view name_of(const Request& request) {
  return request.name;
}

Noun tag_of(const Request& request) {
  return request.tag;
}

AskedInJson read_line(Heap& heap, std::string_view line) {
  AskedInJson read{"null", Refused{"this is no JSON object"}};
  bool too_deep = false;
  const auto within_depth = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kMaxDepth;
    return !too_deep;
  };
  const Json object = Json::parse(line, within_depth, false);
  if (too_deep) read.asked = Refused{"the JSON is nested too deeply"};
  if (too_deep || !object.is_object()) return read;
  if (object.contains("id")) read.id = dump(object["id"]);
  for (const Request& request : kRequests) {
    if (!object.contains(request.name)) continue;
    const OrRefused<Noun> data = request.data_of(heap, object);
    GALENA_CHECK(!data || request.fits(data.value()));  // the two notations say the same
    read.asked = data ? OrRefused<Asked>(Asked{&request, data.value()}) : Refused{data.why()};
    return read;
  }
  read.asked = unknown();
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
  Reply reply{client, "null", nullptr};
  try {
    const AskedInJson read = read_line(heap(), line);
    reply.json_id = read.id;
    carry_out(reply, read.asked);
  } catch (const OutOfMemory&) {
    fail(reply, "out of memory");
  }
}

std::optional<Refused> Requests::take_frame(uint64_t client, std::span<const uint8_t> body) {
  Reply reply{client, {}, nullptr};
  try {
    const AskedInNewt read = read_frame(heap(), body);
    if (read.id.is_none()) return Refused{read.asked.why()};
    reply.newt_id = std::make_shared<Heap::Root>(heap(), read.id);
    carry_out(reply, read.asked);
  } catch (const OutOfMemory&) {
    if (!reply.newt_id) return Refused{"out of memory"};
    fail(reply, "out of memory");
  }
  return std::nullopt;
}

void Requests::carry_out(const Reply& reply, const OrRefused<Asked>& asked) {
  GALENA_CHECK(loop_.is_here());
  if (!asked) return fail(reply, asked.why());
  (this->*asked.value().request->carry_out)(reply, asked.value().data);
}

void Requests::answer(const Reply& reply, const std::string& json, Noun noun) {
  if (reply.newt_id) return send_newt(reply, "ok"_n, [&] { return noun; });
  clients_.send(reply.client, fmt::format("{{\"id\":{},\"ok\":{}}}\n", reply.json_id, json));
}

void Requests::answer_noun(const Reply& reply, Noun noun) {
  if (reply.newt_id) return answer(reply, {}, noun);
  const std::optional<std::string> text = bounded_text(noun);
  text ? answer(reply, dump(*text), noun) : fail(reply, "the answer is too large for text; ask with a frame");
}

void Requests::fail(const Reply& reply, const std::string& why) {
  if (reply.newt_id) return send_newt(reply, "fail"_n, [&] { return heap().cord(why); });
  clients_.send(reply.client, fmt::format("{{\"error\":{},\"id\":{}}}\n", dump(why), reply.json_id));
}

template <class MakeContent>
void Requests::send_newt(const Reply& reply, Noun tag, MakeContent&& make_content) {
  try {
    const Jammed body = jam(heap().tuple(reply.newt_id->get(), tag, make_content()));
    if (body.size() > UINT32_MAX) return clients_.hang_up(reply.client);
    clients_.send(reply.client, make_frame({body.data(), body.size()}));
  } catch (const OutOfMemory&) {
    clients_.hang_up(reply.client);
  }
}

void Requests::peek(const Reply& reply, Noun question) {
  const Answer got = loop_.pier().kernel().peek(question);
  got.ok() ? answer_noun(reply, got.noun) : fail(reply, why(got));
}

void Requests::poke(const Reply& reply, Noun ovum) {
  loop_.plan(ovum, [this, reply](uint64_t number, const std::string& why_not) {
    number != 0 ? answer(reply, std::to_string(number), Noun::direct(number)) : fail(reply, why_not);
  });
}

void Requests::eval(const Reply& reply, Noun text) {
  if (!options_.evaluate) return fail(reply, "this host does not evaluate");
  const OrRefused<std::vector<std::string>> lines = options_.evaluate(cord_text(text));
  if (!lines) return fail(reply, lines.why());
  std::string product;
  for (const std::string& line : lines.value()) product += (product.empty() ? "" : "\n") + line;
  answer(reply, dump(product), reply.newt_id ? heap().cord(product) : kNull);
}

void Requests::mass(const Reply& reply, Noun) {
  Pier& pier = loop_.pier();
  const std::pair<const char*, uint64_t> sizes[] = {
      {"event", pier.event()},
      {"checkpoint", pier.checkpoint().event()},
      {"heap", heap().bytes_used()},
      {"image", pier.checkpoint().bytes()},
      {"code", pier.machine().code_bytes()},
      {"limit", heap().limit()},
      {"clients", clients_.count()},
  };
  Json json;
  std::vector<Noun> list;
  for (const auto& [name, size] : sizes) {
    json[name] = size;
    if (reply.newt_id) list.push_back(heap().cons(heap().cord(name), heap().atom(size)));
  }
  answer(reply, dump(json), heap().list(list));
}

void Requests::checkpoint(const Reply& reply, Noun) {
  loop_.checkpoint([this, reply](const std::string& why_not) {
    const uint64_t event = loop_.pier().checkpoint().event();
    why_not.empty() ? answer(reply, std::to_string(event), Noun::direct(event)) : fail(reply, why_not);
  });
}

void Requests::quit(const Reply& reply, Noun) {
  answer(reply, "true", kNull);
  loop_.stop(true);
}

}  // namespace galena::host
