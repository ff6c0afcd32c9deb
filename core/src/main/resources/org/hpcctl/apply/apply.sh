# The words of an apply. Everything is staged and checked before it is swapped in, what was there is
# kept until the end, and a failure puts it back. Progress lines begin with the nonce N and a tab.

LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DEBIAN_FRONTEND=noninteractive
export LC_ALL PATH DEBIAN_FRONTEND
umask 077
STATE=/var/lib/hpcctl
WORK=$STATE/runs/$RUN/work

say() {
  printf '%s' "$N"
  printf '\t%s' "$@"
  printf '\n'
}

# The last lines of what a command said, in one word.
told() {
  printf '%s\n' "$1" | tail -n 20 | base64 -w0
}

begin() {
  mkdir -p "$STATE/started" "$STATE/blobs" "$WORK"
  # Held by this process and gone with it, however it ends.
  exec 9>"$STATE/lock.apply"
  flock -w 900 9 || { say fatal "$(told 'another apply on this host did not end within 15 minutes')"; exit 1; }
  # An earlier apply that was killed leaves its staging behind, which may hold secrets.
  for stale in "$STATE"/runs/*/work; do
    [ "$stale" = "$WORK" ] || rm -rf -- "$stale"
  done
  for stale in "$STATE"/runs/*/script; do
    case $stale in "$STATE/runs/$RUN/"*) ;; *) rm -f -- "$stale" ;; esac
  done
  ls -1t "$STATE/runs" | tail -n +11 | while read -r old; do rm -rf -- "$STATE/runs/$old"; done
  if grep -qs '^# hpcctl' /usr/sbin/policy-rc.d; then rm -f /usr/sbin/policy-rc.d; fi
  : >"$WORK/swapped"
  : >"$WORK/touched"
  : >"$WORK/enabled"
  : >"$WORK/starts"
}

# expect FILE DIGEST: what the plan saw there is still there; - is nothing, ? was not looked into.
expect() {
  case $2 in
    -) [ ! -e "$1" ] && [ ! -L "$1" ] ;;
    '?') ;;
    *) [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$2  -" ] ;;
  esac || refuse "$1 has changed since the plan was made; run again to see the new plan"
}

refuse() {
  say refused "$(told "$1")"
  finish 1
}

finish() {
  rm -rf -- "$WORK"
  say end "$1"
  exit "$1"
}

abort() {
  rollback
  if [ -n "$DRAINED" ]; then attempt restore; fi
  finish 1
}

# attempt FUNCTION...: runs it apart, so that errexit holds in it; OUT is what it said, RC its status.
attempt() {
  OUT=$(set -e; "$@" 2>&1 </dev/null)
  RC=$?
}

# step INDEX FUNCTION...
step() {
  index=$1
  shift
  say step "$index" start
  attempt "$@"
  if [ "$RC" -ne 0 ]; then
    say together "$index" "$(told "$OUT")"
    abort
  fi
  say step "$index" done
}

# together "INDEX..." FUNCTION...: several steps that one command does; they succeed or fail as one.
together() {
  indexes=$1
  shift
  for index in $indexes; do say step "$index" start; done
  attempt "$@"
  if [ "$RC" -ne 0 ]; then
    say together "$indexes" "$(told "$OUT")"
    abort
  fi
  for index in $indexes; do say step "$index" done; done
}

drained() {
  say drain start
  attempt drain
  DRAINED=yes
  if [ "$RC" -ne 0 ]; then
    say drain failed "$(told "$OUT")"
    abort
  fi
  say drain done
}

# becomes_ready SECONDS
becomes_ready() {
  say ready start
  until=$(($(date +%s) + $1))
  while :; do
    attempt ready
    [ "$RC" -ne 0 ] || break
    if [ "$(date +%s)" -ge "$until" ]; then
      say ready failed "$(told "$OUT")"
      abort
    fi
    sleep 0.2
  done
  say ready done
}

commit() {
  while read -r unit digest; do
    printf '%s\n' "$digest" >"$STATE/started/.$unit"
    mv -f "$STATE/started/.$unit" "$STATE/started/$unit"
  done <"$WORK/starts"
  if [ -n "$DRAINED" ]; then attempt restore; fi
  finish 0
}

