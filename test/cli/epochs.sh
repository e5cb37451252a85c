# Epochs of a log, what an event did, and what a state weighs.

"$galena" boot baby --pier epochs --exit -q 2>err
"$galena" run epochs --no-terminal -q 2>host.err &
host=$!
for _ in $(seq 500); do
  [ -S epochs/.urb/conn.sock ] && break
  sleep 0.02
done
for key in 1 2 3; do "$galena" poke epochs "[%note %key $key]" >out; done
last=$(cat out)
# A host that runs does it: the answer is the event that the epoch begins after.
run log epochs roll
verdict 'a host rolls its log' \
  "$([ $code -eq 0 ] && grep -qx "the log goes on in 0i$last" out && echo yes || echo no)" "$(cat out err host.err)"
refuses 1 'the newest epoch of the log has no events yet' log epochs roll
refuses 2 'another host .*runs epochs; stop it first' log epochs chop
"$galena" poke epochs '[%note %key 4]' >out
verdict 'and goes on' "$([ "$(cat out)" = $((last + 1)) ] && echo yes || echo no)" "$(cat out err)"
# Over the socket: the same by its rows, and a word or a task for the kernel.
ask() {
  python3 -c '
import json, socket, sys
host = socket.socket(socket.AF_UNIX)
host.connect("epochs/.urb/conn.sock")
host.sendall(sys.argv[1].encode() + b"\n")
print(json.dumps(json.loads(host.makefile().readline()), sort_keys=True))' "$1" >out 2>err
}
asks() {
  ask "$1"
  verdict "$1" "$(grep -qE "$2" out && echo yes || echo no)" "$(cat out err)"
}
asks '{"wish":"count"}' '"ok": "[0-9]+"'
asks '{"wish":"nothing"}' '"error": "it crashed'
asks '{"task":"[%note %task 7]","vane":"x"}' '"ok": [0-9]+'
asks '{"peek":"/x//note/task"}' '"value": "7"'
asks '{"task":"[%note %task 7]"}' 'and `vane` the name'
asks '{"mass":"parts"}' '"all": \{"atoms": [0-9]+, "bytes": [0-9]{4,}'
asks '{"mass":"whole"}' 'has to be true or'
asks "{\"trace\":$last}" "\"event\": $last, .*\"mug\": [0-9]+"
asks '{"trace":100000}' 'the log ends with event'
asks '{"trace":0}' 'the number of an event'
asks '{"roll":true}' '"ok": [0-9]+'
asks '{"roll":true}' 'has no events yet'
kill -TERM $host
wait $host

run log epochs verify --deep
verdict 'verify walks epochs' \
  "$([ $code -eq 0 ] && grep -qx '3 epochs, 2 begin with a state, and it is right' out &&
    grep -q '^from event 1: 0x' out && grep -q '^from the checkpoint of event' out && echo yes || echo no)" \
  "$(cat out err)"
mug=$(sed -n 's/^from event 1: \(0x[0-9a-f]*\).*/\1/p' out)
newest=$(ls epochs/.urb/log | sed -n 's/^0i\([0-9]*\)$/\1/p' | sort -n | tail -1)
# From each epoch the same state.
for epoch in 0 "$last"; do
  run log epochs replay --epoch "$epoch"
  verdict "replay from 0i$epoch" "$([ $code -eq 0 ] && grep -q ": $mug$" out && echo yes || echo no)" "$(cat out err)"
done
run log epochs replay --to "$last" -o state.jam
verdict 'replay to an event, and its state as a jam' \
  "$([ $code -eq 0 ] && [ "$("$galena" mug --jam state.jam)" = \
    "$(sed 's/.*: //' out)" ] && echo yes || echo no)" "$(cat out err)"
refuses 2 'has no epoch 0i9999: 0i0, ' log epochs replay --epoch 9999
refuses 2 '.-epoch is of replay' log epochs --epoch 0
run log epochs
verdict 'log shows epochs' \
  "$([ $code -eq 0 ] && head -1 out | grep -q "epochs 0i0 0i$last 0i" && echo yes || echo no)" "$(head -1 out)"
run log epochs chop
verdict 'chop keeps two' "$([ $code -eq 0 ] && [ "$(cat out)" = '0i0 is gone' ] && [ ! -e epochs/.urb/log/0i0 ] &&
  echo yes || echo no)" "$(cat out err)"
run log epochs chop
says 0 'the latest two epochs are kept'
run log epochs verify --deep
verdict 'what is left is whole' "$([ $code -eq 0 ] && grep -q "^from event $((last + 1)): $mug " out &&
  echo yes || echo no)" "$(cat out err)"
refuses 2 "the log of epochs begins with event $((last + 1))" trace epochs 3
# Without its checkpoint it starts from an epoch; where that is damaged, from the one before.
rm -r epochs/.urb/galena
printf 'XXXX' | dd of="epochs/.urb/log/0i$newest/1.cells" bs=1 seek=96 conv=notrunc 2>dd.err
run run epochs
says 0 'is not what was written'
run log epochs verify
says 3 '1.cells is damaged'

# Trace: what baby was silent of, with its effects; and a kernel that knows of no silence has effects alone.
run trace epochs $((last + 1))
verdict 'trace lifts the silence of baby' "$([ $code -eq 0 ] && grep -q '^event [0-9]*: noted$' out &&
  grep -q '^effect /d/term/1 %blit$' out && [ ! -s err ] && echo yes || echo no)" "$(cat out err)"
