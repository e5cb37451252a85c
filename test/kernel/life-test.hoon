|%
::  aeon, on a boot formula and what it is run on: a kernel that counts its
::  events is made, and called with each of them
++  counter  |=(n=@ ^-(* |=(* ..$(n +(n)))))
++  life
  |=  [boot=* tale=*]
  .*([aeon:eden boot tale] [2 [0 3] 0 2])
++  gate-on
  =>  *[arvo=* epic=*]
  !=([arvo epic])
++  a-kernel
  =|  n=@ud
  |=  ovo=*
  ..$(n +(n))
++  count  |=(gat=* =/(g ;;([* * @ *] gat) +>-.g))
++  test-aeon-none   (is 0 (count (life gate-on a-kernel ~)))
++  test-aeon-three  (is 3 (count (life gate-on a-kernel 1 2 3 ~)))
++  test-aeon-end    (is 2 (count (life gate-on a-kernel 1 2 7)))
::
::  wake: formulas of a library and of a kernel
++  test-wake
  =/  hoon  !=(=>(7 |=(* +7)))
  =/  arvo  [1 %kernel]
  (is [%kernel 5] .*([hoon arvo 5] wake:eden))
++  test-wake-subject
  =/  hoon  !=(=>(7 |=(* +7)))
  (is [7 5] .*([hoon [0 1] 5] wake:eden))
::
::  boot: a compiler, and texts for it. This one compiles a text to what has the
::  text in it, and is compiled by itself.
++  fate
  !=  =>  %base
  |=  [typ=* txt=@]
  ?:  =('+>' txt)  [typ %none]
  ?:  =('hoon' txt)
    :-  %typ
    !=  =>  %base
    |=  [typ=* txt=@]
    ?:(=('+>' txt) [typ %none] [%typ 0 1])
  [%typ 0 1]
++  test-boot
  (is [%base 9] .*([fate 'hoon' 'arvo' 9] boot:eden))
++  test-boot-crash
  (fails |.(.*([[0 0] 'hoon' 'arvo' 9] boot:eden)))
--
