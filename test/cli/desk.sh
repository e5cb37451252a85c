# Desks from foreign hands, and programs in files: what leaves the desk, what is no file, long ways, `run`, `hoonc`.

export XDG_CACHE_HOME=$work/desk-cache XDG_CONFIG_HOME=$work/config

# succeeds: what was run last.
succeeds() {
  verdict '... exits 0' "$([ $code -eq 0 ] && echo yes || echo no)" "exit $code, stderr: $(head -c 400 err)"
}

# Nothing outside of the desk is read, and nothing of it shows in what is said.
mkdir -p world/secret world/desk/lib world/desk/sur
printf 'the-secret-word\n' >world/secret/s.hoon
printf '|%%\n++  a  1\n--\n' >world/desk/lib/sound.hoon
ln -s ../../secret/s.hoon world/desk/lib/relative.hoon
ln -s "$work/world/secret/s.hoon" world/desk/lib/whole.hoon
ln -s ../secret world/desk/away
# outside LINE MESSAGE: a program with this import line is told so.
outside() {
  printf '%s\n~\n' "$1" >world/desk/leak.hoon
  for where in --no-cache --mug; do
    refuses 1 "^world/desk/leak.hoon:1:[0-9]+: error: missing: there is no file $2" \
      build leak.hoon --desk world/desk $where
    verdict '... and nothing else' "$(grep -q 'secret-word' err && echo no || echo yes)" "$(cat err)"
  done
}
outside '/=  x  /../secret/s' '../secret/s.hoon$'
outside '/=  x  /lib/../../secret/s' 'lib/../../secret/s.hoon$'
outside '/*  x  %hoon  /../secret/s/hoon' '../secret/s.hoon$'
outside '/=  x  /lib/../lib/sound' 'lib/../lib/sound.hoon$'
outside '/+  relative' 'lib/relative.hoon: it is a link that leads out of the folder$'
outside '/+  whole' 'lib/whole.hoon: it is a link'
outside '/=  x  /away/s' 'away/s.hoon: it is a link'
refuses 1 'there is no file ../secret/s.hoon' build ../secret/s.hoon --desk world/desk
printf '/~  all  *  /../secret\nall\n' >world/desk/leak.hoon
prints '' build leak.hoon --desk world/desk -o leak.jam --emit value --no-cache
prints 0 cue leak.jam
printf '/+  relative\nrelative\n' >world/desk/leak.hoon
refuses 1 'world/desk/lib/relative.hoon:1:1: error: find' build leak.hoon --desk world/desk --links
rm world/desk/leak.hoon

# What is no regular file is refused at once: in a desk, as an argument, where results are kept.
mkdir -p odd/lib odd/sur
mkfifo odd/lib/pipe.hoon odd/pipe.hoon odd/noun
ln -s /dev/zero odd/lib/zero.hoon
ln -s pipe.hoon odd/lib/link.hoon
ln -s round.hoon odd/lib/round.hoon
for name in pipe link round zero; do
  printf '/+  %s\n~\n' $name >odd/main.hoon
  within 2000 20 build main.hoon --desk odd
  says 1 "^odd/main.hoon:1:5: error: missing: .*lib/$name.hoon.*(not a regular file|cannot be read|leads out of)"
done
within 2000 20 build lib/pipe.hoon --desk odd
says 1 'error: missing: lib/pipe.hoon is not a regular file$'
within 2000 30 build --all --desk odd
says 1 'lib/zero.hoon: it is a link that leads out of the folder'
for command in cue 'mug --jam' 'eval -f' 'eval 1 --subject' 'mug -f' 'compile --mug' 'nock -f'; do
  for file in odd/noun /dev/zero odd/lib/zero.hoon; do
    # shellcheck disable=SC2086
    within 500 20 $command $file
    says 2 ': error: not a regular file$'
  done
done
prints 3 eval -f <(echo 3)
exec 3< <(echo 4)
prints 4 eval -f /dev/fd/3
exec 3<&-
mkdir -p odd/cache
mkfifo odd/cache/trimmed
printf '~\n' >odd/main.hoon
within 2000 30 build main.hoon --desk odd --cache odd/cache
succeeds
before=$(find odd/cache -type f | wc -l)
verdict 'a cache with a pipe in it is used' "$([ "$before" -gt 0 ] && echo yes || echo no)" "$(find odd/cache)"
find odd/cache -type f | while read -r file; do rm "$file" && mkfifo "$file"; done
within 2000 30 build main.hoon --desk odd --cache odd/cache
succeeds

