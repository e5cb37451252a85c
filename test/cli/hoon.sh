# eval, compile.

prints '[1 2]' eval --bare '[1 2]'

# The same text at other kelvins of the language, and what they know that others do not.
prints 4 eval --kelvin 137 '(add 2 2)'
prints 4 eval --kelvin 135 '(add 2 2)'
prints 5 eval --bare --kelvin 135 '^#(0 5)'
refuses 2 'error: syntax' eval --bare --kelvin 136 '^#(0 5)'
prints '~2026.01.31' eval --bare --kelvin 135 '~2026.1.31'
prints '~2026.1.31' eval --bare --kelvin 136 '~2026.1.31'
prints 1 eval --bare --kelvin 137 '=/(a 0 !@(a 1 2))'
prints 2 eval --bare --kelvin 136 '=/(a 0 !@(a 1 2))'
refuses 2 '^error: there is no Hoon of kelvin 134 here: 138, 137, 136, 135' eval --kelvin 134 1
printf '=>  %%136\n~\n' >language.hoon
prints 2 eval --bare --subject language.hoon --kelvin 136 '=/(a 0 !@(a 1 2))'
prints 2 eval --bare --subject language.hoon '=/(a 0 !@(a 1 2))'
mkdir -p new/lib && printf '|%%  ++  a  1  --' >new/lib/a.hoon
run build --kelvin 135 --desk new -o old.jam lib/a.hoon
prints 1 eval --no-jets --kelvin 135 --subject-jam old.jam a
mkdir -p old/lib && printf '[%%zuse 409]\n' >old/sys.kelvin && printf '=/(a 0 !@(a 1 2))\n' >old/lib/one.hoon
refuses 2 'the type in it is none of Hoon 138' eval --subject-jam old.jam a
run build --desk old --emit value -o one.jam lib/one.hoon
prints 2 cue one.jam
run version --kelvins
verdict 'doc/kelvins.md is what is printed' "$(cmp -s out "$root/doc/kelvins.md" && echo yes || echo no)" \
  "galena version --kelvins > doc/kelvins.md"
prints '[8 [1 1] [0 2] 0 2]' eval --bare --nock '=+(a=1 [a a])'
prints '[a=@ud b=""]' eval --bare --type '[a=1 b=""]'
prints '[1684955507 25717 1]' eval --bare --ast 1
prints 1 eval --bare -- '-:[1 2]'
prints '|=(a=@ (f a))' eval --bare --source $'|=  a=@\n(f a)'
prints $'|=  a=@\n%:  add\n  a\n  1\n==' eval --bare --source --width 8 '|=(a=@ (add a 1))'
prints $'[ a=1\n  b=2\n]' eval --bare --width 8 '[a=1 b=2]'
prints $'[ a=@ud\n  b=@ud\n]' eval --bare --width 8 --type '[a=1 b=2]'
prints "'text'" eval --bare "'text'"
prints '"tape"' eval --bare '"tape"'
printf '=/  a  0\n|-  ^-  @ud\n?:  =(a 5)  a\n$(a .+(a))\n' >count.hoon
prints 5 eval --bare -f count.hoon
"$galena" eval --bare - <count.hoon >out 2>err
code=$?
verdict 'eval -' "$([ $code -eq 0 ] && [ "$(cat out)" = 5 ] && echo yes || echo no)" "$(cat err)"
prints '' eval --bare --jam product.jam '[1 2]'
prints '[1 2]' cue product.jam

# Against the library.
prints 4 eval '(add 2 2)'
prints 4 eval --no-jets '(add 2 2)'
prints 4 eval --check-jets '(add 2 2)'
prints '@' eval --type '(add 2 2)'
refuses 1 '^error: the computation crashed$' eval '(dec 0)'
says 1 '^  decrement-underflow$'
says 1 '^  at <argument>:1:1$'

