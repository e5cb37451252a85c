--
|%
+|  %versions
::
::  lull: the kelvin version of the interfaces
++  lull  %323
::
+|  %shared
::
::  mime, dude, gill: bytes and what they are; an agent, and one on a ship
::  capped-queue: a queue, and how long it may become
::  clock: values by key, of which those that are used seldom are forgotten
++  capped-queue
  |$  [item]
  [queue=(qeu item) size=@ud max-size=_64]
++  clock
  |$  [key-type val-type]
  $:  lookup=(map key-type [val=val-type fresh=@ud])
      queue=(qeu key-type)
      size=@ud
      max-size=_2.048
      depth=_1
  ==
::
::  vane-task: what may be asked of many vanes
::
::    %born  the world outside was started anew
::    %init  we are somebody now
::    %trim  have less
::    %vega  the kernel is another one
::    %plea  another ship asks
+$  vane-task
  $~  [%born ~]
  $%  [%born ~]
      [%init ~]
      [%trim p=@ud]
      [%vega ~]
      [%plea =ship =plea:ames]
  ==
::
::  ethereum-types: addresses, and places in a chain of blocks
++  ethereum-types
  |%
  ::  address: a place
  ++  address  @ux
  ::  event-id: a place in a chain of blocks
  +$  event-id  [block=@ud log=@ud]
  ::  events: several of them
  ++  events  (set event-id)
  --
::
::  azimuth-types: what a chain says of identities
++  azimuth-types
  =,  ethereum-types
  |%
  ::  point: an identity: who owns it, how it is reached, what it may spawn
  ++  point
    $:  $=  own
        $:  owner=address
            management-proxy=address
            voting-proxy=address
            transfer-proxy=address
        ==
        $=  net
        %-  unit
        $:  =life
            =pass
            continuity-number=@ud
            sponsor=[has=? who=@p]
            escape=(unit @p)
        ==
        kid=(unit [spawn-proxy=address spawned=(set @p)])
    ==
  ::  dnses: the names of the network
  +$  dnses  [pri=@t sec=@t ter=@t]
  ::  diff-azimuth: a change; diff-point: of one identity
  ++  diff-azimuth
    $%  [%point who=@p dif=diff-point]
        [%dns dnses]
    ==
  ::  diff-point: a change of one identity
  ++  diff-point
    $%  [%full new=point]
        [%owner new=address]
        [%activated who=@p]
        [%spawned who=@p]
        [%keys =life =pass]
        [%continuity new=@ud]
        [%sponsor new=[has=? who=@p]]
        [%escape new=(unit @p)]
        [%management-proxy new=address]
        [%voting-proxy new=address]
        [%spawn-proxy new=address]
        [%transfer-proxy new=address]
    ==
  --
::
