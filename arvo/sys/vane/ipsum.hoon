::  Ipsum turns words around: the smallest vane that there can be. It is asked,
::  it answers, and it remembers how often.
::
=,  ipsum
|=  our=ship
=>  |%
    ::  move: all it can do is to answer
    +$  move   [p=duct q=(wind note gift)]
    ::  note: what may be asked, and of whom
    +$  note   $~([%ipsum %vega ~] [%ipsum task])
    ::  state: how many words it has turned
    +$  state  [%0 turned=@ud]
    --
=|  sat=state
|=  [now=@da eny=@uvJ rof=roof]
=*  ipsum-gate  .
|%
::
::  call: takes a task, and answers on the duct that it came by
++  call
  |=  [hen=duct dud=(unit goof) wrapped-task=(hobo task)]
  ^-  [(list move) _ipsum-gate]
  ?^  dud  (mean tang.u.dud)
  =/  =task  ((harden task) wrapped-task)
  ?.  ?=(%turn -.task)  [~ ipsum-gate]
  =/  word  (crip (flop (trip word.task)))
  [[hen %give %turned word]~ ipsum-gate(turned.sat +(turned.sat))]
::
::  take: it never asks, so it is never answered
++  take
  |=  [tea=wire hen=duct dud=(unit goof) hin=*]
  ^-  [(list move) _ipsum-gate]
  !!
::
::  load, stay: takes over a state; yields it
++  load
  |=  old=state
  ^+  ipsum-gate
  ipsum-gate(sat old)
++  stay  sat
::
::  scry: at /ipsum/turned, how many words it has turned
++  scry
  ^-  roon
  |=  [lyc=gang pov=path car=term bem=beam]
  ^-  (unit (unit cage))
  ?.  =(/turned s.bem)  ~
  ``noun+!>(turned.sat)
--
