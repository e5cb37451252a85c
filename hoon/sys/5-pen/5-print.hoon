::
+|  %printing
::
::  us: values and types as documents. A type is first made a pattern, which
::  says how to show what is of it: lists, trees, units, texts and paths are
::  recognised by their shapes.
++  us
  =>  |%
      ::  cape: a pattern, and those that the numbers in it stand for
      ::  wine: a pattern without them. A wall is a list of cords, wool one of
      ::  tapes, and yarn a tape; mato is an atom and pear a constant one; plot
      ::  is a tuple, bcwt alternatives, and stop the pattern of a number.
      +$  cape  [p=(map @ud wine) q=wine]
      +$  wine
        $@  ?(%noun %path %type %void %wall %wool %yarn)
        $%  [%mato p=term]
            [%core p=(list @ta) q=wine]
            [%face p=term q=wine]
            [%list p=term q=wine]
            [%pear p=term q=@]
            [%bcwt p=(list wine)]
            [%plot p=(list wine)]
            [%stop p=@ud]
            [%tree p=term q=wine]
            [%unit p=term q=wine]
            [%name p=stud q=wine]
        ==
      ::  view: what is remembered of a type: its pattern, and the types that
      ::  were unfolded for it. It is good where none of these is just being
      ::  unfolded or has a number; not at all, if it is not free.
      ::  memory: the numbers of types, patterns of numbers, and views
      +$  view  [=wine holds=(set type) free=?]
      +$  memory
        $:  numbers=(map type @ud)
            bodies=(map @ud wine)
            views=(map type view)
        ==
      --
  |_  sut=type
  ::  deal: a value as a document
  ::  duck: the type as one
  ++  deal  |=(lum=* (dish dole lum))
  ++  duck  (dial dole)
  ::  dole: the pattern of the type. A type that contains itself gets a number
  ::  where it does. The time is of the order of the size of the type, with all
  ::  that it refers to once.
  ++  dole
    ~+
    ^-  cape
    =/  [=view =memory]  (see sut ~ *memory)
    [bodies.memory wine.view]
  ::  see: the pattern of a type, with others being unfolded around it
  ++  see
    |=  [of=type around=(set type) =memory]
    ^-  [view ^memory]
    =/  old  (~(get by views.memory) of)
    ?:  &(?=(^ old) (applies u.old around memory))  [u.old memory]
    =^  new  memory
      ^-  [view ^memory]
      ?:  (is-type of)  [[%type ~ &] memory]
      ?-    of
          %noun      [[of ~ &] memory]
          %void      [[of ~ &] memory]
          [%atom *]
        [[?~(q.of [%mato p.of] [%pear p.of u.q.of]) ~ &] memory]
      ::
          [%cell *]
        =^  head  memory  $(of p.of)
        =^  tail  memory  $(of q.of)
        =/  parts=(list wine)
          ?:(?=([%plot *] wine.tail) p.wine.tail [wine.tail ~])
        [(with head tail [%plot wine.head parts]) memory]
      ::
          [%core *]
        =^  inner  memory  $(of p.of)
        =/  name  (core-name q.of)
        :_  memory
        %=    inner
            wine
          ?.  ?=([%core *] wine.inner)  [%core [name ~] wine.inner]
          [%core [name p.wine.inner] q.wine.inner]
        ==
      ::
          [%face *]
        =^  inner  memory  $(of q.of)
        [?^(p.of inner inner(wine [%face p.of wine.inner])) memory]
      ::
          [%hint *]
        =^  inner  memory  $(of q.of)
        :_  memory
        ?.  ?=(%know -.q.p.of)  inner
        inner(wine [%name p.q.p.of wine.inner])
      ::
          [%fork *]
        =/  cases  (flop (sort ~(tap in p.of) aor))
        =|  all=(list wine)
        =/  sum=view  [%void ~ &]
        |-  ^-  [view ^memory]
        ?~  cases  [sum(wine [%bcwt all]) memory]
        =^  case  memory  ^$(of i.cases)
        %=  $
          cases  t.cases
          all    [wine.case all]
          sum    (with sum case %void)
        ==
      ::
          [%hold *]
        =/  number  (~(get by numbers.memory) of)
        ?^  number  [[[%stop u.number] ~ |] memory]
        ?:  (~(has in around) of)
          =/  next  +(~(wyt by numbers.memory))
          :-  [[%stop next] ~ |]
          memory(numbers (~(put by numbers.memory) of next))
        =^  inner  memory
          $(of ~(repo ut of), around (~(put in around) of))
        =/  number  (~(get by numbers.memory) of)
        ?~  number
          [inner(holds (~(put in holds.inner) of)) memory]
        :-  inner(wine [%stop u.number])
        memory(bodies (~(put by bodies.memory) u.number wine.inner))
      ==
    =.  wine.new  (doge bodies.memory wine.new)
    :-  new
    ?.  free.new  memory
    memory(views (~(put by views.memory) of new))
  ::  applies: is what is remembered good here?
  ++  applies
    |=  [old=view around=(set type) =memory]
    ^-  ?
    %-  ~(all in holds.old)
    |=  of=type
    !|((~(has in around) of) (~(has by numbers.memory) of))
  ::  with: what is remembered of two parts, for a whole
  ++  with
    |=  [one=view two=view whole=wine]
    ^-  view
    [whole (~(uni in holds.one) holds.two) &(free.one free.two)]
  ::  is-type: is a type that of types? Their values are shown as types.
  ::  is-same-type: the same, asked of the compiler
  ::  may-be-type: can it be, by a look at its cases? That costs less.
  ++  is-type
    |=  of=type
    ^-  ?
    ?.  ?=([?(%fork %face %hint %hold) *] of)  |
    ?.  (may-be-type of)  |
    (is-same-type of)
  ++  is-same-type
    |=  of=type
    ~+
    (~(meet ut of) -:!>(*type))
  ++  may-be-type
    |=  of=type
    =|  seen=(set type)
    |-  ^-  ?
    ?+    of  |
        [?(%face %hint) *]  $(of q.of)
        [%hold *]
      ?:  (~(has in seen) of)  &
      $(of ~(repo ut of), seen (~(put in seen) of))
    ::
        [%fork *]
      %-  ~(all in p.of)
      |=  case=type
      ?+  case  &
        [%core *]  |
        [%atom *]  ?=([~ ?(%noun %void)] q.case)
      ==
    ==
  ::  core-name: a core by the number of its arms, its variance, and letters of
  ::  the mug of its arms
  ++  core-name
    |=  about=coil
    ^-  @ta
    =/  arms
      %+  roll  ~(tap by q.r.about)
      |=([[* chapter=tome] sum=@ud] (add ~(wyt by q.chapter) sum))
    =/  kind
      ?-  r.p.about
        %gold  '.'
        %iron  '|'
        %lead  '?'
        %zinc  '&'
      ==
    =/  letters  (mug q.r.about)
    =/  letter   |=(n=@ (add 'a' (mod n 26)))
    %+  rap  3
    :~  ~(rent co [%$ %ud arms])
        kind
        (letter letters)
        (letter (div letters 26))
        (letter (div letters 676))
    ==
  ::  doge: a pattern that is a unit, list or tree by its shape, as such a one,
  ::  and of a list of letters or texts, as such a one
  ++  doge
    |=  ham=cape
    ^-  wine
    =/  new=wine
      ?+  q.ham  q.ham
        [%stop *]  (recursive ham p.q.ham)
        [%bcwt [%pear %n %0] [%plot [%pear %n %0] [%face *] ~] ~]
          =/  some  i.t.p.i.t.p.q.ham
          ?.(=(1 (met 3 p.some)) q.ham [%unit +.some])
      ==
    ?+  new  new
      [%list * %mato %'tD']  %yarn
      [%list * %mato %t]     %wall
      [%list * %mato %ta]    %path
      [%list * %yarn]        %wool
    ==
  ::  recursive: the pattern of a number. It is a list or a tree if that stands
  ::  for null or a node: an item, and the number itself once or twice, each
  ::  under a letter.
  ++  recursive
    |=  [ham=cape number=@ud]
    ^-  wine
    =/  self=wine  [%stop number]
    =/  body  (~(get by p.ham) number)
    ?.  ?=([~ %bcwt * * ~] body)  self
    =/  null=wine  [%pear %n 0]
    =/  [one=wine two=wine]  [i i.t]:p.u.body
    ?.  |(=(null one) =(null two))  self
    =/  node  ?:(=(null one) two one)
    ?.  ?=([%plot [%face *] *] node)  self
    =/  below  t.p.node
    =/  names=(list @t)  ~[p.i.p.node]
    |-  ^-  wine
    ?^  below
      ?.  &(?=([%face *] i.below) =(self q.i.below))  self
      $(below t.below, names [p.i.below names])
    ?.  (levy names |=(name=@ =(1 (met 3 name))))  self
    =/  name  (rap 3 (flop names))
    ?+  (lent names)  self
      %2  [%list name q.i.p.node]
      %3  [%tree name q.i.p.node]
    ==
  ::  dial: a pattern as a document. The pattern of a number stands where the
  ::  number is met first, from the right.
  ++  dial
    |=  ham=cape
    ^-  tank
    =|  done=(set @ud)
    =<  -
    |-  ^-  [tank (set @ud)]
    =*  draw  $
    ::  parts: several patterns, from the last one
    =/  parts
      |=  all=(list wine)
      ^-  [(list tank) (set @ud)]
      =|  docs=(list tank)
      =.  all  (flop all)
      |-
      ?~  all  [docs done]
      =^  doc  done  draw(q.ham i.all, done done)
      $(all t.all, docs [doc docs])
    ?@  q.ham
      :_  done
      :-  %leaf
      ?-  q.ham
        %noun  "*"
        %path  "/"
        %type  "#t"
        %void  "#!"
        %wall  "*''"
        %wool  "*\"\""
        %yarn  "\"\""
      ==
    ?-    -.q.ham
        %mato  [leaf+['@' (trip p.q.ham)] done]
        %pear  [leaf+['%' ~(rend co [%$ p.q.ham q.q.ham])] done]
        %name
      :_  done
      ?@  p.q.ham  (cat 3 '#' mark.p.q.ham)
      (rap 3 '#' auth.p.q.ham '+' (spat type.p.q.ham) ~)
    ::
        ?(%bcwt %plot)
      =/  open  ?:(?=(%bcwt -.q.ham) ["?(" ")"] ["[" "]"])
      =^  docs  done  (parts p.q.ham)
      [[%rose [" " open] docs] done]
    ::
        ?(%list %tree %unit)
      =/  name  (weld (trip p.q.ham) "(")
      =^  doc  done  draw(q.ham q.q.ham)
      [[%rose [" " name ")"] doc ~] done]
    ::
        %face
      =/  name  leaf+(trip p.q.ham)
      =^  doc  done  draw(q.ham q.q.ham)
      [[%palm ["=" ~ ~ ~] name doc ~] done]
    ::
        %core
      =/  names=(list tank)  (turn p.q.ham |=(name=@ta leaf+(trip name)))
      =^  doc  done  draw(q.ham q.q.ham)
      [[%rose [" " "<" ">"] (snoc names doc)] done]
    ::
        %stop
      =/  name  ['#' (scow %ud p.q.ham)]
      ?:  (~(has in done) p.q.ham)  [leaf+name done]
      =.  done  (~(put in done) p.q.ham)
      =^  doc  done  draw(q.ham (~(got by p.ham) p.q.ham))
      [[%palm ["." ~ ~ ~] leaf+['^' name] doc ~] done]
    ==
  ::  dish: a value as a document, by a pattern; it must be of it
  ++  dish
    |=  [ham=cape lum=*]
    ^-  tank
    ~|  [%dish-h ?@(q.ham q.ham -.q.ham)]
    ~|  [%lump lum]
    ~|  [%ham ham]
    =|  passed=(list @ud)
    %-  need
    |-  ^-  (unit tank)
    =*  show  $
    ::  inside: a part of the value
    =/  inside
      |=  [=wine lum=*]
      ^-  (unit tank)
      show(q.ham wine, lum lum, passed ~)
    ?@  q.ham  (known q.ham lum)
    ?-    -.q.ham
        %mato  ?^(lum ~ `leaf+(number p.q.ham lum))
        %core  `(dial ham)
        %name  show(q.ham q.q.ham)
        %pear
      ?.  =(q.q.ham lum)  ~
      =/  aura  (aura-name p.q.ham)
      =/  text  (number aura q.q.ham)
      `leaf+?:(?=(?(%n %tas) aura) text ['%' text])
    ::
        %face
      =/  doc  show(q.ham q.q.ham)
      ?~  doc  ~
      `[%palm ["=" ~ ~ ~] leaf+(trip p.q.ham) u.doc ~]
    ::
        %unit
      ?@  lum  ?:(=(0 lum) `leaf+"~" ~)
      ?.  =(0 -.lum)  ~
      =/  doc  (inside q.q.ham +.lum)
      ?~  doc  ~
      `[%rose [" " "[" "]"] leaf+"~" u.doc ~]
    ::
        %list
      ?:  =(0 lum)  `leaf+"~"
      =/  item  q.q.ham
      =|  docs=(list tank)
      |-  ^-  (unit tank)
      ?@  lum
        ?.  =(0 lum)  ~
        `[%rose [" " "~[" "]"] (flop docs)]
      =/  doc  (inside item -.lum)
      ?~  doc  ~
      $(lum +.lum, docs [u.doc docs])
    ::
        %tree
      =/  item  q.q.ham
      =;  docs  ?~(docs ~ `[%rose [" " "\{" "}"] u.docs])
      =|  after=(list tank)
      |-  ^-  (unit (list tank))
      ?:  =(0 lum)  `after
      ?.  ?=([n=* l=* r=*] lum)  ~
      =/  right  $(lum r.lum)
      ?~  right  ~
      =/  doc  (inside item n.lum)
      ?~  doc  ~
      $(lum l.lum, after [u.doc u.right])
    ::
        %bcwt
      =/  cases  p.q.ham
      |-  ^-  (unit tank)
      ?~  cases  ~
      =/  doc  show(q.ham i.cases)
      ?^(doc doc $(cases t.cases))
    ::
        %plot
      =/  parts  p.q.ham
      =|  docs=(list tank)
      |-  ^-  (unit tank)
      ?~  parts  ~
      ?~  t.parts
        =/  doc  (inside i.parts lum)
        ?~  doc  ~
        =.  docs  [u.doc docs]
        `[%rose [" " "[" "]"] (flop docs)]
      ?@  lum  ~
      =/  doc  (inside i.parts -.lum)
      ?~  doc  ~
      $(parts t.parts, lum +.lum, docs [u.doc docs])
    ::
        %stop
      ::  a number that is met again on the same value has no end to it
      ?:  (lien passed |=(number=@ud =(number p.q.ham)))  ~
      =/  body  (~(get by p.ham) p.q.ham)
      ?~  body  ~|([%stop-loss p.q.ham] !!)
      show(q.ham u.body, passed [p.q.ham passed])
    ==
  ::  known: a value by a pattern without parts. A list that is none crashes
  ++  known
    |=  [as=?(%noun %path %type %void %wall %wool %yarn) lum=*]
    ^-  (unit tank)
    =/  cord  |=(part=* leaf+(trip ?>(?=(@ part) part)))
    =/  yarn  |=(part=* leaf+(dash (tape part) '"' "\{"))
    ?-    as
        %void  ~
        %path  `[%rose ["/" "/" ~] (each-of lum cord)]
        %wall  `[%rose [" " "<|" "|>"] (each-of lum cord)]
        %wool  `[%rose [" " "<<" ">>"] (each-of lum yarn)]
        %yarn  `(yarn lum)
        %type
      =/  shown  |=(of=type (dial dole(sut of)))
      `[%palm [~ ~ ~ ~] leaf+"#t/" ;;(tank (slum shown lum)) ~]
    ::
        %noun
      ?@  lum  `leaf+(number %$ lum)
      =/  rest=*  lum
      =|  docs=(list tank)
      |-  ^-  (unit tank)
      ?^  rest
        $(rest +.rest, docs [(need ^$(lum -.rest)) docs])
      =.  docs  [leaf+(number %$ rest) docs]
      `[%rose [" " "[" "]"] (flop docs)]
    ==
  ::  each-of: what a gate makes of each item of what must be a list
  ++  each-of
    |=  [lum=* show=$-(* tank)]
    ^-  (list tank)
    ?~  lum  ~
    ?@  lum  !!
    [(show -.lum) $(lum +.lum)]
  ::  number: an atom by its aura
  ++  number
    |=  [aura=term lum=@]
    ^-  tape
    ?+  (aura-name aura)  ~(rend co [%$ aura lum])
      %$    ~(rend co [%$ %ud lum])
      %t    (dash (trip lum) '\'' ~)
      %tas  ['%' ?:(=(0 lum) "$" (trip lum))]
    ==
  ::  aura-name: an aura without the letters of its width
  ++  aura-name
    |=  aura=term
    ~+
    ^-  @t
    (rash aura ;~(sfix (cook crip (star low)) (star hig)))
  ::  dash: a text between delimiters, with escapes for them and for some more
  ++  dash
    |=  [mil=tape lim=char lam=tape]
    ^-  tape
    =/  escaped=tape  [lim '\\' lam]
    :-  lim
    |-  ^-  tape
    ?~  mil  [lim ~]
    =/  rest  $(mil t.mil)
    ?:  (lien escaped |=(byte=char =(byte i.mil)))  ['\\' i.mil rest]
    ?:  (gte i.mil ' ')  [i.mil rest]
    ['\\' ~(x ne (rsh 2 i.mil)) ~(x ne (end 2 i.mil)) rest]
  --
::
::  sell, cain: a value as a document
::  > (sell !>('b'))
::  [%leaf p="'b'"]
++  sell
  ~/  %sell
  |=  of=vase
  ^-  tank
  ~|  %sell
  =/  pattern  ~(dole us p.of)
  (dish:us pattern q.of)
++  cain  sell
::
::  text, noah: a value as a text in one line
::  > (text !>([1 'b']))
::  "[1 'b']"
++  text
  |=  of=vase
  ^-  tape
  ~(ram re (sell of))
++  noah  text
::
::  skol: a type as a document
::  > (skol -:!>(5))
::  [%leaf p="@ud"]
++  skol
  |=(of=type `tank`~(duck us of))
