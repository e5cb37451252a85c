|%
::  The kernel, by its four arms, from outside: it comes of a larva that is fed
::  the small system.
++  call
  |=  [axe=@ k=* sam=*]
  .*([k sam] [8 [9 axe 0 2] 9 2 10 [6 0 7] 0 2])
++  poke-at
  |=  [k=* when=@da ovo=*]
  ^-  [fex=* k=*]
  =/  made  (call 23 k when ovo)
  ?>(?=([* *] made) made)
++  poke    |=([k=* ovo=*] (poke-at k now ovo))
++  stack   `wynn`~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138] [%nock 4]]
++  files
  ^-  (list file)
  :~  [/sys/hoon %hoon 'h']
      [/sys/arvo %hoon 'a']
      [/sys/lull %hoon lull-txt]
      [/sys/zuse %hoon zuse-txt]
      [/sys/vane/tiny %hoon vane-one]
  ==
++  fresh
  ^-  *
  =/  k  `*`+>.larva
  =.  k  k:(poke k //arvo %wyrd [~.test /] stack)
  =.  k  k:(poke k //arvo %verb ~ &)
  =.  k  k:(poke k //arvo %whom our)
  =.  k  k:(poke k //arvo %wack 0v5)
  k:(poke k //arvo %what files)
++  go      [/tiny/x %go 1]
++  ask     |=([k=* nom=*] (call 22 k [~ ~] nom))
++  once    |=([k=* vis=* pax=path] (ask k %| %once vis %$ pax))
++  value
  |=  dat=*
  ?>  ?=([~ %omen * * *] dat)
  +>+>.dat
::  poke
++  test-poke           (is ~[[/x %said %one]] fex:(poke fresh go))
++  test-poke-next
  =/  k  k:(poke k:(poke fresh go) go)
  (is [%0 2] (value (once k [%tiny %x] /)))
++  test-poke-state     (is [%0 0] (value (once fresh [%tiny %x] /)))
++  test-poke-time
  =/  k  k:(poke-at fresh (add now ~s5) go)
  %+  is  [~ `[%noun &]]
  :-  (ask k %| %beam %$ [our %$ %da now] /fad/lac)
  (ask k %| %beam %$ [our %$ %da (add now ~s5)] /fad/lac)
++  test-poke-entropy
  =/  one  k:(poke-at fresh (add now ~s5) go)
  =/  two  k:(poke-at fresh (add now ~s6) go)
  (no =((mug one) (mug two)))
++  test-poke-same
  (is (mug k:(poke fresh go)) (mug k:(poke fresh go)))
++  test-poke-crash     (fails |.((poke fresh [/tiny/x 5])))
++  test-poke-no-vane   (fails |.((poke fresh [/nobody/x %go 1])))
++  test-poke-no-wire   (fails |.((poke fresh [/ %go 1])))
++  test-poke-bad-wire  (fails |.((poke fresh [5 %go 1])))
++  test-poke-odd-wire  (fails |.((poke fresh [[%tiny [1 2] ~] %go 1])))
++  test-poke-no-ovum   (fails |.((poke fresh 5)))
++  test-poke-no-time   (fails |.((call 23 fresh [5 5] go)))
++  test-poke-core
  =/  k  k:(poke fresh go)
  (is -:;;([* *] fresh) -:;;([* *] k))
::  peek: three ways to ask
++  test-peek-once
  %+  is
    `[%omen [%$ (scot %p our) %$ (scot %da now) /fad/lac] %noun &]
  (once fresh %$ /fad/lac)
++  test-peek-beam
  %+  is  `[%noun &]
  (ask fresh %| %beam %$ [our %$ %da now] /fad/lac)
++  test-peek-path
  %+  is  `[%noun [%0 0]]
  (ask fresh %& /'._tiny_x__'/(scot %p our)//(scot %da now))
++  test-peek-pair
  (is [%0 0] (value (once fresh [%tiny %x] /)))
++  test-peek-then
  (is ~ (ask fresh %| %beam %$ [our %$ %da (add now 1)] /fad/lac))
++  test-peek-other
  (is ~ (ask fresh %| %beam %$ [~nec %$ %da now] /fad/lac))
++  test-peek-desk
  (is ~ (ask fresh %| %beam %$ [our %base %da now] /fad/lac))
++  test-peek-none      (is ~ (once fresh %$ /nope))
++  test-peek-no-vane   (is ~ (once fresh %zx /nope))
++  test-peek-no-path   (is ~ (ask fresh %& /nope))
++  test-peek-empty     (is ~ (ask fresh %& /))
++  test-peek-bad       (fails |.((ask fresh 5)))
++  test-peek-way       (fails |.((ask fresh %| %other 5)))
++  test-peek-same
  =/  k  fresh
  =/  old  (mug k)
  =/  dat  (once k %$ /fad/lac)
  (is old (mug k))
++  test-peek-lag       (is | (value (once fresh %$ /zen/lag)))
++  test-peek-van       (is (silt ~[%tiny]) (value (once fresh %$ /mod/van)))
++  test-peek-fat
  (is [`[%hoon zuse-txt] ~] (value (once fresh %$ /mod/fat/sys/zuse)))
++  test-peek-whey      (is %arvo -:;;([* *] (value (once fresh %$ /whey))))
::  wish
++  test-wish           (is 4 (call 10 fresh '(add 2 2)'))
++  test-wish-zuse      (is 411 (call 10 fresh 'zuse'))
++  test-wish-lull      (is %one (call 10 fresh 'word'))
++  test-wish-syntax    (fails |.((call 10 fresh '(add 2')))
++  test-wish-name      (fails |.((call 10 fresh 'nonesuch')))
++  test-wish-crash     (fails |.((call 10 fresh '!!')))
++  test-wish-cell      (fails |.((call 10 fresh 5 5)))
::  load
++  heir-of
  |=  sol=soul
  [237 *debt sol(kel.ver.zen stack)]
++  loaded
  |=  hir=*
  ^-  [fex=* k=*]
  =/  made  (call 4 fresh hir)
  ?>(?=([* *] made) made)
++  test-load-vega
  (is ~[[//arvo %vega ~]] fex:(loaded (heir-of (troupe ~))))
++  test-load-tells
  =/  k  k:(loaded (heir-of (troupe ~[[%dill ~]])))
  %+  is  ~[[%call %vega ~]]
  (value (once k %dx /heard))
++  test-load-effects
  =/  left  =/(=debt *debt debt(out ~[[/y %old ~] [/z %older ~]]))
  %+  is  ~[[/z %older ~] [/y %old ~] [//arvo %vega ~]]
  fex:(loaded 237 left +>:(heir-of (troupe ~)))
++  test-load-primes
  =/  sol  (troupe ~[[%dill ~]])
  =.  van.mod.sol  (~(run by van.mod.sol) |=(=vane vane(worm *worm)))
  =/  k  k:(loaded (heir-of sol))
  (is ~[[%call %vega ~]] (value (once k %dx /heard)))
++  test-load-cold
  =/  sol  (troupe ~)
  (fails |.((loaded [237 *debt sol(kel.ver.zen ~[[%hoon 137]])])))
++  test-load-number    (fails |.((loaded [236 *debt (troupe ~)])))
++  test-load-grub      (fails |.((loaded [%grub 237 *grub])))
++  test-load-shape     (fails |.((loaded 5)))
::  a task that only the kernel takes, through the arm
++  test-verb
  =/  k  k:(poke fresh //arvo %verb `&)
  (is & (value (once k %$ /fad/lac)))
++  test-sort
  =/  k  k:(poke fresh //arvo %sort %breadth)
  (is %breadth (value (once k %$ /fad/ord)))
++  test-what
  =/  k  k:(poke fresh //arvo %what ~[[/sys/lull %hoon lull-new]])
  (is ~[[/x %said %two]] fex:(poke k go))
++  test-what-keeps
  =/  k  k:(poke k:(poke fresh go) //arvo %what ~[[/sys/lull %hoon lull-new]])
  (is [%0 1] (value (once k [%tiny %x] /)))
++  test-what-fails
  (fails |.((poke fresh //arvo %what ~[[/sys/lull %hoon lull-bad]])))
--