# Where results are kept: for nobody else, and nothing of anybody else's.
rm -rf kept
(umask 0 && "$galena" build main.hoon --desk odd --cache "$work/kept")
verdict 'a cache is its owner'"'"'s alone' \
  "$([ -z "$(find kept -perm /077 -print)" ] && [ -d kept ] && echo yes || echo no)" "$(ls -lR kept | head -20)"
for mode in 777 770 702; do
  chmod $mode kept
  run build main.hoon --desk odd --cache "$work/kept" --time
  verdict "a cache of mode $mode is not used, and that is said once" \
    "$([ $code -eq 0 ] && [ "$(grep -c '^note: .*kept may be written to by others' err)" = 1 ] &&
      grep -q ' 1 files compiled' err && echo yes || echo no)" "$(cat err)"
done
chmod 700 kept
if [ "$(id -u)" = 0 ]; then
  chown -R 65534 kept
  run build main.hoon --desk odd --cache "$work/kept" --time
  verdict 'a cache of another user is not used' "$(grep -q '^note: .*kept belongs to another user' err &&
    grep -q ' 1 files compiled' err && echo yes || echo no)" "$(cat err)"
else
  skip 'a cache of another user: only root can make one'
fi

# A folder that may not be read is an error: it may hold anything.
mkdir -p shut/lib shut/dat/in shut/sur
printf '~\n' >shut/lib/fine.hoon
printf '/~  all  *  /dat/in\nall\n' >shut/all.hoon
if [ "$(id -u)" = 0 ]; then
  as_other() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  if ! command -v setpriv >/dev/null; then as_other() { return 1; }; fi
else
  as_other() { "$@"; }
