::  clay: files, letter c. Changes of lists are the library's.
++  clay
  =+  ^clay
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%boon payload=*]
        [%croz rus=(map desk [r=regs w=regs])]
        [%cruz cez=(map @ta crew)]
        [%dirk p=@tas]
        [%ergo p=@tas q=mode]
        [%hill p=(list @tas)]
        [%done error=(unit error:ames)]
        [%mere p=(each (set path) (pair term tang))]
        [%ogre p=@tas]
        [%rule red=dict wit=dict]
        [%tire p=(each rock:tire wave:tire)]
        [%writ p=riot]
        [%wris p=[%da p=@da] q=(set (pair care path))]
    ==
  ::  task: reading, writing, merging, rights, the world's copies, upkeep
  +$  task
    $~  [%vega ~]
    $%  [%warp wer=ship rif=riff]
        [%werp who=ship wer=ship rif=riff-any]
        $>(%plea vane-task)
      ::
        [%info des=desk dit=nori]
        [%park des=desk yok=yoki ran=rang]
        [%pork ~]
        [%prep lat=(map lobe page)]
        [%tomb =clue]
      ::
        [%merg des=desk her=@p dem=desk cas=case how=germ]
        [%fuse des=desk bas=beak con=(list [beak germ])]
        [%drop des=desk]
      ::
        [%cred nom=@ta cew=crew]
        [%crew ~]
        [%crow nom=@ta]
        [%perm des=desk pax=path rit=rite]
      ::
        [%boat ~]
        [%into des=desk all=? fis=mode]
        [%mont pot=term bem=beam]
        [%dirk pot=term]
        [%ogre pot=$@(term beam)]
      ::
        [%rein des=desk ren=rein]
        [%tire p=(unit ~)]
        [%wick ~]
        [%zeal lit=(list [=desk =zest])]
        [%zest des=desk liv=zest]
        [%stir arg=*]
        $>(%init vane-task)
        $>(%trim vane-task)
        $>(%vega vane-task)
    ==
  ::
  ::  aeon: a version by its number; cass: by that and its date
  ::  tako, lobe: a commit, a file, by their hashes
  ::  cash: a version or a commit
  ::  beak, beam: as elsewhere, with faces by letters
  ::  cass: a version by its number and its date
  +$  aeon  @ud
  +$  cass  [ud=@ud da=@da]
  +$  tako  @uvI
  +$  lobe  @uvI
  +$  cash  $%([%tako p=tako] case)
  +$  beak  [p=ship q=desk r=case]
  +$  beam  [[p=ship q=desk r=case] s=path]
  ::  care: what is asked of a file
  +$  care
    ?(%a %b %c %d %e %f %p %q %r %s %t %u %v %w %x %y %z)
  ::
  ::  mood, moat, mool: a file at a version; between two; several
  ::  rave, riff: what is asked for, and of which desk
  ::  rant, riot: what is found, if there is such a thing
  ::  riff-any: the same, of any age
  +$  mood  [=care =case =path]
  +$  moat  [from=case to=case =path]
  +$  mool  [=case paths=(set (pair care path))]
  +$  rave
    $%  [%sing =mood]
        [%next =mood]
        [%mult =mool]
        [%many track=? =moat]
    ==
  +$  riff  [p=desk q=(unit rave)]
  +$  riff-any  $%([%1 =riff])
  +$  rant  [p=[p=care q=case r=desk] q=path r=cage]
  +$  riot  (unit rant)
  ::
  ::  mode: files as the world has them
  ::  miso, soba, nori: a change of a file, of files, or a label
  +$  mode  (list [path (unit mime)])
  +$  miso
    $%  [%del ~]
        [%ins p=cage]
        [%dif p=cage]
        [%mut p=cage]
    ==
  +$  soba  (list [p=path q=miso])
  +$  nori
    $%  [%& p=soba]
        [%| p=@tas q=(unit aeon)]
    ==
  ::  yuki, yaki, yoki: a commit to be, one that is, either
  ::  rang: commits and files by their hashes
  +$  yuki  [p=(list tako) q=(map path (each page lobe))]
  +$  yaki  [p=(list tako) q=(map path lobe) r=tako t=@da]
  +$  yoki  (each yuki yaki)
  +$  rang  [hut=(map tako yaki) lat=(map lobe page)]
  ::  germ: a way of merging
  +$  germ
    $?  %init  %fine  %meet  %mate  %meld
        %only-this  %only-that
        %take-this  %take-that
        %meet-this  %meet-that
    ==
  ::
  ::  crew, whom: ships; one of them, or a crew by its name
  ::  rule, regs: who may and who may not; by path
  ::  real, dict: a rule with its crews; and where it was found
  ::  rite: another rule
  +$  crew  (set ship)
  +$  whom  (each ship @ta)
  +$  rule  [mod=?(%black %white) who=(set whom)]
  +$  regs  (map path rule)
  +$  real  [mod=?(%black %white) who=(pair (set ship) (map @ta crew))]
  +$  dict  [src=path rul=real]
  +$  rite
    $%  [%r red=(unit rule)]
        [%w wit=(unit rule)]
        [%rw red=(unit rule) wit=(unit rule)]
    ==
  ::
  ::  zest, rein: whether a desk's agents run, and which of them
  ::  tire: what runs, and what waits for another kelvin; how that changes
  +$  zest  $~(%dead ?(%dead %live %held))
  +$  rein  (map dude:gall ?)
  ++  tire
    |%
    ::  rock: what runs, and what waits
    +$  rock  (map desk [=zest wic=(set weft)])
    ::  wave: how that changes
    +$  wave
      $%  [%wait =desk =weft]
          [%warp =desk =weft]
          [%zest =desk =zest]
      ==
    --
  ::  norm: which files of a desk may become tombstones
  ::  clue: which are to be
  +$  norm  (axal ?)
  +$  clue
    $%  [%lobe =lobe]
        [%all ~]
        [%pick ~]
        [%norm =ship =desk =norm]
        [%worn =ship =desk =tako =norm]
        [%seek =ship =desk =cash]
    ==
  --
::
