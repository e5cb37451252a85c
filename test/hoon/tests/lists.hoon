::  Lists: sorting, and what undoes what.
/+  *test, *random
=/  items  (numbers 5 200 60)
|%
++  ascends
  |=  items=(list @)
  ^-  ?
  ?~  items  &
  ?~  t.items  &
  &((lte i.items i.t.items) $(items t.items))
++  test-sort-ascends
  (expect !>((ascends (sort items lth))))
::
++  test-sort-loses-nothing
  =/  count
    |=  items=(list @)
    %+  roll  items
    |=  [item=@ counts=(map @ @)]
    (~(put by counts) item +((~(gut by counts) item 0)))
  (expect-eq !>((count items)) !>((count (sort items lth))))
::
++  test-sort-of-sorted
  =/  sorted  (sort items lth)
  (expect-eq !>(sorted) !>((sort sorted lth)))
::
++  test-flop-twice
  (expect-eq !>(items) !>((flop (flop items))))
::
++  test-weld-and-scag
  %+  each-of  (numbers 6 20 200)
  |=  at=@
  (expect-eq !>(items) !>((weld (scag at items) (slag at items))))
::
++  test-snag-is-of-scag
  %+  each-of  (numbers 7 20 200)
  |=  at=@
  (expect-eq !>((snag at items)) !>((rear (scag +(at) items))))
::
++  test-beyond-the-end
  ;:  weld
    (expect-fail |.((snag 1.000 items)))
    (expect-fail-message 'snag-fail' |.((snag 1.000 items)))
    (expect-success |.((snag 199 items)))
  ==
--
