  ::  hmac: what tells that a message is as it was, of a key and a hash
  ++  hmac
    ~%  %hmac  ..part  ~
    =,  sha
    =>  |%
        ::  meet, flip: both with their lengths, and from behind
        ++  meet  |=([k=@ m=@] [[(met 3 k) k] [(met 3 m) m]])
        ++  flip  |=([k=@ m=@] [(swp 3 k) (swp 3 m)])
        --
    |%
    ::  hmac-sha1, hmac-sha256, hmac-sha512: of numbers
    ::  hmac-sha1t, hmac-sha256t, hmac-sha512t: of texts
    ::  hmac-sha1l, hmac-sha256l, hmac-sha512l: of so many bytes
    ::  > `@uw`(hmac-sha256:hmac:crypto 'key' 'text')
    ::  0w7Ux.sNXGC.UI8dE.7aJOZ.zo-ps.c~HgP.NBVh9.SeucV.hzRKD
    ++  hmac-sha1     (cork meet hmac-sha1l)
    ++  hmac-sha256   (cork meet hmac-sha256l)
    ++  hmac-sha512   (cork meet hmac-sha512l)
    ++  hmac-sha1t    (cork flip hmac-sha1)
    ++  hmac-sha256t  (cork flip hmac-sha256)
    ++  hmac-sha512t  (cork flip hmac-sha512)
    ++  hmac-sha1l    (cury hmac sha-1l 64 20)
    ++  hmac-sha256l  (cury hmac sha-256l 64 32)
    ++  hmac-sha512l  (cury hmac sha-512l 128 64)
    ::  hmac: of a hash that takes blocks of so many bytes, and has so many
    ++  hmac
      ~/  %hmac
      |*  [[haj=$-([@u @] @) boq=@u out=@u] key=byts msg=byts]
      =/  text  (end [3 wid.msg] dat.msg)
      =/  padded
        =/  whole  (end [3 wid.key] dat.key)
        ?:  (lte wid.key boq)  (lsh [3 (sub boq wid.key)] whole)
        (lsh [3 (sub boq out)] (haj wid.key whole))
      =/  inner
        %+  haj  (add boq wid.msg)
        (add text (lsh [3 wid.msg] (mix padded (fil 3 boq 0x36))))
      %+  haj  (add boq out)
      (add inner (lsh [3 out] (mix padded (fil 3 boq 0x5c))))
    --
  ::  pbkdf: a key of a password and salt, which takes as many rounds as one
  ::  will
  ++  pbkdf
    =>  |%
        ::  meet, flip: both with their lengths, and from behind
        ++  meet  |=([p=@ s=@ c=@ d=@] [[(met 3 p) p] [(met 3 s) s] c d])
        ++  flip
          |=  [p=byts s=byts c=@ d=@]
          [[wid.p (rev 3 p)] [wid.s (rev 3 s)] c d]
        --
    |%
    ::  hmac-sha1, hmac-sha256, hmac-sha512: of numbers
    ::  hmac-sha1t, hmac-sha256t, hmac-sha512t: of texts
    ::  hmac-sha1l, hmac-sha256l, hmac-sha512l: of so many bytes, from behind
    ::  hmac-sha1d, hmac-sha256d, hmac-sha512d: of so many bytes
    ++  hmac-sha1     (cork meet hmac-sha1l)
    ++  hmac-sha256   (cork meet hmac-sha256l)
    ++  hmac-sha512   (cork meet hmac-sha512l)
    ++  hmac-sha1t    (cork meet hmac-sha1d)
    ++  hmac-sha256t  (cork meet hmac-sha256d)
    ++  hmac-sha512t  (cork meet hmac-sha512d)
    ++  hmac-sha1l    (cork flip hmac-sha1d)
    ++  hmac-sha256l  (cork flip hmac-sha256d)
    ++  hmac-sha512l  (cork flip hmac-sha512d)
    ++  hmac-sha1d    (cury pbkdf hmac-sha1l:hmac 20)
    ++  hmac-sha256d  (cury pbkdf hmac-sha256l:hmac 32)
    ++  hmac-sha512d  (cury pbkdf hmac-sha512l:hmac 64)
    ::  pbkdf: of what tells that a message is as it was, in so many bytes: .c
    ::  rounds, and .d bytes of key
    ++  pbkdf
      |*  [[prf=$-([byts byts] @) out=@u] p=byts s=byts c=@ d=@]
      ~|  [%invalid-pbkdf-params c d]
      ?>  &((lte d (bex 30)) (lte c (bex 28)) !=(0 c))
      =/  word  [wid.p (rev 3 p)]
      =/  salt  (rev 3 s)
      =/  [key=@ i=@]  [0 0]
      |-  ^-  @
      ?:  (gte (mul out i) d)  (rsh [3 (sub (mul out i) d)] key)
      =/  last  (prf word (add 4 wid.s) (add +(i) (lsh [3 4] salt)))
      =/  sum   last
      =/  left  (dec c)
      |-
      ?.  =(0 left)
        =.  last  (prf word out last)
        $(left (dec left), sum (mix last sum))
      ^$(i +(i), key (add sum (lsh [3 out] key)))
    --
  ::  scr: scrypt, a key of a password that takes memory as well, after Percival
  ++  scr
    ~%  %scr  ..part  ~
    |%
    ::  sal: a hash of 64 bytes, in so many rounds. The words of the square
    ::  stand in its diagonals, so that four of them are calculated with at once
    ++  sal
      |=  [x=@ r=@]
      ?>  =(0 (mod r 2))
      =/  row  (lanes 5 4)
      =/  at
        |=  places=@
        (rep 5 (turn (rip-all:aes 2 4 places) |=(i=@ (cut 5 [i 1] x))))
      =/  [a=@ b=@ c=@ d=@]
        [(at 0xfa50) (at 0x3e94) (at 0x72d8) (at 0xb61c)]
      =/  left  r
      |-  ^-  @
      ?.  =(0 left)
        =.  b  (mix b (rol:row 7 (sum:row a d)))
        =.  c  (mix c (rol:row 9 (sum:row b a)))
        =.  d  (mix d (rol:row 13 (sum:row c b)))
        =.  a  (mix a (rol:row 18 (sum:row d c)))
        $(left (dec left), b (step:row 1 d), c (step:row 2 c), d (step:row 3 b))
      =/  words
        |=  [row=@ places=@]
        %+  turn  (gulf 0 3)
        |=(i=@ [(cut 2 [i 1] places) (cut 5 [i 1] row)])
      =/  all
        ;:  weld
          (words a 0xfa50)
          (words b 0x3e94)
          (words c 0x72d8)
          (words d 0xb61c)
        ==
      =/  square
        %+  rep  5
        (turn (sort all |=([m=[@ @] n=[@ @]] (lth -.m -.n))) tail)
      (sum:(lanes 5 16) (end 9 x) square)
    ::  rpp: so many blocks of a number, the last ones if there are more
    ++  rpp
      |=  [a=bloq b=@ c=@]
      =/  parts  (rip a c)
      =/  count  (lent parts)
      ?:  (gth count b)  (slag (sub count b) parts)
      (weld parts (reap (sub b count) 0))
    ::  sbm: a list of blocks, stirred, those at even places first
    ++  sbm
      |=  [r=@ b=(list @)]
      ^-  (list @)
      ?>  =((lent b) (mul 2 r))
      =/  last  (rear b)
      =/  even  &
      =|  [one=(list @) two=(list @)]
      |-
      ?~  b  (weld (flop one) (flop two))
      =.  last  (sal (mix last i.b) 8)
      ?:  even  $(b t.b, even |, one [last one])
      $(b t.b, even &, two [last two])
    ::  srm: the same so many times, and as often again with one of those before
    ::  mixed in
    ++  srm
      |=  [r=@ b=(list @) n=@]
      ^-  (list @)
      ?>  ?&  =((lent b) (mul 2 r))
              =(n (bex (dec (xeb n))))
              (lth n (bex (mul 16 r)))
          ==
      =/  [i=@ seen=(map @ (list @))]  [0 ~]
      |-
      ?.  =(i n)
        $(i +(i), b (sbm r b), seen (~(put by seen) i b))
      =/  left  n
      |-
      ?:  =(0 left)  b
      =/  other  (~(got by seen) (mod (rear b) n))
      =/  mixed
        |-  ^-  (list @)
        ?~  b  ~
        ?~  other  ~
        [(mix i.b i.other) $(b t.b, other t.other)]
      $(left (dec left), b (sbm r mixed))
    ::  hmc, hml: what tells that a text is as it was, by a key and SHA-256; and
    ::  of so many bytes
    ++  hmc  |=([k=@ t=@] (hml k (met 3 k) t (met 3 t)))
    ++  hml
      |=  [k=@ kl=@ t=@ tl=@]
      =/  key  (end [3 kl] k)
      =?  key  (gth kl 64)  (shay kl key)
      =/  text  (lsh [3 64] (end [3 tl] t))
      =/  inner  (shay (add 64 tl) (add text (mix key (fil 3 64 0x36))))
      (shay 96 (add (lsh [3 64] inner) (mix key (fil 3 64 0x5c))))
    ::  pbk, pbl: a key of a password and salt, in .c rounds and of .d bytes;
    ::  and of so many bytes
    ::  > `@ux`(pbk:scr:crypto 'password' 'salt' 3 16)
    ::  0xfb73.5484.9dd4.3caf.bffe.83c6.0a24.35ad
    ++  pbk
      ~/  %pbk
      |=([p=@ s=@ c=@ d=@] (pbl p (met 3 p) s (met 3 s) c d))
    ++  pbl
      ~/  %pbl
      |=  [p=@ pl=@ s=@ sl=@ c=@ d=@]
      ^-  @
      ?>  &((lte d (bex 30)) (lte c (bex 28)) !=(0 c))
      =/  salt  (end [3 sl] s)
      =/  [key=@ i=@]  [0 0]
      |-
      ?:  (gte (mul 32 i) d)  (end [3 d] key)
      =/  count  (lsh [3 sl] (rev 3 4 +(i)))
      =/  last  (hml p pl (add salt count) (add 4 sl))
      =/  sum   last
      =/  left  (dec c)
      |-
      ?.  =(0 left)
        =.  last  (hml p pl last 32)
        $(left (dec left), sum (mix last sum))
      ^$(i +(i), key (add key (lsh [8 i] sum)))
    ::  hsh, hsl: scrypt of a password and salt: .n is how much memory it takes,
    ::  .r how large its blocks are, .z how many there are, .d how many bytes
    ::  the key has; and of so many bytes. More than a gigabyte is refused
    ::  > `@ux`(hsh:scr:crypto 'password' 'salt' 16 1 1 16)
    ::  0x4192.4953.1af5.5d23.828c.a4fb.3d3c.1345
    ++  hsh
      ~/  %hsh
      |=([p=@ s=@ n=@ r=@ z=@ d=@] (hsl p (met 3 p) s (met 3 s) n r z d))
    ++  hsl
      ~/  %hsl
      |=  [p=@ pl=@ s=@ sl=@ n=@ r=@ z=@ d=@]
      =/  size  (mul 128 r)
      =/  all   (mul size z)
      ?>  ?&  =(n (bex (dec (xeb n))))
              !=(0 r)
              !=(0 z)
              (lte (mul size (dec (add n z))) (bex 30))
              (lth pl (bex 31))
              (lth sl (bex 31))
          ==
      =/  start  (pbl p pl s sl 1 all)
      =/  [i=@ done=@]  [0 0]
      |-
      ?:  =(z i)  (pbl p pl done all 1 d)
      =/  block  (rpp 9 (mul 2 r) (cut 3 [(mul size i) size] start))
      =/  new    (rep 9 (srm r block n))
      $(i +(i), done (add done (lsh [3 (mul size i)] new)))
    ::  ypt: a key of 256 bytes, of salt and a password
    ++  ypt  |=([s=@ p=@] `@`(hsh p s 16.384 8 1 256))
    --
