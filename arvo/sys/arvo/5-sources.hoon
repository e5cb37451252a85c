::
::  The engines: what is done with sources, vanes and moves. Nobody sees them
::  but the kernel.
=>
~%  %part  +  ~
|%
+|  %sources
::
::  build: what sources must be made into
::
::    lul, zus  the text of a new /sys/lull or /sys/zuse
::    van       names and texts of vanes, in the order of their names
+$  build
  $:  lul=(unit cord)
      zus=(unit cord)
      van=(list [name=term txt=cord])
  ==
::  seed: a kernel to be, as text, and the library for it, if that is new, too
+$  seed  [hun=(unit cord) arv=cord]
::
::  sources: what new files mean for those that there are. What lies within is
::  the subject of what comes after it:
::
::      hoon  arvo  lull  zuse  vanes
::
::  so whoever changes has all those after it built again.
++  sources
  |_  fat=(axal (cask))
  ::
  ::  text: a source; there is no other kind of file that we make something of
  ++  text
    |=  dat=(cask)
    ^-  cord
    ?>(?=([%hoon @] dat) q.dat)
  ::
  ::  changed: those of some files that are not what is there already
  ++  changed
    |=  fil=(list file)
    ^-  (map path (cask))
    %-  malt
    %+  skip  fil
    |=  [pax=path dat=(cask)]
    =([~ dat] (~(get of fat) pax))
  ::
  ::  kernel: the next kernel, if there is to be one, and its own files
  ++  kernel
    |=  new=(map path (cask))
    ^-  (unit (pair seed (list file)))
    =/  hun  (~(get by new) /sys/hoon)
    =/  arv  (~(get by new) /sys/arvo)
    ?~  hun
      ?~  arv  ~
      `[[~ (text u.arv)] [/sys/arvo u.arv] ~]
    =/  arv=(cask)
      ?^  arv  u.arv
      ~>  %mean.'arvo: a new hoon, and no arvo'
      (need (~(get of fat) /sys/arvo))
    `[[`(text u.hun) (text arv)] [/sys/arvo arv] [/sys/hoon u.hun] ~]
  ::
  ::  modules: what is to be built of lull, zuse and the vanes, and all files
  ::  with the new ones among them. `all` is whether all is, as the kernel
  ::  itself is new.
  ++  modules
    |=  [new=(map path (cask)) all=?]
    ^-  [build (axal (cask))]
    =/  own
      %+  skim  ~(tap by new)
      |=  [pax=path *]
      ?|  =(/sys/lull pax)
          =(/sys/zuse pax)
          ?=([%sys %vane @ ~] pax)
      ==
    =.  fat  (~(gas of fat) own)
    =/  lul  (wanted new /sys/lull all)
    =/  zus  (wanted new /sys/zuse |(all ?=(^ lul)))
    =/  van=(list [name=term txt=cord])
      ?:  |(all ?=(^ zus))  present
      %+  skim  present
      |=([name=term *] (~(has by new) /sys/vane/[name]))
    [[lul zus van] fat]
  ::
  ::  wanted: the text of a file, if it is new, or wanted anyway
  ++  wanted
    |=  [new=(map path (cask)) pax=path all=?]
    ^-  (unit cord)
    =/  dat  (~(get by new) pax)
    ?^  dat  `(text u.dat)
    ?.  all  ~
    ~|  [%no-source pax]
    `(text (need (~(get of fat) pax)))
  ::
  ::  present: names and texts of all vanes, in the order of their names
  ++  present
    ^-  (list [name=term txt=cord])
    %+  sort
      %+  turn  ~(tap by dir:(~(dip of fat) /sys/vane))
      |=  [name=@ta kid=(axal (cask))]
      ?>  ((sane %tas) name)
      [`@tas`name (text (need fil.kid))]
    |=([a=[name=term *] b=[name=term *]] (aor name.a name.b))
  --
::
::  smith: the product of a source against a vase, with what is said of it
++  smith
  |=  [what=tape sub=vase pax=path txt=@t]
  ^-  vase
  ~>  %slog.[0 leaf+"{what}: {(scow %uv (mug txt))}"]
  %-  road
  |.  ~_  leaf+"{what}: build failed"
  (slap sub (rain pax txt))
::
::  versions: the kelvins of what is made of the sources, for `need:wyrd`
++  versions
  |=  [lul=vase zus=vase]
  ^-  wynn
  :~  [%hoon hoon-version]
      [%arvo arvo]
      [%lull (kelvin lul %lull)]
      [%zuse (kelvin zus %zuse)]
  ==
::  kelvin: one of them
++  kelvin
  |=  [vax=vase name=term]
  ;;(@ud q:(slap vax [%limb name]))
::
::  next: what takes over the state of this kernel, by the source of another
::  one: a function of it that yields the effects of the event that is under
::  way, and the new kernel. It runs in a trap, as the old kernel is to be left
::  before.
::
::  Where the library is new as well, so may be the types of types be. Then what
::  is made is no vase to us, but nouns, by the compiler that came of the new
::  source.
++  next
  |=  [kel=wynn hun=(unit @t) arv=@t]
  ^-  $-(heir (trap ^))
  ~>  %mean.'arvo: upgrade failed'
  ~>  %slog.[0 'arvo: beginning upgrade']
  =/  lod=*
    ?~  hun  (next-arvo arv)
    (next-hoon kel u.hun arv)
  |=  =heir
  |.  ~>  %slog.[0 'arvo: +load next']
  ;;(^ (slum lod heir))
::
::  next-arvo: the +load of a kernel on the same library
++  next-arvo
  |=  arv=@t
  ^-  *
  =/  gat
    ~>  %slog.[0 'arvo: compiling next arvo']
    (road |.((slap !>(..ride) (rain /sys/arvo/hoon arv))))
  q:(slap (slot 7 gat) [%limb %load])
::
::  next-hoon: the +load of a kernel on a new library
++  next-hoon
  |=  [kel=wynn hun=@t arv=@t]
  ^-  *
  =/  raw
    ~>  %slog.[0 'arvo: compiling hoon']
    (road |.((ride %noun hun)))
  =/  cop  .*(0 q.raw)
  =/  num  ;;(@ud .*(cop q:(~(mint ut p.raw) %noun [%limb %hoon-version])))
  ?.  |(=(num hoon-version) =(+(num) hoon-version))
    =/  said  "{(scow %ud hoon-version)} to {(scow %ud num)}"
    ~_  leaf+"cannot go from hoon {said}"
    !!
  %-  (need:wyrd kel [%hoon num] ~)
  ::  a new language: the compiler is compiled by itself
  =/  [typ=* cop=*]
    ?:  =(num hoon-version)  [p.raw cop]
    ~>  %slog.[0 'arvo: recompiling hoon']
    =/  hot  (road |.((slum cop [%noun hun])))
    ?>  ?=([* *] hot)
    [-.hot .*(0 +.hot)]
  =/  base  -:;;(^ (slum cop [typ '+>']))
  =/  rav
    ~>  %slog.[0 'arvo: compiling next arvo']
    ;;(^ (road |.((slum cop [base arv]))))
  ?>  ?=([* * *] cop)
  =/  gat  .*(+>.cop +.rav)
  ?>  ?=([* * *] gat)
  =/  lod  +:;;(^ (slum cop [-:;;(^ (slum cop [-.rav '+>'])) 'load']))
  .*(+>.gat lod)
::
