  ::  secp: signatures on curves of the form y^2 = x^3 + ax + b
  ++  secp
    ~%  %secp  ..part  ~
    |%
    ::  point: a point by its coordinates; the one at infinity has none, and is
    ::  written as two zeros
    ::  jacobian: the same with a divisor: its square is one of .x, its cube one
    ::  of .y
    ::  domain: a prime, the two numbers of a curve, a point, and how many times
    ::  it must be taken to come to infinity
    +$  jacobian  [x=@ y=@ z=@]
    +$  point     [x=@ y=@]
    +$  domain    [p=@ a=@ b=@ g=point n=@]
    ::  secp: what a curve with numbers of so many bytes can do
    ++  secp
      |_  [bytes=@ =domain]
      ::  field-p, field-n: arithmetic with coordinates, and with how many times
      ++  field-p  ~(. fo p.domain)
      ++  field-n  ~(. fo n.domain)
      ::  compress-point, serialize-point: a point as bytes: the first
      ::  coordinate and whether the second is odd, and both
      ++  compress-point
        |=  =point
        ^-  @
        (can 3 ~[[bytes x.point] [1 (add 2 (end 0 y.point))]])
      ++  serialize-point
        |=  =point
        ^-  @
        (can 3 ~[[bytes y.point] [bytes x.point] [1 4]])
      ::  decompress-point: the point of the first kind of bytes, which they
      ::  must be
      ++  decompress-point
        |=  compressed=@
        ^-  point
        =/  [x=@ mark=@]
          [(end [3 bytes] compressed) (rsh [3 bytes] compressed)]
        ~|  [`@ux`mark `@ux`compressed]
        ?>  &(?=(?(%2 %3) mark) =(3 (mod p.domain 4)))
        =/  y  (root (square x))
        [x ?:(=((end 0 mark) (end 0 y)) y (sub p.domain y))]
      ::  square: the square of the second coordinate for a first one
      ::  root: the root of a number, if it has one
      ++  square
        |=  x=@
        =/  f  field-p
        (sum.f b.domain (mul x (add a.domain (mul x x))))
      ++  root  |=(n=@ (exp:field-p (div +(p.domain) 4) n))
      ::  jc: calculating with points that have a divisor
      ++  jc
        =/  f  field-p
        |%
        ::  from, into: a point without divisor, and with one
        ++  from
          |=  a=jacobian
          ^-  point
          =/  over  (inv.f z.a)
          =/  two   (pro.f over over)
          [(pro.f x.a two) (pro.f y.a (^mul over two))]
        ++  into  |=(point `jacobian`[x y 1])
        ::  double: a point and itself
        ++  double
          |=  jacobian
          ^-  jacobian
          ?:  =(0 y)  [0 0 0]
          =/  yy  (pro.f y y)
          =/  s   (pro.f 4 (^mul x yy))
          =/  zz  (pro.f z z)
          =/  m
            ?:  =(0 a.domain)  (pro.f 3 (^mul x x))
            (sum.f (^mul 3 (^mul x x)) :(^mul a.domain zz zz))
          =/  nx  (dif.f (^mul m m) (pro.f 2 s))
          :+  nx
            (dif.f (^mul m (dif.f s nx)) (pro.f 8 (^mul yy yy)))
          (pro.f 2 (^mul y z))
        ::  add: the sum of two points
        ++  add
          |=  [a=jacobian b=jacobian]
          ^-  jacobian
          ?:  =(0 y.a)  b
          ?:  =(0 y.b)  a
          =/  [az=@ bz=@]  [(pro.f z.a z.a) (pro.f z.b z.b)]
          =/  [u=@ v=@]  [(pro.f x.a bz) (pro.f x.b az)]
          =/  s  (pro.f y.a (pro.f z.b bz))
          =/  t  (pro.f y.b (pro.f z.a az))
          ?:  =(u v)
            ?:(=(s t) (double a) [0 0 1])
          =/  [h=@ r=@]  [(dif.f v u) (dif.f t s)]
          =/  hh   (pro.f h h)
          =/  hhh  (pro.f h hh)
          =/  uhh  (pro.f u hh)
          =/  nx   (dif.f (^mul r r) (sum.f hhh (^mul 2 uhh)))
          :+  nx
            (dif.f (^mul r (dif.f uhh nx)) (pro.f s hhh))
          (pro.f h (^mul z.a z.b))
        ::  mul: a point so many times
        ++  mul
          |=  [a=jacobian scalar=@]
          ^-  jacobian
          =/  times  (mod scalar n.domain)
          ?:  |(=(0 y.a) =(0 times))  [0 0 1]
          =/  at   (dec (met 0 times))
          =/  sum  a
          |-
          ?:  =(0 at)  sum
          =.  at   (dec at)
          =.  sum  (double sum)
          $(sum ?:(=(0 (cut 0 [at 1] times)) sum (add a sum)))
        --
      ::  add-points, mul-point-scalar: the sum of two points, and one so many
      ::  times
      ++  add-points
        |=  [a=point b=point]
        ^-  point
        (from:jc (add:jc (into:jc a) (into:jc b)))
      ++  mul-point-scalar
        |=  [p=point scalar=@]
        ^-  point
        =/  j  jc
        (from.j (mul.j (into.j p) scalar))
      ::  valid-hash, in-order: is it small enough for a hash? For how many
      ::  times?
      ++  valid-hash  |=(has=@ (lte (met 3 has) bytes))
      ++  in-order    |=(i=@ &((gth i 0) (lth i n.domain)))
      ::  priv-to-pub: the public key of a private one
      ++  priv-to-pub
        |=  private-key=@
        ^-  point
        ?.((in-order private-key) !! (mul-point-scalar g.domain private-key))
      ::  make-k: the number that must be used once, of a hash and a key, as RFC
      ::  6979 has it
      ++  make-k
        |=  [hash=@ private-key=@]
        ^-  @
        ?>  (in-order private-key)
        ?>  (valid-hash hash)
        =/  tell  hmac-sha256l:hmac
        =/  next
          |=  [k=@ v=@ byte=@]
          ^-  [k=@ v=@]
          =/  all
            (can 3 ~[[bytes hash] [bytes private-key] [1 byte] [bytes v]])
          =/  new  (tell bytes^k +((mul 3 bytes))^all)
          [new (tell bytes^new bytes^v)]
        =/  [k=@ v=@]  (next 0 (fil 3 bytes 1) 0)
        =/  [k=@ v=@]  (next k v 1)
        (tell bytes^k bytes^v)
      ::  ecdsa-raw-sign: a signature of a hash, with the second coordinate of
      ::  its point
      ++  ecdsa-raw-sign
        |=  [hash=@ private-key=@]
        ^-  [r=@ s=@ y=@]
        =/  k  (make-k hash private-key)
        =/  [r=@ y=@]  (priv-to-pub k)
        =/  f  field-n
        =/  s  (pro.f (inv.f k) (add hash (mul r private-key)))
        ?<  |(=(0 r) =(0 s))
        [r s y]
      --
    ::  secp256k1: the curve of that name
    ++  secp256k1
      ~%  %secp256k1  +  ~
      |%
      ::  t: its domain
      ++  t
        ^-  domain
        =/  p  (sub (bex 256) 0x1.0000.03d1)
        :*  p
            0
            7
            :-  0x79be.667e.f9dc.bbac.55a0.6295.ce87.0b07.029b.fcdb.
                  2dce.28d9.59f2.815b.16f8.1798
            0x483a.da77.26a3.c465.5da4.fbfc.0e11.08a8.fd17.b448.
              a685.5419.9c47.d08f.fb10.d4b8
            (sub (bex 256) 0x1.4551.2319.50b7.5fc4.402d.a173.2fc9.bebf)
        ==
      ::  curve: what it can do
      ::  serialize-point, compress-point, decompress-point: as those of secp
      ::  add-points, mul-point-scalar, make-k, priv-to-pub: as those of secp
      ++  curve             ~(. secp 32 t)
      ++  serialize-point   serialize-point:curve
      ++  compress-point    compress-point:curve
      ++  decompress-point  decompress-point:curve
      ++  add-points        add-points:curve
      ++  mul-point-scalar  mul-point-scalar:curve
      ++  make-k
        ~/  %make
        |=([hash=@uvI private-key=@] (make-k:curve hash private-key))
      ++  priv-to-pub  |=(private-key=@ (priv-to-pub:curve private-key))
      ::  ecdsa-raw-sign: a signature with the lower one of two numbers, and
      ::  which of the points it can have
      ++  ecdsa-raw-sign
        ~/  %sign
        |=  [hash=@uvI private-key=@]
        ^-  [v=@ r=@ s=@]
        =/  c  curve
        =/  [r=@ s=@ y=@]  (ecdsa-raw-sign.c hash private-key)
        =/  n  n.domain.c
        =/  over  ?:((gte r n) 2 0)
        ?:  (lth (mul 2 s) n)
          [(add over (end 0 y)) r s]
        [(add over (end 0 (sub p.domain.c y))) r (sub n s)]
      ::  ecdsa-raw-recover: the public key of a hash and its signature, which
      ::  must be one
      ++  ecdsa-raw-recover
        ~/  %reco
        |=  [hash=@ sig=[v=@ r=@ s=@]]
        ^-  point
        =/  c  curve
        ?>  ?&  (lte v.sig 3)
                (valid-hash.c hash)
                (in-order.c r.sig)
                (in-order.c s.sig)
            ==
        =/  x  ?:((gte v.sig 2) (add r.sig n.domain.c) r.sig)
        =/  square  (square.c x)
        =/  y  (root.c square)
        ?>  =(square (pro:field-p.c y y))
        =?  y  !=((end 0 v.sig) (end 0 y))  (sub p.domain.c y)
        =/  j  jc.c
        =/  one  (mul.j (into.j g.domain.c) (sub n.domain.c hash))
        =/  two  (mul.j (into.j x y) s.sig)
        =/  new
          (from.j (mul.j (add.j one two) (inv:field-n.c x)))
        ?<  =([0 0] new)
        new
      ::  schnorr: signatures as BIP 340 has them
      ::  > =/(s (sign:schnorr:secp256k1:secp:crypto `@`3 `@`5 `@`7) (met 3 s))
      ::  64
      ++  schnorr
        ~%  %schnorr  ..schnorr  ~
        =>  |%
            ::  tagged-hash: a hash of so many bytes, by a name
            ++  tagged-hash
              |=  [tag=@ l=@ x=@]
              =/  name  (sha-256:sha (swp 3 tag))
              %-  sha-256l:sha
              [(add 64 l) (can 3 ~[[l x] [32 name] [32 name]])]
            ::  lift-x: the point of a first coordinate with an even second one
            ++  lift-x
              |=  x=@I
              ^-  (unit point)
              =/  c  curve
              ?.  (lth x p.domain.c)  ~
              =/  square  (square.c x)
              =/  y  (root.c square)
              ?.  =(square (pro:field-p.c y y))  ~
              `[x ?:(=(0 (end 0 y)) y (sub p.domain.c y))]
            ::  ask: what a signature must answer to
            ++  ask
              |=  [r=@ pk=@ m=@]
              =/  hash
                (tagged-hash 'BIP0340/challenge' 96 (rep 8 ~[m pk r]))
              (mod hash n.domain:curve)
            ::  even: a number of times, or the one that is left, by whether the
            ::  second coordinate of its point is even
            ++  even
              |=  [times=@ point]
              ?:(=(0 (end 0 y)) times (sub n.domain:curve times))
            --
        |%
        ::  sign: a signature of 32 bytes by a private key and random numbers
        ++  sign
          ~/  %sosi
          |=  [sk=@I m=@I a=@I]
          ^-  @J
          ?>  &((gte 32 (met 3 m)) (gte 32 (met 3 a)))
          =/  c  curve
          ?>  (in-order.c sk)
          =/  pp  (mul-point-scalar g.domain.c sk)
          =/  d   (even sk pp)
          =/  t   (mix d (tagged-hash 'BIP0340/aux' 32 a))
          =/  hash
            (tagged-hash 'BIP0340/nonce' 96 (rep 8 ~[m x.pp t]))
          =/  once  (mod hash n.domain.c)
          ?<  =(0 once)
          =/  rr  (mul-point-scalar g.domain.c once)
          =/  answer
            %+  sum:field-n.c  (even once rr)
            (mul d (ask x.rr x.pp m))
          =/  sig  (cat 8 answer x.rr)
          ?>  (verify x.pp m sig)
          sig
        ::  verify: does a signature belong to a message and a public key?
        ++  verify
          ~/  %sove
          |=  [pk=@I m=@I sig=@J]
          ^-  ?
          ?>  ?&  (gte 32 (met 3 pk))
                  (gte 32 (met 3 m))
                  (gte 64 (met 3 sig))
              ==
          =/  c  curve
          =/  may  (lift-x pk)
          ?~  may  |
          =/  [s=@ r=@]  [(end 8 sig) (rsh 8 sig)]
          ?.  &((lth r p.domain.c) (lth s n.domain.c))  |
          =/  e  (ask r pk m)
          =/  one  (mul-point-scalar g.domain.c s)
          =/  two  (mul-point-scalar u.may (sub n.domain.c e))
          ?:  &(=(x.one x.two) !=(y.one y.two))  |
          =/  rr  (add-points one two)
          &(=(0 (end 0 y.rr)) =(r x.rr))
        --
      --
    --
