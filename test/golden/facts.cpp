#include "test/golden/facts.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace galena::test {

struct Fact::Object {
  nlohmann::json json;
};

Fact::Fact(const std::string& line) : object_(std::make_unique<Object>(Object{nlohmann::json::parse(line)})) {}
Fact::~Fact() = default;

bool Fact::mentions(const char* name) const {
  return object_->json.contains(name);
}
bool Fact::has(const char* name) const {
  return mentions(name) && !object_->json.at(name).is_null();
}
std::string Fact::text(const char* name) const {
  return object_->json.at(name).get<std::string>();
}
Lines Fact::lines(const char* name) const {
  return object_->json.at(name).get<Lines>();
}
std::vector<uint32_t> Fact::numbers(const char* name) const {
  return object_->json.at(name).get<std::vector<uint32_t>>();
}

std::vector<uint8_t> Fact::jam(const char* name) const {
  static const std::string kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<uint8_t> bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text(name)) {
    if (c == '=') break;
    const size_t digit = kDigits.find(c);
    if (digit == std::string::npos) throw std::runtime_error("no base64");
    bits = bits << 6 | static_cast<uint32_t>(digit);
    if ((count += 6) >= 8) bytes.push_back(static_cast<uint8_t>(bits >> (count -= 8)));
  }
  return bytes;
}

void each_fact(const std::string& name, const std::function<void(const Fact&)>& body) {
  std::ifstream in(std::string(GALENA_GOLDEN "/") + name);
  for (std::string line; std::getline(in, line);) body(Fact(line));
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace galena::test
