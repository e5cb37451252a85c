# --perf-map and --debug-jit: what is compiled has the names of its arms.

if [ -e "$(dirname "$galena")/galena_jit" ]; then
  cat >arms.hoon <<'END'
=>
|%
++  spin
  |=  [n=@ s=@]
  ?:  =(0 n)  s
  $(n (dec n), s (mod (mul (add s n) 3) 1.000.003))
++  calls
  |=  a=(list @)
  (turn a |=(n=@ (spin n 1)))
--
(calls (gulf 1 40))
END
  # named ARGUMENT...: as `run`, with a cache of its own; leaves `map`, the names that it gave code in order.
  named() {
    XDG_CACHE_HOME=$work/code "$galena" "$@" >out 2>err </dev/null &
    local pid=$!
    wait $pid
    code=$?
    mv "/tmp/perf-$pid.map" made.map 2>/dev/null || : >made.map
    map=$(cut -d' ' -f3- made.map | sort)
  }
  holds() {
    verdict "the map has $1" "$(grep -qE -- "^[0-9a-f]+ [0-9a-f]+ $1\$" made.map && echo yes || echo no)" \
      "$(cat made.map err)"
  }

  named eval -f arms.hoon --tier jit --perf-map
  holds 'spin/\$'
  holds 'spin/\$:loop'
  holds 'calls/\$/\$'
  verdict '... and nothing else' \
    "$([ $code -eq 0 ] && ! grep -qvE '^[0-9a-f]+ [1-9a-f][0-9a-f]* [^ ]' made.map && echo yes || echo no)" \
    "$(cat made.map)"
  apart=yes
  end=0
  while read -r address size _; do
    [ $((16#$address)) -ge $end ] || apart=no
    end=$((16#$address + 16#$size))
  done < <(sort made.map)
  verdict 'no two ranges meet' $apart "$(sort made.map)"
  fresh=$map
  named eval -f arms.hoon --tier jit --perf-map
  verdict 'code from the disk has names' \
    "$([ -n "$map" ] && [ "$map" = "$fresh" ] && [ -e code/galena ] && echo yes || echo no)" "$map"
  # A profile leaves no loop without the calls by which it tells where the time goes.
  named profile -f arms.hoon --tier jit --perf-map
  holds 'spin/\$'
  named nock '[10 8 [1 0] 8 [1 6 [5 [0 7] 4 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]' --tier jit --perf-map
  holds '0x[0-9a-f]{8}:loop'
  named eval -f arms.hoon --tier jit
  verdict 'no map without the option' "$([ $code -eq 0 ] && [ -z "$map" ] && echo yes || echo no)" "$map"
  named eval -f arms.hoon --perf-map --tier interp
  verdict 'no map without code' "$([ $code -eq 0 ] && [ -z "$map" ] && echo yes || echo no)" "$map"

  if ! command -v gdb >/dev/null; then
    skip 'names in gdb: there is no gdb'
  elif ! gdb -nx -batch -ex run true 2>&1 | grep -q 'exited normally'; then
    skip 'names in gdb: it may not run programs here'
  else
    gdb -nx -batch -ex 'set breakpoint pending on' -ex 'break -function spin/$:loop' -ex run -ex backtrace \
      -ex 'info symbol $pc' -ex delete -ex continue \
      --args "$galena" eval -f arms.hoon --tier jit --debug-jit --no-code-cache >out 2>&1 </dev/null
    gdb_says() { verdict "gdb: $1" "$(grep -qE -- "$2" out && echo yes || echo no)" "$(cat out)"; }
    gdb_says 'a breakpoint' '^(Thread .*)?hit Breakpoint 1,|^Breakpoint 1, '
    gdb_says 'the function' '^#0 .* in spin/\$:loop \(\)'
    gdb_says 'what called it' '^#[0-9]+ .* in spin/\$ \(\)'
    gdb_says 'down to main' '^#[0-9]+ .* in main \(\)'
    gdb_says 'a symbol' '^spin/\$:loop in section \.text'
    gdb_says 'and it goes on' '^\[Inferior 1 .* exited normally\]'
  fi
fi
