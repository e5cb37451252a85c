// Watches a parser: what it tries and what is open meanwhile. See expected.h.
#pragma once

#include <optional>
#include <vector>

#include "hoon/parse/expected.h"

namespace galena::hoon {

class Witness {
 public:
  struct Form {
    const char* start;
    std::string_view glyphs;
    std::string_view close;
    const char* shape;  // of a rune's arguments, else null
    bool tall;
    unsigned parts = 0;
  };

  // To find the farthest place where something is wanted.
  Witness() = default;
  // To note what is wanted at `target`.
  explicit Witness(const char* target) : target_(target) {}

  void open(const Form& form) { forms_.push_back(form); }
  void leave() { forms_.pop_back(); }
  void want(const char* at, Wanted what);
  // A rune's arguments begin, one of them is there, all of them are there.
  void begin_parts(const char* shape);
  void add_part(const char* shape);
  void complete(const char* end);
  // They are not, as far as the wide form goes.
  void lack();

  const char* farthest() const { return farthest_; }
  bool wants(Wanted what) const { return (wanted_ >> static_cast<unsigned>(what) & 1) != 0; }
  // The forms around what was wanted: of all attempts those of the deepest.
  const std::vector<Form>& open_forms() const { return open_; }
  const std::optional<Form>& complete_form() const { return complete_; }
  // The rune whose wide form begins at this parenthesis and is refused; null for none.
  const Form* refused_before(const char* parenthesis) const;

 private:
  Form* owner_of(const char* shape);

  const char* target_ = nullptr;
  const char* farthest_ = nullptr;
  std::vector<Form> forms_;
  uint32_t wanted_ = 0;
  std::vector<Form> open_;
  std::optional<Form> complete_;
  const char* complete_end_ = nullptr;
  std::vector<Form> refused_;
};

}  // namespace galena::hoon
