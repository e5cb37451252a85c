::
::  A comment that names a mould with a plus is its documentation, which is a
::  part of its type: it is there where the public mould has some.
::
+|  %names-and-notes
::
::  alas: names that stand for expressions, in order
::  woof: a piece of a text: a byte, or an expression whose product goes there
::  mite: a media type
+$  alas  (list (pair term hoon))
+$  woof  $@(@ [~ p=hoon])
+$  mite  (list @ta)
::  pass, ring: a public key, a private one
::  ship, time: a name in the network, an instant
::  spur: a path within a desk, back to front
+$  pass  @
+$  ring  @
+$  ship  @p
+$  time  @da
+$  spur  path
::  shop: who is meant: a ship, or a host by the labels of its name
+$  shop  (each ship (list @ta))
::  abel, typo, vise: older names of a type and of a vase
+$  abel  typo
+$  typo  type
+$  vise  [p=typo q=*]
::  vase: a value and its type
+$  vase  [p=type q=*]
::  chum: the name of a jet, or of who made it with which versions
+$  chum
  $?  lef=term
      [std=term kel=@]
      [ven=term pro=term kel=@]
      [ven=term pro=term ver=@ kel=@]
  ==
::  tyre, tyke: named hooks of a jet; parts of an expression that may be missing
+$  tyre  (list [p=term q=hoon])
+$  tyke  (list (unit hoon))
::
+|  %documentation
::
::  link: what a documentation is about, a step
::  cuff: and the way to it
::
::  +link: a step to what is documented
+$  link
  $%  [%chat p=term]
      [%cone p=aura q=atom]
      [%frag p=term]
      [%funk p=term]
      [%plan p=term]
  ==
+$  cuff  (list link)
::  pica: a line of a documentation, as prose or as code
::  sect: a paragraph
::  crib: what is said: a line, and paragraphs
::  help: and what it is about
+$  pica  (pair ? cord)
+$  sect  (list pica)
+$  crib  [summary=cord details=(list sect)]
+$  help  [=cuff =crib]
::  what: the documentation of a chapter
+$  what  (unit (pair cord (list sect)))
::
::  +whit: comments before a thing
+$  whit
  $:  bat=(map cuff (pair cord (list sect)))
  ==
::  whiz: what it keeps of one behind
+$  whiz  cord
::
+|  %structures
::
::  base: the plainest moulds
::
::  +base: a plain mould
+$  base
  $@  ?(%noun %cell %flag %null %void)
  [%atom p=aura]
::  spec: a structure. First what is not spelled as a rune is, then runes: those
::  of tuples and choices, of names and values, of functions, and of cores.
::
::  +spec: a structure
+$  spec
  $~  [%base %null]
  $%  [%base p=base]
      [%leaf p=term q=@]
      [%like p=wing q=(list wing)]
      [%loop p=term]
      [%make p=hoon q=(list spec)]
      [%made p=(pair term (list term)) q=spec]
      [%name p=term q=spec]
      [%over p=wing q=spec]
      [%gist p=[%help p=help] q=spec]
      [%dbug p=spot q=spec]
    ::
      [%bccl p=[i=spec t=(list spec)]]
      [%bccn p=[i=spec t=(list spec)]]
      [%bcwt p=[i=spec t=(list spec)]]
      [%bckt p=spec q=spec]
      [%bcpt p=spec q=spec]
      [%bcgl p=spec q=spec]
      [%bcgr p=spec q=spec]
    ::
      [%bcts p=skin q=spec]
      [%bcls p=stud q=spec]
      [%bcsg p=hoon q=spec]
      [%bccb p=hoon]
      [%bcmc p=hoon]
      [%bcbr p=spec q=hoon]
      [%bcpm p=spec q=hoon]
    ::
      [%bchp p=spec q=spec]
      [%bcbc p=spec q=(map term spec)]
      [%bcdt p=spec q=(map term spec)]
      [%bcfs p=spec q=(map term spec)]
      [%bctc p=spec q=(map term spec)]
      [%bczp p=spec q=(map term spec)]
  ==
::  skin: a pattern: what is tested in a noun, and what its parts are called
::
::  +skin: a pattern
+$  skin
  $@  =term
  $%  [%base =base]
      [%cell =skin =skin]
      [%dbug =spot =skin]
      [%leaf =aura =atom]
      [%help =help =skin]
      [%name =term =skin]
      [%over =wing =skin]
      [%spec =spec =skin]
      [%wash depth=@ud]
  ==
