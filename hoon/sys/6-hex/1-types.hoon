+|  %shapes
::
::  ship, desk, time: who, a tree of files, when
+$  ship  @p
+$  desk  @tas
+$  time  @da
::  case: a version of a desk: by date, label, number or hash
+$  case
  $%  [%da p=@da]
      [%tas p=@tas]
      [%ud p=@ud]
      [%uv p=@uv]
  ==
::  beak, beam: a desk at a version, and a place in it
+$  beak  (trel ship desk case)
+$  beam  [beak s=path]
::  life, rift: how often the keys of a ship changed, and its history
+$  life  @ud
+$  rift  @ud
::  sock, sack: from whom to whom, and by which way
+$  sock  (pair ship ship)
+$  sack  (trel ship ship path)
::  octs: so many bytes
::  mite, mime: what they are, and both
+$  octs  (pair @ud @)
+$  mite  (list @ta)
+$  mime  (pair mite octs)
::  turf: a domain, its highest part first
+$  turf  (list @t)
::  $json: a value as JavaScript writes it; a number is kept as its text
+$  json
  $@  ~
  $%  [%a p=(list json)]
      [%b p=?]
      [%o p=(map @t json)]
      [%n p=@ta]
      [%s p=@t]
  ==
::  deco, tint: how text is drawn, and its colour, by a letter or by red, green
::  and blue
+$  deco  ?(~ %bl %br %un)
+$  tint
  $@  ?(%r %g %b %c %m %y %k %w %~)
  [r=@uxD g=@uxD b=@uxD]
::  stye, stub: a style, and styled code points
::  styl, styx: what changes in a style, and text in which styles are nested
+$  stye  (pair (set deco) (pair tint tint))
+$  stub  (list (pair stye (list @c)))
+$  styl  (pair (unit deco) (pair (unit tint) (unit tint)))
+$  styx  (list $@(@t (pair styl styx)))
::
::  ames: the type of what ciphers an identity has
++  ames  ^?
  |%
  ::  acru: keys, and what is done with them; crub has what each arm does
  ++  acru
    $_  ^?
    |%
    ::  as: for others, and from them
    ++  as  ^?
      |%
      ::  seal, sign, sigh, sure, safe, tear: as in crub
      ++  seal  |~([=pass @] *@)
      ++  sign  |~(@ *@)
      ++  sigh  |~(@ *@)
      ++  sure  |~(@ *(unit @))
      ++  safe  |~([@ @] *?)
      ++  tear  |~([=pass @] *(unit @))
      --
    ::  de, dy, en: with a secret of both
    ++  de  |~([@ @] *(unit @))
    ++  dy  |~([@ @] *@)
    ++  en  |~([@ @] *@)
    ::  ex: what is told of the keys
    ++  ex  ^?
      |%
      ::  fig, pac, pub, sec: as in crub
      ++  fig  *@uvH
      ++  pac  *@uvG
      ++  pub  *pass
      ++  sec  *ring
      --
    ::  nu: the same of other keys
    ++  nu  ^?
      |%
      ::  pit, nol, com: as in crub
      ++  pit  |~([@ @] ^?(..nu))
      ++  nol  |~(ring ^?(..nu))
      ++  com  |~(pass ^?(..nu))
      --
    --
  --
::
::  clay: the types of changes of lists
++  clay  ^?
  |%
  ::  unce: so many items that stay, or some, the last one first, and what comes
  ::  in their place, in the same order
  ::  urge: all changes of a list
  ++  unce
    |*  item=mold
    $%  [%& p=@ud]
        [%| p=(list item) q=(list item)]
    ==
  ++  urge  |*(item=mold (list (unce item)))
  --
