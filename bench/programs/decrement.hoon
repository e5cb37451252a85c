::  The number before 2.000.000, counted up to.
::
=/  n=@  2.000.000
=|  below=@
|-  ^-  @
?:  =(n +(below))  below
$(below +(below))
