  ::  keccak: hashes that take in as many bits as they will and give out as many
  ::  as one will. A message's first byte is its lowest, a hash's the highest
  ++  keccak
    ~%  %kecc  ..part  ~
    |%
    ::  keccak-224, keccak-256, keccak-384, keccak-512: as it was first
    ::  > `@uw`(keccak-256:keccak:crypto 0 0)
    ::  0wcni.hw66Z.OcYAD.VZIJP.70Y3B.0bpjO.E8DeT.LWS0h.txqhM
    ++  keccak-224  ~/  %k224  |=(=octs (keccak (sized 224 224 octs)))
    ++  keccak-256  ~/  %k256  |=(=octs (keccak (sized 256 256 octs)))
    ++  keccak-384  ~/  %k384  |=(=octs (keccak (sized 384 384 octs)))
    ++  keccak-512  ~/  %k512  |=(=octs (keccak (sized 512 512 octs)))
    ::  sha3-224, sha3-256, sha3-384, sha3-512: as it became a standard
    ::  > `@ux`(sha3-224:keccak:crypto [3 'abc'])
    ::  0xe642.824c.3f8c.f24a.d092.34ee.7d3c.766f.c9a3.a516.8d0c.94ad.73b4.6fdf
    ++  sha3-224  |=(=octs (sha3 (sized 224 224 octs)))
    ++  sha3-256  |=(=octs (sha3 (sized 256 256 octs)))
    ++  sha3-384  |=(=octs (sha3 (sized 384 384 octs)))
    ++  sha3-512  |=(=octs (sha3 (sized 512 512 octs)))
    ::  shake-128, shake-256, rawshake-128, rawshake-256: of so many bits
    ::  > `@ux`(shake-128:keccak:crypto 64 [3 'abc'])
    ::  0x5881.092d.d818.bf5c
    ++  shake-128     |=([out=@ud =octs] (shake (sized 128 out octs)))
    ++  shake-256     |=([out=@ud =octs] (shake (sized 256 out octs)))
    ++  rawshake-128  |=([out=@ud =octs] (rawshake (sized 128 out octs)))
    ++  rawshake-256  |=([out=@ud =octs] (rawshake (sized 256 out octs)))
    ::  sized: for a strength in bits, how many of 1.600 are taken in at once,
    ::  and how many are kept from what comes in; and what is asked
    ++  sized
      |=  [strength=@ud out=@ud =octs]
      ^-  [rate=@ud kept=@ud out=@ud ^octs]
      [(sub 1.600 (mul 2 strength)) (mul 2 strength) out octs]
    ::  keccak, sha3, shake, rawshake: of how many bits are taken in at once,
    ::  how many are kept from what comes in, and how many come out
    ++  keccak    (cury (cury hash keccak-f) padding-keccak)
    ++  sha3      (cury (cury hash keccak-f) padding-sha3)
    ++  shake     (cury (cury hash keccak-f) padding-shake)
    ++  rawshake  (cury (cury hash keccak-f) padding-rawshake)
    ::  padding-keccak, padding-sha3, padding-shake, padding-rawshake: what
    ::  comes behind the bytes of a message, by which they differ
    ++  padding-keccak    (multirate-padding 0x1)
    ++  padding-sha3      (multirate-padding 0x6)
    ++  padding-shake     (multirate-padding 0x1f)
    ++  padding-rawshake  (multirate-padding 0x7)
    ::  hash: of what stirs the bits, what comes behind a message, and the
    ::  sizes; the first byte of the message is its lowest, as in a cord
    ++  hash
      |=  $:  stir=$-(@ud $-(@ @))
              pad=$-([octs @ud] octs)
              [rate=@ud kept=@ud out=@ud message=octs]
          ==
      =/  take  (sponge stir pad rate kept)
      `@`(take message(q (rev 3 message)) out)
    ::  multirate-padding: a message, its first byte highest, with a byte,
    ::  zeros and a bit behind it, to whole blocks of so many bits
    ++  multirate-padding
      |=  dsb=@ux
      ?>  (lte dsb 0xff)
      |=  [inp=octs mut=@ud]
      ^-  octs
      =/  block   (div mut 8)
      =/  lack    (sub block (mod p.inp block))
      =/  behind  (con 0x80 (lsh [3 (dec lack)] dsb))
      [(add p.inp lack) (cat 3 behind q.inp)]
    ::  sponge: take a message in, its first byte highest, and give bits out
    ++  sponge
      |=  $:  stir=$-(@ud $-(@ @))
              pad=$-([octs @ud] octs)
              [bitrate=@ud kept=@ud]
          ==
      =/  permute  (stir (add bitrate kept))
      |=  [input=octs output=@ud]
      ^-  @
      =/  [bits=@ message=@]
        =/  whole  (pad input bitrate)
        [(mul 8 p.whole) (rev 3 whole)]
      =/  [at=@ state=@]  [0 0]
      |-
      ?.  =(bits at)
        =/  block  (cut 0 [at bitrate] message)
        $(at (add at bitrate), state (permute (mix state block)))
      =/  [have=@ out=@]  [0 0]
      |-
      =.  out   (add out (lsh [0 have] (end [0 bitrate] state)))
      =.  have  (add have bitrate)
      ?:  (lth have output)  $(state (permute state))
      =/  bytes  (div (add 7 output) 8)
      (rsh [0 (sub (mul 8 bytes) output)] (rev 3 bytes (end [3 bytes] out)))
    ::  keccak-f: stir so many bits: 25 lanes, in a square
    ++  keccak-f
      |=  width=@ud
      ?>  (~(has in (sy 25 50 100 200 400 800 1.600 ~)) width)
      =/  size    (dec (xeb (div width 25)))
      =/  bits    (bex size)
      =/  rounds  (add 12 (mul 2 size))
      =/  lane    ~(. fe size)
      =/  row     (lanes size 5)
      |=  input=@
      ^-  @
      =/  [a=@ round=@]  [input 0]
      =/  at  |=([i=@ words=@] (cut size [i 1] words))
      |-
      ?:  =(rounds round)  a
      ::  each lane with the columns beside it
      =/  columns
        =/  rows  (turn (gulf 0 4) |=(y=@ (cut size [(mul 5 y) 5] a)))
        (roll rows mix)
      =/  beside
        (mix (step:row 4 columns) (rol:row 1 (step:row 1 columns)))
      =.  a  (mix a (mul beside (rep [size 5] (reap 5 1))))
      ::  each lane turned, and in another place
      =/  turned
        %+  turn  (gulf 0 24)
        |=  i=@
        =/  from  (cut 3 [i 1] places)
        (rol:lane 0 (mod (cut 3 [from 1] offsets) bits) (at from a))
      =/  b  (rep size turned)
      ::  each lane with the two behind it in its row
      =.  a
        =/  [y=@ done=(list @)]  [5 ~]
        |-  ^-  @
        ?:  =(0 y)  (rep [size 5] done)
        =.  y  (dec y)
        =/  one    (cut size [(mul 5 y) 5] b)
        =/  all    (dec (bex (mul 5 bits)))
        =/  two    (mix all (step:row 1 one))
        $(done [(mix one (dis two (step:row 2 one))) done])
      $(round +(round), a (mix a (end size (at-round round))))
    ::  at-round: what a round mixes into the first lane
    ++  at-round
      |=  round=@
      ^-  @
      %+  snag  round
      ^-  (list @)
      :~  0x1  0x8082  0x8000.0000.0000.808a  0x8000.0000.8000.8000
          0x808b  0x8000.0001  0x8000.0000.8000.8081  0x8000.0000.0000.8009
          0x8a  0x88  0x8000.8009  0x8000.000a
          0x8000.808b  0x8000.0000.0000.008b  0x8000.0000.0000.8089
          0x8000.0000.0000.8003  0x8000.0000.0000.8002  0x8000.0000.0000.0080
          0x800a  0x8000.0000.8000.000a  0x8000.0000.8000.8081
          0x8000.0000.0000.8080  0x8000.0001  0x8000.0000.8000.8008
      ==
    ::  offsets: how far each lane is turned
    ::  places: which lane comes to a place
    ++  offsets
      ~+
      %+  rep  3
      ^-  (list @)
      :~  0   1   62  28  27
          36  44  6   55  20
          3   10  43  25  39
          41  45  15  21  8
          18  2   61  56  14
      ==
    ++  places
      ~+
      %+  rep  3
      %+  turn  (gulf 0 24)
      |=  i=@
      =/  [y=@ x=@]  (dvr i 5)
      ::  what comes to x and y was at x plus three y, and x
      (add (mod (add x (mul 3 y)) 5) (mul 5 x))
    --
  ::  ripemd: RIPEMD
  ++  ripemd
    ~%  %ripemd  ..part  ~
    |%
    ::  ripemd-160: the hash of so many bytes, in 160 bits
    ::  > `@ux`(ripemd-160:ripemd:crypto [3 'cba'])
    ::  0x8eb2.08f7.e05d.987a.9b04.4a8e.98c6.b087.f15a.0bfc
    ++  ripemd-160
      ~/  %ripemd160
      |=  byts
      ^-  @
      =/  word   ~(. fe 5)
      =/  bits   (mul 8 wid)
      =/  zeros  (mod (sub 960 (mod (add 8 bits) 512)) 512)
      =/  message
        (can 0 ~[[bits (rev 3 wid dat)] [8 0x80] [zeros 0] [64 bits]])
      =/  count  (div :(add 72 bits zeros) 512)
      =/  state=line
        [0x6745.2301 0xefcd.ab89 0x98ba.dcfe 0x1032.5476 0xc3d2.e1f0]
      =/  at  0
      |-
      ?:  =(count at)
        (rev 3 20 (rep 5 ~[a.state b.state c.state d.state e.state]))
      =/  block  (cut 9 [at 1] message)
      =/  one  (run-line block state left)
      =/  two  (run-line block state right)
      %=  $
        at  +(at)
        state
          :*  :(sum:word b.state c.one d.two)
              :(sum:word c.state d.one e.two)
              :(sum:word d.state e.one a.two)
              :(sum:word e.state a.one b.two)
              :(sum:word a.state b.one c.two)
          ==
      ==
    ::  line: the five words of a state
    ::  plan: in which order a line takes the words of a block, how far it turns
    ::  them, what it adds in each of its five parts, and whether its functions
    ::  come from the last on
    +$  line  [a=@ b=@ c=@ d=@ e=@]
    +$  plan  [words=@ turns=@ keys=(list @) back=?]
    ::  run-line: the 80 steps of a line
    ++  run-line
      |=  [block=@ s=line =plan]
      ^-  line
      =/  word  ~(. fe 5)
      =/  i  0
      |-
      ?:  =(80 i)  s
      =/  part   (div i 16)
      =/  input  (cut 5 [(cut 2 [(sub 79 i) 1] words.plan) 1] block)
      =/  turn   (cut 2 [(sub 79 i) 1] turns.plan)
      =/  which  ?:(back.plan (sub 4 part) part)
      =/  sum
        ;:  sum:word
          a.s
          (blend which b.s c.s d.s)
          input
          (snag part keys.plan)
        ==
      =/  new  (sum:word e.s (rol:word 0 turn sum))
      $(i +(i), s [e.s new b.s (rol:word 0 10 c.s) d.s])
    ::  blend: the five functions
    ++  blend
      |=  [which=@ b=@ c=@ d=@]
      =/  inv  ~(inv fe 5)
      ?+  which  :(mix b c d)
        %1  (con (dis b c) (dis (inv b) d))
        %2  (mix d (con b (inv c)))
        %3  (con (dis b d) (dis c (inv d)))
        %4  (mix b (con c (inv d)))
      ==
    ::  left, right: the two lines
    ++  left
      ^-  plan
      :*  0x123.4567.89ab.cdef.74d1.a6f3.c095.2eb8.3ae4.9f81.
            2706.db5c.19ba.08c4.d37f.e562.4059.7c2a.e138.b6fd
          0xbefc.5879.bdef.6798.768d.b97f.7cf9.b7dc.bd67.e9df.
            e8d6.5c75.bcef.ef98.9e56.865c.9f5b.68dc.5cde.b856
          ~[0 0x5a82.7999 0x6ed9.eba1 0x8f1b.bcdc 0xa953.fd4e]
          |
      ==
    ++  right
      ^-  plan
      :*  0x5e70.92b4.d6f8.1a3c.6b37.0d5a.ef8c.4912.f513.7e69.
            b8c2.a04d.8641.3bf0.5c2d.97ae.cfa4.1587.62de.039b
          0x899b.dff5.778b.eec6.9df7.c89b.77c7.6fdb.97fb.866e.
            cd5e.dd75.f58b.ee6e.69c9.c5f8.85c9.c5e6.8d65.fdbb
          ~[0x50a2.8be6 0x5c4d.d124 0x6d70.3ef3 0x7a6d.76e9 0]
          &
      ==
    --
