# Jets and their Nock: what a failure leaves behind, what runs how often, what is believed to be the library, and that
# limits hold in jets.

# leaves TRACE PATH HOON: the trace in a virtual machine, with the jet of this path and without it; and the check of
# jets has nothing to say.
leaves() {
  prints "[%.n p=$1]" eval --deadline 60000 "(mule |.($3))"
  prints "[%.n p=$1]" eval --deadline 60000 --no-jet "$2" "(mule |.($3))"
  refuses 1 '^error: the computation crashed' eval --deadline 60000 --check-jets "$3"
  verdict '... and its jets are as their Nock' "$(grep -q '^jet ' err && echo no || echo yes)" "$(cat err)"
}

# A jet that fails has the trace of its Nock.
leaves '[i=[%leaf p="subtract-underflow"] t=~]' one/sub '(sub 3 5)'
leaves '[i=[%leaf p="snag-fail"] t=~]' one/two/snag '(snag 5 (limo ~[1 2]))'
leaves '[i=[%leaf p="need"] t=~]' one/two/need '(need *(unit @))'
leaves '[i=[%leaf p="need"] t=~]' one/two/need '(~(got by *(map @ @)) 7)'
leaves '[i=[%leaf p="decrement-underflow"] t=~]' one/dec '(dec 0)'
leaves '[i=[%leaf p="divide-by-zero"] t=~]' one/mod '(mod 7 0)'
leaves '~' one/peg '[(peg 0 3) (cap 1) (mas 0)]'
leaves '[i=[%leaf p="subtract-underflow"] t=~]' one/two/turn '(turn (limo ~[3 1]) |=(a=@ (sub a 2)))'
leaves '[i=[%leaf p="snag-fail"] t=[i=[%leaf p="around"] t=~]]' one/two/snag '~_(leaf+"around" (snag 5 (limo ~[1 2])))'
prints '~' eval '(mole |.((sub 3 5)))'
prints '[%2 1]' eval '=/  end  (mink [|.((sub 3 5)) 9 2 0 1] |=(* ~))  ?>(?=(%2 -.end) [-.end (lent +.end)])'
prints '[%2 p=[i=[%leaf p="decrement-underflow"] t=~]]' eval '(mock [|.((dec 0)) 9 2 0 1] |=(* ~))'
prints '~' eval --deadline 60000 --check-jets '(mole |.((sub 3 5)))'

# A jet that meets a cell where its Nock would count without end crashes at once.
for call in 'dec [1 2]' 'sub [[1 2] 3]' 'sub [[1 2] 3 4]' 'div [[1 2] 3]' 'mod [[1 2] 3]' 'dvr [[1 2] 7]' \
  'lth [[1 2] 3 4]' 'gte [[1 2] 3 4]' 'cue *^' 'met [3 1 2]' 'rsh [0 1 2]' 'trip [1 2]' 'bex [1 2]' 'mul [5 1 2]'; do
  prints '%.n' eval --deadline 60000 "=/  end  (mule |.((slum $call)))  -.end"
done
prints 0 eval --deadline 60000 '(slum lte [1 2 3])'

