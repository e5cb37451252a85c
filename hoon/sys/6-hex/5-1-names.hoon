::
+|  %names
::
::  title: what a ship's name says of it
++  title
  =>  |%
      ::  rank: how large a name is: of a galaxy, a star, a planet, a moon, a
      ::  comet
      +$  rank  ?(%czar %king %duke %earl %pawn)
      ::  clan: the rank of a ship
      ::  > (clan:title ~marzod)
      ::  %king
      ++  clan
        |=  who=ship
        ^-  rank
        =/  size  (xeb (dec (max 1 (met 3 who))))
        ?+  size  !!
          %0  %czar
          %1  %king
          %2  %duke
          %3  %earl
          %4  %pawn
        ==
      ::  name: the ship to whose owner a ship belongs
      ++  name  |=(who=ship `ship`?:(=(%earl (clan who)) (sein who) who))
      ::  saxo: a ship, the one that vouches for it, and so on
      ++  saxo
        |=  who=ship
        ^-  (list ship)
        :-  who
        =/  next  (sein who)
        ?:(=(next who) ~ $(who next))
      ::  sein: the ship that vouches for a ship, as long as it has no other:
      ::  the lower half of its name, or the lowest 16 bits of a comet's
      ++  sein
        |=  who=ship
        ^-  ship
        =/  rank  (clan who)
        ?:  ?=(%czar rank)  who
        (end [?-(rank %king 3, %duke 4, %earl 5, %pawn 4) 1] who)
      --
  |%
  ::  cite: a name in short: of a moon its planet's, of a comet the ends
  ::  > (cite:title ~palnet-sondel)
  ::  "~palnet-sondel"
  ::  > (cite:title ~doznec-dozzod-palnet-sondel)
  ::  "~palnet^sondel"
  ++  cite
    |=  who=@p
    ^-  tape
    =/  size  (met 4 who)
    ?:  (lth size 3)  (scow %p who)
    ?:  (lth size 5)
      =/  name  (scow %p (end 5 who))
      (weld (scag 7 name) ['^' (slag 8 name)])
    =/  pair
      |=  word=@
      ^-  tape
      (trip (cat 3 (tos:po (rsh 3 word)) (tod:po (end 3 word))))
    =/  [high=@ low=@]  [(rsh [4 (dec size)] who) (end 4 who)]
    "~{(pair high)}_{(pair low)}"
  ::  saxo, sein: the same as those without a time, as a ship knows it
  ++  saxo
    |=  [our=ship now=@da who=ship]
    =/  place  /(scot %p our)/saxo/(scot %da now)/(scot %p who)
    .^((list ship) %j place)
  ++  sein
    |=  [our=ship now=@da who=ship]
    =/  place  /(scot %p our)/sein/(scot %da now)/(scot %p who)
    .^(ship %j place)
  ::  team: is it the ship itself?
  ::  moon: is it a moon of the ship?
  ::  > (team:title ~zod ~zod)
  ::  %.y
  ::  > (moon:title ~palnet-sondel ~doznec-dozzod-palnet-sondel)
  ::  %.y
  ++  team  |=([her=ship who=ship] =(her who))
  ++  moon  |=([her=ship who=ship] &(=(%earl (clan who)) =(her (^sein who))))
  --
::
::  wired: values of known auras in paths
++  wired  ^?
  |%
  ::  dray: a path of auras and a tuple
  ::  > (dray:wired ~[p=%tas q=%p] %ack ~sarnel)
  ::  [~.ack ~.~sarnel ~]
  ++  dray
    |*  [odors=[@tas (pole @tas)] value=*]
    ^-  (paths odors)
    =/  tuple  `,(tuples -.odors +.odors)`value
    ?~  +.odors  [(scot -.odors tuple) ~]
    [(scot -.odors -.tuple) `,(paths +.odors)`(..$ +.odors +.tuple)]
  ::  paths: the type of such a path
  ::  tuples: the type of such a tuple
  ++  paths
    |*  odors=(pole)
    ?~  odors  ,~
    ,[(odo:raid ,-.odors(. %ta)) (..$ ,+.odors)]
  ++  tuples
    |*  [odor=@tas more=(pole @tas)]
    =/  one  (odo:raid odor)
    ?~(more one ,[one (..$ ,-.more ,+.more)])
  ::  raid: a tuple of a path and auras; the path must have them
  ::  > (raid:wired /ack/~sarnel p=%tas q=%p ~)
  ::  [p=%ack q=~sarnel]
  ++  raid
    =<  |*  [way=path odors=[@tas (pole @tas)]]
        =*  one  (odo -.odors)
        =/  it  `one`(slav -.odors -.way)
        ?~(+.odors it [it (..$ +.way +.odors)])
    |%
    ::  odo: the type of atoms of an aura, with the face that the name has
    ++  odo
      |*  odor=@tas
      |=  raw=*
      =/  mould
        ?+  odor  @
          %c   @c
          %da  @da
          %dr  @dr
          %f   @f
          %if  @if
          %is  @is
          %p   @p
          %u   @u
          %uc  @uc
          %ub  @ub
          %ui  @ui
          %ux  @ux
          %uv  @uv
          %uw  @uw
          %s   @s
          %t   @t
          %ta  @ta
          %tas  @tas
        ==
      odor(, (mould raw))
    --
  --
::
::  hobo: a task, or a noun that is to be one
++  hobo
  |$  [task]
  $?  $%([%soft p=*])
      task
  ==
::  harden: the task of either; the noun must be one
::  > ((harden $%([%a p=@] [%b q=@])) [%soft %a 5])
::  [%a p=5]
++  harden
  |*  task=mold
  |=  wrapped=(hobo task)
  ^-  task
  ?:(?=(%soft -.wrapped) ;;(task +.wrapped) wrapped)
