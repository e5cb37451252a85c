# The mistakes that everybody makes, and what is said about each: in the language's words, and what to write instead.

# told PROGRAM PLACE WORDS...: PROGRAM, with \n for new lines, is refused at LINE:COLUMN, and each of WORDS is said.
told_by=(eval --bare)
told() {
  local program=$1 place=$2 words ok=yes
  shift 2
  printf '%b' "$program" >p.hoon
  run "${told_by[@]}" -f p.hoon
  [ $code -ne 0 ] && [ ! -s out ] && [[ "$(head -1 err)" == "p.hoon:$place: error: "* ]] || ok=no
  for words in "$@"; do grep -qF -- "$words" err || ok=no; done
  verdict "what is said of $program" $ok "expected at $place: $*
exit $code: $(head -c 1000 err)"
}

# Numbers.
told '(add 1 1000)' 1:11 'syntax: digits are grouped in threes: `1.000`' '`(` opened at 1:1'
told '[1234567 2]' 1:5 '`1.234.567`'
told '0xdeadbeef' 1:7 'hexadecimal digits are grouped in fours: `0xdead.beef`'
told '[0b11111 1]' 1:8 'binary digits are grouped in fours: `0b1.1111`'
told '0xDEAD' 1:3 'hexadecimal digits are lower-case: `0xdead`'
told '[1 0xABC]' 1:6 '`0xabc`'
told '(add 1 007)' 1:9 'a number has no `0` in front: `7`'
told '[00 1]' 1:3 'a number has no `0` in front: `0`'
told '[1,000 2]' 1:3 'a dot groups digits in threes, and no comma: `1.000`'
told '2,500,000' 1:2 '`2.500.000`'
told '(add 1 1.5)' 1:11 '`.1.5`'
told '[3.14 1]' 1:6 '`.3.14`'

# Tall form.
told '|=  a=@ (add a 1)' 1:9 'in tall form two spaces or a new line stand between parts' \
  '`|=` of 1:1 takes two parts, and has one'
told '=/ x 5 x' 1:4 'in tall form two spaces'
told '|%\n++ foo 1\n--' 2:4 'in tall form two spaces'
told '^- @ud 5' 1:4 'in tall form two spaces'
told '|%\n++  foo  1\n++ bar 2\n--' 3:4 'in tall form two spaces'
told '?:  & 1  2' 1:7 'in tall form two spaces'

# Wide form.
told '(add  1 2)' 1:6 'in wide form one space stands between parts' '`(` opened at 1:1'
told '[1  2]' 1:4 'in wide form one space'
told '?:(&  1 2)' 1:6 'in wide form one space'
told '[1 2 ]' 1:6 'no space stands before `]`'
told '(add 1 2 )' 1:10 'no space stands before `)`'
told '( add 1 2)' 1:2 'no white space stands behind `(`'
told '[ 1 2]' 1:5 'no white space stands behind `[`'
told '(add 1\n2)' 1:7 'the line ends here, and `(` of 1:1 is not closed: wide form stays on its line'
told '[1 [2\n3]]' 1:6 '`[` of 1:4 is not closed'
told "=/  a  ['x' 'y'\n1" 1:16 '`[` of 1:8 is not closed'
told '(add 1, 2)' 1:7 'parts are separated by a space, without a comma'
told '[1, 2]' 1:3 'without a comma'
told '~[1 2, 3]' 1:6 'without a comma'
told '$(a 1,b 2)' 1:7 'pairs are separated by a comma and one space'
told '=/(a 1 $(a 1 b 2))' 1:13 'pairs are separated by a comma and one space'

# What is open.
told '(add 1 2' 1:9 'the text ends here, and `(` of 1:1 is not closed'
told '[1 2' 1:5 '`[` of 1:1 is not closed'
told '"abc' 1:5 '`"` of 1:1 is not closed'
told "'abc" 1:5 "\`'\` of 1:1 is not closed"
told '~[1 2' 1:6 '`~[` of 1:1 is not closed'
told '[1 (add 2 3' 1:12 '`(` of 1:4 is not closed' '`[` of 1:1 is not closed'
told '"""\nabc\n' 3:1 '`"""` of 1:1 is not closed'
told '"a{(add 1' 1:10 '`(` of 1:4 is not closed' '`{` of 1:3 is not closed' '`"` of 1:1 is not closed'
told "'ab\n1" 1:4 "\`'\` of 1:1 is not closed" "'''"
told '|%\n++  a  1\n' 3:1 'the text ends here, and `|%` of 1:1 wants `--`'
told ':~  1  2\n' 2:1 '`:~` of 1:1 wants `==`'
told '|_  a=@\n++  b  a\n' 3:1 '`|_` of 1:1 wants `--`'
told '=>  |%\n++  a  1\n' 3:1 '`|%` of 1:5 wants `--`' '`=>` of 1:1 takes two parts, and has none'
told '?-  a\n  %b  1\n' 3:1 '`?-` of 1:1 wants `==`'

