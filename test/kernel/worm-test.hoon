|%
++  w     ~(. wa *worm)
++  at    !>(1)
++  ce    !>([1 2])
++  num   `type`[%atom %ud ~]
++  full
  |=  =worm
  ^-  [@ @ @]
  [~(wyt in nes.worm) ~(wyt by pay.worm) ~(wyt by mit.worm)]
::  nest: not known and accepted, known, not known and refused
++  test-nest-new      (is [& 1 0 0] =/(a (nest:w num num) [-.a (full +.a)]))
++  test-nest-known
  =/  one  +:(nest:w num num)
  (is [& one] (~(nest wa one) num num))
++  test-nest-refused  (is [| *worm] (nest:w num %noun))
++  test-nest-again
  %+  is  [| *worm]
  (~(nest wa +:(nest:w num %noun)) num %noun)
++  test-nets-raw      (is & -:(nets:w [%atom %ud ~] [%atom %ud `5]))
++  test-nets-like-nest
  (is (nest:w num num) (nets:w num num))
++  test-nell          (yes -:(nell:w [%cell %noun %noun]))
++  test-nell-not      (no -:(nell:w num))
++  test-neat          (is [1 0 0] (full (neat:w num [%& at])))
++  test-neat-meta     (is [1 0 0] (full (neat:w num [%| num 7])))
++  test-neat-crash    (fails |.((neat:w num [%& ce])))
++  test-neat-liar     (fails |.((neat:w num [%| [%cell num num] 7])))
::  play and mint
++  test-play
  %+  is  [num 0 1 0]
  =/(a (play:w p:at [%$ 1]) [-.a (full +.a)])
++  test-play-known
  =/  one  +:(play:w num [%$ 1])
  (is [num one] (~(play wa one) num [%$ 1]))
++  test-mint
  %+  is  [[num 0 1] 0 0 1]
  =/(a (mint:w num [%$ 1]) [-.a (full +.a)])
++  test-mint-known
  =/  one  +:(mint:w num [%$ 1])
  (is one +:(~(mint wa one) num [%$ 1]))
++  test-mint-crash    (fails |.((mint:w num [%limb %foo])))
::  the engine
++  gat                !>(|=(a=@ud +(a)))
++  dor
  !>
  |%
  ++  of  |=(b=@ud [0 b])
  --
++  test-slap          (is 2 q:-:(slap:w ce [%$ 3]))
++  test-slot          (is 2 q:-:(slot:w 3 ce))
++  test-slot-none     (fails |.((slot:w 3 at)))
++  test-slew          (is `2 (bind -:(slew:w 3 ce) |=(=vase q.vase)))
++  test-slew-none     (is [~ *worm] (slew:w 6 ce))
++  test-slam          (is 6 q:-:(slam:w gat !>(5)))
++  test-slam-type     (yes -:(nest:w num p:-:(slam:w gat !>(5))))
++  test-slum          (is 6 (slum:w q:gat 5))
++  test-slym          (is 6 q:-:(slym:w gat 5))
++  test-slur          (is 6 q:-:(slur:w gat [%& !>(5)]))
++  test-slur-meta     (is 6 q:-:(slur:w gat [%| num 5]))
++  test-slur-crash    (fails |.((slur:w gat [%& ce])))
++  test-slid          (is [1 2 3] q:(bare:w (slid:w at [%& !>([2 3])])))
++  test-slid-meta     (is [%| [%cell p:at num] 1 7] (slid:w at [%| num 7]))
++  test-sped-atom     (is [%atom %$ ~] p:-:(sped:w [%noun 5]))
++  test-sped-cell     (is [%cell %noun %noun] p:-:(sped:w [%noun [1 2] 3]))
++  test-sped-case
  =/  vax  [-:!>(*$%([%a p=@ud] [%b q=@t])) %b 'x']
  (is [%cell [%atom %tas `%b] %face %q %atom %t ~] p:-:(sped:w vax))
++  test-spot          (is 3 q:-:(spot:w 3 !>([1 3])))
++  test-stop          (is 3 q:-:(stop:w 3 [%noun 1 3]))
++  test-stop-plain    (fails |.((slot:w 3 [%noun 1])))
++  test-open          (is 4 +6:q:-:(open:w dor %of [%& !>(4)]))
++  test-open-crash    (fails |.((open:w dor %of [%& ce])))
++  test-call          (is [0 4] q:-:(call:w dor %of [%& !>(4)]))
++  test-same-twice
  =/  one  +:(slam:w gat !>(5))
  (is one +:(~(slam wa one) gat !>(6)))
::  refining moves
++  refined            |=(=vase -:(refine:w vil vase))
++  test-refine-none   (is ~ (refined !>(~)))
++  test-refine-give
  =/  made  (refined !>(~[[~[/a] %give %foo 5]]))
  ?>  ?=([[* %give %& *] ~] made)
  %+  weld  (is ~[/a] duct.i.made)
  (is [%foo 5] q.p.gift.ball.i.made)
++  test-refine-pass
  =/  made  (refined !>(~[[~[/a] %pass /w %b %foo 5]]))
  ?>  ?=([[* %pass * * %& *] ~] made)
  (is [/w %b] [wire vane.note]:ball.i.made)
++  test-refine-slip
  =/  made  (refined !>(~[[~[/a] %slip %b %foo 5]]))
  ?>  ?=([[* %slip * %& *] ~] made)
  (is %b vane.note.ball.i.made)
++  test-refine-hurl
  =/  made  (refined !>(~[[~[/a] %hurl [%bad ~] %give %foo 5]]))
  ?>  ?=([[* %hurl * %give *] ~] made)
  (is [%bad ~] goof.ball.i.made)
++  test-refine-meta
  =/  made  (refined !>(~[[~[/a] %give %meta !>([%foo 5])]]))
  ?>  ?=([[* %give %| *] ~] made)
  (is [%foo 5] q.p.gift.ball.i.made)
++  test-refine-two
  (is 2 (lent (refined !>(~[[~[/a] %give %foo 5] [~[/a] %give %foo 6]]))))
::  moves of wrong shapes
++  bad                |=(=vase (fails |.((refined vase))))
++  test-bad-move      (bad !>(~[5]))
++  test-bad-duct      (bad !>(~[[5 %give %foo 5]]))
++  test-bad-ball      (bad !>(~[[~[/a] %gave %foo 5]]))
++  test-bad-card      (bad !>(~[[~[/a] %give 5]]))
++  test-bad-wire      (bad !>(~[[~[/a] %pass 5 %b %foo 5]]))
++  test-bad-vane      (bad !>(~[[~[/a] %pass /w 'B b' %foo 5]]))
++  test-bad-note      (bad !>(~[[~[/a] %pass /w %b]]))
++  test-bad-slip      (bad !>(~[[~[/a] %slip 'B b' %foo 5]]))
++  test-bad-hurl      (bad !>(~[[~[/a] %hurl [%bad ~] %slip %b %foo 5]]))
++  test-bad-goof      (bad !>(~[[~[/a] %hurl 5 %give %foo 5]]))
++  test-bad-meta      (bad !>(~[[~[/a] %give %meta 5]]))
++  test-bad-meta-type
  (bad !>(~[[~[/a] %give %meta [%atom 5] 5]]))
++  test-untyped-move  (bad [-:!>(*(list)) ~[[~[/a] %give %foo 5]]])
::  fits: what a meta-vase claims
++  fit                |=([typ=* non=*] (fits:w typ non))
++  of                 |=(=vase p.vase)
++  test-fits-noun     (yes (fit %noun 1 2))
++  test-fits-void     (no (fit %void 1))
++  test-fits-atom     (yes (fit (of !>(1)) 2))
++  test-fits-no-atom  (no (fit (of !>(1)) 2 2))
++  test-fits-const    (yes (fit (of !>(%a)) %a))
++  test-fits-other    (no (fit (of !>(%a)) %b))
++  test-fits-cell     (yes (fit (of !>([1 %a])) 2 %a))
++  test-fits-no-cell  (no (fit (of !>([1 %a])) 2))
++  test-fits-face     (yes (fit (of !>(a=%a)) %a))
++  test-fits-hint     (yes (fit (of !>(*path)) /a/b))
++  test-fits-no-list  (no (fit (of !>(*path)) 1 2))
++  test-fits-long     (yes (fit (of !>(*(list @))) (gulf 1 1.000)))
++  test-fits-map      (yes (fit (of !>(*(map @ @))) (my ~[[1 2] [3 4]])))
++  test-fits-no-map   (no (fit (of !>(*(map @ @))) 1 2))
++  test-fits-fork     (yes (fit (of !>(*$%([%a @] [%b ~]))) %b ~))
++  test-fits-no-fork  (no (fit (of !>(*$%([%a @] [%b ~]))) %b 1))
++  test-fits-core     (yes (fit (of !>(|=(@ 1))) 1 2))
++  test-fits-no-core  (no (fit (of !>(|=(@ 1))) 1))
++  test-fits-task
  (yes (fit (of !>(*$%([%w p=@da] [%e u=(unit tang)]))) %e ~))
++  test-fits-endless
  ::  a type that comes to itself without taking anything has no nouns
  (no (fit [%hold (of !>(|.($))) [%limb %$]] 1))
++  test-fits-no-type  (fails |.((fit [%atom 5] 5)))
++  test-fits-no-hold  (fails |.((fit [%hold 5 5] 5)))
++  lie                !>(~[[~[/a] %give %meta [-:!>([%wait 5]) %wait 5 5]]])
++  test-bad-meta-lie  (bad lie)
++  test-true-meta
  =/  true  !>(~[[~[/a] %give %meta [-:!>([%wait 5]) %wait 5]]])
  (is 1 (lent (refined true)))
--
