::  The interfaces: what the vanes ask of one another, a core for each letter,
::  and the types of what is asked.
::
::  Shapes that the library has, too, are taken from there, chapter by chapter:
::  they are the first of two cores. The second one has the letters.
::
=>  ..part
=>
~%  %lull  ..ut  ~
|%
+|  %root
::
::  part: this core, by which labels name it
++  part  .
