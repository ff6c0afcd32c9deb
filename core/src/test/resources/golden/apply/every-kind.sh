s0() {
install_packages nginx
}
s1() {
install_packages curl
}
s2() {
make_account trial /opt/trial /usr/sbin/nologin ''
}
s3() {
make_directory /opt/trial root root 755
}
s4() {
place_blob abababababababababababababababababababababababababababababababab /opt/trial/trial.jar root root 644
}
s5() {
unpack_blob abababababababababababababababababababababababababababababababab /opt/trial/runtime
}
s6() {
sysctl -q -w net.core.somaxconn=4096
}
s7() {
stage_file /etc/nginx/trial.conf root root 644 bmV3Cg==
}
s8() {
stage_file /etc/nginx/key root root 600 aXQncyAkZWNyZXQ=
}
s9() {
stage_block /etc/hosts trial MTAuMC4wLjEgdHJpYWwK
}
s10() {
stage_link /opt/trial/current b
}
s11() {
:
}
s12() {
stage_file /etc/systemd/system/trial.service root root 644 W1NdCg==
}
s13() {
systemctl restart trial.service
}
s14() {
systemctl restart nginx.service
}
s15() {
echo on >/opt/flag
}
v0() {
printf '%s\n' 'nginx -t'
}
drain() {
echo drained
}
ready() {
curl -fsS localhost/health
}
restore() {
true
}
main() {
  begin
  v0 >"$WORK/v0"
  expect /etc/nginx/trial.conf 01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee
  expect /etc/nginx/key -
  expect /etc/systemd/system/trial.service -
  drained
  forget trial.service nginx.service
  together '0 1' install_packages nginx curl
  step 2 s2
  step 3 s3
  step 4 s4
  step 5 s5
  step 6 s6
  f7() {
  s7
  s8
  s9
  s10
  s11
  s12
  validate /etc/nginx /etc/nginx/sites-enabled/default "$WORK/v0"
  swap /etc/nginx/trial.conf /etc/nginx/key /etc/hosts /opt/trial/current /etc/systemd/system/trial.service
  remove /etc/nginx/sites-enabled/default
  systemctl daemon-reload
  }
  together '7 8 9 10 11 12' f7
  u13() {
  enable_units yes trial.service
  move_units start trial.service
  move_units reload nginx.service
  started_with trial.service 0123456789abcdef
  started_with nginx.service fedcba9876543210
  :
  }
  together '13 14' u13
  step 15 s15
  becomes_ready 30
  commit
}
main </dev/null
