::  Dill, the terminal: keys come in and blits go out, for any number of
::  sessions. What the system has to say goes through it, too.
::
::  And there is a shell, as there are no agents yet that one could talk to: a
::  line is compiled against the library, in vase mode, and what comes of it is
::  printed.
::
::      (add 2 2)        an expression; .^ asks the namespace
::      =name (add 2 2)  the same, and the product is called so from then on
::      =name            it is not any more
::      |verb            tell of each move, or do not
::      |sort %breadth   in which order moves are made
::      |mass            weigh the system
::      |pass [%d %text "foo"]      ask a vane
::      +ls %            run a generator; this one lists sources
::
=,  dill
|=  our=ship
=>  |%
    ::  move: what we do: ask the kernel, or any vane whatever was typed, and
    ::  show
    +$  move  [p=duct q=(wind note gift)]
    ::  note: what may be asked, and of whom
    +$  note
      $:  way=term
          $=  card
          $~  [%whey ~]
          $%  [%verb p=(unit ?)]
              [%sort p=order]
              [%whey ~]
              [%meta p=vase]
          ==
      ==
    ::  sign: what anybody answers
    +$  sign  [from=term gift=*]
    ::  axle: the state
    ::
    ::    hey  the terminal of the first event
    ::    dug  sessions by name
    ::    eye  who sees them
    ::    ear  who is told what the system says
    +$  axle
      $:  %1
          hey=(unit duct)
          dug=(map @tas axon)
          eye=(jug @tas duct)
          ear=(set duct)
      ==
    ::  axon: a session
    ::
    ::    wid   how wide the screen is
    ::    line  what was typed, the last character first
    ::    past  lines before this one, the last one first; at  which is shown
    ::    vars  names, and what they are called
    +$  axon
      $:  wid=_80
          line=(list @c)
          past=(list (list @c))
          at=@ud
          vars=(list [name=term =vase])
      ==
    ::  mood: what a line says
    +$  mood
      $%  [%show =hoon]
          [%bind name=term =hoon]
          [%free name=term]
          [%verb ~]
          [%sort =hoon]
          [%mass ~]
          [%pass =hoon]
          [%run name=term arg=hoon]
      ==
    --
=>
|%
::
::  Reading lines.
::
::  tongue: the parser of lines
++  tongue
  =/  word  hoon-in-line
  |%
  ::  line: a line
  ++  line
    ;~  pose
      (cold [%verb ~] (jest '|verb'))
      (cold [%mass ~] (jest '|mass'))
      (stag %sort ;~(pfix (jest '|sort ') word))
      (stag %pass ;~(pfix (jest '|pass ') word))
      (stag %bind ;~(pfix tis ;~(plug sym ;~(pfix ace word))))
      (stag %free ;~(pfix tis sym))
      (stag %run ;~(pfix lus ;~(plug sym ;~(pose ;~(pfix ace where) nothing))))
      (stag %show word)
    ==
  ::  where: a path, of which % is that of the sources; nothing: the same
  ++  where
    ;~  pose
      (cook |=(* `hoon`[%bust %null]) cen)
      word
    ==
  ::  nothing: no argument: the path of the sources
  ++  nothing  (easy `hoon`[%bust %null])
  --
::  hoon-in-line: an expression
++  hoon-in-line  (cook |=(=hoon hoon) tall:vast)
::
::  read: what a line says, or where it stops to say anything
++  read
  |=  txt=tape
  ^-  (each mood @ud)
  =/  vex  ((full ;~(sfix line:tongue (star ace))) [1 1] txt)
  ?~  q.vex  [%| (dec q.p.vex)]
  [%& ;;(mood p.u.q.vex)]
::
::  Showing.
::
::  text: characters as they are shown; untext: the other way
++  text    |=(=tape (tuba tape))
::  untext: text as characters are typed
++  untext  |=(chars=(list @c) (tufa chars))
::
::  rows: lines as blits: each is put, and the cursor goes to the next
++  rows
  |=  lines=wall
  ^-  (list blit)
  %-  zing
  %+  turn  lines
  |=  row=tape
  `(list blit)`~[[%put (text row)] [%nel ~]]
::
::  wrap: documents as lines
++  wrap
  |=  [wid=@ud tac=tang]
  ^-  wall
  (zing (turn tac |=(=tank (wash [0 wid] tank))))
