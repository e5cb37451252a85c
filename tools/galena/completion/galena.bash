# bash completion for galena: source this, or put it into /usr/share/bash-completion/completions as `galena`.
_galena() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local run='--no-jets --no-jet --check-jets --tier --no-code-cache --perf-map --debug-jit --memory --deadline'
  local pier='--no-terminal --checkpoint-every --verbose --quiet'
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'eval compile build circle profile nock jam cue mug pill boot run log checkpoint version --help' -- "$current")
    return
  fi
  case $previous in
    -f | --file | -o | --output | --jam | --subject | --subject-jam | --library | --builder | --profile)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --desk | --system | --cache)
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --emit)
      [ "$command" = build ] && mapfile -t COMPREPLY < <(compgen -W 'type value both' -- "$current") && return
      mapfile -t COMPREPLY < <(compgen -W 'ast type nock both' -- "$current")
      return
      ;;
    --color)
      mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
      return
      ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W 'folded svg chrome' -- "$current")
      return
      ;;
    --tier)
      mapfile -t COMPREPLY < <(compgen -W 'interp jit auto' -- "$current")
      return
      ;;
  esac
  local options='--help' subject='--bare --subject --subject-jam --cache --no-cache'
  case $command in
    eval) options+=" -f --file --pier --type --nock --ast --source --width --jam --json --color $subject $run" ;;
    compile) options+=" -o --output --emit --mug --stats --spots --json --color $subject $run" ;;
    build)
      options+=" --desk --system --all -j --jobs -o --output --emit --mug --time --cache --no-cache --json --color $run"
      options+=' --hoonc --arbitrary --library --builder'
      ;;
    circle) options+=" --system --native --profile --format --rate $run" ;;
    profile) options+=" -f --file -o --output --format --rate --json --color $subject $run" ;;
    nock) options+=" -f --file --jam --mug --time --repeat $run" ;;
    jam) options+=' -f --file -o --output --memory' ;;
    cue) options+=' --memory' ;;
    mug) options+=' -f --file --jam --memory' ;;
    pill) options+=' --from -o --output --json' ;;
    boot) options+=" --pier --name --exit $pier $run" ;;
    run) options+=" $pier $run" ;;
    log) options+=" --from --to -o --output --json --deep $run" ;;
    checkpoint) options+=" --compact $run" ;;
  esac
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
  esac
}
complete -o filenames -F _galena galena
