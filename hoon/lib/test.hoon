::  Expectations, for tests.
::
::  A test is an arm whose name begins with `test-`, of the core that a file
::  comes to. Its product is a list of complaints: empty where all is as it
::  should be. `galena test` runs them; expectations are joined by `weld`.
::
|%
::  +expect: complains of anything but yes
++  expect
  |=  found=vase
  ^-  tang
  (expect-eq !>(`?`&) found)
::
::  +expect-eq: complains where two values differ, or where what was expected
::  could not stand where what was found does
++  expect-eq
  |=  [expected=vase found=vase]
  ^-  tang
  ?.  =(q.expected q.found)
    ~[(named "expected" (sell expected)) (named "actual  " (sell found))]
  ?:  (~(nest ut p.found) | p.expected)  ~
  :~  (named "expected type" (skol p.expected))
      (named "actual type" (skol p.found))
  ==
::
::  +expect-fail: complains where a computation comes to a product
++  expect-fail
  |=  attempt=(trap)
  ^-  tang
  ?.  -:(mule attempt)  ~
  ~['expected failure - succeeded']
::
::  +expect-fail-message: complains where a computation comes to a product, or
::  crashes without a text in its trace
++  expect-fail-message
  |=  [message=@t attempt=(trap)]
  ^-  tang
  =/  outcome  (mule attempt)
  ?:  ?=(%& -.outcome)  ~['expected failure - succeeded']
  =/  trace=tape
    |-  ^-  tape
    ?~  p.outcome  ~
    (weld ~(ram re i.p.outcome) $(p.outcome t.p.outcome))
  ?^  (find (trip message) trace)  ~
  ['expected error message - not found' p.outcome]
::
::  +expect-success: complains of a crash, with its trace
++  expect-success
  |=  attempt=(trap)
  ^-  tang
  =/  outcome  (mule attempt)
  ?:  ?=(%& -.outcome)  ~
  ['expected success - failed' p.outcome]
::
::  +category: complaints under a name; none where there are none
++  category
  |=  [name=tape complaints=tang]
  ^-  tang
  ?~  complaints  ~
  :-  leaf+"in: '{name}'"
  %+  turn  `tang`complaints
  |=  complaint=tank
  [%rose ["" "  " ""] complaint ~]
::
::  +named: a document behind a name
++  named
  |=  [name=tape document=tank]
  ^-  tank
  [%palm [": " ~ ~ ~] leaf+name document ~]
--
