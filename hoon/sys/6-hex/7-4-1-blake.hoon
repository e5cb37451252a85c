  ::  blake: BLAKE2 and BLAKE3. Both stir four rows of four words with the words
  ::  of a block
  ++  blake
    ~%  %blake  ..part  ~
    |%
    ::  blake2b: the hash of a message, with a key or none, in so many bytes,
    ::  one to 64
    ::  > `@ux`(blake2b:blake:crypto [3 'cba'] 0^0 16)
    ::  0xcf4a.b791.c62b.8d2b.2109.c902.7528.7816
    ++  blake2b
      ~/  %blake2b
      |=  [msg=byts key=byts out=@ud]
      ^-  @
      =/  out       (max 1 (min out 64))
      =/  key-size  (min 64 wid.key)
      =/  message
        %+  add
          (rev 3 key-size (end [3 key-size] dat.key))
        %+  lsh  [3 ?:(=(0 key-size) 0 128)]
        (rev 3 wid.msg (end [3 wid.msg] dat.msg))
      =/  size   (add wid.msg ?:(=(0 key-size) 0 128))
      =/  state  (mix iv-long :(add 0x101.0000 (lsh 3 key-size) out))
      =/  at  0
      |-
      ?:  (gth (sub size (mul 128 at)) 128)
        =/  block  (cut 10 [at 1] message)
        $(at +(at), state (compress-long state block (mul 128 +(at)) |))
      =/  new  (compress-long state (cut 10 [at 1] message) size &)
      (rev 3 out (end [3 out] new))
    ::  iv-long, iv-short: the state before all, of words of 64 bits, and of 32
    ++  iv-long   (rep 6 start:sha-long)
    ++  iv-short  (rep 5 start:sha-short)
    ::  compress-long: the state of BLAKE2 after a block of so many bytes up to
    ::  its end, and whether it is the last one
    ++  compress-long
      |=  [h=@ block=@ count=@ last=?]
      ^-  @
      =/  iv    iv-long
      =/  tell
        (add (end 7 count) ?:(last (lsh [6 2] (dec (bex 64))) 0))
      =/  new
        %:  stir
          6
          [32 24 16 63]
          [(end 8 h) (rsh 8 h) (end 8 iv) (mix tell (rsh 8 iv))]
          block
          sigma
        ==
      :(mix h (end 9 new) (rsh 9 new))
    ::  stir: rows of words of a size, once for each order of the words of a
    ::  block: by columns, and then by diagonals; how far words are turned
    ++  stir
      |=  $:  size=bloq
              turns=[p=@ q=@ r=@ s=@]
              [a=@ b=@ c=@ d=@]
              block=@
              orders=(list @)
          ==
      ^-  @
      =/  row   (lanes size 4)
      =/  wide  (add 2 size)
      ?~  orders  (rep wide ~[a b c d])
      =/  pick
        |=  from=@
        %+  rep  size
        %+  turn  (gulf 0 3)
        |=  i=@
        =/  nibble  (cut 2 [(sub 15 (add from (mul 2 i))) 1] i.orders)
        (cut size [nibble 1] block)
      =/  half
        |=  [[a=@ b=@ c=@ d=@] from=@]
        =.  a  (sum:row (sum:row a b) (pick from))
        =.  d  (ror:row p.turns (mix d a))
        =.  c  (sum:row c d)
        =.  b  (ror:row q.turns (mix b c))
        =.  a  (sum:row (sum:row a b) (pick +(from)))
        =.  d  (ror:row r.turns (mix d a))
        =.  c  (sum:row c d)
        =.  b  (ror:row s.turns (mix b c))
        [a b c d]
      =/  [a=@ b=@ c=@ d=@]  (half [a b c d] 0)
      =/  [a=@ b=@ c=@ d=@]
        (half [a (step:row 1 b) (step:row 2 c) (step:row 3 d)] 8)
      %=  $
        orders  t.orders
        a  a
        b  (step:row 3 b)
        c  (step:row 2 c)
        d  (step:row 1 d)
      ==
    ::  sigma: in which order each round of BLAKE2 takes the words of a block
    ++  sigma
      ^-  (list @ux)
      :~  0x123.4567.89ab.cdef
          0xea48.9fd6.1c02.b753
          0xb8c0.52fd.ae36.7194
          0x7931.dcbe.265a.40f8
          0x9057.24af.e1bc.683d
          0x2c6a.0b83.4d75.fe19
          0xc51f.ed4a.0763.928b
          0xdb7e.c139.50f4.862a
          0x6fe9.b308.c2d7.14a5
          0xa284.7615.fb9e.3cd0
          0x123.4567.89ab.cdef
          0xea48.9fd6.1c02.b753
      ==
    ::  blake3: the hash of bytes, in so many. What comes before all can be a
    ::  key
    ::  > (blake3:blake:crypto 16 [3 'abc'])
    ::  0xb58d.3a27.753b.b6ff.3351.4638.acb3.3764
    ++  blake3
      =>  ~%  %blake3-impl  ..blake3  ~
          |%
          ::  output: what is stirred at last: the state before, how many chunks
          ::  come before, a block and its bytes, and what it is
          +$  output
            $:  cv=@ux
                counter=@ud
                block=@ux
                blocklen=@ud
                flags=@ub
            ==
          ::  flag: what a block can be
          ++  flag
            |%
            ::  start, end: the first of a chunk, the last one
            ::  parent: two states
            ::  root: the last of all
            ::  keyed: with a key
            ::  context, material: to make a key: what it is for, and the other
            ::  key
            ++  start     1
            ++  end       2
            ++  parent    4
            ++  root      8
            ++  keyed     16
            ++  context   32
            ++  material  64
            --
          ::  compress: what comes of it: the state, and as much again
          ++  compress
            ~/  %compress
            |=  output
            ^-  @
            =/  tell
              (can 5 ~[[2 counter] [1 blocklen] [1 flags]])
            =/  new
              %:  stir
                5
                [16 12 8 7]
                [(end 7 cv) (cut 7 [1 1] cv) (end 7 iv-short) tell]
                block
                orders
              ==
            (mix new (add (rsh 8 new) (lsh 8 (end 8 cv))))
          ::  orders: in which order each round takes the words of a block
          ++  orders
            ^-  (list @ux)
            :~  0x123.4567.89ab.cdef
                0x263a.704d.1bc5.9ef8
                0x34ac.d27e.6590.bf81
                0xa7c9.e3df.40b2.5816
                0xcd9b.fae8.7253.0164
                0x9eb5.8cf1.d30a.2647
                0xbf50.1986.ea2c.347d
            ==
          --
      =<  hash
      =+  [cv=iv-short flags=*@]
      ^?  ~/  %blake3
      |%
      ::  keyed: the same core, with a key of 32 bytes
      ++  keyed  |=(key=octs hash(cv q.key, flags keyed:flag))
      ::  kdf: so many bytes of key, of what it is for, and of another key
      ++  kdf
        |=  [out=@ud ctx=tape seed=octs]
        ^-  @ux
        =/  for  hash(cv iv-short, flags context:flag)
        =/  key  (for 32 [(lent ctx) (crip ctx)])
        (hash(cv key, flags material:flag) out seed)
      ::  hash: so many bytes of a hash
      ++  hash
        ~/  %hash
        |=  [out=@ud msg=octs]
        ^-  @ux
        =/  root  (root-output (chunk-outputs msg))
        %+  end  [3 out]
        %+  rep  9
        %+  turn  (gulf 0 (div out 64))
        |=(i=@ (compress root(counter i)))
      ::  chunk-outputs: of each 1.024 bytes
      ++  chunk-outputs
        |=  msg=octs
        ^-  (list output)
        =/  i  0
        |-
        =/  size  (min 1.024 (sub p.msg (mul 1.024 i)))
        :-  (chunk-output i [size (cut 3 [(mul 1.024 i) size] q.msg)])
        ?:((lte p.msg (mul 1.024 +(i))) ~ $(i +(i)))
      ::  root-output: of all of them: two by two, the first of which have
      ::  as many below them as a power of two
      ++  root-output
        |=  all=(list output)
        ^-  output
        =;  top=output  top(flags (con root:flag flags.top))
        =/  count  (lent all)
        |-
        ?>  ?=(^ all)
        ?:  =(1 count)  i.all
        =/  half   (bex (dec (xeb (dec count))))
        =/  left   $(all (scag half `(list output)`all), count half)
        =/  right
          $(all (slag half `(list output)`all), count (sub count half))
        (parent-output (compress left) (compress right))
      ::  parent-output: of two
      ++  parent-output
        |=  [left=@ux right=@ux]
        ^-  output
        [cv 0 (rep 8 ~[left right]) 64 (con parent:flag flags)]
      ::  chunk-output: of at most 1.024 bytes, of which so many come before
      ++  chunk-output
        ~/  %chunk-output
        |=  [counter=@ chunk=octs]
        ^-  output
        =/  new=output
          [cv counter 0x0 0 (con start:flag flags)]
        =/  at  0
        |-
        =/  left  (sub p.chunk (mul 64 at))
        =.  blocklen.new  (min 64 left)
        =.  block.new  (cut 3 [(mul 64 at) blocklen.new] q.chunk)
        ?:  (lte left 64)
          new(flags (con end:flag flags.new))
        $(at +(at), new new(cv (end 8 (compress new)), flags flags))
      --
    --
