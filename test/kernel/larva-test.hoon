|%
::  The larva, by its four arms, from outside. It is fed the small system.
++  call
  |=  [axe=@ k=* sam=*]
  .*([k sam] [8 [9 axe 0 2] 9 2 10 [6 0 7] 0 2])
++  egg     `*`+>.larva
++  poke
  |=  [k=* ovo=*]
  ^-  [fex=* k=*]
  =/  made  (call 23 k now ovo)
  ?>(?=([* *] made) made)
++  fed
  |=  all=(list)
  ^-  *
  =/  k  egg
  |-  ^-  *
  ?~  all  k
  $(all t.all, k k:(poke k i.all))
++  say     |=(card=* `*`[//arvo card])
++  stack   `wynn`~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138] [%nock 4]]
++  wyrd    (say %wyrd [~.test /] stack)
++  whom    (say %whom our)
++  wack    (say %wack 0v5)
++  verb    (say %verb ~ &)
++  base    `(list file)`~[[/sys/hoon %hoon 'h'] [/sys/arvo %hoon 'a']]
++  rest
  ^-  (list file)
  :~  [/sys/lull %hoon lull-txt]
      [/sys/zuse %hoon zuse-txt]
      [/sys/vane/tiny %hoon vane-one]
  ==
++  what    |=(all=(list file) (say %what all))
::  is-egg: whether it is a larva still, as it says itself
++  is-egg  |=(k=* =([%grub 237] =+(;;([* [* [a=* b=* *]] *] k) [a b])))
++  state
  |=  k=*
  ^-  *
  ?>  ?=([* * *] k)
  +<.k
