# Pills, piers, the log.

prints '' pill baby -o baby.pill
run pill show baby.pill
verdict 'pill show' \
  "$([ $code -eq 0 ] && grep -q '^baby.pill: pill, %baby$' out && grep -qE '^boot +1 ' out && echo yes || echo no)" \
  "$(cat out)"
# Names in a pill are anybody's: they become JSON that is well-formed, and nothing on a terminal.
for name in 0x7783b305d1b 0xfeff 0xae80e2 0xa2261 0x9bc2 0x9b 0xa0edb080ed; do
  "$galena" jam "['pill' $name [[1 0] 0] 0 0]" -o named.pill
  run pill show named.pill --json
  verdict "pill show --json of the name $name" "$([ $code -eq 0 ] && python3 -c '
import json
text = open("out", encoding="utf-8").read()
assert json.loads(text)["kind"] == "pill" and text.rstrip("\n").isprintable()' 2>>err && echo yes || echo no)" \
    "$(od -c out | head -5; cat err)"
done
refuses 2 'no kernel `other`' pill other -o other.pill
prints '' pill baby --no-places -o bare.pill
verdict 'a kernel without places is smaller' \
  "$([ "$(wc -c <bare.pill)" -lt "$(wc -c <baby.pill)" ] && echo yes || echo no)" "$(ls -l ./*.pill)"
refuses 2 '-o FILE' pill baby
mkdir -p unmade/sys
refuses 2 'of a folder, a pill is brass, solid or ivory, and not `mine`' pill mine --from unmade -o mine.pill
refuses 2 'error: there is no file hoon.hoon of unmade/sys' pill solid --from unmade -o solid.pill
refuses 2 '`Zod!` is no name' pill brass --from unmade --name Zod! -o brass.pill
refuses 2 '`tomorrow` is no date' pill brass --from unmade --now tomorrow -o brass.pill
# A kernel that is refused has a place, and one that takes its time can be interrupted.
python3 "$root/arvo/sys/join.py" joined
mkdir wrong && cp -r joined/sys wrong/
sed -i 's/^\.(+> +:(poke now ovo))$/.(+> +:(poke now ~))/' wrong/sys/arvo.hoon
refuses 1 'wrong/sys/arvo.hoon:[0-9]*:8: error: nest-fail' pill solid --from wrong -o wrong.pill
interrupts_work pill solid --from joined --no-cache -o joined.pill
"$galena" jam 7 -o seven.jam
refuses 2 'is no pill' pill show seven.jam
refuses 2 'is no pill' boot seven.jam --pier seven

# A boot on a closed standard input settles, writes a checkpoint, and ends.
run boot baby.pill --pier zod
says 0 '^booted zod with 6 events in [0-9]+ ms$'
verdict 'the kernel is alive' \
  "$([ "$(cat out)" = "$(printf 'event 6: heard\nevent 7: heard')" ] && echo yes || echo no)" "$(cat out)"
refuses 2 'has a machine already' boot baby.pill --pier zod
refuses 2 'there is no pier' run nowhere
mkdir empty
refuses 2 'is no pier' run empty
refuses 2 'no name' boot baby --pier x --name nobody

# What is typed goes to the kernel, what it says comes out; a checkpoint is where the next start begins.
printf 'hello\nworld' | "$galena" run zod >out 2>err
code=$?
says 0 '^zod: at event 8, of which 0 were run again, in [0-9.]+ ms$'
verdict 'run takes lines' "$([ "$(grep -c '' out)" = 6 ] && grep -qx 'event 11: line hello' out &&
  grep -qx 'event 13: line world' out && echo yes || echo no)" "$(cat out)"
prints 13 eval --pier zod ';;(@ud +<:.*(kernel [0 6]))'
prints 5 eval --pier zod '(add 2 3)'
refuses 1 'the computation crashed' eval --pier zod '.*(kernel [0 0])'
run log zod --from 11 --to 12
verdict 'log show' "$([ $code -eq 0 ] && [ "$(grep -c '%belt' out)" = 2 ] && echo yes || echo no)" "$(cat out)"
run log zod --json --from 14
verdict 'log --json' "$([ $code -eq 0 ] && [ "$(grep -c '' out)" = 1 ] &&
  grep -q '"event":14,.*"tag":"belt"' out && echo yes || echo no)" "$(cat out)"
run log zod verify --deep
verdict 'log verify --deep' \
  "$([ $code -eq 0 ] && grep -q 'from the checkpoint of event 14: 0x' out && echo yes || echo no)" "$(cat out err)"
run log zod replay
verdict 'log replay' "$([ $code -eq 0 ] && grep -qE '^14 events in ' out && echo yes || echo no)" "$(cat out err)"
prints '' log zod export -o events
verdict 'log export' \
  "$([ "$(ls events | wc -l)" = 14 ] && "$galena" cue events/14.jam >/dev/null && echo yes || echo no)" "$(ls events)"
