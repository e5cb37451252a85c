::
+|  %folding
::
::  musk: Nock on a subject that is known in part, for constants. What needs a
::  part that is not known waits for it; what crashes stops.
++  musk
  |%
  ::  apex: the product of a formula, in short
  ++  apex
    |=  [bus=seminoun fol=noun]
    ~+
    ^-  output
    (abet (araw bus fol))
  ::  abet: what is known of a product, in short
  ++  abet
    |=  noy=result
    ^-  output
    ?~  noy  ~
    =/  blocks  (squash mask.noy)
    ?:  =(~ blocks)  `[%done data.noy]
    `[%wait ~(tap in blocks)]
  ::  araw: what is known of the product of a formula
  ++  araw
    |=  [bus=seminoun fol=noun]
    ^-  result
    ?+    fol  ~
        [^ *]
      %+  both  $(fol -.fol)
      |.(^$(fol +.fol))
    ::
        [%0 axe=@]  ?:(=(0 axe.fol) ~ (fragment axe.fol bus))
        [%1 *]      (known +.fol)
        [%2 b=* c=*]
      %+  require  $(fol c.fol)
      |=  next=noun
      =/  sub  ^$(fol b.fol)
      ?~(sub ~ ^$(bus sub, fol next))
    ::
        [%3 *]  (require $(fol +.fol) |=(n=noun (known .?(n))))
        [%4 *]  (require $(fol +.fol) |=(n=noun ?^(n ~ (known +(n)))))
        [%5 b=* c=*]
      %+  require  $(fol b.fol)
      |=  one=noun
      (require ^$(fol c.fol) |=(two=noun (known =(one two))))
    ::
        [%6 b=* c=* d=*]
      %+  require  $(fol b.fol)
      |=  test=noun
      ?+  test  ~
        %&  ^$(fol c.fol)
        %|  ^$(fol d.fol)
      ==
    ::
        [%7 b=* c=*]
      =/  sub  $(fol b.fol)
      ?~(sub ~ $(bus sub, fol c.fol))
    ::
        [%8 b=* c=*]
      =/  new  $(fol b.fol)
      ?~(new ~ $(bus (combine new bus), fol c.fol))
    ::
        [%9 axe=@ c=*]
      =/  core  $(fol c.fol)
      ?~  core  ~
      ?.  ?=([%full ~] mask.core)
        (require (fragment axe.fol core) |=(n=noun ^$(bus core, fol n)))
      =/  pro  (mack data.core [%9 axe.fol %0 1])
      ?~(pro ~ (known u.pro))
    ::
        [%10 [axe=@ c=*] d=*]
      =/  whole  $(fol d.fol)
      ?~  whole  ~
      =/  part  $(fol c.fol)
      ?~(part ~ (mutate axe.fol part whole))
    ::
        [%11 @ c=*]  $(fol c.fol)
        [%11 [tag=* c=*] d=*]
      =/  clue  $(fol c.fol)
      ?~  clue  ~
      ?.  &(=(%spot tag.fol) ?=([%full ~] mask.clue))  $(fol d.fol)
      ~_  (show %o data.clue)
      $(fol d.fol)
    ==
  ::  both: a pair, unless one of them stops
  ++  both
    |=  [head=result tail=(trap result)]
    ^-  result
    ?~  head  ~
    =/  rest  $:tail
    ?~(rest ~ (combine head rest))
  ::  known, blocked: all of a noun; nothing of one
  ++  known
    |=  n=*
    ^-  seminoun
    [[%full ~] n]
  ++  blocked
    ^-  seminoun
    [[%full [~ ~ ~]] ~]
  ::  combine: a pair
  ++  combine
    |=  [hed=seminoun tal=seminoun]
    ^-  seminoun
    ?.  &(?=(%full -.mask.hed) ?=(%full -.mask.tal))
      [[%half mask.hed mask.tal] [data.hed data.tal]]
    ?:  &(=(~ blocks.mask.hed) =(~ blocks.mask.tal))
      (known [data.hed data.tal])
    ?:  |(=(~ blocks.mask.hed) =(~ blocks.mask.tal))
      [[%half mask.hed mask.tal] [data.hed data.tal]]
    [[%full (~(uni in blocks.mask.hed) blocks.mask.tal)] ~]
  ::  complete: with arms of batteries made. A battery as a whole is not known
  ::  while it is being made.
  ++  complete
    |=  bus=seminoun
    ^-  seminoun
    ?-    -.mask.bus
        %full  bus
        %half
      %+  combine
        $(bus [left.mask.bus -.data.bus])
      $(bus [rite.mask.bus +.data.bus])
    ::
        %lazy
      ?:  =(1 fragment.mask.bus)  blocked
      =/  arm  (resolve.mask.bus fragment.mask.bus)
      ?~(arm blocked (known u.arm))
    ==
  ::  fragment: the part at an address; stops where there is none
  ++  fragment
    |=  [axe=axis bus=seminoun]
    ^-  result
    ?:  =(1 axe)  bus
    =/  left  =(2 (cap axe))
    ?-    -.mask.bus
        %lazy  bus(fragment.mask (peg fragment.mask.bus axe))
        %half
      =/  part=seminoun
        ?:  left  [left.mask.bus -.data.bus]
        [rite.mask.bus +.data.bus]
      $(axe (mas axe), bus part)
    ::
        %full
      ?:  ?=(^ blocks.mask.bus)  bus
      ?@  data.bus  ~
      $(axe (mas axe), data.bus ?:(left -.data.bus +.data.bus))
    ==
  ::  mutate: a noun with a part at an address changed
  ++  mutate
    |=  [axe=@ part=seminoun whole=seminoun]
    ^-  result
    ?:  =(0 axe)  ~
    ?:  =(1 axe)  part
    =/  more  (mas axe)
    =/  left  =(2 (cap axe))
    =/  kept  (fragment ?:(left 3 2) whole)
    ?~  kept  ~
    =/  old=result  ?:(=(1 more) whole (fragment ?:(left 2 3) whole))
    ?~  old  ~
    =/  new  $(axe more, whole old)
    ?~  new  ~
    ?:(left (combine new kept) (combine kept new))
  ::  require: what comes of a noun, if it is all known
  ++  require
    |=  [noy=result yen=$-(* result)]
    ^-  result
    ?~  noy  ~
    =/  all  (complete noy)
    ?.  ?=(%full -.mask.all)  [[%full (squash mask.all)] ~]
    ?~(blocks.mask.all (yen data.all) all)
  ::  squash: all that is waited for
  ++  squash
    |=  tyn=stencil
    ^-  (set block)
    ?-  -.tyn
      %full  blocks.tyn
      %half  (~(uni in $(tyn left.tyn)) $(tyn rite.tyn))
      %lazy  $(tyn mask:(complete tyn ~))
    ==
  --
