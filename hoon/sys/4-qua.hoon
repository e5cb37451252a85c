::  Layer four: text, parsers, how atoms are written and read, and running Nock
::  in a box.
::
~%    %qua
    +
  ==
    %mure  mure
    %mute  mute
    %show  show
  ==
|%
+|  %phonetics
::
::  po: the syllables in which names are written, 256 to begin a pair with and
::  256 to end it
::  > (ind:po %zod)
::  [~ 0]
++  po
  ~%  %po  +>+  ~
  =/  prefixes
    '''
    dozmarbinwansamlitsighidfidlissogdirwacsabwissibrigsoldopmodfogl
    idhopdardorlorhodfolrintogsilmirholpaslacrovlivdalsatlibtabhanti
    cpidtorbolfosdotlosdilforpilramtirwintadbicdifrocwidbisdasmidlop
    rilnardapmolsanlocnovsitnidtipsicropwitnatpanminritpodmottamtols
    avposnapnopsomfinfonbanmorworsipronnorbotwicsocwatdolmagpicdavbi
    dbaltimtasmalligsivtagpadsaldivdactansidfabtarmonranniswolmispal
    lasdismaprabtobrollatlonnodnavfignomnibpagsopralbilhaddocridmocp
    acravripfaltodtiltinhapmicfanpattaclabmogsimsonpinlomrictapfirha
    sbosbatpochactidhavsaplindibhosdabbitbarracparloddosbortochilmac
    tomdigfilfasmithobharmighinradmashalraglagfadtopmophabnilnosmilf
    opfamdatnoldinhatnacrisfotribhocnimlarfitwalrapsarnalmoslandonda
    nladdovrivbacpollaptalpitnambonrostonfodponsovnocsorlavmatmipfip
    '''
  =/  suffixes
    '''
    zodnecbudwessevpersutletfulpensytdurwepserwylsunrypsyxdyrnuphebp
    eglupdepdysputlughecryttyvsydnexlunmeplutseppesdelsulpedtemledtu
    lmetwenbynhexfebpyldulhetmevruttylwydtepbesdexsefwycburderneppur
    rysrebdennutsubpetrulsynregtydsupsemwynrecmegnetsecmulnymtevwebs
    ummutnyxrextebfushepbenmuswyxsymselrucdecwexsyrwetdylmynmesdetbe
    tbeltuxtugmyrpelsyptermebsetdutdegtexsurfeltudnuxruxrenwytnubmed
    lytdusnebrumtynseglyxpunresredfunrevrefmectedrusbexlebduxrynnump
    yxrygryxfeptyrtustyclegnemfermertenlusnussyltecmexpubrymtucfylle
    pdebbermughuttunbylsudpemdevlurdefbusbeprunmelpexdytbyttyplevmyl
    wedducfurfexnulluclennerlexrupnedlecrydlydfenwelnydhusrelrudnesh
    esfetdesretdunlernyrsebhulrylludremlysfynwerrycsugnysnyllyndynde
    mluxfedsedbecmunlyrtesmudnytbyrsenwegfyrmurtelreptegpecnelnevfes
    '''
  =>  .(prefixes (unbroken prefixes), suffixes (unbroken suffixes))
  |%
  ::  ins: which prefix a text is
  ::  > (ins:po %mar)
  ::  [~ 1]
  ++  ins
    ~/  %ins
    |=  syllable=@tas
    (place syllable tos)
  ::  ind: which suffix a text is
  ::  > (ind:po %zod)
  ::  [~ 0]
  ++  ind
    ~/  %ind
    |=  syllable=@tas
    (place syllable tod)
  ::  tos: a prefix
  ::  > `@t`(tos:po 1)
  ::  'mar'
  ++  tos
    ~/  %tos
    |=  n=@
    ?>  (lth n 256)
    (cut 3 [(mul 3 n) 3] prefixes)
  ::  tod: a suffix
  ::  > `@t`(tod:po 0)
  ::  'zod'
  ++  tod
    ~/  %tod
    |=  n=@
    ?>  (lth n 256)
    (cut 3 [(mul 3 n) 3] suffixes)
  ::  place: where a text stands in a table
  ++  place
    |=  [syllable=@tas at=$-(@ @)]
    =/  n  0
    |-  ^-  (unit @)
    ?:  =(256 n)  ~
    ?:  =(syllable (at n))  `n
    $(n +(n))
  --
::
::  unbroken: a text without its line ends
::  > (unbroken 'a\0ab')
::  'ab'
++  unbroken
  |=  text=@t
  ^-  @t
  (rap 3 (skip (rip 3 text) |=(byte=@ =(10 byte))))
::
+|  %text
::
::  at: old ways to write an atom
::  > ~(rud at 1.000)
::  "1,000"
++  at
  |_  a=@
  ::  r: as a name, if it can be one; as a number else
  ::  > ~(r at 'foo')
  ::  "%foo"
  ++  r
    =/  letter  |=(byte=@ |(=('-' byte) &((gte byte 'a') (lte byte 'z'))))
    ?:  (lte (met 3 a) 1)  rud
    ?:  (levy (rip 3 a) letter)  rtam
    ?:((lte (met 3 a) 2) rud rux)
  ::  rf, rn: a flag, and zero; nothing else may be one
  ::  rt, rta, rtam: a text in quotes, and a name
  ::  rub, rud, ruv, rux: a number in base 2, 10, 64 and 16
  ::  > ~(rub at 5)
  ::  "0b101"
  ++  rf    `tape`~[?-(a %& '&', %| '|', * !!)]
  ++  rn    `tape`~[?>(=(0 a) '~')]
  ++  rt    `tape`['\'' (weld (mesc (trip a)) `tape`~['\''])]
  ++  rta   rt
  ++  rtam  `tape`(weld "%" (trip a))
  ++  rub   `tape`['0' 'b' (rum 2 ~ |=(n=@ (add '0' n)))]
  ++  rud   (rum 10 ~ |=(n=@ (add '0' n)))
  ++  rux   `tape`['0' 'x' (rum 16 ~ |=(n=@ (add n ?:((lth n 10) 48 87))))]
  ++  ruv
    ^-  tape
    =/  digits
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+'
    ['0' 'v' (rum 64 ~ |=(n=@ (cut 3 [n 1] digits)))]
  ::  rum: the digits of a number in a base, before a text, as a gate writes
  ::  them
  ::  > (~(rum at 1.234) 7 "xy" |=(a=@ (add 'a' a)))
  ::  "debcxy"
  ++  rum
    |=  [b=@ c=tape d=$-(@ @)]
    ^-  tape
    ?:  =(0 a)  [(d 0) c]
    =/  [gap=char every=@]  ?:(=(10 b) [',' 3] ['-' 4])
    =/  count  0
    |-
    ?:  =(0 a)  c
    =/  [rest=@ digit=@]  (dvr a b)
    =?  c  &(!=(0 count) =(0 (mod count every)))  [gap c]
    $(a rest, count +(count), c [(d digit) c])
  ::  rup: in syllables that hide nothing
  ::  > ~(rup at 1.000)
  ::  "-weslad"
  ++  rup
    =/  count  (met 3 a)
    ^-  tape
    :-  '-'
    |-  ^-  tape
    ?:  (gth (met 5 a) 1)
      %+  weld  $(a (rsh 5 a), count (sub count 4))
      `tape`['-' '-' $(a (end 5 a), count 4)]
    ?+    count  (pairs |=([a=@ count=@] ^$(a a, count count)) count)
        %0  "~"
        %1  (trip (tos:po a))
    ==
  ::  pairs: two syllables for each two bytes
  ++  pairs
    |=  [more=$-([@ @] tape) count=@]
    ^-  tape
    =/  size  ?:(=(2 count) 3 4)
    =/  [high=@ low=@]  [(rsh size a) (end size a)]
    ?:  =(2 count)
      (weld (trip (tod:po high)) (trip (tos:po (mix high low))))
    %+  weld  (more high (met 3 high))
    `tape`['-' $(a (mix high low), count 2)]
  --
::
::  cass: in lower case, as far as ASCII goes
::  > (cass "abc ABC 123 !@#")
::  "abc abc 123 !@#"
++  cass
  |=  text=tape
  ^-  tape
  %+  turn  text
  |=  byte=@
  ?:(&((gte byte 'A') (lte byte 'Z')) (add byte 32) byte)
::
::  cuss: in upper case
::  > (cuss "abc ABC 123 !@#")
::  "ABC ABC 123 !@#"
++  cuss
  |=  text=tape
  ^-  tape
  %+  turn  text
  |=  byte=@
  ?:(&((gte byte 'a') (lte byte 'z')) (sub byte 32) byte)
::
::  crip: a tape as a cord
::  > (crip "abc 123 !@#")
::  'abc 123 !@#'
++  crip
  |=  text=tape
  ^-  @t
  (rap 3 text)
::
::  trip: a cord as a tape
::  > (trip 'abc 123 !@#')
::  "abc 123 !@#"
++  trip
  ~/  %trip
  |=  text=@
  ^-  tape
  (rip 3 text)
::
::  mesc: with escapes for backslashes, quotes and what cannot be seen
::  > (mesc "ham lus")
::  "ham lus"
++  mesc
  |=  text=tape
  ^-  tape
  ?~  text  ~
  =/  rest  $(text t.text)
  ?:  =('\\' i.text)
    ['\\' '\\' rest]
  ?:  &((gte i.text ' ') (lte i.text '~') !=('\'' i.text))
    [i.text rest]
  ['\\' '0' 'x' (weld ((x-co:co 1) i.text) `tape`['/' rest])]
::
::  runt: put the same byte before a text so many times
::  > (runt [2 '/'] "ham")
::  "//ham"
++  runt
  |=  [[count=@ byte=@] text=tape]
  ^-  tape
  (weld (reap count byte) text)
::
::  trim: split a text after so many bytes
::  > (trim 5 "lasok termun")
::  [p="lasok" q=" termun"]
++  trim
  |=  [count=@ text=tape]
  ^-  [p=tape q=tape]
  [(scag count text) (slag count text)]
::
::  sand: an atom, if it is sane
::  > ((sand %tas) 'a-b')
::  [~ 'a-b']
++  sand
  |=  aura=@ta
  (flit (sane aura))
::
::  sane: is an atom a text as its aura wants it? A term, a knot, or UTF-8
::  without control characters.
::  > ((sane %tas) 'more ace')
::  %.n
++  sane
  |=  aura=@ta
  |=  text=@
  ^-  ?
  ?.  =(%t (end 3 aura))  &
  =/  bytes  (rip 3 text)
  =/  low    |=(byte=@ &((gte byte 'a') (lte byte 'z')))
  =/  digit  |=(byte=@ &((gte byte '0') (lte byte '9')))
  ?:  =(%tas aura)
    ?~  bytes  &
    ?&  (low i.bytes)
        %+  levy  `(list @)`t.bytes
        |=(byte=@ |((low byte) (digit byte) =('-' byte)))
    ==
  ?:  =(%ta aura)
    %+  levy  bytes
    |=  byte=@
    ?|  (low byte)
        (digit byte)
        =('-' byte)
        =('~' byte)
        =('_' byte)
        =('.' byte)
    ==
  |-  ^-  ?
  ?~  bytes  &
  ?:  &((lth i.bytes 32) !=(10 i.bytes))  |
  =/  wide  (teff i.bytes)
  =/  more  (swag [1 (dec wide)] `(list @)`bytes)
  ?&  =((dec wide) (lent more))
      (levy more |=(byte=@ (gte byte 128)))
      $(bytes (slag wide `(list @)`bytes))
  ==
::
::  ruth: an atom, whatever its aura
::  > (ruth %ud 5)
::  5
++  ruth
  |=  [aura=@ta noun=*]
  ^-  @
  ?@(noun noun !!)
::
::  teff: how many bytes the first character has
::  > (teff 'ü')
::  2
++  teff
  |=  text=@t
  ^-  @
  ?:  =(`@`0 text)  0
  =/  byte  (end 3 text)
  ?>  |((gte byte 32) =(10 byte))
  ?:  (lte byte 127)  1
  ?:  (lte byte 223)  2
  ?:((lte byte 239) 3 4)
::
::  taft: UTF-8 as UTF-32
::  > (taft 'foobar')
::  ~-foobar
++  taft
  |=  text=@t
  ^-  @c
  %+  rap  5
  |-  ^-  (list @c)
  =/  wide  (teff text)
  ?:  =(0 wide)  ~
  =/  bytes  (end [3 wide] text)
  =/  point=@c
    ?:  =(1 wide)  bytes
    =/  lead  (end [0 (sub 7 wide)] bytes)
    %+  roll  (rip 3 (rsh 3 bytes))
    |:  [byte=`@`0 sum=lead]
    (add (mul 64 sum) (end [0 6] byte))
  ?>  =(bytes (tuft point))
  [point $(text (rsh [3 wide] text))]
::
::  tuba: a UTF-8 tape as code points
::  > (tuba "chars")
::  ~[~-c ~-h ~-a ~-r ~-s]
++  tuba
  |=  text=tape
  ^-  (list @c)
  =/  points  (taft (crip text))
  (rip 5 points)
::
::  tufa: code points as a UTF-8 tape
::  > (tufa ((list @c) ~[%a %b 0xb1 %c]))
::  "ab±c"
++  tufa
  |=  points=(list @c)
  ^-  tape
  (zing (turn points |=(point=@c (rip 3 (tuft point)))))
::
::  tuft: UTF-32 as UTF-8
::  > (tuft ~-foobar)
::  'foobar'
++  tuft
  |=  text=@c
  ^-  @t
  %+  rap  3
  |-  ^-  (list @)
  ?:  =(`@`0 text)  ~
  =/  point  (end 5 text)
  =/  rest   $(text (rsh 5 text))
  ::  the bits of one of the last bytes
  =/  six  |=(at=@ (add 0x80 (cut 0 [at 6] point)))
  ?:  (lth point 0x80)
    [point rest]
  ?:  (lth point 0x800)
    [(add 0xc0 (cut 0 [6 5] point)) (six 0) rest]
  ?:  (lth point 0x1.0000)
    [(add 0xe0 (cut 0 [12 4] point)) (six 6) (six 0) rest]
  [(add 0xf0 (cut 0 [18 3] point)) (six 12) (six 6) (six 0) rest]
::
::  wack: escape what separates the texts of several atoms
::  > `@t`(wack '~20_sam~')
::  '~~20~-sam~~'
++  wack
  |=  text=@ta
  ^-  @ta
  %+  rap  3
  |-  ^-  (list @)
  ?:  =(`@`0 text)  ~
  =/  byte  (end 3 text)
  =/  rest  $(text (rsh 3 text))
  ?:  =('~' byte)  ['~' '~' rest]
  ?:  =('_' byte)  ['~' '-' rest]
  [byte rest]
::
::  wick: and back
::  > (wick ~.~~20~-sam~~)
::  [~ ~.~20_sam~]
++  wick
  |=  text=@
  ^-  (unit @ta)
  =/  bytes  (rip 3 text)
  =|  done=(list @)
  |-
  ?~  bytes  `(rap 3 (flop done))
  ?.  =('~' i.bytes)
    $(bytes t.bytes, done [i.bytes done])
  ?~  t.bytes  ~
  ?:  =('~' i.t.bytes)  $(bytes t.t.bytes, done ['~' done])
  ?:  =('-' i.t.bytes)  $(bytes t.t.bytes, done ['_' done])
  ~
