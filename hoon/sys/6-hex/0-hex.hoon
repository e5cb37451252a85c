::  Layer six, the kernel's side of the library: what is written and read for
::  the world outside, ordered maps, and cryptography.
::
::  The chapters of this folder are one core, joined in the order of the file
::  names. Labels of cores within it name it as ..format, which is one of its
::  arms.
::
~%  %hex  +  ~
|%
