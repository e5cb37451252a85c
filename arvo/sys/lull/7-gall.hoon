::  gall: agents, letter g
++  gall  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%boon payload=*]
        [%noon id=* payload=*]
        [%done error=(unit error:ames)]
        [%flub ~]
        [%unto p=unto]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  [%clog id=*]
        [%deal p=sack q=term r=deal]
        [%sear =ship]
        [%jolt =desk =dude]
        [%idle =dude]
        [%load =load]
        [%nuke =dude]
        [%doff dude=(unit dude) ship=(unit ship)]
        [%rake dude=(unit dude) all=?]
        $>(%init vane-task)
        $>(%trim vane-task)
        $>(%vega vane-task)
        $>(%plea vane-task)
        [%spew veb=(list verb)]
        [%sift dudes=(list dude)]
    ==
  ::  dude, gill: an agent; one of a ship; well: one of a desk
  +$  dude  term
  +$  gill  (pair ship term)
  ::  well: an agent of a desk
  +$  well  (pair desk term)
  ::  verb: what to print
  ::  coop: a group that may read
  +$  verb  ?(%odd)
  +$  coop  spur
  ::  load: agents to run
  +$  load  (list [=dude =beak =agent])
  ::  suss: an agent, and since when it runs
  +$  suss  (trel dude @tas @da)
  ::  deal: what is asked of one
  +$  deal
    $%  [%raw-poke =mark =noun]
        task:agent
    ==
  ::  unto: what it answers
  +$  unto
    $%  [%raw-fact =mark =noun]
        sign:agent
    ==
  ::  bitt, boat: who subscribes to us, to whom we do
  +$  bitt  (map duct (pair ship path))
  +$  boat  (map [=wire =ship =term] [acked=? =path])
  ::  boar: how often we have subscribed
  +$  boar  (map [=wire =ship =term] nonce=@)
  ::  fans: what was published at a name, by version
  +$  fans  ((mop @ud (pair @da (each page @uvI))) lte)
  ::  bowl: what an agent knows of where it is
  +$  bowl
    $:  $:  our=ship
            src=ship
            dap=term
            sap=path
        ==
        $:  wex=boat
            sup=bitt
            sky=(map path fans)
        ==
        $:  act=@ud
            eny=@uvJ
            now=@da
            byk=beak
        ==
    ==
  ::  agent: a door of ten arms
  ++  agent
    =<  form
    |%
    ::  step: what an arm yields: cards, and the next agent
    ::  card: what an agent may do; note, gift: ask, and answer
    +$  step  (quip card form)
    +$  card  (wind note gift)
    ::  note: what may be asked, and of whom
    +$  note
      $%  [%agent [=ship name=term] =task]
          [%arvo note-arvo]
          [%pyre =tang]
          [%grow =spur =page]
          [%tomb =case =spur]
          [%cull =case =spur]
          [%tend =coop =path =page]
          [%germ =coop]
          [%snip =coop]
          [%keen secret=? spar:ames]
      ==
    ::  task: the same as seen by who is asked
    +$  task
      $%  [%watch =path]
          [%watch-as =mark =path]
          [%leave ~]
          [%poke =cage]
          [%poke-as =mark =cage]
      ==
    ::  gift: what it answers
    +$  gift
      $%  [%fact paths=(list path) =cage]
          [%kick paths=(list path) ship=(unit ship)]
          [%watch-ack p=(unit tang)]
          [%poke-ack p=(unit tang)]
      ==
    ::  sign: the same as seen by who is answered
    +$  sign
      $%  [%poke-ack p=(unit tang)]
          [%watch-ack p=(unit tang)]
          [%fact =cage]
          [%kick ~]
      ==
    ::  form: its arms
    ++  form
      $_  ^|
      |_  bowl
      ::  on-init: begin
      ++  on-init   *(quip card _^|(..on-init))
      ::  on-save: the state
      ++  on-save   *vase
      ::  on-load: an older state
      ++  on-load   |~(old-state=vase *(quip card _^|(..on-init)))
      ::  on-poke: take data
      ++  on-poke   |~([mark vase] *(quip card _^|(..on-init)))
      ::  on-watch: somebody subscribes
      ++  on-watch  |~(path *(quip card _^|(..on-init)))
      ::  on-leave: somebody does so no more
      ++  on-leave  |~(path *(quip card _^|(..on-init)))
      ::  on-peek: a scry
      ++  on-peek   |~(path *(unit (unit cage)))
      ::  on-agent: an agent answers
      ++  on-agent  |~([wire sign] *(quip card _^|(..on-init)))
      ::  on-arvo: a vane answers
      ++  on-arvo   |~([wire sign-arvo] *(quip card _^|(..on-init)))
      ::  on-fail: something failed
      ++  on-fail   |~([term tang] *(quip card _^|(..on-init)))
      --
    --
  --
::
