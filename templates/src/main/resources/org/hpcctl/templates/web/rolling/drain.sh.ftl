signal=/run/hpcctl/drained
vip=${virtualIp}
here() { ip -o -4 addr show to "$vip/32" | grep -q .; }

# What is open when the address leaves is cut: its packets go to a host that knows nothing of it. So
# the door closes first, and who is in gets an answer, within what a visitor does not notice. Whoever
# knocks meanwhile knocks again after a second (TCP), at the next host. The kernel opens the door by
# itself, should nobody come back to do it.
empty_the_room() {
  nft "add table inet hpcctl_drain; \
    add set inet hpcctl_drain closed { type ipv4_addr; flags timeout; }; \
    add chain inet hpcctl_drain door { type filter hook prerouting priority -300; }; \
    add rule inet hpcctl_drain door ip daddr @closed tcp flags & (syn | ack) == syn drop; \
    add element inet hpcctl_drain closed { $vip timeout 5s }" 2>/dev/null || return 0
  looks=12
  quiet=0
  while [ "$looks" -gt 0 ] && [ "$quiet" -lt 3 ]; do
    looks=$((looks - 1))
    sleep 0.04
    if busy; then quiet=0; else quiet=$((quiet + 1)); fi
  done
}

# Whether somebody beside us waits for an answer of nginx, or is about to ask.
busy() {
  status=$(curl --silent --max-time 1 http://127.0.0.1:8080/nginx_status) || return 1
  # Active connections: 3 server accepts handled requests 9 9 9 Reading: 0 Writing: 1 Waiting: 2
  set -- $status
  [ "$#" -eq 16 ] || return 1
  active=$3
  shift 15
  [ "$((active - $1))" -gt 1 ]
}

open_the_door() {
  nft delete table inet hpcctl_drain 2>/dev/null || :
}

# Before the first setup there is nothing to move.
if [ ! -f "$signal" ] || ! systemctl --quiet is-active keepalived.service; then exit 0; fi
if ! here; then
  # It must not come here in the middle of the work.
  echo 1 >"$signal"
  exit 0
fi
empty_the_room
echo 1 >"$signal"
tries=25
while [ "$tries" -gt 0 ]; do
  tries=$((tries - 1))
  sleep 0.2
  if ! here && curl --silent --output /dev/null --max-time 1 "http://$vip/health"; then
    open_the_door
    exit 0
  fi
done
# Nobody else takes it: a short pause of the portal is better than no portal.
open_the_door
echo 0 >"$signal"
echo "no other host took the virtual IP $vip, so it stays here"
