::  Layer three: signed and modular numbers, dates, the scrambling of names, and the types of parsers.
::
~%  %tri  +
  ==
    %year  year
    %yore  yore
    %ob    ob
  ==
|%
+|  %signed
::
::  egcd: the greatest common divisor of two, and how often each goes into the sum that makes it
++  egcd
  |=  [a=@ b=@]
  ^-  [d=@ u=@s v=@s]
  =/  one  [rest=(sun:si a) of-a=--1 of-b=--0]
  =/  two  [rest=(sun:si b) of-a=--0 of-b=--1]
  |-
  ?:  =(--0 rest.one)
    [(abs:si rest.two) of-a.two of-b.two]
  =/  times  (fra:si rest.two rest.one)
  =/  less
    |=  [m=@s n=@s]
    (dif:si m (pro:si times n))
  %=  $
    two  one
    one  :+  (less rest.two rest.one)
           (less of-a.two of-a.one)
         (less of-b.two of-b.one)
  ==
::
::  fo: arithmetic modulo a number
++  fo
  ^|
  |_  top=@
  ::  dif: the difference
  ++  dif  |=([m=@ n=@] (sit (sub (add top m) (sit n))))
  ::  exp: the second to the power of the first
  ++  exp
    |=  [power=@ base=@]
    ?:  =(0 power)  1
    =/  root    $(power (div power 2))
    =/  square  (pro root root)
    ?:(=(0 (mod power 2)) square (pro base square))
  ::  fra: the quotient
  ++  fra  |=([m=@ n=@] (pro m (inv n)))
  ::  inv: what a number must be multiplied with to make one
  ++  inv  |=(n=@ (dul:si u:(egcd n top) top))
  ::  pro: the product
  ++  pro  |=([m=@ n=@] (sit (mul m n)))
  ::  sit: the remainder
  ++  sit  |=(n=@ (mod n top))
  ::  sum: the sum
  ++  sum  |=([m=@ n=@] (sit (add m n)))
  --
::
::    Signed numbers take turns: 0, -1, 1, -2, 2, ... are 0, 1, 2, 3, 4, ...
::
::  si: arithmetic of signed numbers
++  si
  ^?
  |%
  ::  abs: the magnitude
  ++  abs  |=(a=@s `@`(div +(a) 2))
  ::  cmp: --1, --0 or -1, as the first is more than the second, equal or less
  ++  cmp
    |=  [a=@s b=@s]
    ^-  @s
    ?:  =(a b)  --0
    ?.  =((syn a) (syn b))
      ?:((syn a) --1 -1)
    ?:(=((syn a) (gth a b)) --1 -1)
  ::  dif: the difference
  ++  dif  |=([a=@s b=@s] (sum a (new !(syn b) (abs b))))
  ::  dul: the remainder, never negative, if the first is not below the second by more than itself
  ++  dul
    |=  [a=@s b=@]
    ?:((syn a) (mod (abs a) b) (sub b (abs a)))
  ::  fra: the quotient, towards zero
  ++  fra
    |=  [a=@s b=@s]
    (new =((syn a) (syn b)) (div (abs a) (abs b)))
  ::  new: of a sign and a magnitude
  ++  new
    |=  [plus=? magnitude=@]
    ^-  @s
    =/  twice  (mul 2 magnitude)
    ?:(|(plus =(0 twice)) twice (dec twice))
  ::  old: sign and magnitude
  ++  old  |=(a=@s [(syn a) (abs a)])
  ::  pro: the product
  ++  pro
    |=  [a=@s b=@s]
    (new =((syn a) (syn b)) (mul (abs a) (abs b)))
  ::  rem: the remainder, with the sign of the first
  ++  rem  |=([a=@s b=@s] (new (syn a) (mod (abs a) (abs b))))
  ::  sum: the sum
  ++  sum
    |=  [a=@s b=@s]
    =/  [m=@ n=@]  [(abs a) (abs b)]
    ?:  =((syn a) (syn b))
      (new (syn a) (add m n))
    ?:  (gte m n)
      (new (syn a) (sub m n))
    (new (syn b) (sub n m))
  ::  sun: of an unsigned number
  ++  sun  |=(a=@u (mul 2 a))
  ::  syn: is it zero or more?
  ++  syn  |=(a=@s =(0 (mod a 2)))
  --
