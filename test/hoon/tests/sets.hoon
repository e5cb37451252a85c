::  Sets: what is put in is there, whatever the order; the algebra of two.
/+  *test, *random
=/  one  (numbers 1 200 300)
=/  two  (numbers 2 200 300)
|%
++  put-all
  |=  items=(list @)
  ^-  (set @)
  (~(gas in *(set @)) items)
++  test-has-what-was-put
  =/  all  (put-all one)
  %+  each-of  one
  |=(item=@ (expect !>((~(has in all) item))))
::
++  test-same-tree-in-any-order
  %+  expect-eq
    !>  (put-all one)
    !>  (put-all (flop one))
::
++  test-is-well-formed
  (expect !>(~(apt in (put-all one))))
::
++  test-deleting-all-leaves-none
  %+  expect-eq
    !>  *(set @)
    !>  (roll one |=([item=@ left=_(put-all one)] (~(del in left) item)))
::
++  test-union-counts
  =/  a  (put-all one)
  =/  b  (put-all two)
  %+  expect-eq
    !>  (add ~(wyt in a) ~(wyt in b))
    !>  (add ~(wyt in (~(uni in a) b)) ~(wyt in (~(int in a) b)))
::
++  test-difference-shares-nothing
  =/  left  (~(dif in (put-all one)) (put-all two))
  %+  expect-eq
    !>  *(set @)
    !>  (~(int in left) (put-all two))
::
++  test-tap-loses-nothing
  %+  expect-eq
    !>  (sort ~(tap in (put-all one)) lth)
    !>  (sort ~(tap in (silt one)) lth)
--
