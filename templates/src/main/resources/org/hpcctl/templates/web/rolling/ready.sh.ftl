if ! answer=$(curl --silent --show-error --max-time 5 --write-out '%{http_code}' \
    http://127.0.0.1:8080/health 2>&1); then
  echo "nginx does not answer: $answer"
  exit 1
fi
case "$answer" in
  *200) ;;
  *) echo "the services of this host are not ready: $answer"; exit 1 ;;
esac
