# nock, jam, cue, mug.

prints 42 nock '[[1 41] 4 0 3]'
prints '[1 2 3]' nock '[0 1 1 2 3]'
prints 0x52dc7522 nock --jam "$root/bench/nock/dec10m.jam" --mug
prints 9999999 nock --jam "$root/bench/nock/dec10m.jam" --tier interp
prints 9999999 nock --jam "$root/bench/nock/dec10m.jam" --repeat 2 --no-jets
prints 9999999 nock --jam "$root/bench/nock/dec10m.jam" --deadline 600000 --memory 512M
prints 610 nock --jam "$root/bench/nock/jfib15_k140.jam"
prints 610 nock --jam "$root/bench/nock/jfib15_k140.jam" --check-jets
prints 610 nock --jam "$root/bench/nock/jfib15_k140.jam" --no-jet one/add --no-jet k140/one/dec
echo '[[1 41]
 4 0 3]' >call.txt
prints 42 nock -f call.txt
"$galena" nock - <call.txt >out 2>err
code=$?
verdict 'nock -' "$([ $code -eq 0 ] && [ "$(cat out)" = 42 ] && echo yes || echo no)" "$(cat err)"

run nock --time '[[1 41] 4 0 3]'
says 0 '^time: [0-9]+\.[0-9]+ ms$'
verdict '--time leaves stdout alone' "$([ "$(cat out)" = 42 ] && echo yes || echo no)" "$(cat out)"
run nock --time --repeat 3 '[[1 41] 4 0 3]'
says 0 '^time: [0-9.]+ ms, the best of 3$'

# Hints that speak.
run nock '[0 11 [%slog 1 0 %leaf 104 105 0] 1 7]'
says 0 '^hi$'
run nock '[0 11 [%slog 1 2 %rose [[44 32 0] [91 0] [93 0]] [%leaf 97 0] [%leaf 98 0] 0] 1 7]'
says 0 '^>> \[a, b\]$'
run nock '[0 11 [%bout 1 0] 1 7]'
says 0 '^took: [0-9.]+ ms$'

# A program that fails: 1, and its trace on stderr, innermost first.
refuses 1 '^error: the computation crashed$' nock '[0 0 7]'
refuses 1 '^error: the computation crashed$' nock '[0 12 [1 0] 1 0]'
refuses 1 '' nock '[42 11 [%mean 1 102] 11 [%spot 1 [%a %b 0] [1 2] 3 4] 11 [%lose 1 99] 0 0]'
traced=$'  c\n  at /a/b:1:2\n  f\n  `[0 0]` finds nothing at axis 0 of `42`'
verdict 'a trace: lose, spot, mean' "$([ "$(tail -n +2 err)" = "$traced" ] && echo yes || echo no)" "$(cat err)"
refuses 1 '^  ab$' nock '[0 11 [%mean 1 [1 %leaf 97 98 0] 0] 0 0]'
refuses 1 '^  ####$' nock '[0 11 [%mean 1 [0 0] 0] 0 0]'
refuses 1 '^  mook.mean$' nock '[0 11 [%mean 1 [1 7 7] 0] 0 0]'
refuses 1 '^  /x/y$' nock '[0 11 [%hunk 1 0 %x %y 0] 0 0]'
refuses 1 '^  mook.spot$' nock '[0 11 [%spot 1 7] 0 0]'

# A loop that never ends, and loops that eat memory. Compiled, the first of these eats none: nobody looks at what it
# makes.
loop='[0 8 [1 9 2 0 1] 9 2 0 1]'
refuses 1 'the deadline of 50 ms has passed' nock --deadline 50 "$loop"
refuses 1 'out of memory \(%meme\)' nock --tier interp --memory 32M '[0 8 [1 0] 8 [1 9 2 10 [6 [0 6] 0 6] 0 1] 9 2 0 1]'
refuses 1 'out of memory \(%meme\)' nock --memory 32M '[0 8 [1 4 9 2 0 1] 9 2 0 1]'
interrupts nock "$loop"

# The services.
prints '' jam '[1 2 3]' -o list.jam
prints '[1 2 3]' cue list.jam
prints 0x52dc7522 mug 9999999
prints 0x52dc7522 mug 9.999.999
prints 0x79ff04e8 mug 0
prints '' jam 0 -o zero.jam
prints 0 cue zero.jam
"$galena" jam '[%a 1.000 0xff]' -o - | "$galena" cue - >out
code=$?
verdict 'jam -o - | cue -' "$([ $code -eq 0 ] && [ "$(cat out)" = '[97 1000 255]' ] && echo yes || echo no)" \
  "$(cat out)"
