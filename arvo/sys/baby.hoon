::  The baby: the smallest kernel that is still a computer.
::
::  An Arvo kernel is one noun, a core, and everything the machine will ever be
::  is a function of the events it was given:
::
::      State(n+1)  =  poke(State(n), event n)
::
::  The host (the program that holds this noun) knows nothing about it but four
::  places in its battery:
::
::      +4   load   take over the state of an older kernel
::      +10  wish   evaluate a line of text for the host
::      +22  peek   answer a question about the state, without changing it
::      +23  poke   take an event: the only way in which anything changes
::
::  The compiler puts the arms of a core into a tree by the hash of their names,
::  and these four names fall on these four places. So that they stay there, the
::  core at the end of this file has these arms and no others: all other code
::  lives in the core below it.
::
::  How it comes to life. A pill holds a list of formulas, the first events of
::  every log. The host evaluates
::
::      [2 [0 3] 0 2]
::
::  on that list: run its head (this file, compiled) on its tail. What comes out
::  is a gate, a function of one event. To the formal definition of the machine
::  that is all it ever is: a function that returns itself, having learned
::  something. A host that wants more than that takes the core out of the gate,
::  at axis 7, and talks to its four arms from then on.
::
::  The definition has no other end to that list than that of the log: the state
::  is one computation on all events that ever were. A host may take it at its
::  word and put events behind this one, or none, and poke them afterwards. To
::  the state it makes no difference: they are pulled through the gate, one
::  after the other, and nothing else of them is kept.
::
::  An event is [now wire tag data]: when it came, the road by which it came
::  (and by which an answer goes back), what kind it is, and the rest. Effects
::  look the same, without a time: they are events of the outside world.
::
::  No library is at hand, only what is written here. There is no addition, for
::  one: nothing needs it.
::
::  First the gate that the formal definition asks for. Its context is the
::  kernel, at axis 7; pulling it with an event puts the next kernel there.
::
=<  |-  ^-  *
    ?@  events  kernel
    $(events +.events, kernel .*(kernel [9 2 10 [6 1 -.events] 0 1]))
:-  events=^-(* .)
^=  kernel
^-  *
=>  ~
=<  |=  [now=@da ovo=ovum]
    ^-  *
    .(+> +:(poke now ovo))
=>
|%
+|  %molds
::
::  list, unit: items up to a null; a noun that may be missing
++  list  |$  [item]  $@(~ [i=item t=(list item)])
++  unit  |$  [item]  $@(~ [~ u=item])
::  tape, path: a text; a road
+$  tape  (list @tD)
+$  path  (list @ta)
::  ovum, card: an event or effect, by road and content; its kind and its data
+$  ovum  [=path =card]
+$  card  [tag=@tas data=*]
::  note: something to remember, under a key
+$  note  [key=* value=*]
::
::  state: what the baby knows. The head is the version of this shape: a later
::  kernel reads it to know what it takes over.
::
::    count    events taken
::    digits   the same, as written, the last digit first
::    last     when the last one came
::    line     typed so far, the last letter first
::    alarms   timers that rang
::    trouble  events that failed
::    notes    what it was told to remember
::    bulk     weight, to try the host with
::    quiet    whether events are not told of on the side (%verb)
+$  state
  $:  %1
      count=@ud
      digits=tape
      last=@da
      line=tape
      alarms=@ud
      trouble=@ud
      notes=(list note)
      bulk=(list *)
      quiet=?
  ==
::
+|  %tools
::
::  turn-over: one more, on a counter that turns from 9 to 0 like an odometer.
::  It spares us division.
++  turn-over
  |=  digits=tape
  ^-  tape
  ?~  digits  "1"
  ?:  =('9' i.digits)  ['0' $(digits t.digits)]
  [+(i.digits) t.digits]
::
::  onto: `front`, turned around, before `back`
++  onto
  |=  [front=tape back=tape]
  ^-  tape
  ?~  front  back
  $(front t.front, back [i.front back])
::
::  weld: one text before another
++  weld
  |=  [front=tape back=tape]
  ^-  tape
  ?~  front  back
  [i.front $(front t.front)]
::
::  below: the numbers below `size`, the last one first
++  below
  |=  size=@ud
  =|  [number=@ud numbers=(list @ud)]
  |-  ^-  (list @ud)
  ?:  =(size number)  numbers
  $(number +(number), numbers [number numbers])
::
::  recall: the value that is remembered under a key, if there is one
++  recall
  |=  [key=* notes=(list note)]
  ^-  (unit)
  ?~  notes  ~
  ?:  =(key key.i.notes)  [~ value.i.notes]
  $(notes t.notes)
::
::  forget: what is remembered, but for the value under a key
++  forget
  |=  [key=* notes=(list note)]
  ^-  (list note)
  ?~  notes  ~
  ?:  =(key key.i.notes)  t.notes
  [i.notes $(notes t.notes)]
::
::  show: the effect that shows a line on the terminal. A terminal is told in
::  blits: %put is text, %nel ends the line.
++  show
  |=  text=tape
  ^-  ovum
  [['d' 'term' '1' ~] %blit [%put text] [%nel ~] ~]
::
::  numbered: a line that begins with the number of the event
++  numbered
  |=  [digits=tape text=tape]
  ^-  tape
  (weld "event " (onto digits (weld ": " text)))
::
+|  %behavior
::
::  type: a key of the terminal: what to say about it, and the line as it is
::  now. Return ends a line.
++  type
  |=  [belt=* line=tape]
  ^-  [tape tape]
  ?+  belt  ["key" line]
    [%ret ~]  [(weld "line " (onto line ~)) ~]
    [%bac ~]  ["back" ?~(line ~ t.line)]
    [%txt *]  ["text" (letters +.belt line)]
  ==
