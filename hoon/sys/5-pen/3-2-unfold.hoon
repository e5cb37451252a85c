  ::
  ::  repo: what the subject is, one step further: a core as a cell, everything
  ::  as atoms and cells, a hold as the type of its expression. Crashes for
  ::  atoms, cells, forks and nothing.
  ++  repo
    ^-  type
    ?-  sut
      [%hold *]                           (unfolded p.sut q.sut)
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
    ?:  (lien leg unfolding)  ~>(%mean.'rest-loop' !!)
    ?:  ?=([* ~] leg)  (unfolded i.leg)
    =.  fan
      =/  all=(list [p=type q=hoon])  leg
      |-  ^+  fan
      ?~  all  fan
      $(all t.all, fan [[(place-of i.all) i.all] fan])
    %-  fork
    %~  tap  in
    %-  ~(gas in *(set type))
    (turn leg |=([p=type q=hoon] (play(sut p) q)))
  ::  unfolded: the type of one
  ++  unfolded
    |=  [p=type q=hoon]
    ^-  type
    ?:  (unfolding p q)  ~>(%mean.'rest-loop' !!)
    =.  fan  (kept p q)
    (innermost(sut p, vet |, rib ~) q)
  ::  innermost: the type of an expression in the subject, which is none of the
  ::  holds that are being unfolded and is one of them now
  ++  innermost
    |=  gen=hoon
    ~+
    ^-  type
    (play(fan [[(place-of sut gen) sut gen] fan]) gen)
  ::  unfolding: whether a hold is being unfolded
  ++  unfolding
    |=  [p=type q=hoon]
    |-  ^-  ?
    ?~  fan  |
    |(&(=(q q.i.fan) =(p p.i.fan)) $(fan t.fan))
  ::  kept: the holds that have to be kept in mind while one is unfolded: of
  ::  the rest, the last one first, those that are not after it in the order of
  ::  places.
  ::
  ::  A hold that comes to need itself is still found out: of those on the way,
  ::  the first in this order is never forgotten. And what is forgotten makes
  ::  for questions that are the same, wherever they are asked: what is in a
  ::  subject comes before it.
  ++  kept
    |=  [p=type q=hoon]
    ^+  fan
    ?:  =(~ fan)  fan
    =/  at  (place-of p q)
    |-  ^+  fan
    ?:  |(?=(~ fan) (upto place.i.fan at))  fan
    $(fan t.fan)
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
  ::  tuned: the subject under both
  ++  busk
    ~/  %busk
    |=(gen=hoon (tuned ~ [gen ~]))
  ++  buss
    ~/  %buss
    |=([cog=term gen=hoon] (tuned [[cog ~ gen] ~ ~] ~))
  ++  tuned
    |=  =tune
    `type`[%face tune sut]
