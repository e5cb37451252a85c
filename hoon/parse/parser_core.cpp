// Cores: arms, chapters and aliases.
//
// Names must be unique in a core. One that is not becomes an arm that says so when it is compiled: among the arms of a
// chapter the later one, among chapters the earlier one.
#include <boost/unordered/unordered_flat_set.hpp>

#include "hoon/aura/scot.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

struct Entry {
  Noun key;
  Noun value;
};

Noun map_of(Arena& arena, const std::vector<Entry>& entries) {
  Items nodes;
  for (const auto& [key, value] : entries) nodes.push_back(arena.cons(key, value));
  return map_of_entries(arena, nodes);
}

}  // namespace

// ++  name  body  and  +$  name  structure
bool Parser::arm(Arm& out) {
  const Documented found = with_docs_before([&]() -> Noun {
    const char* const start = p_;
    want(Wanted::arm);
    const bool is_structure = !take("++");
    if (is_structure && !take("+$")) return Noun::none();
    const Opened opened(*this, {start, is_structure ? "+$" : "++", "", nullptr, true});
    Noun name = Noun::none();
    if (gap()) {
      want(Wanted::name);
      name = !is_structure && take('$') ? kNull : symbol(arena_);
    }
    if (name.is_none()) return none(start);
    const Noun summary = doc_after();
    if (!jump()) return none(start);
    const Noun body = is_structure ? tall_spec() : tall();
    if (body.is_none()) return none(start);
    out.name = name;
    out.body = is_structure ? make("ktcl"_n, "name"_n, name, body) : body;
    out.help = summary == kNull ? help(kNull, kNull)
                                : help(single(arena_.cons(is_structure ? "plan"_n : "funk"_n, name)), summary);
    return out.body;
  });
  out.docs = found.before;
  return !found.body.is_none();
}

// The arms as a map, with their documentation. Comments that name an arm go to that arm, wherever they stand.
Noun Parser::arm_map(const std::vector<Arm>& arms) {
  std::vector<Entry> entries;
  boost::unordered_flat_map<uint64_t, size_t> by_name;
  std::vector<std::vector<Noun>> linked;  // helps with a link; those of the last arm go first
  const Noun no_help = help(kNull, kNull);
  for (const Arm& arm : arms) {
    Noun body = arm.body;
    std::vector<Noun> helps;
    if (arm.help != no_help) helps.push_back(arm.help);
    if (arm.docs.is_cell()) {
      std::vector<Noun> docs;
      set_items(arm.docs, docs);
      for (const Noun doc : docs) {
        if (doc.head().is_cell()) {
          helps.push_back(doc);
        } else {
          body = make("note"_n, arena_.cons("help"_n, doc), body);
        }
      }
    }
    if (!helps.empty()) linked.push_back(std::move(helps));
    const auto [at, is_new] = by_name.try_emplace(arm.name.word(), entries.size());
    if (is_new) {
      entries.push_back({arm.name, body});
    } else {
      entries[at->second].value = make("eror"_n, tape("duplicate arm: +" + cord_text(arm.name)));
    }
  }
  for (size_t i = linked.size(); i-- > 0;) {
    for (const Noun help : linked[i]) {
      const Noun link = help.head().head();
      if (link.head() != "funk"_n && link.head() != "plan"_n) continue;
      const auto at = by_name.find(link.tail().word());
      if (at == by_name.end()) continue;
      Noun& body = entries[at->second].value;
      body = make("note"_n, arena_.cons("help"_n, help), body);
    }
  }
  return map_of(arena_, entries);
}

Noun Parser::arms() {
  std::vector<Arm> found(1);
  if (!arm(found.back())) return Noun::none();
  for (;;) {
    const char* const before = p_;
    Arm next;
    if (!jump() || !arm(next)) {
      p_ = before;
      return arm_map(found);
    }
    found.push_back(next);
  }
}

