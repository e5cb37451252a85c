::
+|  %making-types
::
::  bool: the type of yes and no
++  bool
  ^-  type
  (fork [%atom %f `&] [%atom %f `|] ~)
::
::  cell: the type of pairs; of nothing, if there is nothing for one half
::  > (cell [%atom %ud ~] %noun)
::  #t/[@ud *]
++  cell
  ~/  %cell
  |=  [head=type tail=type]
  ^-  type
  ?:  |(?=(%void head) ?=(%void tail))  %void
  [%cell head tail]
::
::  core: the type of cores with a payload; of nothing, if there is no payload
++  core
  ~/  %core
  |=  [payload=type about=coil]
  ^-  type
  ?:  ?=(%void payload)  %void
  [%core payload about]
::
::  hint: a type with a note on it; nothing and everything take none
++  hint
  |=  [about=(pair type note) inner=type]
  ^-  type
  ?:  ?=(?(%noun %void) inner)  inner
  [%hint about inner]
::
::  face: a type under a name, or under aliases and bridges
::  > (face %a %noun)
::  #t/a=*
++  face
  ~/  %face
  |=  [name=$@(term tune) inner=type]
  ^-  type
  ?:  ?=(%void inner)  inner
  [%face name inner]
::
::  fork: the type of what is of any of several types. Forks among them are
::  taken apart, so that no case of a fork is one.
::  > (fork ~[[%atom %ud ~] [%atom %ux ~]])
::  #t/?(@ud @ux)
++  fork
  ~/  %fork
  |=  cases=(list type)
  =|  all=(set type)
  |-  ^-  type
  ?^  cases
    =.  all
      ?+  i.cases  (~(put in all) i.cases)
        %void      all
        [%fork *]  (~(uni in all) p.i.cases)
      ==
    $(cases t.cases)
  ?:  ?=(~ all)  %void
  ?:  ?=([* ~ ~] all)  n.all
  [%fork all]
::
::  fitz: may an atom of the second aura be where one of the first is wanted? As
::  far as both go, their letters must be the same. A capital at the end is a
::  width: a wanted one must be as wide at least.
::  > (fitz %ud %u)
::  %.y
::  > (fitz %ud %ux)
::  %.n
++  fitz
  ~/  %fitz
  |=  [wanted=term given=term]
  ^-  ?
  ?:  |(=(wanted given) =('' wanted) =('' given))  &
  =/  parts
    |=  aura=@ta
    ^-  [width=@ letters=@ta]
    =/  count  (dec (met 3 aura))
    =/  last   (rsh [3 count] aura)
    ?.  &((gte last 'A') (lte last 'Z'))  [0 aura]
    [(sub last 64) (end [3 count] aura)]
  =/  one  (parts wanted)
  =/  two  (parts given)
  ?.  |(=(0 width.one) =(0 width.two) (gte width.one width.two))  |
  =/  common  (min (met 3 letters.one) (met 3 letters.two))
  =((end [3 common] letters.one) (end [3 common] letters.two))
::
+|  %making-formulas
::
::  cove: the address that a formula reads, hints aside; it must read one
++  cove
  |=  formula=nock
  ?+  formula  ~_(leaf+"cove" !!)
    [%0 *]   p.formula
    [%11 *]  $(formula q.formula)
  ==
::
::  comb: one formula, and another one on its product
::  > (comb [%0 2] [%0 3])
::  [%0 p=5]
++  comb
  ~/  %comb
  |=  [first=nock second=nock]
  ^-  nock
  ?:  ?=([^ %0 %1] first)  [%8 p.first second]
  ?.  &(?=([%0 *] first) !=(0 p.first))
    ?:(=([%0 1] second) first [%7 first second])
  ?+    second  [%7 first second]
      [%0 *]
    ?:  =(0 p.second)  [%7 first second]
    [%0 (peg p.first p.second)]
  ::
      [%2 [%0 *] %0 *]
    [%2 [%0 (peg p.first p.p.second)] [%0 (peg p.first p.q.second)]]
  ==
::
::  cond: a choice between two formulas, unless the condition is known
::  > (cond [%1 &] [%0 2] [%0 3])
::  [%0 p=2]
++  cond
  ~/  %cond
  |=  [condition=nock yes=nock no=nock]
  ^-  nock
  ?+  condition  [%6 condition yes no]
    [%0 %0]  condition
    [%1 %&]  yes
    [%1 %|]  no
  ==
::
::  cons: a formula for a pair. Two reads of neighbours stay two: to read their
::  parent would not crash where they do.
::  > (cons [%1 1] [%1 2])
::  [%1 p=[1 2]]
++  cons
  ~/  %cons
  |=  [head=nock tail=nock]
  ^-  nock
  ?.  &(?=([%1 *] head) ?=([%1 *] tail))  [head tail]
  [%1 p.head p.tail]
