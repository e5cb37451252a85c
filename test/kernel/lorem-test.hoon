|%
::  Lorem and Ipsum, and a puppet that asks.
++  both
  =/  sol  (troupe ~[[%dill asks]])
  %=  sol
      van.mod
    %-  ~(gas by van.mod.sol)
    :~  [%lorem ~(prime va vil (slym lorem.real our) *worm)]
        [%ipsum ~(prime va vil (slym ipsum.real our) *worm)]
    ==
  ==
++  unix  `duct`~[//term/1]
++  asks
  ^-  script
  %-  ~(gas by *script)
  ^-  (list [cue (list line)])
  :~  [[%call %belt 'a'] ~[(ask unix /a %lorem !>([%tell %foo 'dolor']))]]
      [[%call %belt 'b'] ~[(ask unix /b %lorem !>([%bury %foo]))]]
      [[%call %belt 'i'] ~[(ask unix /i %ipsum !>([%turn 'sit']))]]
      [[%take %lorem %word 'dolor' 'rolod'] ~[(say unix !>([%got 'rolod']))]]
  ==
++  key   |=(c=@tD `ovum`[/d/term/1 %belt c])
++  told  (run both (key 'a'))
++  test-tell        (is ~[[/term/1 %got 'rolod']] -:told)
++  test-heard
  %+  is  `(list cue)`~[[%call %belt 'a'] [%take %lorem %word 'dolor' 'rolod']]
  (heard +:told %dill)
++  test-turn
  %+  is  `(list cue)`~[[%call %belt 'i'] [%take %ipsum %turned 'tis']]
  (heard +:(run both (key 'i')) %dill)
++  look-up
  |=  [sol=soul pax=path]
  (peek:(eng sol) [~ ~] / [%lorem %x] [[our %$ %da now] pax])
++  test-word
  =/  dat  (look-up +:told /word/foo)
  (is 'rolod' ?>(?=([~ ~ *] dat) q.q.u.u.dat))
++  test-no-word     (is [~ ~] (look-up +:told /word/bar))
++  test-not-mine    (is ~ (look-up +:told /nope))
++  test-twice       (fails |.((run +:told (key 'a'))))
++  buried           +:(run +:told (key 'b'))
++  test-tombstone   (fails |.((look-up buried /word/foo)))
++  test-around      (is [~ ~] (look-up buried /word/bar))
++  test-no-rebirth  (fails |.((run buried (key 'a'))))
++  test-count
  =/  dat
    (peek:(eng +:told) [~ ~] / [%ipsum %x] [[our %$ %da now] /turned])
  (is 1 ?>(?=([~ ~ *] dat) q.q.u.u.dat))
::  a task of a wrong shape from outside is refused
++  test-bad-soft    (fails |.((run both [/ipsum/x %turn 5 6])))
++  test-bad-tag     (fails |.((run both [/ipsum/x %twist 5])))
++  test-soft
  (is ~[[/x %turned 'oof']] -:(run both [/ipsum/x %turn 'foo']))
--
