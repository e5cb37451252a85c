::
::  wa: the compiler, with a memory. A vane is called in vase mode: an
::  expression is compiled against its type, and what it is called with is
::  looked at. That would be to run the compiler for every move, if it had not
::  been asked the same before.
::
::  Of whether types nest there are three outcomes and no others: it was asked
::  before and they do; it was not and they do not, which is printed; it was not
::  and they do, which is kept. So no failure is ever kept.
::
::  All arms yield the worm beside their product. It is a part of the state, and
::  of the state's mug: no jet may yield another one.
++  wa
  |_  sac=worm
  +|  %asking
  ::
  ::  nets: does a type nest under another one? Both are nouns of which nobody
  ::  has said that they are types: those of another version of the language
  ::  are not, to us.
  ++  nets
    |=  [sut=* ref=*]
    ^-  [? worm]
    ?:  (~(has in nes.sac) [sut ref])
      [& sac]
    =/  fits  |=([a=type b=type] (~(nest ut a) | b))
    ?:  =(& (slum fits [sut ref]))
      [& sac(nes (~(put in nes.sac) [sut ref]))]
    =/  shown  |=(a=* ((soft tank) (slum skol a)))
    ~>  %slog.[0 'nest-fail: need']
    ~>  %slog.[0 (fall (shown sut) leaf+"?")]
    ~>  %slog.[0 'nest-fail: have']
    ~>  %slog.[0 (fall (shown ref) leaf+"?")]
    [| sac]
  ::
  ::  nest: the same of types; nell: is a type one of cells?
  ++  nest
    |=  [sut=type ref=type]
    (nets sut ref)
  ::  nell: is a type one of cells?
  ++  nell
    |=  ref=type
    (nets [%cell %noun %noun] ref)
  ::
  ::  neat: a vase or meta-vase must be of a type
  ++  neat
    |=  [sut=type som=maze]
    ^-  worm
    =^  hip  sac  (nets sut p:(bare som))
    ?>  hip
    sac
  ::
  ::  play: the type of an expression; mint: that and its formula
  ++  play
    |=  [sut=type gen=hoon]
    ^-  [type worm]
    =/  old  (~(get by pay.sac) [sut gen])
    ?^  old  [u.old sac]
    =/  new  (~(play ut sut) gen)
    [new sac(pay (~(put by pay.sac) [sut gen] new))]
  ::  mint: the type and the formula of an expression
  ++  mint
    |=  [sut=type gen=hoon]
    ^-  [(pair type nock) worm]
    =/  old  (~(get by mit.sac) [sut gen])
    ?^  old  [u.old sac]
    =/  new  (~(mint ut sut) %noun gen)
    [new sac(mit (~(put by mit.sac) [sut gen] new))]
  ::
  +|  %vases
  ::
  ::  slap: the product of an expression against a vase
  ++  slap
    |=  [vax=vase gen=hoon]
    ^-  [vase worm]
    =^  gun  sac  (mint p.vax gen)
    [[p.gun .*(q.vax q.gun)] sac]
  ::
  ::  slot: what is at an address of a vase
  ::  slew: the same, if there is anything
  ++  slot
    |=  [axe=@ vax=vase]
    ^-  [vase worm]
    =^  gun  sac  (mint p.vax [%$ axe])
    [[p.gun .*(q.vax [0 axe])] sac]
  ++  slew
    |=  [axe=@ vax=vase]
    ^-  [(unit vase) worm]
    =/  [at=@ part=*]  [axe q.vax]
    |-
    ?.  =(1 at)
      ?@  part  [~ sac]
      $(at (mas at), part ?:(=(2 (cap at)) -.part +.part))
    =^  found  sac  (slot axe vax)
    [`found sac]
  ::
  ::  slam: the product of a gate on a sample, both vases
  ::  slum: of nouns, of whose types nothing is known
  ::  slym: of a gate on a noun, which is taken to be a sample of it
  ::  slur: on a vase or meta-vase, which must be one
  ++  slam
    |=  [gat=vase sam=vase]
    ^-  [vase worm]
    =^  new  sac
      (play [%cell p.gat p.sam] [%cnsg [%$ ~] [%$ 2] [%$ 3] ~])
    [[new (slum q.gat q.sam)] sac]
  ++  slum
    |=  [gat=* sam=*]
    (^slum gat sam)
  ++  slym
    |=  [gat=vase sam=*]
    ^-  [vase worm]
    (slap gat(q (refit q.gat sam)) [%limb %$])
  ++  slur
    |=  [gat=vase sam=maze]
    ^-  [vase worm]
    =^  cur  sac  (slot 6 gat)
    =.  sac  (neat p.cur sam)
    (slym gat q:(bare sam))
  ::
  ::  open: the door that an arm of a core makes, on a sample
  ::  call: the product of the gate that an arm makes, on one
  ++  open
    |=  [vax=vase nam=term som=maze]
    ^-  [vase worm]
    =^  dor  sac  (slap vax [%limb nam])
    =^  cur  sac  (slot 6 dor)
    =.  sac  (neat p.cur som)
    [dor(q (refit q.dor q:(bare som))) sac]
  ++  call
    |=  [vax=vase nam=term som=maze]
    ^-  [vase worm]
    =^  dor  sac  (open vax nam som)
    (slap dor [%limb %$])
  ::
  ::  slid: a pair of a vase and a vase or meta-vase
  ++  slid
    |=  [hed=vase tal=maze]
    ^-  maze
    ?-  -.tal
      %&  [%& (slop hed p.tal)]
      %|  [%| [%cell p.hed p.p.tal] [q.hed q.p.tal]]
    ==
  ::
  ::  sped: a vase, its type narrowed by what is seen of its value: an atom, a
  ::  cell with a word as its head, or another cell
  ::  spot: what is at an address, narrowed; stop: what is there in it narrowed
  ++  sped
    |=  vax=vase
    ^-  [vase worm]
    =/  test=hoon
      ?@  q.vax    [%wtts [%base %atom %$] [%& 1] ~]
      ?@  -.q.vax  [%wtts [%leaf %tas -.q.vax] [%& 2] ~]
      [%wtts [%base %cell] [%& 1] ~]
    =^  typ  sac  (play p.vax [%wtgr test [%$ 1]])
    [[typ q.vax] sac]
  ++  spot
    |=  [axe=@ vax=vase]
    ^-  [vase worm]
    =^  part  sac  (slot axe vax)
    (sped part)
  ::  stop: what is at an address of a vase narrowed
  ++  stop
    |=  [axe=@ vax=vase]
    ^-  [vase worm]
    =^  all  sac  (sped vax)
    (slot axe all)
  ::
  +|  %moves
  ::
  ::  refine: the moves that a vase is a list of. A vane makes moves of types
  ::  that we do not know, and each keeps the type of its card.
  ++  refine
    |=  [vil=vile vax=vase]
    ^-  [(list move) worm]
    ?@  q.vax  [~ sac]
    =^  hed  sac  (slot 2 vax)
    =^  tal  sac  (slot 3 vax)
    =^  mov  sac  (refine-move vil hed)
    =^  moz  sac  $(vax tal)
    [[mov moz] sac]
  ::  refine-move: the move that a vase is
  ++  refine-move
    |=  [vil=vile vax=vase]
    ^-  [move worm]
    ~>  %mean.'bad-move'
    =.  sac  (celled vax 'not-cell')
    =/  duc  ~>(%mean.'bad-duct' ;;(duct -.q.vax))
    =^  yat  sac  (spot 3 vax)
    =^  bal  sac  (refine-ball vil yat)
    [[duc bal] sac]
  ::
  ::  refine-ball: the action that a vase is, narrowed by its first word
  ++  refine-ball
    |=  [vil=vile vax=vase]
    ^-  [ball worm]
    ?+    q.vax
        ~>  %mean.'bad-ball'
        ~_  (sell vax)
        !!
      ::
        [%give card]
      =^  hil  sac  (refine-card vil 3 vax)
      [[%give hil] sac]
      ::
        [%slip vane=term card]
      =/  way  (label vane.q.vax)
      =^  not  sac  (spot 3 vax)
      =^  hil  sac  (refine-card vil 3 not)
      [[%slip way hil] sac]
      ::
        [%pass wire=* vane=term card]
      =/  tea  ~>(%mean.'bad-wire' ;;(wire wire.q.vax))
      =/  way  (label vane.q.vax)
      =^  not  sac  (spot 7 vax)
      =^  hil  sac  (refine-card vil 3 not)
      [[%pass tea way hil] sac]
      ::
        [%hurl goof=^ ball=*]
      =/  gof  ~>(%mean.'bad-goof' ;;(goof goof.q.vax))
      ?>  ((sane %tas) mote.gof)
      =^  wit  sac  (spot 7 vax)
      =^  bal  sac  $(vax wit)
      ?>  ?=(?(%pass %give) -.bal)
      [[%hurl gof bal] sac]
    ==
  ::
  ::  refine-card: the card at an address: a vase of it, or, where it says that
  ::  it is a %meta, the vase that it holds, which is looked at by who gets it
  ++  refine-card
    |=  [vil=vile axe=@ vax=vase]
    ^-  [maze worm]
    ~>  %mean.'bad-card'
    =^  car  sac  (spot axe vax)
    =.  sac  (celled car 'not-cell')
    ?>  ?=(^ q.car)
    ?.  =(%meta -.q.car)  [[%& car] sac]
    ~>  %mean.'bad-meta'
    =^  tiv  sac  (slot 3 car)
    =.  sac  (celled tiv 'not-cell')
    =^  typ  sac  (slot 2 tiv)
    =.  sac  (neat typ.vil [%& typ])
    ?>  ?=(meta q.tiv)
    ?.  (fits q.tiv)
      ~>(%mean.'not of its type' !!)
    [[%| q.tiv] sac]
  ::
  +|  %parts
  ::
  ::  bare: a vase or meta-vase as a pair of nouns
  ::  refit: a gate with another sample
  ::  celled: a vase must be a cell by its type
  ::  label: a word that calls a vane
  ::  fits: whether a meta-vase is a vase: a noun of the type that it claims
  ++  bare
    |=  som=maze
    ^-  meta
    ?-(-.som %& p.som, %| p.som)
  ++  refit
    |=  [gat=* sam=*]
    ^-  *
    ?>  ?=([* * *] gat)
    [-.gat sam +>.gat]
  ++  celled
    |=  [vax=vase why=@t]
    ^-  worm
    =^  hip  sac  (nell p.vax)
    ?:  hip  sac
    ~>(%mean.why !!)
  ++  label
    |=  way=term
    ^-  term
    ?:(((sane %tas) way) way ~>(%mean.'bad-vane-label' !!))
  ::  fits: of a core no more is looked at than that it is a cell. `met` has the
  ::  types that were unfolded at this very noun: one that comes to itself again
  ::  has no nouns. The type is a noun, too: what is none crashes.
  ++  fits
    |=  [typ=* non=*]
    ^-  ?
    =|  met=(set)
    |-  ^-  ?
    ?+    typ  !!
        %noun             &
        %void             |
        [%core *]         ?=(^ non)
        [%face * q=*]     $(typ q.typ)
        [%hint * q=*]     $(typ q.typ)
        [%atom @ ~]       ?=(@ non)
        [%atom @ ~ q=@]   =(q.typ non)
        [%cell p=* q=*]
      ?@  non  |
      ?.  $(typ p.typ, non -.non, met ~)  |
      $(typ q.typ, non +.non, met ~)
      ::
        [%fork p=*]
      =/  all  (^slum |=(a=(set type) ~(tap in a)) p.typ)
      |-  ^-  ?
      ?@  all  |
      ?:(^$(typ -.all) & $(all +.all))
      ::
        [%hold *]
      ?:  (~(has in met) typ)  |
      =/  new  (^slum |=(a=type ~(repo ut a)) typ)
      $(typ new, met (~(put in met) typ))
    ==
  --
::
