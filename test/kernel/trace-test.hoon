::  One keystroke, in both orders: what is printed is compared with trace.txt.
::
::  The terminal tells the agent that reads keys, which tells the shell's; that
::  one answers with four facts. The first makes three blits, the second one.
|%
++  stage
  |_  id=@ta
  ++  unix   `duct`~[//term/1]
  ++  to-hood  `duct`~[/dill //term/1]
  ++  dojo-at
    |=  way=path
    =/  front=wire  /gall/use/hood/[id]/out/~zod/dojo
    `wire`:(weld front way `wire`/drum/phat/~zod/dojo)
  ++  ack   !>([%unto %poke-ack ~])
  ++  fact  |=(n=@ !>([%unto %fact n]))
  ++  blit  |=(=duct (say duct !>([%blit ~])))
  ++  herm
    =/  =wire  /gall/use/herm/[id]/~zod/view
    `duct`[(snoc wire %$) to-hood]
  ++  troop
    %-  troupe
    :~  :-  %dill
        %-  ~(gas by *script)
        :~  :-  [%call %belt 'x']
            ~[(ask unix / %g !>([%deal [~zod ~zod] %hood %poke ~]))]
            :-  [%take %gall %unto %fact 11]
            :~  (blit herm)  (blit unix)
                (blit herm)  (blit unix)
                (blit herm)
            ==
            :-  [%take %gall %unto %fact 12]
            ~[(blit herm)]
        ==
        :-  %gall
        %-  ~(gas by *script)
        :~  :-  [%call %deal [~zod ~zod] %hood %poke ~]
            :~  (say to-hood ack)
                %:  ask  to-hood
                    (slag 1 (dojo-at /))
                    %g
                    !>([%deal [~zod ~zod] %dojo %poke ~])
                ==
            ==
            :-  [%call %deal [~zod ~zod] %dojo %poke ~]
            =/  back  `duct`[(dojo-at /) to-hood]
            =/  subs  `duct`[(dojo-at /1) to-hood]
            :~  (say back ack)
                (say subs (fact 1))  (say subs (fact 2))
                (say subs (fact 3))  (say subs (fact 4))
            ==
            :-  [%take %gall %unto %fact 1]
            ~[(say to-hood (fact 11))]
            :-  [%take %gall %unto %fact 2]
            ~[(say to-hood (fact 12))]
        ==
    ==
  --
++  key  `ovum`[/d/term/1 %belt 'x']
++  loud
  |=  [ord=order id=@ta when=@da]
  =/  sol  ~(troop stage id)
  (run sol(now when, lac.fad |, ord.fad ord) key)
++  depth    (loud %depth '0w2.efXKi' ~2022.10.27..06.32.09..30db)
++  breadth  (loud %breadth '0w2.Rh6DI' ~2022.11.2..00.18.15..ce5b)
++  test-depth    (is 2 (lent -:depth))
++  test-breadth  (is 2 (lent -:breadth))
--
