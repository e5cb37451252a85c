+|  %containers
::
::  capped-queue: a queue that holds so many items at most
++  capped-queue
  |$  [item]
  $:  queue=(qeu item)
      size=@ud
      max-size=_64
  ==
::  clock: what is remembered of some keys, and how fresh each is; with the keys
::  in the order in which they are looked at when there must be room
++  clock
  |$  [key value]
  $:  lookup=(map key [val=value fresh=@ud])
      queue=(qeu key)
      size=@ud
      max-size=_2.048
      depth=_1
  ==
::  contain: what is done with them
++  contain  ^?
  |%
  ::  by-clock: what is remembered, by the algorithm of the clock's hand: a key
  ::  that is asked for becomes fresher, up to a depth; to make room the hand
  ::  goes round, makes each less fresh, and stops at the first that is not
  ::  > =/  c  (by-clock:contain @ @)
  ::  . (head (get:~(. c (put:~(. c *(clock @ @)) 1 2)) 1))
  ::  [~ 2]
  ++  by-clock
    |*  [key=mold val=mold]
    |_  clock=(clock key val)
    ::  get: the value of a key, if any
    ++  get
      |=  which=key
      ^-  [(unit val) _clock]
      =/  may  (~(get by lookup.clock) which)
      ?~(may [~ clock] [`val.u.may (freshen which)])
    ::  put: with a value for a key, which must have no other
    ++  put
      |=  [which=key new=val]
      ^+  clock
      ?:  =(0 max-size.clock)  clock
      =/  old  (~(get by lookup.clock) which)
      ?^  old
        ?>(=(new val.u.old) (freshen which))
      =?  clock  =(max-size.clock size.clock)  evict
      %=  clock
        lookup  (~(put by lookup.clock) which [new 1])
        queue   (~(put to queue.clock) which)
        size    +(size.clock)
      ==
    ::  freshen: with a key fresher, which there must be
    ++  freshen
      |=  which=key
      ^+  clock
      =/  old  (~(got by lookup.clock) which)
      =.  fresh.old  (min depth.clock +(fresh.old))
      clock(lookup (~(put by lookup.clock) which old))
    ::  resize: with room for so many
    ++  resize
      |=  room=@ud
      =/  over  ?:((lth room size.clock) (sub size.clock room) 0)
      (trim(max-size.clock room) over)
    ::  evict: without one; there must be one
    ++  evict
      |-  ^+  clock
      =^  which  queue.clock  ~(get to queue.clock)
      =/  old  (~(got by lookup.clock) which)
      ?:  =(0 fresh.old)
        %=  clock
          lookup  (~(del by lookup.clock) which)
          size    (dec size.clock)
        ==
      %=  $
        queue.clock   (~(put to queue.clock) which)
        lookup.clock  (~(put by lookup.clock) which old(fresh (dec fresh.old)))
      ==
    ::  trim, purge: without so many, and without all
    ++  trim
      |=  count=@ud
      ^+  clock
      ?:(=(0 count) clock $(clock evict, count (dec count)))
    ++  purge  `_clock`clock(lookup ~, queue ~, size 0)
    --
  ::  to-capped-queue: a queue that gives its first item up when it is full
  ::  > (head (put:~(. (to-capped-queue:contain @) *(capped-queue @)) 5))
  ::  ~
  ++  to-capped-queue
    |*  item=mold
    |_  queue=(capped-queue item)
    ::  put: with an item at the end, and what is given up for it, if anything:
    ::  the item itself where there is no room at all
    ++  put
      |=  new=item
      ^-  [(unit item) _queue]
      =/  full  =(size.queue max-size.queue)
      ?:  &(full ?=(~ queue.queue))  [`new queue]
      =.  queue.queue  (~(put to queue.queue) new)
      =.  size.queue   +(size.queue)
      ?.  full  [~ queue]
      =/  [old=item rest=_queue]  get
      [`old rest]
    ::  get: the first item, and the rest; there must be one
    ++  get
      ^-  [item _queue]
      =.  size.queue  (dec size.queue)
      =/  [old=item rest=(qeu item)]  ~(get to queue.queue)
      [old queue(queue rest)]
    ::  resize: with room for so many, and what is given up for that
    ++  resize
      =|  out=(list item)
      |=  room=@ud
      ^-  [(list item) _queue]
      ?.  (lth room size.queue)
        [(flop out) queue(max-size room)]
      =^  old  queue  get
      $(out [old out])
    --
  --
::
