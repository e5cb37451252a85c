# build, and what is compiled against: --subject, --subject-jam. Caches, and what becomes of them when they are damaged.

export XDG_CACHE_HOME=$work/cache
mkdir -p desk/lib desk/sur desk/app desk/dat/things desk/loop
printf '|%%\n+$  point  [x=@ud y=@ud]\n--\n' >desk/sur/geometry.hoon
printf '/-  *geometry\n|%%\n++  flip  |=(p=point `point`[y.p x.p])\n--\n' >desk/lib/mirror.hoon
printf '/-  *geometry\n/+  m=mirror, sums-of\n|=  a=@ud\n(add:sums-of (flip:m [a 2]))\n' >desk/app/main.hoon
mkdir -p desk/lib/sums
printf '/-  *geometry\n|%%\n++  add  |=(p=point (^add x.p y.p))\n--\n' >desk/lib/sums/of.hoon
printf '/=  geo  /sur/geometry\n/~  all  @ud  /dat/things\n/*  raw  %%hoon  /lib/sums/of/hoon\n[all raw *point:geo]\n' \
  >desk/app/files.hoon
printf '1' >desk/dat/things/one.hoon
printf '2' >desk/dat/things/two.hoon
printf '/+  lost\n~\n' >desk/app/lost.hoon
printf '/=  b  /loop/b\n~\n' >desk/loop/a.hoon
printf '/=  a  /loop/a\n~\n' >desk/loop/b.hoon
printf '|=  a=@\n(add a\n' >desk/app/syntax.hoon
printf "/+  m=mirror\n|%%\n++  wrong  (flip:m 'text')\n--\n" >desk/app/wrong.hoon
printf '/+  m=mirror\n(dec 0)\n' >desk/app/crash.hoon

# mug_of FILE [ARGUMENT...]: of the product.
mug_of() { "$galena" build "$1" --desk desk --mug "${@:2}" 2>&1; }

prints '' build app/main.hoon --desk desk
prints '' build desk/app/main.hoon --desk desk/
for file in app/main.hoon app/files.hoon lib/mirror.hoon; do
  fresh=$(mug_of $file --no-cache)
  verdict "build $file: cached as without" \
    "$([ "$(mug_of $file)" = "$fresh" ] && [ "$(mug_of $file)" = "$fresh" ] && echo yes || echo no)" "$fresh"
done
prints '' build app/main.hoon --desk desk -o main.jam
yields 7 eval --subject-jam main.jam '(. 5)'
prints '' build app/files.hoon --desk desk --emit value -o files.jam
verdict 'build --emit value' "$("$galena" cue files.jam | grep -qF '0 0]' && echo yes || echo no)" \
  "$("$galena" cue files.jam)"

# Refusals, with their place, and by way of what.
refuses 1 '^desk/app/lost.hoon:1:5: error: missing: there is no file lib/lost.hoon$' build app/lost.hoon --desk desk
refuses 1 'error: missing: there is no file app/none.hoon$' build app/none.hoon --desk desk
refuses 1 '^app/main: error: there is no such file; there is `app/main.hoon`$' build app/main --desk desk
refuses 1 '^desk/app/main: error: there is no such file; there is `desk/app/main.hoon`$' build desk/app/main
# The desk is the nearest folder above that looks like one.
prints '' build desk/app/main.hoon
refuses 2 'say of which desk to build all: --desk DIR' build --all
refuses 1 'error: cycle: loop/a.hoon imports itself' build loop/a.hoon --desk desk
refuses 1 '^desk/app/syntax.hoon:2:7: error: syntax: ' build app/syntax.hoon --desk desk
refuses 1 '^desk/app/wrong.hoon:3:.*error: nest-fail: ' build app/wrong.hoon --desk desk
refuses 1 '^desk/app/crash.hoon:2:1: error: crash: ' build app/crash.hoon --desk desk
refuses 1 '"kind":"nest-fail"' build app/wrong.hoon --desk desk --json
# A program may say where it crashes itself, and need not say a place.
for spot in 7 '[0 0] 3 4' '[1 2] 3' '[4 3] 2 1' '[1 2] 3 0x1.0000.0000.0000.0000'; do
  printf '!.  ~>  %%spot.[/app/liar/hoon %s]  !!\n' "$spot" >desk/app/liar.hoon
  refuses 1 '^desk/app/liar.hoon:1:1: error: crash: ' build app/liar.hoon --desk desk
