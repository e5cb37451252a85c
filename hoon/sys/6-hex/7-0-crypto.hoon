+|  %cryptography
::
::  lanes: words of a size beside each other in one number, on which all of
::  them are calculated with at once
++  lanes
  |=  [size=bloq count=@]
  =/  bits  (bex size)
  =/  ones  (fil size count 1)
  =/  high  (lsh [0 (dec bits)] ones)
  =/  low   (mul ones (dec (bex (dec bits))))
  |%
  ::  sum: the sums
  ++  sum
    |=  [a=@ b=@]
    (mix (add (dis a low) (dis b low)) (dis (mix a b) high))
  ::  rol, ror: turned by so many bits to the left and to the right
  ++  rol
    |=  [by=@ a=@]
    =/  kept  (dis a (mul ones (dec (bex (sub bits by)))))
    (con (lsh [0 by] kept) (rsh [0 (sub bits by)] (mix a kept)))
  ++  ror  |=([by=@ a=@] (rol (sub bits by) a))
  ::  step: each word in the place of the one so many before it
  ++  step
    |=  [by=@ a=@]
    (con (rsh [size by] a) (lsh [size (sub count by)] (end [size by] a)))
  --
::
::  crypto: ciphers, hashes, signatures, and keys from passwords
++  crypto  ^?
  =,  number
  |%
