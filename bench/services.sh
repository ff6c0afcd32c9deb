# What the measurements of the services share; they read it with `.`. Not to be run.
# Ours run as their units start them, with the runtime they ship with; Node's are one Express service
# each (src/main/node/services). Both have the same MariaDB; ours has a Redis too, as on a head.
# Everything listens on 127.0.0.1.

secret=not-a-secret-but-long-enough-for-hs256
password='a password for benches'
names='auth_service job_api file_service metrics_api websocket_service dashboard monitoring_dashboard admin_portal'
work=$PWD/bench/target/services
home=$work/opt
started=''

trap 'exit 130' INT
trap 'exit 143' TERM
leave() {
  for process in $started; do
    kill "$process" 2>/dev/null || true
  done
  # shellcheck disable=SC2086
  wait $started 2>/dev/null || true
  rm -rf "$work"/state "$work"/uploads
}

need() {
  for program in mvn node npm curl jq mariadbd:mariadb-server-core my_print_defaults:mariadb-client-core \
    redis-server "$@"; do
    command -v "${program%%:*}" >/dev/null || [ -x "/usr/sbin/${program%%:*}" ] || {
      echo "$0: ${program%%:*} is missing: apt-get install ${program##*:}" >&2
      exit 1
    }
  done
  java=$(ls -d "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*-25-* 2>/dev/null | head -n 1)/bin/java
  [ -x "$java" ] || { echo "$0: no JDK 25 in JAVA_HOME or /usr/lib/jvm" >&2; exit 1; }
}

bench_java() {
  class=$1
  shift
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "bench/target/classes:$(cat bench/target/classpath)" \
    "org.hpcctl.bench.$class" "$@"
}

port() { # java or node, name
  number=0
  for name in $names; do
    number=$((number + 1))
    [ "$name" != "$2" ] || break
  done
  [ "$1" = java ] && echo $((26100 + number)) || echo $((26200 + number))
}

# The release as a host has it, Node's modules, the stores.
prepare() {
  [ -n "${BUILT:-}" ] || mvn -q -B -pl dist,bench -am package -DskipTests -Dformat.skip=true
  rm -rf "$work/opt" "$work/state" "$work/uploads"
  mkdir -p "$home/runtime/current" "$work/node" "$work/state"
  tar -xzf dist/target/hpcctl/services/services-runtime.tar.gz -C "$home/runtime/current"
  for name in $names; do
    mkdir -p "$home/$name/cache/current"
    cp -p "dist/target/hpcctl/services/$name.jar" "$home/$name"
    tar -xzf "dist/target/hpcctl/services/$name.aot.tar.gz" -C "$home/$name/cache/current"
  done
  cp bench/src/main/node/services/* bench/src/main/node/services/.npmrc "$work/node"
  [ -d "$work/node/node_modules" ] || (cd "$work/node" && npm ci --silent </dev/null)
  stores
  for name in $names; do
    settings "$name"
  done
}

stores() {
  database=26000
  redis=26001
  mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$work/state/data" \
    --auth-root-authentication-method=normal --skip-test-db --innodb-log-file-size=8M >/dev/null
  {
    for name in bench_node auth_db jobs_db files_db metrics_db; do
      echo "CREATE DATABASE $name;"
    done
    echo "CREATE USER 'bench'@'%' IDENTIFIED BY '$secret';"
    echo "GRANT ALL ON *.* TO 'bench'@'%';"
  } >"$work/state/begin.sql"
  /usr/sbin/mariadbd --no-defaults --user="$(id -un)" --datadir="$work/state/data" \
    --bind-address=127.0.0.1 --port=$database --socket="$work/state/socket" --skip-log-bin \
    --pid-file="$work/state/pid" --init-file="$work/state/begin.sql" --innodb-buffer-pool-size=64M \
    --innodb-flush-log-at-trx-commit=2 >"$work/state/mariadb.log" 2>&1 &
  started="$started $!"
  redis-server --bind 127.0.0.1 --port $redis --save '' --appendonly no --dir "$work/state" \
    >"$work/state/redis.log" 2>&1 &
  started="$started $!"
  until grep -qs 'ready for connections' "$work/state/mariadb.log"; do
    kill -0 "${started##* }" || { cat "$work/state/mariadb.log" >&2; exit 1; }
    sleep 0.2
  done
}

settings() { # name
  mkdir -p "$home/config" "$work/state/$1" "$work/node/state"
  case $1 in
    job_api) options='{"scheduler": "local"}' ;;
    file_service) options='{"limits": {}}' ;;
    websocket_service) options='{"max_connections_per_user": 10000, "messages_per_second": 10000}' ;;
    *) options='{}' ;;
  esac
  jq -n --arg name "$1" --arg state "$work/state/$1" --arg secret "$secret" --argjson port "$(port java "$1")" \
    --argjson auth "$(port java auth_service)" --argjson database $database --argjson redis $redis \
    --argjson options "$options" \
    '{service: $name, cluster: "bench", host: "bench", bind: "127.0.0.1", port: $port, drain_seconds: 1}
     + (if ($name | test("dashboard|portal")) then {} else
       {state: $state, identity: {auth_service: "http://127.0.0.1:\($auth)", shared_secret: $secret},
        database: {host: "127.0.0.1", port: $database, user: "bench", password: $secret},
        redis: {mode: "single", nodes: ["127.0.0.1:\($redis)"]}, options: $options} end)' \
    >"$home/config/$1.json"
  # Node's has the same pages, as files.
  mkdir -p "$work/node/pages/$1"
  (cd "$work/node" && "${java%java}jar" --extract --file "$home/$1/$1.jar" "pages/$1" 2>/dev/null) || true
  jq --argjson port "$(port node "$1")" --arg pages "$work/node/pages/$1" --arg password "$password" \
    '. + {port: $port, pages: $pages, password: $password, jobs: [],
     base: ({monitoring_dashboard: "/monitoring/", admin_portal: "/admin/"}[.service] // "/")}' "$home/config/$1.json" \
    >"$work/node/$1.json"
}

# The words that start one, as its unit has them.
command_of() { # java or node, name
  if [ "$1" = node ]; then
    echo "node $work/node/server.mjs $2 $work/node/$2.json"
  else
    sed -n 's|^ExecStart=||p' "phases/src/test/resources/golden/server1/etc/systemd/system/$2.service" |
      sed "s|/opt/web_services|$home|g; s|\${CREDENTIALS_DIRECTORY}/config.json|$home/config/$2.json|"
  fi
}

# Starts one and waits until it is ready; its process is $process then.
start() { # java or node, name
  # shellcheck disable=SC2046
  $(command_of "$1" "$2") >"$work/state/$1-$2.log" 2>&1 &
  process=$!
  started="$started $process"
  until curl -sf -o "$work/state/answer" "http://127.0.0.1:$(port "$1" "$2")/health/ready"; do
    kill -0 "$process" || { cat "$work/state/$1-$2.log" >&2; exit 1; }
    sleep 0.1
  done
}

stop() { # process
  kill "$1"
  wait "$1" || true
  started=$(echo "$started" | tr ' ' '\n' | grep -vx "$1" | tr '\n' ' ')
}

median() { # file, column
  cut -d' ' -f"$2" "$1" | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'
}

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN {printf "%.1f", a / b}'
}

machine() {
  echo "$(nproc) processors, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)," \
    "load $(cut -d' ' -f1 /proc/loadavg) before"
}
