+|  %formats
::
::  unity: units within lists, maps and tuples: all that is there, or nothing
++  unity  ^?
  |%
  ::  drop-list: a list of units as a unit of a list
  ::  > (drop-list:unity `(list (unit @))`~[`1 `2])
  ::  [~ [i=1 t=~[2]]]
  ::  > (drop-list:unity `(list (unit @))`~[`1 ~])
  ::  ~
  ++  drop-list
    |*  may=(list (unit))
    ?:  (lien may |=(one=(unit) =(~ one)))  ~
    %-  some
    |-
    ?~  may  ~
    [i=(need i.may) t=$(may t.may)]
  ::  drop-map: a map of units as a unit of a map
  ++  drop-map
    |*  may=(map term (unit))
    ?:  (~(any by may) |=(one=(unit) =(~ one)))  ~
    (some (~(run by may) need))
  ::  drop-pole: a tuple of units, with a null behind them, as a unit of a tuple
  ::  > (drop-pole:unity ~[`1 `2 `%a])
  ::  [~ [1 2 %a]]
  ++  drop-pole
    |*  may=(pole (unit))
    ?.((is-full may) ~ (some (full-pole may)))
  ::  is-full: is there no null in a tuple of units?
  ++  is-full
    |*  may=(pole (unit))
    ?|(?=(~ may) &(?=(^ -.may) (is-full +.may)))
  ::  full-pole: what is in the units of a tuple; there must be one, and all of
  ::  them
  ++  full-pole
    |*  may=(pole (unit))
    ?~  may  !!
    =/  one  u:->.may
    ?~(+.may one [one (full-pole +.may)])
  --
