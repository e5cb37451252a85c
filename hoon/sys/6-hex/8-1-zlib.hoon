::
::  zlib: bytes that were made fewer, as RFC 1950 to 1952 have it
++  zlib
  =,  bytestream
  =>  |%
      ::  tree: of a code, where to go for a bit that is zero, and one, or what
      ::  has been found; an end of zero is no code
      +$  tree  $@(@ [zero=tree one=tree])
      ::  codes: for what is copied, the least number of a code, and how many
      ::  bits behind it count up from that
      +$  codes  (list [base=@ more=@])
      ::  state: the bits to be read: which one is next, and of what; and what
      ::  has come out: the parts that are done, the last one first, and the
      ::  last bytes, behind which some wait in a list, the last one first
      +$  state
        $:  at=@
            data=octs
            done=(list octs)
            size=@
            last=@
            count=@
            wait=(list @)
        ==
      ::  inflate: what bytes come to that begin with a block, and where the
      ::  bits end
      ++  inflate
        |=  sea=bays
        ^-  [octs bays]
        =/  =state  [(mul 8 pos.sea) data.sea ~ 0 0 0 ~]
        =;  end=^state
          =.  end    (settle end)
          =/  parts  (flop [[size.end last.end] done.end])
          [(can-octs parts) [(div (add 7 at.end) 8) data.sea]]
        |-
        =^  final  state  (take state 1)
        =^  kind   state  (take state 2)
        =.  state
          ?+  kind  !!
            %0  (plain state)
            %1  (packed state (plant fixed) (plant (reap 30 5)))
            %2  (dynamic state)
          ==
        ?:(=(1 final) state $)
      ::  take: so many bits, which there must be
      ++  take
        |=  [=state count=@]
        ^-  [@ ^state]
        ?>  (lte (add at.state count) (mul 8 p.data.state))
        :-  (cut 0 [at.state count] q.data.state)
        state(at (add at.state count))
      ::  plain: a block of bytes as they are
      ++  plain
        |=  =state
        ^+  state
        =.  at.state  (mul 8 (div (add 7 at.state) 8))
        =^  count   state  (take state 16)
        =^  mirror  state  (take state 16)
        ?>  =(0xffff (mix count mirror))
        =^  bytes   state  (take state (mul 8 count))
        (emit (settle state) [count bytes])
      ::  packed: a block of codes: bytes, ends, and how much is copied from
      ::  where
      ++  packed
        |=  [=state what=tree where=tree]
        ^+  state
        |-
        =^  code  state  (walk state what)
        ?:  (lth code 256)
          $(count.state +(count.state), wait.state [code wait.state])
        ?:  =(256 code)  state
        =^  size  state  (value state (sub code 257) sizes)
        =^  code  state  (walk state where)
        =^  back  state  (value state code backs)
        $(state (copy (settle state) size back))
      ::  dynamic: a block whose codes come before it
      ++  dynamic
        |=  =state
        ^+  state
        =^  whats   state  (take state 5)
        =^  wheres  state  (take state 5)
        =^  count   state  (take state 4)
        =|  widths=(map @ @)
        =/  i  0
        |-
        ?.  =((add 4 count) i)
          =^  width  state  (take state 3)
          $(i +(i), widths (~(put by widths) (snag i places) width))
        =/  meta
          %-  plant
          (turn (gulf 0 18) |=(n=@ (~(gut by widths) n 0)))
        =/  all  :(add 258 whats wheres)
        =^  lens  state  (lengths state meta all)
        =/  first  (add 257 whats)
        (packed state (plant (scag first lens)) (plant (slag first lens)))
      ::  places: in which order the widths of the first codes come
      ++  places
        ^-  (list @)
        ~[16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15]
      ::  lengths: so many widths of codes, of which some are said to be as the
      ::  one before, or none
      ++  lengths
        |=  [=state meta=tree all=@]
        ^-  [(list @) ^state]
        =|  [back=(list @) count=@]
        |-
        ?:  =(all count)  [(flop back) state]
        ?>  (lth count all)
        =^  code  state  (walk state meta)
        ?:  (lth code 16)  $(back [code back], count +(count))
        =/  [base=@ bits=@ what=@]
          ?:  =(16 code)  [3 2 ?>(?=(^ back) i.back)]
          ?:(=(17 code) [3 3 0] [11 7 0])
        =^  more  state  (take state bits)
        =.  more  (add base more)
        $(back (weld (reap more what) back), count (add more count))
      ::  plant: the tree of codes of some widths, none for zero: of one width
      ::  the next number for each, and the first one twice the number behind
      ::  those that are shorter by one
      ++  plant
        |=  widths=(list @)
        ^-  tree
        =|  tall=tree
        =/  [width=@ code=@]  [1 0]
        |-
        ?:  =(16 width)  tall
        =/  [left=(list @) i=@]  [widths 0]
        |-
        ?~  left  ^$(width +(width), code (mul 2 code))
        ?.  =(width i.left)  $(left t.left, i +(i))
        $(left t.left, i +(i), code +(code), tall (graft tall width code i))
      ::  graft: with one code of a width; there must be room for it
      ++  graft
        |=  [tall=tree width=@ code=@ what=@]
        ^-  tree
        ?:  =(0 width)  ?>(=(0 tall) +(what))
        =/  [zero=tree one=tree]
          ?^(tall tall ?>(=(0 tall) [0 0]))
        =.  width  (dec width)
        ?:  =(0 (cut 0 [width 1] code))
          [$(tall zero) one]
        [zero $(tall one)]
      ::  walk: the next code, which must be one
      ++  walk
        |=  [=state tall=tree]
        ^-  [@ ^state]
        =/  word  (cut 0 [at.state 15] q.data.state)
        |-
        ?@  tall
          ?>  &(!=(0 tall) (lte at.state (mul 8 p.data.state)))
          [(dec tall) state]
        =/  next  ?:(=(0 (end 0 word)) zero.tall one.tall)
        $(tall next, word (rsh 0 word), at.state +(at.state))
      ::  value: the number that a code and the bits behind it come to
      ++  value
        |=  [=state code=@ =codes]
        ^-  [@ ^state]
        =/  [base=@ more=@]  (snag code codes)
        =^  rest  state  (take state more)
        [(add base rest) state]
      ::  sizes, backs: how many bytes are copied, and from how far back
      ++  sizes
        ~+
        ^-  codes
        =/  mores=(list @)  (zing (turn (gulf 1 5) |=(n=@ (reap 4 n))))
        =/  firsts=(list @)  (reap 8 0)
        (snoc (steps 3 (weld firsts mores)) [258 0])
      ++  backs
        ~+
        ^-  codes
        (steps 1 [0 0 (zing (turn (gulf 0 13) |=(n=@ ~[n n])))])
      ::  steps: codes of which each begins where the one before it ends
      ++  steps
        |=  [base=@ mores=(list @)]
        ^-  codes
        ?~  mores  ~
        [[base i.mores] $(mores t.mores, base (add base (bex i.mores)))]
      ::  fixed: the widths of the codes that are agreed upon
      ++  fixed
        ~+
        ^-  (list @)
        :(weld (reap 144 8) (reap 112 9) (reap 24 7) (reap 8 8))
      ::  settle: with nothing that waits
      ++  settle
        |=  =state
        ^+  state
        ?:  =(0 count.state)  state
        =/  bytes  (rep 3 (flop wait.state))
        (emit state(count 0, wait ~) [count.state bytes])
      ::  emit: with bytes behind the last ones; of which those are done that
      ::  are not within reach
      ++  emit
        |=  [=state =octs]
        ^+  state
        =.  last.state  (add last.state (lsh [3 size.state] q.octs))
        =.  size.state  (add size.state p.octs)
        ?:  (lth size.state 131.072)  state
        =/  far  (sub size.state 32.768)
        %=  state
          done  [[far (end [3 far] last.state)] done.state]
          size  32.768
          last  (rsh [3 far] last.state)
        ==
      ::  copy: so many bytes from so far back, which may be those that the copy
      ::  itself begins with
      ++  copy
        |=  [=state size=@ back=@]
        ^+  state
        ?>  &((gth back 0) (lte back size.state))
        =/  part  (cut 3 [(sub size.state back) (min back size)] last.state)
        ?:  (lte size back)  (emit state [size part])
        =/  times  +((div size back))
        =/  whole  (end [3 size] (fil-octs back times part))
        (emit state [size whole])
      ::  fil-octs: so many bytes so many times
      ++  fil-octs
        |=  [size=@ times=@ part=@]
        ^-  @
        (rep [3 size] (reap times part))
      --
  ~%  %zlib-v0  ..part  ~
  |%
  ::  decompress-zlib, decompress-gzip: what bytes in either form come to, and
  ::  the place behind them; they must be whole, and their sums right
  ::  > =/  [made=octs rest=bays:bytestream]
  ::  .   (decompress-zlib:zlib 0 11 0x27.014d.0200.064a.4c4b.9c78)
  ::  . [`@t`q.made pos.rest]
  ::  ['abc' 11]
  ++  decompress-zlib
    ~/  %decompress-zlib
    |=  sea=bays
    ^-  [octs bays]
    =^  form  sea  (read-octs 2 sea)
    =/  mark  (rev 3 form)
    ?>  &(=(0 (mod mark 31)) =(8 (end 2 q.form)) =(0 (cut 0 [13 1] q.form)))
    ?>  (lte (cut 2 [1 1] q.form) 7)
    =^  made  sea  (inflate sea)
    =^  sum   sea  (read-octs 4 sea)
    ?>  =((rev 3 sum) (adler32:adler:checksum made))
    [made sea]
  ++  decompress-gzip
    ~/  %decompress-gzip
    |=  sea=bays
    ^-  [octs bays]
    =/  start  pos.sea
    =^  form  sea  (read-octs 10 sea)
    ?>  =(0x8.8b1f (end [3 3] q.form))
    =/  flags  (cut 3 [3 1] q.form)
    =/  is     |=(bit=@ =(1 (cut 0 [bit 1] flags)))
    ?>  =(0 (rsh [0 5] flags))
    =?  sea  (is 2)
      =^  size  sea  (read-octs 2 sea)
      (skip-by q.size sea)
    =/  past
      |=  sea=bays
      ^+  sea
      sea(pos +((need (find-byte 0 sea))))
    =?  sea  (is 3)  (past sea)
    =?  sea  (is 4)  (past sea)
    =?  sea  (is 1)
      =/  size  (sub pos.sea start)
      =/  head  [size (cut 3 [start size] q.data.sea)]
      =^  sum  sea  (read-octs 2 sea)
      ?>(=(q.sum (end 4 (crc32:crc head))) sea)
    =^  made  sea  (inflate sea)
    =^  sum   sea  (read-octs 4 sea)
    =^  size  sea  (read-octs 4 sea)
    ?>  &(=(q.sum (crc32:crc made)) =(q.size (end 5 p.made)))
    [made sea]
  --