::
::    A time counts seconds in its upper bits and fractions of one in the lower 64; it begins so long before Christ that the
::    year 1 is the 292.277.024.401st. The calendar is the Gregorian one, in both directions.
+|  %time
::
::  yo: how many seconds, days, and so on
++  yo
  |%
  ++  mit  60
  ++  hor  3.600
  ++  day  86.400
  ++  yer  31.536.000
  ++  qad  126.144.001
  ++  cet  36.524
  ++  era  146.097
  ++  jes  106.751.991.084.417
  ++  moh  `(list @ud)`~[31 28 31 30 31 30 31 31 30 31 30 31]
  ++  moy  `(list @ud)`~[31 29 31 30 31 30 31 31 30 31 30 31]
  ::  beginning: the year before the first one after Christ
  ++  beginning  292.277.024.400
  --
::
::  year: a date as a time
++  year
  |=  when=date
  ^-  @da
  =/  count
    ?:  a.when  (add beginning:yo y.when)
    (sub beginning:yo (dec y.when))
  (yule t.when(d (yawn count m.when d.t.when)))
::
::  yore: a time as a date
++  yore
  |=  now=@da
  ^-  date
  =/  span  (yell now)
  =/  [count=@ud month=@ud day=@ud]  (yall d.span)
  =/  after  (gth count beginning:yo)
  :_  [month span(d day)]
  :-  after
  ?:  after  (sub count beginning:yo)
  +((sub beginning:yo count))
::
::  yell: a span of time in days, hours, minutes, seconds and fractions
++  yell
  |=  now=@d
  ^-  tarp
  =/  seconds  (rsh 6 now)
  =/  fractions
    =/  left  (end 6 now)
    |-  ^-  (list @ux)
    ?:  =(0 left)  ~
    [(rsh [4 3] left) $(left (end 6 (lsh 4 left)))]
  =/  [days=@ in-day=@]   (dvr seconds day:yo)
  =/  [hours=@ in-hour=@]  (dvr in-day hor:yo)
  [days hours (div in-hour mit:yo) (mod in-hour mit:yo) fractions]
::
::  yule: days, hours, minutes, seconds and fractions as one span
++  yule
  |=  span=tarp
  ^-  @d
  =/  seconds
    :(add (mul day:yo d.span) (mul hor:yo h.span) (mul mit:yo m.span) s.span)
  =/  fraction
    =/  places  4
    |-  ^-  @
    ?~  f.span  0
    =.  places  (dec places)
    (add $(f.span t.f.span) (lsh [4 places] i.f.span))
  (con (lsh 6 seconds) fraction)
::
::  yall: the date of a day, counted from the first of January of the year 0. In a year that begins in March the leap day
::  is the last one, and five months have 153 days.
++  yall
  |=  count=@ud
  ^-  [y=@ud m=@ud d=@ud]
  =/  [eras=@ in-era=@]  (dvr (add count (sub era:yo 60)) era:yo)
  =/  leaps
    (add (div in-era 1.460) (div in-era (dec era:yo)))
  =/  years   (div (sub (add in-era (div in-era cet:yo)) leaps) 365)
  =/  before  (sub (add (mul 365 years) (div years 4)) (div years 100))
  =/  in-year   (sub in-era before)
  =/  from-march  (div (add 2 (mul 5 in-year)) 153)
  =/  day    +((sub in-year (div (add 2 (mul 153 from-march)) 5)))
  =/  after  (gte from-march 10)
  =/  month  ?:(after (sub from-march 9) (add from-march 3))
  =/  count-years  (add years (mul 400 eras))
  [(sub ?:(after +(count-years) count-years) 400) month day]
::
::  yawn: the day of a date, counted from the first of January of the year 0
++  yawn
  |=  [count=@ud month=@ud day=@ud]
  ^-  @ud
  =/  before  `(list @ud)`~[0 31 59 90 120 151 181 212 243 273 304 334 365]
  =/  leaps
    %+  sub  (add (div (add count 3) 4) (div (add count 399) 400))
    (div (add count 99) 100)
  ;:  add
    (mul 365 count)
    leaps
    (snag (dec month) before)
    ?:(&((gth month 2) (yelp count)) 1 0)
    (dec day)
  ==
::
::  yelp: is it a leap year?
++  yelp
  |=  count=@ud
  ^-  ?
  ?.  =(0 (mod count 100))  =(0 (mod count 4))
  =(0 (mod count 400))
