# A small evaluation takes under 15 ms from process start to exit: the best of twenty, on a release build.

if [ $sanitized = no ]; then
  best=1000000
  for _ in $(seq 20); do
    start=${EPOCHREALTIME/[.,]/}
    "$galena" nock '[[1 41] 4 0 3]' >out 2>err
    end=${EPOCHREALTIME/[.,]/}
    [ $((end - start)) -lt $best ] && best=$((end - start))
  done
  verdict 'start-up under 15 ms' "$([ $best -lt 15000 ] && echo yes || echo no)" "$best µs"
fi
