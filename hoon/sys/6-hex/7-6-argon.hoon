  ::  argon2: a key of a password that takes memory as well, after Biryukov and
  ::  others
  ::  > =/  argon  (argon2:argon2:crypto 8 %id 0x13 1 8 1 0^0 0^0)
  ::  . `@ux`(argon [1 'a'] [8 'saltsalt'])
  ::  0x47.1e27.a259.b76c
  ++  argon2
    ~%  %argon  ..part  ~
    |%
    ::  argon-type: where the places of what is mixed in come from: what is
    ::  there already (d), the places themselves (i), the latter at first (id),
    ::  and longer so (u)
    +$  argon-type  ?(%d %i %id %u)
    ::  argon2-urbit: as it is used for keys of ships: half a gigabyte
    ++  argon2-urbit
      |=(out=@ud (argon2 out %u 0x13 4 512.000 1 *byts *byts))
    ::  argon2: of so many bytes of key (.out), a type, a version, how many rows
    ::  of memory there are (.threads), how many kilobytes in all, how often it
    ::  is gone through, a secret, and more to be mixed in. A message and its
    ::  salt, of eight bytes at least, make the key
    ++  argon2
      |=  $:  out=@ud
              typ=argon-type
              version=@ux
              threads=@ud
              mem-cost=@ud
              time-cost=@ud
              key=byts
              extra=byts
          ==
      ^-  $-([msg=byts sat=byts] @)
      ?:  =(0 threads)    ~|(%parallelism-must-be-above-zero !!)
      ?:  =(0 time-cost)  ~|(%time-cost-must-be-above-zero !!)
      ?:  (lth mem-cost (mul 8 threads))
        ~|  :-  %memory-cost-must-be-at-least-threads
            [threads %times 8 (mul 8 threads)]
        !!
      ?.  ?=(?(%0x10 %0x13) version)
        ~|([%unsupported-version version %want [0x10 0x13]] !!)
      ::  jets look for the sizes and the rows here, and for nothing else
      =/  blocks=@ud  (sub mem-cost (mod mem-cost (mul 4 threads)))
      =+  columns=(div blocks threads)
      =+  seg-length=(div columns 4)
      =/  buffer=(list (list @))  (reap threads (reap columns 0))
      ~%  %argon2  ..argon2  ~
      |=  [msg=byts sat=byts]
      ^-  @
      ?:  (lth wid.sat 8)  ~|([%min-salt-length-is-8 wid.sat] !!)
      =/  start
        =/  word  |=(n=@ `byts`[4 (rev 3 4 n)])
        %+  blake2b-all  64
        %+  weld
          =/  num  (type-to-num typ)
          %+  turn  `(list @)`~[threads out mem-cost time-cost version num]
          word
        ^-  (list byts)
        :~  (prep-wid msg)
            (prep-wid sat)
            (prep-wid key)
            (prep-wid extra)
        ==
      =/  =sizes  [typ version threads columns seg-length time-cost]
      =/  rows    (begin sizes start)
      =/  [pass=@ segment=@ row=@]  [0 0 0]
      |-
      ?:  =(time-cost pass)
        =/  last
          %+  roll  (gulf 0 (dec threads))
          |=([row=@ sum=@] (mix sum (~(got by rows) row (dec columns))))
        (hash [1.024 (rev 3 1.024 last)] out)
      ?:  =(4 segment)   $(pass +(pass), segment 0)
      ?:  =(threads row)  $(segment +(segment), row 0)
      $(row +(row), rows (fill-segment rows sizes pass segment row))
    ::  sizes: of an argon2: its type and version, rows, columns, a quarter of
    ::  those, and how often they are gone through
    ::  rows: the blocks, by row and column; the first byte of one is the lowest
    +$  sizes
      $:  typ=argon-type
          version=@ux
          threads=@ud
          columns=@ud
          quarter=@ud
          passes=@ud
      ==
    +$  rows  (map [@ @] @)
    ::  begin: the rows with the first two blocks of each
    ++  begin
      |=  [=sizes start=@]
      ^-  rows
      =/  row  threads.sizes
      =|  =rows
      |-
      ?:  =(0 row)  rows
      =.  row  (dec row)
      =/  block
        |=  column=@
        =/  from  (app-num (app-num [64 start] column) row)
        (rev 3 1.024 (hash from 1.024))
      $(rows (~(gas by rows) ~[[[row 0] (block 0)] [[row 1] (block 1)]]))
    ::  fill-segment: the rows with a quarter of one gone through
    ++  fill-segment
      |=  [=rows =sizes pass=@ segment=@ row=@]
      ^+  rows
      =/  told=?
        ?-  typ.sizes
          %d   |
          %i   &
          %id  &(=(0 pass) (lth segment 2))
          %u   &(=(0 pass) (lth segment 3))
        ==
      =/  at  ?:(&(=(0 pass) =(0 segment)) 2 0)
      =|  places=@
      |-
      ?:  =(quarter.sizes at)  rows
      =/  column  (add at (mul segment quarter.sizes))
      =/  before
        (~(got by rows) row (dec ?:(=(0 column) columns.sizes column)))
      ::  128 places come from one block of numbers
      =?  places  &(told |(=(0 (mod at 128)) =(0 places)))
        (told-places sizes pass segment row (div at 128))
      =/  pick  ?:(told (cut 6 [(mod at 128) 1] places) (end 6 before))
      =/  other
        ?:(&(=(0 pass) =(0 segment)) row (mod (rsh 5 pick) threads.sizes))
      =/  from  (reference sizes pass segment at (end 5 pick) =(row other))
      =/  new   (compress before (~(got by rows) other from))
      =?  new  &(!=(0 pass) =(0x13 version.sizes))
        (mix new (~(got by rows) row column))
      $(at +(at), rows (~(put by rows) [row column] new))
    ::  told-places: the places that do not depend on what is there
    ++  told-places
      |=  [=sizes pass=@ segment=@ row=@ block=@]
      =/  all  (mul threads.sizes columns.sizes)
      =/  num  (type-to-num typ.sizes)
      =/  input
        (rep 6 ~[pass row segment all passes.sizes num +(block)])
      (compress 0 (compress 0 input))
    ::  reference: the column of the block that is mixed in: of those that are
    ::  done, a late one rather than an early one
    ++  reference
      |=  [=sizes pass=@ segment=@ at=@ number=@ same=?]
      =/  done
        ?:  =(0 pass)  (mul segment quarter.sizes)
        (sub columns.sizes quarter.sizes)
      =/  area
        ?:  same  (dec (add done at))
        ?:(=(0 at) (dec done) done)
      =/  back   (rsh 5 (mul area (rsh 5 (mul number number))))
      =/  first
        ?:(|(=(0 pass) =(3 segment)) 0 (mul +(segment) quarter.sizes))
      (mod (add first (sub (dec area) back)) columns.sizes)
    ::  compress: two blocks as one: their rows stirred, and then the columns
    ++  compress
      |=  [x=@ y=@]
      ^-  @
      =/  all  (mix x y)
      =/  rows
        %+  turn  (gulf 0 7)
        |=(i=@ (permute (cut 10 [i 1] all)))
      =/  columns
        %+  turn  (gulf 0 7)
        |=  i=@
        (permute (rep 7 (turn rows |=(row=@ (cut 7 [i 1] row)))))
      %+  mix  all
      %+  rep  10
      %+  turn  (gulf 0 7)
      |=  i=@
      (rep 7 (turn columns |=(column=@ (cut 7 [i 1] column))))
    ::  permute: sixteen words in a square, stirred by columns and by diagonals
    ++  permute
      |=  words=@
      ^-  @
      =/  row  (lanes 6 4)
      =/  [a=@ b=@ c=@ d=@]
        :^    (end 8 words)
            (cut 8 [1 1] words)
          (cut 8 [2 1] words)
        (cut 8 [3 1] words)
      =/  [a=@ b=@ c=@ d=@]  (round a b c d)
      =/  [a=@ b=@ c=@ d=@]
        (round a (step:row 1 b) (step:row 2 c) (step:row 3 d))
      (rep 8 ~[a (step:row 3 b) (step:row 2 c) (step:row 1 d)])
    ::  round: four words four times, beside each other
    ++  round
      |=  [a=@ b=@ c=@ d=@]
      ^-  [a=@ b=@ c=@ d=@]
      =/  row  (lanes 6 4)
      =/  add-mul
        |=  [a=@ b=@]
        =/  twice
          %+  rep  6
          %+  turn  `(list @)`~[0 2 4 6]
          |=(i=@ (lsh 0 (mul (cut 5 [i 1] a) (cut 5 [i 1] b))))
        (sum:row (sum:row a b) twice)
      =.  a  (add-mul a b)
      =.  d  (ror:row 32 (mix d a))
      =.  c  (add-mul c d)
      =.  b  (ror:row 24 (mix b c))
      =.  a  (add-mul a b)
      =.  d  (ror:row 16 (mix d a))
      =.  c  (add-mul c d)
      [a (ror:row 63 (mix b c)) c d]
    ::  hash: BLAKE2 in as many bytes as one will
    ++  hash
      |=  [byts out=@ud]
      ^-  @
      =/  from  (prep-num [wid dat] out)
      ?:  (lte out 64)  (blake2b:blake from 0^0 out)
      =/  last  (blake2b:blake from 0^0 64)
      =/  done  (rsh 8 last)
      =.  out   (sub out 32)
      |-
      ?.  (gth out 64)
        (add (lsh [3 out] done) (blake2b:blake 64^last 0^0 out))
      =.  last  (blake2b:blake 64^last 0^0 64)
      $(out (sub out 32), done (add (lsh 8 done) (rsh 8 last)))
    ::  blake2b-all: BLAKE2 of several, in so many bytes
    ++  blake2b-all
      |=  [out=@ parts=(list byts)]
      =/  all
        |-  ^-  byts
        ?~  parts  0^0
        =/  rest  $(parts t.parts)
        [(add wid.i.parts wid.rest) (can 3 ~[rest i.parts])]
      (blake2b:blake all 0^0 out)
    ::  type-to-num: a type as a number
    ++  type-to-num  |=(t=argon-type ?-(t %d 0, %i 1, %id 2, %u 10))
    ::  app-num, prep-num: a number in four bytes, the lowest first, behind
    ::  bytes and before them
    ::  prep-wid: the same with how many there are
    ++  app-num
      |=  [byts num=@ud]
      ^-  byts
      [(add wid 4) (can 3 ~[4^(rev 3 4 num) wid^dat])]
    ++  prep-num
      |=  [byts num=@ud]
      ^-  byts
      [(add wid 4) (can 3 ~[wid^dat 4^(rev 3 4 num)])]
    ++  prep-wid  |=(a=byts (prep-num a wid.a))
    --
