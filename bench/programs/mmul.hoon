::  Two matrices of 24 by 24, as lists of rows, multiplied: the sum of the
::  products' elements, and one of them.
::
=>  |%
    +$  row  (list @)
    +$  matrix  (list row)
    ++  size  24
    ++  make
      |=  [a=@ b=@]
      ^-  matrix
      %+  turn  (gulf 1 size)
      |=  i=@
      ^-  row
      (turn (gulf 1 size) |=(j=@ (mod (add (mul a i) (mul b j)) 97)))
    ++  transpose
      |=  m=matrix
      ^-  matrix
      ?~  m  ~
      ?~  i.m  ~
      :-  (turn `matrix`m |=(r=row ?~(r 0 i.r)))
      $(m (turn `matrix`m |=(r=row ?~(r ~ t.r))))
    ++  dot
      |=  [a=row b=row]
      =|  sum=@
      |-  ^-  @
      ?~  a  sum
      ?~  b  sum
      $(a t.a, b t.b, sum (add sum (mul i.a i.b)))
    ++  times
      |=  [a=matrix b=matrix]
      ^-  matrix
      =/  columns  (transpose b)
      (turn a |=(r=row `row`(turn columns |=(c=row (dot r c)))))
    --
=/  product  (times (make 3 5) (make 7 2))
:-  (roll (turn product |=(r=row (roll r add))) add)
(snag 11 (snag 5 product))