::
::  plot: bytes and bits as they stand beside each other. A plot is two of them,
::  the first one lowest; or a size of blocks, and pieces: an atom with all its
::  blocks, so many blocks of an atom, or a piece that is said how to find
++  plot
  =>  ~%  %lull  ..part  ~
      |%
      ::  plat: a piece: an atom; some blocks of one, with those in front of
      ::  it or without zeros above; a plot; so many blocks of one
      +$  plat
        $@  @
        $^  $%  [[%c ~] (pair (pair step step) @)]
                [[%m ~] (pair (pair step step) @)]
                [[%s ~] p=plot]
            ==
        (pair step @)
      --
  =<  $
  ~%  %plot  +  ~
  |%
  ++  $
    $^  [l=$ r=$]
    [a=bloq b=(list plat)]
  ::  fax: the number, and the size of its blocks, and how many there are
  ::  > (fax:plot [[3 ~[5 6]] [2 ~[7 8]]])
  ::  [p=8.848.901 q=2 r=6]
  ++  fax
    ~/  %fax
    |=  p=$
    ^-  (trel @ bloq step)
    ?^  -.p
      (join $(p l.p) $(p r.p))
    =/  pieces  b.p
    =/  done=(trel @ bloq step)  [0 a.p 0]
    |-
    ?~  pieces  done
    =/  [data=@ count=step]
      =/  piece  i.pieces
      ?@  piece  [piece (^met a.p piece)]
      ?-  -.piece
        @       [(end [a.p p.piece] q.piece) p.piece]
        [%c ~]  [(cut a.p p.piece q.piece) q.p.piece]
        [%m ~]  =/  data  (cut a.p p.piece q.piece)
                [data (^met a.p data)]
        [%s ~]  =/  inner  ^$(p p.piece)
                [p.inner (fit a.p q.inner r.inner)]
      ==
    =/  more  (lsh [a.p r.done] data)
    $(pieces t.pieces, done [(add p.done more) a.p (add r.done count)])
  ::  join: two of them: the second one's blocks are those of the whole
  ++  join
    |=  [low=(trel @ bloq step) high=(trel @ bloq step)]
    ^+  low
    =/  count  (fit q.high q.low r.low)
    [(add p.low (lsh [q.high count] p.high)) q.high (add r.high count)]
  ::  fit: how many blocks of a size hold some of another
  ++  fit
    |=  [size=bloq from=bloq count=step]
    ^-  step
    (div (add (mul count (bex from)) (dec (bex size))) (bex size))
  ::  met: the size of the blocks, and how many there are
  ++  met
    ~/  %met
    |=(p=$ `(pair bloq step)`+:(fax p))
  --
::
::  eyre: the types of addresses and of requests to them
++  eyre  ^?
  |%
  ::  host: by its domain or its number
  ::  hoke: this machine
  ::  hart: whether it is secure, the port, and the host
  +$  host  (each turf @if)
  +$  hoke  (each [%localhost ~] ?(%.0.0.0.0 %.127.0.0.1))
  +$  hart  [p=? q=(unit @ud) r=host]
  ::  pork: a path with what kind of file is at its end
  ::  quay, quer: what is asked, as a list, and as a tuple
  ::  purl, purf: all of it, and with a place in what is found
  ::  quri: all of it, or what is left when the host is known
  +$  pork  [p=(unit @ta) q=(list @t)]
  +$  quay  (list [p=@t q=@t])
  ++  quer  |-($@(~ [p=@t q=@t t=$]))
  +$  purl  [p=hart q=pork r=quay]
  +$  purf  (pair purl (unit @t))
  +$  quri
    $%  [%& p=purl]
        [%| p=pork q=quay]
    ==
  ::  meth: what is to be done with an address
  ::  math, mess: headers, by name, and in their order
  ::  moth, hiss, hate: what is to be done; with which address; for which ship
  ::  httq, httr: a request and a response as they come
  +$  meth  ?(%conn %delt %get %head %opts %post %put %trac)
  +$  math  (map @t (list @t))
  +$  mess  (list [p=@t q=@t])
  +$  moth  [p=meth q=math r=(unit octs)]
  +$  hiss  [p=purl q=moth]
  +$  hate  [p=purl q=@p r=moth]
  +$  httq  [p=meth q=@t r=(list [p=@t q=@t]) s=(unit octs)]
  +$  httr  [p=@ud q=mess r=(unit octs)]
  ::  user, oryx: who asks, and a secret of the page that is asked from
  +$  user  knot
  +$  oryx  @t
  ::  $cred: what is known of who asks
  +$  cred
    $:  hut=hart
        aut=(jug @tas @t)
        orx=oryx
        acl=(unit @t)
        cip=(each @if @is)
        cum=(map @tas *)
    ==
  ::  epic: all that is asked
  +$  epic  [qix=(map @t @t) ced=cred bem=beam]
  --
