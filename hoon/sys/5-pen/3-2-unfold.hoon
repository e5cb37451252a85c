  ::
  ::  repo: what the subject is, one step further: a core as a cell, everything
  ::  as atoms and cells, a hold as the type of its expression. Crashes for
  ::  atoms, cells, forks and nothing.
  ++  repo
    ^-  type
    ?-  sut
      [%hold *]                           (unfolded:calm p.sut q.sut)
      [%face *]                           q.sut
      [%hint *]                           q.sut
      [%core *]                           [%cell %noun p.sut]
      %noun                               (fork any-atom any-cell ~)
      ?(%void [?(%atom %cell %fork) *])   ~>(%mean.'repo-fltt' !!)
    ==
  ::  rest: the type of expressions, each in a subject. Crashes if one of them
  ::  is being asked for already.
  ++  rest
    ~/  %rest
    |=  leg=(list [p=type q=hoon])
    ^-  type
    ?:  (lien leg |=([p=type q=hoon] (~(has in fan) [p q])))
      ~>(%mean.'rest-loop' !!)
    ?:  ?=([* ~] leg)  (unfolded:calm i.leg)
    =.  fan  (~(gas in fan) leg)
    %-  fork
    %~  tap  in
    %-  ~(gas in *(set type))
    (turn leg |=([p=type q=hoon] (play(sut p) q)))
  ::  unfolded: the type of one
  ++  unfolded
    |=  [p=type q=hoon]
    ~+
    ^-  type
    ?:  =(~ fan)  (play(sut p, fan [[p q] ~ ~]) q)
    ?:  (~(has in fan) [p q])  ~>(%mean.'rest-loop' !!)
    (play(sut p, fan (~(put in (kept p q)) [p q])) q)
  ::  kept: the holds that have to be kept in mind while one is unfolded. Holds
  ::  have an order, by the depth of their cores and then by their expressions;
  ::  those that come after the one that is unfolded are forgotten, but for
  ::  those that are in its subject.
  ::
  ::  A hold that comes to need itself is still found out: of those on the
  ::  way, the first in this order is never forgotten. And what is forgotten
  ::  makes for questions that are the same, wherever they are asked: a hold of
  ::  a library's core comes before any that uses it.
  ++  kept
    |=  one=[p=type q=hoon]
    ^+  fan
    =/  deep  (depth p.one)
    =/  mark  (mug q.one)
    =|  new=(set [type hoon])
    =/  all  `(list [p=type q=hoon])`~(tap in fan)
    |-  ^+  fan
    ?~  all  new
    =/  at  (depth p.i.all)
    =/  stays
      ?|  (lth at deep)
          &(=(at deep) (lte (mug q.i.all) mark))
          =(1 (cut 0 [(trace i.all) 1] (traces p.one)))
      ==
    $(all t.all, new ?.(stays new (~(put in new) i.all)))
  ::
  ::  wrap: the subject with its cores closed: from gold to any, from any to
  ::  lead
  ++  wrap
    ~/  %wrap
    |=  yoz=?(%lead %iron %zinc)
    ^-  type
    ~_  leaf+"wrap"
    ?+  sut  sut
      [%cell *]  (cell $(sut p.sut) $(sut q.sut))
      [%face *]  (face p.sut $(sut q.sut))
      [%hint *]  (hint p.sut $(sut q.sut))
      [%hold *]  $(sut repo)
      [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
      [%core *]
    ?>  |(=(%gold r.p.q.sut) =(%lead yoz))
    sut(r.p.q yoz)
    ==
  ::  burp: the subject as a constant in a program: what is known of batteries
  ::  that are being made is left out
  ++  burp
    ~+
    ^-  type
    ?+    sut  sut
        [%cell *]  (same [%cell burp(sut p.sut) burp(sut q.sut)])
        [%face *]  (same [%face p.sut burp(sut q.sut)])
        [%hold *]  (same [%hold burp(sut p.sut) q.sut])
        [%fork *]  (same [%fork (~(run in p.sut) |=(=type burp(sut type)))])
        [%hint *]
      (same (hint [burp(sut p.p.sut) q.p.sut] burp(sut q.sut)))
    ::
        [%core *]
      =/  known=seminoun
        ?:  ?=([[%full ~] *] p.r.q.sut)  p.r.q.sut
        [[%full ~ ~ ~] ~]
      =/  about=coil  [p.q.sut burp(sut q.q.sut) known q.r.q.sut]
      (same [%core burp(sut p.sut) about])
    ==
  ::  same: a type, or the subject's if it is the same
  ++  same
    |=  typ=type
    ?:(=(typ sut) sut typ)
  ::  busk, buss: the subject with a bridge, or an alias, over it
  ++  busk
    ~/  %busk
    |=  gen=hoon
    ^-  type
    [%face [~ [gen ~]] sut]
  ++  buss
    ~/  %buss
    |=  [cog=term gen=hoon]
    ^-  type
    [%face [[[cog ~ gen] ~ ~] ~] sut]