--
=|  all=axle
|=  [now=@da eny=@uvJ rof=roof]
=*  dill-gate  .
=>
|%
::  as: a session, on a duct
++  as
  |=  [hen=duct ses=@tas axon]
  =*  axon  +<+>
  =|  moz=(list move)
  |%
  ::  this: this core
  ++  this  .
  ::  abet: the moves, and the state with the session as it is now
  ++  abet
    ^-  [(list move) axle]
    [(flop moz) all(dug (~(put by dug.all) ses axon))]
  ::  pass: asks; show: has blits shown to all who see the session
  ++  pass
    |=  =note
    this(moz [[hen %pass /shell/[ses] note] moz])
  ::  show: has blits shown to all who see the session
  ++  show
    |=  blits=(list blit)
    ^+  this
    ?~  blits  this
    =/  eyes  ~(tap in (~(get ju eye.all) ses))
    |-  ^+  this
    ?~  eyes  this
    $(eyes t.eyes, moz [[i.eyes %give %blit blits] moz])
  ::
  ::  prompt: who we are, and what was typed so far
  ::  say: lines, above the prompt
  ++  prompt
    ^-  (list blit)
    [%put (weld (text "{(scow %p our)}> ") (flop line))]~
  ++  say
    |=  lines=wall
    ^+  this
    (show :(weld `(list blit)`[%wyp ~]~ (rows lines) prompt))
  ::
  ::  call: a task for this session
  ++  call
    |=  =session-task
    ^+  this
    ?+  -.session-task  this
      %belt  (belt p.session-task)
      %blew  this(wid (max 20 p.p.session-task))
      %hail  (show [%wyp ~] prompt)
      %view  (show [%wyp ~] prompt)
    ==
  ::
  ::  belt: a key, or what was pasted
  ++  belt
    |=  =^belt
    ^+  this
    ?@  belt  (type belt ~)
    ?+    -.belt  this
        %txt  (type p.belt)
        %ret  enter
        %bac
      ?~  line  (show [%bel ~] ~)
      (redraw t.line)
      ::
        %aro
      ?+  p.belt  this
        %u  ?:((gte at (lent past)) this (recall +(at)))
        %d  ?:(=(0 at) this (recall (dec at)))
      ==
      ::
        %mod
      ?.  ?=([%mod %ctl @] belt)  this
      ?:(|(=('u' key.belt) =('c' key.belt)) (redraw ~) this)
    ==
  ::
  ::  type: characters; redraw: another line; recall: one of before, 0 is none
  ++  type
    |=  chars=(list @c)
    ^+  this
    =.  line  (weld (flop chars) line)
    (show [%put chars] ~)
  ::  redraw: another line
  ++  redraw
    |=  new=(list @c)
    ^+  this
    =.  line  new
    (show [%wyp ~] prompt)
  ::  recall: a line of before; 0 is none
  ++  recall
    |=  which=@ud
    ^+  this
    =.  at  which
    (redraw ?:(=(0 at) ~ (snag (dec at) past)))
  ::
  ::  enter: the line is done, and is done
  ++  enter
    ^+  this
    =/  said  (flop line)
    =/  txt  (untext said)
    =?  past  ?=(^ line)  [line (scag 99 past)]
    =.  this  (show [%nel ~] ~)
    =.  this  this(line ~, at 0)
    ?:  =(~ (skip txt |=(c=@ =(' ' c))))
      (show prompt)
    =/  what  (read txt)
    ?:  ?=(%| -.what)
      %-  say
      ~[(weld (reap p.what ' ') "^") "syntax error at column {<+(p.what)>}"]
    (obey p.what)
  ::
  ::  obey: does what a line says
  ++  obey
    |=  =mood
    ^+  this
    ?-    -.mood
        %free
      =.  vars  (skip vars |=([name=term *] =(name name.mood)))
      (show prompt)
      ::
        %verb  (pass:(show prompt) %$ %verb ~)
        %mass  (pass:(show prompt) %$ %whey ~)
        %show
      %+  with  hoon.mood
      |=(=vase (say (wash [0 wid] (sell vase))))
      ::
        %bind
      %+  with  hoon.mood
      |=  =vase
      =.  vars  (skip vars |=([name=term *] =(name name.mood)))
      =.  vars  [[name.mood vase] vars]
      (show prompt)
      ::
        %sort
      %+  with  hoon.mood
      |=  =vase
      ?.  ?=(order q.vase)  (say "an order is %depth or %breadth" ~)
      (pass:(show prompt) %$ %sort q.vase)
      ::
        %pass
      %+  with  hoon.mood
      |=  =vase
      ?.  ?=([@ @ *] q.vase)  (say "a note is [vane task data]" ~)
      (pass:(show prompt) -.q.vase %meta (slot 3 vase))
      ::
        %run
      =/  gen  (~(get by generators) name.mood)
      ?~  gen  (say "no generator +{(trip name.mood)}" ~)
      %+  with  arg.mood
      |=  arg=vase
      =/  made  (run u.gen arg)
      ?:  ?=(%| -.made)  (say (wrap wid (flop p.made)))
      (say (wash [0 wid] (sell p.made)))
    ==
  ::
  ::  with: goes on with the value of an expression, or says why there is none
  ++  with
    |=  [=hoon then=$-(vase _this)]
    ^+  this
    =/  made  (value hoon)
    ?:  ?=(%| -.made)  (say (wrap wid (flop p.made)))
    (then p.made)
  ::
  ::  value: the product of an expression, which is compiled against names, time
  ::  and library, and run as virtual Nock with the namespace that we see
  ++  value
    |=  =hoon
    ^-  (each vase tang)
    =/  made  (mule |.((~(mint ut p:subject) %noun hoon)))
    ?:  ?=(%| -.made)  [%| p.made]
    =/  end  (mock [q:subject q.p.made] (look rof [~ ~] /dill))
    ?-  -.end
      %0  [%& p.p.made p.end]
      %1  [%| leaf+"not known yet:" (smyt ;;(path p.end)) ~]
      %2  [%| p.end]
    ==
  ::  subject: what expressions are compiled against
  ++  subject
    ^-  vase
    =/  base  (slop !>([our=our now=now eny=eny]) !>(..zuse))
    =/  rest  (flop vars)
    |-  ^-  vase
    ?~  rest  base
    =/  named  vase.i.rest(p [%face name.i.rest p.vase.i.rest])
    $(rest t.rest, base (slop named base))
  ::
  ::  generators: by name: pairs of %say and a gate of when and where, and of
  ::  arguments; run: the product of one, of its kind
  ++  generators
    ^-  (map term vase)
    %-  malt
    ^-  (list [term vase])
    :~  :-  %ls
        !>  :-  %say
        |=  [[now=@da eny=@uvJ bec=beak] [where=path ~] ~]
        =/  bem  [[p.bec %$ %da now] (weld /mod/fat where)]
        =/  dat  (rof [~ ~] /dill %$ bem)
        :-  %noun
        ?.  ?=([~ ~ *] dat)  ~
        ~(tap in ~(key by dir:;;((axal (cask)) q.q.u.u.dat)))
    ==
  ::  run: the product of a generator, of its kind
  ++  run
    |=  [gen=vase arg=vase]
    ^-  (each vase tang)
    =/  bec  [our %base %da now]
    =/  sam  (slop !>([now eny bec]) (slop (slop arg !>(~)) !>(~)))
    %-  mule
    |.
    =/  made  (slam (slot 3 gen) sam)
    ?>  ?=([%noun *] q.made)
    (slot 3 made)
  --
