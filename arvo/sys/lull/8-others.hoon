::  iris: the web client, letter i
++  iris  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%request id=@ud request=request:http]
        [%cancel-request id=@ud]
        [%http-response =client-response]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  $>(%born vane-task)
        $>(%trim vane-task)
        $>(%vega vane-task)
        [%request =request:http =outbound-config]
        [%cancel-request ~]
        [%receive id=@ud =http-event:http]
    ==
  ::  client-response: how far it is; mime-data: what came
  ::  outbound-config: how often to be sent elsewhere, and to try again
  ::  mime-data: what came
  +$  client-response
    $%  $:  %progress
            =response-header:http
            bytes-read=@ud
            expected-size=(unit @ud)
            incremental=(unit octs)
        ==
        [%finished =response-header:http full-file=(unit mime-data)]
        [%cancel ~]
    ==
  +$  mime-data  [type=@t data=octs]
  +$  outbound-config  [redirects=_5 retries=_3]
  --
::
::  jael: keys, letter j
++  jael  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%done error=(unit error:ames)]
        [%boon payload=*]
        [%private-keys =life vein=(map life ring)]
        [%public-keys =public-keys-result]
        [%turf turf=(list turf)]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  [%dawn dawn-event]
        [%fake =ship]
        [%listen whos=(set ship) =source]
        [%meet =ship =life =pass]
        [%moon =ship =udiff:point]
        [%nuke whos=(set ship)]
        [%private-keys ~]
        [%public-keys ships=(set ship)]
        [%rekey =life =ring]
        [%resend ~]
        [%ruin ships=(set ship)]
        $>(%trim vane-task)
        [%turf ~]
        $>(%vega vane-task)
        $>(%plea vane-task)
        [%step ~]
    ==
  ::  seed, feed: what an identity begins with
  ::  dawn-event: the same with what the chain says
  +$  seed  [who=ship lyf=life key=ring sig=(unit oath:pki)]
  +$  feed
    $^  [[%1 ~] who=ship kyz=(list [lyf=life key=ring])]
    seed
  +$  dawn-event
    $:  =seed
        spon=(list [=ship point:azimuth-types])
        czar=(map ship [=rift =life =pass])
        turf=(list turf)
        bloq=@ud
        node=(unit purl:eyre)
    ==
  ::  source: where news of identities come from
  ::  public-keys-result: news
  +$  source  (each ship term)
  +$  public-keys-result
    $%  [%full points=(map ship point)]
        [%diff who=ship =diff:point]
        [%breach who=ship]
    ==
  ::  block: a block of the chain
  ++  block
    =<  block
    |%
    ::  hash: of a block
    +$  hash    @uxblockhash
    ::  number: of one
    +$  number  @udblocknumber
    ::  id: both
    +$  id      [=hash =number]
    ::  block: a block and the one before it
    +$  block   [=id =parent=hash]
    --
  ::  point: what is known of an identity, and how that changes
  ++  point
    =<  point
    |%
    ::  point: what is known of an identity
    +$  point
      $:  =rift
          =life
          keys=(map life [crypto-suite=@ud =pass])
          sponsor=(unit @p)
      ==
    ::  key-update: new keys
    +$  key-update  [=life crypto-suite=@ud =pass]
    ::  diffs: changes
    +$  diffs   (list diff)
    ::  diff: a change that can be undone
    +$  diff
      $%  [%rift from=rift to=rift]
          [%keys from=key-update to=key-update]
          [%spon from=(unit @p) to=(unit @p)]
      ==
    ::  udiffs: such of identities
    +$  udiffs  (list [=ship =udiff])
    ::  udiff: a change as the chain has it
    +$  udiff
      $:  =id:block
          $%  [%rift =rift boot=?]
              [%keys key-update boot=?]
              [%spon sponsor=(unit @p)]
              [%disavow ~]
          ==
      ==
    --
  ::  pki: hashes, keys and signatures; tale: something signed
  ++  pki  ^?
    |%
    ::  hand: a hash
    +$  hand  @uvH
    ::  mind: whose keys, and which
    +$  mind  [who=ship lyf=life]
    ::  name: a name
    +$  name  (pair @ta @t)
    ::  oath: a signature
    +$  oath  @
    ::  tale: something signed
    ++  tale
      |$  [typ]
      [dat=typ syg=(map ship (pair life oath))]
    --
  --
::
::  khan: threads, letter k
++  khan  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%arow p=(avow cage)]
        [%avow p=(avow page)]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  $>(%born vane-task)
        [%done ~]
        [%fard p=(fyrd cage)]
        [%fyrd p=(fyrd cast)]
        [%lard =bear =shed]
        $>(%trim vane-task)
        $>(%vega vane-task)
    ==
  ::  fyrd, avow: a thread to be run, and what came of it
  ::  bear: where it is; cast: its sample, and what its product is to become
  ::  shed: a thread as a noun; the library that makes them knows its form
  ::  cast: what a thread is to make, and its sample
  ++  fyrd  |$  [a]  [=bear name=term args=a]
  ++  avow  |$  [a]  (each a goof)
  +$  bear  $@(desk beak)
  +$  cast  (pair mark page)
  +$  shed  *
  --
::
::  lick: devices, letter l
++  lick  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%spin =name]
        [%shut =name]
        [%spit =name =mark =noun]
        [%soak =name =mark =noun]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  $>(%born vane-task)
        $>(%trim vane-task)
        $>(%vega vane-task)
        [%spin =name]
        [%shut =name]
        [%spit =name =mark =noun]
        [%soak =name =mark =noun]
    ==
  ::  name: a name
  +$  name  path
  --
::
