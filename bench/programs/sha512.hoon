::  SHA-512 (FIPS 180-4) of 1.000 bytes, each 97 more than its index modulo 26:
::  the digest, first byte highest.
::
::  The constants are computed as the standard says: the first 64 bits of the
::  fractional parts of the square and cube roots of the first primes.
::
=>  |%
    ++  word  |=(n=@ (end [0 64] n))
    ++  right
      |=  [n=@ a=@]
      (con (rsh [0 n] a) (end [0 64] (lsh [0 (sub 64 n)] a)))
    ++  invert  |=(a=@ (mix a 0xffff.ffff.ffff.ffff))
    ++  primes
      |=  count=@
      =|  found=(list @)
      =/  n=@  2
      |-  ^-  (list @)
      ?:  =(0 count)  (flop found)
      ?:  (lien found |=(p=@ =(0 (mod n p))))  $(n +(n))
      $(n +(n), count (dec count), found [n found])
    ::  the root of n, by bisection: the last r whose power is not above n
    ++  root
      |=  [power=@ n=@]
      =/  low=@  0
      =/  high=@  (bex +((div (met 0 n) power)))
      |-  ^-  @
      ?:  =(high +(low))  low
      =/  middle  (div (add low high) 2)
      =/  raised
        ?:  =(2 power)  (mul middle middle)
        (mul middle (mul middle middle))
      ?:  (gth raised n)  $(high middle)
      $(low middle)
    ++  fraction
      |=  [power=@ n=@]
      (word (root power (lsh [0 (mul 64 power)] n)))
    ++  start  (turn (primes 8) |=(p=@ (fraction 2 p)))
    ++  constants  (turn (primes 80) |=(p=@ (fraction 3 p)))
    ::  the words of a block, first to last
    ++  words
      |=  block=@
      ^-  (list @)
      (turn (gulf 0 15) |=(i=@ (cut 6 [(sub 15 i) 1] block)))
    ::  eighty words from sixteen, the last first
    ++  schedule
      |=  first=(list @)
      =/  all=(list @)  (flop first)
      =/  left=@  64
      |-  ^-  (list @)
      ?:  =(0 left)  all
      =/  a  (snag 14 all)
      =/  b  (snag 1 all)
      =/  sum
        ;:  add
          (snag 15 all)
          (mix (right 1 a) (mix (right 8 a) (rsh [0 7] a)))
          (snag 6 all)
          (mix (right 19 b) (mix (right 61 b) (rsh [0 6] b)))
        ==
      $(left (dec left), all [(word sum) all])
    +$  state  [a=@ b=@ c=@ d=@ e=@ f=@ g=@ h=@]
    ++  round
      |=  [s=state k=@ w=@]
      ^-  state
      =/  one
        ;:  add
          h.s
          (mix (right 14 e.s) (mix (right 18 e.s) (right 41 e.s)))
          (mix (dis e.s f.s) (dis (invert e.s) g.s))
          k
          w
        ==
      =/  two
        %+  add
          (mix (right 28 a.s) (mix (right 34 a.s) (right 39 a.s)))
        (mix (dis a.s b.s) (mix (dis a.s c.s) (dis b.s c.s)))
      [(word (add one two)) a.s b.s c.s (word (add d.s one)) e.s f.s g.s]
    ++  compress
      |=  [s=state block=@ keys=(list @)]
      ^-  state
      =/  w  (flop (schedule (words block)))
      =/  t  s
      |-  ^-  state
      ?:  |(?=(~ keys) ?=(~ w))
        :*  (word (add a.s a.t))
            (word (add b.s b.t))
            (word (add c.s c.t))
            (word (add d.s d.t))
            (word (add e.s e.t))
            (word (add f.s f.t))
            (word (add g.s g.t))
            (word (add h.s h.t))
        ==
      $(keys t.keys, w t.w, t (round t i.keys i.w))
    ::  `message` of `bytes` bytes, the first highest
    ++  digest
      |=  [bytes=@ message=@]
      ^-  @ux
      =/  blocks  +((div (add bytes 16) 128))
      =/  zeros  (sub (mul 128 blocks) (add bytes 17))
      =/  padded
        %+  con  (mul 8 bytes)
        (lsh [3 (add 16 zeros)] (con 0x80 (lsh [3 1] message)))
      =/  keys  constants
      =/  h  start
      =/  s=state
        :*  (snag 0 h)  (snag 1 h)  (snag 2 h)  (snag 3 h)
            (snag 4 h)  (snag 5 h)  (snag 6 h)  (snag 7 h)
        ==
      =/  left  blocks
      |-  ^-  @ux
      ?:  =(0 left)
        (rep 6 ~[h.s g.s f.s e.s d.s c.s b.s a.s])
      =.  left  (dec left)
      $(s (compress s (cut 10 [left 1] padded) keys))
    --
%+  digest  1.000
%+  roll  (gulf 0 999)
|=([i=@ text=@] (add (lsh [3 1] text) (add 97 (mod i 26))))
