::  Text: what is written reads back.
/+  *test, *random
=/  some  (numbers 10 40 (bex 100))
|%
++  round-trip
  |=  [aura=@ta value=@]
  ^-  tang
  (expect-eq !>(`(unit @)`[~ value]) !>((slaw aura (scot aura value))))
++  test-numbers
  %+  each-of  some
  |=  a=@
  ;:  weld
    (round-trip %ud a)
    (round-trip %ux a)
    (round-trip %uv a)
    (round-trip %uw a)
    (round-trip %ub a)
  ==
::
++  test-ships
  %+  each-of  (weld (numbers 11 40 (bex 32)) (numbers 12 20 (bex 128)))
  |=(a=@ (round-trip %p a))
::
++  test-dates
  %+  each-of  (numbers 13 40 (bex 40))
  |=(a=@ (round-trip %da (add ~2000.1.1 (lsh [0 56] a))))
::
++  test-cords-and-tapes
  %+  each-of  some
  |=  a=@
  =/  text  (scow %uv a)
  (expect-eq !>(text) !>((trip (crip text))))
::
++  test-case
  =/  text  "Galena is a crystal"
  ;:  weld
    (expect-eq !>((cass text)) !>((cass (cuss text))))
    (expect-eq !>((lent text)) !>((lent (cuss text))))
  ==
::
++  test-numbers-are-parsed
  %+  each-of  some
  |=  a=@
  (expect-eq !>(a) !>(`@`(scan (a-co:co a) dem)))
--
