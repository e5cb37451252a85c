::
+|  %compiling
::
::  ut: a subject, by its type, and what can be asked of it: the type and the
::  formula of an expression (`mint`), its type only (`play`), whether it holds
::  for a caller's subject too (`mull`), what a wing leads to (`find`), whether
::  another type fits (`nest`).
::
::  Products are checked while .vet is yes; formulas of wet arms, which are made
::  for no caller, are not. Holds that are being unfolded are in .fan, as none
::  may need itself; wet calls that are being checked are in .rib, as a call
::  within itself is taken to be right.
::
::  All answers are functions of the door and the sample, and most of them are
::  remembered (~+). So as much of .fan and .rib is forgotten as can be: see
::  `kept`.
++  ut
  ~%    %ut
      +>+
    ==
      %ar    ar
      %mint  mint
      %play  play
      %mull  mull
      %nest  nest
      %find  find
      %peek  peek
      %repo  repo
    ==
  =+  :*  fan=*(list [=place p=type q=hoon])
          rib=*(set [type type hoon])
          vet=`?`&
      ==
  =+  sut=`type`%noun
  |%
  ::  any-atom, any-cell: all atoms, all cells
  ++  any-atom  `type`[%atom %$ ~]
  ++  any-cell  `type`[%cell %noun %noun]
  ::  duck, dune, dunk: the subject's type to be shown, also under a name
  ++  duck  ^-(tank ~(duck us sut))
  ++  dune  |.(duck)
  ++  dunk
    |=  paz=term
    ^-  tank
    [%palm [['.' ~] ['-' ~] ~ ~] [leaf+(mesc (trip paz)) duck ~]]
  ::  need-nest: crash where a type does not fit in the wanted one, if products
  ::  are checked
  ++  need-nest
    |=  [gol=type typ=type]
    ^-  ?
    ?:  |(!vet =(%noun gol) =(gol typ))  &
    (nest(sut gol) & typ)
  ::  clip: a type in which the subject fits; crashes if it does not
  ++  clip
    |=  ref=type
    ?>((need-nest ref sut) ref)
  ::
  ::  calm: the subject without what a question about it and another type does
  ::  not depend on, so that it is asked once: of the holds that are unfolded,
  ::  only those count that may be in one of the two
  ++  calm
    |=  ref=type
    ^+  ..calm
    =?  ..calm  |(vet !=(~ rib))  ..calm(rib ~, vet |)
    ?:  =(~ fan)  ..calm
    =/  most  (max (height sut) (height ref))
    =/  left  fan
    |-  ^+  ..calm
    ?:  |(?=(~ left) (lth high.place.i.left most))  ..calm(fan left)
    $(left t.left)
  ::  each-case: a fork, changed by a gate in each of its cases
  ++  each-case
    |=  [all=(set type) change=$-(type type)]
    ^-  type
    =/  old  ~(tap in all)
    =/  new  (turn old change)
    ?:  =(old new)  [%fork all]
    (fork new)
  ::  no-names: the one stack of no names
  ++  no-names  `(set (list tool))`[~ ~ ~]
