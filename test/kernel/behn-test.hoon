|%
::  A kernel with Behn, and two puppets who wait for it.
++  timers
  |=  scripts=(list [name=term =script])
  ^-  soul
  =/  sol  (troupe scripts)
  =/  behn  (slym behn.real our)
  sol(van.mod (~(put by van.mod.sol) %behn ~(prime va vil behn *worm)))
++  born  `ovum`[/b/behn/0v1 %born ~]
++  key   |=(c=@tD `ovum`[/d/term/1 %belt c])
++  wake  `ovum`[/b/behn/0v1 %wake ~]
++  unix  `duct`~[//term/1]
++  soon  (add now ~s1)
++  later  (add now ~s9)
++  waits
  |=  when=(list [c=@tD tea=wire when=@da])
  ^-  [term script]
  :-  %dill
  %-  ~(gas by *script)
  ^-  (list [cue (list line)])
  :-  [[%take %behn %wake ~] ~[(say unix !>([%rang ~]))]]
  %+  turn  when
  |=  [c=@tD tea=wire when=@da]
  :-  `cue`[%call %belt c]
  `(list line)`~[(ask unix tea %b !>([%wait when]))]
++  one  (timers (waits ~[['a' /one soon]]) ~)
++  at   |=([sol=soul when=@da] sol(now when))
++  play
  |=  [sol=soul all=(list ovum)]
  ^-  [(list ovum) soul]
  =|  out=(list ovum)
  |-
  ?~  all  [out sol]
  =^  fex  sol  (run sol i.all)
  $(all t.all, out (weld out fex))
++  test-born         (is ~ -:(play one ~[born]))
++  test-doze
  %+  is  ~[[/behn/0v1 %doze ~ soon]]
  -:(play one ~[born (key 'a')])
++  test-no-world     (is ~ -:(play one ~[(key 'a')]))
++  test-wake-early
  =/  sol  +:(play one ~[born (key 'a')])
  (is ~[[/behn/0v1 %doze ~ soon]] -:(play sol ~[wake]))
++  test-wake
  =/  sol  +:(play one ~[born (key 'a')])
  %+  is  ~[[/term/1 %rang ~]]
  -:(play (at sol soon) ~[wake])
::  several that wait
++  three
  %-  timers
  :~  %-  waits
      :~  ['a' /one soon]
          ['b' /two later]
          ['c' /three soon]
      ==
  ==
++  all-set           +:(play three ~[born (key 'b') (key 'a') (key 'c')])
++  times
  |=  [sol=soul pax=path]
  =/  dat  (peek:(eng sol) [~ ~] / [%b %x] [[our %$ %da now.sol] pax])
  ?>  ?=([~ ~ *] dat)
  q.q.u.u.dat
++  test-doze-first
  %+  is  ~[[/behn/0v1 %doze ~ soon]]
  -:(play +:(play three ~[born (key 'b')]) ~[(key 'a')])
++  test-doze-same
  (is ~ -:(play +:(play three ~[born (key 'a')]) ~[(key 'c')]))
++  test-doze-later
  (is ~ -:(play +:(play three ~[born (key 'a')]) ~[(key 'b')]))
++  test-scry-timers  (is ~[soon soon later] (times all-set /timers))
++  test-scry-next    (is `soon (times all-set /timers/next))
++  test-scry-none    (is ~ (times three /timers/next))
++  test-scry-until
  (is ~[soon soon] (times all-set /timers/(scot %da (add now ~s5))))
++  test-scry-all
  %+  is  ~[/dill/one /dill/three /dill/two]
  %+  turn  ;;((list [@da =duct]) (times all-set /debug/timers))
  |=([* =duct] ?>(?=(^ duct) i.duct))
++  test-scry-bad
  %+  is  [~ ~]
  (peek:(eng three) [~ ~] / [%b %x] [[our %$ %da now] /nope])
++  test-scry-other
  %+  is  ~
  (peek:(eng three) [~ ~] / [%b %x] [[~nec %$ %da now] /timers])
++  test-wake-one-each
  =/  sol  +:(play (at all-set soon) ~[wake])
  (is ~[soon later] (times sol /timers))
++  test-wake-again
  =/  fex  -:(play +:(play (at all-set soon) ~[wake]) ~[wake])
  %+  is  ~[[/term/1 %rang ~]]
  (skim fex |=(ovo=ovum =(%rang p.card.ovo)))
++  test-born-again
  %+  is  ~[[/behn/0v2 %doze ~ soon]]
  -:(play all-set ~[[/b/behn/0v2 %born ~]])
++  test-wake-failed
  =/  bad  [//arvo %crud [%exit ~[leaf+"why"]] wake]
  =/  sol  +:(play (at all-set soon) ~[bad])
  %+  is  [%take %behn %wake `~[leaf+"why"]]
  (rear (heard sol %dill))
++  test-vega
  =/  sol  +:(play all-set ~[[/b/x %vega ~]])
  (is ~[soon soon later] (times sol /timers))
++  test-soft-bad      (fails |.((play three ~[[/b/x %wait 'a' 'b']])))
++  test-soft-unknown  (fails |.((play three ~[[/b/x %weight ~]])))
++  test-drip
  =/  sol  +:(play one ~[born [/b/x %drip -:!>([%x 5]) %x 5]])
  %+  is  ~[[/x %x 5]]
  =/  fex  -:(play (at sol (add now ~s1)) ~[wake])
  (skip fex |=(ovo=ovum =(%doze p.card.ovo)))
++  test-drip-lie
  (fails |.((play one ~[born [/b/x %drip -:!>([%x 5]) %x 5 5]])))
::  a hundred timers, set in one order and rung in another
++  many
  =/  sol  (timers ~)
  =/  n  0
  =.  sol  +:(play sol ~[born])
  |-  ^-  soul
  ?:  =(100 n)  sol
  =/  when  (add now (mul ~s1 (mod (mul n 37) 101)))
  $(n +(n), sol +:(play sol ~[[/b/client/(scot %ud n) %wait when]]))
++  test-many
  =/  sol  many
  =/  out  ;;((list @da) (times sol /timers))
  (is (sort out lth) out)
++  test-many-ring
  =/  sol  (at many (add now ~d1))
  =/  n  0
  |-  ^-  tang
  ?:  =(100 n)  (is ~ (times sol /timers))
  $(n +(n), sol +:(play sol ~[wake]))
--