++  mark    |=(k=* =/(s (state k) ?@(s s -.s)))
++  whole   (fed wyrd verb whom wack (what base) (what rest) ~)
::  the egg
++  test-egg            (is %grub (mark egg))
++  test-poke-none      (is ~ fex:(poke egg wyrd))
++  test-peek           (is ~ (call 22 egg [~ ~] %& /bx/~zod//1))
++  test-peek-any       (is ~ (call 22 egg 7))
++  test-wish           (is 4 (call 10 egg '(add 2 2)'))
++  test-wish-version   (is 138 (call 10 egg 'hoon-version'))
++  test-wish-bad       (fails |.((call 10 egg '(add 2')))
++  test-wish-no-zuse   (fails |.((call 10 egg 'zuse')))
++  test-wish-zuse
  (is 411 (call 10 (fed (what base) (what rest) ~) 'zuse'))
::  what it learns
++  test-wyrd           (is %grub (mark (fed wyrd ~)))
++  test-wyrd-insane
  (fails |.((poke egg (say %wyrd [~.test /] (flop stack)))))
++  test-wyrd-lacks
  (fails |.((poke egg (say %wyrd [~.test /] ~[[%hoon 137]]))))
++  test-wyrd-lacks-lull
  =/  k  (fed (what base) (what rest) ~)
  (fails |.((poke k (say %wyrd [~.test /] ~[[%lull 322] [%arvo 237]]))))
++  test-whom           (is %grub (mark (fed whom ~)))
++  test-whom-twice     (fails |.((poke (fed whom ~) whom)))
++  test-wack           (is %grub (mark (fed wack ~)))
++  test-wack-twice     (is %grub (mark (fed wack wack ~)))
++  test-verb           (is %grub (mark (fed verb (say %verb ~) ~)))
++  test-sort           (is %grub (mark (fed (say %sort %breadth) ~)))
++  test-sort-bad       (fails |.((poke egg (say %sort %width))))
++  test-bad-tag        (fails |.((poke egg (say %nonesuch ~))))
++  test-bad-shape      (fails |.((poke egg (say %whom 5 5))))
++  test-no-card        (fails |.((poke egg [//arvo 5])))
++  test-no-ovum        (fails |.((poke egg 5)))
++  test-crud           (fails |.((poke egg (say %crud [%exit ~] whom))))
::  sources
++  test-base           (is %grub (mark (fed (what base) ~)))
++  test-no-kernel      (fails |.((poke egg (what rest))))
++  test-no-hoon        (fails |.((poke egg (what ~[[/sys/arvo %hoon 'a']]))))
++  test-no-arvo        (fails |.((poke egg (what ~[[/sys/hoon %hoon 'h']]))))
++  test-kernel-same    (is %grub (mark (fed (what base) (what base) ~)))
++  test-reboot
  %-  fails
  |.((poke (fed (what base) ~) (what ~[[/sys/arvo %hoon 'b']])))
++  test-zuse-first
  %-  fails
  |.((poke (fed (what base) ~) (what ~[[/sys/zuse %hoon zuse-txt]])))
++  test-vane-first
  %-  fails
  |.((poke (fed (what base) ~) (what ~[[/sys/vane/tiny %hoon vane-one]])))
++  test-syntax
  %-  fails
  |.((poke (fed (what base) ~) (what ~[[/sys/lull %hoon lull-bad]])))
++  test-mark
  %-  fails
  |.((poke (fed (what base) ~) (what ~[[/sys/lull %txt lull-txt]])))
++  test-other-files
  (is %grub (mark (fed (what base) (what ~[[/gen/ls %hoon 'x']]) ~)))
++  test-sources-late
  (is 237 (mark (fed (what base) (what rest) wyrd whom wack ~)))
++  test-one-by-one
  =/  two  [(what (scag 2 rest)) (what (slag 2 rest)) ~]
  (is 237 (mark (fed wyrd whom wack (what base) two)))
++  test-lull-alone
  (fails |.((poke (fed (what base) ~) (what (scag 1 rest)))))
::  the last thing makes it the kernel: whichever that is
++  test-molt           (is 237 (mark whole))
++  test-molt-who
  (is 237 (mark (fed wyrd wack (what base) (what rest) whom ~)))
++  test-molt-host
  (is 237 (mark (fed whom wack (what base) (what rest) wyrd ~)))
++  test-molt-entropy
  (is 237 (mark (fed whom wyrd (what base) (what rest) wack ~)))
++  test-not-without-who
  (is %grub (mark (fed wyrd wack (what base) (what rest) ~)))
++  test-not-without-host
  (is %grub (mark (fed whom wack (what base) (what rest) ~)))
++  test-not-without-entropy
  (is %grub (mark (fed whom wyrd (what base) (what rest) ~)))
++  test-not-without-sources
  (is %grub (mark (fed whom wyrd wack (what base) ~)))
++  test-molt-tells
  =/  k  (fed wyrd verb whom (what base) (what rest) ~)
  (is ~[[//arvo %vega ~]] fex:(poke k wack))
++  test-molt-cold
  =/  cold  (what ~[[/sys/lull %hoon lull-cold] [/sys/zuse %hoon zuse-txt]])
  (fails |.((fed wyrd whom wack (what base) cold ~)))
::  what it learned, it has as the kernel
++  test-kept-lac
  =/  k  (fed wyrd whom wack verb (what base) (what rest) ~)
  (is [%noun &] (answer k /fad/lac))
++  test-kept-ord
  =/  ord  (say %sort %breadth)
  =/  k  (fed wyrd whom wack verb ord (what base) (what rest) ~)
  (is [%noun %breadth] (answer k /fad/ord))
++  test-kept-ver       (is [%noun [~.test /] stack] (answer whole /zen/ver))
++  test-kept-fat
  =/  dat  (answer whole /mod/fat/sys/arvo)
  (is [%noun `[%hoon 'a'] ~] dat)
++  answer
  |=  [k=* pax=path]
  =/  dat  (call 22 k [~ ~] %| %once %$ %$ pax)
  ?>  ?=([~ %omen * *] dat)
  +>+.dat
::  another kernel's state is not for a larva that has begun
++  test-load-grub
  (fails |.((call 4 egg [%grub 237 *grub])))
++  test-load
  =/  hir  [237 *debt =/(sol small-soul sol(ver.zen [[~.test /] stack]))]
  =/  made  (call 4 egg hir)
  ?>  ?=([* *] made)
  (is 237 (mark +.made))
++  test-load-number
  (fails |.((call 4 egg [236 *debt *soul])))
++  small-soul
  =/  sol  (troupe ~)
  sol(kel.ver.zen stack)
::  the formal gate: an event to the next gate, with the kernel at +7
++  test-gate
  =/  next  .*([larva now wyrd] [9 2 10 [6 0 3] 0 2])
  ?>  ?=([* * *] next)
  (is %grub (mark +>.next))
++  test-gate-battery
  =/  next  .*([larva now wyrd] [9 2 10 [6 0 3] 0 2])
  ?>  ?=([* * *] next)
  (is -.larva -.next)
++  test-arms
  %+  is  ~
  %+  skip  `(list @)`~[4 10 22 23]
  |=  axe=@
  =/  arm  .*(egg [0 axe])
  ?=(^ arm)
--
