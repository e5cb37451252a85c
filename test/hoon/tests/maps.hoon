::  Maps: a key has the last value that it was given; the algebra of two.
/+  *test, *random
=/  keys  (numbers 3 200 300)
|%
++  squares
  |=  keys=(list @)
  ^-  (map @ @)
  (~(gas by *(map @ @)) (turn keys |=(key=@ [key (mul key key)])))
++  test-gets-what-was-put
  =/  all  (squares keys)
  %+  each-of  keys
  |=  key=@
  (expect-eq !>(`(unit @)`[~ (mul key key)]) !>((~(get by all) key)))
::
++  test-the-last-value-counts
  =/  all  (~(put by (squares keys)) 7 0)
  (expect-eq !>(`@`0) !>((~(got by all) 7)))
::
++  test-is-well-formed
  (expect !>(~(apt by (squares keys))))
::
++  test-same-tree-in-any-order
  (expect-eq !>((squares keys)) !>((squares (flop keys))))
::
++  test-run-and-key
  =/  all  (squares keys)
  ;:  weld
    %+  expect-eq
      !>  ~(key by all)
      !>  ~(key by (~(run by all) |=(value=@ +(value))))
    %+  expect-eq
      !>  ~(wyt by all)
      !>  ~(wyt in (silt keys))
  ==
::
++  test-union-prefers-the-second
  =/  all  (squares keys)
  =/  zero  (~(run by all) |=(@ `@`0))
  ;:  weld
    (expect-eq !>(zero) !>((~(uni by all) zero)))
    (expect-eq !>(all) !>((~(uni by zero) all)))
  ==
::
++  test-what-is-not-there
  ;:  weld
    (expect-eq !>(`(unit @)`~) !>((~(get by (squares keys)) 1.000)))
    (expect-fail |.((~(got by (squares keys)) 1.000)))
  ==
--
