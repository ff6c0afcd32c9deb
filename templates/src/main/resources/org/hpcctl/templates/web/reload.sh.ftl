#!/bin/sh
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# nginx answers a reload before it has tried, and where it fails it goes on as before. It has
# succeeded when the master has a new child. Not every kernel lists a process's children (proc(5)),
# but each process names its parent.
children() { sed -n "s/^\([0-9]*\) (.*) [A-Z] $MAINPID .*/\1/p" /proc/[0-9]*/stat 2>/dev/null | tr '\n' ' '; }

/usr/sbin/nginx -t -q || exit 1
before=" $(children) "
kill -HUP "$MAINPID" || exit 1
tries=0
while [ "$tries" -lt 100 ]; do
  for child in $(children); do
    case "$before" in
      *" $child "*) ;;
      *) exit 0 ;;
    esac
  done
  sleep 0.1
  tries=$((tries + 1))
done
echo "nginx goes on with its earlier configuration: $(grep -F '[emerg]' /var/log/nginx/error.log | grep -vF 'still could not' | tail -n 1)" >&2
exit 1
