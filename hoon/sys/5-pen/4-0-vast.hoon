::
+|  %parser
::
::  vang: the parser for texts at a path: with spots or not, and if a pair is
::  given, with documentation or not
++  vang
  |=  [f=$@(? [bug=? doc=?]) wer=path]
  =/  parser  vast
  parser(bug ?@(f f bug.f), doc ?@(f & doc.f), wer wer)
::
::  vest: the rule of a whole text, with gaps around it
::  > (rash '~[1 2]' vest)
::  [%clsg p=[i=[%sand p=%ud q=1] t=[i=[%sand p=%ud q=2] t=~]]]
++  vest
  ~/  %vest
  |=  tub=nail
  ^-  (like hoon)
  ((whole tall:vast) tub)
::
::  whole: the rule of a text that is one thing with gaps around it
++  whole
  |*  one=rule
  (full ;~(pfix gay ;~(sfix one gay)))
::
::  ream, vice: the expression that a text is, with gaps around it; in wide form
::  rain, reck: that a text at a path is, or that lies there. All crash where
::  it is none
::  > (ream 'a')
::  [%wing p=~[%a]]
::  > (rain /a/hoon '1')
::  [%sand p=%ud q=1]
++  ream  |=(txt=@ ^-(hoon (rash txt vest)))
++  vice  |=(txt=@ta ^-(hoon (rash txt wide:vast)))
++  rain
  |=  [bon=path txt=@]
  ^-  hoon
  ~|  bon
  (rash txt (whole tall:(vang | bon)))
++  reck
  |=  bon=path
  (rain bon .^(@t %cx (snoc bon %hoon)))