::  tent: what makes a structure: a wing of wings, or a call of such a one
::  tiki: what is tested, a wing or an expression, by a name or by none
::
::  +tent: what makes a structure
+$  tent
  $%  [%| p=wing q=tent r=(list spec)]
      [%& p=(list wing)]
  ==
::
::  +tiki: what is tested
+$  tiki
  $%  [%& p=(unit term) q=wing]
      [%| p=(unit term) q=hoon]
  ==
::  tope: a shape of cells: an atom, a pair of shapes, or either
::
::  +tope: a shape of cells
+$  tope
  $@  $?(%& %|)
  (pair tope tope)
::
+|  %expressions
::
::  tome: a chapter of a core: its documentation and its arms
+$  tome  (pair what (map term hoon))
::  hoon: an expression. First what is not spelled as a rune is, then the runes
::  by their families.
::
::  +hoon: an expression
+$  hoon
  $+  hoon
  $~  [%zpzp ~]
  $^  [p=hoon q=hoon]
  $%  [%$ p=axis]
      [%limb p=term]
      [%wing p=wing]
      [%rock p=term q=*]
      [%sand p=term q=*]
      [%base p=base]
      [%bust p=base]
      [%leaf p=(pair term @)]
      [%knit p=(list woof)]
      [%tell p=(list hoon)]
      [%yell p=(list hoon)]
      [%xray p=manx:hoot]
      [%fits p=hoon q=wing]
      [%lost p=hoon]
      [%tune p=$@(term tune)]
      [%hand p=type q=nock]
      [%note p=note q=hoon]
      [%eror p=tape]
      [%dbug p=spot q=hoon]
    ::
      [%brbc sample=(lest term) body=spec]
      [%brcb p=spec q=alas r=(map term tome)]
      [%brcl p=hoon q=hoon]
      [%brcn p=(unit term) q=(map term tome)]
      [%brpt p=(unit term) q=(map term tome)]
      [%brkt p=hoon q=(map term tome)]
      [%brdt p=hoon]
      [%brhp p=hoon]
      [%brwt p=hoon]
      [%brsg p=spec q=hoon]
      [%brtr p=spec q=hoon]
      [%brts p=spec q=hoon]
    ::
      [%clhp p=hoon q=hoon]
      [%clcb p=hoon q=hoon]
      [%clls p=hoon q=hoon r=hoon]
      [%clkt p=hoon q=hoon r=hoon s=hoon]
      [%clsg p=(list hoon)]
      [%cltr p=(list hoon)]
    ::
      [%cnts p=wing q=(list (pair wing hoon))]
      [%cncb p=wing q=(list (pair wing hoon))]
      [%cntr p=wing q=hoon r=(list (pair wing hoon))]
      [%cnsg p=wing q=hoon r=(list hoon)]
      [%cncl p=hoon q=(list hoon)]
      [%cndt p=hoon q=hoon]
      [%cnhp p=hoon q=hoon]
      [%cnls p=hoon q=hoon r=hoon]
      [%cnkt p=hoon q=hoon r=hoon s=hoon]
    ::
      [%dtls p=hoon]
      [%dtwt p=hoon]
      [%dttr p=hoon q=hoon]
      [%dtts p=hoon q=hoon]
      [%dtkt p=spec q=hoon]
    ::
      [%ktbr p=hoon]
      [%ktpm p=hoon]
      [%ktsg p=hoon]
      [%ktwt p=hoon]
      [%ktdt p=hoon q=hoon]
      [%ktls p=hoon q=hoon]
      [%kthp p=spec q=hoon]
      [%ktts p=skin q=hoon]
      [%kttr p=spec]
      [%ktcl p=spec]
    ::
      [%mccl p=hoon q=(list hoon)]
      [%mcsg p=hoon q=(list hoon)]
      [%mcfs p=hoon]
      [%mcts p=marl:hoot]
      [%mcmc p=spec q=hoon]
      [%mcgl p=spec q=hoon r=hoon s=hoon]
    ::
      [%sgbr p=hoon q=hoon]
      [%sgcb p=hoon q=hoon]
      [%sgts p=hoon q=hoon]
      [%sgzp p=hoon q=hoon]
      [%sgfs p=chum q=hoon]
      [%sgcn p=chum q=hoon r=tyre s=hoon]
      [%sggl p=$@(term [p=term q=hoon]) q=hoon]
      [%sggr p=$@(term [p=term q=hoon]) q=hoon]
      [%sgbc p=term q=hoon]
      [%sgls p=@ q=hoon]
      [%sgpm p=@ud q=hoon r=hoon]
      [%sgwt p=@ud q=hoon r=hoon s=hoon]
    ::
      [%tsgr p=hoon q=hoon]
      [%tsgl p=hoon q=hoon]
      [%tsls p=hoon q=hoon]
      [%tshp p=hoon q=hoon]
      [%tscm p=hoon q=hoon]
      [%tsbr p=spec q=hoon]
      [%tsfs p=skin q=hoon r=hoon]
      [%tsmc p=skin q=hoon r=hoon]
      [%tskt p=skin q=wing r=hoon s=hoon]
      [%tsdt p=wing q=hoon r=hoon]
      [%tswt p=wing q=hoon r=hoon s=hoon]
      [%tscl p=(list (pair wing hoon)) q=hoon]
      [%tssg p=(list hoon)]
      [%tstr p=(pair term (unit spec)) q=hoon r=hoon]
    ::
      [%wtcl p=hoon q=hoon r=hoon]
      [%wtdt p=hoon q=hoon r=hoon]
      [%wtgl p=hoon q=hoon]
      [%wtgr p=hoon q=hoon]
      [%wtbr p=(list hoon)]
      [%wtpm p=(list hoon)]
      [%wtzp p=hoon]
      [%wtkt p=wing q=hoon r=hoon]
      [%wtpt p=wing q=hoon r=hoon]
      [%wtsg p=wing q=hoon r=hoon]
      [%wthp p=wing q=(list (pair spec hoon))]
      [%wtls p=wing q=hoon r=(list (pair spec hoon))]
      [%wthx p=skin q=wing]
      [%wtts p=spec q=wing]
    ::
      [%zpcm p=hoon q=hoon]
      [%zpmc p=hoon q=hoon]
      [%zpgr p=hoon]
      [%zpgl p=spec q=hoon]
      [%zpts p=hoon]
      [%zppt p=(list wing) q=hoon r=hoon]
      [%zpwt p=$@(p=@ [p=@ q=@]) q=hoon]
      [%zpzp ~]
  ==
