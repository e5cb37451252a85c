::  Lorem remembers words under names. Told one, it asks Ipsum to turn it
::  around, keeps what comes back, and answers with both: so it shows how one
::  vane asks another, and how an answer finds its way.
::
::  A word can be buried: it is replaced by a tombstone, and whoever looks for
::  it crashes, for ever. What has been said once is never said differently: it
::  may be gone, but nothing else can come in its place.
::
=,  lorem
|=  our=ship
=>  |%
    ::  move: what it does: asks Ipsum, and answers
    +$  move  [p=duct q=(wind note gift)]
    ::  note: what may be asked, and of whom
    +$  note  $~([%ipsum %vega ~] [%ipsum task:ipsum])
    ::  sign: what it is answered
    +$  sign  $~([%ipsum %turned ''] [%ipsum gift:ipsum])
    ::  state: words by name: as told and as turned, if that came back already;
    ::  or a tombstone
    +$  state
      $:  %0
          words=(map @ta $@(%tombstone [old=@t new=(unit @t)]))
      ==
    --
=|  sat=state
|=  [now=@da eny=@uvJ rof=roof]
=*  lorem-gate  .
|%
::
::  call: takes a task. A word is passed on to Ipsum: by the wire, the name, we
::  will know the answer again, and the duct below it is who asked us.
++  call
  |=  [hen=duct dud=(unit goof) wrapped-task=(hobo task)]
  ^-  [(list move) _lorem-gate]
  ?^  dud  (mean tang.u.dud)
  =/  =task  ((harden task) wrapped-task)
  ?+    -.task  [~ lorem-gate]
      %tell
    ?:  (~(has by words.sat) name.task)
      ~>(%mean.'lorem: that name has a word' !!)
    =.  words.sat  (~(put by words.sat) name.task word.task ~)
    [[hen %pass /[name.task] %ipsum %turn word.task]~ lorem-gate]
    ::
      %bury
    ?.  (~(has by words.sat) name.task)
      ~>(%mean.'lorem: that name has no word' !!)
    [~ lorem-gate(words.sat (~(put by words.sat) name.task %tombstone))]
  ==
::
::  take: takes Ipsum's answer: keeps it, and answers who asked us
++  take
  |=  [tea=wire hen=duct dud=(unit goof) hin=sign]
  ^-  [(list move) _lorem-gate]
  ?^  dud  (mean tang.u.dud)
  ?>  ?=([@ ~] tea)
  =/  word  (~(got by words.sat) i.tea)
  ?@  word  [~ lorem-gate]
  =.  words.sat  (~(put by words.sat) i.tea word(new `word.hin))
  [[hen %give %word old.word word.hin]~ lorem-gate]
::
::  load, stay: takes over a state; yields it
++  load
  |=  old=state
  ^+  lorem-gate
  lorem-gate(sat old)
++  stay  sat
::
::  scry: at /lorem/word/[name], the word, turned: not known yet, if it has not
::  come back; known to be nothing, if there is none; a crash at a tombstone
++  scry
  ^-  roon
  |=  [lyc=gang pov=path car=term bem=beam]
  ^-  (unit (unit cage))
  ?.  ?=([%word @ ~] s.bem)  ~
  =/  word  (~(get by words.sat) i.t.s.bem)
  ?~  word    [~ ~]
  ?@  u.word  ~>(%mean.'lorem: tombstone' !!)
  ?~  new.u.word  ~
  ``noun+!>(u.new.u.word)
--
