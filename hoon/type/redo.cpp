// ++redo: the names of one type on the shape of another.
//
// A wet gate is compiled against its caller's sample, which has the caller's names; its code uses the names of its own
// sample. So the names are moved: faces are collected while both types are walked down together, and put on at the
// places where the subject's type is no longer taken apart.
#include <algorithm>

#include "hoon/type/ut.h"

namespace galena::hoon {
namespace {

// Stacks of face names are lists, innermost first; nouns, because the reference's set of them is part of the meaning.
struct View {
  Noun ref;     // the reference, as far as it has been unfolded
  Noun stacks;  // the set of its face stacks: one for each way through a fork to here
};

std::vector<Noun> items_of(Noun list) {
  std::vector<Noun> items;
  for (; list.is_cell(); list = list.tail()) items.push_back(list.head());
  return items;
}

bool is_leaf(Noun type) {
  const uint64_t kind = kind_of(type);
  return kind == "noun"_w || kind == "void"_w || kind == "atom"_w || kind == "core"_w;
}

}  // namespace

class Redo {
 public:
  Redo(Ut& ut, Arena& arena) : ut_(ut), arena_(arena) {}

  Noun top(Noun sut, Noun ref) { return walk(sut, {ref, no_stack()}, kNull, nullptr); }

 private:
  // The set of one empty stack.
  Noun no_stack() { return arena_.tuple(kNull, kNull, kNull); }

  // `faces`: the stack of the subject's own faces down to here.
  Noun walk(Noun sut, View view, Noun faces, const HeldPair* held);
  View reduce(Noun sut, View view, bool unfold_holds);
  Noun finish(Noun sut, const View& view, Noun faces);

  Ut& ut_;
  Arena& arena_;
};

// Puts on the faces: those of the subject around those of the reference, where what both have in common counts once.
Noun Redo::finish(Noun sut, const View& view, Noun faces) {
  if (view.stacks.is_atom()) return sut;
  GALENA_CHECK(is_set(view.stacks));
  if (treap_left(view.stacks).is_cell() || treap_right(view.stacks).is_cell()) refuse(ErrorKind::bail);
  const std::vector<Noun> own = items_of(faces);
  const std::vector<Noun> theirs = items_of(treap_node(view.stacks));
  size_t overlap = 0;
  for (size_t n = 0; n <= std::min(own.size(), theirs.size()); ++n) {
    if (std::equal(own.end() - static_cast<ptrdiff_t>(n), own.end(), theirs.begin())) overlap = n;
  }
  for (const Noun face : own) sut = ut_.types().face(face, sut);
  for (size_t i = overlap; i < theirs.size(); ++i) sut = ut_.types().face(theirs[i], sut);
  return sut;
}

// Takes faces and hints off the reference, drops the cases of forks that the subject cannot be, and unfolds holds if
// asked to.
View Redo::reduce(Noun sut, View view, bool unfold_holds) {
  ut_.check();
  while (true) {
    switch (kind_of(view.ref)) {
      case "hint"_w:
        view.ref = q_of(view.ref);
        break;
      case "face"_w: {
        Items stacks;
        set_items(view.stacks, stacks);
        Noun longer;
        for (const Noun stack : stacks) longer = set_put(arena_, longer, arena_.cons(p_of(view.ref), stack));
        view = {q_of(view.ref), longer};
        break;
      }
      case "fork"_w: {
        Noun stacks;
        Items kept;
        const Items cases = cases_of(view.ref);
        for (size_t i = cases.size(); i-- > 0;) {
          if (ut_.miss(sut, cases[i])) continue;
          const View reduced = reduce(sut, {cases[i], view.stacks}, unfold_holds);
          stacks = set_union(arena_, stacks, reduced.stacks);
          kept.push_back(reduced.ref);
        }
        return {ut_.types().fork(kept), stacks};
      }
      case "hold"_w:
        if (!unfold_holds) return view;
        view.ref = ut_.repo(view.ref);
        break;
      default:
        return view;
    }
  }
}

Noun Redo::walk(Noun sut, View view, Noun faces, const HeldPair* held) {
  ut_.check();
  while (true) {
    if (sut == view.ref || is_leaf(view.ref)) return finish(sut, view, faces);
    switch (kind_of(sut)) {
      case "noun"_w:
      case "void"_w:
      case "atom"_w:
      case "core"_w:
        return finish(sut, reduce(sut, view, true), faces);
      case "cell"_w: {
        view = reduce(sut, view, true);
        const Noun head = walk(p_of(sut), {ut_.peek(Way::free, view.ref, kAxis2), no_stack()}, kNull, held);
        const Noun tail = walk(q_of(sut), {ut_.peek(Way::free, view.ref, kAxis3), no_stack()}, kNull, held);
        return finish(arena_.tuple("cell"_n, head, tail), view, faces);
      }
      case "face"_w:
        faces = arena_.cons(p_of(sut), faces);
        sut = q_of(sut);
        break;
      case "hint"_w:
        return ut_.types().hint(p_of(sut), walk(q_of(sut), view, faces, held));
      case "fork"_w: {
        Items cases = cases_of(sut);
        for (Noun& type : cases) type = walk(type, view, faces, held);
        return ut_.types().fork(cases);
      }
      case "hold"_w: {
        view = reduce(sut, view, false);
        if (ut_.is_unfolding(sut)) return finish(sut, reduce(sut, view, true), faces);
        if (is_held(held, sut, view.ref)) return finish(sut, reduce(sut, view, false), faces);
        const Noun unfolded = ut_.repo(sut);
        const HeldPair inside{sut, view.ref, held};
        const Noun done = walk(unfolded, view, faces, &inside);
        return done == unfolded ? sut : done;
      }
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

// Whether the type of this hold is being computed, so that asking for it would refuse.
bool Ut::is_unfolding(Noun hold) {
  const auto it = fan_.find(Key<1>{{hold.word()}});
  if (it == fan_.end()) return false;
  fan_low_ = std::min(fan_low_, it->second);
  return true;
}

Noun Ut::redo(Noun sut, Noun ref) {
  if (sut == ref) return sut;
  return as_type(remember(redo_memo_, key(sut, ref), [&] {
    return framed([] { return Frame{ErrorKind::redo_match}; }, [&] { return Redo(*this, arena_).top(sut, ref); });
  }));
}

}  // namespace galena::hoon
