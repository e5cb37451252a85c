# The log, and piers as others leave them.

run boot baby --pier logged --exit
says 0 '^booted logged with 6 events'
printf 'one\ntwo\nthree\n' | "$galena" run logged >out 2>err
run log logged verify
verdict 'log verify' "$([ $code -eq 0 ] &&
  grep -qE '^[0-9]+ events, .* none is missing, [0-9]+ have a checksum, and it is right$' out && echo yes || echo no)" \
  "$(cat out err)"
events=$(sed 's/ .*//' out)

# Whatever byte of the log is another, a command that reads it comes to its events or says what is damaged.
data=.urb/log/0i0/data.mdb
"$galena" log logged --json >log.json
# comes_to NAME OFFSET BYTES: the commands, on a copy with these bytes at a place of its log.
comes_to() {
  local ok=yes detail= action
  rm -rf changed
  cp -r logged changed
  printf '%b' "$3" | dd of=changed/$data bs=1 seek="$2" conv=notrunc 2>dd.err
  for action in '--json' verify 'export --json'; do
    # shellcheck disable=SC2086
    run log changed $action
    [ $code -eq 0 ] && { [ "$action" != --json ] || cmp -s out log.json; } && continue
    [ $code -eq 3 ] && grep -q '^error: .*; put back ' err && continue
    ok=no
    detail="$action: exit $code, $(head -c 300 err)"
  done
  verdict "damage: $1" $ok "$detail"
}
pages=$(($(stat -c %s logged/$data) / 4096))
# Of each page the offset of its first node, its kind, and what lies at its end: to nowhere.
for ((page = 0; page < pages; ++page)); do
  comes_to "the first offset of page $page" $((page * 4096 + 16)) '\xff\xff'
  comes_to "the kind of page $page" $((page * 4096 + 10)) '\x4d'
  comes_to "the end of page $page" $((page * 4096 + 4090)) '\xff'
done

# What is gone was there.
cp -r logged gone
rm gone/$data
for action in 'run gone' 'log gone verify' 'log gone' 'checkpoint gone' 'eval --pier gone 1' 'boot baby --pier gone'; do
  # shellcheck disable=SC2086
  refuses 3 "ends with event 0, but event $events was written" $action
done
mkdir -p never/.urb/log/0i0
refuses 2 'is no pier' log never verify
"$galena" boot baby --pier empty-log --exit 2>err
rm -r empty-log/.urb/galena empty-log/.urb/log/0i0
refuses 2 'was not booted to its end' log empty-log verify

# Other layouts.
cp -r logged older
mv older/.urb/log/0i0/data.mdb older/.urb/log/data.mdb
rm -r older/.urb/log/0i0
refuses 2 'has a machine already' boot baby --pier older
run log older verify
verdict 'a log at the top' "$([ $code -eq 0 ] && echo yes || echo no)" "$(cat out err)"
cp -r logged rolled
cp -r rolled/.urb/log/0i0 rolled/.urb/log/0i6
for action in 'run rolled' 'log rolled' 'eval --pier rolled 1'; do
  # shellcheck disable=SC2086
  refuses 3 'it begins with event 1, and not with 7' $action
done

# Links.
echo precious >victim
for file in .vere.lock .urb/log/0i0/tail .urb/log/0i0/lock.mdb; do
  rm -rf linked
  cp -r logged linked
  ln -sf "$work/victim" linked/$file
  run run linked --no-terminal -q
  verdict "a link at $file" "$([ $code -eq 1 ] && grep -q 'it is a link' err && [ "$(cat victim)" = precious ] &&
    echo yes || echo no)" "exit $code: $(cat err victim)"
done

# Kernels whose arms are no gates, and pills whose events fail.
cat >bad.hoon <<'END'
=>  |%
    ++  helper  7
    --
=>  |%
    ++  load  7
    ++  wish  |=(a=* a)
    ++  peek  |=(a=* a)
    ++  poke  |=(a=* [~ +>])
    --
|=(a=* a)
END
refuses 1 'bad.hoon:5:5: error: `load` makes no gate' pill bad --from bad.hoon -o bad.pill
sed 's/++  load  7/++  load  |=(a=* a)/; s/++  peek .*/++  peek  [1 2]/' bad.hoon >bad2.hoon
refuses 1 'bad2.hoon:7:5: error: `peek` makes no gate' pill bad --from bad2.hoon -o bad.pill
sed 's/++  load  7/++  load  |=(a=* a)/; s/++  poke .*/++  poke  !!/' bad.hoon >bad3.hoon
refuses 1 'bad3.hoon:8:5: error: `poke` makes no gate' pill bad --from bad3.hoon -o bad.pill
echo '|=(a=* a)' >bad4.hoon
refuses 1 'bad4.hoon: error: this is no kernel|makes no gate' pill bad --from bad4.hoon -o bad.pill
verdict 'no pill is made of them' "$([ ! -e bad.pill ] && echo yes || echo no)" "$(ls)"
sed 's/++  load  7/++  load  |=(a=* a)/; s/++  poke .*/++  poke  |=(a=* !!)/' bad.hoon >bad5.hoon
prints '' pill bad --from bad5.hoon -o bad.pill
refuses 1 'the pill does not boot: event 2 of 6, %wyrd, failed: it crashed' boot bad.pill --pier unborn
verdict 'a boot that fails leaves nothing' "$([ ! -e unborn ] && echo yes || echo no)" "$(ls -a unborn 2>/dev/null)"

# A disk without room: a small one of its own, where this user may have one.
cat >full.sh <<'END'
galena=$1 work=$2
mount -t tmpfs -o size=40k none "$work/small" || exit 77
cd "$work/small" || exit 77
"$galena" boot baby --pier zod --exit -q; echo "boot $?"
cd "$work" && umount small
mount -t tmpfs -o size=2M none "$work/small" || exit 77
cp -r "$work/logged" small/zod && rm small/zod/.urb/log/0i0/lock.mdb
cat /dev/zero >small/filling 2>/dev/null
"$galena" run small/zod --no-terminal -q; echo "run $?"
"$galena" log small/zod verify >/dev/null; echo "verify $?"
END
mkdir -p small
unshare -rm bash full.sh "$galena" "$work" >out 2>err </dev/null
if [ $? -eq 77 ]; then
  skip 'full disks: no file system of one'"'"'s own may be mounted here'
else
  verdict 'full disks' "$([ "$(tr '\n' ' ' <out)" = 'boot 1 run 1 verify 0 ' ] &&
    [ "$(grep -c 'the disk is full' err)" = 2 ] && ! grep -q 'copy of' err && echo yes || echo no)" "$(cat out err)"
fi
