deadline=$(($(date +%s) + ${seconds}))
answer=
while [ "$(date +%s)" -lt "$deadline" ]; do
  if answer=$(curl --silent --show-error --fail-with-body --max-time 5 http://127.0.0.1:8080/health 2>&1); then
    exit 0
  fi
  sleep 0.5
done
echo "after ${seconds} s the services of this host are not ready: $answer"
exit 1
