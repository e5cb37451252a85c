::  Arithmetic, bits and comparison, 20.000 rounds of it on numbers of two
::  words: a mug of what comes out.
::
=/  base=@  0x1234.5678.9abc.def0.1234
=/  modulus=@  0xffff.ffff.ffff.ffff.ffff.ffc5
=/  x=@  base
=|  i=@
|-  ^-  @
?:  =(20.000 i)  (mug x)
=/  y  (add (mul x 3) base)
=/  z  (mix y (rsh [0 5] x))
=/  w  ?:((gth z modulus) (mod z modulus) (add z 7))
$(i +(i), x ?:(=(x w) base w))
