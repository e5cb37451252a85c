+|  %numbers
::
::  number: primes, fields, and what is counted modulo two numbers
++  number  ^?
  |%
  ::  fu: arithmetic modulo a product of two primes, of which a number is the
  ::  two remainders
  ::  > =/(f (fu:number 101 103) (out:f (pro:f (sit:f 77) (sit:f 50))))
  ::  3.850
  ++  fu
    |=  a=[p=@ q=@]
    =/  one  ~(. fo p.a)
    =/  two  ~(. fo q.a)
    =/  inverse  ?:(=([0 0] a) 0 (inv.one (sit.one q.a)))
    |%
    ::  sit, out: of a number, and back
    ++  sit  |=(c=@ [(mod c p.a) (mod c q.a)])
    ++  out
      |=  c=[@ @]
      (add +.c (mul q.a (pro.one inverse (dif.one -.c (sit.one +.c)))))
    ::  sum, dif, pro: sum, difference and product
    ++  sum  |=([c=[@ @] d=[@ @]] [(sum.one -.c -.d) (sum.two +.c +.d)])
    ++  dif  |=([c=[@ @] d=[@ @]] [(dif.one -.c -.d) (dif.two +.c +.d)])
    ++  pro  |=([c=[@ @] d=[@ @]] [(pro.one -.c -.d) (pro.two +.c +.d)])
    ::  exp: the second to the power of the first
    ++  exp
      |=  [c=@ d=[@ @]]
      :-  (exp.one (mod c (dec p.a)) -.d)
      (exp.two (mod c (dec q.a)) +.d)
    --
  ::  pram: is it a prime, as far as 64 witnesses say, after Miller and Rabin?
  ::  > (pram:number 0xffff.fffb)
  ::  %.y
  ++  pram
    |=  a=@
    ^-  ?
    ?:  |(=(0 (end 0 a)) =(1 a))  |
    ?:  %+  lien  (gulf 1 511)
        |=  n=@
        =/  odd  +((mul 2 n))
        &(!=(a odd) =(0 (mod a odd)))
      |
    =/  [odd=@ twos=@]
      =/  [odd=@ twos=@]  [(dec a) 0]
      |-
      ?:  =(1 (end 0 odd))  [odd twos]
      $(odd (rsh 0 odd), twos +(twos))
    =/  field  ~(. fo a)
    %+  levy  (gulf 0 63)
    |=  n=@
    =/  power  (exp.field odd (~(raw og (add n a)) (met 0 a)))
    ?:  =(1 power)  &
    =/  left  twos
    |-
    ?:  =(power (dec a))  &
    ?:  =(1 left)  |
    $(left (dec left), power (pro.field power power))
  ::  ramp: a prime of so many bits from a seed, which leaves no remainder of
  ::  one by any of some numbers; crashes when it finds none
  ++  ramp
    |=  [a=@ b=(list @) c=@]
    ^-  @ux
    =.  c  (shas %ramp c)
    =/  seed  0
    |-
    ?:  =((mul 100 a) seed)  ~|(%ar-ramp !!)
    =/  new  (~(raw og c) a)
    =/  free  (levy b |=(n=@ !=(1 (mod new n))))
    ?:  &(free (pram new))  new
    $(c +(c), seed (shax seed))
  ::  curt: the first coordinate of a point of Curve25519 times a number, of
  ::  which the highest bit is taken to be set and the lowest not
  ::  > (met 0 (curt:number 5 9))
  ::  254
  ++  curt
    |=  [a=@ b=@]
    =/  field  ~(. fo (sub (bex 255) 19))
    =/  [one=[x=@ z=@] i=@]  [[b 1] 253]
    =<  =/  [r=[x=@ z=@] s=[x=@ z=@]]  [one (twice one)]
        |-
        ?:  =(0 i)
          =/  end  (twice r)
          (pro.field x.end (exp.field (sub (bex 255) 21) z.end))
        =/  both  (both r s)
        ?:  =(1 (cut 0 [i 1] a))
          $(i (dec i), r both, s (twice s))
        $(i (dec i), r (twice r), s both)
    |%
    ::  twice: a point and itself
    ++  twice
      |=  [x=@ z=@]
      ^-  [x=@ z=@]
      =/  plus   (sum.field x z)
      =/  minus  (dif.field x (sit.field z))
      =/  [high=@ low=@]  [(pro.field plus plus) (pro.field minus minus)]
      =/  gap  (dif.field high low)
      [(pro.field high low) (pro.field gap (add high (mul 121.665 gap)))]
    ::  both: two points whose difference is the one that all begins with
    ++  both
      |=  [n=[x=@ z=@] m=[x=@ z=@]]
      ^-  [x=@ z=@]
      =/  da  (pro.field (dif.field x.n (sit.field z.n)) (add x.m z.m))
      =/  cb  (pro.field (add x.n z.n) (dif.field x.m (sit.field z.m)))
      =/  [plus=@ minus=@]  [(sum.field da cb) (dif.field da cb)]
      :-  (pro.field z.one (mul plus plus))
      (pro.field x.one (mul minus minus))
    --
  ::  ga: the field of so many bits, with a polynomial, and a number whose
  ::  powers are all of it
  ::  > `@ux`(pro:(ga:number 8 0x11b 3) 0x57 0x83)
  ::  0xc1
  ++  ga
    |=  a=[p=@ q=@ r=@]
    =/  size  (bex p.a)
    =/  last  (dec size)
    =>  |%
        ::  sit: the bits that count
        ++  sit  |=(b=@ (end [0 p.a] b))
        ::  dif: sum and difference, of what is in the field
        ++  dif
          |=  [b=@ c=@]
          ~|  [%dif-ga a]
          ?:(|((gte b size) (gte c size)) !! (mix b c))
        ::  dub: twice as much
        ++  dub
          |=  b=@
          ~|  [%dub-ga a]
          ?>  (lth b size)
          ?:  =(0 (cut 0 [(dec p.a) 1] b))  (lsh 0 b)
          (dif (sit q.a) (sit (lsh 0 b)))
        ::  pro: the product, bit by bit
        ++  pro
          |=  [b=@ c=@]
          =|  sum=@
          |-
          ?:  =(0 b)  sum
          =?  sum  =(1 (end 0 b))  (dif c sum)
          $(b (rsh 0 b), c (dub c))
        ::  toe: the powers by their exponents, and the exponents by the powers
        ++  toe
          ^-  [p=(map @ @) q=(map @ @)]
          =/  powers  (~(gas by *(map @ @)) (turn (gulf 1 size) |=(n=@ [n 0])))
          =/  logs
            (~(gas by *(map @ @)) (turn (gulf 1 last) |=(n=@ [n last])))
          =/  [power=@ n=@]  [1 0]
          |-
          =.  powers  (~(put by powers) n power)
          ?:  =(last n)  [powers logs]
          %=  $
            power  (pro r.a power)
            n      +(n)
            logs   (~(put by logs) power n)
          ==
        --
    =+  toe
    |%
    ::  pro, fra: product and quotient
    ::  inv: what it must be multiplied with to make one
    ::  pow: the second to the power of the first
    ++  pro
      |=  [b=@ c=@]
      ~|  [%pro-ga a]
      =/  one  (~(get by q) b)
      =/  two  (~(get by q) c)
      ?:  |(?=(~ one) ?=(~ two))  0
      (~(got by p) (mod (add u.one u.two) last))
    ++  fra  |=([b=@ c=@] (pro b (inv c)))
    ++  inv
      |=  b=@
      ~|  [%inv-ga a]
      (~(got by p) (sub last (~(got by q) b)))
    ++  pow
      |=  [b=@ c=@]
      =/  [product=@ bit=@]  [1 0]
      |-
      ?:  =(p.a bit)  product
      =?  product  =(1 (cut 0 [bit 1] b))  (pro product c)
      $(c (pro c c), bit +(bit))
    --
  --
::