prints 42 nock --jam <(exec "$galena" jam '[[1 41] 4 0 3]' -o -)

# A reader that leaves early is no failure.
"$galena" nock '[0 1 1 2]' | true
code=${PIPESTATUS[0]}
verdict 'a closed pipe' "$([ "$code" -eq 0 ] && echo yes || echo no)" "exit $code"

# Usage.
refuses 2 '^error: ' nock
refuses 2 '^error: .*--frobnicate' nock --frobnicate '[0 0 1]'
if [ -e "$(dirname "$galena")/galena_jit" ]; then
  prints 0 nock --tier jit '[0 0 1]'
  prints 4999 nock --tier jit '[5000 8 [1 0] 8 [1 6 [5 [0 7] 4 0 6] [0 6] 9 2 [0 2] [4 0 6] 0 7] 9 2 0 1]'
  refuses 1 'out of memory \(%meme\)' nock --tier jit --memory 32M '[0 8 [1 4 9 2 0 1] 9 2 0 1]'
  refuses 1 'out of memory \(%meme\)' nock --tier jit --memory 32M '[0 8 [1 [1 1] 9 2 0 1] 9 2 0 1]'
  refuses 1 'out of memory \(%meme\)' nock --tier jit --memory 32M '[0 8 [1 3 9 2 0 1] 9 2 0 1]'
  refuses 1 'the deadline of 50 ms has passed' nock --tier jit --deadline 50 "$loop"
else
  refuses 2 '^error: .*no JIT' nock --tier jit '[0 0 1]'
fi
refuses 2 '^error: .*no tier' nock --tier fast '[0 0 1]'
refuses 2 '^error: .*--repeat' nock --repeat 0 '[0 0 1]'
refuses 2 '^error: .*no size' nock --memory lots '[0 0 1]'
refuses 2 '^error: .*no size' nock --memory 99999999999999999T '[0 0 1]'
refuses 2 '^<argument>: error: an atom' nock 7
refuses 2 '^error: ' nock --jam list.jam '[0 0 1]'
refuses 2 '^error: .*--output' jam 7

# Nouns that stand for more than anybody reads, the first in 55 bytes or so: text is bounded, and says what it leaves
# out. `doubled N ATOM`: a formula whose product is a tree of depth N, each half of which is the other.
doubled() {
  echo "[0 8 [1 $2] 8 [1 0] 8 [1 6 [5 [0 6] 1 $1] [0 14] 9 2 10 [6 4 0 6] 10 [14 [0 14] 0 14] 0 1] 9 2 0 1]"
}
for depth in 30 60 100; do
  run nock --mug "$(doubled $depth 7)"
  verdict "nock --mug of a tree of depth $depth" "$([ $code -eq 0 ] && echo yes || echo no)" "$(cat err)"
  run nock "$(doubled $depth 7)"
  says 0 "^note: the first 16777216 bytes of .* of depth $depth, .* \($depth distinct\), .*--whole prints"
  verdict "nock of a tree of depth $depth is bounded" \
    "$([ "$(stat -c %s out)" -lt 17000000 ] && tail -c 5 out | grep -q '^ \.\.\.$' && echo yes || echo no)" "$(cat err)"
done
doubling='=/  a=*  LEAF  =|  i=@  |-  ^-(* ?:(=(i TIMES) a $(a [a a], i +(i))))'
product=${doubling/LEAF/[1 2]}
run eval --bare --jam shared.jam "${product/TIMES/30}"
verdict 'a jam of a shared tree is small' \
  "$([ $code -eq 0 ] && [ "$(stat -c %s shared.jam)" -lt 100 ] && echo yes || echo no)" "$(cat err)"
run cue shared.jam
says 0 '^note: .* depth 31, 2147483647 cells \(31 distinct\), 2147483648 atoms'
verdict 'cue of it is bounded' "$([ "$(stat -c %s out)" -lt 17000000 ] && echo yes || echo no)" "$(cat err)"
run cue --shape shared.jam
verdict 'cue --shape of it' \
  "$([ $code -eq 0 ] && [ "$(head -1 out)" = 'depth 31, 2147483647 cells (31 distinct), 2147483648 atoms' ] &&
    tail -1 out | grep -q '^\[\[\[\[\.\.\. \.\.\.' && [ "$(stat -c %s out)" -lt 100000 ] && echo yes || echo no)" \
  "$(head -c 1000 out; cat err)"
