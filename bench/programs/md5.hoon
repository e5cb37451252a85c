::  MD5 (RFC 1321) of 2.000 bytes, each 97 more than its index modulo 26: the
::  digest, first byte lowest.
::
::  The 64 constants are those of the standard, 2^32 times the sine of 1 to 64.
::
=>  |%
    ++  word  |=(n=@ (end [0 32] n))
    ++  left
      |=  [n=@ a=@]
      (con (end [0 32] (lsh [0 n] a)) (rsh [0 (sub 32 n)] a))
    ++  invert  |=(a=@ (mix a 0xffff.ffff))
    ++  sines
      ^-  (list @)
      :~  0xd76a.a478  0xe8c7.b756  0x2420.70db  0xc1bd.ceee
          0xf57c.0faf  0x4787.c62a  0xa830.4613  0xfd46.9501
          0x6980.98d8  0x8b44.f7af  0xffff.5bb1  0x895c.d7be
          0x6b90.1122  0xfd98.7193  0xa679.438e  0x49b4.0821
          0xf61e.2562  0xc040.b340  0x265e.5a51  0xe9b6.c7aa
          0xd62f.105d  0x244.1453  0xd8a1.e681  0xe7d3.fbc8
          0x21e1.cde6  0xc337.07d6  0xf4d5.0d87  0x455a.14ed
          0xa9e3.e905  0xfcef.a3f8  0x676f.02d9  0x8d2a.4c8a
          0xfffa.3942  0x8771.f681  0x6d9d.6122  0xfde5.380c
          0xa4be.ea44  0x4bde.cfa9  0xf6bb.4b60  0xbebf.bc70
          0x289b.7ec6  0xeaa1.27fa  0xd4ef.3085  0x488.1d05
          0xd9d4.d039  0xe6db.99e5  0x1fa2.7cf8  0xc4ac.5665
          0xf429.2244  0x432a.ff97  0xab94.23a7  0xfc93.a039
          0x655b.59c3  0x8f0c.cc92  0xffef.f47d  0x8584.5dd1
          0x6fa8.7e4f  0xfe2c.e6e0  0xa301.4314  0x4e08.11a1
          0xf753.7e82  0xbd3a.f235  0x2ad7.d2bb  0xeb86.d391
      ==
    ++  turns
      ^-  (list (list @))
      ~[~[7 12 17 22] ~[5 9 14 20] ~[4 11 16 23] ~[6 10 15 21]]
    +$  state  [a=@ b=@ c=@ d=@]
    ++  step
      |=  [s=state i=@ sine=@ block=@]
      ^-  state
      =/  phase  (div i 16)
      =/  [f=@ g=@]
        ?:  =(0 phase)
          [(con (dis b.s c.s) (dis (invert b.s) d.s)) i]
        ?:  =(1 phase)
          :-  (con (dis d.s b.s) (dis (invert d.s) c.s))
          (mod (add 1 (mul 5 i)) 16)
        ?:  =(2 phase)
          [(mix b.s (mix c.s d.s)) (mod (add 5 (mul 3 i)) 16)]
        [(mix c.s (con b.s (invert d.s))) (mod (mul 7 i) 16)]
      =/  sum  (word :(add a.s f sine (cut 5 [g 1] block)))
      :^    d.s
          (word (add b.s (left (snag (mod i 4) (snag phase turns)) sum)))
        b.s
      c.s
    ++  compress
      |=  [s=state block=@]
      ^-  state
      =/  t  s
      =/  all  sines
      =|  i=@
      |-  ^-  state
      ?~  all
        :*  (word (add a.s a.t))
            (word (add b.s b.t))
            (word (add c.s c.t))
            (word (add d.s d.t))
        ==
      $(i +(i), all t.all, t (step t i i.all block))
    ++  digest
      |=  [bytes=@ message=@]
      ^-  @ux
      =/  blocks  +((div (add bytes 8) 64))
      =/  padded
        %+  con  (con message (lsh [3 bytes] 0x80))
        (lsh [3 (sub (mul 64 blocks) 8)] (mul 8 bytes))
      =/  s=state  [0x6745.2301 0xefcd.ab89 0x98ba.dcfe 0x1032.5476]
      =|  i=@
      |-  ^-  @ux
      ?:  =(i blocks)
        (rep 5 ~[a.s b.s c.s d.s])
      $(i +(i), s (compress s (cut 9 [i 1] padded)))
    --
%+  digest  2.000
(rep 3 (turn (gulf 0 1.999) |=(i=@ (add 97 (mod i 26)))))
