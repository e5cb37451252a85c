::  A noun ninety cells deep, of which atoms far down are read and changed
::  30.000 times: the mug of the noun.
::
=/  deep=*
  =|  i=@
  |-  ^-  *
  ?:  =(90 i)  0
  ?:  =(0 (mod i 3))  [$(i +(i)) i]
  [i $(i +(i))]
=|  i=@
|-  ^-  @
?:  =(30.000 i)  (mug deep)
=*  half  ->+<+>->+<+>->+<+>->+<+>->+<+>->+<+>->+<+>.deep
=.  ->+<+>->+<+>->+<+>->+<+>->+<+>->+<+>->+<-.half
  .+(;;(@ ->+<+>->+<+>->+<+>->+<+>->+<+<.half))
=.  ->+<+>->+<+>->+<+>->+<+>->+<+<.half
  ->-.half
=.  ->-.half
  ->+<+>->+<+>->+<+>->+<+>->+<+>->+<+>->+<-.half
$(i +(i))
