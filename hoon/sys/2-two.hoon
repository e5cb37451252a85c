::  Layer two: units and lists, bits, hashes and order, sets, maps and queues,
::  serialization, the basic types.
::
::  The wet gates here take their product's type from their arguments. Where
::  such a gate says =>(.(x (homo x)) ...), it makes a list of what may be a
::  tuple, so that its loop sees one type at every turn.
::
~%  %two  +  ~
|%
+|  %units
::
::  biff: apply a gate that may itself yield nothing
::  > (biff (some 5) |=(a=@ (some (add a 2))))
::  [~ u=7]
++  biff
  |*  [may=(unit) fun=$-(* (unit))]
  ?~(may ~ (fun u.may))
::
::  bind: apply a gate to what there is
::  > (bind ((unit @) [~ 97]) ,@t)
::  [~ 'a']
++  bind
  |*  [may=(unit) fun=gate]
  ?~(may ~ [~ u=(fun u.may)])
::
::  bond: what there is, or else the product of a trap
::  > ((bond |.((bex 10))) ~)
::  1.024
++  bond
  |*  else=(trap)
  |*  may=(unit)
  ?~(may $:else u.may)
::
::  both: two units as a unit of two
::  > (both (some 1) (some %b))
::  [~ u=[1 %b]]
++  both
  |*  [one=(unit) two=(unit)]
  ?~  two  ~
  ?~(one ~ [~ u=[u.one u.two]])
::
::  clap: whichever there is, or the two combined by a gate
::  > (clap `1 `2 add)
::  [~ u=3]
++  clap
  |*  [one=(unit) two=(unit) fun=_=>(~ |=(^ +<-))]
  ?~  two  one
  ?~(one two [~ u=(fun u.one u.two)])
