+|  %clocks
::
::  userlib: what programs share: time as others count it, and lines
++  userlib  ^?
  |%
  ::  chrono: time
  ++  chrono  ^?
    |%
    ::  from-unix, from-unix-ms: of seconds and milliseconds since 1970
    ::  unt, unm: in them; what lies before is refused
    ::  > (from-unix:chrono:userlib 1.000.000.000)
    ::  ~2001.9.9..01.46.40
    ::  > (from-unix-ms:chrono:userlib 1.500)
    ::  ~1970.1.1..00.00.01..8000
    ::  > (unt:chrono:userlib ~2001.9.9..01.46.40)
    ::  1.000.000.000
    ::  > (unm:chrono:userlib ~1970.1.1..0.0.1)
    ::  1.000
    ++  from-unix     |=(timestamp=@ud `@da`(add ~1970.1.1 (mul timestamp ~s1)))
    ++  from-unix-ms
      |=  timestamp=@ud
      ^-  @da
      (add ~1970.1.1 (div (mul ~s1 timestamp) 1.000))
    ++  unt  |=(a=@da (div (sub a ~1970.1.1) ~s1))
    ++  unm
      |=  a=@da
      =/  half  (div ~s1 2.000)
      (div (mul 1.000 (sub (add a half) ~1970.1.1)) ~s1)
    ::  dawn: on which day of the week a year begins, from Sunday on
    ::  > (dawn:chrono:userlib 2.020)
    ::  3
    ++  dawn
      |=  year=@ud
      =/  years  (sub year 1)
      =/  leaps  (sub (add (div years 4) (div years 400)) (div years 100))
      (mod :(add 1 years leaps) 7)
    ::  daws: the day of the week of a date
    ::  > (daws:chrono:userlib (yore ~2020.2.29))
    ::  6
    ++  daws
      |=  day=date
      =/  from  (yawn y.day 1 1)
      (mod (add (dawn y.day) (sub (yawn y.day m.day d.t.day) from)) 7)
    ::  deal: a time as a date that counts leap seconds
    ::  > (deal:chrono:userlib ~2016.12.31..23.59.59)
    ::  [[a=%.y y=2.016] m=12 t=[d=31 h=23 m=59 s=60 f=~]]
    ++  deal
      |=  when=@da
      ^-  date
      =/  day  (yore when)
      =/  more  |=(n=@ day(s.t (add n s.t.day)))
      =/  count  0
      =/  leaps  lef:yu
      |-
      ?~  leaps  (yore (year (more count)))
      ?:  (gte when (add i.leaps ~s1))  (yore (year (more count)))
      ?:  (gte when i.leaps)  (more +(count))
      $(leaps t.leaps, count +(count))
    ::  lead: a date that counts leap seconds as a time
    ::  > (lead:chrono:userlib [[& 2.016] 12 31 23 59 60 ~])
    ::  ~2016.12.31..23.59.59
    ++  lead
      |=  day=date
      ^-  @da
      =/  when   (year day)
      =/  leaps  les:yu
      =/  led    when
      |-
      ?~  leaps  led
      ?:  (gte when (add i.leaps ~s1))  led
      ?:  (gte when i.leaps)
        ?:(=(60 s.t.day) (sub led ~s1) led)
      $(leaps t.leaps, led (sub led ~s1))
    ::  dust: a date as mail has it
    ::  > (dust:chrono:userlib (yore ~2020.2.29..1.2.3))
    ::  "Sat, 29 Feb 2020 1:2:3 +0000"
    ++  dust
      |=  day=date
      ^-  tape
      =/  num    (d-co:co 1)
      =/  three  |=([n=@u names=(list tape)] (scag 3 (snag n names)))
      ;:  weld
        (three (daws day) wik:yu)
        ", "
        (num d.t.day)
        " "
        (three (dec m.day) mon:yu)
        " "
        (num y.day)
        " {(num h.t.day)}:{(num m.t.day)}:{(num s.t.day)} +0000"
      ==
    ::  stud: a date of a text as mail has it: its parts in any order; the day
    ::  of the week and the zone are passed over
    ++  stud
      =<  |=  text=cord
          ^-  (unit date)
          =/  parts  (rush text (more sepa elem))
          ?~  parts  ~
          =/  year   (skim u.parts |=(a=part ?=(%y -.a)))
          =/  month  (skim u.parts |=(a=part ?=(%m -.a)))
          =/  day    (skim u.parts |=(a=part ?=(%d -.a)))
          =/  time   (skim u.parts |=(a=part ?=(%t -.a)))
          ?.  ?&  ?=([[%y *] *] year)
                  ?=([[%m *] *] month)
                  ?=([[%d *] *] day)
                  ?=([[%t *] *] time)
              ==
            ~
          =/  [h=@ud m=@ud s=@ud]  p.i.time
          `[[& p.i.year] p.i.month p.i.day h m s ~]
      |%
      ::  part: a part of a date
      +$  part
        $%  [%t p=[h=@ud m=@ud s=@ud]]
            [%y p=@ud]
            [%m p=@ud]
            [%d p=@ud]
            [%w p=@ud]
            [%z p=[* @ @]]
        ==
      ::  snug: where in a list a word stands that is the beginning of a name
      ++  snug
        |=  names=(list tape)
        |=  word=tape
        =/  at  1
        |-  ^-  (unit @u)
        ?~  names  ~
        ?:  =(word (scag (lent word) i.names))  `at
        $(names t.names, at +(at))
      ::  sepa: what stands between two parts
      ++  sepa  ;~(pose ;~(plug com (star ace)) (plus ace))
      ::  elem: a part
      ++  elem
        %+  cook  |=(a=part a)
        ;~  pose
          (stag %t ;~(plug d ;~(pfix col d) ;~(pfix col d)))
          (stag %y (bass 10 (stun 3^4 dit)))
          (stag %m (sear (snug mon:yu) (plus alf)))
          (stag %d d)
          (stag %w (sear (snug wik:yu) (plus alf)))
          (stag %z ;~(plug (mask "-+") dd dd))
        ==
      ::  d, dd: at most two figures, and two
      ++  d   (bass 10 (stun 1^2 dit))
      ++  dd  (bass 10 (stun 2^2 dit))
      --
    ::  yu: names of months and days, and leap seconds
    ++  yu
      |%
      ::  mon, wik: months, and days of the week
      ++  mon
        ^-  (list tape)
        %+  weld
          ~["January" "February" "March" "April" "May" "June"]
        :~  "July"  "August"  "September"  "October"  "November"
            "December"
        ==
      ++  wik
        ^-  (list tape)
        :-  "Sunday"
        :~  "Monday"  "Tuesday"  "Wednesday"  "Thursday"  "Friday"
            "Saturday"
        ==
      ::  les: the days that began behind a leap second, the last one first
      ++  les
        ^-  (list @da)
        =/  leaps=(list @ud)
          :~  2.017  1  2.015  7  2.012  7  2.009  1  2.006  1  1.999  1
              1.997  7  1.996  1  1.994  7  1.993  7  1.992  7  1.991  1
              1.990  1  1.988  1  1.985  7  1.983  7  1.982  7  1.981  7
              1.980  1  1.979  1  1.978  1  1.977  1  1.976  1  1.975  1
              1.974  1  1.973  1  1.972  7
          ==
        |-
        ?.  ?=([@ @ *] leaps)  ~
        :_  $(leaps t.t.leaps)
        (year [[& i.leaps] i.t.leaps 1 0 0 0 ~])
      ::  lef: the seconds before them, as they are counted without leap
      ::  seconds; of late ones, with the two that are left out
      ++  lef
        ^-  (list @da)
        =/  days  les
        =/  back  0
        |-
        ?~  days  ~
        :-  (sub i.days (mul ~s1 +(back)))
        $(days t.days, back ?:((lth i.days ~2012.7.1) +(back) 0))
      --
    --
  ::  unix: lines that all end with a line end
  ++  unix  ^?
    |%
    ::  lune: the lines of a text; the last one must have its end
    ::  > (lune:unix:userlib 'ab\0acd\0a')
    ::  <|ab cd|>
    ++  lune
      ~%  %lune  ..part  ~
      |=  txt=@t
      ^-  (list @t)
      =/  bytes  (flop (rip 3 txt))
      ?~  bytes  ~
      ?.  =(10 i.bytes)  ~|(%noeol !!)
      =|  [line=(list @) done=(list @t)]
      =/  rest  t.bytes
      |-
      ?~  rest  [(rep 3 line) done]
      ?.  =(10 i.rest)  $(rest t.rest, line [i.rest line])
      $(rest t.rest, line ~, done [(rep 3 line) done])
    ::  nule: lines as a text
    ::  > (nule:unix:userlib ~['ab' 'cd'])
    ::  'ab\0acd\0a'
    ++  nule
      ~%  %nule  ..part  ~
      |=  lin=(list @t)
      ^-  @t
      %+  can  3
      (turn lin |=(text=@t [+((met 3 text)) (cat 3 text 10)]))
    --
  ::  scanf: what rules find in a text, of a form of text and rules between
  ::  braces; the text must be of the form
  ++  scanf
    =<  |*  [text=tape form=(pole _;/(*[$^(rule tape)]))]
        (scan text (parsf form))
    |%
    ::  parsf: the rule for a form
    ++  parsf
      |*  form=(pole _;/(*[$^(rule tape)]))
      (cook tuple (boil (norm form)))
    ::  tuple: a list without the null at its end
    ++  tuple
      |*  all=(list)
      ?~  all  ~
      ?~(t.all i.all [i.all (tuple t.all)])
    ::  boil: the rule for texts and rules one behind the other, for a list of
    ::  what the rules find
    ++  boil
      |*  parts=(list (each rule tape))
      ?~  parts  (easy ~)
      ?:  ?=(%| -.i.parts)
        ;~(pfix (jest (crip p.i.parts)) (boil t.parts))
      %+  cook  |*([* *] [i=+<- t=+<+])
      ;~(plug p.i.parts (boil t.parts))
    ::  norm: the texts and rules of a form
    ++  norm
      |*  form=(pole _;/(*[$^(rule tape)]))
      ?~  form  ~
      [i=(part ->->.-.form) t=(norm +.form)]
    ::  part: which of both a part is: a rule is a core, and has a cell behind
    ::  its battery
    ++  part
      |*  it=*
      ?~  it    [%| p=it]
      ?~  +.it  [%| p=it]
      ?@(+<.it [%| p=;;(tape it)] [%& p=it])
    --
  --
::
::  milly: times from now, in thousandths of a second, as text
++  milly  ^|
  |_  now=@da
  ::  around, about: how far off a time is; or a time that may be none
  ::  mill, mull: how long it takes; or if it may be nothing
  ::  > (~(around milly ~2020.1.1) ~2020.1.1..0.0.2)
  ::  %2.000ms
  ::  > (~(about milly ~2020.1.1) ~)
  ::  %no
  ::  > (~(mill milly ~2020.1.1) ~s2)
  ::  %2.000ms
  ++  around
    |=  when=@da
    ^-  @tas
    ?:  =(now when)  %now
    ?:((gth when now) (mill (sub when now)) (cat 3 '-' (mill (sub now when))))
  ++  about  |=(may=(unit @da) `@tas`?~(may %no (around u.may)))
  ++  mill   |=(span=@dr `@tas`(cat 3 (scot %ud (msec span)) %ms))
  ++  mull   |=(may=(unit @dr) `@tas`?~(may %no (mill u.may)))
  ::  msec: so many of them
  ::  > (~(msec milly ~2020.1.1) ~s2)
  ::  2.000
  ++  msec  |=(span=@dr `@ud`(div span (div ~s1 1.000)))
  --
::
