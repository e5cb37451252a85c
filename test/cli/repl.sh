# `galena repl` on what is no terminal, and `galena doc`.

# answers EXPECTED INPUT [ARGUMENT...]: a script that all goes well in prints exactly this.
answers() {
  local expected=$1 input=$2 ok=no
  shift 2
  printf '%s' "$input" >script
  "$galena" repl "$@" >out 2>err <script
  code=$?
  [ $code -eq 0 ] && [ "$(cat out)" = "$expected" ] && [ ! -s err ] && ok=yes
  verdict "repl $*: $input" $ok "exit $code, stdout: $(cat out)
stderr: $(cat err)"
}

answers 4 '(add 2 2)'
answers $'4\n[1 2]' $'(add 2 2)\n\n::  a comment\n[1 2]\n'
answers $'6\n[p=5 q=6]' $'=a 5\n=b (add a 1)\nb\n[p=a q=b]\n'
answers 7 $'=a 5\n=a 6\n=f |=(b=@ (add a b))\n(f 1)\n'
answers 3 $'%+  add  1\n2\n'
answers '~[2 3 4]' $'%+  turn  `(list @)`~[1 2 3]\n|=  a=@\n(add a 1)\n'
answers 10 $'=core |%\n  ++  ten  10\n  --\nten:core\n'
answers $'@ud\n@ud\n3' $':type 3\n? 3\n'
answers '' $'=a 1\n=a\n:quit\n(dec 0)\n'
answers "'x'" $"'x'" --bare

# Examples of documentation, pasted.
answers $'4\n[1 2]\n6' $'> (add 2 2)\n4\n\n> [1 2]\n[1 2]\n\n~zod:dojo> %+  add  2\n  4\n6\n'

# What goes wrong is said, and the next line is taken.
printf '(dec 0)\nnothing\n(add 1\n2)\n=x\n:nothing\n8\n(add 1' | "$galena" repl >out 2>err
code=$?
verdict 'a script in which something is wrong exits with 1' \
  "$([ $code -eq 1 ] && [ "$(cat out)" = 8 ] && echo yes || echo no)" "exit $code, $(cat out err)"
for said in 'decrement-underflow' '<typed>:1:1: error: find' 'syntax' 'nothing has been named `x`' \
  'no command :nothing'; do
  verdict "... says $said" "$(grep -qF -- "$said" err && echo yes || echo no)" "$(cat err)"
done

# Files of a desk.
mkdir -p prompt/lib prompt/sur
printf '|%%\n++  half  |=(a=@ (div a 2))\n--\n' >prompt/lib/parts.hoon
answers 2 $'/+  parts\n(half:parts 4)\n' --desk prompt
answers 2 $'/+  *parts\n(half 4)\n' --desk prompt
answers $'2\n3' $':load p lib/parts\n(half:p 4)\n=q -build-file %/lib/parts/hoon\n(half:q 6)\n' --desk prompt

# Docs.
source=hoon/sys/1-one.hoon
line=$(grep -n '^++  dec$' "$root/$source" | cut -d: -f1)
comment=$(head -n $((line - 1)) "$root/$source" | tac | sed '/^::$/q;/^[^:]/q' | grep '^::  ' | tac | sed 's/^::  /  /')
prints "dec  $source:$line
  takes  a=@
  makes  @

$comment" doc dec
run doc put:by
verdict 'an arm of a door' \
  "$([ $code -eq 0 ] && head -n 1 out | grep -q '^put:by  hoon/sys/2-two.hoon:' && echo yes || echo no)" "$(cat out)"
refuses 2 '^error: there are several `put`: say .*`put:by`' doc put
refuses 2 '^error: no arm `snagg` is known: did you mean `snag`' doc snagg
cat >prompt/lib/said.hoon <<'HOON'
::  What is said of things.
|%
::  +inc: one more
::  > (inc 1)
::  2
::  > %+  add
::  . (inc 2)
::  . 1
::  4
++  inc  |=(a=@ +(a))
::  +low: one less; there is none below 0
::  > (low 0)
::  ! decrement-underflow
++  low  |=(a=@ (dec a))
--
HOON
prints '3 examples, 0 wrong' doc --check prompt/lib/said.hoon
sed -i 's/^::  2$/::  3/; s/underflow$/overflow/' prompt/lib/said.hoon
run doc --check prompt/lib/said.hoon
[ $code -eq 1 ] && [ "$(tail -n 1 out)" = '3 examples, 2 wrong' ] && grep -q 'said.hoon:4: inc' out && ok=yes || ok=no
verdict 'wrong examples are found' $ok "$(cat out)"
run doc prompt/lib/said.hoon
ok=yes
for said in '### inc' 'takes  a=@' 'What is said of things.'; do grep -qxF "$said" out || ok=no; done
verdict 'a page of a file' $ok "$(cat out err)"
prints $'inc  prompt/lib/said.hoon:10
  takes  a=@
  makes  @

  +inc: one more
  > (inc 1)
  3
  > %+  add
  . (inc 2)
  . 1
  4' doc inc --subject prompt/lib/said.hoon