::
::  http: requests and responses, and their headers
++  http  ^?
  |%
  ::  header-list, method: names with values; what is to be done
  +$  header-list  (list [key=@t value=@t])
  +$  method
    $?  %'CONNECT'
        %'DELETE'
        %'GET'
        %'HEAD'
        %'OPTIONS'
        %'PATCH'
        %'POST'
        %'PUT'
        %'TRACE'
    ==
  ::  request, response-header: what is asked, and how it is answered
  +$  request  [=method url=@t =header-list body=(unit octs)]
  +$  response-header  [status-code=@ud headers=header-list]
  ::  simple-payload: a whole response
  +$  simple-payload  [=response-header data=(unit octs)]
  ::  http-event: a response in parts
  +$  http-event
    $%  [%start =response-header data=(unit octs) complete=?]
        [%continue data=(unit octs) complete=?]
        [%cancel ~]
    ==
  ::  get-header: the first value of a name, if any
  ::  > (get-header:http 'host' ~[['host' 'a.b'] ['x' 'y']])
  ::  [~ 'a.b']
  ++  get-header
    |=  [header=@t =header-list]
    ^-  (unit @t)
    |-
    ?~  header-list  ~
    ?.  =(header key.i.header-list)
      $(header-list t.header-list)
    `value.i.header-list
  ::  set-header: with another value for the first of a name, or for a new one
  ::  > (set-header:http 'x' 'z' ~[['host' 'a.b'] ['x' 'y']])
  ::  ~[[key='host' value='a.b'] [key='x' value='z']]
  ++  set-header
    |=  [header=@t value=@t =header-list]
    ^-  ^header-list
    |-
    ?~  header-list  ~[[header value]]
    ?.  =(header key.i.header-list)
      [i.header-list $(header-list t.header-list)]
    [[header value] t.header-list]
  ::  delete-header: without the first of a name
  ::  > (delete-header:http 'x' ~[['host' 'a.b'] ['x' 'y']])
  ::  ~[[key='host' value='a.b']]
  ++  delete-header
    |=  [header=@t =header-list]
    ^-  ^header-list
    |-
    ?~  header-list  ~
    ?.  =(header key.i.header-list)
      [i.header-list $(header-list t.header-list)]
    t.header-list
  ::  unpack-header: the value of a header as lists of names with values, if it
  ::  is one
  ++  unpack-header
    |=  value=@t
    ^-  (unit (list (map @t @t)))
    =/  space  ;~(pose ace (just '\09'))
    =/  token
      (cook crip (plus ;~(pose aln (mask "!#$%&'*+-.^_`|~"))))
    =/  quoted
      %+  cook  crip
      %+  ifix  [. .]:;~(less (jest '\\"') doq)
      %-  star
      ;~  pose
        ;~(pfix bas ;~(pose (just '\09') ace prn))
        (just '\09')
        ;~(less (mask "\22\5c\7f") (shim 0x20 0xff))
      ==
    =/  pair
      ;~(plug token ;~(pose ;~(pfix tis ;~(pose token quoted)) (easy '')))
    =/  pairs
      %+  cook  ~(gas by *(map @t @t))
      (most (ifix [. .]:(star ace) mic) pair)
    (rust (cass (trip value)) (more (ifix [. .]:(star space) com) pairs))
  --
::
