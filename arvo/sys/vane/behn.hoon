::  Behn, the timer. The world has one alarm clock, and it is set for the first
::  of all times that anybody waits for.
::
::  A vane is a gate: called with who we are, it makes a gate; called with a
::  time and a place, that makes a core of five arms. The state is between the
::  two.
::
=,  behn
|=  our=ship
=>  |%
    ::  move: what we may do: answer, wait for ourselves, and have failures
    ::  printed
    +$  move  [p=duct q=(wite note gift)]
    ::  note: what may be asked, and of whom
    +$  note
      $~  [%b %wait *@da]
      $%  [%b $>(%wait task)]
          [%d $>(%flog task:dill)]
      ==
    ::  sign: what we are answered: our own timers
    +$  sign
      $~  [%behn %wake ~]
      $%  [%behn $>(%wake gift)]
      ==
    ::  behn-state: the state
    ::
    ::    timers     who waits, by time; of one time, the first one first
    ::    unix-duct  where the world wants to be told of the next alarm
    ::    next-wake  for when it is set
    ::    drips      what is to be given back in an event of its own, by number
    +$  behn-state
      $:  %2
          timers=(tree [key=@da val=(qeu duct)])
          unix-duct=duct
          next-wake=(unit @da)
          drips=[count=@ud movs=(map @ud vase)]
      ==
    ::  by-time: what is done with timers
    ++  by-time  ((on @da (qeu duct)) lte)
    --
=>
|%
::  at: what happens at a time, on a duct
++  at
  |=  [now=@da hen=duct state=behn-state]
  =|  moves=(list move)
  |%
  ::  this: this core
  ++  this  .
  ::  emit: another move
  ++  emit  |=(=move this(moves [move moves]))
  ::
  ::  abet: the moves, and the state. If the first timer is another one than
  ::  the alarm is set for, the world is told, before all else.
  ++  abet
    ^-  [(list move) behn-state]
    =/  next  (bind (pry:by-time timers.state) head)
    ?:  |(?=(~ unix-duct.state) =(next next-wake.state))
      [(flop moves) state]
    :-  [[unix-duct.state %give %doze next] (flop moves)]
    state(next-wake next)
  ::
  ::  call: a task, and a failure that came with it. A wake-up that failed is
  ::  passed on to who waits; of all others the terminal is told.
  ++  call
    |=  [=task error=(unit tang)]
    ^+  this
    ?:  &(?=(^ error) !?=(%wake -.task))
      (emit hen %slip %d %flog %crud -.task u.error)
    ?-    -.task
        %born             this(next-wake.state ~, unix-duct.state hen)
        %drip             (drip p.task)
        %huck             (emit hen %give %heck syn.task)
        %rest             this(timers.state (unset p.task))
        %wait             this(timers.state (set p.task))
        %wake             (wake error)
        ?(%trim %vega)    this
    ==
  ::
  ::  set, unset: the timers with one of ours at a time; without it
  ++  set
    |=  when=@da
    ^+  timers.state
    (put:by-time timers.state when (~(put to (waiting when)) hen))
  ++  unset
    |=  when=@da
    ^+  timers.state
    =/  rest  (without (waiting when))
    ?~  rest  timers.state
    ?~  u.rest  +:(del:by-time timers.state when)
    (put:by-time timers.state when u.rest)
  ::  waiting: who waits for a time
  ++  waiting
    |=  when=@da
    ^-  (qeu duct)
    (fall (get:by-time timers.state when) ~)
  ::
  ::  without: a queue without our duct, if it is there; if more than once, then
  ::  without one of them
  ++  without
    |=  all=(qeu duct)
    ^-  (unit (qeu duct))
    ?~  all  ~
    ?:  =(hen n.all)  `~(nip to `(qeu duct)`all)
    =/  left  $(all l.all)
    ?^  left  `all(l u.left)
    =/  right  $(all r.all)
    ?~  right  ~
    `all(r u.right)
  ::
  ::  wake: the alarm rang. Who waits longest is told, and nobody else: the
  ::  alarm is set again, and if it is late, it rings at once. So each timer has
  ::  an event of its own, and none is lost by the failure of another.
  ++  wake
    |=  error=(unit tang)
    ^+  this
    =.  next-wake.state  ~
    =/  first  (pry:by-time timers.state)
    ?~  first
      ~?  ?=(^ error)  [%behn-wake-no-timer u.error]
      this
    ?:  (gth key.u.first now)  this
    =^  who  val.u.first  ~(get to val.u.first)
    =.  timers.state
      ?~  val.u.first  +:(del:by-time timers.state key.u.first)
      (put:by-time timers.state u.first)
    (emit who %give %wake error)
  ::
  ::  drip: keeps a gift, and waits for the next moment. One that is not of its
  ::  type is refused: it would fail the alarm then, again and again
  ::  take-drip: that moment, or a failure of it: gives the gift
  ++  drip
    |=  gift=vase
    ^+  this
    ?.  (fits:wa gift)
      ~>(%mean.'behn: not of its type' !!)
    =/  number  count.drips.state
    =.  movs.drips.state   (~(put by movs.drips.state) number gift)
    =.  count.drips.state  +(number)
    (emit hen %pass /drip/(scot %ud number) %b %wait +(now))
  ++  take-drip
    |=  [number=@ud error=(unit tang)]
    ^+  this
    =/  gift  [%give %meta (~(got by movs.drips.state) number)]
    =.  movs.drips.state  (~(del by movs.drips.state) number)
    ?~  error  (emit hen gift)
    =/  trace=tang  (snoc u.error leaf+"drip failed")
    (emit hen %hurl [%fail trace] gift)
  --
--
=|  state=behn-state
|=  [now=@da eny=@uvJ rof=roof]
=*  behn-gate  .
|%
::
::  call: takes a task
++  call
  |=  [hen=duct dud=(unit goof) wrapped-task=(hobo task)]
  ^-  [(list move) _behn-gate]
  =/  =task  ((harden task) wrapped-task)
  =/  error  ?~(dud ~ `tang.u.dud)
  =^  moves  state  abet:(call:(at now hen state) task error)
  [moves behn-gate]