refuses 2 'cannot `dance`' log zod dance
refuses 2 'no such range' log zod --from 3 --to 2
refuses 2 'the log of zod ends with event 14' log zod --from 15
refuses 2 'there is no folder nowhere' log nowhere

# Killed, it goes on where its log ends; asked to stop, it leaves a checkpoint.
# started PIER: its host, in the background, is there.
started() {
  "$galena" run "$1" --no-terminal >host.out 2>host.err &
  host=$!
  for _ in $(seq 500); do
    [ -S "$1/.urb/conn.sock" ] && grep -q "at event" host.err && return
    sleep 0.02
  done
}
started zod
refuses 2 "another host \(process $host\)" run zod
# Whoever takes the lock for a leftover does not let a second host in.
for way in 'rm zod/.vere.lock' 'mv zod/.vere.lock aside' 'cp zod/.vere.lock new && mv new zod/.vere.lock' \
  'ln -sf /dev/null new && rm zod/.vere.lock'; do
  bash -c "$way"
  refuses 2 'another host.* runs zod; stop it first' run zod
  verdict "the first host answers after $way" \
    "$("$galena" peek zod '[~ %& ~[%line]]' >out 2>err && echo yes || echo no)" "$(cat err)"
done
"$galena" checkpoint zod >out
verdict 'checkpoint beside a host' "$([ "$(cat out)" = 'checkpoint of event 14' ] && echo yes || echo no)" "$(cat out)"
# Events and questions from a command line: nouns are Hoon, a value is on standard output.
prints 15 poke zod '[%note %sum (add 2 2)]'
prints 4 peek zod /x//note/sum
prints '%noun' peek zod /x//note/sum --mark
prints 16 poke zod '[%belt %txt "hi"]' --wire /d/term/1
prints '[104 105 0]' peek zod '[~ %& ~[%line]]'
prints 17 poke zod '[%note ~ ~[1 2]]'
refuses 1 'the event failed: it crashed .*event 18 reports it' poke zod '[%crash ~]'
refuses 1 'the event failed: it crashed .*event 19 reports it' poke zod '[%note ~]'
refuses 1 'has to be a noun' poke zod '7'
refuses 1 'nest-fail' poke zod '(add 1 [2 3])'
# What is said of Hoon says once that it is an error.
for hoon in '(bex (bex 40))' '(add 1 [2 3])' '[%note' '!!'; do
  refuses 1 'error: ' poke zod "$hoon"
  ok=yes
  grep -q 'error: .*error: ' err && ok=no
  verdict "one error of poke zod $hoon" $ok "$(head -c 400 err)"
done
refuses 2 'arguments|required' poke zod
refuses 1 'has no answer' peek zod /x//nothing
refuses 1 "a peek's path is" peek zod /x
refuses 1 'a wire is a /path' poke zod '[%note 1 2]' --wire d
refuses 2 'no host runs nowhere' poke nowhere '[%note 1 2]'
refuses 2 'no host runs empty' peek empty /x//count
kill -KILL $host
{ wait $host; } 2>/dev/null
started zod
kill -TERM $host
wait $host
verdict 'SIGTERM ends it well' "$([ $? -eq 0 ] && echo yes || echo no)" "$(cat err)"

# Compacted beside the host, which goes on; and no larger than before.
"$galena" boot baby --pier dense --exit -q >out 2>err
started dense
"$galena" poke dense '[%note %sum (add 2 2)]' >out
for notes in 0 1 30; do
  for ((i = 0; i < notes; ++i)); do
    "$galena" poke dense '[%forget %none]' >out
    "$galena" checkpoint dense >out
  done
  last=$("$galena" poke dense '[%forget %none]')
  run checkpoint dense --compact
  verdict "checkpoint --compact beside a host, of event $last" "$([ $code -eq 0 ] &&
    grep -qE "^checkpoint of event $last: [0-9]+ bytes, [0-9]+ before\$" out &&
    [ "$(ls dense/.urb/galena/*.cells | wc -l)" = 1 ] &&
    [ "$(cat dense/.urb/galena/*.cells dense/.urb/galena/*.atoms | wc -c)" -lt 1000000 ] &&
    [ "$("$galena" peek dense /x//note/sum)" = 4 ] && echo yes || echo no)" "$(cat out err; ls -l dense/.urb/galena)"
done
kill -TERM $host
wait $host
run log dense verify --deep
verdict 'what was compacted is the state' \
  "$([ $code -eq 0 ] && grep -q 'from the checkpoint of event' out && echo yes || echo no)" "$(cat out err)"

