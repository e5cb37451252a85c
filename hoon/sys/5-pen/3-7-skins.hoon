  ::
  ::  ar: a pattern and the type that it is held against
  ++  ar
    ~%    %ar
        +>
      ==
        %fish  fish
        %gain  gain
        %lose  lose
      ==
    |_  [ref=type =skin]
    ::  spelled: the pattern, where a bare name stands for a structure of it,
    ::  and shorter ones for longer ones
    ++  spelled
      ^+  skin
      ?+    skin  skin
          @              [%spec [%like [skin ~] ~] %base %noun]
          [%base %null]  [%leaf %n ~]
          [%base %cell]  any-pair
          [%dbug *]      skin.skin
      ==
    ::  any-pair: the pattern of any cell
    ++  any-pair  `^skin`[%cell [%base %noun] %base %noun]
    ::  of-spec: the type of a structure, in which what the pattern within
    ::  makes of the type must fit
    ++  of-spec
      |=  [=spec made=type]
      ^-  type
      =/  hit  (play ~(example ax spec))
      ?>  (nest(sut hit) & made)
      hit
    ::  atoms, cells: whether all of the type are such
    ++  atoms  (nest(sut any-atom) | ref)
    ++  cells  (nest(sut any-cell) | ref)
    ::  fish: a formula that tests what is at an axis
    ++  fish
      |=  =axis
      ^-  nock
      =.  skin  spelled
      ?@  skin  $
      ?-    -.skin
          %wash  [%1 &]
          ?(%dbug %help %name)  $(skin skin.skin)
          %spec
        =/  hit  (of-spec spec.skin ref)
        $(skin skin.skin)
      ::
          %over
        =/  leg
          ~|  %oops-guess-you-needed-feel-after-all
          (fend %read wing.skin)
        $(sut p.leg, axis (peg axis q.leg), skin skin.skin)
      ::
          %leaf
        ?:  (nest(sut [%atom %$ `atom.skin]) | ref)  [%1 &]
        [%5 [%1 atom.skin] %0 axis]
      ::
          %cell
        ?:  atoms  [%1 |]
        %+  flan
          ?:(cells [%1 &] [%3 %0 axis])
        =/  half
          |=  [at=@ inner=^skin]
          %=  fish
            ref   (peek(sut ref) %free at)
            skin  inner
          ==
        %+  flan
          ((half 2 skin.skin) (peg axis 2))
        ((half 3 ^skin.skin) (peg axis 3))
      ::
          %base
        ?+    base.skin  $
            %noun  [%1 &]
            %void  [%1 |]
            %flag
          ?:  (nest(sut bool) | ref)  [%1 &]
          %+  flan  $(skin [%base %atom %$])
          %+  flor  [%5 [%0 axis] %1 &]
          [%5 [%0 axis] %1 |]
        ::
            [%atom *]
          ?:  atoms  [%1 &]
          ?:  cells  [%1 |]
          (flip [%3 %0 axis])
        ==
      ==
    ::  gain: the part of the type that matches
    ++  gain
      |-  ^-  type
      =.  skin  spelled
      ?@  skin  $
      ?-    -.skin
          %dbug  $(skin skin.skin)
          %help  (hint [sut %help help.skin] $(skin skin.skin))
          %name  (face term.skin $(skin skin.skin))
          %over  $(skin skin.skin, sut (play %wing wing.skin))
          %spec
        =/  hit  (of-spec spec.skin gain(skin skin.skin))
        (fuse(sut ref) hit)
      ::
          %wash
        =/  steps=wing  (reap depth.skin [%| 0 ~])
        $(ref (play(sut ref) %wing steps))
      ::
          %leaf
        %+  reach  |
        |=  =type
        ?+  type  %void
          %noun      [%atom aura.skin `atom.skin]
          [%atom *]
        ?:  &(?=(^ q.type) !=(atom.skin u.q.type))  %void
        (tighter type aura.skin `atom.skin)
        ==
      ::
          %cell
        %+  reach  |
        |=  =type
        ?+  type  %void
          %noun      (halves %noun %noun)
          [%cell *]  (halves p.type q.type)
          [%core *]
        ?.  =(%noun ^skin.skin)  (halves p.type %noun)
        =/  head  gain(ref p.type, skin skin.skin)
        ?:(=(%void head) %void [%core head q.type])
        ==
      ::
          %base
        ?+    base.skin  $
            %void  %void
            %noun  ?:((nest(sut %void) | ref) %void ref)
            %flag
          (fork $(skin [%leaf %f &]) $(skin [%leaf %f |]) ~)
        ::
            [%atom *]
          =/  aura  p.base.skin
          %+  reach  |
          |=  =type
          ?+  type  %void
            %noun      [%atom aura ~]
            [%atom *]  (tighter type aura q.type)
          ==
        ==
      ==
    ::  halves: a cell of two types, as far as they match the halves of a
    ::  pattern of a cell
    ++  halves
      |=  [head=type tail=type]
      ^-  type
      ?>  ?=([%cell *] skin)
      =/  left  gain(ref head, skin skin.skin)
      ?:  =(%void left)  %void
      (cell left gain(ref tail, skin ^skin.skin))
    ::  tighter: an atom of an aura too
    ++  tighter
      |=  [typ=type aura=term constant=(unit @)]
      ^-  type
      ?>  ?=([%atom *] typ)
      ?.  (fitz aura p.typ)  ~>(%mean.'atom-mismatch' !!)
      [%atom (max aura p.typ) constant]
    ::  lose: the part of the type that does not match
    ++  lose
      |-  ^-  type
      =.  skin  spelled
      ?@  skin  $
      ?-    -.skin
          %wash  ref
          ?(%dbug %help %name)  $(skin skin.skin)
          %over  $(skin skin.skin, sut (play %wing wing.skin))
          %spec
        =/  hit  (of-spec spec.skin lose(skin skin.skin))
        (crop(sut ref) hit)
      ::
          %leaf
        %+  reach  &
        |=  =type
        ?:(&(?=([%atom *] type) =(q.type `atom.skin)) %void type)
      ::
          %cell
        %+  reach  |
        |=  =type
        ?+  type  type
          %noun      ?:(=(any-pair skin) any-atom type)
          [%cell *]
        =/  left   lose(ref p.type, skin skin.skin)
        =/  right  lose(ref q.type, skin ^skin.skin)
        (fork (cell left right) (cell left q.type) (cell p.type right) ~)
        ::
          [%core *]
        =/  head  lose(ref p.type, skin skin.skin)
        ?:  =(%void head)  %void
        ?:  =(%noun ^skin.skin)  [%core head q.type]
        (cell head lose(ref %noun, skin ^skin.skin))
        ==
      ::
          %base
        ?+  base.skin  $
          %void      ref
          %noun      %void
          %flag      $(ref $(skin [%leaf %f &]), skin [%leaf %f |])
          [%atom *]
        %+  reach  &
        |=  =type
        ?+  type  type
          %noun      any-cell
          [%atom *]  %void
        ==
        ==
      ==
    ::  reach: the type with its atoms, cells and cores, and what is anything,
    ::  changed by a gate, wherever they are; with its faces or without. A hold
    ::  that comes to itself has nothing in it.
    ++  reach
      |=  [faces=? leaf=$-(type type)]
      =|  gil=(set type)
      |-  ^-  type
      ?+    ref  (leaf ref)
          %void      %void
          [%hint *]  (hint p.ref $(ref q.ref))
          [%fork *]  (each-case p.ref |=(=type ^$(ref type)))
          [%face *]
        =/  inner  $(ref q.ref)
        ?:(faces (face p.ref inner) inner)
      ::
          [%hold *]
        ?:  (~(has in gil) ref)  %void
        $(gil (~(put in gil) ref), ref repo(sut ref))
      ==
    --
