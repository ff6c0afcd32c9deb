# The words of a probe. They change nothing. Each prints lines that begin with the nonce N and a tab,
# so that whatever else a login shell prints is told apart. One process answers for many resources.

paths() {
  find "$@" -maxdepth 0 -printf "$N\\tpath\\t%p\\t%y\\t%u\\t%g\\t%m\\t%s\\t%l\\n" 2>/dev/null
  for path in "$@"; do
    [ -e "$path" ] || [ -L "$path" ] || printf '%s\tnopath\t%s\n' "$N" "$path"
  done
}

# each TYPE COMMAND...: a line of the answer for each line that the command prints. Not by `read`,
# which asks the kernel for each letter.
each() {
  type=$1
  shift
  IFS=$NL
  set -f
  set -- $("$@" 2>/dev/null)
  set +f
  unset IFS
  [ "$#" = 0 ] || printf "$N\\t$type\\t%s\\n" "$@"
}

# texts EXPECTED FILE...: digests, and the content of each file whose line is not among the expected.
texts() {
  expected=$1
  shift
  IFS=$NL
  set -f
  set -- $(sha256sum -- "$@" 2>/dev/null)
  set +f
  unset IFS
  for line in "$@"; do
    printf '%s\tsha\t%s\n' "$N" "$line"
    path=${line#*  }
    case $expected in
      *"$line;"*) ;;
      *) printf '%s\ttext\t%s\t%s\n' "$N" "$path" "$(head -c 262144 -- "$path" | base64 -w0)" ;;
    esac
  done
}

digests() {
  each sha sha256sum -- "$@"
}

packages() {
  command -v dpkg-query >/dev/null 2>&1 || { printf '%s\tfailed\tpackages\tdpkg-query is missing\n' "$N"; return; }
  known=$(dpkg-query -W -f "$N\\tpackage\\t\${Package}\\t\${db:Status-Abbrev}\\t\${Version}\\n" "$@" 2>/dev/null)
  printf '%s\n' "$known"
}

# version_of NAME: of a package that is installed and that `packages` was asked for; else nothing.
# The program of the package would tell as well, and take longer to start than all of this.
version_of() {
  set -- "$N${TAB}package$TAB$1${TAB}ii $TAB"
  case $NL$known in
    *"$NL$1"*)
      known=$NL$known
      known=${known#*"$NL$1"}
      printf '%s\n' "${known%%"$NL"*}" ;;
  esac
}

# accounts NAME...: one id tells the groups of all that are there, a line each.
accounts() {
  IFS=$NL
  set -f
  set -- $(getent passwd "$@")
  names=
  for entry in "$@"; do names=$names$NL${entry%%:*}; done
  [ "$#" = 0 ] || for groups in $(id -nG -- $names); do
    printf '%s\taccount\t%s\t%s\n' "$N" "$1" "$groups"
    shift
  done
  set +f
  unset IFS
}

# is_linked UNIT: whether a link makes it enabled. systemd would say no other of it, and look for
# links to it in every directory of units before that.
is_linked() {
  [ "/etc/systemd/system/$1" -ef /dev/null ] && return 1
  for link in /etc/systemd/system/*.wants/"$1" /etc/systemd/system/*.requires/"$1"; do
    [ -f "$link" ] && return
  done
}

units() {
  command -v systemctl >/dev/null 2>&1 || { printf '%s\tfailed\tunits\tsystemctl is missing\n' "$N"; return; }
  # `show` would make systemd gather two hundred properties of each. The unit that every host has
  # proves that there was an answer.
  each loaded systemctl list-units --all --full --plain --no-legend -- "$@" sysinit.target
  unlinked=
  for unit in "$@"; do
    is_linked "$unit" && printf '%s\tinstalled\t%s enabled\n' "$N" "$unit" || unlinked="$unlinked $unit"
  done
  [ -z "$unlinked" ] ||
    each installed systemctl list-unit-files --full --no-legend -- $unlinked sysinit.target
  for unit in "$@"; do
    digest=
    { read -r digest <"/var/lib/hpcctl/started/$unit"; } 2>/dev/null
    printf '%s\tstarted\t%s\t%s\n' "$N" "$unit" "$digest"
  done
}

# settings FILE...: by grep, because the kernel gives a setting only to who reads it in one piece.
settings() {
  each setting grep -H '' "$@"
}

# block FILE NAME: the lines between our markers. The dot keeps the line ends before it.
block() {
  [ -f "$1" ] || return 0
  lines=$(awk -v b="# BEGIN hpcctl $2" -v e="# END hpcctl $2" '
    $0 == e { on = 0; ended = 1 }
    on { print }
    $0 == b { on = 1; begun = 1 }
    END { print "."; exit begun ? (ended ? 0 : 2) : 1 }' "$1") && state=0 || state=$?
  case $state in
    0) printf '%s\tblock\t%s#%s\t%s\n' "$N" "$1" "$2" "$(printf %s "${lines%.}" | base64 -w0)" ;;
    2) printf '%s\ttorn\t%s#%s\n' "$N" "$1" "$2" ;;
  esac
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
TAB='	'
known=
LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
