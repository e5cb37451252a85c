  ::
  +|  %structures
  ::
  ::  scad: a structure that is no rune, by its first byte
  ++  scad
    |=  text=nail
    ^-  (like spec)
    =/  byte  (peek text)
    ?:  (is-low byte)
      %.  text
      ;~  pose
        (tagged %bcts ;~(plug name (behind '=' wyde)))
        (tagged %like ropa)
      ==
    %.  text
    ?+  byte  fail
      %'@'  (behind '@' (tagged %base (tagged %atom mota)))
      %'('  (tagged %make (within '(' ')' call))
      %'['  (tagged %bccl (within '[' ']' specs))
      %'%'  (behind '%' constant)
      %'*'  (cold [%base %noun] next)
      %'_'  (behind '_' (tagged %bccb wide))
      %'?'  ;~(pose choice (cold [%base %flag] next))
      %'~'  (cold [%base %null] next)
      %'^'  ;~(pose (tagged %like ropa) (cold [%base %cell] next))
      %'$'  (tagged %like ropa)
      %'='  (behind '=' self-named)
      %'/'  (behind '/' (tagged %loop arm-name))
      %','  (behind ',' (tagged %bcmc wide))
      %'!'  (cold [%base %void] ;~(plug (one '!') (one '!')))
    ==
  ::  call: a gate that makes a structure, and those that it makes it of
  ::  choice: one of several
  ++  call    ;~(plug wide ;~(pose (behind ' ' specs) (easy ~)))
  ++  choice  (behind '?' (tagged %bcwt (within '(' ')' specs)))
  ::  single: an atom that is written, and nothing that is made of some
  ++  single
    %+  sear
      |=(read=coin ^-((unit dime) ?.(?=(%$ -.read) ~ `p.read)))
    nuck:so
  ::  constant: one atom only, behind its sign
  ++  constant
    |=  text=nail
    ^-  (like spec)
    ?:  (is-low (peek text))
      ((tagged %leaf (tagged %tas name)) text)
    %.  text
    ?+  (peek text)  (tagged %leaf single)
      %'$'   (cold [%leaf %tas %$] next)
      %'&'   (cold [%leaf %f &] next)
      %'|'   (cold [%leaf %f |] next)
      %'\''  (tagged %leaf (tagged %t quote))
    ==
  ::  self-named: a structure whose name is its face, with a prefix or without
  ++  self-named
    =/  naming
      |=  [prefix=(unit term) mod=spec]
      ^-  (unit spec)
      %+  bind  ~(autoname ax mod)
      |=  name=term
      [%bcts ?~(prefix name (rap 3 u.prefix '-' name ~)) mod]
    %+  sear  naming
    ;~(pose ;~(plug (tagged ~ name) (behind '=' wyde)) (tagged ~ wyde))
  ::  path-structure: the structure of a path whose parts have types
  ++  path-structure
    |=  text=nail
    ^-  (like spec)
    =/  more   ;~(less ;~(plug (one '/') (one '*')) (one '/'))
    =/  whole  ;~(plug (one '/') (one '*'))
    %.  text
    ;~  pfix  (one '#')  (one '/')
      %+  cook
        |=  [[first=spec more=(list spec)] end=spec]
        ^-  spec
        [%bccl first (snoc more end)]
      ;~  plug
        (several more path-part)
        ;~(pose (cold `spec`[%base %noun] whole) (easy `spec`[%base %null]))
      ==
    ==
  ::  path-part: a part of it: a constant, or a type, with a name or without
  ++  path-part
    |=  text=nail
    ^-  (like spec)
    =/  typed
      |=  [kind=aura value=spec]
      ^-  spec
      [%bccl [%leaf %tas kind] value ~]
    =/  bare  |=(kind=aura (typed kind [%base %atom kind]))
    =/  named
      |=  [name=term kind=aura]
      %+  typed  kind
      :+  %bcts  name
      ?+  kind  [%base %atom kind]
        %f  [%base %flag]
        %n  [%base %null]
      ==
    %.  text
    ?+    (peek text)
        ;~  pose
          (cook named ;~(plug name ;~(pfix (one '=') (one '@') mota)))
          (cook |=(part=term `spec`[%leaf %tas part]) name)
        ==
      %'@'  (behind '@' (cook bare mota))
      %'?'  (cold (typed %f [%base %flag]) next)
      %'~'  (cold (typed %n [%base %null]) next)
    ==
  ::
  +|  %expressions
  ::
  ::  scat: an expression that is no rune, by its first byte
  ++  scat
    |=  text=nail
    ^-  (like hoon)
    =/  byte  (peek text)
    ?:  (is-low byte)  (rump text)
    %.  text
    ?+  byte  ?:(&((lte byte '9') (gte byte '0')) numbered fail)
      %'('   (tagged %cncl (within '(' ')' hoons))
      %'['   rupl
      %'%'   (behind '%' of-cen)
      %'~'   of-sig
      %'.'   ;~(pose (cook (jock |) (behind '.' perd:so)) called)
      %'+'   of-lus
      %'-'   of-hep
      %'\''  (tagged %sand (tagged %t quote))
      %'"'   (cook spliced (several dog soil))
      %'`'   (behind '`' of-tic)
      %'^'   ;~(pose (tagged %wing rope) (cold [%base %cell] next))
      %'='   (behind '=' of-tis)
      %'$'   of-buc
      %'@'   (behind '@' (tagged %base (tagged %atom mota)))
      %'*'   ;~(pose (tagged %kttr (behind '*' wyde)) (cold [%base %noun] next))
      %'?'   ;~(pose (tagged %ktcl choice) (cold [%base %flag] next))
      %'&'   (of-flag '&' & %wtpm)
      %'|'   (of-flag '|' | %wtbr)
      %','   ;~(pose (tagged %ktcl (behind ',' wyde)) (tagged %wing rope))
      %'!'   ;~(pose (tagged %wtzp (behind '!' wide)) crash)
      %'_'   (behind '_' (tagged %ktcl (tagged %bccb wide)))
      %':'   (behind ':' of-col)
      %'/'   rood
      %'<'   (tagged %tell (within '<' '>' hoons))
      %'>'   (tagged %yell (within '>' '<' hoons))
      %'#'   (behind '#' reed)
    ==
  ::  crash: what always crashes
  ::  of-col: a fold over expressions, or a text as a node
  ++  crash   (cold `hoon`[%zpzp ~] ;~(plug (one '!') (one '!')))
  ++  of-col
    ;~  pose
      (tagged %mccl (within '(' ')' hoons))
      (tagged %mcfs (behind '/' wide))
    ==
  ::  called: a wing that may be an arm's
  ++  called  (cook |=(way=wing `hoon`[%cnts way ~]) rope)
  ::  wede: behind a sign, what a constant or a name is paired with
  ++  wede
    |=  text=nail
    ^-  (like hoon)
    ?.  ?=(?(%'+' %'/') (peek text))  (fail text)
    (wide (skip text))
  ::  rump: a wing, or a name as a constant with what it is paired with
  ++  rump
    |=  text=nail
    ^-  (like hoon)
    =/  vex  (rope text)
    ?~  q.vex  vex
    =/  yit  (wede q.u.q.vex)
    =/  far  (last p.vex p.yit)
    ?~  q.yit  [far ~ [%wing p.u.q.vex] q.u.q.vex]
    ?.  ?=([@ ~] p.u.q.vex)  [far ~]
    [far ~ [[%rock %tas i.p.u.q.vex] p.u.q.yit] q.u.q.yit]
  ::  numbered: a number, perhaps with what it is paired with
  ++  numbered
    |=  text=nail
    ^-  (like hoon)
    =/  vex  (number text)
    ?~  q.vex  vex
    =/  yit  (wede q.u.q.vex)
    =/  far  (last p.vex p.yit)
    ?~  q.yit  [far ~ [%sand p.u.q.vex] q.u.q.vex]
    [far ~ [[%rock p.u.q.vex] p.u.q.yit] q.u.q.yit]
  ::  of-flag: what begins with the sign of yes or of no
  ++  of-flag
    |=  [sign=@ flag=? tag=?(%wtpm %wtbr)]
    |=  text=nail
    ^-  (like hoon)
    =/  all
      |=  all=(list hoon)
      ^-  hoon
      ?:(?=(%wtpm tag) [%wtpm all] [%wtbr all])
    %.  text
    ;~  pose
      called
      (behind sign (cook all (within '(' ')' hoons)))
      (behind sign (tagged [%rock %f flag] wede))
      (cold `hoon`[%sand %f flag] next)
    ==
  ::  of-buc: a name, or a constant as it used to be written
  ++  of-buc
    ;~  pose
      %+  behind  '$'
      ;~  pose
        (cold `hoon`[%leaf %tas %$] (one '$'))
        (cook |=(text=@t `hoon`[%leaf %t text]) quote)
        (tagged %leaf single)
      ==
    ::
      rump
    ==
  ::  of-cen: a constant, or a path from that of the text
  ++  of-cen
    |=  text=nail
    ^-  (like hoon)
    =/  byte  (peek text)
    ?:  (is-low byte)
      ((cook |=(part=term `hoon`[%rock %tas part]) name) text)
    =/  own
      |=  [drop=@ud parts=tyke]
      ^-  (unit hoon)
      (bind (posh ~ ~ drop parts) |=(all=(list hoon) [%clsg all]))
    %.  text
    ?+  byte
        ;~  pose
          (sear own porc)
          (cook (jock &) nuck:so)
          (sear |=(marks=(list) (own (lent marks) ~)) (star (one '%')))
        ==
      %'$'   (cold [%rock %tas %$] next)
      %'&'   (cold [%rock %f &] next)
      %'|'   (cold [%rock %f |] next)
      %'\''  ;~(pose (tagged %rock (tagged %t quote)) (sear own (easy 0 ~)))
    ==
  ::  of-lus, of-hep: an increment or a head, a text as a node or as nodes, or a
  ::  wing
  ++  of-lus
    ;~  pose
      (tagged %dtls (behind '+' (within '(' ')' wide)))
      (tagged %mcfs (cook spliced (joined (one '+'))))
      called
    ==
  ++  of-hep
    ;~  pose
      (tagged %sand tash:so)
      (tagged %clsg (cook phax (joined (one '-'))))
      called
    ==
  ::  of-tis: a comparison, or a structure under its own name
  ++  of-tis
    ;~  pose
      (tagged %dtts (within '(' ')' (both (one ' ') wide wide)))
      %+  sear
        |=  mod=spec
        ^-  (unit hoon)
        (bind ~(autoname ax mod) |=(name=term [%ktts name %kttr mod]))
      wyde
    ==
  ::  of-tic: a cast to an aura, a noun, a structure or an example; a unit
  ++  of-tic
    =/  rest  (behind '`' wide)
    ;~  pose
      %+  cook
        |=  [kind=aura gen=hoon]
        `hoon`[%ktls [%sand kind 0] %ktls [%sand %$ 0] gen]
      (behind '@' ;~(plug mota rest))
    ::
      (cook |=(gen=hoon `hoon`[%kthp [%base %noun] gen]) (behind '*' rest))
      (tagged %kthp ;~(plug wyde rest))
      (tagged %ktls (behind '+' ;~(plug wide rest)))
      (tagged [%rock %n ~] wide)
    ==
  ::  of-sig: a list, a call of an arm, an atom, or null. What was no list as a
  ::  tuple is none here either
  ++  of-sig
    ;~  pose
      rupl
      %+  behind  '~'
      |=  text=nail
      ^-  (like hoon)
      %.  text
      ;~  pose
        ?+  (peek text)  (cook (jock |) twid:so)
          %'['  fail
          %'('  (tagged %cnsg (within '(' ')' pull))
        ==
        (tagged [%bust %null] wede)
        (easy [%bust %null])
      ==
    ==
  ::  pull: an arm, a door, and its sample
  ++  pull  (both (one ' ') rope (both (one ' ') wide hoons))
  ::  rupl: a tuple in brackets, or a list, and that as the one item of a list
  ++  rupl
    |=  text=nail
    ^-  (like hoon)
    =/  inside
      ;~  pose
        ;~(pfix (one ' ') ;~(sfix (several gap tall) gap))
        hoons
      ==
    %.  text
    %+  cook
      |=  [list=? all=(list hoon) more=?]
      ^-  hoon
      =/  gen=hoon  ?:(list [%clsg all] [%cltr all])
      ?.(more gen [%clsg gen ~])
    ;~  plug
      ;~(pose (cold | (one '[')) (cold & ;~(plug (one '~') (one '['))))
      inside
      ;~(pose (cold & ;~(plug (one ']') (one '~'))) (cold | (one ']')))
    ==
  ::  lute: a tuple in brackets, in tall form
  ++  lute
    |=  text=nail
    ^-  (like hoon)
    ?.  =('[' (peek text))  (fail text)
    %.  text
    %+  tagged  %cltr
    (within '[' ']' (ifix [gap gap] (several gap tall)))
  ::  long: an expression that is no rune, and one suffix: a value to which it
  ::  gives a name or a pattern, a subject for it, what it is paired with, or
  ::  changes in it. A suffix that makes no sense there is left
  ++  long
    |=  text=nail
    ^-  (like hoon)
    =/  vex  (scat text)
    ?~  q.vex  vex
    =/  ros  p.u.q.vex
    =/  rest  q.u.q.vex
    =/  made
      ^-  (like hoon)
      %.  rest
      ?+  (peek rest)  fail
        %'='  (behind '=' (sear (named ros) wide))
        %':'  (behind ':' (sear (seen ros) wide))
        %'^'  (behind '^' (cook |=(gen=hoon `hoon`[ros gen]) wide))
        %'('  (sear (changed ros) (within '(' ')' lobo))
      ==
    =/  far  (last p.vex p.made)
    ?~  q.made  [far q.vex]
    [far q.made]
  ::  named, seen, changed: what an expression with a suffix comes to
  ++  named
    |=  ros=hoon
    |=  gen=hoon
    ^-  (unit hoon)
    (bind ~(flay ap ros) |=(=skin [%ktts skin gen]))
  ++  seen
    |=  ros=hoon
    |=  gen=hoon
    ^-  (unit hoon)
    ?:(?=([%base %flag] ros) ~ `[%tsgl ros gen])
  ++  changed
    |=  ros=hoon
    |=  all=(list (pair wing hoon))
    ^-  (unit hoon)
    (bind ~(reek ap ros) |=(=wing [%cnts wing all]))
  ::  wise: a declaration: a name, a name and its type, or a type
  ++  wise
    |=  text=nail
    ^-  (like skin)
    =/  typed  |=(mod=spec `skin`[%spec mod %base %noun])
    %.  text
    ;~  pose
      %+  behind  '='
      %+  sear
        |=  mod=spec
        ^-  (unit skin)
        (bind ~(autoname ax mod) |=(name=term [%name name (typed mod)]))
      wyde
    ::
      %+  cook
        |=  [name=term mod=(unit spec)]
        ^-  skin
        ?~(mod name [%name name (typed u.mod)])
      ;~(plug name (punt ;~(pose (behind '/' wyde) (behind '=' wyde))))
    ::
      (cook typed wyde)
    ==
  ::
  +|  %forms
  ::
  ::  tall, wide: an expression. In wide form it is remembered: the same text
  ::  can be tried as one thing after another, and such nest
  ::  till, wyde: a structure
  ++  tall
    |=  text=nail
    ^-  (like hoon)
    (wart text ((clad a-hoon) text))
  ++  wide
    |=  text=nail
    ~+
    ^-  (like hoon)
    =/  vex  (expression:(norm |) text)
    ?^  q.vex  (wart text vex)
    =/  yit  (much p.vex (long text))
    ?^  q.yit  (wart text yit)
    ?.  =(';' (peek text))  yit
    (wart text (much p.yit (apex:(sail |) text)))
  ++  till
    |=  text=nail
    ^-  (like spec)
    (wert text ((coat (a-spec &)) text))
  ++  wyde
    |=  text=nail
    ^-  (like spec)
    (wert text ((a-spec |) text))
  ::  a-hoon: an expression in tall form without its documentation
  ++  a-hoon
    |=  text=nail
    ^-  (like hoon)
    =/  vex  (expression:(norm &) text)
    ?^  q.vex  vex
    =/  yit  (much p.vex (long text))
    ?^  q.yit  yit
    ?+  (peek text)  yit
      %'['  (much p.yit (lute text))
      %';'  (much p.yit (apex:(sail &) text))
    ==
  ::  a-spec: a structure without its documentation
  ++  a-spec
    |=  tol=?
    |=  text=nail
    ^-  (like spec)
    =/  vex  (structure:(norm tol) text)
    ?^  q.vex  vex
    (much p.vex (scad text))
  ::  wart, wert: an expression and a structure with the place where they stand
  ++  wart
    |=  [from=nail vex=(like hoon)]
    ^+  vex
    ?.  &(bug ?=(^ q.vex))  vex
    vex(p.u.q [%dbug [wer p.from p.q.u.q.vex] p.u.q.vex])
  ++  wert
    |=  [from=nail vex=(like spec)]
    ^+  vex
    ?.  &(bug ?=(^ q.vex))  vex
    vex(p.u.q [%dbug [wer p.from p.q.u.q.vex] p.u.q.vex])
