::  The set of Mandelbrot on a grid of 60 by 30 points, at most 60 rounds each,
::  in numbers of 20 bits after the point: the rounds of all points.
::
=>  |%
    ++  one  (bex 20)
    ::  a number and whether it is below zero
    +$  fixed  [low=? size=@]
    ++  plus
      |=  [a=fixed b=fixed]
      ^-  fixed
      ?:  =(low.a low.b)  [low.a (add size.a size.b)]
      ?:  (gte size.a size.b)  [low.a (sub size.a size.b)]
      [low.b (sub size.b size.a)]
    ++  minus
      |=  [a=fixed b=fixed]
      (plus a [!low.b size.b])
    ++  times
      |=  [a=fixed b=fixed]
      ^-  fixed
      [!=(low.a low.b) (rsh [0 20] (mul size.a size.b))]
    ++  rounds
      |=  [x=fixed y=fixed]
      =/  [u=fixed v=fixed]  [[| 0] [| 0]]
      =|  n=@
      |-  ^-  @
      ?:  =(60 n)  n
      =/  uu  (times u u)
      =/  vv  (times v v)
      ?:  (gth (add size.uu size.vv) (mul 4 one))  n
      =/  uv  (times u v)
      $(n +(n), u (plus (minus uu vv) x), v (plus (plus uv uv) y))
    --
=|  [i=@ j=@ sum=@]
|-  ^-  @
?:  =(30 j)  sum
?:  =(60 i)  $(i 0, j +(j))
=/  x  (minus [| (div (mul i (mul 3 one)) 60)] [| (mul 2 one)])
=/  y  (minus [| (div (mul j (mul 2 one)) 30)] [| one])
$(i +(i), sum (add sum (rounds x y)))
