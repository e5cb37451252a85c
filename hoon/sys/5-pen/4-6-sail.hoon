  ::
  +|  %sail
  ::
  ::  sail: XML in source, in tall form or in wide form. Several nodes may stand
  ::  for one; `lin` says whether a text ends with its line.
  ++  sail
    |=  tol=?
    =/  lin=?  &
    |%
    ::  apex: a node, or several, as an expression
    ++  apex
      |=  text=nail
      ^-  (like hoon)
      %.  text
      %+  cook
        |=  made=mare:hoot
        ^-  hoon
        ?:(?=(%& -.made) [%xray p.made] [%mcts p.made])
      top-level
    ::  top-level: such, behind its sign
    ++  top-level
      |=  text=nail
      ^-  (like mare:hoot)
      %.  text
      (behind ';' ?:(tol tall-top wide-top))
    ::  flat: one or several, as several
    ::  joined-up: of a list of such
    ++  flat
      |=  made=maru:hoot
      ^-  marl:hoot
      ?:(?=(%& -.made) ~[p.made] p.made)
    ++  joined-up
      |=  all=(list maru:hoot)
      ^-  marl:hoot
      (zing (turn all flat))
    ::
    ::  mane: a name, with the space of names it is from
    ::  value: of an attribute: a text, or an expression as the one piece of it
    ++  mane
      %+  cook
        |=  [first=@tas second=(unit @tas)]
        ^-  mane:hoot
        ?~(second first [first u.second])
      ;~(plug mixed-case-symbol (punt (behind '_' mixed-case-symbol)))
    ++  value
      %+  cook
        |=  gen=hoon
        ^-  (list beer:hoot)
        ?:(?=(%knit -.gen) p.gen [~ gen]~)
      wide
    ::  attributes: in parentheses, or none
    ++  attributes
      %+  cook  |=(all=(unit mart:hoot) (fall all ~))
      %-  punt
      %+  ifix  [(one '(') (one ')')]
      (more comma ;~(plug mane ;~(pfix (one ' ') value)))
    ::  tag: a name, an id, classes, where it leads or what it shows, attributes
    ++  tag
      =/  place
        |=  [key=@tas sign=@]
        (stag key (behind sign soil))
      %+  cook
        |=  $:  =mane:hoot
                id=(unit @tas)
                classes=(list @tas)
                place=(unit [@tas (list beer:hoot)])
                more=mart:hoot
            ==
        ^-  marx:hoot
        =?  more  ?=(^ place)  [u.place more]
        =?  more  ?=(^ classes)
          [[%class (trip (rap 3 (join ' ' classes)))] more]
        =?  more  ?=(^ id)  [[%id (trip u.id)] more]
        [mane more]
      ;~  plug
        mane
        (punt (behind '#' name))
        (star (behind '.' name))
        (punt ;~(pose (place %href '/') (place %src '@')))
        attributes
      ==
    ::
    ::  mode: what an embedded expression yields
    ++  mode
      ;~  pose
        (cold %tape (one '-'))
        (cold %manx (one '+'))
        (cold %marl (one '*'))
        (cold %call (one '%'))
      ==
    ::  embed: within a text, an element or an expression in braces
    ++  embed
      |=  text=nail
      ^-  (like tuna:hoot)
      %.  text
      ;~  pose
        (behind ';' braced:(sail |))
        ;~(plug mode sump)
        (stag %tape sump)
      ==
    ::  braced: an element in braces
    ++  braced
      %+  within  '{'
      :-  '}'
      ;~(plug tag (cook joined-up (star (behind ' ' wide-child))))
    ::  pieces: the bytes of a text, and what is embedded in it
    ++  pieces
      |=  text=nail
      ^-  (like (list $@(@ tuna:hoot)))
      %.  text
      %-  star
      ;~  pose
        (behind '\\' ;~(pose (mask "-+*%;\{") (one '\\') (one '"') bix:ab))
        embed
        ;~(less (one '\\') (one '{') ?:(tol fail (one '"')) prn)
        ?:(lin fail ;~(less (jest '\0a"""') (just '\0a')))
      ==
    ::  collapsed: bytes behind each other as one text node. In tall form a text
    ::  ends in a line end, and not in spaces
    ++  collapsed
      |=  all=(list $@(@ tuna:hoot))
      ^-  marl:hoot
      =|  plain=tape
      =/  node  |=(plain=tape `tuna:hoot`;/((flop plain)))
      |-  ^-  marl:hoot
      ?~  all
        =?  plain  tol
          |-  ^-  tape
          ?.(?=([%' ' *] plain) ['\0a' plain] $(plain t.plain))
        ?~(plain ~ ~[(node plain)])
      ?@  i.all  $(all t.all, plain [i.all plain])
      =/  rest  $(all t.all, plain ~)
      ?~(plain [i.all rest] [(node plain) i.all rest])
    ::  quoted: a text in double quotes, or a block of lines
    ++  quoted
      ;~  pose
        ;~  less  (jest '"""')
          (ifix [(one '"') (one '"')] (cook collapsed pieces))
        ==
      ::
        %-  inde
        %+  ifix  [(jest '"""\0a') (jest '\0a"""')]
        (cook collapsed pieces(lin |))
      ==
    ::
    ::  wide-top: a text, nodes in parentheses, or an element, in wide form
    ::  wide-child: the same, or an expression that yields some
    ++  wide-top
      |=  text=nail
      ^-  (like mare:hoot)
      %.  text
      ;~  pose
        (stag %| quoted)
        (stag %| parens)
        (stag %& ;~(plug tag wide-tail))
      ==
    ++  wide-child
      |=  text=nail
      ^-  (like maru:hoot)
      %.  text
      ;~  pose
        wide-top
        (stag %& ;~(plug mode wide))
      ==
    ::  parens: nodes in parentheses
    ++  parens
      %+  cook  joined-up
      (ifix [(one '(') (one ')')] (more (one ' ') wide-child))
    ::  wide-tail: behind a colon what is in an element, or nothing
    ++  wide-tail
      ;~  pose
        (behind ':' content)
        (cold ~ (one ';'))
        (easy ~)
      ==
    ::  content: nodes in parentheses, a text, or one element
    ++  content
      |=  text=nail
      ^-  (like marl:hoot)
      %.  text
      ;~  pose
        parens
        (cook |=(text=@t `marl:hoot`[;/((trip text)) ~]) quote)
        (cook flat wide-top)
      ==
    ::
    ::  tall-top: what a line with the sign can say; nothing is an empty line
    ++  tall-top
      |=  text=nail
      ^-  (like mare:hoot)
      %.  text
      ;~  pose
        (stag %| ;~(pfix (plus (one ' ')) (cook collapsed pieces)))
        (stag %& ;~(plug script-tag script-lines))
        (stag %& element)
        (stag %| quoted)
        (stag %| (behind '=' tall-tail))
        (stag %& ;~(pfix (one '>') gap (stag [%div ~] cram)))
        (stag %| ;~(plug ;~(plug mode ;~(pfix gap tall)) (easy ~)))
        (easy [%| ;/("\0a") ~])
      ==
    ::  script-tag, script-lines: an element of plain lines, and these
    ++  script-tag
      %+  cook  |=(made=marx:hoot made)
      ;~(plug ;~(pose (jest %script) (jest %style)) attributes)
    ++  script-lines
      %+  ifix  [gap ;~(plug gap duz)]
      %+  cook  |=(all=(list tape) `marl:hoot`(turn all |=(line=tape ;/(line))))
      %+  several  gap
      (behind ';' ;~(pose (behind ' ' (star prn)) (easy "\0a")))
    ::  element: a tag, attributes each on a line, and what is in it
    ++  element
      %+  cook
        |=  [=marx:hoot more=mart:hoot =marl:hoot]
        ^-  manx:hoot
        [[n.marx (weld a.marx more)] marl]
      ;~  plug
        tag
        (star ;~(pfix gap (one '=') ;~(plug mane ;~(pfix gap value))))
        tall-tail
      ==
    ::  tall-tail: nothing, what stands on the line, or children up to a mark
    ++  tall-tail
      |=  text=nail
      ^-  (like marl:hoot)
      %.  text
      ;~  pose
        (cold ~ (one ';'))
        (behind ':' content:(sail |))
        (behind ':' (behind ' ' (cook collapsed(tol |) pieces)))
        (ifix [gap ;~(plug gap duz)] children)
      ==
    ::  children: elements, and what is none is markdown
    ++  children
      %+  cook  joined-up
      (several gap ;~(pose top-level (stag %| cram)))
    --