prints 'depth 3, 3 cells (3 distinct), 4 atoms
[1 2 3 4]' cue --shape <("$galena" jam '[1 2 3 4]' -o -)
prints 'depth 0, 0 cells (0 distinct), 1 atoms
<20 bytes>' cue --shape <("$galena" jam 0xff00ff00ff00ff00ff00ff00ff00ff00ff00ff00 -o -)
refuses 2 'excludes' cue --shape --whole shared.jam

run eval --bare "${product/TIMES/40}"
verdict 'the value of it is bounded' \
  "$([ $code -eq 0 ] && [ "$(stat -c %s out)" -lt 17000000 ] && tail -c 5 out | grep -q '\.\.\.$' &&
    echo yes || echo no)" "$(cat err)"

# All that renders ends when its time is over, too: a product, its trace, and what it says.
# renders ARGUMENT...: leaves `code` and `err`.
renders() {
  timeout 100 "$galena" "$@" 2>err >/dev/null </dev/null
  code=$?
}
renders nock --whole --deadline 300 "$(doubled 60 7)"
says 1 'deadline'
for clue in '[9 2 0 1] 0' '[8 [1 9 2 0 1] 9 2 0 1] 0' '[8 [1 4 9 2 0 1] 9 2 0 1] 0'; do
  renders nock --deadline 300 --memory 256M "[0 11 [%mean 1 $clue] 0 0]"
  says 1 '^  ####$'
done
renders eval --bare --deadline 300 '~>(%mean.|.(|-($)) !!)'
says 1 '^  ####$'
rose='[1 %rose] [1 [32 0] [91 0] 93 0]'
renders nock --deadline 3000 "[0 8 [1 %leaf 97 0] 8 [1 0] 8 [1 6 [5 [0 6] 1 60] [11 [%slog [1 1] 0 14] 1 7]
  9 2 10 [6 4 0 6] 10 [14 $rose [0 14] [0 14] 1 0] 0 1] 9 2 0 1]"
verdict 'a shared tank that is said is bounded' \
  "$([ $code -ne 124 ] && [ "$(stat -c %s err)" -lt 100000000 ] && echo yes || echo no)" "exit $code"
product=${doubling/LEAF/1}
renders eval --bare --deadline 200 "${product/TIMES/40}"
says 1 'deadline|memory'
renders eval --bare --memory 64M "${product/TIMES/40}"
says 1 'out of memory'

# SIGINT ends long arithmetic and long printing as a deadline does.
interrupts_work eval '(met 3 (pow 7 400.000.000))'
interrupts_work eval '(met 3 (mul (bex 900.000.000) (dec (bex 900.000.000))))'
interrupts_work eval '(met 3 (div (dec (bex 1.600.000.000)) (dec (bex 700.000.000))))'
interrupts_work eval '(mul (bex 1.000.000.000) 3)'
interrupts_work eval "\`@p\`(dec (bex 2.000.000.000))"
interrupts_work nock --whole "$(doubled 60 7)"
interrupts_work eval --bare --width 60 "${product/TIMES/60}"

# Reading what has very many digits hears of a deadline, too.
python3 -c "print('[0 1 1' + '.234' * 20000000 + ']')" >digits.noun
renders nock --deadline 300 -f digits.noun
says 1 'the deadline has passed while the input was read'
python3 -c "print('1' + '.234' * 20000000)" >digits.hoon
renders eval --bare --deadline 300 -f digits.hoon
says 1 'interrupted'

# The subject from a jam: a trap, a core with a sample, a value.
prints '' jam '[[8 [1 41] 4 0 2] 7]' -o trap.jam
prints 42 nock --subject-jam trap.jam '[9 2 0 1]'
prints 7 nock --subject-jam trap.jam '[0 3]'
prints '[1 7]' nock --subject-jam list.jam '[[0 2] 1 7]'
prints '' jam '[[[4 0 12] 4 0 13] [5 9] 0]' -o gates.jam
prints 10 nock --subject-jam gates.jam '[9 5 10 [6 0 6] 0 1]'
refuses 2 'No such file' nock --subject-jam nowhere.jam '[0 1]'
