::
+|  %samples
::
::  pi-heck: a profile, and one more hit of a name
++  pi-heck
  |=  [nam=@tas day=doss]
  ^-  doss
  =/  hits  (~(gut by hit.day) nam 0)
  day(hit (~(put by hit.day) nam +(hits)))
::
::  pi-noon: a profile, and a sample of a kind that was taken within labels, the
::  innermost first. It counts for each of them, and for each the calls into it
::  and out of it.
++  pi-noon
  |=  [mot=term paz=(list path) day=doss]
  =<  ^-  doss
      =|  inner=(unit path)
      |-
      ?~  paz  day(mon (pi-mope mot mon.day))
      =/  old=hump  (~(gut by cut.day) i.paz *hump)
      =/  outer=(unit path)  ?~(t.paz ~ `i.t.paz)
      =/  new=hump
        [(pi-mope mot mon.old) (counted inner out.old) (counted outer inn.old)]
      $(paz t.paz, inner `i.paz, cut.day (~(put by cut.day) i.paz new))
  |%
  ::  counted: how often each label was met, and one more time one of them
  ++  counted
    |=  [label=(unit path) all=(map path @ud)]
    ?~  label  all
    (~(put by all) u.label +((~(gut by all) u.label 0)))
  --
::
::  pi-mope: counts of samples by kind, and one more of a kind
::  pi-moth: all of them together
++  pi-mope
  |=  [mot=term mon=moan]
  ?+  mot  mon
    %fun  %=(mon fun +(fun.mon))
    %noc  %=(mon noc +(noc.mon))
    %glu  %=(mon glu +(glu.mon))
    %mal  %=(mon mal +(mal.mon))
    %far  %=(mon far +(far.mon))
    %coy  %=(mon coy +(coy.mon))
    %euq  %=(mon euq +(euq.mon))
  ==
++  pi-moth
  |=(moan `@ud`:(add fun noc glu mal far coy euq))
::
::  pi-mumm: the share of each kind that there is, as a text: the percents with
::  its letter behind them
++  pi-mumm
  |=  mon=moan
  ^-  tape
  =/  all  (pi-moth mon)
  %-  zing
  %+  turn
    ^-  (list [count=@ud letter=@tD])
    :~  [noc.mon 'n']
        [fun.mon 'c']
        [glu.mon 'g']
        [mal.mon 'm']
        [far.mon 'f']
        [coy.mon 'y']
        [euq.mon 'e']
    ==
  |=  [count=@ud letter=@tD]
  ^-  tape
  ?:  =(0 count)  ~
  (weld (scow %ud (div (mul 100 count) all)) ~[letter ' '])
::
::  pi-tell: a profile as lines: all of it, the hits of names, then each label,
::  the dearest first, with its share and what it calls and is called from
++  pi-tell
  |=  day=doss
  =<  ^-  wall
      ?:  =(*doss day)  ~
      %-  zing
      ^-  (list wall)
      :~  ["events: {(pi-mumm mon.day)}" ~]
          (turn (sort ~(tap by hit.day) rarer) hits)
          ["" ~]
          (zing (turn (sort ~(tap by cut.day) dearer) label))
      ==
  |%
  ::  rarer, dearer, oftener: in which order names, labels and calls are told
  ++  rarer    |=([one=[* n=@ud] two=[* n=@ud]] (lth n.one n.two))
  ++  oftener  |=([one=[* n=@ud] two=[* n=@ud]] (gth n.one n.two))
  ++  dearer
    |=  [one=[* =hump] two=[* =hump]]
    (gth (pi-moth mon.hump.one) (pi-moth mon.hump.two))
  ::  hits: the line of a name
  ++  hits
    |=  [name=term count=@ud]
    "{(trip name)}: {(scow %ud count)}"
  ::  label: the lines of a label
  ++  label
    |=  [at=path =hump]
    =/  share  (div (mul 100 (pi-moth mon.hump)) (pi-moth mon.day))
    ^-  wall
    %-  zing
    ^-  (list wall)
    :~  ["label: {(spud at)}" ~]
        ["price: {(scow %ud share)}" ~]
        ["shape: {(pi-mumm mon.hump)}" ~]
        (calls "into:" out.hump)
        (calls "from:" inn.hump)
        ["" ~]
    ==
  ::  calls: the lines of calls to or from labels, if there are any
  ++  calls
    |=  [title=tape all=(map path @ud)]
    ^-  wall
    ?~  all  ~
    :-  title
    %+  turn  (sort ~(tap by `(map path @ud)`all) oftener)
    |=  [at=path count=@ud]
    "  {(spud at)}: {(scow %ud count)}"
  --
