# Shared by tools/run and tools/check: sourced, not run. Leaves the shell in the repository's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Installs the packages of tools/packages.txt that are missing; asks nothing and does nothing when all are there.
install_packages() {
  local wanted missing=() as_root=()
  mapfile -t wanted < <(grep -v '^#' tools/packages.txt)
  local present
  present=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
    sed -n 's/ installed$//p' || true)
  local package
  for package in "${wanted[@]}"; do
    grep -qxF "$package" <<<"$present" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "installing ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures where it has not been done, and builds.
build() {
  local preset=$1 folder=build
  shift
  [ "$preset" = release ] || folder=build-$preset
  [ -f "$folder/build.ninja" ] || cmake --preset "$preset" >/dev/null
  ninja -C "$folder" --quiet "$@"
}
