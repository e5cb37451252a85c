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
::  height: how many cores are around each other, at most, in a type
++  height
  |=  typ=type
  ^-  @ud
  ?-  typ
    ?(%noun %void [%atom *])  0
    [%cell *]  (max $(typ p.typ) $(typ q.typ))
    [%face *]  $(typ q.typ)
    [%hint *]  $(typ q.typ)
    [%fork *]  ~+((roll (turn ~(tap in p.typ) height) max))
    [%hold *]  $(typ p.typ)
    [%core *]  (max $(typ p.typ) (depth typ))
  ==
::  depth: how many cores are around each other in a subject, the context of
::  each being the tail of its payload
++  depth
  |=  typ=type
  ^-  @ud
  ?+  typ  0
    [%cell *]  $(typ q.typ)
    [%face *]  $(typ q.typ)
    [%hint *]  $(typ q.typ)
    [%core *]  ~+(+($(typ q.q.typ)))
  ==
