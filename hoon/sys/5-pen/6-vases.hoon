::
+|  %values-with-types
::
::  onan, seer, slim: a vase by its older type, as a vase
::  seem: a type by its older name
++  onan  seer
++  seer  |=(vix=vise `vase`vix)
++  slim  |=(old=vise `vase`old)
++  seem  |=(toy=typo `type`toy)
::
::  levi: does the second type nest under the first?
::  > (levi -:!>(*@) -:!>(*@ud))
::  %.y
++  levi
  |=  [a=type b=type]
  (~(nest ut a) & b)
::
::  call-pair: the call of a gate on a sample, for a subject that is these two
++  call-pair
  ^-  hoon
  [%cnsg [%$ ~] [%$ 2] [%$ 3] ~]
::
::  slam: the product of a gate on a sample, which must be of its type
::  > (slam !>(|=(a=@ud +(a))) !>(41))
::  [#t/@ q=42]
++  slam
  |=  [gat=vase sam=vase]
  ^-  vase
  =/  made  (~(mint ut [%cell p.gat p.sam]) %noun call-pair)
  [p.made (slum q.gat q.sam)]
::  slit: the type of it
::  > (slit -:!>(dec) -:!>(5))
::  #t/@
++  slit
  |=  [gat=type sam=type]
  =/  wanted  (~(peek ut gat) %free 6)
  ?>  (~(nest ut wanted) & sam)
  (~(play ut [%cell gat sam]) call-pair)
::  slym: the product on a sample that is not looked at
::  > (slym !>(dec) 5)
::  [#t/@ q=4]
++  slym
  |=  [gat=vase sam=*]
  ^-  vase
  (slap gat(+<.q sam) [%limb %$])
::
::  slap: the product of an expression against a vase
::  > (slap !>(..add) (ream '(add 2 3)'))
::  [#t/@ q=5]
++  slap
  |=  [vax=vase gen=hoon]
  ^-  vase
  =/  made  (~(mint ut p.vax) %noun gen)
  :-  p.made
  .*(q.vax q.made)
::
::  swat: the same of a vase that is not computed yet, when it is asked for. The
::  expression is compiled at once.
++  swat
  |=  [tap=(trap vase) gen=hoon]
  ^-  (trap vase)
  =/  made  (~(mint ut p:$:tap) %noun gen)
  |.
  ~+
  :-  p.made
  .*(q:$:tap q.made)
::
::  slop: two vases as one of a pair
::  > (slop !>(1) !>(%a))
::  [#t/[@ud %a] q=[1 97]]
++  slop
  |=  [hed=vase tal=vase]
  ^-  vase
  :-  [%cell p.hed p.tal]
  [q.hed q.tal]
::
::  slot: what is at an address of a vase
::  > (slot 3 !>([1 'b']))
::  [#t/@t q=98]
++  slot
  |=  [axe=@ vax=vase]
  ^-  vase
  :-  (~(peek ut p.vax) %free axe)
  .*(q.vax [0 axe])
::  slew: the same, if there is anything
::  > (slew 7 !>([1 'b']))
::  ~
++  slew
  |=  [axe=@ vax=vase]
  ^-  (unit vase)
  =/  [at=@ part=*]  [axe q.vax]
  |-
  ?:  =(1 at)
    `[(~(peek ut p.vax) %free axe) part]
  ?@  part  ~
  =/  way  (cap at)
  $(at (mas at), part ?-(way %2 -.part, %3 +.part))
::
::  slab: can a name be found in a type, to be read, written, or both?
::  > (slab %read %a -:!>([a=1 b=2]))
::  %.y
++  slab
  |=  [way=?(%read %rite %both) cog=@tas typ=type]
  =/  end  (~(fond ut typ) way ~[cog])
  ?=([%& *] end)
::
::  slob: is there an arm of a name in a core, which is not looked for in its
::  payload?
::  > (slob %add -:!>(..add))
::  %.y
++  slob
  |=  [cog=@tas typ=type]
  ^-  ?
  %+  lien  (chapters-of typ)
  |=  =tome
  (~(has by q.tome) cog)
::
::  sloe: the names of the arms of a core, none of what is no core
::  > (sloe -:!>(dec))
::  ~[%$]
++  sloe
  |=  typ=type
  ^-  (list term)
  %-  zing
  %+  turn  (chapters-of typ)
  |=(=tome (turn ~(tap by q.tome) |=([name=term *] name)))
::
::  chapters-of: the chapters of a core, without their names
++  chapters-of
  |=  of=type
  ^-  (list tome)
  ?+  of  ~
    [?(%hint %hold) *]  $(of ~(repo ut of))
    [%core *]           (turn ~(tap by q.r.q.of) |=([* =tome] tome))
  ==
::
::  sped: a vase of a noun, or of a choice, with the type that its value shows:
::  an atom, a cell with a constant as its head, or another cell
::  > (sped [-:!>(`*`0) 5])
::  [#t/@ q=5]
++  sped
  |=  vax=vase
  ^-  vase
  =/  old  ~(. ut p.vax)
  :_  q.vax
  ?+    q.vax  (fuse:old [%cell %noun %noun])
      @  (fuse:old [%atom %$ ~])
      [@ *]
    =/  test=hoon  [%wtts [%leaf %tas -.q.vax] [%& 2]~]
    (play:old [%wtgr test %$ 1])
  ==
::
::  make: the formula of a text, for any subject
::  > (make '[1 2]')
::  [%1 p=[1 2]]
++  make
  |=  txt=@
  q:(~(mint ut %noun) %noun (ream txt))
::
::  ride: the type and the formula of a text, for a subject of a type. It says
::  how far it is.
++  ride
  |=  [typ=type txt=@]
  ^-  (pair type nock)
  ~>  %slog.[0 leaf+"ride: parsing"]
  =/  parsed  (ream txt)
  =/  made
    ~>  %slog.[0 leaf+"ride: compiling"]
    (~(mint ut typ) %noun parsed)
  ~>  %slog.[0 leaf+"ride: compiled"]
  made
::
+|  %messages
::
::  slog: print documents, the first one first, and do nothing: a gate that
::  yields its sample. Its priority is in .pri.
++  slog
  =|  pri=@
  |=  lines=tang
  ^+  same
  ?^  lines
    ~>  %slog.[pri i.lines]
    $(lines t.lines)
  same
::
::  mean: crash, with documents on the trace
++  mean
  |=  lines=tang
  ^+  !!
  ?^  lines
    ~_  i.lines
    $(lines t.lines)
  !!
::
::  road: the product of a trap, or a crash with its trace
++  road
  |*  =(trap *)
  ^+  $:trap
  =/  end  (mule trap)
  ?:  ?=(%& -.end)  p.end
  (mean p.end)