# Nobody waits for who asks for what does not end: not when he waits for it himself, and not when he has gone.
# left_alone HOW REQUEST: while one client has asked for that, and HOW he is then (gone, or waits), another is answered.
left_alone() {
  python3 - "$1" "$2" >out 2>err <<'END'
import json, socket, sys, time
def client():
    host = socket.socket(socket.AF_UNIX)
    host.connect("dense/.urb/conn.sock")
    return host, host.makefile()
one, ones = client()
other, others = client()
one.sendall(sys.argv[2].encode() + b"\n")
time.sleep(0.3)
if sys.argv[1] == "gone":
    ones.close()
    one.close()
begin = time.monotonic()
other.sendall(b'{"peek":"/x//note/sum"}\n')
answer = json.loads(others.readline())
assert answer == {"id": None, "ok": {"mark": "noun", "value": "4"}}, answer
print(int((time.monotonic() - begin) * 1000))
if sys.argv[1] != "gone":
    assert "error" in json.loads(ones.readline())
END
  verdict "another is answered where one is $1 who asked $2" \
    "$([ -s out ] && [ "$(cat out)" -lt "$3" ] && echo yes || echo no)" "$(cat out err)"
}
started dense
for loop in '{"eval":"|-($)"}' '{"poke":"[%note %x |-($)]"}' '{"peek":"[~ |-($)]"}' \
  '{"eval":"=+  n=0  |-  $(n +(n))"}'; do
  left_alone gone "$loop" 5000
done
# An answer as text has a limit, whatever was asked.
for large in '{"eval":"(gulf 1 800.000)"}' '{"eval":"(reap 1.100.000 %abc)"}' '{"eval":"(fil 3 5.000.000 97)"}'; do
  python3 -c '
import json, socket, sys
host = socket.socket(socket.AF_UNIX)
host.connect("dense/.urb/conn.sock")
host.sendall(sys.argv[1].encode() + b"\n")
print(json.loads(host.makefile().readline())["error"])' "$large" >out 2>err
  verdict "no answer of more than 4 MB to $large" \
    "$(grep -qE 'larger than 4 MB|too long' out && echo yes || echo no)" "$(head -c 300 out; cat err)"
done
# Where it crashed: a place in the kernel, in the trace that comes with the answer.
for crash in '[%crash ~]' '[%note ~]' '[%note 1]'; do
  python3 -c '
import json, socket, sys
host = socket.socket(socket.AF_UNIX)
host.connect("dense/.urb/conn.sock")
host.sendall(json.dumps({"poke": sys.argv[1]}).encode() + b"\n")
answer = json.loads(host.makefile().readline())
print(answer["event"], answer["kind"], *answer["trace"], sep="\n")' "$crash" >out 2>err
  verdict "the trace of $crash names the place" \
    "$(grep -qE '^at /baby\.hoon:[0-9]+:[0-9]+$' out && echo yes || echo no)" "$(cat out err)"
done
kill -TERM $host
wait $host
"$galena" run dense --no-terminal --deadline 1000 >host.out 2>host.err &
host=$!
for _ in $(seq 500); do
  [ -S dense/.urb/conn.sock ] && grep -q "at event" host.err && break
  sleep 0.02
done
for loop in '{"eval":"|-($)"}' '{"poke":"[%note %x |-($)]"}'; do
  left_alone waiting "$loop" 6000
done
kill -TERM $host
wait $host

# A pier that is moved while its host runs takes its socket along, and what comes to its old place keeps its own.
"$galena" boot baby --pier mover --exit -q >out 2>err
for way in TERM INT HUP; do
  started mover
  first=$host
  mv mover "moved-$way"
  "$galena" boot baby --pier mover --exit -q >out 2>err
  started mover
  "$galena" poke "moved-$way" '[%note %who 1]' >out
  "$galena" poke mover '[%note %who 2]' >out
  kill -$way $first
  wait $first
  verdict "a moved pier's host ends with SIG$way and leaves another's socket alone" "$([ $? -eq 0 ] &&
    [ ! -e "moved-$way/.urb/conn.sock" ] && [ "$("$galena" peek mover /x//note/who)" = 2 ] && echo yes || echo no)" \
    "$(ls "moved-$way/.urb" mover/.urb)"
  kill -TERM $host
  wait $host
done
run checkpoint zod --compact
verdict 'checkpoint --compact' "$([ $code -eq 0 ] && grep -q '^checkpoint of event 19: ' out && echo yes || echo no)" \
  "$(cat out err)"

# Damage is found, named, and what to do is said: starting again.
printf 'XXXXXXXX' | dd of=zod/.urb/galena/2.cells bs=1 seek=1000 conv=notrunc 2>dd.err
run run zod
says 3 '2.cells is damaged: block 0 .*start again'
run run zod
says 0 'of which 19 were run again'
printf 'XXXXXXXX' | dd of=zod/.urb/log/0i0/tail bs=1 conv=notrunc 2>dd.err
run run zod
says 0 'at event 21'
cp -r zod broken
overwrite() { printf '\377\377\377\377' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>dd.err; }
# Which pages are in use depends on how events came to be written together: every one of them.
pages=$(($(stat -c %s broken/.urb/log/0i0/data.mdb) / 4096))
for ((page = 2; page < pages; ++page)); do overwrite broken/.urb/log/0i0/data.mdb $((page * 4096 + 4000)); done
run log broken verify
says 3 'is damaged: .*; put back a copy of the log'
