# What the measurements on a lab share; they read it with `.`. Not to be run.
# A lab of its own name, an Ansible playbook of the same resources, and a table of medians.

name=benchlab
runs=${RUNS:-5}
work=$(mktemp -d)
chmod 700 "$work"
hpcctl=$PWD/dist/target/hpcctl/bin/hpcctl
folder=/var/lib/hpcctl-lab/$name
yaml=$folder/my_multihead_cluster.yaml

# Read by whoever says `trap leave EXIT`; a signal ends the script, and so comes here too.
trap 'exit 130' INT
trap 'exit 143' TERM
leave() {
  # Ansible's connections outlive it by a minute.
  for socket in "$work"/[0-9]*; do
    [ ! -S "$socket" ] || ssh -o ControlPath="$socket" -O exit none 2>/dev/null || true
  done
  "$hpcctl" lab down --name "$name" >/dev/null 2>&1 || true
  rm -rf "$work"
}

need() {
  for program in jq ansible-playbook ssh; do
    command -v "$program" >/dev/null || {
      echo "bench: $program is missing: apt-get install jq ansible-core ansible-mitogen openssh-client" >&2
      exit 1
    }
  done
  [ "$(id -u)" = 0 ] || { echo 'bench: the lab needs root' >&2; exit 1; }
  ./hpcctl --version >/dev/null
}

# lab_up [OPTION...]: three heads, unless told otherwise
lab_up() {
  "$hpcctl" lab up --name "$name" "$@" >/dev/null 2>&1
}

hosts() {
  awk '$1 == "Host" && $2 != "*" {print $2}' "$folder/ssh_config"
}

setup() {
  "$hpcctl" setup --yes --config "$yaml" >"$work/setup.log" 2>&1 || {
    cat "$work/setup.log" >&2
    return 1
  }
}

# From hosts that hpcctl has set up: the playbook, and the contents of its files. They hold secrets
# of the lab and go with $work.
playbook() {
  "$hpcctl" setup --dry-run --offline --format json --config "$yaml" >"$work/plan.json" 2>/dev/null
  for host in $(hosts); do
    mkdir -p "$work/files/$host"
    jq -r --arg host "$host" '.hosts[] | select(.host == $host) | .changes[]
      | select(.kind == "file" or .kind == "secret" or .kind == "block") | .name
      | split("#")[0] | ltrimstr("/")' "$work/plan.json" |
      ssh -F "$folder/ssh_config" "$host" 'sudo tar -C / -cf - -T -' | tar -C "$work/files/$host" -xf -
  done
  jq --arg files "$work/files" --arg release "$PWD/dist/target/hpcctl" -f bench/playbook.jq \
    "$work/plan.json" >"$work/playbook.yml"
  hosts >"$work/inventory"
  cat >"$work/ansible.cfg" <<CFG
[defaults]
inventory = $work/inventory
forks = 20
interpreter_python = /usr/bin/python3
[ssh_connection]
pipelining = True
ssh_args = -F $folder/ssh_config -o ControlMaster=auto -o ControlPersist=60s -o ControlPath=$work/%h
CFG
  {
    sed 's/^\[defaults\]/&\nstrategy = mitogen_linear/; s/ControlMaster=auto/ControlMaster=no/' "$work/ansible.cfg" |
      sed "/^strategy/i strategy_plugins = $(mitogen)"
  } >"$work/mitogen.cfg"
}

mitogen() {
  dirname "$(dpkg -L ansible-mitogen | grep -m 1 'plugins/strategy/mitogen_linear.py$')"
}

ansible() {
  ANSIBLE_CONFIG=$work/$1.cfg ansible-playbook "$work/playbook.yml" >"$work/$1.log" 2>&1 || {
    tail -n 30 "$work/$1.log" >&2
    return 1
  }
}

with_ansible() { ansible ansible; }
with_mitogen() { ansible mitogen; }

ssh_true() {
  for host in $(hosts); do ssh -F "$folder/ssh_config" "$host" true & done
  wait
}

# seconds COMMAND: how long one run took
seconds() {
  begin=$(date +%s%N)
  "$@"
  echo $((($(date +%s%N) - begin) / 1000000)) | awk '{printf "%.2f\n", $1 / 1000}'
}

# median COMMAND: of all runs
median() {
  for _ in $(seq "$runs"); do seconds "$@"; done | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'
}

row() {
  printf '%-32s %10s %16s\n' "$@"
}

ratio() {
  echo "$1 $2" | awk '{printf "%.1f", $1 / $2}'
}

machine() {
  echo "$(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), load $(cut -d' ' -f1 /proc/loadavg) at the start, $(. /etc/os-release && echo "$PRETTY_NAME")"
}