# Types of types print as types, where the subject says what its types are: `abel`, as !> has it.
cat >types.hoon <<'END'
|%
++  abel  typo
++  onan  |=(a=[p=typo q=*] a)
+$  typo
  $~  %noun
  $@  ?(%noun %void)
  $%  [%atom p=@tas q=$@(~ [~ u=@])]
      [%cell p=typo q=typo]
      [%face p=@tas q=typo]
  ==
--
END
prints '[#t/@ud q=5]' eval --subject types.hoon '!>(5)'
prints '[#t/@t q=97]' eval --subject types.hoon "!>('a')"
prints '[#t/[a=@ud @t] q=[1 98]]' eval --subject types.hoon "!>([a=1 'b'])"
prints '#t/*' eval --subject types.hoon '*typo'
prints '[#t q=*]' eval --subject types.hoon --type '!>(1)'
prints '[#t a=@ud]' eval --subject types.hoon --type '[*typo a=1]'
if [ -n "${GALENA_REFERENCE:-}" ]; then
  library=(eval --subject "$GALENA_REFERENCE/hoon-138.hoon")
  prints '[#t/@ud q=5]' "${library[@]}" '!>(5)'
  prints '#t/*' "${library[@]}" '*type'
  prints '[#t q=*]' "${library[@]}" --type '!>(1)'
  prints '[#t/it(@ud) q=0]' "${library[@]}" '!>(*(list @ud))'
  prints "[#t/[%a @t] q=[97 98]]" "${library[@]}" "!>([%a 'b'])"
else
  skip 'types of the reference: GALENA_REFERENCE is not set'
fi

# compile: what it emits has the mug that it says.
for what in ast type nock both; do
  prints '' compile count.hoon --bare --emit $what -o $what.jam
  run compile count.hoon --bare --emit $what --mug
  mug=$(cat out)
  prints "$mug" mug --jam $what.jam
done
prints "$(cat out)" compile count.hoon --bare --mug
run compile count.hoon --bare --mug --stats
says 0 "^mint +[1-9][0-9]* different questions$"
prints "$("$galena" mug --jam both.jam)" mug "[$("$galena" cue type.jam) $("$galena" cue nock.jam)]"
run compile count.hoon --bare --emit ast --mug
plain=$(cat out)
run compile count.hoon --bare --emit ast --mug --spots /test/hoon
verdict '--spots is another AST' "$([ $code -eq 0 ] && [ "$(cat out)" != "$plain" ] && echo yes || echo no)" \
  "$(cat out)"
refuses 2 '^error: .*no path' compile count.hoon --bare --mug --spots test
refuses 2 '^error: .*-o FILE' compile count.hoon --bare
refuses 2 '^error: cannot emit' compile count.hoon --bare --mug --emit code