# Parts of runes.
told '?:  =(1 1)  2' 1:14 '`?:` of 1:1 takes three parts, and has two'
told '|%\n++  a\n  ?:  =(1 1)  2\n++  b  1\n--' 4:2 '`?:` of 3:3 takes three parts, and has two'
told '|%\n++  a\n  =/  x  1\n--' 4:3 '`=/` of 3:3 takes three parts, and has two'
told '|%\n++  a\n++  b  1\n--' 3:2 '`++` of 2:1'
told '=/  x  5' 1:9 '`=/` of 1:1 takes three parts, and has two'
told '?:  &  1  2  3' 1:14 '`?:` of 1:1 takes three parts, and has them: this is one more'
told '^-  @  1  2' 1:11 '`^-` of 1:1 takes two parts, and has them'
told '?:(& 1)' 1:8 '`?:` of 1:1 takes three parts, and has two'
told '?:(& 1 2 3)' 1:12 '`?:` of 1:1 takes three parts, and has more'
told '=/(a 1)' 1:7 '`=/` of 1:1 takes three parts, and has two'
told '|%\n++  a\n  ?:  &  1  2\n  ==\n--' 4:3 '`?:` of 3:3 has all its parts: no `==` closes it'
told '++  foo  1' 1:2 'an arm stands in a core: begin it with `|%`'
told '+$  foo  @' 1:2 'an arm stands in a core'
told '[1 2))' 1:5 '`[` of 1:1 is closed by `]`, and not by `)`'
told '(add 1 2))' 1:10 'nothing is open that `)` closes'
told '~[1 2}' 1:6 '`~[` of 1:1 is closed by `]`, and not by `}`'

# Names.
told 'Foo' 1:1 'names are lower-case letters, digits and hyphens: `foo`'
told 'fooBar' 1:4 '`foo-bar`'
told 'foo_bar' 1:4 '`foo-bar`'
told '=/  myName  1  myName' 1:7 '`my-name`'
told '[MAX_SIZE 1]' 1:2 '`max-size`'

# Bytes that are nothing in Hoon.
told '|%\n++  foo\n\t1\n--' 3:1 'tabs are not white space in Hoon'
told '[1\t2]' 1:3 'tabs are not white space'
told '=/  a  1\n\ta' 2:1 'tabs are not white space'
told '[1 2]\r\n' 1:6 'a carriage return is not white space'
told '=/  a  “b”  a' 1:8 'a typographic quote begins no text: write `"`'
told '‘b’' 1:1 "a typographic quote begins no text: write \`'\`"
told '=/  ä  1  2' 1:5 'letters beyond ASCII'

# Texts.
told "'a\\\\nb'" 1:4 'a new line in a text is `\0a`'
told '"a\\tb"' 1:4 'a tab in a text is `\09`'
told "'a\\\\zb'" 1:4 'behind `\` stands'

# Other languages.
told '=/  x  1\n// doubled\n(add x x)' 2:3 'a comment begins with `::`'
told '[a && b]' 1:5 '`a` and `b` is `&(a b)`'
told '=/  x  1\n(x == 1)' 2:6 'whether two are equal is `=(a b)`'
told 'x = 5' 1:3 'a name is bound by `=/  name  value`'
told 'let x = 5' 1:5 'a name is bound by `=/  name  value`'
told '(add 1 {b})' 1:8 'a cell is `[a b]`'
told '|!  1  2' 1:2 '`|!` is no rune'
told '^-  =/  a' 1:7 '`=/` is a rune of expressions'
told '1 + 2' 1:3 'no operators stand between their operands: `(add a b)`'
told '=/  a  1\n(a + 1' 2:7 'is not closed'
told '=/  a  1\na / 2' 2:3 '`(div a b)`'
told '?:  a > 1  2  3' 1:7 '`(gth a b)`'
told '1 * 2' 1:3 '`(mul a b)`'
told 'add(1, 2)' 1:5 'a call has its gate within: `(add a b)`' '`add(face value)` is `add` with a change'
told '[1 foo(2 3)]' 1:8 '`(foo a b)`'
told '=(1 1 1)' 1:6 '`=(a b)` takes two parts'
told '?:(=(1 2 3) 1 2)' 1:9 '`=(a b)` takes two parts'

