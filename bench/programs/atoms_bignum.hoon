::  Arithmetic, bits and comparison, 20.000 rounds of it on numbers of twenty
::  words: a mug of what comes out.
::
=/  base=@  (bex 1.000)
=/  modulus=@  (dec (bex 1.279))
=/  x=@  base
=|  i=@
|-  ^-  @
?:  =(20.000 i)  (mug x)
=/  y  (add (mul x 3) base)
=/  z  (mix y (rsh [0 5] x))
=/  w  ?:((gth z modulus) (mod z modulus) (add z 7))
$(i +(i), x ?:(=(x w) base w))
