::  Arvo, the kernel: a function of its history.
::
::      L: History -> State
::
::  Events come in from outside, one at a time, each with its time. A kernel
::  takes one, yields effects and the next kernel, and that is all that there is
::  to its life. Within, an event is a tree of moves between modules, the vanes:
::  the kernel knows them by a letter and five arms, and does nothing but route
::  between them, keeping for each move the stack of who asked whom.
::
::  The chapters of this folder are joined in the order of their names; together
::  they are one expression, /sys/arvo of a pill. Four cores, one within the
::  other:
::
::    0 - 4   helpers   shapes, names, kelvins, files, the worm, the life cycle
::    5 - 7   engines   sources, vanes, the loop: what is done
::    8       kernel    the state, and the four arms that the host calls
::    9       larva     the kernel that has not everything yet
::
::  The subject is the library as far as the compiler. Helpers are the subject
::  of /sys/lull, which is that of /sys/zuse, which is that of the vanes: no
::  vane sees the engines, nor the state.
::
=>  ..ride
=>
|%
+|  %versions
::
::  arvo: the kelvin version of the kernel
++  arvo  %237
::
+|  %names
::
::  ship, desk, case: who, a tree of files, and a version of it
+$  ship  @p
+$  desk  @tas
+$  case
  $%  [%da p=@da]
      [%tas p=@tas]
      [%ud p=@ud]
      [%uv p=@uv]
  ==
::  beak, beam: a desk at a version, and a place in it
::  spur: that place, the last step first
+$  beak  (trel ship desk case)
+$  beam  [beak s=path]
+$  spur  path
::  view: what is asked of a name: a vane and a care, in one word or apart
::  omen: that with the name: all of what can be asked
+$  view  $@(term [way=term car=term])
+$  omen  [vis=view bem=beam]
::  mark: what kind of thing some data is
::  cask: data under a mark; page, cage: a noun, a vase under one
+$  mark  @tas
++  cask  |$  [a]  (pair mark a)
::  page: under one, a noun
+$  page  (cask)
::  cage: under one, a vase
+$  cage  (cask vase)
::  axal: a tree, with a value at some of its nodes; axil: one node of it
++  axal
  |$  [item]
  [fil=(unit item) dir=(map @ta $)]
::  axil: one node of it
++  axil
  |$  [item]
  [fil=(unit item) dir=(map @ta ~)]
::  arch: a node of files: a hash, and what lies below
+$  arch  (axil @uvI)
::  gang: some ships, or all of them
::  mien: who, when, and something unforeseeable
::  dock, sink: an agent on a ship; a subscription
::  bone: a duct that another ship knows by number
+$  gang  (unit (set ship))
+$  mien  [our=ship now=@da eny=@uvJ]
+$  dock  (pair @p term)
+$  sink  (trel bone ship path)
+$  bone  @ud
::
+|  %types-as-values
::
::  hypo: a value with its type
::  meta: the same where no type says so: a noun that is a type and a value
::  maze: a vase, or a meta-vase, which is looked at before it is one
++  hypo  |$  [a]  (pair type a)
+$  meta  (pair)
+$  maze  (each vase meta)
::
+|  %moves
::
::  wire: how who asks knows the answer again
::  duct: who asked whom, the last one first, down to the world outside
+$  wire  path
+$  duct  (list wire)
::  card: what is asked or answered: a word and what belongs to it
::  ovum: a card on its way in or out
+$  card  (cask)
+$  ovum  [=wire =card]
::  goof: a failure: what kind of, and its trace
+$  goof  [mote=term =tang]
::  move: an action, and the duct that it is done on
::  ball: an action as the kernel knows it
+$  move  [=duct =ball]
+$  ball  (wite [vane=term task=maze] maze)
::  wite: an action with all that can become of it
::
::    %pass  put a wire on the duct and ask: a call
::    %slip  ask, and leave the duct: the answer goes to who asked us
::    %give  take a wire off the duct and answer there: a return
::    %hurl  the same with a failure, which who is asked is told of
++  wite
  |$  [note gift]
  $%  [%hurl =goof wite=$%([%pass =wire =note] [%give =gift])]
      [%pass =wire =note]
      [%slip =note]
      [%give =gift]
  ==
::  wind: an action that a vane may take
++  wind
  |$  [a b]
  $%  [%pass p=path q=a]
      [%slip p=a]
      [%give p=b]
  ==
::  hobo: a task, or a noun that has still to be one
++  hobo
  |$  [a]
  $?  $%([%soft p=*])
      a
  ==
