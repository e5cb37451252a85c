  ::
  ::  mint: the type and the formula of an expression. The type must fit in the
  ::  wanted one, and no part may be in vain.
  ++  mint
    ~/  %mint
    |=  [gol=type gen=hoon]
    ^-  [p=type q=nock]
    ?:  ?=([%dbug *] gen)
      ~_  (show %o p.gen)
      =/  one  $(gen q.gen)
      [p.one %11 [%spot %1 p.gen] q.one]
    ?:  =(%void sut)
      ?.  |(!vet ?=([?(%lost %zpzp) *] gen))  ~>(%mean.'mint-vain' !!)
      [%void %0 0]
    ?^  -.gen
      =/  one  $(gen p.gen, gol %noun)
      =/  two  $(gen q.gen, gol %noun)
      [(mint-nice gol (cell p.one p.two)) (cons q.one q.two)]
    ?+  -.gen  (minted gol gen)
      %limb  (emin gol ~[p.gen] ~)
      %wing  (emin gol p.gen ~)
      %rock  [(mint-nice gol (constant p.gen q.gen)) %1 q.gen]
      %sand  [(mint-nice gol (literal p.gen q.gen)) %1 q.gen]
      %zpzp  [%void %0 0]
      %tune  [(face p.gen sut) %0 1]
      %hand  [p.gen q.gen]
      %note  =/  one  $(gen q.gen)
             [(hint [sut p.gen] p.one) q.one]
    ==
  ::  minted: of what is not told at once
  ++  minted
    |=  [gol=type gen=hoon]
    ~+
    ^-  [p=type q=nock]
    =/  any
      |=(=hoon q:(mint %noun hoon))
    ?+    -.gen
      =/  more  ~(open ap gen)
      ?.  =(more gen)  (mint gol more)
      ~_  (show [%c 'hoon'] [%q gen])
      ~>(%mean.'mint-open' !!)
    ::
        %cnts  (emin gol p.gen q.gen)
        %tsgr
      =/  one  (mint %noun p.gen)
      =/  two  (mint(sut p.one) gol q.gen)
      [p.two (comb q.one q.two)]
    ::
        %wtcl  (mint-choice gol p.gen q.gen r.gen)
        %ktls
      =/  typ  (mint-nice gol (play p.gen))
      [typ q:(mint typ q.gen)]
    ::
        %brcn  (mint-core gol %dry p.gen q.gen)
        %brpt  (mint-core gol %wet p.gen q.gen)
        %ktsg  (blow gol p.gen)
        %fits  [(mint-nice gol bool) (mint-fits p.gen q.gen)]
        %wthx
      =/  leg  (fend %read [%& 1] q.gen)
      [(mint-nice gol bool) (~(fish ar p.leg p.gen) q.leg)]
    ::
        %sggr
      =/  one  (mint gol q.gen)
      [p.one %11 ?@(p.gen p.gen [p.p.gen (any q.p.gen)]) q.one]
    ::
        %sgzp  ~_(duck(sut (play p.gen)) (mint gol q.gen))
        %tscm  (mint(sut (busk p.gen)) gol q.gen)
        %dtls  [(mint-nice gol any-atom) %4 q:(mint any-atom p.gen)]
        %dtwt  [(mint-nice gol bool) %3 (any p.gen)]
        %dtts  [(mint-nice gol bool) %5 (any p.gen) (any q.gen)]
        %dttr  [(mint-nice gol %noun) %2 (any p.gen) (any q.gen)]
        %dtkt
      =/  typ  p:(mint gol %kttr p.gen)
      [typ %12 [%1 hoon-version typ] (any q.gen)]
    ::
        %ktbr  (mint-wrap gol %iron p.gen)
        %ktpm  (mint-wrap gol %zinc p.gen)
        %ktwt  (mint-wrap gol %lead p.gen)
        %zpcm  [(mint-nice gol (play p.gen)) %1 q.gen]
        %zpts  [(mint-nice gol %noun) %1 q:(mint(vet |) gol p.gen)]
        %zppt  (mint gol ?:((feel p.gen) q.gen r.gen))
        %zpmc
      =/  one  (mint %noun q.gen)
      =/  two  p:(mint %noun p.gen)
      :-  (mint-nice gol (cell two p.one))
      (cons [%1 burp(sut p.one)] q.one)
    ::
        %zpgl
      =/  example=hoon  [%kttr p.gen]
      =/  typ  (mint-nice gol (play example))
      [typ (any (opened-vase example q.gen))]
    ::
        %lost
      ?:  vet
        ~_  (dunk(sut (play p.gen)) 'lost')
        ~>(%mean.'mint-lost' !!)
      [%void %0 0]
    ==
  ::  mint-nice: a type that must fit in the wanted one
  ++  mint-nice
    |=  [gol=type typ=type]
    ^-  type
    ?:  |(!vet =(%noun gol) =(gol typ))  typ
    ~_  leaf+"mint-nice"
    ?>  (nest(sut gol) & typ)
    typ
  ::  mint-wrap: a core that is closed
  ++  mint-wrap
    |=  [gol=type yoz=?(%lead %iron %zinc) gen=hoon]
    ^-  [p=type q=nock]
    =/  one  (mint gol gen)
    [(mint-nice gol (wrap(sut p.one) yoz)) q.one]
  ::  mint-choice: a condition and two branches. One that the types rule out is
  ::  left out; the condition is kept as a hint, for the crashes it may have.
  ++  mint-choice
    |=  [gol=type test=hoon then=hoon else=hoon]
    ^-  [p=type q=nock]
    =/  how  q:(mint bool test)
    =/  yes  (gain test)
    =/  no   (lose test)
    =/  one  (mint(sut yes) gol then)
    =/  two  (mint(sut no) gol else)
    :-  (fork p.one p.two ~)
    ?:  =(%void yes)
      ?:  =(%void no)  (cond [%0 0] q.one q.two)
      [%11 [%toss how] (cond [%1 |] q.one q.two)]
    ?.  =(%void no)  (cond how q.one q.two)
    [%11 [%toss how] (cond [%1 &] q.one q.two)]
  ::  mint-fits: whether what a wing leads to is of the type of an expression
  ++  mint-fits
    |=  [gen=hoon hyp=wing]
    ^-  nock
    =/  typ  (play gen)
    =/  pro  (find %read hyp)
    ~|  [%test hyp]
    ?:  ?=([%& * %& *] pro)  (fish(sut typ) (tend p.p.pro))
    [%7 q:(fine pro) (fish(sut typ) 1)]
  ::  opened-vase: the value of a vase, if its type fits in that of an example
  ++  opened-vase
    |=  [example=hoon value=hoon]
    ^-  hoon
    =/  half  |=(axe=@ `hoon`[%tsgr value %$ axe])
    =/  need=hoon  [%tsgr [%zpgr example] %$ 2]
    [%wtcl [%cncl [%limb %levi] need (half 2) ~] (half 3) %zpzp ~]
  ::
  ::  blow: the same, but as a constant if the product can be had at once
  ++  blow
    |=  [gol=type gen=hoon]
    ^-  [type nock]
    =/  one  (mint gol gen)
    =/  pro  (apex:musk bran q.one)
    ?.  ?=([~ %done *] pro)  one
    [p.one %1 p.u.pro]
  ::  bran: what the subject's type says of the noun itself
  ++  bran
    ^-  seminoun
    bran-in:(calm %void)
  ::  bran-in: the same. Holds that it is in are known.
  ++  bran-in
    ~+
    =|  gil=(set type)
    |-  ^-  seminoun
    ?-    sut
        %noun      blocked:musk
        %void      blocked:musk
        [%fork *]  blocked:musk
        [%atom *]  ?~(q.sut blocked:musk (known:musk u.q.sut))
        [%cell *]  (combine:musk $(sut p.sut) $(sut q.sut))
        [%core *]  (combine:musk p.r.q.sut $(sut p.sut))
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%hold *]
      ?:  (~(has in gil) sut)  blocked:musk
      $(sut repo, gil (~(put in gil) sut))
    ==
  ::
  ::  mint-core: a core, its arms as a constant
  ++  mint-core
    |=  [gol=type hud=poly nym=(unit term) dom=(map term tome)]
    ^-  [p=type q=nock]
    =/  pro  (mine gol %gold nym hud dom)
    [(mint-nice gol p.pro) (cons q.pro [%0 1])]
  ::  mine: a core and its battery. Within it, of the battery is known how each
  ::  arm is made.
  ++  mine
    |=  [gol=type mel=vair nym=(unit term) hud=poly dom=(map term tome)]
    ^-  (pair type nock)
    =/  wanted  (wanted-core dom gol)
    =/  inner  (core sut [nym hud %gold] sut (laze nym hud dom) dom)
    =/  bat  (battery(sut inner) hud wanted dom)
    [(core sut [nym hud mel] sut [[%full ~] bat] dom) %1 bat]
  ::  battery: the formulas of chapters, in the shape of their map
  ++  battery
    |=  [hud=poly wanted=type dom=(map term tome)]
    ^-  ?(~ ^)
    ?~  dom  ~
    =/  here
      %:  chapter-battery
        hud  wanted  q.q.n.dom
        (wanted-arms wanted p.n.dom q.q.n.dom)
      ==
    ?:  ?=(~ l.dom)
      ?:(?=(~ r.dom) here [here $(dom r.dom)])
    ?:  ?=(~ r.dom)  [here $(dom l.dom)]
    [here $(dom l.dom) $(dom r.dom)]
  ::  chapter-battery: the formulas of arms
  ++  chapter-battery
    |=  $:  hud=poly
            wanted=type
            dab=(map term hoon)
            dag=(unit (map term hoon))
        ==
    ^-  ?(~ ^)
    ?~  dab  ~
    =/  here  (hemp hud (wanted-arm wanted dag p.n.dab) q.n.dab)
    ?:  ?=(~ l.dab)
      ?:(?=(~ r.dab) here [here $(dab r.dab)])
    ?:  ?=(~ r.dab)  [here $(dab l.dab)]
    [here $(dab l.dab) $(dab r.dab)]
  ::  hemp: the formula of an arm. One of a wet core is made for no caller, and
  ::  unchecked.
  ++  hemp
    |=  [hud=poly gol=type gen=hoon]
    ^-  nock
    =?  vet  ?=(%wet hud)  |
    q:(mint gol gen)
  ::  laze: a battery of which no arm is made before it is asked for. The gate
  ::  that makes them stays in types: so its shape is a promise to the native
  ::  compiler, which makes the same (hoon/type/identity.h).
  ++  laze
    |=  [nym=(unit term) hud=poly dom=(map term tome)]
    ^-  seminoun
    =+  %hemp-141
    =/  tal=(map @ud hoon)  (foots dom)
    :_  ~
    :+  %lazy  1
    |=  axe=@ud
    ^-  (unit noun)
    =/  gen  (~(get by tal) axe)
    ?~  gen  ~
    =/  self  (core sut [nym hud %gold] sut [[%lazy 1 ..$] ~] dom)
    `(hemp(sut self) hud %noun u.gen)
  ::
  ::  wanted-core: a wanted type as what a core can be compared with: all nouns,
  ::  a cell, a core, or a fork of such. Crashes for what no core can be.
  ++  wanted-core
    |=  [dom=(map term tome) log=type]
    ^-  type
    ?+    log  $(log repo(sut log))
        %noun      log
        %void      core-nice
        [%atom *]  core-nice
        [%cell *]
      ?>  (nest(sut p.log) & %noun)
      log
    ::
        [%fork *]
      [%fork (silt (turn ~(tap in p.log) |=(=type ^$(log type))))]
    ::
        [%core *]
      ~_  leaf+"core-number-of-chapters"
      ?.  =(~(wyt by dom) ~(wyt by q.r.q.log))  core-nice
      log(r.p.q %gold)
    ==
  ::  core-nice: the crash of a core that is none of the wanted ones
  ++  core-nice
    ~_  leaf+"core-nice"
    !!
  ::  wanted-arms: the arms that a chapter is to have, if that is known
  ++  wanted-arms
    |=  [wanted=type nam=term dab=(map term hoon)]
    ^-  (unit (map term hoon))
    ?.  ?=([%core *] wanted)  ~
    =/  dag=(map term hoon)
      ~_  leaf+"unexpcted-chapter.{(trip nam)}"
      q:(~(got by q.r.q.wanted) nam)
    =/  need  ~(wyt by dag)
    =/  have  ~(wyt by dab)
    ?:  =(need have)  `dag
    =/  names
      |=  [what=tape all=(map term hoon) not=(map term hoon)]
      ^-  tank
      =/  these  ~(tap in (~(dif in ~(key by all)) ~(key by not)))
      leaf+"{what}.{(spud these)}"
    ~_  =/  [exp=tape hav=tape]  [(scow %ud need) (scow %ud have)]
        leaf+"core-number-of-arms.exp={exp}.hav={hav}"
    ~_  (names "missing" dag dab)
    ~_  (names "extra" dab dag)
    ~_  (names "have" dab ~)
    core-nice
  ::  wanted-arm: the type that an arm is to have
  ++  wanted-arm
    |=  [wanted=type dag=(unit (map term hoon)) nam=term]
    ^-  type
    ?~  dag  %noun
    =/  gen=hoon
      ~_  leaf+"unexpected-arm.{(trip nam)}"
      (~(got by u.dag) nam)
    (play(sut wanted) gen)
  --
