export LC_ALL PATH

q12() {
cat /opt/trial/flag
}
q13() {
echo ok
}
f0() {
nginx -v 2>&1 | cut -d/ -f2
}
probe() {
  paths /opt/trial /opt/trial/conf /opt/trial/key /opt/trial/current /opt/trial/old /opt/trial/trial.jar /opt/trial/runtime
  texts 'cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2  /opt/trial/conf;' /opt/trial/conf
  digests /opt/trial/key
  packages nginx
  accounts trial
  units trial.service
  settings /proc/sys/net/core/somaxconn
  block /etc/hosts trial
  answer answer 12 q12
  answer answer 13 q13
  answer fact 0 f0
  printf '%s\tend\n' "$N"
}
probe </dev/null
