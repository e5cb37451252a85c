::  The library for vanes and programs: layer six of hoon/sys, whose chapters
::  follow this head. Its shapes are in /sys/lull. Labels are those of the
::  layer, and so are jets.
::
=>  ..lull
~%  %hex  ..ut  ~
|%
+|  %root
::
::  part: this core, by which labels name it
::  zuse: the kelvin version of the library
++  part  .
++  zuse  %411
::
