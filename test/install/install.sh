#!/usr/bin/env bash
# What `cmake --install` puts into an empty prefix, and whether it works there: moved elsewhere, from another folder,
# with an empty home.
#
#   install.sh BUILD REPOSITORY
set -u
build=$(realpath "$1")
root=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
passed=0
failed=0

# check NAME COMMAND...: that it succeeds. Leaves what it says in `said`.
check() {
  local name=$1
  shift
  if said=$("$@" 2>&1); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n%s\n' "$name" "$said"
  fi
}
# galena ARGUMENT...: the installed one.
galena() { (cd "$work/elsewhere" && env -i HOME="$work/home" PATH=/usr/bin:/bin "$prefix/bin/galena" "$@"); }
prints() {
  local expected=$1 found
  shift
  found=$(galena "$@") && [ "$found" = "$expected" ] || { echo "expected $expected, found $found"; return 1; }
}
# refuses PATTERN ARGUMENT...: exits with 2 and says so.
refuses() {
  local pattern=$1 found
  shift
  found=$(galena "$@" 2>&1)
  [ $? -eq 2 ] && grep -qE -- "$pattern" <<<"$found" || { echo "$found"; return 1; }
}
not() { ! "$@"; }
# Groff's complaints about a page are what it prints.
well_set() { [ -z "$(zcat "$1" | groff -man -Tutf8 -wall -z 2>&1 | tee /dev/stderr)" ]; }
says_all_options() {
  local option page
  page=$(zcat "$prefix/share/man/man1/galena-$1.1.gz" | sed 's/\\-/-/g')
  for option in $(galena "$1" --help | sed -n '/^Options:/,/^$/s/^  \(-.,\)\?\(--[a-z-]*\).*/\2/p'); do
    grep -qF "fB$option" <<<"$page" || { echo "$option is not there"; return 1; }
  done
}

# Each archive that the build found is of a package whose notice is there.
has_notices() {
  local archive package
  for archive in $(sed -n 's/^[A-Z0-9_]*_ARCHIVE:FILEPATH=//p' "$build/CMakeCache.txt"); do
    package=$(dpkg -S "$archive" | cut -d: -f1)
    [ -s "$prefix/share/doc/galena/notices/$package" ] || { echo "nothing of $package ($archive)"; return 1; }
  done
  [ -n "$archive" ] || { echo 'no archive'; return 1; }
}

mkdir "$work/home" "$work/elsewhere"
check 'it installs' cmake --install "$build" --prefix "$work/first"
mv "$work/first" "$prefix"

check 'eval' prints 4 eval '(add 2 2)'
check 'notices of what is linked in' has_notices
check 'a kernel of its own' prints '' pill baby -o baby.pill
check 'a home that is not there' env -i HOME=/nowhere "$prefix/bin/galena" eval '(add 2 2)'
for file in "$prefix/bin/galena" "$prefix"/lib/galena/*; do
  [ -e "$file" ] && check "nothing is loaded by $file" \
    not grep -E 'NEEDED|R(UN)?PATH' <(readelf -d "$file")
done
jit=$prefix/lib/galena/galena_jit
if [ -e "$jit" ]; then
  check 'compiled code' prints 500.000 eval --tier jit '=/(n 0 |-(?:(=(n 500.000) n $(n +(n)))))'
  mv "$jit" "$work/"
  check 'tier 1 is the installed one' refuses 'galena_jit' eval --no-code-cache --tier jit '(add 2 2)'
  check 'without it the interpreter is there' prints 4 eval --tier auto '(add 2 2)'
  mv "$work/galena_jit" "$jit"
fi

commands=$(galena --complete-commands | cut -f1)
check 'there are commands' [ -n "$commands" ]
for command in '' $commands; do
  page=$prefix/share/man/man1/galena${command:+-$command}.1.gz
  check "a page about galena $command" test -s "$page"
  if command -v groff >/dev/null; then check "... without warnings of groff" well_set "$page"; fi
  if command -v mandoc >/dev/null; then check "... that mandoc can read" mandoc -T lint -W error <(zcat "$page"); fi
  [ -z "$command" ] || check '... with every option' says_all_options "$command"
done

bash_completions=$prefix/share/bash-completion/completions/galena
check 'completions for bash' \
  [ "$(bash "$root/test/cli/complete.bash" "$bash_completions" "$prefix/bin/galena" eval --tier j)" = jit ]
check 'completions for zsh' test -s "$prefix/share/zsh/site-functions/_galena"
check 'completions for fish' test -s "$prefix/share/fish/vendor_completions.d/galena.fish"

check 'the licence' grep -q 'MIT License' "$prefix/share/doc/galena/copyright"
for page in "$root"/doc/*.md; do
  check "doc/${page##*/}" cmp "$page" "$prefix/share/doc/galena/${page##*/}"
done

echo "install: $passed passed, $failed failed"
[ $failed -eq 0 ]
