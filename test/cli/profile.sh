# profile, and circle --profile: every format is what it should be, and the hot arm is on top.

cat >hot.hoon <<'END'
=>
|%
++  spin
  |=  n=@
  =/  i  0
  |-
  ?:  =(i n)  i
  $(i +(i))
++  calls
  |=  n=@
  (add (spin n) (lent (gulf 1 1.000)))
--
(calls 5.000.000)
END

# hottest FILE PATTERN: of folded stacks, the innermost frame with most time.
hottest() {
  local top ok=no
  top=$(sed -E 's/^(.*;)?([^;]*) ([0-9]+)$/\2 \3/' "$1" |
    awk '{ sum[$1] += $2 } END { for (f in sum) print sum[f], f }' |
    sort -rn | head -1)
  [[ $top =~ $2 ]] && ok=yes
  verdict "the hottest arm of $1" $ok "expected: $2; found: $top"
}

run profile -f hot.hoon --tier interp
says 0 '^ *[0-9.]+% +[0-9.]+%  spin/\$/\$$'
says 0 '^interpreter [0-9.]+%.*; [0-9.]+ s in [0-9]+ samples$'
cp out hot.folded
hottest hot.folded ' spin/\$/\$$'
verdict 'its callers are under it' "$(grep -qE '^calls/\$;spin/\$/\$ [0-9]+$' hot.folded && echo yes || echo no)" \
  "$(cat hot.folded)"
verdict 'folded stacks are nothing else' "$(! grep -qvE '^[^ ]+ [0-9]+$' hot.folded && echo yes || echo no)" \
  "$(cat hot.folded)"

# The files, whole and beside nothing else.
for format in folded svg json; do
  run profile -f hot.hoon -o "made.$format" --rate 500 --tier interp
  verdict "profile -o made.$format" \
    "$([ $code -eq 0 ] && [ ! -s out ] && [ -s "made.$format" ] && echo yes || echo no)" "$(cat err)"
done
verdict 'nothing is left beside them' \
  "$([ "$(echo made.*)" = 'made.folded made.json made.svg' ] && echo yes || echo no)" "$(echo made.*)"
hottest made.folded ' spin/\$/\$$'
if command -v xmllint >/dev/null; then
  xmllint --noout made.svg >out 2>&1
elif command -v python3 >/dev/null; then
  python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' made.svg >out 2>&1
else
  grep -q '^</svg>$' made.svg
fi
verdict 'the flame graph is XML' "$([ $? -eq 0 ] && echo yes || echo no)" "$(cat out)"
verdict '... refers to nothing outside' "$(! grep -qE '(href|src|url)[=(]' made.svg && echo yes || echo no)" ''
verdict '... and names its arms' "$(grep -qF '<title>spin/$/$: ' made.svg && echo yes || echo no)" \
  "$(head -c 2000 made.svg)"
if command -v python3 >/dev/null; then
  python3 - made.json >out 2>&1 <<'END'
import json, sys
events = [e for e in json.load(open(sys.argv[1]))['traceEvents'] if e['ph'] == 'X']
assert any(e['name'] == 'spin/$/$' and e['dur'] > 0 for e in events), events
# One lies in the other, or they do not meet.
for a in events:
    for b in events:
        begin, end = max(a['ts'], b['ts']), min(a['ts'] + a['dur'], b['ts'] + b['dur'])
        assert end - begin < 1e-3 or min(a['dur'], b['dur']) - (end - begin) < 1e-3, (a, b)
END
else
  grep -qE '"name":"spin/\$/\$","ts":[0-9.]+,"dur":[0-9.]+' made.json
fi
verdict 'the trace is JSON, and its events nest' "$([ $? -eq 0 ] && echo yes || echo no)" "$(cat out)"

# What is given on the command line has a name of its own; so have the arms of the library, jets, and collections.
run profile '(roll (turn (gulf 1 300.000) |=(a=@ +(a))) add)' --tier interp
verdict 'jets and their callers' \
  "$(grep -qE '(^|;)one/two/(roll|turn)(;| )' out && grep -qE '(^|;)gulf/\$/\$(;| )' out && echo yes || echo no)" \
  "$(cat out)"
