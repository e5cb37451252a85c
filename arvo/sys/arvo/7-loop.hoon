+|  %loop
::
::  le: the loop that an event is: moves are made, one after the other, until
::  there are none left.
::
::    run  moves to be made, by origin, the next ones first
::    new  moves to be made after those, the last ones first
::    out  effects, the last one first
::    gem  where the move comes from that is being made, with its own place
::    dud  the failure that comes with it, if one does
::    but  what takes over, if the kernel is to be replaced: what it is loaded
::         by, and the files of `debt`
::
::  Moves that a vane makes are put before all others in `run` where the order
::  is by depth, as calls of functions are, and on `new` where it is by breadth.
::  So what is emitted at once is made at once, there: no move overtakes one
::  that is older.
++  le
  =|  $:  run=(list plan)
          new=(list plan)
          out=(list ovum)
          gem=germ
          dud=(unit goof)
          $=  but
          %-  unit
          [lod=$-(heir (trap ^)) kel=(list file) fil=(list file)]
      ==
  |_  [[pit=vase vil=vile] soul]
  ::  this: this core
  +*  this  .
      sol   +<+
  ::
  +|  %whole
  ::
  ::  abet: effects and the next state; or, where the kernel is to be replaced,
  ::  the trap that does it
  ++  abet
    ^-  (each (pair (list ovum) soul) (trap ^))
    ?~  but  [%& (flop out) sol]
    =/  =debt  [(weld run (flop new)) out kel.u.but fil.u.but]
    [%| (lod.u.but [arvo debt sol])]
  ::
  ::  poke: an event from outside
  ++  poke
    |=  =ovum
    ^+  this
    ~>  %mean.'arvo: poke crashed'
    ~?  !lac.fad  ["" %unix p.card.ovum wire.ovum now]
    (hear ovum)
  ::
  ::  jump: goes on with what the kernel before us left. Vanes and the world are
  ::  told that there is another kernel.
  ++  jump
    |=  =debt
    ^+  this
    =.  this  this(run run.debt, out out.debt)
    =.  fat.mod  (~(gas of fat.mod) kel.debt)
    =/  ours
      |=  [pax=path *]
      |(=(/sys/hoon pax) =(/sys/arvo pax))
    =/  fresh  (~(changed sources fat.mod) fil.debt)
    =.  this  (rebuild fresh (lien kel.debt ours))
    =.  this  (leave //arvo %vega ~)
    (emit (spam /arvo !>([%vega ~])))
  ::
  ::  loop: all moves
  ++  loop
    ^+  abet
    ?^  but  abet
    ?~  run
      ?~  new  abet
      loop(run (flop new), new ~)
    =/  =plan  i.run
    ?~  moves.plan  loop(run t.run)
    =.  gem  germ.plan
    =.  spot.gem
      ?:  ?&(=(%$ vane.gem) =(0 done.plan) ?=(~ t.moves.plan))
        spot.gem
      [+(done.plan) spot.gem]
    =.  i.run  [germ.plan +(done.plan) t.moves.plan]
    loop:(step(dud ~) i.moves.plan)
  ::
  ::  emit: moves from outside, or of the kernel
  ::  push: moves of a vane, and what it is now
  ++  emit
    |=  moves=(list move)
    ^+  this
    (wait [[%$ ~ ~] 0 moves])
  ++  push
    |=  [way=term hen=duct moves=(list move) =vane]
    ^+  this
    =.  van.mod  (~(put by van.mod) way vane)
    (wait [[way [hen bars.gem] spot.gem] 0 moves])
  ::  wait: puts moves where they belong in the order
  ++  wait
    |=  =plan
    ^+  this
    ?-  ord.fad
      %depth    this(run [plan run])
      %breadth  this(new [plan new])
    ==
  ::
  ::  leave: an effect, by the wire of its wire
  ++  leave
    |=  =ovum
    ^+  this
    this(out [ovum out])
  ::
  +|  %moves
  ::
  ::  step: makes a move
  ++  step
    |=  =move
    ^+  this
    ?:  ?=(%hurl -.ball.move)
      $(dud `goof.ball.move, ball.move wite.ball.move)
    =.  this  (tell move)
    ?-    -.ball.move
        %pass
      =/  =wire  [vane.gem wire.ball.move]
      (call [wire duct.move] note.ball.move)
      ::
        %slip
      (call duct.move note.ball.move)
      ::
        %give
      ?~  duct.move
        ~>(%mean.'give-no-duct' !!)
      ?~  i.duct.move
        ~>(%mean.'give-no-wire' !!)
      (take t.duct.move t.i.duct.move i.i.duct.move gift.ball.move)
    ==
  ::
  ::  call: gives a task to a vane, or to the kernel
  ++  call
    |=  [=duct way=term task=maze]
    ^+  this
    ?:  =(%$ way)
      ~>  %mean.'arvo: call failed'
      ?^  dud  ~>(%mean.'arvo: goof' !!)
      (obey ~>(%mean.'arvo: bad waif' ;;(waif q:(~(bare wa *worm) task))))
    =.  way  (grow way)
    ~|  bar-stack=`(list ^duct)`[duct bars.gem]
    (push way duct (call:(plow way duct) task))
  ::
  ::  take: gives a gift to the vane that asked, or to the world
  ++  take
    |=  [=duct =wire way=term gift=maze]
    ^+  this
    ?:  =(%$ way)
      ?>  ?=(~ duct)
      (leave wire ;;(card q:(~(bare wa *worm) gift)))
    =.  way  (grow way)
    ~|  wire=wire
    ~|  bar-stack=`(list ^duct)`[duct bars.gem]
    (push way duct (take:(plow way duct) wire vane.gem gift))
  ::
  ::  plow: a vane at work on a duct
  ++  plow
    |=  [way=term hen=duct]
    =/  old  (~(get by van.mod) way)
    ?~  old
      ~_  leaf+"there is no vane %{(trip way)}"
      ~>(%mean.'arvo: missing vane' !!)
    (~(plow va vil u.old) [now eny peek] hen dud)
  ::
  ::  peek: the whole namespace: of a vane, or of the kernel
  ++  peek
    ^-  rook
    |=  [lyc=gang pov=path omen]
    ^-  (unit (unit (cask meta)))
    =/  [way=term car=term]
      ?^  vis  vis
      ?.  =(2 (met 3 vis))  [vis %$]
      [(end 3 vis) (rsh 3 vis)]
    ?:  =(%$ way)
      (look-in car bem)
    =/  old  (~(get by van.mod) (grow way))
    ?~  old  ~
    ((~(scry va vil u.old) now peek) lyc pov car bem)
  ::
  +|  %traces
  ::
  ::  tell: prints a move, if we are not to be silent: how deep it is, or its
  ::  place in the event; what kind it is; vanes; the word it begins with, and
  ::  the duct. What goes out of the kernel or comes in is not printed.
  ++  tell
    |=  =move
    ^+  this
    ?:  lac.fad  this
    ~?  ?=(^ dud)  %goof
    ?+  -.ball.move  this
      %pass  (tell-pass +.ball.move duct.move)
      %slip  (tell-slip +.ball.move duct.move)
      %give  (tell-give +.ball.move duct.move)
    ==
  ::  tell-pass: an ask
  ++  tell-pass
    |=  [[=wire way=term task=maze] =duct]
    ^+  this
    ?:  =(%$ vane.gem)  this
    =/  raw  q:(~(bare wa *worm) task)
    =/  ask  ((soft ,[?(%deal %deal-gall) [@ *] @tas @tas *]) raw)
    ?~  ask
      ~&  [depth %pass [vane.gem way] [(word raw) wire] duct]
      this
    ::  an agent is asked: who asks whom, which one, and what for. Between whom
    ::  may come with what it is asked for by.
    =/  [tag=@tas who=[@ *] dude=@tas kind=@tas *]  u.ask
    ?@  +.who
      =/  who  `[ship ship]`who
      ~&  [depth %pass [vane.gem way] [[tag who dude kind] wire] duct]
      this
    =/  who  ;;([ship ship path] who)
    ~&  [depth %pass [vane.gem way] [[tag who dude kind] wire] duct]
    this
  ::  tell-slip: an ask that turns to somebody else
  ++  tell-slip
    |=  [[way=term task=maze] =duct]
    ^+  this
    =/  tag  (word q:(~(bare wa *worm) task))
    ~&  [depth %slip [vane.gem way] tag duct]
    this
  ::  tell-give: an answer
  ++  tell-give
    |=  [gift=maze =duct]
    ^+  this
    ?~  duct  this
    =/  top  i.duct
    ?:  ?=([%$ *] top)  this
    =/  gif  q:(~(bare wa *worm) gift)
    ?.  ?=([%unto * *] gif)
      ~&  [depth %give vane.gem (word gif) duct]
      this
    ~&  [depth %give vane.gem [%unto (symp +<.gif)] duct]
    this
  ::
  ::  depth: how deep a move is, as bars; or its place in the event
  ::  word: what a card begins with
  ++  depth
    ^-  tape
    ?-  ord.fad
      %depth    (reap (lent bars.gem) '|')
      %breadth  (show-spot spot.gem)
    ==
  ++  word
    |=  card=*
    ^-  @tas
    ?@(card %$ (symp -.card))
  ::
  +|  %kernel
  ::
  ::  hear: an event: for the kernel itself, or for whom its wire names: a vane
  ::  is given it untyped, as the world knows no types. A wire that is none
  ::  would stay with who answers by it, and fail each answer.
  ++  hear
    |=  =ovum
    ^+  this
    =.  wire.ovum  ~>(%mean.'arvo: bad wire' ;;(wire wire.ovum))
    ?~  wire.ovum
      ~>(%mean.'arvo: bad wire' !!)
    ?.  ?=(?(%crud %wack %wyrd) p.card.ovum)
      (emit [*duct (inward ovum)] ~)
    =/  buz  ~>(%mean.'arvo: bad wasp' ;;(wasp card.ovum))
    ?-    -.buz
        %crud
      =?  lag.zen  (lags goof.buz)  &
      =/  =ball  (inward ovum.buz)
      ?>  ?=(%pass -.ball)
      (emit [*duct %hurl goof.buz ball] ~)
      ::
        %wack
      this(eny (shaz (cat 3 eny p.buz)))
      ::
        %wyrd
      ?.  (sane:wyrd kel.p.buz)
        ~>(%mean.'wyrd: insane' !!)
      %-  (need:wyrd kel.p.buz (versions lul.mod zus.mod))
      =?  lag.zen  !=(rev.ver.zen rev.p.buz)  |
      this(ver.zen p.buz)
    ==
  ::
  ::  inward: what an event is as a move
  ++  inward
    |=  =ovum
    ^-  ball
    ?>  ?=(^ wire.ovum)
    =/  way  i.wire.ovum
    =/  =vase
      ?:  =(%$ way)  [%noun card.ovum]
      [[%cell [%atom %tas `%soft] %noun] %soft card.ovum]
    [%pass t.wire.ovum way %& vase]
  ::
  ::  lags: did an event fail because the host is too old?
  ++  lags
    |=  =goof
    ^-  ?
    ?&  =(%exit mote.goof)
        ?=([[%leaf *] *] tang.goof)
        =("wyrd" p.i.tang.goof)
    ==
  ::
  ::  obey: a task for the kernel
  ++  obey
    |=  =waif
    ^+  this
    ?-    -.waif
        %trim
      =?  van.mod  =(0 p.waif)
        (~(run by van.mod) |=(=vane vane(worm *worm)))
      (emit (spam /arvo !>(waif)))
      ::
        %verb  this(lac.fad ?~(p.waif !lac.fad u.p.waif))
        %sort  this(ord.fad p.waif)
        %what  (upgrade p.waif)
        %whey  (leave //arvo %mass whey)
        %whiz
      %=  this
        van.mod  (~(run by van.mod) |=(=vane ~(prime va vil vase.vane *worm)))
      ==
    ==
  ::
  ::  spam: a card for all vanes, in the order of their names
  ++  spam
    |=  [=wire =vase]
    ^-  (list move)
    %+  turn
      (sort ~(tap in ~(key by van.mod)) aor)
    |=  way=term
    `move`[*duct %pass wire way %& vase]
  ::
  ::  upgrade: takes new sources. If they have a new kernel in them, this one
  ::  ends here, and the next goes on: all that was under way is handed over.
  ++  upgrade
    |=  fil=(list file)
    ^+  this
    =/  fresh  (~(changed sources fat.mod) fil)
    =/  nex  (~(kernel sources fat.mod) fresh)
    ?~  nex  (rebuild fresh |)
    this(but `[(next kel.ver.zen p.u.nex) q.u.nex fil])
  ::
  ::  rebuild: builds what new files are the source of, and what depends on it;
  ::  vanes keep their state
  ++  rebuild
    |=  [fresh=(map path (cask)) all=?]
    ^+  this
    =^  todo  fat.mod  (~(modules sources fat.mod) fresh all)
    =?  lul.mod  ?=(^ lul.todo)
      (smith "lull" pit /sys/lull/hoon u.lul.todo)
    =?  zus.mod  ?=(^ zus.todo)
      (smith "zuse" lul.mod /sys/zuse/hoon u.zus.todo)
    %-  (need:wyrd kel.ver.zen (versions lul.mod zus.mod))
    |-  ^+  this
    ?~  van.todo  this
    =*  name  name.i.van.todo
    =/  old  (~(get by van.mod) name)
    =/  made  (renew vil our zus.mod name txt.i.van.todo old)
    $(van.todo t.van.todo, van.mod (~(put by van.mod) name made))
  ::
  ::  look-in: the kernel's own names: of us, now
  ++  look-in
    |=  [car=term bem=beam]
    ^-  (unit (unit (cask meta)))
    ?.  &(=(our p.bem) =(%$ q.bem) =([%da now] r.bem))  ~
    =/  say  |=([=mark =vase] ``[mark vase])
    ?+  s.bem  ~
      [%whey ~]      (say %mass !>(whey))
      [%fad %lac ~]  (say %noun !>(lac.fad))
      [%fad %ord ~]  (say %noun !>(ord.fad))
      [%zen %lag ~]  (say %noun !>(lag.zen))
      [%zen %ver ~]  (say %noun !>(ver.zen))
      [%mod %van ~]  (say %noun !>(~(key by van.mod)))
      [%mod %fat *]  (say %noun !>((~(dip of fat.mod) t.t.s.bem)))
    ==
  ::
  ::  whey: all that there is, by its parts
  ++  whey
    ^-  mass
    =/  pair-of
      |=  =vase
      ^-  (list mass)
      ~[['dot' %& q.vase] ['typ' %& p.vase]]
    =/  library=(list mass)
      :~  ['one' %& ..add]
          ['two' %& ..turn]
          ['tri' %& ..year]
          ['qua' %& ..sane]
          ['pen' %& ..ride]
      ==
    :+  'arvo'  %|
    :~  ['hoon' %| library]
        ['hex' %& ..look]
        ['pit' %& pit]
        ['lull' %| (pair-of lul.mod)]
        ['zuse' %| (pair-of zus.mod)]
        ['vane' %| (turn (sort ~(tap in ~(key by van.mod)) aor) weigh)]
    ==
  ::
  ::  weigh: a vane by its parts: those that it names itself, then its value,
  ::  type and worm. One that names them wrongly keeps us not from the others
  ++  weigh
    |=  name=term
    ^-  mass
    =/  =vane  (~(got by van.mod) name)
    =/  own
      =/  met  (peek [~ ~] / [name %x] [[our %$ %da now] //whey])
      ?.  ?=([~ ~ *] met)  ~
      (fall ((soft (list mass)) q.q.u.u.met) ~)
    :+  name  %|
    %+  welp  own
    ^-  (list mass)
    :~  ['dot' %& q.vase.vane]
        ['typ' %& p.vase.vane]
        ['sac' %& worm.vane]
    ==
  --
--
