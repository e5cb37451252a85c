::
+|  %expanding-expressions
::
::  jock: the expression of an atom, or of several, as the parser reads them:
::  fixed in its type or not
++  jock
  |=  fixed=?
  |=  read=coin
  ^-  hoon
  ?-    -.read
      %$     ?:(fixed [%rock p.read] [%sand p.read])
      %many  [%cltr (turn p.read (jock fixed))]
      %blob
    ?:  fixed  [%rock %$ p.read]
    |-  ^-  hoon
    ?@  p.read  [%sand %$ p.read]
    [$(p.read -.p.read) $(p.read +.p.read)]
  ==
::
::  ah: conditions on what may be more than a wing: it is named first, and all
::  within is put against the subject that was
++  ah
  |_  tik=tiki
  ::  blue, teal, tele: an expression, a structure and a pattern against the
  ::  subject that was
  ++  blue
    |=  gen=hoon
    ^-  hoon
    ?.(?=([%| ~ *] tik) gen [%tsgr [%$ 3] gen])
  ++  teal
    |=  mod=spec
    ^-  spec
    ?:(?=(%| -.tik) [%over [%& 3]~ mod] mod)
  ++  tele
    |=  syn=skin
    ^-  skin
    ?:(?=(%| -.tik) [%over [%& 3]~ syn] syn)
  ::  gray: an expression within which the tested is named
  ++  gray
    |=  gen=hoon
    ^-  hoon
    ?:  ?=(%| -.tik)
      =/  value  ?~(p.tik q.tik [%ktts u.p.tik q.tik])
      [%tsls value gen]
    ?~  p.tik  gen
    [%tstr [u.p.tik ~] [%wing q.tik] gen]
  ::  puce: the way to the tested
  ++  puce
    ^-  wing
    ?:  ?=(%| -.tik)  [%& 2]~
    ?~(p.tik q.tik u.p.tik^~)
  ::  cases: what is said for each structure
  ++  cases
    |=  opt=(list (pair spec hoon))
    (turn opt |=([=spec gen=hoon] [spec (blue gen)]))
  ::  wthp, wtls: a choice by structures; with one for all others
  ++  wthp
    |=  opt=(list (pair spec hoon))
    (gray [%wthp puce (cases opt)])
  ++  wtls
    |=  [gen=hoon opt=(list (pair spec hoon))]
    (gray [%wtls puce (blue gen) (cases opt)])
  ::  wtkt, wtpt, wtsg: whether it is a cell, an atom, null
  ++  wtkt  |=([sic=hoon non=hoon] (gray [%wtkt puce (blue sic) (blue non)]))
  ++  wtpt  |=([sic=hoon non=hoon] (gray [%wtpt puce (blue sic) (blue non)]))
  ++  wtsg  |=([sic=hoon non=hoon] (gray [%wtsg puce (blue sic) (blue non)]))
  ::  wthx, wtts: whether a pattern or a structure fits
  ++  wthx  |=(syn=skin (gray [%wthx (tele syn) puce]))
  ++  wtts  |=(mod=spec (gray [%wtts (teal mod) puce]))
  --