rollback() {
  [ -s "$WORK/swapped" ] || [ -s "$WORK/touched" ] || return 0
  say rollback start
  # Units that are new go before their files do.
  while read -r unit; do systemctl --quiet disable "$unit"; done <"$WORK/enabled" >/dev/null 2>&1
  while read -r unit was; do
    if [ "$was" = inactive ]; then systemctl stop "$unit"; systemctl reset-failed "$unit"; fi
  done <"$WORK/touched" >/dev/null 2>&1
  tac "$WORK/swapped" | while read -r path; do
    if [ -e "$WORK/old$path" ] || [ -L "$WORK/old$path" ]; then
      cp -a -- "$WORK/old$path" "$(beside "$path")" && settle "$(beside "$path")" &&
        mv -fT -- "$(beside "$path")" "$path"
    else
      rm -f -- "$path" "$(beside "$path")"
    fi
  done
  systemctl daemon-reload
  while read -r unit was; do
    case $was in
      inactive) ;;
      # A reload that fails leaves the old configuration in force; a dead unit must come back.
      *) systemctl reset-failed "$unit" 2>/dev/null; systemctl "$was" "$unit" || systemctl restart "$unit" ;;
    esac
  done <"$WORK/touched" >/dev/null 2>&1
  for record in "$WORK"/forgotten/*; do
    if [ -e "$record" ]; then mv -f -- "$record" "$STATE/started/"; fi
  done
  say rollback done
}

beside() {
  printf '%s/.hpcctl-new.%s' "${1%/*}" "${1##*/}"
}

# ---- packages

install_packages() {
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    # A package must not start its service before we have configured it.
    printf '#!/bin/sh\n# hpcctl: no service starts while packages are installed\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
  fi
  # An earlier dpkg that was interrupted refuses everything until it is let finish.
  dpkg --force-confdef --force-confold --configure -a || :
  apt_install "$@" || { apt-get -qq update && apt_install "$@"; }
}

apt_install() {
  (umask 022; apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install "$@")
}

# ---- accounts, directories, release files

make_account() {
  getent group "$1" >/dev/null || groupadd --system "$1"
  if getent passwd "$1" >/dev/null; then
    usermod --home "$2" --shell "$3" --groups "$4" "$1"
  else
    useradd --system --gid "$1" --home-dir "$2" --no-create-home --shell "$3" --groups "$4" "$1"
  fi
}

make_directory() {
  install -d -o "$2" -g "$3" -m "$4" -- "$1"
}

# place_blob SHA PATH OWNER GROUP MODE: with the time that it has where it was made, by which the JVM
# knows the jar of an AOT cache.
place_blob() {
  install -o "$3" -g "$4" -m "$5" -- "$STATE/blobs/$1" "$(beside "$2")"
  touch -d @0 -- "$(beside "$2")"
  settle "$(beside "$2")"
  mv -fT -- "$(beside "$2")" "$2"
  rm -f -- "$STATE/blobs/$1"
}

# unpack_blob SHA DIRECTORY
unpack_blob() {
  rm -rf -- "$(beside "$2")"
  mkdir -p "$(beside "$2")"
  tar -xzf "$STATE/blobs/$1" -C "$(beside "$2")" --no-same-owner
  chmod 755 "$(beside "$2")"
  find "$(beside "$2")" -type f -exec sync -- {} +
  mv -T -- "$(beside "$2")" "$2"
  rm -f -- "$STATE/blobs/$1"
}

# ---- files: staged as a set, validated, swapped

stage_room() {
  mkdir -p "$WORK/new${1%/*}"
}

# stage_file PATH OWNER GROUP MODE BASE64
stage_file() {
  stage_room "$1"
  printf '%s' "$5" | base64 -d >"$WORK/new$1"
  chown "$2:$3" "$WORK/new$1"
  chmod "$4" "$WORK/new$1"
}

stage_link() {
  stage_room "$1"
  ln -s -- "$2" "$WORK/new$1"
}

