=>
::  The kernel: the state, and four arms at their canonical places. The compiler
::  puts the arms of a core into a tree by the hashes of their names, and those
::  of these four lie at the places below. So there are no others.
::
::      +4   load   take over the state of an older kernel
::      +10  wish   evaluate a line of text for the host
::      +22  peek   answer a question about the state, without changing it
::      +23  poke   take an event: the only way in which anything changes
::
::  pit: the helpers as a vase: what /sys/lull is compiled against
=/  pit=vase  !>(..part)
=/  vil=vile
  :*  typ=-:!>(*type)
      duc=-:!>(*duct)
      wir=-:!>(*wire)
      dud=-:!>(*(unit goof))
  ==
=|  [_arvo soul]
=*  sol  ->
|%
::
::  load: starts from what another kernel leaves, and finishes the event that
::  was under way: its effects, and the kernel as it is then. Worms are not
::  taken over, as they are of another compiler, perhaps: they are primed anew.
++  load
  |=  hir=$>(_arvo heir)
  ^-  ^
  ~|  %load
  =.  sol  soul.hir
  =.  van.mod
    (~(run by van.mod) |=(=vane ~(prime va vil vase.vane *worm)))
  %-  (need:wyrd kel.ver.zen (versions lul.mod zus.mod))
  =/  end  loop:(~(jump le [pit vil] sol) debt.hir)
  ?-  -.end
    %&  [p.p.end ..load(sol q.p.end)]
    %|  $:p.end
  ==
::
::  peek: what is at a name, for some ships: by path; by the parts of a name
::  that is ours and of now, with that name; or by an omen
++  peek
  |=  $:  lyc=gang
          $=  nom
          %+  each  path
          $%  [%once vis=view syd=desk tyl=spur]
              [%beam omen]
      ==  ==
  ^-  (unit (cask))
  =/  name=(unit [once=? omen])
    ?-  nom
      [%& *]        =/(mon (de-omen p.nom) ?~(mon ~ `[| u.mon]))
      [%| %beam *]  `[| vis bem]:p.nom
      [%| %once *]  `[& vis.p.nom [our syd.p.nom %da now] tyl.p.nom]
    ==
  ?~  name  ~
  =/  dat  (~(peek le [pit vil] sol) lyc / [vis bem]:u.name)
  ?.  ?=([~ ~ *] dat)  ~
  =/  found=(cask)  [p q.q]:u.u.dat
  ?.  once.u.name  `found
  `[%omen (en-omen [vis bem]:u.name) found]
::
::  poke: takes an event, yields its effects and the next kernel. It ends well
::  or it did not happen.
++  poke
  |=  [now=@da ovo=ovum]
  ^-  ^
  =.  sol  sol(now now, eny (shaz (cat 3 eny.sol now)))
  ~|  poke+p.card.ovo
  =/  end  loop:(~(poke le [pit vil] sol) ovo)
  ?-  -.end
    %&  [p.p.end ..poke(sol q.p.end)]
    %|  $:p.end
  ==
::
::  wish: the value of an expression against the library
++  wish
  |=  txt=@
  q:(slap zus.mod (ream txt))
--
