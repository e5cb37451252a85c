+|  %ordered-maps
::
::  An ordered map is a tree of pairs of key and value: from left to right as a
::  gate orders the keys, from top to bottom by +mor. The gate must tell any two
::  keys apart that are not the same noun.
::
::  mop: an ordered map of molds and the gate
++  mop
  |*  [key=mold value=mold]
  |=  ord=$-([key key] ?)
  |=  raw=*
  =-  ?>((apt:((on key value) ord) -) -)
  ;;((tree [key=key val=value]) raw)
::
::  ordered-map: on, by its old name
++  ordered-map  on
::
::  on: what is done with ordered maps of molds and a gate
++  on
  ~%  %on  ..part  ~
  |*  [key=mold val=mold]
  =>  |%
      ::  item: a key with its value
      +$  item  [key=key val=val]
      --
  ~%  %comp  +>+  ~
  |=  compare=$-([key key] ?)
  ~%  %core  +  ~
  |%
  ::  all, any: do all pairs pass, does any?
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (all:o m |=([k=@ v=@] (lth k 9)))
  ::  %.y
  ++  all
    ~/  %all
    |=  [a=(tree item) b=$-(item ?)]
    ^-  ?
    ?|(?=(~ a) &((b n.a) $(a l.a) $(a r.a)))
  ++  any
    ~/  %any
    |=  [a=(tree item) b=$-(item ?)]
    ^-  ?
    ?&(?=(^ a) |((b n.a) $(a l.a) $(a r.a)))
  ::  apt: is everything where it belongs?
  ++  apt
    ~/  %apt
    |=  a=(tree item)
    =/  [low=(unit key) high=(unit key)]  [~ ~]
    |-  ^-  ?
    ?~  a  &
    ?&  ?~(high & (compare key.n.a u.high))
        ?~(low & (compare u.low key.n.a))
        ?~(l.a & (mor key.n.a key.n.l.a))
        ?~(r.a & (mor key.n.a key.n.r.a))
        $(a l.a, high `key.n.a)
        $(a r.a, low `key.n.a)
    ==
  ::  bap, tap: the pairs, the last one first, and the first one first
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . [(tap:o m) (bap:o m)]
  ::  [ ~[[key=1 val=10] [key=2 val=20] [key=3 val=30]]
  ::    ~[[key=3 val=30] [key=2 val=20] [key=1 val=10]]
  ::  ]
  ++  bap
    ~/  %bap
    |=  a=(tree item)
    =/  done=(list item)  ~
    |-  ^+  done
    ?~(a done $(a r.a, done [n.a $(a l.a)]))
  ++  tap
    ~/  %tap
    |=  a=(tree item)
    =/  done=(list item)  ~
    |-  ^+  done
    ?~(a done $(a l.a, done [n.a $(a r.a)]))
  ::  del: without a key, and the value that it had
  ::  > =/(o ((on @ @) lth) =/(m (gas:o ~ ~[[1 10] [2 20] [3 30]]) (del:o m 2)))
  ::  [[~ 20] {[key=1 val=10] [key=3 val=30]}]
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (del:o m 2)
  ::  [[~ 20] {[key=1 val=10] [key=3 val=30]}]
  ++  del
    ~/  %del
    |=  [a=(tree item) =key]
    ^-  [(unit val) (tree item)]
    ?~  a  [~ ~]
    ?:  =(key key.n.a)  [`val.n.a (nip a)]
    ?:  (compare key key.n.a)
      =^  old  l.a  $(a l.a)
      [old a]
    =^  old  r.a  $(a r.a)
    [old a]
  ::  dip: from the first pair on, let a gate with a state change values, take
  ::  pairs out and say when to stop
  ++  dip
    ~/  %dip
    |*  state=mold
    |=  $:  a=(tree item)
            =state
            f=$-([state item] [(unit val) ? state])
        ==
    ^+  [state a]
    =<  +
    =/  stop=?  |
    |-  ^+  [stop=stop state=state a=a]
    ?:  |(stop ?=(~ a))  [stop state a]
    =/  left  $(a l.a)
    =.  a      a(l a.left)
    =.  state  state.left
    ?:  stop.left  [& state a]
    =/  [new=(unit val) stop=? next=_state]  (f state n.a)
    =?  n.a  ?=(^ new)  n.a(val u.new)
    =/  right  $(stop stop, state next, a r.a)
    =.  a  a(r a.right)
    right(a ?~(new (nip a) a))
  ::  gas: with all pairs of a list
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (wyt:o (gas:o m ~[[7 70] [1 11]]))
  ::  4
  ++  gas
    ~/  %gas
    |=  [a=(tree item) b=(list item)]
    ^-  (tree item)
    (roll b |:([one=*item done=a] (put done one)))
  ::  get, got: the value of a key, if any; there must be one
  ::  has: is there a key?
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . [(get:o m 2) (get:o m 9) (got:o m 3) (has:o m 1)]
  ::  [[~ 20] ~ 30 %.y]
  ++  get
    ~/  %get
    |=  [a=(tree item) b=key]
    ^-  (unit val)
    ?~  a  ~
    ?:  =(b key.n.a)  `val.n.a
    $(a ?:((compare b key.n.a) l.a r.a))
  ++  got  |=([a=(tree item) b=key] `val`(need (get a b)))
  ++  has
    ~/  %has
    |=  [a=(tree item) b=key]
    ^-  ?
    ?=(^ (get a b))
  ::  later: the pairs behind a key, if it is given
  ++  later
    |=  [a=(tree item) may=(unit key)]
    ^-  (tree item)
    ?~  may  a
    |-
    ?~  a  ~
    ?:  =(u.may key.n.a)  r.a
    ?:((compare u.may key.n.a) a(l $(a l.a)) $(a r.a))
  ::  prior: the pairs before a key, if it is given
  ++  prior
    |=  [a=(tree item) may=(unit key)]
    ^-  (tree item)
    ?~  may  a
    |-
    ?~  a  ~
    ?:  =(u.may key.n.a)  l.a
    ?:((compare u.may key.n.a) $(a l.a) a(r $(a r.a)))
  ::  lot: the pairs between two keys, without those; a key not given bounds
  ::  nothing. The first must come before the second
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (tap:o (lot:o m `1 ~))
  ::  ~[[key=2 val=20] [key=3 val=30]]
  ++  lot
    ~/  %lot
    |=  [tre=(tree item) start=(unit key) end=(unit key)]
    ^-  (tree item)
    ?>  |(?=(~ start) ?=(~ end) (compare u.start u.end))
    (prior (later tre start) end)
  ::  nip: without the pair at the top, which there must be
  ++  nip
    ~/  %nip
    |=  a=(tree item)
    ^-  (tree item)
    ?>  ?=(^ a)
    =/  [left=(tree item) right=(tree item)]  [l.a r.a]
    |-
    ?~  left   right
    ?~  right  left
    ?:  (mor key.n.left key.n.right)
      left(r $(left r.left))
    right(l $(right l.right))
  ::  pop: the first pair, and the rest; there must be one
  ::  > =/(o ((on @ @) lth) =/(m (gas:o ~ ~[[1 10] [2 20] [3 30]]) (pop:o m)))
  ::  [head=[key=1 val=10] rest={[key=2 val=20] [key=3 val=30]}]
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (pop:o m)
  ::  [head=[key=1 val=10] rest={[key=2 val=20] [key=3 val=30]}]
  ++  pop
    ~/  %pop
    |=  a=(tree item)
    ^-  [head=item rest=(tree item)]
    ?>  ?=(^ a)
    |-
    ?~  l.a  [n.a r.a]
    =/  [top=item new=(tree item)]  $(a l.a)
    :-  top
    ?:  |(?=(~ new) (mor key.n.a key.n.new))  a(l new)
    new(r a(l r.new))
  ::  pry, ram: the first pair, and the last one, if any
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . [(pry:o m) (ram:o m) (pry:o ~)]
  ::  [[~ [key=1 val=10]] [~ [key=3 val=30]] ~]
  ++  pry
    ~/  %pry
    |=  a=(tree item)
    =|  last=(unit item)
    |-  ^+  last
    ?~(a last $(a l.a, last `n.a))
  ++  ram
    ~/  %ram
    |=  a=(tree item)
    =|  last=(unit item)
    |-  ^+  last
    ?~(a last $(a r.a, last `n.a))
  ::  put: with a value for a key
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (tap:o (put:o m 2 99))
  ::  ~[[key=1 val=10] [key=2 val=99] [key=3 val=30]]
  ++  put
    ~/  %put
    |=  [a=(tree item) =key =val]
    ^-  (tree item)
    ?~  a  [[key val] ~ ~]
    ?:  =(key key.n.a)  a(val.n val)
    ?:  (compare key key.n.a)
      =/  left  $(a l.a)
      ?>  ?=(^ left)
      ?:  (mor key.n.a key.n.left)  a(l left)
      left(r a(l r.left))
    =/  right  $(a r.a)
    ?>  ?=(^ right)
    ?:  (mor key.n.a key.n.right)  a(r right)
    right(l a(r l.right))
  ::  run: apply a gate to every value
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (tap:o (run:o m dec))
  ::  ~[[key=1 val=9] [key=2 val=19] [key=3 val=29]]
  ++  run
    ~/  %run
    |*  [a=(tree item) b=$-(val *)]
    |-
    ?~  a  a
    :+  n=[key.n.a (b val.n.a)]
      l=$(a l.a)
    r=$(a r.a)
  ::  tab: at most so many pairs behind a key, or from the first on
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (tab:o m `1 1)
  ::  ~[[key=2 val=20]]
  ++  tab
    ~/  %tab
    |=  [a=(tree item) b=(unit key) c=@]
    ^-  (list item)
    =.  a  (later a b)
    =/  done=(list item)  ~
    =-  (flop done.-)
    |-  ^+  [left=c done=done]
    ?:  |(=(0 c) ?=(~ a))  [c done]
    =/  before  $(a l.a)
    ?:  =(0 left.before)  before
    $(a r.a, c (dec left.before), done [n.a done.before])
  ::  uni: the pairs of both; of a key in both, that of the second
  ::  > =/  o  ((on @ @) lth)
  ::  . =/  m  (gas:o ~ ~[[1 10] [2 20] [3 30]])
  ::  . (tap:o (uni:o m (gas:o ~ ~[[3 9] [4 9]])))
  ::  ~[[key=1 val=10] [key=2 val=20] [key=3 val=9] [key=4 val=9]]
  ++  uni
    ~/  %uni
    |=  [a=(tree item) b=(tree item)]
    ^-  (tree item)
    ?~  b  a
    ?~  a  b
    =/  top  ?:((mor key.n.a key.n.b) n.a n.b)
    =/  may  (get b key.top)
    :+  ?~(may top top(val u.may))
      $(a (prior a `key.top), b (prior b `key.top))
    $(a (later a `key.top), b (later b `key.top))
  ::  wyt: how many pairs
  ++  wyt
    ~/  %wyt
    |=  a=(tree item)
    ^-  @ud
    ?~(a 0 (add +($(a l.a)) $(a r.a)))
  --
::