# stage_block PATH NAME BASE64: the file as it is, with our lines in place of our earlier ones.
stage_block() {
  stage_room "$1"
  if grep -qsxF "# BEGIN hpcctl $2" "$1" && ! grep -qxF "# END hpcctl $2" "$1"; then
    echo "the line \`# END hpcctl $2\` is missing in $1: what is ours in it is not known"
    return 1
  fi
  if [ -e "$WORK/new$1" ]; then
    mv -- "$WORK/new$1" "$WORK/block"
  elif [ -e "$1" ]; then
    cp -p -- "$1" "$WORK/block"
  else
    (umask 022; : >"$WORK/block")
  fi
  cp -p -- "$WORK/block" "$WORK/new$1"
  {
    awk -v b="# BEGIN hpcctl $2" -v e="# END hpcctl $2" '$0==b{off=1} !off{print} $0==e{off=0}' "$WORK/block"
    printf '# BEGIN hpcctl %s\n' "$2"
    printf '%s' "$3" | base64 -d
    printf '# END hpcctl %s\n' "$2"
  } >"$WORK/new$1"
}

# validate ROOT FUNCTION: ROOT as it will be, seen by the program that will read it and by nobody else.
validate() {
  view=$WORK/view$1
  mkdir -p "$1" "$view"
  cp -a -- "$1/." "$view/"
  if [ -d "$WORK/new$1" ]; then (cd "$WORK/new$1" && find . ! -type d -exec cp -a --parents --remove-destination -t "$view" -- {} +); fi
  for path in $2; do
    case $path in "$1"/*) rm -f -- "$view${path#"$1"}" ;; esac
  done
  find "$view" -type d -exec chmod go+rx {} +
  unshare --mount sh -c 'mount --bind "$1" "$2" && exec sh "$3"' sh "$view" "$1" "$3"
}

keep() {
  mkdir -p "$WORK/old${1%/*}"
  if [ -e "$1" ] || [ -L "$1" ]; then cp -a -- "$1" "$WORK/old$1"; fi
  printf '%s\n' "$1" >>"$WORK/swapped"
}

# swap PATH...: all of them are on the disk before the first name points to what is new.
swap() {
  for path do
    keep "$path"
    cp -a -- "$WORK/new$path" "$(beside "$path")"
    shift
    set -- "$@" "$(beside "$path")"
  done
  settle "$@"
  for laid do
    path=${laid##*/.hpcctl-new.}
    mv -fT -- "$laid" "${laid%/*}/$path"
  done
}

# settle FILE...: after a power cut there is the old file or the new one, never an empty one that
# counts as present. A link has no content of its own.
settle() {
  for laid do
    shift
    [ -L "$laid" ] || set -- "$@" "$laid"
  done
  [ "$#" -eq 0 ] || sync -- "$@"
}

# remove PATH...
remove() {
  for path do
    keep "$path"
    rm -f -- "$path"
  done
}

# ---- units

# enable_units yes|no UNIT...
enable_units() {
  word=$1
  shift
  if [ "$word" = no ]; then
    systemctl --quiet disable "$@"
    return
  fi
  for unit in "$@"; do
    systemctl --quiet is-enabled "$unit" 2>/dev/null || printf '%s\n' "$unit" >>"$WORK/enabled"
  done
  systemctl --quiet enable "$@"
}

# move_units ACTION UNIT...: start, restart, reload or stop them together, in the order systemd knows.
move_units() {
  action=$1
  shift
  for unit in "$@"; do
    was=inactive
    if systemctl --quiet is-active "$unit"; then
      if [ "$action" = reload ]; then was=reload; else was=restart; fi
    fi
    printf '%s %s\n' "$unit" "$was" >>"$WORK/touched"
    systemctl reset-failed "$unit" 2>/dev/null || :
  done
  systemctl "$action" "$@" || {
    for unit in "$@"; do
      [ "$action" = stop ] || systemctl --quiet is-active "$unit" || {
        printf '%s did not %s:\n' "$unit" "$action"
        journalctl --no-pager -q -o cat -n 8 -u "$unit"
      }
    done
    return 1
  }
}

# forget UNIT...: from the first change on until the end nothing is known of what it runs with, so that
# a run that is killed in between is followed by one that starts it anew.
forget() {
  mkdir -p "$WORK/forgotten"
  for unit in "$@"; do
    if [ -e "$STATE/started/$unit" ]; then mv -f -- "$STATE/started/$unit" "$WORK/forgotten/"; fi
  done
}

# started_with UNIT DIGEST
started_with() {
  printf '%s %s\n' "$1" "$2" >>"$WORK/starts"
}
