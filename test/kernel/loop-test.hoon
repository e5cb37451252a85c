|%
++  unix  `duct`~[//term/1]
++  key   |=(c=@tD `ovum`[/d/term/1 %belt c])
++  in-order
  |=  [sol=soul ord=order]
  sol(ord.fad ord)
++  scripts
  |=  all=(list [name=term acts=(list [cue (list line)])])
  %-  troupe
  %+  turn  all
  |=  [name=term acts=(list [cue (list line)])]
  [name (~(gas by *script) acts)]
++  on  |=([=cue moves=(list line)] `[^cue (list line)]`[cue moves])
::
::  %slip: dill turns to gall, and what gall answers goes to who asked dill
++  slipped
  %-  scripts
  :~  :-  %clay
      ~[(on [%call %belt 'a'] ~[(ask unix /c %d !>([%hi ~]))])]
      :-  %dill
      =/  to-clay  `duct`~[/clay/c //term/1]
      ~[(on [%call %hi ~] ~[(turn-to to-clay %g !>([%hi ~]))])]
      [%gall ~[(on [%call %hi ~] ~[(say ~[/clay/c //term/1] !>([%ho ~]))])]]
  ==
++  test-slip
  =/  sol  +:(run slipped [/c/term/1 %belt 'a'])
  (is `(list cue)`~[[%call %belt 'a'] [%take %gall %ho ~]] (heard sol %clay))
++  test-slip-back
  =/  sol  +:(run slipped [/c/term/1 %belt 'a'])
  (is `(list cue)`~[[%call %hi ~]] (heard sol %dill))
::
::  a vane asks itself, and is entered again while its first moves wait
++  again
  %-  scripts
  :~  :-  %dill
      :~  %+  on  [%call %belt 'a']
          :~  (ask unix /one %g !>([%one ~]))
              (ask unix /two %g !>([%two ~]))
          ==
      ==
      :-  %gall
      :~  %+  on  [%call %one ~]
          ~[(ask unix /sub %g !>([%sub ~]))]
      ==
  ==
++  test-inversion
  =/  sol  +:(run (in-order again %depth) (key 'a'))
  %+  is  `(list cue)`~[[%call %one ~] [%call %sub ~] [%call %two ~]]
  (heard sol %gall)
++  test-no-inversion
  =/  sol  +:(run (in-order again %breadth) (key 'a'))
  %+  is  `(list cue)`~[[%call %one ~] [%call %two ~] [%call %sub ~]]
  (heard sol %gall)
::
::  trees of moves: by breadth each is made in the order in which it was emitted
++  tree
  %-  scripts
  =/  step
    |=  n=@
    %+  on  [%call %go n]
    :~  (ask unix /a %g !>([%go (mul 2 n)]))
        (ask unix /b %g !>([%go +((mul 2 n))]))
    ==
  :~  [%dill ~[(on [%call %belt 'a'] ~[(ask unix / %g !>([%go 1]))])]]
      [%gall (turn (gulf 1 15) step)]
  ==
++  numbers
  |=  ord=order
  =/  sol  +:(run (in-order tree ord) (key 'a'))
  %+  murn  (heard sol %gall)
  |=  =cue
  ?.(?=([%call %go @] cue) ~ `;;(@ud q.cue))
++  test-tree-breadth  (is (gulf 1 31) (numbers %breadth))
++  test-tree-depth    (is (gulf 1 31) (sort (numbers %depth) lth))
++  test-tree-dfs      (is `(list @)`~[1 2 4 8 16] (scag 5 (numbers %depth)))
::
::  orders are changed by a task
++  test-sort
  (is %breadth ord.fad:+:(run (troupe ~) [//arvo %sort %breadth]))
++  test-sort-bad      (fails |.((run (troupe ~) [//arvo %sort %width])))
::
::  failures
++  test-no-vane       (fails |.((run (troupe ~) [/d/term/1 %belt 'a'])))
++  test-no-wire       (fails |.((run (troupe ~) [/ %belt 'a'])))
++  test-no-waif       (fails |.((run (troupe ~) [//arvo %nonesuch 5])))
++  test-waif-goof
  =/  bad  [//arvo %crud [%exit ~] //arvo %verb ~]
  (fails |.((run (troupe ~) bad)))
++  test-wasp-bad      (fails |.((run (troupe ~) [//arvo %crud 5])))
++  test-give-no-duct
  =/  sol  (scripts ~[[%dill ~[(on [%call %belt 'a'] ~[(say ~ !>([%x ~]))])]]])
  (fails |.((run sol (key 'a'))))
++  test-give-no-wire
  =/  says  (on [%call %belt 'a'] ~[(say ~[/] !>([%x ~]))])
  =/  sol  (scripts ~[[%dill ~[says]]])
  (fails |.((run sol (key 'a'))))
++  test-give-outside
  =/  says  (on [%call %belt 'a'] ~[(say ~[//x //y] !>([%x ~]))])
  =/  sol  (scripts ~[[%dill ~[says]]])
  (fails |.((run sol (key 'a'))))
++  test-crud
  =/  sol  (scripts ~[[%dill ~]])
  =/  bad  [//arvo %crud [%exit ~[leaf+"why"]] /d/term/1 %belt 'a']
  (is `(list cue)`~[[%call %dud %exit]] (heard +:(run sol bad) %dill))
++  test-lag
  =/  sol  (scripts ~[[%dill ~]])
  =/  bad  [//arvo %crud [%exit ~[leaf+"wyrd"]] /d/term/1 %belt 'a']
  (yes lag.zen:+:(run sol bad))
++  test-no-lag
  =/  sol  (scripts ~[[%dill ~]])
  =/  bad  [//arvo %crud [%exit ~[leaf+"weird"]] /d/term/1 %belt 'a']
  (no lag.zen:+:(run sol bad))
++  hurled
  %-  scripts
  :~  :-  %dill
      :~  (on [%call %belt 'a'] ~[`line`[unix %pass /x %g %meta !>([%hi ~])]])
      ==
      [%gall ~[(on [%call %hi ~] ~[(say ~[/dill/x //term/1] !>([%ho ~]))])]]
  ==
++  test-unix-lines
  =/  sol  +:(run hurled (key 'a'))
  (is `(list cue)`~[[%call %belt 'a'] [%take %gall %ho ~]] (heard sol %dill))
::
::  tasks of the kernel
++  test-verb          (no lac.fad:+:(run (troupe ~) [//arvo %verb ~]))
++  test-verb-on       (yes lac.fad:+:(run (troupe ~) [//arvo %verb `&]))
++  test-whey
  =/  fex  -:(run (troupe ~[[%dill ~]]) [//arvo %whey ~])
  ?>  ?=([[* %mass *] ~] fex)
  (is 'arvo' -:;;(mass q.card.i.fex))
++  test-trim
  =/  sol  +:(run (troupe ~[[%dill ~]]) [//arvo %trim 0])
  (is `(list cue)`~[[%call %trim 0]] (heard sol %dill))
++  test-trim-some
  =/  one  (troupe ~[[%dill ~]])
  =/  sol  +:(run one [//arvo %trim 1])
  =/  old  worm:(~(got by van.mod.one) %dill)
  =/  new  worm:(~(got by van.mod.sol) %dill)
  (is mit.old (~(int by mit.new) mit.old))
++  test-whiz
  =/  one  (troupe ~[[%dill ~]])
  =/  sol  +:(run one [//arvo %whiz ~])
  (is worm:(~(got by van.mod.one) %dill) worm:(~(got by van.mod.sol) %dill))
++  test-wack
  =/  sol  +:(run (troupe ~) [//arvo %wack 0v5])
  (no =(eny:(troupe ~) eny.sol))
++  all-kelvins
  ^-  wynn
  ~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138] [%nock 4]]
++  test-wyrd
  =/  ver  [[~.galena /] all-kelvins]
  (is ver ver.zen:+:(run (troupe ~) [//arvo %wyrd ver]))
++  test-wyrd-insane
  (fails |.((run (troupe ~) [//arvo %wyrd [~.galena /] (flop all-kelvins)])))
++  test-wyrd-lacks
  =/  ver  [[~.galena /] (slag 2 all-kelvins)]
  (fails |.((run (troupe ~) [//arvo %wyrd ver])))
::
::  names of the kernel
++  ask-for
  |=  [sol=soul pax=path]
  (peek:(eng sol) [~ ~] / %$ [[our %$ %da now] pax])
++  found
  |=  [sol=soul pax=path]
  =/  dat  (ask-for sol pax)
  ?>  ?=([~ ~ *] dat)
  q.q.u.u.dat
++  test-peek-lac      (is & (found (troupe ~) /fad/lac))
++  test-peek-ord      (is %depth (found (troupe ~) /fad/ord))
++  test-peek-van
  %+  is  (silt ~[%dill])
  (found (troupe ~[[%dill ~]]) /mod/van)
++  test-peek-none     (is ~ (ask-for (troupe ~) /nope))
++  test-peek-then
  (is ~ (peek:(eng (troupe ~)) [~ ~] / %$ [[our %$ %da +(now)] /fad/lac]))
++  test-peek-other
  (is ~ (peek:(eng (troupe ~)) [~ ~] / %$ [[~nec %$ %da now] /fad/lac]))
++  test-peek-vane
  =/  dat
    (peek:(eng (troupe ~[[%dill ~]])) [~ ~] / %dx [[our %$ %da now] /heard])
  (yes ?=([~ ~ %noun *] dat))
++  test-peek-nothing
  =/  dat
    (peek:(eng (troupe ~[[%dill ~]])) [~ ~] / %dx [[our %$ %da now] /nothing])
  (is [~ ~] dat)
++  test-peek-no-vane
  (is ~ (peek:(eng (troupe ~)) [~ ~] / %dx [[our %$ %da now] /heard]))
::
::  the state keeps nothing of an event that is over: the place of a vane
++  test-no-leak
  =/  sol  +:(run (troupe ~[[%dill ~]]) (key 'a'))
  =/  gat  q.vase:(~(got by van.mod.sol) %dill)
  ?>  ?=([* [@ @ *] *] gat)
  (is [*@da 0] [-.+<.gat +<.+<.gat])
--
