  ::
  +|  %documentation
  ::
  ::  at-white: may a gap be here?
  ++  at-white
    |=  text=nail
    ^-  ?
    ?~  q.text  |
    ?:  |(=(' ' i.q.text) =('\0a' i.q.text))  &
    &(=(':' i.q.text) =(':' (peek (skip text))))
  ::  documents: is a comment, behind its colons, documentation?
  ++  documents
    |=  text=nail
    ^-  ?
    ?.  ?=([%' ' %' ' @ *] q.text)  |
    ?:  =(' ' i.t.t.q.text)  !=(~ q:(wide-head text))
    ?.  ?=(?(%'|' %'.' %'+' %'$' %'%') i.t.t.q.text)  |
    !=(~ q:(linked-head text))
  ::  lead: the colons of a comment, with spaces before them
  ::  step: two spaces
  ++  lead  ;~(plug (star (one ' ')) (one ':') (one ':'))
  ++  step  ;~(plug (one ' ') (one ' '))
  ::  newline, printed: a line end; what can be seen on the rest of the line
  ++  newline  (just '\0a')
  ++  printed
    |=  text=nail
    ^-  (like @t)
    =/  [line=tape end=nail]  (the-line text)
    (done (rap 3 (flop line)) end)
  ::  flush: the same, where it does not begin with a space
  ++  flush    ;~(less (one ' ') printed)
  ::  written: the same, where there is anything
  ++  written  ;~(simu prn printed)
  ::  about: what a comment is about, a step
  ++  about
    |=  text=nail
    ^-  (like link)
    %.  text
    ?+  (peek text)  fail
      %'|'  (behind '|' (stag %chat name))
      %'.'  (behind '.' (stag %frag name))
      %'+'  (behind '+' (stag %funk name))
      %'$'  (behind '$' (stag %plan name))
      %'%'  (behind '%' (stag %cone bisk:so))
    ==
  ::  wide-head: behind four spaces, what it is about, if that is said, and a
  ::  summary
  ++  wide-head
    |=  text=nail
    ^-  (like [p=cuff q=cord])
    %.  text
    ;~  pfix  step  step
      ;~  plug
        ;~  pose
          ;~(sfix (plus about) (one ':') (one ' '))
          ;~(less (one ' ') (easy ~))
        ==
        ;~(sfix ;~(less (one ' ') written) newline)
      ==
    ==
  ::  linked-head: behind two spaces, what it is about, and perhaps a summary
  ++  linked-head
    |=  text=nail
    ^-  (like [p=cuff q=cord])
    %.  text
    ;~  pfix  step
      ;~  plug
        (plus about)
        ;~  pose
          ;~(pfix (one ':') (one ' ') ;~(sfix written newline))
          ;~(sfix (easy '') (star (one ' ')) newline)
        ==
      ==
    ==
  ::  sections: paragraphs, each below an empty comment
  ++  sections
    |*  line=rule
    %-  star
    ;~  pfix  lead  (star (one ' '))  newline
      (plus ;~(pfix lead ;~(sfix line newline)))
    ==
  ::  wide-line, linked-line: a line of a paragraph: prose, or code, which is
  ::  further in
  ++  wide-line
    ;~(pfix step (pick flush ;~(pfix step step flush)))
  ++  linked-line
    ;~(pfix step step (pick flush ;~(pfix step flush)))
  ::  above: the documentation before a thing. The line end behind it is left
  ::  for the gap that follows.
  ++  above
    |=  text=nail
    ^-  (like whit)
    ?.  doc  (done *whit text)
    =/  vex
      %.  text
      %-  star
      ;~  pfix  (punt leap)  lead
        ;~  pose
          ;~(plug wide-head (sections wide-line))
          ;~(plug linked-head (sections linked-line))
        ==
      ==
    ?>  ?=(^ q.vex)
    =/  [found=(list [[=cuff say=cord] more=(list sect)]) end=nail]  u.q.vex
    ?~  found  [p.vex ~ *whit text]
    :^  p.vex  ~
      ^-  whit
      %+  roll  `(list [[=cuff say=cord] more=(list sect)])`found
      |:  [*[[=cuff say=cord] more=(list sect)] all=*whit]
      all(bat (~(put by bat.all) cuff [say more]))
    [[(dec p.p.end) q.p.end] ['\0a' q.end]]
  ::  below: the comment on the line of a thing, or nothing
  ++  below
    |=  text=nail
    ^-  (like whiz)
    ?.  &(doc |(=(' ' (peek text)) =(':' (peek text))))
      (done '' text)
    %.  text
    ;~  pose
      ;~  less  ;~(plug lead step about (one ':') (one ' '))
        ;~(pfix lead step flush)
      ==
      (easy '')
    ==
  ::  scye: a thing with the documentation before it
  ++  scye
    |*  fel=rule
    |=  text=nail
    ?.  (at-white text)  ((tagged *whit fel) text)
    (;~(pose ;~(plug above ;~(pfix gap fel)) (tagged *whit fel)) text)
  ::  tagged: with a noun before what a rule makes
  ++  tagged
    |*  [tag=* one=rule]
    |=  text=nail
    =/  vex  (one text)
    ?~  q.vex  vex
    [p=p.vex q=[~ u=[p=[tag p.u.q.vex] q=q.u.q.vex]]]
  ::  seam: a thing with the documentation before and behind it
  ++  seam
    |*  fel=rule
    %-  scye
    |=  text=nail
    =/  vex  (fel text)
    ?~  q.vex  vex
    =/  rest  (below q.u.q.vex)
    ?>  ?=(^ q.rest)
    :-  p=(last p.vex p.rest)
    q=[~ u=[p=[p.u.q.vex p.u.q.rest] q=q.u.q.rest]]
  ::  remarks: all that is said about a thing, what stands behind it first
  ++  remarks
    |=  [before=whit after=whiz]
    ^-  (list help)
    =/  all  ~(tap by bat.before)
    ?:(=('' after) all [[~ after ~] all])
  ::  clad, coat: an expression and a structure with their documentation
  ++  clad
    |*  fel=rule
    |=  text=nail
    ^-  (like hoon)
    =/  vex  ((seam fel) text)
    ?~  q.vex  vex
    =/  [before=whit gen=hoon after=whiz]  p.u.q.vex
    :^  p.vex  ~
      ?:  &(=(~ bat.before) =('' after))  gen
      %+  roll  (remarks before after)
      |:([=help gen=gen] `hoon`[%note help+help gen])
    q.u.q.vex
  ++  coat
    |*  fel=rule
    |=  text=nail
    ^-  (like spec)
    =/  vex  ((seam fel) text)
    ?~  q.vex  vex
    =/  [before=whit mod=spec after=whiz]  p.u.q.vex
    :^  p.vex  ~
      ?:  &(=(~ bat.before) =('' after))  mod
      %+  roll  (remarks before after)
      |:([=help mod=mod] `spec`[%gist help+help mod])
    q.u.q.vex
