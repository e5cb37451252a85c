::  dill: the terminal, letter d
++  dill  ^?
  |%
  ::  gift: what it answers
  ::
  ::    %blit  what to show
  ::    %logo  hang up
  ::    %logs  what the system says
  +$  gift
    $%  [%blit p=(list blit)]
        [%logo ~]
        [%meld ~]
        [%pack ~]
        [%trim p=@ud]
        [%logs =told]
    ==
  ::  task: what it may be asked
  ::
  ::    %boot  the first event, which makes this terminal the first one
  ::    %shot  a task for a session; without it, for the one without a name
  ::    %logs  tell me what the system says, or do not
  ::    %flog  a task by way of the first terminal
  +$  task
    $~  [%vega ~]
    $%  [%boot lit=? p=*]
        [%crop p=@ud]
        [%flog p=flog]
        [%heft ~]
        $>(%init vane-task)
        [%logs p=(unit ~)]
        [%meld ~]
        [%pack ~]
        [%seat =desk]
        [%shot ses=@tas task=session-task]
        $>(%trim vane-task)
        $>(%vega vane-task)
        [%verb ~]
        [%knob tag=term level=?(%hush %soft %loud)]
        session-task
        told
    ==
  ::  session-task: a task for a session
  ::
  ::    %belt, %blew, %hail  a key, the size of the screen, show it again
  ::    %open, %shut         begin a session with an agent, and end it
  ::    %view, %flee         show me what it shows, or do not
  +$  session-task
    $%  [%belt p=belt]
        [%blew p=blew]
        [%flee ~]
        [%hail ~]
        [%open p=dude:gall q=(list gill:gall)]
        [%shut ~]
        [%view ~]
    ==
  ::  told: what the system says; flog: of that what passes as it is
  +$  told
    $%  [%crud p=@tas q=tang]
        [%talk p=(list tank)]
        [%text p=tape]
    ==
  ::  flog: of that, what passes as it is
  +$  flog
    $%  [%crop p=@ud]
        $>(%crud told)
        [%heft ~]
        [%meld ~]
        [%pack ~]
        $>(%text told)
        [%verb ~]
    ==
  ::
  ::  blew: columns and rows
  ::  belt: what was typed; bolt: a key
  +$  blew  [p=@ud q=@ud]
  +$  belt
    $?  bolt
        [%mod mod=?(%ctl %met %hyp) key=bolt]
        [%txt p=(list @c)]
    ==
  ::  bolt: a key
  +$  bolt
    $@  @c
    $%  [%aro p=?(%d %l %r %u)]
        [%bac ~]
        [%del ~]
        [%hit x=@ud y=@ud]
        [%ret ~]
    ==
  ::  blit: what a terminal does
  +$  blit
    $%  [%bel ~]
        [%clr ~]
        [%hop p=$@(@ud [x=@ud y=@ud])]
        [%klr p=stub]
        [%mor p=(list blit)]
        [%nel ~]
        [%put p=(list @c)]
        [%sag p=path q=*]
        [%sav p=path q=@]
        [%url p=@t]
        [%wyp ~]
    ==
  ::  dill-belt, dill-blit, poke: the same to an agent and from one
  +$  dill-belt
    $%  belt
        [%cru p=@tas q=(list tank)]
        [%hey ~]
        [%rez p=@ud q=@ud]
        [%yow p=gill:gall]
    ==
  +$  dill-blit
    $%  blit
        [%qit ~]
    ==
  +$  poke  [ses=@tas dill-belt]
  --
::
