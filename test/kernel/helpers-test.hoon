|%
++  beam-a  `beam`[[~zod %base %ud 1] /foo/bar]
++  test-en-beam        (is /~zod/base/1/foo/bar (en-beam beam-a))
++  test-en-beam-date
  %+  is  /~zod/base/~2022.1.1
  (en-beam [~zod %base %da ~2022.1.1] /)
++  test-de-beam        (is `beam-a (de-beam /~zod/base/1/foo/bar))
++  test-de-beam-none   (is ~ (de-beam /~zod/base))
++  test-de-beam-who    (is ~ (de-beam /zod/base/1))
++  test-de-beam-desk   (is ~ (de-beam /~zod/'Base'/1))
++  test-de-beam-empty
  (is `[[~zod %$ %ud 1] /] (de-beam ~[(scot %p ~zod) %$ '1']))
++  test-de-case-ud     (is `[%ud 12] (de-case '12'))
++  test-de-case-da     (is `[%da ~2022.1.1] (de-case '~2022.1.1'))
++  test-de-case-uv     (is `[%uv 0v5] (de-case '0v5'))
++  test-de-case-tas    (is `[%tas %live] (de-case 'live'))
++  test-de-case-none   (is ~ (de-case 'A b'))
++  test-en-omen        (is /cx/~zod/base/1/foo/bar (en-omen %cx beam-a))
++  test-en-omen-pair
  (is /'._c_x__'/~zod/base/1/foo/bar (en-omen [%c %x] beam-a))
++  test-de-omen        (is `[%cx beam-a] (de-omen /cx/~zod/base/1/foo/bar))
++  test-de-omen-pair
  (is `[[%c %x] beam-a] (de-omen (en-omen [%c %x] beam-a)))
++  test-de-omen-bad    (is ~ (de-omen /'.__'/~zod/base/1))
++  test-de-omen-empty  (is ~ (de-omen /))
++  test-de-omen-beam   (is ~ (de-omen /cx/foo))
::
++  test-grow-letter    (is %behn (grow %b))
++  test-grow-name      (is %lorem (grow %lorem))
++  test-grow-all
  %+  is
    `(list term)`~[%ames %behn %clay %dill %eyre %gall %iris %jael %khan %lick]
  (turn `(list term)`~[%a %b %c %d %e %g %i %j %k %l] grow)
++  test-symp           (is %foo (symp %foo))
++  test-symp-cell      (is %$ (symp [1 2]))
++  test-symp-bad       (is %$ (symp 'Foo bar'))
++  test-spot-none      (is "" (show-spot ~))
++  test-spot           (is "12211" (show-spot ~[1 1 2 2 1]))
++  test-spot-wide      (is "1(10)2" (show-spot ~[2 10 1]))
::
++  stack  `wynn`~[[%zuse 411] [%lull 323] [%arvo 237] [%hoon 138] [%nock 4]]
++  test-sane           (yes (sane:wyrd stack))
++  test-sane-empty     (yes (sane:wyrd ~))
++  test-sane-one       (yes (sane:wyrd [%nock 4] ~))
++  test-insane         (no (sane:wyrd (flop stack)))
++  test-lack-none      (is ~ (lack:wyrd stack ~[[%hoon 138]]))
++  test-lack-colder    (is ~ (lack:wyrd stack ~[[%hoon 139]]))
++  test-lack-older
  %+  is  `[[%hoon 137] `138]
  (lack:wyrd stack ~[[%hoon 137]])
++  test-lack-missing   (is `[[%vere 1] ~] (lack:wyrd stack ~[[%vere 1]]))
++  test-need           (is 5 ((need:wyrd stack ~[[%hoon 138]]) 5))
++  test-need-crash     (fails |.((need:wyrd stack ~[[%hoon 137]])))
++  test-need-says-wyrd
  =/  end  (mule |.((need:wyrd stack ~[[%hoon 137]])))
  ?>  ?=(%| -.end)
  =/  first  ?>(?=(^ p.end) i.p.end)
  (is [%leaf "wyrd"] first)
::
++  tree-a
  =|  fat=(axal @)
  (~(gas of fat) ~[[/ 0] [/a 1] [/a/b 2] [/c/d 3]])
++  test-of-get         (is `2 (~(get of tree-a) /a/b))
++  test-of-get-root    (is `0 (~(get of tree-a) /))
++  test-of-get-none    (is ~ (~(get of tree-a) /c))
++  test-of-has         (yes (~(has of tree-a) /c/d))
++  test-of-has-not     (no (~(has of tree-a) /c))
++  test-of-dip         (is `3 fil:(~(dip of (~(dip of tree-a) /c)) /d))
++  test-of-dip-none    (is [~ ~] (~(dip of tree-a) /x/y))
++  test-of-fit         (is [/e `2] (~(fit of tree-a) /a/b/e))
++  test-of-fit-whole   (is [/ `3] (~(fit of tree-a) /c/d))
++  test-of-put         (is `9 (~(get of (~(put of tree-a) /q/r 9)) /q/r))
++  test-of-put-over    (is `9 (~(get of (~(put of tree-a) /a 9)) /a))
++  test-of-del         (is ~ (~(get of (~(del of tree-a) /a)) /a))
++  test-of-del-below   (is `2 (~(get of (~(del of tree-a) /a)) /a/b))
++  test-of-lop         (is ~ (~(get of (~(lop of tree-a) /a)) /a/b))
++  test-of-lop-none    (is tree-a (~(lop of tree-a) /x/y))
++  test-of-tap         (is 4 (lent ~(tap of tree-a)))
++  test-of-tar         (is `3 (~(get by ~(tar of tree-a)) /c/d))
--
