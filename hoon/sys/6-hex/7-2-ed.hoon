  ::  ed: signatures and shared secrets on the curve of Edwards with 255 bits. A
  ::  point is written as its second coordinate, with whether the first is odd
  ::  as the highest bit
  ++  ed
    =>
      =+  [b=256 q=(sub (bex 255) 19)]
      =+  fq=~(. fo q)
      =+  ^=  l
          (add (bex 252) 27.742.317.777.372.353.535.851.937.790.883.648.493)
      =+  d=(dif.fq 0 (fra.fq 121.665 121.666))
      =+  ii=(exp.fq (div (dec q) 4) 2)
      ~%  %coed  ..part  ~
      |%
      ::  place: a point with a common divisor of its coordinates, and with the
      ::  product of both, which leaves no division to calculating with them
      +$  place  [x=@ y=@ z=@ t=@]
      ::  lift, drop: a point with the divisor one, and without divisor
      ++  lift
        |=  [x=@ y=@]
        ^-  place
        [(sit.fq x) (sit.fq y) 1 (pro.fq x y)]
      ++  drop
        |=  a=place
        ^-  [@ @]
        =/  over  (exp.fq (sub q 2) z.a)
        [(pro.fq x.a over) (pro.fq y.a over)]
      ::  plus: the sum of two points, after Hisil and others
      ++  plus
        |=  [m=place n=place]
        ^-  place
        =/  aa  (mul (add y.m (sub q x.m)) (add y.n (sub q x.n)))
        =/  bb  (mul (add y.m x.m) (add y.n x.n))
        =/  cc  :(mul 2 d t.m (sit.fq t.n))
        =/  dd  :(mul 2 z.m z.n)
        =/  [e=@ f=@ g=@ h=@]
          :^    (dif.fq bb (sit.fq aa))
              (dif.fq dd (sit.fq cc))
            (sum.fq dd cc)
          (sum.fq bb aa)
        [(pro.fq e f) (pro.fq g h) (pro.fq f g) (pro.fq e h)]
      ::  times: a point so many times
      ++  times
        |=  [a=place n=@]
        ^-  place
        =/  sum=place  [0 1 1 0]
        =/  at  (met 0 n)
        |-
        ?:  =(0 at)  sum
        =.  at   (dec at)
        =.  sum  (plus sum sum)
        ?:(=(0 (cut 0 [at 1] n)) $ $(sum (plus sum a)))
      ::  norm: whichever of a number and its negative is even
      ++  norm  |=(x=@ ?:(=(0 (end 0 x)) x (sub q x)))
      ::  xrec: the even first coordinate for a second one, if there is one
      ++  xrec
        |=  y=@
        ^-  @
        =/  square
          %+  pro.fq  (dif.fq (mul y y) 1)
          (exp.fq (sub q 2) (sit.fq +(:(mul d y y))))
        =/  root  (exp.fq (div (add 3 q) 8) square)
        %-  norm
        ?:(=(square (pro.fq root root)) root (pro.fq root ii))
      ::  curv: is it a point of the curve?
      ++  curv
        |=  [x=@ y=@]
        ^-  ?
        =/  [xx=@ yy=@]  [(pro.fq x x) (pro.fq y y)]
        =((dif.fq yy xx) (sum.fq 1 :(mul d xx yy)))
      ::  etch, deco: a point as it is written, and back, if it is one
      ++  etch  |=(pp=[@ @] `@`(can 0 ~[[255 +.pp] [1 -.pp]]))
      ++  deco
        |=  s=@
        ^-  (unit [@ @])
        =/  y  (end [0 255] s)
        =/  x  (xrec y)
        =?  x  !=((end 0 x) (cut 0 [255 1] s))  (sub q x)
        ?:((curv x y) `[x y] ~)
      ::  read: the point that is written; it must be one
      ++  read  |=(s=@ (lift (need (deco s))))
      ::  write: a point as it is written
      ++  write  |=(a=place (etch (drop a)))
      ::  bb: the point that all begins with
      ++  bb
        ~+
        =/  y  (pro.fq 4 (inv.fq 5))
        (lift (xrec y) y)
      ::  secret: the number by which a seed's public key is made, of the hash
      ::  of the seed
      ++  secret  |=(hash=@ (add (bex 254) (lsh [0 3] (cut 0 [3 251] hash))))
      --
    ~%  %ed  +  ~
    |%
    ::  point-add: the sum of two points
    ++  point-add
      ~/  %point-add
      |=  [a-point=@udpoint b-point=@udpoint]
      ^-  @udpoint
      (write (plus (read a-point) (read b-point)))
    ::  scalarmult, scalarmult-base: a point so many times, and the first one
    ++  scalarmult
      ~/  %scalarmult
      |=  [a=@udscalar a-point=@udpoint]
      ^-  @udpoint
      (write (times (read a-point) a))
    ++  scalarmult-base
      ~/  %scalarmult-base
      |=  scalar=@udscalar
      ^-  @udpoint
      (write (times bb scalar))
    ::  add-scalarmult-scalarmult-base, add-double-scalarmult: the sums of two
    ++  add-scalarmult-scalarmult-base
      ~/  %add-scalarmult-scalarmult-base
      |=  [a=@udscalar a-point=@udpoint b=@udscalar]
      ^-  @udpoint
      (write (plus (times bb b) (times (read a-point) a)))
    ++  add-double-scalarmult
      ~/  %add-double-scalarmult
      |=  [a=@udscalar a-point=@udpoint b=@udscalar b-point=@udpoint]
      ^-  @udpoint
      (write (plus (times (read a-point) a) (times (read b-point) b)))
    ::  puck, suck: the public key of a seed, and both beside each other; a seed
    ::  has no more than 32 bytes
    ++  puck
      ~/  %puck
      |=  sk=@I
      ^-  @
      ?>  (lte (met 3 sk) 32)
      (scalarmult-base (secret (shal 32 sk)))
    ++  suck  |=(se=@I `@uJ`(can 0 ~[[256 se] [256 (puck se)]]))
    ::  shar: the secret that a public key and a seed share with the other two;
    ::  the highest bit of the key does not count
    ++  shar
      ~/  %shar
      |=  [pub=@ sek=@]
      ^-  @ux
      =/  mine  (secret (shal 32 (suck sek)))
      =/  y     (end [0 255] pub)
      (curt mine (fra.fq (sum.fq 1 y) (dif.fq 1 y)))
    ::  sign: the signature of a message, by a seed
    ++  sign
      ~/  %sign
      |=  [m=@ se=@]
      ^-  @
      =/  keys   (suck se)
      =/  hash   (shal 32 keys)
      =/  once   (shaz (can 0 ~[[256 (cut 8 [1 1] hash)] [(met 0 m) m]]))
      =/  point  (scalarmult-base once)
      =/  all    ~[[256 point] [256 (cut 8 [1 1] keys)] [(met 0 m) m]]
      =/  answer
        (mod (add once (mul (shaz (can 0 all)) (secret hash))) l)
      (can 0 ~[[256 point] [256 answer]])
    ::  veri: does a signature belong to a message and a public key?
    ++  veri
      ~/  %veri
      |=  [s=@ m=@ pk=@]
      ^-  ?
      ?:  (gth 64 (met 3 s))   |
      ?:  (gth 32 (met 3 pk))  |
      =/  [one=(unit [@ @]) two=(unit [@ @])]  [(deco (end 8 s)) (deco pk)]
      ?:  |(?=(~ one) ?=(~ two))  |
      =/  hash  (shaz (can 3 ~[[32 (etch u.one)] [32 pk] [(met 3 m) m]]))
      .=  (drop (times bb (cut 8 [1 1] s)))
      (drop (plus (lift u.one) (times (lift u.two) hash)))
    --
