# Bad input: one line with place and cause, exit 2, no crash, no runaway memory.

# AddressSanitizer says something of its own where an exception passes a stack that is not its own.
one_line() {
  sed -i '/^==[0-9]*==WARNING: ASan is ignoring/,/^For details see/d' err
  verdict '... in one line' "$([ "$(wc -l <err)" -eq 1 ] && echo yes || echo no)" "$(cat err)"
}

for command in cue 'mug --jam' 'nock --jam' 'nock -f' 'mug -f' 'jam -o x.jam -f' 'eval -f' 'compile --mug'; do
  # shellcheck disable=SC2086
  refuses 2 'nowhere: error: No such file or directory$' $command nowhere
  one_line
  # shellcheck disable=SC2086
  refuses 2 '^/tmp: error: Is a directory$' $command /tmp
  one_line
done
refuses 2 '^/nowhere/x.jam: error: No such file' jam 7 -o /nowhere/x.jam

# Text nouns.
for text in '[1 2' '[1 2]]' '[]' '[1]' '' ' ' '01' '1.00' "'a" '[1 -2]' '0xG' '%A' '1 2'; do
  refuses 2 '^<argument>:[0-9]+:[0-9]+: error: text: |^error: nothing to read' mug "$text"
  one_line
done
refuses 2 '^<argument>:2:4: error: text: ' mug '[1
 2 ^'

# Jams: cut off, pointing forwards, larger than the file, with something behind.
head -c 10 "$root/bench/nock/ack3_6.jam" >cut.jam
refuses 2 '^cut.jam: error: jam: .* \(bit [0-9]+\)$' cue cut.jam
one_line
: >empty.jam
refuses 2 '^empty.jam: error: jam: ' cue empty.jam
printf '\x03' >self.jam
refuses 2 '^self.jam: error: jam: ' cue self.jam
printf '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' >ones.jam
refuses 2 '^ones.jam: error: jam: ' cue ones.jam
# An atom that claims 2^56 bits: 0, then 57 zeros and a one for the length of the length, then the length.
printf '\x00\x00\x00\x00\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00' >huge.jam
within 100 5 cue huge.jam
says 2 '^huge.jam: error: jam: '
cat "$root/bench/nock/dec10m.jam" <(printf '\x01\x02') >more.jam
refuses 2 '^more.jam: error: jam: ' cue more.jam

