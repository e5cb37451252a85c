  ::
  ::  fire: the product of an arm, in each of some cores: a hold that is looked
  ::  into when it has to be. Crashes if the arm may not be called.
  ++  fire
    |=  hag=(list [p=type q=foot])
    ^-  type
    ?:  ?=([[* %wet ~ %1] ~] hag)  p.i.hag
    ?:  ?=([* ~] hag)  (fire-one i.hag)
    (fork (turn hag fire-one))
  ::  fire-one: the same, in one core
  ++  fire-one
    |=  [p=type q=foot]
    ^-  type
    ?.  ?=([%core *] p)
      ~_  (dunk %fire-type)
      ~_  leaf+"expected-fork-to-be-core"
      ~_  (dunk(sut p) %fork-type)
      ~>(%mean.'fire-core' !!)
    ?:  ?=(%dry -.q)  (fire-dry p p.q)
    (fire-wet p p.q)
  ::  fire-dry: the payload must fit in what the arm was written for
  ++  fire-dry
    |=  [p=type gen=hoon]
    ^-  type
    ?>  ?=([%core *] p)
    ?>  (need-nest q.q.p p.p)
    [%hold p(p q.q.p, r.p.q %gold) gen]
  ::  fire-wet: the arm must do with the payload as it is, under the names that
  ::  it was written with
  ++  fire-wet
    |=  [p=type gen=hoon]
    ^-  type
    ?>  ?=([%core *] p)
    =/  home=type  p(p q.q.p, r.p.q %gold)
    =/  caller=type  p(p (redo(sut p.p) q.q.p))
    ?>  ?|  !vet
            (~(has in rib) [caller home gen])
            (holds-for caller home gen)
        ==
    [%hold caller gen]
  ::  holds-for: whether a wet arm does; crashes if not. What wet calls around
  ::  it are kept in mind is told as for holds; those that are forgotten are
  ::  found out again.
  ++  holds-for
    |=  [caller=type home=type gen=hoon]
    ^-  ?
    =/  at  (place-of caller gen)
    =.  rib
      ?~  rib  [[caller home gen] ~ ~]
      %-  silt
      :-  [caller home gen]
      %+  skim  ~(tap in `(set [type type hoon])`rib)
      |=([typ=type type =hoon] (upto (place-of typ hoon) at))
    (checked(sut caller) home gen)
  ::  checked: the same, once for each subject and call
  ++  checked
    |=  [home=type gen=hoon]
    ~+
    ^-  ?
    !=(** (mull %noun home gen))
  ::
  ::  et: a wing with changes: its type; with its formula; in two subjects
  ++  et
    |_  [hyp=wing rig=(list (pair wing hoon))]
    ::  play, mint, mull: as in the door
    ++  play
      ^-  type
      =/  lug  (find %read hyp)
      ?:  ?=(%| -.lug)  ~>(%mean.'hoon' ?>(?=(~ rig) p.p.lug))
      (elbo p.lug rig)
    ++  mint
      |=  gol=type
      ^-  (pair type nock)
      =/  lug  (find %read hyp)
      =/  pro=(pair type nock)
        ?:  ?=(%| -.lug)  ~>(%mean.'hoon' ?>(?=(~ rig) p.lug))
        (ergo p.lug rig)
      ?>  (need-nest gol p.pro)
      pro
    ++  mull
      |=  [gol=type dox=type]
      ^-  (pair type type)
      =/  lug  (find %read hyp)
      =/  dug  (find(sut dox) %read hyp)
      =/  pro=(pair type type)
        ?:  ?=(%& -.lug)
          ?>  ?=(%& -.dug)
          (endo [p.lug p.dug] dox rig)
        ?>  &(?=(%| -.dug) ?=(~ rig))
        [p.p.lug p.p.dug]
      ?>  (need-nest gol p.pro)
      pro
    --
  ::  epla, emin, emul: the same as gates
  ++  epla
    ~/  %epla
    |=  [hyp=wing rig=(list (pair wing hoon))]
    ~(play et +<)
  ++  emin
    ~/  %emin
    |=  [gol=type hyp=wing rig=(list (pair wing hoon))]
    (~(mint et +<+) gol)
  ++  emul
    ~/  %emul
    |=  [gol=type dox=type hyp=wing rig=(list (pair wing hoon))]
    (~(mull et +<+>) gol dox)
  ::  elbo: the type of what a wing leads to, with changes
  ++  elbo
    |=  [lop=palo rig=(list (pair wing hoon))]
    ^-  type
    ?:  ?=(%& -.q.lop)
      =/  leg  p.q.lop
      |-  ^-  type
      ?~  rig  leg
      =/  new  (play q.i.rig)
      $(rig t.rig, leg q:(tack(sut leg) p.i.rig new))
    =/  cores  ~(tap in q.q.lop)
    |-  ^-  type
    ?~  rig  (fire cores)
    =/  new  (play q.i.rig)
    $(rig t.rig, cores q:(toss p.i.rig new cores))
  ::  ergo: the same, with its formula
  ++  ergo
    |=  [lop=palo rig=(list (pair wing hoon))]
    ^-  (pair type nock)
    =/  at  (tend p.lop)
    =|  made=(list pock)
    ?:  ?=(%& -.q.lop)
      =/  leg  p.q.lop
      |-  ^-  (pair type nock)
      ?~  rig  [leg (hike at made)]
      =/  new  (mint %noun q.i.rig)
      =/  set  (tack(sut leg) p.i.rig p.new)
      $(rig t.rig, leg q.set, made [[p.set q.new] made])
    =/  cores  ~(tap in q.q.lop)
    |-  ^-  (pair type nock)
    ?~  rig  [(fire cores) %9 p.q.lop (hike at made)]
    =/  new  (mint %noun q.i.rig)
    =/  set  (toss p.i.rig p.new cores)
    $(rig t.rig, cores q.set, made [[p.set q.new] made])
  ::  endo: the type in the caller's subject and in that of a wet arm. Changes
  ::  must be of the same axes in both.
  ++  endo
    |=  [lop=(pair palo palo) dox=type rig=(list (pair wing hoon))]
    ^-  (pair type type)
    ?:  ?=(%& -.q.p.lop)
      ?>  ?=(%& -.q.q.lop)
      =/  [leg=type leg-dox=type]  [p.q.p.lop p.q.q.lop]
      |-  ^-  (pair type type)
      ?~  rig  [leg leg-dox]
      =/  new  (mull %noun dox q.i.rig)
      =/  set  (tack(sut leg) p.i.rig p.new)
      =/  set-dox  (tack(sut leg-dox) p.i.rig q.new)
      ?>  =(p.set p.set-dox)
      $(rig t.rig, leg q.set, leg-dox q.set-dox)
    ?>  ?=(%| -.q.q.lop)
    ?>  =(p.q.p.lop p.q.q.lop)
    =/  cores  ~(tap in q.q.p.lop)
    =/  cores-dox  ~(tap in q.q.q.lop)
    |-  ^-  (pair type type)
    ?~  rig
      [(fire cores) (fire(vet |) cores-dox)]
    =/  new  (mull %noun dox q.i.rig)
    =/  set  (toss p.i.rig p.new cores)
    =/  set-dox  (toss p.i.rig q.new cores-dox)
    ?>  =(p.set p.set-dox)
    $(rig t.rig, cores q.set, cores-dox q.set-dox)
