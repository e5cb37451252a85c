::  Plays events to a kernel, and answers what is asked of it in between. The
::  subject is the library with `kernel`, the state of a pier; oracle.py puts a
::  list of items behind it.
::
::  An item is an event with its time, a question to +peek, or a line for +wish;
::  what comes of it is a jam: effects, an answer, or that it crashed, when the
::  kernel is the one that it was. Weights are of another library in each
::  kernel: of those only that they came is told.
=/  call
  |=  [axe=@ kernel=* sam=*]
  .*([kernel sam] [8 [9 axe 0 2] 9 2 10 [6 0 7] 0 2])
=/  light
  |=  fex=*
  ^-  *
  ?.  ?=([[wire=* tag=* *] *] fex)  fex
  =/  rest  $(fex +.fex)
  ?.  =(%mass tag.-.fex)  [-.fex rest]
  [[wire.-.fex %mass] rest]
=/  play
  |=  all=(list $%([%at now=@ ovo=*] [%see nom=*] [%wish txt=@t]))
  =/  old  `*`kernel
  =|  out=(list @t)
  |-  ^-  @t
  ?~  all  (rap 3 (join ' ' (flop out)))
  =/  end
    %-  mule
    |.  ^-  [* *]
    ?-  -.i.all
      %at    =/  made  (call 23 old now.i.all ovo.i.all)
             ?>  ?=([* *] made)
             [[%did (light -.made)] +.made]
      %see   [[%saw (call 22 old [~ ~] nom.i.all)] old]
      %wish  [[%got (call 10 old txt.i.all)] old]
    ==
  =/  [what=* new=*]  ?:(?=(%& -.end) p.end [%crash old])
  $(all t.all, old new, out [(scot %uw (jam what)) out])
::
::  what events are made of
=/  t  |=(n=@ (add ~2100.1.1 (mul n ~s1)))
=/  say
  |=  [hen=(list path) card=^]
  `*`[hen %give %meta card]
=/  ask
  |=  [hen=(list path) tea=path way=@tas card=^]
  `*`[hen %pass tea way %meta card]
=/  turn-to
  |=  [hen=(list path) way=@tas card=^]
  `*`[hen %slip way %meta card]
=/  learn
  |=  [who=@tas cue=* moves=(list)]
  `*`[/[who]/x %learn cue moves]
=/  once
  |=  [vis=* tyl=path]
  `*`[%| %once vis %$ tyl]
=/  unix  ~[//term/1]
