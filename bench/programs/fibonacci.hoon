::  The 23rd number of Fibonacci, by the definition.
::
=/  n=@  23
|-  ^-  @
?:  (lth n 2)  n
(add $(n (dec n)) $(n (sub n 2)))
