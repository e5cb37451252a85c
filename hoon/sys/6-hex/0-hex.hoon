::  Layer six, the kernel's side of the library: what is written and read for
::  the world outside, ordered maps, and cryptography.
::
::  The chapters of this folder are one core, joined in the order of the file
::  names. Labels of cores within it name it as ..part, and so do those of
::  libraries that are not part of it.
::
~%  %hex  +  ~
|%
+|  %root
::
::  part: this core
++  part  .