# At the edges.
told ' 1' 1:2 'one blank stands in front of all: leave it out'
told ' [1 2]\n' 1:2 'in front of all'
told '1 ' 1:3 'one blank stands behind the end: leave it out'
told '[1 2] ' 1:7 'behind the end'
told '1\n::  c' 2:6 'a comment ends with a new line, and the text ends here'
told '|%\n++  a  1\n--\n::  c' 4:6 'a comment ends with a new line'

# The head of a file.
told '/=' 1:3 '`/=  name  /path` imports a file'

# Nothing of all that: what could stand there.
told '' 1:1 'expected an expression, found the end of the text'
told '=(' 1:3 'the text ends here, and `(` of 1:2 is not closed' 'expected here: an expression'
told '|%\n++  a  1\nfoo\n--' 3:1 'expected an arm (`++` or `+$`) or `--`, found `f`'

# Calls: what the gate takes, and what it was given.
told_by=(eval)
told '(add 1 "a")' 1:1 '`add` takes `[a=@ b=@]`, and is given `[a=@ud b=tape]`'
told '(dec [1 2])' 1:1 '`dec` takes `a=@`, and is given `a=[@ud @ud]`'
told '%+  sub  1\n~[2]' 1:1 '`sub` takes `[a=@ b=@]`'
told '=/  f  |=([x=@t y=@t] x)  (f %a)' 1:27 '`f` takes `[x=@t y=@t]`'
told '(turn ~[1 2] add)' 1:1 'a gate that is called in `turn` takes `[a=@ b=@]`, and is given `@ud`'
told '(add 1 2 3)' 1:1 '`add` takes `[a=@ b=@]`, and is given one more'
told '(dec 1 2)' 1:1 '`dec` takes `a=@`, and is given one more'
told '(mul 1 2 3 4)' 1:1 '`mul` takes `[a=@ b=@]`, and is given 2 more'
told '=/  f  |=([x=@t y=@t] x)  (f 1 2 3)' 1:27 '`f` takes `[x=@t y=@t]`, and is given one more'

# Lists and units.
told '(snag 2 ~[1 2])' 1:1 \
  '`~[1 2]` has a type of its length, and a list is wanted: `(limo ~[1 2])` or `` `(list @ud)`~[1 2] ``'
told '(weld "a" ~[1 2])' 1:1 'the lists hold `@tD` and `@ud`'
told "(weld ~['a' 'b'] ~[1 2])" 1:1 'the lists hold `@t` and `@ud`'
told '=/  l=(list @ud)  ~[1]\ni.l' 2:1 '`l` may be `~`: test it with `?~` first'
told '=/  u=(unit @ud)  `5\nu.u' 2:1 '`u` may be `~`: test it with `?~` first'
told '=/  x  [l=`(list @ud)`~[1] 2]\ni.l.x' 2:1 '`l.x` may be `~`'
told '=/  u=(unit @ud)  `5\n(add u 1)' 2:1 '`a` is a unit, and may be `~`: `need` takes the value out of it'
told '=/  u=(unit @ud)  `5\n^-(@ud u)' 2:8 'this is a unit, and may be `~`'
told "=/  u=(unit @t)  \`'a'\n^-([@ud @t] [1 u])" 2:13 'is a unit, and may be'

# Types are written as people write them; the reference's form is had on demand.
told '^-((list @ud) "abc")' 1:15 'needed: (list @ud)' 'found:  tape'
told '^-((unit @ud) ~["a" "b"])' 1:15 'needed: (unit @ud)'
told '^-((map @t @ud) *(set @ux))' 1:18 'needed: (map @t @ud)' 'found:  (tree @ux)'
told '^-(? %a)' 1:6 'needed: ?'
told '^-(@ud *path)' 1:9 'found:  path'
told_by=(eval --reference-types)
told '^-((list @ud) "abc")' 1:15 'needed: it(@ud)' 'found:  ""'
told '^-((unit @ud) ~["a" "b"])' 1:15 'needed: u(@ud)'
told '^-(? %a)' 1:6 'needed: ?(%.y %.n)'

