#!/usr/bin/env bash
# The Debian package on a bare Debian 12: made by cpack, installed by apt into a system that debootstrap has made in a
# folder of the build tree, and run there. Needs root, a Debian mirror, and some minutes; what debootstrap has made is
# kept for the next time.
#
#   chroot.sh [BUILD]
set -eu
build=$(realpath "${1:-$(dirname "$0")/../../build}")
system=$build/chroot
base=$build/bookworm.tar

if [ "$(id -u)" -ne 0 ]; then
  echo 'SKIPPED: only root can make a system for chroot'
  exit 0
fi
if ! command -v debootstrap >/dev/null; then
  echo 'SKIPPED: there is no debootstrap (apt-get install debootstrap)'
  exit 0
fi

clean_up() {
  if mountpoint -q "$system/proc"; then umount "$system/proc"; fi
  rm -rf --one-file-system "$system"
}
trap clean_up EXIT
# inside COMMAND...: in the system, with nothing of this one's environment.
inside() { chroot "$system" env -i HOME=/root PATH=/usr/bin:/bin:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive "$@"; }
fail() {
  printf 'FAILED: %s\n' "$1"
  exit 1
}
# prints EXPECTED COMMAND...
prints() {
  local expected=$1 found
  shift
  found=$(inside "$@") && [ "$found" = "$expected" ] || fail "$*: expected $expected, found $found"
  echo "ok: $*"
}

home=/var/tmp  # in the bare system
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
package=$build/galena_${version}_$(dpkg --print-architecture).deb
rm -f "$package"
(cd "$build" && cpack -G DEB >cpack.log) || fail "cpack: $(cat "$build/cpack.log")"
echo "made ${package##*/}, $(stat -c %s "$package") bytes"
[ -z "$(dpkg-deb -f "$package" Depends)" ] || fail 'the package depends on others'

clean_up
if [ ! -f "$base" ]; then
  mirror=$(sed -n 's/^URIs: *\(http[^ ]*\/debian\)$/\1/p; s/^deb \(http[^ ]*\/debian\) .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)
  debootstrap --variant=minbase bookworm "$system" "${mirror:-http://deb.debian.org/debian}" \
    >"$build/debootstrap.log" || fail "debootstrap: $(tail -n 3 "$build/debootstrap.log")"
  tar -C "$system" -cf "$base.part" . && mv "$base.part" "$base"
fi
mkdir -p "$system"
tar -C "$system" -xf "$base"
mount -t proc proc "$system/proc" # where the program learns where it lies
cp "$package" "$system$home/"
deb=$home/${package##*/}

inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends "$deb" >"$build/apt.log" 2>&1 ||
  fail "apt: $(tail -n 5 "$build/apt.log")"
prints 4 galena eval '(add 2 2)'
prints 500.000 galena eval --tier auto '=/(n 0 |-(?:(=(n 500.000) n $(n +(n)))))'
prints 500.000 galena eval --tier jit '=/(n 0 |-(?:(=(n 500.000) n $(n +(n)))))'
# Without tier 1 everything runs on the interpreter, and who asks for it is told.
library=$(inside find /usr/lib -name galena_jit -type f)
inside mv "$library" $home/
prints 500.000 galena eval --tier auto '=/(n 0 |-(?:(=(n 500.000) n $(n +(n)))))'
if inside galena eval --tier jit '(add 2 2)' 2>"$build/said"; then fail 'tier 1 without its library'; fi
grep -q galena_jit "$build/said" || fail "what is said without tier 1: $(cat "$build/said")"
echo "ok: $(cat "$build/said")"
inside mv $home/galena_jit "$library"

# A pier, its files, and a page of the manual.
prints '' galena pill baby -o $home/baby.pill
inside galena boot $home/baby.pill --pier $home/zod --exit -q || fail 'boot'
inside galena log $home/zod verify --deep || fail 'log verify'
for command in $(inside galena --complete-commands | cut -f1); do
  inside test -s "/usr/share/man/man1/galena-$command.1.gz" || fail "no page about galena $command"
done
prints jit bash -c 'source /usr/share/bash-completion/completions/galena
  COMP_WORDS=(galena eval --tier j) COMP_CWORD=3; _galena; echo "${COMPREPLY[@]}"'
inside apt-get remove -y -qq galena >>"$build/apt.log" 2>&1 || fail 'apt remove'
left=$(find "$system/usr" -path '*galena*' | head -3)
[ -z "$left" ] || fail "left behind: $left"
echo 'the package installs, runs and goes'