::
::  woad: undo what wood did
::  > (woad ~.foo.bar~21.)
::  'foo bar!'
++  woad
  |=  text=@ta
  ^-  @t
  =/  bytes  (rip 3 text)
  %+  rap  3
  |-  ^-  (list @)
  ?~  bytes  ~
  ?:  =('.' i.bytes)
    [' ' $(bytes t.bytes)]
  ?.  =('~' i.bytes)
    [i.bytes $(bytes t.bytes)]
  =/  point=@  0
  =/  bytes=(list @)  t.bytes
  ?~  bytes  !!
  ?:  |(=('.' i.bytes) =('~' i.bytes))
    [i.bytes $(bytes t.bytes)]
  =>  .(bytes `(list @)`bytes)
  |-  ^-  (list @)
  ?~  bytes  !!
  ?:  =('.' i.bytes)
    (weld (rip 3 (tuft point)) ^$(bytes t.bytes))
  =/  digit
    ?:  &((gte i.bytes '0') (lte i.bytes '9'))
      (sub i.bytes '0')
    ?>  &((gte i.bytes 'a') (lte i.bytes 'z'))
    (add 10 (sub i.bytes 'a'))
  $(bytes t.bytes, point (add digit (mul 16 point)))
::
::  wood: a cord in letters that may stand in a knot
::  > (wood 'foo bar!')
::  ~.foo.bar~21.
++  wood
  |=  text=@t
  ^-  @ta
  %+  rap  3
  |-  ^-  (list @)
  ?:  =(`@`0 text)  ~
  =/  wide   (teff text)
  =/  point  (taft (end [3 wide] text))
  =/  rest   $(text (rsh [3 wide] text))
  ?:  =(`@`' ' point)  ['.' rest]
  ?:  =(`@`'.' point)  ['~' '.' rest]
  ?:  =(`@`'~' point)  ['~' '~' rest]
  ?:  ?|  &((gte point 'a') (lte point 'z'))
          &((gte point '0') (lte point '9'))
          =(`@`'-' point)
      ==
    [point rest]
  ['~' (weld ((x-co:co 1) point) `(list @)`['.' rest])]
::
+|  %documents
::
::  wash: the lines of a document, from a column on, at a width
::  > (wash [0 10] [%rose [" " "<" ">"] leaf+"some" leaf+"words" ~])
::  <<"< some" "  words" ">">>
++  wash
  |=  [[tab=@ edge=@] doc=tank]
  ^-  wall
  (~(win re doc) tab edge)
::
::  re: laying out documents
::  > ~(ram re [%palm ["," "f" "(" ")"] leaf+"a" leaf+"b" ~])
::  "f(a,b)"
++  re
  |_  doc=tank
  ::  ram: in one line
  ::  > ~(ram re [%rose [" " "<" ">"] leaf+"some" leaf+"words" ~])
  ::  "<some words>"
  ++  ram
    ^-  tape
    ?@  doc  (trip doc)
    ?:  ?=(%leaf -.doc)  p.doc
    =/  [between=tape before=tape after=tape]
      ?-  -.doc
        %rose  p.doc
        %palm  [p.p.doc (weld q.p.doc r.p.doc) s.p.doc]
      ==
    %+  weld  before
    =/  pieces=(list tank)  q.doc
    |-  ^-  tape
    ?~  pieces  after
    =/  rest  $(pieces t.pieces)
    (weld ram(doc i.pieces) ?~(t.pieces rest (weld between rest)))
  ::  win: in lines. The lines of what comes after are known first, and those
  ::  before are put on top of them.
  ::  > (~(win re leaf+"words") 2 80)
  ::  <<"  words">>
  ++  win
    |=  [tab=@ud edge=@ud]
    ^-  wall
    =|  below=wall
    |^  ?@  doc  (line (trip doc))
        ?:  ?=(%leaf -.doc)  (line p.doc)
        =/  flat  ram
        ?:  (lte (lent flat) (sub edge tab))  (line flat)
        ?-    -.doc
            %rose
          =.  below
            =/  pieces=(list tank)  q.doc
            |-  ^-  wall
            ?~  pieces
              ?~(r.p.doc below (line r.p.doc))
            =/  more  $(pieces t.pieces)
            %=  ^$
              doc    i.pieces
              tab    (mod (add 2 tab) (mul 2 (div edge 3)))
              below  more
            ==
          ?~(q.p.doc below (lead q.p.doc))
        ::
            %palm
          ?~  q.doc  (line q.p.doc)
          ?~  t.q.doc
            =.  below  $(doc i.q.doc, tab (add 2 tab))
            (line q.p.doc)
          =.  below
            =/  pieces=(list tank)  q.doc
            =/  in  (mul 2 (lent pieces))
            |-  ^-  wall
            ?~  pieces  below
            =.  in  (sub in 2)
            =/  more  $(pieces t.pieces)
            ^$(doc i.pieces, tab (add tab in), below more)
          (lead q.p.doc)
        ==
    ::  line: a text as a line of its own
    ++  line
      |=  text=tape
      ^-  wall
      :_  below
      (runt [tab ' '] text)
    ::  lead: a text in the indentation of the next line, if it fits there with
    ::  a space behind it
    ++  lead
      |=  text=tape
      ^-  wall
      ?~  below  (line text)
      =/  room  :(add 1 tab (lent text))
      ?.  ?&  (lien `tape`i.below |=(* &))
              =((reap room ' ') (scag room `(list @)`i.below))
          ==
        (line text)
      :_  t.below
      (runt [tab ' '] (weld text `tape`[' ' (slag room i.below)]))
    --
  --
::
::  show: a noun as a document, by the letter or the frame in its head, in an
::  old manner; an atom is a text; a head that says nothing is refused
::  > (show [[%m 'a%dx%a'] 5 0])
::  [%leaf p="a5x\\#"]
++  show
  |=  doc=*
  ^-  tank
  |^  ?@  doc  (plain doc)
      ?^  -.doc  (framed -.doc +.doc)
      (lettered -.doc +.doc)
  ::  plain: a text as it is
  ++  plain  |=(text=@ leaf+(mesc (trip text)))
  ::  lettered: as the letter says: a text, numbers, documents, a path, a wing,
  ::  a place, a list
  ++  lettered
    |=  [kind=@ of=*]
    ^-  tank
    ?+  kind  !!
      %$  leaf+['\'' (weld (mesc (tape of)) `tape`~['\''])]
      %a  (plain ?>(?=(@ of) of))
      %b  (numbers of |=(a=@ ~(rub at a)))
      %d  (numbers of |=(a=@ ~(rud at a)))
      %p  (numbers of |=(a=@ ~(rup at a)))
      %q  (numbers of |=(a=@ ~(r at a)))
      %t  (numbers of |=(a=@ ~(rt at a)))
      %v  (numbers of |=(a=@ ~(ruv at a)))
      %x  (numbers of |=(a=@ ~(rux at a)))
      %h  rose+[["/" "/" ~] (turn ((list @ta) of) |=(a=@ta leaf+(trip a)))]
      %k  (tank of)
      %l  rose+[["." ~ ~] (limbs of)]
      %r  (framed [%r ' ' '{' '}'] of)
      %z  (framed [%r %$ %$ %$] of)
      %o  (framed [%m '%h::[%d %d].[%d %d]>'] (place of))
    ==
  ::  place: the path and the four numbers of a place, as a list
  ++  place
    |=  of=*
    ?>  ?=([* [* *] * *] of)
    [-.of +<-.of +<+.of +>-.of +>+.of ~]
  ::  framed: as a cell says: something after a name; a text with gaps; pieces
  ::  between two texts, with a third one between them
  ++  framed
    |=  [kind=* of=*]
    ^-  tank
    ?+    kind  !!
        [%c p=@]
      palm+[["." "-" ~ ~] (plain p.kind) ^$(doc of) ~]
        [%m p=@]  leaf+(filled p.kind of)
        [%r p=@ q=@ r=@]
      :+  %rose
        [(mesc (trip p.kind)) (mesc (trip q.kind)) (mesc (trip r.kind))]
      (pieces of)
        [%r p=@]
      (framed [%r ' ' (cut 3 [0 1] p.kind) (cut 3 [1 1] p.kind)] of)
    ==
  ::  pieces: the documents of a list
  ++  pieces
    |=  of=*
    ^-  (list tank)
    ?@(of ~ [^$(doc -.of) $(of +.of)])
  ::  filled: a text with a document for each gap: a percent sign and a letter
  ++  filled
    |=  [text=@ of=*]
    ^-  tape
    ?:  =(`@`0 text)  ~
    ?.  =('%' (end 3 text))
      (weld (mesc (trip (end 3 text))) $(text (rsh 3 text)))
    =/  letter  (cut 3 [1 1] text)
    =.  text  (rsh [3 2] text)
    ?@  of  ['\\' '#' $]
    (weld ~(ram re (show letter -.of)) $(of +.of))
  ::  numbers: all atoms of a noun, its cells in brackets
  ++  numbers
    |=  [of=* write=$-(@ tape)]
    ^-  tank
    ?@  of  leaf+(write of)
    :+  %rose  [" " "[" "]"]
    =/  rest=*  of
    |-  ^-  (list tank)
    ?@  rest  ~[^$(of rest)]
    [^$(of -.rest) $(rest +.rest)]
  ::  limbs: the steps of a wing
  ++  limbs
    |=  of=*
    ^-  (list tank)
    ?@  of  ~
    :_  $(of +.of)
    ?+  -.of  (plain '#')
      ~           (plain '$')
      @           (plain -.of)
      [%& %1]     (plain '.')
      [%& c=@]    leaf+['+' ~(rud at c.of)]
      [%| @ ~]    (plain ',')
      [%| n=@ ~ c=@]
        leaf+(weld (reap n.of '^') ?~(c.of "$" (trip c.of)))
    ==
  --
