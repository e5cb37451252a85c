  ::
  +|  %names-and-wings
  ::
  ::  name: a term
  ++  name
    |=  text=nail
    ^-  (like @tas)
    ?~  q.text  (fail text)
    ?.  (is-low i.q.text)  (fail text)
    =/  bytes=(list @)  ~[i.q.text]
    =/  rest=tape  t.q.text
    =/  column  +(q.p.text)
    |-  ^-  (like @tas)
    ?:  &(?=(^ rest) (is-name i.rest))
      $(rest t.rest, bytes [i.rest bytes], column +(column))
    =/  at=hair  [p.p.text column]
    [at ~ (rep 3 (flop bytes)) at rest]
  ::  arm-name: a term, or the empty name
  ++  arm-name
    |=  text=nail
    ^-  (like @tas)
    ?.(=('$' (peek text)) (name text) (done %$ (skip text)))
  ::  mota: an aura, which may be empty
  ++  mota
    %+  cook  |=([kind=tape size=tape] (rap 3 (weld kind size)))
    ;~(plug (star low) (star hig))
  ::  rope, ropa: a wing; wings, each in the next
  ++  rope
    |=  text=nail
    ^-  (like wing)
    ((several (one '.') a-limb) text)
  ++  ropa
    |=  text=nail
    ^-  (like [i=wing t=(list wing)])
    ((several (one ':') rope) text)
  ::  a-limb: a step of a wing
  ++  a-limb
    |=  text=nail
    ^-  (like limb)
    =/  byte  (peek text)
    ?:  (is-low byte)  (name text)
    %.  text
    ?+  byte  fail
      %','  (cold [%| 0 ~] next)
      %'$'  (cold %$ next)
      %'^'  (cook outer ;~(plug (plus (one '^')) arm-name))
      %'+'  (stag %& ;~(pose (behind '+' dim:ag) ven))
      %'-'  (stag %& ven)
      %'.'  (cold [%& 1] next)
      %'&'  (behind '&' (cook |=(n=@ [%& (sub (bex +(n)) 2)]) dim:ag))
      %'|'  (behind '|' (cook |=(n=@ [%& (dec (bex +(n)))]) dim:ag))
    ==
  ::  outer: a name in the cores around, past as many as there are marks
  ++  outer
    |=  [marks=(list @) name=term]
    ^-  limb
    [%| (lent marks) `name]
  ::
  +|  %atoms-and-texts
  ::
  ::  number: an unsigned number. Short decimal ones are read at once.
  ++  number
    |=  text=nail
    ^-  (like dime)
    =/  count  0
    =/  n  0
    =/  rest=nail  text
    |-  ^-  (like dime)
    =/  byte  (peek rest)
    ?:  &((lte byte '9') (gte byte '0') (lth count 3))
      ?:  &(=('0' byte) =(0 count))  (bisk:so text)
      $(count +(count), n (add (mul 10 n) (sub byte '0')), rest (skip rest))
    ?:  |(=('.' byte) =('\\' byte) =(0 count))  (bisk:so text)
    (done [%ud n] rest)
  ::  quote: a text in single quotes. Plain ones are read at once.
  ++  quote
    |=  text=nail
    ^-  (like @t)
    ?.  =('\'' (peek text))  (fail text)
    =/  [line=tape rest=tape column=@]
      [~ ?>(?=(^ q.text) t.q.text) +(q.p.text)]
    |-  ^-  (like @t)
    ?~  rest  (qut text)
    ?:  =('\'' i.rest)
      ?:  &(?=(~ line) =(`@`'\'' (peek [*hair t.rest])))  (qut text)
      =/  at=hair  [p.p.text +(column)]
      [at ~ (rap 3 (flop line)) at t.rest]
    ?:  |(=('\\' i.rest) !(is-print i.rest))  (qut text)
    $(rest t.rest, column +(column), line [i.rest line])
  ::  soil: a text in double quotes, or a block of lines
  ++  soil
    |=  text=nail
    ^-  (like (list woof))
    ?.  =('"' (peek text))  (fail text)
    ?:  ?=([* %'"' %'"' *] q.text)
      ((iny (ifix [(jest '"""\0a') (jest '\0a"""')] (woofs &))) text)
    ((within '"' '"' (woofs |)) text)
  ::  woofs: the pieces of a text, up to where it ends, or a block does
  ++  woofs
    |=  block=?
    |=  text=nail
    =/  far  p.text
    =|  made=(list woof)
    |-  ^-  (like (list woof))
    =/  byte  (peek text)
    =/  piece
      ^-  (like woof)
      %.  text
      ?+  byte  ?:((is-print byte) next fail)
        %'\\'   (behind '\\' (escape block))
        %'{'    (tagged ~ sump)
        %'"'    ?:(block next fail)
        %'\0a'  ?:(block ;~(less (jest '\0a"""') next) fail)
      ==
    =.  far  (last far p.piece)
    ?~  q.piece
      [(last far p.text) ~ (flop made) text]
    $(text q.u.q.piece, made [p.u.q.piece made])
  ::  escape: what a backslash may stand before
  ++  escape
    |=  block=?
    ;~  pose
      (one '\\')
      ?:(block fail (one '"'))
      (one '{')
      bix:ab
    ==
  ::  sump: expressions in braces, as a tuple
  ++  sump  (within '{' '}' (tagged %cltr hoons))
  ::  joined: texts behind each other, each behind the same rule
  ++  joined
    |*  mark=rule
    (several dog ;~(pfix mark soil))
  ::  spliced: texts as one
  ++  spliced
    |=  texts=(list (list woof))
    ^-  hoon
    [%knit (zing texts)]
  ::  phax: texts as a list: of what is embedded in them, and of what stands
  ::  between, as texts
  ++  phax
    |=  ruw=(list (list woof))
    ^-  (list hoon)
    =/  pieces=(list woof)  (zing ruw)
    =|  plain=(list @)
    =/  close
      |=  [plain=(list @) more=(list hoon)]
      ?~(plain more [[%mcfs %knit (flop plain)] more])
    |-  ^-  (list hoon)
    ?~  pieces  (close plain ~)
    ?@  i.pieces
      $(pieces t.pieces, plain [i.pieces plain])
    (close plain p.i.pieces $(pieces t.pieces, plain ~))
  ::
  +|  %paths
  ::
  ::  A tyke is the parts of a path: ~ for one that is to be had from elsewhere,
  ::  where a path has `=`.
  ::
  ::  gash: parts between slashes
  ::  limp: one or more, after slashes that stand for empty ones
  ::  gasp: a part with `=` on both sides, or such alone
  ++  gash
    %+  cook  |=(parts=(list tyke) `tyke`(zing parts))
    (more (one '/') limp)
  ++  limp
    %+  cook
      |=  [empty=(list @) parts=tyke]
      ^-  tyke
      (weld (reap (lent empty) `(unit hoon)``[%sand %tas %$]) parts)
    ;~(plug (star (one '/')) gasp)
  ++  gasp
    =/  holes  |=(signs=(list @) `tyke`(reap (lent signs) ~))
    =/  signs  (one '=')
    ;~  pose
      %+  cook
        |=  [before=(list @) part=hoon after=(list @)]
        ^-  tyke
        (weld (holes before) `tyke`[`part (holes after)])
      ;~(plug (star signs) hasp (star signs))
    ::
      (cook holes (plus signs))
    ==
  ::  hasp: a part that is given
  ++  hasp
    |=  text=nail
    ^-  (like hoon)
    %.  text
    ?+  (peek text)  (cook as-part nuck:so)
      %'['   (within '[' ']' wide)
      %'('   (tagged %cncl (within '(' ')' hoons))
      %'$'   (cold [%sand %tas %$] next)
      %'\''  (stag %sand (stag %t quote))
    ==
  ::  as-part: an atom as a part of a path: a term, or its text
  ++  as-part
    |=  read=coin
    ^-  hoon
    :+  %sand
      ?:(?=([%$ %tas @] read) %tas %ta)
    ~(rent co read)
  ::  poof: a path as expressions
  ++  poof
    |=  pax=path
    ^-  (list hoon)
    (turn pax |=(part=@ta [%sand %ta part]))
  ::  poon: parts, those that are missing from what is in the same place of a
  ::  path; ~ where it is too short
  ++  poon
    |=  [pag=(list hoon) goo=tyke]
    ^-  (unit (list hoon))
    ?~  goo  `~
    =/  part=(unit hoon)  ?^(i.goo i.goo ?~(pag ~ `i.pag))
    ?~  part  ~
    =/  rest  $(goo t.goo, pag ?~(pag ~ t.pag))
    ?~(rest ~ `[u.part u.rest])
  ::  posh: a path: parts put into the path of the text, or that itself; and if
  ::  so many are dropped at its end, other parts put in their place
  ++  posh
    |=  [pre=(unit tyke) pof=(unit [p=@ud q=tyke])]
    ^-  (unit (list hoon))
    =/  own  (poof wer)
    =/  base=(unit (list hoon))
      ?~  pre  `own
      =/  given  (poon own u.pre)
      ?:  |(?=(~ given) ?=(~ pof))  given
      `(weld u.given (slag (lent u.pre) own))
    ?:  |(?=(~ base) ?=(~ pof))  base
    =/  kept   (sub (lent u.base) (min p.u.pof (lent u.base)))
    =/  after  (poon (slag kept u.base) q.u.pof)
    ?~(after ~ `(weld (scag kept u.base) u.after))
  ::  porc: how many parts are dropped, and what comes in their place
  ::  poor: the parts of a path behind its slash
  ++  porc  ;~(plug (cook lent (star (one '%'))) (behind '/' gash))
  ++  poor
    %+  sear  posh
    ;~(plug (stag ~ gash) (punt (behind '%' porc)))
  ::  rood, reed: a path; one whose parts have types
  ++  rood  (behind '/' (tagged %clsg poor))
  ++  reed  (behind '/' (tagged %clsg (more (one '/') stem)))
  ::  stem: a part with its type: a constant, a literal beside its aura, an
  ::  expression, or one behind the aura it has
  ++  stem
    |=  text=nail
    ^-  (like hoon)
    =/  embed
      ;~  pose
        (within '[' ']' wide)
        (tagged %cncl (within '(' ')' hoons))
      ==
    =/  byte  (peek text)
    ?:  (is-low byte)
      %.  text
      ;~  pose
        %+  cook
          |=([kind=term gen=hoon] `hoon`[%clhp [%rock %tas kind] gen])
        ;~(plug name (behind '+' embed))
      ::
        (cook |=(part=term `hoon`[%rock %tas part]) name)
      ==
    =/  sure
      |=  part=dime
      ^-  hoon
      [%clhp [%rock %tas p.part] [%sand part]]
    =/  typed
      |=  part=dime
      ^-  (unit hoon)
      ?~(((soft iota) part) ~ `(sure part))
    %.  text
    ?+  byte  ?:(&((gte byte '0') (lte byte '9')) (sear typed bisk:so) fail)
      %'$'   (cold [%rock %tas %$] next)
      %'-'   (sear typed tash:so)
      %'.'   (behind '.' (cook sure zust:so))
      %'~'   (behind '~' (sear typed ;~(pose crub:so (easy [%n 0]))))
      %'\''  (cook |=(part=@ (sure %t part)) quote)
      %'['   embed
      %'('   embed
    ==
  ::  plex: the path that an expression is, if it is one of constants
  ++  plex
    |=  gen=hoon
    ^-  (unit path)
    ?+    gen  ~
        [%dbug *]  $(gen q.gen)
        [%clsg *]
      =/  parts  p.gen
      |-  ^-  (unit path)
      ?~  parts  `/
      ?.  ?=([%sand ?(%ta %tas) @] i.parts)  ~
      =/  rest  $(parts t.parts)
      ?~(rest ~ `[q.i.parts u.rest])
    ==
