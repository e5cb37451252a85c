  ::  chacha: ChaCha, a cipher of bytes, which is its own way back: with so many
  ::  rounds, a key of 32 bytes, eight bytes to be used once, and a counter
  ::  > (chacha:crypto 20 `@`5 `@`6 0 [5 'hello'])
  ::  [p=5 q=577.189.096.226]
  ++  chacha
    =<  =<  crypt
        ~%  %chacha  ..part  ~
        |%
        ::  crypt: bytes in cipher, or back
        ++  crypt
          ~/  %crypt
          |=  [rounds=@ud key=@uxI nonce=@uxG counter=@udG msg=octs]
          ^+  msg
          =/  blocks  (div (add 63 p.msg) 64)
          =|  done=(list @)
          =/  i  0
          |-
          ?.  =(blocks i)
            =/  more
              (can 6 ~[[1 (add counter i)] [1 nonce]])
            $(i +(i), done [(block rounds key more) done])
          [p.msg (end [3 p.msg] (mix q.msg (rep 9 (flop done))))]
        ::  ietf: of the twelve bytes that RFC 8439 has, the last eight, and the
        ::  first four above a counter
        ++  ietf
          |=  nonce=@ux
          ^-  [nonce=@uxG counter=@ud]
          [(rsh 5 nonce) (lsh 5 (end 5 nonce))]
        ::  xchacha: of 24 bytes to be used once, another key, and eight bytes
        ++  xchacha
          ~/  %xchacha
          |=  [rounds=@ud key=@uxI nonce=@ux]
          ^-  [key=@uxI nonce=@uxG]
          =/  new  (stir rounds (state key (end 7 nonce)))
          [(can 7 ~[[1 new] [1 (rsh [7 3] new)]]) (rsh 7 nonce)]
        --
    |%
    ::  state: the words before all: a constant, a key, and sixteen bytes
    ++  state
      |=  [key=@ rest=@]
      (can 7 ~[[1 'expand 32-byte k'] [2 key] [1 rest]])
    ::  block: what 64 bytes are mixed with
    ++  block
      |=  [rounds=@ key=@ rest=@]
      =/  start  (state key rest)
      (sum:(lanes 5 16) start (stir rounds start))
    ::  stir: a state after so many rounds, two at a time: by columns and by
    ::  diagonals
    ++  stir
      |=  [rounds=@ state=@]
      ^-  @
      =/  row  (lanes 5 4)
      =/  half
        |=  [a=@ b=@ c=@ d=@]
        =.  a  (sum:row a b)
        =.  d  (rol:row 16 (mix d a))
        =.  c  (sum:row c d)
        =.  b  (rol:row 12 (mix b c))
        =.  a  (sum:row a b)
        =.  d  (rol:row 8 (mix d a))
        =.  c  (sum:row c d)
        [a (rol:row 7 (mix b c)) c d]
      =/  [a=@ b=@ c=@ d=@]
        :^    (end 7 state)
            (cut 7 [1 1] state)
          (cut 7 [2 1] state)
        (cut 7 [3 1] state)
      |-
      ?:  =(0 rounds)  (rep 7 ~[a b c d])
      =/  [a=@ b=@ c=@ d=@]  (half a b c d)
      =/  [a=@ b=@ c=@ d=@]
        (half a (step:row 1 b) (step:row 2 c) (step:row 3 d))
      %=  $
        rounds  (sub rounds 2)
        a  a
        b  (step:row 3 b)
        c  (step:row 2 c)
        d  (step:row 1 d)
      ==
    --