::
::  A rule is a gate from a text at a place to an edge: how far it looked, and
::  if it matched, what it made of the text and the text behind. A combinator
::  takes the edge of one rule, and the rule that comes next.
+|  %places
::
::  last: the later one of two places
::  > (last [1 5] [2 1])
::  [p=2 q=1]
++  last
  |=  [one=hair two=hair]
  ^-  hair
  ?:  =(p.one p.two)
    [p.one (max q.one q.two)]
  ?:((lth p.one p.two) two one)
::
::  lust: the place behind a byte
::  > (lust 'a' [1 5])
::  [p=1 q=6]
++  lust
  |=  [byte=char at=hair]
  ^-  hair
  ?:(=(10 `@`byte) [+(p.at) 1] [p.at +(q.at)])
::
+|  %combinators
::
::  bend: both, as a gate combines them; if the second is not there, the first
::  alone. The gate is one that always combines: where it yields nothing, this
::  crashes
::  > (rust "ab" ;~((bend |=([a=@ b=@] (some [b a]))) low low))
::  [~ [98 97]]
++  bend
  ~/  %bend
  |*  fun=_|*([a=* b=*] [~ u=[a b]])
  ~/  %fun
  |*  [vex=edge sab=rule]
  ?~  q.vex  vex
  =/  yit  (sab q.u.q.vex)
  =/  far  (last p.vex p.yit)
  ?~  q.yit  [p=far q=q.vex]
  =/  both  (fun p.u.q.vex p.u.q.yit)
  ?~  both  [p=far q=q.vex]
  [p=far q=[~ u=[p=u.both q=q.u.q.yit]]]
::
::  comp: both, as a gate combines them
::  > (rust "ab" ;~((comp |=([a=@ b=@] [b a])) low low))
::  [~ [98 97]]
++  comp
  ~/  %comp
  |*  fun=_|*([a=* b=*] [a b])
  ~/  %fun
  |*  [vex=edge sab=rule]
  ?~  q.vex  vex
  =/  yit  (sab q.u.q.vex)
  =/  far  (last p.vex p.yit)
  ?~  q.yit  [p=far q=q.yit]
  [p=far q=[~ u=[p=(fun p.u.q.vex p.u.q.yit) q=q.u.q.yit]]]
::
::  fail: nothing matches
::  > (rust "a" fail)
::  ~
++  fail
  |=  text=nail
  [p=p.text q=~]
::
::  glue: both, with something between them
::  > (rust "a,b" ;~((glue com) low low))
::  [~ ['a' 'b']]
++  glue
  ~/  %glue
  |*  between=rule
  ~/  %fun
  |*  [vex=edge sab=rule]
  =/  rest  ;~(pfix between sab)
  (plug vex rest)
::
::  less: the second, where the first does not match
::  > (rust "b" ;~(less (just 'a') low))
::  [~ 'b']
++  less
  |*  [vex=edge sab=rule]
  ?^  q.vex  (fail +<.sab)
  =/  yit  (sab)
  [p=(last p.vex p.yit) q=q.yit]
::
::  pfix: both, and what the second makes
::  > (rust "ab" ;~(pfix (just 'a') low))
::  [~ 'b']
++  pfix
  ~/  %pfix
  |*  sam=[vex=edge sab=rule]
  ((comp |*([a=* b=*] b)) sam)
::
::  plug: both, as a cell
::  > (rust "ab" ;~(plug low low))
::  [~ ['a' 'b']]
++  plug
  ~/  %plug
  |*  [vex=edge sab=rule]
  ?~  q.vex  vex
  =/  yit  (sab q.u.q.vex)
  =/  far  (last p.vex p.yit)
  ?~  q.yit  [p=far q=q.yit]
  [p=far q=[~ u=[p=[p.u.q.vex p.u.q.yit] q=q.u.q.yit]]]
::
::  pose: the first, or else the second
::  > (rust "1" ;~(pose low nud))
::  [~ '1']
++  pose
  ~/  %pose
  |*  [vex=edge sab=rule]
  ?^  q.vex  vex
  =/  yit  (sab)
  [p=(last p.vex p.yit) q=q.yit]
::
::  simu: the second, where the first matches
::  > (rust "ab" ;~(simu (jest 'ab') ;~(plug low low)))
::  [~ ['a' 'b']]
++  simu
  |*  [vex=edge sab=rule]
  ?~  q.vex  vex
  (sab)
::
::  sfix: both, and what the first makes
::  > (rust "ab" ;~(sfix low (just 'b')))
::  [~ 'a']
++  sfix
  ~/  %sfix
  |*  sam=[vex=edge sab=rule]
  ((comp |*([a=* b=*] a)) sam)
::
+|  %rules
::
::  bass: digits, the highest first, as a number in a base
::  > (rust "123" (bass 10 (star dit)))
::  [~ 123]
++  bass
  |*  [base=@ digits=rule]
  %+  cook
    |=  values=(list @)
    (roll values |=([value=@ sum=@] (add value (mul base sum))))
  digits
::
::  boss: digits, the lowest first
::  > (rust "123" (boss 10 (star dit)))
::  [~ 321]
++  boss
  |*  [base=@ digits=rule]
  %+  cook
    |=  values=(list @)
    (reel values |=([value=@ sum=@] (add value (mul base sum))))
  digits
::
::  cold: a constant instead of what a rule makes
::  > (rust "a" (cold 5 low))
::  [~ 5]
++  cold
  ~/  %cold
  |*  [new=* sab=rule]
  ~/  %fun
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  [p=p.vex q=[~ u=[p=new q=q.u.q.vex]]]
::
::  cook: a gate's product on what a rule makes
::  > (rust "a" (cook succ low))
::  [~ 98]
++  cook
  ~/  %cook
  |*  [fun=gate sab=rule]
  ~/  %fun
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  [p=p.vex q=[~ u=[p=(fun p.u.q.vex) q=q.u.q.vex]]]
::
::  easy: a constant, of no text at all
::  > (rust "" (easy 5))
::  [~ 5]
++  easy
  ~/  %easy
  |*  new=*
  ~/  %fun
  |=  text=nail
  ^-  (like _new)
  [p.text `[new text]]
::
::  fuss: yes or no, by two words
::  > (rust "no" (fuss 'yes' 'no'))
::  [~ %.n]
++  fuss
  |=  [yes=@t no=@t]
  ;~(pose (cold & (jest yes)) (cold | (jest no)))
::
::  full: a rule that has to match the whole text
::  > ((full low) [1 1] "ab")
::  [p=[p=1 q=2] q=~]
++  full
  |*  sab=rule
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  ?:  =(~ q.q.u.q.vex)  vex
  [p=p.vex q=~]
::
::  funk: with something put before the text
::  > ((funk "a" ;~(plug low low)) [1 1] "b")
::  [p=[p=1 q=3] q=[~ u=[p=['a' 'b'] q=[p=[p=1 q=3] q=""]]]]
++  funk
  |*  [before=tape sab=rule]
  |=  text=nail
  (sab text(q (weld before q.text)))
::
::  here: with the places where the match begins and ends
::  > (rust "ab" (here |=([=pint a=*] pint) (star low)))
::  [~ [p=[p=1 q=1] q=[p=1 q=3]]]
++  here
  ~/  %here
  |*  [fun=_|=([a=pint b=*] [a b]) sab=rule]
  ~/  %fun
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  [p=p.vex q=[~ u=[p=(fun [p.text p.q.u.q.vex] p.u.q.vex) q=q.u.q.vex]]]
::
::  ifix: a rule between two others
::  > (rust "(a)" (ifix [pal par] low))
::  [~ 'a']
++  ifix
  |*  [around=[rule rule] sab=rule]
  ;~(pfix -.around ;~(sfix sab +.around))
::
::  inde: a rule on a block of text that is indented to where it begins, without
::  the indentation
::  > ((inde (star qat)) [1 3] "a\0a  b")
::  [p=[p=2 q=4] q=[~ [p=[i='a' t=~['\0a' 'b']] q=[p=[p=2 q=4] q=""]]]]
++  inde
  |*  sab=rule
  |=  text=nail
  ^+  (sab)
  =/  margin   (dec q.p.text)
  =/  indent   (reap margin ' ')
  =/  newline  (just '\0a')
  =/  empty    ;~(simu ;~(plug newline newline) newline)
  =/  inside   ;~(pose prn ;~(sfix newline (jest (crip indent))) empty)
  =/  block    ((star inside) text)
  ?~  q.block  block
  =/  vex  (sab [p.p.text 1] p.u.q.block)
  =/  far  [p.p.vex (add margin q.p.vex)]
  ?~  q.vex  [p=far q=~]
  =/  behind=nail  q.u.q.vex
  =/  rest
    |-  ^-  tape
    ?~  q.behind  q.q.u.q.block
    =/  more  $(q.behind t.q.behind)
    ?:  =('\0a' i.q.behind)
      [i.q.behind (weld indent more)]
    [i.q.behind more]
  =/  at=hair  [p.p.behind (add margin q.p.behind)]
  [p=far q=[~ u=[p=p.u.q.vex q=[p=at q=rest]]]]
::
::  jest: exactly this text
::  > (rust "abc" (jest 'abc'))
::  [~ 'abc']
++  jest
  |=  want=@t
  |=  text=nail
  =/  left  want
  |-  ^-  (like @t)
  ?:  =(`@`0 left)
    [p=p.text q=[~ u=[p=want q=text]]]
  ?~  q.text  (fail text)
  ?.  =((end 3 left) i.q.text)  (fail text)
  %=  $
    left    (rsh 3 left)
    p.text  (lust i.q.text p.text)
    q.text  t.q.text
  ==
::
::  just: exactly this character
::  > (rust "a" (just 'a'))
::  [~ 'a']
++  just
  ~/  %just
  |=  want=char
  ~/  %fun
  |=  text=nail
  ^-  (like char)
  ?~  q.text  (fail text)
  ?.(=(want i.q.text) (fail text) (next text))
::
::  knee: a rule in a trap, of a type that is given: for rules that contain
::  themselves
::  > (rust "((a))" |-(;~(pose low (ifix [pal par] (knee *@tD |.(^$))))))
::  [~ 'a']
++  knee
  |*  [kind=* sab=_|.(*rule)]
  |=  text=nail
  ^-  (like _kind)
  =/  now  (sab)
  (now text)
::
::  mask: one of these characters
::  > (rust "b" (mask "abc"))
::  [~ 'b']
++  mask
  ~/  %mask
  |=  want=(list char)
  ~/  %fun
  |=  text=nail
  ^-  (like char)
  ?~  q.text  (fail text)
  =/  one  i.q.text
  ?.((lien want |=(a=char =(one a))) (fail text) (next text))
::
::  more: any number, with something between them
::  > (rust "a,b" (more com low))
::  [~ ['a' [i='b' t=<||>]]]
++  more
  |*  [between=rule sab=rule]
  ;~(pose (most between sab) (easy ~))
::
::  most: one or more, with something between them
::  > (rust "a,b" (most com low))
::  [~ ['a' [i='b' t=<||>]]]
++  most
  |*  [between=rule sab=rule]
  ;~(plug sab (star ;~(pfix between sab)))
::
::  next: any character
::  > (next [1 1] "ab")
::  [p=[p=1 q=2] q=[~ [p='a' q=[p=[p=1 q=2] q="b"]]]]
++  next
  |=  text=nail
  ^-  (like char)
  ?~  q.text  (fail text)
  =/  behind  (lust i.q.text p.text)
  [p=behind q=[~ u=[p=i.q.text q=[p=behind q=t.q.text]]]]
::
::  perk: one of these terms
::  > (rust "no" (perk %yes %no ~))
::  [~ %no]
++  perk
  |*  terms=(pole @tas)
  ?~  terms  fail
  ;~(pose (cold -.terms (jest -.terms)) $(terms +.terms))
::
::  pick: the first with yes before it, or the second with no
::  > (rust "1" (pick low nud))
::  [~ [%.n '1']]
++  pick
  |*  [yes=rule no=rule]
  ;~(pose (stag & yes) (stag | no))
::
::  plus: one or more
::  > (rust "ab" (plus low))
::  [~ ['a' [i='b' t=<||>]]]
++  plus
  |*  sab=rule
  ;~(plug sab (star sab))
::
::  punt: one or none, as a unit
::  > (rust "" (punt low))
::  [~ ~]
++  punt
  |*  sab=rule
  ;~(pose (stag ~ sab) (easy ~))
::
::  sear: a gate's product on what a rule makes, if it yields something
::  > (rust "5" (sear |=(a=@ `(unit @)`?:((gth a 3) ~ `a)) dit))
::  ~
++  sear
  |*  [fun=$-(* (unit)) sab=rule]
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  =/  new  (fun p.u.q.vex)
  ?~  new  [p=p.vex q=~]
  [p=p.vex q=[~ u=[p=u.new q=q.u.q.vex]]]