# Noise, and plenty.
head -c 1000000 "$galena" >noise
within 200 5 cue noise
says 2 '^noise: error: jam: '
within 200 5 mug -f noise
says 2 '^noise:1:1: error: text: '
head -c 100000000 /dev/zero | tr '\0' '[' >brackets
within 400 20 mug -f brackets
says 2 '^brackets:1:100000001: error: text: '
one_line
within 400 20 cue brackets
says 2 '^brackets: error: jam: '
# Cells within cells without end: 01 01 01 ... is a jam that is cut off at last.
head -c 20000000 /dev/zero | tr '\0' '\252' >deep.jam
within 3000 20 cue deep.jam
says 2 '^deep.jam: error: jam: '
# A hundred million zeros are a single direct atom and a long tail.
head -c 10000000 /dev/zero >zeros.jam
within 100 5 cue zeros.jam
says 2 '^zeros.jam: error: jam: '
# The same as Hoon.
within 700 20 eval --bare -f brackets
says 2 '^brackets:1:[0-9]{4,}: error: too-deep: '
one_line
within 200 5 eval --bare -f noise
says 2 '^noise:1:1: error: syntax: '
one_line
head -c 50000000 /dev/zero | tr '\0' 'a' >letters
within 700 20 eval --bare -f letters
says 1 '^letters:1:1: error: find: '
: >empty.hoon
refuses 2 '^empty.hoon:1:1: error: syntax: ' eval -f empty.hoon
refuses 2 '^error: nothing to read' eval ''
# Programs that no compiler of Hoon is done with: refused, with a place, in little time and memory.
within 300 20 eval --bare '=>  |%  ++  f  |*(a=* (f [a a]))  --  (f 1)'
says 1 '^<argument>:1:23: error: wet-loop: '
within 300 20 eval --bare '=>  |%  ++  f  |*(a=* [(f [a 1]) (f [2 a])])  --  (f 1)'
says 1 '^<argument>:1:24: error: wet-loop: '
within 300 20 eval --bare '=>  |%  ++  f  |*(a=* ^+((f [a a]) 1))  --  (f 1)'
says 1 '^<argument>:1:36: error: hold-loop: '
within 500 20 eval --bare '=>  |%  +$  a  a  --  *a'
says 1 '^<argument>:1:16: error: too-deep: '
within 500 20 eval --bare '=>  |%  +$  a  [a a]  --  *a'
says 1 '^<argument>:1:1[67]: error: too-deep: '
# What is only large or deep.
works() {
  verdict '... and works' "$([ $code -eq 0 ] && echo yes || echo no)" "exit $code, stderr: $(head -c 400 err)"
}
repeat() { head -c "$(($1 * ${#2}))" < <(yes "$2" | tr -d '\n'); }
{ repeat 20000 '['; printf '1 2]'; repeat 19999 ' 2]'; } >nested
within 500 20 compile --bare --mug nested
works
{ printf '*'; repeat 20000 'a='; printf '@'; } >named
within 500 20 compile --bare --mug named
works
{ repeat 20000 '=a'; printf '=@'; } >named
within 500 20 compile --bare --mug named
works
{ printf '|%%\n'; for i in $(seq 999); do echo "++  a$i  $i"; done; printf -- '--\n'; } >arms
within 500 20 compile --bare --mug arms
works
rm -f nested named arms
# Nouns that do not fit the limit.
head -c 30000000 /dev/zero | tr '\0' '1' | sed 's/11/[1 /g' >wide
run mug --memory 16M -f wide
says 2 'error: '
one_line
rm -f letters brackets deep.jam wide zeros.jam noise

# What is no jam, and what it seems to be.
not_a_jam() { # EXPECTED CONTENT
  printf "$2" >what
  refuses 2 "^what: error: jam: not a jam: it seems to be $1" cue what
  refuses 2 "^what: error: jam: not a jam: it seems to be $1" eval --subject-jam what .
  rm -rf zod
  refuses 2 "it seems to be $1" boot what --pier zod
  verdict "boot from $1 leaves nothing" "$([ ! -e zod ] && echo yes || echo no)" "$(ls zod 2>&1)"
}
not_a_jam 'Hoon source' '::  a kernel\n|%%\n++  load  1\n--\n'
not_a_jam 'Hoon source' '/+  lib\n|=  a=@\n(add a 1)\n'
not_a_jam 'Hoon source' '=>  ~\n|%%\n--\n'
not_a_jam 'JSON' '{"peek":"/x"}\n'
not_a_jam 'a noun as text' '[1 2 3]\n'
not_a_jam 'a noun as text' '42\n'
not_a_jam 'text' 'hello, world\n'
not_a_jam 'compressed by gzip' '\x1f\x8b\x08\x00\x00\x00\x00\x00'
not_a_jam 'a program' '\x7fELF\x02\x01\x01\x00\xff'
not_a_jam 'an empty file' ''

# Numbers are whole, have no sign, and fit.
for number in -1 1.5 0x10 '' ten; do
  refuses 2 "^error: --deadline: \`$number\` is no whole number" eval --deadline "$number" 1
  refuses 2 "^error: --from: \`$number\` is no whole number" log nowhere --from "$number"
done
for number in 0 1000001; do
  refuses 2 "^error: --width: \`$number\` is no number from 1 to 1000000 " eval --width "$number" 1
done
refuses 2 '^error: --deadline: `99999999999999999999` is no number from 0' eval --deadline 99999999999999999999 1
refuses 2 '^error: --repeat: `0` is no number from 1' nock --repeat 0 '[1 4 0 1]'