::
+|  %namespaces
::
::  room: answers to omens, for some ships, on the way of some path
::
::    ~       not known, not yet or not to you
::    [~ ~]   known to be nothing
++  room
  |$  [a]
  $~  =>(~ |~(* ~))
  $-  [lyc=gang pov=path omen]
  (unit (unit (cask a)))
::  roof: with types; rook: with types as nouns; roon: of one vane
+$  roof  (room vase)
::  rook: the same with types as nouns
::  roon: of one vane
+$  rook  (room meta)
+$  roon
  $~  =>(~ |~(* ~))
  $-  [lyc=gang pov=path car=term bem=beam]
  (unit (unit cage))
::  root: as Nock asks
+$  root  $-(^ (unit (unit)))
::
+|  %world
::
::  weft: a kelvin version of something; wynn: of all things, outermost first
+$  weft  [lal=@tas num=@ud]
::  wynn: of all things, outermost first
+$  wynn  (list weft)
::  vere: a host: what it calls itself, its revision, and what it can
+$  vere  [[non=@ta rev=path] kel=wynn]
::  mass: a tree of parts, to be weighed by the host
+$  mass
  $~  [%$ %| ~]
  (pair cord (each * (list mass)))
::
+|  %tasks-of-the-kernel
::
::  order: which move is next, of those that wait: of the newest first, as calls
::  are; or of the oldest, as letters are
+$  order  $~(%depth ?(%depth %breadth))
::  file: a source, or something else, with its name
+$  file  (pair path (cask))
::  waif: what anybody may ask of the kernel
::
::    %trim  have less, the more the lower the number is
::    %what  here are sources: become what they say
::    %whey  weigh yourself
::    %verb  tell of each move, or do not
::    %sort  the order of moves from here on
::    %whiz  fill the worms
+$  waif
  $%  [%trim p=@ud]
      [%what p=(list file)]
      [%whey ~]
      [%verb p=(unit ?)]
      [%sort p=order]
      [%whiz ~]
  ==
::  wasp: what the world outside alone may say
::
::    %crud  an event failed: why, and which
::    %wack  something unforeseeable
::    %wyrd  who the host is
+$  wasp
  $%  [%crud =goof =ovum]
      [%wack p=@uvJ]
      [%wyrd p=vere]
  ==
::  wisp: what a larva understands; %whom is who it is
+$  wisp
  $%  $>(?(%verb %what %sort) waif)
      $>(?(%wack %wyrd) wasp)
      [%whom p=ship]
  ==
::
+|  %state
::
::  worm: what the compiler was asked and what it said, of one vane
::
::    nes  pairs of types of which the second nests under the first
::    pay  the types of expressions
::    mit  types and formulas of expressions
+$  worm
  $:  nes=(set ^)
      pay=(map (pair type hoon) type)
      mit=(map (pair type hoon) (pair type nock))
  ==
::  vane: a module, and its worm
+$  vane  [=vase =worm]
::  vile: types that the kernel gives to what it tells vanes
+$  vile
  $:  typ=type
      duc=type
      wir=type
      dud=type
  ==
::  soul: what stays from event to event
::
::    lac, ord       silence, and the order of moves
::    ver, lag       the host, and whether an upgrade waits for a newer one
::    fat            sources
::    lul, zus, van  what was made of them
+$  soul
  $:  mien
      fad=[lac=? ord=order]
      zen=[ver=vere lag=_|]
      mod=[fat=(axal (cask)) lul=vase zus=vase van=(map term vane)]
  ==
::  germ: where moves come from: the vane that makes them, the ducts of the
::  calls that led there, and the place of each in its siblings, last first
::  plan: moves of one origin, and how many of it have been made already
+$  germ  [vane=term bars=(list duct) spot=(list @ud)]
+$  plan  [=germ done=@ud moves=(list move)]
::  debt: what is under way in an event, when its kernel is replaced in the
::  midst of it: moves in the order they will be made in, effects with the last
::  one first, and the sources that are left to be used: the kernel's own, all
+$  debt
  $:  run=(list plan)
      out=(list ovum)
      kel=(list file)
      fil=(list file)
  ==
::  grub: what a larva knows so far
+$  grub
  $:  who=(unit ship)
      eny=(unit @)
      lac=?
      ord=order
      ver=(unit vere)
      fat=(unit (axal (cask)))
      lul=(unit (trap vase))
      zus=(unit (trap vase))
      van=(map term (trap vase))
  ==
::  heir: what a kernel leaves to the next one, which reads the number first
+$  heir
  $%  [%grub %237 =grub]
      [%237 =debt =soul]
  ==
--
=>