::
::  shim: a character between two, both included
::  > (rust "c" (shim 'a' 'd'))
::  [~ 'c']
++  shim
  ~/  %shim
  |=  [low=@ high=@]
  ~/  %fun
  |=  text=nail
  ^-  (like char)
  ?~  q.text  (fail text)
  ?:  |((lth i.q.text low) (gth i.q.text high))
    (fail text)
  (next text)
::
::  slug: one or more with something between them, folded by a gate
::  > (rust "1+2+3" ((slug add) lus dit))
::  [~ 6]
++  slug
  |*  fun=_=>(~ |*([a=* b=*] [a b]))
  |*  [between=rule sab=rule]
  =/  rest  (stir +<+.fun fun ;~(pfix between sab))
  ;~((comp fun) sab rest)
::
::  stag: with a noun before what a rule makes
::  > (rust "a" (stag %tag low))
::  [~ [%tag 'a']]
++  stag
  ~/  %stag
  |*  [tag=* sab=rule]
  ~/  %fun
  |=  text=nail
  =/  vex  (sab text)
  ?~  q.vex  vex
  [p=p.vex q=[~ u=[p=[tag p.u.q.vex] q=q.u.q.vex]]]
::
::  star: any number
::  > (rust "ab" (star low))
::  [~ [i='a' t=<|b|>]]
++  star
  |*  sab=rule
  (stir `(list _(wonk *sab))`~ |*([a=* b=*] [a b]) sab)
::
::  stet: characters and rules with their faces, for stew
++  stet
  |*  cases=(list [?(@ [@ @]) rule])
  |-
  ?~  cases  ~
  =/  case  i.cases
  [i=[p=-.case q=+.case] t=$(cases t.cases)]
::
::  stew: the rule for the first character, found in a tree
::  > (rust "7" (stew (stet (limo [['0' '9'] dit] [['a' 'z'] low] ~))))
::  [~ '\07']
++  stew
  ~/  %stew
  |*  cases=(list [p=?(@ [@ @]) q=rule])
  =/  before
    |=  [one=?(@ [@ @]) two=?(@ [@ @])]
    (lth ?@(one one +.one) ?@(two two -.two))
  =/  all
    =/  all  `(tree _?>(?=(^ cases) i.cases))`~
    |-  ^+  all
    ?~  cases  ~
    =/  rest  $(cases t.cases)
    |-  ^+  all
    ?~  rest  [i.cases ~ ~]
    ?:  (before p.i.cases p.n.rest)
      =/  left  $(rest l.rest)
      ?>  ?=(^ left)
      ?:  (mor p.n.rest p.n.left)
        [n.rest left r.rest]
      [n.left l.left [n.rest r.left r.rest]]
    =/  right  $(rest r.rest)
    ?>  ?=(^ right)
    ?:  (mor p.n.rest p.n.right)
      [n.rest l.rest right]
    [n.right [n.rest l.rest l.right] r.right]
  ~%  %fun  ..^$  ~
  |=  text=nail
  ?~  q.text  (fail text)
  |-
  ?~  all  (fail text)
  =/  here=?
    ?@  p.n.all  =(p.n.all i.q.text)
    &((gte i.q.text -.p.n.all) (lte i.q.text +.p.n.all))
  ?:  here  (q.n.all text)
  ?:  (before i.q.text p.n.all)
    $(all l.all)
  $(all r.all)
::
::  stir: any number, folded from the right by a gate
::  > (rust "123" (stir 0 |=([a=@ b=@] (add a b)) dit))
::  [~ 6]
++  stir
  ~/  %stir
  |*  [end=* fun=_=>(~ |*([a=* b=*] [a b])) sab=rule]
  ~/  %fun
  |=  text=nail
  ^-  (like _end)
  =/  vex  (sab text)
  ?~  q.vex
    [p=p.vex q=[~ u=[p=end q=text]]]
  =/  rest  $(text q.u.q.vex)
  ?>  ?=(^ q.rest)
  :-  p=(last p.vex p.rest)
  q=[~ u=[p=(fun p.u.q.vex p.u.q.rest) q=q.u.q.rest]]
::
::  stun: so many at least, and so many at most
::  > (rust "abc" (stun [2 3] low))
::  [~ [i='a' t=<|b c|>]]
++  stun
  ~/  %stun
  |*  [count=[@ @] sab=rule]
  |=  text=nail
  ^-  (like (list _(wonk (sab))))
  ?:  =(0 +.count)
    [p=p.text q=[~ u=[p=~ q=text]]]
  =/  vex  (sab text)
  ?~  q.vex
    ?.  =(0 -.count)  vex
    [p=p.vex q=[~ u=[p=~ q=text]]]
  =/  rest
    %=  $
      -.count  ?:(=(0 -.count) 0 (dec -.count))
      +.count  (dec +.count)
      text     q.u.q.vex
    ==
  ?~  q.rest  rest
  [p=p.rest q=[~ u=[p=[p.u.q.vex p.u.q.rest] q=q.u.q.rest]]]
::
+|  %running
::
::  rash: what a rule makes of a cord, which must match
::  > (rash 'ab' (star low))
::  [i='a' t=<|b|>]
++  rash
  |*  [text=@ sab=rule]
  (scan (trip text) sab)
::
::  rose: what a rule makes of a tape, or where it got stuck
::  > (rose "1a" (star nud))
::  [%.n p=1]
++  rose
  |*  [text=tape sab=rule]
  =/  vex  (sab [[1 1] text])
  ?.  =(+((lent text)) q.p.vex)
    [%| p=(dec q.p.vex)]
  ?~  q.vex  [%& p=~]
  [%& p=(some p.u.q.vex)]
::
::  rush: what a rule makes of a cord, if it matches
::  > (rush 'ab' (star low))
::  [~ [i='a' t=<|b|>]]
++  rush
  |*  [text=@ sab=rule]
  (rust (trip text) sab)
::
::  rust: what a rule makes of a tape, if it matches
::  > (rust "ab" (star low))
::  [~ [i='a' t=<|b|>]]
++  rust
  |*  [text=tape sab=rule]
  =/  vex  ((full sab) [[1 1] text])
  ?~  q.vex  ~
  (some p.u.q.vex)
::
::  scan: what a rule makes of a tape, which must match
::  > (scan "1" nud)
::  '1'
++  scan
  |*  [text=tape sab=rule]
  =/  vex  ((full sab) [[1 1] text])
  ?^  q.vex  p.u.q.vex
  ~_  leaf+"\{{(a-co:co p.p.vex)} {(a-co:co q.p.vex)}}"
  ~_  leaf+"syntax error"
  !!
::
+|  %glyphs
::
::  ace, bar, ..., zap: one character each, by the name that Hoon has for it
::  > (rust "," com)
::  [~ ',']
++  ace  (just ' ')
++  bar  (just '|')
++  bas  (just '\\')
++  buc  (just '$')
++  cab  (just '_')
++  cen  (just '%')
++  col  (just ':')
++  com  (just ',')
++  doq  (just '"')
++  dot  (just '.')
++  fas  (just '/')
++  gal  (just '<')
++  gar  (just '>')
++  hax  (just '#')
++  hep  (just '-')
++  kel  (just '{')
++  ker  (just '}')
++  ket  (just '^')
++  lus  (just '+')
++  mic  (just ';')
++  pal  (just '(')
++  pam  (just '&')
++  par  (just ')')
++  pat  (just '@')
++  sel  (just '[')
++  ser  (just ']')
++  sig  (just '~')
++  soq  (just '\'')
++  tar  (just '*')
++  tic  (just '`')
++  tis  (just '=')
++  wut  (just '?')
++  zap  (just '!')
::
+|  %idioms
::
::  low, hig, nud: a lower-case letter, an upper-case one, a digit
::  > (rust "a" low)
::  [~ 'a']
++  low  (shim 'a' 'z')
++  hig  (shim 'A' 'Z')
++  nud  (shim '0' '9')
::  alf, aln, alp: a letter; or a digit; or a hyphen
::  > (rust "aB" (star alf))
::  [~ [i='a' t=~['B']]]
++  alf  ;~(pose low hig)
++  aln  ;~(pose alf nud)
++  alp  ;~(pose aln hep)
::  digit: a character as a number, the first one as that given
::  > (rust "a" hit)
::  [~ 10]
++  digit
  |=  [low=@ high=@ first=@]
  (cook |=(byte=@ (add first (sub byte low))) (shim low high))
::  but, cit, dit, hit, vit: digits of base 2, 8, 10, 16, 64
::  > (rust "f" hit)
::  [~ 15]
::  > (rust "7" cit)
::  [~ 7]
++  but  (digit '0' '1' 0)
++  cit  (digit '0' '7' 0)
++  dit  (digit '0' '9' 0)
++  hit  ;~(pose dit (digit 'a' 'f' 10) (digit 'A' 'F' 10))
++  vit
  ;~  pose
    (digit 'A' 'Z' 0)
    (digit 'a' 'z' 26)
    (digit '0' '9' 52)
    (cold 62 hep)
    (cold 63 lus)
  ==
::  bin, dem, hex: numbers, which may go on in the next line
::  > (rust "1.000" dem)
::  ~
::  > (rust "ff" hex)
::  [~ 255]
++  bin  (bass 2 (most gon but))
++  dem  (bass 10 (most gon dit))
++  hex  (bass 16 (most gon hit))
::  mes: two hexadecimal digits
::  > (rust "1f" mes)
::  [~ 31]
++  mes  (cook |=([high=@ low=@] (add low (mul 16 high))) ;~(plug hit hit))
::  nix: letters, digits and underscores as a cord
++  nix  (boss 256 (star ;~(pose aln cab)))
::  bet, gul: which way an address goes, by sign or by angle
::  > (rust "-" bet)
::  [~ 2]
::  > (rust "'" soq)
::  [~ '\'']
++  bet  ;~(pose (cold 3 lus) (cold 2 hep))
++  gul  ;~(pose (cold 3 gar) (cold 2 gal))
::  ven: an address by signs and angles in turn
::  > (rust "+>-" ven)
::  [~ 14]
++  ven
  %+  cook  |=([one=@ two=@] (peg one two))
  ;~  plug  bet
    =/  sign=?  |
    |=  text=nail
    ^-  (like @)
    =/  vex  ?:(sign (bet text) (gul text))
    ?~  q.vex  [p=p.text q=[~ u=[p=1 q=text]]]
    =/  rest  $(sign !sign, p.text p.vex, text q.u.q.vex)
    ?>  ?=(^ q.rest)
    [p=p.rest q=[~ u=[p=(peg p.u.q.vex p.u.q.rest) q=q.u.q.rest]]]
  ==
