::  The root of the library: a core whose payload is the kelvin version of the
::  language.
::
::  Each file of this folder is one expression, compiled with the product of the
::  file before it as its subject; the order is that of the file names. Jets
::  find an arm by the labels of the cores around it, from below this root.
::
=>  %138
~%  %k.138  ~  ~
|%
::  hoon-version: the kelvin version, which stands beside this battery
++  hoon-version  +
--