--
|%
::
::  call: takes a task. One that failed becomes a report of that.
++  call
  |=  [hen=duct dud=(unit goof) wrapped-task=(hobo task)]
  ^-  [(list move) _dill-gate]
  =/  =task  ((harden task) wrapped-task)
  =?  task  ?=(^ dud)
    ?<  ?=(%crud -.task)
    [%crud -.task tang.u.dud]
  =^  ses=@tas  task
    ?.(?=(%shot -.task) [%$ task] +.task)
  =^  moz  all  (obey hen ses task)
  [moz dill-gate]
::
::  obey: does what a task asks for, on a duct, for a session
++  obey
  |=  [hen=duct ses=@tas =task]
  ^-  [(list move) axle]
  ?+    -.task  (in-session hen ses ;;(session-task task))
      ?(%init %knob %seat %trim %vega)  [~ all]
      %boot
    ?.  =(~ hey.all)  ~>(%mean.'dill: booted already' !!)
    =.  hey.all  `hen
    (open hen %$)
    ::
      %open  (open hen ses)
      %shut
    ?:  =(%$ ses)  ~>(%mean.'dill: the first session stays' !!)
    =.  dug.all  (~(del by dug.all) ses)
    [~ all(eye (~(del by eye.all) ses))]
    ::
      %flee  [~ all(eye (~(del ju eye.all) ses hen))]
      %view
    ?.  (~(has by dug.all) ses)  ~>(%mean.'dill: no such session' !!)
    =.  eye.all  (~(put ju eye.all) ses hen)
    (in-session hen ses %view ~)
    ::
      %logs
    ?~  p.task  [~ all(ear (~(del in ear.all) hen))]
    [~ all(ear (~(put in ear.all) hen))]
    ::
      ?(%crud %talk %text)  (tell task)
      %flog
    ?~  hey.all  [~ all]
    $(hen u.hey.all, task p.task)
    ::
      %heft  [[hen %pass /shell/[ses] %$ %whey ~]~ all]
      %verb  [[hen %pass /shell/[ses] %$ %verb ~]~ all]
      %crop  (world %trim p.task)
      %meld  (world %meld ~)
      %pack  (world %pack ~)
  ==
::
::  open: begins a session, which who asks for it sees
++  open
  |=  [hen=duct ses=@tas]
  ^-  [(list move) axle]
  ?:  (~(has by dug.all) ses)  ~>(%mean.'dill: there is such a session' !!)
  =.  dug.all  (~(put by dug.all) ses *axon)
  =.  eye.all  (~(put ju eye.all) ses hen)
  (in-session hen ses %hail ~)
::
::  in-session: a task for a session. There may be none, before the first event.
++  in-session
  |=  [hen=duct ses=@tas =session-task]
  ^-  [(list move) axle]
  =/  old  (~(get by dug.all) ses)
  ?~  old
    ~&  [%dill-no-session ses -.session-task]
    [~ all]
  abet:(call:(as hen ses u.old) session-task)
::
::  world: a gift to the first terminal
++  world
  |=  =gift
  ^-  [(list move) axle]
  ?~  hey.all  [~ all]
  [[u.hey.all %give gift]~ all]
::
::  tell: what the system says: to who listens, and on the first session
++  tell
  |=  =told
  ^-  [(list move) axle]
  =/  moz  (turn ~(tap in ear.all) |=(=duct `move`[duct %give %logs told]))
  =/  old  (~(get by dug.all) %$)
  ?~  old  [moz all]
  =/  lines=wall
    ?-  -.told
      %text  ~[p.told]
      %talk  (wrap wid.u.old p.told)
      %crud  ["{(trip p.told)} failed:" (wrap wid.u.old (flop q.told))]
    ==
  =/  said  abet:(say:(as ~ %$ u.old) lines)
  [(weld moz -.said) +.said]
::
::  take: takes an answer to what was passed by a line, and says whose it is
++  take
  |=  [tea=wire hen=duct dud=(unit goof) hin=sign]
  ^-  [(list move) _dill-gate]
  ?^  dud
    ~|(%dill-take-dud (mean tang.u.dud))
  =/  ses=@tas  ?:(?=([%shell @ ~] tea) i.t.tea %$)
  =/  old  (~(get by dug.all) ses)
  ?~  old  [~ dill-gate]
  =/  tag  ?@(gift.hin %$ (symp -.gift.hin))
  =/  line  "< %{(trip from.hin)} gave %{(trip tag)}"
  =^  moz  all  abet:(say:(as hen ses u.old) line ~)
  [moz dill-gate]
::
::  load, stay: takes over a state; yields it
++  load
  |=  old=axle
  ^+  dill-gate
  dill-gate(all old)
++  stay  all
::
::  scry: for ourselves, now:
::
::    /dx//whey           what we weigh
::    /dy/sessions        the names of all sessions
::    /du/sessions/[ses]  whether there is one
++  scry
  ^-  roon
  |=  [lyc=gang pov=path car=term bem=beam]
  ^-  (unit (unit cage))
  ?.  ?&  =(our p.bem)
          =(%$ q.bem)
          =([%da now] r.bem)
          =([~ ~] lyc)
      ==
    ~
  ?+    s.bem  ~
      [%$ %whey ~]
    ?.  =(%x car)  ~
    =/  parts=(list mass)  ~[['hey' %& hey.all] ['dug' %& dug.all]]
    ``mass+!>(parts)
    ::
      [%sessions ~]
    ?.  =(%y car)  ~
    ``noun+!>(~(key by dug.all))
    ::
      [%sessions @ ~]
    ?.  =(%u car)  ~
    ``noun+!>((~(has by dug.all) i.t.s.bem))
  ==
--