::  dun, duz: the ends of cores and of lists
++  dun  (cold ~ ;~(plug hep hep))
++  duz  (cold ~ ;~(plug tis tis))
::  gah: a space or a line end
++  gah  (mask ~['\0a' ' '])
::  vul: a comment to the end of its line
++  vul  (cold ~ ;~(plug col col (star prn) (just '\0a')))
::  gaq: what a gap begins with
++  gaq  ;~(pose (just '\0a') ;~(plug gah ;~(pose gah vul)) vul)
::  gap, gaw, gay: white space with comments: a gap, any, a gap or nothing
::  > (rust "  " gay)
::  [~ ~]
::  > (rust "  " gap)
::  [~ ~]
++  gap  (cold ~ ;~(plug gaq (star ;~(pose vul gah))))
++  gaw  (cold ~ (star ;~(pose vul gah)))
++  gay  ;~(pose gap (easy ~))
::  dog, dof, doh: what separates groups of digits, and parts of names
++  dog  ;~(plug dot gay)
++  dof  ;~(plug hep gay)
++  doh  ;~(plug ;~(plug hep hep) gay)
::  gon: where a number goes on in the next line
++  gon  ;~(pose ;~(plug bas gay fas) (easy ~))
::  iny: as inde
++  iny  inde
::  prn: what can be seen, and any byte of UTF-8
::  > (rust "!" prn)
::  [~ '!']
++  prn  ;~(less (just '\7f') (shim 32 256))
::  soz: three quotes
++  soz  ;~(plug soq soq soq)
::  qat: a character of a block of text
++  qat  ;~(pose prn ;~(less ;~(plug (just '\0a') soz) (just '\0a')))
::  qit: a character of a cord
::  > (rust "a" qit)
::  [~ 'a']
++  qit
  =/  escaped  ;~(pfix bas ;~(pose soq bas mes))
  ;~(pose ;~(less bas soq prn) escaped)
::  qut: a cord, in quotes, or as a block of lines
::  > (rust "'it'" qut)
::  [~ 29.801]
++  qut
  ;~  simu  soq
    ;~  pose
      ;~(less soz (ifix [soq soq] (boss 256 (more gon qit))))
    ::
      =/  open  ;~(plug soz ;~(pose ;~(plug (plus ace) vul) (just '\0a')))
      =/  shut  ;~(plug (just '\0a') soz)
      (inde (ifix [open shut] (boss 256 (star qat))))
    ==
  ==
::  sym, mixed-case-symbol: a term
::  > (rust "a-1" sym)
::  [~ 3.222.881]
++  sym
  (cook |=(a=tape (rap 3 a)) ;~(plug low (star ;~(pose nud low hep))))
++  mixed-case-symbol
  (cook |=(a=tape (rap 3 a)) ;~(plug alf (star alp)))
::
+|  %digits
::
::  ab: digits, groups of digits, and syllables
++  ab
  |%
  ::  sib, sid, six, siv, siw: a digit of base 2, 10, 16, 32 and 64
  ::  seb, sed, sex, sev, sew: any such digit but zero
  ::  sox, sov, sow: a letter or sign that is such a digit
  ::  > (rust "1f" (plus six:ab))
  ::  [~ [1 [i=15 t=~]]]
  ++  sib  but
  ++  seb  (cold 1 (just '1'))
  ++  sid  dit
  ++  sed  (digit '1' '9' 1)
  ++  sox  (digit 'a' 'f' 10)
  ++  six  ;~(pose sid sox)
  ++  sex  ;~(pose sed sox)
  ++  sov  (digit 'a' 'v' 10)
  ++  siv  ;~(pose sid sov)
  ++  sev  ;~(pose sed sov)
  ++  sow
    ;~  pose
      (digit 'a' 'z' 10)
      (digit 'A' 'Z' 36)
      (cold 62 hep)
      (cold 63 sig)
    ==
  ++  siw  ;~(pose sid sow)
  ++  sew  ;~(pose sed sow)
  ::  qeb, ted, qex, pev, pew: the first group of digits, which is not zero
  ::  qib, tid, qix, piv, piw: a group behind it, which is full
  ++  qeb  (begin 2 3 seb sib)
  ++  qib  (exact 2 4 sib)
  ++  ted  (begin 10 2 sed sid)
  ++  tid  (exact 10 3 sid)
  ++  qex  (begin 16 3 sex hit)
  ++  qix  (exact 16 4 six)
  ++  pev  (begin 32 4 sev siv)
  ++  piv  (exact 32 5 siv)
  ++  pew  (begin 64 4 sew siw)
  ++  piw  (exact 64 5 siw)
  ::  begin: a first digit and up to so many more, as a number in a base
  ++  begin
    |*  [base=@ most=@ first=rule more=rule]
    (bass base ;~(plug first (stun [0 most] more)))
  ::  exact: so many digits, as a number in a base
  ++  exact
    |*  [base=@ count=@ one=rule]
    (bass base (stun [count count] one))
  ::  bix: two hexadecimal digits
  ::  > (rust "ff" bix:ab)
  ::  [~ 255]
  ++  bix  (exact 16 2 six)
  ::  fem: a digit of base 58
  ++  fem  (sear |=(letter=@ (cha:fa letter)) aln)
  ::  til: three letters, which need not be a syllable
  ::  tip, tep: the number of a prefix; the same but for the first one
  ::  tiq: the number of a suffix
  ++  til  (boss 256 (stun [3 3] low))
  ++  tip  (sear |=(text=@ (ins:po text)) til)
  ++  tep  (sear |=(text=@ ?:(=('doz' text) ~ (ins:po text))) til)
  ++  tiq  (sear |=(text=@ (ind:po text)) til)
  ::  hif, haf, hef: a pair of syllables as a number: any; one that does not
  ::  begin with the first prefix; one that is not zero
  ::  > `(unit @p)`(rust "marzod" hif:ab)
  ::  [~ ~marzod]
  ++  hif  (syllables tip tiq)
  ++  haf  (syllables tep tiq)
  ++  hef  (sear |=(a=@ ?:(=(0 a) ~ (some a))) hif)
  ::  hof, huf, hyf: two to four pairs, one to four, and exactly four
  ++  hof  (pairs hef 1 3)
  ++  huf  (pairs hef 0 3)
  ++  hyf  (pairs hif 3 3)
  ::  syllables: two as a number, the first one above
  ++  syllables
    |*  [one=rule two=rule]
    (bass 256 ;~(plug one two (easy ~)))
  ::  pairs: a first pair and so many more with hyphens, the first one on top
  ++  pairs
    |*  [first=rule least=@ most=@]
    (bass 0x1.0000 ;~(plug first (stun [least most] ;~(pfix hep hif))))
  ::  urs, urt: a knot; one without underscores
  ::  urx: a knot with escapes, as the text it stands for
  ::  > (rust "a-b" urs:ab)
  ::  [~ 6.434.145]
  ++  urs
    %+  cook  |=(text=(list @) (rap 3 text))
    (star ;~(pose low nud hep cab dot sig))
  ++  urt
    %+  cook  |=(text=(list @) (rap 3 text))
    (star ;~(pose low nud hep dot sig))
  ++  urx
    %+  cook  |=(a=(list @) (rap 3 a))
    %-  star
    ;~  pose
      nud
      low
      hep
      cab
      (cold ' ' dot)
      (cook tuft ;~(pfix sig ;~(sfix hex dot)))
      ;~(pose ;~(pfix sig sig) ;~(pfix sig dot))
    ==
  ::  voy: an escape in a cord
  ++  voy  ;~(pfix bas ;~(pose soq bas bix))
  --
::
::  ag: atoms without what they begin with
::  > (rust "1.000" dem:ag)
::  [~ 1.000]
++  ag
  |%
  ::  ape: or a zero
  ++  ape  |*(sab=rule ;~(pose (cold `@`0 (just '0')) sab))
  ::  bay, dem, hex, viz, wiz: in groups, base 2, 10, 16, 32, 64
  ::  > (rust "1.000" dem:ag)
  ::  [~ 1.000]
  ::  > (rust "ff.ffff" hex:ag)
  ::  [~ 16.777.215]
  ::  > (rust "1.00000" viz:ag)
  ::  [~ 33.554.432]
  ++  bay  (groups 16 qeb:ab qib:ab)
  ++  dem  (groups 1.000 ted:ab tid:ab)
  ++  hex  (groups 0x1.0000 qex:ab qix:ab)
  ++  viz  (groups (bex 25) pev:ab piv:ab)
  ++  wiz  (groups (bex 30) pew:ab piw:ab)
  ::  groups: one, and any number more behind dots, each a digit of a base
  ++  groups
    |*  [base=@ first=rule more=rule]
    (ape (bass base ;~(plug first (star ;~(pfix dog more)))))
  ::  dim, dip, dum: decimal without groups; no zero; zeros in front
  ::  > (rust "100" dim:ag)
  ::  [~ 100]
  ++  dim  (ape dip)
  ++  dip  (bass 10 ;~(plug sed:ab (star sid:ab)))
  ++  dum  (bass 10 (plus sid:ab))
  ::  vum: base 32 without groups
  ++  vum  (bass 32 (plus siv:ab))
  ::  bip, lip: internet addresses, version 6 and 4
  ++  bip
    =/  part  (ape qex:ab)
    (bass 0x1.0000 ;~(plug part (stun [7 7] ;~(pfix dog part))))
  ++  lip
    =/  part  (ape ted:ab)
    (bass 256 ;~(plug part (stun [3 3] ;~(pfix dog part))))
  ::  fed, feq: names, scrambled and plain
  ::  > (rust "zod" fed:ag)
  ::  [~ 0]
  ++  fed
    %+  cook  fynd:ob
    ;~  pose
      (bass (bex 64) ;~(plug huf:ab (plus ;~(pfix doh hyf:ab))))
      hof:ab
      haf:ab
      tiq:ab
    ==
  ++  feq
    %+  cook  |=(parts=(list @) (rep 4 (flop parts)))
    ;~(plug ;~(pose hif:ab tiq:ab) (star ;~(pfix dof hif:ab)))
  ::  fim: base 58 with its check
  ::  > (rust "1" fim:ag)
  ::  ~
  ++  fim  (sear den:fa (bass 58 (plus fem:ab)))
  ::  mot: a month
  ++  mot
    ;~  pose
      ;~(pfix (just '1') (digit '0' '2' 10))
      sed:ab
    ==
  --
::
::  fa: base 58 with a check, as Bitcoin writes addresses
::  > `@ux`(enc:fa 0xdead.beef)
::  0xdead.beef.938b.8b0c
++  fa
  =/  glyphs  '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  |%
  ::  key: the digits in order
  ++  key  glyphs
  ::  cha: the value of a digit, if it is one
  ::  > (cha:fa 'z')
  ::  [~ 57]
  ++  cha
    |=  glyph=char
    ^-  (unit @uF)
    =/  at  (find ~[glyph] (rip 3 glyphs))
    ?~(at ~ `u.at)
  ::  pad: how many bytes are missing to 21
  ::  > (pad:fa 0xdead.beef)
  ::  17
  ++  pad
    |=  n=@
    =/  wide  (met 3 n)
    ?:((gte wide 21) 0 (sub 21 wide))
  ::  tok: the check: four bytes of a hash of a hash
  ::  > `@ux`(tok:fa 0xdead.beef)
  ::  0x938b.8b0c
  ++  tok
    |=  n=@ux
    ^-  @ux
    =/  zeros  (pad n)
    =/  bytes  (add zeros (met 3 n))
    =/  hash   (shay 32 (shay bytes (lsh [3 zeros] (swp 3 n))))
    (~(net fe 5) (end [3 4] hash))
  ::  enc: with the check behind
  ::  > `@ux`(enc:fa 0xdead.beef)
  ::  0xdead.beef.938b.8b0c
  ++  enc
    |=  n=@ux
    ^-  @ux
    (add (lsh [3 4] n) (tok n))
  ::  den: without it, if it is right
  ::  > (den:fa (enc:fa 0xdead.beef))
  ::  [~ 0xdead.beef]
  ++  den
    |=  n=@ux
    ^-  (unit @ux)
    =/  bare=@ux  (rsh [3 4] n)
    ?:(=((tok bare) (end [3 4] n)) `bare ~)
  --
