|%
::  A kernel with Dill, booted.
++  fresh
  =/  sol  (troupe ~)
  =/  dill  (slym dill.real our)
  sol(van.mod (~(put by van.mod.sol) %dill ~(prime va vil dill *worm)))
++  boot    `ovum`[/d/term/1 %boot | %fake our]
++  booted  +:(run fresh boot)
++  keys    |=(=tape `ovum`[/d/term/1 %belt %txt (tuba tape)])
++  enter   `ovum`[/d/term/1 %belt %ret ~]
::
::  said: what the terminal shows, as text, when a line is typed; a line's end
::  is a slash
++  said
  |=  [sol=soul line=tape]
  ^-  [tape soul]
  =^  one  sol  (run sol (keys line))
  =^  two  sol  (run sol enter)
  [(seen (weld one two)) sol]
++  seen
  |=  fex=(list ovum)
  ^-  tape
  %-  zing
  %+  turn  fex
  |=  =ovum
  ^-  tape
  ?.  ?=(%blit p.card.ovum)  "<{(trip p.card.ovum)}>"
  %-  zing
  %+  turn  ;;((list [@tas *]) q.card.ovum)
  |=  [kind=@tas data=*]
  ^-  tape
  ?+  kind  ~
    %put  (tufa ;;((list @c) data))
    %nel  "/"
  ==
++  line  |=(=tape -:(said booted tape))
++  lines
  |=  all=wall
  =/  sol  booted
  |-  ^-  tape
  ?~  all  ~
  =/  [one=tape new=soul]  (said sol i.all)
  ?~(t.all one $(all t.all, sol new))
++  test-boot
  %+  is  ~[[/term/1 %blit ~[[%wyp ~] [%put (tuba "~zod> ")]]]]
  -:(run fresh boot)
++  test-boot-twice    (fails |.((run booted boot)))
++  test-expression    (is "(add 2 2)/4/~zod> " (line "(add 2 2)"))
++  test-tape          (is "\"foo\"/\"foo\"/~zod> " (line "\"foo\""))
++  test-our           (is "our/~zod/~zod> " (line "our"))
++  test-empty         (is "/~zod> " (line ""))
++  test-syntax
  %+  is  "(add 2/      ^/syntax error at column 7/~zod> "
  (line "(add 2")
++  test-bind          (is "a/5/~zod> " (lines ~["=a (add 2 3)" "a"]))
++  test-bind-over     (is "a/6/~zod> " (lines ~["=a 5" "=a 6" "a"]))
++  test-bind-use      (is "b/8/~zod> " (lines ~["=a 5" "=b (add a 3)" "b"]))
++  test-bind-says     (is "=a 5/~zod> " (line "=a 5"))
++  test-no-name       (yes ?=(^ (find "find" (line "nonesuch"))))
++  test-unbind        (yes ?=(^ (find "find" (lines ~["=a 5" "=a" "a"]))))
++  test-crash         (yes ?=(^ (find "~zod> " (line "!!"))))
++  test-scry
  =/  txt  ".^(? %$ /(scot %p our)//(scot %da now)/fad/lac)"
  (is "{txt}/%.y/~zod> " (line txt))
++  test-scry-lost
  =/  txt  ".^(@t %$ /(scot %p our)//(scot %da now)/mod/van)"
  (yes ?=(^ (find "not known yet" (line txt))))
++  test-scry-nothing
  =/  txt  ".^(* %dx /(scot %p our)//(scot %da now)/nope)"
  (yes ?=(^ (find "not known yet" (line txt))))
++  test-verb
  =/  sol  +:(said booted "|verb")
  (no lac.fad.sol)
++  test-sort
  =/  sol  +:(said booted "|sort %breadth")
  (is %breadth ord.fad.sol)
++  test-mass
  (yes ?=(^ (find "<mass>" (line "|mass"))))
++  test-pass
  %+  is  "|pass [%d %text \"foo\"]/~zod> foo/~zod> "
  (line "|pass [%d %text \"foo\"]")
++  test-history
  =/  sol  +:(said booted "7")
  %+  is  "~zod> 7"
  (seen -:(run sol [/d/term/1 %belt %aro %u]))
++  test-backspace
  =/  sol  +:(run booted (keys "ab"))
  (is "~zod> a" (seen -:(run sol [/d/term/1 %belt %bac ~])))
++  test-text
  %+  is  "hey/~zod> "
  (seen -:(run booted [/d/term/1 %text "hey"]))
++  test-sessions
  =/  sol  +:(run booted [/d/term/2 %shot %two %open %hood ~])
  =/  dat
    (peek:(eng sol) [~ ~] / [%d %y] [[our %$ %da now] /sessions])
  %+  is  ``[%noun (silt `(list @tas)`~[%$ %two])]
  ?~(dat ~ ?~(u.dat ~ ``[p q.q]:u.u.dat))
++  test-view
  =/  sol  +:(run booted [/d/term/2 %view ~])
  (is 2 (lent -:(run sol (keys "x"))))
++  test-flee
  =/  sol  +:(run booted [/d/term/2 %view ~])
  =/  sol  +:(run sol [/d/term/2 %flee ~])
  (is 1 (lent -:(run sol (keys "x"))))
++  test-crud
  =/  fex
    -:(run booted [//arvo %crud [%exit ~[leaf+"why"]] /d/term/1 %belt %ret ~])
  (yes ?=(^ (find "belt failed" (seen fex))))
--
