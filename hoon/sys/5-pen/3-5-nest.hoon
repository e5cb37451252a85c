  ::
  ::  nest: whether a type fits in the subject's; crashes if it does not and has
  ::  to, with what was needed and what was there
  ++  nest
    ~/  %nest
    |=  [tel=? ref=type]
    ^-  ?
    ?:  |(=(sut ref) =(%noun sut))  &
    ?:  (nests:(calm ref) ref)  &
    ?.  tel  |
    =/  pro  (~(dext nesting &) sut ref ~ ~ ~)
    ?>(?=(^ pro) &)
  ::  nests: the same, without a crash
  ++  nests
    |=  ref=type
    ~+
    ^-  ?
    ?=(^ (~(dext nesting |) sut ref ~ ~ ~))
  ::  meet, mite: whether it does both ways; or one way
  ++  meet  |=(ref=type &((nest | ref) (nest(sut ref) | sut)))
  ++  mite  |=(ref=type |((nest | ref) (nest(sut ref) & sut)))
  ::  nesting: pairs of types that fit. A pair that is being compared, or that
  ::  was found to fit on the way, is taken to fit; these are handed on, so that
  ::  none is compared twice where all is well.
  ++  nesting
    |_  tel=?
    ::  dext: what fits, this pair among them, or none if it does not. Holds of
    ::  the needed type, and of the other one, that were unfolded since the last
    ::  cell are known: one that comes to itself has nothing in it.
    ++  dext
      |=  [need=type have=type gil=pairs seg=(set type) reg=(set type)]
      ^-  (unit pairs)
      ?:  =(need have)  `gil
      =/  pro  (compare need have gil seg reg)
      ?:  |(?=(^ pro) !tel)  pro
      ~_  (dunk(sut need) %need)
      ~_  (dunk(sut have) %have)
      ~>(%mean.'nest-fail' !!)
    ::  compare: by the needed type
    ++  compare
      |=  [need=type have=type gil=pairs seg=(set type) reg=(set type)]
      ^-  (unit pairs)
      ?-    need
          %noun      `gil
          %void      (sint need have gil seg reg)
          [%face *]  (dext q.need have gil seg reg)
          [%hint *]  (dext q.need have gil seg reg)
          [%atom *]
        ?.  ?=([%atom *] have)  (sint need have gil seg reg)
        ?.  (fitz p.need p.have)  ~
        ?:(|(?=(~ q.need) =(q.need q.have)) `gil ~)
      ::
          [%cell *]
        ?.  ?=([%cell *] have)  (sint need have gil seg reg)
        =/  one  (dext p.need p.have gil ~ ~)
        ?~  one  ~
        (dext q.need q.have u.one ~ ~)
      ::
          [%core *]
        ?.  ?=([%core *] have)  (sint need have gil seg reg)
        ?:  =(q.need q.have)  (dext p.need p.have gil seg reg)
        (cores need have gil seg reg)
      ::
          [%fork *]
        ?.  ?=(?(%noun [?(%atom %cell %core) *]) have)
          (sint need have gil seg reg)
        ?:  (~(has in p.need) have)  `gil
        =/  all  ~(tap in p.need)
        =.  tel  |
        |-  ^-  (unit pairs)
        ?~  all  ~
        =/  pro  (dext i.all have gil seg reg)
        ?^(pro pro $(all t.all))
      ::
          [%hold *]
        ?:  (~(has in seg) need)  ~
        ?:  (~(has in gil) [need have])  `gil
        =.  gil  (~(put in gil) [need have])
        (dext repo(sut need) have gil (~(put in seg) need) reg)
      ==
    ::  sint: by the type that is there
    ++  sint
      |=  [need=type have=type gil=pairs seg=(set type) reg=(set type)]
      ^-  (unit pairs)
      ?-    have
          %void      `gil
          %noun      ~
          [%atom *]  ~
          [%cell *]  ~
          [%face *]  (dext need q.have gil seg reg)
          [%hint *]  (dext need q.have gil seg reg)
          [%core *]  (dext need repo(sut have) gil seg reg)
          [%fork *]
        =/  all  ~(tap in p.have)
        |-  ^-  (unit pairs)
        ?~  all  `gil
        =/  pro  (dext need i.all gil seg reg)
        ?~(pro ~ $(all t.all, gil u.pro))
      ::
          [%hold *]
        ?:  (~(has in reg) have)  `gil
        ?:  (~(has in gil) [need have])  `gil
        =.  gil  (~(put in gil) [need have])
        (dext need repo(sut have) gil seg (~(put in reg) have))
      ==
    ::  cores: two cores: both as they were written, with payloads that fit,
    ::  and with arms that do
    ++  cores
      |=  [need=type have=type gil=pairs seg=(set type) reg=(set type)]
      ^-  (unit pairs)
      ?>  &(?=([%core *] need) ?=([%core *] have))
      ?.  =(q.p.q.need q.p.q.have)  ~
      =/  one  (both q.q.need p.need gil seg reg)
      ?~  one  ~
      =/  two  (dext q.q.have p.have u.one seg reg)
      ?~  two  ~
      =/  pro
        %-  deem
        [r.p.q.need r.p.q.have q.q.need q.q.have u.two seg reg]
      ?~  pro  ~
      ?:  =(%wet q.p.q.need)
        ?:(=(q.r.q.need q.r.q.have) pro ~)
      ?:  (~(has in u.pro) [need have])  pro
      =/  home-need  need(p q.q.need, r.p.q %gold)
      =/  home-have  have(p q.q.have, r.p.q %gold)
      %-  chapters
      :*  home-need  home-have  q.r.q.need  q.r.q.have
          (~(put in u.pro) [need have])  seg  reg
      ==
    ::  both: two types, each of which fits in the other
    ++  both
      |=  [need=type have=type gil=pairs seg=(set type) reg=(set type)]
      ^-  (unit pairs)
      =/  pro  (dext need have gil seg reg)
      ?~(pro ~ (dext have need u.pro seg reg))
    ::  deem: the contexts of cores, as far as they can be read or written
    ++  deem
      |=  $:  mel=vair  ram=vair  need=type  have=type
              gil=pairs  seg=(set type)  reg=(set type)
          ==
      ^-  (unit pairs)
      ?.  |(=(mel ram) =(%lead mel) =(%gold ram))  ~
      =/  sample
        |=([way=vial typ=type] (peek(sut typ) way 2))
      ?-  mel
        %lead  `gil
        %gold  (both need have gil seg reg)
        %iron  (dext (sample %rite have) (sample %rite need) gil seg reg)
        %zinc  (dext (sample %read need) (sample %read have) gil seg reg)
      ==
    ::  chapters: the chapters of cores, one by one
    ++  chapters
      |=  $:  need=type  have=type
              dom=(map term tome)  vim=(map term tome)
              gil=pairs  seg=(set type)  reg=(set type)
          ==
      ^-  (unit pairs)
      ?:  |(?=(~ dom) ?=(~ vim))
        ?:(=(dom vim) `gil ~)
      ?.  =(p.n.dom p.n.vim)  ~
      =/  one  $(dom l.dom, vim l.vim)
      ?~  one  ~
      =/  pro  $(dom r.dom, vim r.vim, gil u.one)
      ?~  pro  ~
      (arms need have q.q.n.dom q.q.n.vim u.pro seg reg)
    ::  arms: the arms of chapters, by their types
    ++  arms
      |=  $:  need=type  have=type
              dab=(map term hoon)  hem=(map term hoon)
              gil=pairs  seg=(set type)  reg=(set type)
          ==
      ^-  (unit pairs)
      ?:  |(?=(~ dab) ?=(~ hem))
        ?:(=(dab hem) `gil ~)
      ?.  =(p.n.dab p.n.hem)  ~
      =/  left  $(dab l.dab, hem l.hem)
      ?~  left  ~
      =/  pro  $(dab r.dab, hem r.hem, gil u.left)
      ?~  pro  ~
      =/  one  (play(sut need) q.n.dab)
      =/  two  (play(sut have) q.n.hem)
      (dext one two u.pro seg reg)
    --
  ::  miss: whether a type has nothing in common with the subject's
  ++  miss
    |=  ref=type
    ^-  ?
    (missed:(calm ref) ref)
  ::  missed: the same, by the subject's type. Pairs that it is in are known.
  ++  missed
    |=  ref=type
    ~+
    =|  gil=(set (set type))
    |-  ^-  ?
    ?:  =(ref sut)  (nest(sut %void) | sut)
    ?-    sut
        %void      &
        %noun      (nest(sut %void) | ref)
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%fork *]  (levy ~(tap in p.sut) |=(=type ^$(sut type)))
        [%hold *]
      =/  pair  (~(gas in *(set type)) ~[sut ref])
      ?:  (~(has in gil) pair)  &
      $(sut repo, gil (~(put in gil) pair))
    ::
        [?(%atom %cell %core) *]
      =/  one=type  ?:(?=(%core -.sut) any-cell sut)
      ?+    ref  $(sut ref, ref one)
          [%atom *]
        ?.  ?=([%atom *] one)  &
        &(?=(^ q.ref) ?=(^ q.one) !=(q.ref q.one))
      ::
          [%cell *]
        ?.  ?=([%cell *] one)  &
        |($(sut p.one, ref p.ref) $(sut q.one, ref q.ref))
      ==
    ==
  ::  moot: whether the subject has nothing in it, as far as that shows
  ++  moot
    =|  gil=(set type)
    |-  ^-  ?
    ?-    sut
        %noun      |
        %void      &
        [%atom *]  |
        [%cell *]  |($(sut p.sut) $(sut q.sut))
        [%core *]  $(sut p.sut)
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%fork *]  (levy ~(tap in p.sut) |=(=type ^$(sut type)))
        [%hold *]
      ?:  (~(has in gil) sut)  &
      $(gil (~(put in gil) sut), sut repo)
    ==
