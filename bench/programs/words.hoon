::  20.000 words of a language of 676, drawn by a linear congruence, counted in
::  a map: how many there are, the largest count, and the mug of the map.
::
=/  counts=(map @t @ud)  ~
=/  seed=@  12.345
=|  i=@
|-  ^-  [@ @ @]
?:  =(20.000 i)
  :+  ~(wyt by counts)
    (~(rep by counts) |=([[* n=@ud] most=@] (max n most)))
  (mug counts)
=.  seed  (mod (add (mul seed 1.103.515.245) 12.345) 0x8000.0000)
=/  pick  (rsh [0 8] seed)
=/  word=@t  (cat 3 (add 'a' (mod pick 26)) (add 'a' (mod (div pick 26) 26)))
$(i +(i), counts (~(put by counts) word +((~(gut by counts) word 0))))
