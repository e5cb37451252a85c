// What the reference makes of programs and nouns of ours: the files of this folder, an object of JSON a line.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace galena::test {

using Lines = std::vector<std::string>;

// A line. What it does not hold in the form that is asked for ends the program by an exception.
class Fact {
 public:
  explicit Fact(const std::string& line);
  ~Fact();
  Fact(const Fact&) = delete;
  Fact& operator=(const Fact&) = delete;

  // Whether it says anything of that, and whether what it says is more than null.
  bool mentions(const char* name) const;
  bool has(const char* name) const;
  std::string text(const char* name) const;
  Lines lines(const char* name) const;
  std::vector<uint32_t> numbers(const char* name) const;
  // What a text holds in base64: a jam.
  std::vector<uint8_t> jam(const char* name) const;

 private:
  struct Object;
  std::unique_ptr<Object> object_;
};

// Each fact of a file of this folder in turn, by its name: "hoon.jsonl".
void each_fact(const std::string& name, const std::function<void(const Fact&)>& body);

// As a string of JSON, whatever bytes it has.
std::string quoted(const std::string& text);

}  // namespace galena::test
