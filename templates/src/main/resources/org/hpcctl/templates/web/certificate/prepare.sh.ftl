# Lays a new certificate beside the present one and has nginx read it, without using it yet.
umask 077
edition=${edition}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
prepare() {
  set -e
  tls=/etc/nginx/tls
  state=/var/lib/hpcctl/certificate
  [ -L "$tls/current" ] || { echo "nginx has no certificate here yet: hpcctl setup --phase web"; return 1; }
  # A head that an earlier run has left with the new one remembers the one before.
  if [ "$(readlink "$tls/current")" != "$edition" ]; then
    mkdir -p "$state"
    readlink "$tls/current" >"$state/was"
    rm -f "$state/started"
    if [ -e /var/lib/hpcctl/started/nginx.service ]; then
      cp -p /var/lib/hpcctl/started/nginx.service "$state/started"
    fi
  fi
  draft=$tls/.new-$edition
  # What a run that was killed has left holds keys.
  rm -rf -- "$tls"/.new-* /run/hpcctl-tls.*
  mkdir -m 700 "$draft"
  printf '%s' ${chain} | base64 -d >"$draft/fullchain.pem"
  printf '%s' ${key} | base64 -d >"$draft/privkey.pem"
  chmod 644 "$draft/fullchain.pem"
  sync "$draft/fullchain.pem" "$draft/privkey.pem" "$draft"
  if [ -d "$tls/$edition" ]; then
    # It may be the one in use.
    mv -f "$draft/fullchain.pem" "$draft/privkey.pem" "$tls/$edition/"
    rm -rf -- "$draft"
  else
    mv -T -- "$draft" "$tls/$edition"
  fi
  view=$(mktemp -d /run/hpcctl-tls.XXXXXX)
  trap 'rm -rf -- "$view"' EXIT
  trap 'exit 1' HUP INT TERM
  cp -a -- "$tls/." "$view/"
  ln -sfn "$edition" "$view/current"
  umask 022
  answer=$(unshare --mount sh -c 'mount --bind "$1" /etc/nginx/tls && exec nginx -t' sh "$view" 2>&1) || {
    echo "nginx refuses the new certificate: $(printf '%s\n' "$answer" | grep -F '[emerg]' | head -n 1 | grep . || printf '%s\n' "$answer" | tail -n 1)"
    return 1
  }
}
prepare </dev/null