::
::  clef: the two combined by a gate that may yield nothing
::  > (clef `'a' `'b' |=([a=@tD b=@tD] `(unit tape)`[~ [a b ~]]))
::  [~ "ab"]
++  clef
  |*  [one=(unit) two=(unit) fun=_=>(~ |=(^ `+<-))]
  ?~  two  ~
  ?~(one ~ (fun u.one u.two))
::
::  drop: a unit as a list of one or none
::  > (drop (some 5))
::  [i=5 t=~]
++  drop
  |*  may=(unit)
  ?~(may ~ [i=u.may t=~])
::
::  fall: what there is, or a default
::  > (fall (some 5) 0)
::  5
++  fall
  |*  [may=(unit) else=*]
  ?~(may else u.may)
::
::  flit: a noun, if it passes a test
::  > ((flit |=(a=@ (gth a 4))) 5)
::  [~ 5]
++  flit
  |*  pass=$-(* ?)
  |*  sam=*
  ?:((pass sam) [~ u=sam] ~)
::
::  hunt: whichever there is, or the one that comes first
::  > (hunt gte `10 `20)
::  [~ 20]
++  hunt
  |*  [first=$-(^ ?) one=(unit) two=(unit)]
  ^-  (unit ?(_?>(?=(^ one) u.one) _?>(?=(^ two) u.two)))
  ?~  two  one
  ?~(one two ?:((first u.one u.two) one two))
::
::  lift: a gate on values as a gate on units
::  > ((lift dec) `(unit @)`[~ 20])
::  [~ 19]
++  lift
  |*  fun=mold
  |*(may=(unit) (bind may fun))
::
::  mate: whichever there is; two must be the same
::  > (mate (some 1) (some 1))
::  [~ u=1]
::  > (mate (some 1) (some 2))
::  ! mate
++  mate
  ~/  %mate
  |*  [one=(unit) two=(unit)]
  ?~  two  one
  ?~  one  two
  ?:(=(u.one u.two) one ~>(%mean.'mate' !!))
::
::  need: what there is; there must be something
::  > (need (some 7))
::  7
::  > (need ~)
::  ! need
++  need
  ~/  %need
  |*  may=(unit)
  ?~(may ~>(%mean.'need' !!) u.may)
::
::  some: a unit of a noun
::  > (some ['a' 'b'])
::  [~ u=['a' 'b']]
++  some
  |*  sam=*
  [~ u=sam]
::
+|  %lists
::
::  bake: a wet gate made dry for samples of a mold
::  > ((bake |*(a=* [a a]) @ud) 42)
::  [42 42]
++  bake
  |*  [fun=gate shape=mold]
  |=(sam=shape (fun sam))
::
::  fand: every place where one list occurs in another
::  > (fand ~['a'] "cbabab")
::  ~[2 4]
++  fand
  ~/  %fand
  |=  [part=(list) whole=(list)]
  =|  [at=@ud found=(list @ud)]
  |-  ^+  found
  ?~  part   ~
  ?~  whole  (flop found)
  =/  here=?  (head-of part whole)
  $(at +(at), whole t.whole, found ?:(here [at found] found))
::
::  find: the first place where one list occurs in another
::  > (find ['c']~ "cbabab")
::  [~ 0]
++  find
  ~/  %find
  |=  [part=(list) whole=(list)]
  =|  at=@ud
  |-  ^-  (unit @ud)
  ?~  part   ~
  ?~  whole  ~
  ?:  (head-of part whole)  `at
  $(at +(at), whole t.whole)
::
::  flop: back to front
::  > (flop ~[1 2 3])
::  ~[3 2 1]
++  flop
  ~/  %flop
  |*  items=(list)
  =>  .(items (homo items))
  ^+  items
  =/  done  `_items`~
  |-
  ?~  items  done
  $(items t.items, done [i.items done])
::
::  gulf: the numbers from one to another, both included
::  > (gulf 1 6)
::  ~[1 2 3 4 5 6]
++  gulf
  |=  [low=@ high=@]
  ^-  (list @)
  ?>  (lte low high)
  =|  done=(list @)
  |-
  =.  done  [high done]
  ?:  =(low high)  done
  $(high (dec high))
::
::  head-of: does a list begin with another one?
::  > (head-of ~[1 2] ~[1 2 3])
::  %.y
++  head-of
  |=  [part=(list) whole=(list)]
  ^-  ?
  ?~  part   &
  ?~  whole  |
  &(=(i.part i.whole) $(part t.part, whole t.whole))
::
::  homo: a list whose type says no more than that each item is one of its items
::  > (homo ~[1 2 3])
::  ~[1 2 3]
++  homo
  |*  items=(list)
  ^+(|-(?:(*? ~ [i=(snag 0 items) t=$])) items)
::
::  into: put an item before the place of a number
::  > (into (limo ~[1 2 3]) 1 11)
::  [i=1 t=~[11 2 3]]
++  into
  ~/  %into
  |*  [items=(list) at=@ new=*]
  |-  ^+  items
  ?:  |(=(0 at) ?=(~ items))  [new items]
  [i.items $(at (dec at), items t.items)]
::
::  join: put an item between every two
::  > (join 0 `(list @)`~[1 2 3])
::  ~[1 0 2 0 3]
++  join
  |*  [sep=* items=(list)]
  =.  sep  `_?>(?=(^ items) i.items)`sep
  ?~  items  ~
  =|  done=(list _?>(?=(^ items) i.items))
  |-  ^+  done
  =.  done  [i.items done]
  ?~  t.items  (flop done)
  $(items t.items, done [sep done])
::
::  lent: how many items
::  > (lent [1 'a' 2 'b' (some 10) ~])
::  5
++  lent
  ~/  %lent
  |=  items=(list)
  ^-  @
  =/  count  0
  |-
  ?~  items  count
  $(items t.items, count +(count))
::
::  levy: do all items pass?
::  > (levy (gulf 1 3) |=(a=@ (lth a 3)))
::  %.n
++  levy
  ~/  %levy
  |*  [items=(list) pass=$-(* ?)]
  |-  ^-  ?
  ?~  items  &
  ?:((pass i.items) $(items t.items) |)
::
::  lien: does any item pass?
::  > (lien (gulf 1 3) |=(a=@ (lth a 2)))
::  %.y
++  lien
  ~/  %lien
  |*  [items=(list) pass=$-(* ?)]
  |-  ^-  ?
  ?~  items  |
  ?:((pass i.items) & $(items t.items))
::
::  limo: a null-terminated tuple as a list
::  > (limo [1 2 3 ~])
::  [i=1 t=[i=2 t=[i=3 t=~]]]
++  limo
  |*  tup=*
  ^+  =/  rest  tup
      =<  items
      |@
      ::  items: null, or any of what is left and then more
      ++  items
        ?~(rest ~ ?:(*? [i=-.rest t=items] items(rest +.rest)))
      --
  tup
::
::  lure: a list of one
::  > (lure 5)
::  [i=5 t=~]
++  lure
  |*  sam=*
  [i=sam t=~]
::
::  murn: apply a gate to every item and keep what it yields, if anything
::  > (murn (limo [1 2 3 ~]) |=(a=@ ?:(=(2 a) ~ `(add a 7))))
::  ~[8 10]
++  murn
  ~/  %murn
  |*  [items=(list) fun=$-(* (unit))]
  =>  .(items (homo items))
  =/  kept  `(list _?>(?=(^ items) (need (fun i.items))))`~
  |-  ^+  kept
  ?~  items  (flop kept)
  =/  new  (fun i.items)
  $(items t.items, kept ?~(new kept [+.new kept]))
::
::  oust: take out so many items from a place on
::  > (oust [1 2] "abcdef")
::  "adef"
++  oust
  ~/  %oust
  |*  [[at=@ count=@] items=(list)]
  (weld (scag +<-< items) (slag +<-> (slag +<-< items)))
::
::  reap: the same item so many times
::  > (reap 5 ~s1)
::  ~[~s1 ~s1 ~s1 ~s1 ~s1]
++  reap
  ~/  %reap
  |*  [count=@ item=*]
  |-  ^-  (list _item)
  ?:  =(0 count)  ~
  [item $(count (dec count))]
::
::  rear: the last item
::  > (rear ~[1 2 3])
::  3
++  rear
  ~/  %rear
  |*  items=(list)
  ^-  _?>(?=(^ items) i.items)
  ?~  items  !!
  ?:  =(~ t.items)  i.items
  $(items t.items)
::
::  reel: fold from the right
::  > (reel `(list @)`[6 3 1 ~] sub)
::  4
++  reel
  ~/  %reel
  |*  [items=(list) fun=_=>(~ |=([* *] +<+))]
  ^+  ,.+<+.fun
  (roll ^+(items (flop items)) fun)
::
::  roll: fold from the left
::  > `@dr`(roll (reap 5 ~s1) add)
::  ~s5
++  roll
  ~/  %roll
  |*  [items=(list) fun=_=>(~ |=([* *] +<+))]
  |-  ^+  ,.+<+.fun
  ?~  items  +<+.fun
  =.  +<+.fun  (fun i.items +<+.fun)
  $(items t.items)
::
::  scag: the first so many items
::  > (scag 2 `(list @)`[1 2 3 4 ~])
::  [i=1 t=~[2]]
++  scag
  ~/  %scag
  |*  [count=@ items=(list)]
  |-  ^+  items
  ?:  =(0 count)  ~
  ?~  items  ~
  [i.items $(items t.items, count (dec count))]
::
::  skid: those that pass, and those that do not
::  > (skid (limo [1 2 3 4 ~]) |=(a=@ (gth a 2)))
::  [p=[i=3 t=~[4]] q=[i=1 t=~[2]]]
++  skid
  ~/  %skid
  |*  [items=(list) pass=$-(* ?)]
  |-  ^+  [p=items q=items]
  ?~  items  [~ ~]
  =/  rest  $(items t.items)
  ?:  (pass i.items)
    [[i.items p.rest] q.rest]
  [p.rest [i.items q.rest]]
::
::  skim: those that pass
::  > (skim "aBcD" |=(a=@ (gth a 90)))
::  [i='a' t="c"]
++  skim
  ~/  %skim
  |*  [items=(list) pass=$-(* ?)]
  |-  ^+  items
  ?~  items  ~
  ?:  (pass i.items)
    [i.items $(items t.items)]
  $(items t.items)
::
::  skip: those that do not pass
::  > (skip (gulf 1 4) |=(a=@ (lth a 3)))
::  [i=3 t=~[4]]
++  skip
  ~/  %skip
  |*  [items=(list) pass=$-(* ?)]
  |-  ^+  items
  ?~  items  ~
  ?.  (pass i.items)
    [i.items $(items t.items)]
  $(items t.items)
::
::  slag: all but the first so many items
::  > (slag 2 (limo [1 2 3 4 ~]))
::  [i=3 t=~[4]]
++  slag
  ~/  %slag
  |*  [count=@ items=(list)]
  |-  ^+  items
  ?:  |(=(0 count) ?=(~ items))  items
  $(count (dec count), items t.items)
::
::  snag: the item at a place, from 0
::  > (snag 0 `(list @ud)`~[1 2 3 4])
::  1
++  snag
  ~/  %snag
  |*  [at=@ items=(list)]
  ^+  ?>(?=(^ items) i.items)
  =/  rest  (slag at items)
  ?^  rest  i.rest
  ~_(leaf+"snag-fail" !!)
::
::  snap: replace the item at a place
::  > (snap (limo ~[1 2 3]) 1 11)
::  [i=1 t=~[11 3]]
++  snap
  ~/  %snap
  |*  [items=(list) at=@ new=*]
  |-  ^+  items
  ?~  items  [new ~]
  ?:  =(0 at)  [new t.items]
  [i.items $(at (dec at), items t.items)]
::
::  snip: all but the last item
::  > (snip "abc")
::  [i='a' t="b"]
++  snip
  ~/  %snip
  |*  items=(list)
  ^+  items
  ?~  items  ~
  ?:(=(~ t.items) ~ [i.items $(items t.items)])
::
::  snoc: put an item at the end
::  > (snoc `(list @ud)`~[1 2 3] 4)
::  ~[1 2 3 4]
++  snoc
  |*  [items=(list) new=*]
  (weld items ^+(items [new]~))
::
::  sort: order items by a gate that says whether one comes before another. By
::  the first item as the pivot, so that the product is settled even where the
::  gate is no order at all.
::  > (sort `(list @)`[0 1 2 3 ~] gth)
::  ~[3 2 1 0]
++  sort
  ~/  %sort
  |*  [items=(list) before=$-([* *] ?)]
  =>  .(items ^+((homo items) items))
  |-  ^+  items
  ?~  items  ~
  =/  parts  (skid t.items |:(item=i.items (before item i.items)))
  %+  weld  $(items p.parts)
  ^+(t.items [i.items $(items q.parts)])
::
::  spin: apply a gate with a state to every item
::  > (spin (gulf 1 3) 10 |=([a=@ b=@] [(mul a b) +(b)]))
::  [p=~[10 22 36] q=13]
++  spin
  ~/  %spin
  |*  [items=(list) state=* fun=_|=(^ [** +<+])]
  =>  .(fun `$-([_?>(?=(^ items) i.items) _state] [_-:(fun) _state])`fun)
  =/  done=(list _-:(fun))  ~
  |-  ^-  (pair _done _state)
  ?~  items  [(flop done) state]
  =/  turned  (fun i.items state)
  $(items t.items, done [-.turned done], state +.turned)
::
::  spun: the same, with the state that the gate begins with, and without the
::  last one
::  > (spun (limo ~[4 5 6]) |=([n=@ a=@] [n (add n a)]))
::  ~[4 5 6]
++  spun
  ~/  %spun
  |*  [items=(list) fun=_|=(^ [** +<+])]
  =/  spun  (spin items +<+.fun fun)
  p.spun
::
::  swag: so many items from a place on
::  > (swag [2 5] "roly poly")
::  [i='l' t=[i='y' t=[i=' ' t="po"]]]
++  swag
  |*  [[at=@ count=@] items=(list)]
  (scag +<-> (slag +<-< items))
::
::  turn: apply a gate to every item
::  > (turn (limo [104 111 111 110 ~]) @t)
::  <|h o o n|>
++  turn
  ~/  %turn
  |*  [items=(list) fun=gate]
  =>  .(items (homo items))
  ^-  (list _?>(?=(^ items) (fun i.items)))
  |-
  ?~  items  ~
  =/  new  (fun i.items)
  [i=new t=$(items t.items)]
::
::  weld: one list after the other
::  > (weld "urb" "it")
::  "urbit"
++  weld
  ~/  %weld
  |*  [front=(list) back=(list)]
  =>  .(front ^+((homo front) front), back ^+((homo back) back))
  |-  ^+  back
  ?~  front  back
  [i.front $(front t.front)]
::
::  welp: one tuple after the other, their types as well
::  > (welp [1 2 ~] [3 4 ~])
::  [1 2 3 4 ~]
++  welp
  ~/  %welp
  |*  [* *]
  ?^  +<-
    +<-(+ $(+<- +<->))
  +<-(. +<+)
::
::  zing: all lists of a list as one
::  > (zing [[1 2 ~] [3 ~] ~])
::  [1 2 3 ~]
++  zing
  ~/  %zing
  |*  *
  ?^(+< (welp +<- $(+< +<+)) +<)
::
+|  %blocks
::
::  bex: a power of two
::  > (bex 10)
::  1.024
++  bex
  ~/  %bex
  |=  n=bloq
  ^-  @
  ?:  =(0 n)  1
  =/  half  $(n (dec n))
  (add half half)
::
::  bits-of: how many bits a bite is
::  > (bits-of 3 2)
::  16
++  bits-of
  |=  =bite
  ^-  @
  ?@  bite  (bex bite)
  (mul step.bite (bex bloq.bite))
::
::  can: blocks of numbers, each cut to its own width, one after the other
::  > `@ux`(can 3 ~[[1 0xab] [2 0x12]])
::  0x12ab
++  can
  ~/  %can
  |=  [size=bloq parts=(list [p=step q=@])]
  ^-  @
  ?~  parts  0
  =/  low  (end [size p.i.parts] q.i.parts)
  (add low (lsh [size p.i.parts] $(parts t.parts)))
::
::  cat: the second number above the blocks of the first
::  > `@ux`(cat 3 0xab 0xcd)
::  0xcdab
++  cat
  ~/  %cat
  |=  [size=bloq low=@ high=@]
  ^-  @
  (add low (lsh [size (met size low)] high))
::
::  cut: so many blocks from a place on
::  > (cut 3 [1 2] 0xaabb.ccdd)
::  48.076
++  cut
  ~/  %cut
  |=  [size=bloq [at=step count=step] n=@]
  ^-  @
  (end [size count] (rsh [size at] n))
::
::  end: the lowest blocks
::  > `@ux`(end [3 2] 'abc')
::  0x6261
++  end
  ~/  %end
  |=  [low=bite n=@]
  ^-  @
  (mod n (bex (bits-of low)))
::
::  fil: the same block so many times
::  > `@t`(fil 3 5 %a)
::  'aaaaa'
++  fil
  ~/  %fil
  |=  [size=bloq count=step block=@]
  ^-  @
  (rep size (reap count block))
::
::  lsh: shift up
::  > `@ub`(lsh [0 1] 1)
::  0b10
++  lsh
  ~/  %lsh
  |=  [by=bite n=@]
  ^-  @
  (mul n (bex (bits-of by)))
::
::  met: how many blocks a number has
::  > (met 3 0x12.3456)
::  3
++  met
  ~/  %met
  |=  [size=bloq n=@]
  ^-  @
  =/  count  0
  |-
  ?:  =(0 n)  count
  $(count +(count), n (rsh size n))
::
::  rap: numbers one above the other, each as wide as it is
::  > (rap 0 [0 1 0 0 1 2 ~])
::  11
++  rap
  ~/  %rap
  |=  [size=bloq parts=(list @)]
  ^-  @
  (reel parts |=([low=@ high=@] (cat size low high)))
::
::  rep: numbers one above the other, each cut to a bite
::  > `@ub`(rep 0 [1 0 1 0 ~])
::  0b101
++  rep
  ~/  %rep
  |=  [wide=bite parts=(list @)]
  ^-  @
  ?~  parts  0
  (add (end wide i.parts) (lsh wide $(parts t.parts)))
::
::  rev: so many blocks in reverse, zeros as well
::  > `@ux`(rev 3 4 0x12.3456)
::  0x5634.1200
++  rev
  ~/  %rev
  |=  [size=bloq count=@ud n=@]
  ^-  @
  =/  blocks  (rip size (end [size count] n))
  =/  zeros   (reap (sub count (lent blocks)) 0)
  (rep size (weld zeros (flop blocks)))
::
::  rip: the bites of a number, from the lowest
::  > (rip 3 256)
::  ~[0 1]
++  rip
  ~/  %rip
  |=  [wide=bite n=@]
  ^-  (list @)
  =/  [size=bloq many=step]  ?@(wide [wide 1] wide)
  =/  count  (div (add (met size n) (dec many)) many)
  =|  bites=(list @)
  |-
  ?:  =(0 count)  bites
  =.  count  (dec count)
  $(bites [(cut size [(mul many count) many] n) bites])
::
::  rsh: shift down
::  > `@ux`(rsh [3 1] 'abc')
::  0x6362
++  rsh
  ~/  %rsh
  |=  [by=bite n=@]
  ^-  @
  (div n (bex (bits-of by)))
::
::  run: apply a gate to every bite of a number
::  > `@ux`(run 2 65.535 dec)
::  0xeeee
++  run
  ~/  %run
  |=  [wide=bite n=@ fun=$-(@ @)]
  ^-  @
  (rep wide (turn (rip wide n) fun))
::
::  rut: the products of a gate on every bite of a number
::  > (rut 3 'abc' |=(a=@ [a a]))
::  ~[[97 97] [98 98] [99 99]]
++  rut
  ~/  %rut
  |*  [wide=bite n=@ fun=$-(@ *)]
  =/  bites  (rip wide n)
  (turn bites fun)
::
::  sew: put blocks of one number in place of those of another
::  > (sew 2 [1 1 0xf] 0x123)
::  499
++  sew
  ~/  %sew
  |=  [size=bloq [at=step count=step new=@] n=@]
  ^-  @
  =/  above  (rsh [size (add at count)] n)
  (can size [at n] [count new] [(met size above) above] ~)
::
::  swp: the blocks in reverse
::  > `@ux`(swp 3 0x12.3456)
::  0x56.3412
++  swp
  ~/  %swp
  |=  [size=bloq n=@]
  ^-  @
  (rep size (flop (rip size n)))
::
::  xeb: how many bits
::  > (xeb 31)
::  5
++  xeb
  ~/  %xeb
  |=  n=@
  ^-  @
  ?:(=(0 n) 0 +($(n (rsh 0 n))))
::
::  fe: arithmetic within one block
::  > (~(sum fe 3) 200 100)
::  44
++  fe
  |_  size=bloq
  ::  dif: the difference, around
  ::  > (~(dif fe 3) 1 2)
  ::  255
  ++  dif
    |=  [m=@ n=@]
    ^-  @
    (sit (sub (add out (sit m)) (sit n)))
  ::  inv: all bits changed
  ::  > `@ub`(~(inv fe 3) 0b1010)
  ::  0b1111.0101
  ++  inv
    |=  n=@
    ^-  @
    (sub (dec out) (sit n))
  ::  net: the bytes in network order
  ::  > `@ux`(~(net fe 5) 0x1234.5678)
  ::  0x7856.3412
  ++  net
    |=  n=@
    ^-  @
    ?:  (lte size 3)  (sit n)
    (rev 3 (bex (sub size 3)) (sit n))
  ::  out: the first number that does not fit
  ::  > ~(out fe 3)
  ::  256
  ++  out  (bex (bex size))
  ::  rol: rotate up, by so many smaller blocks
  ::  > `@ux`(~(rol fe 5) 3 1 0x1234.5678)
  ::  0x3456.7812
  ++  rol
    |=  [small=bloq count=@ n=@]
    ^-  @
    =/  whole  (bex (sub size small))
    =/  by     (mod count whole)
    =/  bits   (sit n)
    (sit (con (lsh [small by] bits) (rsh [small (sub whole by)] bits)))
  ::  ror: rotate down
  ::  > `@ux`(~(ror fe 5) 3 1 0x1234.5678)
  ::  0x7812.3456
  ++  ror
    |=  [small=bloq count=@ n=@]
    ^-  @
    =/  whole  (bex (sub size small))
    (rol small (sub whole (mod count whole)) n)
  ::  sit: what fits
  ::  > `@ux`(~(sit fe 3) 0x1234)
  ::  0x34
  ++  sit
    |=  n=@
    ^-  @
    (end size n)
  ::  sum: the sum, around
  ::  > (~(sum fe 3) 200 100)
  ::  44
  ++  sum
    |=  [m=@ n=@]
    ^-  @
    (sit (add m n))
  --
::
::  The sum of two numbers counts the bits that both have twice; so +dis,
::  which finds these, gives the others.
+|  %bits
::
::  con: the bits that either has
::  > `@ub`(con 0b1111.0000 0b1.0011)
::  0b1111.0011
++  con
  ~/  %con
  |=  [a=@ b=@]
  ^-  @
  (sub (add a b) (dis a b))
::
::  dis: the bits that both have
::  > `@ub`(dis 0b1100 0b1010)
::  0b1000
++  dis
  ~/  %dis
  |=  [a=@ b=@]
  ^-  @
  ?:  |(=(0 a) =(0 b))  0
  =/  above  $(a (div a 2), b (div b 2))
  (add (mul 2 above) (mul (mod a 2) (mod b 2)))
::
::  mix: the bits that one of them has
::  > `@ub`(mix 0b1100 0b1010)
::  0b110
++  mix
  ~/  %mix
  |=  [a=@ b=@]
  ^-  @
  (sub (add a b) (mul 2 (dis a b)))
::
::  not: all bits of so many blocks changed
::  > `@ub`(not 0 4 0b1010)
::  0b101
++  not
  |=  [size=bloq count=@ n=@]
  ^-  @
  (mix n (dec (bex (bits-of size count))))
::
+|  %hashes
::
::  muk: MurmurHash3, 32 bits, of a number of so many bytes
::  > `@ux`(muk 0 3 'abc')
::  0xb3dd.93fa
++  muk
  ~%  %muk  ..muk  ~
  =/  word  ~(. fe 5)
  |=  [seed=@ count=@ key=@]
  ^-  @
  =/  spread
    |=  k=@
    =.  k  (sit:word (mul k 0xcc9e.2d51))
    (sit:word (mul (rol:word 0 15 k) 0x1b87.3593))
  =/  hash  (end 5 seed)
  ?>  (gte count (met 3 key))
  =/  words   (div count 4)
  =/  tail    (rsh [5 words] key)
  =/  limbs  (rip 5 key)
  |-  ^-  @
  ?.  =(0 words)
    ?>  ?=(^ limbs)
    =.  hash  (rol:word 0 13 (mix hash (spread i.limbs)))
    %=  $
      words  (dec words)
      limbs  t.limbs
      hash   (sum:word (mul hash 5) 0xe654.6b64)
    ==
  =.  hash  (mix hash (spread tail))
  =.  hash  (mix hash count)
  =.  hash  (sit:word (mul 0x85eb.ca6b (mix hash (rsh [0 16] hash))))
  =.  hash  (sit:word (mul 0xc2b2.ae35 (mix hash (rsh [0 13] hash))))
  (mix hash (rsh [0 16] hash))
::
::  mug: the hash of a noun, 31 bits and never zero
::  > (mug [1 2])
::  1.781.973.465
++  mug
  ~/  %mug
  |=  noun=*
  |^  ^-  @F
      ?@  noun  (hash 0xcafe.babe 0x7fff noun)
      (hash 0xdead.beef 0xfffe (cat 5 $(noun -.noun) $(noun +.noun)))
  ::  hash: from one seed after the other, until it is not zero
  ++  hash
    |=  [seed=@ last-resort=@ key=@]
    =/  bytes  (met 3 key)
    =/  tries  8
    |-  ^-  @
    ?:  =(0 tries)  last-resort
    =/  wide  (muk seed bytes key)
    =/  folded  (mix (rsh [0 31] wide) (end [0 31] wide))
    ?.  =(0 folded)  folded
    $(tries (dec tries), seed +(seed))
  --
::
+|  %order
::
::  aor: alphabetical order: atoms as text, by bytes from the lowest; cells
::  after atoms
::  > (aor ['a' ~] ['b' ~])
::  %.y
++  aor
  ~/  %aor
  |=  [one=* two=*]
  ^-  ?
  ?:  =(one two)  &
  ?^  one
    ?@  two  |
    ?:  =(-.one -.two)
      $(one +.one, two +.two)
    $(one -.one, two -.two)
  ?^  two  &
  |-
  =/  [m=@ n=@]  [(end 3 one) (end 3 two)]
  ?.  =(m n)  (lth m n)
  $(one (rsh 3 one), two (rsh 3 two))
::
::  dor: depth order: atoms by size, cells after atoms
::  > (dor ~[1 2 3] ~[1 2 4])
::  %.y
++  dor
  ~/  %dor
  |=  [one=* two=*]
  ^-  ?
  ?:  =(one two)  &
  ?@  one
    ?@(two (lth one two) &)
  ?@  two  |
  ?.  =(-.one -.two)
    $(one -.one, two -.two)
  $(one +.one, two +.two)
::
::  gor: by hash, from left to right in a treap
::  > (gor 1 2)
::  %.y
++  gor
  ~/  %gor
  |=  [one=* two=*]
  ^-  ?
  =/  [m=@ n=@]  [(mug one) (mug two)]
  ?:(=(m n) (dor one two) (lth m n))
::
::  mor: by the hash of the hash, from top to bottom in a treap
::  > (mor 1 2)
::  %.n
++  mor
  ~/  %mor
  |=  [one=* two=*]
  ^-  ?
  =/  [m=@ n=@]  [(mug (mug one)) (mug (mug two))]
  ?:(=(m n) (dor one two) (lth m n))
::
+|  %powers
::
::  pow: a power
::  > (pow 2 10)
::  1.024
++  pow
  ~/  %pow
  |=  [base=@ power=@]
  ^-  @
  ?:  =(0 power)  1
  =/  root    $(power (div power 2))
  =/  square  (mul root root)
  ?:(=(0 (mod power 2)) square (mul base square))
::
::  sqt: the square root, and what is left over
::  > (sqt 13)
::  [p=3 q=4]
++  sqt
  ~/  %sqt
  |=  n=@
  ^-  [p=@ q=@]
  ?:  =(0 n)  [0 0]
  =/  root  0
  =/  bit   (bex (div (dec (met 0 n)) 2))
  |-
  ?:  =(0 bit)  [root (sub n (mul root root))]
  =/  more  (add root bit)
  $(bit (div bit 2), root ?:((lte (mul more more) n) more root))
::
::  Sets and maps are treaps: from left to right by +gor, from top to bottom
::  by +mor, so that the same items make the same tree, however they came into
::  it. Most operations are made of two: to split a treap at a key, and to tie
::  two of which one lies before the other.
+|  %sets
::
::  in: sets
::  > (~(has in (silt ~[1 2 3])) 2)
::  %.y
++  in
  ~/  %in
  =|  top=(tree)
  |@
  ::  all: do all items pass?
  ::  > (~(all in (silt ~[1 2 3 4])) |=(a=@ (lth a 5)))
  ::  %.y
  ++  all
    ~/  %all
    |*  pass=$-(* ?)
    |-  ^-  ?
    ?~  top  &
    ?&  (pass n.top)
        $(top l.top)
        $(top r.top)
    ==
  ::  any: does any item pass?
  ::  > (~(any in (silt ~[3 4 5])) |=(a=@ (lth a 3)))
  ::  %.n
  ++  any
    ~/  %any
    |*  pass=$-(* ?)
    |-  ^-  ?
    ?~  top  |
    ?|  (pass n.top)
        $(top l.top)
        $(top r.top)
    ==
  ::  apt: is this a set? Every item must lie between those to the left and
  ::  right of it, and below the one above.
  ::  > ~(apt in ~)
  ::  %.y
  ++  apt
    =<  $
    ~/  %apt
    =|  [low=(unit) high=(unit)]
    |.  ^-  ?
    ?~  top  &
    ?&  ?~(low & &((gor u.low n.top) !=(u.low n.top)))
        ?~(high & &((gor n.top u.high) !=(n.top u.high)))
        ?~(l.top & &((mor n.top n.l.top) !=(n.top n.l.top)))
        ?~(r.top & &((mor n.top n.r.top) !=(n.top n.r.top)))
        $(top l.top, high `n.top)
        $(top r.top, low `n.top)
    ==
  ::  bif: what lies before an item, and what lies after it
  ::  > (~(bif in (silt ~[1 2 3])) 2)
  ::  [l=[n=1 l=~ r=~] r=[n=3 l=~ r=~]]
  ++  bif
    ~/  %bif
    |*  new=*
    ^+  [l=top r=top]
    (split new)
  ::  split: the same, of any such tree
  ++  split
    |*  new=*
    =>  .(top `(tree _?>(?=(^ top) n.top))`top)
    |-  ^+  [l=top r=top]
    ?~  top  [~ ~]
    ?:  =(new n.top)  [l.top r.top]
    ?:  (gor new n.top)
      =/  parts  $(top l.top)
      [l.parts top(l r.parts)]
    =/  parts  $(top r.top)
    [top(r l.parts) r.parts]
  ::  del: without an item
  ::  > (~(del in (silt ~[1 2 3])) 2)
  ::  [n=1 l=~ r=[n=3 l={} r={}]]
  ++  del
    ~/  %del
    |*  old=*
    |-  ^+  top
    ?~  top  ~
    ?:  =(old n.top)  (tie l.top r.top)
    ?:  (gor old n.top)
      top(l $(top l.top))
    top(r $(top r.top))
  ::  dif: without the items of another set
  ::  > (~(dif in (silt ~[1 2 3])) (silt ~[2 3 4]))
  ::  [n=1 l=~ r=~]
  ++  dif
    ~/  %dif
    |*  sub=_top
    |-  ^+  top
    ?~  sub  top
    =/  parts  (split n.sub)
    (tie $(top l.parts, sub l.sub) $(top r.parts, sub r.sub))
  ::  dig: the address of an item in the set
  ::  > (~(dig in (silt (gulf 1 9))) 4)
  ::  [~ 14]
  ++  dig
    |=  item=*
    =/  at  1
    |-  ^-  (unit @)
    ?~  top  ~
    ?:  =(item n.top)  `(peg at 2)
    ?:  (gor item n.top)
      $(top l.top, at (peg at 6))
    $(top r.top, at (peg at 7))
  ::  gas: with all items of a list
  ::  > (~(gas in (silt ~[1 2])) ~[2 3])
  ::  [n=2 l=[n=1 l={} r={}] r=[n=3 l={} r={}]]
  ++  gas
    ~/  %gas
    |=  new=(list _?>(?=(^ top) n.top))
    |-  ^+  top
    ?~  new  top
    =.  top  (put i.new)
    $(new t.new)
  ::  has: is an item in it?
  ::  > (~(has in (sy ~[1 2 3])) 2)
  ::  %.y
  ++  has
    ~/  %has
    |*  item=*
    =>  .(item `_?>(?=(^ top) n.top)`item)
    |-  ^-  ?
    ?&  ?=(^ top)
        ?|  =(item n.top)
            $(top ?:((gor item n.top) l.top r.top))
    ==  ==
  ::  int: what both have
  ::  > (~(int in (silt ~[1 2 3])) (silt ~[2 3 4]))
  ::  [n=2 l=~ r=[n=3 l={} r={}]]
  ++  int
    ~/  %int
    |*  and=_top
    |-  ^+  top
    ?~  and  ~
    ?~  top  ~
    ?:  =(n.and n.top)
      top(l $(top l.top, and l.and), r $(top r.top, and r.and))
    ?.  (mor n.top n.and)
      $(top and, and top)
    =/  parts  (split(top and) n.top)
    (tie $(top l.top, and l.parts) $(top r.top, and r.parts))
  ::  put: with an item
  ::  > `(set @)`(~(put in `(set @)`~) 42)
  ::  {42}
  ++  put
    ~/  %put
    |*  new=*
    |-  ^+  top
    ?~  top  [new ~ ~]
    ?:  =(new n.top)  top
    ?:  (gor new n.top)
      =/  left  $(top l.top)
      ?>  ?=(^ left)
      ?:  (mor n.top n.left)
        top(l left)
      left(r top(l r.left))
    =/  right  $(top r.top)
    ?>  ?=(^ right)
    ?:  (mor n.top n.right)
      top(r right)
    right(l top(r l.right))
  ::  rep: fold: an item, then those before it, then those after it
  ::  > (~(rep in (silt ~[1 2 3 4 5])) add)
  ::  b=15
  ++  rep
    ~/  %rep
    |*  fun=_=>(~ |=([* *] +<+))
    |-
    ?~  top  +<+.fun
    =.  +<+.fun  (fun n.top +<+.fun)
    =.  +<+.fun  $(top l.top)
    $(top r.top)
  ::  run: the set of a gate's products on the items
  ::  > (~(run in (silt (gulf 1 9))) |=(a=@ (div a 2)))
  ::  {1 2 3 0 4}
  ++  run
    ~/  %run
    |*  fun=gate
    =/  done  `(set _?>(?=(^ top) (fun n.top)))`~
    |-
    ?~  top  done
    =.  done  (~(put in done) (fun n.top))
    $(top r.top, done $(top l.top))
  ::  tap: the items as a list
  ::  > ~(tap in (silt "foobar"))
  ::  "oafbr"
  ++  tap
    =<  $
    ~/  %tap
    =/  done  `(list _?>(?=(^ top) n.top))`~
    |.  ^+  done
    ?~  top  done
    $(top r.top, done [n.top $(top l.top)])
  ::  tie: two sets of which one lies before the other
  ++  tie
    |*  [one=(tree) two=(tree)]
    |-  ^+  one
    ?~  one  two
    ?~  two  one
    ?:  (mor n.one n.two)
      one(r $(one r.one))
    two(l $(two l.two))
  ::  uni: what either has
  ::  > ~(tap in (~(uni in (silt ~[1 2])) (silt ~[2 3])))
  ::  ~[3 2 1]
  ++  uni
    ~/  %uni
    |*  and=_top
    ?:  =(top and)  top
    |-  ^+  top
    ?~  and  top
    ?~  top  and
    ?:  =(n.and n.top)
      and(l $(top l.top, and l.and), r $(top r.top, and r.and))
    ?:  (mor n.top n.and)
      =/  parts  (split(top and) n.top)
      top(l $(top l.top, and l.parts), r $(top r.top, and r.parts))
    =/  parts  (split n.and)
    and(l $(top l.parts, and l.and), r $(top r.parts, and r.and))
  ::  wyt: how many items
  ::  > ~(wyt in (silt ~[1 2 3 4]))
  ::  4
  ++  wyt
    =<  $
    ~%  %wyt  +  ~
    |.  ^-  @
    ?~  top  0
    +((add $(top l.top) $(top r.top)))
  --
::
+|  %maps
::
::  by: maps
::  > (~(get by (my ~[[1 'a'] [2 'b']])) 2)
::  [~ 'b']
++  by
  ~/  %by
  =|  top=(tree (pair))
  |@
  ::  all: do all values pass?
  ::  > (~(all by (my ~[[1 2] [3 4]])) |=(v=@ (lth v 4)))
  ::  %.n
  ++  all
    ~/  %all
    |*  pass=$-(* ?)
    |-  ^-  ?
    ?~  top  &
    ?&  (pass q.n.top)
        $(top l.top)
        $(top r.top)
    ==
  ::  any: does any value pass?
  ::  > (~(any by (my ~[[1 2] [3 4]])) |=(v=@ (lth v 4)))
  ::  %.y
  ++  any
    ~/  %any
    |*  pass=$-(* ?)
    |-  ^-  ?
    ?~  top  |
    ?|  (pass q.n.top)
        $(top l.top)
        $(top r.top)
    ==
  ::  apt: is this a map?
  ::  > ~(apt by `(map @ @)`~)
  ::  %.y
  ++  apt
    =<  $
    ~/  %apt
    =|  [low=(unit) high=(unit)]
    |.  ^-  ?
    ?~  top  &
    ?&  ?~(low & &((gor u.low p.n.top) !=(u.low p.n.top)))
        ?~(high & &((gor p.n.top u.high) !=(p.n.top u.high)))
        ?~(l.top & &((mor p.n.top p.n.l.top) !=(p.n.top p.n.l.top)))
        ?~(r.top & &((mor p.n.top p.n.r.top) !=(p.n.top p.n.r.top)))
        $(top l.top, high `p.n.top)
        $(top r.top, low `p.n.top)
    ==
  ::  bif: what lies before a key, and what lies after it
  ::  > (~(bif by (malt ~[[1 2] [3 4]])) 7)
  ::  [l=~ r=[n=[p=1 q=2] l=~ r=[n=[p=3 q=4] l=~ r=~]]]
  ++  bif
    ~/  %bif
    |*  key=*
    ^+  [l=top r=top]
    (split key)
  ::  split: the same, of any such tree
  ++  split
    |*  key=*
    =>  .(top `(tree _?>(?=(^ top) n.top))`top)
    |-  ^+  [l=top r=top]
    ?~  top  [~ ~]
    ?:  =(key p.n.top)  [l.top r.top]
    ?:  (gor key p.n.top)
      =/  parts  $(top l.top)
      [l.parts top(l r.parts)]
    =/  parts  $(top r.top)
    [top(r l.parts) r.parts]
  ::  del: without a key
  ::  > (~(del by (my ~[[%a 1] [%b 2]])) %a)
  ::  [n=[p=%b q=2] l=~ r=~]
  ++  del
    ~/  %del
    |*  key=*
    |-  ^+  top
    ?~  top  ~
    ?:  =(key p.n.top)  (tie l.top r.top)
    ?:  (gor key p.n.top)
      top(l $(top l.top))
    top(r $(top r.top))
  ::  dif: without the keys of another map
  ::  > (~(dif by (malt ~[[1 2] [3 4] [5 6]])) (malt ~[[3 9] [7 7]]))
  ::  [n=[p=5 q=6] l=~ r=[n=[p=1 q=2] l=~ r=~]]
  ++  dif
    ~/  %dif
    |*  sub=_top
    |-  ^+  top
    ?~  sub  top
    =/  parts  (split p.n.sub)
    (tie $(top l.parts, sub l.sub) $(top r.parts, sub r.sub))
  ::  dig: the address of a key and its value in the map
  ::  > (~(dig by (my ~[[%a 1] [%b 2]])) %a)
  ::  [~ 14]
  ++  dig
    |=  key=*
    =/  at  1
    |-  ^-  (unit @)
    ?~  top  ~
    ?:  =(key p.n.top)  `(peg at 2)
    ?:  (gor key p.n.top)
      $(top l.top, at (peg at 6))
    $(top r.top, at (peg at 7))
  ::  gas: with all pairs of a list
  ::  > (~(gas by (my ~[[1 'a']])) ~[[2 'b']])
  ::  [n=[p=2 q='b'] l=[n=[p=1 q='a'] l=~ r=~] r=~]
  ++  gas
    ~/  %gas
    |*  new=(list [p=* q=*])
    =>  .(new `(list _?>(?=(^ top) n.top))`new)
    |-  ^+  top
    ?~  new  top
    =.  top  (put i.new)
    $(new t.new)
  ::  get: the value of a key, if it has one
  ::  > (~(get by (my ~[[%a 1] [%b 2]])) %b)
  ::  [~ 2]
  ++  get
    ~/  %get
    |*  key=*
    =>  .(key `_?>(?=(^ top) p.n.top)`key)
    |-  ^-  (unit _?>(?=(^ top) q.n.top))
    ?~  top  ~
    ?:  =(key p.n.top)  (some q.n.top)
    ?:((gor key p.n.top) $(top l.top) $(top r.top))
  ::  got: the value of a key, which must have one
  ::  > (~(got by (my ~[[%a 1] [%b 2]])) %b)
  ::  2
  ++  got
    |*  key=*
    (need (get key))
  ::  gut: the value of a key, or a default
  ::  > (~(gut by (my ~[['a' 1] ['b' 2]])) 'c' 5)
  ::  5
  ++  gut
    |*  [key=* else=*]
    (fall (get key) else)
  ::  has: does a key have a value?
  ::  > (~(has by (my ~[['a' 1] ['b' 2]])) 'c')
  ::  %.n
  ++  has
    ~/  %has
    |*  key=*
    .?((get key))
  ::  int: the keys that both have, with the values of the other one
  ::  > (~(int by (my ~[[1 2] [3 4]])) (my ~[[3 5]]))
  ::  [n=[p=3 q=5] l=~ r=~]
  ++  int
    ~/  %int
    |*  and=_top
    |-  ^+  top
    ?~  and  ~
    ?~  top  ~
    ?:  =(p.n.and p.n.top)
      and(l $(top l.top, and l.and), r $(top r.top, and r.and))
    ?:  (mor p.n.top p.n.and)
      =/  parts  (split(top and) p.n.top)
      (tie $(top l.top, and l.parts) $(top r.top, and r.parts))
    =/  parts  (split p.n.and)
    (tie $(top l.parts, and l.and) $(top r.parts, and r.and))
  ::  jab: change the value of a key, which must have one
  ::  > (~(jab by (malt ~[[1 2] [3 4]])) 3 dec)
  ::  [n=[p=1 q=2] l=~ r=[n=[p=3 q=3] l=~ r=~]]
  ++  jab
    ~/  %jab
    |*  $:  key=_?>(?=(^ top) p.n.top)
            fun=$-(_?>(?=(^ top) q.n.top) _?>(?=(^ top) q.n.top))
        ==
    ^+  top
    ?~  top  !!
    ?:  =(key p.n.top)
      top(q.n (fun q.n.top))
    ?:  (gor key p.n.top)
      top(l $(top l.top))
    top(r $(top r.top))
  ::  key: the set of the keys
  ::  > ~(key by (my ~[[%a 1] [%b 2]]))
  ::  {%b %a}
  ++  key
    =<  $
    ~/  %key
    =/  done  `(set _?>(?=(^ top) p.n.top))`~
    |.  ^+  done
    ?~  top  done
    =.  done  (~(put in done) p.n.top)
    $(top r.top, done $(top l.top))
  ::  mar: give a key a value, or none
  ::  > (~(mar by (malt ~[[1 2] [3 4]])) 3 ~)
  ::  [n=[p=1 q=2] l=~ r=~]
  ++  mar
    |*  [key=* val=(unit *)]
    ?~(val (del key) (put key u.val))
  ::  put: give a key a value
  ::  > (~(put by `(map @ @)`~) 3 9)
  ::  [n=[p=3 q=9] l=~ r=~]
  ++  put
    ~/  %put
    |*  [key=* val=*]
    |-  ^+  top
    ?~  top  [[key val] ~ ~]
    ?:  =(key p.n.top)
      ?:(=(val q.n.top) top top(n [key val]))
    ?:  (gor key p.n.top)
      =/  left  $(top l.top)
      ?>  ?=(^ left)
      ?:  (mor p.n.top p.n.left)
        top(l left)
      left(r top(l r.left))
    =/  right  $(top r.top)
    ?>  ?=(^ right)
    ?:  (mor p.n.top p.n.right)
      top(r right)
    right(l top(r l.right))
  ::  rep: fold: a pair, then those before it, then those after it
  ::  > (~(rep by (my ~[[1 2] [3 4]])) |=([[k=@ v=@] s=@] (add v s)))
  ::  s=6
  ++  rep
    ~/  %rep
    |*  fun=_=>(~ |=([* *] +<+))
    |-
    ?~  top  +<+.fun
    =.  +<+.fun  (fun n.top +<+.fun)
    =.  +<+.fun  $(top l.top)
    $(top r.top)
  ::  rib: apply a gate with a state to every pair
  ::  > (~(rib by (my ~[[1 2] [3 4]])) 0 |=([[k=@ v=@] n=@] [(add n v) k n]))
  ::  [6 [n=[p=1 q=0] l=~ r=[n=[p=3 q=2] l=~ r=~]]]
  ++  rib
    |*  [state=* fun=gate]
    |-  ^+  [state top]
    ?~  top  [state ~]
    =/  here  (fun n.top state)
    =.  n.top  +.here
    =/  left   $(top l.top, state -.here)
    =/  right  $(top r.top, state -.left)
    [-.right top(l +.left, r +.right)]
  ::  run: apply a gate to every value
  ::  > (~(run by (my ~[[1 2] [3 4]])) dec)
  ::  {[p=1 q=1] [p=3 q=3]}
  ++  run
    ~/  %run
    |*  fun=gate
    |-
    ?~  top  top
    :+  n=[p=p.n.top q=(fun q.n.top)]
      l=$(top l.top)
    r=$(top r.top)
  ::  tap: the pairs as a list
  ::  > ~(tap by (malt ~[[1 2] [3 4] [5 6]]))
  ::  ~[[p=3 q=4] [p=1 q=2] [p=5 q=6]]
  ++  tap
    =<  $
    ~/  %tap
    =/  done  `(list _?>(?=(^ top) n.top))`~
    |.  ^+  done
    ?~  top  done
    $(top r.top, done [n.top $(top l.top)])
  ::  tie: two maps of which one lies before the other
  ++  tie
    |*  [one=(tree (pair)) two=(tree (pair))]
    |-  ^+  one
    ?~  one  two
    ?~  two  one
    ?:  (mor p.n.one p.n.two)
      one(r $(one r.one))
    two(l $(two l.two))
  ::  uni: the keys of both; where both have one, with the value of the other
  ::  map
  ::  > (~(uni by (my ~[[1 2] [3 4]])) (my ~[[3 5]]))
  ::  [n=[p=1 q=2] l=~ r=[n=[p=3 q=5] l=~ r=~]]
  ++  uni
    ~/  %uni
    |*  and=_top
    |-  ^+  top
    ?~  and  top
    ?~  top  and
    ?:  =(p.n.and p.n.top)
      and(l $(top l.top, and l.and), r $(top r.top, and r.and))
    ?:  (mor p.n.top p.n.and)
      =/  parts  (split(top and) p.n.top)
      top(l $(top l.top, and l.parts), r $(top r.top, and r.parts))
    =/  parts  (split p.n.and)
    and(l $(top l.parts, and l.and), r $(top r.parts, and r.and))
  ::  uno: the keys of both; where both have one, a gate makes the value of key
  ::  and values
  ::  > ((~(uno by (my ~[[1 2]])) (my ~[[1 3]])) |=([@ v=@ w=@] (add v w)))
  ::  [n=[p=1 q=5] l=~ r=~]
  ++  uno
    |*  and=_top
    |*  fun=$-([* * *] *)
    |-  ^+  top
    ?~  and  top
    ?~  top  and
    ?:  =(p.n.and p.n.top)
      :+  [p.n.top `_?>(?=(^ top) q.n.top)`(fun p.n.top q.n.top q.n.and)]
        $(top l.top, and l.and)
      $(top r.top, and r.and)
    ?:  (mor p.n.top p.n.and)
      =/  parts  (split(top and) p.n.top)
      top(l $(top l.top, and l.parts), r $(top r.top, and r.parts))
    =/  parts  (split p.n.and)
    and(l $(top l.parts, and l.and), r $(top r.parts, and r.and))
  ::  urn: apply a gate of key and value to every value
  ::  > (~(urn by (malt ~[[1 2] [3 4]])) |=([k=@ v=@] [k v]))
  ::  {[p=1 q=[1 2]] [p=3 q=[3 4]]}
  ++  urn
    ~/  %urn
    |*  fun=$-([* *] *)
    |-
    ?~  top  ~
    %=  top
      n  n.top(q (fun p.n.top q.n.top))
      l  $(top l.top)
      r  $(top r.top)
    ==
  ::  val: the values as a list
  ::  > ~(val by (my ~[[%a 1] [%b 2]]))
  ::  ~[1 2]
  ++  val
    =/  done  `(list _?>(?=(^ top) q.n.top))`~
    |-  ^+  done
    ?~  top  done
    $(top r.top, done [q.n.top $(top l.top)])
  ::  wyt: how many keys
  ::  > ~(wyt by (malt ~[[1 2] [3 4] [5 6]]))
  ::  3
  ++  wyt
    =<  $
    ~%  %wyt  +  ~
    |.  ^-  @
    ?~  top  0
    +((add $(top l.top) $(top r.top)))
  --
::
::  ja: maps of lists
::  > (~(get ja (~(add ja *(jar @ @)) 1 5)) 1)
::  [i=5 t=~]
++  ja
  =|  top=(tree (pair * (list)))
  |@
  ::  get: the list of a key
  ::  > (~(get ja (my ~[[%a ~[1 2]]])) %a)
  ::  [i=1 t=[i=2 t=~]]
  ++  get
    |*  key=*
    =/  may  (~(get by top) key)
    ?~(may ~ u.may)
  ::  add: put an item before the list of a key
  ::  > (~(add ja *(jar @tas @)) %a 1)
  ::  [n=[p=%a q=[i=1 t=~]] l=~ r=~]
  ++  add
    |*  [key=* new=*]
    =/  old  (get key)
    (~(put by top) key [new old])
  ::  zip: all pairs of a key and an item
  ::  > ~(zip ja (~(add ja *(jar @tas @)) %a 1))
  ::  ~[[p=%a q=1]]
  ++  zip
    =<  $
    ~/  %zip
    =/  done  `(list _?>(?=([[* ^] *] top) [p=p q=i.q]:n.top))`~
    |.  ^+  done
    ?~  top  done
    =/  next
      |-  ^+  done
      ?~  q.n.top  ^$(top l.top)
      [[p i.q]:n.top $(q.n.top t.q.n.top)]
    $(top r.top, done next)
  --
::
::  ju: maps of sets
::  > (~(has ju (~(put ju *(jug @ @)) 1 5)) 1 5)
::  %.y
++  ju
  =|  top=(tree (pair * (tree)))
  |@
  ::  del: take an item out of the set of a key
  ::  > (~(del ju (my ~[[%a (silt ~[1 2])]])) %a 1)
  ::  [n=[p=%a q=[n=2 l=~ r=~]] l=~ r=~]
  ++  del
    |*  [key=* old=*]
    ^+  top
    =/  new  (~(del in (get key)) old)
    ?~  new  (~(del by top) key)
    (~(put by top) key new)
  ::  gas: with all pairs of a list
  ::  > (~(gas ju `(jug @tas @)`~) ~[[%a 1] [%a 2]])
  ::  [n=[p=%a q=[n=2 l={1} r={}]] l=~ r=~]
  ++  gas
    |*  new=(list [p=* q=*])
    =>  .(new `(list _?>(?=([[* ^] ^] top) [p=p q=n.q]:n.top))`new)
    |-  ^+  top
    ?~  new  top
    =.  top  (put i.new)
    $(new t.new)
  ::  get: the set of a key
  ::  > (~(get ju (my ~[[%a (silt ~[1 2])]])) %a)
  ::  [n=2 l=[n=1 l={} r={}] r=~]
  ++  get
    |*  key=*
    =/  may  (~(get by top) key)
    ?~(may ~ u.may)
  ::  has: is an item in the set of a key?
  ::  > (~(has ju (my ~[[%a (silt ~[1 2])]])) %a 3)
  ::  %.n
  ++  has
    |*  [key=* item=*]
    ^-  ?
    =/  items  (get key)
    (~(has in items) item)
  ::  put: put an item into the set of a key
  ::  > (~(put ju (my ~[[%a (silt ~[1])]])) %a 2)
  ::  [n=[p=%a q=[n=2 l=[n=1 l={} r={}] r=~]] l=~ r=~]
  ++  put
    |*  [key=* new=*]
    ^+  top
    =/  old  (get key)
    (~(put by top) key (~(put in old) new))
  --
::
::  Queues are trees from right (first out) to left (last in), from top to
::  bottom by +mor.
+|  %queues
::
::  to: queues
::  > ~(tap to (~(gas to *(qeu @)) ~[1 2 3]))
::  ~[1 2 3]
++  to
  =|  all=(tree)
  |@
  ::  apt: is every item below the one above it?
  ::  > ~(apt to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  %.y
  ++  apt
    |-  ^-  ?
    ?~  all  &
    ?&  ?~(l.all & (mor n.all n.l.all))
        ?~(r.all & (mor n.all n.r.all))
        $(all l.all)
        $(all r.all)
    ==
  ::  bal: rotate the top down to where it belongs
  ::  > ~(bal to `(qeu @)`[1 ~ ~])
  ::  [n=1 l={} r={}]
  ++  bal
    |-  ^+  all
    ?~  all  ~
    ?:  &(?=(^ l.all) !(mor n.all n.l.all))
      $(all l.all(r $(all all(l r.l.all))))
    ?:  &(?=(^ r.all) !(mor n.all n.r.all))
      $(all r.all(l $(all all(r l.r.all))))
    all
  ::  dep: how deep
  ::  > ~(dep to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  2
  ++  dep
    ^-  @
    ?~(all 0 +((max dep(all l.all) dep(all r.all))))
  ::  gas: with all items of a list, one after the other
  ::  > ~(tap to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  ~[1 2 3]
  ++  gas
    |=  new=(list _?>(?=(^ all) n.all))
    |-  ^+  all
    ?~  new  all
    =.  all  (put i.new)
    $(new t.new)
  ::  get: the first item, and the queue without it
  ::  > ~(get to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  [p=1 q={3 2}]
  ++  get
    |-  ^+  ?>(?=(^ all) [p=n.all q=*(tree _n.all)])
    ?~  all  !!
    ?~  r.all  [n.all l.all]
    =/  got  $(all r.all)
    :-  p.got
    ?:  |(?=(~ q.got) (mor n.all n.q.got))
      all(r q.got)
    all(n n.q.got, l all(r l.q.got), r r.q.got)
  ::  nap: without the item at the top, the one before it in its place
  ::  > ~(tap to ~(nap to (~(gas to *(qeu @)) ~[1 2 3])))
  ::  ~[1 3]
  ++  nap
    ?~  all  !!
    ?:  =(~ l.all)  r.all
    =/  got  get(all l.all)
    bal(n.all p.got, l.all q.got)
  ::  nip: without the item at the top
  ::  > ~(tap to ~(nip to (~(gas to *(qeu @)) ~[1 2 3])))
  ::  ~[1 3]
  ++  nip
    ^+  all
    ?~(all ~ (tie:in l.all r.all))
  ::  put: with an item at the end
  ::  > ~(tap to (~(put to (~(gas to `(qeu @)`~) ~[1 2])) 3))
  ::  ~[1 2 3]
  ++  put
    |*  new=*
    |-  ^+  all
    ?~  all  [new ~ ~]
    =.  l.all  $(all l.all)
    bal
  ::  run: apply a gate to every item
  ::  > ~(tap to (~(run to (~(gas to `(qeu @)`~) ~[1 2])) dec))
  ::  ~[0 1]
  ++  run
    |*  fun=gate
    |-
    ?~  all  all
    %=  all
      n  (fun n.all)
      l  $(all l.all)
      r  $(all r.all)
    ==
  ::  tap: the items as a list, the first one first
  ::  > ~(tap to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  ~[1 2 3]
  ++  tap
    =/  done  `(list _?>(?=(^ all) n.all))`~
    |-  ^+  done
    ?~  all  done
    $(all r.all, done [n.all $(all l.all)])
  ::  top: the first item, if any
  ::  > ~(top to (~(gas to `(qeu @)`~) ~[1 2 3]))
  ::  [~ 1]
  ++  top
    |-  ^-  (unit _?>(?=(^ all) n.all))
    ?.  ?=(^ all)  ~
    ?^(r.all $(all r.all) `n.all)
  --
::
+|  %makers
::
::  malt: a map of a list of pairs
::  > (malt (limo ~[['a' 1] ['b' 2]]))
::  [n=[p='b' q=2] l=~ r=[n=[p='a' q=1] l=~ r=~]]
++  malt
  |*  items=(list)
  (molt `(list [p=_-<.items q=_->.items])`items)
::
::  molt: a map of a list of pairs with the faces p and q
::  > (molt `(list [p=@tas q=@])`~[[%a 1] [%b 2]])
::  [n=[p=%b q=2] l=~ r=[n=[p=%a q=1] l=~ r=~]]
++  molt
  |*  items=(list (pair))
  (~(gas by `(tree [p=_p.i.-.items q=_q.i.-.items])`~) items)
::
::  silt: a set of a list
::  > (silt `(list @t)`['c' 'hoon' 'javascript' 'python' ~])
::  [n='python' l={'javascript' 'hoon'} r={'c'}]
++  silt
  |*  items=(list)
  =/  none  *(tree _?>(?=(^ items) i.items))
  (~(gas in none) items)
::
::  ly: a list of a raw noun
::  > (ly [1 2 3 ~])
::  ~[1 2 3]
++  ly  le:nl
::  my: a map of a raw noun
::  > (my ~[['a' 1]])
::  [n=[p='a' q=1] l=~ r=~]
++  my  my:nl
::  sy: a set of a raw noun
::  > (sy (ly [1 2 3 ~]))
::  [n=2 l={1} r={3}]
++  sy  si:nl
::
::  nl: makers from raw nouns, such as null-terminated tuples
::  > (le:nl [1 2 ~])
::  ~[1 2]
++  nl
  |%
  ::  le: a list of a null-terminated tuple
  ::  > (le:nl [1 2 3 ~])
  ::  ~[1 2 3]
  ++  le
    |*  items=(list)
    ^+(|-(?:(*? ~ [i=(snag 0 items) t=$])) items)
  ::  my: a map of a null-terminated tuple of pairs
  ::  > (my:nl [[%a 1] [%b 2] ~])
  ::  [n=[p=%b q=2] l=~ r=[n=[p=%a q=1] l=~ r=~]]
  ++  my
    |*  items=(list (pair))
    =/  pairs  (le items)
    (~(gas by `(map _p.i.-.pairs _q.i.-.pairs)`~) pairs)
  ::  si: a set of a null-terminated tuple
  ::  > (si:nl [1 2 2 ~])
  ::  [n=2 l={1} r={}]
  ++  si
    |*  items=(list)
    =/  homed  (le items)
    (~(gas in `(set _i.-.homed)`~) homed)
  ::  snag: the item of a tuple at a place, from 0; it must have one
  ::  > (snag:nl 1 [%a %b %c ~])
  ::  %b
  ++  snag
    |*  [at=@ items=(list)]
    ?^  items
      ?:(=(0 at) i.items $(at (dec at), items t.items))
    ~_(leaf+"snag-fail" !!)
  ::  weld: one tuple after the other, as a list
  ::  > (weld:nl [1 2 ~] [3 ~])
  ::  [i=1 t=[i=2 t=[i=3 t=~]]]
  ++  weld
    |*  [front=(list) back=(list)]
    =>  .(front ^+((le front) front), back ^+((le back) back))
    |-
    ?~  front  back
    [i=i.front t=$(front t.front)]
  --
::
+|  %gates
::
::  aftr: a pair of molds, the later one first
::  > (((aftr @ud) @tas) %a 1)
::  [p=%a q=1]
++  aftr  |*(one=$-(* *) |*(two=$-(* *) (pair two one)))
::  cork: one gate after the other, the first one first
::  > ((cork bex dec) 3)
::  7
++  cork  |*([one=$-(* *) two=$-(* *)] (corl two one))
::  corl: one gate after the other, the second one first
::  > ((corl dec bex) 3)
::  7
++  corl
  |*  [last=$-(* *) first=$-(* *)]
  ::  refused here, and not at the call, where they do not fit
  =+  fits=|.((last (first)))
  |*  sam=_,.+<.first
  (last (first sam))
::  cury: a gate of two with the first one given
::  > ((cury sub 10) 3)
::  7
++  cury
  |*  [fun=$-(^ *) one=*]
  |*(two=_,.+<+.fun (fun one two))
::  curr: a gate of two with the second one given
::  > ((curr sub 3) 10)
::  7
++  curr
  |*  [fun=$-(^ *) two=*]
  |*(one=_,.+<-.fun (fun one two))
::  fore: a pair of molds, the first one first
::  > (((fore @ud) @tas) 1 %a)
::  [p=1 q=%a]
++  fore  |*(one=$-(* *) |*(two=$-(* *) (pair one two)))
::  head: the head of a cell
::  > (head [1 2])
::  1
++  head  |*(^ ,:+<-)
::  late: put a noun after another
::  > ((late 2) 1)
::  [1 2]
++  late  |*(* |*(* :-(+< +>+<)))
::  lead: put a noun before another
::  > ((lead 2) 1)
::  [2 1]
++  lead  |*(* |*(* :-(+>+< +<)))
::  same: a noun itself
::  > (same 5)
::  5
++  same  |*(* +<)
::  succ: the next number
::  > (succ 5)
::  6
++  succ  |=(@ +(+<))
::  tail: the tail of a cell
::  > (tail [1 2])
::  2
++  tail  |*(^ ,:+<+)
::  test: are the two the same?
::  > (test 1 1)
::  %.y
++  test  |=(^ =(+<- +<+))
::
+|  %containers
::
::  map: values by keys
::  > *(map @tas @ud)
::  ~
++  map
  |$  [key val]
  $|  (tree (pair key val))
  |=  new=(tree (pair))
  |(=(~ new) ~(apt by new))
::  set: items without order
::  > `(set @)`(silt ~[1 2])
::  {1 2}
++  set
  |$  [item]
  $|  (tree item)
  |=  new=(tree)
  |(=(~ new) ~(apt in new))
::  qeu: items in the order in which they came
::  > *(qeu @)
::  {}
++  qeu
  |$  [item]
  $|  (tree item)
  |=  new=(tree)
  |(=(~ new) ~(apt to new))
::  jar: lists by keys
::  > (~(add ja *(jar @tas @)) %a 1)
::  [n=[p=%a q=[i=1 t=~]] l=~ r=~]
++  jar
  |$  [key val]
  ::    lists by keys
  (map key (list val))
::  jug: sets by keys
::  > (~(put ju *(jug @tas @)) %a 1)
::  [n=[p=%a q=[n=1 l={} r={}]] l=~ r=~]
++  jug
  |$  [key val]
  ::    sets by keys
  (map key (set val))
::
::  A noun as a string of bits, the lowest first: 0 and an atom; 1 0 and two
::  nouns; 1 1 and where the noun was before. Atoms and places are written as
::  their length, itself written in a code that tells where it ends, and their
::  bits.
+|  %serialization
::
::  cue: the noun of a jam
::  > (cue (jam [1 2 3]))
::  [1 2 3]
++  cue
  ~/  %cue
  |=  bits=@
  ^-  *
  =/  at    0
  =|  seen=(map @ *)
  =<  noun
  |-  ^-  [size=@ noun=* seen=(map @ *)]
  ?:  =(0 (cut 0 [at 1] bits))
    =/  atom  (rub +(at) bits)
    [+(p.atom) q.atom (~(put by seen) at q.atom)]
  =/  next  (add 2 at)
  ?.  =(0 (cut 0 [+(at) 1] bits))
    =/  back  (rub next bits)
    [(add 2 p.back) (~(got by seen) q.back) seen]
  =/  one   $(at next)
  =/  two   $(at (add next size.one), seen seen.one)
  =/  cell  [noun.one noun.two]
  [:(add 2 size.one size.two) cell (~(put by seen.two) at cell)]
::
::  jam: a noun as a number
::  > (jam [1 2])
::  4.657
++  jam
  ~/  %jam
  |=  noun=*
  ^-  @
  =/  at    0
  =|  seen=(map * @)
  =<  code
  |-  ^-  [size=@ code=@ seen=(map * @)]
  =/  old  (~(get by seen) noun)
  =?  seen  ?=(~ old)  (~(put by seen) noun at)
  ?:  &(?=(^ old) |(?=(^ noun) (gth (met 0 noun) (met 0 u.old))))
    =/  back  (mat u.old)
    [(add 2 p.back) (add 3 (mul 4 q.back)) seen]
  ?@  noun
    =/  atom  (mat noun)
    [+(p.atom) (mul 2 q.atom) seen]
  =/  one   $(noun -.noun, at (add 2 at))
  =/  two   $(noun +.noun, at :(add 2 at size.one), seen seen.one)
  =/  both  (add code.one (lsh [0 size.one] code.two))
  [:(add 2 size.one size.two) (add 1 (mul 4 both)) seen.two]
::
::  mat: the code of a number: how many bits, and the bits
::  > (mat 0xaaa)
::  [p=20 q=699.024]
++  mat
  ~/  %mat
  |=  n=@
  ^-  [p=@ q=@]
  ?:  =(0 n)  [1 1]
  =/  wide   (met 0 n)
  =/  steps  (met 0 wide)
  :-  :(add steps steps wide)
  %+  can  0
  :~  [+(steps) (bex steps)]
      [(dec steps) wide]
      [wide n]
  ==
::
::  rub: the number whose code is at a place, and how many bits the code has
::  > (rub 1 0b1.0101.0101.0101.0010.0000)
::  [p=20 q=2.730]
++  rub
  ~/  %rub
  |=  [at=@ bits=@]
  ^-  [p=@ q=@]
  =/  steps
    =/  count  0
    =/  whole  (met 0 bits)
    |-  ^-  @
    ?:  (gth count whole)  !!
    ?.  =(0 (cut 0 [(add at count) 1] bits))  count
    $(count +(count))
  ?:  =(0 steps)  [1 0]
  =/  low    (dec steps)
  =/  start  :(add at steps 1)
  =/  wide   (add (bex low) (cut 0 [start low] bits))
  [:(add steps steps wide) (cut 0 [(add start low) wide] bits)]
::
::  Floating point numbers as parts: sign, exponent, and digits; or infinite;
::  or none.
::
::  $fn: in base two
+$  fn
  $%  [%f s=? e=@s a=@u]
      [%i s=?]
      [%n ~]
  ==
::  $dn: in base ten
+$  dn
  $%  [%d s=? e=@s a=@u]
      [%i s=?]
      [%n ~]
  ==
::  $rn: as parsed: whole part, zeros and digits of the fraction, exponent
+$  rn
  $%  [%d a=? b=[c=@ [d=@ e=@] f=? i=@]]
      [%i a=?]
      [%n ~]
  ==
::
+|  %types
::
::  axis: an address in a tree
+$  axis  @
::  bean: a flag
+$  bean  ?
::  flag: yes or no
+$  flag  ?
::  char: a UTF-8 character
+$  char  @t
::  cord: a UTF-8 text
+$  cord  @t
::  knot: a text that may stand in a path
+$  knot  @ta
::  term: a name
+$  term  @tas
::  byts: so many bytes
+$  byts  [wid=@ud dat=@]
::  tarp: a span of time: days, hours, minutes, seconds, and fractions in
::  sixteen bits each
+$  tarp  [d=@ud h=@ud m=@ud s=@ud f=(list @ux)]
::  date: a year (after or before Christ), a month, and a day with its time
+$  date  [[a=? y=@ud] m=@ud t=tarp]
::  noun: anything
+$  noun  *
::  path: a list of names
+$  path  (list knot)
::  pith: a path whose parts have types
+$  pith  (list iota)
::  $stud: the name of a standard
+$  stud
  $@  mark=@tas
  [auth=@tas type=path]
::  tape: a text as a list of bytes
+$  tape  (list @tD)
::  tour: a text as a list of code points
+$  tour  (list @c)
::  wain: lines of text
+$  wain  (list cord)
::  wall: lines of text, as tapes
+$  wall  (list tape)
::  tang: documents, the last one first
+$  tang  (list tank)
::  $tank: a document to be laid out: a text; pieces with something between,
::  before and after; pieces with an indented tail
+$  tank
  $+  tank
  $~  leaf/~
  $@  cord
  $%  [%leaf p=tape]
      [%palm p=(qual tape tape tape tape) q=(list tank)]
      [%rose p=(trel tape tape tape) q=(list tank)]
  ==
::  $iota: a part of a path with a type: a name, or an atom with its aura
+$  iota
  $+  iota
  $~  n/~
  $@  @tas
  $%  [%ub @ub]
      [%uc @uc]
      [%ud @ud]
      [%ui @ui]
      [%ux @ux]
      [%uv @uv]
      [%uw @uw]
      [%sb @sb]
      [%sc @sc]
      [%sd @sd]
      [%si @si]
      [%sx @sx]
      [%sv @sv]
      [%sw @sw]
      [%da @da]
      [%dr @dr]
      [%f ?]
      [%n ~]
      [%if @if]
      [%is @is]
      [%t @t]
      [%ta @ta]
      [%p @p]
      [%q @q]
      [%rs @rs]
      [%rd @rd]
      [%rh @rh]
      [%rq @rq]
  ==
--
