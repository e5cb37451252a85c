+|  %life-cycle
::
::  eden: the formulas that a machine's life begins with. All events that a
::  machine was ever given are one list, and its state is what Nock makes of
::
::      [list [2 [0 3] 0 2]]
::
::  that is: the head of the list, run on the rest of it. So the first event is
::  a formula, and here it is. A host does the same by steps: it runs the
::  formula on the first few events, takes the kernel out of the gate that comes
::  of it, at axis 7, and pokes it with all others. So there are effects, too,
::  of which the definition knows nothing.
++  eden
  |%
  ::
  ::  aeon: the first event: the rest of all events to the last kernel. The
  ::  second event makes the first kernel and says where its events begin; each
  ::  of them is a kernel called with it.
  ++  aeon
    ^-  *
    =>  *log=[boot=* tale=*]
    !=
    =/  [kernel=* events=*]  .*(tale.log boot.log)
    |-  ^-  *
    ?@  events  kernel
    =/  next  .*([kernel -.events] [9 2 10 [6 0 3] 0 2])
    $(kernel next, events +.events)
  ::
  ::  boot: the second event, where a kernel is made from its source: what comes
  ::  next is the formula of a compiler, which nobody need trust, then the
  ::  source of the compiler, then that of the kernel.
  ::
  ::  The formula makes a compiler, which compiles the compiler. That one
  ::  compiles the kernel: so types are those of the source, whatever the
  ::  formula was made by.
  ++  boot
    ^-  *
    =>  *log=[seed=* hoon=@ arvo=@ tale=*]
    !=
    ~>  %slog.[0 leaf+"boot: a compiler"]
    =/  ride  .*(0 seed.log)
    ~>  %slog.[0 leaf+"boot: compiling the compiler"]
    =/  made  .*([ride %noun hoon.log] [9 2 10 [6 0 3] 0 2])
    ?>  ?=([* *] made)
    =.  ride  .*(0 +.made)
    ::  what the kernel is compiled against: the library, around the gate
    =/  base  .*([ride -.made '+>'] [9 2 10 [6 0 3] 0 2])
    ?>  ?=([* *] base)
    ~>  %slog.[0 leaf+"boot: compiling the kernel"]
    =/  next  .*([ride -.base arvo.log] [9 2 10 [6 0 3] 0 2])
    ?>  ?=([* *] next)
    ?>  ?=([* * *] ride)
    [.*(+>.ride +.next) tale.log]
  ::
  ::  wake: the second event, where a kernel was compiled before: what comes
  ::  next is the formula of the library, then that of the kernel.
  ++  wake
    ^-  *
    =>  *log=[hoon=* arvo=* tale=*]
    !=
    =/  ride  .*(0 hoon.log)
    ?>  ?=([* * *] ride)
    [.*(+>.ride arvo.log) tale.log]
  --
--
