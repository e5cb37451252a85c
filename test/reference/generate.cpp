#include "test/reference/generate.h"

namespace galena::reference {
namespace {

using P = std::unique_ptr<Piece>;

void write(const Piece& piece, const Piece* changed, const std::string& with, std::string& out) {
  if (&piece == changed) {
    out += with;
    return;
  }
  for (size_t i = 0; i < piece.parts.size(); ++i) {
    out += piece.text[i];
    write(*piece.parts[i], changed, with, out);
  }
  out += piece.text.back();
}

void collect(const Piece& piece, std::vector<const Piece*>& all) {
  all.push_back(&piece);
  for (const P& part : piece.parts) collect(*part, all);
}

}  // namespace

std::string source_of(const Piece& piece) {
  std::string out;
  write(piece, nullptr, {}, out);
  return out;
}

static bool shrink_step(Piece& root, const std::function<bool(const std::string&)>& fails) {
  std::vector<const Piece*> all;
  collect(root, all);
  for (const Piece* p : all) {
    // A part of the same sort in its place, then a literal.
    std::vector<const Piece*> inside;
    collect(*p, inside);
    for (const Piece* q : inside) {
      if (q == p || q->expression != p->expression) continue;
      std::string text, whole;
      write(*q, nullptr, {}, text);
      write(root, p, text, whole);
      if (!fails(whole)) continue;
      auto* const target = const_cast<Piece*>(p);
      Piece kept = std::move(*const_cast<Piece*>(q));
      *target = std::move(kept);
      return true;
    }
    const std::string literal = p->expression ? "1" : "@";
    if (p->parts.empty() && p->text[0] == literal) continue;
    std::string whole;
    write(root, p, literal, whole);
    if (!fails(whole)) continue;
    auto* const target = const_cast<Piece*>(p);
    target->parts.clear();
    target->text = {literal};
    return true;
  }
  return false;
}

std::string shrink(uint64_t seed, const std::function<bool(const std::string&)>& fails) {
  return shrink(generate(seed), fails);
}

std::string shrink(P program, const std::function<bool(const std::string&)>& fails) {
  while (shrink_step(*program, fails)) {
  }
  return source_of(*program);
}

}  // namespace galena::reference
