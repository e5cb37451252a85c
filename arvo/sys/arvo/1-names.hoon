::  The helpers: pure functions, which anybody may have. Vanes do.
::
~%  %hex  ..ut  ~
|%
+|  %whole
::
::  part: this core: what /sys/lull sees
++  part  .
::
+|  %letters
::
::  vanes: the letters that vanes are called by, with their names: network,
::  timers, files, terminal, web server, agents, web client, keys, threads and
::  devices. There may be other vanes, which are called by their names alone.
++  vanes
  ^-  (list [letter=term name=term])
  :~  [%a %ames]
      [%b %behn]
      [%c %clay]
      [%d %dill]
      [%e %eyre]
      [%g %gall]
      [%i %iris]
      [%j %jael]
      [%k %khan]
      [%l %lick]
  ==
::
::  grow: the name of the vane that a word calls
++  grow
  |=  way=term
  ^-  term
  =/  rest  vanes
  |-
  ?~  rest  way
  ?:  =(way letter.i.rest)  name.i.rest
  $(rest t.rest)
::
+|  %paths
::
::  en-beam: the path of a name; de-beam: the name of a path, if it is one
++  en-beam
  |=  bem=beam
  ^-  path
  [(scot %p p.bem) q.bem (scot r.bem) s.bem]
::  de-beam: the name of a path, if it is one
++  de-beam
  |=  pax=path
  ^-  (unit beam)
  ?.  ?=([@ @ @ *] pax)  ~
  =/  who  (slaw %p i.pax)
  =/  des=(unit @)  ?:(=(%$ i.t.pax) `%$ (slaw %tas i.t.pax))
  =/  cas  (de-case i.t.t.pax)
  ?~  who  ~
  ?~  des  ~
  ?~  cas  ~
  `[[u.who u.des u.cas] t.t.t.pax]
::
::  de-case: the version that a word names, if it does
++  de-case
  |=  =knot
  ^-  (unit case)
  =/  num  (slaw %ud knot)
  ?^  num  `[%ud u.num]
  =/  wen  (slaw %da knot)
  ?^  wen  `[%da u.wen]
  =/  hax  (slaw %uv knot)
  ?^  hax  `[%uv u.hax]
  =/  lab  (slaw %tas knot)
  ?~  lab  ~
  `[%tas u.lab]
::
::  en-omen: the path of an omen; de-omen: the omen of a path, if it is one. A
::  view that is two words is written as a tuple, "._way_car__".
++  en-omen
  |=  omen
  ^-  path
  =/  head
    ?@  vis  vis
    ~(rent co [%many [%$ %tas way.vis] [%$ %tas car.vis] ~])
  [head (en-beam bem)]
::  de-omen: the omen of a path, if it is one
++  de-omen
  |=  pax=path
  ^-  (unit omen)
  ?~  pax  ~
  =/  bem  (de-beam t.pax)
  ?~  bem  ~
  ?:  ((sane %tas) i.pax)  `[i.pax u.bem]
  =/  words=(unit coin)  (rush i.pax ;~(pfix dot perd:so))
  ?~  words  ~
  ?.  ?=([%many [%$ %tas @] [%$ %tas @] ~] u.words)  ~
  `[[q.p.i q.p.i.t]:p.u.words u.bem]
::
+|  %words
::
::  symp: a noun if it is a word, else the empty one
++  symp
  |=  a=*
  ^-  @tas
  ?^  a  %$
  ?:(((sane %tas) a) a %$)
::
::  show-spot: the place of a move in the tree of an event: for each level,
::  outermost first, which of its siblings it was, from 1. A number above 9 is
::  in brackets.
++  show-spot
  |=  spot=(list @ud)
  ^-  tape
  %-  zing
  %+  turn  (flop spot)
  |=  n=@ud
  ^-  tape
  =/  digits  (a-co:co n)
  ?:  (lth n 10)  digits
  "({digits})"
::
+|  %scrying
::
::  look: a namespace as Nock sees it: of what is known at a path, on the way of
::  `pov`, what is of the type that was asked for. `ref` is that type, with the
::  version of the language that it is of.
++  look
  ~/  %look
  |=  [rof=roof lyc=gang pov=path]
  ^-  root
  ~/  %in
  |=  [ref=* raw=*]
  ^-  (unit (unit))
  =/  pax  ((soft path) raw)
  ?~  pax  ~
  =/  mon  (de-omen u.pax)
  ?~  mon  ~
  =/  dat  (rof lyc pov u.mon)
  ?~  dat    ~
  ?~  u.dat  [~ ~]
  =*  vax  q.u.u.dat
  ?:  ?&  ?=(^ ref)
          =(hoon-version -.ref)
          -:(~(nets wa *worm) +.ref p.vax)
      ==
    ``q.vax
  ~>  %slog.[0 leaf+"arvo: scry-lost"]
  ~
::
::  wyrd: what a host must be able to do
++  wyrd
  |%
  ::  sane: are versions in order? What lies further out is never colder.
  ++  sane
    |=  kel=wynn
    ^-  ?
    ?~  kel    &
    ?~  t.kel  &
    ?.  (gte num.i.kel num.i.t.kel)  |
    $(kel t.kel)
  ::
  ::  lack: the first of the wanted versions that a host has not, and which it
  ::  has instead, if any. A version is had if it is reached: kelvins fall.
  ++  lack
    |=  [run=wynn hav=wynn]
    ^-  (unit [want=weft has=(unit @ud)])
    ?~  hav  ~
    =/  has
      =/  rest  run
      |-  ^-  (unit @ud)
      ?~  rest  ~
      ?:  =(lal.i.hav lal.i.rest)  `num.i.rest
      $(rest t.rest)
    ?~  has  `[i.hav ~]
    ?.  (lte u.has num.i.hav)  `[i.hav has]
    $(hav t.hav)
  ::
  ::  need: nothing, if a host has all that is wanted; a crash that says what it
  ::  lacks if it has not. The outermost line of its trace is 'wyrd'.
  ++  need
    |=  [run=wynn hav=wynn]
    ^+  same
    =/  lag  (lack run hav)
    ?~  lag  same
    =/  want  "%{(trip lal.want.u.lag)} {(scow %ud num.want.u.lag)} is needed"
    =/  have
      ?~  has.u.lag  "the runtime knows of none"
      "the runtime has {(scow %ud u.has.u.lag)}"
    ::  no places: a host that lags is known by the line that comes first
    !.
    ~_  leaf+"{want}; {have}"
    ~>  %mean.'arvo: upgrade blocked'
    ~>  %mean.'wyrd'
    !!
  --
