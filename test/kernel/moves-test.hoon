|%
++  unix  `duct`~[//term/1]
::
::  pass and give: dill asks gall, which answers, by its wire
++  talk
  %-  troupe
  :~  :-  %dill
      %-  my
      :~  [[%call %belt 'a'] ~[(ask unix /x %g !>([%ping 1]))]]
          [[%take %gall %pong 2] ~[(say unix !>([%blit 3]))]]
      ==
      :-  %gall
      (my ~[[[%call %ping 1] ~[(say ~[/dill/x //term/1] !>([%pong 2]))]]])
  ==
++  key  `ovum`[/d/term/1 %belt 'a']
++  test-effects      (is `(list ovum)`~[[/term/1 %blit 3]] -:(run talk key))
++  test-heard-task
  %+  is  `(list cue)`~[[%call %ping 1]]
  (heard +:(run talk key) %gall)
++  test-heard-gift
  %+  is
    `(list cue)`~[[%call %belt 'a'] [%take %gall %pong 2]]
  (heard +:(run talk key) %dill)
--
