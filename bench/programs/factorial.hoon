::  The product of the numbers up to 1.000: its length in bits, and its bits
::  from 8.000 to 8.063.
::
=/  n=@  1.000
=/  product=@  1
=.  product
  |-  ^-  @
  ?:  =(0 n)  product
  $(n (dec n), product (mul n product))
[(met 0 product) (cut 0 [8.000 64] product)]