# Names of other languages, and a sample without a structure.
told_by=(eval)
told 'true' 1:1 'yes is `&`, or `%.y`'
told '[1 undefined]' 1:4 'nothing is `~`'
told '(length ~[1 2])' 1:2 '`(lent list)`'
told '|=  n\nn' 1:5 'what a gate takes has a structure: `|=  n=*`'
told '=/  f  |=  thing  thing\n1' 1:12 '`|=  thing=*`'
told '(~(put by ~) 1 2)' 1:1 'an empty map is `*(map @ @)`'
told '(~(put in ~) 1)' 1:1 '`~` is nothing and stays it'

# Names that this library lacks.
told_by=(eval --bare)
told '(og 1)' 1:2 "the reference's library has \`og\`, and this subject has not"
told 'fl' 1:1 "the reference's library has \`fl\`"
told '*vase' 1:2 "the reference's library has \`vase\`"
told '~&  1  2' 1:1 '`~&` needs the arm `cain` of the library'
told '!>(1)' 1:1 '`!>` needs the arm `onan` of the library'
told '<1>' 1:1 '`<...>` needs the arm `noah` of the library'
told '>1<' 1:1 '`>...<` needs the arm `cain` of the library'
told '~|  1  2' 1:1 '`~|` needs the arm `cain` of the library'

# Code that can never be reached: which test says so.
told '?~  [1 2]  1  2' 1:1 'the `?~` of 1:1' '`[1 2]`' 'its type is `[@ud @ud]`'
told '=/  x=[@ @]  [1 2]\n?@  x  1  2' 2:8 'the `?@` of 2:1 makes it so: `x` never is an atom'
told '=/  x=@  1\n?^  x  1  2' 2:8 'the `?^` of 2:1 makes it so: `x` never is a cell'
told '=/  x=@  1\n?@  x  1  2' 2:11 'the `?@` of 2:1 makes it so: `x` always is an atom'
told '=/  x=?(%a %b)  %a\n?-  x\n  %a  1\n  %b  2\n  %c  3\n==' 2:1 'no value of `x` is of this case'

# What the reference says where its parser crashes.
told '~0-.1.1' 1:8 'decrement-underflow'
told '~s0..dead.beef.dead.beef.dead' 1:30 'decrement-underflow'
told '[~s1..0000.0000.0000.0000.0001 1]' 1:31 'decrement-underflow'

# A type in a message has a bound.
for n in 100 3000 20000; do
  faces=$(seq -f 'a-face-%g=@ud' $n | paste -sd' ')
  printf '=/  x  *[%s]\nzz.x' "$faces" >wide.hoon
  refuses 1 'it was looked for in: \[a-face-1=@ud' eval --bare -f wide.hoon
  longest=$(awk '{ print length }' err | sort -n | tail -1)
  verdict "a type of $n faces in a message" "$([ "$longest" -lt 700 ] && echo yes || echo no)" "$(head -c 1000 err)"
done

told '(1 + 2)' 1:1 'no operators stand between: `(add 1 2)`'
told '(2 add 2)' 1:1 'a call begins with what is called'

# An expression imports nothing; a file does.
refuses 2 '`/\+  name` imports a library' eval $'/+  foo\n1'
refuses 2 '`/-  name` imports a structure' eval $'/-  foo\n1'
told '/+  foo\n1' 1:5 'there is no file lib/foo.hoon'
told '/-  foo\n1' 1:5 'there is no file sur/foo.hoon'

# Crashes: why, and where, with the arm.
crashes() {
  local program=$1 ok=yes words
  shift
  printf '%b' "$program" >p.hoon
  run eval -f p.hoon
  [ $code -eq 1 ] && [ "$(head -1 err)" = 'error: the computation crashed' ] || ok=no
  for words in "$@"; do grep -qxF -- "  $words" err || ok=no; done
  verdict "the crash of $program" $ok "expected: $*
exit $code: $(head -c 1000 err)"
}
crashes '(~(got by *(map @ @)) 1)' '`got`: there is no value under this key' 'at p.hoon:1:1'
crashes '.^(@ /cx/foo)' '`.^` asks, and nothing answers scries here'
crashes '(need ~)' '`need`: the unit is `~`'
crashes ';;(@ [1 2])' '`;;` is given what is not of its type'
crashes ';;([@ @] 1)' '`;;` is given what is not of its type'
crashes ';;(?(%a %b) %c)' '`;;` is given what is not of its type'
crashes ';;(@ (dec 0))' '`dec`: there is nothing below 0'
crashes '?>  =(1 2)\n1' '`?>` asserts what does not hold'
crashes '?<  =(1 1)\n1' '`?<` asserts that what holds does not'
crashes '=>  |%\n    ++  foo\n      !!\n    --\nfoo' '`!!` always crashes' 'at p.hoon:3:7 in foo' 'at p.hoon:5:1'
crashes '=>  |%\n    ++  mean\n      |=  l=(list @)\n      (need ~)\n    --\n(mean ~)' 'at p.hoon:4:7 in mean'
# The same where it is the subject's file that crashes, with and without a kept subject, and a tail that is said anew.
cat >library.hoon <<'END'
|%
++  half
  |=  a=@
  ?:  =(0 (mod a 2))
    (div a 2)
  !!