::
+|  %measuring
::
::  height: how deep a type is, as a tree: what is in another is lower
++  height
  |=  typ=type
  ^-  @ud
  ?-  typ
    ?(%noun %void [%atom *])  0
    [%cell *]  +((max $(typ p.typ) $(typ q.typ)))
    [%face *]  +($(typ q.typ))
    [%hint *]  +($(typ q.typ))
    [%hold *]  ~+(+($(typ p.typ)))
    [%core *]  ~+(+((max $(typ p.typ) $(typ q.q.typ))))
    [%fork *]
  ~+
  =/  most  1
  |-  ^-  @ud
  ?~  p.typ  most
  =.  most  (max most +(^$(typ n.p.typ)))
  $(p.typ r.p.typ, most $(p.typ l.p.typ))
  ==
::  bulk: how many atoms a noun is made of; of many, a hundred
++  bulk
  |=  n=*
  =|  sum=@ud
  |-  ^-  @ud
  ?:  (gte sum 100)  100
  ?@  n  +(sum)
  $(n +.n, sum $(n -.n))
::  place: a place in an order, by three numbers, the first one first
+$  place  [high=@ud bulk=@ud mug=@ud]
::  place-of: the place of an expression in a subject: the lower subject first,
::  then the shorter expression, as it may be what the longer one calls
++  place-of
  |=  [typ=type gen=hoon]
  ~+
  ^-  place
  [(height typ) (bulk gen) (mug gen)]
::  upto: whether a place is before another one, or the same
++  upto
  |=  [one=place two=place]
  ^-  ?
  ?.  =(high.one high.two)  (lth high.one high.two)
  ?.  =(bulk.one bulk.two)  (lth bulk.one bulk.two)
  (lte mug.one mug.two)
