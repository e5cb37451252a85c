::  A whole Arvo in three cores: a kernel that makes moves, and two vanes that
::  ask and answer. `galena eval -f` runs it, and prints what it said: each move
::  as it was made, and what came out.
::
::  It has what makes Arvo what it is, and nothing else: a duct that remembers
::  who asked whom, and four kinds of moves along it. No types are checked
::  between vanes, nothing is upgraded, nothing is kept.
::
=>
::  What all of them know.
|%
+$  card  [tag=@tas data=*]
+$  duct  (list path)
::  act: %pass asks, and puts a wire on the duct; %slip asks, and puts none;
::  %give takes one off, and answers; %hurl is an ask or an answer that failed
+$  act
  $%  [%pass =wire vane=@tas =card]
      [%slip vane=@tas =card]
      [%give =card]
      [%hurl why=@tas act=$%([%pass =wire vane=@tas =card] [%give =card])]
  ==
+$  wire  path
+$  move  [=duct =act]
::  sign: what a vane is told: a task, or by its wire the gift of another one
+$  sign
  $%  [%task why=(unit @tas) =card]
      [%gift why=(unit @tas) =wire from=@tas =card]
  ==
--
=>
::  The vanes.
|%
::
::  lorem: asks ipsum to turn a word around, and answers with what it says
++  lorem
  |=  [=duct =sign]
  ^-  (list move)
  ?-    -.sign
      %task
    ?^  why.sign  [duct %give %sorry u.why.sign]~
    [duct %pass /word %ipsum %turn data.card.sign]~
    ::
      %gift
    ?^  why.sign  [duct %give %sorry u.why.sign]~
    [duct %give %word data.card.sign]~
  ==
::
::  ipsum: turns a word around; what is none it hurls back
++  ipsum
  |=  [=duct =sign]
  ^-  (list move)
  ?>  ?=(%task -.sign)
  ?^  data.card.sign  [duct %hurl %no-word %give %turned ~]~
  [duct %give %turned (crip (flop (trip data.card.sign)))]~
--
=>
::  The kernel.
|%
::
::  run: an event: all moves until there are none left. What comes of it is what
::  was given to the world, and the moves that were made.
++  run
  |=  [=wire vane=@tas =card]
  ^-  [out=(list ^card) made=(list move)]
  =/  todo=(list move)  [~ %pass wire vane card]~
  =/  from=@tas  %$
  =|  [out=(list ^card) made=(list move)]
  =/  origin=(list @tas)  ~[%$]
  |-
  ?~  todo  [(flop out) (flop made)]
  =.  from  ?~(origin %$ i.origin)
  =.  origin  ?~(origin ~ t.origin)
  =/  step  (make from i.todo ~)
  =?  out  ?=(^ out.step)  [u.out.step out]
  %=  $
    made    [i.todo made]
    todo    (weld moves.step t.todo)
    origin  (weld (reap (lent moves.step) vane.step) origin)
  ==
::
::  make: one move of a vane: what comes of it, and who makes that
++  make
  |=  [from=@tas =move why=(unit @tas)]
  ^-  [out=(unit card) vane=@tas moves=(list ^move)]
  ?-    -.act.move
      %hurl  $(why `why.act.move, act.move act.act.move)
      %slip
    [~ vane.act.move (call vane.act.move duct.move %task why card.act.move)]
    ::
      %pass
    =/  below  [[from wire.act.move] duct.move]
    [~ vane.act.move (call vane.act.move below %task why card.act.move)]
    ::
      %give
    ?~  duct.move  [`card.act.move %$ ~]
    =/  top  i.duct.move
    ?~  top  !!
    ?:  =(%$ i.top)  [`card.act.move %$ ~]
    =/  gift  [%gift why t.top from card.act.move]
    [~ i.top (call i.top t.duct.move gift)]
  ==
::
::  call: what a vane does
++  call
  |=  [vane=@tas =duct =sign]
  ^-  (list move)
  ?+  vane  !!
    %lorem  (lorem duct sign)
    %ipsum  (ipsum duct sign)
  ==
--
::  Two events: a word, and what is none.
:-  (run /terminal %lorem %tell 'dolor')
out:(run /terminal %lorem %tell 'dolor' 'sit')
