::
::  differ: what is to be changed in one list to make it another. Of a piece
::  that comes in the place of another both stand from the last item on
++  differ  ^?
  =,  clay
  |%
  ::  loss: a longest list that is in both when some items are left out, after
  ::  Hunt and McIlroy: for each length the one that ends first in the second
  ::  list, of what has been seen of the first
  ::  > (loss:differ "abcdxyz" "abdxxyz!")
  ::  [i='a' t="bdxyz"]
  ++  loss
    ~%  %loss  ..part  ~
    |*  [hel=(list) hev=(list)]
    ^+  hev
    =/  where  (places hev)
    =|  [count=@ ends=(map @ [end=@ chain=(list @)])]
    |-  ^+  hev
    ?~  hel
      ?:  =(0 count)  ~
      (pick (flop chain:(~(got by ends) count)) hev)
    =/  spots  (~(gut by where) i.hel ~)
    |-  ^+  hev
    ?~  spots  ^$(hel t.hel)
    =/  size  (fits i.spots count ends)
    =/  old   (~(get by ends) size)
    ?:  &(?=(^ old) =(i.spots end.u.old))  $(spots t.spots)
    =/  tail  ?:(=(1 size) ~ chain:(~(got by ends) (dec size)))
    %=  $
      spots  t.spots
      count  (max size count)
      ends   (~(put by ends) size [i.spots i.spots tail])
    ==
  ::  places: where each item of a list is, from the last place on
  ++  places
    |=  all=(list)
    =|  [at=@ done=(map * (list @))]
    |-  ^+  done
    ?~  all  done
    =/  old  (~(gut by done) i.all ~)
    $(all t.all, at +(at), done (~(put by done) i.all [at old]))
  ::  fits: the least size whose end is not before a place, or the next one
  ++  fits
    |=  [spot=@ count=@ ends=(map @ [end=@ *])]
    ^-  @
    =/  [low=@ top=@]  [1 +(count)]
    |-
    ?:  =(low top)  low
    =/  middle  (div (add low top) 2)
    ?:  (lth end:(~(got by ends) middle) spot)
      $(low +(middle))
    $(top middle)
  ::  pick: the items of a list at some places, the first one first
  ++  pick
    |*  [spots=(list @) all=(list)]
    =/  at  0
    |-  ^+  all
    ?~  spots  ~
    ?~  all    !!
    ?.  =(at i.spots)  $(all t.all, at +(at))
    [i.all $(all t.all, at +(at), spots t.spots)]
  ::  lusk: the changes of two lists, and of one that is in both when some items
  ::  are left out
  ::  > (lusk:differ "ab" "ac" "a")
  ::  ~[[%.y p=1] [%.n p=[i='b' t=""] q=[i='c' t=""]]]
  ++  lusk
    |*  [hel=(list) hev=(list) lcs=(list)]
    =|  rag=(list $%([%& p=@ud] [%| p=_lcs q=_lcs]))
    |-  ^+  rag
    =/  [gone=_lcs old=_hel]  (before hel lcs)
    =/  [come=_lcs new=_hev]  (before hev lcs)
    =?  rag  |(?=(^ gone) ?=(^ come))  [[%| gone come] rag]
    ?~  lcs  (flop rag)
    %=  $
      hel  old
      hev  new
      lcs  t.lcs
      rag  ?.(?=([[%& *] *] rag) [[%& 1] rag] rag(p.i +(p.i.rag)))
    ==
  ::  before: the items of a list before the first one of another, from the last
  ::  on, and what is behind it; all of it if the other is empty
  ++  before
    |*  [all=(list) mark=(list)]
    ?~  mark  [(flop all) ~]
    =/  next=*  i.mark
    =/  done  `_all`~
    |-  ^+  [done all]
    ?~  all  !!
    ?:(=(next i.all) [done t.all] $(all t.all, done [i.all done]))
  ::  lurk: a list with changes; what goes must be there
  ::  > (lurk:differ "ab" (lusk:differ "ab" "ac" "a"))
  ::  [i='a' t="c"]
  ++  lurk
    |*  [hel=(list) rug=(urge)]
    =/  done  `_hel`~
    |-  ^+  hel
    ?~  rug  (flop done)
    ?-  -.i.rug
      %&  %=  $
            rug   t.rug
            hel   (slag p.i.rug hel)
            done  (weld (flop (scag p.i.rug hel)) done)
          ==
      %|  =/  size  (lent p.i.rug)
          ?>  =((flop p.i.rug) (scag size hel))
          $(rug t.rug, hel (slag size hel), done (weld q.i.rug done))
    ==
  ::  berk: the changes back
  ::  > (berk:differ (lusk:differ "ab" "ac" "a"))
  ::  ~[[%.y p=1] [%.n p=[i='c' t=~] q=[i='b' t=~]]]
  ++  berk
    |*  rug=(urge)
    %+  turn  rug
    |=  one=_?>(?=(^ rug) i.rug)
    ^+  one
    ?:(?=(%& -.one) one [%| q.one p.one])
  --
::
