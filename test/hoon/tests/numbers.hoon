::  Numbers: the laws of arithmetic, and ways of writing that come back.
/+  *test, *random
=/  small  (numbers 8 40 1.000)
=/  large  (numbers 9 40 (bex 300))
|%
++  test-division
  %+  each-of  large
  |=  a=@
  %+  each-of  (scag 8 small)
  |=  b=@
  =.  b  +(b)
  =/  [p=@ q=@]  (dvr a b)
  ;:  weld
    (expect-eq !>(a) !>((add q (mul p b))))
    (expect !>((lth q b)))
  ==
::
++  test-subtraction-undoes-addition
  %+  each-of  large
  |=  a=@
  (expect-eq !>(a) !>((sub (add a 17) 17)))
::
++  test-nothing-below-zero
  ;:  weld
    (expect-fail-message 'subtract-underflow' |.((sub 3 4)))
    (expect-fail-message 'decrement-underflow' |.((dec 0)))
    (expect-fail |.((div 1 0)))
  ==
::
++  test-bits
  %+  each-of  large
  |=  a=@
  ;:  weld
    (expect-eq !>(a) !>((rep 3 (rip 3 a))))
    (expect-eq !>(a) !>((can 0 ~[[7 (end [0 7] a)] [400 (rsh [0 7] a)]])))
    (expect-eq !>(a) !>((rsh [0 13] (lsh [0 13] a))))
  ==
::
++  test-signed
  %+  each-of  small
  |=  a=@
  ;:  weld
    (expect-eq !>(--0) !>((sum:si (sun:si a) (new:si | a))))
    (expect-eq !>((sun:si a)) !>((abs-of (new:si | a))))
  ==
++  abs-of  |=(a=@s (sun:si (abs:si a)))
::
++  test-jam-and-cue
  (each-of large |=(a=@ (expect-eq !>(`*`[a a]) !>((cue (jam [a a]))))))
--
