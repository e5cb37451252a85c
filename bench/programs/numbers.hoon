::  A text of 2.000 numbers between commas, made and parsed: how many come back,
::  and their sum.
::
=/  text=tape
  %+  reel  (gulf 1 2.000)
  |=  [n=@ud rest=tape]
  ^-  tape
  =/  digits  (a-co:co (mod (mul n 7.919) 100.003))
  ?~(rest digits (weld digits `tape`[',' rest]))
=/  parsed=(list @)
  (scan text (more com (bass 10 (plus sid:ab))))
[(lent parsed) (roll parsed add)]