::
::  flan, flor: both of two conditions, and either
++  flan
  ~/  %flan
  |=([one=nock two=nock] (junction | one two))
++  flor
  ~/  %flor
  |=([one=nock two=nock] (junction & one two))
::
::  junction: two conditions, of which the second counts unless the first one
::  is already the answer that settles it
++  junction
  |=  [settles=? one=nock two=nock]
  ^-  nock
  =/  settled=nock  [%1 settles]
  =/  open=nock     [%1 !settles]
  ?:  |(=(one two) =(one settled) =(two open) =([%0 0] one))  one
  ?:  |(=(one open) =(two settled) =([%0 0] two))  two
  ?:(settles [%6 one settled two] [%6 one two settled])
::
::  flip: a condition turned round
++  flip
  ~/  %flip
  |=  condition=nock
  ^-  nock
  ?+  condition  [%6 condition [%1 |] %1 &]
    [%0 %0]        condition
    [%1 ?(%& %|)]  [%1 !p.condition]
  ==
::
::  hike: what is at an address, with changes at addresses within it. Of two
::  changes of which one holds the other, the inner one has no effect; two of
::  neighbours are one of their parent. The deepest is made last.
::  > (hike 1 ~[[2 %1 5]])
::  [%10 p=[p=2 q=[%1 p=5]] q=[%0 p=1]]
++  hike
  ~/  %hike
  |=  [base=axis changes=(list (pair axis nock))]
  =<  ^-  nock
      =/  all=(list (pair axis nock))
        %+  sort  (settle changes)
        |=([one=(pair axis nock) two=(pair axis nock)] (lth p.one p.two))
      =/  made=nock  [%0 base]
      |-
      ?~  all  made
      $(all t.all, made [%10 i.all made])
  |%
  ::  edits: a tree of changes: none, one of the whole, or some of its halves
  +$  edits
    $@  ~
    $%  [%whole p=nock]
        [%halves p=edits q=edits]
    ==
  ::  settle: the changes that have an effect. One of the whole subject does not
  ::  keep later ones from being made.
  ++  settle
    |=  changes=(list (pair axis nock))
    =|  [root=(list (pair axis nock)) inner=edits]
    |-  ^-  (list (pair axis nock))
    ?~  changes  (weld root (leaves 1 inner))
    =.  inner  (add-to inner i.changes)
    ?.  ?=([%whole *] inner)  $(changes t.changes)
    $(changes t.changes, root [[1 p.inner] ~], inner ~)
  ::  add-to: one more change in a tree
  ++  add-to
    |=  [old=edits at=axis new=nock]
    ^-  edits
    ?:  ?=([%whole *] old)  old
    ?:  =(1 at)  [%whole new]
    =/  [p=edits q=edits]  ?~(old [~ ~] +.old)
    =/  in  (mas at)
    =.  p  ?:(=(2 (cap at)) (add-to p in new) p)
    =.  q  ?:(=(3 (cap at)) (add-to q in new) q)
    ?.  &(?=([%whole *] p) ?=([%whole *] q))  [%halves p q]
    [%whole (cons p.p p.q)]
  ::  leaves: the changes in a tree, with their addresses
  ++  leaves
    |=  [at=axis tree=edits]
    ^-  (list (pair axis nock))
    ?~  tree  ~
    ?-    -.tree
        %whole  [[at p.tree] ~]
        %halves
      %+  weld
        $(at (peg at 2), tree p.tree)
      $(at (peg at 3), tree q.tree)
    ==
  --
::
+|  %looking-up
::
::  look: the arm of a name in a chapter, and its address in the chapter's part
::  of the battery
++  look
  ~/  %look
  |=  [name=term arms=(map term hoon)]
  =/  at=axis  1
  |-  ^-  (unit [p=axis q=hoon])
  ?~  arms  ~
  ?:  =(name p.n.arms)
    `[?:(&(?=(~ l.arms) ?=(~ r.arms)) at (peg at 2)) q.n.arms]
  ?:  (gor name p.n.arms)
    $(arms l.arms, at (peg at ?~(r.arms 3 6)))
  $(arms r.arms, at (peg at ?~(l.arms 3 7)))
::
::  loot: the arm of a name in chapters, and its address in the battery
++  loot
  ~/  %loot
  |=  [name=term chapters=(map term tome)]
  =/  at=axis  1
  |-  ^-  (unit [p=axis q=hoon])
  ?~  chapters  ~
  =/  here  (look name q.q.n.chapters)
  ?^  here
    =?  at  !&(?=(~ l.chapters) ?=(~ r.chapters))  (peg at 2)
    `[(peg at p.u.here) q.u.here]
  =/  left  $(chapters l.chapters, at (peg at ?~(r.chapters 3 6)))
  ?^  left  left
  $(chapters r.chapters, at (peg at ?~(l.chapters 3 7)))
