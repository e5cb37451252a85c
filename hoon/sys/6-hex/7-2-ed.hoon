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
    ::  recs: a number as a number of times: without what comes to nothing
    ::  smac: the product of two and a third
    ++  recs  ~/  %recs  |=(a=@udscalar (mod a l))
    ++  smac
      ~/  %smac
      |=([a=@udscalar b=@udscalar c=@udscalar] (recs (add (mul a b) c)))
    ::  point-neg: the point that is nothing together with another
    ++  point-neg
      ~/  %point-neg
      |=  a-point=@udpoint
      ^-  @udpoint
      =/  [x=@ y=@]  (need (deco a-point))
      (etch (sit.fq (sub q x)) y)
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
    ::  > `@uw`(puck:ed:crypto 5)
    ::  0w9Wa.NFHPF.fazR3.8yqGw.DASzI.TpWwj.6-KCn.yRVNN.ihHTQ
    ++  puck
      ~/  %puck
      |=  sk=@I
      ^-  @
      ?>  (lte (met 3 sk) 32)
      (scalarmult-base (secret (shal 32 sk)))
    ++  suck  |=(se=@I `@uJ`(can 0 ~[[256 se] [256 (puck se)]]))
    ::  luck: the keys of a seed: the public one, and the private one: the
    ::  number of times by which that is made, and 32 bytes for what is used
    ::  once
    ++  luck
      ~/  %luck
      |=  sed=@I
      ^-  [pub=@udpoint sek=@udscalar]
      =/  hash  (shal 32 sed)
      [(puck sed) (rep 8 ~[(secret hash) (rsh 8 hash)])]
    ::  scap, scas, scad: a public key, a private one, and both, with so much
    ::  added. Of what is added 255 bits count; of a private key it becomes a
    ::  part of what is used once
    ++  scap
      ~/  %scap
      |=  [pub=@udpoint sca=@udscalar]
      ^-  @
      ?>  &((lte (met 3 pub) 32) (lte (met 3 sca) 32))
      (point-add pub (scalarmult-base (end [0 255] sca)))
    ++  scas
      ~/  %scas
      |=  [sek=@udscalar sca=@udscalar]
      ^-  @
      ?>  &((lte (met 3 sek) 64) (lte (met 3 sca) 64))
      %+  rep  8
      :~  (recs (add (end 8 sek) (end [0 255] sca)))
          (shal 64 (rep 8 ~[(rsh 8 sek) sca]))
      ==
    ++  scad
      ~/  %scad
      |=  [pub=@udpoint sek=@udscalar sca=@udscalar]
      =.  sek  (scas sek sca)
      `[pub=@udpoint sek=@udscalar]`[(scap pub sca) sek]
    ::  shar: the secret that a public key and a seed share with the other two;
    ::  the highest bit of the key does not count
    ::  > =/  [a=@ b=@]  [(puck:ed:crypto 5) (puck:ed:crypto 7)]
    ::  . =((shar:ed:crypto a 7) (shar:ed:crypto b 5))
    ::  %.y
    ++  shar
      ~/  %shar
      |=  [pub=@ sek=@]
      ^-  @ux
      =/  mine  (secret (shal 32 (suck sek)))
      =/  y     (end [0 255] pub)
      (curt mine (fra.fq (sum.fq 1 y) (dif.fq 1 y)))
    ::  slar: the same of a private key; all bits of the public one count, and
    ::  it must be one
    ++  slar
      ~/  %slar
      |=  [pub=@ sek=@]
      ^-  @ux
      ?>  &((lte (met 3 pub) 32) (lte (met 3 sek) 64))
      =/  y  +:(need (deco pub))
      (curt (end 8 sek) (fra.fq (sum.fq 1 y) (dif.fq 1 y)))
    ::  sign: the signature of a message, by a seed
    ++  sign  ~/  %sign  |=([m=@ se=@] `@`(sign-octs [(met 3 m) m] se))
    ::  sign-raw: the same by both keys
    ::  sign-octs, sign-octs-raw: the same of bytes, by a seed, and by both keys
    ++  sign-raw
      ~/  %sign-raw
      |=  [m=@ pub=@udpoint sek=@udscalar]
      `@`(sign-octs-raw [(met 3 m) m] pub sek)
    ++  sign-octs
      ~/  %sign-octs
      |=([m=octs sed=@] `@`(sign-octs-raw m (luck sed)))
    ++  sign-octs-raw
      ~/  %sign-octs-raw
      |=  [m=octs pub=@udpoint sek=@udscalar]
      ^-  @
      ?>  &((lte (met 3 pub) 32) (lte (met 3 sek) 64))
      =/  once   (shal (add 32 p.m) (can 3 ~[[32 (rsh 8 sek)] m]))
      =/  point  (scalarmult-base once)
      =/  ask
        (shal (add 64 p.m) (can 3 ~[[32 point] [32 pub] m]))
      (rep 8 ~[point (smac ask (end 8 sek) once)])
    ::  veri: does a signature belong to a message and a public key? The public
    ::  kernel's Nock, not what it runs, says no where the highest byte of one
    ::  of both is zero
    ::  > (veri:ed:crypto (sign:ed:crypto 'hi' 5) 'hi' (puck:ed:crypto 5))
    ::  %.y
    ++  veri
      ~/  %veri
      |=([s=@ m=@ pk=@] `?`(veri-octs s [(met 3 m) m] pk))
    ::  veri-octs: the same of bytes; the signature's point must be written as
    ::  it comes out
    ++  veri-octs
      ~/  %veri-octs
      |=  [s=@ m=octs pub=@]
      ^-  ?
      ?:  |((gth (met 3 s) 64) (gth (met 3 pub) 32))  |
      =/  may  (deco pub)
      ?~  may  |
      =/  [point=@ answer=@]  [(end 8 s) (rsh 8 s)]
      =/  ask
        (shal (add 64 p.m) (can 3 ~[[32 point] [32 pub] m]))
      =/  back  (lift (sit.fq (sub q -.u.may)) +.u.may)
      =(point (write (plus (times bb answer) (times back (recs ask)))))
    --
