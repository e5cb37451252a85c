  ::  crub: the ciphers of an identity, on the curve of Edwards: one pair of
  ::  keys to share secrets with others, and one to sign with. A public key is
  ::  the letter b, and a private one B, with the key that signs behind it, and
  ::  then the other
  ::  > =/(a (pit:nu:crub:crypto 512 'seed') (sure:as:a (sign:as:a 5)))
  ::  [~ 5]
  ++  crub
    =,  ames
    =>  |%
        ::  keys: the key that secrets are shared by, and the one that signs
        ::  sealed: what is hidden: what tells that it is as it was, how many
        ::  bytes it has, and the cipher
        +$  keys    [cry=@ sgn=@]
        +$  sealed  [iv=@H len=@ cipher=@]
        ::  split, whole: the keys behind a letter, which must be the first
        ::  byte, and back
        ++  split
          |=  [mark=@t a=@]
          ^-  keys
          ?>  =(mark (end 3 a))
          [(rsh [3 33] a) (cut 3 [1 32] a)]
        ++  whole  |=([mark=@t keys] `@`(cat 3 mark (cat 8 sgn cry)))
        ::  public: the public keys of two seeds
        ++  public  |=(keys `keys`[(puck:ed cry) (puck:ed sgn)])
        ::  shared: the secret that a public key shares with a seed
        ++  shared
          |=([=pass seed=@] (shax (shar:ed cry:(split 'b' pass) seed)))
        --
    ^-  acru
    =|  [pub=keys sek=(unit keys)]
    |%
    ::  as: what is done with a pair of keys
    ++  as
      |%
      ::  sign: a message with its signature
      ::  sigh: a signature alone
      ++  sign  |=(msg=@ `@ux`(jam (sigh msg) msg))
      ++  sigh
        |=  msg=@
        ^-  @ux
        ?~  sek  ~|(%pubkey-only !!)
        (sign:ed msg sgn.u.sek)
      ::  sure: the message with a signature, if that belongs to it
      ::  safe: does a signature belong to a message?
      ++  sure
        |=  txt=@
        ^-  (unit @ux)
        =/  [sig=@ msg=@]  ;;([@ @] (cue txt))
        ?:((safe sig msg) `msg ~)
      ++  safe  |=([sig=@ msg=@] (veri:ed sig msg sgn.pub))
      ::  seal: a message, signed and hidden from all but who has a public key
      ++  seal
        |=  [=pass msg=@]
        ^-  @ux
        ?~  sek  ~|(%pubkey-only !!)
        =/  key  (shared pass cry.u.sek)
        (jam (~(en siva:aes key ~) (sign msg)))
      ::  tear: the message that who has a public key has sealed for us
      ++  tear
        |=  [=pass txt=@]
        ^-  (unit @ux)
        ?~  sek  ~|(%pubkey-only !!)
        =/  key     (shared pass cry.u.sek)
        =/  opened  (~(de siva:aes key ~) ;;(sealed (cue txt)))
        (biff opened sure:as:(com:nu:crub pass))
      --
    ::  en, de, dy: hide with a secret of both, and back; it must be whole
    ++  en  |=([key=@J msg=@] `@ux`(jam (~(en sivc:aes (shaz key) ~) msg)))
    ++  de
      |=  [key=@J txt=@]
      ^-  (unit @ux)
      (~(de sivc:aes (shaz key) ~) ;;(sealed (cue txt)))
    ++  dy  |=([key=@J txt=@] (need (de key txt)))
    ::  ex: what is told of the keys
    ++  ex
      |%
      ::  fig, pac: a short mark of the public keys, and of the private ones
      ::  pub, sec: the public keys, and the private ones
      ++  fig  `@uvH`(shaf %bfig pub)
      ++  pac
        ^-  @uvG
        ?~  sek  ~|(%pubkey-only !!)
        (end 6 (shaf %bcod sec))
      ++  pub  `pass`(whole 'b' ^pub)
      ++  sec
        ^-  ring
        ?~  sek  ~|(%pubkey-only !!)
        (whole 'B' u.sek)
      --
    ::  nu: the suite of other keys
    ++  nu
      |%
      ::  pit: of a seed, of which so many bits count
      ::  nol, com: of private keys, and of public ones
      ++  pit
        |=  [width=@ seed=@]
        =/  bits  (shal (div (add 7 width) 8) seed)
        =/  new   [cry=(rsh 8 bits) sgn=(end 8 bits)]
        ..nu(pub (public new), sek `new)
      ++  nol
        |=  a=ring
        ~|  %not-crub-seckey
        =/  new  (split 'B' a)
        ..nu(pub (public new), sek `new)
      ++  com
        |=  a=pass
        ~|  %not-crub-pubkey
        ..nu(pub (split 'b' a), sek ~)
      --
    --
  ::  crua: a suite that there never was
  ++  crua  !!
  ::  test: two identities that write to each other
  ++  test  ^?
    |%
    ::  trub: a text that goes from one to the other, hidden by a secret that
    ::  was signed and sealed before; what arrives
    ++  trub
      |=  msg=@t
      ^-  @t
      =/  [ali=acru:ames bob=acru:ames]
        :-  (pit:nu:crub 512 (shaz 'ali'))
        (pit:nu:crub 512 (shaz 'bob'))
      =/  secret  (shaz 'there is a key that both of them have')
      =/  letter  (seal:as:ali pub:ex:bob (sign:as:ali secret))
      =/  opened  ~|(%decrypt-fail (need (tear:as:bob pub:ex:ali letter)))
      =/  agreed
        ~|  %verify-fail
        (need (sure:as:(com:nu:crub pub:ex:ali) opened))
      (dy:ali secret (en:bob agreed msg))
    --
