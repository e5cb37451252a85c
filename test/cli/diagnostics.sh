# What is said about a program that is refused.

# shows TEXT ARGUMENT...: exit 1, nothing on stdout, and exactly this on stderr.
shows() {
  local expected=$1 ok=no
  shift
  run "$@"
  [ $code -eq 1 ] && [ ! -s out ] && [ "$(cat err)" = "$expected" ] && ok=yes
  verdict "galena $*" $ok "expected: $expected
exit $code, stderr: $(head -c 2000 err)"
}
bare=(eval --bare)

# Types side by side; where they were asked for and bound.
shows "<argument>:1:17: error: nest-fail: the type that was found does not nest under the one that was needed
 1 | =/(x 'a' ^-(@ud x))
   |                 ^
  needed: @ud
  found:  @t
  needed by \`@ud\` at 1:13
  found in \`x\`, which is bound at 1:6" "${bare[@]}" "=/(x 'a' ^-(@ud x))"
long='[a=@ud b=@ux [c=@t d=@da e=@p] f=@ud g=@rs h=@sb i=@if j=@is]'
other=${long/@ux/@t}
refuses 1 '^  needed: \[\.\.\. b=@ux \.\.\.\]$' "${bare[@]}" "=/(x=$other *$other ^-($long x))"
says 1 '^                 \^~~$'
says 1 '^  found:  \[\.\.\. b=@t \.\.\.\]$'
says 1 '^  `@t` does not nest under `@ux`$'
refuses 1 '^  what is called here is no gate' "${bare[@]}" '=/(one 1 (one 2))'

# However long the types are, and wherever in them the difference is.
faces=$(seq -f 'a-long-face-%g=@ud' 3000 | paste -sd' ')
for type in "z=% $faces" "$faces z=%"; do
  printf '=/  x  *[%s]\n^-  [%s]\nx\n' "${type/\%/@t}" "${type/\%/@ux}" >long.hoon
  run compile --bare --mug long.hoon
  says 1 '^  needed: \[.*z=@ux.*\]$'
  says 1 '^  found:  \[.*z=@t.*\]$'
done

# Names that nearly exist: in the subject, in a core, in what another name stands for; none where nothing is near.
refuses 1 '^  did you mean `count`\?$' "${bare[@]}" '=/(count 1 cuont)'
refuses 1 '^  did you mean `alpha` or `alphas`\?$' "${bare[@]}" '=/(alphas 1 =/(alpha 1 alpga))'
refuses 1 '^  did you mean `bar` or `baz`\?$' "${bare[@]}" '=/(foo [bar=1 baz=2] bat.foo)'
refuses 1 '^  did you mean `subtract-all`\?$' "${bare[@]}" '=/(subtract-all 1 subtract-al)'
run "${bare[@]}" '=/(count 1 elephant)'
verdict 'no name is near' "$([ $code -eq 1 ] && ! grep -q 'did you mean' err && echo yes || echo no)" "$(cat err)"

# All errors of a file, each once, in its order; and none that is only a consequence.
cat >many.hoon <<'END'
|%
++  one
  ^-  @ud
  'text'
++  two
  |=  [a=@ud b=@t]
  ^-  @t
  (nothing a b)
++  three
  =/  y=@ud  [1 2]
  y
++  four
  ^-  @ud
  (two 1 'b')
++  five
  missing
++  six
  =+(five 1)
++  seven
  five
--
END
run compile --bare --mug many.hoon
verdict 'all errors of a file' "$([ $code -eq 1 ] &&
  [ "$(grep -oE '^many.hoon:[0-9]+:[0-9]+: error: [a-z-]+|^[0-9]+ errors' err | tr '\n' ';')" = \
  'many.hoon:4:3: error: nest-fail;many.hoon:8:4: error: find;many.hoon:10:14: error: nest-fail;'\
'many.hoon:14:3: error: nest-fail;many.hoon:16:3: error: find;5 errors;' ] &&
  echo yes || echo no)" "$(cat err)"
{
  echo '|%'
  for i in $(seq 50); do printf '++  a%d\n  ^-  @ud\n  missing-%d\n' "$i" "$i"; done
  echo '--'
} >fifty.hoon
run compile --bare --mug fifty.hoon
says 1 '^20 errors$'

# For machines.
run compile --bare --mug --json many.hoon
python3 - err >fields <<'END'
import json, sys
for line in open(sys.argv[1]):
    d = json.loads(line)
    assert list(d) == "file line column end kind message needed found notes suggestions".split()
    print(d["file"], d["line"], d["column"], d["end"]["line"], d["end"]["column"], d["kind"], d["needed"], d["found"])
END
verdict '--json' "$([ "$(head -1 fields)" = 'many.hoon 4 3 4 9 nest-fail @ud @t' ] && [ "$(wc -l <fields)" -eq 5 ] &&
  echo yes || echo no)" "$(cat fields err)"
refuses 2 '"line":1,"column":4,"end":\{"line":1,"column":4\},"kind":"syntax"' "${bare[@]}" --json '[1 '
refuses 1 '"kind":"crash","message":"the computation crashed"' "${bare[@]}" --json '!!'
refuses 1 '"suggestions":\["count"\]' "${bare[@]}" --json '=/(count 1 cuont)'

# Colours are for terminals, or on demand.
run "${bare[@]}" 'missing'
verdict 'no colour without a terminal' "$(grep -q $'\x1b' err && echo no || echo yes)" "$(cat err)"
refuses 1 $'\x1b\\[1;31merror:\x1b\\[0m' "${bare[@]}" --color always 'missing'
refuses 2 '^error: --color is auto, always or never' "${bare[@]}" --color sometimes 'missing'
if command -v script >/dev/null; then
  on_terminal() { script -qec "$*" /dev/null </dev/null >out 2>&1; }
  on_terminal "$galena" eval --bare missing
  verdict 'colour on a terminal' "$(grep -q $'\x1b\\[1;31m' out && echo yes || echo no)" "$(cat out)"
  on_terminal env NO_COLOR=1 "$galena" eval --bare missing
  verdict 'NO_COLOR' "$(grep -q $'\x1b\\[1;31m' out && echo no || echo yes)" "$(cat out)"
  on_terminal "$galena" eval --bare --color never missing
  verdict '--color never' "$(grep -q $'\x1b\\[1;31m' out && echo no || echo yes)" "$(cat out)"
fi

# A switch that lacks a case is no consequence of an error elsewhere.
cat >switch.hoon <<'END'
|%
++  one  (nothing 1)
++  two
  =/  x=?(%a %b)  %b
  ?-  x
    %a  1
  ==
--
END
refuses 1 '^switch.hoon:2:11: error: find' compile --bare -o switch.jam switch.hoon
says 1 '^switch.hoon:5:3: error: mint-lost'
# The wing around a name that is not there.
printf '|%%\n++  a  foo\n++  b  (a 1)\n--\n' >around.hoon
refuses 1 '^around.hoon:2:8: error: find' compile --bare -o around.jam around.hoon
says 1 '^  find: while looking up \$\.\+2$'
# Names, and auras of which one extends the other, do not count as differences.
refuses 1 '^  needed: \[\.\.\. six=@ \.\.\.\]$' "${bare[@]}" \
  '=/(a=[one=@ two=@ six=@ ten=@ alpha=@ beta=@ gamma=@ delta=@ epsilon=@ zeta=@] [1 1 [1 1] 1 1 1 1 1 1 1] a)'
says 1 '^  found:  \[\.\.\. \[@ud @ud\] \.\.\.\]$'
