::  The function of Ackermann and Peter, of 2 and 300.
::
|-  ^-  @
=/  m=@  2
=/  n=@  300
|-  ^-  @
?:  =(0 m)  +(n)
?:  =(0 n)  $(m (dec m), n 1)
$(m (dec m), n $(n (dec n)))
