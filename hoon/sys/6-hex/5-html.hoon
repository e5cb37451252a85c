+|  %web-texts
::
::  html: the texts of the web: bytes as text, JSON, XML, addresses
++  html  ^?
  =,  eyre
  |%
  ::  mimes: bytes, and ways to write them
  ++  mimes  ^?
    ~%  %mimes  ..part  ~
    |%
    ::  as-octs, as-octt: a text as bytes, and a tape
    ::  > (as-octs:mimes:html 'abc')
    ::  [p=3 q=6.513.249]
    ::  > (as-octt:mimes:html "abc")
    ::  [p=3 q=6.513.249]
    ++  as-octs  |=(tam=@ `octs`[(met 3 tam) tam])
    ++  as-octt  |=(tep=tape (as-octs (crip tep)))
    ::  en-mite: what bytes are, with slashes
    ::  > (en-mite:mimes:html /text/html)
    ::  'text/html'
    ++  en-mite  |=(myn=mite `@t`(rap 3 (join '/' myn)))
    ::  base16: in base 16, the highest byte first
    ::  > (en:base16:mimes:html [3 'abc'])
    ::  '636261'
    ::  > (de:base16:mimes:html '616263')
    ::  [~ [p=3 q=6.382.179]]
    ++  base16
      ~%  %base16  +  ~
      |%
      ::  en, de: to a text, and from one
      ::  rule: the rule for it
      ++  en
        ~/  %en
        |=  bytes=octs
        =/  digits  (x-co:co (mul 2 p.bytes))
        `cord`(crip (digits (end [3 p.bytes] q.bytes)))
      ++  de
        ~/  %de
        |=(text=cord `(unit octs)`(rush text rule))
      ++  rule
        %+  cook
          |=  digits=(list @)
          ^-  octs
          =/  count  (lent digits)
          [(add (div count 2) (mod count 2)) (rep [0 4] (flop digits))]
        (star hit)
      --
    ::  base64: in base 64: with what fills the last four up (.pad), and with
    ::  digits that may stand in an address (.url), or not
    ::  > (en:base64:mimes:html [4 'abcd'])
    ::  'YWJjZA=='
    ::  > (de:base64:mimes:html 'YWJjZA==')
    ::  [~ [p=4 q=1.684.234.849]]
    ++  base64
      =+  [pad=& url=|]
      |%
      ::  en: to a text
      ++  en
        ^-  $-(octs cord)
        =/  digits
          %^  cat  3
            'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
          ?:(url '-_' '+/')
        |=  bytes=octs
        ^-  cord
        =/  lack   (mod (mul 2 p.bytes) 3)
        =/  count  (mul 4 (div (add p.bytes lack) 3))
        =/  parts  (rip [0 6] (lsh [3 lack] (rev 3 bytes)))
        =/  parts  (weld parts (reap (sub count (lent parts)) 0))
        =/  text   (turn (slag lack parts) |=(n=@ (cut 3 [n 1] digits)))
        (crip (flop ?:(pad (weld (reap lack '=') text) text)))
      ::  de: from a text
      ++  de  |=(a=cord `(unit octs)`(rush a parse))
      ::  parse: the rule for it
      ++  parse
        ^-  $-(nail (like octs))
        %+  sear  bytes
        ;~  plug
          %-  plus
          ;~  pose
            (cook |=(a=@ (sub a 'A')) (shim 'A' 'Z'))
            (cook |=(a=@ (add 26 (sub a 'a'))) (shim 'a' 'z'))
            (cook |=(a=@ (add 52 (sub a '0'))) (shim '0' '9'))
            (cold 62 (just ?:(url '-' '+')))
            (cold 63 (just ?:(url '_' '/')))
          ==
          (stun [0 2] (cold %0 tis))
        ==
      ::  bytes: the bytes of digits, if what fills them up is as it should be
      ++  bytes
        |=  [digits=(list @) fill=(list @)]
        ^-  (unit octs)
        =/  lack  (mod (mul 3 (lent digits)) 4)
        ?:  &(pad !=(lack (lent fill)))
          ~&(%base-64-padding-err-one ~)
        ?:  &(!pad ?=(^ fill))
          ~&(%base-64-padding-err-two ~)
        =/  count  (sub (mul 3 (div (add lack (lent digits)) 4)) lack)
        =/  whole  (rep [0 6] (flop digits))
        `[count (rev 3 count (rsh [1 lack] whole))]
      --
    ::  en-base58, de-base58: a number in base 58, and from it; other digits are
    ::  refused
    ::  > (en-base58:mimes:html 123.456.789)
    ::  "BukQL"
    ::  > (de-base58:mimes:html "BukQL")
    ::  123.456.789
    ++  en-base58
      |=  dat=@
      =/  digits  '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
      =|  done=tape
      |-
      ?:  =(0 dat)  done
      =/  [rest=@ digit=@]  (dvr dat 58)
      $(dat rest, done [(cut 3 [digit 1] digits) done])
    ++  de-base58  |=(t=tape (scan t (bass 58 (plus (sear cha:fa next)))))
    --
  ::  json: JSON
  ::  > (en:json:html [%o [['a' %n '1'] ~ ~]])
  ::  '{"a":1}'
  ::  > (de:json:html '[null, true]')
  ::  [~ [%a p=[i=~ t=[i=[%b p=%.y] t=~]]]]
  ++  json  ^?
    ~%  %json  ..part  ~
    |%
    ::  en: a value as a text
    ++  en
      ~%  %en  +>+  ~
      |^  |=  jon=^json
          ^-  cord
          (rap 3 (flop (onto jon ~)))
      ::  onto: the texts of a value on top of those before it, the last one
      ::  first
      ++  onto
        |=  [val=^json out=(list @t)]
        ^+  out
        ?~  val  ['null' out]
        ?-    -.val
            %b  [?:(p.val 'true' 'false') out]
            %n  [p.val out]
            %s  [(quoted p.val) out]
            %a
          =.  out  ['[' out]
          =/  rest  p.val
          |-  ^+  out
          ?~  rest  [']' out]
          =.  out  ^$(val i.rest)
          $(rest t.rest, out ?~(t.rest out [',' out]))
        ::
            %o
          =.  out  ['{' out]
          =/  rest  ~(tap by p.val)
          |-  ^+  out
          ?~  rest  ['}' out]
          =.  out  ^$(val q.i.rest, out [':' (quoted p.i.rest) out])
          $(rest t.rest, out ?~(t.rest out [',' out]))
        ==
      ::  quoted: a text with quotes, and with escapes for what needs them
      ++  quoted
        |=  text=@t
        ^-  @t
        (rap 3 '"' (snoc (turn (rip 3 text) escaped) '"'))
      ::  escaped: one byte of it
      ++  escaped
        |=  byte=@
        ^-  @t
        ?:  =(10 byte)   '\\n'
        ?:  =('"' byte)  '\\"'
        ?:  =('\\' byte)  '\\\\'
        ?:  &((gth byte 31) !=(127 byte))  byte
        (crip ['\\' 'u' ((x-co:co 4) byte)])
      --
    ::  de: the value of a text, if it is JSON
    ++  de
      ~%  %de  +>+  ~
      |^  |=  txt=cord
          ^-  (unit ^json)
          (rush txt apex)
      ::  apex: a value, with space around it
      ++  apex
        %+  knee  *^json
        |.  ~+
        %+  ifix  [spac spac]
        ;~  pose
          (cold ~ (jest 'null'))
          (stag %b (fuss 'true' 'false'))
          (stag %s stri)
          (stag %n (cook crip numb))
          (stag %a (ifix [sel wser] (more wcom apex)))
          (stag %o (cook malt (ifix [kel wker] (more wcom pear))))
        ==
      ::  pear: a key and its value
      ++  pear  ;~(plug ;~(sfix (wish stri) (wish col)) apex)
      ::  spac: space
      ::  wish: a rule behind it
      ::  wser, wcom, wker: brackets and a comma behind it
      ++  spac  (star (mask ~[`@`9 `@`10 `@`13 ' ']))
      ++  wish  |*(sef=rule ;~(pfix spac sef))
      ++  wser  (wish ser)
      ++  wcom  (wish com)
      ++  wker  (wish ker)
      ::  numb: a number, as it is written
      ++  numb
        =/  part    |*(sab=rule (cook |=(byte=@ ~[byte]) sab))
        =/  maybe   |*(sab=rule ;~(pose sab (easy ~)))
        =/  digits  (plus nud)
        ;~  (comp weld)
          (maybe (part hep))
          ;~(pose (part (just '0')) ;~(plug (shim '1' '9') (star nud)))
          (maybe ;~(plug dot digits))
          %-  maybe
          ;~((comp weld) (part (mask "eE")) (maybe (part (mask "+-"))) digits)
        ==
      ::  stri: a text; what comes out must be UTF-8
      ++  stri
        %+  sear  (flit |=(text=cord (sane-utf (rip 3 text))))
        %+  cook  crip
        %+  ifix  [doq doq]
        (star ;~(pose ;~(less doq bas (shim 32 255)) ;~(pfix bas esca)))
      ::  esca: what may stand behind a backslash
      ++  esca
        ;~  pose
          doq
          fas
          bas
          (cold `@`8 (just 'b'))
          (cold `@`9 (just 't'))
          (cold `@`10 (just 'n'))
          (cold `@`12 (just 'f'))
          (cold `@`13 (just 'r'))
          ;~(pfix (just 'u') (cook |=(point=@ (tuft point)) unic))
        ==
      ::  unic: a code point in four digits, or in two times four, a half of it
      ::  above 0x1.0000 in each
      ++  unic
        =/  quad  (bass 16 (stun [4 4] hit))
        =/  from
          |=  [low=@ top=@]
          |=  n=@
          ^-  (unit @)
          ?.(&((gte n low) (lth n top)) ~ `(sub n low))
        ;~  pose
          (sear (from 0x0 0xd800) quad)
          (cook |=(n=@ (add 0xe000 n)) (sear (from 0xe000 0x1.0000) quad))
          %+  cook
            |=([high=@ low=@] :(add 0x1.0000 low (lsh [0 10] high)))
          ;~  plug
            (sear (from 0xd800 0xdc00) quad)
            ;~(pfix (jest '\\u') (sear (from 0xdc00 0xe000) quad))
          ==
        ==
      ::  sane-utf: is it UTF-8, in the shortest form, and without halves?
      ++  sane-utf
        |=  bytes=(list @)
        ^-  ?
        ?~  bytes  &
        =/  lead  i.bytes
        ?:  (lth lead 128)  $(bytes t.bytes)
        ?.  &((gte lead 194) (lth lead 245))  |
        =/  more  ?:((lth lead 224) 1 ?:((lth lead 240) 2 3))
        =/  low
          ?:(=(224 lead) 160 ?:(=(240 lead) 144 128))
        =/  top
          ?:(=(237 lead) 159 ?:(=(244 lead) 143 191))
        =/  rest  t.bytes
        |-  ^-  ?
        ?:  =(0 more)  ^$(bytes rest)
        ?~  rest  |
        ?.  &((gte i.rest low) (lte i.rest top))  |
        $(rest t.rest, more (dec more), low 128, top 191)
      --
    --
  ::  en-xml: a node as a text; a tag without content is closed at once where
  ::  HTML has it so, or wherever it is (.cot); text may be left as it is (.unq)
  ::  > (en-xml:html ;p(class "x"):"a < b")
  ::  "<p class=\"x\">a &lt; b</p>"
  ++  en-xml
    =<  |=(a=manx `tape`(apex a ~))
    |_  _[unq=`?`| cot=`?`|]
    ::  apex: a node, before a text
    ++  apex
      |=  [mex=manx rez=tape]
      ^-  tape
      ?:  ?=([%$ [[%$ *] ~]] g.mex)
        (escp v.i.a.g.mex rez)
      =/  tag  `mane`n.g.mex
      =.  unq  |(unq ?=(?(%script %style) tag))
      =/  text  (name tag)
      =/  alone  |(cot ?@(tag (clot tag) |))
      =/  rest
        ?:  &(alone ?=(~ c.mex))  [' ' '/' '>' rez]
        ['>' (many c.mex :(weld "</" text ">" rez))]
      :-  '<'
      %+  weld  text
      ?~(a.g.mex rest [' ' (attr a.g.mex rest)])
    ::  attr: attributes, before a text
    ++  attr
      |=  [tat=mart rez=tape]
      ^-  tape
      ?~  tat  rez
      =/  rest  ?~(t.tat rez [' ' $(tat t.tat)])
      =/  value  (escp(unq |) v.i.tat ['"' rest])
      :(weld (name n.i.tat) "=\"" value)
    ::  escp: a text with escapes, before a text
    ++  escp
      |=  [tex=tape rez=tape]
      ^-  tape
      ?:  unq  (weld tex rez)
      ?~  tex  rez
      =.  rez  $(tex t.tex)
      ?+  i.tex  [i.tex rez]
        %'"'   (weld "&quot;" rez)
        %'&'   (weld "&amp;" rez)
        %'\''  (weld "&#39;" rez)
        %'<'   (weld "&lt;" rez)
        %'>'   (weld "&gt;" rez)
      ==
    ::  many: nodes, before a text
    ++  many
      |=  [lix=(list manx) rez=tape]
      ^-  tape
      (reel lix |:([one=*manx rest=rez] (apex one rest)))
    ::  name: a name, with its space
    ++  name
      |=  man=mane
      ^-  tape
      ?@(man (trip man) "{(trip -.man)}:{(trip +.man)}")
    ::  clot: is it a tag without content?
    ++  clot
      ~+
      =/  tags=(list term)
        :~  %area   %base  %br      %col    %command  %embed  %hr   %img
            %input  %keygen  %link  %meta   %param    %source  %track  %wbr
        ==
      ~(has in (silt tags))
    --
  ::  de-xml: the node of a text, if it is one of XML; with names for more
  ::  characters (.ent)
  ::  > (de-xml:html '<a><b/></a>')
  ::  [~ [g=[n=%a a=~] c=~[[g=[n=%b a=~] c=~]]]]
  ++  de-xml
    =<  |=(a=cord (rush a apex))
    |_  ent=_`(map term @t)`[[%apos '\''] ~ ~]
    ::  apex: a node, with comments and space around it
    ++  apex
      =/  gaps  ;~(pose comt whit)
      %+  knee  *manx
      |.  ~+
      %+  ifix  [;~(plug (more gaps decl) (star gaps)) (star gaps)]
      ;~(pose pair empt)
    ::  pair: a node between its tags, which must have one name
    ++  pair
      %+  sear
        |=  [tag=marx nodes=marl end=mane]
        ?.(=(end n.tag) ~ (some [tag nodes]))
      ;~(plug head many tail)
    ::  head, tail, empt: a tag that opens, one that closes, and one that is all
    ++  head  (ifix [gal gar] ;~(plug name attr))
    ++  tail  (ifix [(jest '</') gar] name)
    ++  empt
      %+  ifix  [gal (jest '/>')]
      ;~(plug ;~(plug name attr) (cold ~ (star whit)))
    ::  attr: attributes, in quotes of one kind or the other, or without a value
    ++  attr
      =/  is  (ifix [. .]:(star whit) tis)
      %+  knee  *mart
      |.  ~+
      %-  star
      ;~  plug
        ;~(pfix (plus whit) name)
        ;~  pose
          (ifix [;~(plug is doq) doq] (star ;~(less doq escp)))
          (ifix [;~(plug is soq) soq] (star ;~(less soq escp)))
          (easy ~)
        ==
      ==
    ::  many: what is between two tags
    ++  many
      =/  one  ;~(pose apex chrd cdat)
      ;~(pfix (star comt) (star ;~(sfix one (star comt))))
    ::  text: a tape as a node
    ++  text  |=(a=tape `mars`;/(a))
    ::  cdat, chrd: text as it is, and text with escapes
    ++  cdat
      =/  end  (jest ']]>')
      (cook text (ifix [(jest '<![CDATA[') end] (star ;~(less end next))))
    ++  chrd  (cook text (plus ;~(pose (just `@`10) escp)))
    ::  comt, decl: a comment, and what a document begins with
    ++  comt
      =/  end  (jest '-->')
      %+  ifix  [(jest '<!--') end]
      (star ;~(pose ;~(less hep prn) whit ;~(less end hep)))
    ++  decl
      =/  end  (jest '?>')
      (ifix [(jest '<?xml') end] (star ;~(less end prn)))
    ::  escp: a character, or an escape for one
    ++  escp  ;~(pose ;~(less gal gar pam prn) enty)
    ::  enty: an escape: by a name, or by its number in base 10 or 16
    ++  enty
      =/  names
        %-  ~(uni by `(map term @t)`(my:nl ~[gt+'>' lt+'<' amp+'&' quot+'"']))
        ent
      =/  point  |=(a=@c ?:((gth a 0x10.ffff) '�' (tuft a)))
      %+  ifix  [pam mic]
      ;~  pose
        (sear ~(get by names) (cook crip ;~(plug alf (stun 1^31 aln))))
        %+  cook  point
        ;~  pfix  hax
          ;~  pose
            (bass 10 (stun 1^8 dit))
            ;~(pfix (mask "xX") (bass 16 (stun 1^8 hit)))
          ==
        ==
      ==
    ::  name: a name, with its space, if it has one
    ++  name
      =/  word
        (cook crip ;~(plug ;~(pose cab alf) (star ;~(pose cab dot alp))))
      ;~(pose ;~((glue col) word word) word)
    ::  whit: space
    ++  whit  (mask ~[' ' `@`0x9 `@`0xa])
    --
  ::  en-urlt: a text with escapes for what may not stand in an address
  ::  > (en-urlt:html "a b/~c")
  ::  "a%20b%2F~c"
  ++  en-urlt
    |=  tep=tape
    ^-  tape
    %-  zing
    %+  turn  tep
    |=  byte=char
    ^-  tape
    ?:  ?|  ?=(?(%'.' %'-' %'~' %'_') byte)
            &((gte byte 'a') (lte byte 'z'))
            &((gte byte 'A') (lte byte 'Z'))
            &((gte byte '0') (lte byte '9'))
        ==
      ~[byte]
    ['%' (cuss ((x-co:co 2) byte))]
  ::  de-urlt: and back, if the escapes are ones
  ::  > (de-urlt:html "a%20b")
  ::  [~ "a b"]
  ++  de-urlt
    |=  tep=tape
    ^-  (unit tape)
    =|  done=tape
    |-
    ?~  tep  `(flop done)
    ?.  =('%' i.tep)  $(tep t.tep, done [i.tep done])
    ?.  ?=([@ @ *] t.tep)  ~
    =/  byte  (rush (cat 3 i.t.tep i.t.t.tep) hex:ag)
    ?~(byte ~ $(tep t.t.t.tep, done [`@`u.byte done]))
  ::  en-purl: an address as a text
  ::  > (en-purl:html [[& ~ %& ~['com' 'a']] [~ ~['b']] ~])
  ::  "https://a.com/b"
  ++  en-purl
    =<  |=(pul=purl `tape`(apex %& pul))
    |%
    ::  apex, apix: one with or without its host, and one with a place
    ++  apex
      |=  qur=quri
      ^-  tape
      ?-  -.qur
        %&  (weld (head p.p.qur) $(qur [%| q.p.qur r.p.qur]))
        %|  ['/' (weld (body p.qur) (tail q.qur))]
      ==
    ++  apix
      |=  purf
      (weld (apex %& p) ?~(q "" `tape`['#' (trip u.q)]))
    ::  head: scheme, host and port
    ++  head
      |=  har=hart
      ^-  tape
      =/  safe  &(p.har !?=(hoke r.har))
      =/  name
        ?-  -.r.har
          %&  (zing (join "." (turn (flop p.r.har) trip)))
          %|  (slag 1 (scow %if p.r.har))
        ==
      =/  port=tape  ?~(q.har ~ [':' ((d-co:co 1) u.q.har)])
      =/  scheme  ?:(safe "https" "http")
      "{scheme}://{name}{port}"
    ::  body: the path
    ++  body
      |=  pok=pork
      ^-  tape
      ?:  =(~ q.pok)  ~
      =/  names  (turn q.pok |=(name=@t (en-urlt (trip name))))
      =/  path   `tape`(zing (join "/" names))
      ?~(p.pok path "{path}.{(trip u.p.pok)}")
    ::  tail: what is asked
    ++  tail
      |=  kay=quay
      ^-  tape
      ?:  =(~ kay)  ~
      =/  pairs
        %+  turn  kay
        |=  [p=@t q=@t]
        =/  key  (en-urlt (trip p))
        ?~(q key "{key}={(en-urlt (trip q))}")
      ['?' (zing (join "&" pairs))]
    --
  ::  de-purl: the address of a text, if it is one
  ::  > (de-purl:html 'http://a.com/b?c=d')
  ::  [~ [p=[p=%.n q=~ r=[%.y p=<|com a|>]] q=[p=~ q=<|b|>] r=~[[p='c' q='d']]]]
  ++  de-purl
    =<  |=(a=cord `(unit purl)`(rush a auri))
    |%
    ::  deft: the parts of a path, with what is behind the last dot as the kind
    ::  of file
    ++  deft
      |=  rax=(list @t)
      ^-  pork
      ?~  rax  [~ ~]
      ?^  t.rax
        =/  [kind=(unit @ta) rest=(list @t)]  $(rax t.rax)
        [kind i.rax rest]
      =/  back  (flop (trip i.rax))
      =/  kind  (crip (flop (scag (lent-of-kind back) back)))
      =/  rest  (slag (lent-of-kind back) back)
      ?.  &(?=([%'.' *] rest) ((sane %ta) kind))
        [~ ~[i.rax]]
      [`kind ?~(t.rest ~ ~[(crip (flop t.rest))])]
    ::  lent-of-kind: how many letters and figures a text begins with
    ++  lent-of-kind
      |=  text=tape
      ^-  @
      ?~  text  0
      ?~((rush i.text aln) 0 +($(text t.text)))
    ::  apat: a path
    ++  apat  (cook deft ;~(pfix fas (more fas smeg)))
    ::  auri, aurf, auru: an address; with a place; with who asks
    ::  rest: what is behind a host
    ++  auri  ;~(plug ;~(plug htts thor) rest)
    ++  rest  ;~(plug ;~(pose apat (easy *pork)) yque)
    ++  aurf
      %+  cook  |~(a=purf a)
      ;~(plug auri (punt ;~(pfix hax (cook crip (star pque)))))
    ++  auru
      =/  who  (punt ;~(sfix urt:ab pat))
      %+  cook
        |=  [[p=? q=(unit user) r=[(unit @ud) host]] s=[pork quay]]
        ^-  (pair (unit user) purl)
        [q [[p r] s]]
      ;~  plug
        ;~(plug htts who thor)
        rest
      ==
    ::  htts, scem: the scheme, and whether it is secure
    ++  htts
      =/  names  (malt `(list (pair term ?))`~[http+| https+&])
      %+  sear  ~(get by names)
      ;~(sfix scem ;~(plug col fas fas))
    ++  scem
      %+  cook  |=(a=tape (crip (cass a)))
      ;~(plug alf (star ;~(pose aln lus hep dot)))
    ::  thor, thos: host and port, and the host alone
    ++  thor
      %+  cook  |*([* *] [+<+ +<-])
      ;~(plug thos ;~((bend) (easy ~) ;~(pfix col dim:ag)))
    ++  thos
      =/  byte  (ape:ag ted:ab)
      ;~  plug
        ;~  pose
          (stag %& (sear domain (most dot dlab)))
          (stag %| (bass 256 ;~(plug byte (stun [3 3] ;~(pfix dot byte)))))
        ==
      ==
    ::  domain: the parts of a domain, the last one first, which must begin with
    ::  a letter
    ++  domain
      |=  parts=(list @t)
      =/  back  (flop parts)
      ?>  ?=(^ back)
      ?~((rush (end 3 i.back) (shim 'a' 'z')) ~ [~ u=back])
    ::  dlab: a part of a domain, in lower case
    ++  dlab
      %+  sear
        |=  part=tape
        ^-  (unit @ta)
        ?:(=('-' (rear part)) ~ `(crip (cass part)))
      ;~(plug aln (star alp))
    ::  yque, yquy: what is asked, with its mark and without: pairs, or any text
    ++  yque  ;~(pose ;~(pfix wut yquy) (easy ~))
    ++  yquy
      =/  value  ;~(pose ;~(pfix tis fquu) (easy ''))
      ;~  pose
        (more ;~(pose pam mic) ;~(plug fque value))
        (cook |=(a=tape [[%$ (crip a)] ~]) (star pque))
      ==
    ::  fque, fquu: a key, and a value
    ++  fque  (cook crip (plus pquo))
    ++  fquu  (cook crip (star pquo))
    ::  smeg: a part of a path
    ++  smeg  (cook crip (star pcar))
    ::  pcar, pque, pquo: what may stand in a path, in what is asked, and in a
    ::  pair of it
    ++  pcar  ;~(pose pure pesc psub col pat)
    ++  pque  ;~(pose pcar fas wut)
    ++  pquo  ;~(pose pure pesc pold fas wut col com)
    ::  pesc, pold: an escape, and an old one for a space
    ++  pesc  ;~(pfix cen mes)
    ++  pold  (cold ' ' (just '+'))
    ::  pure, psub: what stands for itself, and what parts
    ++  pure  ;~(pose aln hep cab dot zap sig tar soq pal par)
    ++  psub
      ;~(pose zap buc pam soq pal par tar lus com mic tis)
    ::  cock: a cookie: names and values
    ::  tock, tosk: a value, without and with quotes
    ::  toke: a name
    ++  cock
      %+  most  ;~(plug mic ace)
      ;~((glue tis) toke tosk)
    ++  tock  (cook crip (plus pcok))
    ++  tosk  ;~(pose tock (ifix [doq doq] tock))
    ++  toke  (cook crip (plus ptok))
    ::  pcok, ptok: what may stand in a value, and in a name
    ++  pcok  ;~(less bas mic com doq prn)
    ++  ptok
      =/  marks  (mask "!#$%&'*+-.^_`|~")
      ;~(pose aln marks)
    ::  zest: what is asked of a host: all of it, or without the host
    ++  zest
      %+  cook  |=(found=quri found)
      ;~(pose (stag %& auri) (stag %| ;~(plug apat yque)))
    --
  ::  en-turf, de-turf: a domain as a text, and back
  ::  > (en-turf:html ~['com' 'example'])
  ::  'example.com'
  ::  > (de-turf:html 'example.com')
  ::  [~ <|com example|>]
  ++  en-turf  |=(=turf `@t`(rap 3 (flop (join '.' turf))))
  ++  de-turf
    |=  text=@t
    ^-  (unit turf)
    =/  may=(unit host)  (rush text thos:de-purl)
    ?.(?=([~ %& *] may) ~ `p.u.may)
  ::  fuel: all that is asked, of its parts
  ++  fuel
    |=  [bem=beam ced=noun:cred quy=quer]
    ^-  epic
    =/  pairs  |-(`quay`?~(quy ~ [[p.quy q.quy] $(quy t.quy)]))
    [(malt pairs) ;;(cred ced) bem]
  ::  hiss-to-request: a request as they are now; of several values of a header
  ::  the first
  ++  hiss-to-request
    |=  =hiss
    ^-  request:http
    =/  method
      ?-  p.q.hiss
        %conn  %'CONNECT'
        %delt  %'DELETE'
        %get   %'GET'
        %head  %'HEAD'
        %opts  %'OPTIONS'
        %post  %'POST'
        %put   %'PUT'
        %trac  %'TRACE'
      ==
    =/  headers
      %+  turn  ~(tap by q.q.hiss)
      |=([key=@t values=(list @t)] [key ?>(?=(^ values) i.values)])
    [method (crip (en-purl p.hiss)) headers r.q.hiss]
  --
::
