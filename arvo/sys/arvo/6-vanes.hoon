+|  %vanes
::
::  A vane is a gate; called with a time, something unforeseeable and a
::  namespace, it is a core with five arms:
::
::      call  take a task              load  take over an older state
::      take  take a gift              stay  the state
::      scry  look at the state
::
::  The first two yield moves and the next gate. The state is within the gate,
::  and so in what is around its sample.
::
::  place: the sample of a vane: the time and space that it works in. A vane
::  believes that its namespace is a roof; it gets a rook.
+$  place  [now=@da eny=@uvJ rof=rook]
::
::  va: a vane at work
++  va
  |_  [vil=vile vax=vase sac=worm]
  ::  stand: a vane in its place
  ++  stand
    |=  at=place
    ^-  [vase worm]
    ~>  %mean.'vane: activation failed'
    (~(slym wa sac) vax at)
  ::
  ::  prime: a vane with what looking at its state takes in its worm: that is
  ::  done within other calls, and what is learned there is not kept
  ++  prime
    ^-  vane
    =^  rig  sac  (stand *place)
    =^  gat  sac  (~(slap wa sac) rig [%limb %scry])
    =^  pro  sac  (~(slap wa sac) gat [%limb %$])
    [vax +:(~(mint wa sac) p.pro [%$ 7])]
  ::
  ::  stay: the state of a vane
  ::  load: a vane with the state of an older one, which it must know
  ++  stay
    ^-  vase
    (slap -:(stand *place) [%limb %stay])
  ++  load
    |=  old=vase
    ^-  vase
    (slam (slap -:(stand *place) [%limb %load]) old)
  ::
  ::  scry: the answer of a vane. It is told nothing unforeseeable, as what
  ::  there is may not depend on it.
  ++  scry
    |=  [now=@da rok=rook]
    ^-  rook
    |=  [lyc=gang pov=path omen]
    ^-  (unit (unit (cask meta)))
    ~>  %mean.'peek: failed'
    =^  rig  sac  (stand now *@uvJ rok)
    =^  gat  sac  (~(slap wa sac) rig [%limb %scry])
    =^  pro  sac  (~(slym wa sac) gat [lyc pov vis bem])
    ?~  q.pro  ~
    ?~  +.q.pro  [~ ~]
    =^  dat  sac  (~(slot wa sac) 7 pro)
    ``[;;(mark -.q.dat) ;;(meta +.q.dat)]
  ::
  ::  plow: a vane in time and space, on a duct, and with a failure to be told
  ::  of, if there was one
  ++  plow
    |=  [at=place hen=duct dud=(unit goof)]
    =^  rig  sac  (stand at)
    |%
    ::  call: what a vane does with a task
    ++  call
      |=  task=maze
      ^-  [(list move) vane]
      ~>  %mean.'call: failed'
      (work %call (~(slid wa sac) [dud.vil dud] task) ~)
    ::  take: what it does with the answer to what it asked by a wire, which
    ::  comes from a vane
    ++  take
      |=  [tea=wire from=term gift=maze]
      ^-  [(list move) vane]
      ~>  %mean.'take: failed'
      =.  gift  (~(slid wa sac) [[%atom %tas `from] from] gift)
      =.  gift  (~(slid wa sac) [dud.vil dud] gift)
      (work %take gift tea)
    ::  work: calls an arm on the rest of its sample, which the duct comes
    ::  before, and for %take the wire before that. What a vane knows of its
    ::  place is taken from it afterwards: it would stay in the state.
    ++  work
      |=  [arm=?(%call %take) sam=maze tea=wire]
      ^-  [(list move) vane]
      =.  sam  (~(slid wa sac) [duc.vil hen] sam)
      =?  sam  ?=(%take arm)  (~(slid wa sac) [wir.vil tea] sam)
      =^  gat  sac  (~(slap wa sac) rig [%limb arm])
      =^  pro  sac  (~(slur wa sac) gat sam)
      =^  moz  sac  (~(slot wa sac) 2 pro)
      =^  nex  sac  (~(slot wa sac) 3 pro)
      =^  out  sac  (~(refine wa sac) vil moz)
      [out nex(q (~(refit wa sac) q.nex *place)) sac]
    --
  --
::
::  raise: a vane by its source: called once, with who we are
++  raise
  |=  [our=ship zus=vase name=term txt=@t]
  ^-  vase
  =/  what  "vane: %{(trip name)}"
  (slym (smith what zus /sys/vane/[name]/hoon txt) our)
::
::  renew: a vane by its source, with the state of an older one, if there is one
++  renew
  |=  [vil=vile our=ship zus=vase name=term txt=@t old=(unit vane)]
  ^-  vane
  =/  vax  (raise our zus name txt)
  =?  vax  ?=(^ old)
    ~_  leaf+"vane: %{(trip name)}: +load failed"
    (~(load va vil vax *worm) ~(stay va vil vase.u.old *worm))
  ~(prime va vil vax *worm)
::