::
+|  %looking-in-cores
::
::  moved: what was found, where the type that it was found in is at an axis
::  of another one
++  moved
  |=  [axe=axis lon=vein pro=pony]
  ^-  pony
  ?.  ?=([%& *] pro)  pro
  ?:  &(=(1 axe) =(~ lon))  pro
  pro(p.p (displaced axe lon p.p.pro))
::  displaced: a way below an axis of another way: its outermost axis is then
::  within that one
++  displaced
  |=  [axe=axis lon=vein vit=vein]
  ^-  vein
  ?:  =(1 axe)  (weld vit lon)
  =/  back  (flop vit)
  =/  out=vein  lon
  =/  done  |
  |-  ^-  vein
  ?~  back  out
  ?:  |(done ?=(~ i.back))
    $(back t.back, out [i.back out])
  $(back t.back, done &, out [`(peg axe u.i.back) out])
::  may-hold: may a type have a name? No for what plainly has others.
++  may-hold
  |=  [nam=term typ=type]
  ?-  typ
    ?(%noun [%atom *])  |
    [%face *]           |(?=(^ p.typ) =(nam p.typ))
    *                   &
  ==
::  scour: what a name leads to in a core, as `fond` has it; none if that cannot
::  be told without unfolding, computing, or knowing what it is wanted for
++  scour
  |=  [way=vial nam=term typ=type]
  ~+
  ^-  (unit pony)
  ?>  ?=([%core *] typ)
  =/  arm  (loot nam q.r.q.typ)
  ?^  arm
    =/  foot=foot  ?-(q.p.q.typ %dry [%dry q.u.arm], %wet [%wet q.u.arm])
    `[%& [`1 ~] %| (peg 2 p.u.arm) [[typ foot] ~ ~]]
  ?.  |(?=(%gold r.p.q.typ) ?=(%free way))  ~
  =/  axe=axis  3
  =/  typ  p.typ
  |-  ^-  (unit pony)
  ?-    typ
      %void      `~
      %noun      `[%| %& 0]
      [%atom *]  `[%| %& 0]
      [%hint *]  $(typ q.typ)
      [%fork *]  ~
      [%hold *]  ~
      [%face *]
    ?^  p.typ  ~
    ?.  =(nam p.typ)  `[%| %& 0]
    `[%& [~ `axe ~] %& q.typ]
  ::
      [%core *]
    =/  pro  (scour way nam typ)
    ?~(pro ~ `(moved axe ~ u.pro))
  ::
      [%cell *]
    ?.  (may-hold nam p.typ)  $(axe (peg axe 3), typ q.typ)
    =/  left  $(axe (peg axe 2), typ p.typ)
    ?.  ?=([~ %| %& *] left)  left
    $(axe (peg axe 3), typ q.typ)
  ==
::  foots: the arms of chapters, by their axes in the battery
::  chapter-foots: those of one
++  foots
  |=  dom=(map term tome)
  ~+
  ^-  (map @ud hoon)
  %-  malt
  =/  axe=axis  1
  |-  ^-  (list (pair @ud hoon))
  ?~  dom  ~
  =/  split  (branches axe ?=(^ l.dom) ?=(^ r.dom))
  %+  weld  (chapter-foots node.split q.q.n.dom)
  %+  weld  $(axe left.split, dom l.dom)
  $(axe right.split, dom r.dom)
++  chapter-foots
  |=  [axe=axis dab=(map term hoon)]
  ^-  (list (pair @ud hoon))
  ?~  dab  ~
  =/  split  (branches axe ?=(^ l.dab) ?=(^ r.dab))
  :-  [node.split q.n.dab]
  %+  weld  $(axe left.split, dab l.dab)
  $(axe right.split, dab r.dab)
::  branches: where in a battery a node of a map and its branches are: a leaf
::  is the node alone, and there is nothing for a branch that is not there
++  branches
  |=  [axe=axis left=? right=?]
  ^-  [node=axis left=axis right=axis]
  ?:  &(!left !right)  [axe axe axe]
  :-  (peg axe 2)
  ?.(&(left right) [(peg axe 3) (peg axe 3)] [(peg axe 6) (peg axe 7)])