::
::  mu: two halves of 32 bits, for names
++  mu
  |_  [top=@ bot=@]
  ::  zag, zig: with the upper half moved up, or down, by the lower one
  ::  zug: both halves as one number
  ::  > `[@ux @ux]`~(zag mu 1 2)
  ::  [0x3 0x2]
  ++  zag  [p=(moved bot) q=bot]
  ++  zig  [p=(moved (sub 0x1.0000 bot)) q=bot]
  ++  zug  (mix bot (lsh [4 1] top))
  ::  moved: the upper half, further by so many
  ++  moved  |=(by=@ (end [4 1] (add by top)))
  --
::
::  ne: a digit as a character: base 58, 10, 16, 32, 64
::  > `@t`~(x ne 11)
::  'b'
++  ne
  |_  value=@
  ::  c, d, x, v, w: a digit of base 58, 10, 16, 32 and 64
  ::  > `@t`~(c ne 40)
  ::  'h'
  ::  > `@t`~(d ne 7)
  ::  '7'
  ::  > `@t`~(x ne 11)
  ::  'b'
  ::  > `@t`~(v ne 20)
  ::  'k'
  ::  > `@t`~(w ne 63)
  ::  '~'
  ++  c  (cut 3 [value 1] key:fa)
  ++  d  (add '0' value)
  ++  x  ?:((lth value 10) d (add 'a' (sub value 10)))
  ++  v  x
  ++  w
    ?:  (lth value 36)  x
    ?:  (lth value 62)  (add 'A' (sub value 36))
    ?:(=(62 value) '-' '~')
  --
::
+|  %writing
::
::  co: writing atoms. The text goes before what is in rep.
::  > ~(rend co %$ %p 0)
::  "~zod"
++  co
  ~%  %co  ..co  ~
  =|  rep=tape
  =<  |_  lot=coin
      ::  rear: with a text behind
      ::  > (~(rear co %$ %ud 5) "!")
      ::  "5!"
      ++  rear  |=(after=tape rend(rep after))
      ::  rent: as a knot
      ::  > ~(rent co %$ %ud 1.000)
      ::  ~.1.000
      ++  rent  ~+  ^-(@ta (crip rend))
      ::  rend: as a tape
      ::  > ~(rend co %$ %p 0)
      ::  "~zod"
      ++  rend
        ^-  tape
        ~+
        ?:  ?=(%blob -.lot)
          (weld "~0" ((v-co 1) (jam p.lot)))
        ?:  ?=(%many -.lot)
          :-  '.'
          |-  ^-  tape
          ?~  p.lot  (weld "__" rep)
          =/  one=@ta  (wack rent(lot i.p.lot))
          :(weld "_" (trip one) $(p.lot t.p.lot))
        (dime p.lot)
      --
  |%
  ::  a-co, y-co, d-co: decimal: any, two digits at least, so many at least
  ::  > (a-co:co 1.000)
  ::  "1000"
  ::  > ((d-co:co 5) 12)
  ::  "00012"
  ++  a-co  |=(n=@ ((d-co 1) n))
  ++  y-co  |=(n=@ ((d-co 2) n))
  ++  d-co  |=(min=@ |=(n=@ (digits 10 min n d-ne rep)))
  ::  x-co, v-co, w-co, c-co: base 16, 32, 64, 58
  ::  > ((x-co:co 4) 255)
  ::  "00ff"
  ::  > ((v-co:co 4) 255)
  ::  "007v"
  ::  > ((w-co:co 4) 255)
  ::  "003~"
  ::  > (c-co:co 1.000)
  ::  "JF"
  ++  x-co  |=(min=@ |=(n=@ (digits 16 min n x-ne rep)))
  ++  v-co  |=(min=@ |=(n=@ (digits 32 min n x-ne rep)))
  ++  w-co  |=(min=@ |=(n=@ (digits 64 min n w-ne rep)))
  ++  c-co  |=(n=@ (digits 58 1 n |=(a=@ ~(c ne a)) rep))
  ::  z-co: what no aura says how to write
  ++  z-co  |=(n=@ `tape`['0' 'x' ((x-co 1) n)])
  ::  s-co: fractions of a second
  ::  > (s-co:co ~[1 2])
  ::  ".0001.0002"
  ++  s-co
    |=  parts=(list @)
    ^-  tape
    ?~  parts  rep
    =.  rep  $(parts t.parts)
    ['.' ((x-co 4) i.parts)]
  ::  r-co: a floating point number: with an exponent where three zeros or more
  ::  would follow its digits, or two its point
  ::  > (r-co:co [%d & -1 25])
  ::  "2.5"
  ::  > (r-co:co [%d & --3 25])
  ::  "2.5e4"
  ++  r-co
    |=  n=dn
    ^-  tape
    ?:  ?=(%n -.n)  (weld "nan" rep)
    ?:  ?=(%i -.n)  (weld ?:(s.n "inf" "-inf") rep)
    =/  sign=tape  ?:(s.n ~ "-")
    =/  figures=tape  =>(.(rep ~) (a-co a.n))
    ::  where the point stands, from the first digit
    =/  point  (sum:si e.n (sun:si (lent figures)))
    =/  power  (sum:si point -1)
    ?:  &(=(-1 (cmp:si e.n --3)) !=(-1 (cmp:si power -2)))
      :(weld sign (ed-co point figures) rep)
    =/  tail=tape
      ?:  =(--0 power)  rep
      :(weld ?:((syn:si power) "e" "e-") (a-co (abs:si power)))
    :(weld sign (ed-co --1 figures) tail)
  ::  ed-co: digits with the point at a place
  ::  > (ed-co:co --2 "125")
  ::  "12.5"
  ++  ed-co
    |=  [point=@s figures=tape]
    ^-  tape
    =/  at  (abs:si point)
    ?.  =(--1 (cmp:si point --0))
      (weld "0." (weld (reap at '0') figures))
    =/  count  (lent figures)
    ?:  (lth at count)
      (into figures at '.')
    (weld figures (reap (sub at count) '0'))
  ::  em-co: a number in a base, with so many digits at least, as a gate puts
  ::  each before a text; it is told whether nothing is left above
  ::  > ((em-co:co [16 4] |=([? n=@ =tape] [~(x ne n) tape])) 255)
  ::  "00ff"
  ++  em-co
    |=  [[base=@ least=@] put=$-([? @ tape] tape)]
    |=  n=@
    =/  text  rep
    |-  ^-  tape
    ?:  =([0 0] [n least])  text
    =/  [above=@ value=@]  (dvr n base)
    %=  $
      n      above
      least  ?:(=(0 least) least (dec least))
      text   (put =(0 above) value text)
    ==
  ::  ox-co: a number in a base in groups of so many digits, as a gate writes
  ::  them, with dots between them; of nothing, nothing
  ::  > ((ox-co:co [2 4] |=(n=@ ~(d ne n))) 0b1.0110)
  ::  "1.0110"
  ++  ox-co
    |=  [[base=@ size=@] glyph=$-(@ @)]
    |=(n=@ `tape`?:(=(0 n) rep (grouped base size n glyph)))
  ::  digits: a number in a base, with so many digits at least
  ++  digits
    |=  [base=@ least=@ n=@ glyph=$-(@ @) after=tape]
    ^-  tape
    ?:  =([0 0] [n least])  after
    =/  [above=@ value=@]  (dvr n base)
    %=  $
      n      above
      least  ?:(=(0 least) least (dec least))
      after  [(glyph value) after]
    ==
  ::  grouped: the same in groups with dots between them
  ++  grouped
    |=  [base=@ size=@ n=@ glyph=$-(@ @)]
    ^-  tape
    ?:  =(0 n)  ['0' rep]
    =/  group  (pow base size)
    =/  after  rep
    |-  ^-  tape
    ?:  (lth n group)
      (digits base 0 n glyph after)
    =/  [above=@ values=@]  (dvr n group)
    $(n above, after ['.' (digits base size values glyph after)])
  ::  ro-co: blocks of a number, so many of a size, each with a dot before it
  ::  > ((ro-co:co [3 10 4] |=(n=@ ~(d ne n))) .127.0.0.1)
  ::  ".127.0.0.1"
  ++  ro-co
    |=  [[size=bloq base=@ count=@] glyph=$-(@ @)]
    |=  n=@
    ^-  tape
    =/  at  0
    =/  after  rep
    |-  ^-  tape
    ?:  =(count at)  after
    =/  block  (cut size [at 1] n)
    $(at +(at), after ['.' (digits base 1 block glyph after)])
  ::  d-ne, x-ne, w-ne: digits
  ++  d-ne  |=(value=@ ~(d ne value))
  ++  x-ne  |=(value=@ ~(x ne value))
  ++  w-ne  |=(value=@ ~(w ne value))
  ::  ship: a name: syllables in pairs, with a hyphen after each, and two after
  ::  four
  ++  ship
    |=  n=@
    ^-  tape
    =/  n  (fein:ob n)
    ?:  (lth n 256)
      (weld (trip (tod:po n)) rep)
    =/  pairs  (rip 4 n)
    =/  count  0
    =/  after  rep
    |-  ^-  tape
    ?~  pairs  after
    =/  between=tape
      ?:  =(0 count)  ~
      ?:(=(0 (mod count 4)) "--" "-")
    %=  $
      pairs  t.pairs
      count  +(count)
      after  ;:  weld
               (trip (tos:po (rsh 3 i.pairs)))
               (trip (tod:po (end 3 i.pairs)))
               between
               after
             ==
    ==
  ::  plain: the same without scrambling, by bytes
  ++  plain
    |=  n=@
    ^-  tape
    =/  bytes=(list @)  ?:(=(0 n) ~[0] (rip 3 n))
    =/  suffix  &
    =|  done=tape
    |-  ^-  tape
    ?~  bytes  (weld done rep)
    =/  name=tape  (trip ?:(suffix (tod:po i.bytes) (tos:po i.bytes)))
    =?  done  &(suffix !=(~ done))  ['-' done]
    $(bytes t.bytes, suffix !suffix, done (weld name done))
  ::  moment: a date
  ++  moment
    |=  n=@
    ^-  tape
    =/  [[after=? count=@] month=@ span=tarp]  (yore n)
    =?  rep  ?=(^ f.span)  ['.' (s-co f.span)]
    =?  rep  |(?=(^ f.span) !=([0 0 0] [h m s]:span))
      =.  rep  ['.' (y-co s.span)]
      =.  rep  ['.' (y-co m.span)]
      ['.' '.' (y-co h.span)]
    =.  rep  ['.' (a-co d.span)]
    =.  rep  ['.' (a-co month)]
    =?  rep  !after  ['-' rep]
    ['~' (a-co count)]
  ::  lapse: a span of time
  ++  lapse
    |=  n=@
    ^-  tape
    =/  span  (yell n)
    =?  rep  ?=(^ f.span)  ['.' (s-co f.span)]
    =/  some
      |=  [letter=@ count=@ more=tape]
      ^-  tape
      ?:  =(0 count)  more
      =.  rep  more
      ['.' letter (a-co count)]
    ?:  =([0 0 0 0] [d h m s]:span)
      ['~' 's' '0' rep]
    =.  rep  (some 's' s.span rep)
    =.  rep  (some 'm' m.span rep)
    =.  rep  (some 'h' h.span rep)
    =.  rep  (some 'd' d.span rep)
    ?~(rep ~ ['~' t.rep])
  ::  unsigned: by the second letter of the aura
  ++  unsigned
    |=  [kind=@ n=@]
    ^-  tape
    ?+  kind  (grouped 10 3 n d-ne)
      %b  ['0' 'b' (grouped 2 4 n d-ne)]
      %c  ['0' 'c' (weld (reap (pad:fa n) '1') (c-co (enc:fa n)))]
      %i  ['0' 'i' (a-co n)]
      %x  ['0' 'x' (grouped 16 4 n x-ne)]
      %v  ['0' 'v' (grouped 32 5 n x-ne)]
      %w  ['0' 'w' (grouped 64 5 n w-ne)]
    ==
  ::  dime: an atom by its aura
  ++  dime
    |=  [aura=@ta n=@]
    ^-  tape
    =/  kind  (cut 3 [1 1] aura)
    ?+    (end 3 aura)  (z-co n)
        %c  ['~' '-' (weld (trip (wood (tuft n))) rep)]
        %n  ['~' rep]
        %p  ['~' (ship n)]
        %q  ['.' '~' (plain n)]
        %u  (unsigned kind n)
    ::
        %d
      ?+  kind  (z-co n)
        %a  (moment n)
        %r  (lapse n)
      ==
    ::
        %f
      ?+  n  (z-co n)
        %&  ['.' 'y' rep]
        %|  ['.' 'n' rep]
      ==
    ::
        %i
      ?+  kind  (z-co n)
        %f  ((ro-co [3 10 4] x-ne) n)
        %s  ((ro-co [4 16 8] x-ne) n)
      ==
    ::
        %r
      ?+  kind  (z-co n)
        %h  ['.' '~' '~' (r-co (rlyh n))]
        %s  ['.' (r-co (rlys n))]
        %d  ['.' '~' (r-co (rlyd n))]
        %q  ['.' '~' '~' '~' (r-co (rlyq n))]
      ==
    ::
        %s
      =/  text  (unsigned kind (abs:si n))
      ?:((syn:si n) ['-' '-' text] ['-' text])
    ::
        %t
      ?.  =(%a kind)
        ['~' '~' (weld (trip (wood n)) rep)]
      ?:  =(%s (cut 3 [2 1] aura))
        (weld (trip n) rep)
      ['~' '.' (weld (trip n) rep)]
    ==
  --