::
+|  %scrambling
::
::  ob: a permutation of 32-bit numbers from 0x1.0000 on, so that the names of neighbours do not look alike. A Feistel
::  network of four rounds over 0xffff times 0x1.0000 numbers, after Black and Rogaway; what falls outside goes through
::  it once more.
++  ob
  ~%  %ob  ..ob
    ==
      %fein  fein
      %fynd  fynd
    ==
  |%
  ::  fein: scramble
  ++  fein
    ~/  %fein
    |=  n=@
    ^-  @
    (middle n forth)
  ::  fynd: and back
  ++  fynd
    ~/  %fynd
    |=  n=@
    ^-  @
    (middle n back)
  ::  middle: change the lowest 32 bits of what has at most 64, if there is more than 16 bits to them
  ++  middle
    |=  [n=@ change=$-(@ @)]
    ^-  @
    ?:  (gth (met 5 n) 2)  n
    =/  low  (end 5 n)
    ?:  (lth low 0x1.0000)  n
    =/  new  (add 0x1.0000 (change (sub low 0x1.0000)))
    (add (sub n low) new)
  ::  narrow, wide, whole: how many left halves, right halves, and numbers there are
  ++  narrow  0xffff
  ++  wide    0x1.0000
  ++  whole   (mul narrow wide)
  ::  forth: walk through the network until inside
  ++  forth
    |=  n=@
    =/  new  (rounds n)
    ?:((lth new whole) new (rounds new))
  ::  back: the same in the other direction
  ++  back
    |=  n=@
    =/  old  (unround n)
    ?:((lth old whole) old (unround old))
  ::  size: what a round counts modulo
  ++  size
    |=  round=@
    ?:(=(0 (mod round 2)) narrow wide)
  ::  blur: what a round mixes in
  ++  blur
    |=  [round=@ half=@]
    %+  mod
      (muk (snag round `(list @ux)`~[0xb76d.5eed 0xee28.1300 0x85bc.ae01 0x4b38.7af7]) 2 half)
    (size round)
  ::  rounds: the four rounds
  ++  rounds
    |=  n=@
    ^-  @
    =/  round  0
    =/  [right=@ left=@]  (dvr n narrow)
    |-
    ?.  =(4 round)
      =/  new  (mod (add left (blur round right)) (size round))
      $(round +(round), left right, right new)
    ?:  =(narrow right)
      (add left (mul narrow right))
    (add right (mul narrow left))
  ::  unround: the four rounds from the last to the first
  ++  unround
    |=  n=@
    ^-  @
    =/  round  4
    =/  [high=@ low=@]  (dvr n narrow)
    =/  [left=@ right=@]
      ?:(=(narrow high) [low high] [high low])
    |-
    ?:  =(0 round)  (add left (mul narrow right))
    =.  round  (dec round)
    =/  size  (size round)
    =/  old   (mod (sub (add right size) (blur round left)) size)
    $(left old, right left)
  --
::
+|  %types
::
::  coin: a noun that has a text: an atom with its aura, any noun, or several
+$  coin
  $~  [%$ %ud 0]
  $%  [%$ p=dime]
      [%blob p=*]
      [%many p=(list coin)]
  ==
::  dime: an atom with its aura
+$  dime  [p=@ta q=@]
::  hair: a place in a text: line and column, from 1
+$  hair  [p=@ud q=@ud]
::  nail: a text from a place on
+$  nail  [p=hair q=tape]
::  edge: how far a parser came, and what it yields, if anything, with the text behind it
+$  edge  [p=hair q=(unit [p=* q=nail])]
::  like: an edge that yields a type
++  like
  |*  yield=$-(* *)
  |:  raw=`*`[(hair) ~]
  :-  p=(hair -.raw)
  ^=  q
  ?@  +.raw  ~
  [~ u=[p=(yield +>-.raw) q=[p=(hair -.raw) q=(tape +.raw)]]]
::  rule: a parser
+$  rule  _|:($:nail $:edge)
::  wonk: what an edge yields
++  wonk
  |*  edge=_$:edge
  ?~(q.edge !! p.u.q.edge)
::  pint: from one place to another
+$  pint  [p=[p=@ q=@] q=[p=@ q=@]]
::  spot: a stretch of a file
+$  spot  [p=path q=pint]
::  tone: how a virtual computation ends: with a product, for want of an answer, or with a trace
+$  tone
  $%  [%0 product=*]
      [%1 block=*]
      [%2 trace=(list [@ta *])]
  ==
::  toon: the same with its trace as documents
+$  toon
  $%  [%0 p=*]
      [%1 p=*]
      [%2 p=(list tank)]
  ==
--