::  hoot: XML in source, with expressions in it. A text of an attribute is
::  `beer`s; what stands among nodes is a `tuna`: a node, or an expression whose
::  product is a text, a node, nodes, or a gate of nodes.
++  hoot
  |%
  ::  beer: a piece of a text
  ::  mane: a name
  +$  beer  $@(char [~ p=hoon])
  +$  mane  $@(@tas [@tas @tas])
  ::  mart, marx: attributes; a tag
  ::  manx, marl: a node, and a list of them
  +$  mart  (list [n=mane v=(list beer)])
  +$  marx  $~([%$ ~] [n=mane a=mart])
  +$  manx  $~([[%$ ~] ~] [g=marx c=marl])
  +$  marl  (list tuna)
  ::  mare, maru: what the parser has of one element, or of several
  +$  mare  (each manx marl)
  +$  maru  (each tuna marl)
  ::  tuna: a node, or what makes some
  ::
  ::  +tuna: what stands among nodes
  +$  tuna
    $~  [[%$ ~] ~]
    $^  manx
    [?(%tape %manx %marl %call) p=hoon]
  --
::
+|  %types
::
::  type: a set of nouns, and the names of their parts
+$  type
  $+  type
  $~  %noun
  $@  ?(%void %noun)
  $%  [%atom p=term q=(unit @)]
      [%cell p=type q=type]
      [%core p=type q=coil]
      [%face p=$@(term tune) q=type]
      [%fork p=(set type)]
      [%hint p=(pair type note) q=type]
      [%hold p=type q=hoon]
  ==
::  note: what a type is annotated with: documentation, the name of a standard,
::  or of the mould that it is from
::
::  +note: an annotation
+$  note
  $%  [%help p=help]
      [%know p=stud]
      [%made p=term q=(unit (list wing))]
  ==
::  tune: names within a subject that are no faces of it: aliases, and
::  expressions in whose product names are looked for
::  tool: a face, or such names
::
::  +tune: names that are no faces
+$  tune
  $~  [~ ~]
  [p=(map term (unit hoon)) q=(list hoon)]
