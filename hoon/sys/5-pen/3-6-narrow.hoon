  ::
  ::  fuse: what the subject and a type have in common, with the subject's names
  ++  fuse
    ~/  %fuse
    |=  ref=type
    ^-  type
    (fused:(calm ref) ref)
  ::  fused: the same. Pairs that it is in are known; one that comes to itself
  ::  is an error.
  ++  fused
    |=  ref=type
    ~+
    =|  bix=(set [type type])
    |-  ^-  type
    ?:  |(=(sut ref) =(%noun ref))  sut
    ?-    sut
        %noun      ref
        %void      %void
        [%core *]  $(sut repo)
        [%face *]  (face p.sut $(sut q.sut))
        [%hint *]  (hint p.sut $(sut q.sut))
        [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
        [%hold *]
      ?:  (~(has in bix) [sut ref])  ~>(%mean.'fuse-loop' !!)
      $(sut repo, bix (~(put in bix) [sut ref]))
    ::
        [%cell *]
      ?.  ?=([%cell *] ref)  $(sut ref, ref sut)
      (cell $(sut p.sut, ref p.ref) $(sut q.sut, ref q.ref))
    ::
        [%atom *]
      ?+    ref  $(sut ref, ref sut)
          [%cell *]  %void
          [%atom *]
        ?:  &(?=(^ q.sut) ?=(^ q.ref) !=(q.sut q.ref))  %void
        =/  aura  ?:((fitz p.ref p.sut) p.sut p.ref)
        [%atom aura ?~(q.sut q.ref q.sut)]
      ==
    ==
  ::  crop: what of the subject is not of a type, as far as that can be told
  ++  crop
    ~/  %crop
    |=  ref=type
    ^-  type
    (cropped:(calm ref) ref)
  ::  cropped: the same. Pairs that it is in are known; one that comes to itself
  ::  is an error.
  ++  cropped
    |=  ref=type
    ~+
    ~_  leaf+"crop"
    =|  bix=(set [type type])
    |-  ^-  type
    ?:  |(=(sut ref) =(%noun ref))  %void
    ?:  =(%void ref)  sut
    ?-    sut
        %void      %void
        %noun      $(sut repo)
        [%face *]  (face p.sut $(sut q.sut))
        [%hint *]  (hint p.sut $(sut q.sut))
        [%fork *]  (each-case p.sut |=(=type ^$(sut type)))
        [%hold *]
      ?<  (~(has in bix) [sut ref])
      $(sut repo, bix (~(put in bix) [sut ref]))
    ::
        [?(%atom %cell %core) *]
      ?+    ref  !!
          [%core *]  sut
          [%face *]  $(ref q.ref)
          [%hint *]  $(ref q.ref)
          [%hold *]  $(ref repo(sut ref))
          [%fork *]
        =/  all  ~(tap in p.ref)
        =/  left=type  sut
        |-  ^-  type
        ?~  all  left
        $(all t.all, left ^$(sut left, ref i.all))
      ::
          [%atom *]
        ?.  ?=(%atom -.sut)  sut
        ?^  q.ref  ?:(=(q.ref q.sut) %void sut)
        %void
      ::
          [%cell *]
        ?.  ?=(%cell -.sut)  sut
        ?.  (nest(sut p.ref) | p.sut)  sut
        (cell p.sut $(sut q.sut, ref q.ref))
      ==
    ==
  ::  cool: the subject where what a wing leads to is of a type, or is not
  ++  cool
    |=  [pol=? hyp=wing ref=type]
    ^-  type
    =/  pro  (find %both hyp)
    ?:  ?=(%| -.pro)  sut
    =<  q
    %+  take  p.p.pro
    |=(=type ?:(pol (fuse(sut type) ref) (crop(sut type) ref)))
  ::  gain, lose: the subject where a condition came out true, or false
  ++  gain
    ~/  %gain
    |=(gen=hoon (chip & gen))
  ++  lose
    ~/  %lose
    |=(gen=hoon (chip | gen))
  ::  chip: either. A condition that says nothing of the subject leaves it as
  ::  it is.
  ++  chip
    ~/  %chip
    |=  [how=? gen=hoon]
    ^-  type
    ?+    gen
      =/  more  ~(open ap gen)
      ?:(=(more gen) sut $(gen more))
    ::
        [?(%rock %sand %cnts %tsgr %fits) *]  sut
        [%dbug *]  $(gen q.gen)
        [%wtts *]  (cool how q.gen (play ~(example ax p.gen)))
        [%wthx *]
      =/  pro  (find %both q.gen)
      ?:  ?=(%| -.pro)  sut
      =<  q
      %+  take  p.p.pro
      |=(=type ?:(how ~(gain ar type p.gen) ~(lose ar type p.gen)))
    ::
        [%wtpm *]  ?:(how (chips how p.gen) $(gen ~(open ap gen)))
        [%wtbr *]  ?:(how $(gen ~(open ap gen)) (chips how p.gen))
    ==
  ::  chips: the subject where each of some conditions did
  ++  chips
    |=  [how=? all=(list hoon)]
    ^-  type
    ?~  all  sut
    $(all t.all, sut (chip how i.all))
  ::  fish: a formula that tells whether what is at an axis is of the subject's
  ::  type. Cores have no such test, nor has what has no end.
  ++  fish
    ~/  %fish
    |=  axe=axis
    ^-  nock
    =|  vot=(set type)
    |-  ^-  nock
    ?-    sut
        %noun      [%1 &]
        %void      [%1 |]
        [%core *]  ~>(%mean.'fish-core' !!)
        [%face *]  $(sut q.sut)
        [%hint *]  $(sut q.sut)
        [%atom *]  ?^(q.sut [%5 [%1 u.q.sut] [%0 axe]] (flip [%3 %0 axe]))
        [%cell *]
      %+  flan  [%3 %0 axe]
      %+  flan  $(sut p.sut, axe (peg axe 2))
      $(sut q.sut, axe (peg axe 3))
    ::
        [%fork *]
      =/  all  ~(tap in p.sut)
      |-  ^-  nock
      ?~  all  [%1 |]
      (flor ^$(sut i.all) $(all t.all))
    ::
        [%hold *]
      ?:  (~(has in vot) sut)  ~>(%mean.'fish-loop' !!)
      $(sut repo, vot (~(put in vot) sut))
    ==
