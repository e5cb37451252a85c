::
::  of: a tree of files, or of anything
++  of
  =|  fat=(axal)
  |@
  ::  get, has: what is at a path, and whether there is anything
  ++  get
    |=  pax=path
    fil:(dip pax)
  ++  has
    |=  pax=path
    ?=(^ (get pax))
  ::
  ::  dip: the tree below a path
  ++  dip
    |=  pax=path
    ^+  fat
    ?~  pax  fat
    =/  kid  (~(get by dir.fat) i.pax)
    ?~  kid  [~ ~]
    $(pax t.pax, fat u.kid)
  ::
  ::  fit: what is at the longest part of a path at which there is something,
  ::  with the rest of it
  ++  fit
    |=  pax=path
    ^+  [pax fil.fat]
    ?~  pax  [~ fil.fat]
    =/  kid  (~(get by dir.fat) i.pax)
    ?~  kid  [pax fil.fat]
    =/  below  $(fat u.kid, pax t.pax)
    ?~  +.below  [pax fil.fat]
    below
  ::
  ::  put, gas: the tree with something at a path, or at several
  ++  put
    |*  [pax=path dat=*]
    =>  .(dat `_?>(?=(^ fil.fat) u.fil.fat)`dat, pax `path`pax)
    |-  ^+  fat
    ?~  pax  fat(fil `dat)
    =/  kid  (~(gut by dir.fat) i.pax ^+(fat [~ ~]))
    fat(dir (~(put by dir.fat) i.pax $(pax t.pax, fat kid)))
  ++  gas
    |=  all=(list (pair path _?>(?=(^ fil.fat) u.fil.fat)))
    ^+  fat
    ?~  all  fat
    $(all t.all, fat (put p.i.all q.i.all))
  ::
  ::  del, lop: the tree without what is at a path; without all below it
  ++  del
    |=  pax=path
    ^+  fat
    ?~  pax  fat(fil ~)
    =/  kid  (~(get by dir.fat) i.pax)
    ?~  kid  fat
    fat(dir (~(put by dir.fat) i.pax $(pax t.pax, fat u.kid)))
  ++  lop
    |=  pax=path
    ^+  fat
    ?~  pax  fat
    ?~  t.pax  fat(dir (~(del by dir.fat) i.pax))
    =/  kid  (~(get by dir.fat) i.pax)
    ?~  kid  fat
    fat(dir (~(put by dir.fat) i.pax $(pax t.pax, fat u.kid)))
  ::
  ::  tap, tar: all that is in it, by path: as a list, as a map
  ++  tap
    =|  pax=path
    =|  out=(list (pair path _?>(?=(^ fil.fat) u.fil.fat)))
    |-  ^+  out
    =?  out  ?=(^ fil.fat)  [[pax u.fil.fat] out]
    =/  kids  ~(tap by dir.fat)
    |-  ^+  out
    ?~  kids  out
    %=  $
      kids  t.kids
      out   ^$(pax (snoc pax p.i.kids), fat q.i.kids)
    ==
  ++  tar
    (~(gas by *(map path _?>(?=(^ fil.fat) u.fil.fat))) tap)
  --
