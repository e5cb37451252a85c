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
::  > (egcd 17 3.120)
::  [d=1 u=-367 v=--2]
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
::  > (~(sum fo 7) 3 5)
::  1
++  fo
  ^|
  |_  top=@
  ::  dif: the difference
  ::  > (~(dif fo 7) 2 5)
  ::  4
  ++  dif  |=([m=@ n=@] (sit (sub (add top m) (sit n))))
  ::  exp: the second to the power of the first
  ::  > (~(exp fo 7) 3 2)
  ::  1
  ++  exp
    |=  [power=@ base=@]
    ?:  =(0 power)  1
    =/  root    $(power (div power 2))
    =/  square  (pro root root)
    ?:(=(0 (mod power 2)) square (pro base square))
  ::  fra: the quotient
  ::  > (~(fra fo 7) 3 2)
  ::  5
  ++  fra  |=([m=@ n=@] (pro m (inv n)))
  ::  inv: what a number must be multiplied with to make one
  ::  > (~(inv fo 7) 3)
  ::  5
  ++  inv  |=(n=@ (dul:si u:(egcd n top) top))
  ::  pro: the product
  ::  > (~(pro fo 7) 3 4)
  ::  5
  ++  pro  |=([m=@ n=@] (sit (mul m n)))
  ::  sit: the remainder
  ::  > (~(sit fo 7) 9)
  ::  2
  ++  sit  |=(n=@ (mod n top))
  ::  sum: the sum
  ::  > (~(sum fo 7) 3 5)
  ::  1
  ++  sum  |=([m=@ n=@] (sit (add m n)))
  --
::
::  Signed numbers take turns: 0, -1, 1, -2, 2, ... are 0, 1, 2, 3, 4, ...
::
::  si: arithmetic of signed numbers
::  > (sum:si -3 --4)
::  --1
++  si
  ^?
  |%
  ::  abs: the magnitude
  ::  > (abs:si -5)
  ::  5
  ++  abs  |=(a=@s `@`(div +(a) 2))
  ::  cmp: --1, --0 or -1, as the first is more than the second, equal or less
  ::  > (cmp:si -5 --2)
  ::  -1
  ++  cmp
    |=  [a=@s b=@s]
    ^-  @s
    ?:  =(a b)  --0
    ?.  =((syn a) (syn b))
      ?:((syn a) --1 -1)
    ?:(=((syn a) (gth a b)) --1 -1)
  ::  dif: the difference
  ::  > (dif:si --3 --5)
  ::  -2
  ++  dif  |=([a=@s b=@s] (sum a (new !(syn b) (abs b))))
  ::  dul: the remainder, never negative, if the first is not below the second
  ::  by more than itself
  ::  > (dul:si -1 5)
  ::  4
  ++  dul
    |=  [a=@s b=@]
    ?:((syn a) (mod (abs a) b) (sub b (abs a)))
  ::  fra: the quotient, towards zero
  ::  > (fra:si -11 --2)
  ::  -5
  ++  fra
    |=  [a=@s b=@s]
    (new =((syn a) (syn b)) (div (abs a) (abs b)))
  ::  new: of a sign and a magnitude
  ::  > (new:si | 5)
  ::  -5
  ++  new
    |=  [plus=? magnitude=@]
    ^-  @s
    =/  twice  (mul 2 magnitude)
    ?:(|(plus =(0 twice)) twice (dec twice))
  ::  old: sign and magnitude
  ::  > (old:si -5)
  ::  [%.n 5]
  ++  old  |=(n=@s [(syn n) (abs n)])
  ::  pro: the product
  ::  > (pro:si -3 --4)
  ::  -12
  ++  pro
    |=  [a=@s b=@s]
    (new =((syn a) (syn b)) (mul (abs a) (abs b)))
  ::  rem: the remainder, with the sign of the first
  ::  > (rem:si -11 --2)
  ::  -1
  ++  rem  |=([a=@s b=@s] (new (syn a) (mod (abs a) (abs b))))
  ::  sum: the sum
  ::  > (sum:si -3 --4)
  ::  --1
  ++  sum
    |=  [a=@s b=@s]
    =/  [m=@ n=@]  [(abs a) (abs b)]
    ?:  =((syn a) (syn b))
      (new (syn a) (add m n))
    ?:  (gte m n)
      (new (syn a) (sub m n))
    (new (syn b) (sub n m))
  ::  sun: of an unsigned number
  ::  > (sun:si 5)
  ::  10
  ++  sun  |=(a=@u (mul 2 a))
  ::  syn: is it zero or more?
  ::  > (syn:si -5)
  ::  %.n
  ++  syn  |=(a=@s =(0 (mod a 2)))
  --
::
::  A time counts seconds in its upper bits and fractions of one in the lower
::  64; it begins so long before Christ that the year 1 is the
::  292.277.024.401st. The calendar is the Gregorian one, in both directions.
+|  %time
::
::  yo: how many seconds, days, and so on
::  > day:yo
::  86.400
++  yo
  |%
  ::  mit, hor, day, yer: seconds of a minute, an hour, a day, 365 days
  ::  qad: a second more than four times as long
  ::  cet, era: days of a century without its last leap day, of 400 years
  ::  jes: days from the beginning of time to the year 0
  ::  moh, moy: days of the months, and those of a leap year
  ::  > mit:yo
  ::  60
  ::  > hor:yo
  ::  3.600
  ::  > day:yo
  ::  86.400
  ::  > yer:yo
  ::  31.536.000
  ::  > qad:yo
  ::  126.144.001
  ::  > cet:yo
  ::  36.524
  ::  > era:yo
  ::  146.097
  ::  > jes:yo
  ::  106.751.991.084.417
  ::  > moh:yo
  ::  ~[31 28 31 30 31 30 31 31 30 31 30 31]
  ::  > moy:yo
  ::  ~[31 29 31 30 31 30 31 31 30 31 30 31]
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
::  > (year (yore ~2000.2.29))
::  ~2000.2.29
++  year
  |=  when=date
  ^-  @da
  =/  count
    ?:  a.when  (add beginning:yo y.when)
    (sub beginning:yo (dec y.when))
  (yule t.when(d (yawn count m.when d.t.when)))
::
::  yore: a time as a date
::  > (yore ~2014.6.6..21.09.15..0a16)
::  [[a=%.y y=2.014] m=6 t=[d=6 h=21 m=9 s=15 f=~[0xa16]]]
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
::  > (yell ~d20.h5.m3.s2..0001.0000.0002)
::  [d=20 h=5 m=3 s=2 f=~[0x1 0x0 0x2]]
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
::  > `@dr`(yule `tarp`[31 12 30 0 ~])
::  ~d31.h12.m30
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
::  > (yall 90.398)
::  [y=247 m=7 d=3]
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
::  > (yawn 1.990 10 11)
::  727.116
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
::  > (yelp 14.011)
::  %.n
++  yelp
  |=  count=@ud
  ^-  ?
  ?.  =(0 (mod count 100))  =(0 (mod count 4))
  =(0 (mod count 400))