# Nothing runs twice: not what has an effect, and not what takes long.
# once EXPECTED HOON: that product, and "asked" is said once.
once() {
  run eval --deadline 60000 "$2"
  verdict "once: $2" \
    "$([ $code -eq 0 ] && [ "$(cat out)" = "$1" ] && [ "$(grep -c asked err)" = 1 ] && echo yes || echo no)" \
    "exit $code, stdout: $(cat out)
stderr: $(cat err)"
}
asked='~>(%slog.[0 leaf+"asked"]'
once '[%.n p=~]' "(mule |.($asked !!)))"
once '~' "(mole |.($asked !!)))"
once '[%.y p=[%.n p=~]]' "(mule |.((mule |.($asked !!)))))"
edge='[[1 1] ~ 5 [1 2] 98 0]'
once '%.n' "=/  end  (mule |.((slum plug [$edge |=(* $asked 7))])))  -.end"
once '[[[2 1] 3] 0]' "(slum plug [$edge |=(* $asked [[[2 1] 3] 0]))])"
once '[[[2 1] 3] 0]' "(slum pose [[[1 1] 0] |.($asked [[[2 1] 3] 0]))])"
once '[[[2 1] 3] 0 6 7]' "(slum pfix [$edge |=(* $asked [[[2 1] 3] 0 6 7]))])"
once '[[[2 1] 3] 0 5 7]' "(slum (comp |*([a=* b=*] a)) [$edge |=(* $asked [[[2 1] 3] 0 6 7]))])"
once '%.n' "=/  end  (mule |.((slum (bend |=(* 3)) [$edge |=(* $asked [[1 3] 0 6 7]))])))  -.end"
refuses 1 '^error: the computation crashed' eval --deadline 20000 '=/  i  0
=/  rule=$-(nail (like @))  (just (sub 98 1))
|-  ^-  (like @)
?:  =(i 24)  (rule [[1 1] "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
$(i +(i), rule ;~((bend |=([a=@ b=@] `(unit @)`~)) (just (sub 98 1)) rule))'
prints '[%.n p=~]' eval --deadline 20000 '=/  deep
  |=  depth=@
  ^-  ?
  ?:  =(depth 0)  !!
  =/  end  (mule |.(^$(depth (dec depth))))
  ?:  -.end  &
  !!
(mule |.((deep 30)))'

# A jet does no more work than its Nock before that stops, and hears of a deadline.
tree='=/  i  0
=/  t=(tree @)  ~
|-  ^-  *
?.  =(i 60)  $(i +(i), t [0 t t])'
prints 0 eval --deadline 20000 "$tree
(~(any in \`(set @)\`t) |=(a=@ &))"
prints 1 eval --deadline 20000 "$tree
(~(all in \`(set @)\`t) |=(a=@ |))"
prints '%.n' eval --deadline 20000 '(levy (reap 3.000.000 1) |=(a=@ |))'
past='^error: the deadline (of 300 ms )?has passed'
# late HOON: ends soon after its deadline. Without it most would not end at all.
late() {
  local begin=$SECONDS
  refuses 1 "$past" eval --deadline 300 "$1"
  verdict '... soon' "$([ $((SECONDS - begin)) -lt 15 ] && echo yes || echo no)" "$((SECONDS - begin)) seconds"
}
late "$tree
~(wyt in \`(set @)\`t)"
late "$tree
~(tap in \`(set @)\`t)"
late "$tree
(~(dif in \`(set @)\`t) \`(set @)\`t)"
late '=/  i  0
=/  t=(tree (pair @ @))  ~
|-  ^-  *
?.  =(i 60)  $(i +(i), t [[0 0] t t])
~(key by `(map @ @)`t)'
late '(find (weld (reap 200.000 1) (limo ~[2])) (reap 400.000 1))'
late '(met 3 (pow 7 400.000.000))'
late '(met 3 (mul (bex 900.000.000) (dec (bex 900.000.000))))'
late '(div (bex 900.000.000) (dec (bex 450.000.000)))'
late '(sqt (dec (bex 900.000.000)))'
late '(mul (bex 1.000.000.000) 3)'

# What is labelled as the library is, and is not, has no jets.
fake='  ++  add  ~/  %add  |=([a=@ b=@] 999)'
prints 999 eval "=>  ~%  %k.138  ~  ~  |%  ++  version  1  --
=>  ~%  %one  +  ~  |%
$fake
--
(add 2 2)"
prints 999 eval "=>  ~%  %k.1  ~  ~  |%  ++  version  1  --
=>  ~%  %one  +  ~  |%
$fake
--
(add 2 2)"
prints 999 eval --bare "=>  ~%  %k.138  ~  ~  |%  ++  version  1  --
=>  ~%  %one  +  ~  |%
$fake
--
(add 2 2)"
prints 999 eval '=>  ..add
=>  ~/  %add  |=([a=@ b=@] 999)
(. 2 2)'
prints 4 eval '=>  ..add
(add 2 2)'

# The public library is known by its batteries: it has its jets where it is a part of a program, or lies in a jam. What
# only calls itself so has none.
if [ -n "${GALENA_REFERENCE:-}" ]; then
  source=$GALENA_REFERENCE/hoon-138.hoon
  joined() {
    { echo '=>' && cat "$source" && printf '\n%s\n' "$1"; } >joined.hoon
    run eval --bare --deadline 60000 -f joined.hoon
    verdict "$1 where hoon.hoon and it are one expression" \
      "$([ $code -eq 0 ] && [ "$(cat out)" = "$2" ] && echo yes || echo no)" "exit $code: $(head -c 300 out err)"
  }
  joined '^~((mug 5))' 721.923.263
  joined "^~((~(get by (malt ~[['a' 1] ['b' 2]])) 'b'))" '[~ 2]'
  joined '^~((pow 3 70))' 2.503.155.504.993.241.601.315.571.986.085.849
  joined '(mug 5)' 721.923.263
  { echo '=>' && cat "$source" && printf '\n!>(.)\n'; } >vase.hoon
  prints '' eval --bare -f vase.hoon --jam kernel.jam
  prints 721.923.263 eval --deadline 60000 --subject-jam kernel.jam '(mug 5)'
  prints 2.503.155.504.993.241.601.315.571.986.085.849 eval --deadline 60000 --subject-jam kernel.jam '(pow 3 70)'
  prints "[~ 2]" eval --deadline 60000 --subject-jam kernel.jam "(~(get by (malt ~[['a' 1] ['b' 2]])) 'b')"
  prints 999 eval --subject-jam kernel.jam '=>  ~%  %k.138  ~  ~  [. %138]
=>  ~%  %one  +  ~  |%  ++  add  ~/  %add  |=([a=@ b=@] 999)  --  (add 1 2)'
else
  skip 'the public library as a part of a program, and in a jam: GALENA_REFERENCE is not set'
fi

# A subject from a jam has no labels, and so no jets: that is said.
run jam "['noun' [8 [1 0] 11 ['fast' 1 'add' [0 7] 0] [1 0 6] 0 1] 0]" -o labelled.jam
run eval --subject-jam labelled.jam 1
says 0 '^note: labelled.jam: .* without jets'
run jam "['noun' 9 2 0 1]" -o plain.jam
prints 1 eval --subject-jam plain.jam 1
prints 1 eval --subject-jam labelled.jam --no-jets 1

# What is turned off is there to be turned off.
refuses 2 'no jet has the label path `one/ad`; did you mean `one/add`' eval --no-jet one/ad 1
refuses 2 'no jet has the label path `add`' eval --no-jet add 1
refuses 2 'no jet has the label path ``' eval --no-jet '' 1
prints 3 eval --no-jet k138/one/add --no-jet one/dec '(add 1 2)'

# The table of jets: every label of the public runtime's list has one, and the page is what the command prints.
run jets --missing "$root/test/library/labels-k138.list"
verdict 'all labels are answered' "$([ $code -eq 0 ] && [ ! -s out ] && echo yes || echo no)" "$(cat out err)"
printf 'one/add\none/two/nobody\n' >labels
run jets --missing labels
verdict 'a label that no jet has is named' \
  "$([ $code -eq 1 ] && [ "$(cat out)" = one/two/nobody ] && echo yes || echo no)" \
  "$(cat out err)"
run jets --markdown
verdict 'doc/jets.md is what is printed' "$(cmp -s out "$root/doc/jets.md" && echo yes || echo no)" \
  "galena jets --markdown > doc/jets.md"
run jets --json
verdict 'as JSON each has a label' "$(grep -q '"label":"one/two/sort"' out && echo yes || echo no)" "$(head -c 300 out)"
run jets
verdict 'each has a function and what compares it' \
  "$(awk 'NR > 1 && NF < 3' out | grep -q . && echo no || echo yes)" "$(awk 'NR > 1 && NF < 3' out | head -3)"
