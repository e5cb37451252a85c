# What the command says of itself: version, help, --help; and to a command that is none.

run version
verdict version "$([ $code -eq 0 ] && grep -qE '^galena [0-9.]+ \(hoon 138, nock 4\)$' out && echo yes || echo no)" \
  "$(cat out)"
run --help
commands=$(commands_of_help)
verdict 'help names the commands' "$([ $code -eq 0 ] && [ -n "$commands" ] && echo yes || echo no)" "$(cat out)"
for command in $commands; do
  run "$command" --help
  verdict "$command --help shows an example" \
    "$([ $code -eq 0 ] && grep -q "^  galena $command" out && echo yes || echo no)" "$(cat out)"
done
refuses 2 '^error: '
refuses 2 '^error: .*frobnicate' frobnicate

# Whoever asks in words is answered as well, and whoever mistypes is told what there is.
run --help
cp out expected
run help
verdict 'galena help is --help' "$([ $code -eq 0 ] && cmp -s out expected && echo yes || echo no)" "$(cat out err)"
run eval --help
cp out expected
run help eval
verdict 'galena help COMMAND is its --help' \
  "$([ $code -eq 0 ] && cmp -s out expected && echo yes || echo no)" "$(cat out err)"
prints "$("$galena" version)" --version
refuses 2 '^error: there is no command `biuld`: did you mean `build`\? \(galena help lists them\)$' biuld
refuses 2 '^error: there is no command `nothing` \(galena help lists them\)$' nothing
refuses 2 '^error: there is no command `evla`: did you mean `eval`' help evla