run profile '=/  n  0  |-  ?:  =(n 3.000.000)  n  $(n +(n))' --bare --tier interp
verdict 'a trap of the program itself' "$(grep -qE '^main/\$ [0-9]+$' out && echo yes || echo no)" "$(cat out)"
run profile --bare '=/  n  0  =|  l=*  |-  ?:  =(n 2.000.000)  5  $(n +(n), l [n l])' --format folded -o list
verdict 'collections are frames' "$(grep -qE ';\(collect\) [0-9]+$' list && echo yes || echo no)" "$(cat list)"
run profile --bare 5
says 0 '^profile: no samples|samples$'
run profile --subject hot.hoon --no-cache '5'
says 0 '^profile: no samples|samples$'
run profile --bare '=/  n  0  |-  ?:  =(n 1.000.000.000.000)  n  $(n +(n))' \
  --deadline 300 -o stopped.folded --tier interp
says 1 'the deadline of 300 ms has passed'
verdict 'what was stopped has a profile' "$([ -s stopped.folded ] && echo yes || echo no)" ''
run profile '=/  n  0  |-  ?:  =(n 1.000.000)  !!  $(n +(n))' -o crashed.folded --bare --tier interp
says 1 'crashed'
hottest crashed.folded ' main/\$$'
if [ -e "$(dirname "$galena")/galena_jit" ]; then
  run profile -f hot.hoon --tier auto --no-jets --deadline 2000
  verdict 'a profile of both tiers' "$([ -s out ] && grep -q 'samples$' err && echo yes || echo no)" "$(cat err)"
fi

refuses 2 '^error: there is no format `pdf`: folded, svg or chrome$' profile 1 --format pdf
refuses 2 '^nowhere/x.svg: error: No such file or directory$' profile 1 -o nowhere/x.svg
refuses 2 '^\.: error: Is a directory$' profile 1 -o .
refuses 2 '^error: .*--rate' profile 1 --rate 0
refuses 2 '^error: nothing to read' profile
refuses 1 'nest-fail' profile "=/(x 'a' ^-(@ud x))"
refuses 2 'error: syntax' profile '(add 2'
refuses 2 '^nowhere/x.svg: error: No such file or directory$' circle hot.hoon --profile nowhere/x.svg

# An arm that a compiled loop calls is named, however short it is and wherever it is compiled.
cat >nth.hoon <<'END'
=>
|%
++  nth
  |=  [n=@ l=(list @)]
  ^-  @
  ?~  l  0
  ?:  =(0 n)  i.l
  $(n (dec n), l t.l)
++  count
  |=  l=(list @)
  =/  [i=@ n=@]  [0 0]
  |-  ^-  @
  ?:  =(i 3.000)  n
  $(i +(i), n (add n (nth i l)))
--
(count (gulf 1 4.000))
END
rounds=2.000
[ $sanitized = yes ] && rounds=100
cat >short.hoon <<END
=>
|%
++  down
  |=  n=@
  ^-  @
  ?:  =(0 n)  0
  \$(n (dec n))
++  outer
  |=  m=@
  =|  n=@
  |-  ^-  @
  ?:  =(0 m)  n
  \$(m (dec m), n (add n (down 20.000)))
--
(outer $rounds)
END
cat >twice.hoon <<END
=>
|%
++  even
  |=  n=@
  ^-  ?
  ?:  =(0 n)  &
  (odd (dec n))
++  odd
  |=  n=@
  ^-  ?
  ?:  =(0 n)  |
  (even (dec n))
++  loop
  |=  m=@
  =|  n=@
  |-  ^-  @
  ?:  =(0 m)  n
  \$(m (dec m), n ?:((even 30.000) +(n) n))
--
(loop $rounds)
END
for tier in auto jit; do
  run profile -f nth.hoon --tier $tier --no-code-cache
  cp out nth.folded
  hottest nth.folded ' nth/\$(_\[jit\])?$'
  verdict 'count is under nth' "$(grep -qE 'count/.*;nth/\$(_\[jit\])? [0-9]+$' nth.folded && echo yes || echo no)" \
    "$(head -c 2000 nth.folded)"
  run profile -f short.hoon --tier $tier --no-code-cache
  cp out short.folded
  hottest short.folded ' down/\$(_\[jit\])?$'
  run profile -f twice.hoon --tier $tier --no-code-cache
  cp out twice.folded
  hottest twice.folded ' (even|odd)/\$(_\[jit\])?$'
done
