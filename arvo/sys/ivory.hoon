::  The ivory kernel: the library, and a kernel around it that has no events.
::
::  A host wants to speak of nouns before there is a machine, and beside one:
::  to read a ship's name, to lay out a value, to compile a line. It wishes for
::  gates of the library by name, and calls them. So this kernel knows one thing
::  to do, +wish; the three other arms are at their places, and do nothing.
::
::  Its subject is all of the library. The state never changes.
::
=+  library=!>(.)
=>
|%
::
::  load: nothing is taken over, as there is no state
++  load
  |=  old=*
  ^-  [(list) *]
  [~ ..load]
::
::  wish: the value of an expression against the library
++  wish
  |=  txt=@
  ^-  *
  q:(slap library (ream txt))
::
::  peek: there is nothing to be seen
++  peek
  |=  [who=* question=*]
  ^-  (unit)
  ~
::
::  poke: events do nothing
++  poke
  |=  [now=@da ovo=*]
  ^-  [(list) *]
  [~ ..poke]
--
::
::  The gate that the formal definition asks for, with the kernel at axis 7.
|=  [now=@da ovo=*]
^-  *
.(+> +:(poke now ovo))
