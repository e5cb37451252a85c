# What shells offer to complete a command line with: bash's own function is run; of the others, what is installed.

completions=$root/tools/galena/completion

# offered SHELL EXPECTED WORD...: exactly these, in any order, for the last word.
offered() {
  local shell=$1 expected=$2 found
  shift 2
  found=$("complete_in_$shell" "$@" 2>err | sort | paste -sd " ")
  verdict "$shell: galena $*" \
    "$([ "$found" = "$expected" ] && [ ! -s err ] && echo yes || echo no)" "expected: $expected
offered: $found
$(cat err)"
}

complete_in_bash() { bash "$root/test/cli/complete.bash" "$completions/galena.bash" "$galena" "$@"; }
# As fish has it: what is offered, a tab, what it is.
complete_in_fish() {
  PATH=$(dirname "$galena"):$PATH HOME=$work fish --no-config \
    -c "source $completions/galena.fish; complete -C 'galena $*'" | cut -f1
}
# zsh says what it would do by its own functions, which are not run without a terminal: the words of _describe before
# their colons, and the options of _arguments that begin as the last word.
complete_in_zsh() {
  zsh -f -c '
    _describe() { print -l -- ${(P)2%%:*} | grep -- "^$words[CURRENT]"; }
    _arguments() { print -l -- "$@" | sed -n "s/^\*\(-[^[]*\)\[.*/\1/p" | grep -- "^$words[CURRENT]"; }
    file=$1; shift
    words=("$@"); CURRENT=$#
    source $file' zsh "$completions/_galena" "$galena" "$@"
}

commands=$(commands_of_help)
mkdir -p shelf/inside
: >shelf/a.hoon
for shell in bash fish zsh; do
  if ! command -v $shell >/dev/null; then
    skip "completions in $shell: it is not installed"
    continue
  fi
  offered $shell 'checkpoint circle compile cue' c
  offered $shell version vers
  offered $shell '--tier --time' nock --ti
  offered $shell --spots compile --sp
  offered $shell '' no-such-command --
  # Every option that the help shows, and no other. (fish offers what begins with two dashes for two.)
  for command in $commands; do
    "$galena" "$command" --help |
      sed -n '/^Options:/,/^$/s/^  \(-.,\)\?\(--[a-z-]*\).*/\2/p' | sort | paste -sd " " >shown
    offered $shell "$(cat shown)" "$command" --
  done
done

for shell in bash fish; do
  command -v $shell >/dev/null || continue
  offered $shell 'auto interp jit' eval --tier ''
  offered $shell 'baby' pill ba
  offered $shell 'replay roll' log zod r
  offered $shell '' jam --memory ''
done

# Paths, and folders where there is to be one.
offered bash 'shelf/a.hoon shelf/inside' eval -f shelf/
offered bash 'shelf/inside' build --desk shelf/
offered bash 'shelf/a.hoon shelf/inside' cue shelf/
offered bash 'shelf/a.hoon shelf/inside' run shelf/
offered bash '' eval shelf/

# What they ask is not for people.
run --help
verdict 'help does not show what shells ask' \
  "$(! grep -qE -- '--(complete|man)' out && echo yes || echo no)" "$(cat out)"
refuses 2 '^error: there is no command `nothing`' --complete-options nothing
refuses 2 '^error: there is no command `nothing`' --man nothing
run --complete-commands
verdict 'the commands, as the help has them' \
  "$([ "$(cut -f1 out | paste -sd ' ')" = "$(echo $commands)" ] && echo yes || echo no)" "$(cat out)"
