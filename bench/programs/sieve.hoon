::  The primes below ten thousand, struck out in one large atom: how many there
::  are, and their sum.
::
=/  limit=@  10.000
=/  struck=@  0
=/  n=@  2
=|  [count=@ sum=@]
|-  ^-  [@ @]
?:  =(n limit)  [count sum]
?:  =(1 (cut 0 [n 1] struck))  $(n +(n))
=/  multiple  (mul n n)
=.  struck
  |-  ^-  @
  ?.  (lth multiple limit)  struck
  $(multiple (add multiple n), struck (con struck (bex multiple)))
$(n +(n), count +(count), sum (add sum n))
