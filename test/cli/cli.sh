#!/usr/bin/env bash
# The command from outside: what it prints, what it says where something is wrong, and how it exits.
#
#   cli.sh GALENA REPOSITORY [CHAPTER...]
#
# A chapter is a file beside this one; without any, all of them.
set -u
galena=$(realpath "$1")
root=$(realpath "$2")
chapters=("${@:3}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0
skipped=0

# verdict NAME OK DETAIL
verdict() {
  if [ "$2" = yes ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n%s\n' "$1" "$3"
  fi
}

# skip WHAT_AND_WHY
skip() {
  skipped=$((skipped + 1))
  echo "SKIPPED: $1"
}

# run ARGUMENT...: leaves `code`, and the files `out` and `err`.
run() {
  "$galena" "$@" >out 2>err </dev/null
  code=$?
}

# prints EXPECTED ARGUMENT...: exit 0, exactly this on stdout (but for the last newline), nothing on stderr.
prints() {
  local expected=$1 ok=no
  shift
  run "$@"
  [ $code -eq 0 ] && [ "$(cat out)" = "$expected" ] && [ ! -s err ] && ok=yes
  verdict "galena $*" $ok "expected: $expected
exit $code, stdout: $(head -c 400 out)
stderr: $(head -c 400 err)"
}

# yields EXPECTED ARGUMENT...: the same, whatever it notes on stderr.
yields() {
  local expected=$1 ok=no
  shift
  run "$@"
  [ $code -eq 0 ] && [ "$(cat out)" = "$expected" ] && ok=yes
  verdict "galena $*" $ok "expected: $expected
exit $code, stdout: $(head -c 400 out)"
}

# refuses CODE PATTERN ARGUMENT...: exits so, nothing on stdout, stderr has a line that matches, and where it is bad
# input (2) nothing but one line, or more where the source is quoted.
refuses() {
  local expected=$1 pattern=$2 ok=no
  shift 2
  run "$@"
  [ $code -eq "$expected" ] && [ ! -s out ] && grep -qE -- "$pattern" err && ok=yes
  verdict "galena $*" $ok "expected exit $expected and: $pattern
exit $code, stdout: $(head -c 400 out)
stderr: $(head -c 400 err)"
}

# interrupts ARGUMENT...: SIGINT, as soon as the command has said that it wants to know of it, ends it with 130 and a
# word.
interrupts() {
  local pid caught tries=0 ok=no
  set -m # else a command in the background ignores SIGINT
  "$galena" "$@" >out 2>err </dev/null &
  pid=$!
  set +m
  while [ $tries -lt 300 ]; do
    caught=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null)
    [ -n "$caught" ] && [ $((16#$caught & 2)) -ne 0 ] && break
    tries=$((tries + 1))
    sleep 0.05
  done
  sleep 0.1
  kill -INT $pid
  wait $pid
  code=$?
  [ $code -eq 130 ] && [ ! -s out ] && grep -q interrupted err && ok=yes
  verdict "interrupted: galena $*" $ok "exit $code, stdout: $(head -c 400 out)
stderr: $(head -c 400 err)"
}

# interrupts_work ARGUMENT...: SIGINT ends it with 130 and a word, soon, once it has worked for a while.
interrupts_work() {
  local pid ticks=0 enough=40 ok=no from
  [ "$sanitized" = yes ] && enough=150
  set -m
  "$galena" "$@" >out 2>err </dev/null &
  pid=$!
  set +m
  while [ "$ticks" -lt $enough ] && kill -0 $pid 2>/dev/null; do
    ticks=$(awk '{print $14 + $15}' "/proc/$pid/stat" 2>/dev/null || echo $enough)
    sleep 0.05
  done
  from=$(date +%s%N)
  kill -INT $pid
  wait $pid
  code=$?
  took=$((($(date +%s%N) - from) / 1000000))
  [ $code -eq 130 ] && grep -q interrupted err && [ $took -lt 5000 ] && ok=yes
  verdict "interrupted at work: galena $*" $ok "exit $code after $took ms, stdout: $(head -c 400 out)
stderr: $(head -c 400 err)"
}

# within MEGABYTES SECONDS COMMAND...: what it says, it says within this memory and time. Leaves `code`, `out`, `err`.
within() {
  local megabytes=$1 seconds=$2 peak=0 seen pid
  shift 2
  [ "$sanitized" = yes ] && megabytes=$((megabytes * 8)) && seconds=$((seconds * 10))
  timeout "$seconds" "$galena" "$@" >out 2>err </dev/null &
  pid=$!
  while kill -0 $pid 2>/dev/null; do
    for child in $(cat /proc/$pid/task/$pid/children 2>/dev/null); do
      seen=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$child/status" 2>/dev/null)
      [ -n "$seen" ] && [ "$seen" -gt $peak ] && peak=$seen
    done
    sleep 0.01
  done
  wait $pid
  code=$?
  [ $code -ne 124 ] && [ $((peak / 1024)) -le "$megabytes" ]
  verdict "galena $* within $megabytes MB and $seconds s" "$([ $? -eq 0 ] && echo yes || echo no)" \
    "exit $code, $((peak / 1024)) MB at the most"
}

# says CODE PATTERN: about what was run last.
says() {
  local ok=no
  [ $code -eq "$1" ] && grep -qE -- "$2" err && ok=yes
  verdict "... exits $1 and says: $2" $ok "exit $code, stderr: $(head -c 400 err)"
}

# The commands that `galena --help` lists, a line each.
commands_of_help() {
  "$galena" --help | sed -n '/^Subcommands:/,$s/^  \([a-z]*\) .*/\1/p'
}

sanitized=no
grep -qa __asan_init "$galena" && sanitized=yes

[ ${#chapters[@]} -gt 0 ] || mapfile -t chapters < <(basename -s .sh -a "$root"/test/cli/*.sh | grep -vx cli)
for chapter in "${chapters[@]}"; do
  # shellcheck source=/dev/null
  . "$root/test/cli/$chapter.sh" || verdict "the chapter $chapter is there" no "$root/test/cli"
done

echo "cli ${chapters[*]}: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