// +|  %name, then arms.
bool Parser::chapter(Chapter& out) {
  const char* const start = p_;
  const Documented title = with_docs([&]() -> Noun {
    const char* const lead = p_;
    if (!take("+|") || !gap()) return none(lead);
    want(Wanted::term);
    if (!take('%')) return none(lead);
    const Noun name = symbol(arena_);
    return name.is_none() ? none(lead) : name;
  });
  if (title.body.is_none()) return false;
  // Where there are docs, the gap belongs to those of the first arm.
  if (!has_docs(context_.kelvin) && !gap()) return fail(start);
  out.arms = arms();
  if (out.arms.is_none()) return fail(start);
  out.name = title.body;
  out.docs = title.before;
  if (out.docs == kNull && title.after != kNull) {
    out.docs = map_of_one(arena_, single(arena_.cons("chat"_n, out.name)), single(title.after));
  }
  return true;
}

// The chapters of a core, up to and with --, as (map term tome).
Noun Parser::core_tail(bool tall) {
  if (!tall) return Noun::none();
  const char* const start = p_;
  if (take_close("--")) return kNull;
  std::vector<Chapter> chapters;
  for (;;) {
    const char* const before = p_;
    Chapter next;
    if ((!chapters.empty() && !jump()) || !chapter(next)) {
      p_ = before;
      break;
    }
    chapters.push_back(next);
  }
  if (chapters.empty()) {
    const Noun only = arms();
    if (only.is_none()) return only;
    chapters.push_back({kNull, ""_n, only});
  }
  if (!gap() || !take_close("--")) return none(start);

  std::vector<Entry> entries;
  boost::unordered_flat_map<uint64_t, size_t> by_name;
  boost::unordered_flat_set<uint64_t> later_arms;
  for (size_t i = chapters.size(); i-- > 0;) {
    const Chapter& c = chapters[i];
    Noun arms = c.arms;
    if (i + 1 < chapters.size()) {
      const auto mark = [&](auto& self, Noun map) -> Noun {
        if (!map.is_cell()) return map;
        Noun node = map.head();
        if (later_arms.contains(node.head().word())) {
          node = arena_.cons(node.head(), make("eror"_n, tape("duplicate arm: +" + cord_text(node.head()))));
        }
        const Noun left = self(self, map.tail().head());
        return make(node, left, self(self, map.tail().tail()));
      };
      arms = mark(mark, arms);
    }
    if (i > 0) {
      std::vector<Noun> nodes;
      set_items(arms, nodes);
      for (const Noun node : nodes) later_arms.insert(node.head().word());
    }
    // The comment about the chapter itself, or the one about nothing in particular.
    const Noun link = single(arena_.cons("chat"_n, c.name));
    Noun what = map_get(c.docs, link);
    if (what.is_none()) what = map_get(c.docs, kNull);
    what = what.is_none() ? kNull : some(what);
    const auto [at, is_new] = by_name.try_emplace(c.name.word(), entries.size());
    if (is_new) {
      entries.push_back({c.name, make_tome(context_.kelvin, arena_, what, arms)});
    } else {
      const Noun error = make("eror"_n, tape("duplicate chapter: |" + cord_text(c.name)));
      entries[at->second].value = make_tome(context_.kelvin, arena_, what, map_of_one(arena_, ""_n, error));
    }
  }
  return map_of(arena_, entries);
}

// Perhaps +*  name  value ..., then chapters: [aliases chapters].
Noun Parser::aliased_core_tail(bool tall) {
  const char* const start = p_;
  Noun aliases;
  if (take("+*") && gap_or_space(tall)) {
    aliases = most([&] { return gap_or_space(tall); }, [&] { return arguments("n_q", tall); });
    if (aliases.is_none() || !gap_or_space(tall)) {
      p_ = start;
      aliases = kNull;
    }
  } else {
    p_ = start;
  }
  const Noun tail = core_tail(tall);
  return tail.is_none() ? none(start) : arena_.cons(aliases, tail);
}

}  // namespace galena::hoon
