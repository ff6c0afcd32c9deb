signal=/run/hpcctl/drained
vip=${virtualIp}
holds() { ip -o -4 addr show to "$vip/32" | grep -q .; }
answers() { curl --silent --insecure --output /dev/null --max-time 1 "http://$vip/"; [ $? -ne 7 ] && [ $? -ne 28 ]; }

# Before the first setup there is nothing to move.
[ -f "$signal" ] && systemctl --quiet is-active keepalived.service || exit 0
if ! holds; then
  # It must not come here in the middle of the work.
  echo 1 >"$signal"
  exit 0
fi
echo 1 >"$signal"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 0.2
  if ! holds && curl --silent --output /dev/null --max-time 1 "http://$vip/health"; then
    exit 0
  fi
done
# Nobody else can take it: a short pause here is better than none of the portal anywhere.
echo 0 >"$signal"
echo "no other host took the virtual IP $vip; it stays here"
