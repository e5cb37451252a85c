  ::
  +|  %markdown
  ::
  ::  cram: markdown, to its end mark, to where it is indented less than at its
  ::  beginning, or to the end of the text. Blocks are found line by line; the
  ::  text of a paragraph is read when the paragraph has ended.
  ++  cram
    |=  text=nail
    ^-  (like marl:hoot)
    =/  end  ~(lines page text)
    ?^  err.end  [u.err.end ~]
    ::  what is wrong in the last paragraph loses that, and nothing else
    =/  all  shut:closed:end
    ?:  =(text text.end)  (fail text)
    (done all text.end)
  ::  kind: what is under construction: all, a list of either sort or an item of
  ::  one, verse, a quotation, a heading
  +$  kind  ?(%down %lunt %lord %lime %poem %bloc %head)
  ::  style: what a line is: an end of all; a leaf; what opens a block; text
  +$  style
    $?  %done  %stet  %dent
        %rule  %fens  %expr
        %lite  %lint  %head  %bloc  %poem
        %text
    ==
  ::  page: markdown as far as it is read. Nodes of a block are kept with the
  ::  last one first.
  ++  page
    =|  $:  err=(unit hair)
            out=@ud
            inr=@ud
            par=(unit [at=hair lines=wall])
            outer=(list [=kind nodes=marl:hoot])
        ==
    =/  now=[=kind nodes=marl:hoot]  [%down ~]
    |_  text=nail
    ::  lines: all of it
    ++  lines
      |-  ^+  ..lines
      ?.  =(~ err)  ..lines
      =/  line  look
      ?~  line
        =^  [* end=?]  ..lines  a-line
        ?:  |(end !=(~ err))  ..lines
        $(..lines closed)
      ?:  ?=(?(%done %stet %dent) style.u.line)
        ..lines(q.p.text col.u.line)
      =?  ..lines  =(0 out)  ..lines(out col.u.line, inr col.u.line)
      ?:  ?|  =(~ par)
              ?&  ?=(?(%down %lime %bloc) kind.now)
                  |(!=(%text style.u.line) (gth col.u.line inr))
          ==  ==
        =^  good=?  ..lines  (begin u.line)
        ?.(good ..lines $)
      =/  was  (need par)
      ?.  |(?=(~ lines.was) (fits col.u.line))
        ..lines(err `[p.p.text col.u.line])
      =^  [line=tape end=?]  ..lines  a-line
      =.  par  `was(lines [line lines.was])
      ?:(end ..lines $)
    ::  look: where the line begins to say something, and what; ~ if it is blank
    ++  look
      ^-  (unit [col=@ud =style])
      =/  rest  text
      |-  ^-  (unit [col=@ud =style])
      ?:  =(' ' (peek rest))  $(rest (skip rest))
      =/  is  |=(text=@t !=(~ q:((jest text) rest)))
      =/  style
        ^-  ?(~ style)
        ?~  q.rest  %done
        ?+  i.q.rest  %text
          %'\0a'  ~
          %'='    ?:((is '==') %stet %text)
          %'-'    ?:((is '---') %rule ?:((is '- ') %lint %text))
          %'`'    ?:((is '```') %fens %text)
          %';'    %expr
          %'#'    (mark rest)
          %'+'    ?:((is '+ ') %lite %text)
          %'>'    ?:((is '> ') %bloc %text)
        ==
      ?~  style  ~
      :+  ~  q.p.rest
      ?:  ?=(?(%done %stet) style)  style
      ?:((lth q.p.rest out) %dent style)
    ::  mark: whether signs of a heading are one
    ++  mark
      |=  text=nail
      ^-  ?(%text %head)
      ?+  (peek text)  %text
        %'#'  $(text (skip text))
        %' '  %head
      ==
    ::  a-line: the line from here, without spaces at its end; and whether what
    ::  follows ends it all, or it is not indented or not ended, which is wrong
    ++  a-line
      =|  line=tape
      |-  ^-  [[tape ?] _..lines]
      ?~  q.text  [[~ &] ..lines(err `p.text)]
      ?:  =('\0a' i.q.text)
        =/  line
          |-  ^-  tape
          ?:(?=([%' ' *] line) $(line t.line) (flop line))
        =/  next  ..lines(text [[+(p.p.text) 1] t.q.text])
        =/  seen  look:next
        ?:  ?=([~ @ ?(%stet %dent)] seen)  [[line &] ..lines]
        [[line |] next]
      =/  byte  i.q.text
      =/  short  (gth inr q.p.text)
      ?:  &(short !=(' ' byte))  [[~ &] ..lines(err `p.text)]
      =?  line  !short  [byte line]
      $(text [[p.p.text +(q.p.text)] t.q.text])
    ::  fits: can a line that begins at a column go on with the paragraph?
    ++  fits
      |=  col=@ud
      ^-  ?
      ?-  kind.now
        ?(%lord %lunt)         !!
        %head                  |
        %poem                  (gte col inr)
        ?(%down %lime %bloc)   =(col inr)
      ==
    ::  begin: a paragraph, with what its line opens. Not where the line is
    ::  indented as nothing is
    ++  begin
      |=  [col=@ud =style]
      ^-  [? _..lines]
      =.  ..lines  (retreat:closed col)
      =/  deeper  (sub col inr)
      ?.  ?=(?(%0 %8) deeper)
        [| ..lines(err `[p.p.text col])]
      =?  style  =(8 deeper)  %poem
      =.  inr  col
      =?  ..lines
          ?|  &(?=(%lunt kind.now) !?=(%lint style))
              &(?=(%lord kind.now) !?=(%lite style))
          ==
        popped
      =.  ..lines
        ?-  style
          %expr  (leaf an-element)
          %rule  (leaf a-ruler)
          %fens  (leaf (a-fence inr))
          %poem  (push %poem)
          %head  (push %head)
          %bloc  (enter %bloc)
          %lint  (item %lunt)
          %lite  (item %lord)
          ?(%done %stet %dent %text)  ..lines
        ==
      [& ..lines(par `[p.text ~])]
    ::  retreat: end what is further in than a column
    ++  retreat
      |=  col=@ud
      |-  ^+  ..lines
      ?:  (gte col inr)  ..lines
      =/  width
        ?-  kind.now
          ?(%down %lime %bloc)   2
          ?(%head %lunt %lord)   0
          %poem                  8
        ==
      ?:  (gth width (sub inr col))
        ..lines(inr col, err `[p.p.text col])
      =.  ..lines  popped
      $(inr (sub inr width))
    ::  push: open a block
    ::  item: an item of a list, and the list if it is not open
    ::  enter: a block that is further in, past its mark
    ++  push
      |=  =kind
      ^+  ..lines
      ..lines(outer [now outer], now [kind ~])
    ++  item
      |=  list=?(%lunt %lord)
      ^+  ..lines
      =?  ..lines  !=(list kind.now)  (push list)
      (enter %lime)
    ++  enter
      |=  =kind
      ^+  ..lines
      =.  inr  (add 2 inr)
      =.  text  [[p.p.text inr] (slag (sub inr q.p.text) q.text)]
      (push kind)
    ::  leaf: what a rule makes of the text
    ++  leaf
      |=  rule=$-(nail (like marl:hoot))
      ^+  ..lines
      =/  vex  (rule text)
      ?~  q.vex  ..lines(err `p.vex)
      %=  ..lines
        text       q.u.q.vex
        nodes.now  (weld (flop p.u.q.vex) nodes.now)
      ==
    ::  popped: the innermost block ended
    ++  popped
      ^+  ..lines
      ?~  outer  ..lines
      %=  ..lines
        outer  t.outer
        now    i.outer(nodes (weld as-nodes nodes.i.outer))
      ==
    ::  as-nodes: the block as nodes
    ++  as-nodes
      ^-  marl:hoot
      =/  inside  (flop nodes.now)
      ?-  kind.now
        ?(%down %head)  inside
        %lunt  [[%ul ~] inside]~
        %lord  [[%ol ~] inside]~
        %lime  [[%li ~] inside]~
        %poem  [[%div ~] inside]~
        %bloc  [[%blockquote ~] inside]~
      ==
    ::  shut: all blocks ended
    ++  shut
      |-  ^-  marl:hoot
      ?~(outer as-nodes $(..shut popped))
    ::  closed: the paragraph ended
    ++  closed
      ^+  ..lines
      ?~  par  ..lines
      ?:  ?=(%poem kind.now)
        =/  verses
          %+  turn  lines.u.par
          |=(line=tape `tuna:hoot`[[%p ~] ;/((snoc line '\0a')) ~])
        =?  nodes.now  ?=(^ nodes.now)  [[[%br ~] ~] nodes.now]
        popped(par ~, nodes.now (weld verses nodes.now), inr (sub inr 8))
      =/  body
        %-  zing
        %+  turn  (flop lines.u.par)
        |=(line=tape (runt [(dec inr) ' '] (snoc line '\0a')))
      =/  heading  ?=(%head kind.now)
      =/  vex  ((full ?:(heading a-heading a-paragraph)) [at.u.par body])
      ?~  q.vex  ..lines(err `p.vex)
      =/  made  ..lines(par ~, nodes.now (weld p.u.q.vex nodes.now))
      ?:(heading popped:made made)
    --
  ::
  ::  an-element: an element of sail in a line, with a gap behind it
  ++  an-element
    |=  text=nail
    ^-  (like marl:hoot)
    %.  text
    =+  (sail &)
    (ifix [(star (one ' ')) ;~(simu gap (easy ~))] (cook flat top-level))
  ::  a-ruler: three hyphens or more
  ++  a-ruler
    |=  text=nail
    ^-  (like marl:hoot)
    %.  text
    %+  cold  [[%hr ~] ~]~
    ;~(plug (star (one ' ')) (jest '---') (star (one '-')) newline)
  ::  a-fence: lines between fences, from a column on
  ++  a-fence
    |=  col=@ud
    |=  text=nail
    ^-  (like marl:hoot)
    =/  indent  (stun [(dec col) (dec col)] (one ' '))
    =/  fence   (jest '```\0a')
    %.  text
    %+  cook
      |=  all=wall
      ^-  marl:hoot
      =/  text=tape  (zing (turn all |=(line=tape (snoc line '\0a'))))
      [[%pre ~] ;/(text) ~]~
    %+  ifix  [;~(plug (star (one ' ')) fence) ;~(plug indent fence)]
    %-  star
    ;~  pose
      (ifix [indent newline] ;~(less fence (star prn)))
      (cold "" ;~(plug (star (one ' ')) newline))
    ==
  ::  a-paragraph, a-heading: the text of one
  ++  a-paragraph
    |=  text=nail
    ^-  (like marl:hoot)
    %.  text
    %+  cook
      |=(inside=marl:hoot `marl:hoot`?~(inside ~ [[%p ~] inside]~))
    ;~(pfix (punt blanks) running)
  ++  a-heading
    |=  text=nail
    ^-  (like marl:hoot)
    %.  text
    %+  cook
      |=  [level=@ud inside=marl:hoot]
      ^-  marl:hoot
      :_  ~
      [[(cat 3 'h' (add '0' level)) [%id (turn (said inside) as-id)] ~] inside]
    ;~  pfix  (star (one ' '))
      ;~(plug (cook lent (stun [1 6] (one '#'))) ;~(pfix blanks running))
    ==
  ::  said: the text of nodes and of what is in them
  ++  said
    |=  all=marl:hoot
    ^-  tape
    ?~  all  ~
    %+  weld  ^-  tape
      ?+  i.all  ~
          [[%$ [%$ *] ~] ~]
        (murn v.i.a.g.i.all |=(=beer:hoot ?^(beer ~ `beer)))
          [^ *]
        $(all c.i.all)
      ==
    $(all t.all)
  ::  as-id: a byte of a heading as one of its id
  ++  as-id
    |=  byte=@tD
    ^-  @tD
    ?:  |((is-low byte) &((gte byte '0') (lte byte '9')))  byte
    ?:  &((gte byte 'A') (lte byte 'Z'))  (add 32 byte)
    '-'
  ::
  ::  graf: a piece of running text
  +$  graf
    $%  [%bold p=(list graf)]
        [%text p=tape]
        [%talc p=(list graf)]
        [%code p=tape]
        [%quod p=(list graf)]
        [%mage p=tape q=tape]
        [%link p=(list graf) q=tape]
        [%expr p=tuna:hoot]
    ==
  ::  running: text with marks in it, as nodes
  ++  running
    |=  text=nail
    ^-  (like marl:hoot)
    ((cook as-text grafs) text)
  ::  grafs: its pieces
  ++  grafs
    |=  text=nail
    ^-  (like (list graf))
    %.  text
    (cook |=(all=(list (list graf)) `(list graf)`(zing all)) (star a-word))
  ::  as-text, as-piece: pieces as nodes. Texts behind each other are one
  ++  as-text
    |=  all=(list graf)
    ^-  marl:hoot
    ?~  all  ~
    ?.  ?=(%text -.i.all)
      (weld (as-piece i.all) $(all t.all))
    =/  plain  p.i.all
    =/  rest  t.all
    |-  ^-  marl:hoot
    ?:  ?=([[%text *] *] rest)
      $(plain (weld plain p.i.rest), rest t.rest)
    [;/(plain) ^$(all rest)]
  ++  as-piece
    |=  piece=graf
    ^-  marl:hoot
    ?-    -.piece
        %text  [;/(p.piece) ~]
        %expr  [p.piece ~]
        %bold  [[%b ~] (as-text p.piece)]~
        %talc  [[%i ~] (as-text p.piece)]~
        %code  [[%code ~] ;/(p.piece) ~]~
        %link  [[%a [%href q.piece] ~] (as-text p.piece)]~
        %mage
      =/  alt=mart:hoot  ?~(p.piece ~ [%alt p.piece]~)
      [[%img [%src q.piece] alt] ~]~
        %quod
      =/  open=graf   [%text (trip '“')]
      =/  close=graf  [%text (trip '”')]
      (as-text [open (snoc p.piece close)])
    ==
  ::  a-word: the next piece
  ++  a-word
    |=  text=nail
    ^-  (like (list graf))
    =/  alone  |=(piece=graf `(list graf)`[piece ~])
    %.  text
    ;~  pose
      (cook alone (stag %text ;~(plug alf (star alp))))
      (cook alone marked)
      spaced
      (cook alone plain)
    ==
  ::  marked: what begins with a mark
  ++  marked
    |=  text=nail
    ^-  (like graf)
    =/  inside
      |=  mark=@
      (ifix [(one mark) (one mark)] (again (raw (one mark)) grafs))
    =/  address  (ifix [(one '(') (one ')')] (raw (one ')')))
    =/  bracketed  |*(inside=rule (ifix [(one '[') (one ']')] inside))
    %.  text
    ?+    (peek text)  fail
        %'\\'
      ;~  pose
        (stag %text (behind '\\' (cook trip ;~(less (one ' ') prn))))
        (stag %expr (cold [[%br ~] ~] ;~(plug (one '\\') newline)))
      ==
        %'*'  (stag %bold (inside '*'))
        %'_'  (stag %talc (inside '_'))
        %'"'  (stag %quod (inside '"'))
        %'`'
      =/  tic  (one '`')
      %+  stag  %code
      (within '`' '`' (star ;~(pose (behind '\\' tic) ;~(less tic prn))))
        %'+'
      %+  stag  %code
      ;~  plug
        (one '+')
        ;~(pose (one '+') (one '$') (one '*'))
        low
        (star ;~(pose nud low (one '-') (one ':')))
      ==
        %'['
      %+  stag  %link
      ;~  plug
        (bracketed (again (raw (one ']')) grafs))
        ;~(pfix (punt blanks) address)
      ==
        %'!'
      %+  stag  %mage
      %+  behind  '!'
      ;~(plug (bracketed (raw (one ']'))) ;~(pfix (punt blanks) address))
    ==
  ::  spaced: code, which has space or the beginning of the line before it and
  ::  space behind it: an expression, or a literal
  ++  spaced
    |=  text=nail
    ^-  (like (list graf))
    =/  before
      |=  text=nail
      ^-  (like tape)
      =/  vex  (blanks text)
      ?^  q.vex  [p.vex ~ " " q.u.q.vex]
      ?.(=(1 q.p.text) vex (done "" text))
    =/  space  ;~(simu blanks (easy ~))
    =/  made
      |*  code=rule
      %+  cook  |=([a=tape b=tape] `(list graf)`[text+a code+b ~])
      ;~(plug before ;~(sfix code space))
    %.  text
    ;~  pose
      (made (behind '#' (echo wide)))
      (made (echo literal))
    ==
  ::  plain: space, what is embedded, or a byte
  ++  plain
    |=  text=nail
    ^-  (like graf)
    %.  text
    ;~  pose
      (stag %text (cold " " blanks))
      (stag %expr embed:(sail |))
      (stag %text (cook trip ;~(less (one ' ') prn)))
    ==
  ::  literal: an atom as it is written, whatever it is
  ++  literal
    |=  text=nail
    ^-  (like *)
    %.  text
    ?+  (peek text)  fail
      %'0'  ;~(simu ;~(plug (one '0') alp) bisk:so)
      %'-'  tash:so
      %'.'  (behind '.' perd:so)
      %'~'  (behind '~' ;~(pose twid:so (easy ~)))
      %'%'  (behind '%' ;~(pose name (mask "$&|") quote nuck:so))
    ==
  ::  blanks: spaces and line ends
  ::  raw: text up to a mark, which a backslash escapes
  ++  blanks  (plus (mask " \0a"))
  ++  raw
    |*  mark=rule
    %-  echo
    (star ;~(pose blanks ;~(plug (one '\\') mark) ;~(less mark prn)))
  ::  echo: the text that a rule matches
  ++  echo
    |*  of=rule
    |=  text=nail
    ^-  (like tape)
    =/  vex  (of text)
    ?~  q.vex  vex
    =/  rest  q.u.q.vex
    [p.vex ~ (scag (sub (lent q.text) (lent q.rest)) q.text) rest]
  ::  again: what a rule makes of all the text that another one yields. Where it
  ::  makes nothing, the place is that of the beginning
  ++  again
    |*  [of=rule inside=rule]
    |=  text=nail
    =/  vex  (of text)
    ?~  q.vex  vex
    =/  made  ((full inside) [p.text p.u.q.vex])
    ?~  q.made  [p=p.text q=~]
    [p=p.vex q=[~ u=[p=p.u.q.made q=q.u.q.vex]]]
  --
