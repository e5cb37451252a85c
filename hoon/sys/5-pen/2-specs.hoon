::
+|  %expanding-structures
::
::  ax: a structure, and where it is expanded. It has three readings: an example
::  of exactly its type; a spore, an instance to start from, whose type is of no
::  matter; and code that makes a part of the subject fit. A mold is a gate with
::  the spore as its sample and that code as its arm.
::
::  The subject that a structure is written for is at .dom of that of the code,
::  and from there on along .hay. Recursion points around it are in .cox; spots
::  and a note, to be put around the code, in .bug and .nut; and .def is the
::  instance to start from, if the source says one.
++  ax
  =/  [dom=axis hay=wing cox=(map term spec)]  [1 ~ ~]
  =|  [bug=(list spot) nut=(unit note) def=(unit hoon)]
  |_  mod=spec
  ::  autoname: what to call a value of which no more is known
  ++  autoname
    |-  ^-  (unit term)
    ?-    -.mod
        ?(%bcdt %bcfs %bctc %bczp)            ~
        ?(%bccb %bcmc)                        ~(name ap p.mod)
        %make                                 ~(name ap p.mod)
        %like                                 ~(name ap [%wing p.mod])
        %leaf                                 `p.mod
        %loop                                 `p.mod
        ?(%bcbc %bcbr %bchp %bcpm)            $(mod p.mod)
        ?(%bccl %bccn %bcwt)                  $(mod i.p.mod)
        ?(%dbug %gist %made %name %over)      $(mod q.mod)
        ?(%bcgl %bcgr %bckt %bcls %bcpt)      $(mod q.mod)
        ?(%bcsg %bcts)                        $(mod q.mod)
        %base
      ?@  p.mod  ~
      ?:(=(%$ p.p.mod) `%atom `p.p.mod)
    ==
  ::  example: an expression for an instance, of exactly the type. Where none
  ::  can be told, the spore is made, and looked at through the structure.
  ++  example
    ~+
    ^-  hoon
    =/  inner  inside
    ?^  inner  example:u.inner
    ?+  mod    [%tsls spore ~(relative analyze:(descend 3) 2)]
      [%base *]  (decorate (basal p.mod))
      [%leaf *]  (decorate [%rock +.mod])
      [%loop *]  [%limb p.mod]
      [%bccb *]  (decorate (home p.mod))
      [%bccl *]  (decorate (tuple p.mod))
      [%bchp *]  (decorate (function p.mod q.mod))
      [%bcls *]  (decorate [%note [%know p.mod] example(mod q.mod)])
      [%bcmc *]  (decorate (home [%tsgl [%limb %$] p.mod]))
      [%bcsg *]  [%ktls example(mod q.mod) (home p.mod)]
      [%bcts *]  (decorate [%ktts p.mod example:clear(mod q.mod)])
      [?(%bcdt %bcfs %bctc %bczp) *]  (decorate (home interface))
    ==
  ::  factory: an expression for the mold. What names another mold is that one.
  ++  factory
    ^-  hoon
    ?:  ?=(%dbug -.mod)  factory(mod q.mod, bug [p.mod bug])
    ?:  ?=(%bcsg -.mod)  factory(mod q.mod, def `[%kthp q.mod p.mod])
    =/  other  ?^(def ~ named)
    ?^  other  (decorate (home u.other))
    ::  the last step compares the product with the sample, which makes them the
    ::  same in memory when nothing had to change
    =/  unify=hoon  [%tsls [%dtts [%$ 14] %$ 2] %$ 6]
    :+  %brcl  [%ktsg spore]
    [%tsls ~(relative analyze:(descend 7) 6) unify]
  ::  spore: an expression for an instance to start from
  ++  spore
    ^-  hoon
    :+  %ktls  [%bust %noun]
    (decorate (home ?^(def u.def (seed cox mod))))
  ::  analyze: a part of the subject, by its address
  ++  analyze
    |_  axe=axis
    ::  relative: an expression that makes it fit the structure
    ++  relative
      ~+
      ^-  hoon
      =/  inner  inside
      ?^  inner  relative(..analyze u.inner)
      ?-    -.mod
          %base  (decorate (basic:clear p.mod))
          %leaf
        =/  same=hoon  [%dtts fetch %rock %$ q.mod]
        (decorate [%wtgr same %rock +.mod])
      ::
          %loop  (decorate [%cnhp [%limb p.mod] fetch])
          ?(%dbug %gist %like %made %make %name %over)  !!
          %bcls  [%note [%know p.mod] relative(mod q.mod)]
          %bcts  [%ktts p.mod relative(mod q.mod)]
          %bcsg  relative(mod q.mod, def `[%kthp q.mod p.mod])
          %bccb  (decorate (home p.mod))
          %bcmc  (decorate [%cncl (home p.mod) fetch ~])
          %bccn  (decorate (options:clear & p.mod))
          %bcwt  (decorate (options:clear | p.mod))
          %bckt  (decorate (fetched 2 p.mod q.mod))
          %bcpt  (decorate (fetched 1 q.mod p.mod))
          %bcgl  (filtered %wtgl p.mod q.mod)
          %bcgr  (filtered %wtgr p.mod q.mod)
          ?(%bcdt %bcfs %bctc %bczp)  (decorate (home interface))
          %bchp
        =/  gate  (function p.mod q.mod)
        (decorate ?~(def gate [%ktls gate u.def]))
      ::
          %bccl
        ?~  t.p.mod  (decorate relative:clear(mod i.p.mod))
        %-  decorate
        :-  relative:clear(mod i.p.mod, axe (peg axe 2))
        relative(p.mod t.p.mod, axe (peg axe 3))
      ::
          %bcbc
        =.  dom  (peg 3 dom)
        =/  arms  (~(run by q.mod) |=(=spec relative(mod spec)))
        [%brkt relative(mod p.mod) [%$ ~ arms] ~ ~]
      ::
          %bcbr
        =/  test=hoon  [%cnhp [%tsgr [%$ 3] q.mod] %$ 2]
        [%tsls relative(mod p.mod) %wtgr test %$ 2]
      ::
          %bcpm
        =/  again=hoon   [%cnhp [%$ 6] %$ 2]
        =/  settled=hoon
          [%wtbr [%dtts [%$ 14] %$ 2] [%dtts [%$ 2] again] ~]
        :^  %tsls  relative(mod p.mod)  %tsls
        :-  [%tsgr [%$ 3] q.mod]
        [%tsls [%cnhp [%$ 2] %$ 6] %wtgr settled %$ 2]
      ==
    ::  basic: as a base type
    ++  basic
      |=  bas=base
      ^-  hoon
      ?-    bas
          %noun  fetch
          %void  [%zpzp ~]
          %null  [%wtgr [%dtts [%bust %noun] fetch] %rock %n 0]
          %flag
        =/  is  |=(flag=? `hoon`[%dtts [%rock %$ flag] fetch])
        [%wtcl (is &) [%rock %f &] %wtgr (is |) %rock %f |]
      ::
          %cell
        =/  half  |=(at=axis `hoon`[%wing [%& at] fetch-wing])
        [%ktls example (half 2) (half 3)]
      ::
          [%atom *]
        ::  by the gate that checks atoms of an aura, where the subject has one
        =/  strict=hoon  [%cnls [%limb %ruth] [%sand %ta p.bas] fetch]
        =/  loose=hoon   [%wtpt fetch-wing fetch %zpzp ~]
        [%ktls example %zppt [[[%| 0 ~ %ruth] ~] ~] strict loose]
      ==
    ::  clear: without annotations and default
    ++  clear  .(..analyze ^clear)
    ::  fetch, fetch-wing: the part, as an expression and as a wing
    ++  fetch       `hoon`[%$ axe]
    ++  fetch-wing  `wing`[[%& axe] ~]
    ::  fetched: as one of two structures, by whether it, or what is at an
    ::  address in it, is a cell
    ++  fetched
      |=  [at=axis yes=spec no=spec]
      ^-  hoon
      =>  .(..relative clear)
      :+  %wtcl  [%dtwt %$ (peg axe at)]
      [relative(mod yes) relative(mod no)]
    ::  filtered: as a structure, and as one that must, or must not, fit too
    ++  filtered
      |=  [rune=?(%wtgl %wtgr) test=spec inner=spec]
      ^-  hoon
      =/  fits=hoon  [%wtts [%over [%& 3]~ test] [%& 4]~]
      :+  %tsls  relative:clear(mod inner)
      ?:(?=(%wtgl rune) [%wtgl fits %$ 2] [%wtgr fits %$ 2])
    ::  options: as the first of several structures of which the part, or its
    ::  head, has the type; the last one is taken untested
    ++  options
      |=  [by-head=? all=(lest spec)]
      ^-  hoon
      =/  way=wing  [[%& ?:(by-head (peg axe 2) axe)] ~]
      |-  ^-  hoon
      =/  made  relative(mod i.all)
      ?~  t.all  made
      =/  instance  example(mod i.all)
      =/  tested  ?.(by-head instance [%tsgl [%$ 2] instance])
      [%wtcl [%fits tested way] made $(all t.all)]
    --
  ::  inside: one step into what annotates, places or abbreviates a structure;
  ::  what it says goes to its place. None for any other structure.
  ++  inside
    ^-  (unit _..inside)
    ?+  -.mod  ~
      %dbug  `..inside(mod q.mod, bug [p.mod bug])
      %gist  `..inside(mod q.mod, nut `p.mod)
      %name  `..inside(mod q.mod, nut `[%made p.mod ~])
      %made  `..inside(mod q.mod, nut `[%made p.p.mod `(pieces q.p.mod)])
      %over  `..inside(mod q.mod, hay p.mod)
      %like  `..inside(mod [%bcmc (unreel +.mod)])
      %make  `..inside(mod [%bcmc (unfold +.mod)])
    ==
  ::  named: the mold that the structure is by name, or as a call
  ++  named
    ^-  (unit hoon)
    ?+  -.mod  ~
      %bcmc  `p.mod
      %like  `(unreel +.mod)
      %loop  `[%limb p.mod]
      %make  `(unfold +.mod)
    ==
  ::  seed: what a spore is made of. Recursion points are followed by name, one
  ::  of no name crashes; what has no end to it does not end.
  ++  seed
    |=  [cox=(map term spec) mod=spec]
    ~+
    ^-  hoon
    ?-    -.mod
        ?(%bccb %bchp %bcdt %bcfs %bctc %bczp)    [%rock %n 0]
        ?(%gist %made %name %over)                $(mod q.mod)
        ?(%bcgl %bcgr %bckt)                      $(mod q.mod)
        ?(%bcbr %bcpm %bcpt)                      $(mod p.mod)
        ?(%bccn %bcwt)                            $(mod (rear p.mod))
        %base  ?:(=(%void p.mod) [%rock %n 0] (basal p.mod))
        %dbug  [%dbug p.mod $(mod q.mod)]
        %leaf  [%rock +.mod]
        %loop  ~|([%loop p.mod] $(mod (~(got by cox) p.mod)))
        %like  [%tsgl [%$ 6] (unreel +.mod)]
        %make  [%tsgl [%$ 6] (unfold +.mod)]
        %bcmc  [%tsgl [%$ 6] p.mod]
        %bcls  [%note [%know p.mod] $(mod q.mod)]
        %bcsg  [%kthp q.mod p.mod]
        %bcts  [%ktts p.mod $(mod q.mod)]
        %bccl
      ?~  t.p.mod  $(mod i.p.mod)
      [$(mod i.p.mod) $(p.mod t.p.mod)]
    ::
        %bcbc
      =.  cox  (~(uni by cox) q.mod)
      $(mod p.mod, cox (~(put by cox) %$ p.mod))
    ==
  ::  basal: an instance of a base type. Only Nock computes a noun without a
  ::  type, and only a comparison computes yes or no.
  ++  basal
    |=  bas=base
    ^-  hoon
    =/  zero=hoon  [%rock %$ 0]
    =/  any=hoon   [%ktls [%dttr zero zero %rock %$ 1] zero]
    ?-  bas
      %noun      any
      %cell      [any any]
      %flag      [%ktls [%dtts zero zero] zero]
      %null      [%rock %n 0]
      %void      [%zpzp ~]
      [%atom *]  [%sand p.bas ?:(=(%da p.bas) ~2000.1.1 0)]
    ==
  ::  tuple: examples as a tuple
  ++  tuple
    |=  all=(lest spec)
    =.  ..tuple  clear
    |-  ^-  hoon
    ?~  t.all  example(mod i.all)
    [example(mod i.all) $(all t.all)]
  ::  function: an iron gate from one example to another; its code
  ::  is of no matter
  ++  function
    |=  [sample=spec product=spec]
    ^-  hoon
    =.  ..function  clear
    :+  %tsgr  [example(mod sample) example(mod product)]
    [%ktbr %brcl [%$ 2] %$ 15]
  ::  interface: a core of examples, whose subject is the payload alone
  ++  interface
    ^-  hoon
    ?>  ?=(?(%bcdt %bcfs %bctc %bczp) -.mod)
    =/  rune  -.mod
    =/  arms  (~(run by q.mod) |=(=spec example:clear(mod spec)))
    =/  made=hoon
      :+  %tsgr  example:clear(mod p.mod)
      [%brcn ~ [%$ ~ arms] ~ ~]
    ?-  rune
      %bcdt  made
      %bcfs  [%ktbr made]
      %bctc  [%ktpm made]
      %bczp  [%ktwt made]
    ==
  ::  home: an expression against the subject that the structure is written for
  ++  home
    |=  gen=hoon
    ^-  hoon
    =/  way=wing  ?:(=(1 dom) hay (weld hay `wing`[[%& dom] ~]))
    ?~(way gen [%tsgr [%wing way] gen])
  ::  descend: where that subject has moved to an address
  ++  descend
    |=  at=axis
    ..descend(dom (peg at dom))
  ::  clear: without annotations and default
  ++  clear
    ^+  .
    .(bug ~, nut ~, def ~)
  ::  decorate: an expression within the annotations
  ++  decorate
    |=  gen=hoon
    ^-  hoon
    =.  gen
      |-  ^-  hoon
      ?~(bug gen [%dbug i.bug $(bug t.bug)])
    ?^(nut [%note u.nut gen] gen)
  ::  pieces: terms as wings
  ++  pieces
    |=  names=(list term)
    ^-  (list wing)
    (turn names |=(name=term [name ~]))
  ::  unfold: the call of what makes a mold of molds
  ++  unfold
    |=  [maker=hoon parts=(list spec)]
    ^-  hoon
    [%cncl maker (turn parts |=(=spec [%ktcl spec]))]
  ::  unreel: the mold at the end of several wings
  ++  unreel
    |=  [way=wing more=(list wing)]
    ^-  hoon
    ?~  more  [%wing way]
    [%tsgl [%wing way] $(way i.more, more t.more)]
  --
