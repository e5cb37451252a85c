    ::
    ::  aliases: names that stand for expressions in the arms of a core
    ++  aliases
      ;~  pose
        %+  ifix  [;~(plug (one '+') (one '*') muck) muck]
        (several muck (both muck name loll))
      ::
        (easy ~)
      ==
    ::  core-tail: the arms of a core, in chapters or not, up to its end. There
    ::  is no wide form
    ++  core-tail
      |=  text=nail
      ^-  (like (map term tome))
      ?.  tol  (fail text)
      %.  text
      ;~  pose
        dun
      ::
        %+  cook  chapters
        ;~  sfix
          ;~  pose
            (several mush chapter)
            (listed (tagged *whit (tagged %$ arms)))
          ==
          gap
          dun
        ==
      ==
    ::  chapters: chapters by name. A name that an arm or a chapter has in a
    ::  later one as well is an error
    ++  chapters
      |=  all=(list [say=whit name=term arms=(map term hoon)])
      ^-  (map term tome)
      =<  made
      %+  reel  all
      |:  :-  *[say=whit name=term arms=(map term hoon)]
          *[made=(map term tome) known=(map term hoon)]
      =/  twice
        |=  [=term gen=hoon]
        ?.  (~(has by known) term)  gen
        [%eror (weld "duplicate arm: +" (trip term))]
      =/  fresh  (~(urn by arms) twice)
      =/  link=cuff
        ?.((~(has by bat.say) [%chat name]~) ~ [%chat name]~)
      =/  said=what  (~(get by bat.say) link)
      =/  book=tome
        :-  said
        ?.  (~(has by made) name)  fresh
        (my [%$ %eror (weld "duplicate chapter: |" (trip name))]~)
      [(~(put by made) name book) (~(uni by known) fresh)]
    ::  chapter: the name of a chapter, what is said of it, and its arms
    ++  chapter
      %+  cook
        |=  [[say=whit name=term short=whiz] arms=(map term hoon)]
        ^-  [say=whit name=term arms=(map term hoon)]
        ?:  |(!=(*whit say) =('' short))  [say name arms]
        [[(my [[%chat name]~ short ~]~)] name arms]
      ;~  plug
        (seam ;~(pfix (one '+') (one '|') gap (one '%') name))
        arms
      ==
    ::  arms: one or more arms by name. What is said of an arm elsewhere goes to
    ::  it; a name that was there before is an error
    ++  arms
      %+  cook
        |=  all=(list [say=whit name=term own=help gen=hoon])
        ^-  (map term hoon)
        =|  [made=(map term hoon) links=(list help)]
        |-  ^-  (map term hoon)
        ?~  all
          |-  ^-  (map term hoon)
          ?~  links  made
          $(links t.links, made (annotate i.links made))
        =/  [free=(list help) linked=(list help)]
          (skid ~(tap by bat.say.i.all) |=(=help =(~ cuff.help)))
        =/  gen=hoon
          %+  roll  free
          |:([=help gen=gen.i.all] `hoon`[%note help+help gen])
        =?  linked  !=(*help own.i.all)  [own.i.all linked]
        %=  $
          all    t.all
          links  (weld linked links)
          made   %+  ~(put by made)  name.i.all
                 ?.  (~(has by made) name.i.all)  gen
                 [%eror (weld "duplicate arm: +" (trip name.i.all))]
        ==
      (several mush arm)
    ::  annotate: arms with what is said of one of them
    ++  annotate
      |=  [=help made=(map term hoon)]
      ^+  made
      ?.  ?=([[?(%funk %plan) *] *] cuff.help)  made
      =/  name  p.i.cuff.help
      =/  gen   (~(get by made) name)
      ?~  gen  made
      (~(put by made) name [%note help+help u.gen])
    ::  arm: an arm with what is said of it
    ++  arm
      %-  scye
      |=  text=nail
      ^-  (like [name=term own=help gen=hoon])
      ?.  =('+' (peek text))  (fail text)
      =/  rest  (skip text)
      ?+  (peek rest)  (fail rest)
        %'+'  ((titled %funk arm-name tall) (skip rest))
        %'$'
          %.  (skip rest)
          %+  cook
            |=  [name=term own=help mod=spec]
            [name own `hoon`[%ktcl %name name mod]]
          (titled %plan name till)
      ==
    ::  titled: a name, what is said on its line, and a body
    ++  titled
      |*  [kind=?(%funk %plan) title=rule body=rule]
      %+  cook
        |*  [name=term say=whiz made=*]
        =/  own=help
          ?:(=('' say) *help [[kind name]~ [say ~]])
        [name own made]
      ;~(plug ;~(pfix gap title) below ;~(pfix jump body))
    --