done
rm desk/app/liar.hoon
refuses 2 'is no folder' build app/main.hoon --desk none
refuses 2 'which files' build --desk desk

# All that is wrong in all files that are reached, each once: what has nothing to do with the file that is asked for is
# not mentioned, and what was kept of the rest makes no difference.
mkdir -p faults/lib faults/sur faults/app faults/mar faults/dat
printf '/+  two\n|%%\n++  a  1\n--\n' >faults/lib/one.hoon
printf '/+  one\n|%%\n++  b  2\n--\n' >faults/lib/two.hoon
printf '|%%\n++  one\n  ^-  @ud\n  %%text\n++  two\n  ^-  @\n  (nothinh 1 2)\n++  nothing  1\n--\n' \
  >faults/lib/types.hoon
printf '/+  types, sound\n|%%\n++  y  (add 2\n--\n' >faults/lib/text.hoon
printf '|%%\n++  z  1\n--\n' >faults/lib/sound.hoon
printf '%s\n' '/+  text, types, souns,' '    last=lost' '/=  q  /lib/two' '/%  m  %txt' '/$  c  %mime  %txt' \
  '/*  t  %txt  /dat/x/txt' '(dec 0)' >faults/app/main.hoon
printf '/=  me  /app/self\n~\n' >faults/app/self.hoon
printf '/~  all  @t  /dat\n~\n' >faults/app/all.hoon
printf "'text'" >faults/dat/one.hoon
printf '[1 2]' >faults/dat/two.hoon
printf '/%%  m  %%loop\n~\n' >faults/app/loop.hoon
printf '|_  a=@\n++  grad  %%loop\n--\n' >faults/mar/loop.hoon
printf 'text\n' >faults/dat/x.txt
said() { # FILE TEXT: what is said of it, with nothing kept, twice with what is kept, and after all other files
  local file=$1 expected=$2 ok=yes
  for where in --no-cache "--cache $work/faults" "--cache $work/faults"; do
    # shellcheck disable=SC2086
    run build "$file" --desk faults $where
    { [ $code -eq 1 ] && [ "$(cat err)" = "$expected" ]; } || ok=no
  done
  verdict "build $file: all that is wrong" $ok "$(diff <(echo "$expected") err)"
}
wide='the line ends here, and `(` of 3:8 is not closed: wide form stays on its line'
said app/main.hoon "faults/lib/text.hoon:3:14: error: syntax: $wide
 3 | ++  y  (add 2
   |              ^
  expected here: a space and another part or \`)\`
  imported by faults/app/main.hoon:1:5
faults/lib/types.hoon:4:3: error: nest-fail: the type that was found does not nest under the one that was needed
 4 |   %text
   |   ^~~~~
  needed: @ud
  found:  %text
  needed by \`@ud\` at 3:7
  mint-nice: while checking an expression against the type it must have
  imported by faults/lib/text.hoon:1:5
  imported by faults/app/main.hoon:1:5
faults/lib/types.hoon:7:4: error: find: no such name in the subject: nothinh
 7 |   (nothinh 1 2)
   |    ^~~~~~~
  imported by faults/lib/text.hoon:1:5
  imported by faults/app/main.hoon:1:5
  did you mean \`nothing\`?
faults/app/main.hoon:1:18: error: missing: there is no file lib/souns.hoon
 1 | /+  text, types, souns,
   |                  ^
  did you mean \`sound\`?
faults/app/main.hoon:2:5: error: missing: there is no file lib/lost.hoon
 2 |     last=lost
   |     ^
faults/app/main.hoon:4:5: error: conversion: marks need \`clay\` of a kernel, and there is no kernel here
 4 | /%  m  %txt
   |     ^
  say where its files are with --system DIR, or have them in sys of the desk
  for the core of the mark %txt
faults/app/main.hoon:5:5: error: missing: there is no file mar/mime.hoon
 5 | /$  c  %mime  %txt
   |     ^
  for the conversion from %mime to %txt
faults/app/main.hoon:6:5: error: missing: there is no file mar/mime.hoon
 6 | /*  t  %txt  /dat/x/txt
   |     ^
  for the conversion from %mime to %txt
  for dat/x.txt as a %txt
faults/lib/one.hoon:1:5: error: cycle: lib/two.hoon imports itself: lib/two.hoon imports lib/one.hoon imports \
lib/two.hoon
 1 | /+  two
   |     ^
  imported by faults/lib/two.hoon:1:5
  imported by faults/app/main.hoon:3:5
9 errors"
said app/self.hoon "faults/app/self.hoon:1:5: error: cycle: app/self.hoon imports itself
 1 | /=  me  /app/self
   |     ^"
said app/all.hoon "faults/app/all.hoon:1:5: error: nest-fail: \
the type that was found does not nest under the one that was needed
 1 | /~  all  @t  /dat
   |     ^
  needed: @t
  found:  [@ud @ud]
  of what dat/two.hoon produces"
refuses 1 '^{"file":"faults/lib/types.hoon","line":7,"column":4,.*"notes":\["imported by faults/lib/text.hoon:1:5",' \
  build app/main.hoon --desk faults --json
verdict 'build --json: an object a line' \
  "$([ "$(grep -c '^{.*}$' err)" = 9 ] && [ "$(wc -l <err)" = 9 ] && echo yes || echo no)" "$(cat err)"
# A file that two others import is reported once; what is said is the same however many processes build.
for jobs in 1 3; do
  run build --all --desk faults --jobs $jobs --cache "$work/faults$jobs"
  cp err said$jobs
done
verdict 'build --all: each once' "$([ "$(grep -c ': error: ' said1)" = 12 ] && cmp -s said1 said3 &&
  tail -1 said1 | grep -q '^12 errors$' && echo yes || echo no)" "$(cat said1 said3)"

# A kernel that is refused says where.
mkdir -p bad-kernel
printf '=>  |%%\n    ++  add  |=([a=@ b=@] ^-(@ud %%text))\n    --\n.\n' >bad-kernel/hoon.hoon
printf '~' | tee bad-kernel/arvo.hoon bad-kernel/lull.hoon >bad-kernel/zuse.hoon
refuses 1 '^bad-kernel/hoon.hoon:2:34: error: nest-fail: ' \
  build app/self.hoon --desk faults --system bad-kernel --no-cache
says 1 '^  found:  %text$'
printf '|%%\n++  add' >bad-kernel/hoon.hoon
refuses 1 '^bad-kernel/hoon.hoon:2:8: error: syntax: ' build app/self.hoon --desk faults --system bad-kernel

# The table. What is refused does not spoil what comes after it.
# However many processes build, the table is the same.
for jobs in 1 2 5; do
  run build --all --desk desk --cache "jobs$jobs" --jobs $jobs
  sed -E 's/ +[0-9.]+ ms//; s/, (as before|built)//' out | grep -v ' refused$' >table$jobs
done
verdict 'build --all --jobs' "$([ -s table1 ] && cmp -s table1 table2 && cmp -s table1 table5 && echo yes || echo no)" \
  "$(cat table1 table2 table5)"
run build --all --desk desk
table() { sed 's/ *[0-9.]* ms//' out; }
verdict 'build --all' "$([ $code -eq 1 ] && table | grep -q '^app/main.hoon  ok, as before$' &&
  table | grep -q '^app/lost.hoon  refused: app/lost.hoon:1:5: there is no file lib/lost.hoon$' &&
  table | grep -q '^loop/b.hoon  refused: .*imports itself' && table | grep -q '^13 files, 6 refused,' &&
  echo yes || echo no)" "$(cat out err)"

# What depends on a change is built again, and nothing else; a change that makes no difference goes no further.
worked() { # FILE...: how many files were compiled
  "$galena" build "$@" --desk desk --time 2>&1 >/dev/null | sed -n 's/.*, \([0-9]*\) files compiled.*/\1/p'
}
expects() {
  local expected=$1 what=$2
  shift 2
  local count
  count=$(worked "$@")
  verdict "$what" "$([ "$count" = "$expected" ] && echo yes || echo no)" "$count files compiled, not $expected"
}
expects 0 'nothing has changed' app/main.hoon
printf '/-  *geometry\n/+  m=mirror, sums-of\n|=  a=@ud\n(add:sums-of (flip:m [a 3]))\n' >desk/app/main.hoon
expects 1 'a leaf has changed' app/main.hoon
printf '/-  *geometry\n|%%\n++  flip  |=(p=point `point`[y.p x.p])\n--\n::  turned\n' >desk/lib/mirror.hoon
expects 1 'only a comment has changed' app/main.hoon
printf '/-  *geometry\n|%%\n++  flip  |=(p=point `point`[x.p x.p])\n--\n' >desk/lib/mirror.hoon
expects 2 'a library has changed' app/main.hoon
prints '' build app/main.hoon --desk desk -o main.jam
yields 10 eval --subject-jam main.jam '(. 5)'
expects 0 'and is known' app/main.hoon
before=$(mug_of app/files.hoon)
printf '3' >desk/dat/things/three.hoon
after=$(mug_of app/files.hoon)
verdict 'a file more in a folder' \
  "$([ "$before" != "$after" ] && [ "$after" = "$(mug_of app/files.hoon --no-cache)" ] && echo yes || echo no)" \
  "$before $after"
printf '/-  *geometry\n|%%\n++  add  |=(p=point (^add x.p y.p))\n++  more  1\n--\n' >desk/lib/sums/of.hoon
before=$after
after=$(mug_of app/files.hoon)
verdict 'a file whose text is used' \
  "$([ "$before" != "$after" ] && [ "$after" = "$(mug_of app/files.hoon --no-cache)" ] && echo yes || echo no)" \
  "$before $after"
printf '|%%\n++  add  |=(* 99)\n--\n' >desk/lib/sums-of.hoon
prints '' build app/main.hoon --desk desk -o main.jam
yields 99 eval --subject-jam main.jam '(. 5)'
rm desk/lib/sums-of.hoon

# A file with much in it that asks much about what it imports: what was asked of that is kept, and the product is the
# same however often the file is edited, whatever becomes of what it imports, and where it is refused in between.
large() { # LINE [END]: 600 arms, with a line in front
  printf '/-  *geometry\n/+  m=mirror, sums-of\n%s\n|%%\n' "$1" >desk/app/large.hoon
  for i in $(seq 600); do
    printf '++  arm-%d\n  |=  [a=@ud b=(list @ud)]\n  =/  p=point  (flip:m [a %d])\n' "$i" "$i"
    printf '  ?:  (gth x.p y.p)  (lent b)\n  (add:sums-of p)\n'
  done >>desk/app/large.hoon
  printf '%s\n' "${2:---}" >>desk/app/large.hoon
}
asks() {
  "$galena" build app/large.hoon --desk desk --time 2>&1 >/dev/null |
    sed -n 's/.*compiler asked \([0-9]*\), .*/\1/p'
}
edited() { # WHAT
  local cached fresh
  cached=$(mug_of app/large.hoon)
  fresh=$(mug_of app/large.hoon --no-cache)
  verdict "large file, $1" "$([ "$cached" = "$fresh" ] && echo yes || echo no)" "$cached $fresh"
}
large '::'
first=$(asks)
edited 'as it was'
printf '::  edited\n' | cat - desk/app/large.hoon >large.hoon && cp large.hoon desk/app/large.hoon
again=$(asks)
verdict 'large file: an edit asks less' "$([ "$again" -gt 0 ] && [ "$again" -lt "$first" ] && echo yes || echo no)" \
  "$first $again"
edited 'edited'
large '=/  before  1' "++  wrong  (flip:m 'text')
--"
refused=$(mug_of app/large.hoon)
verdict 'large file: refused as without' \
  "$([ "$refused" = "$(mug_of app/large.hoon --no-cache)" ] && echo yes || echo no)" "$refused"
large '=/  before  2'
edited 'after a refusal'
printf '/-  *geometry\n|%%\n++  flip  |=(p=point `point`[y.p y.p])\n--\n' >desk/lib/mirror.hoon
edited 'with another import'
large '=/  after  2'
edited 'edited with that'
rm desk/app/large.hoon
printf '/-  *geometry\n|%%\n++  flip  |=(p=point `point`[x.p x.p])\n--\n' >desk/lib/mirror.hoon

# Damage: bits, lengths, and files that are gone. The products stay what they are.
fresh="$(mug_of app/main.hoon --no-cache) $(mug_of app/files.hoon --no-cache)"
both() { echo "$(mug_of app/main.hoon --cache "$1") $(mug_of app/files.hoon --cache "$1")"; }
both "$work/whole" >/dev/null
seed=1
random() { # BOUND
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  echo $((seed / 8 % ($1 > 0 ? $1 : 1)))
}
rounds=12
[ "$sanitized" = yes ] && rounds=3
bad=
for round in $(seq $rounds); do
  rm -rf "$work/damaged"
  cp -r "$work/whole" "$work/damaged"
  find "$work/damaged" -type f | sort >names
  while read -r file; do
    size=$(stat -c %s "$file")
    case $((round % 4)) in
      0) rm "$file" ;;
      1) truncate -s "$(random "$size")" "$file" ;;
      *)
        at=$(random "$size")
        byte=$(od -An -tu1 -j"$at" -N1 "$file")
        # shellcheck disable=SC2059
        printf "\\x$(printf %02x $((byte ^ 1 << $(random 8))))" | dd of="$file" bs=1 seek="$at" conv=notrunc 2>/dev/null
        ;;
    esac
    [ "$(random 3)" = 0 ] && [ $((round % 2)) = 0 ] && break
  done <names
  got=$(both "$work/damaged")
  [ "$got" = "$fresh" ] || bad="$bad $round:$got"
  got=$(both "$work/damaged")
  [ "$got" = "$fresh" ] || bad="$bad $round again:$got"
done
verdict 'damaged caches are rebuilt in silence' "$([ -z "$bad" ] && echo yes || echo no)" "$fresh, but $bad"
printf x >"$work/file"
prints "$(mug_of app/main.hoon --no-cache)" build app/main.hoon --desk desk --mug --cache "$work/file"

# Traps: the same noun as without a cache; what has not changed is not compiled again.
mkdir -p kernel/lib kernel/sur kernel/dat
printf '|%%\n++  twice  |=(a=@ [a a])\n+$  num  @ud\n--\n' >library.hoon
printf '|%%\n+$  point  [x=num y=num]\n--\n' >kernel/sur/shape.hoon
printf '/-  *shape\n|%%\n++  flip  |=(p=point [y.p x.p])\n--\n' >kernel/lib/mirror-of.hoon
printf '(twice 21)\n' >kernel/dat/table.hoon
printf 'text\n' >kernel/dat/note.txt
printf '%s\n' '/-  s=shape' '/+  m=mirror-of' '/*  note  %txt  /dat/note/txt' '/#  pair=table' '|=  hash=@uvI' \
  '[hash (flip:m 1 2) -.pair q.note *point:s]' >kernel/main.hoon
trap_of() { "$galena" build kernel/main.hoon --desk kernel --hoonc --library library.hoon --mug "$@" 2>&1; }
traps() { # COMPILED WHAT
  local cached fresh count
  count=$(trap_of --time | sed -n 's/.*, \([0-9]*\) files compiled.*/\1/p')
  cached=$(trap_of)
  fresh=$(trap_of --no-cache)
  verdict "trap, $2" "$([ "$count" = "$1" ] && [ "$cached" = "$fresh" ] &&
    [ "$(trap_of --arbitrary)" = "$(trap_of --arbitrary --no-cache)" ] && echo yes || echo no)" \
    "$count files compiled, not $1; $cached $fresh"
}
traps 5 'new'
traps 0 'as it was'
printf '::  edited\n' | cat - kernel/main.hoon >main.hoon && cp main.hoon kernel/main.hoon
traps 1 'a leaf has changed'
printf 'other text\n' >kernel/dat/note.txt
traps 2 'a file that is no Hoon has changed'
printf '(twice 22)\n' >kernel/dat/table.hoon
traps 2 'a file of data has changed'
mkdir kernel/lib/mirror
cp kernel/lib/mirror-of.hoon kernel/lib/mirror/of.hoon
traps 0 'a file that is looked for later'
rm kernel/lib/mirror-of.hoon
traps 2 'another file under a name'
printf '|%%\n++  twice  |=(a=@ [a a a])\n+$  num  @ud\n--\n' >library.hoon
traps 5 'another library'
trap_of --cache "$work/traps" >/dev/null
fresh=$(trap_of --no-cache)
find "$work/traps" -type f | sort >names
while read -r file; do
  cp "$file" kept
  truncate -s -1 "$file"
  got=$(trap_of --cache "$work/traps")
  verdict 'trap, a damaged cache' "$([ "$got" = "$fresh" ] && echo yes || echo no)" "$file: $got, not $fresh"
  rm -f "$file"
  got=$(trap_of --cache "$work/traps")
  verdict 'trap, a lost entry' "$([ "$got" = "$fresh" ] && echo yes || echo no)" "$file: $got, not $fresh"
done <names
printf '/+  lost\n~\n' >kernel/main.hoon
refuses 1 'there is no file lib/lost.hoon' build kernel/main.hoon --desk kernel --hoonc --library library.hoon
refuses 1 '^kernel/main.hoon:1:5: error: missing: ' build kernel/main.hoon --desk kernel --hoonc --library library.hoon
printf '/+  m=mirror-of\n/=  o  /lib/oops\n~\n' >kernel/main.hoon
printf '/+  lost\n|%%\n++  a  ^-(@ud %%a)\n' >kernel/lib/oops.hoon
for where in --no-cache "--cache $work/traps"; do
  # shellcheck disable=SC2086
  refuses 1 '^kernel/lib/oops.hoon:4:1: error: syntax: ' \
    build kernel/main.hoon --desk kernel --hoonc --library library.hoon $where
  says 1 '^kernel/lib/oops.hoon:1:5: error: missing: '
  says 1 '^  imported by kernel/main.hoon:2:5$'
  says 1 '^2 errors$'
done
printf '/=  o  /lib/oops\n~\n' >kernel/main.hoon
printf '|%%\n++  a  ^-(@ud %%a)\n++  b  ^-(@ud %%b)\n--\n' >kernel/lib/oops.hoon
refuses 1 '^kernel/lib/oops.hoon:2:15: error: nest-fail: ' \
  build kernel/main.hoon --desk kernel --hoonc --library library.hoon
says 1 '^kernel/lib/oops.hoon:3:15: error: nest-fail: '
printf '/=  o  /main\n~\n' >kernel/lib/oops.hoon
refuses 1 '^kernel/lib/oops.hoon:1:5: error: cycle: ' \
  build kernel/lib/oops.hoon --desk kernel --hoonc --library library.hoon
printf '/+  m=mirror-of\n(flip:m %%no)\n' >kernel/main.hoon
refuses 1 'nest-fail' build kernel/main.hoon --desk kernel --hoonc --library library.hoon
refuses 1 'nest-fail' build kernel/main.hoon --desk kernel --hoonc --library library.hoon --no-cache

# What a program is compiled against.
printf '|%%\n++  twice  |=(a=@ (mul a 2))\n++  five  5\n--\n' >subject.hoon
prints 42 eval --subject subject.hoon '(twice 21)'
prints 10 eval --subject subject.hoon '(twice five)'
prints 10 eval --subject subject.hoon --no-cache '(twice five)'
refuses 1 'find: ' eval --subject subject.hoon '(thrice five)'
prints "$("$galena" eval --subject subject.hoon --nock '(twice 3)')" \
  eval --subject subject.hoon --nock --no-cache '(twice 3)'
printf '|%%\n++  twice  |=(a=@ (mul a 2))\n++  five  6\n--\n' >subject.hoon
prints 12 eval --subject subject.hoon '(twice five)'
printf '=/  a  3\n.\n' >bare.hoon
prints 3 eval --bare --subject bare.hoon 'a'
printf '[a a]' >pair.hoon
prints '[[0 2] 0 2]' eval --bare --subject bare.hoon --nock '[a a]'
prints "$("$galena" mug '[[0 2] 0 2]')" compile --bare --subject bare.hoon --emit nock --mug pair.hoon
"$galena" jam '[[1.836.020.833 0 0] 7]' -o vase.jam 2>/dev/null || "$galena" jam '[[1836020833 0 0] 7]' -o vase.jam
prints 8 eval --subject-jam vase.jam '.+(.)'
"$galena" jam 5 -o atom.jam
refuses 2 "was expected" eval --subject-jam atom.jam .
refuses 2 'No such file' eval --subject none.hoon '.'
printf '(dec 0)' >crash.hoon
refuses 1 '^error: the computation crashed$' eval --subject crash.hoon '.'

# [type formula], where [type value] is needed.
for program in '|=(a=@ +(a))' '[1 2]' '=/(a 5 [a a])' '42' '[1 2 3]'; do
  echo "$program" >p.hoon
  prints '' compile --bare p.hoon -o p.jam
  refuses 2 '^p.jam: error: this seems to be \[type formula\], as `galena compile` writes it' eval --subject-jam p.jam .
done
prints '' jam '[[%atom %ud 0] 77 2]' -o p.jam
refuses 2 '^p.jam: error: the value in it does not have the type' eval --subject-jam p.jam .
prints '' jam '[[%cell %noun %atom %ud 0] [1 2] 7]' -o p.jam
prints 7 eval --subject-jam p.jam +
prints '' jam '[[%face %a %atom %ud 0] 7]' -o p.jam
prints 7 eval --subject-jam p.jam a
