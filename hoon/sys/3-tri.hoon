::  Layer three: signed and modular numbers, dates, the scrambling of names, and
::  the types of parsers.
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
::  egcd: the greatest common divisor of two, and how often each goes into the
::  sum that makes it
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
::  Signed numbers take turns: 0, -1, 1, -2, 2, ... are 0, 1, 2, 3, 4, ...
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
  ::  dul: the remainder, never negative, if the first is not below the second
  ::  by more than itself
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
::  A time counts seconds in its upper bits and fractions of one in the lower
::  64; it begins so long before Christ that the year 1 is the
::  292.277.024.401st. The calendar is the Gregorian one, in both directions.
+|  %time
::
::  yo: how many seconds, days, and so on
++  yo
  |%
  ::  mit, hor, day, yer: seconds of a minute, an hour, a day, 365 days
  ::  qad: a second more than four times as long
  ::  cet, era: days of a century without its last leap day, of 400 years
  ::  jes: days from the beginning of time to the year 0
  ::  moh, moy: days of the months, and those of a leap year
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
::  yall: the date of a day, counted from the first of January of the year 0. In
::  a year that begins in March the leap day is the last one, and five months
::  have 153 days.
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
::  A floating point number of the IEEE's kind is a sign, an exponent, and a
::  fraction. Every operation here takes the exact product, as a ratio of two
::  numbers, and rounds it once.
+|  %floats
::
::  ff: so many bits of exponent and fraction, a bias, and a way to round: to
::  the nearest, up, down, towards zero, away
++  ff
  |_  [[w=@u p=@u b=@s] r=$?(%n %u %d %z %a)]
  ::  low-end: the exponent of the smallest number there is
  ++  low-end  (dif:si (dif:si --1 b) (sun:si p))
  ::  minus, infinity, nan: the bit of the sign, and what is no number
  ++  minus     (bex (^add w p))
  ++  infinity  (lsh [0 p] (dec (bex w)))
  ++  nan       (^add infinity (bex (dec p)))
  ::  signed: a magnitude with a sign
  ++  signed
    |=  [plus=? bits=@]
    ^-  @r
    ?:(plus bits (^add minus bits))
  ::  sea: the parts of a number
  ++  sea
    |=  n=@r
    ^-  fn
    =/  plus      (sig n)
    =/  fraction  (end [0 p] n)
    =/  exponent  (cut 0 [p w] n)
    ?:  =(0 exponent)
      ?:(=(0 fraction) [%f plus --0 0] [%f plus low-end fraction])
    ?:  =(exponent (dec (bex w)))
      ?:(=(0 fraction) [%i plus] [%n ~])
    [%f plus (sum:si low-end (sun:si (dec exponent))) (^add (bex p) fraction)]
  ::  bit: the number of parts, rounded
  ++  bit
    |=  n=fn
    ^-  @r
    ?-  -.n
      %n  nan
      %i  (signed s.n infinity)
      %f  (fit s.n e.n a.n 1)
    ==
  ::  fit: the number for a sign and a ratio times a power of two
  ++  fit
    |=  [plus=? e=@s top=@ bottom=@]
    ^-  @r
    %+  signed  plus
    ?:  =(0 top)  0
    ::  three bits more than the fraction has
    =/  want  :(^add 3 p (met 0 bottom))
    =/  have  (met 0 top)
    =/  more  ?:((^lth have want) (^sub want have) 0)
    =/  [whole=@ rest=@]  (dvr (lsh [0 more] top) bottom)
    =.  e  (dif:si e (sun:si more))
    ::  the exponent of the last bit that is kept
    =/  last
      =/  last  (sum:si e (dif:si (sun:si (met 0 whole)) (sun:si +(p))))
      ?:(=(-1 (cmp:si last low-end)) low-end last)
    =/  drop  (abs:si (dif:si last e))
    =/  kept  (rsh [0 drop] whole)
    =/  lost  (^add (mul-two (end [0 drop] whole)) ?:(=(0 rest) 0 1))
    =/  half  (bex drop)
    =/  up=?
      ?-  r
        %n  ?:(=(half lost) =(1 (end 0 kept)) (^gth lost half))
        %z  |
        %a  !=(0 lost)
        %u  &(plus !=(0 lost))
        %d  &(!plus !=(0 lost))
      ==
    =.  kept  ?:(up +(kept) kept)
    (min infinity (^add kept (lsh [0 p] (abs:si (dif:si last low-end)))))
  ::  mul-two: twice as much
  ++  mul-two  |=(n=@ (lsh 0 n))
  ::  total: the sum of parts
  ++  total
    |=  [m=fn n=fn]
    ^-  @r
    ?:  |(?=(%n -.m) ?=(%n -.n))  nan
    ?:  ?=(%i -.m)
      ?:(&(?=(%i -.n) !=(s.m (syn n))) nan (signed s.m infinity))
    ?:  ?=(%i -.n)  (signed s.n infinity)
    ?:  &(=(0 a.m) =(0 a.n))
      (signed ?:(=(%d r) &(s.m s.n) |(s.m s.n)) 0)
    =/  e  ?:(=(-1 (cmp:si e.m e.n)) e.m e.n)
    =/  one  (new:si s.m (lsh [0 (abs:si (dif:si e.m e))] a.m))
    =/  two  (new:si s.n (lsh [0 (abs:si (dif:si e.n e))] a.n))
    =/  sum  (sum:si one two)
    ?:  =(--0 sum)  (signed !=(%d r) 0)
    (fit (syn:si sum) e (abs:si sum) 1)
  ::  product: the exact product of parts
  ++  product
    |=  [m=fn n=fn]
    ^-  fn
    ?:  |(?=(%n -.m) ?=(%n -.n))  [%n ~]
    =/  plus  =((syn m) (syn n))
    ?:  ?=(%i -.m)
      ?:(&(?=(%f -.n) =(0 a.n)) [%n ~] [%i plus])
    ?:  ?=(%i -.n)
      ?:(=(0 a.m) [%n ~] [%i plus])
    [%f plus (sum:si e.m e.n) (^mul a.m a.n)]
  ::  syn: is it positive, or nothing at all?
  ++  syn  |=(n=fn ?-(-.n %n &, %i s.n, %f s.n))
  ::  negative: with the other sign
  ++  negative
    |=  n=fn
    ^-  fn
    ?-(-.n %n n, %i n(s !s.n), %f n(s !s.n))
  ::  add, sub, mul: sum, difference and product
  ::  fma: the sum of a product and a third, rounded once
  ++  add  |=([m=@r n=@r] (total (sea m) (sea n)))
  ++  sub  |=([m=@r n=@r] (total (sea m) (negative (sea n))))
  ++  mul  |=([m=@r n=@r] (bit (product (sea m) (sea n))))
  ++  fma  |=([m=@r n=@r o=@r] (total (product (sea m) (sea n)) (sea o)))
  ::  div: the quotient; infinite by zero; nan of two zeros or two infinities
  ++  div
    |=  [m=@r n=@r]
    ^-  @r
    =/  [m=fn n=fn]  [(sea m) (sea n)]
    ?:  |(?=(%n -.m) ?=(%n -.n))  nan
    =/  plus  =((syn m) (syn n))
    ?:  ?=(%i -.m)
      ?:(?=(%i -.n) nan (signed plus infinity))
    ?:  ?=(%i -.n)  (signed plus 0)
    ?:  =(0 a.n)
      ?:(=(0 a.m) nan (signed plus infinity))
    (fit plus (dif:si e.m e.n) a.m a.n)
  ::  sqt: the square root; nan below zero
  ++  sqt
    |=  n=@r
    ^-  @r
    =/  m  (sea n)
    ?:  ?=(%n -.m)  nan
    ?:  ?=(%i -.m)  ?:(s.m n nan)
    ?:  =(0 a.m)    n
    ?.  s.m  nan
    ::  an even exponent, and twice the bits that are wanted
    =/  more  (^mul 2 (^add 3 p))
    =?  more  !=(0 (mod (abs:si e.m) 2))  +(more)
    =/  e  (dif:si e.m (sun:si more))
    =/  [root=@ rest=@]  (^sqt (lsh [0 more] a.m))
    =/  half-e  (fra:si e --2)
    (fit & (dif:si half-e --1) (^add (mul-two root) ?:(=(0 rest) 0 1)) 1)
  ::  order: a number in the order of all, if it is one
  ++  order
    |=  n=@r
    ^-  (unit @s)
    =/  size  (end [0 (^add w p)] n)
    ?:((^gth size infinity) ~ `(new:si (sig n) size))
  ::  compare: whether the order of two is one of those
  ++  compare
    |=  [m=@r n=@r which=(list @s)]
    ^-  ?
    =/  [one=(unit @s) two=(unit @s)]  [(order m) (order n)]
    ?~  one  |
    ?~  two  |
    !=(~ (find ~[(cmp:si u.one u.two)] which))
  ::  lth, lte, equ, gte, gth: comparisons; none of them holds for a nan
  ++  lth  |=([m=@r n=@r] (compare m n ~[-1]))
  ++  lte  |=([m=@r n=@r] (compare m n ~[-1 --0]))
  ++  equ  |=([m=@r n=@r] (compare m n ~[--0]))
  ++  gte  |=([m=@r n=@r] (compare m n ~[--0 --1]))
  ++  gth  |=([m=@r n=@r] (compare m n ~[--1]))
  ::  sun, san: of an integer
  ++  sun  |=(n=@u (fit & --0 n 1))
  ++  san  |=(n=@s (fit (syn:si n) --0 (abs:si n) 1))
  ::  sig: is it positive?
  ++  sig  |=(n=@r =(0 (cut 0 [(^add p w) 1] n)))
  ::  exp: the exponent
  ++  exp  |=(n=@r (dif:si (sun:si (cut 0 [p w] n)) b))
  ::  toi: as an integer
  ++  toi
    |=  n=@r
    ^-  (unit @s)
    =/  m  (sea n)
    ?.  ?=(%f -.m)  ~
    =/  by  (abs:si e.m)
    ?:  (syn:si e.m)  `(new:si s.m (lsh [0 by] a.m))
    =/  whole  (rsh [0 by] a.m)
    =/  lost   (mul-two (end [0 by] a.m))
    =/  half   (bex by)
    =/  up=?
      ?-  r
        %n  ?:(=(half lost) =(1 (end 0 whole)) (^gth lost half))
        %z  |
        %a  !=(0 lost)
        %u  &(s.m !=(0 lost))
        %d  &(!s.m !=(0 lost))
      ==
    `(new:si s.m ?:(up +(whole) whole))
  ::  grd: of decimal digits
  ++  grd
    |=  n=dn
    ^-  @r
    ?-    -.n
        %n  nan
        %i  (signed s.n infinity)
        %d
      =.  r  %n
      =/  power  (pow 10 (abs:si e.n))
      ?:  (syn:si e.n)
        (fit s.n --0 (^mul a.n power) 1)
      (fit s.n --0 a.n power)
    ==
  ::  drg: the fewest decimal digits that tell a number from its neighbours,
  ::  after Steele and White. The number is top over bottom, and anything is the
  ::  number that is nearer than below and above, in the same units.
  ++  drg
    |=  n=@r
    ^-  dn
    =/  m  (sea n)
    ?:  ?=(%n -.m)  [%n ~]
    ?:  ?=(%i -.m)  [%i s.m]
    ?:  =(0 a.m)    [%d s.m --0 0]
    =/  by  (abs:si e.m)
    =/  [top=@ bottom=@ below=@]
      ?:  (syn:si e.m)
        [(lsh [0 +(by)] a.m) 2 (bex by)]
      [(lsh 0 a.m) (bex +(by)) 1]
    =/  above  below
    ::  the next number below a power of two is only half as far
    =/  edge=?  &(=(a.m (bex p)) !=(e.m low-end))
    =?  top     edge  (mul-two top)
    =?  bottom  edge  (mul-two bottom)
    =?  above   edge  (mul-two above)
    =/  k  --0
    |-
    ?:  (^lth (^mul 10 top) bottom)
      %=  $
        top    (^mul 10 top)
        below  (^mul 10 below)
        above  (^mul 10 above)
        k      (dif:si k --1)
      ==
    |-
    ?:  (^gte (^add top above) bottom)
      $(bottom (^mul 10 bottom), k (sum:si k --1))
    =/  digits  0
    |-
    =.  k  (dif:si k --1)
    =.  below  (^mul 10 below)
    =.  above  (^mul 10 above)
    =/  [digit=@ rest=@]  (dvr (^mul 10 top) bottom)
    =/  low   (^lth rest below)
    =/  high  (^gth (^add rest above) bottom)
    =.  digits  (^add digit (^mul 10 digits))
    ?:  &(!low !high)
      $(top rest)
    =/  up  &(high |(!low (^gth (mul-two rest) bottom)))
    [%d s.m k ?:(up +(digits) digits)]
  --
::
::  rh: half precision
++  rh
  ~%  %rh  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma: what takes numbers of this size apart
  ++  ma  %*(. ff w 5, p 10, b --15, r r)
  ::  add, sub, mul, div: sum, difference, product and quotient
  ::  fma: the sum of a product and a third, rounded once
  ::  sqt: the square root; nan below zero
  ++  add  ~/  %add
    |=([a=@rh b=@rh] `@rh`(add:ma a b))
  ++  sub  ~/  %sub
    |=([a=@rh b=@rh] `@rh`(sub:ma a b))
  ++  mul  ~/  %mul
    |=([a=@rh b=@rh] `@rh`(mul:ma a b))
  ++  div  ~/  %div
    |=([a=@rh b=@rh] `@rh`(div:ma a b))
  ++  fma  ~/  %fma
    |=([a=@rh b=@rh c=@rh] `@rh`(fma:ma a b c))
  ++  sqt  ~/  %sqt
    |=(a=@rh `@rh`(sqt:ma a))
  ::  lth, lte, equ, gte, gth: comparisons; none of them holds for a nan
  ++  lth  ~/  %lth
    |=([a=@rh b=@rh] `?`(lth:ma a b))
  ++  lte  ~/  %lte
    |=([a=@rh b=@rh] `?`(lte:ma a b))
  ++  equ  ~/  %equ
    |=([a=@rh b=@rh] `?`(equ:ma a b))
  ++  gte  ~/  %gte
    |=([a=@rh b=@rh] `?`(gte:ma a b))
  ++  gth  ~/  %gth
    |=([a=@rh b=@rh] `?`(gth:ma a b))
  ::  sea, bit: a number's parts, and the number of parts
  ::  sun, san: of an unsigned and of a signed integer
  ::  sig, exp: is it positive? And its exponent
  ::  toi: as an integer, if it is finite
  ::  drg, grd: as decimal digits, and of them
  ++  sea  |=(a=@rh (sea:ma a))
  ++  bit  |=(a=fn `@rh`(bit:ma a))
  ++  sun  |=(a=@u `@rh`(sun:ma a))
  ++  san  |=(a=@s `@rh`(san:ma a))
  ++  sig  |=(a=@rh (sig:ma a))
  ++  exp  |=(a=@rh (exp:ma a))
  ++  toi  |=(a=@rh (toi:ma a))
  ++  drg  |=(a=@rh (drg:ma a))
  ++  grd  |=(a=dn `@rh`(grd:ma a))
  --
::
::  rs: single precision
++  rs
  ~%  %rs  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ++  ma  %*(. ff w 8, p 23, b --127, r r)
  ++  add  ~/  %add
    |=([a=@rs b=@rs] `@rs`(add:ma a b))
  ++  sub  ~/  %sub
    |=([a=@rs b=@rs] `@rs`(sub:ma a b))
  ++  mul  ~/  %mul
    |=([a=@rs b=@rs] `@rs`(mul:ma a b))
  ++  div  ~/  %div
    |=([a=@rs b=@rs] `@rs`(div:ma a b))
  ++  fma  ~/  %fma
    |=([a=@rs b=@rs c=@rs] `@rs`(fma:ma a b c))
  ++  sqt  ~/  %sqt
    |=(a=@rs `@rs`(sqt:ma a))
  ++  lth  ~/  %lth
    |=([a=@rs b=@rs] `?`(lth:ma a b))
  ++  lte  ~/  %lte
    |=([a=@rs b=@rs] `?`(lte:ma a b))
  ++  equ  ~/  %equ
    |=([a=@rs b=@rs] `?`(equ:ma a b))
  ++  gte  ~/  %gte
    |=([a=@rs b=@rs] `?`(gte:ma a b))
  ++  gth  ~/  %gth
    |=([a=@rs b=@rs] `?`(gth:ma a b))
  ++  sea  |=(a=@rs (sea:ma a))
  ++  bit  |=(a=fn `@rs`(bit:ma a))
  ++  sun  |=(a=@u `@rs`(sun:ma a))
  ++  san  |=(a=@s `@rs`(san:ma a))
  ++  sig  |=(a=@rs (sig:ma a))
  ++  exp  |=(a=@rs (exp:ma a))
  ++  toi  |=(a=@rs (toi:ma a))
  ++  drg  |=(a=@rs (drg:ma a))
  ++  grd  |=(a=dn `@rs`(grd:ma a))
  --
::
::  rd: double precision
++  rd
  ~%  %rd  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ++  ma  %*(. ff w 11, p 52, b --1.023, r r)
  ++  add  ~/  %add
    |=([a=@rd b=@rd] `@rd`(add:ma a b))
  ++  sub  ~/  %sub
    |=([a=@rd b=@rd] `@rd`(sub:ma a b))
  ++  mul  ~/  %mul
    |=([a=@rd b=@rd] `@rd`(mul:ma a b))
  ++  div  ~/  %div
    |=([a=@rd b=@rd] `@rd`(div:ma a b))
  ++  fma  ~/  %fma
    |=([a=@rd b=@rd c=@rd] `@rd`(fma:ma a b c))
  ++  sqt  ~/  %sqt
    |=(a=@rd `@rd`(sqt:ma a))
  ++  lth  ~/  %lth
    |=([a=@rd b=@rd] `?`(lth:ma a b))
  ++  lte  ~/  %lte
    |=([a=@rd b=@rd] `?`(lte:ma a b))
  ++  equ  ~/  %equ
    |=([a=@rd b=@rd] `?`(equ:ma a b))
  ++  gte  ~/  %gte
    |=([a=@rd b=@rd] `?`(gte:ma a b))
  ++  gth  ~/  %gth
    |=([a=@rd b=@rd] `?`(gth:ma a b))
  ++  sea  |=(a=@rd (sea:ma a))
  ++  bit  |=(a=fn `@rd`(bit:ma a))
  ++  sun  |=(a=@u `@rd`(sun:ma a))
  ++  san  |=(a=@s `@rd`(san:ma a))
  ++  sig  |=(a=@rd (sig:ma a))
  ++  exp  |=(a=@rd (exp:ma a))
  ++  toi  |=(a=@rd (toi:ma a))
  ++  drg  |=(a=@rd (drg:ma a))
  ++  grd  |=(a=dn `@rd`(grd:ma a))
  --
::
::  rq: quadruple precision
++  rq
  ~%  %rq  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ++  ma  %*(. ff w 15, p 112, b --16.383, r r)
  ++  add  ~/  %add
    |=([a=@rq b=@rq] `@rq`(add:ma a b))
  ++  sub  ~/  %sub
    |=([a=@rq b=@rq] `@rq`(sub:ma a b))
  ++  mul  ~/  %mul
    |=([a=@rq b=@rq] `@rq`(mul:ma a b))
  ++  div  ~/  %div
    |=([a=@rq b=@rq] `@rq`(div:ma a b))
  ++  fma  ~/  %fma
    |=([a=@rq b=@rq c=@rq] `@rq`(fma:ma a b c))
  ++  sqt  ~/  %sqt
    |=(a=@rq `@rq`(sqt:ma a))
  ++  lth  ~/  %lth
    |=([a=@rq b=@rq] `?`(lth:ma a b))
  ++  lte  ~/  %lte
    |=([a=@rq b=@rq] `?`(lte:ma a b))
  ++  equ  ~/  %equ
    |=([a=@rq b=@rq] `?`(equ:ma a b))
  ++  gte  ~/  %gte
    |=([a=@rq b=@rq] `?`(gte:ma a b))
  ++  gth  ~/  %gth
    |=([a=@rq b=@rq] `?`(gth:ma a b))
  ++  sea  |=(a=@rq (sea:ma a))
  ++  bit  |=(a=fn `@rq`(bit:ma a))
  ++  sun  |=(a=@u `@rq`(sun:ma a))
  ++  san  |=(a=@s `@rq`(san:ma a))
  ++  sig  |=(a=@rq (sig:ma a))
  ++  exp  |=(a=@rq (exp:ma a))
  ++  toi  |=(a=@rq (toi:ma a))
  ++  drg  |=(a=@rq (drg:ma a))
  ++  grd  |=(a=dn `@rq`(grd:ma a))
  --
::
::  rlyh, rylh, ...: to decimal digits, and from them
++  rlyh  |=(a=@rh `dn`(drg:rh a))
++  rylh  |=(a=dn `@rh`(grd:rh a))
++  rlys  |=(a=@rs `dn`(drg:rs a))
++  ryls  |=(a=dn `@rs`(grd:rs a))
++  rlyd  |=(a=@rd `dn`(drg:rd a))
++  ryld  |=(a=dn `@rd`(grd:rd a))
++  rlyq  |=(a=@rq `dn`(drg:rq a))
++  rylq  |=(a=dn `@rq`(grd:rq a))
::
+|  %secure-hashes
::
::  shad, shax, shay, shas: SHA-256: twice; once; of so many bytes; with salt
++  shad  |=(n=@ (shax (shax n)))
++  shax
  ~/  %shax
  |=  n=@
  ^-  @
  (shay (met 3 n) n)
++  shas
  ~/  %shas
  |=  [salt=@ n=@]
  ^-  @
  (shay (max 32 (met 3 salt)) (mix salt (shax n)))
++  shay
  ~/  %shay
  |=  [count=@u n=@]
  ^-  @
  =/  word   ~(. fe 5)
  =/  at     |=([i=@ words=@] (cut 5 [i 1] words))
  =/  keys   sha-keys
  =/  bits   (mul 8 count)
  =/  zeros  (mod (sub 960 (mod (add 8 bits) 512)) 512)
  =/  blocks
    %+  rip  9
    %+  can  0
    ~[[bits n] [8 0x80] [zeros 0] [64 (~(net fe 6) bits)]]
  =/  state=(list @)
    :~  0x6a09.e667  0xbb67.ae85  0x3c6e.f372  0xa54f.f53a
        0x510e.527f  0x9b05.688c  0x1f83.d9ab  0x5be0.cd19
    ==
  |-  ^-  @
  ?~  blocks  (rep 5 (turn state net:word))
  =/  words=@
    =/  words  (run 5 i.blocks net:word)
    =/  i  16
    |-
    ?:  =(64 i)  words
    =/  early  (at (sub i 15) words)
    =/  late   (at (sub i 2) words)
    =/  new
      ;:  sum:word
        (at (sub i 16) words)
        (at (sub i 7) words)
        :(mix (ror:word 0 7 early) (ror:word 0 18 early) (rsh [0 3] early))
        :(mix (ror:word 0 17 late) (ror:word 0 19 late) (rsh [0 10] late))
      ==
    $(i +(i), words (add words (lsh [5 i] new)))
  =/  new
    =/  s=(list @)  state
    =/  i  0
    |-  ^-  (list @)
    ?:  =(64 i)  s
    ?>  ?=([@ @ @ @ @ @ @ @ ~] s)
    =/  [a=@ b=@ c=@ d=@ e=@ f=@ g=@ h=@]
      =<  :*  i
              i.t
              i.t.t
              i.t.t.t
              i.t.t.t.t
              i.t.t.t.t.t
              i.t.t.t.t.t.t
              i.t.t.t.t.t.t.t
          ==
      s
    =/  one
      ;:  sum:word
        h
        :(mix (ror:word 0 6 e) (ror:word 0 11 e) (ror:word 0 25 e))
        (mix (dis e f) (dis (inv:word e) g))
        (at i keys)
        (at i words)
      ==
    =/  two
      %+  sum:word
        :(mix (ror:word 0 2 a) (ror:word 0 13 a) (ror:word 0 22 a))
      :(mix (dis a b) (dis a c) (dis b c))
    $(i +(i), s ~[(sum:word one two) a b c (sum:word d one) e f g])
  =.  state
    |-  ^-  (list @)
    ?~  new  ~
    ?~  state  ~
    [(sum:word i.new i.state) $(new t.new, state t.state)]
  $(blocks t.blocks)
::
::  sha-keys: the fractions of the cube roots of the first 64 primes
++  sha-keys
  ~+
  ^-  @
  =/  primes
    =/  n  2
    =|  found=(list @)
    |-  ^-  (list @)
    ?:  =(64 (lent found))  (flop found)
    ?:  (lien found |=(prime=@ =(0 (mod n prime))))
      $(n +(n))
    $(n +(n), found [n found])
  %+  rep  5
  %+  turn  primes
  |=  prime=@
  =/  cube  (lsh [0 96] prime)
  =/  root  0
  =/  bit   (bex 35)
  |-
  ?:  =(0 bit)  (end 5 root)
  =/  more  (add root bit)
  $(bit (div bit 2), root ?:((lte :(mul more more more) cube) more root))
::
::  shaf, sham: a short hash with salt, and one of any noun
++  shaf
  |=  [salt=@ n=@]
  =/  hash  (shas salt n)
  (mix (end 7 hash) (rsh 7 hash))
++  sham
  |=  noun=*
  ^-  @uvH
  ?@(noun (shaf %mash noun) (shaf %sham (jam noun)))
::
+|  %scrambling
::
::  ob: a permutation of 32-bit numbers from 0x1.0000 on, so that the names of
::  neighbours do not look alike. A Feistel network of four rounds over 0xffff
::  times 0x1.0000 numbers, after Black and Rogaway; what falls outside goes
::  through it once more.
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
    (middle n feis)
  ::  fynd: and back
  ++  fynd
    ~/  %fynd
    |=  n=@
    ^-  @
    (middle n tail)
  ::  middle: change the lowest 32 bits of what has at most 64, if there is more
  ::  than 16 bits to them
  ++  middle
    |=  [n=@ change=$-(@ @)]
    ^-  @
    ?:  (gth (met 5 n) 2)  n
    =/  low  (end 5 n)
    ?:  (lth low 0x1.0000)  n
    =/  new  (add 0x1.0000 (change (sub low 0x1.0000)))
    (add (sub n low) new)
  ::  narrow, wide, whole: how many left halves, right halves, and numbers there
  ::  are
  ++  narrow  0xffff
  ++  wide    0x1.0000
  ++  whole   (mul narrow wide)
  ::  feis: walk through the network until inside
  ++  feis
    |=  n=@
    =/  new  (rounds n)
    ?:((lth new whole) new (rounds new))
  ::  tail: the same in the other direction
  ++  tail
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
      %:  muk
        %:  snag
          round
          `(list @ux)`~[0xb76d.5eed 0xee28.1300 0x85bc.ae01 0x4b38.7af7]
        ==
        2
        half
      ==
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
::  edge: how far a parser came, and what it yields, if anything, with the text
::  behind it
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
::  tone: how a virtual computation ends: with a product, for want of an answer,
::  or with a trace
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
