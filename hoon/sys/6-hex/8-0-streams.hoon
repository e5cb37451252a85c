::
+|  %bytes
::
::  bytestream: bytes that are read from a place on, and bits of them
++  bytestream
  ~%  %bytestream-v0  ..part  ~
  |%
  ::  bays: bytes, and the place where they are read next
  ::  bits: bits that were taken out of bytes and are not read yet, the first
  ::  one lowest, and how many
  +$  bays  [pos=@ud data=octs]
  +$  bits  [num=@ud bit=@ub =bays]
  ::  rip-octs: the bytes, as a list
  ::  > (rip-octs:bytestream [4 'ab'])
  ::  ~[97 98 0 0]
  ++  rip-octs
    ~/  %rip-octs
    |=  =octs
    ^-  (list @)
    =/  known  (rip 3 (end [3 p.octs] q.octs))
    (weld known (reap (sub p.octs (lent known)) 0))
  ::  cat-octs, can-octs: bytes behind others: of two, and of a list
  ::  > (cat-octs:bytestream [2 'a'] [1 'b'])
  ::  [p=3 q=6.422.625]
  ++  cat-octs
    ~/  %cat-octs
    |=  [a=octs b=octs]
    ^-  octs
    ?:  =(0 p.a)  b
    ?:  =(0 p.b)  a
    [(add p.a p.b) (can 3 ~[a b])]
  ++  can-octs
    ~/  %can-octs
    |=  parts=(list octs)
    ^-  octs
    ?:  ?=([* ~] parts)  i.parts
    =/  size  (roll `(list octs)`parts |=([=octs sum=@] (add p.octs sum)))
    [size (can 3 parts)]
  ::  from-octs: bytes, to be read from the first one on
  ::  in-size, out-size, is-empty: how many are left, and were read; is none
  ::  left?
  ++  from-octs  |=(=octs `bays`[0 octs])
  ++  in-size    |=(sea=bays `@ud`(sub p.data.sea (min pos.sea p.data.sea)))
  ++  out-size   |=(sea=bays `@ud`pos.sea)
  ++  is-empty   |=(sea=bays =(0 (in-size sea)))
  ::  skip-by, back-by: so many bytes on, and back; there must be as many
  ++  skip-by
    |=  [count=@ud sea=bays]
    ^-  bays
    ?>  (lte count (in-size sea))
    sea(pos (add count pos.sea))
  ++  back-by  |=([count=@ud sea=bays] `bays`sea(pos (sub pos.sea count)))
  ::  skip-line: behind the next line end, or all bytes
  ::  > pos:(skip-line:bytestream 0 [5 'ab\0acd'])
  ::  3
  ++  skip-line
    ~/  %skip-line
    |=  sea=bays
    ^-  bays
    =/  end  (find-byte 10 sea)
    sea(pos ?~(end p.data.sea +(u.end)))
  ::  find-byte: where a byte is next, if anywhere
  ::  seek-byte: the same, and the place is there, if it is anywhere
  ::  > (find-byte:bytestream 'c' 0 [3 'abc'])
  ::  [~ 2]
  ::  > (head (seek-byte:bytestream 'z' 0 [3 'abc']))
  ::  ~
  ++  find-byte
    ~/  %find-byte
    |=  [byte=@D sea=bays]
    ^-  (unit @ud)
    ?:  (gte pos.sea p.data.sea)  ~
    ?:  =(byte (cut 3 [pos.sea 1] q.data.sea))  `pos.sea
    $(pos.sea +(pos.sea))
  ++  seek-byte
    ~/  %seek-byte
    |=  [byte=@D sea=bays]
    ^-  [(unit @ud) bays]
    =/  at  (find-byte byte sea)
    [at ?~(at sea sea(pos u.at))]
  ::  read-byte, read-octs: the next byte, and so many; there must be as many
  ::  peek-byte, peek-octs: the same, and they are still to be read
  ::  > (read-byte:bytestream 1 [3 'abc'])
  ::  [98 pos=2 data=[p=3 q=6.513.249]]
  ::  > (head (read-octs:bytestream 2 1 [3 'abc']))
  ::  [p=2 q=25.442]
  ++  read-byte
    ~/  %read-byte
    |=(sea=bays `[@D bays]`[(peek-byte sea) sea(pos +(pos.sea))])
  ++  read-octs
    ~/  %read-octs
    |=  [count=@ud sea=bays]
    ^-  [octs bays]
    [(peek-octs count sea) sea(pos (add count pos.sea))]
  ++  peek-byte  |=(sea=bays `@D`q:(peek-octs 1 sea))
  ++  peek-octs
    |=  [count=@ud sea=bays]
    ^-  octs
    ?:  =(0 count)  [0 0]
    ?>  (lte (add count pos.sea) p.data.sea)
    [count (cut 3 [pos.sea count] q.data.sea)]
  ::  chunk: all that is left, so many bytes at a time; fewer in the last one
  ::  > (chunk:bytestream 2 0 [3 'abc'])
  ::  ~[[p=2 q=25.185] [p=1 q=99]]
  ++  chunk
    ~/  %chunk
    |=  [size=@ud sea=bays]
    ^-  (list octs)
    ?:  |(=(0 size) (is-empty sea))  ~
    =/  count  (min size (in-size sea))
    [(peek-octs count sea) $(sea (skip-by count sea))]
  ::  extract, fuse-extract: what a gate picks out: it says how many bytes to
  ::  leave out, and how many to take, and neither where it is enough. The first
  ::  as a list, the second as one
  ++  extract
    ~/  %extract
    |=  [sea=bays rac=$-(bays [sip=@ud ken=@ud])]
    ^-  [(list octs) bays]
    =|  done=(list octs)
    |-
    ?:  (is-empty sea)  [(flop done) sea]
    =/  [sip=@ud ken=@ud]  (rac sea)
    ?:  &(=(0 sip) =(0 ken))  [(flop done) sea]
    =.  sea  (skip-by sip sea)
    ?:  =(0 ken)  $
    =^  part  sea  (read-octs ken sea)
    $(done [part done])
  ++  fuse-extract
    ~/  %fuse-extract
    |=  [sea=bays rac=$-(bays [sip=@ud ken=@ud])]
    ^-  [octs bays]
    =/  [parts=(list octs) rest=bays]  (extract sea rac)
    [(can-octs parts) rest]
  ::  bits-from-bays: bits of bytes, of which none is taken out yet
  ++  bits-from-bays  |=(sea=bays `bits`[0 0b0 sea])
  ::  need-bits: with so many bits taken out, or more; there must be as many
  ::  > (need-bits:bytestream 3 0 0b0 0 [1 0x2d])
  ::  [num=8 bit=0b10.1101 bays=[pos=1 data=[p=1 q=45]]]
  ++  need-bits
    ~/  %need-bits
    |=  [count=@ud pea=bits]
    ^-  bits
    ?:  (gte num.pea count)  pea
    =/  bytes  (div (add 7 (sub count num.pea)) 8)
    =^  more  bays.pea  (read-octs bytes bays.pea)
    %=  pea
      num  (add num.pea (mul 8 bytes))
      bit  (add bit.pea (lsh [0 num.pea] q.more))
    ==
  ::  drop-bits: without the first of those that are taken out
  ++  drop-bits
    ~/  %drop-bits
    |=  [count=@ud pea=bits]
    ^-  bits
    =/  gone  (min count num.pea)
    pea(num (sub num.pea gone), bit (rsh [0 gone] bit.pea))
  ::  peek-bits, read-bits: the first of those that are taken out, which must be
  ::  as many; the second without them
  ::  > (peek-bits:bytestream 3 8 0b10.1101 1 0 0)
  ::  5
  ++  peek-bits
    ~/  %peek-bits
    |=  [count=@ud pea=bits]
    ^-  @
    ?>  (lte count num.pea)
    (end [0 count] bit.pea)
  ++  read-bits
    ~/  %read-bits
    |=  [count=@ud pea=bits]
    ^-  [@ bits]
    [(peek-bits count pea) (drop-bits count pea)]
  ::  byte-bits: without what is left of a byte that was begun
  ++  byte-bits
    ~/  %byte-bits
    |=(pea=bits `bits`(drop-bits (mod num.pea 8) pea))
  --
::
::  crc, checksum: sums that tell that bytes are as they were
++  crc
  ~%  %crc  ..part  ~
  |%
  ::  crc32: the remainder of bytes by a polynomial, the lowest bit first, as
  ::  gzip has it; there must be no more bytes than are said
  ::  > (crc32:crc [3 'abc'])
  ::  0x3524.41c2
  ++  crc32
    ~/  %crc32
    |=  =octs
    ^-  @ux
    ?:  =(0 p.octs)  0x0
    ?>  (lte (met 3 q.octs) p.octs)
    =/  words  table
    =/  sum    0xffff.ffff
    =/  bytes  (rip-octs:bytestream octs)
    |-
    ?~  bytes  (mix 0xffff.ffff sum)
    =/  word  (cut 5 [(end 3 (mix sum i.bytes)) 1] words)
    $(bytes t.bytes, sum (mix word (rsh 3 sum)))
  ::  table: what each byte is divided to
  ++  table
    ~+
    %+  rep  5
    %+  turn  (gulf 0 255)
    |=  byte=@
    =/  left  8
    |-  ^-  @
    ?:  =(0 left)  byte
    =/  half  (rsh 0 byte)
    $(left (dec left), byte ?:(=(0 (end 0 byte)) half (mix 0xedb8.8320 half)))
  --
++  checksum
  ~%  %checksum  ..part  ~
  |%
  ::  adler: the sum of bytes, and the sum of those sums, as zlib has them
  ++  adler
    ~%  %adler  ..adler  ~
    |%
    ::  adler32: of bytes
    ::  > (adler32:adler:checksum [3 'abc'])
    ::  0x24d.0127
    ++  adler32
      ~/  %adler32
      |=  =octs
      ^-  @ux
      =/  [a=@ b=@]  [1 0]
      =/  bytes  (rip-octs:bytestream octs)
      |-
      ?~  bytes  (add (mod a 65.521) (lsh 4 (mod b 65.521)))
      =.  a  (add a i.bytes)
      $(bytes t.bytes, b (add a b))
    --
  ::  crc: the remainder by a polynomial
  ++  crc
    ~%  %crc  ..crc  ~
    |%
    ::  crc32: of bytes
    ++  crc32  ~/  %crc32  |=(=octs (crc32:^crc octs))
    --
  --
