  ::
  ::  find: what a wing leads to, by the use that is wanted of it: a leg, an arm
  ::  in one core or several, or a value that is computed. Crashes if there is
  ::  nothing.
  ++  find
    ~/  %find
    |=  [way=vial hyp=wing]
    ^-  port
    ~_  (show [%c %find] %l hyp)
    =/  pro  (fond way hyp)
    ?~  pro  !!
    ?:  ?=(%& -.pro)  pro
    ?:(?=(%& -.p.pro) !! [%| p.p.pro])
  ::  fond: the same; `~` if all that it could be is impossible, a number of
  ::  names yet to be passed if there is nothing
  ++  fond
    ~/  %fond
    |=  [way=vial hyp=wing]
    ^-  pony
    ?~  hyp  [%& ~ %& sut]
    =/  up  $(hyp t.hyp)
    ?~  up  ~
    ?:  ?=(%| -.up)
      ?:  ?=(%& -.p.up)  up
      =/  more  (mint(sut p.p.p.up) %noun [%wing i.hyp ~])
      [%| %| p.more (comb q.p.p.up q.more)]
    =.  sut
      ?:  ?=(%& -.q.p.up)  p.q.p.up
      (fork (turn ~(tap in q.q.p.up) head))
    (moved 1 p.p.up (step way i.hyp))
  ::  step: what a limb leads to
  ++  step
    |=  [way=vial lim=limb]
    ^-  pony
    ?@  lim  (~(search seek way lim) 1 ~ 0 ~)
    ?:  ?=(%& -.lim)  [%& [`p.lim ~] %& (peek way p.lim)]
    ?~  q.lim  (past p.lim)
    (~(search seek way u.q.lim) 1 ~ p.lim ~)
  ::  past: what a limb without a name leads to: the subject itself, below its
  ::  faces
  ++  past
    |=  count=@ud
    ^-  pony
    =|  gil=(set type)
    |-  ^-  pony
    ?+  sut  ?:(=(0 count) [%& [~ `1 ~] %& sut] [%| %& (dec count)])
      %void      ~
      [%hint *]  $(sut q.sut)
      [%face *]
    ?:(=(0 count) [%& [~ `1 ~] %& q.sut] [%| %& (dec count)])
    ::
      [%hold *]
    ?:  (~(has in gil) sut)  ~
    $(gil (~(put in gil) sut), sut repo)
    ::
      [%fork *]
    =/  all  (turn ~(tap in p.sut) |=(=type ^$(sut type)))
    ?~  all  ~
    |-  ^-  pony
    ?~(t.all i.all (twin i.all $(all t.all)))
    ==
  ::  seek: the search for a name
  ++  seek
    |_  [way=vial nam=term]
    ::  search: in the subject, which lies at an axis of what was begun with;
    ::  so many of the name are passed. Holds that it is in are known.
    ++  search
      |=  [axe=axis lon=vein skip=@ud gil=(set type)]
      ^-  pony
      ?-    sut
          %void      ~
          %noun      [%| %& skip]
          [%atom *]  [%| %& skip]
          [%hint *]  $(sut q.sut)
          [%cell *]
        =/  left=pony
          ?.  (may-hold nam p.sut)  [%| %& skip]
          $(axe (peg axe 2), sut p.sut)
        ?.  ?=([%| %& *] left)  left
        $(axe (peg axe 3), skip p.p.left, sut q.sut)
      ::
          [%face *]
        ?^  p.sut  (tuned-search axe lon skip gil)
        ?.  =(nam p.sut)  [%| %& skip]
        ?.  =(0 skip)  [%| %& (dec skip)]
        [%& [~ `axe lon] %& q.sut]
      ::
          [%core *]
        ?.  =(0 skip)  (core-search axe lon skip gil)
        =/  pro  (scour way nam sut)
        ?^  pro  (moved axe lon u.pro)
        ?.  ?=(~ gil)  (core-search axe lon skip gil)
        =/  pro  in-core
        ?.  ?=([%| %| *] pro)  (moved axe lon pro)
        (core-search axe lon 0 ~)
      ::
          [%hold *]
        ?:  (~(has in gil) sut)  ~
        $(gil (~(put in gil) sut), sut repo)
      ::
          [%fork *]
        =/  all  (turn ~(tap in p.sut) |=(=type ^$(sut type)))
        ?~  all  ~
        |-  ^-  pony
        ?~(t.all i.all (twin i.all $(all t.all)))
      ==
    ::  in-core: in a core, from the beginning
    ++  in-core
      ~+
      (core-search 1 ~ 0 ~)
    ::  core-search: in a core: its arms, then as much of its payload as shows
    ++  core-search
      |=  [axe=axis lon=vein skip=@ud gil=(set type)]
      ^-  pony
      ?>  ?=([%core *] sut)
      =/  arm  (loot nam q.r.q.sut)
      ?:  &(?=(^ arm) =(0 skip))
        =/  foot=foot
          ?-  q.p.q.sut
            %dry  [%dry q.u.arm]
            %wet  [%wet q.u.arm]
          ==
        [%& [`axe lon] %| (peg 2 p.u.arm) [[sut foot] ~ ~]]
      =?  skip  ?=(^ arm)  (dec skip)
      =/  shown  (peel way r.p.q.sut)
      ?.  sam.shown  [%| %& skip]
      ?:  con.shown  (search(sut p.sut) (peg axe 3) lon skip gil)
      (search(sut (peek(sut p.sut) way 2)) (peg axe 6) lon skip gil)
    ::  tuned-search: under aliases and bridges. An alias of nothing hides a
    ::  name of what is below.
    ++  tuned-search
      |=  [axe=axis lon=vein skip=@ud gil=(set type)]
      ^-  pony
      ?>  ?=([%face ^ *] sut)
      =/  alias  (~(get by p.p.sut) nam)
      ?~  alias  (bridged axe lon skip gil)
      ?~  u.alias  (search(sut q.sut) axe [~ lon] +(skip) gil)
      ?.  =(0 skip)  (bridged axe lon (dec skip) gil)
      =/  pro  (fund way u.u.alias)
      ?-  -.pro
        %&  [%& (weld p.p.pro `vein`[~ `axe lon]) q.p.pro]
        %|  [%| %| p.p.pro (comb [%0 axe] q.p.pro)]
      ==
    ::  bridged: in the products of bridges, then below them
    ++  bridged
      |=  [axe=axis lon=vein skip=@ud gil=(set type)]
      ^-  pony
      ?>  ?=([%face ^ *] sut)
      ?~  q.p.sut  (search(sut q.sut) axe [~ lon] skip gil)
      =/  value  (mint(sut q.sut) %noun i.q.p.sut)
      =/  pro  (search(sut p.value) 1 ~ skip ~)
      ?~  pro  ~
      ?:  ?=([%| %& *] pro)
        $(q.p.sut t.q.p.sut, skip p.p.pro)
      =/  made=(pair type nock)
        (fine ?:(?=(%& -.pro) pro [%| p.p.pro]))
      [%| %| p.made (comb (comb [%0 axe] q.value) q.made)]
    --
  ::  twin: what is found in two cases of a fork. It must be in the same place,
  ::  unless there is nothing in one of them.
  ++  twin
    |=  [one=pony two=pony]
    ^-  pony
    ~_  leaf+"find-fork"
    ?:  =(one two)  one
    ?~  one  two
    ?~  two  one
    ?:  ?=(%| -.one)
      ?>  &(?=([%| %| *] one) ?=([%| %| *] two) =(q.p.p.one q.p.p.two))
      [%| %| (fork p.p.p.one p.p.p.two ~) q.p.p.one]
    ?>  &(?=(%& -.two) =(p.p.one p.p.two))
    ?:  ?=(%& -.q.p.one)
      ?>  ?=(%& -.q.p.two)
      [%& p.p.one %& (fork p.q.p.one p.q.p.two ~)]
    ?>  &(?=(%| -.q.p.two) =(p.q.p.one p.q.p.two))
    [%& p.p.one %| p.q.p.one (~(uni in q.q.p.one) q.q.p.two)]
  ::  fend: a leg, by its type and axis
  ++  fend
    |=  [way=vial hyp=wing]
    ^-  (pair type axis)
    =/  pro  (find way hyp)
    ~>  %mean.'fend-fragment'
    ?>  ?=([%& * %& *] pro)
    [p.q.p.pro (tend p.p.pro)]
  ::  fund: what an expression leads to if it is a wing, else its value
  ++  fund
    ~/  %fund
    |=  [way=vial gen=hoon]
    ^-  port
    =/  way-to  ~(reek ap gen)
    ?^  way-to  (find way u.way-to)
    [%| (mint %noun gen)]
  ::  fine: the type and the formula of what was found
  ++  fine
    ~/  %fine
    |=  tor=port
    ^-  (pair type nock)
    ?:  ?=(%| -.tor)  p.tor
    =/  axe  (tend p.p.tor)
    ?:  ?=(%& -.q.p.tor)  [p.q.p.tor %0 axe]
    [(fire ~(tap in q.q.p.tor)) %9 p.q.p.tor %0 axe]
  ::  felt: nothing
  ::  feel: does each of some wings, the last one first, lead to anything?
  ++  felt  !!
  ++  feel
    |=  rot=(list wing)
    ^-  ?
    =.  rot  (flop rot)
    |-  ^-  ?
    ?~  rot  &
    =/  pro  (fond %free i.rot)
    ?~  pro  |
    ?:  ?=([%| %& *] pro)  |
    $(rot t.rot, sut p:(fine ?:(?=(%& -.pro) pro [%| p.p.pro])))
  ::  tend: where a way ends
  ++  tend
    |=  vit=vein
    ^-  axis
    ?~  vit  1
    ?~  i.vit  $(vit t.vit)
    ?~  t.vit  u.i.vit
    (peg $(vit t.vit) u.i.vit)
  ::  peel: what shows of the sample and of the context of a core
  ++  peel
    |=  [way=vial met=vair]
    ^-  [sam=? con=?]
    ?:  |(?=(%gold met) ?=(%free way))  [& &]
    :_  |
    ?+  way  |
      %read  ?=(%zinc met)
      %rite  ?=(%iron met)
    ==
  ::  peek: the type of what is at an axis
  ++  peek
    ~/  %peek
    |=  [way=vial axe=axis]
    ^-  type
    ?:  =(1 axe)  sut
    ?-    sut
        %noun      %noun
        %void      %void
        [%atom *]  %void
        [%cell *]
      ?:  =(2 (cap axe))
        $(sut p.sut, axe (mas axe))
      $(sut q.sut, axe (mas axe))
    ::
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%core *]
      ?:  =(2 (cap axe))  %noun
      $(sut (payload way (mas axe)), axe (mas axe))
    ::
        [%fork *]  (peek-in:(calm %void) way axe ~)
        [%hold *]  (peek-in:(calm %void) way axe ~)
    ==
  ::  peek-in: the same in forks and holds, where holds that it is in are known
  ++  peek-in
    |=  [way=vial axe=axis gil=(set type)]
    ~+
    |-  ^-  type
    ?+    sut  (peek way axe)
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
        [%hold *]
      ?:  (~(has in gil) sut)  %void
      $(gil (~(put in gil) sut), sut repo)
    ==
  ::  payload: what shows of a core's payload, where something at an axis of it
  ::  is looked for
  ++  payload
    |=  [way=vial axe=axis]
    ^-  type
    ?>  ?=([%core *] sut)
    =/  shown  (peel way r.p.q.sut)
    ?:  &(sam.shown con.shown)  p.sut
    =/  half  ?:(=(1 axe) 1 (cap axe))
    ?:  |(&(sam.shown =(2 half)) &(con.shown =(3 half)))  p.sut
    ~_  leaf+"payload-block"
    ?>  ?=(%read way)
    %+  cell
      ?:(sam.shown (peek(sut p.sut) way 2) %noun)
    ?:(con.shown (peek(sut p.sut) way 3) %noun)
  ::  take: the subject with what is at the end of a way changed by a gate, and
  ::  the axis of that
  ++  take
    |=  [vit=vein duz=$-(type type)]
    ^-  (pair axis type)
    [(tend vit) (taken (flop vit) duz)]
  ::  taken: the same, for a way that begins with its first step
  ++  taken
    |=  [vit=vein duz=$-(type type)]
    ^-  type
    ?~  vit  (duz sut)
    ?^  i.vit  (at-axis u.i.vit t.vit duz)
    |-  ^-  type
    ?+  sut  (taken t.vit duz)
      [%face *]  (face p.sut (taken(sut q.sut) t.vit duz))
      [%hint *]  (hint p.sut $(sut q.sut))
      [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
      [%hold *]  $(sut repo)
    ==
  ::  at-axis: the subject with what is at an axis, and on a way from there,
  ::  changed
  ++  at-axis
    |=  [axe=axis vit=vein duz=$-(type type)]
    =|  vil=(set type)
    |-  ^-  type
    ?:  =(1 axe)  (taken vit duz)
    =/  left  =(2 (cap axe))
    ?-    sut
        %noun      $(sut any-cell)
        %void      %void
        [%atom *]  %void
        [%cell *]
      ?:  left  (cell $(sut p.sut, axe (mas axe)) q.sut)
      (cell p.sut $(sut q.sut, axe (mas axe)))
    ::
        [%core *]
      ?:  left  $(sut repo)
      (core $(sut p.sut, axe (mas axe)) q.sut)
    ::
        [%face *]  (face p.sut $(sut q.sut))
        [%hint *]  (hint p.sut $(sut q.sut))
        [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
        [%hold *]
      ?:  (~(has in vil) sut)  %void
      $(vil (~(put in vil) sut), sut repo)
    ==
  ::  tack: the subject with a type put in a wing's place, and its axis
  ++  tack
    |=  [hyp=wing mur=type]
    ~_  (show [%c %tack] %l hyp)
    =/  pro  (find %rite hyp)
    ?>  ?=(%& -.pro)
    (take p.p.pro |=(* mur))
  ::  toss: the same, in each of some cores; the axis must be the same
  ++  toss
    ~/  %toss
    |=  [hyp=wing mur=type men=(list [p=type q=foot])]
    ^-  [p=axis q=(list [p=type q=foot])]
    =;  [at=(unit axis) cores=(list [p=type q=foot])]
      [(need at) cores]
    |-  ^-  [(unit axis) (list [p=type q=foot])]
    ?~  men  [~ ~]
    =/  one  (tack(sut p.i.men) hyp mur)
    =/  [at=(unit axis) rest=(list [p=type q=foot])]  $(men t.men)
    ?>  |(?=(~ at) =(u.at p.one))
    [`p.one [q.one q.i.men] rest]
