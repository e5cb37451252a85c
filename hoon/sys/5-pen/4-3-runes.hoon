  ::
  +|  %runes
  ::
  ::  norm: runes, in tall form or in wide form
  ++  norm
    |=  tol=?
    |%
    ::  expression, structure: a rune with what belongs to it
    ++  expression
      |=  text=nail
      ^-  (like hoon)
      ?~  q.text  (fail text)
      =/  rest   (after text)
      =/  glyph  (peek rest)
      ?+  i.q.text  (fail text)
        %'|'  ((of-core glyph) rest)
        %'$'  ((of-mold glyph) rest)
        %'%'  ((of-call glyph) rest)
        %':'  ((of-cell glyph) rest)
        %'.'  ((of-nock glyph) rest)
        %'^'  ((of-cast glyph) rest)
        %'~'  ((of-hint glyph) rest)
        %';'  ((of-make glyph) rest)
        %'='  ((of-subject glyph) rest)
        %'?'  ((of-test glyph) rest)
        %'!'  ((of-rest glyph) rest)
      ==
    ++  structure
      |=  text=nail
      ^-  (like spec)
      ?~  q.text  (fail text)
      ?+  i.q.text  (fail text)
        %'$'  =+((after text) ((of-spec (peek -)) -))
        %'%'  =+((after text) ((of-made (peek -)) -))
        %'#'  (path-structure text)
      ==
    ::  after: behind a byte that is no line end
    ++  after  |=(text=nail ?~(q.text text text(q.p +(q.p.text), q t.q.text)))
    ::
    ::  The runes: a table for each first glyph, and in it a row for each
    ::  second one, with the tag and the shape of what belongs to it. A shape
    ::  has a word for each part: `h` an expression, `s` a structure, `w` a
    ::  wing, `n` a name, `d` a declaration, `k` a pattern, `t` what is tested;
    ::  `all-h`, `all-s`, `edits` and `cases` are lists that are closed in tall
    ::  form.
    ::
    ::  of-core, of-mold, ...: the runes with that first glyph; of-spec, of-made
    ::  those of structures
    ++  of-core
      |=  glyph=@
      ?+  glyph  fail
        %'='  (rune %brts s-h)
        %'-'  (rune %brhp h)
        %'^'  (rune %brkt h-core)
        %'%'  (rune %brcn no-core)
        %'.'  (rune %brdt h)
        %'*'  (rune %brtr s-h)
        %'~'  (rune %brsg s-h)
        %'?'  (rune %brwt h)
        %'_'  (rune %brcb s-aliases-core)
        %':'  (rune %brcl h-h)
        %'@'  (rune %brpt no-core)
        %'$'  (rune %brbc names-s)
      ==
    ++  of-mold
      |=  glyph=@
      ?+  glyph  (tagged %ktcl (of-spec glyph))
        %'.'  (rune %kttr s)
        %','  (rune %ktcl s)
        %';'  fail
      ==
    ++  of-spec
      |=  glyph=@
      ^-  $-(nail (like spec))
      ?+  glyph  fail
        %'@'  (rune %bcpt s-s)
        %'_'  (rune %bccb h)
        %':'  (rune %bccl all-s)
        %'%'  (rune %bccn all-s)
        %'<'  (rune %bcgl s-s)
        %'>'  (rune %bcgr s-s)
        %'|'  (rune %bcbr s-h)
        %'&'  (rune %bcpm s-h)
        %'^'  (rune %bckt s-s)
        %'~'  (rune %bcsg h-s)
        %'-'  (rune %bchp s-s)
        %'='  (rune %bcts n-s)
        %'?'  (rune %bcwt all-s)
        %'+'  (rune %bcls n-s)
        %';'  (rune %bcmc h)
      ==
    ++  of-made
      |=  glyph=@
      ?+  glyph  fail
        %'-'  (rune %make make-s)
        %'+'  (rune %make make-s-s)
        %'^'  (rune %make make-s-s-s)
        %':'  (rune %make make-all-s)
        %'.'  (rune %make s-make)
      ==
    ++  of-call
      |=  glyph=@
      ?+  glyph  fail
        %'+'  (rune %cnls h-h-h)
        %'-'  (rune %cnhp h-h)
        %'='  (rune %cnts w-edits)
        %'^'  (rune %cnkt h-h-h-h)
        %'.'  (rune %cndt h-h)
        %'*'  (rune %cntr w-h-edits)
        %'~'  (rune %cnsg w-h-one)
        %'_'  (rune %cncb w-edits)
        %':'  (rune %cncl h-all-h)
      ==
    ++  of-cell
      |=  glyph=@
      ?+  glyph  fail
        %'-'  (rune %clhp h-h)
        %'_'  (rune %clcb h-h)
        %'+'  (rune %clls h-h-h)
        %'~'  (rune %clsg all-h)
        %'*'  (rune %cltr all-h)
        %'^'  (rune %clkt h-h-h-h)
      ==
    ++  of-nock
      |=  glyph=@
      ?+  glyph  fail
        %'+'  (rune %dtls h)
        %'*'  (rune %dttr h-h)
        %'='  (rune %dtts h-h)
        %'?'  (rune %dtwt h)
        %'^'  (rune %dtkt s-tuple)
      ==
    ++  of-cast
      |=  glyph=@
      ?+  glyph  fail
        %'-'  (rune %kthp s-h)
        %'+'  (rune %ktls h-h)
        %'='  (rune %ktts k-h)
        %'*'  (rune %kttr s)
        %':'  (rune %ktcl s)
        %'.'  (rune %ktdt h-h)
        %'~'  (rune %ktsg h)
        %'|'  (rune %ktbr h)
        %'&'  (rune %ktpm h)
        %'?'  (rune %ktwt h)
      ==
    ++  of-hint
      |=  glyph=@
      ?+  glyph  fail
        %'/'  (rune %sgfs jet-h)
        %'>'  (rune %sggr hint-h)
        %'<'  (rune %sggl hint-h)
        %'|'  (rune %sgbr h-h)
        %'&'  (rune %sgpm level-h-h)
        %'?'  (rune %sgwt level-h-h-h)
        %'+'  (rune %sgls memo-h)
        %'%'  (rune %sgcn jet-h-hooks-h)
        %'_'  (rune %sgcb h-h)
        %'$'  (rune %sgbc term-h)
        %'='  (rune %sgts h-h)
        %'!'  (rune %sgzp h-h)
      ==
    ++  of-make
      |=  glyph=@
      ?+  glyph  fail
        %'~'  (rune %mcsg h-all-h)
        %':'  (rune %mccl h-all-h)
        %';'  (rune %mcmc s-h)
        %'/'  (rune %mcfs h)
        %'<'  (rune %mcgl s-h-h-h)
      ==
    ++  of-subject
      |=  glyph=@
      ?+  glyph  fail
        %'/'  (rune %tsfs d-h-h)
        %'+'  (rune %tsls h-h)
        %'.'  (rune %tsdt w-h-h)
        %'>'  (rune %tsgr h-h)
        %'<'  (rune %tsgl h-h)
        %'|'  (rune %tsbr s-h)
        %'^'  (rune %tskt d-w-h-h)
        %'?'  (rune %tswt w-h-h-h)
        %'*'  (rune %tstr alias-h)
        %';'  (rune %tsmc d-h-h)
        %'-'  (rune %tshp h-h)
        %':'  (rune %tscl edits-h)
        %'~'  (rune %tssg h-all-h)
        %','  (rune %tscm h-h)
      ==
    ++  of-test
      |=  glyph=@
      ?+  glyph  fail
        %':'  (rune %wtcl h-h-h)
        %'.'  (rune %wtdt h-h-h)
        %'='  (test s-t)
        %'~'  (test t-null)
        %'^'  (test t-cell)
        %'@'  (test t-atom)
        %'-'  (test t-cases)
        %'+'  (test t-h-cases)
        %'>'  (rune %wtgr h-h)
        %'<'  (rune %wtgl h-h)
        %'&'  (rune %wtpm all-h)
        %'|'  (rune %wtbr all-h)
        %'!'  (rune %wtzp h)
        %'#'  (test k-t)
      ==
    ++  of-rest
      |=  glyph=@
      ?+  glyph  fail
        %'>'  (rune %zpgr h)
        %'<'  (rune %zpgl s-h)
        %':'  (test h-spotted)
        %'.'  (test h-unspotted)
        %'='  (rune %zpts h)
        %'?'  (rune %zpwt versions-h)
        %'@'  (rune %zppt wings-h-h)
        %','  (rune %zpcm h-h)
        %';'  (rune %zpmc h-h)
      ==
    ::
    ::  rune: what belongs to a rune, behind its second glyph, with its tag
    ::  test: what belongs to a rune that is made into something else
    ++  rune
      |*  [tag=@ shape=_h]
      |=  text=nail
      =/  vex  ((arguments shape) (skip text))
      ?~  q.vex  vex
      [p=p.vex q=[~ u=[p=[tag p.u.q.vex] q=q.u.q.vex]]]
    ++  test
      |*  shape=_h
      |=  text=nail
      ((arguments shape) (skip text))
    ::  arguments: in tall form, what belongs to a rune behind a gap; and in any
    ::  form, in parentheses. A gap ends before a comment that documents, unless
    ::  that leads nowhere
    ++  arguments
      |*  shape=_h
      =/  dense  |.((within '(' ')' $:shape(tol |)))
      |=  text=nail
      ^-  (like _(wonk ($:dense text)))
      ?.  tol  ($:dense text)
      =/  leapt  (jump text)
      =/  vex
        ^-  (like _(wonk ($:dense text)))
        ?~  q.leapt  [p.leapt ~]
        (much p.leapt ($:shape q.u.q.leapt))
      ?^  q.vex  vex
      ?:  =('(' (peek text))  (much p.vex ($:dense text))
      =/  gapped  (gap text)
      ?~  q.gapped  [(last p.vex p.gapped) ~]
      ?:  &(?=(^ q.leapt) =(p.q.u.q.leapt p.q.u.q.gapped))  vex
      (much (last p.vex p.gapped) ($:shape q.u.q.gapped))
    ::
    ::  loaf, loan: an expression, a structure
    ::  loll: an expression without documentation
    ::  lore: a pattern
    ++  loaf  ?:(tol tall wide)
    ++  loan  ?:(tol till wyde)
    ++  loll  ?:(tol tall(doc |) wide(doc |))
    ++  lore  (sear |=(gen=hoon ~(flay ap gen)) loaf)
    ::  mush, muck: what parts things; documentation of the next one may follow
    ::  muss, mash: what parts pairs of things
    ++  mush  ?:(tol jump (one ' '))
    ++  muck  ?:(tol gap (one ' '))
    ++  muss  ?:(tol jump comma)
    ++  mash  ?:(tol gap comma)
    ::  closed: what an end mark closes in tall form
    ++  closed
      |*  list=rule
      |=  text=nail
      =/  vex  (list text)
      ?:  |(!tol ?=(~ q.vex))  vex
      =/  end  (;~(plug gap duz) q.u.q.vex)
      ?~  q.end  [p=(last p.vex p.end) q=~]
      [p=(last p.vex p.end) q=[~ u=[p=p.u.q.vex q=q.u.q.end]]]
    ::  listed: a list of one
    ++  listed  |*(one=rule (cook |*(made=* [made ~]) one))
    ::  hoons-in, specs-in: one or more
    ::  edits: one or more, of ways and what is put there
    ::  cases: of structures and what to do
    ++  hoons-in  (several mush loaf)
    ++  specs-in  (several mush loan)
    ++  edits     (several mash (both mush rope loaf))
    ++  cases     (several muss (both mush loan loaf))
    ::
    ::  h, s, ...: the shapes. They are traps, as the same is wanted in both
    ::  forms.
    ++  h         |.(loaf)
    ++  h-h       |.((both mush loaf loaf))
    ++  h-h-h     |.((both mush loaf (both mush loaf loaf)))
    ++  h-h-h-h
      |.((both mush loaf (both mush loaf (both mush loaf loaf))))
    ++  all-h     |.((closed hoons-in))
    ++  h-all-h   |.((closed (both mush loaf hoons-in)))
    ++  s         |.(loan)
    ++  s-s       |.((both mush loan loan))
    ++  s-h       |.((both mush loan loaf))
    ++  s-h-h-h
      |.((both mush loan (both mush loaf (both mush loaf loaf))))
    ++  h-s       |.((both mush loaf loan))
    ++  n-s       |.((both mush name loan))
    ++  all-s     |.((closed specs-in))
    ++  make-s    |.((both mush loaf (listed loan)))
    ++  make-s-s  |.((both mush loaf (both mush loan (listed loan))))
    ++  make-s-s-s
      |.((both mush loaf (both mush loan (both mush loan (listed loan)))))
    ++  make-all-s  |.((both mush loaf (closed specs-in)))
    ++  s-make
      |.  %+  cook  |=([one=spec gen=hoon] [gen one ~])
      (both mush loan loaf)
    ++  s-tuple   |.((both muck loan (tagged %cltr (closed hoons-in))))
    ++  w-h-h     |.((both mush rope (both mush loaf loaf)))
    ++  w-h-h-h
      |.((both mush rope (both mush loaf (both mush loaf loaf))))
    ++  w-edits   |.((closed (both muck rope edits)))
    ++  w-h-edits  |.((closed (both muck rope (both muck loaf edits))))
    ++  w-h-one   |.((both muck rope (both muck loaf (listed loaf))))
    ++  wings-h-h  |.((both mush ropa (both mush loaf loaf)))
    ++  edits-h   |.((both mush (closed edits) loaf))
    ++  d-h-h     |.((both mush wise (both mush loaf loaf)))
    ++  d-w-h-h
      |.((both muck wise (both muck rope (both muck loaf loaf))))
    ++  k-h       |.((both mush lore loaf))
    ++  alias-h   |.((both muck lomp (both muck loll loaf)))
    ++  no-core   |.((tagged ~ core-tail))
    ++  h-core    |.((both mush loaf core-tail))
    ++  s-aliases-core  |.((both muck loan ;~(plug aliases core-tail)))
    ++  names-s   |.((both mush names loan))
    ++  term-h    |.((both mush (behind '%' name) loaf))
    ++  hint-h    |.((both mush hint loaf))
    ++  jet-h     |.((both mush jet loaf))
    ++  jet-h-hooks-h
      |.((both muck jet (both muck loaf (both mush hooks loaf))))
    ++  memo-h
      |.  ;~  pose
        (both mush (cook lent (plus (one '='))) loaf)
        (tagged 0 loaf)
      ==
    ++  level-h-h
      |.  ;~  pose
        (both mush level (both mush loaf loaf))
        (tagged 0 (both mush loaf loaf))
      ==
    ++  level-h-h-h
      |.  ;~  pose
        (both mush level (both mush loaf (both mush loaf loaf)))
        (tagged 0 (both mush loaf (both mush loaf loaf)))
      ==
    ++  versions-h
      |.
      %^  both  mush
        ;~(pose dem (within '[' ']' ;~(plug dem (behind ' ' dem))))
      loaf
    ++  h-spotted    |.(loaf(bug &))
    ++  h-unspotted  |.(loaf(bug |))
    ++  s-t
      |.  %+  cook  |=([mod=spec tik=tiki] (~(wtts ah tik) mod))
      (both muck loan teak)
    ++  k-t
      |.  %+  cook  |=([syn=skin tik=tiki] (~(wthx ah tik) syn))
      (both muck lore teak)
    ++  t-h-h     (both muck teak (both muck loaf loaf))
    ++  t-null
      |.  %+  cook  |=([tik=tiki sic=hoon non=hoon] (~(wtsg ah tik) sic non))
      t-h-h
    ++  t-cell
      |.  %+  cook  |=([tik=tiki sic=hoon non=hoon] (~(wtkt ah tik) sic non))
      t-h-h
    ++  t-atom
      |.  %+  cook  |=([tik=tiki sic=hoon non=hoon] (~(wtpt ah tik) sic non))
      t-h-h
    ++  t-cases
      |.
      %+  cook
        |=([tik=tiki opt=(list (pair spec hoon))] (~(wthp ah tik) opt))
      (closed (both muck teak cases))
    ++  t-h-cases
      |.
      %+  cook
        |=  [tik=tiki gen=hoon opt=(list (pair spec hoon))]
        (~(wtls ah tik) gen opt)
      (closed (both muck teak (both muck loaf cases)))
    ::
    ::  names: names of parameters: one, or some in brackets, or closed ones in
    ::  tall form
    ++  names
      =/  some  (within '[' ']' (several (one ' ') name))
      =/  open  ;~(sfix (several gap name) ;~(plug gap duz))
      %+  cook  |=(all=[@tas (list @tas)] `(lest term)`all)
      ;~(pose some ?:(tol open fail) (listed name))
    ::  lomp: a name, and perhaps its type
    ++  lomp  ;~(plug name (punt (behind '=' wyde)))
    ::  level: one to three signs
    ++  level  (cook lent (stun [1 3] (one '>')))
    ::  hint: the name of a hint, and perhaps its value
    ++  hint
      ;~  (bend)
        (behind '%' name)
        (behind '.' ;~(pose wide ;~(pfix muck loaf)))
      ==
    ::  jet: the name of a jet, or of who made it with which versions
    ++  jet
      %+  behind  '%'
      ;~  pose
        ;~(plug name (behind ':' ;~(plug name (behind '.' (behind '.' dem)))))
        ;~(plug name (behind ':' ;~(plug name (behind '.' dem))))
        ;~(plug name (behind '.' dem))
        name
      ==
    ::  hooks: named hooks of a jet
    ++  hooks
      =/  all  (more mash (both muck (behind '%' name) loaf))
      ;~  pose
        (cold ~ (one '~'))
        ?.  tol  (within '(' ')' all)
        (ifix [;~(plug duz gap) ;~(plug gap duz)] all)
      ==
    ::  teak: what is tested: a wing or an expression, and perhaps a name for it
    ++  teak
      |=  text=nail
      ^-  (like tiki)
      =/  called  |=([name=term tik=tiki] tik(p `name))
      =/  plain
        ;~  pose
          (cook called ;~(plug name (behind '=' (either wide))))
          (either wide)
        ==
      %.  text
      ?.  tol  plain
      ;~  pose
        plain
      ::
        ;~  pfix  (one '^')  (one '=')  gap
          (cook called ;~(plug name ;~(pfix gap (either tall))))
        ==
      ::
        (cook |=(gen=hoon `tiki`[%| ~ gen]) tall)
      ==
    ::  either: a wing or an expression, of no name
    ++  either
      |=  other=$-(nail (like hoon))
      |=  text=nail
      ^-  (like tiki)
      =/  vex  (rope text)
      ?^  q.vex
        [p.vex ~ [%& ~ p.u.q.vex] q.u.q.vex]
      =/  yit  (other text)
      ?~  q.yit  [(last p.vex p.yit) ~]
      [(last p.vex p.yit) ~ [%| ~ p.u.q.yit] q.u.q.yit]
