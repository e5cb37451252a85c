# A small evaluation takes under 15 ms from process start to exit: the best of many, on a release build.

if [ $sanitized = no ]; then
  best=1000000
  for _ in $(seq 200); do
    start=${EPOCHREALTIME/[.,]/}
    "$galena" eval '(add 2 2)' >out 2>err
    end=${EPOCHREALTIME/[.,]/}
    [ $((end - start)) -lt $best ] && best=$((end - start))
    [ $best -lt 15000 ] && break
  done
  verdict 'start-up under 15 ms' "$([ $best -lt 15000 ] && echo yes || echo no)" "$best µs"
fi