::
++  halves
  |=  l=(list @)
  (turn l half)
::
++  fail
  ~_  leaf+"lost"
  (need ~)
--
END
for kept in --cache=kept --cache=kept --no-cache; do
  for call in '(half 3)=6:3 in half' '(halves ~[2 4 5])=6:3 in half' 'fail=14:3 in fail' \
    '(halves ~[1])=10:3 in halves'; do
    run eval --subject library.hoon $kept "${call%%=*}"
    verdict "the crash of ${call%%=*} in its subject's file, $kept" \
      "$([ $code -eq 1 ] && grep -qxF "  at library.hoon:${call#*=}" err && grep -q '  at <argument>:1:1$' err &&
        echo yes || echo no)" "exit $code: $(head -c 1000 err)"
  done
done
run eval --bare --subject library.hoon 1
says 1 'library.hoon:4:12: error: find: '
printf '=>  [a=1 b=^-(@ !!)]\nb\n' >crash.hoon
run eval --subject crash.hoon 1
says 1 '^  at crash.hoon:1:17$'
refuses 1 '^  `\[0 7\]` finds nothing at axis 7 of `5`$' nock '[5 0 7]'
refuses 1 '^  `\[4 0 1\]` increments a cell, `\[1 2\]`$' nock '[[1 2] 4 0 1]'
refuses 1 '^  the test of `\[6 \[1 2\] \[1 0\] 1 0\]` is `2`, and neither 0 nor 1$' nock '[0 6 [1 2] [1 0] 1 0]'
refuses 1 '^  `5`, an atom, is no formula$' nock '[0 2 [0 1] 1 5]'
refuses 1 '^  `\[20 1\]` is no formula$' nock '[0 20 1]'
refuses 1 '^  nothing answers the scry of' nock '[0 12 [1 1] 1 2]'

# A deadline is for all of compiling, also for finding out where it ended.
for program in '=>  |%  +$  a  [b b]  +$  b  [a a]  --  *a' '=>  |%  ++  f  |*(a=* (f [a a]))  --  (f 1)' \
  '=>  |%  +$  a  [b c]  +$  b  [c a]  +$  c  [a b]  --  *b'; do
  from=$(date +%s%N)
  run eval --bare --deadline 100 "$program"
  took=$((($(date +%s%N) - from) / 1000000))
  verdict "a deadline holds while $program compiles" "$([ $code -eq 1 ] && [ $took -lt 3000 ] && echo yes || echo no)" \
    "exit $code after $took ms: $(head -c 300 err)"
done

# So is one that is so deep that to come back from there takes longer than to get there; what it says is one of the two.
for text in '[' '(add ' ';~(a ' '|-  '; do
  python3 -c "print('$text' * 3000000)" >deep.hoon
  from=$(date +%s%N)
  run eval --bare --deadline 300 -f deep.hoon
  took=$((($(date +%s%N) - from) / 1000000))
  verdict "a deadline holds while 3,000,000 of $text are parsed" \
    "$([ $code -ne 0 ] && [ $took -lt 4000 ] && grep -qE 'error: (interrupted|too-deep|out-of-memory|syntax): ' err &&
      echo yes || echo no)" "exit $code after $took ms: $(head -c 300 err)"
done

# A text of any length compiles.
for n in 300000 70000; do
  python3 -c "print('\"' + 'a' * $n + '\"')" >long.hoon
  run compile --bare --mug long.hoon
  verdict "a tape of $n bytes" "$([ $code -eq 0 ] && echo yes || echo no)" "$(head -c 300 err)"
done
python3 -c "print('=/  a  1  ^-  (list @)  ~[' + ' '.join(['a'] * 200000) + ']')" >long.hoon
run compile --mug long.hoon
verdict "a list that is cast" "$([ $code -eq 0 ] && echo yes || echo no)" "$(head -c 300 err)"
