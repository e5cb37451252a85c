  ::
  ::  redo: the subject with the names of a type. A wet arm is compiled for what
  ::  its caller gives it, and knows that by the names of its own sample.
  ++  redo
    ~/  %redo
    |=  ref=type
    ^-  type
    ?:  =(sut ref)  sut
    (redone:(calm ref) ref)
  ::  redone: the same
  ++  redone
    |=  ref=type
    ~+
    ^-  type
    ~_  leaf+"redo-match"
    (dext:naming sut [ref no-names] ~ ~)
  ::  naming: two types are walked down together. Faces of the subject are
  ::  stacked up, and so are those of the reference, one stack for each way to
  ::  here through its forks; where the subject is no longer taken apart, they
  ::  are put on.
  ++  naming
    |%
    ::  dext: the subject, named
    ++  dext
      |=  [typ=type ref=named hos=(list tool) gil=pairs]
      ^-  type
      ?:  |(=(typ ref.ref) ?=(?(%noun %void [?(%atom %core) *]) ref.ref))
        (done typ ref hos)
      ?-    typ
          ?(%noun %void [?(%atom %core) *])
        (done typ (sint typ ref &) hos)
      ::
          [%cell *]
        =/  fit  (sint typ ref &)
        =/  half
          |=  [typ=type axe=axis]
          =/  part  (peek(sut ref.fit) %free axe)
          ?:  =(~ gil)  (redo(sut typ) part)
          (dext typ [part no-names] ~ gil)
        (done [%cell (half p.typ 2) (half q.typ 3)] fit hos)
      ::
          [%face *]  $(typ q.typ, hos [p.typ hos])
          [%hint *]  (hint p.typ $(typ q.typ))
          [%fork *]  (each-case p.typ |=(=type ^$(typ type)))
          [%hold *]
        =/  fit  (sint typ ref |)
        ?:  (unfolding p.typ q.typ)
          (done typ (sint typ fit &) hos)
        ?:  (~(has in gil) [typ ref.fit])
          (done typ (sint typ fit |) hos)
        =/  more  repo(sut typ)
        =/  new  (dext more fit hos (~(put in gil) [typ ref.fit]))
        ?:(=(new more) typ new)
      ==
    ::  sint: the reference without faces, hints, and cases that the type cannot
    ::  be; without holds, if they are to be unfolded
    ++  sint
      |=  [typ=type ref=named unfold=?]
      ^-  named
      ?+    ref.ref  ref
          [%hint *]  $(ref.ref q.ref.ref)
          [%hold *]  ?.(unfold ref $(ref.ref repo(sut ref.ref)))
          [%face *]
        =/  all  (turn ~(tap in wec.ref) |=(a=(list tool) [p.ref.ref a]))
        $(ref [q.ref.ref (silt all)])
      ::
          [%fork *]
        =/  cases  ~(tap in p.ref.ref)
        =|  [left=(list type) wec=(set (list tool))]
        |-  ^-  named
        ?~  cases  [(fork left) wec]
        ?:  (miss(sut typ) i.cases)  $(cases t.cases)
        =/  one  ^$(ref [i.cases wec.ref])
        $(cases t.cases, left [ref.one left], wec (~(uni in wec) wec.one))
      ==
    ::  done: a type with all faces on: the subject's around the reference's,
    ::  what they have in common once. The reference's must be clear.
    ++  done
      |=  [typ=type ref=named hos=(list tool)]
      ^-  type
      ?~  wec.ref  typ
      ?>  ?=([* ~ ~] wec.ref)
      =/  har  n.wec.ref
      =/  put
        |=  [typ=type all=(list tool)]
        |-  ^-  type
        ?~(all typ $(all t.all, typ (face i.all typ)))
      ?:  =(~ hos)  (put typ har)
      (put (put typ hos) (slag (overlap hos har) har))
    ::  overlap: how many of the last items of a list another begins with
    ++  overlap
      |=  [one=(list tool) two=(list tool)]
      ^-  @ud
      =/  count  (min (lent one) (lent two))
      =/  all    (lent one)
      |-  ^-  @ud
      ?:  =((slag (sub all count) one) (scag count two))  count
      $(count (dec count))
    --