+$  tool  $@(term tune)
::  poly: whether arms are compiled once, or for each use
::  vair: what a core allows to be done with its payload
::  garb: both, with the name of a core
+$  poly  ?(%wet %dry)
+$  vair  ?(%gold %iron %lead %zinc)
+$  garb  (trel (unit term) poly vair)
::  coil: what a core is beside its payload: its kind, the subject of its arms,
::  its battery as far as it is known, and its chapters
+$  coil
  $:  p=garb
      q=type
      r=(pair seminoun (map term tome))
  ==
::  foot: an arm
+$  foot
  $%  [%dry p=hoon]
      [%wet p=hoon]
  ==
::
+|  %wings
::
::  vial: what a leg is wanted for: to be read, written, both, or neither
::  vein: the way to a leg: axes, with `~` where a face or alias was left
+$  vial  ?(%read %rite %both %free)
+$  vein  (list (unit axis))
::  onyx: arms of a name, in the cores that a fork holds
::  opal: what a wing has come to: a leg, or an arm in some cores
+$  onyx  (list (pair type foot))
::
::  +opal: what a wing has come to
+$  opal
  $%  [%& p=type]
      [%| p=axis q=(set [p=type q=foot])]
  ==
::  palo: a way and where it leads
::  port: that, or a value that had to be computed
::  pock: a change
+$  palo  (pair vein opal)
+$  port  (each palo (pair type nock))
+$  pock  (pair axis nock)
::  pony: what a search has come to: nothing that can be, where it leads, a
::  number of names yet to be passed, or a value that had to be computed
+$  pony
  $@  ~
  %+  each  palo
  (each @ud (pair type nock))
::  pairs: pairs of types that are being compared, or were
::  named: a type, and stacks of names that were on it
+$  pairs  (set [type type])
+$  named  [ref=type wec=(set (list tool))]
::
+|  %partial-nouns
::
::  +block: what is waited for
+$  block
  path
::
::  +thunk: what a battery holds at an axis, if anything
+$  thunk
  $-(@ud (unit noun))
::
::  seminoun: a noun that is known in part
+$  seminoun
  $~  [[%full / ~ ~] ~]
  [mask=stencil data=noun]
::  stencil: which part of it: both halves in part; all, or nothing until what
::  it waits for comes; or a battery, whose arms are made when asked for
::
::  +stencil: which part of a noun is known
+$  stencil
  $%  [%half left=stencil rite=stencil]
      [%full blocks=(set block)]
      [%lazy fragment=axis resolve=thunk]
  ==
::
::  +result: what is known of a product, or `~` where it crashes
::  output: and that in short: the product, or what it waits for
+$  result
  $@(~ seminoun)
+$  output
  %-  unit
  $%  [%done p=noun]
      [%wait p=(list block)]
  ==
::  tine: a noun in part, an older form
::  tony: what a computation on one came to
::
::  +tine: a noun in part
+$  tine
  $@  ~
  $%  [%& p=tine q=tine]
      [%| p=(set)]
  ==
::
::  +tony: what a computation came to
+$  tony
  $%  [%0 p=tine q=*]
      [%1 p=(set)]
      [%2 p=(list [@ta *])]
  ==
::
+|  %xml
::
::  mane, mart, marx: a name, attributes, a tag
::  manx, marl: a node, and a list of them
::  mars: a node that is text
+$  mane  $@(@tas [@tas @tas])
+$  mart  (list [n=mane v=tape])
+$  marx  $~([%$ ~] [n=mane a=mart])
+$  manx  $~([[%$ ~] ~] [g=marx c=marl])
+$  marl  (list manx)
+$  mars  [t=[n=%$ a=[i=[n=%$ v=tape] t=~]] c=~]
::
+|  %profiles
::
::  moan: samples, by what the runtime was doing
::
::  +moan: samples
+$  moan
  $:  fun=@ud
      noc=@ud
      glu=@ud
      mal=@ud
      far=@ud
      coy=@ud
      euq=@ud
  ==
::  hump: what was seen of a label: samples, calls out of it and into it
::  doss: a profile
+$  hump
  [mon=moan out=(map path @ud) inn=(map path @ud)]
+$  doss
  [mon=moan hit=(map term @ud) cut=(map path hump)]
