::  What kernel tests are made with: a kernel that is awake, and vanes that do
::  as they are told. The subject is the engines of /sys/arvo.
::
|%
::  our, now: who we are, and when
++  our  ~zod
++  now  ~2022.10.27..06.32.09..30db
::
::  A puppet is a vane with a script: what it hears, a task or the gift of a
::  vane, is looked up, and the moves found there are made. It remembers what it
::  heard, the last one first. Its cards are meta-vases, so that it can say
::  whatever there is to say.
+$  line    [hen=duct act=(wind [vane=@tas %meta p=vase] [%meta p=vase])]
+$  cue     $%([%call card] [%take from=@tas card])
+$  script  (map cue (list line))
::
::  say: a line that answers on a duct
::  ask: a line that asks, on a duct, by a wire; turn-to: the same by %slip
++  say
  |=  [hen=duct card=vase]
  `line`[hen %give %meta card]
++  ask
  |=  [hen=duct =wire vane=@tas card=vase]
  `line`[hen %pass wire vane %meta card]
++  turn-to
  |=  [hen=duct vane=@tas card=vase]
  `line`[hen %slip vane %meta card]
::
++  puppet
  =|  state=[=script heard=(list [cue duct])]
  |=  [now=@da eny=@uvJ rof=roof]
  =*  gate  .
  |%
  ++  call
    |=  [hen=duct dud=(unit goof) task=(hobo card)]
    ^-  [(list line) _gate]
    =/  =card  ;;(card ?.(=(%soft -.task) task +.task))
    =?  card  ?=(^ dud)  [%dud mote.u.dud]
    (play hen %call card)
  ++  take
    |=  [tea=wire hen=duct dud=(unit goof) hin=[from=@tas card]]
    ^-  [(list line) _gate]
    =?  +.hin  ?=(^ dud)  [%dud mote.u.dud]
    (play hen %take hin)
  ++  play
    |=  [hen=duct =cue]
    ^-  [(list line) _gate]
    =/  moves  (~(gut by script.state) cue ~)
    [moves gate(heard.state [[cue hen] heard.state])]
  ++  scry
    ^-  roon
    |=  [lyc=gang pov=path car=term bem=beam]
    ^-  (unit (unit cage))
    ?+  s.bem  ~
      [%heard ~]    ``noun+!>((turn heard.state |=([=cue *] cue)))
      [%nothing ~]  [~ ~]
    ==
  ++  load  |=(old=_state gate(state old))
  ++  stay  state
  --
::
::  troupe: a kernel with a puppet for each script
++  troupe
  |=  all=(list [name=term =script])
  ^-  soul
  =/  sol  *soul
  =.  sol  sol(our our, now now, lac.fad &)
  %=  sol
    van.mod  (~(gas by *(map term vane)) (turn all cast))
    lul.mod  !>(library)
    zus.mod  !>(library)
  ==
++  library
  |%
  ++  lull  323
  ++  zuse  411
  --
++  cast
  |=  [name=term =script]
  ^-  [term vane]
  =/  gate  puppet
  =.  script.state.gate  script
  [name ~(prime va vil !>(gate) *worm)]
::
::  vil, eng: what the loop needs beside the state
++  vil
  ^-  vile
  :*  typ=-:!>(*type)
      duc=-:!>(*duct)
      wir=-:!>(*wire)
      dud=-:!>(*(unit goof))
  ==
++  eng  |=(sol=soul ~(. le [!>(..look) vil] sol))
::
::  run: effects and state after an event
++  run
  |=  [sol=soul =ovum]
  ^-  [(list ^ovum) soul]
  =/  end  loop:(poke:(eng sol) ovum)
  ?>  ?=(%& -.end)
  p.end
::
::  heard: what a puppet heard, the first one first
++  heard
  |=  [sol=soul name=term]
  ^-  (list cue)
  =/  dat  (peek:(eng sol) [~ ~] / [name %x] [[our %$ %da now] /heard])
  ?>  ?=([~ ~ *] dat)
  (flop ;;((list cue) q.q.u.u.dat))
::  a small system: everything is built of these texts
++  lull-txt   '=>  ..look\0a|%\0a++  lull  323\0a++  word  %one\0a--\0a'
++  lull-new   '=>  ..look\0a|%\0a++  lull  323\0a++  word  %two\0a--\0a'
++  lull-cold  '=>  ..look\0a|%\0a++  lull  322\0a--\0a'
++  lull-bad   '=>  ..look\0a|%\0a++  lull\0a--\0a'
++  zuse-txt   '=>  ..lull\0a|%\0a++  zuse  411\0a--\0a'
++  vane-txt
  |=  [state=tape load=tape]
  ^-  @t
  %-  crip
  ;:  weld
    "|=  our=ship\0a=|  sat={state}\0a"
    "|=  [now=@da eny=@uvJ rof=roof]\0a=*  gate  .\0a|%\0a"
    "++  call  |=  [hen=duct dud=(unit goof) task=(hobo [tag=@tas data=*])]\0a"
    "          ^-  [(list [=duct %give %said @tas]) _gate]\0a"
    "          ?.  =(%soft -.task)  [~ gate]\0a"
    "          [[hen %give %said word]~ gate(n.sat +(n.sat))]\0a"
    "++  take  |=([wire duct (unit goof) *] [~ gate])\0a"
    "++  scry  |=([gang path @tas beam] ``noun+!>(sat))\0a"
    "++  load  {load}\0a"
    "++  stay  sat\0a--\0a"
  ==
++  vane-one   (vane-txt "[%0 n=@ud]" "|=(old=_sat gate(sat old))")
++  vane-two
  (vane-txt "[%1 n=@ud s=@t]" "|=(old=[%0 n=@ud] gate(sat [%1 n.old 'new']))")
++  vane-alien  (vane-txt "[%1 n=@ud]" "|=(old=_sat gate(sat old))")
++  vane-falls  (vane-txt "[%0 n=@ud]" "|=(old=_sat !!)")
::
::  same: nothing, if two nouns are the same; what differs, if not
::  fails: nothing, if a trap crashes
++  same
  |=  [want=vase have=vase]
  ^-  tang
  ?:  =(q.want q.have)  ~
  :~  leaf+"want:"  (shown want)
      leaf+"have:"  (shown have)
  ==
::
::  shown: a value; of a large one only its mug: a state would be without end
++  shown
  |=  =vase
  ^-  tank
  ?:  (lth (met 3 (jam q.vase)) 4.000)  (sell vase)
  leaf+"a large noun, {(scow %ux (mug q.vase))}"
++  is     |=([want=* have=*] (same !>(want) !>(have)))
++  yes    |=(have=? (is & have))
++  no     |=(have=? (is | have))
++  fails
  |=  =(trap *)
  ^-  tang
  ?:  =(| -:(mule trap))  ~
  ~[leaf+"this should have crashed"]
--
