::  eyre: the web server, letter e. What addresses are made of is the
::  library's
++  eyre
  =+  ^eyre
  |%
  ::  gift: what it answers
  +$  gift
    $%  $>(?(%boon %done) gift:ames)
        [%set-config =http-config]
        [%sessions ses=(set @t)]
        [%response =http-event:http]
        [%bound accepted=? =binding]
        [%grow =path]
    ==
  ::  task: what it may be asked
  +$  task
    $~  [%vega ~]
    $%  $>(%init vane-task)
        $>(%born vane-task)
        $>(%plea vane-task)
        $>(%trim vane-task)
        $>(%vega vane-task)
        [%live insecure=@ud secure=(unit @ud)]
        [%rule =http-rule]
        [%eauth-host host=(unit @t)]
        [%request secure=? =address =request:http]
        [%request-local secure=? =address =request:http]
        [%cancel-request ~]
        [%connect =binding app=term]
        [%serve =binding =generator]
        [%disconnect =binding]
        [%code-changed ~]
        [%approve-origin =origin]
        [%reject-origin =origin]
        [%spew veb=@]
        [%set-response url=@t entry=(unit cache-entry)]
    ==
  ::  binding: which addresses are answered; generator: by what
  ::  action: in which way
  ::  generator: what answers
  +$  binding    [site=(unit @t) path=(list @t)]
  +$  generator  [=desk path=(list @t) args=*]
  +$  action
    $%  [%gen =generator]
        [%app app=term]
        [%authentication ~]
        [%eauth ~]
        [%logout ~]
        [%channel ~]
        [%scry ~]
        [%name ~]
        [%host ~]
        [%four-oh-four ~]
    ==
  ::  http-config, http-rule: how the server is to be, and a change of it
  +$  http-config
    $:  secure=(unit [key=wain cert=wain])
        proxy=_|
        log=?
        redirect=?
    ==
  +$  http-rule
    $%  [%cert cert=(unit [key=wain cert=wain])]
        [%turf action=?(%put %del) =turf]
    ==
  ::  address, origin: who asks, and from which page
  ::  inbound-request: what, and whether we know who it is
  +$  origin  @torigin
  +$  address
    $%  [%ipv4 @if]
        [%ipv6 @is]
    ==
  +$  inbound-request
    [authenticated=? secure=? =address =request:http]
  ::  cache-entry: an answer that is ready
  +$  cache-entry
    [auth=? body=$%([%payload =simple-payload:http])]
  --
::