# Diagnostics: the place, the kind, the line, the mark, and what took part.
# diagnostic FILE-CONTENT EXIT EXPECTED
diagnostic() {
  printf '%s' "$1" >program.hoon
  run eval --bare -f program.hoon
  verdict "eval of $1" "$([ $code -eq "$2" ] && [ "$(cat err)" = "$3" ] && echo yes || echo no)" "expected exit $2:
$3
exit $code:
$(cat err)"
}
diagnostic '[1 2' 2 'program.hoon:1:5: error: syntax: the text ends here, and `[` of 1:1 is not closed
 1 | [1 2
   |     ^
  expected here: a space and another part or `]`'
diagnostic '=/  a  1
[a &&]
' 2 'program.hoon:2:5: error: syntax: `a` and `b` is `&(a b)`
 2 | [a &&]
   |     ^
  expected here: a space and another part or `]`
  `[` opened at 2:1'
diagnostic '=/  a  1
=/  b  "x"
^-  @ud
b
' 1 'program.hoon:4:1: error: nest-fail: the type that was found does not nest under the one that was needed
 4 | b
   | ^
  needed: @ud
  found:  tape
  `~` does not nest under `@ud`
  needed by `@ud` at 3:5
  found in `b`, which is bound at 2:8'
diagnostic '=>  [a=1 b=2]  [a c]' 1 'program.hoon:1:19: error: find: no such name in the subject: c
 1 | =>  [a=1 b=2]  [a c]
   |                   ^'
diagnostic '=/  ä  1  2' 2 \
  'program.hoon:1:5: error: syntax: letters beyond ASCII stand in cords, tapes and comments only
 1 | =/  ä  1  2
   |     ^
  expected here: a structure (a type) or a name or a type, as in `a=@ud`
  `=/` of 1:1 takes three parts, and has none'
diagnostic "['ä' b]" 1 "program.hoon:1:7: error: find: no such name in the subject: b
 1 | ['ä' b]
   |      ^"
refuses 1 '^<argument>:1:1: error: find: ' eval --bare 'b'
printf 'b' | "$galena" eval --bare - >out 2>err
code=$?
says 1 '^<stdin>:1:1: error: find: '

# Where a program crashes.
printf '=/  a  1\n|-\n?:  =(a 3)\n  !!\n$(a .+(a))\n' >crash.hoon
run eval --bare -f crash.hoon
says 1 '^error: the computation crashed$'
says 1 '^  at crash.hoon:4:3$'
refuses 1 'the deadline of 50 ms has passed' eval --bare --deadline 50 '|-  $'
run circle --deadline 300
says 1 '^error: the deadline of 300 ms has passed'
interrupts eval --bare '|-  $'
interrupts eval --bare '=+  ^~(=>(~ |-(?:(.=(1 2) 1 $))))  .'
refuses 1 'error: interrupted: ' eval --bare --deadline 50 '=+  ^~(=>(~ |-(?:(.=(1 2) 1 $))))  .'

# What text there is does not act on the terminal: control characters, directions, bytes that are no text.
raw='[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xed[\xa0-\xbf]'
seen() { # PATTERN ARGUMENT...: on either stream, and nothing raw
  local pattern=$1
  shift
  run "$@"
  cat out err >both
  verdict "galena ${*@Q}: nothing raw" \
    "$(grep -qE -- "$pattern" both && ! LC_ALL=C grep -qP "$raw" both &&
      echo yes || echo no)" "$(od -c both | head -20)"
}
seen '\\1b\]0;pwned\\07' eval --bare '~>  %slog.[0 [%leaf "\1b]0;pwned\07"]]  1'
seen '\\c2\\9b' eval --bare '~>  %slog.[1 [%leaf "\c2\9b31m"]]  1'
seen '\\e2\\80\\ae' eval --bare '~>  %slog.[0 [%leaf "\e2\80\ae"]]  1'
seen '\\1b\[2J' eval '~|  "\1b[2J"  !!'
seen '\\1b\[2J' eval "~>  %mean.'\\1b[2J'  !!"
seen '\\ed\\a0\\80' eval --bare '~>  %slog.[0 [%leaf "\ed\a0\80"]]  1'
seen 'pwned' eval --bare '"\1b]0;pwned\07"'
seen 'pwned' eval --bare "'\\1b]0;pwned\\07'"
seen 'No such file' cue "$(printf 'a\033[2Jb')"
seen 'error: syntax' eval --bare "$(printf 'a-\342\200\256b')"
seen '.' eval --bare --json "$(printf "(a '\342\200\256\342\201\246')")"

# Against the files of a kernel, of which these four are the least.
mkdir -p system no-system
printf '=>  %%138\n|%%\n++  one  1\n--\n' >system/hoon.hoon
printf '=>\n|%%\n++  part  2\n--\n|%%\n++  rest  3\n--\n' >system/arvo.hoon
printf '|%%\n++  lull-arm  4\n--\n' >system/lull.hoon
printf '|%%\n++  zuse-arm  [lull-arm part one]\n--\n' >system/zuse.hoon
prints '[4 2 1]' eval --system system --cache system-cache zuse-arm
prints '[4 2 1]' eval --system system --cache system-cache zuse-arm
refuses 1 'error: find: no such name' eval --system system rest
refuses 2 'leave out --bare and --subject$' eval --system system --bare 1
refuses 2 'there is no file hoon.hoon' eval --system no-system 1
