|%
++  hoon-of  |=(txt=@t `(cask)`[%hoon txt])
++  fat
  =|  fat=(axal (cask))
  %-  ~(gas of fat)
  :~  [/sys/hoon %hoon 'h']
      [/sys/arvo %hoon 'a']
      [/sys/lull %hoon 'l']
      [/sys/zuse %hoon 'z']
      [/sys/vane/behn %hoon 'b']
      [/sys/vane/dill %hoon 'd']
  ==
++  s  ~(. sources fat)
++  new  |=(all=(list file) (changed:s all))
::  changed
++  test-changed-none   (is ~ (new ~[[/sys/arvo %hoon 'a']]))
++  test-changed
  %+  is  1
  ~(wyt by (new ~[[/sys/arvo %hoon 'b'] [/sys/lull %hoon 'l']]))
++  test-changed-mark   (is 1 ~(wyt by (new ~[[/sys/arvo %txt 'a']])))
++  test-changed-new    (is 1 ~(wyt by (new ~[[/gen/ls %hoon 'x']])))
::  kernel
++  test-kernel-none    (is ~ (kernel:s (new ~[[/sys/lull %hoon 'm']])))
++  test-kernel-arvo
  %+  is  `[[~ 'b'] ~[[/sys/arvo %hoon 'b']]]
  (kernel:s (new ~[[/sys/arvo %hoon 'b']]))
++  test-kernel-hoon
  %+  is  `[[`'i' 'a'] ~[[/sys/arvo %hoon 'a'] [/sys/hoon %hoon 'i']]]
  (kernel:s (new ~[[/sys/hoon %hoon 'i']]))
++  test-kernel-both
  %+  is  `[[`'i' 'b'] ~[[/sys/arvo %hoon 'b'] [/sys/hoon %hoon 'i']]]
  (kernel:s (new ~[[/sys/hoon %hoon 'i'] [/sys/arvo %hoon 'b']]))
++  test-kernel-mark    (fails |.((kernel:s (new ~[[/sys/arvo %txt 'b']]))))
++  test-kernel-lone
  (fails |.((~(kernel sources *(axal (cask))) (my ~[[/sys/hoon %hoon 'i']]))))
::  modules
++  built  |=([all=(list file) whole=?] -:(modules:s (new all) whole))
++  test-modules-none   (is [~ ~ ~] (built ~ |))
++  test-modules-all    (is [`'l' `'z' ~[[%behn 'b'] [%dill 'd']]] (built ~ &))
++  test-modules-lull
  (is [`'m' `'z' ~[[%behn 'b'] [%dill 'd']]] (built ~[[/sys/lull %hoon 'm']] |))
++  test-modules-zuse
  (is [~ `'y' ~[[%behn 'b'] [%dill 'd']]] (built ~[[/sys/zuse %hoon 'y']] |))
++  test-modules-vane
  %+  is  [~ ~ ~[[%dill 'e']]]
  (built ~[[/sys/vane/dill %hoon 'e']] |)
++  test-modules-other  (is [~ ~ ~] (built ~[[/gen/ls %hoon 'x']] |))
++  test-modules-order
  %+  is  [~ ~ ~[[%ames 'x'] [%behn 'y']]]
  (built ~[[/sys/vane/behn %hoon 'y'] [/sys/vane/ames %hoon 'x']] |)
++  test-modules-keep
  =/  fat  +:(modules:s (new ~[[/sys/vane/dill %hoon 'e']]) |)
  (is `[%hoon 'e'] (~(get of fat) /sys/vane/dill))
++  test-modules-mark   (fails |.((built ~[[/sys/lull %txt 'm']] |)))
++  test-modules-gone
  (fails |.((~(modules sources *(axal (cask))) ~ &)))
::
::  a small system: see puppets.hoon
++  small
  =/  sol  (troupe ~)
  =.  kel.ver.zen.sol
    ~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138]]
  =/  end  abet:(rebuild:(eng sol) first |)
  ?>  ?=(%& -.end)
  q.p.end
++  first
  %-  my
  :~  [/sys/lull %hoon lull-txt]
      [/sys/zuse %hoon zuse-txt]
      [/sys/vane/tiny %hoon vane-one]
  ==
++  poke-tiny  `ovum`[/tiny/x %go 1]
++  used       +:(run small poke-tiny)
++  state-of
  |=  sol=soul
  =/  dat  (peek:(eng sol) [~ ~] / [%tiny %x] [[our %$ %da now] /])
  ?>  ?=([~ ~ *] dat)
  q.q.u.u.dat
++  what       |=(all=(list file) `ovum`[//arvo %what all])
++  after      |=(all=(list file) +:(run used (what all)))
++  test-small          (is ~[[/x %said %one]] -:(run small poke-tiny))
++  test-small-state    (is [%0 1] (state-of used))
++  test-nothing-new    (is used (after ~[[/sys/lull %hoon lull-txt]]))
++  test-other-files    (is used (after ~[[/gen/ls %hoon 'x']]))
++  test-new-lull
  =/  sol  (after ~[[/sys/lull %hoon lull-new]])
  (is ~[[/x %said %two]] -:(run sol poke-tiny))
++  test-new-lull-keeps
  (is [%0 1] (state-of (after ~[[/sys/lull %hoon lull-new]])))
++  test-new-vane
  (is [%1 1 'new'] (state-of (after ~[[/sys/vane/tiny %hoon vane-two]])))
++  test-another-vane
  =/  sol  (after ~[[/sys/vane/mini %hoon vane-one]])
  (is (silt `(list @tas)`~[%tiny %mini]) ~(key by van.mod.sol))
++  breaks              |=(all=(list file) (fails |.((run used (what all)))))
++  test-syntax         (breaks ~[[/sys/lull %hoon lull-bad]])
++  test-cold           (breaks ~[[/sys/lull %hoon lull-cold]])
++  test-alien-state    (breaks ~[[/sys/vane/tiny %hoon vane-alien]])
++  test-load-crashes   (breaks ~[[/sys/vane/tiny %hoon vane-falls]])
++  test-no-vane        (breaks ~[[/sys/vane/tiny %hoon '5']])
++  test-bad-mark       (breaks ~[[/sys/lull %txt lull-new]])
::
::  another kernel: it gives back what it was left
++  arvo-txt
  '=>\0a|%\0a++  load  |=(old=* [[%got old] ~])\0a--\0a|=([@ *] ..load)\0a'
++  taken
  |=  made=*
  ^-  [@ud =debt =soul]
  ::  no mold: that would walk the types of all vases
  ?>  ?=([[* *] *] made)
  !<([@ud =debt =soul] [-:!>(*[@ud =debt =soul]) +.-.made])
++  handed
  |=  ord=order
  ^-  [@ud =debt =soul]
  =/  sol  used
  =.  ord.fad.sol  ord
  =/  end  loop:(poke:(eng sol) (what ~[[/sys/arvo %hoon arvo-txt]]))
  ?>  ?=(%| -.end)
  (taken $:p.end)
++  test-handed-kelvin  (is 237 -:(handed %depth))
++  test-handed-state
  =/  sol  soul:(handed %depth)
  (is [%0 1] (state-of sol))
++  test-handed-files
  =/  left  debt:(handed %depth)
  %+  is  [~[[/sys/arvo %hoon arvo-txt]] ~[[/sys/arvo %hoon arvo-txt]]]
  [kel.left fil.left]
++  test-arvo-syntax    (breaks ~[[/sys/arvo %hoon '|=']])
++  test-arvo-no-load   (breaks ~[[/sys/arvo %hoon '=>(~ |=(@ 5))']])
::
::  moves that wait are handed over in the order in which they would be made
++  waiting
  |=  ord=order
  =/  one  (eng =/(sol used sol(ord.fad ord)))
  =/  hi   |=(n=@ `move`[~[/x] %pass /w %tiny %& [-:!>([%go 1]) %go n]])
  =.  one  (emit:one ~[(hi 1) (hi 2)])
  =.  one  (emit:one ~[(hi 3)])
  =.  one  (upgrade:one ~[[/sys/arvo %hoon arvo-txt]])
  =/  end  abet:one
  ?>  ?=(%| -.end)
  =/  left  debt:(taken $:p.end)
  ^-  (list @)
  %-  zing
  %+  turn  run.left
  |=  =plan
  %+  turn  moves.plan
  |=  =move
  ?>  ?=([%pass * * %& *] ball.move)
  ;;(@ +:;;(^ q.p.task.note.ball.move))
++  test-waiting-depth    (is `(list @)`~[3 1 2] (waiting %depth))
++  test-waiting-breadth  (is `(list @)`~[1 2 3] (waiting %breadth))
::
::  what is left is taken up by jump
++  test-jump
  =/  one  (eng small)
  =/  hi   `move`[~ %pass /w %tiny %& [-:!>([%soft 1]) %soft [%go 1]]]
  =/  end  loop:(jump:one [~[[[%$ ~ ~] 0 ~[hi]]] ~[[/y %old ~]] ~ ~])
  ?>  ?=(%& -.end)
  (is [/y %old ~] ?>(?=(^ p.p.end) i.p.p.end))
++  test-jump-vega
  =/  end  loop:(jump:(eng small) [~ ~ ~ ~])
  ?>  ?=(%& -.end)
  (is ~[[//arvo %vega ~]] p.p.end)
--
