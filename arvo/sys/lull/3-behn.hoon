::  behn: timers, letter b
++  behn  ^?
  |%
  ::  gift: what it answers
  ::
  ::    %doze  to the world: when to wake us next
  ::    %wake  it is time, or waking failed
  ::    %meta  what was left with %drip
  ::    %heck  what was said with %huck
  +$  gift
    $%  [%doze p=(unit @da)]
        [%wake error=(unit tang)]
        [%meta p=vase]
        [%heck syn=sign-arvo]
    ==
  ::  task: what it may be asked
  ::
  ::    %wait, %rest  wake me at a time; do not
  ::    %drip         give me this back, in an event of its own
  ::    %huck         give me this back, at once
  ::    %wake         from the world: it is time
  +$  task
    $~  [%vega ~]
    $%  $>(%born vane-task)
        [%rest p=@da]
        [%drip p=vase]
        [%huck syn=sign-arvo]
        $>(%trim vane-task)
        $>(%vega vane-task)
        [%wait p=@da]
        [%wake ~]
    ==
  --
::