::
::  vast: the language as rules: whether spots are kept, the path of the text,
::  and whether comments are documentation. Where a rule fails, the place is the
::  farthest that any alternative came to: what is not tried since the next byte
::  rules it out could not have come further.
++  vast
  =+  [bug=`?`| wer=*path doc=`?`&]
  |%
  ::
  +|  %bytes
  ::
  ::  is-low, is-name, is-print: a lower-case letter; what a name goes on with;
  ::  what can be seen
  ++  is-low    |=(byte=@ &((lte byte 'z') (gte byte 'a')))
  ++  is-name
    |=  byte=@
    ?|  &((lte byte 'z') (gte byte 'a'))
        =('-' byte)
        &((lte byte '9') (gte byte '0'))
    ==
  ++  is-print  |=(byte=@ &((gte byte 32) !=(127 byte)))
  ::  skip: behind the next byte, which is there and ends no line
  ++  skip
    |=  text=nail
    ^-  nail
    ?>  ?=(^ q.text)
    [[p.p.text +(q.p.text)] t.q.text]
  ::  peek: the next byte, or 0
  ++  peek
    |=  text=nail
    ^-  @
    ?~(q.text 0 i.q.text)
  ::  one: the rule of a byte that ends no line
  ++  one
    |=  want=char
    |=  text=nail
    ^-  (like char)
    ?~  q.text  (fail text)
    ?.  =(want i.q.text)  (fail text)
    =/  at=hair  [p.p.text +(q.p.text)]
    [at ~ want at t.q.text]
  ::  done: an edge at which something ends
  ++  done
    |*  [made=* text=nail]
    [p=p.text q=[~ u=[p=made q=text]]]
  ::  much: with a farther place, if it is one
  ++  much
    |*  [far=hair vex=edge]
    ?:  =(far p.vex)  vex
    vex(p (last far p.vex))
  ::
  +|  %sequences
  ::
  ::  both: two things with something between them
  ++  both
    |*  [between=rule one=rule two=rule]
    |=  text=nail
    =/  vex  (one text)
    ?~  q.vex  vex
    =/  gap  (between q.u.q.vex)
    =/  far  (last p.vex p.gap)
    ?~  q.gap  [p=far q=~]
    =/  yit  (two q.u.q.gap)
    ?~  q.yit  [p=(last far p.yit) q=~]
    :-  p=(last far p.yit)
    q=[~ u=[p=[p.u.q.vex p.u.q.yit] q=q.u.q.yit]]
  ::  several: one or more things with something between them
  ++  several
    |*  [between=rule one=rule]
    |=  text=nail
    =/  vex  (one text)
    ?~  q.vex  vex
    =/  far  p.vex
    =/  text  q.u.q.vex
    =/  first  p.u.q.vex
    =/  more  `(list _first)`~
    |-  ^-  (like [_first (list _first)])
    =/  gap  (between text)
    =.  far  (last far p.gap)
    =/  yit
      ?~  q.gap  [p=far q=~]
      (one q.u.q.gap)
    =.  far  (last far p.yit)
    ?~  q.yit
      [p=far q=[~ u=[p=[first (flop more)] q=text]]]
    $(more [p.u.q.yit more], text q.u.q.yit)
  ::  within: what stands between two bytes
  ++  within
    |*  [open=@ close=@ inside=rule]
    |=  text=nail
    ?.  =(open (peek text))  (fail text)
    =/  vex  (inside (skip text))
    ?~  q.vex  vex
    =/  behind  q.u.q.vex
    ?.  =(close (peek behind))
      [p=(last p.vex p.behind) q=~]
    =/  end  (skip behind)
    [p=(last p.vex p.end) q=[~ u=[p=p.u.q.vex q=end]]]
  ::  behind: what stands behind a byte
  ++  behind
    |*  [lead=@ inside=rule]
    |=  text=nail
    ?.(=(lead (peek text)) (fail text) (inside (skip text)))
  ::  hoons, specs: one or more in wide form, with spaces between them
  ++  hoons  (several (one ' ') wide)
  ++  specs  (several (one ' ') wyde)
  ::  lobo, loon: ways and what is put there, in wide form; pairs of expressions
  ++  lobo   (several comma (both (one ' ') rope wide))
  ++  loon   (several comma (both (one ' ') wide wide))
  ::  comma: a comma and a space
  ++  comma  ;~(plug (one ',') (one ' '))
  ::
  +|  %white-space
  ::
  ::  leap, gap: a gap before a comment that documents, and any gap
  ::  jump: the first, or else the second
  ++  leap  |=(text=nail (gap-of & text))
  ++  gap   |=(text=nail (gap-of | text))
  ++  jump
    |=  text=nail
    ^-  (like ~)
    =/  vex  (leap text)
    ?^  q.vex  vex
    (much p.vex (gap text))
  ::  gap-of: two spaces, a line end or a comment, and all such behind it
  ++  gap-of
    |=  [plain=? text=nail]
    ^-  (like ~)
    ?~  q.text  (fail text)
    ?:  =('\0a' i.q.text)  (blank plain p.text text)
    ?:  =(':' i.q.text)
      =/  vex  (comment plain text)
      ?~(q.vex vex (blank plain p.vex q.u.q.vex))
    ?.  =(' ' i.q.text)  (fail text)
    =/  rest  (skip text)
    ?+  (peek rest)  (fail rest)
      %' '     (blank plain p.rest rest)
      %'\0a'   (blank plain p.rest rest)
      %':'
        =/  vex  (comment plain rest)
        ?~(q.vex vex (blank plain p.vex q.u.q.vex))
    ==
  ::  blank: all spaces, line ends and comments from here on
  ++  blank
    |=  [plain=? far=hair text=nail]
    ^-  (like ~)
    |-  ^-  (like ~)
    ?~  q.text  [(last far p.text) ~ ~ text]
    ?:  =(' ' i.q.text)
      $(text [[p.p.text +(q.p.text)] t.q.text])
    ?:  =('\0a' i.q.text)
      $(text [[+(p.p.text) 1] t.q.text])
    ?.  =(':' i.q.text)  [(last far p.text) ~ ~ text]
    =/  vex  (comment plain text)
    =.  far  (last far p.vex)
    ?~  q.vex  [far ~ ~ text]
    $(text q.u.q.vex)
  ::  comment: one with its line end; if it must be a plain one, none that
  ::  documents
  ++  comment
    |=  [plain=? text=nail]
    ^-  (like ~)
    ?.  =(':' (peek text))  (fail text)
    =/  text  (skip text)
    ?.  =(':' (peek text))  (fail text)
    =/  text  (skip text)
    ?:  &(plain (documents text))  (fail text)
    =/  [line=tape end=nail]  (the-line text)
    ?.  =('\0a' (peek end))  (fail end)
    (done ~ [+(p.p.end) 1] ?>(?=(^ q.end) t.q.end))
  ::  the-line: what can be seen up to the end of the line, the last byte first
  ++  the-line
    |=  text=nail
    =|  line=tape
    =/  column  q.p.text
    |-  ^-  [line=tape end=nail]
    ?:  ?|  ?=(~ q.text)
            (lth i.q.text 32)
            =(127 i.q.text)
        ==
      [line [p.p.text column] q.text]
    $(q.text t.q.text, column +(column), line [i.q.text line])
