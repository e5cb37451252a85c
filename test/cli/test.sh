# `galena test`: what it finds, runs, keeps, and says.

export XDG_CACHE_HOME=$work/test-cache

# counts PATTERN NAME: the last line of what was printed matches.
counts() {
  verdict "$2" "$(tail -n 1 out | grep -qE "$1" && echo yes || echo no)" "$(cat out err)"
}
shows() {
  verdict "shows $1" "$(grep -qE -- "$1" out && echo yes || echo no)" "$(head -c 2000 out)"
}

mkdir -p shop/tests/lib shop/lib shop/sur
printf '|%%\n++  twice  |=(a=@ (mul 2 a))\n--\n' >shop/lib/sums.hoon
cat >shop/tests/lib/sums.hoon <<'HOON'
/+  *test, *sums
|%
++  test-twice  (expect-eq !>(4) !>((twice 2)))
++  test-wrong  (expect-eq !>([1 5 3]) !>([1 (twice 1) 3]))
++  test-type   (expect-eq !>(`@ud`4) !>(`@ux`4))
++  test-crash  (expect !>(=(1 (dec 0))))
++  test-fails  (expect-fail |.((twice 1)))
++  test-says
  ~&  %heard
  (category "inner" (expect !>(|)))
++  helper      3
++  test-no     7
--
HOON
run test shop/tests
verdict 'a failure exits with 1' "$([ $code -eq 1 ] && echo yes || echo no)" "$(cat out err)"
counts '^7 tests in 1 file: 1 passed, 6 failed; ' 'all arms are run, and only tests'
shows '^  ok      test-twice  [0-9.]+ ms$'
shows '^  FAILED  test-wrong'
shows '^    expected  \[1 5 3\]$'
shows '^    found     \[1 2 3\]$'
shows '^                 \^$'
shows '^  FAILED  test-type'
shows '^  CRASHED test-crash'
shows '^    decrement-underflow$'
shows '^    at .*shop/tests/lib/sums.hoon:6:[0-9]+$'
shows '^    expected failure - succeeded$'
shows '^    \| .*%heard$'
shows "^    in: 'inner'$"
shows '^  REFUSED test-no'
verdict 'in the order of the source' "$([ "$(sed -n 's/^  [A-Za-z]* *test-\([a-z]*\) .*/\1/p' out | paste -sd ' ')" = \
  'twice wrong type crash fails says no' ] && echo yes || echo no)" "$(cat out)"

# What nothing has changed of is known, and what has is run again.
run test shop/tests
counts '^7 tests in 1 file: 1 passed, 6 failed \(7 as before\); ' 'results are kept'
run test shop/tests --again
counts '^7 tests in 1 file: 1 passed, 6 failed; ' '--again runs them'
printf '|%%\n++  twice  |=(a=@ (add 3 a))\n--\n' >shop/lib/sums.hoon
run test shop/tests --filter twice
counts '^1 test in 1 file: 0 passed, 1 failed; ' 'a change of what a test imports runs it'
printf '|%%\n++  twice  |=(a=@ (mul 2 a))\n--\n' >shop/lib/sums.hoon
run test shop/tests/lib/sums.hoon -q --filter twice
counts '^1 test in 1 file: 1 passed, 0 failed \(1 as before\); ' 'and changed back it is known'
verdict '... and exits with 0' "$([ $code -eq 0 ] && echo yes || echo no)" "$(cat out err)"

# Reports for machines.
run test shop/tests --json --junit tests.xml
verdict 'JSON' "$(python3 - out <<'PYTHON'
import json, sys
said = json.load(open(sys.argv[1]))
arms = {arm["name"]: arm for arm in said["files"][0]["arms"]}
wrong = arms["test-wrong"]["complaints"][0]
print("yes" if (said["tests"], said["passed"], said["failed"]) == (7, 1, 6)
      and (wrong["expected"], wrong["found"]) == (["[1 5 3]"], ["[1 2 3]"])
      and arms["test-crash"]["verdict"] == "CRASHED" else "no")
PYTHON
)" "$(head -c 2000 out)"
verdict 'JUnit' "$(python3 - tests.xml <<'PYTHON'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
cases = root.findall(".//testcase")
print("yes" if root.tag == "testsuites" and len(cases) == 7 and len(root.findall(".//failure")) == 6 else "no")
PYTHON
)" "$(cat tests.xml)"

# What does not build, does not stop, or is not there.
printf '/+  *test\n|%%\n++  test-a  (nothing 1)\n--\n' >shop/tests/lib/bad.hoon
printf '/+  *test\n|%%\n++  test-b\n  |-  ^-  tang\n  $\n++  test-c  (expect !>(&))\n--\n' >shop/tests/lib/endless.hoon
run test shop/tests/lib/bad.hoon shop/tests/lib/endless.hoon --deadline 3000
verdict 'a file that is refused exits with 1' "$([ $code -eq 1 ] && echo yes || echo no)" "$(cat out err)"
shows 'shop/tests/lib/bad.hoon  REFUSED'
shows 'shop/tests/lib/bad.hoon:3:[0-9]+: error: find'
shows '^  STOPPED test-b'
shows '^    the deadline of 3000 ms has passed'
counts '^2 tests in 2 files: 1 passed, 1 failed, 1 file refused; ' 'and the others are run'
run test shop/tests/lib/endless.hoon --filter test-c
counts '^1 test in 1 file: 1 passed, 0 failed; ' 'what a limit stopped is not kept'
refuses 2 '^shop/none: error: there is no such file' test shop/none
refuses 2 '^error: `none` is no folder' test shop/tests --desk none
run test shop/tests/lib/sums.hoon --filter no-such
verdict 'no test exits with 2' \
  "$([ $code -eq 2 ] && grep -q '^error: no test has that' err && echo yes || echo no)" "$(cat err)"

# From a desk behind the tests' own, in more processes than there are files.
mkdir -p apart/tests apart/sur
printf '/+  *test, sums\n|%%\n++  test-far  (expect-eq !>(6) !>((twice:sums 3)))\n--\n' >apart/tests/far.hoon
run test apart/tests
shows 'missing: there is no file lib/sums.hoon'
run test apart/tests --desk shop -j 4
counts '^1 test in 1 file: 1 passed, 0 failed; ' 'imports from another desk'

# It is run again where a file changes.
"$galena" test apart/tests --desk shop --watch >watched 2>&1 </dev/null &
watcher=$!
# waits COUNT: until so many rounds have been run.
waits() {
  local tries=0
  while [ "$(grep -c ' in 1 file: ' watched)" -lt "$1" ] && [ $tries -lt 400 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  sleep 0.5
}
waits 1
printf '|%%\n++  twice  |=(a=@ (mul 3 a))\n--\n' >shop/lib/sums.hoon
waits 2
kill $watcher
wait $watcher 2>/dev/null
verdict 'a change runs them again' \
  "$(grep -q '1 passed, 0 failed' watched && grep -q '0 passed, 1 failed' watched && echo yes || echo no)" \
  "$(cat watched)"

# 500 tests of which nothing has changed.
mkdir -p many/tests many/sur
for file in $(seq 20); do
  {
    printf '/+  *test\n|%%\n'
    for arm in $(seq 25); do printf '++  test-%s  (expect-eq !>(%s) !>((add %s 0)))\n' "$arm" "$arm" "$arm"; done
    printf -- '--\n'
  } >"many/tests/t$file.hoon"
done
run test many/tests -q
counts '^500 tests in 20 files: 500 passed, 0 failed; ' '500 tests'
run test many/tests -q
counts '^500 tests in 20 files: 500 passed, 0 failed \(500 as before\); ' '500 tests as before'
