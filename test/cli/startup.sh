# A small evaluation takes under 15 ms from process start to exit: the best of many, on a release build. Where the
# machine is so slow that Python takes longer than that to do nothing, it takes less than Python does.

if [ $sanitized = no ]; then
  # quickest VARIABLE COMMAND...: lowers VARIABLE to the microseconds of this run.
  quickest() {
    local -n best=$1
    local start=${EPOCHREALTIME/[.,]/}
    "${@:2}" >out 2>err
    local end=${EPOCHREALTIME/[.,]/}
    [ $((end - start)) -ge "$best" ] || best=$((end - start))
  }
  ours=1000000 python=1000000
  for try in $(seq 200); do
    quickest ours "$galena" eval '(add 2 2)'
    quickest python python3 -c 1
    [ $ours -ge 15000 ] || break
    [ "$try" -lt 20 ] || [ $ours -ge $python ] || break
  done
  verdict 'start-up under 15 ms, or that of Python' \
    "$([ $ours -lt 15000 ] || [ $ours -lt $python ] && echo yes || echo no)" "$ours µs; Python $python µs"
fi