sed 's/%verb$/%verbs/' "$root/arvo/sys/baby.hoon" >mute.hoon
"$galena" pill mute --from mute.hoon -o mute.pill
"$galena" boot mute.pill --pier mute --exit -q 2>err
run trace mute 6
verdict 'trace of a kernel that tells of no moves' "$([ $code -eq 0 ] && grep -q '^effect /d/term/1 %blit$' out &&
  grep -q 'does not tell of its moves' err && echo yes || echo no)" "$(cat out err)"
run boot baby --pier told-of --exit -v
verdict 'baby prints a slog for each event' "$([ $code -eq 0 ] && grep -qx 'event 3: heard' err &&
  [ "$(grep -c '^event [0-9]*: ' err)" = 4 ] && echo yes || echo no)" "$(cat out err)"
refuses 2 'ends with event' trace epochs 99999
run mass epochs
verdict 'mass of a kernel without an account' \
  "$([ $code -eq 0 ] && grep -qE '^all +[0-9]{4,}' out && echo yes || echo no)" "$(cat out err)"

# Ours tells of its moves, and of its parts.
"$galena" boot solid --pier told --exit -q 2>err
if [ -e told/.urb/log ]; then
  "$galena" run told --no-terminal -q 2>host.err &
  host=$!
  for _ in $(seq 500); do
    [ -S told/.urb/conn.sock ] && break
    sleep 0.02
  done
  "$galena" poke told '[%text "foo"]' --vane d >out 2>err
  "$galena" poke told '[%belt %txt "|pass [%d %text \"foo\"]"]' --wire /d/term/1 >out 2>err
  "$galena" poke told '[%belt %ret ~]' --wire /d/term/1 >out 2>err
  event=$(cat out)
  kill -TERM $host
  wait $host
  run trace told "$event"
  verdict 'a trace has the moves' "$([ $code -eq 0 ] && grep -q '^\["" %unix %belt /d/term/1 ' out &&
    grep -qxF '["|" %pass [%dill %d] [%text /shell/] ~[//term/1]]' out && echo yes || echo no)" "$(cat out err)"
  # Where the event makes the kernel that goes on, the silence is somewhere else afterwards; the state is the log's.
  run trace told 7
  verdict 'a trace of a metamorphosis' "$([ $code -eq 0 ] && grep -q metamorphosis out && echo yes || echo no)" \
    "$(cat out err)"
  run trace told "$event" --json --svg told.svg
  verdict 'as JSON, and drawn' "$([ $code -eq 0 ] && python3 -c '
import json, xml.dom.minidom
trace = json.load(open("out"))
assert trace["tells"] and trace["mug"] == trace["logged"], trace
places = [move["place"] for move in trace["moves"]]
assert places[0] == "" and "|" in places, places
for move in trace["moves"][1:]:
    above = trace["moves"][move["parent"]]
    assert len(above["place"]) == len(move["place"]) - 1, move
svg = xml.dom.minidom.parse("told.svg")
drawn = len(svg.getElementsByTagName("g"))
assert drawn == len(trace["moves"]) + len(trace["effects"])' 2>>err && echo yes || echo no)" \
    "$(cat out err)"
  run mass told --json
  verdict 'mass has the parts that the kernel names' "$([ $code -eq 0 ] && python3 -c '
import json
mass = json.load(open("out"))
def total(part):
    below = sum(total(p) for p in part["parts"]) if "parts" in part else part["bytes"]
    assert below == part["bytes"], part["name"]
    return below
assert mass["account"]["name"] == "arvo"
assert total(mass["account"]) + mass["rest"]["bytes"] == mass["all"]["bytes"]
assert set(mass["worms"]) >= {"behn", "dill"} and mass["worms"]["dill"]["mints"] > 0' 2>>err && echo yes || echo no)" \
    "$(head -c 600 out; cat err)"
else
  skip 'a trace and the mass of our kernel: this build has no pill of it'
fi

# The ivory pill.
prints '' pill ivory -o ivory.pill
run pill show ivory.pill
verdict 'pill show ivory' "$(grep -q '^ivory.pill: ivory pill, a kernel alone' out && echo yes || echo no)" "$(cat out)"
prints 4 eval --pill ivory.pill '(add 2 2)'
prints '~[2 3 4 5 6]' eval --pill ivory.pill '(turn `(list @)`[1 2 3 4 5 ~] succ)'
prints '"~sampel-palnet"' eval --pill ivory.pill '(scow %p ~sampel-palnet)'
refuses 1 '.' eval --pill ivory.pill '(add 2 %'
# Of a folder: one of our kernel that brings its own wrapper; another has to have what the public pill is made of.
python3 "$root/arvo/sys/join.py" wrapped >out
refuses 1 'wrapped: error: .*lib/ethereum.hoon' pill ivory --from wrapped -o wrapped.pill
cp "$root/arvo/sys/ivory.hoon" wrapped/sys
prints '' pill ivory --from wrapped -o wrapped.pill
prints 4 eval --pill wrapped.pill '(add 2 2)'
refuses 2 'of a folder, a pill is brass, solid or ivory, and not `baby`' pill baby --from wrapped -o wrapped.pill
refuses 2 'excludes' eval --pill ivory.pill --kelvin 137 1
refuses 2 'kelvin' eval --kelvin 0 1
refuses 2 '.kelvin is of a folder' pill ivory --kelvin 137 -o other.pill
refuses 1 'deadline of 300 ms has passed' eval --pill ivory.pill --no-jets --deadline 300 1
"$galena" jam 7 -o seven.jam
refuses 2 'is no pill' eval --pill seven.jam 1
