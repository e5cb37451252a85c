+|  %letters
::
::  ames: the network, letter a
++  ames
  =+  ^ames
  |%
  ::  task: messages, remote names, and upkeep
  +$  task
    $~  [%vega ~]
    $%  [%hear =lane =blob]
        [%dear =ship =lane]
        [%cork =ship]
        [%tame =ship]
        [%kroc bones=(list [ship bone])]
        $>(%plea vane-task)
        [%deep =deep]
        [%stun =stun]
      ::
        [%keen sec=(unit [idx=@ key=@]) spar]
        [%chum spar]
        [%yawn spar]
        [%wham spar]
        [%plug =path]
      ::
        $>(%born vane-task)
        $>(%init vane-task)
        [%prod ships=(list ship)]
        [%sift ships=(list ship)]
        [%snub form=?(%allow %deny) ships=(list ship)]
        [%spew veb=(list verb)]
        [%cong msg=@ud mem=@ud]
        [%stir arg=@t]
        $>(%trim vane-task)
        $>(%vega vane-task)
    ==
  ::  gift: answers of other ships, packets, remote names, and upkeep
  +$  gift
    $%  [%boon payload=*]
        [%noon id=* payload=*]
        [%done error=(unit error)]
        [%lost ~]
        [%send =lane =blob]
        [%nail =ship lanes=(list lane)]
      ::
        [%stub num=@ud key=@]
        [%near spar dat=(unit (unit page))]
        [%tune spar roar=(unit roar)]
      ::
        [%turf turfs=(list turf)]
        [%saxo sponsors=(list ship)]
    ==
  ::  address, lane: a place in the world outside, or a ship that knows it
  ::  blob: a packet; error: why something was refused
  ::  verb: what to print
  ::  error: why something was refused
  +$  address  @uxaddress
  +$  lane     (each @pC address)
  +$  blob     @uxblob
  +$  error    [tag=@tas =tang]
  +$  verb     ?(%snd %rcv %odd %msg %ges %for %rot %kay %fin %sun)
  ::  plea: a message to a vane of another ship
  ::  message: one on its way
  +$  plea  [vane=@tas =path payload=*]
  +$  message
    $%  [%plea plea]
        [%boon payload=*]
        [%naxplanation =message-num =error]
    ==
  ::  message-num: the number of a message
  +$  message-num  @udmessagenum
  ::  spar: a name at a ship; roar: what is there, signed
  +$  spar  [=ship =path]
  ::  roar: what is there, signed
  +$  roar  (tale:pki:jael (pair path (unit (cask))))
  ::  deep: what it asks of itself; stun: what is known of our own address
  +$  deep
    $%  [%nack =ship =nack=bone =message]
        [%sink =ship =target=bone naxplanation=[=message-num =error]]
        [%drop =ship =nack=bone =message-num]
        [%cork =ship =bone]
        [%kill =ship =bone]
    ==
  ::  stun: what is known of our own address
  +$  stun
    $%  [%stop =ship =lane]
        [%fail =ship =lane]
        [%once =ship =lane]
    ==
  --
::
