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
--
