# Points nginx to the prepared certificate, and proves that visitors are shown it.
umask 077
edition=${edition}
address=${address}
name=${name}
fingerprint=${fingerprint}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
shown() {
  timeout 3 openssl s_client -connect "$address:443" -servername "$name" </dev/null 2>/dev/null |
    openssl x509 -noout -fingerprint -sha256 2>/dev/null | sed "s|.*=||"
}
commit() {
  set -e
  tls=/etc/nginx/tls
  [ -d "$tls/$edition" ] || { echo "the new certificate is not there"; return 1; }
  rm -f "$tls/.current.new"
  ln -s "$edition" "$tls/.current.new"
  mv -T -- "$tls/.current.new" "$tls/current"
  said=$(systemctl reload nginx.service 2>&1) || {
    echo "nginx did not reload: $(printf '%s ' "$said" | tr '\n' ' ') $(journalctl --no-pager -q -o cat -n 2 -u nginx.service | tr '\n' ' ')"
    return 1
  }
  tries=0
  until [ "$(shown)" = "$fingerprint" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "nginx goes on to show another certificate at $address"; return 1; }
    sleep 0.05
  done
<#if started??>
  mkdir -p /var/lib/hpcctl/started
  printf '%s\n' ${started} >/var/lib/hpcctl/started/.nginx.service
  mv -f /var/lib/hpcctl/started/.nginx.service /var/lib/hpcctl/started/nginx.service
<#else>
  # Other files of nginx await a setup: what it runs with is not known now.
  rm -f /var/lib/hpcctl/started/nginx.service
</#if>
  # The one before stays, so that it can be gone back to by hand.
  was=$(cat /var/lib/hpcctl/certificate/was 2>/dev/null || :)
  for old in $(ls "$tls" | grep -xE '[0-9a-f]{12}'); do
    case $old in "$edition" | "$was") ;; *) rm -rf -- "$tls/$old" ;; esac
  done
}
commit </dev/null
