::  In how many ways seven queens can stand on a board of seven by seven.
::
=>  |%
    ++  size  7
    ++  safe
      |=  [column=@ placed=(list @)]
      =/  distance  1
      |-  ^-  ?
      ?~  placed  &
      ?:  =(column i.placed)  |
      ?:  =(column (add i.placed distance))  |
      ?:  =(i.placed (add column distance))  |
      $(placed t.placed, distance +(distance))
    ++  ways
      |=  [row=@ placed=(list @)]
      ^-  @
      ?:  =(size row)  1
      %+  roll  (gulf 1 size)
      |=  [column=@ sum=@]
      ?.  (safe column placed)  sum
      (add sum (ways +(row) [column placed]))
    --
(ways 0 ~)