fi
chmod 0 shut/dat/in
chmod 755 "$work"
cp "$galena" ./galena-copy 2>/dev/null && cp "$(dirname "$galena")"/*.so* . 2>/dev/null
if as_other ./galena-copy version >/dev/null 2>&1 && ! as_other ls shut/dat/in >/dev/null 2>&1; then
  as_other ./galena-copy build --all --desk shut --no-cache >out 2>err
  code=$?
  says 1 'the folder dat/in cannot be read: Permission denied$'
  as_other ./galena-copy build all.hoon --desk shut --no-cache >out 2>err
  code=$?
  says 1 '^shut/all.hoon:1:5: error: missing: the folder dat/in cannot be read: Permission denied$'
else
  skip 'folders that may not be read: nobody here to whom that applies'
fi
chmod 755 shut/dat/in
ln -s in shut/dat/self && rm -r shut/dat/in && ln -s self shut/dat/in
refuses 1 'the folder dat/in cannot be read: Too many levels' build all.hoon --desk shut --no-cache
rm ./galena-copy

# A way of imports of any length, and a circle of any size.
mkdir -p chain/lib circle/lib
count=6000
[ "$sanitized" = yes ] && count=600
for i in $(seq $count); do
  printf "/+  f%d\nx='%d'\n" $((i + 1)) "$i" >"chain/lib/f$i.hoon"
  printf "/+  f%d\n'%d'\n" $((i % count + 1)) "$i" >"circle/lib/f$i.hoon"
done
printf '7\n' >"chain/lib/f$((count + 1)).hoon"
within 4000 120 build lib/f1.hoon --desk chain --no-cache --mug
succeeds
printf '(dec 0)\n' >"chain/lib/f$((count + 1)).hoon"
within 4000 120 build lib/f1.hoon --desk chain --no-cache
says 1 "^chain/lib/f$((count + 1)).hoon:1:1: error: crash: "
says 1 '^  \.\.\. \([0-9]+ files more\)$'
within 4000 120 build lib/f1.hoon --desk circle --no-cache
says 1 "^circle/lib/f$count.hoon:1:5: error: cycle: lib/f1.hoon imports itself: lib/f1.hoon imports lib/f2.hoon "
says 1 "\\($((count - 12)) files more\\)"

# What is built and what was there before are told apart, whichever process did it.
mkdir -p told/lib told/sur
for i in 1 2 3 4 5 6; do printf '/+  two\n[%d two]\n' $i >told/$i.hoon; done
printf '2\n' >told/lib/two.hoon
for jobs in 1 2 4; do
  run build --all --desk told --cache "$work/told$jobs" --jobs $jobs
  verdict "build --all --jobs $jobs, cold: built" \
    "$([ "$(grep -c ' ok, built$' out)" = 7 ] && echo yes || echo no)" "$(cat out)"
  run build --all --desk told --cache "$work/told$jobs" --jobs $jobs
  verdict "build --all --jobs $jobs, again: as before" \
    "$([ "$(grep -c ' ok, as before$' out)" = 7 ] && echo yes || echo no)" "$(cat out)"
  printf '[%d 2]\n' $jobs >told/3.hoon
  run build --all --desk told --cache "$work/told$jobs" --jobs $jobs
  verdict "build --all --jobs $jobs, one edited" \
    "$([ "$(grep -c ' ok, built$' out)" = 1 ] && grep -q '^3.hoon .* ok, built$' out && echo yes || echo no)" \
    "$(cat out)"
done

# A program in a file, with arguments.
mkdir -p work/lib work/gen/deep plain
printf '|=  n=@ud\n^-  @ud\n?:  =(0 n)  1\n(mul n $(n (dec n)))\n' >plain/fact.hoon
printf '|=  [a=@ud b=tape c=(list @ud)]\n[(add a 1) (weld b "!") (lent c)]\n' >plain/three.hoon
printf '"hello"\n' >plain/hello.hoon
printf '|.  (add 2 2)\n' >plain/later.hoon
printf '|%%\n++  twice  |=(a=@ud (mul 2 a))\n--\n' >work/lib/num.hoon
printf '/+  num\n|=  a=@ud\n(twice:num a)\n' >work/gen/deep/double.hoon
printf '/+  num\n(twice:num 21)\n' >work/gen/answer.hoon
printf '|=  a=@ud\n(sub a 5)\n' >plain/crash.hoon
prints 120 run plain/fact.hoon 5
prints 2.432.902.008.176.640.000 run plain/fact.hoon '(add 10 10)'
prints '[6 "hi!" 3]' run plain/three.hoon 5 '"hi"' '~[1 2 3]'
prints '"hello"' run plain/hello.hoon
prints 4 run plain/later.hoon
prints 1 run plain/fact.hoon
printf '|=(a=* a)\n' >plain/same.hoon
prints '[1 2]' run plain/same.hoon '[1 2]'
prints '[[1 2] 3]' run plain/same.hoon '[1 2]' 3
prints '[[1 2] 3 4]' run plain/same.hoon '[1 2]' '[3 4]'
prints 42 run work/gen/deep/double.hoon 21
prints 42 run work/gen/answer.hoon
cd work/gen || exit 1
prints 14 run deep/double.hoon 7
cd "$work" || exit 1
prints 10 run work/gen/deep/double.hoon 5 --desk work --no-cache
refuses 1 '^plain/fact.hoon: error: it takes n=@ud, and is given ' run plain/fact.hoon '"five"'
refuses 1 'error: it takes .*, and is given \[@ud @ud\]$' run plain/fact.hoon 1 2
refuses 1 'hello.hoon: error: it produces no gate, and so takes no arguments$' run plain/hello.hoon 1
refuses 1 '^<argument 2>:1:2: error: find: ' run plain/three.hoon 1 '(nothing-here 1)' '~'
refuses 2 '^<argument 1>:1:5: error: syntax: ' run plain/fact.hoon '(add'
refuses 1 '^error: the computation crashed$' run plain/crash.hoon 3
says 1 'subtract-underflow'
# Why, of a file and of what it imports.
mkdir -p why/lib
printf '|=  a=@\n?>  (gth a 3)\na\n' >why/asserts.hoon
printf '/+  inner\n|=  a=@\n(half:inner a)\n' >why/imports.hoon
printf '|%%\n++  half  |=(a=@ ?:(=(0 (mod a 2)) (div a 2) !!))\n--\n' >why/lib/inner.hoon
printf '|=  a=*\n;;(@ud a)\n' >why/casts.hoon
refuses 1 '^  `\?>` asserts what does not hold$' run why/asserts.hoon 2
refuses 1 '^  `!!` always crashes$' run why/imports.hoon 3
says 1 '^  at /lib/inner.hoon:2:46$'
refuses 1 '^  `;;` is given what is not of its type$' run why/casts.hoon '[1 2]'
refuses 2 'a pier takes no arguments' run work 5
refuses 2 'none.hoon: error: No such file' run plain/none.hoon
# eval and profile take what they import, too.
prints 42 eval -f work/gen/answer.hoon
prints '@' eval -f work/gen/answer.hoon --type
prints 8 eval --desk work $'/+  num\n(twice:num 4)'
prints 8 eval --desk work '(add 4 4)'
refuses 1 '^<argument>:1:5: error: missing: there is no file lib/nom.hoon$' eval --desk work $'/+  nom\n~'
says 1 'did you mean `num`?'
printf '/+  num\n(twice:num %%a)\n' >work/gen/wrong.hoon
refuses 1 '^work/gen/wrong.hoon:2:.* error: nest-fail: ' eval -f work/gen/wrong.hoon
printf '/+  num\n(twice:num\n' >work/gen/wrong.hoon
refuses 2 '^work/gen/wrong.hoon:2:.* error: syntax: ' eval -f work/gen/wrong.hoon
printf '/+  num\n=/  n  200.000\n|-\n?:  =(0 n)  (twice:num 1)\n$(n (dec n))\n' >work/gen/busy.hoon
run profile -f work/gen/busy.hoon -o busy.folded
says 0 '^ +self +total +arm$'

# As the other builder is called, with its library and its builder from the environment, or a file.
mkdir -p kernels/hoon/lib kernels/lib config/galena
printf '|%%\n++  twice  |=(a=@ [a a])\n--\n' >kernels/library.hoon
printf '|=  hash=@uvI\n(twice hash)\n' >kernels/hoon/main.hoon
expected=$("$galena" build kernels/hoon/main.hoon --desk kernels/hoon --hoonc --library kernels/library.hoon --mug)
refuses 2 'library that files see is not known: --library FILE, GALENA_HOONC_LIBRARY, or a line' \
  hoonc kernels/hoon/main.hoon kernels/hoon
export GALENA_HOONC_LIBRARY=$work/kernels/library.hoon
prints '' hoonc kernels/hoon/main.hoon kernels/hoon
prints "$expected" mug --jam out.jam
rm out.jam
cd kernels || exit 1
prints '' hoonc hoon/main.hoon
prints "$expected" mug --jam out.jam
cd "$work" || exit 1
prints '' hoonc kernels/hoon/main.hoon kernels/hoon -o other.jam
prints "$expected" mug --jam other.jam
unset GALENA_HOONC_LIBRARY
printf '# what files see\n\nlibrary = ../../kernels/library.hoon  # here\n' >config/galena/hoonc
prints '' hoonc kernels/hoon/main.hoon kernels/hoon
prints "$expected" mug --jam out.jam
printf 'library = /none\n' >config/galena/hoonc
refuses 2 '^/none: error: No such file' hoonc kernels/hoon/main.hoon kernels/hoon
prints '' hoonc kernels/hoon/main.hoon kernels/hoon --library kernels/library.hoon
printf 'libary = x\n' >config/galena/hoonc
refuses 2 '^.*/config/galena/hoonc:1: error: a line is ' hoonc kernels/hoon/main.hoon kernels/hoon
rm config/galena/hoonc

