::  Queues: first in, first out, whatever is in between.
/+  *test, *random
=/  items  (numbers 4 200 1.000.000)
|%
++  fill
  |=  items=(list @)
  ^-  (qeu @)
  (~(gas to *(qeu @)) items)
++  test-first-in-first-out
  (expect-eq !>(items) !>(~(tap to (fill items))))
::
++  test-get-takes-the-top
  =/  queue  (fill items)
  =/  taken=(list @)  ~
  |-  ^-  tang
  ?:  =(~ queue)  (expect-eq !>(items) !>((flop taken)))
  =^  one  queue  ~(get to queue)
  $(taken [one taken])
::
++  test-put-after-get
  =/  queue  (fill ~[1 2 3])
  =.  queue  +:~(get to queue)
  (expect-eq !>(`(list @)`~[2 3 4]) !>(~(tap to (~(put to queue) `@`4))))
::
++  test-nothing-to-take
  (expect-fail |.(~(get to *(qeu @))))
--