::
::  take: takes the answer of our own timer, which a drip waits for
++  take
  |=  [tea=wire hen=duct dud=(unit goof) hin=sign]
  ^-  [(list move) _behn-gate]
  ?^  dud
    ~|(%behn-take-dud (mean tang.u.dud))
  ?>  ?=([%drip @ ~] tea)
  =/  number  (slav %ud i.t.tea)
  =^  moves  state  abet:(take-drip:(at now hen state) number error.hin)
  [moves behn-gate]
::
::  load, stay: takes over a state; yields it
++  load
  |=  old=behn-state
  ^+  behn-gate
  behn-gate(state old)
++  stay  state
::
::  scry: for ourselves, now:
::
::    /bx//whey          what we weigh
::    /bx/timers         all times, as often as somebody waits for them
::    /bx/timers/next    the first of them
::    /bx/timers/[da]    those up to a time
::    /bx/debug/timers   times and who waits
++  scry
  ^-  roon
  |=  [lyc=gang pov=path car=term bem=beam]
  ^-  (unit (unit cage))
  ?.  ?&  =(our p.bem)
          =(%$ q.bem)
          =([%da now] r.bem)
          =([~ ~] lyc)
          =(%x car)
      ==
    ~
  =/  all=(list [when=@da who=duct])
    %-  zing
    %+  turn  (tap:by-time timers.state)
    |=  [when=@da who=(qeu duct)]
    (turn ~(tap to who) |=(=duct [when duct]))
  =/  times  |=(some=_all (turn some |=([when=@da *] when)))
  ?+    s.bem  [~ ~]
      [%$ %whey ~]
    =/  parts=(list mass)  [['timers' %& timers.state] ~]
    ``mass+!>(parts)
    ::
      [%debug %timers ~]  ``noun+!>(all)
      [%timers ~]         ``noun+!>((times all))
      [%timers %next ~]
    ``noun+!>((bind (pry:by-time timers.state) head))
    ::
      [%timers @ ~]
    =/  til  (slaw %da i.t.s.bem)
    ?~  til  [~ ~]
    ``noun+!>((times (skim all |=([when=@da *] (lte when u.til)))))
  ==
--
