# bash completion for galena: source this, or put it into a folder of completions as `galena`. The command says what it takes.
_galena() {
  local galena=${COMP_WORDS[0]/#\~/$HOME} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local name takes value=- arguments='' options='' paths=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    arguments=$("$galena" --complete-commands | cut -f1) options=--help
  else
    while IFS=$'\t' read -r name takes _; do
      [ "$name" != "$previous" ] || value=$takes
      case $name in -*) options+=" $name" ;; *) arguments+=" $takes" ;; esac
    done < <("$galena" --complete-options "${COMP_WORDS[1]}" 2>/dev/null)
  fi
  [ "$value" != - ] || case $current in -*) value=$options ;; *) value=$arguments ;; esac
  case " $value " in *' FILE '*) paths=-f ;; *' DIR '*) paths=-d ;; esac
  [ -z "$paths" ] || compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen $paths -W "${value//[[:upper:]]/}" -- "$current")
}
complete -F _galena galena