# All of the folder is in order, or nothing is built from it, as that builder has it.
hoonc() { run hoonc kernels/hoon/main.hoon kernels/hoon --library kernels/library.hoon --no-cache; }
# unfit NAME TEXT PATTERN: with this file beside those that are imported, it is refused.
unfit() {
  mkdir -p "$(dirname "kernels/hoon/$1")"
  printf '%b' "$2" >"kernels/hoon/$1"
  hoonc
  says 1 "$3"
  rm "kernels/hoon/$1"
}
unfit lib/broken.hoon '|=  a=@\n(add a\n' '^kernels/hoon/lib/broken.hoon:2:7: error: syntax: '
unfit lib/lost.hoon '/+  nowhere\n~\n' \
  '^kernels/hoon/lib/lost.hoon:1:5: error: missing: there is no file lib/nowhere.hoon$'
unfit lib/self.hoon '/+  self\n~\n' '^kernels/hoon/lib/self.hoon:1:5: error: cycle: lib/self.hoon imports itself$'
printf '/+  left\n~\n' >kernels/hoon/lib/right.hoon
unfit lib/left.hoon '/+  right\n~\n' \
  'error: cycle: .* imports itself: lib/left.hoon imports lib/right.hoon imports lib/left.hoon$'
rm kernels/hoon/lib/right.hoon
unfit lib/Foo.hoon '~\n' '^kernels/hoon/lib/Foo.hoon: error: name: lib/Foo.hoon is no path to the builder$'
unfit 'lib/a b.txt' 'text' 'error: name: '
unfit 'UP/a.hoon' '~\n' 'error: name: '
unfit 'lib/broken.hoon.txt' '|=\n' '^kernels/hoon/lib/broken.hoon.txt:.* error: syntax: '
hoonc
succeeds
# What it does not take in may be anything.
printf '|=\n' >kernels/hoon/Notes.md
hoonc
succeeds