::
::  format: values as others write them
++  format  ^?
  |%
  ::  to-wain: the lines of a text
  ::  > (to-wain:format 'abc\0ade')
  ::  <|abc de|>
  ++  to-wain
    ~%  %leer  ..part  ~
    |=  txt=cord
    ^-  wain
    ?:  =('' txt)  ~
    =/  bytes  (flop (rip 3 txt))
    =|  [line=(list @) done=wain]
    |-
    ?~  bytes  [(rep 3 line) done]
    ?.  =(10 i.bytes)  $(bytes t.bytes, line [i.bytes line])
    $(bytes t.bytes, line ~, done [(rep 3 line) done])
  ::  lore: the lines of a text, as far as its first zero byte
  ++  lore
    ~%  %lore  ..format  ~
    |=  txt=@
    ^-  (list @t)
    =/  bytes=(list @)  (rip 3 txt)
    =|  line=(list @)
    |-  ^-  (list @t)
    ?:  |(?=(~ bytes) =(0 i.bytes))  [(rep 3 (flop line)) ~]
    ?:  =(10 i.bytes)  [(rep 3 (flop line)) $(bytes t.bytes, line ~)]
    $(bytes t.bytes, line [i.bytes line])
  ::  of-wain, of-wall: lines as a text, and as a tape with all its line ends
  ::  > (of-wain:format ~['ab' 'c'])
  ::  'ab\0ac'
  ::  > (of-wall:format ~["ab" "c"])
  ::  "ab\0ac\0a"
  ++  of-wain  |=(tez=wain `cord`(rap 3 (join '\0a' tez)))
  ++  of-wall
    |=  lines=wall
    ^-  tape
    (zing (turn lines |=(line=tape (snoc line '\0a'))))
  ::  json-rn: the rule for a number of JSON, as a decimal one
  ::  > (scan "-1.5e3" json-rn:format)
  ::  [%d a=%.n b=[c=1 [d=1 e=5] f=%.y i=3]]
  ++  json-rn
    =/  sign  ;~(pose (cold | hep) (easy &))
    =/  fraction
      %+  cook
        |=  figures=tape
        [(lent figures) (scan figures dum:ag)]
      (plus nud)
    =/  exponent
      ;~  plug
        ;~(pose (cold | hep) (cold & lus) (easy &))
        ;~(pose ;~(pfix (plus (just '0')) dim:ag) dim:ag)
      ==
    %+  knee  *rn
    |.
    ;~  plug
      (easy %d)
      sign
      dim:ag
      ;~(pose ;~(pfix dot fraction) (easy [0 0]))
      ;~(pose ;~(pfix (mask "eE") exponent) (easy [& 0]))
    ==
  ::  enjs: makers of JSON
  ++  enjs  ^?
    |%
    ::  frond, pairs: an object of a key and its value, and of several
    ::  > (frond:enjs:format 'a' [%n '1'])
    ::  [%o p=[n=[p='a' q=[%n p=~.1]] l=~ r=~]]
    ::  > (pairs:enjs:format ~[['a' ~]])
    ::  [%o p=[n=[p='a' q=~] l=~ r=~]]
    ++  frond  |=([p=@t q=json] `json`[%o [[p q] ~ ~]])
    ++  pairs
      |=(a=(list [p=@t q=json]) `json`[%o (~(gas by *(map @t json)) a)])
    ::  tape, wall, path, ship: a text
    ::  > (tape:enjs:format "hi")
    ::  [%s p='hi']
    ::  > (path:enjs:format /a/b)
    ::  [%s p='/a/b']
    ::  > (ship:enjs:format ~zod)
    ::  [%n p=~."zod"]
    ++  tape  |=(a=^tape `json`[%s (crip a)])
    ++  wall  |=(a=^wall `json`(tape (of-wall a)))
    ++  path  |=(a=^path `json`[%s (spat a)])
    ++  ship
      |=  a=^ship
      ^-  json
      [%n (crip "\"{(slag 1 (scow %p a))}\"")]
    ::  numb, sect, time: a number; a time in seconds and in milliseconds
    ::  > (numb:enjs:format 1.234)
    ::  [%n p=~.1234]
    ::  > (sect:enjs:format ~2020.1.1)
    ::  [%n p=~.1577836800]
    ++  numb  |=(a=@u `json`[%n (crip ((d-co:co 1) a))])
    ++  sect  |=(a=^time (numb (unt:chrono:userlib a)))
    ++  time  |=(a=^time (numb (unm:chrono:userlib a)))
    ::  tank: the lines of a document
    ++  tank  |=(a=^tank `json`[%a (turn (wash [0 80] a) tape)])
    --
  ::  dejs: readers of JSON, which crash for what is not as they want it. A
  ::  reader is a gate; most of these take readers, and make one
  ++  dejs
    =>  |%
        ::  grub, fist: what a reader yields; a reader
        ++  grub  *
        ++  fist  $-(json grub)
        --
    |%
    ::  ar, as, at: an array as a list, as a set, as a tuple of as many
    ::  at-raw: a list as a tuple of as many
    ++  ar
      |*  wit=fist
      |=  jon=json
      ^-  (list _(wit *json))
      (turn ?>(?=([%a *] jon) p.jon) wit)
    ++  as
      |*  wit=fist
      (cu ~(gas in *(set _$:wit)) (ar wit))
    ++  at
      |*  wil=(pole fist)
      |=  jon=json
      ((at-raw wil) ?>(?=([%a *] jon) p.jon))
    ++  at-raw
      |*  wil=(pole fist)
      |=  jol=(list json)
      ?~  jol  !!
      ?~  +.wil  ?^(t.jol !! (-.wil i.jol))
      [(-.wil i.jol) ((at-raw +.wil) t.jol)]
    ::  bo, bu: a flag, and what it is not
    ++  bo  |=(jon=json ?>(?=([%b *] jon) p.jon))
    ++  bu  |=(jon=json ?>(?=([%b *] jon) !p.jon))
    ::  cu, ci: what a gate makes of it; or finds, if there is something
    ++  cu
      |*  [poq=gate wit=fist]
      |=(jon=json (poq (wit jon)))
    ++  ci
      |*  [poq=gate wit=fist]
      |=(jon=json (need (poq (wit jon))))
    ::  di, du, sd: a time, of milliseconds, of seconds, and of a text of digits
    ++  di  (cu from-unix-ms:chrono:userlib ni)
    ++  du  (cu from-unix:chrono:userlib ni)
    ++  sd
      |=  jon=json
      `@da`(rash ?>(?=(%s -.jon) p.jon) dem:ag)
    ::  mu: a unit, of which null is none
    ++  mu
      |*  wit=fist
      |=(jon=json ?~(jon ~ (some (wit jon))))
    ::  ne, ni, ns, no: a number: with a fraction, whole, signed, as its text
    ::  nu: a number, of a text in base 16
    ++  ne
      |=  jon=json
      ^-  @rd
      =/  digits  (cook royl-cell:^so json-rn)
      (ryld (rash ?>(?=([%n *] jon) p.jon) digits))
    ++  ni  |=(jon=json (rash ?>(?=([%n *] jon) p.jon) dem))
    ++  ns
      |=  jon=json
      ^-  @s
      =/  sign  ;~(pose (cold | hep) (easy &))
      (new:si (rash ?>(?=([%n *] jon) p.jon) ;~(plug sign dem)))
    ++  no  |=(jon=json ?>(?=([%n *] jon) p.jon))
    ++  nu  |=(jon=json (rash ?>(?=([%s *] jon) p.jon) hex))
    ::  of: an object of one key, by that key, and the key
    ++  of
      |*  wer=(pole [cord fist])
      |=  jon=json
      ?>  ?=([%o [@ *] ~ ~] jon)
      ?>  ?=([[key=@t *] *] wer)
      ?:  =(key.wer p.n.p.jon)
        [key.wer ~|(key+key.wer (->.wer q.n.p.jon))]
      ?~  +.wer  ~|(bad-key+p.n.p.jon !!)
      ((of +.wer) jon)
    ::  ot, ou: an object as a tuple of what is at keys; of what may be there
    ::  ot-raw, ou-raw: the same of a map
    ++  ot
      |*  wer=(pole [cord fist])
      |=  jon=json
      ((ot-raw wer) ?>(?=([%o *] jon) p.jon))
    ++  ot-raw
      |*  wer=(pole [cord fist])
      |=  jom=(map @t json)
      =/  new  ~|(key+-<.wer (->.wer (~(got by jom) -<.wer)))
      ?~  +.wer  new
      [new ((ot-raw +.wer) jom)]
    ++  ou
      |*  wer=(pole [cord fist])
      |=  jon=json
      ((ou-raw wer) ?>(?=([%o *] jon) p.jon))
    ++  ou-raw
      |*  wer=(pole [cord fist])
      |=  jom=(map @t json)
      =/  new  ~|(key+-<.wer (->.wer (~(get by jom) -<.wer)))
      ?~  +.wer  new
      [new ((ou-raw +.wer) jom)]
    ::  om, oj, op: an object as a map; as a map of sets; with keys as a rule
    ::  has them
    ++  om
      |*  wit=fist
      |=  jon=json
      (~(run by ?>(?=([%o *] jon) p.jon)) wit)
    ++  oj
      |*  wit=fist
      |=(jon=json `(jug cord _(wit *json))`((om (as wit)) jon))
    ++  op
      |*  [fel=rule wit=fist]
      |=  jon=json
      ^-  (map _(wonk *fel) _*wit)
      ?>  ?=([%o *] jon)
      %-  ~(gas by *(map _(wonk *fel) _*wit))
      %+  turn  ~(tap by p.jon)
      |=  [key=@t val=json]
      [(rash key fel) (wit val)]
    ::  pe: with a noun before it
    ++  pe
      |*  [pre=* wit=fist]
      (cu |*(* [pre +<]) wit)
    ::  so, sa, pa: a text as a cord, a tape, a path
    ::  se, su: as an atom of an aura, and as a rule has it
    ++  so  |=(jon=json ?>(?=([%s *] jon) p.jon))
    ++  sa  |=(jon=json (trip ?>(?=([%s *] jon) p.jon)))
    ++  pa  (su stap)
    ++  se
      |=  aur=@tas
      |=(jon=json (slav aur ?>(?=([%s *] jon) p.jon)))
    ++  su
      |*  sab=rule
      |=  jon=json
      ^+  (wonk *sab)
      (rash ?>(?=([%s *] jon) p.jon) sab)
    ::  uf, un: of what may be missing: with a default, and if it must not be
    ++  uf
      |*  [def=* wit=fist]
      |=(jon=(unit json) ?~(jon def (wit u.jon)))
    ++  un
      |*  wit=fist
      |=(jon=(unit json) (wit (need jon)))
    ::  ul: null
    ++  ul  |=(jon=json ?~(jon ~ !!))
    ::  za, zl, zm, zp: units, as unity has them
    ++  za  is-full:unity
    ++  zl  drop-list:unity
    ++  zm  drop-map:unity
    ++  zp  full-pole:unity
    --
  ::  dejs-soft: the same readers, which yield nothing for what is not as they
  ::  want it
  ++  dejs-soft
    =>  |%
        ::  grub, fist: what a reader yields; a reader
        ++  grub  (unit *)
        ++  fist  $-(json grub)
        --
    |%
    ::  ar, at, at-raw: an array as a list, as a tuple; a list as a tuple
    ::  bo, bu: a flag, and what it is not
    ::  ci, cu: what a gate finds in it, if anything; what a gate makes of it
    ++  ar
      |*  wit=fist
      |=  jon=json
      ?.(?=([%a *] jon) ~ (zl (turn p.jon wit)))
    ++  at
      |*  wil=(pole fist)
      |=  jon=json
      ?.  ?=([%a *] jon)  ~
      ?.  =((lent wil) (lent p.jon))  ~
      (drop-pole:unity ((at-raw wil) p.jon))
    ++  at-raw
      |*  wil=(pole fist)
      |=  jol=(list json)
      ?~  wil  ~
      ?~  jol  [~ ((at-raw +.wil) ~)]
      [(-.wil i.jol) ((at-raw +.wil) t.jol)]
    ++  bo  |=(jon=json ?.(?=([%b *] jon) ~ [~ u=p.jon]))
    ++  bu  |=(jon=json ?.(?=([%b *] jon) ~ [~ u=!p.jon]))
    ++  ci
      |*  [poq=gate wit=fist]
      |=(jon=json (biff (wit jon) poq))
    ++  cu
      |*  [poq=gate wit=fist]
      |=(jon=json (bind (wit jon) poq))
    ::  da: a time, of a text as mail has it
    ++  da
      |=  jon=json
      ?.(?=([%s *] jon) ~ (bind (stud:chrono:userlib p.jon) year))
    ::  dank: a document
    ++  dank
      ^-  $-(json (unit tank))
      %+  re  *tank
      |.  ~+
      =/  rows  (ar dank)
      %-  of
      :~  leaf+sa
          palm+(ot style+(ot mid+sa cap+sa open+sa close+sa ~) lines+rows ~)
          rose+(ot style+(ot mid+sa open+sa close+sa ~) lines+rows ~)
      ==
    ::  di: a time, of milliseconds
    ::  mu: a unit, of which null is none
    ::  ne, ni, no: a number: with a fraction, whole, as its text
    ::  of: an object of one key, by that key, and the key
    ::  ot, ot-raw: an object as a tuple of what is at keys, and a map
    ::  om, op: an object as a map, and with keys as a rule has them
    ::  pe: with a noun before it
    ++  di  (cu from-unix-ms:chrono:userlib ni)
    ++  mu
      |*  wit=fist
      |=(jon=json ?~(jon (some ~) (bind (wit jon) some)))
    ++  ne
      |=  jon=json
      ^-  (unit @rd)
      ?.  ?=([%n *] jon)  ~
      (bind (rush p.jon (cook royl-cell:^so json-rn)) ryld)
    ++  ni  |=(jon=json ?.(?=([%n *] jon) ~ (rush p.jon dem)))
    ++  no  |=(jon=json ?.(?=([%n *] jon) ~ (some p.jon)))
    ++  of
      |*  wer=(pole [cord fist])
      |=  jon=json
      ?.  ?=([%o [@ *] ~ ~] jon)  ~
      ?~  wer  ~
      ?.  =(-<.wer p.n.p.jon)
        ((of +.wer) jon)
      ((pe -<.wer ->.wer) q.n.p.jon)
    ++  ot
      |*  wer=(pole [cord fist])
      |=  jon=json
      ?.  ?=([%o *] jon)  ~
      (drop-pole:unity ((ot-raw wer) p.jon))
    ++  ot-raw
      |*  wer=(pole [cord fist])
      |=  jom=(map @t json)
      ?~  wer  ~
      =/  may  (~(get by jom) -<.wer)
      [?~(may ~ (->.wer u.may)) ((ot-raw +.wer) jom)]
    ++  om
      |*  wit=fist
      |=  jon=json
      ?:(?=([%o *] jon) (zm (~(run by p.jon) wit)) ~)
    ++  op
      |*  [fel=rule wit=fist]
      %+  cu
        |=  pairs=(list (pair _(wonk *fel) _(need *wit)))
        (my:nl pairs)
      %-  ci  :_  (om wit)
      |=  vals=(map cord _(need *wit))
      ^-  (unit (list _[(wonk *fel) (need *wit)]))
      %-  zl
      %+  turn  ~(tap by vals)
      |=  [key=cord val=_(need *wit)]
      (bind (rush key fel) |*(* [+< val]))
    ++  pe
      |*  [pre=* wit=fist]
      (cu |*(* [pre +<]) wit)
    ::  re: a reader that is made when it is called, with an example of what it
    ::  yields
    ++  re
      |*  [gar=* sef=_|.(fist)]
      |=(jon=json `(unit _gar)`((sef) jon))
    ::  sa, so, su: a text as a tape, as a cord, and as a rule has it
    ::  ul: null
    ::  za, zl, zm, zp: units, as unity has them
    ++  sa  |=(jon=json ?.(?=([%s *] jon) ~ (some (trip p.jon))))
    ++  so  |=(jon=json ?.(?=([%s *] jon) ~ (some p.jon)))
    ++  su
      |*  sab=rule
      |=(jon=json ?.(?=([%s *] jon) ~ (rush p.jon sab)))
    ++  ul  |=(jon=json ?~(jon (some ~) ~))
    ++  za  is-full:unity
    ++  zl  drop-list:unity
    ++  zm  drop-map:unity
    ++  zp  full-pole:unity
    --
  ::  klr: styled text
  ++  klr
    |%
    ::  make: text in which styles are nested as code points with their styles
    ::  > (make:klr:format ~['ab'])
    ::  [i=[p=[p={} q=[p=~ q=~]] q=~[~-a ~-b]] t=~]
    ++  make
      |=  a=styx
      ^-  stub
      =|  now=stye
      %-  pact
      |-  ^-  stub
      %-  zing
      %+  turn  a
      |=  one=$@(@t (pair styl styx))
      ?^  one  ^$(a q.one, now (styd p.one now))
      [now (tuba (trip one))]~
    ::  styd: a style with what changes in it
    ++  styd
      |=  [a=styl b=stye]
      ^+  b
      =/  decos
        ?~  p.a  p.b
        ?~(u.p.a ~ (~(put in p.b) u.p.a))
      [decos (fall p.q.a p.q.b) (fall q.q.a q.q.b)]
    ::  lent-char, lnts-char: how many code points, and of each piece
    ++  lent-char  |=(a=stub `@`(roll (lnts-char a) add))
    ++  lnts-char
      |=  a=stub
      ^-  (list @)
      (turn a |=(piece=(pair stye (list @c)) (lent q.piece)))
    ::  brek: of the lengths of pieces, which piece a place is in, and how much
    ::  there is up to its end
    ++  brek
      |=  [a=@ b=(list @)]
      ^-  (unit (pair @ @))
      =/  [at=@ sum=@]  [0 0]
      |-
      ?~  b  ~
      =.  sum  (add sum i.b)
      ?:((lth sum a) $(b t.b, at +(at)) `[at sum])
    ::  pact: with pieces of one style made one
    ++  pact
      |=  a=stub
      ^-  stub
      ?~  a  ~
      =/  rest  $(a t.a)
      ?~  rest  ~[i.a]
      ?.  =(p.i.a p.i.rest)  [i.a rest]
      [[p.i.a (weld q.i.a q.i.rest)] t.rest]
    ::  slag, scag: without, or only, so many code points at the beginning
    ++  slag
      |=  [a=@ b=stub]
      ^-  stub
      ?:  =(0 a)  b
      ?~  b  ~
      =/  size  (lent q.i.b)
      ?:  (gth size a)  [i.b(q (^slag a q.i.b)) t.b]
      $(a (sub a size), b t.b)
    ++  scag
      |=  [a=@ b=stub]
      ^-  stub
      ?:  =(0 a)  ~
      ?~  b  ~
      =/  size  (lent q.i.b)
      ?:  (gth size a)  ~[i.b(q (^scag a q.i.b))]
      [i.b $(a (sub a size), b t.b)]
    ::  swag: so many code points from a place on
    ++  swag  |=([[a=@ b=@] c=stub] (scag b (slag a c)))
    ::  wail: with other text laid over it from a place on, and a code point
    ::  repeated where there is none before it
    ++  wail
      |=  [a=stub b=@ c=stub d=@c]
      ^-  stub
      =/  size  (lent-char a)
      =/  gap=stub
        ?:((lte b size) ~ [*stye (reap (sub b size) d)]~)
      :(weld (scag b a) gap c (slag (add b (lent-char c)) a))
    --
  --
::
