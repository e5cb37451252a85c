::  What is done at the shell: a vane is asked by hand, a generator is run, and
::  each move of it is printed, in both orders: homework.txt has the lines.
|%
++  fresh
  =/  sol  (troupe ~)
  =/  dill  (slym dill.real our)
  sol(van.mod (~(put by van.mod.sol) %dill ~(prime va vil dill *worm)))
++  boot    `ovum`[/d/term/1 %boot | %fake our]
++  enter   `ovum`[/d/term/1 %belt %ret ~]
++  keys    |=(=tape `ovum`[/d/term/1 %belt %txt (tuba tape)])
::  typed: what the event of the line's end comes to, with each move told
++  typed
  |=  [ord=order line=tape]
  ^-  [(list ovum) soul]
  =/  sol  +:(run fresh boot)
  =.  sol  +:(run sol (keys line))
  (run sol(lac.fad |, ord.fad ord) enter)
++  shown
  |=  fex=(list ovum)
  ^-  tape
  %-  zing
  %+  turn  fex
  |=  =ovum
  ^-  tape
  ?.  ?=(%blit p.card.ovum)  "<{(trip p.card.ovum)}>"
  %-  zing
  %+  turn  ;;((list [@tas *]) q.card.ovum)
  |=  [kind=@tas data=*]
  ^-  tape
  ?+  kind  ~
    %put  (tufa ;;((list @c) data))
    %nel  "/"
  ==
::  "foo" goes to dill, by dill: it passes to itself, and gives to the terminal
++  test-pass
  %+  is  "/~zod> foo/~zod> "
  (shown -:(typed %depth "|pass [%d %text \"foo\"]"))
++  test-pass-breadth
  %+  is  "/~zod> foo/~zod> "
  (shown -:(typed %breadth "|pass [%d %text \"foo\"]"))
::  |verb turns itself off: its own move is told, and no more
++  test-verb          (yes lac.fad:+:(typed %depth "|verb"))
::  a generator is run within the event: it asks the namespace, and makes no
::  move but what is shown
++  test-ls            (is "/~/~zod> " (shown -:(typed %depth "+ls %")))
++  test-no-generator
  %+  is  "/no generator +nonesuch/~zod> "
  (shown -:(typed %depth "+nonesuch %"))
--
