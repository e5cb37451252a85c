+|  %teachers
::
::  lorem and ipsum have no letters: they are asked by their names, and are
::  there to be read. doc/add-a-vane.md says how they came to be.
::
::  lorem: remembers words, and asks ipsum what becomes of them
++  lorem  ^?
  |%
  ::  gift: %word is a word as it was told, with that as ipsum made it
  +$  gift
    $%  [%word old=@t new=@t]
    ==
  ::  task: what it may be asked
  ::
  ::    %tell  remember a word, and say what becomes of it
  ::    %bury  forget it so that looking for it crashes for ever
  +$  task
    $~  [%vega ~]
    $%  [%tell name=@ta word=@t]
        [%bury name=@ta]
        $>(%trim vane-task)
        $>(%vega vane-task)
    ==
  --
::
::  ipsum: turns words around
++  ipsum  ^?
  |%
  ::  gift: what it answers
  +$  gift
    $%  [%turned word=@t]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  [%turn word=@t]
        $>(%trim vane-task)
        $>(%vega vane-task)
    ==
  --
::
+|  %all-letters
::
::  gift-arvo, task-arvo: what any vane answers, and is asked
::  note-arvo: the latter with whom
::  sign-arvo: the former with who, by its name; some pass on what others gave
+$  gift-arvo
  $~  [%doze ~]
  $%  gift:ames
      gift:behn
      gift:clay
      gift:dill
      gift:eyre
      gift:gall
      gift:iris
      gift:jael
      gift:khan
      gift:lick
  ==
+$  task-arvo
  $%  task:ames
      task:behn
      task:clay
      task:dill
      task:eyre
      task:gall
      task:iris
      task:jael
      task:khan
      task:lick
  ==
+$  note-arvo
  $~  [%b %wake ~]
  $%  [%a task:ames]
      [%b task:behn]
      [%c task:clay]
      [%d task:dill]
      [%e task:eyre]
      [%g task:gall]
      [%i task:iris]
      [%j task:jael]
      [%k task:khan]
      [%l task:lick]
      [%$ %whiz ~]
      [@tas %meta vase]
  ==
+$  sign-arvo
  $%  [%ames gift:ames]
      $:  %behn
          $%  gift:behn
              $>(%wris gift:clay)
              $>(%writ gift:clay)
              $>(%mere gift:clay)
              $>(%unto gift:gall)
          ==
      ==
      [%clay gift:clay]
      [%dill gift:dill]
      [%eyre gift:eyre]
      [%gall gift:gall]
      [%iris gift:iris]
      [%jael gift:jael]
      [%khan gift:khan]
      [%lick gift:lick]
  ==
::
::  unix-task: what the world outside asks
+$  unix-task
  $~  [%wake ~]
  $%  $>(%belt task:dill)
      $>(%blew task:dill)
      $>(%boat task:clay)
      $>(%born vane-task)
      [%cancel-request ~]
      $>(%hail task:dill)
      $>(%hear task:ames)
      $>(%into task:clay)
      $>(%park task:clay)
      $>(%prep task:clay)
      $>(%live task:eyre)
      $>(%receive task:iris)
      $>(%request task:eyre)
      $>(%request-local task:eyre)
      $>(%shut task:dill)
      $>(%wake task:behn)
  ==
--