::
+|  %reading
::
::  so: rules for atoms with what they begin with
::  > (rust "0x1f" bisk:so)
::  [~ [%ux 31]]
++  so
  ~%  %so  +  ~
  |%
  ::  bisk: an unsigned number
  ::  > (rust "0x1f" bisk:so)
  ::  [~ [%ux 31]]
  ++  bisk
    ~+
    ;~  pose
      ;~  pfix  (just '0')
        ;~  pose
          (marked 'b' %ub bay:ag)
          (marked 'c' %uc fim:ag)
          (marked 'i' %ui dim:ag)
          (marked 'v' %uv viz:ag)
          (marked 'w' %uw wiz:ag)
          (marked 'x' %ux hex:ag)
        ==
      ==
    ::
      (stag %ud dem:ag)
    ==
  ::  marked: digits behind a letter, with their aura
  ++  marked
    |*  [letter=@ aura=@tas digits=rule]
    (stag aura ;~(pfix (just letter) digits))
  ::  crub: what may stand behind a tilde: a date, a span, a name, a text
  ::  > (rust "2020.1.1" crub:so)
  ::  [~ [p=~.da q=170.141.184.504.258.119.597.183.912.196.754.636.800]]
  ++  crub
    ~+
    ;~  pose
      (cook |=(when=date `dime`[%da (year when)]) when)
      (cook |=(span=tarp `dime`[%dr (yule span)]) span)
      (stag %p fed:ag)
      ;~(pfix dot (stag %ta urs:ab))
      ;~(pfix sig (stag %t urx:ab))
      ;~(pfix hep (stag %c (cook taft urx:ab)))
    ==
  ::  fractions: those of a second
  ++  fractions
    ;~  pose
      ;~(pfix ;~(plug dot dot) (most dot qix:ab))
      (easy ~)
    ==
  ::  span: days, hours, minutes and seconds, in any order, and fractions
  ++  span
    %+  cook
      |=  [parts=(list [p=?(%d %h %m %s) q=@]) f=(list @)]
      =/  sum=tarp  [0 0 0 0 f]
      |-  ^-  tarp
      ?~  parts  sum
      =.  sum
        ?-  p.i.parts
          %d  sum(d (add q.i.parts d.sum))
          %h  sum(h (add q.i.parts h.sum))
          %m  sum(m (add q.i.parts m.sum))
          %s  sum(s (add q.i.parts s.sum))
        ==
      $(parts t.parts)
    ;~  plug
      %+  most  dot
      ;~(plug (perk %d %h %m %s ~) dim:ag)
    ::
      fractions
    ==
  ::  when: a date
  ::  > (rust "2020.1.1" when:so)
  ::  [~ [[%.y 2.020] 1 1 [0 0 0 ~]]]
  ++  when
    ~+
    ;~  plug
      ;~  pose
        (stag | ;~(sfix dim:ag hep))
        (stag & dim:ag)
      ==
    ::
      ;~(pfix dot mot:ag)
      ;~(pfix dot dip:ag)
      ;~  pose
        ;~  pfix  ;~(plug dot dot)
          ;~(plug dum:ag ;~(pfix dot dum:ag) ;~(pfix dot dum:ag) fractions)
        ==
      ::
        (easy [0 0 0 ~])
      ==
    ==
  ::  nuck: any atom, any noun, or several
  ::  > (rust "~zod" nuck:so)
  ::  [~ [%$ p=[p=~.p q=0]]]
  ++  nuck
    ~/  %nuck
    |=  text=nail
    %.  text
    %+  knee  *coin
    |.  ~+
    %-  stew
    ^.  stet
    ^.  limo
    :~  [['a' 'z'] (cook |=(a=@ta [%$ %tas a]) sym)]
        [['0' '9'] (stag %$ bisk)]
        ['-' (stag %$ tash)]
        ['.' ;~(pfix dot perd)]
        ['~' ;~(pfix sig ;~(pose twid (easy [%$ %n 0])))]
    ==
  ::  nusk: one of several, escaped
  ++  nusk
    ~+
    (sear |=(text=@ta (rush text nuck)) (sear wick urt:ab))
  ::  perd: what may stand behind a dot
  ::  > (rust "y" perd:so)
  ::  [~ [%$ [%f %.y]]]
  ++  perd
    ~+
    ;~  pose
      (stag %$ zust)
      (stag %many ;~(pfix cab ;~(sfix (more cab nusk) ;~(plug cab cab))))
    ==
  ::  royl: a floating point number
  ::  > (rust "1.5" royl:so)
  ::  [~ [%rs .1.5]]
  ++  royl
    ~+
    =/  wide  ;~(pose (stag %rd royl-rd) (stag %rq royl-rq))
    ;~(pose (stag %rs royl-rs) (stag %rh royl-rh) wide)
  ::  royl-rh, royl-rq, royl-rd, royl-rs: one of a size
  ::  royl-dn: any, as decimal digits
  ::  > (rust "1.5" royl-rs:so)
  ::  [~ .1.5]
  ++  royl-rh  (cook rylh ;~(pfix ;~(plug sig sig) royl-dn))
  ++  royl-rq  (cook rylq ;~(pfix ;~(plug sig sig sig) royl-dn))
  ++  royl-rd  (cook ryld ;~(pfix sig royl-dn))
  ++  royl-rs  (cook ryls royl-dn)
  ++  royl-dn  (cook royl-cell royl-rn)
  ::  royl-rn: its parts, as they are written
  ::  > (rust "1.5e2" royl-rn:so)
  ::  [~ [%d %.y 1 [1 5] [%.y 2]]]
  ++  royl-rn
    =/  sign  ;~(pose (cold | hep) (easy &))
    =/  fraction
      |=  figures=tape
      [(lent figures) (scan figures (bass 10 (plus sid:ab)))]
    ;~  pose
      ;~  plug  (easy %d)
        sign
        dim:ag
        ;~(pose ;~(pfix dot (cook fraction (plus nud))) (easy [0 0]))
        ;~(pose ;~(pfix (just 'e') ;~(plug sign dim:ag)) (easy [& 0]))
      ==
      ;~(plug (easy %i) ;~(sfix sign (jest 'inf')))
      ;~(plug (easy %n) (cold ~ (jest 'nan')))
    ==
  ::  royl-cell: its digits as one number, and its exponent
  ++  royl-cell
    |=  parts=rn
    ^-  dn
    ?.  ?=(%d -.parts)  parts
    :^    %d
        a.parts
      (dif:si (new:si f.b.parts i.b.parts) (sun:si d.b.parts))
    (add e.b.parts (mul c.b.parts (pow 10 d.b.parts)))
  ::  tash: a signed number
  ::  > (rust "-5" tash:so)
  ::  [~ [p=~.sd q=9]]
  ++  tash
    ~+
    =/  signed
      |=  plus=?
      |=  [aura=@ta n=@]
      ^-  dime
      ?>  =(%u (end 3 aura))
      [(cat 3 %s (rsh 3 aura)) (new:si plus n)]
    ;~  pfix  hep
      ;~  pose
        (cook (signed |) bisk)
        ;~(pfix hep (cook (signed &) bisk))
      ==
    ==
  ::  twid: what may stand behind a tilde, or a jam
  ::  > (rust "zod" twid:so)
  ::  [~ [%$ [%p 0]]]
  ++  twid
    ~+
    ;~  pose
      %+  stag  %blob
      (sear |=(n=@ (mole |.((cue n)))) ;~(pfix (just '0') vum:ag))
    ::
      (stag %$ crub)
    ==
  ::  zust: what may stand behind a dot, but for several
  ::  > (rust "127.0.0.1" zust:so)
  ::  [~ [%if 2.130.706.433]]
  ++  zust
    ~+
    ;~  pose
      (stag %is bip:ag)
      (stag %if lip:ag)
      royl
      (stag %f (cook |=(letter=@ =('y' letter)) (mask "yn")))
      (stag %q ;~(pfix sig feq:ag))
    ==
  --
::
+|  %formats
::
::  scot, scow: an atom by its aura, as a knot and as a tape
::  > (scot %ux 255)
::  ~.0xff
::  > (scow %ux 255)
::  "0xff"
++  scot
  ~/  %scot
  |=  atom=dime
  ~(rent co %$ atom)
++  scow
  ~/  %scow
  |=  atom=dime
  ~(rend co %$ atom)
