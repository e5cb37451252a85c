::  Layer five: the language itself. The types of its programs and of what they
::  are compiled to, the parser, the compiler, printers, and vases, which are
::  values that carry their type.
::
::  The chapters are files of this folder. Joined in the order of their names
::  they are the arms of one core.
::
~%    %pen
    +
  ==
    %ap  ap
    %ut  ut
  ==
|%
