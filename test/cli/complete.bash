#!/usr/bin/env bash
# What bash offers to complete the last word with, a line each:
#
#   complete.bash FILE GALENA WORD...
source "$1" || exit 1
shift
function=$(complete -p galena | sed -n 's/.* -F \([^ ]*\).*/\1/p')
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
"$function" galena "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
