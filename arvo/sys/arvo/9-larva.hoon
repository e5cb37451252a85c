::
::  The larva: the kernel that has not everything yet. The true one knows who it
::  is, and what it is made of: it need not ask itself at every event whether
::  it does. So this one, with the same four arms, collects that, and when it
::  has all, becomes the other.
=>
=>
|%
::  molt: what the kernel starts from, if all is known
++  molt
  |=  [now=@da grub]
  ^-  (unit $>(_arvo heir))
  ?:  |(?=(~ who) ?=(~ eny) ?=(~ ver) ?=(~ fat) ?=(~ lul) ?=(~ zus))
    ~
  =/  lul  $:u.lul
  =/  zus  $:u.zus
  %-  (need:wyrd kel.u.ver (versions lul zus))
  =/  grown
    |=  raw=(trap vase)
    ^-  vane
    ~(prime va vil (slym $:raw u.who) *worm)
  :^  ~  arvo  *debt
  :*  [u.who now u.eny]
      [lac ord]
      [u.ver |]
      [u.fat lul zus (~(run by van) grown)]
  ==
::
::  study: what is known, and what new sources say. The first ones have a
::  kernel in them, which is taken to be this one.
++  study
  |=  [gub=grub fil=(list file)]
  ^-  grub
  =/  fat  (fall fat.gub *(axal (cask)))
  =/  fresh  (~(changed sources fat) fil)
  =/  nex  (~(kernel sources fat) fresh)
  =.  fat
    ::  no test of its form: the tree would be of a type that can take nothing
    ?.  =(~ dir.fat)
      ?~  nex  fat
      ~>(%mean.'arvo: larval reboot' !!)
    ?:  |(?=(~ nex) ?=(~ hun.p.u.nex))
      ~>(%mean.'arvo: a larva needs the source of its kernel' !!)
    (~(gas of fat) q.u.nex)
  =^  todo  fat  (~(modules sources fat) fresh |)
  =?  lul.gub  ?=(^ lul.todo)
    `(shape "lull" |.(pit) /sys/lull/hoon u.lul.todo)
  =?  zus.gub  ?=(^ zus.todo)
    ?~  lul.gub  ~>(%mean.'arvo: a larva needs lull before zuse' !!)
    `(shape "zuse" u.lul.gub /sys/zuse/hoon u.zus.todo)
  |-  ^-  grub
  ?~  van.todo  gub(fat `fat)
  ?~  zus.gub  ~>(%mean.'arvo: a larva needs zuse before vanes' !!)
  =*  name  name.i.van.todo
  =/  what  "vane: %{(trip name)}"
  =/  made
    (shape what u.zus.gub /sys/vane/[name]/hoon txt.i.van.todo)
  $(van.todo t.van.todo, van.gub (~(put by van.gub) name made))
::
::  shape: the product of a source, which is compiled now, and run when it is
::  asked for
++  shape
  |=  [what=tape sub=(trap vase) pax=path txt=@t]
  ^-  (trap vase)
  ~>  %slog.[0 leaf+"{what}: {(scow %uv (mug txt))}"]
  %-  road
  |.  ~_  leaf+"{what}: build failed"
  (swat sub (rain pax txt))
--
=|  [%grub _arvo grub]
=*  gub  ->+
|%
::
::  load: what a kernel leaves is for the true kernel
++  load
  |=  hir=heir
  ^-  ^
  ?:  ?=(%grub -.hir)
    ~>(%mean.'arvo: larval reboot' !!)
  (^load hir)
::
::  peek: a larva answers nothing
++  peek
  |=  *
  ~
::
::  poke: learns something; when that was the last thing, becomes the kernel
++  poke
  |=  [now=@da ovo=ovum]
  ^-  ^
  ~|  poke+p.card.ovo
  =/  wip  ~>(%mean.'arvo: bad wisp' ;;(wisp card.ovo))
  =.  gub
    ?-    -.wip
        %verb  gub(lac ?~(p.wip !lac.gub u.p.wip))
        %sort  gub(ord p.wip)
        %wack  gub(eny `p.wip)
        %what  (study gub p.wip)
        %whom
      ?^  who.gub  ~>(%mean.'arvo: who we are is known' !!)
      gub(who `p.wip)
      ::
        %wyrd
      ?.  (sane:wyrd kel.p.wip)
        ~>(%mean.'wyrd: insane' !!)
      =/  known
        ?~  lul.gub  ~
        :-  [%lull (kelvin $:u.lul.gub %lull)]
        ?~  zus.gub  ~
        [[%zuse (kelvin $:u.zus.gub %zuse)] ~]
      %-  (need:wyrd kel.p.wip [%hoon hoon-version] [%arvo arvo] known)
      gub(ver `p.wip)
    ==
  =/  hir  (molt now gub)
  ?~  hir  [~ ..poke]
  ~>  %slog.[0 leaf+"arvo: metamorphosis"]
  (load u.hir)
::
::  wish: the value of an expression, against as much of the library as there is
++  wish
  |=  txt=@
  q:(slap ?~(zus.gub pit $:u.zus.gub) (ream txt))
--
::
::  The gate that the formal definition asks for: with an event it makes itself,
::  with the next kernel in it, at axis 7. A host takes that out, and talks to
::  its four arms.
|=  [now=@da ovo=ovum]
^-  *
.(+> +:(poke now ovo))
