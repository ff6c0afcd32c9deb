PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
answers() {
  said=$(curl --disable --silent --noproxy '*' --max-time 2 --output /dev/null \
    --write-out '%{http_code}' "$1")
  [ "$said" = 200 ]
}
act() {
  systemctl stop job_api.service || exit 1
  end=$(($(date +%s) + 60))
  until :; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "not ready after 60 seconds; its last answer was ${said:-none}" >&2
      exit 1
    fi
    sleep 0.2
  done
}
act </dev/null
