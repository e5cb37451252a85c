::  Layer one: unsigned arithmetic, addresses in trees, and the shapes from
::  which the other types are made.
::
::  Nock counts upwards only, so everything here is counting. The jets make it
::  fast; these definitions make it true.
::
~%  %one  +  ~
|%
+|  %arithmetic
::
::  +add: the sum of two numbers
::  > (add 2 3)
::  5
++  add
  ~/  %add
  |=  [a=@ b=@]
  ^-  @
  ?:  =(0 b)  a
  $(a +(a), b (dec b))
::
::  +dec: the number before; there is none before zero
::  > (dec 7)
::  6
::  > (dec 0)
::  ! decrement-underflow
++  dec
  ~/  %dec
  |=  a=@
  ^-  @
  ~_  leaf+"decrement-underflow"
  ?:  =(0 a)  !!
  =/  below  0
  |-
  ?:  =(a +(below))  below
  $(below +(below))
::
::  +div: how often the second goes into the first
::  > (div 17 5)
::  3
++  div
  ~/  %div
  |:  [a=`@`1 b=`@`1]
  ^-  @
  p:(dvr a b)
::
::  +dvr: quotient and remainder; nothing divides by zero
::  > (dvr 17 6)
::  [p=2 q=5]
++  dvr
  ~/  %dvr
  |:  [a=`@`1 b=`@`1]
  ^-  [p=@ q=@]
  ~_  leaf+"divide-by-zero"
  ?:  =(0 b)  !!
  =/  count  0
  |-
  ?.  (lth a b)
    $(a (sub a b), count +(count))
  [count a]
::
::  +gte: is the first at least the second?
::  > (gte 100 10)
::  %.y
++  gte
  ~/  %gte
  |=  [a=@ b=@]
  ^-  ?
  (lte b a)
::
::  +gth: is the first more than the second?
::  > (gth 3 2)
::  %.y
++  gth
  ~/  %gth
  |=  [a=@ b=@]
  ^-  ?
  (lth b a)
::
::  +lte: is the first at most the second?
::  > (lte 2 2)
::  %.y
++  lte
  ~/  %lte
  |=  [a=@ b=@]
  ^-  ?
  !(lth b a)
::
::  +lth: is the first less than the second?
::  > (lth 2 3)
::  %.y
++  lth
  ~/  %lth
  |=  [a=@ b=@]
  ^-  ?
  ::  whichever a count from zero meets first is the lesser
  =/  count  0
  |-
  ?:  =(count b)  |
  ?:  =(count a)  &
  $(count +(count))
::
::  +max: the greater of two
::  > (max 2 3)
::  3
++  max
  ~/  %max
  |=  [a=@ b=@]
  ^-  @
  ?:((lth a b) b a)
::
::  +min: the lesser of two
::  > (min 2 3)
::  2
++  min
  ~/  %min
  |=  [a=@ b=@]
  ^-  @
  ?:((lth a b) a b)
::
::  +mod: the remainder of a division
::  > (mod 17 5)
::  2
++  mod
  ~/  %mod
  |:  [a=`@`1 b=`@`1]
  ^-  @
  q:(dvr a b)
::
::  +mul: the product of two numbers
::  > (mul 6 7)
::  42
++  mul
  ~/  %mul
  |:  [a=`@`1 b=`@`1]
  ^-  @
  =/  product  0
  |-
  ?:  =(0 a)  product
  $(a (dec a), product (add b product))
::
::  +sub: the difference; the second must not be more than the first
::  > (sub 7 5)
::  2
::  > (sub 5 7)
::  ! subtract-underflow
++  sub
  ~/  %sub
  |=  [a=@ b=@]
  ^-  @
  ~_  leaf+"subtract-underflow"
  ?:  (lth a b)  !!
  =/  difference  0
  |-
  ?:  =(a b)  difference
  $(b +(b), difference +(difference))