::
::  ap: an expression, taken apart or made plainer
++  ap
  ~%    %ap
      +>+
    ==
      %open  open
      %rake  rake
    ==
  |_  gen=hoon
  ::  open: one step of expansion: what an expression stands for, or itself if
  ::  it is no abbreviation. Crashes for an error that the parser left, and for
  ::  what has no meaning.
  ++  open
    ^-  hoon
    ?^  -.gen  gen
    ?+  `@`(end 4 -.gen)  (plain gen)
      %br  (of-core gen)
      %cl  (of-tuple gen)
      %cn  (of-call gen)
      %kt  (of-cast gen)
      %mc  (of-sail gen)
      %sg  (of-hint gen)
      %ts  (of-subject gen)
      %wt  (of-choice gen)
      %zp  (of-rest gen)
    ==
  ::  plain: what is not spelled as a rune
  ++  plain
    |=  gen=hoon
    ^-  hoon
    ?+  gen  gen
      [%$ *]     [%cnts [[%& p.gen] ~] ~]
      [%limb *]  [%cnts [p.gen ~] ~]
      [%wing *]  [%cnts p.gen ~]
      [%dbug *]  q.gen
      [%note *]  q.gen
      [%base *]  ~(factory ax gen)
      [%leaf *]  ~(factory ax gen)
      [%bust *]  ~(example ax [%base p.gen])
      [%knit *]  (text p.gen)
      [%xray *]  (element p.gen)
      [%tell *]  [%cncl [%limb %noah] [%zpgr %cltr p.gen] ~]
      [%yell *]  [%cncl [%limb %cain] [%zpgr %cltr p.gen] ~]
      [%eror *]  ~_((crip p.gen) !!)
    ==
  ::  of-core: cores
  ++  of-core
    |=  gen=hoon
    ^-  hoon
    ?+  gen  gen
      [%brbc *]  (mold-maker sample.gen body.gen)
      [%brcb *]  [%tsls [%kttr p.gen] %brcn ~ (aliased q.gen r.gen)]
      [%brcl *]  [%tsls p.gen %brdt q.gen]
      [%brdt *]  [%brcn ~ (lone p.gen)]
      [%brhp *]  [%tsgl [%limb %$] %brdt p.gen]
      [%brkt *]  [%tsgl [%limb %$] %brcn ~ (begun p.gen q.gen)]
      [%brsg *]  [%ktbr %brts p.gen q.gen]
      [%brtr *]  [%tsls [%kttr p.gen] %brpt ~ (lone q.gen)]
      [%brts *]  [%brcb p.gen ~ (lone q.gen)]
      [%brwt *]  [%ktwt %brdt p.gen]
    ==
  ::  of-tuple: tuples
  ++  of-tuple
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [?(%clhp %clls %clkt) *]  +.gen
        [%clcb *]                 [q.gen p.gen]
        [%clsg *]
      =/  items  p.gen
      |-  ^-  hoon
      ?~(items [%rock %n 0] [i.items $(items t.items)])
    ::
        [%cltr *]
      ?~  p.gen  [%zpzp ~]
      |-  ^-  hoon
      ?~  t.p.gen  i.p.gen
      [i.p.gen $(p.gen t.p.gen)]
    ==
  ::  of-call: calls and changes
  ++  of-call
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%cncb *]  [%ktls [%wing p.gen] %cnts +.gen]
        [%cncl *]  [%cnsg [%$ ~] +.gen]
        [%cndt *]  [%cncl q.gen p.gen ~]
        [%cnhp *]  [%cncl p.gen q.gen ~]
        [%cnls *]  [%cncl p.gen q.gen r.gen ~]
        [%cnkt *]  [%cncl p.gen q.gen r.gen s.gen ~]
        [%cnsg *]  [%cntr p.gen q.gen (arguments r.gen)]
        [%cntr *]
      ?~  r.gen  [%tsgr q.gen %wing p.gen]
      :^  %tsls  q.gen  %cnts
      :-  (weld p.gen `wing`[[%& 2] ~])
      (turn r.gen |=([way=wing value=hoon] [way %tsgr [%$ 3] value]))
    ==
  ::  of-cast: casts and labels
  ++  of-cast
    |=  gen=hoon
    ^-  hoon
    ?+  gen  gen
      [%ktcl *]  ~(factory ax p.gen)
      [%ktdt *]  [%ktls [%cncl p.gen q.gen ~] q.gen]
      [%kthp *]  [%ktls ~(example ax p.gen) q.gen]
      [%kttr *]  [%ktsg ~(example ax p.gen)]
      [%ktts *]  (~(grip ap q.gen) p.gen)
    ==
  ::  of-hint: hints, all by ~>
  ++  of-hint
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%sgbc *]  [%sggr [%live %rock %$ p.gen] q.gen]
        [%sgcb *]  [%sggr [%mean %brdt p.gen] q.gen]
        [%sgfs *]  [%sgcn p.gen [%$ 7] ~ q.gen]
        [%sggl *]  [%tsgl [%sggr p.gen %$ 1] q.gen]
        [%sgls *]  [%sggr [%memo %rock %$ p.gen] q.gen]
        [%sgts *]  [%sggr [%germ p.gen] q.gen]
        [%sgbr *]
      =/  name  ~(feck ap p.gen)
      =/  clue=hoon
        ?^  name  [%rock %tas u.name]
        [%brdt %cncl [%limb %cain] [%zpgr %tsgr [%$ 3] p.gen] ~]
      [%sggr [%mean clue] q.gen]
    ::
        [%sgcn *]
      =/  hooks
        %+  turn  r.gen
        |=  [name=term formula=hoon]
        ^-  hoon
        [[%rock %$ name] %zpts formula]
      =/  clue=hoon  [%clls [%rock %$ p.gen] [%zpts q.gen] %clsg hooks]
      [%sggl [%fast clue] s.gen]
    ::
        [%sgpm *]
      =/  doc=hoon  [%cncl [%limb %cain] [%zpgr q.gen] ~]
      [%sggr [%slog [%sand %$ p.gen] doc] r.gen]
    ::
        [%sgwt *]
      =/  after=hoon  [%tsgr [%$ 3] s.gen]
      :+  %tsls
        [%wtdt q.gen [%bust %null] [%bust %null] r.gen]
      [%wtsg [%& 2]~ after %sgpm p.gen [%$ 5] after]
    ==
  ::  of-sail: elements, and what else is spelled with a semicolon
  ++  of-sail
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%mccl *]  (chained p.gen q.gen)
        [%mcsg *]  (composed p.gen q.gen)
        [%mcts *]  (elements p.gen)
        [%mcmc *]  [%cnhp ~(factory ax p.gen) q.gen]
        [%mcfs *]
      =/  none=hoon  [%rock %ta %$]
      [%clsg [none %clsg [none p.gen] ~] ~]
    ::
        [%mcgl *]
      :^  %cnls  [%cnhp q.gen %ktcl p.gen]  r.gen
      [%brts p.gen %tsgr [%$ 3] s.gen]
    ==
  ::  of-subject: what changes the subject
  ++  of-subject
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%tsbr *]  [%tsls ~(example ax p.gen) q.gen]
        [%tscl *]  [%tsgr [%cncb [[%& 1] ~] p.gen] q.gen]
        [%tsdt *]  [%tsgr [%cncb [[%& 1] ~] [p.gen q.gen] ~] r.gen]
        [%tsfs *]  [%tsls [%ktts p.gen q.gen] r.gen]
        [%tsgl *]  [%tsgr q.gen p.gen]
        [%tshp *]  [%tsls q.gen p.gen]
        [%tskt *]  (stepped +.gen)
        [%tsls *]  [%tsgr [p.gen %$ 1] q.gen]
        [%tsmc *]  [%tsfs p.gen r.gen q.gen]
        [%tswt *]  [%tsdt p.gen [%wtcl q.gen r.gen %wing p.gen] s.gen]
        [%tssg *]
      ?~  p.gen  [%$ 1]
      |-  ^-  hoon
      ?~  t.p.gen  i.p.gen
      [%tsgr i.p.gen $(p.gen t.p.gen)]
    ::
        [%tstr *]
      =/  value  ?~(q.p.gen q.gen [%kthp u.q.p.gen q.gen])
      [%tsgl r.gen %tune [[p.p.gen `value] ~ ~] ~]
    ==
  ::  of-choice: choices and conditions, all by ?:
  ++  of-choice
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%wtdt *]  [%wtcl p.gen r.gen q.gen]
        [%wtgl *]  [%wtcl p.gen [%zpzp ~] q.gen]
        [%wtgr *]  [%wtcl p.gen q.gen %zpzp ~]
        [%wtkt *]  [%wtcl [%wtts [%base %atom %$] p.gen] r.gen q.gen]
        [%wtpt *]  [%wtcl [%wtts [%base %atom %$] p.gen] q.gen r.gen]
        [%wtsg *]  [%wtcl [%wtts [%base %null] p.gen] q.gen r.gen]
        [%wtts *]  [%fits ~(example ax p.gen) q.gen]
        [%wtzp *]  [%wtcl p.gen [%rock %f |] %rock %f &]
        [%wtls *]
      [%wthp p.gen (weld r.gen `_r.gen`[[[%base %noun] q.gen] ~])]
    ::
        [%wthp *]
      =/  cases  q.gen
      |-  ^-  hoon
      ?~  cases  [%lost %wing p.gen]
      :+  %wtcl  [%wtts p.i.cases p.gen]
      [q.i.cases $(cases t.cases)]
    ::
        [%wtbr *]
      =/  tests  p.gen
      |-  ^-  hoon
      ?~  tests  [%rock %f |]
      [%wtcl i.tests [%rock %f &] $(tests t.tests)]
    ::
        [%wtpm *]
      =/  tests  p.gen
      |-  ^-  hoon
      ?~  tests  [%rock %f &]
      [%wtcl i.tests $(tests t.tests) %rock %f |]
    ==
  ::  of-rest: the value with its type, and what needs a version
  ++  of-rest
    |=  gen=hoon
    ^-  hoon
    ?+    gen  gen
        [%zpgr *]
      [%cncl [%limb %onan] [%zpmc [%kttr %bcmc %limb %abel] p.gen] ~]
    ::
        [%zpwt *]
      =/  [from=@ to=@]  ?@(p.gen [p.gen 0] p.gen)
      ?:  &((gte from hoon-version) (lte to hoon-version))  q.gen
      ~_(leaf+"hoon-version" !!)
    ==
  ::  lone: the chapters of a core of one arm
  ++  lone
    |=  body=hoon
    ^-  (map term tome)
    [[%$ ~ [%$ body] ~ ~] ~ ~]
  ::  begun: chapters and one more arm, which the core begins with
  ++  begun
    |=  [body=hoon chapters=(map term tome)]
    =/  first=tome  (~(gut by chapters) %$ *tome)
    (~(put by chapters) %$ first(q (~(put by q.first) %$ body)))
  ::  aliased: chapters, each arm within aliases
  ++  aliased
    |=  [aliases=alas chapters=(map term tome)]
    ?~  aliases  chapters
    %-  ~(run by chapters)
    |=  =tome
    :-  p.tome
    %-  ~(run by q.tome)
    |=  arm=hoon
    =/  all=alas  aliases
    |-  ^-  hoon
    ?~  all  arm
    [%tstr [p.i.all ~] q.i.all $(all t.all)]
  ::  mold-maker: a wet gate of molds that makes a mold. Each of its parameters
  ::  is a gate of any noun, and by default the mold of all.
  ++  mold-maker
    |=  [names=(lest term) body=spec]
    =/  any  [%base %noun]
    =/  parameters
      %+  turn  `(list term)`names
      |=(name=term `spec`[%bcts name %bcsg any %bchp any any])
    ?~  parameters  !!
    :+  %brtr  [%bccl parameters]
    |-  ^-  hoon
    ?.(?=([%gist *] body) [%ktcl body] [%note p.body $(body q.body)])
  ::  arguments: changes to the parts of a sample, one for each
  ++  arguments
    |=  values=(list hoon)
    =/  at=axis  6
    |-  ^-  (list (pair wing hoon))
    ?~  values  ~
    =/  here  ?~(t.values at (peg at 2))
    :-  [[[%| 0 ~] [%& here] ~] i.values]
    $(values t.values, at (peg at 3))
  ::  text: a loop that puts bytes before the rest of a text, and the bytes of a
  ::  product:
  ::
  ::  =>  v=.
  ::  |-
  ::  ^+  |-(?:(? ~ [i=*@tD t=$]))
  ::  [`@tD`'a' =+([a=^+($ =>(v ...)) b=$] |-(?@(a b [-.a $(a +.a)])))]
  ++  text
    |=  pieces=(list woof)
    ^-  hoon
    =/  empty=hoon  [%bust %null]
    =/  shape=hoon
      :^  %brhp  %wtcl  [%bust %flag]
      [empty [%ktts %i %sand 'tD' 0] [%ktts %t %limb %$]]
    =/  next=hoon  [%cnts [%$ ~] [[%a ~] %tsgl [%$ 3] %limb %a] ~]
    =/  spread=hoon
      [%brhp %wtpt [%a ~] [%limb %b] [%tsgl [%$ 2] %limb %a] next]
    :^  %tsgr  [%ktts %v %$ 1]  %brhp
    :+  %ktls  shape
    |-  ^-  hoon
    ?~  pieces  empty
    =/  rest  $(pieces t.pieces)
    ?@  i.pieces  [[%sand 'tD' i.pieces] rest]
    =/  value=hoon  [%ktls [%limb %$] %tsgr [%limb %v] p.i.pieces]
    [%tsls [[%ktts %a value] %ktts %b rest] spread]
  ::  element: a node of sail
  ++  element
    |=  node=manx:hoot
    ^-  hoon
    =/  title
      |=  name=mane:hoot
      ^-  hoon
      ?@  name  [%rock %tas name]
      [[%rock %tas -.name] %rock %tas +.name]
    =/  attributes
      %+  turn  a.g.node
      |=  [name=mane:hoot value=(list beer:hoot)]
      ^-  hoon
      [(title name) %knit value]
    [[(title n.g.node) %clsg attributes] %mcts c.node]
  ::  elements: nodes of sail, texts, and what is put among them
  ++  elements
    |=  nodes=marl:hoot
    |-  ^-  hoon
    ?~  nodes  [%bust %null]
    =/  rest  $(nodes t.nodes)
    ?^  -.i.nodes  [[%xray i.nodes] rest]
    ?-  -.i.nodes
      %manx  [p.i.nodes rest]
      %tape  [[%mcfs p.i.nodes] rest]
      %call  [%cncl p.i.nodes rest ~]
      %marl  [%cndt [p.i.nodes rest] joiner]
    ==
  ::  joiner: a wet gate of a list and what comes after it:
  ::
  ::  =|  ^
  ::  |@  ++  $  ?~(+12 +12(+1 +13) +12(+3 $(+12 +25)))
  ::  --
  ++  joiner
    ^-  hoon
    =/  list=wing  [[%& 12] ~]
    =/  again=hoon  [%cnts [%$ ~] [list %$ 25] ~]
    :^  %tsbr  [%base %cell]  %brpt
    :-  ~
    %-  lone
    :^  %wtsg  list
      [%cnts list [[[%& 1] ~] %$ 13] ~]
    [%cnts list [[[%& 3] ~] again] ~]
  ::  chained: a gate of two, on more than two
  ++  chained
    |=  [gate=hoon values=(list hoon)]
    ^-  hoon
    ?~  values  [%zpzp ~]
    ?~  t.values  i.values
    :+  %tsls  gate
    =>  .(values `(lest hoon)`values)
    |-  ^-  hoon
    =/  value=hoon  [%tsgr [%$ 3] i.values]
    ?~  t.values  value
    [%cncl [%$ 2] value $(values t.values) ~]
  ::  composed: each gate on what the next one makes, through a gate that binds
  ::  them:
  ::
  ::  =>  v=.
  ::  =+  a=...
  ::  =+  b==>(v first)
  ::  =+  c=,.+6.b
  ::  |.((bind:v (b c) a(,.+6 c)))
  ++  composed
    |=  [bind=hoon gates=(list hoon)]
    ^-  hoon
    ?~  gates  ~_(leaf+"open-mcsg" !!)
    =/  sample=wing  [[%| 0 ~] [%& 6] ~]
    =/  passed=hoon
      [%ktts %c %tsgl [%wing sample] %limb %b]
    =/  bound=hoon
      :^  %brdt  %cnls  [%tsgr [%limb %v] bind]
      [[%cncl [%limb %b] [%limb %c] ~] %cnts [%a ~] [sample %limb %c] ~]
    :+  %tsgr  [%ktts %v %$ 1]
    |-  ^-  hoon
    =/  here=hoon  [%tsgr [%limb %v] i.gates]
    ?~  t.gates  here
    :^  %tsls  [%ktts %a $(gates t.gates)]  %tsls
    [[%ktts %b here] %tsls passed bound]
  ::  stepped: a product and a change of the subject at once:
  ::
  ::  =>  v=.
  ::  =+  a==>(v made)
  ::  =.  way.v  +.a
  ::  =>([name=-.a v] then)
  ++  stepped
    |=  [name=skin way=wing made=hoon then=hoon]
    ^-  hoon
    =/  head=hoon  [%ktts [%over [%v ~] name] %tsgl [%$ 2] %limb %a]
    =/  tail=hoon  [%tsgl [%$ 3] %limb %a]
    :^  %tsgr  [%ktts %v %$ 1]  %tsls
    :-  [%ktts %a %tsgr [%limb %v] made]
    :^  %tsdt  (weld way `wing`[%v ~])  tail
    [%tsgr [head %limb %v] then]
  ::  grip: an expression under a pattern, as ^= has it
  ++  grip
    |=  =skin
    =|  within=wing
    |-  ^-  hoon
    ?@  skin  [%tsgl [%tune skin] gen]
    ?-    -.skin
        %base  ?:(?=(%noun base.skin) gen [%kthp skin gen])
        %leaf  [%kthp skin gen]
        %dbug  [%dbug spot.skin $(skin skin.skin)]
        %help  [%note -.skin^help.skin $(skin skin.skin)]
        %name  [%tsgl [%tune term.skin] $(skin skin.skin)]
        %over  $(skin skin.skin, within (weld wing.skin within))
        %wash  [%tsgl [%wing (reap depth.skin [%| 0 ~])] gen]
        %spec
      =/  as  ?~(within spec.skin [%over within spec.skin])
      [%kthp as $(skin skin.skin)]
    ::
        %cell
      =/  parts  half
      ?~  parts
        :+  %tsls  gen
        [$(skin skin.skin, gen [%$ 4]) $(skin ^skin.skin, gen [%$ 5])]
      [$(skin skin.skin, gen p.u.parts) $(skin ^skin.skin, gen q.u.parts)]
    ==
  ::  name: what to call an expression for which nothing is said
  ++  name
    |-  ^-  (unit term)
    ?+    gen  ~
        [%limb *]  `p.gen
        [%dbug *]  $(gen q.gen)
        [%tsgl *]  $(gen p.gen)
        [%tsgr *]  $(gen q.gen)
        [%wing *]
      ?~  p.gen  ~
      ?@  i.p.gen  `i.p.gen
      ?:(?=(%| -.i.p.gen) q.i.p.gen ~)
    ==
  ::  feck: the term that an expression is
  ++  feck
    |-  ^-  (unit term)
    ?+  gen  ~
      [%dbug *]       $(gen q.gen)
      [%sand %tas @]  `q.gen
    ==
  ::  half: an expression as a pair, if it can be had without computing
  ++  half
    |-  ^-  (unit (pair hoon hoon))
    ?+    gen  ~
        [^ *]      `gen
        [%clhp *]  `+.gen
        [%clcb *]  `[q.gen p.gen]
        [%clkt *]  `[p.gen %clls +>.gen]
        [%dbug *]  $(gen q.gen)
        [%clsg *]  ?~(p.gen ~ `[i.p.gen %clsg t.p.gen])
        [%cltr *]
      ?~  p.gen    ~
      ?^  t.p.gen  `[i.p.gen %cltr t.p.gen]
      $(gen i.p.gen)
    ==
  ::  flay: an expression as a pattern, if it can be one
  ++  flay
    |-  ^-  (unit skin)
    ?+    gen
        =/  plainer  open
        ?:(=(gen plainer) ~ $(gen plainer))
      ::
        [^ *]
      =/  head  $(gen p.gen)
      =/  tail  $(gen q.gen)
      ?:(|(?=(~ head) ?=(~ tail)) ~ `[%cell u.head u.tail])
    ::
        [%base *]         `gen
        [%kttr *]         `[%spec p.gen %base %noun]
        [%limb @]         `p.gen
        [%cnts [@ ~] ~]   `i.p.gen
        [%rock *]         ?^(q.gen ~ `[%leaf p.gen q.gen])
        [%wing *]
      ?:  ?=([@ ~] p.gen)  `i.p.gen
      ?.  (levy p.gen |=(=limb =([%| 0 ~] limb)))  ~
      `[%wash 0]
    ::
        [%note [%help *] *]
      =/  inner  $(gen q.gen)
      ?~(inner ~ `[%help p.p.gen u.inner])
    ::
        [%tsgr *]
      =/  way  reek(gen p.gen)
      ?~  way  ~
      =/  inner  $(gen q.gen)
      ?~(inner ~ `[%over u.way u.inner])
    ::
        [%ktts *]
      =/  inner  $(gen q.gen)
      ?~  inner  ~
      ?+  p.gen  ~
        @                         `[%name p.gen u.inner]
        [%name @ %base %noun]     `[%name term.p.gen u.inner]
      ==
    ==
  ::  reek: an expression as a wing, if it is one
  ++  reek
    |-  ^-  (unit wing)
    ?+  gen  ~
      [%$ *]       `[[%& p.gen] ~]
      [%limb *]    `[p.gen ~]
      [%wing *]    `p.gen
      [%cnts * ~]  `p.gen
      [%dbug *]    $(gen q.gen)
    ==
  ::  rake: the wing that an expression must be
  ++  rake  ~>(%mean.'rake-hoon' (need reek))
  ::  rusk: the name that an expression must be
  ++  rusk
    ^-  term
    =/  way  rake
    ?:  ?=([@ ~] way)  i.way
    ~>(%mean.'rusk-hoon' !!)
  --
