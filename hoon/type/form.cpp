#include "hoon/type/form.h"

#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/type/types.h"

namespace galena::hoon {
namespace {

template <class IsNode>
bool is_tree(Noun treap, const IsNode& is_node) {
  Items todo{treap};
  while (!todo.empty()) {
    check_stack();
    const Noun next = todo.back();
    todo.pop_back();
    if (next.is_atom()) continue;
    if (!next.tail().is_cell() || !is_node(treap_node(next))) return false;
    todo.push_back(treap_right(next));
    todo.push_back(treap_left(next));
  }
  return true;
}

bool is_named(Noun node) {
  return node.is_cell() && node.head().is_atom();
}

bool are_chapters(Kelvin kelvin, Noun chapters) {
  return is_tree(chapters, [&](Noun node) {
    return is_named(node) && has_arms(kelvin, node.tail()) && is_tree(arms_of(kelvin, node), is_named);
  });
}

// A name, [%& axis], or [%| skipped (unit name)].
bool is_limb(Noun limb) {
  if (limb.is_atom()) return true;
  const Noun rest = limb.tail();
  if (limb.head() == kYes) return rest.is_atom() && rest != kNull;
  if (limb.head() != kNo || !rest.is_cell() || !rest.head().is_direct()) return false;
  return rest.tail().is_atom() || (rest.tail().head() == kNull && rest.tail().tail().is_atom());
}

template <class Is>
bool is_list_of(Noun list, const Is& is) {
  for (; list.is_cell(); list = list.tail()) {
    if (!is(list.head())) return false;
  }
  return true;
}
}  // namespace

bool is_wing(Noun wing) {
  return is_list_of(wing, is_limb);
}

namespace {

bool is_edit(Noun edit) {
  return edit.is_cell() && is_wing(edit.head());
}

bool is_skin(Noun skin) {
  check_stack();
  if (skin.is_atom()) return true;
  const Noun rest = skin.tail();
  switch (kind_of(skin)) {
    case "base"_w:
      return rest.is_atom() || rest.tail().is_atom();
    case "cell"_w:
      return rest.is_cell() && is_skin(rest.head()) && is_skin(rest.tail());
    case "leaf"_w:
      return rest.is_cell() && rest.head().is_atom() && rest.tail().is_atom();
    case "name"_w:
      return rest.is_cell() && rest.head().is_atom() && is_skin(rest.tail());
    case "over"_w:
      return rest.is_cell() && is_wing(rest.head()) && is_skin(rest.tail());
    case "wash"_w:
      return rest.is_atom();
    default:  // %dbug %help %spec
      return rest.is_cell() && is_skin(rest.tail());
  }
}

bool is_tune(Noun tune) {
  return tune.is_atom() || is_tree_of_names(tune.head());
}

}  // namespace

bool is_tree_of_names(Noun treap) {
  return is_tree(treap, is_named);
}

bool has_form(Kelvin kelvin, Noun gen) {
  if (gen.head().is_cell()) return true;
  const Noun rest = gen.tail();
  switch (gen.head().word()) {
    case "wing"_w:
      return is_wing(rest);
    case "limb"_w:
      return is_limb(rest);
    case "tune"_w:
      return is_tune(rest);
    case "brcn"_w:
    case "brpt"_w:
    case "brkt"_w:
      return rest.is_cell() && are_chapters(kelvin, rest.tail());
    case "brcb"_w:
      return rest.is_cell() && rest.tail().is_cell() && are_chapters(kelvin, rest.tail().tail());
    case "cnts"_w:
      return rest.is_cell() && is_wing(rest.head()) && is_list_of(rest.tail(), is_edit);
    case "rock"_w:
    case "sand"_w:
      return rest.is_cell() && rest.head().is_atom();
    case "hand"_w:
      return rest.is_cell() && looks_like_type(rest.head());
    case "fits"_w:
    case "wtts"_w:
      return rest.is_cell() && is_wing(rest.tail());
    case "wthx"_w:
      return rest.is_cell() && is_skin(rest.head()) && is_wing(rest.tail());
    case "zppt"_w:
      return rest.is_cell() && is_list_of(rest.head(), is_wing);
    case "dbug"_w:
    case "dtkt"_w:
    case "dttr"_w:
    case "dtts"_w:
    case "ktcb"_w:
    case "ktls"_w:
    case "note"_w:
    case "sggr"_w:
    case "sgzp"_w:
    case "tscm"_w:
    case "tsgr"_w:
    case "zpcm"_w:
    case "zpgl"_w:
    case "zpmc"_w:
      return rest.is_cell();
    default:
      return true;
  }
}

}  // namespace galena::hoon
