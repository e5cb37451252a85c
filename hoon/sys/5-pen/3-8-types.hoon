  ::
  ::  play: the type of an expression, without a formula, and unchecked
  ++  play
    ~/  %play
    =>  .(vet |, rib ~)
    |=  gen=hoon
    ^-  type
    ?^  -.gen  (cell $(gen p.gen) $(gen q.gen))
    ?+    -.gen  (played gen)
        %cnts  (played-call p.gen q.gen)
        %limb  (epla ~[p.gen] ~)
        %wing  (epla p.gen ~)
        %rock  (constant p.gen q.gen)
        %sand  (literal p.gen q.gen)
        %brcn  (cored %dry p.gen q.gen)
        %brpt  (cored %wet p.gen q.gen)
        %dbug  ~_((show %o p.gen) $(gen q.gen))
        %ktls  $(gen p.gen)
        %tsgr  $(gen q.gen, sut $(gen p.gen))
        %sggr  $(gen q.gen)
        %note  (hint [sut p.gen] $(gen q.gen))
        %tune  (face p.gen sut)
        %hand  p.gen
        %ktsg  $(gen p.gen)
        %dtls  any-atom
        %dttr  %noun
        %zpts  %noun
        ?(%dtts %dtwt %fits %wthx)  bool
        ?(%lost %zpzp)  %void
    ==
  ::  played-call: of a wing with changes
  ++  played-call
    |=  [hyp=wing rig=(list (pair wing hoon))]
    ~+
    ^-  type
    ~(play et hyp rig)
  ::  played: of what is not told at once
  ++  played
    |=  gen=hoon
    ~+
    ^-  type
    ?+    -.gen
      =/  more  ~(open ap gen)
      ?.  =(more gen)  (play more)
      ~_  (show [%c 'hoon'] [%q gen])
      ~>(%mean.'play-open' !!)
    ::
        %dtkt  (play %kttr p.gen)
        %zpgl  (play %kttr p.gen)
        %zpcm  (play p.gen)
        %ktbr  (wrap(sut (play p.gen)) %iron)
        %ktpm  (wrap(sut (play p.gen)) %zinc)
        %ktwt  (wrap(sut (play p.gen)) %lead)
        %zpmc  (cell (play p.gen) (play q.gen))
        %zppt  (play ?:((feel p.gen) q.gen r.gen))
        %sgzp  ~_(duck(sut (play p.gen)) (play q.gen))
        %tscm  (play(sut (busk p.gen)) q.gen)
        %wtcl
      =/  yes  (gain p.gen)
      =/  no   (lose p.gen)
      %-  fork
      :~  ?:(=(%void yes) %void (play(sut yes) q.gen))
          ?:(=(%void no) %void (play(sut no) r.gen))
      ==
    ==
  ::  cored: a core of the subject, with nothing known of its battery
  ++  cored
    |=  [hud=poly nym=(unit term) dom=(map term tome)]
    ^-  type
    (core sut [nym hud %gold] sut *seminoun dom)
  ::  constant: a noun as the one of its type
  ++  constant
    |=  [aura=term value=*]
    ^-  type
    ?@  value  [%atom aura `value]
    [%cell $(value -.value) $(value +.value)]
  ::  literal: an atom that may be another; what is null or a flag is checked
  ++  literal
    |=  [aura=term value=*]
    ^-  type
    ?^  value  (constant aura value)
    ?+  aura  [%atom aura ~]
      %n  ?>(=(0 value) [%atom aura `value])
      %f  ?>((lte value 1) bool)
    ==
  ::
  ::  mull: the types of an expression in the subject, and in that of the wet
  ::  arm that it is of. Crashes if the formula that is made of it there does
  ::  not do here.
  ++  mull
    ~/  %mull
    |=  [gol=type dox=type gen=hoon]
    ^-  [p=type q=type]
    ?:  =(%void sut)  ~>(%mean.'mull-none' !!)
    ?^  -.gen
      =/  one  $(gen p.gen, gol %noun)
      =/  two  $(gen q.gen, gol %noun)
      :-  (mull-nice gol (cell p.one p.two))
      (cell q.one q.two)
    ?+  -.gen  (mulled gol dox gen)
      %dbug  ~_((show %o p.gen) $(gen q.gen))
      %limb  (emul gol dox ~[p.gen] ~)
      %wing  (emul gol dox p.gen ~)
      %rock  (alike gol (play gen))
      %sand  (alike gol (play gen))
      %sggr  $(gen q.gen)
      %ktsg  $(gen p.gen)
      %zpzp  (alike gol %void)
      %tsgr  =/  one  $(gen p.gen, gol %noun)
             $(gen q.gen, sut p.one, dox q.one)
      %hand  [p.gen p.gen]
      %tune  [(face p.gen sut) (face p.gen dox)]
      %note  =/  one  $(gen q.gen)
             [(hint [sut p.gen] p.one) (hint [dox p.gen] q.one)]
    ==
  ::  mulled: of what is not told at once
  ++  mulled
    |=  [gol=type dox=type gen=hoon]
    ~+
    ^-  [p=type q=type]
    =/  back  ..mull(sut dox)
    =/  any
      |=(=hoon (mull %noun dox hoon))
    ?+    -.gen
      =/  more  ~(open ap gen)
      ?.  =(more gen)  (mull gol dox more)
      ~_  (show [%c 'hoon'] [%q gen])
      ~>(%mean.'mull-open' !!)
    ::
        %cnts  (emul gol dox p.gen q.gen)
        %brcn  (mull-core gol dox %dry p.gen q.gen)
        %brpt  (mull-core gol dox %wet p.gen q.gen)
        %dtls  =/  one  (mull any-atom dox p.gen)
               (alike gol any-atom)
        %dtwt  =/  one  (any p.gen)
               (alike gol bool)
        %dtts  =/  one  [(any p.gen) (any q.gen)]
               (alike gol bool)
        %dttr  =/  one  [(any p.gen) (any q.gen)]
               (alike gol %noun)
        %dtkt  =/  one  (any q.gen)
               (mull gol dox %kttr p.gen)
        %zpts  (alike gol %noun)
        %zpgl  (alike gol (play %kttr p.gen))
        ?(%ktbr %ktpm %ktwt)
      =/  one  (mull gol dox p.gen)
      =/  yoz
        ?-  -.gen
          %ktbr  %iron
          %ktpm  %zinc
          %ktwt  %lead
        ==
      [(wrap(sut p.one) yoz) (wrap(sut q.one) yoz)]
    ::
        %ktls
      =/  one  (mull-nice gol (play p.gen))
      =/  two  (play:back p.gen)
      =/  inner  (mull one dox q.gen)
      [one two]
    ::
        %sgzp  ~_(duck(sut (play p.gen)) (mull gol dox q.gen))
        %tscm
      (mull(sut (busk p.gen)) gol (busk:back p.gen) q.gen)
    ::
        %wtcl
      =/  test  (mull bool dox p.gen)
      =/  yes
        %:  mull-branch
          gol  (gain p.gen)  (gain:back p.gen)  q.gen
          'if-z'  'mull-bonk-b'
        ==
      =/  no
        %:  mull-branch
          gol  (lose p.gen)  (lose:back p.gen)  r.gen
          'if-a'  'mull-bonk-c'
        ==
      :-  (mull-nice gol (fork p.yes p.no ~))
      (fork q.yes q.no ~)
    ::
        %fits
      =/  tests
        |=  [typ=type way=nock]
        =/  at  (cove way)
        [at (fish(sut typ) at)]
      =/  one  (tests (play p.gen) q:(mint %noun %wing q.gen))
      =/  two  (tests (play:back p.gen) q:(mint:back %noun %wing q.gen))
      ?.  =(one two)  ~>(%mean.'mull-bonk-a' !!)
      (alike gol bool)
    ::
        %wthx
      ~>  %mean.'mull-bonk-x'
      =/  way=wing  [[%& 1] q.gen]
      =/  one  (fend %read way)
      =/  two  (fend:back %read way)
      ?>  =(q.one q.two)
      ?>  (nest(sut p.two) & p.one)
      (alike gol bool)
    ::
        %zpcm  [(mull-nice gol (play p.gen)) (play:back p.gen)]
        %lost
      ?:  vet  ~>(%mean.'mull-skip' !!)
      (alike gol %void)
    ::
        %zpmc
      =/  one  (any q.gen)
      :-  (mull-nice gol (cell (play p.gen) p.one))
      (cell (play:back p.gen) q.one)
    ::
        %zppt
      =/  there  (feel p.gen)
      ?.  =(there (feel:back p.gen))  ~>(%mean.'mull-bonk-f' !!)
      (mull gol dox ?:(there q.gen r.gen))
    ==
  ::  mull-branch: a branch of a condition. One that is never taken must not be
  ::  so there and here.
  ++  mull-branch
    |=  [gol=type at=type at-dox=type gen=hoon lone=@t bonk=@t]
    ^-  [p=type q=type]
    ?:  =(%void at)
      :-  %void
      ?:  =(%void at-dox)  %void
      ~_(lone (play(sut at-dox) gen))
    ?:  =(%void at-dox)  ~_(bonk !!)
    (mull(sut at) gol at-dox gen)
  ::  alike: what is of the same type in both
  ++  alike
    |=  [gol=type typ=type]
    ^-  [p=type q=type]
    [(mull-nice gol typ) typ]
  ::  mull-nice: a type that must fit in the wanted one
  ++  mull-nice
    |=  [gol=type typ=type]
    ^-  type
    ~_  leaf+"mull-nice"
    ?>  (need-nest gol typ)
    typ
  ::  mull-core: a core. Each of the two has a battery of its own, of which
  ::  nothing is known but how to make it.
  ++  mull-core
    |=  [gol=type dox=type hud=poly nym=(unit term) dom=(map term tome)]
    ^-  [p=type q=type]
    ~_  leaf+"mull-grow"
    =/  pro  (mile dox %gold nym hud dom)
    [(mull-nice gol p.pro) q.pro]
  ::  mile: a core of the subject and one of the other, with arms that hold
  ++  mile
    |=  [dox=type mel=vair nym=(unit term) hud=poly dom=(map term tome)]
    ^-  (pair type type)
    =/  one  (core sut [nym hud %gold] sut (laze nym hud dom) dom)
    =/  two
      %^  core  dox  [nym hud %gold]
      [dox (laze(sut dox, rib ~) nym hud dom) dom]
    ?:  ?=(%wet hud)  [one two]
    =/  done  (balk(sut one) two hud dom)
    [one two]
  ::  balk, bake: the arms of chapters; those of one
  ++  balk
    |=  [dox=type hud=poly dom=(map term tome)]
    ^-  ?
    ?~  dom  &
    ?&  (bake dox hud q.q.n.dom)
        $(dom l.dom)
        $(dom r.dom)
    ==
  ++  bake
    |=  [dox=type hud=poly dab=(map term hoon)]
    ^-  ?
    ?:  |(?=(~ dab) ?=(%wet hud))  &
    ?&  !=(** (mull %noun dox q.n.dab))
        $(dab l.dab)
        $(dab r.dab)
    ==