::
::  slaw, slav, slat: the atom of an aura that a knot is: if it is; it must; as
::  a gate
::  > (slaw %ud '12')
::  [~ 12]
::  > (slav %ud '12')
::  12
::  > ((slat %ud) '12')
::  [~ 12]
++  slaw
  ~/  %slaw
  |=  [aura=@tas text=@ta]
  ^-  (unit @)
  =/  lot  (slay text)
  ?.  ?=([~ %$ *] lot)  ~
  ?.(=(aura p.p.u.lot) ~ `q.p.u.lot)
++  slav
  |=  [aura=@tas text=@ta]
  (need (slaw aura text))
++  slat
  |=  aura=@tas
  |=  text=@ta
  (slaw aura text)
::
::  slay: what a knot is, with its aura
::  > (slay '~zod')
::  [~ [%$ p=[p=~.p q=0]]]
++  slay
  |=  text=@ta
  ^-  (unit coin)
  (rush text nuck:so)
::
::  smyt, spud, spat: a path as a document, a tape, a cord
::  > (smyt /a/b)
::  [%rose p=[p="/" q="/" r=""] q=[i=[%leaf p="a"] t=[i=[%leaf p="b"] t=~]]]
::  > (spud /a/b)
::  "/a/b"
::  > (spat /a/b)
::  '/a/b'
++  smyt
  |=  way=path
  ^-  tank
  :+  %rose  ["/" "/" ~]
  (turn way |=(name=@ta leaf+(trip name)))
++  spud
  |=  way=path
  ~(ram re (smyt way))
++  spat
  |=  way=path
  (crip (spud way))
::
::  stab: the path that a cord is
::  > (stab '/a/b')
::  /a/b
++  stab
  |=  text=@t
  ^-  path
  (rash text stap)
::  stap: the rule for it; no name but that of the root is empty at the end
::  > (rust "/a/b" stap)
::  [~ /a/b]
++  stap
  %+  sear
    |=  way=path
    ^-  (unit path)
    ?:  =(/$ way)  `~
    ?:(=(~ (rear way)) ~ `way)
  ;~(pfix fas (most fas urs:ab))
::
::  stip: the rule for a path whose parts have types
::  > (rust "/a/1" stip)
::  ~
++  stip
  =<  swot
  |%
  ::  swot: the rule itself
  ++  swot  |=(text=nail (;~(pfix fas (more fas spot)) text))
  ::  spot: one part of the path
  ++  spot
    %+  sear  (soft iota)
    %-  stew
    ^.  stet
    ^.  limo
    :~  [['a' 'z'] (stag %tas sym)]
        ['$' (cold [%tas %$] buc)]
        [['0' '9'] bisk:so]
        ['-' tash:so]
        ['.' zust:so]
        ['~' ;~(pfix sig ;~(pose crub:so (easy [%n ~])))]
        ['\'' (stag %t qut)]
    ==
  --
::  pout: such a path as a plain one
::  > (pout ~[%a [%ud 1]])
::  /a/1
++  pout
  |=  way=pith
  ^-  path
  (turn way |=(part=iota ?@(part part (scot part))))
::  pave: a plain path with types
::  > (pave /a/1)
::  [i=[%ta ~.a] t=[i=[%ud 1] t=~]]
++  pave
  |=  way=path
  ^-  pith
  %+  turn  way
  |=  name=@ta
  (fall (rush name spot:stip) [%ta name])
::
+|  %boxes
::
::  mack: the product of a formula, if it comes to one without asking for
::  anything
::  > (mack 5 [4 0 1])
::  [~ 6]
++  mack
  |=  [subject=* formula=*]
  ^-  (unit)
  =/  end  (mink [subject formula] |~(^ ~))
  ?:(?=(%0 -.end) `product.end ~)
::
::  mink: Nock in a box. Requests go to a gate: no answer ends the computation
::  with their path, and an answer of none makes it crash. The stack of traces
::  grows by the hints in which the computation is.
::  > (mink [5 [4 0 1]] |=(^ ~))
::  [%0 product=6]
++  mink
  ~/  %mink
  |=  [[subject=* formula=*] answer=$-(^ (unit (unit)))]
  =/  frames=(list [tag=@ta clue=*])  ~
  |^  ^-  tone
      ?+    formula  crash
          [^ *]
        %+  then  $(formula -.formula)
        |=  head=*
        %+  then  ^$(formula +.formula)
        |=  tail=*
        [%0 head tail]
      ::
          [%0 axis=@]
        =/  part  (part-at axis.formula subject)
        ?~(part crash [%0 u.part])
      ::
          [%1 product=*]
        [%0 product.formula]
      ::
          [%2 one=* two=*]
        %+  then  $(formula one.formula)
        |=  new=*
        %+  then  ^$(formula two.formula)
        |=  next=*
        ^^$(subject new, formula next)
      ::
          [%3 argument=*]
        %+  then  $(formula argument.formula)
        |=  noun=*
        [%0 .?(noun)]
      ::
          [%4 argument=*]
        %+  then  $(formula argument.formula)
        |=  noun=*
        ?^(noun crash [%0 +(noun)])
      ::
          [%5 one=* two=*]
        %+  then  $(formula one.formula)
        |=  one=*
        %+  then  ^$(formula two.formula)
        |=  two=*
        [%0 =(one two)]
      ::
          [%6 condition=* yes=* no=*]
        %+  then  $(formula condition.formula)
        |=  holds=*
        ?+  holds  crash
          %&  ^$(formula yes.formula)
          %|  ^$(formula no.formula)
        ==
      ::
          [%7 first=* second=*]
        %+  then  $(formula first.formula)
        |=  new=*
        ^$(subject new, formula second.formula)
      ::
          [%8 first=* second=*]
        %+  then  $(formula first.formula)
        |=  new=*
        ^$(subject [new subject], formula second.formula)
      ::
          [%9 axis=@ core=*]
        %+  then  $(formula core.formula)
        |=  core=*
        =/  arm  (part-at axis.formula core)
        ?~  arm  crash
        ^$(subject core, formula u.arm)
      ::
          [%10 [axis=@ new=*] target=*]
        ?:  =(0 axis.formula)  crash
        %+  then  $(formula target.formula)
        |=  target=*
        %+  then  ^$(formula new.formula)
        |=  new=*
        =/  whole  (with-part axis.formula new target)
        ?~(whole crash [%0 u.whole])
      ::
          [%11 tag=@ body=*]
        =/  end  $(formula body.formula)
        ?.  ?=(%0 -.end)  end
        :-  %0
        .*(product.end [%11 tag.formula %0 1])
      ::
          [%11 [tag=@ clue=*] body=*]
        %+  then  $(formula clue.formula)
        |=  clue=*
        =?  frames  (is-frame tag.formula)
          [[tag.formula clue] frames]
        =/  end  ^$(formula body.formula)
        ?.  ?=(%0 -.end)  end
        :-  %0
        .*([product.end clue] [%11 [tag.formula %0 3] %0 2])
      ::
          [%12 kind=* way=*]
        %+  then  $(formula kind.formula)
        |=  kind=*
        %+  then  ^$(formula way.formula)
        |=  way=*
        =/  reply  (answer kind way)
        ?~  reply  [%1 way]
        ?~  u.reply  [%2 [%hunk kind way] frames]
        [%0 u.u.reply]
      ==
  ::  crash: the end of all
  ++  crash  `tone`[%2 frames]
  ::  is-frame: does a hint put its clue on the trace?
  ++  is-frame  |=(tag=@ ?=(?(%hand %hunk %lose %mean %spot) tag))
  ::  then: go on with a product
  ++  then
    |=  [end=tone next=$-(* tone)]
    ^-  tone
    ?:(?=(%0 -.end) (next product.end) end)
  ::  part-at: what is at an address, if anything
  ++  part-at
    |=  [at=@ noun=*]
    ^-  (unit)
    ?:  =(0 at)  ~
    |-  ^-  (unit)
    ?:  =(1 at)  `noun
    ?@  noun  ~
    ?-  (cap at)
      %2  $(at (mas at), noun -.noun)
      %3  $(at (mas at), noun +.noun)
    ==
  ::  with-part: a noun with something else at an address
  ++  with-part
    |=  [at=@ new=* noun=*]
    ^-  (unit)
    ?:  =(1 at)  `new
    ?@  noun  ~
    ?-    (cap at)
        %2
      =/  head  $(at (mas at), noun -.noun)
      ?~(head ~ `[u.head +.noun])
    ::
        %3
      =/  tail  $(at (mas at), noun +.noun)
      ?~(tail ~ `[-.noun u.tail])
    ==
  --
::
::  mock: the same with the trace as documents
::  > (mock [5 [4 0 1]] |=(^ ~))
::  [%0 p=6]
++  mock
  |=  [[subject=* formula=*] answer=$-(^ (unit (unit)))]
  (mook (mink [subject formula] answer))
::
::  mook: a trace as documents; of a long one, the first and the last 512
::  > (mook [%0 5])
::  [%0 p=5]
++  mook
  |=  end=tone
  ^-  toon
  ?.  ?=(%2 -.end)  end
  =/  count  (lent trace.end)
  =?  trace.end  (gth count 1.024)
    %+  weld  (scag 512 trace.end)
    ^+  trace.end
    :_  (slag (sub count 512) trace.end)
    [%lose (crip "[skipped {(scow %ud (sub count 1.024))} frames]")]
  :-  %2
  %+  turn  trace.end
  |=  [tag=@ta clue=*]
  ^-  tank
  ?+    tag  leaf+"mook.{(trip tag)}"
      %hand  leaf+(scow %p (mug clue))
      %hunk
    ?@  clue  leaf+"mook.hunk"
    =/  way  ((soft path) +.clue)
    ?~(way leaf+"mook.hunk" (smyt u.way))
  ::
      %lose
    ?^(clue leaf+"mook.lose" leaf+(trip clue))
  ::
      %mean
    ?@  clue  leaf+(trip clue)
    =/  made  (mack clue -.clue)
    ?~  made  leaf+"####"
    =/  doc  ((soft tank) u.made)
    ?~(doc leaf+"mook.mean" u.doc)
  ::
      %spot
    =/  place  ((soft spot) clue)
    ?~  place  leaf+"mook.spot"
    =/  [way=path from=[l=@ c=@] to=[l=@ c=@]]  u.place
    =/  ud  |=(n=@ (scow %ud n))
    :+  %rose  [":" ~ ~]
    :~  (smyt way)
        leaf+"<[{(ud l.from)} {(ud c.from)}].[{(ud l.to)} {(ud c.to)}]>"
    ==
  ==
::
::  mole: the product of a trap, if it comes to one
::  > (mole |.((dec 5)))
::  [~ 4]
::  > (mole |.((dec 0)))
::  ~
++  mole
  ~/  %mole
  |*  try=(trap)
  ^-  (unit _$:try)
  ?~((mure try) ~ `$:try)
::
::  mong: a gate on a sample, in a box
::  > (mong [dec 5] |=(^ ~))
::  [%0 p=4]
++  mong
  |=  [[fun=* sam=*] answer=$-(^ (unit (unit)))]
  ^-  toon
  (mock [[fun sam] %9 2 %10 [6 %0 3] %0 2] answer)
::
::  mule: the product of a trap, or the trace of its crash
::  > (mule |.((dec 5)))
::  [%.y p=4]
::  > (mule |.((dec 0)))
::  [%.n p=[i=[%leaf p="decrement-underflow"] t=~]]
++  mule
  ~/  %mule
  |*  try=(trap)
  =/  end  (mute try)
  ?:  ?=(%| -.end)  [%| p=p.end]
  [%& p=$:try]
::
::  mure: as mole, without a type
::  > (mure |.((dec 5)))
::  [~ 4]
++  mure
  |=  try=(trap)
  ^-  (unit)
  =/  end  (mink [try %9 2 %0 1] ask)
  ?.(?=(%0 -.end) ~ `product.end)
::
::  mute: as mule, without a type
::  > (mute |.((dec 5)))
::  [%.y p=4]
++  mute
  |=  try=(trap)
  ^-  (each * (list tank))
  =/  end  (mock [try %9 2 %0 1] ask)
  ?-    -.end
      %0  [%& p.end]
      %2  [%| p.end]
      %1
    =/  way  ((soft path) p.end)
    [%| ?~(way leaf+"mute.hunk" (smyt u.way)) ~]
  ==
::
::  ask: hand a request on to the world outside of the box
++  ask
  |=  request=^
  ^-  (unit (unit))
  ``.*(request [%12 [%0 2] %0 3])
::
::  slum: a gate on a sample, without types
::  > (slum dec 5)
::  4
++  slum
  ~/  %slum
  |=  [fun=* sam=*]
  .*([fun sam] [%9 2 %10 [6 %0 3] %0 2])
::
::  soft: what a mold makes of a noun, if it does not crash
::  > ((soft @) [1 2])
::  ~
++  soft
  |*  shape=$-(* *)
  |=  noun=*
  (mole |.((shape noun)))
::
+|  %types
::
::  atom, aura, null: a number; the name of a kind of them; nothing
+$  atom  @
+$  aura  @ta
+$  null  ~
::  limb: a step into a subject: by name, by address, or past so many of a name
+$  limb
  $@  term
  $%  [%& p=axis]
      [%| p=@ud q=(unit term)]
  ==
::  wing: a way into a subject, the last step first
+$  wing  (list limb)
::  nock: a formula
+$  nock
  $^  [p=nock q=nock]
  $%  [%1 p=*]
      [%2 p=nock q=nock]
      [%3 p=nock]
      [%4 p=nock]
      [%5 p=nock q=nock]
      [%6 p=nock q=nock r=nock]
      [%7 p=nock q=nock]
      [%8 p=nock q=nock]
      [%9 p=@ q=nock]
      [%10 p=[p=@ q=nock] q=nock]
      [%11 p=$@(@ [p=@ q=nock]) q=nock]
      [%12 p=nock q=nock]
      [%0 p=@]
  ==
--