::
::    Addresses
::
::  The whole tree is at 1; the head of what is at n is at 2n, its tail at
::  2n + 1.
+|  %addresses
::
::  +cap: does an address lie in the head (%2) or in the tail (%3)?
::  > (cap 6)
::  %3
++  cap
  ~/  %cap
  |=  a=@
  ^-  ?(%2 %3)
  ?:  =(2 a)  %2
  ?:  =(3 a)  %3
  ?:  (lth a 2)  !!
  $(a (div a 2))
::
::  +mas: the same address seen from the head or tail in which it lies
::  > (mas 11)
::  7
++  mas
  ~/  %mas
  |=  a=@
  ^-  @
  ?:  (lth a 2)  !!
  ?:  (lth a 4)  1
  (add (mul 2 $(a (div a 2))) (mod a 2))
::
::  +peg: the address that is at .b within what is at .a
::  > (peg 4 3)
::  9
++  peg
  ~/  %peg
  |=  [a=@ b=@]
  ^-  @
  ?:  |(=(0 a) =(0 b))  !!
  |-
  ?:  =(1 b)  a
  (add (mul 2 $(b (div b 2))) (mod b 2))
::
+|  %shapes
::
::  bloq: a block size, the logarithm of a number of bits: 0 is a bit, 3 a byte
+$  bloq  @
::  $step: a number of blocks, one unless said otherwise
+$  step  _`@u`1
::  bite: blocks of a size: one, or so many at once
+$  bite
  $@  bloq
  [=bloq =step]
::  +each: one of two, marked by a flag
::  > `(each @ @tas)`[%& 5]
::  [%.y p=5]
++  each
  |$  [yes no]
  ::    one of two, marked by a flag
  $%  [%| p=no]
      [%& p=yes]
  ==
::  gate: a function of one noun
+$  gate  $-(* *)
::  mold: a function that makes nouns fit a type
+$  mold  $~(* gate)
::  +trap: a computation that waits
::  > $:`(trap @)`|.(5)
::  5
++  trap
  |$  [product]
  ::    a computation that waits
  _|?($:product)
::  +list: items one after the other, up to a null
::  > *(list @)
::  ~
++  list
  |$  [each-item]
  ::    items one after the other, up to a null
  $@  ~
  [i=each-item t=(list each-item)]
::  +lest: a list that is not empty
::  > `(lest @)`[1 2 ~]
::  [i=1 t=~[2]]
++  lest
  |$  [each-item]
  ::    a list that is not empty
  [i=each-item t=(list each-item)]
::  +lone: one item with a face
::  > `(lone @)`5
::  p=5
++  lone
  |$  [only]
  ::    one item with a face
  p=only
::  +pair: two
::  > `(pair @ @tas)`[1 %a]
::  [p=1 q=%a]
++  pair
  |$  [one two]
  ::    two, as p and q
  [p=one q=two]
::  +trel: three
::  > `(trel @ @ @)`[1 2 3]
::  [p=1 q=2 r=3]
++  trel
  |$  [one two three]
  ::    three, as p, q and r
  [p=one q=two r=three]
::  +qual: four
::  > `(qual @ @ @ @)`[1 2 3 4]
::  [p=1 q=2 r=3 s=4]
++  qual
  |$  [one two three four]
  ::    four, as p, q, r and s
  [p=one q=two r=three s=four]
::  +pole: a list without faces
::  > `(pole @)`[1 2 ~]
::  [1 [2 ~]]
++  pole
  |$  [each-item]
  ::    a list without faces
  $@  ~
  [each-item (pole each-item)]
::  +quip: a list of effects, and the new state
::  > `(quip @ @tas)`[~ %state]
::  [~ %state]
++  quip
  |$  [effect new]
  ::    a list of effects, and the new state
  [(list effect) new]
::  +tree: a binary tree of nodes
::  > `(tree @)`[1 ~ ~]
::  {1}
++  tree
  |$  [each-node]
  ::    nodes, each with a tree to its left and right
  $@  ~
  [n=each-node l=(tree each-node) r=(tree each-node)]
::  +unit: a noun that may be missing
::  > `(unit @)`[~ 1]
::  [~ 1]
++  unit
  |$  [content]
  ::    a noun that may be missing
  $@  ~
  [~ u=content]
--