::
::  letters: a list of letters, as it came, put on the line. What is none ends
::  it.
++  letters
  |=  [text=* line=tape]
  ^-  tape
  ?@  text  line
  ?^  -.text  line
  $(text +.text, line [-.text line])
::
::  hear: what an event does: what to say, the effects apart from saying it, and
::  the next state. What is not understood is counted and nothing more: a kernel
::  that crashes on what it does not know could not be spoken to by a newer
::  world.
++  hear
  |=  [now=@da =path =card sat=state]
  ^-  [said=tape effects=(list ovum) sat=state]
  ?+    tag.card  ["heard" ~ sat]
      %belt
    =/  typed  (type data.card line.sat)
    [-.typed ~ sat(line +.typed)]
  ::
  ::  remember a value under a key
      %note
    ?>  ?=([* *] data.card)
    =/  kept  (forget -.data.card notes.sat)
    ["noted" ~ sat(notes [data.card kept])]
  ::
      %forget
    ["forgotten" ~ sat(notes (forget data.card notes.sat))]
  ::
  ::  tell of each event on the side, or do not; by nothing, turn that over
      %verb
    =/  quiet
      ?@  data.card  !quiet.sat
      ;;(? +.data.card)
    ["told" ~ sat(quiet quiet)]
  ::
  ::  ring at this time
      %alarm
    ?>  ?=(@ data.card)
    ["alarm set" [[['b' 'behn' ~] %doze ~ data.card] ~] sat]
  ::
      %wake
    ["alarm" ~ sat(alarms +(alarms.sat))]
  ::
  ::  grow by so many cells
      %fill
    ?>  ?=(@ data.card)
    ["filled" ~ sat(bulk [(below data.card) bulk.sat])]
  ::
      %drop
    ["dropped" ~ sat(bulk ~)]
  ::
  ::  ask the host to stop
      %exit
    ["goodbye" [[path %exit ~] ~] sat]
  ::
  ::  An event failed. The host says why, and which one it was:
  ::  [[kind trace] event].
      %crud
    ?>  ?=([* * @ *] data.card)
    ?:  =(%doom +>-.data.card)  !!
    ["trouble" ~ sat(trouble +(trouble.sat))]
  ::
  ::  Ways to fail, to try the host with: a crash; a crash whose report crashes,
  ::  too; never ending (without places, or it would have no room for the
  ::  trace before long); never having enough.
      %crash  !!
      %doom   !!
      %spin   !.(|-($))
      %hog
    =|  hoard=(list)
    |-  ^-  [said=tape effects=(list ovum) sat=state]
    $(hoard [hoard hoard])
  ==
::
::  look: the value at a path of the state, if there is one
++  look
  |=  [=path sat=state]
  ^-  (unit [mark=@tas value=*])
  ?+  path  ~
    [%count ~]    [~ %noun count.sat]
    [%last ~]     [~ %noun last.sat]
    [%alarms ~]   [~ %noun alarms.sat]
    [%trouble ~]  [~ %noun trouble.sat]
    [%line ~]     [~ %noun (onto line.sat ~)]
    [%notes ~]    [~ %noun notes.sat]
    [%state ~]    [~ %noun sat]
  ::
      [%note @ ~]
    =/  found  (recall +<.path notes.sat)
    ?~  found  ~
    [~ %noun u.found]
  ==
--
::
::  The kernel.
=|  sat=state
|%
::
::  load: start from the state of the kernel before this one.
++  load
  |=  old=*
  ^-  [(list ovum) *]
  =.  sat  ;;(state old)
  [[(show "upgraded") ~] ..load]
::
::  wish: the value that a text names. A grown-up kernel compiles the text; this
::  one knows two names.
++  wish
  |=  text=@t
  ^-  *
  ?:  =('count' text)  count.sat
  ?:  =('state' text)  sat
  ~>  %mean.'the baby knows no such name'
  !!
::
::  peek: who asks, and what about: a path, or [%once view desk path]. There may
::  be no answer.
++  peek
  |=  [who=* question=*]
  ^-  (unit [mark=@tas value=*])
  ?+  question  ~
    [%& *]              (look ;;(path +.question) sat)
    [%| %once @ @ *]    (look ;;(path +>+>.question) sat)
  ==
::
::  poke: take an event, yield its effects and the next kernel. It ends well or
::  it did not happen: whatever `sat` is made into on the way is lost when
::  something here crashes.
++  poke
  |=  [now=@da =ovum]
  ^-  [(list ^ovum) *]
  ?:  =(%vega tag.card.ovum)
    ::  Become another kernel: the data is its formula, as it would be in a
    ::  pill. It is run, its core taken, and its +load called with our state.
    =/  next  .*(.*(~ data.card.ovum) [0 7])
    =/  made  .*([next sat] [8 [7 [0 2] 9 4 0 1] 9 2 10 [6 0 7] 0 2])
    ?>  ?=([* *] made)
    [[[path.ovum %vega ~] ;;((list ^ovum) -.made)] +.made]
  =.  count.sat   +(count.sat)
  =.  digits.sat  (turn-over digits.sat)
  =.  last.sat    now
  =/  done  (hear now path.ovum card.ovum sat)
  =.  sat  sat.done
  =/  line  (numbered digits.sat said.done)
  =/  made  [[(show line) effects.done] ..poke]
  ::  A hint: the host prints the text at once, and no noun is another by it.
  ?:  quiet.sat  made
  ~>(%slog.[0 %leaf line] made)
--
