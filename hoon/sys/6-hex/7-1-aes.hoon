  ::  aes: the Rijndael cipher with keys of 128 bits (a), 192 (b) and 256 (c):
  ::  block by block (ecb), chained (cbc), counted (ctr), with a hash of it all
  ::  (siv). The first byte is the highest
  ++  aes
    ~%  %aes  ..part  ~
    |%
    ::  boxes: the byte for each byte, and back. The bytes of the field without
    ::  zero are the powers of three; while one goes up the powers, the other
    ::  goes down to its inverse
    ++  boxes
      ~+
      ^-  [for=@ back=@]
      =/  [p=@ q=@]  [1 1]
      =/  pairs=(list [@ @])  ~[[0 0x63]]
      |-
      =.  p  (mix p (dub p))
      =.  q  (mix q (end 3 (lsh 0 q)))
      =.  q  (mix q (end 3 (lsh [0 2] q)))
      =.  q  (mix q (end 3 (lsh [0 4] q)))
      =?  q  (gte q 128)  (mix 0x9 q)
      =/  byte  ~(. fe 3)
      =/  x
        ;:  mix
          0x63
          q
          (rol:byte 0 1 q)
          (rol:byte 0 2 q)
          (rol:byte 0 3 q)
          (rol:byte 0 4 q)
        ==
      =.  pairs  [[p x] pairs]
      ?.  =(1 p)  $
      :-  (rep 3 (turn (sort pairs |=([a=[@ @] b=[@ @]] (lth -.a -.b))) tail))
      (rep 3 (turn (sort pairs |=([a=[@ @] b=[@ @]] (lth +.a +.b))) head))
    ::  dub: twice a byte, in the field
    ++  dub
      |=  a=@
      ?:((lth a 128) (lsh 0 a) (mix 0x11b (lsh 0 a)))
    ::  column: the four bytes of a column, mixed
    ++  column
      |=  a=@
      ^-  @
      =/  next  (~(ror fe 5) 3 1 a)
      =/  pair  (mix a next)
      =/  all   (mix (end 3 pair) (cut 3 [2 1] pair))
      :(mix a (fil 3 4 all) (twice pair))
    ::  twice: all bytes of a column twice
    ++  twice
      |=  a=@
      =/  high  (dis a 0x8080.8080)
      (mix (lsh 0 (mix a high)) (mul 0x1b (rsh [0 7] high)))
    ::  uncolumn: and back
    ++  uncolumn
      |=  a=@
      =/  four  (twice (twice (mix a (~(ror fe 5) 3 2 a))))
      (column (mix a four))
    ::  replace: the bytes of a state by those of a box, in an order
    ++  replace
      |=  [state=@ box=@ order=@]
      ^-  @
      =/  i  16
      =|  done=(list @)
      |-
      ?:  =(0 i)  (rep 3 done)
      =.  i  (dec i)
      =/  byte  (cut 3 [(cut 2 [i 1] order) 1] state)
      $(done [(cut 3 [byte 1] box) done])
    ::  keys: the keys of all rounds, of a key of so many words
    ++  keys
      |=  [count=@ key=@]
      ^-  (list @)
      =/  first  (rip-all 5 count (rev 3 (mul 4 count) key))
      =/  all    (words count (mul 4 (add 7 count)) first)
      (rip-all 7 (add 7 count) (rep 5 all))
    ::  words: so many in all, from as many as a key has on
    ++  words
      |=  [count=@ all=@ first=(list @)]
      ^-  (list @)
      =/  back  (flop first)
      =/  [i=@ power=@]  [count 1]
      =/  sub
        |=  word=@
        ^-  @
        =/  bytes  (rip-all 3 4 word)
        (rep 3 (turn bytes |=(byte=@ (cut 3 [byte 1] for:boxes))))
      |-
      ?:  =(all i)  (flop back)
      =/  turns  =(0 (mod i count))
      =/  last   (snag 0 back)
      =/  new
        ?:  turns  (mix power (sub (~(ror fe 5) 3 1 last)))
        ?:  &((gth count 6) =(4 (mod i count)))  (sub last)
        last
      =.  back  [(mix new (snag (dec count) back)) back]
      $(i +(i), power ?:(turns (dub power) power))
    ::  rip-all: so many blocks of a number
    ++  rip-all
      |=  [size=bloq count=@ a=@]
      ^-  (list @)
      =/  parts  (rip size a)
      (weld parts (reap (sub count (lent parts)) 0))
    ::  lock: one block, with a key of so many words
    ++  lock
      |=  [count=@ key=@ block=@]
      ^-  @uxH
      =/  keys   (keys count key)
      =/  state  (rev 3 16 block)
      ?>  ?=(^ keys)
      =.  state  (mix state i.keys)
      =/  rest  t.keys
      |-
      ?>  ?=(^ rest)
      =.  state  (replace state for:boxes 0xb61c.72d8.3e94.fa50)
      ?~  t.rest  (rev 3 16 (mix state i.rest))
      $(rest t.rest, state (mix i.rest (run 5 state column)))
    ::  unlock: and back
    ++  unlock
      |=  [count=@ key=@ block=@]
      ^-  @uxH
      =/  keys   (flop (keys count key))
      =/  state  (rev 3 16 block)
      ?>  ?=(^ keys)
      =.  state  (mix state i.keys)
      =/  rest  t.keys
      |-
      ?>  ?=(^ rest)
      =.  state  (mix i.rest (replace state back:boxes 0x369c.f258.be14.7ad0))
      ?~  t.rest  (rev 3 16 state)
      $(rest t.rest, state (run 5 state uncolumn))
    ::  ahem: the cipher at large: keys of so many words, blocks of so many, and
    ::  so many rounds. The first byte is the lowest
    ++  ahem
      |=  [nnk=@ nnb=@ nnr=@]
      |%
      ::  ex: the keys of all rounds
      ++  ex
        |=  key=@I
        ^-  @
        =/  first  (rip-all 5 nnk (end [5 nnk] key))
        (rep 5 (words nnk (mul nnb +(nnr)) first))
      ::  ix: the same for the way back: with columns mixed but for the first
      ::  and the last ones
      ++  ix
        |=  keys=@
        ^-  @
        =/  inner  (cut 7 [1 (dec nnr)] keys)
        =/  mixed  (run 5 inner uncolumn)
        (can 7 ~[[1 keys] [(dec nnr) mixed] [1 (rsh [7 nnr] keys)]])
      ::  be: a block in cipher, or back, with the keys of all rounds
      ++  be
        |=  [for=? keys=@ block=@H]
        ^-  @uxH
        =/  [box=@ column=$-(@ @) shift=$-(@ @)]
          ?:  for  [for:boxes column |=(row=@ row)]
          [back:boxes uncolumn |=(row=@ (mod (sub 4 row) 4))]
        =/  key
          |=  round=@
          =/  at  ?:(for round (sub nnr round))
          (cut 5 [(mul nnb at) nnb] keys)
        =/  moved
          |=  state=@
          =/  i  (mul 4 nnb)
          =|  done=(list @)
          |-
          ?:  =(0 i)  (rep 3 done)
          =.  i  (dec i)
          =/  [at=@ row=@]  (dvr i 4)
          =/  from  (add row (mul 4 (mod (add at (shift row)) nnb)))
          $(done [(cut 3 [(cut 3 [from 1] state) 1] box) done])
        =/  state  (mix (end [5 nnb] block) (key 0))
        =/  round  1
        |-
        =.  state  (moved state)
        ?:  =(nnr round)  (mix state (key nnr))
        $(round +(round), state (mix (key round) (run 5 state column)))
      --
    ::  ecba, ecbb, ecbc: one block
    ::  > (~(en ecba:aes:crypto 5) 6)
    ::  0xf3e5.34ee.0931.d07f.d010.d03f.d537.103c
    ::  > (~(de ecba:aes:crypto 5) (~(en ecba:aes:crypto 5) 6))
    ::  0x6
    ++  ecba
      ~%  %ecba  +>  ~
      |_  key=@H
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(blk=@H `@uxH`(lock 4 key blk))
      ++  de
        ~/  %de
        |=(blk=@H `@uxH`(unlock 4 key blk))
      --
    ++  ecbb
      ~%  %ecbb  +>  ~
      |_  key=@I
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(blk=@H `@uxH`(lock 6 key blk))
      ++  de
        ~/  %de
        |=(blk=@H `@uxH`(unlock 6 key blk))
      --
    ++  ecbc
      ~%  %ecbc  +>  ~
      |_  key=@I
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(blk=@H `@uxH`(lock 8 key blk))
      ++  de
        ~/  %de
        |=(blk=@H `@uxH`(unlock 8 key blk))
      --
    ::  chain: each block mixed with the cipher of the one before it
    ++  chain
      |=  [en=$-(@H @uxH) prv=@H txt=@]
      ^-  @ux
      =/  left=(list @)  ?:(=(0 txt) ~[0] (flop (rip 7 txt)))
      =|  done=(list @)
      |-
      ?~  left  (rep 7 done)
      =/  new  (en (mix prv i.left))
      $(left t.left, prv new, done [new done])
    ::  unchain: and back
    ++  unchain
      |=  [de=$-(@H @uxH) prv=@H txt=@]
      ^-  @ux
      =/  left=(list @)  ?:(=(0 txt) ~[0] (flop (rip 7 txt)))
      =|  done=(list @)
      |-
      ?~  left  (rep 7 done)
      $(left t.left, prv i.left, done [(mix prv (de i.left)) done])
    ::  cbca, cbcb, cbcc: blocks that depend on those before them, and on what
    ::  is said to be before them all
    ::  > (~(en cbca:aes:crypto 5 7) 'hello')
    ::  0x83b2.5708.1d2e.90ce.d09a.d37f.84ce.7304
    ++  cbca
      ~%  %cbca  +>  ~
      |_  [key=@H prv=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(chain ~(en ecba key) prv txt))
      ++  de
        ~/  %de
        |=(txt=@ `@ux`(unchain ~(de ecba key) prv txt))
      --
    ++  cbcb
      ~%  %cbcb  +>  ~
      |_  [key=@I prv=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(chain ~(en ecbb key) prv txt))
      ++  de
        ~/  %de
        |=(txt=@ `@ux`(unchain ~(de ecbb key) prv txt))
      --
    ++  cbcc
      ~%  %cbcc  +>  ~
      |_  [key=@I prv=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(chain ~(en ecbc key) prv txt))
      ++  de
        ~/  %de
        |=(txt=@ `@ux`(unchain ~(de ecbc key) prv txt))
      --
    ::  inc: the next number of what counts in the lowest block of a size
    ++  inc
      |=  [mod=bloq ctr=@H]
      ^-  @uxH
      =/  size  (bex mod)
      (add (end [0 size] +((end [0 size] ctr))) (sub ctr (end [0 size] ctr)))
    ::  count: a text of so many bytes, mixed with the ciphers of a counter
    ++  count
      |=  [en=$-(@H @uxH) mod=bloq len=@ ctr=@H txt=@]
      ^-  @ux
      ?>  (gte len (met 3 txt))
      =/  blocks  (div (add 15 len) 16)
      =/  over    (sub (mul 16 blocks) len)
      =|  done=(list @)
      |-
      ?:  =(0 blocks)  (mix txt (rsh [3 over] (rep 7 done)))
      $(blocks (dec blocks), ctr (inc mod ctr), done [(en ctr) done])
    ::  ctra, ctrb, ctrc: a text mixed with the ciphers of a counter, which
    ::  makes both directions the same
    ::  > (~(en ctra:aes:crypto 5 7 5 1) 'hello')
    ::  0xe1.6736.3b78
    ++  ctra
      ~%  %ctra  +>  ~
      |_  [key=@H mod=bloq len=@ ctr=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(count ~(en ecba key) mod len ctr txt))
      ++  de  en
      --
    ++  ctrb
      ~%  %ctrb  +>  ~
      |_  [key=@I mod=bloq len=@ ctr=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(count ~(en ecbb key) mod len ctr txt))
      ++  de  en
      --
    ++  ctrc
      ~%  %ctrc  +>  ~
      |_  [key=@I mod=bloq len=@ ctr=@H]
      ::  en, de: to the cipher, and from it
      ++  en
        ~/  %en
        |=(txt=@ `@ux`(count ~(en ecbc key) mod len ctr txt))
      ++  de  en
      --
    ::  doub: twice as much, in the field of 128 bits
    ++  doub
      |=  str=@H
      ^-  @uxH
      =/  twice  (end 7 (lsh 0 str))
      ?:(=(128 (met 0 str)) (mix 0x87 twice) twice)
    ::  mpad: a text of so many bytes, filled up to whole blocks: a bit, and
    ::  zeros
    ++  mpad
      |=  [oct=@ txt=@]
      ^-  @ux
      =/  over  (mod oct 16)
      ?:  =(0 over)  (bex 127)
      (lsh [3 (sub 15 over)] (mix 0x80 (lsh 3 txt)))
    ::  subs: two more keys, of a cipher
    ++  subs
      |=  en=$-(@H @uxH)
      ^-  [@ux @ux]
      =/  one  (doub (en 0))
      [one (doub one)]
    ::  suba, subb, subc: two more keys
    ++  suba  |=(key=@H (subs ~(en ecba key)))
    ++  subb  |=(key=@I (subs ~(en ecbb key)))
    ++  subc  |=(key=@I (subs ~(en ecbc key)))
    ::  mac: what tells that a text is as it was, of a cipher: its last block,
    ::  chained
    ++  mac
      |=  [en=$-(@H @uxH) oct=(unit @) txt=@]
      ^-  @ux
      =/  [one=@ two=@]  (subs en)
      =/  len  ?~(oct (met 3 txt) u.oct)
      =/  whole  &(=(0 (mod len 16)) !=(0 len))
      %+  end  7
      %^  chain  en  0
      ?:(whole (mix one txt) (mix two (mpad len txt)))
    ::  maca, macb, macc: the same, of a key and how many bytes there are
    ::  > (maca:aes:crypto 5 ~ 'hello')
    ::  0x17b8.a592.7989.07ea.dd99.f1f1.c7af.859e
    ++  maca
      ~/  %maca
      |=([key=@H oct=(unit @) txt=@] `@ux`(mac ~(en ecba key) oct txt))
    ++  macb
      ~/  %macb
      |=([key=@I oct=(unit @) txt=@] `@ux`(mac ~(en ecbb key) oct txt))
    ++  macc
      ~/  %macc
      |=([key=@I oct=(unit @) txt=@] `@ux`(mac ~(en ecbc key) oct txt))
    ::  s2v: what tells that several texts are as they were
    ++  s2v
      |=  [en=$-(@H @uxH) ads=(list @)]
      ^-  @ux
      ?~  ads  (mac en `16 1)
      =/  sum  (mac en `16 0)
      |-
      ?^  t.ads
        $(ads t.ads, sum (mix (doub sum) (mac en ~ i.ads)))
      =/  wide  (met 3 i.ads)
      ?:  (gte wide 16)  (mac en `wide (mix i.ads sum))
      (mac en `16 (mix (doub sum) (mpad wide i.ads)))
    ::  s2va, s2vb, s2vc: the same, of a key
    ++  s2va
      ~/  %s2va
      |=([key=@H ads=(list @)] (s2v ~(en ecba key) ads))
    ++  s2vb
      ~/  %s2vb
      |=([key=@I ads=(list @)] (s2v ~(en ecbb key) ads))
    ++  s2vc
      ~/  %s2vc
      |=([key=@I ads=(list @)] (s2v ~(en ecbc key) ads))
    ::  from: where a counter begins, of what tells
    ++  from  |=(iv=@ (dis iv 0xffff.ffff.ffff.ffff.7fff.ffff.7fff.ffff))
    ::  siva, sivb, sivc: a text with what tells that it and some others are as
    ::  they were; a key for that, and one for the cipher
    ::  > (~(en siva:aes:crypto 5 ~) 'hello')
    ::  [p=0x122c.e022.a84e.a5af.7791.9202.d6cf.965f q=5 r=0xa1.765a.a141]
    ++  siva
      ~%  %siva  +>  ~
      |_  [key=@I vec=(list @)]
      ::  en, de: to the cipher, and from it, if all is as it was
      ++  en
        ~/  %en
        |=  txt=@
        ^-  (trel @uxH @ud @ux)
        =/  iv   (s2va (rsh 7 key) (snoc vec txt))
        =/  len  (met 3 txt)
        [iv len (~(en ctra (end 7 key) 7 len (from iv)) txt)]
      ++  de
        ~/  %de
        |=  [iv=@H len=@ txt=@]
        ^-  (unit @ux)
        =/  new  (~(de ctra (end 7 key) 7 len (from iv)) txt)
        ?.(=(iv (s2va (rsh 7 key) (snoc vec new))) ~ `new)
      --
    ++  sivb
      ~%  %sivb  +>  ~
      |_  [key=@J vec=(list @)]
      ::  en, de: to the cipher, and from it, if all is as it was
      ++  en
        ~/  %en
        |=  txt=@
        ^-  (trel @uxH @ud @ux)
        =/  iv   (s2vb (rsh [6 3] key) (snoc vec txt))
        =/  len  (met 3 txt)
        [iv len (~(en ctrb (end [6 3] key) 7 len (from iv)) txt)]
      ++  de
        ~/  %de
        |=  [iv=@H len=@ txt=@]
        ^-  (unit @ux)
        =/  new  (~(de ctrb (end [6 3] key) 7 len (from iv)) txt)
        ?.(=(iv (s2vb (rsh [6 3] key) (snoc vec new))) ~ `new)
      --
    ++  sivc
      ~%  %sivc  +>  ~
      |_  [key=@J vec=(list @)]
      ::  en, de: to the cipher, and from it, if all is as it was
      ++  en
        ~/  %en
        |=  txt=@
        ^-  (trel @uxH @ud @ux)
        =/  iv   (s2vc (rsh 8 key) (snoc vec txt))
        =/  len  (met 3 txt)
        [iv len (~(en ctrc (end 8 key) 7 len (from iv)) txt)]
      ++  de
        ~/  %de
        |=  [iv=@H len=@ txt=@]
        ^-  (unit @ux)
        =/  new  (~(de ctrc (end 8 key) 7 len (from iv)) txt)
        ?.(=(iv (s2vc (rsh 8 key) (snoc vec new))) ~ `new)
      --
    --
