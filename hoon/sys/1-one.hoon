::  Layer one: unsigned arithmetic, addresses in trees, and the shapes from which the other types are made.
::
::  Nock counts upwards only, so everything here is counting. The jets make it fast; these definitions make it true.
::
~%  %one  +  ~
|%
+|  %arithmetic
::
::  +add: the sum of two numbers
++  add
  ~/  %add
  |=  [m=@ n=@]
  ^-  @
  ?:  =(0 n)  m
  $(m +(m), n (dec n))
::
::  +dec: the number before; there is none before zero
++  dec
  ~/  %dec
  |=  n=@
  ^-  @
  ~_  leaf+"decrement-underflow"
  ?:  =(0 n)  !!
  =/  below  0
  |-
  ?:  =(n +(below))  below
  $(below +(below))
::
::  +div: how often the second goes into the first
++  div
  ~/  %div
  |:  [m=`@`1 n=`@`1]
  ^-  @
  p:(dvr m n)
::
::  +dvr: quotient and remainder; nothing divides by zero
++  dvr
  ~/  %dvr
  |:  [m=`@`1 n=`@`1]
  ^-  [p=@ q=@]
  ~_  leaf+"divide-by-zero"
  ?:  =(0 n)  !!
  =/  count  0
  |-
  ?.  (lth m n)
    $(m (sub m n), count +(count))
  [count m]
::
::  +gte: is the first at least the second?
++  gte
  ~/  %gte
  |=  [m=@ n=@]
  ^-  ?
  (lte n m)
::
::  +gth: is the first more than the second?
++  gth
  ~/  %gth
  |=  [m=@ n=@]
  ^-  ?
  (lth n m)
::
::  +lte: is the first at most the second?
++  lte
  ~/  %lte
  |=  [m=@ n=@]
  ^-  ?
  !(lth n m)
::
::  +lth: is the first less than the second? Whichever a count from zero meets first is the lesser.
++  lth
  ~/  %lth
  |=  [m=@ n=@]
  ^-  ?
  =/  count  0
  |-
  ?:  =(count n)  |
  ?:  =(count m)  &
  $(count +(count))
::
::  +max: the greater of two
++  max
  ~/  %max
  |=  [m=@ n=@]
  ^-  @
  ?:((lth m n) n m)
::
::  +min: the lesser of two
++  min
  ~/  %min
  |=  [m=@ n=@]
  ^-  @
  ?:((lth m n) m n)
::
::  +mod: the remainder of a division
++  mod
  ~/  %mod
  |:  [m=`@`1 n=`@`1]
  ^-  @
  q:(dvr m n)
::
::  +mul: the product of two numbers
++  mul
  ~/  %mul
  |:  [m=`@`1 n=`@`1]
  ^-  @
  =/  product  0
  |-
  ?:  =(0 m)  product
  $(m (dec m), product (add n product))
::
::  +sub: the difference; the second must not be more than the first
++  sub
  ~/  %sub
  |=  [m=@ n=@]
  ^-  @
  ~_  leaf+"subtract-underflow"
  ?:  (lth m n)  !!
  =/  difference  0
  |-
  ?:  =(m n)  difference
  $(n +(n), difference +(difference))
::
::    Addresses. The whole tree is at 1; the head of what is at n is at 2n, its tail at 2n + 1.
+|  %addresses
::
::  +cap: does an address lie in the head (%2) or in the tail (%3)?
++  cap
  ~/  %cap
  |=  n=@
  ^-  ?(%2 %3)
  ?:  =(2 n)  %2
  ?:  =(3 n)  %3
  ?:  (lth n 2)  !!
  $(n (div n 2))
::
::  +mas: the same address seen from the head or tail in which it lies
++  mas
  ~/  %mas
  |=  n=@
  ^-  @
  ?:  (lth n 2)  !!
  ?:  (lth n 4)  1
  (add (mul 2 $(n (div n 2))) (mod n 2))
::
::  +peg: the address that is at .n within what is at .m
++  peg
  ~/  %peg
  |=  [m=@ n=@]
  ^-  @
  ?:  |(=(0 m) =(0 n))  !!
  |-
  ?:  =(1 n)  m
  (add (mul 2 $(n (div n 2))) (mod n 2))
::
+|  %shapes
::
::  $bloq: a block size, the logarithm of a number of bits: 0 is a bit, 3 a byte
+$  bloq  @
::  $step: a number of blocks, one unless said otherwise
+$  step  _`@u`1
::  $bite: blocks of a size: one, or so many at once
+$  bite
  $@  bloq
  [=bloq =step]
::  +each: one of two, marked by a flag
++  each
  |$  [yes no]
  $%  [%| p=no]
      [%& p=yes]
  ==
::  $gate: a function of one noun
+$  gate  $-(* *)
::  $mold: a function that makes nouns fit a type
+$  mold  $~(* gate)
::  +trap: a computation that waits
++  trap
  |$  [result]
  _|?($:result)
::  +list: items one after the other, up to a null
++  list
  |$  [each-item]
  $@  ~
  [i=each-item t=(list each-item)]
::  +lest: a list that is not empty
++  lest
  |$  [each-item]
  [i=each-item t=(list each-item)]
::  +lone: one item with a face
++  lone
  |$  [only]
  p=only
::  +pair: two
++  pair
  |$  [one two]
  [p=one q=two]
::  +trel: three
++  trel
  |$  [one two three]
  [p=one q=two r=three]
::  +qual: four
++  qual
  |$  [one two three four]
  [p=one q=two r=three s=four]
::  +pole: a list without faces
++  pole
  |$  [each-item]
  $@  ~
  [each-item (pole each-item)]
::  +quip: a list of effects, and the new state
++  quip
  |$  [effect new]
  [(list effect) new]
::  +tree: a binary tree of nodes
++  tree
  |$  [each-node]
  $@  ~
  [n=each-node l=(tree each-node) r=(tree each-node)]
::  +unit: a noun that may be missing
++  unit
  |$  [content]
  $@  ~
  [~ u=content]
--
