::  A vane that does as it is told, for any kernel of the public shape.
::
::  A task or gift that it hears is looked up among what it has learned, and the
::  moves found there are made. It remembers what it heard, the last one first.
::  What stands in the place of `ball` below is what its actions are, to their
::  type: oracle.py makes a vane that speaks in metacards of it, and one whose
::  actions have no type at all.
::
|=  our=ship
=>  |%
    +$  move   [=duct act=ball]
    +$  meta   [%meta p=vase]
    +$  noted  [way=@tas meta]
    +$  typed
      $%  [%pass =wire note=noted]
          [%slip note=noted]
          [%give gift=meta]
          [%hurl =goof act=$%([%pass =wire note=noted] [%give gift=meta])]
      ==
    +$  tagged  [tag=@tas data=*]
    --
=|  sat=[%0 script=(map * (list move)) heard=(list *)]
|=  [now=@da eny=@uvJ rof=roof]
=*  gate  .
|%
++  call
  |=  [hen=duct dud=(unit goof) task=(hobo tagged)]
  ^-  [(list move) _gate]
  =/  card  ;;(tagged ?.(=(%soft -.task) task +.task))
  ?^  dud  (play %call %dud mote.u.dud tag.card)
  ?+    tag.card  (play %call card)
      %learn
    =/  [cue=* moves=(list move)]  ;;([* (list move)] data.card)
    [~ gate(script.sat (~(put by script.sat) cue moves))]
    ::
      %look
    =/  [vis=@tas bem=beam]  ;;([@tas beam] data.card)
    =/  dat  (rof [~ ~] /look vis bem)
    =/  out  ?~(dat ~ ?~(u.dat [~ ~] ``[p q.q]:u.u.dat))
    [~ gate(heard.sat [[%saw out] heard.sat])]
    ::
      %spin  |-(^-([(list move) _gate] $))
      %hog   =|(hog=* |-(^-([(list move) _gate] $(hog [0 hog]))))
  ==
++  take
  |=  [tea=wire hen=duct dud=(unit goof) hin=[from=@tas tagged]]
  ^-  [(list move) _gate]
  ?^  dud  (play %take %dud mote.u.dud hin)
  (play %take hin)
++  play
  |=  cue=*
  ^-  [(list move) _gate]
  =/  moves  (~(gut by script.sat) cue ~)
  [moves gate(heard.sat [cue heard.sat])]
++  scry
  ^-  roon
  |=  [lyc=gang pov=path car=term bem=beam]
  ^-  (unit (unit cage))
  ?+  s.bem  ~
    [%heard ~]    ``noun+!>(heard.sat)
    [%nothing ~]  [~ ~]
    [%crash ~]    !!
    [%lyc ~]      ``noun+!>([lyc pov car])
    [%now ~]      ``noun+!>(=(now da+p.r.bem))
  ==
++  load  |=(old=_sat gate(sat old))
++  stay  sat
--