::
::  Floating point: a number is a sign and a whole number of digits times a
::  power of two. Every operation takes the exact product, or enough of it to
::  know on which side of the middle it lies, and rounds it once.
+|  %floats
::
::  fl: arithmetic with so many bits (.p, at least two), the lowest exponent
::  (.v) and how many there are (.w); a way to round (.r): to the nearest, up,
::  down, towards zero, away; and what happens below the lowest (.d): digits are
::  lost, all is lost, or there is no lowest
::  > (toi:fl (div:fl (sun:fl 7) (sun:fl 2)))
::  [~ --4]
++  fl
  =/  [[p=@u v=@s w=@u] r=$?(%n %u %d %z %a) d=$?(%d %f %i)]
    [[113 -16.494 32.765] %n %d]
  =>
    ~%  %cofl  +>  ~
    |%
    ::  prc: the bits of a number; fewer than two are refused
    ::  den, emn, emx: what is below, and the lowest and highest exponent
    ::  zer: the digits of nothing
    ::  spd, spn, lfn: the smallest number, the smallest with all bits, the
    ::  largest
    ::  lfe: the exponent of a power of two that is more than all
    ::  > ~(emx fl [[11 -14 30] %n %d])
    ::  --16
    ++  prc  ?>((gth p 1) p)
    ++  den  d
    ++  emn  v
    ++  emx  (sum:si (sun:si w) emn)
    ++  zer  [e=--0 a=0]
    ++  spd  [e=emn a=1]
    ++  spn  [e=v a=(bex (dec prc))]
    ++  lfn  [e=emx a=(dec (bex prc))]
    ++  lfe  (sum:si (sun:si prc) emx)
    ::  ibl: the whole part of the logarithm of digits that are not zero
    ++  ibl
      |=  [e=@s a=@u]
      ^-  @s
      (sum:si e (sun:si (dec (met 0 a))))
    ::  uni: the same number with digits that are odd
    ++  uni
      |=  a=[e=@s a=@u]
      ^+  a
      ?:  =(1 (end 0 a.a))  a
      $(a a(e (sum:si e.a --1), a (rsh 0 a.a)))
    ::  xpd: the same number with all bits, as far as exponents go down
    ++  xpd
      |=  a=[e=@s a=@u]
      ^+  a
      =/  size  (met 0 a.a)
      ?:  (gte size prc)  a
      =/  lack  (sub prc size)
      =/  room  (dif:si e.a emn)
      =/  by
        ?:  =(%i den)  lack
        (min lack ?:((syn:si room) (abs:si room) 0))
      (wide a by)
    ::  wide: the same number with so many zeros behind its digits
    ++  wide
      |=  [a=[e=@s a=@u] by=@]
      ^+  a
      [(dif:si e.a (sun:si by)) (lsh [0 by] a.a)]
    ::  side: where so many lowest bits lie: are none, below the half, the half,
    ::  or above it. What is not exact is more than its bits say
    ++  side
      |=  [by=@ lost=@ exact=?]
      ^-  $?(%none %low %half %high)
      =/  twice  (lsh 0 lost)
      =/  unit   (bex by)
      ?:  (lth twice unit)  ?:(&(exact =(0 lost)) %none %low)
      ?:  |((gth twice unit) !exact)  %high
      ?:(=(0 lost) %none %half)
    ::  lift: is what is lost made up for by one more?
    ++  lift
      |=  $:  t=$?(%fl %ce %sm %lg %ne %na %nt)
              kept=@
              at=$?(%none %low %half %high)
          ==
      ^-  ?
      ?-  t
        ?(%fl %sm)  |
        %lg  &
        %ce  !=(%none at)
        %na  ?=(?(%half %high) at)
        %nt  =(%high at)
        %ne  ?+(at | %high &, %half =(1 (end 0 kept)))
      ==
    ::  lug: digits, rounded: down, up, to what is less, to what is more, or to
    ::  the nearest, with a half to the even, the greater or the lesser. Digits
    ::  that are not exact stand for a little more, and must be more than the
    ::  number may have; there must be some
    ++  lug
      ~/  %lug
      |=  [t=$?(%fl %ce %sm %lg %ne %na %nt) a=[e=@s a=@u] s=?]
      ^-  fn
      ?<  =(0 a.a)
      =/  size  (met 0 a.a)
      ?>  |(s (gth size prc))
      =/  over   ?:((gth size prc) (sub size prc) 0)
      =/  under
        ?:  |(=(%i den) !=(-1 (cmp:si e.a emn)))  0
        (abs:si (dif:si emn e.a))
      =/  by  (max over under)
      =/  at  (side by (end [0 by] a.a) s)
      =.  a   (xpd (sum:si e.a (sun:si by)) (rsh [0 by] a.a))
      =?  a  (lift t a.a at)            a(a +(a.a))
      =?  a  &(=(%sm t) =(%none at))  (prior a)
      =?  a  =(+(prc) (met 0 a.a))    [(sum:si e.a --1) (rsh 0 a.a)]
      ?:  |(=(0 a.a) &(=(%f den) !=(prc (met 0 a.a))))
        [%f & zer]
      ?:  &(!=(%i den) =(--1 (cmp:si e.a emx)))  [%i &]
      [%f & a]
    ::  prior: the number before, below which the steps may be half as long
    ++  prior
      |=  a=[e=@s a=@u]
      ^+  a
      =/  fine  (dec (mul 2 a.a))
      ?:  |((gth (met 0 fine) prc) &(=(emn e.a) !=(%i den)))
        a(a (dec a.a))
      [(dif:si e.a --1) fine]
    ::  settle: digits with a sign, rounded as the door says
    ++  settle
      |=  [plus=? a=[e=@s a=@u] exact=?]
      ^-  fn
      =/  new  (lug (way plus) a exact)
      ?:(plus new (fli new))
    ::  drg: the fewest decimal digits that tell a number from its neighbours,
    ::  with their exponent, after Steele and White. The number is top over
    ::  bottom, and anything is the number that is nearer than below and above,
    ::  in the same units
    ::  > (drg:fl [%f & -1 5])
    ::  [%d s=%.y e=-1 a=25]
    ++  drg
      ~/  %drg
      |=  a=[e=@s a=@u]
      ^-  [@s @u]
      ?<  =(0 a.a)
      =.  a  (xpd a)
      =/  by  (abs:si e.a)
      =/  [top=@ bottom=@ below=@]
        ?:  (syn:si e.a)
          [(lsh [0 +(by)] a.a) 2 (bex by)]
        [(lsh 0 a.a) (bex +(by)) 1]
      =/  above  below
      ::  the next number below a power of two is only half as far
      =/  edge=?
        &(=(a.a (bex (dec prc))) |(!=(e.a emn) =(%i den)))
      =?  top     edge  (lsh 0 top)
      =?  bottom  edge  (lsh 0 bottom)
      =?  above   edge  (lsh 0 above)
      =/  k  --0
      |-
      ?:  (lth (mul 10 top) bottom)
        %=  $
          top    (mul 10 top)
          below  (mul 10 below)
          above  (mul 10 above)
          k      (dif:si k --1)
        ==
      |-
      ?:  (gte (add top above) bottom)
        $(bottom (mul 10 bottom), k (sum:si k --1))
      =/  digits  0
      |-
      =.  k  (dif:si k --1)
      =.  below  (mul 10 below)
      =.  above  (mul 10 above)
      =/  [digit=@ rest=@]  (dvr (mul 10 top) bottom)
      =/  low   (lth rest below)
      =/  high  (gth (add rest above) bottom)
      =.  digits  (add digit (mul 10 digits))
      ?:  &(!low !high)
        $(top rest)
      =/  up  &(high |(!low (gth (lsh 0 rest) bottom)))
      [k ?:(up +(digits) digits)]
    ::  fli: with the other sign
    ++  fli
      |=  a=fn
      ^-  fn
      ?-(-.a %n a, %i a(s !s.a), %f a(s !s.a))
    ::  positive: is it, or nothing at all?
    ++  positive
      |=  a=fn
      ^-  ?
      ?-(-.a %n &, %i s.a, %f s.a)
    ::  shf: times a power of two, not rounded
    ++  shf
      |=  [a=fn b=@s]
      ?.(?=(%f -.a) a a(e (sum:si e.a b)))
    ::  ned: what is a number with digits; nothing else may be
    ++  ned
      |=  a=fn
      ^-  [%f s=? e=@s a=@u]
      ~_  leaf+"need-float"
      ?>(?=(%f -.a) a)
    ::  quotient, root: as many digits as rounding wants, and are they exact?
    ++  quotient
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      ^-  [[e=@s a=@u] ?]
      =/  want  :(add 2 prc (met 0 a.b))
      =/  have  (met 0 a.a)
      =?  a  (lth have want)  (wide a (sub want have))
      =/  [whole=@ rest=@]  (dvr a.a a.b)
      [[(dif:si e.a e.b) whole] =(0 rest)]
    ++  root
      |=  a=[e=@s a=@u]
      ^-  [[e=@s a=@u] ?]
      ::  an even exponent, and twice the bits that are wanted
      =/  want  (mul 2 +(prc))
      =/  have  (met 0 a.a)
      =/  more  ?:((lth have want) (sub want have) 0)
      =?  more  !=((mod more 2) (mod (abs:si e.a) 2))  +(more)
      =.  a  (wide a more)
      =/  [root=@ rest=@]  (sqt a.a)
      [[(fra:si e.a --2) root] =(0 rest)]
    ::  whole: digits with a sign, rounded to an integer as the door says
    ++  whole
      |=  [plus=? a=[e=@s a=@u]]
      ^-  [e=@s a=@u]
      ?:  (syn:si e.a)  a
      =/  by    (abs:si e.a)
      =/  kept  (rsh [0 by] a.a)
      =/  at    (side by (end [0 by] a.a) &)
      [--0 ?:((lift (way plus) kept at) +(kept) kept)]
    ::  way: how the door rounds what has a sign
    ++  way
      |=  plus=?
      ^-  $?(%fl %ce %ne)
      ?-  r
        %n  %ne
        %z  %fl
        %a  %ce
        %u  ?:(plus %ce %fl)
        %d  ?:(plus %fl %ce)
      ==
    ::  near: digits and lesser ones at the same exponent, if rounding is all
    ::  that comes: lesser ones too small to be told are one bit, below all that
    ::  counts
    ++  near
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      ^-  [e=@s a=@u b=@u]
      =/  need  (add 3 prc)
      =/  size  (met 0 a.a)
      =?  a  (lth size need)  (wide a (sub need size))
      ?:  =(-1 (cmp:si (ibl b) e.a))
        [(dif:si e.a --1) (lsh 0 a.a) 1]
      (same a b)
    ::  same: digits of two at the lower one of their exponents
    ++  same
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      ^-  [e=@s a=@u b=@u]
      =/  e   (dif:si e.a e.b)
      =/  by  (abs:si e)
      ?:  (syn:si e)  [e.b (lsh [0 by] a.a) a.b]
      [e.a a.a (lsh [0 by] a.b)]
    ::  tally: the sum of two, rounded or exact
    ++  tally
      |=  [a=fn b=fn rounded=?]
      ^-  fn
      ?:  |(?=(%n -.a) ?=(%n -.b))  [%n ~]
      ?:  ?=(%i -.a)  ?:(&(?=(%i -.b) !=(s.a s.b)) [%n ~] a)
      ?:  ?=(%i -.b)  b
      ?:  &(=(0 a.a) =(0 a.b))
        [%f ?:(=(%d r) &(s.a s.b) |(s.a s.b)) zer]
      ?:  |(=(0 a.a) =(0 a.b))
        =/  one  ?:(=(0 a.a) b a)
        ?:(rounded (settle s.one +>.one &) one)
      =/  [e=@s one=@ two=@]
        ?.  rounded  (same +>.a +>.b)
        ?:  =(-1 (cmp:si (ibl +>.a) (ibl +>.b)))
          =/  [e=@s two=@ one=@]  (near +>.b +>.a)
          [e one two]
        (near +>.a +>.b)
      =/  sum  (sum:si (new:si s.a one) (new:si s.b two))
      ?:  =(--0 sum)  [%f !=(%d r) zer]
      ?.  rounded  [%f (syn:si sum) e (abs:si sum)]
      =/  new  (settle (syn:si sum) [e (abs:si sum)] &)
      ?.(&(?=(%f -.new) =(0 a.new)) new new(s !=(%d r)))
    ::  rank: how the first stands to the second: -1, --0 or --1; none to a nan
    ++  rank
      |=  [a=fn b=fn]
      ^-  (unit @s)
      ?:  |(?=(%n -.a) ?=(%n -.b))  ~
      =/  height  |=(n=fn ?+(-.n 0 %i 2, %f ?:(=(0 a.n) 0 1)))
      =/  sign    |=(n=fn (new:si (positive n) (height n)))
      =/  [one=@s two=@s]  [(sign a) (sign b)]
      ?.  &(=(one two) =(1 (abs:si one)) ?=(%f -.a) ?=(%f -.b))
        `(cmp:si one two)
      =/  size
        =/  size  (cmp:si (ibl +>.a) (ibl +>.b))
        ?.  =(--0 size)  size
        =/  [e=@s m=@ n=@]  (same +>.a +>.b)
        (cmp:si (sun:si m) (sun:si n))
      `(new:si =(s.a (syn:si size)) (abs:si size))
    ::  times: the product, rounded or exact
    ++  times
      |=  [a=fn b=fn rounded=?]
      ^-  fn
      ?:  |(?=(%n -.a) ?=(%n -.b))  [%n ~]
      =/  like  =((positive a) (positive b))
      =/  none  |=(n=fn &(?=(%f -.n) =(0 a.n)))
      ?.  &(?=(%f -.a) ?=(%f -.b))
        ?:(|((none a) (none b)) [%n ~] [%i like])
      ?:  |((none a) (none b))  [%f like zer]
      =/  new  [e=(sum:si e.a e.b) a=(mul a.a a.b)]
      ?:(rounded (settle like new &) [%f like new])
    --
  ::  What follows first is the same of digits alone, which are above nothing.
  =>
    |%
    ::  rou, rau: rounded; also what is not exact
    ::  > (^rou:fl [--1 5])
    ::  [%f s=%.y e=-109 a=6.490.371.073.168.534.535.663.120.411.525.120]
    ++  rou  |=(a=[e=@s a=@u] `fn`(rau a &))
    ++  rau  |=([a=[e=@s a=@u] exact=?] `fn`(settle & a exact))
    ::  add, sub: sum and difference, exact if that is asked for
    ::  mul, div, sqt: product, quotient and square root, rounded
    ::  > (^add:fl [--1 3] [--0 1] &)
    ::  [%f s=%.y e=--0 a=7]
    ++  add
      |=  [a=[e=@s a=@u] b=[e=@s a=@u] exact=?]
      (tally [%f & a] [%f & b] !exact)
    ++  sub
      |=  [a=[e=@s a=@u] b=[e=@s a=@u] exact=?]
      ^-  fn
      =/  new  (tally [%f & a] [%f | b] !exact)
      ?:(&(?=(%f -.new) =(0 a.new)) [%f & zer] new)
    ++  mul
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      (rou (sum:si e.a e.b) (^mul a.a a.b))
    ++  div
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      (settle & (quotient a b))
    ++  sqt  |=(a=[e=@s a=@u] (settle & (root a)))
    ::  lth, equ: comparisons
    ::  > (^lth:fl [--0 3] [--1 3])
    ::  %.y
    ++  lth
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      =(`-1 (rank [%f & a] [%f & b]))
    ++  equ
      |=  [a=[e=@s a=@u] b=[e=@s a=@u]]
      =(`--0 (rank [%f & a] [%f & b]))
    ::  toj: rounded to an integer
    ::  > (^toj:fl [-1 3])
    ::  [%f s=%.y e=--0 a=2]
    ++  toj  |=(a=[e=@s a=@u] `fn`[%f & (whole & a)])
    ::  swr: how what has the other sign is rounded
    ::  > swr:fl
    ::  %n
    ++  swr  ?+(r r %d %u, %u %d)
    --
  |%
  ::  rou: rounded, if it is a number
  ::  > (toi:fl (rou:fl [%f & --0 5]))
  ::  [~ --5]
  ++  rou
    |=  a=fn
    ^-  fn
    ?.  ?=(%f -.a)  a
    ?:(=(0 a.a) a(e --0) (settle s.a +>.a &))
  ::  syn: is it positive, or nothing at all?
  ::  > (syn:fl [%f | --0 1])
  ::  %.n
  ++  syn  |=(a=fn (positive a))
  ::  abs: the magnitude
  ::  > (abs:fl [%f | --0 5])
  ::  [%f s=%.y e=--0 a=5]
  ++  abs
    |=  a=fn
    ^-  fn
    ?-(-.a %n a, %i a(s &), %f a(s &))
  ::  add, sub: sum and difference
  ::  ead: the exact sum
  ::  > (add:fl [%f & --0 3] [%f & --1 1])
  ::  [%f s=%.y e=-110 a=6.490.371.073.168.534.535.663.120.411.525.120]
  ::  > (ead:fl [%f & --0 3] [%f & --1 1])
  ::  [%f s=%.y e=--0 a=5]
  ::  > (sub:fl [%f & --0 3] [%f & --0 1])
  ::  [%f s=%.y e=-111 a=5.192.296.858.534.827.628.530.496.329.220.096]
  ++  add  |=([a=fn b=fn] `fn`(tally a b &))
  ++  ead  |=([a=fn b=fn] `fn`(tally a b |))
  ++  sub  |=([a=fn b=fn] `fn`(add a (fli b)))
  ::  mul: the product; of infinity and zero, none
  ::  emu: the exact product
  ::  fma: the sum of a product and a third, rounded once
  ::  > (mul:fl [%f & --0 3] [%f & --1 1])
  ::  [%f s=%.y e=-110 a=7.788.445.287.802.241.442.795.744.493.830.144]
  ::  > (emu:fl [%f & --0 3] [%f & --1 1])
  ::  [%f s=%.y e=--1 a=3]
  ::  > (fma:fl [%f & --0 2] [%f & --0 3] [%f & --0 4])
  ::  [%f s=%.y e=-109 a=6.490.371.073.168.534.535.663.120.411.525.120]
  ++  mul  |=([a=fn b=fn] `fn`(times a b &))
  ++  emu  |=([a=fn b=fn] `fn`(times a b |))
  ++  fma  |=([a=fn b=fn c=fn] `fn`(add (emu a b) c))
  ::  div: the quotient; infinite by zero, none of two zeros or two infinities
  ::  > (div:fl [%f & --0 3] [%f & --1 1])
  ::  [%f s=%.y e=-112 a=7.788.445.287.802.241.442.795.744.493.830.144]
  ++  div
    |=  [a=fn b=fn]
    ^-  fn
    ?:  |(?=(%n -.a) ?=(%n -.b))  [%n ~]
    =/  plus  =((positive a) (positive b))
    ?:  ?=(%i -.a)
      ?:(?=(%i -.b) [%n ~] [%i plus])
    ?:  ?=(%i -.b)  [%f plus zer]
    ?:  =(0 a.b)  ?:(=(0 a.a) [%n ~] [%i plus])
    ?:  =(0 a.a)  [%f plus zer]
    (settle plus (quotient +>.a +>.b))
  ::  inv: one over a number
  ::  > (inv:fl [%f & --0 5])
  ::  [%f s=%.y e=-115 a=8.307.674.973.655.724.205.648.794.126.752.154]
  ++  inv  |=(a=fn `fn`(div [%f & --0 1] a))
  ::  sqt: the square root; none below zero
  ::  > (sqt:fl [%f & --0 4])
  ::  [%f s=%.y e=-111 a=5.192.296.858.534.827.628.530.496.329.220.096]
  ++  sqt
    |=  a=fn
    ^-  fn
    ?:  ?=(%n -.a)  a
    ?:  ?=(%i -.a)  ?:(s.a a [%n ~])
    ?:  =(0 a.a)    a(e --0)
    ?:(s.a (^sqt +>.a) [%n ~])
  ::  sun, san: of an integer
  ::  > (sun:fl 5)
  ::  [%f s=%.y e=-110 a=6.490.371.073.168.534.535.663.120.411.525.120]
  ::  > (san:fl -5)
  ::  [%f s=%.n e=-110 a=6.490.371.073.168.534.535.663.120.411.525.120]
  ++  sun  |=(a=@u `fn`(rou [%f & --0 a]))
  ++  san  |=(a=@s `fn`(rou [%f (syn:si a) --0 (abs:si a)]))
  ::  lth, lte, equ, gte, gth: comparisons; with a nan there is none
  ::  > (lth:fl [%f & --0 1] [%f & --0 2])
  ::  [~ %.y]
  ::  > (lte:fl [%f & --0 2] [%f & --0 2])
  ::  [~ %.y]
  ::  > (equ:fl [%f & --0 2] [%f & --1 1])
  ::  [~ %.y]
  ::  > (gte:fl [%f & --0 1] [%f & --0 2])
  ::  [~ %.n]
  ::  > (gth:fl [%f & --0 3] [%f & --0 2])
  ::  [~ %.y]
  ++  lth  |=([a=fn b=fn] (bind (rank a b) |=(c=@s =(-1 c))))
  ++  lte  |=([a=fn b=fn] (bind (rank a b) |=(c=@s !=(--1 c))))
  ++  equ  |=([a=fn b=fn] (bind (rank a b) |=(c=@s =(--0 c))))
  ++  gte  |=([a=fn b=fn] (bind (rank a b) |=(c=@s !=(-1 c))))
  ++  gth  |=([a=fn b=fn] (bind (rank a b) |=(c=@s =(--1 c))))
  ::  drg: the fewest decimal digits that tell a number from its neighbours
  ++  drg
    |=  a=fn
    ^-  dn
    ?-  -.a
      %n  a
      %i  a
      %f  ?:(=(0 a.a) [%d s.a --0 0] [%d s.a (^drg +>.a)])
    ==
  ::  grd: of decimal digits, to the nearest
  ::  > (grd:fl [%d & -1 25])
  ::  [%f s=%.y e=-111 a=6.490.371.073.168.534.535.663.120.411.525.120]
  ++  grd
    |=  a=dn
    ^-  fn
    ?.  ?=(%d -.a)  a
    =.  r  %n
    =/  size   (abs:si e.a)
    =/  power  (pow 5 size)
    =/  digits  [%f s.a --0 a.a]
    ?:  (syn:si e.a)  (mul digits [%f & e.a power])
    (div digits [%f & (sun:si size) power])
  ::  toi: as an integer, if it is finite
  ::  > (toi:fl [%f & --1 1])
  ::  [~ --2]
  ++  toi
    |=  a=fn
    ^-  (unit @s)
    =/  b  (toj a)
    ?.  ?=(%f -.b)  ~
    `(new:si s.b (lsh [0 (abs:si e.b)] a.b))
  ::  toj: rounded to an integer
  ::  > (toj:fl [%f & -1 3])
  ::  [%f s=%.y e=--0 a=2]
  ++  toj
    |=  a=fn
    ^-  fn
    ?.  ?=(%f -.a)  a
    ?:(=(0 a.a) a(e --0) [%f s.a (whole s.a +>.a)])
  --
::
::  ff: numbers as the IEEE has them: so many bits of exponent (.w) and fraction
::  (.p), a bias (.b), and a way to round (.r) as fl has it
++  ff
  |_  [[w=@u p=@u b=@s] r=$?(%n %u %d %z %a)]
  ::  sb: the bit of the sign
  ::  me: the lowest exponent
  ::  pa: what calculates with numbers of this size
  ::  infinity: the bits of what is more than all
  ++  sb  (bex (^add w p))
  ++  me  (dif:si --1 (sum:si b (sun:si p)))
  ++  pa  %*(. fl p +(p), v me, w (^sub (bex w) 3), d %d, r r)
  ++  infinity  (lsh [0 p] (dec (bex w)))
  ::  sea: the parts of a number
  ++  sea
    |=  a=@r
    ^-  fn
    =/  plus      (sig a)
    =/  fraction  (end [0 p] a)
    =/  exponent  (cut 0 [p w] a)
    ?:  =(0 exponent)
      ?:(=(0 fraction) [%f plus --0 0] [%f plus me fraction])
    ?:  =(exponent (dec (bex w)))
      ?:(=(0 fraction) [%i plus] [%n ~])
    [%f plus (sum:si me (sun:si (dec exponent))) (^add (bex p) fraction)]
  ::  bit: the number of parts, rounded
  ++  bit  |=(a=fn (bif (rou:pa a)))
  ::  bif: the number of parts that are rounded, which they must be
  ++  bif
    |=  a=fn
    ^-  @r
    =/  signed  |=([plus=? bits=@] `@r`?:(plus bits (^add sb bits)))
    ?:  ?=(%n -.a)  (^add infinity (bex (dec p)))
    ?:  ?=(%i -.a)  (signed s.a infinity)
    ?:  =(0 a.a)    (signed s.a 0)
    =/  size  (met 0 a.a)
    ?:  =(+(p) size)
      =/  above  (abs:si (dif:si e.a me))
      (signed s.a (^add (lsh [0 p] above) a.a))
    ?>  &((^lth size +(p)) =(me e.a))
    (signed s.a a.a)
  ::  add, sub, mul: sum, difference and product
  ::  div: the quotient; infinite by zero; nan of two zeros or two infinities
  ::  fma: the sum of a product and a third, rounded once
  ::  sqt: the square root; nan below zero
  ++  add  |=([a=@r b=@r] (bif (add:pa (sea a) (sea b))))
  ++  sub  |=([a=@r b=@r] (bif (sub:pa (sea a) (sea b))))
  ++  mul  |=([a=@r b=@r] (bif (mul:pa (sea a) (sea b))))
  ++  div  |=([a=@r b=@r] (bif (div:pa (sea a) (sea b))))
  ++  fma  |=([a=@r b=@r c=@r] (bif (fma:pa (sea a) (sea b) (sea c))))
  ++  sqt  |=(a=@r (bif (sqt:pa (sea a))))
  ::  lth, lte, equ, gte, gth: comparisons; none of them holds for a nan
  ++  lth  |=([a=@r b=@r] (fall (lth:pa (sea a) (sea b)) |))
  ++  lte  |=([a=@r b=@r] (fall (lte:pa (sea a) (sea b)) |))
  ++  equ  |=([a=@r b=@r] (fall (equ:pa (sea a) (sea b)) |))
  ++  gte  |=([a=@r b=@r] (fall (gte:pa (sea a) (sea b)) |))
  ++  gth  |=([a=@r b=@r] (fall (gth:pa (sea a) (sea b)) |))
  ::  sun, san: of an integer
  ++  sun  |=(a=@u (bit [%f & --0 a]))
  ++  san  |=(a=@s (bit [%f (syn:si a) --0 (abs:si a)]))
  ::  sig, exp: is it positive? And its exponent
  ::  > (sig:ff `@r`5)
  ::  %.n
  ::  > (exp:ff `@r`5)
  ::  --0
  ++  sig  |=(a=@r =(0 (cut 0 [(^add p w) 1] a)))
  ++  exp  |=(a=@r (dif:si (sun:si (cut 0 [p w] a)) b))
  ::  toi: as an integer, if it is finite
  ::  drg, grd: as the fewest decimal digits that tell it, and of them
  ++  toi  |=(a=@r (toi:pa (sea a)))
  ++  drg  |=(a=@r (drg:pa (sea a)))
  ++  grd  |=(a=dn (bif (grd:pa a)))
  --
::
::  rh: half precision
::  > (div:rh .~~1 .~~3)
::  .~~0.3333
++  rh
  ~%  %rh  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma: what takes numbers of this size apart
  ++  ma  %*(. ff w 5, p 10, b --15, r r)
  ::  add, sub, mul, div: sum, difference, product and quotient
  ::  fma: the sum of a product and a third, rounded once
  ::  sqt: the square root; nan below zero
  ::  > (add:rh .~~1.5 .~~2)
  ::  .~~3.5
  ::  > (sub:rh .~~1.5 .~~2)
  ::  .~~-0.5
  ::  > (sqt:rh .~~4)
  ::  .~~2
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
  ::  > (lth:rh .~~1 .~~2)
  ::  %.y
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
  ::  > (sea:rh .~~1.5)
  ::  [%f s=%.y e=-10 a=1.536]
  ::  > (bit:rh [%f & -1 3])
  ::  .~~1.5
  ::  > (sun:rh 5)
  ::  .~~5
  ::  > (san:rh -5)
  ::  .~~-5
  ::  > (sig:rh .~~-2.05e2)
  ::  %.n
  ::  > (exp:rh .~~-2.05e2)
  ::  --7
  ::  > (toi:rh .~~5.5)
  ::  [~ --5]
  ::  > (drg:rh .~~2.5)
  ::  [%d s=%.y e=-1 a=25]
  ::  > (grd:rh [%d & -1 25])
  ::  .~~2.5
  ++  sea  |=(a=@rh (sea:ma a))
  ++  bit  |=(a=fn `@rh`(bit:ma a))
  ++  sun  |=(a=@u `@rh`(sun:ma a))
  ++  san  |=(a=@s `@rh`(san:ma a))
  ++  sig  |=(a=@rh (sig:ma a))
  ++  exp  |=(a=@rh (exp:ma a))
  ++  toi  |=(a=@rh (toi:ma a))
  ++  drg  |=(a=@rh (drg:ma a))
  ++  grd  |=(a=dn `@rh`(grd:ma a))
  ::  tos, fos: to single precision, and from it
  ::  > (tos:rh .~~1.5)
  ::  .1.5
  ::  > (fos:rh .1.5)
  ::  .~~1.5
  ++  tos  |=(a=@rh (bit:rs (sea a)))
  ++  fos  |=(a=@rs (bit (sea:rs a)))
  --
::
::  rs: single precision
::  > (div:rs .1 .3)
::  .0.3333333
++  rs
  ~%  %rs  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ::  > (add:rs .1.5 .2)
  ::  .3.5
  ::  > (sqt:rs .2)
  ::  .1.4142135
  ::  > (lth:rs .1 .2)
  ::  %.y
  ::  > (sun:rs 5)
  ::  .5
  ::  > (toi:rs .5.5)
  ::  [~ --5]
  ::  > (drg:rs .2.5)
  ::  [%d s=%.y e=-1 a=25]
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
::  > (div:rd .~1 .~3)
::  .~0.3333333333333333
++  rd
  ~%  %rd  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ::  > (add:rd .~1.5 .~2)
  ::  .~3.5
  ::  > (sqt:rd .~2)
  ::  .~1.414213562373095
  ::  > (lth:rd .~1 .~2)
  ::  %.y
  ::  > (sun:rd 5)
  ::  .~5
  ::  > (toi:rd .~5.5)
  ::  [~ --5]
  ::  > (drg:rd .~2.5)
  ::  [%d s=%.y e=-1 a=25]
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
::  > (div:rq .~~~1 .~~~3)
::  .~~~0.3333333333333333333333333333333333
++  rq
  ~%  %rq  +>  ~
  ^|
  |_  r=$?(%n %u %d %z)
  ::  ma, add, ...: as those of rh
  ::  > (add:rq .~~~1.5 .~~~2)
  ::  .~~~3.5
  ::  > (sqt:rq .~~~4)
  ::  .~~~2
  ::  > (lth:rq .~~~1 .~~~2)
  ::  %.y
  ::  > (sun:rq 5)
  ::  .~~~5
  ::  > (toi:rq .~~~5.5)
  ::  [~ --5]
  ::  > (drg:rq .~~~2.5)
  ::  [%d s=%.y e=-1 a=25]
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
::  > (rlyh .~~1.5)
::  [%d s=%.y e=-1 a=15]
::  > (rylh [%d & -1 25])
::  .~~2.5
::  > (rlys .1.5)
::  [%d s=%.y e=-1 a=15]
::  > (ryls [%d & -1 25])
::  .2.5
::  > (rlyd .~1.5)
::  [%d s=%.y e=-1 a=15]
::  > (ryld [%d & -1 25])
::  .~2.5
::  > (rlyq .~~~1.5)
::  [%d s=%.y e=-1 a=15]
::  > (rylq [%d & -1 25])
::  .~~~2.5
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
::  > `@ux`(end 5 (shad 1))
::  0xdccf.129c
::  > `@ux`(end 5 (shax 'abc'))
::  0xbf16.78ba
::  > `@ux`(end 5 (shas %salt 1))
::  0x7a0f.5d0d
::  > `@ux`(end 5 (shay 3 'abc'))
::  0xbf16.78ba
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
  (sum:sha-short count n)
::
::  shaz, shal: SHA-512, and of so many bytes
::  > `@ux`(end 5 (shaz 'abc'))
::  0xa135.afdd
::  > `@ux`(end 5 (shal 3 'abc'))
::  0xa135.afdd
++  shaz  |=(n=@ `@`(shal (met 3 n) n))
++  shal
  ~/  %shal
  |=  [count=@ n=@]
  ^-  @
  (sum:sha-long count n)
::
::  sha-short, sha-long: the second family of hashes with words of 32 and of 64
::  bits
++  sha-short  ~(. sha-two 5 64 [7 18 3] [17 19 10] [6 11 25] [2 13 22])
++  sha-long   ~(. sha-two 6 80 [1 8 7] [19 61 6] [14 18 41] [28 34 39])
::
::  sha-two: hashes with words of a size: how many steps a block takes, and how
::  far the parts of words are turned, the last one of early and late shifted
++  sha-two
  =>  |%
      ::  turns: how far three copies of a word are turned
      +$  turns  [a=@ b=@ c=@]
      --
  |_  [size=bloq steps=@ early=turns late=turns one=turns two=turns]
  ::  word: arithmetic of words
  ::  bits: how many a word has
  ::  at: the word at a place
  ++  word  ~(. fe size)
  ++  bits  (bex size)
  ++  at    |=([i=@ words=@] (cut size [i 1] words))
  ::  spread: a word turned by three numbers, and mixed
  ++  spread
    |=  [by=turns n=@]
    ^-  @
    :(mix (ror:word 0 a.by n) (ror:word 0 b.by n) (ror:word 0 c.by n))
  ::  smear: the same with the last copy shifted
  ++  smear
    |=  [by=turns n=@]
    ^-  @
    :(mix (ror:word 0 a.by n) (ror:word 0 b.by n) (rsh [0 c.by] n))
  ::  primes: so many of them
  ++  primes
    |=  count=@
    ^-  (list @)
    =/  n  2
    =|  found=(list @)
    |-
    ?:  =(0 count)  (flop found)
    ?:  (lien found |=(prime=@ =(0 (mod n prime))))
      $(n +(n))
    $(n +(n), count (dec count), found [n found])
  ::  start: the fractions of the square roots of the first primes
  ++  start
    ~+
    ^-  (list @)
    %+  turn  (primes 8)
    |=  prime=@
    (end size p:(sqt (lsh [size 2] prime)))
  ::  keys: the fractions of their cube roots
  ++  keys
    ~+
    ^-  @
    %+  rep  size
    %+  turn  (primes steps)
    |=  prime=@
    =/  cube  (lsh [size 3] prime)
    =/  root  0
    =/  bit   (bex (add 3 bits))
    |-
    ?:  =(0 bit)  (end size root)
    =/  more  (add root bit)
    $(bit (div bit 2), root ?:((lte :(mul more more more) cube) more root))
  ::  blocks: what is hashed, with a bit, zeros and its length behind it, in
  ::  pieces of sixteen words
  ++  blocks
    |=  [count=@ n=@]
    ^-  (list @)
    =/  long   (mul 8 count)
    =/  whole  (mul 32 bits)
    =/  zeros
      %+  mod
        (sub (sub whole (mul 2 bits)) (mod (add 8 long) (mul 16 bits)))
      (mul 16 bits)
    %+  rip  (add 4 size)
    %+  can  0
    ~[[long n] [8 0x80] [zeros 0] [(mul 2 bits) (~(net fe +(size)) long)]]
  ::  words: the sixteen words of a block, and those that follow from them
  ++  words
    |=  block=@
    ^-  @
    =/  words=@  (run size block net:word)
    =/  i  16
    |-
    ?:  =(steps i)  words
    =/  new
      ;:  sum:word
        (at (sub i 16) words)
        (at (sub i 7) words)
        (smear early (at (sub i 15) words))
        (smear late (at (sub i 2) words))
      ==
    $(i +(i), words (add words (lsh [size i] new)))
  ::  step: the state after one word and its key
  ++  step
    |=  [s=(list @) n=@ key=@]
    ^-  (list @)
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
    =/  new
      ;:  sum:word
        h
        (spread one e)
        (mix (dis e f) (dis (inv:word e) g))
        key
        n
      ==
    =/  most  :(mix (dis a b) (dis a c) (dis b c))
    ~[:(sum:word new (spread two a) most) a b c (sum:word d new) e f g]
  ::  sum: the hash of so many bytes of a number
  ++  sum
    |=  [count=@ n=@]
    ^-  @
    =/  pieces  (blocks count n)
    =/  keys    keys
    =/  state   start
    |-
    ?~  pieces  (rep size (turn state net:word))
    =/  words  (words i.pieces)
    =/  i    0
    =/  new  state
    |-
    ?.  =(steps i)
      $(i +(i), new (step new (at i words) (at i keys)))
    %=  ^$
      pieces  t.pieces
      state
        |-  ^-  (list @)
        ?~  new  ~
        ?~  state  ~
        [(sum:word i.new i.state) $(new t.new, state t.state)]
    ==
  --
::
::  shan: SHA-1
::  > `@ux`(shan 'abc')
::  0xa999.3e36.4706.816a.ba3e.2571.7850.c26c.9cd0.d89d
++  shan  |=(n=@ (sha-one (met 3 n) n))
::
::  sha-one: SHA-1 of so many bytes of a number
++  sha-one
  |=  [count=@ n=@]
  ^-  @
  =/  word  ~(. fe 5)
  =/  at    |=([i=@ words=@] (cut 5 [i 1] words))
  =/  pieces  (blocks:sha-short count n)
  =/  state=(list @)
    ~[0x6745.2301 0xefcd.ab89 0x98ba.dcfe 0x1032.5476 0xc3d2.e1f0]
  |-  ^-  @
  ?~  pieces  (rep 5 (flop state))
  =/  words=@
    =/  words=@  (run 5 i.pieces net:word)
    =/  i  16
    |-
    ?:  =(80 i)  words
    =/  new
      ;:  mix
        (at (sub i 3) words)
        (at (sub i 8) words)
        (at (sub i 14) words)
        (at (sub i 16) words)
      ==
    $(i +(i), words (add words (lsh [5 i] (rol:word 0 1 new))))
  =/  i  0
  =/  new  state
  |-
  ?>  ?=([@ @ @ @ @ ~] new)
  =/  [a=@ b=@ c=@ d=@ e=@]
    [i.new i.t.new i.t.t.new i.t.t.t.new i.t.t.t.t.new]
  ?.  =(80 i)
    =/  [key=@ pick=@]
      ?:  (lth i 20)  [0x5a82.7999 (mix (dis b c) (dis (inv:word b) d))]
      ?:  (lth i 40)  [0x6ed9.eba1 :(mix b c d)]
      ?:  (lth i 60)  [0x8f1b.bcdc :(con (dis b c) (dis b d) (dis c d))]
      [0xca62.c1d6 :(mix b c d)]
    =/  first  :(sum:word (rol:word 0 5 a) pick e key (at i words))
    $(i +(i), new ~[first a (rol:word 0 30 b) c d])
  ?>  ?=([@ @ @ @ @ ~] state)
  %=    ^$
      pieces  t.pieces
      state
    :~  (sum:word a i.state)
        (sum:word b i.t.state)
        (sum:word c i.t.t.state)
        (sum:word d i.t.t.t.state)
        (sum:word e i.t.t.t.t.state)
    ==
  ==
::
::  sha: the hashes as others write them, with the first byte as the highest: of
::  a number, and (those that end with l) of so many bytes
::  > `@ux`(end 5 (sha-256:sha 'abc'))
::  0x56e5.584d
++  sha
  ~%  %sha  ..sha  ~
  =>  |%
      ::  flin, flim: the bytes of a number, and so many, from behind
      ::  flip: so many bytes of a hash from behind
      ::  meet: a number with its length
      ++  flin  |=(n=@ (swp 3 n))
      ++  flim  |=(=byts [wid.byts (rev 3 byts)])
      ++  flip  |=(count=@u (cury (cury rev 3) count))
      ++  meet  |=(n=@ [(met 3 n) n])
      --
  |%
  ::  sha-1, sha-256, sha-512: of a number
  ::  sha-256l, sha-512l, sha-1l: of so many bytes
  ::  > `@ux`(sha-1:sha 'abc')
  ::  0xd9f0.509f.b7e8.bd7d.4c4b.627d.fec7.0c0c.0e01.fb34
  ::  > `@ux`(sha-1l:sha 5 'abc')
  ::  0xc998.2d1e.cc13.b92f.6e01.0922.a4e9.16b2.8f3b.adeb
  ::  > `@ux`(end 5 (sha-256:sha 'abc'))
  ::  0x56e5.584d
  ::  > `@ux`(end 5 (sha-512:sha 'abc'))
  ::  0xc605.497a
  ++  sha-1     (corl sha-1l meet)
  ++  sha-256   (cork flin (cork shax (flip 32)))
  ++  sha-512   (cork flin (cork shaz (flip 64)))
  ++  sha-256l  (cork flim (cork shay (flip 32)))
  ++  sha-512l  (cork flim (cork shal (flip 64)))
  ++  sha-1l
    ~/  %sha1
    |=  byts
    ^-  @
    (sha-one wid (rev 3 wid dat))
  --
::
::  shaf, sham, shaw: a short hash with salt; one of any noun; so many bits
::  > `@ux`(shaf %salt 1)
::  0x5c47.3c2e.dba9.e1fa.98a1.6928.ff1a.1ed2
::  > `@uv`(sham [1 2])
::  0v4.0fagf.d8m7m.4112j.d2564.idbvj
::  > `@ux`(shaw 1 16 'abc')
::  0xbe51
++  shaf
  |=  [salt=@ n=@]
  =/  hash  (shas salt n)
  (mix (end 7 hash) (rsh 7 hash))
++  sham
  |=  noun=*
  ^-  @uvH
  ?@(noun (shaf %mash noun) (shaf %sham (jam noun)))
++  shaw
  |=  [salt=@ count=@ n=@]
  (~(raw og (shas salt (mix count n))) count)
::
::  og: numbers that look random, from a seed
::  > (~(rad og 1) 100)
::  50
++  og
  ~/  %og
  |_  a=@
  ::  rad: a number below another, which must not be zero
  ::  > (~(rad og 1) 100)
  ::  50
  ++  rad
    |=  top=@
    ^-  @
    ~_  leaf+"rad-zero"
    ?<  =(0 top)
    =/  wide  (met 0 top)
    |-
    =/  new  (raw wide)
    ?:((lth new top) new $(a +(a)))
  ::  raw: so many bits
  ::  > `@ux`(~(raw og 1) 32)
  ::  0x53b5.c006
  ++  raw
    ~/  %raw
    |=  count=@
    ^-  @
    =/  last  (shas %og-a (mix count a))
    =|  [have=@ done=@]
    |-
    =/  left  (sub count have)
    ?:  =(0 left)  done
    =.  last  (shas %og-b :(mix left a last))
    =/  take  (min 256 left)
    =/  new   (lsh [0 have] (end [0 take] last))
    $(have (add have take), done (add done new))
  ::  rads, raws: the same, and what goes on from there
  ::  > -:(~(rads og 1) 100)
  ::  50
  ::  > `@ux`-:(~(raws og 1) 32)
  ::  0x53b5.c006
  ++  rads
    |=  top=@
    =/  new  (rad top)
    [new +>.$(a (shas %og-s (mix a new)))]
  ++  raws
    |=  count=@
    =/  new  (raw count)
    [new +>.$(a (shas %og-s (mix a new)))]
  --
::
+|  %scrambling
::
::  un: bytes, mixed with those above them, the highest with how many there are
::  > (xafo:un 7 3)
::  10
++  un
  |%
  ::  wren: scramble
  ::  > `@ux`(wren:un 0x1234)
  ::  0xe9e0
  ++  wren
    |=  n=@
    ^-  @
    ?:  =(0 n)  0
    =/  at    (dec (met 3 n))
    =/  last  (zaft (xafo at (cut 3 [at 1] n)))
    =/  done=(list @)  ~[last]
    |-
    ?:  =(0 at)  (rep 3 done)
    =.  at    (dec at)
    =.  last  (zyft :(mix last (end 3 at) (cut 3 [at 1] n)))
    $(done [last done])
  ::  wred: and back
  ::  > `@ux`(wred:un (wren:un 0x1234))
  ::  0x1234
  ++  wred
    |=  n=@
    ^-  @
    ?:  =(0 n)  0
    =/  at    (dec (met 3 n))
    =/  last  (cut 3 [at 1] n)
    =/  done=(list @)  ~[(xaro at (zart last))]
    |-
    ?:  =(0 at)  (rep 3 done)
    =.  at  (dec at)
    =/  new  (cut 3 [at 1] n)
    $(last new, done [:(mix last (end 3 at) (zyrt new)) done])
  ::  xafo, xaro: up and down a circle of the numbers from 1 to 255
  ::  > (xafo:un 7 3)
  ::  10
  ::  > (xaro:un 7 (xafo:un 7 3))
  ::  3
  ++  xafo  |=([a=@ b=@] +((mod (add a (dec b)) 255)))
  ++  xaro  |=([a=@ b=@] +((mod (add (sub 255 (mod a 255)) (dec b)) 255)))
  ::  zaft, zart: another byte for each, and back; there is none for zero
  ::  zyft, zyrt: another one for each, zero as well, and back
  ::  > `@ux`(zaft:un 0x12)
  ::  0x2a
  ::  > `@ux`(zart:un (zaft:un 0x12))
  ::  0x12
  ::  > `@ux`(zyft:un 0x12)
  ::  0x39
  ::  > `@ux`(zyrt:un (zyft:un 0x12))
  ::  0x12
  ++  zaft  |=(a=@D (cut 3 [(dec a) 1] without-zero))
  ++  zart  |=(a=@D (cut 3 [(dec a) 1] from-without-zero))
  ++  zyft  |=(a=@D (cut 3 [a 1] with-zero))
  ++  zyrt  |=(a=@D (cut 3 [a 1] from-with-zero))
  ::  without-zero, from-without-zero, with-zero, from-with-zero: their tables
  ++  without-zero
    ^-  @uw
    0wP7mYx.IwLIp.F2Ybd.VE9ba.8voug.sTB~c.1-xl6.K40n7.bh961.-xYpa.AkzmD.
    pZ5D2.w3wvi.JOyrZ.ZC-vl.xEiVq.5LuME.VYSjI.JMsNw.tUqQN.oZ6HR.dJEqz.
    cjjqt.wXuVk.d4AWU.Oej3o.YZdma.XwgIA.gY--F.qrHkH.g2agq.OpMhU.OknIR.
    RVoHY.lTJXD.43w5Z.Ace7-.9rW4l.c3sDY.M73aI.w~YnN.Kjjrm.JlUIW.csoFr.
    JLeti.-GRyP.PDYGz.-Bnht.UbYwf.Nmnx9.AVnVP.C2lpf.SaiU9.pwpBa.EI28V.
    cCO97.uyx0f.JoTk6.XNhdS.9XSlS.Q0HXS.FXieS.NX3bT.FaJVs.yc62i.1Er3O.
    LZRp4.D9BuW
  ++  from-without-zero
    ^-  @uw
    0wq4Y7W.xNPOn.n2XYz.lml4B.Zy6DG.8mhlx.ftkA3.Hpq9w.JQLb4.ifeI1.Lmf8g.
    F1H5A.6rcuB.l~I~X.PNx~L.ypE1Y.tZceW.kGk5f.Sq0nQ.WvBFl.z~mb-.s61Vr.
    pGIzn.qkaGi.APL0P.srPLN.Fogj3.Uh3x6.t4USE.f85u9.UOS5V.kn28f.tLPDh.
    mAdCt.9KW7D.s5yTQ.y7Yv~.ASWrR.SXP2p.z5SaK.RW-aO.y3rJ9.L7Gka.3j11r.
    Ndi20.zVxFD.6gVys.ZLqIN.lY-A3.2Xvxy.imZ-Q.Hi2Gt.kNyzg.Z4ELF.OBHmK.
    RrvH5.Ujg84.EQI10.cVBW4.LY4Dg.XHxI2.wITKm.v3hZC.IU7bA.2nKv5.pwtfP.
    fuzee.9s8VW
  ++  with-zero
    ^-  @uw
    0w2X.irsvK.86Q0x.vAqUp.FJhp7.4l~tS.TOBwT.5bRhC.FI99w.ngSrU.32wP7.
    yWlMp.dbpxG.tEPUW.cj7bN.PL~zO.K0s0B.fCnje.7be3D.FQyIr.qH7Vs.p7B4X.
    453fi.1aYeV.IO2zu.OwdT9.9~~Pn.JfWTR.CYEBh.12Vpm.EUj-s.eDCLu.8opCj.
    An-Ho.w1cVg.toUL5.RBcB5.Qxx2i.a-xVx.Fk-Ni.2LGim.EzhPo.YbDON.lr4wF.
    eRX~o.INJ02.fcF~a.djw9l.m3ba7.8yLGW.mUWNt.6Y4ec.IkGoG.ItoRG.J1uZG.
    wfeP7.JlpQ9.Hvm5r.i7Z7o.RDdMI.CZ731.Kid6x.6-ZPU.Jgdwk.VDdPp.fV1E7.
    J-fcX.oOR2u.n-FXx
  ++  from-with-zero
    ^-  @uw
    0w2v.O2tjr.wafPU.IRaO1.lC7OG.OqAMI.9J8hY.Vzso3.Sg7Q0.TgGBX.h3IJM.
    Zqn3H.C1s1T.gPsnL.pXqoG.hVFYO.UhcSe.p1X4m.SIogL.~o7vL.Z1~bV.mkMXU.
    Tf6bb.q4eeg.QzjTG.qB9Es.JKw0i.UhTEO.8QMdF.jTG7U.Eod2p.4BQ1q.VBUFb.
    Z2EqW.mPWk8.mRCKK.tKXbp.EJ5XK.Cq-W1.YphyC.EZtbP.32ipM.rdBwU.DxXzr.
    wJ62i.ATXnj.yZLkj.Wm5pN.tRo7D.G~VQY.1JUIq.VRHRs.eMGT7.cAkiL.Ockem.
    s81z7.sOVjk.fQAYl.ao48s.ex74E.EHfMb.9IFos.elSZ~.5xrp1.vXQ4P.LdZd8.
    BUJlD.~m4Vm.z-cm2
  --
::
::  ob: a permutation of 32-bit numbers from 0x1.0000 on, so that the names of
::  neighbours do not look alike. A Feistel network of four rounds over 0xffff
::  times 0x1.0000 numbers, after Black and Rogaway; what falls outside goes
::  through it once more.
::  > `@p`(fein:ob 0x1.0000)
::  ~simtud-dorwyx
++  ob
  ~%  %ob  ..ob
    ==
      %fein  fein
      %fynd  fynd
    ==
  |%
  ::  fein: scramble
  ::  > `@ux`(fein:ob 0x1.0000)
  ::  0x423e.60bf
  ++  fein
    ~/  %fein
    |=  n=@
    ^-  @
    (middle n feis)
  ::  fynd: and back
  ::  > `@ux`(fynd:ob (fein:ob 0x1.0000))
  ::  0x1.0000
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
  ::  feis: the network, forwards
  ::  tail: and backwards
  ::  > (feis:ob 11)
  ::  776.343.932
  ::  > (tail:ob 776.343.932)
  ::  11
  ++  feis  |=(m=@ `@`(fee 4 narrow wide (mul narrow wide) eff m))
  ++  tail  |=(m=@ `@`(feen 4 narrow wide (mul narrow wide) eff m))
  ::  narrow, wide: how many left halves there are, and right halves
  ++  narrow  0xffff
  ++  wide    0x1.0000
  ::  fee: so many rounds over the first .k numbers, of .a halves and .b halves,
  ::  with a gate of round and half that makes what is mixed in
  ++  fee
    |=  [r=@ a=@ b=@ k=@ prf=$-([j=@ r=@] @) m=@]
    ^-  @
    =/  new  (fe r a b prf m)
    ?:((lth new k) new (fe r a b prf new))
  ::  feen: the same in the other direction
  ++  feen
    |=  [r=@ a=@ b=@ k=@ prf=$-([j=@ r=@] @) m=@]
    ^-  @
    =/  old  (fen r a b prf m)
    ?:((lth old k) old (fen r a b prf old))
  ::  eff: what a round mixes in
  ::  raku: its seeds
  ::  > (eff:ob 2 11)
  ::  2.561.270.270
  ::  > raku:ob
  ::  ~[0xb76d.5eed 0xee28.1300 0x85bc.ae01 0x4b38.7af7]
  ++  eff   |=([j=@ r=@] `@`(muk (snag j raku) 2 r))
  ++  raku  `(list @ux)`~[0xb76d.5eed 0xee28.1300 0x85bc.ae01 0x4b38.7af7]
  ::  size: what a round counts modulo
  ++  size
    |=  [round=@ a=@ b=@]
    ?:(=(0 (mod round 2)) a b)
  ::  fe: the rounds. Where the halves end up in each other's place, one of the
  ::  left ones has no room, and both stay where they are
  ++  fe
    |=  [r=@ a=@ b=@ prf=$-([j=@ r=@] @) m=@]
    ^-  @
    =/  round  0
    =/  [right=@ left=@]  (dvr m a)
    |-
    ?.  =(r round)
      =/  new  (mod (add left (prf round right)) (size round a b))
      $(round +(round), left right, right new)
    ?:  |(=(1 (mod r 2)) =(a right))
      (add left (mul a right))
    (add right (mul a left))
  ::  fen: the rounds from the last to the first
  ++  fen
    |=  [r=@ a=@ b=@ prf=$-([j=@ r=@] @) m=@]
    ^-  @
    =/  [high=@ low=@]  (dvr m a)
    =/  odd  =(1 (mod r 2))
    =/  [left=@ right=@]  ?:(odd [low high] [high low])
    =/  [left=@ right=@]  ?:(=(a left) [right left] [left right])
    |-
    ?:  =(0 r)  (add left (mul a right))
    =/  round  (dec r)
    =/  all    (size round a b)
    =/  old    (mod (sub (add right all) (mod (prf round left) all)) all)
    $(r round, left old, right left)
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
::  > *(like @)
::  [p=[p=0 q=0] q=~]
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
::  > (wonk [[1 2] ~ 'a' [1 2] ~])
::  'a'
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
