# The words of a probe. They change nothing. Each prints lines that begin with the nonce N and a tab,
# so that whatever else a login shell prints is told apart. One process answers for many resources.

paths() {
  find "$@" -maxdepth 0 -printf "$N\\tpath\\t%p\\t%y\\t%u\\t%g\\t%m\\t%s\\t%l\\n" 2>/dev/null
  for path in "$@"; do
    [ -e "$path" ] || [ -L "$path" ] || printf '%s\tnopath\t%s\n' "$N" "$path"
  done
}

# texts EXPECTED FILE...: digests, and the content of each file whose line is not among the expected.
texts() {
  expected=$1
  shift
  sha256sum -- "$@" 2>/dev/null | while read -r sum path; do
    printf '%s\tsha\t%s\t%s\n' "$N" "$path" "$sum"
    case $expected in
      *"$sum $path;"*) ;;
      *) printf '%s\ttext\t%s\t%s\n' "$N" "$path" "$(head -c 262144 -- "$path" | base64 -w0)" ;;
    esac
  done
}

digests() {
  sha256sum -- "$@" 2>/dev/null | while read -r sum path; do
    printf '%s\tsha\t%s\t%s\n' "$N" "$path" "$sum"
  done
}

packages() {
  command -v dpkg-query >/dev/null 2>&1 || { printf '%s\tfailed\tpackages\tdpkg-query is missing\n' "$N"; return; }
  dpkg-query -W -f "$N\\tpackage\\t\${Package}\\t\${db:Status-Abbrev}\\t\${Version}\\n" "$@" 2>/dev/null
}

accounts() {
  for account in "$@"; do
    entry=$(getent passwd "$account") || continue
    printf '%s\taccount\t%s\t%s\n' "$N" "$entry" "$(id -nG "$account")"
  done
}

units() {
  command -v systemctl >/dev/null 2>&1 || { printf '%s\tfailed\tunits\tsystemctl is missing\n' "$N"; return; }
  systemctl show --property=LoadState,ActiveState,UnitFileState "$@" 2>/dev/null | sed "s/^/$N\tunit\t/"
  for unit in "$@"; do
    digest=
    { read -r digest <"/var/lib/hpcctl/started/$unit"; } 2>/dev/null
    printf '%s\tstarted\t%s\t%s\n' "$N" "$unit" "$digest"
  done
}

# settings KEY...: by grep, because the kernel gives a setting only to who reads it in one piece.
settings() {
  files=
  for key in "$@"; do files="$files /proc/sys/$(printf %s "$key" | tr . /)"; done
  # shellcheck disable=SC2086 # a key has no white space
  grep -H '' $files 2>/dev/null | while IFS=: read -r file value; do
    printf '%s\tsetting\t%s\t%s\n' "$N" "$file" "$value"
  done
}

# block FILE NAME: the lines between our markers.
block() {
  [ -f "$1" ] || return 0
  if grep -qxF "# BEGIN hpcctl $2" "$1" && ! grep -qxF "# END hpcctl $2" "$1"; then
    printf '%s\ttorn\t%s#%s\n' "$N" "$1" "$2"
  elif grep -qxF "# BEGIN hpcctl $2" "$1"; then
    printf '%s\tblock\t%s#%s\t%s\n' "$N" "$1" "$2" \
      "$(awk -v b="# BEGIN hpcctl $2" -v e="# END hpcctl $2" '$0==e{on=0} on{print} $0==b{on=1}' "$1" | base64 -w0)"
  fi
}

# answer TYPE NAME FUNCTION: the first line that a question of a phase printed, and its status.
answer() {
  said=$("$3" 2>/dev/null </dev/null)
  status=$?
  said=${said%%"$NL"*}
  printf '%s\t%s\t%s\t%s\t%s\n' "$N" "$1" "$2" "$status" "$said"
}

NL='
'
LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
