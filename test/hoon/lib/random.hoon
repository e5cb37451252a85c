::  Values at random, the same in each run.
|%
::  +numbers: so many numbers below a bound
++  numbers
  |=  [seed=@ count=@ud bound=@]
  ^-  (list @)
  =/  rng  ~(. og seed)
  |-
  ?:  =(0 count)  ~
  =^  one  rng  (rads:rng bound)
  [one $(count (dec count))]
::
::  +each-of: the complaints of a test of each item
++  each-of
  |*  [items=(list) check=$-(* tang)]
  ^-  tang
  (zing (turn items check))
--
