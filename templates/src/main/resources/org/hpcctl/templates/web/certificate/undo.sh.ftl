# Points nginx back to the certificate it had.
umask 077
edition=${edition}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
undo() {
  set -e
  tls=/etc/nginx/tls
  state=/var/lib/hpcctl/certificate
  [ "$(readlink "$tls/current")" = "$edition" ] || return 0
  was=$(cat "$state/was")
  [ -d "$tls/$was" ] || { echo "the certificate it had is gone: hpcctl setup --phase web"; return 1; }
  rm -f "$tls/.current.new"
  ln -s "$was" "$tls/.current.new"
  mv -T -- "$tls/.current.new" "$tls/current"
  if [ -e "$state/started" ]; then cp -p "$state/started" /var/lib/hpcctl/started/nginx.service; else rm -f /var/lib/hpcctl/started/nginx.service; fi
  if systemctl --quiet is-active nginx.service; then systemctl reload nginx.service; fi
}
undo </dev/null
