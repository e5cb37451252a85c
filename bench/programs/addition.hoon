::  1.000 and 1.200 added one by one, where the number before another one is
::  counted up to.
::
=>  |%
    ++  before
      |=  n=@
      =|  below=@
      |-  ^-  @
      ?:  =(n +(below))  below
      $(below +(below))
    ++  plus
      |=  [a=@ b=@]
      ^-  @
      ?:  =(0 a)  b
      $(a (before a), b +(b))
    --
(plus 1.000 1.200)
